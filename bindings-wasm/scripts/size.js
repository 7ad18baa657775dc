// How large the modules are, and whether one has outgrown its budget: then the build fails.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

/** Bytes after gzip: the goal for what a citizen's phone loads, and a limit to growth for the office's. */
const BUDGETS = { hoso: 155_000, hoso_office: 375_000 };

const kilobytes = (size) => `${(size / 1000).toFixed(0)} kB`;
for (const [name, budget] of Object.entries(BUDGETS)) {
  const bytes = readFileSync(new URL(`../pkg/${name}_bg.wasm`, import.meta.url));
  const gzip = execFileSync("gzip", ["-9"], { input: bytes, maxBuffer: 1 << 24 }).length;
  const brotli = brotliCompressSync(bytes).length;
  console.log(`${name}_bg.wasm: ${kilobytes(bytes.length)}, gzip ${kilobytes(gzip)} of ${kilobytes(budget)}, brotli ${kilobytes(brotli)}`);
  if (gzip > budget) {
    console.error(`over its budget of ${kilobytes(budget)} after gzip`);
    process.exitCode = 1;
  }
}
