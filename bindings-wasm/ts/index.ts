/** The entry for browsers: the module for citizens' pages, which lies beside the script. */
import * as citizens from "./hoso.js";
import { loader } from "./native.js";
import { addressOf, type Source } from "./source.js";
import { citizens as stamp } from "./stamps.js";

export * from "./common.js";

/**
 * Makes the library ready; needed once, before anything else is called. In Node it is ready on import, and this does
 * nothing.
 *
 * Without a source the module is fetched from beside the script, where bundlers put it. A failed load may be tried again.
 */
export const load: (source?: Source) => Promise<void> = loader(citizens, stamp, () =>
  addressOf(() => new URL("./hoso_bg.wasm", import.meta.url)),
);
