// How large the module is, and whether it has outgrown its budget: then the build fails.
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** Bytes after gzip. The goal is not reached yet; until then the module must not grow. */
const [GOAL, BUDGET] = [150_000, 232_000];

const bytes = readFileSync(new URL("../pkg/hoso_bg.wasm", import.meta.url));
const gzip = gzipSync(bytes, { level: 9 }).length;
const brotli = brotliCompressSync(bytes).length;
const kilobytes = (size) => `${(size / 1000).toFixed(0)} kB`;
const reached = gzip > GOAL ? `, over its goal of ${kilobytes(GOAL)}` : "";
console.log(`hoso_bg.wasm: ${kilobytes(bytes.length)}, gzip ${kilobytes(gzip)}${reached}, brotli ${kilobytes(brotli)}`);
if (gzip > BUDGET) {
  console.error(`over its budget of ${kilobytes(BUDGET)} after gzip`);
  process.exit(1);
}
