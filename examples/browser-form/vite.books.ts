/**
 * A rulebook as a page takes it: without what is written for those who keep it, and without the places that ended before the
 * days that the page asks about. Their names are looked for by people, not by hoso: they come after the first answer.
 */
import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

interface Place {
  valid?: { until?: string };
}

/** `…json?from=2025-07-01&book`, and of the same `…json?from=2025-07-01&former`. */
const ASKED = /^(.+\.json)\?(?:from=([-\d]+)&)?(book|former)$/;

const isNote = (key: string) => key.startsWith("x_");

/** What a script gets that asks so. */
export async function cut(id: string): Promise<string | undefined> {
  const [, path, from = "", wanted] = ASKED.exec(id) ?? [];
  if (!path) return undefined;
  const document = JSON.parse(await readFile(path, "utf8"), (key, value: unknown) => (isNote(key) ? undefined : value)) as { places: Place[] };
  const isFormer = ({ valid }: Place) => valid?.until !== undefined && valid.until <= from;
  const { places } = document;
  document.places = places.filter((place) => !isFormer(place));
  return JSON.stringify(wanted === "book" ? document : places.filter(isFormer));
}

export function books(): Plugin {
  return {
    name: "books",
    enforce: "pre",
    async load(id) {
      const text = await cut(id);
      return text && { code: `export default ${JSON.stringify(text)};`, moduleType: "js" };
    },
  };
}
