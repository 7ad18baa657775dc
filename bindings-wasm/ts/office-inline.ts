/** The entry for an office's pages with the module inside. */
import * as office from "./hoso_office.js";
import bytes from "./hoso_office_bytes.js";
import { unpacked } from "./inside.js";
import { loader } from "./native.js";
import type { Source } from "./source.js";
import { office as stamp } from "./stamps.js";

export * from "./office-common.js";

/** Makes the library ready, as `load` of `hoso/office` does, and fetches nothing. */
export const load: (source?: Source) => Promise<void> = loader(office, stamp, () => unpacked(bytes));
