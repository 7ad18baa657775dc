// What the package has besides compiled sources: its package.json, and the schemas as texts.
import { readFileSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const write = (path, text) => writeFileSync(new URL(`pkg/${path}`, root), text);

// In this folder the package has itself by name, for tests and benchmarks: its files are in pkg/.
const { scripts, devDependencies, private: _, ...manifest } = JSON.parse(read("package.json").replaceAll('"./pkg/', '"./'));
const [, version] = /^\[workspace\.package\]\nversion = "(.*)"$/m.exec(read("../Cargo.toml"));
if (manifest.version !== version) throw new Error(`package.json is ${manifest.version}, Cargo.toml is ${version}`);
write("package.json", `${JSON.stringify(manifest, null, 2)}\n`);

const schemas = { rulebook: "rulebook", returnRequest: "return-request", intakeRequest: "intake-request" };
const texts = Object.entries(schemas).map(([name, file]) => [name, JSON.parse(read(`pkg/${file}.schema.json`))]);
write(
  "schema-texts.js",
  texts.map(([name, schema]) => `export const ${name} = ${JSON.stringify(JSON.stringify(schema))};\n`).join(""),
);
write("schema-texts.d.ts", texts.map(([name]) => `export declare const ${name}: string;\n`).join(""));
// `import wasm from "hoso/hoso.wasm"` gives what the bundler or worker makes of it.
write("wasm-file.d.ts", "declare const module: WebAssembly.Module;\nexport default module;\n");
