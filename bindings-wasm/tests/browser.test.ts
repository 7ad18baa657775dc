import { readFileSync } from "node:fs";
import * as citizensInNode from "hoso";
import * as hoso from "hoso/office";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { inPage, openBrowser, openPage, serve } from "./browser.js";
import { PACKAGE, rulebookText, vectorFiles } from "./files.js";
import { run } from "./vectors.js";

let browser: Browser;
let page: Page;
let errors: string[];
let server: { url: string; close: () => void };

beforeAll(async () => {
  server = await serve({ "/pkg/": `${PACKAGE}pkg`, "/tests/": `${PACKAGE}tests` });
  browser = await openBrowser();
  ({ page, errors } = await openPage(browser, server.url));
});

afterAll(async () => {
  await browser.close();
  server.close();
});

test("nothing can be asked before the module is loaded", async () => {
  expect(await inPage(page, "unloaded")).toContain("await load()");
});

test("a load that failed says what to do, and may be tried again", async () => {
  const other = readFileSync(`${PACKAGE}pkg/hoso_bg.wasm`);
  other.set(Buffer.from("00000000"), other.length - 8);
  const { none, html, office, version, foreign } = await inPage<Record<string, string>>(page, "loadWrong", [...other]);
  expect(none).toMatch(/these bytes are no WebAssembly module.*await load\(url\).*hoso\/inline/);
  expect(html).toMatch(/\/ answers 200 with text\/html, which is no WebAssembly module.*await load\(url\)/);
  expect(office).toMatch(/is hoso_office 0\..* is needed: .*"hoso\/office" hoso\/hoso_office\.wasm/);
  expect(version).toMatch(/is hoso 0\.[\d.]+ 00000000, and hoso 0\.[\d.]+ [0-9a-f]{8} is needed: .*of one version/);
  expect(foreign).toMatch(/none of hoso's/);
});

test("every shared vector in Chromium, byte for byte as in Node", async () => {
  const files = vectorFiles();
  const { page, errors } = await openPage(browser, server.url);
  type Run = ReturnType<typeof run>;
  const { citizens, all } = await inPage<{ citizens: Run; all: Run }>(page, "vectors", files);
  expect(errors).toEqual([]);
  for (const [inChromium, inNode] of [[citizens, run(citizensInNode, files, { office: false })], [all, run(hoso, files)]] as const) {
    expect(inChromium.failures.slice(0, 5)).toEqual([]);
    expect(inChromium.counts).toEqual(inNode.counts);
    expect(inNode.said.length).toBeGreaterThan(1000);
    const differ = inNode.said.flatMap((said, at) => (said === inChromium.said[at] ? [] : [[said, inChromium.said[at]]]));
    expect(differ.slice(0, 3)).toEqual([]);
    expect(inChromium.said.length).toBe(inNode.said.length);
  }
  const kinds = ["decide", "quote", "deadlines", "choices", "procedures", "track", "explain", "form"];
  expect(Object.keys(citizens.counts)).toEqual(expect.arrayContaining(kinds));
});

test("a page has what Node has under the same name, and all of it answers", async () => {
  const { names, methods, asked, answered } = await inPage<Record<string, unknown>>(page, "surface", rulebookText());
  expect(names).toEqual(Object.keys(citizensInNode).sort());
  expect(methods).toEqual(Object.getOwnPropertyNames(citizensInNode.Rulebook.prototype).sort());
  expect(asked).toBeGreaterThan(9);
  expect(answered).toBe(asked);
});

test("a citizen's page is told what only an office can ask", async () => {
  const told = await inPage<string[]>(page, "onlyTheOffice", rulebookText());
  expect(told).toHaveLength(13);
  for (const message of told) expect(message).toContain('`load` comes from "hoso/office"');
});

test("Chromium lets through what is right, asked as the hints say", async () => {
  const cases = (vectorFiles()["forms.json"] as { cases: { form: string; value: object; answer: { ok: boolean } }[] }).cases;
  const more = [
    ...["0084912345678", "0084 28 3822 1234", "+84 (0) 28 3822 1234", "(0274) 3822 222"].map((text) => ["return_request", "applicant.phone", text]),
    ...["nguyễn@b.vn", "an@bưu-điện.vn"].map((text) => ["intake_request", "applicant.email", text]),
  ];
  const right = cases.filter(({ answer }) => answer.ok).map(({ form, value }) => ({ form, value }));
  const { refused, asked } = await inPage<{ refused: unknown[]; asked: number }>(page, "letThrough", right, more);
  expect(refused).toEqual([]);
  expect(asked).toBeGreaterThan(500);
});

test("a content security policy that lets no module run is told as what it is", async () => {
  const { page } = await openPage(browser, server.url);
  const policy = `<meta http-equiv="content-security-policy" content="default-src 'self'" />`;
  await page.route("**/strict", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html>${policy}<title>hoso</title>` }));
  await page.goto(`${server.url}/strict`);
  for (const message of await inPage<string[]>(page, "loadUnderPolicy")) expect(message).toMatch(/^hoso: .*content security policy needs 'wasm-unsafe-eval'/);
  await page.close();
});

test("one script for a plain page has the elements too", async () => {
  const { page, errors } = await openPage(browser, server.url);
  await page.addScriptTag({ url: "/pkg/hoso.global.js" });
  expect(await inPage(page, "shownByGlobal", rulebookText())).toBe("25.000\u00a0đ");
  expect(errors).toEqual([]);
  await page.close();
});

test.each(["url", "text", "bytes", "response", "promise", "module"])("loads from a %s", async (kind) => {
  const { page, errors } = await openPage(browser, server.url);
  expect(await inPage(page, "loadFrom", kind, rulebookText())).toBe("binh-duong");
  expect(errors).toEqual([]);
  await page.close();
});

test("a worker loads it, alone or with the page's module", async () => {
  expect(await inPage(page, "workers", rulebookText())).toEqual(["binh-duong", "binh-duong"]);
});

test("the page had no errors", () => {
  expect(errors).toEqual([]);
});
