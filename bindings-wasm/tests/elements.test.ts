/** The elements in Chromium: asked as a person does, by a page before and after they come to life, and under a strict policy. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import * as hoso from "hoso";
import type { QuoteAnswer } from "hoso/elements";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { transformWithOxc } from "vite";
import { openBrowser, openPage, serve } from "./browser.js";
import { PACKAGE, REPOSITORY, rulebookText } from "./files.js";

const ON = "2026-11-30";
const AGENCY = "ubnd-25942";
const PROCEDURE = "2.000635";
const PLACE = "79/26732";

let browser: Browser;
let server: { url: string; close: () => void };
let rulebook: hoso.Rulebook;

beforeAll(async () => {
  server = await serve({ "/pkg/": `${PACKAGE}pkg`, "/data/": `${REPOSITORY}examples/data` });
  browser = await openBrowser();
  const parsed = hoso.Rulebook.parse(rulebookText("ho-chi-minh"));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  rulebook = parsed.value;
});

afterAll(async () => {
  await browser.close();
  server.close();
});

/** A page with what it has, after hoso is loaded and the elements are made known to it. */
async function opened(html: string, before = "", policy?: string): Promise<{ page: Page; errors: string[] }> {
  const { page, errors } = await openPage(browser, server.url);
  if (policy) {
    await page.route(`${server.url}/`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
    });
    await page.reload();
  }
  await page.evaluate(`(async () => {
    window.told = [];
    for (const name of ["hoso-quoted", "hoso-tracked", "change"]) addEventListener(name, (event) => told.push(event), true);
    document.body.innerHTML = ${JSON.stringify(html)};
    ${before}
    const [{ load }, { defineElements }] = await Promise.all([import("/pkg/index.js"), import("/pkg/elements.js")]);
    await load();
    defineElements();
    defineElements();
  })()`);
  return { page, errors };
}

const lastTold = (page: Page) => page.evaluate<QuoteAnswer>("told.filter(({ type }) => type === 'hoso-quoted').at(-1).detail");
const shown = (page: Page) => page.locator("[part=answer]").innerText();

test.each(["vi", "en"] as const)("who asks by keyboard alone is answered, in %s", async (lang) => {
  const { page, errors } = await opened(`<form><hoso-quote lang="${lang}" src="/data/ho-chi-minh.json" day="${ON}"></hoso-quote></form>`);
  await page.getByRole("combobox", { name: { vi: "Cơ quan giải quyết", en: "Agency" }[lang] }).focus();
  const option = () => page.locator("[role=option].active");
  const type = (text: string) => page.keyboard.type(text);
  // Without a Vietnamese keyboard, and in whichever language; what is active is what is heard.
  await type("uy ban phuong di an");
  expect(await option().innerText()).toBe({ vi: "Ủy ban nhân dân phường Dĩ An", en: "People's Committee of Dĩ An ward" }[lang]);
  expect(await page.locator("#agency").getAttribute("aria-activedescendant")).toBe(await option().getAttribute("id"));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await type("trich luc");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator(".now").innerText()).toBe({ vi: "Gửi qua bưu điện được", en: "This may go by post" }[lang]);
  expect(await page.locator("[part=price]").count()).toBe(0);
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await type("con dao");
  await page.keyboard.press("Enter");

  const question = { agency: AGENCY, procedure: PROCEDURE, place: PLACE, on: ON, service: "both" } as const;
  const quoted = rulebook.quote({ ...question, weight_grams: 100 });
  const dated = rulebook.deadlines({ ...question, posted_on: ON });
  if (!quoted.ok || quoted.value.outcome !== "quoted" || !dated.ok || !("steps" in dated.value)) throw new Error("no answer");
  const { total } = quoted.value;
  expect(await page.locator("tr.total td").innerText()).toBe(`${total / 1000}.000\u00a0đ`);
  const dues = await page.locator("[part=days] time").evaluateAll((all) => all.map((own) => own.getAttribute("datetime")));
  expect(dues).toEqual(dated.value.steps.map(({ due }) => due));
  expect(await page.getByRole("status").innerText()).toContain(`${total / 1000}.000`);
  await page.locator("summary").click();
  const explained = hoso.explain(quoted.value, { language: lang, rulebook });
  expect((await shown(page)).replaceAll("\u00a0", " ")).toContain(explained.ok && explained.value.split("\n").at(-1));

  const { value, carriages } = await lastTold(page);
  expect(value).toEqual({ ...question, weight_grams: 100 });
  expect(carriages.map(({ quotation }) => quotation)).toEqual([quoted.value]);
  const sent = await page.evaluate("Object.fromEntries(new FormData(document.querySelector('form')))");
  expect(sent).toEqual({ ...question, weight_grams: "100" });
  expect(await page.evaluate("told.filter(({ type }) => type === 'change').length")).toBeGreaterThanOrEqual(4);
  await page.evaluate("document.querySelector('form').reset()");
  expect(await page.locator("#agency").inputValue()).toBe("");
  expect(errors).toEqual([]);
  await page.close();
});

test("what is wrong is told at its field, and no is told with its reasons", async () => {
  const { page, errors } = await opened(
    `<form><hoso-quote lang="en" src="/data/ho-chi-minh.json" agency="${AGENCY}" procedure="${PROCEDURE}" place="${PLACE}" day="${ON}"></hoso-quote></form>`,
  );
  await page.locator("[part=price]").waitFor();
  const said = (id: string) => page.locator(`#${id}-error`).innerText();
  await page.locator("#weight_grams").fill("1,5");
  expect(await said("weight_grams")).toMatch(/whole number/);
  expect(await page.locator("#weight_grams").getAttribute("aria-invalid")).toBe("true");
  expect(await shown(page)).toBe("");
  expect(await page.evaluate("new FormData(document.querySelector('form')).has('weight_grams')")).toBe(false);
  await page.locator("#weight_grams").fill("1.200");
  expect(await said("weight_grams")).toBe("");
  expect((await lastTold(page)).value.weight_grams).toBe(1200);
  await page.locator("#place").fill("Atlantis");
  await page.keyboard.press("Tab");
  expect(await said("place")).toMatch(/nothing of that name/);
  expect(await page.locator("#place").inputValue()).toBe("Atlantis");
  expect((await lastTold(page)).value.place).toBeUndefined();
  await page.locator("#on").fill("");
  await page.locator("#on").blur();
  expect(await said("on")).toMatch(/Choose the day/);
  await page.evaluate(`document.querySelector("hoso-quote").setAttribute("day", "2029-05-01")`);
  expect(await page.locator(".box.bad").innerText()).toMatch(/cannot go by post.*BCCI-TPHCM.*ended/s);
  // Another agency has other procedures; what is wrong with one is still told there.
  await page.locator("#agency").fill("home affairs");
  await page.keyboard.press("Tab");
  expect(await page.locator("#procedure").inputValue()).toBe("");
  expect(await page.locator("#procedure").getAttribute("aria-describedby")).toBe("procedure-error");
  expect(errors).toEqual([]);
  await page.close();
});

test("what a page gives before the elements come to life counts, and what is no rulebook is told", async () => {
  const events = [{ id: "1", kind: "accepted", at: "2026-11-30T08:00:00+07:00", consignment: "EV123456785VN" }];
  const given = `document.querySelector("hoso-tracking").events = ${JSON.stringify(events)};
    document.querySelector("hoso-quote").value = { agency: "${AGENCY}", procedure: "${PROCEDURE}", on: "${ON}" };`;
  const { page, errors } = await opened("<hoso-quote></hoso-quote><hoso-tracking></hoso-tracking>", given);
  expect(await page.locator("hoso-tracking .now").innerText()).toBe("Đã chấp nhận");
  expect(await page.evaluate("told.at(-1).type")).toBe("hoso-tracked");
  const put = (rulebook: string) =>
    page.evaluate(`import("/pkg/index.js").then(({ Rulebook }) => { document.querySelector("hoso-quote").rulebook = ${rulebook} }).catch(String)`);
  expect(await put("{}")).toMatch(/TypeError: .*Rulebook\.parse/);
  await put(`Rulebook.parse(${JSON.stringify(rulebookText("ho-chi-minh"))}).value`);
  expect(await page.locator("hoso-quote .now").innerText()).toBe("Gửi qua bưu điện được");
  // A page that changes its language changes theirs.
  await page.evaluate("document.documentElement.lang = 'en-GB'");
  await expect.poll(() => page.locator("hoso-quote .now").innerText()).toBe("This may go by post");
  expect(await page.locator("hoso-tracking .now").innerText()).toBe("Accepted by the post");
  expect(errors).toEqual([]);
  await page.close();
});

const HOME_AFFAIRS = { agency: "so-noi-vu-tphcm", procedure: "1.014111", place: "79/25747" };
const CHOSEN = Object.entries(HOME_AFFAIRS).map(([name, value]) => `${name}="${value}"`).join(" ");

test("a service that there is not is told at its field, and not taken for another", async () => {
  const { page, errors } = await opened(`<form><hoso-quote src="/data/ho-chi-minh.json" ${CHOSEN} day="${ON}" service="xyz"></hoso-quote></form>`);
  await expect.poll(() => page.locator("#service").getAttribute("aria-invalid")).toBe("true");
  const { carriages, issues } = await lastTold(page);
  expect(carriages).toEqual([]);
  const asked = rulebook.quote(JSON.stringify({ ...HOME_AFFAIRS, on: ON, service: "xyz", weight_grams: 100 }));
  expect(issues).toEqual(asked.ok ? undefined : asked.issues);
  expect(issues.map(({ path, code }) => `${path} ${code}`)).toEqual(["/service not_one_of"]);
  expect(await page.locator("#service-error").innerText()).toBe(issues[0]!.message);
  expect(await page.evaluate("new FormData(document.querySelector('form')).has('service')")).toBe(false);
  await page.locator("#service").selectOption("return");
  await page.locator("[part=price]").waitFor();
  expect(errors).toEqual([]);
  await page.close();
});

test("what is marked as wrong stays so, and stops the form that it stands in", async () => {
  const { page, errors } = await opened(
    `<form><hoso-quote lang="en" src="/data/ho-chi-minh.json" day="${ON}"></hoso-quote><button>Send</button></form>`,
    "document.querySelector('form').addEventListener('submit', (event) => { event.preventDefault(); told.push(event); });",
  );
  const marked = () => page.locator("[aria-invalid=true]").evaluateAll((all) => all.map(({ id }) => id));
  const isValid = () => page.evaluate("document.querySelector('form').checkValidity()");
  const submits = () => page.evaluate("told.filter(({ type }) => type === 'submit').length");
  await page.locator("#agency").waitFor();
  expect(await isValid()).toBe(true);
  await page.locator("#agency").fill("zzz");
  await page.keyboard.press("Tab");
  // One after the other: none takes away what is said of another, nor waits for an agency.
  for (const weight of ["x", "0", "99999999", ""]) {
    await page.locator("#weight_grams").fill(weight);
    expect(await marked()).toEqual(["agency", "weight_grams"]);
  }
  await page.locator("#on").fill("");
  await page.locator("#on").blur();
  expect(await marked()).toEqual(["agency", "on", "weight_grams"]);
  expect(await page.locator("#agency").inputValue()).toBe("zzz");
  expect(await page.locator("#agency-error").innerText()).toMatch(/nothing of that name/);
  const given = await page.evaluate("Object.fromEntries(new FormData(document.querySelector('form')))");
  expect(given).toEqual({ service: "return" });
  await page.locator("button").click();
  expect(await submits()).toBe(0);
  // The first of them is where somebody is taken to.
  expect(await page.evaluate("document.querySelector('hoso-quote').shadowRoot.activeElement.id")).toBe("agency");
  const quote = "document.querySelector('hoso-quote')";
  expect(await page.evaluate(`[${quote}.validity.customError, ${quote}.validationMessage, ${quote}.checkValidity()]`)).toEqual([
    ...[true, "The list has nothing of that name.", false],
  ]);
  await page.locator("#agency").fill("");
  await page.locator("#on").fill(ON);
  await page.locator("#weight_grams").fill("80");
  expect(await marked()).toEqual([]);
  await page.locator("button").click();
  expect(await submits()).toBe(1);
  // What is not shown any more stops nothing, and is not left by anybody.
  await page.locator("#agency").fill("home affairs");
  await page.locator("#weight_grams").fill("x");
  expect(await isValid()).toBe(false);
  await page.locator("#procedure").fill("zzz");
  await page.evaluate(`${quote}.setAttribute("weight-grams", "90")`);
  expect(await isValid()).toBe(true);
  await page.locator("#procedure").fill("zzz");
  await page.evaluate(`${quote}.rulebook = undefined`);
  expect(await isValid()).toBe(true);
  expect(errors).toEqual([]);
  await page.close();
});

test("a form, a fieldset or the page itself keeps it from being filled in", async () => {
  const { page, errors } = await opened(`<form><fieldset disabled><hoso-quote src="/data/ho-chi-minh.json" ${CHOSEN}></hoso-quote></fieldset></form>`);
  const open = () => page.locator(":is(hoso-quote input, hoso-quote select):enabled").count();
  await page.locator("#agency").waitFor();
  expect(await open()).toBe(0);
  await page.evaluate("document.querySelector('fieldset').disabled = false");
  expect(await open()).toBe(6);
  await page.locator("#weight_grams").fill("1x");
  await page.evaluate("document.querySelector('hoso-quote').toggleAttribute('disabled')");
  expect(await open()).toBe(0);
  // What was typed is not lost while the form is being sent.
  await page.evaluate("document.querySelector('hoso-quote').toggleAttribute('disabled')");
  expect(await page.locator("#weight_grams").inputValue()).toBe("1x");
  expect(await open()).toBe(6);
  expect(errors).toEqual([]);
  await page.close();
});

const LEFT: [field: "agency" | "procedure" | "place", typed: string, lang: "vi" | "en", chosen: string | undefined][] = [
  ["place", "Phường Sài Gòn", "vi", "79/26740"],
  ["agency", "sở nội vụ", "vi", "so-noi-vu-tphcm"],
  ["agency", "Sở Nội vụ Thành phố Hồ Chí Minh", "en", "so-noi-vu-tphcm"],
  ["procedure", "1.014111", "vi", "1.014111"],
  ["procedure", "thi tuyển công chức", "en", "1.014111"],
  ["place", "Thành phố Hồ Chí Minh", "vi", "79"],
  ["place", "P. Bến Thành, TPHCM", "vi", "79/26743"],
  ["place", "TP.Thủ Đức", "vi", "79/26824"],
  ["agency", "UBND p.Dĩ An", "vi", AGENCY],
  ["place", "Bình", "vi", undefined],
];

test.each(LEFT)("who leaves a field has chosen what alone is called so: %s, %s, %s", async (field, typed, lang, chosen) => {
  const { page, errors } = await opened(`<hoso-quote lang="${lang}" src="/data/ho-chi-minh.json" agency="so-noi-vu-tphcm" day="${ON}"></hoso-quote>`);
  await page.locator(`#${field}`).fill(typed);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(`document.querySelector("hoso-quote").value.${field}`)).toBe(chosen);
  expect(await page.locator(`#${field}-error`).innerText()).toBe(chosen ? "" : "Có nhiều mục như vậy. Hãy chọn một mục trong danh sách.");
  expect(errors).toEqual([]);
  await page.close();
});

const FIRST: [typed: string, first: string][] = [
  ["bến thành, hồ chí minh", "Phường Bến Thành, Thành phố Hồ Chí Minh"],
  ["ben thanh ho chi minh", "Phường Bến Thành, Thành phố Hồ Chí Minh"],
  ["Q.1", "Không có mục nào như vậy trong danh sách."],
  ["thành phố hồ chí minh", "Thành phố Hồ Chí Minh"],
  ["hồ chí minh, dĩ an", "Phường Dĩ An, Thành phố Hồ Chí Minh"],
];

test("what fits best is first in the list, which is what Enter takes", async () => {
  const { page, errors } = await opened(`<hoso-quote src="/data/ho-chi-minh.json" day="${ON}"></hoso-quote>`);
  for (const [typed, first] of FIRST) {
    await page.locator("#place").fill(typed);
    expect(await page.locator("#place-list [role=option]").first().innerText()).toBe(first);
  }
  await page.keyboard.press("Enter");
  expect(await page.locator("#place").inputValue()).toBe(FIRST.at(-1)![1]);
  expect(errors).toEqual([]);
  await page.close();
});

test("in a shadow root the language is that of what holds it, also when it changes", async () => {
  const { page, errors } = await opened("<div lang='en'></div>");
  await page.evaluate(`(() => {
    const root = (host) => host.attachShadow({ mode: "closed" });
    const inner = document.createElement("section");
    window.inner = inner;
    root(document.querySelector("div")).append(inner);
    window.tracking = document.createElement("hoso-tracking");
    tracking.events = [];
    root(inner).append(tracking);
  })()`);
  const spoken = () => page.evaluate("tracking.shadowRoot.querySelector('.shown').lang");
  expect(await spoken()).toBe("en");
  await page.evaluate("document.querySelector('div').lang = 'vi'");
  await expect.poll(spoken).toBe("vi");
  await page.evaluate("inner.lang = 'en-US'");
  await expect.poll(spoken).toBe("en");
  expect(errors).toEqual([]);
  await page.close();
});

test("a last day for a claim that is no day is not told, and keeps nothing else from being shown", async () => {
  const tracked = (consignment: string) =>
    `document.querySelector("hoso-tracking").events = ${JSON.stringify([{ id: "1", kind: "delivered", at: "2026-11-25T08:00:00+07:00", consignment }])}`;
  const { page, errors } = await opened("<hoso-tracking lang='en' claim-until='2026-12-31'></hoso-tracking>", tracked("AAA"));
  const shown = () => page.locator("hoso-tracking .shown").innerText();
  expect(await shown()).toMatch(/AAA.*until Thursday,? 31\/12\/2026/s);
  const none = ["31/12/2026", "x", "", "2026-13-01", "2026-02-30", "2026-12-31T00:00:00Z", "99999-01-01", "2026"];
  for (const [at, day] of none.entries()) {
    await page.evaluate(`document.querySelector("hoso-tracking").setAttribute("claim-until", "${day}")`);
    await page.evaluate(tracked(`B-${at}`));
    expect(await shown()).toContain(`B-${at}`);
    expect(await page.locator("hoso-tracking .claim-until").count()).toBe(0);
  }
  expect(errors).toEqual([]);
  await page.close();
});

test("many events are shown, each with its office", async () => {
  const events = Array.from({ length: 2000 }, (_, at) => ({
    ...{ id: String(at), consignment: "EV123456785VN", kind: at % 2 ? "departed" : "arrived", office: `Office ${at}` },
    at: new Date(Date.parse("2026-01-01T00:00:00Z") + at * 60_000).toISOString(),
  }));
  const { page, errors } = await opened("<hoso-tracking lang='en'></hoso-tracking>", `document.querySelector("hoso-tracking").events = ${JSON.stringify(events)}`);
  const offices = await page.locator(".timeline span").evaluateAll((all) => all.map((own) => own.textContent));
  expect(offices).toEqual(events.map(({ office }) => office).reverse());
  expect(errors).toEqual([]);
  await page.close();
});

test.each(["rulebook, then value", "value, then rulebook"])("the usual holds for what is set before they come to life: %s", async (order) => {
  const set = order === "rulebook, then value" ? "quote.rulebook = rulebook; quote.value = value;" : "quote.value = value; quote.rulebook = rulebook;";
  const { page, errors } = await opened(
    "<hoso-quote></hoso-quote>",
    `const { load: ready, Rulebook } = await import("/pkg/index.js");
    await ready();
    const quote = document.querySelector("hoso-quote");
    const rulebook = Rulebook.parse(await (await fetch("/data/ho-chi-minh.json")).text()).value;
    const value = { ...${JSON.stringify(HOME_AFFAIRS)}, on: undefined, service: null };
    ${set}`,
  );
  const { value, carriages } = await lastTold(page);
  expect(value).toMatchObject({ ...HOME_AFFAIRS, service: "return", weight_grams: 100 });
  expect(carriages).toHaveLength(1);
  expect(errors).toEqual([]);
  await page.close();
});

test("the README's page shows what its comments say", async () => {
  const readme = readFileSync(`${PACKAGE}README.md`, "utf8");
  const block = (language: string, holding: string) =>
    [...readme.matchAll(new RegExp(`\`\`\`${language}.*\n([^\`]*${holding}[^]*?)\`\`\``, "g"))][0]![1]!;
  const first = block("ts", "import { explain, load, Rulebook }");
  const code = `${first}\nconst events = "[]";\n${block("ts", '"hoso/elements"').replace('import { load } from "hoso";', "")}`;
  const { page, errors } = await openPage(browser, server.url);
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  await page.route("**/rulebook.json", (route) => route.fulfill({ path: `${REPOSITORY}examples/data/binh-duong.json` }));
  await page.route("**/items/*.json", (route) => route.fulfill({ json: { events: [] } }));
  const imports = { hoso: "/pkg/index.js", "hoso/elements": "/pkg/elements.js" };
  const { code: script } = await transformWithOxc(code, "page.ts");
  await page.setContent(`<script type="importmap">${JSON.stringify({ imports })}</script>
    ${block("html", "<hoso-quote")}<script type="module">${script}</script>`);
  await expect.poll(() => said.at(-1)).toBe("quoted");
  await expect.poll(() => page.locator("hoso-quote tr.total").innerText()).toContain("26.000");
  expect(await page.locator("hoso-tracking .now").innerText()).not.toBe("");
  expect(errors).toEqual([]);
  await page.close();
});

test("a rulebook that is not there, or not right, is told in words", async () => {
  const { page } = await opened(`<hoso-quote src="/nowhere.json"></hoso-quote>`);
  await expect.poll(() => page.locator(".box.bad").innerText()).toMatch(/Chưa tải được/);
  await page.route("**/wrong.json", (route) => route.fulfill({ json: { hoso: 2 } }));
  await page.evaluate(`document.querySelector("hoso-quote").setAttribute("src", "/wrong.json")`);
  await expect.poll(() => page.locator(".issues").innerText()).toMatch(/\/hoso/);
  // Once it is right there, the same address gives it.
  await page.route("**/wrong.json", (route) => route.fulfill({ path: `${REPOSITORY}examples/data/ho-chi-minh.json` }));
  const again = (name: string, src: string) => page.evaluate(`document.querySelector("${name}").setAttribute("src", "${src}")`);
  await again("hoso-quote", "/wrong.json");
  await page.locator("hoso-quote #agency").fill("so noi vu");
  // What is there is not asked for again.
  await again("hoso-quote", "/wrong.json");
  expect(await page.locator("hoso-quote #agency").inputValue()).toBe("so noi vu");
  await page.evaluate(`document.body.append(document.createElement("hoso-tracking"))`);
  await again("hoso-tracking", "/item.json");
  await expect.poll(() => page.locator("hoso-tracking .box.bad").innerText()).toMatch(/Chưa xem được/);
  await page.route("**/item.json", (route) => route.fulfill({ json: [] }));
  await again("hoso-tracking", "/item.json");
  await page.locator("hoso-tracking .timeline").waitFor({ state: "attached" });
  await page.close();
});

test("colours are the page's, light or dark as it says, and no policy keeps them out", async () => {
  const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";
  const strict = await opened(`<hoso-quote src="/data/ho-chi-minh.json"></hoso-quote>`, "", policy);
  const colour = () => strict.page.locator("#agency").evaluate((own) => getComputedStyle(own as HTMLElement).backgroundColor);
  await strict.page.locator("#agency").waitFor();
  expect(await colour()).toBe("rgb(255, 255, 255)");
  await strict.page.evaluate("document.documentElement.style.colorScheme = 'dark'");
  expect(await colour()).toBe("rgb(22, 32, 42)");
  // A page's own names are its own.
  await strict.page.evaluate(`document.documentElement.style.setProperty("--paper", "rgb(1, 2, 3)");
    document.querySelector("hoso-quote").style.setProperty("--hoso-paper", "var(--paper)")`);
  expect(await colour()).toBe("rgb(1, 2, 3)");
  expect(strict.errors).toEqual([]);
  await strict.page.close();
});

test("both elements are less than 15 kB besides the module's own script", async () => {
  const asked = `export { load, Rulebook, track, explain, preview, wholeNumber } from "${PACKAGE}pkg/index.js";`;
  const size = async (code: string) => {
    const made = await rolldown({
      input: "page",
      plugins: [{ name: "page", resolveId: (id) => (id === "page" ? id : null), load: (id) => (id === "page" ? code : null) }],
    });
    const { output } = await made.generate({ minify: true });
    return gzipSync(output[0].code, { level: 9 }).length;
  };
  const elements = (await size(`${asked} export { defineElements } from "${PACKAGE}pkg/elements.js";`)) - (await size(asked));
  console.log(`elements: ${elements} bytes, minified, after gzip`);
  expect(elements).toBeGreaterThan(5_000);
  expect(elements).toBeLessThan(15_000);
});
