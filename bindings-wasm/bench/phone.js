// How long a page on a phone waits until its rulebook answers: Chromium, its processor slowed six times; a rulebook of the whole country,
// and the part of one province, which is what a province's page needs. The network is not counted. Of several pages the fastest is
// printed: what else the machine does only makes them slower.
import { createReadStream, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const [SLOWED, PAGES, PROVINCE] = [6, Number(process.argv[2] ?? 5), "79"];
const pkg = new URL("../pkg/", import.meta.url);
const read = new Map();
function part(name) {
  if (!read.has(name)) read.set(name, JSON.parse(readFileSync(new URL(`parts/${name}.json`, pkg), "utf8")));
  return read.get(name);
}
const codes = readdirSync(new URL("parts/", pkg)).flatMap((name) => /^places-(\d+)\.json$/.exec(name)?.[1] ?? []);

/** A rulebook of some provinces: each has its communes, an agency in each commune, twenty departments and a contract. */
function rulebook(provinces) {
  const [own, head] = [part("own"), { hoso: 1, id: "phone", title: "t", currency: "VND", utc_offset: "+07:00" }];
  const parts = [part("calendar"), part("provinces"), part("post"), ...provinces.map((code) => part(`places-${code}`))];
  const lists = ["sources", "calendars", "places", "zones", "taxes", "tariffs", "liability"];
  const merged = Object.fromEntries(lists.map((key) => [key, parts.flatMap((own) => own[key] ?? [])]));
  const agency = (code, kind, place) => ({ code, name: `Ủy ban nhân dân ${code}`, kind, place, calendar: "agency" });
  const agenciesOf = (code) => [
    ...part(`places-${code}`).places.map((place) => agency(`xa-${place.code}`, "commune", place.code)),
    ...Array.from({ length: 20 }, (_, at) => agency(`so-${code}-${at}`, "department", code)),
  ];
  const procedures = Array.from({ length: 2000 }, (_, at) => ({
    ...own.procedures[at % 2],
    code: `1.${String(100000 + at)}`,
    agencies: { kinds: [at % 2 ? "commune" : "department"] },
  }));
  const contracts = provinces.map((code) => ({ ...own.contracts[0], id: `HD-${code}`, agencies: { codes: agenciesOf(code).map(({ code }) => code) } }));
  const agencies = provinces.flatMap(agenciesOf);
  return JSON.stringify({ ...head, ...merged, operators: own.operators, fields: own.fields, agencies, procedures, contracts });
}

const documents = { "whole.json": rulebook(codes), "province.json": rulebook([PROVINCE]) };
const TYPES = { js: "text/javascript", wasm: "application/wasm", json: "application/json" };
const server = createServer((request, response) => {
  const name = request.url.slice(1);
  response.setHeader("content-type", TYPES[name.split(".").at(-1)] ?? "text/html");
  if (name in documents) response.end(documents[name]);
  else if (/\.(js|wasm|json)$/.test(name)) createReadStream(fileURLToPath(new URL(name, pkg))).pipe(response);
  else response.end("<!doctype html><title>hoso</title>");
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const browser = await chromium.launch({ executablePath: process.env.HOSO_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

async function measured(name) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const times = await page.evaluate(
    `(async () => {
      const hoso = await import("/index.js");
      const [text, wasm] = await Promise.all(["/${name}", "/hoso_bg.wasm"].map(async (url) => (await fetch(url)).arrayBuffer()));
      const document = new TextDecoder().decode(text);
      const times = [performance.now()];
      await hoso.load(wasm);
      times.push(performance.now());
      const { value: rulebook, issues } = hoso.Rulebook.parse(document);
      if (issues) throw new Error(JSON.stringify(issues.slice(0, 3)));
      times.push(performance.now());
      const on = "2026-01-15";
      const { value } = rulebook.choices({ on, receptions_of: [] });
      if (value.agencies.length < 100) throw new Error("agencies are missing");
      hoso.validate("return_request", {}, { rulebook, on });
      times.push(performance.now());
      return times.slice(1).map((time, at) => time - times[at]);
    })()`,
  );
  await context.close();
  return times;
}

console.log(`Ready on a processor slowed ${SLOWED} times (milliseconds, the fastest of ${PAGES} pages)\n`);
console.log("|  | rulebook | `load` | `Rulebook.parse` | `choices` and the first form | together |\n|---|---|---|---|---|---|");
for (const [name, says] of [["province.json", "one province"], ["whole.json", "the whole country"]]) {
  const pages = [];
  for (let at = 0; at < PAGES; at += 1) pages.push(await measured(name));
  const [best] = pages.map((times) => [...times, times.reduce((sum, time) => sum + time)]).sort((a, b) => a.at(-1) - b.at(-1));
  console.log(`| ${says} | ${(documents[name].length / 1000).toFixed(0)} kB | ${best.map((time) => time.toFixed(0)).join(" | ")} |`);
}
await browser.close();
server.close();
