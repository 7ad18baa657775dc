// How large the modules are, and whether one has outgrown its budget: then the build fails.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

/** Bytes after gzip and after brotli: the goal for what a citizen's phone loads, and a limit to growth for the office's. */
const BUDGETS = { hoso: { gzip: 160_000, brotli: 135_000 }, hoso_office: { gzip: 525_000, brotli: 400_000 } };

const kilobytes = (size) => `${(size / 1000).toFixed(0)} kB`;
for (const [name, budgets] of Object.entries(BUDGETS)) {
  const bytes = readFileSync(new URL(`../pkg/${name}_bg.wasm`, import.meta.url));
  const gzip = execFileSync("gzip", ["-9"], { input: bytes, maxBuffer: 1 << 24 }).length;
  const sizes = { gzip, brotli: brotliCompressSync(bytes).length };
  const said = Object.entries(budgets).map(([way, budget]) => `${way} ${kilobytes(sizes[way])} of ${kilobytes(budget)}`);
  console.log(`${name}_bg.wasm: ${kilobytes(bytes.length)}, ${said.join(", ")}`);
  for (const [way, budget] of Object.entries(budgets).filter(([way, budget]) => sizes[way] > budget)) {
    console.error(`${name}_bg.wasm is over its budget of ${budget} bytes after ${way}: ${sizes[way]}`);
    process.exitCode = 1;
  }
}
