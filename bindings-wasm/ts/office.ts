/** The entry for an office's pages: the module that answers everything. */
import * as office from "./hoso_office.js";
import { loader } from "./native.js";
import { addressOf, type Source } from "./source.js";
import { office as stamp } from "./stamps.js";

export * from "./office-common.js";

/** Makes the library ready, as `load` of `hoso` does, with everything that an office asks. */
export const load: (source?: Source) => Promise<void> = loader(office, stamp, () =>
  addressOf(() => new URL("./hoso_office_bg.wasm", import.meta.url)),
);
