/** The entry for workers at the edge, where a module is neither fetched nor made of bytes, but imported. */
import * as citizens from "./hoso.js";
import module from "./hoso_bg.wasm";
import { loader } from "./native.js";
import type { Source } from "./source.js";
import { citizens as stamp } from "./stamps.js";

export * from "./common.js";

/** Makes the library ready, as `load` of `hoso` does, with the module that was imported. */
export const load: (source?: Source) => Promise<void> = loader(citizens, stamp, () => module);
