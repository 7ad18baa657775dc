/** The entry for Node, of `hoso` and `hoso/office` alike: everything is ready on import. */
import { readFileSync } from "node:fs";
import * as office from "./hoso_office.js";
import { use, type Source } from "./native.js";

export * from "./common.js";

office.initSync({ module: readFileSync(new URL("hoso_office_bg.wasm", import.meta.url)) });
use(office);

/** Does nothing: in Node the library is ready on import. */
export const load = (_?: Source): Promise<void> => Promise.resolve();
