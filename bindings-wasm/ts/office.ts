/** The entry for an office's pages: the module that answers everything. */
import * as office from "./hoso_office.js";
import { loader, type Source } from "./native.js";

export * from "./common.js";

/** Makes the library ready, as `load` of `hoso` does, with everything that an office asks. */
export const load: (source?: Source) => Promise<void> = loader(office);
