/** The entry for Node: ready on import. */
import { readFileSync } from "node:fs";
import { loadSync } from "./native.js";

loadSync(readFileSync(new URL("hoso_bg.wasm", import.meta.url)));

export * from "./index.js";
