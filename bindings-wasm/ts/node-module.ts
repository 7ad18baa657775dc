/** The module in Node, of `hoso` and `hoso/office` alike: it is inside, and ready on import. */
import { gunzipSync } from "node:zlib";
import * as office from "./hoso_office.js";
import bytes from "./hoso_office_bytes.js";
import { use } from "./native.js";
import { compiled, isAddress, type Source } from "./source.js";
import * as stamps from "./stamps.js";

office.initSync({ module: gunzipSync(Buffer.from(bytes, "base64")) });
use(office);

/** Ready on import, so that nothing is fetched; bytes and modules that are given are looked at as in a page. */
export const load = async (source?: Source): Promise<void> => {
  if (source !== undefined && !isAddress(source)) await compiled(source, [stamps.citizens, stamps.office]);
};
