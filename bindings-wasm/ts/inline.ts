/** The entry with the module inside, for where nothing lies beside a script and nothing can be fetched. */
import * as citizens from "./hoso.js";
import bytes from "./hoso_bytes.js";
import { unpacked } from "./inside.js";
import { loader } from "./native.js";
import type { Source } from "./source.js";
import { citizens as stamp } from "./stamps.js";

export * from "./common.js";

/** Makes the library ready, as `load` of `hoso` does, and fetches nothing. */
export const load: (source?: Source) => Promise<void> = loader(citizens, stamp, () => unpacked(bytes));
