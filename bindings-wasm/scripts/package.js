// What the package has besides compiled sources: its package.json, and texts (schemas, closed lists, the diagram).
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import * as office from "../pkg/hoso_office.js";

const root = new URL("../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const write = (path, text) => writeFileSync(new URL(`pkg/${path}`, root), text);

// In this folder the package has itself by name, for tests and benchmarks: its files are in pkg/.
const { scripts, devDependencies, private: _, ...manifest } = JSON.parse(read("package.json").replaceAll('"./pkg/', '"./'));
const [, version] = /^\[workspace\.package\]\nversion = "(.*)"$/m.exec(read("../Cargo.toml"));
if (manifest.version !== version) throw new Error(`package.json is ${manifest.version}, Cargo.toml is ${version}`);
write("package.json", `${JSON.stringify(manifest, null, 2)}\n`);

// Each module says whose it is, so that its script knows it again; and is also had as text, for who has it inside.
const stamps = Object.entries({ citizens: "hoso", office: "hoso_office" }).map(([name, file]) => {
  const path = new URL(`pkg/${file}_bg.wasm`, root);
  const [script, module] = [readFileSync(new URL(`pkg/${file}.js`, root)), readFileSync(path)];
  const build = createHash("sha256").update(script).update(module).digest("hex").slice(0, 8);
  const stamp = `${file} ${version} ${build}`;
  const stamped = Buffer.concat([module, section("hoso", stamp)]);
  writeFileSync(path, stamped);
  write(`${file}_bytes.js`, `export default "${gzipSync(stamped, { level: 9 }).toString("base64")}";\n`);
  write(`${file}_bytes.d.ts`, "declare const base64: string;\nexport default base64;\n");
  return [name, stamp];
});
write("stamps.js", stamps.map(([name, stamp]) => `export const ${name} = "${stamp}";\n`).join(""));
write("stamps.d.ts", stamps.map(([name]) => `export declare const ${name}: string;\n`).join(""));

/** A custom section of a WebAssembly module: texts shorter than 128 bytes have lengths of one. */
function section(name, text) {
  const content = [name.length, ...Buffer.from(name + text)];
  if (content.length > 127) throw new Error("the section's length takes more than a byte");
  return Buffer.from([0, content.length, ...content]);
}

// What is the same whatever is asked is text: who does not ask for it does not load it.
const schemas = { rulebook: "rulebook", returnRequest: "return-request", intakeRequest: "intake-request" };
const texts = [["headings", JSON.stringify(JSON.parse(read("../docs/headings.json")))]];
texts.push(...Object.entries(schemas).map(([name, file]) => [name, JSON.stringify(JSON.parse(read(`pkg/${file}.schema.json`)))]));
office.initSync({ module: readFileSync(new URL("pkg/hoso_office_bg.wasm", root)) });
texts.push(["lists", office.lists()], ["diagram", office.diagram()]);
// The elements show these labels, and need not bring every message with them.
const shown = ["states", "claimStates", "eventKinds", "failureReasons", "causes", "anomalyCodes", "services", "steps"];
const label = ({ vi, en, cause }) => ({ vi, en, cause });
const listed = (list) => Object.fromEntries(Object.entries(list).map(([code, own]) => [code, label(own)]));
texts.push(["labels", JSON.stringify(Object.fromEntries(shown.map((name) => [name, listed(JSON.parse(office.lists())[name])])))]);
write("texts.js", texts.map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};\n`).join(""));
write("texts.d.ts", texts.map(([name]) => `export declare const ${name}: string;\n`).join(""));
// `import wasm from "hoso/hoso.wasm"` gives what the bundler or worker makes of it.
write("part.d.ts", 'import type { RulebookDocument } from "./index.js";\ndeclare const part: Partial<RulebookDocument>;\nexport default part;\n');
write("wasm-file.d.ts", 'import type { Compiled } from "./source.js";\ndeclare const module: Compiled;\nexport default module;\n');
