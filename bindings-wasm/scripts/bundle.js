// What the package has for those who cannot take ES modules: CommonJS for Node, and one script for pages without a bundler.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const pkg = fileURLToPath(new URL("../pkg/", import.meta.url));

async function bundle(input, output) {
  const made = await rolldown({ input: input.map((name) => `${pkg}${name}.js`), platform: output.format === "cjs" ? "node" : "browser" });
  await made.write({ comments: false, ...output });
  await made.close();
}

// In Node the two kinds of modules are one: what is imported is what is required, so that a rulebook is the same in both. A bundler
// takes the ES modules for both instead, by the condition `module`: what it makes of them stands alone, in either format. In the
// sandboxes of test runners that play a browser, these two classes are often missing.
const node = ["node", "office-node", "elements-node"];
const banner = 'const { TextDecoder, TextEncoder } = require("node:util");';
mkdirSync(`${pkg}cjs`);
writeFileSync(`${pkg}cjs/package.json`, '{ "type": "commonjs" }\n');
// What they make known to every page, they do so once: where both kinds are imported, two classes of one element would be one too many.
const GLOBAL = /^declare global \{.*?^\}\n/ms;
for (const name of readdirSync(pkg).filter((own) => own.endsWith(".d.ts"))) {
  writeFileSync(`${pkg}cjs/${name}`, readFileSync(pkg + name, "utf8").replace(GLOBAL, ""));
}
await bundle(node, { format: "cjs", dir: `${pkg}cjs`, chunkFileNames: "[name].js", banner });
for (const name of node) {
  const names = Object.keys(await import(`../pkg/cjs/${name}.js`)).filter((own) => own !== "default" && own !== "module.exports");
  writeFileSync(`${pkg}cjs/${name}.mjs`, `export { ${names.join(", ")} } from "./${name}.js";\n`);
}

// What a page that trusts no server writes beside an address: `<script integrity="…">`.
await bundle(["global"], { format: "iife", name: "hoso", file: `${pkg}hoso.global.js`, minify: true });
const hash = (name) => `sha384-${createHash("sha384").update(readFileSync(pkg + name)).digest("base64")}`;
const files = ["hoso.global.js", "hoso_bg.wasm", "hoso_office_bg.wasm"];
writeFileSync(`${pkg}integrity.json`, `${JSON.stringify(Object.fromEntries(files.map((name) => [name, hash(name)])), null, 2)}\n`);
