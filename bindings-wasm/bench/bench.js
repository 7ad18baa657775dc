import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import * as node from "hoso";
import { build } from "vite";
import * as page from "../pkg/index.js";
import { write } from "../pkg/write.js";
import { forms, valid } from "./form.js";

// A citizen's page loads a module made small; Node, as an office's page does, one made fast.
await page.load(readFileSync(new URL("../pkg/hoso_bg.wasm", import.meta.url)));
const modules = [page, node];

const quick = process.argv.includes("--quick");

/** Microseconds of processor time a call: the median of seven runs, after warming up. */
function time(call) {
  const calls = quick ? 2_000 : 100_000;
  for (let at = 0; at < calls / 5; at += 1) call();
  const runs = Array.from({ length: 7 }, () => {
    const before = process.cpuUsage();
    for (let at = 0; at < calls; at += 1) call();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / calls;
  });
  return runs.sort((a, b) => a - b)[3];
}

function table(title, head, rows) {
  console.log(`\n${title}\n\n| ${head.join(" | ")} |\n|${"---|".repeat(head.length)}`);
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
}
const us = (value) => value.toFixed(2);

// A question, and where its time goes.

const text = readFileSync(new URL("../../examples/data/binh-duong.json", import.meta.url), "utf8");
const [inPage, inNode] = modules.map((hoso) => ({ hoso, rulebook: hoso.Rulebook.parse(text).value }));
const both = (call) => [us(time(() => call(inPage))), us(time(() => call(inNode)))];
const consignment = {
  ...{ agency: "so-noi-vu", procedure: "1.900101", service: "return", on: "2014-10-01" },
  ...{ weight_grams: 80, zone: "intra_province" },
};
const { weight_grams: _, zone: __, ...question } = consignment;
const json = JSON.stringify(consignment);
const [answer, same] = [inPage, inNode].map(({ rulebook }) => rulebook.quoteJson(json));
if (answer !== same) throw new Error(`a page answers ${answer}, Node ${same}`);
table("A question (microseconds a call)", ["", "a page", "Node"], [
  ["`quote`, object to object", ...both(({ rulebook }) => rulebook.quote(consignment))],
  ["`quoteJson`, text to text", ...both(({ rulebook }) => rulebook.quoteJson(json))],
  ["`decide`, object to object", ...both(({ rulebook }) => rulebook.decide(question))],
  ["the crossing: an empty question there and back (`trackJson(\"[]\")`)", ...both(({ hoso }) => hoso.trackJson("[]"))],
]);
table("What of it is JavaScript's (microseconds a call)", ["", "µs"], [
  ["the question written as text", us(time(() => write(consignment)))],
  ["the same by `JSON.stringify`, which loses values silently", us(time(() => JSON.stringify(consignment)))],
  [`the answer (${answer.length} characters) by \`JSON.parse\``, us(time(() => JSON.parse(answer)))],
]);

// A form, beside libraries that know of shapes alone.

const peers = {};
for (const peer of ["hoso", "zod", "valibot", "ajv"]) peers[peer] = (await import(`./peers/${peer}.js`)).check;
const schema = page.returnRequest();
const checkInPage = (form) => (schema["~standard"].validate(form).issues ?? []).map(({ path }) => path);
const { hoso: checkInNode, ...shapes } = peers;
const checks = { "hoso, a page": checkInPage, "hoso, Node": checkInNode, ...shapes };
for (const [name, form] of forms) {
  const places = Object.entries(checks).map(([peer, check]) => [peer, [...new Set(check(form).map((path) => path.join("/")))].sort().join(" ")]);
  for (const [peer, found] of places) {
    if (found !== places[0][1]) throw new Error(`${name}: hoso finds ${places[0][1]}, ${peer} finds ${found}`);
  }
}
console.log(`\nAll find the same places wrong in ${forms.length} forms.`);
const { hoso: size, ...sizes } = await bundles();
sizes["hoso, a page"] = size;
const [, , [, five]] = forms;
table("A form of twelve fields", ["", "valid, µs", "five errors, µs", "bundle", "gzip", "brotli"], [
  ...Object.entries(checks).map(([peer, check]) => [peer, us(time(() => check(valid))), us(time(() => check(five))), ...(sizes[peer] ?? ["", "", ""])]),
]);
const options = ({ rulebook }) => ({ rulebook, on: "2014-10-01" });
table("What only hoso does (microseconds a call)", ["", "a page", "Node"], [
  [
    "`validate` with a rulebook: may the post carry it, place and options",
    ...both((own) => own.hoso.validate("return_request", valid, options(own))),
  ],
  [
    "`preview`: the price of the form",
    ...both((own) => own.hoso.preview("return_request", valid, { ...options(own), weight_grams: 80 })),
  ],
]);

/** What each adds to a page: bundled with its form, minified and compressed. */
async function bundles() {
  const path = (name) => fileURLToPath(new URL(name, import.meta.url));
  const found = {};
  for (const peer of Object.keys(peers)) {
    const { output } = await build({
      configFile: false,
      logLevel: "silent",
      resolve: { alias: { hoso: path("../pkg/index.js") } },
      build: {
        ...{ write: false, target: "es2022", assetsInlineLimit: 0 },
        rollupOptions: { input: path(`peers/${peer}.js`), preserveEntrySignatures: "strict" },
      },
    });
    const files = output.map((file) => Buffer.from(file.code ?? file.source));
    const kilobytes = (compress) => `${(files.reduce((sum, file) => sum + compress(file).length, 0) / 1000).toFixed(0)} kB`;
    found[peer] = [kilobytes((file) => file), kilobytes((file) => gzipSync(file, { level: 9 })), kilobytes(brotliCompressSync)];
  }
  return found;
}
