/** The labels that the page shows, of all that hoso has for every list: nine tenths of them are for programmers. */
import { lists } from "hoso";
import type { Plugin } from "vite";

const ID = "virtual:labels";

export function labels(): Plugin {
  return {
    name: "labels",
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load(id) {
      if (id !== `\0${ID}`) return undefined;
      const { forms, paperKinds, relations, services, steps } = lists();
      return `export default ${JSON.stringify({ forms, paperKinds, relations, services, steps })};`;
    },
  };
}
