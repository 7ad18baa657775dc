// How much memory the module has after a part of many calls, and after all of them. Run with --expose-gc.
import { readFileSync } from "node:fs";
import * as module from "../pkg/hoso_office.js";
import * as hoso from "../pkg/office-inline.js";

await hoso.load();

const text = readFileSync(new URL("../../examples/data/binh-duong.json", import.meta.url), "utf8");
const rulebook = hoso.Rulebook.parse(text).value;
const question = { agency: "so-noi-vu", procedure: "1.900101", service: "return", on: "2014-10-01", weight_grams: 80, zone: "intra_province" };
const events = [{ id: "e1", consignment: "c", kind: "accepted", at: "2014-10-01T08:30:00+07:00" }];
const small = { hoso: 1, id: "t", title: "t".repeat(400), currency: "VND", utc_offset: "+07:00" };
const memory = () => module.initSync().memory.buffer.byteLength;

/** Memory after a twentieth of the calls, and after all. */
async function grown(count, call) {
  let early = 0;
  for (let at = 0; at < count; at += 1) {
    call(at);
    if (at % 200 === 0 && call.collects) {
      // Finalisers run when nothing else does.
      gc();
      await new Promise((done) => setTimeout(done));
    }
    if (at === count / 20) early = memory();
  }
  return [early, memory()];
}

const collecting = (call) => Object.assign(call, { collects: true });

console.log(
  JSON.stringify({
    questions: await grown(1_000_000, () => rulebook.quote(question)),
    invalid: await grown(100_000, (at) => rulebook.quote({ ...question, weight_grams: new Map(), [`k${at}`]: [null, Symbol()] })),
    track: await grown(100_000, () => hoso.track(events)),
    forms: await grown(100_000, () => hoso.validate("return_request", question, { rulebook, on: "2014-10-01" })),
    rulebooks: await grown(10_000, collecting(() => hoso.Rulebook.parse(small).value.id)),
    "refused rulebooks": await grown(10_000, () => hoso.Rulebook.parse({ ...small, id: "!" })),
  }),
);
