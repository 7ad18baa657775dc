/** Words: what is asked of whom, what is wrong and how it reads, and targets that a thumb can hit. */
import type { Language } from "hoso";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { money } from "../src/language";
import { nameOf, rulebook } from "../src/rulebook";
import { texts } from "../src/texts";
import { isRewritten, phoneText } from "../src/written";
import { field, fillPlainly, focused, look, messageOf, NOW, open, pick, start, stop, textsOf, type View } from "./page";

beforeAll(() => start("ho-chi-minh"));
afterAll(stop);

async function choose(page: Page, isFiledByPost = false, place = "phuong di an") {
  if (isFiledByPost) await field(page, "file_by_post").check();
  await pick(page, "agency", "phuong di an");
  await pick(page, "procedure", "2.000635");
  await pick(page, "address.place", place);
  await page.locator("button.main:visible").click();
  await field(page, "applicant.name").waitFor();
}

const proceed = (page: Page) => page.locator("button.main:visible").click();

/** What can be pressed and is lower than a thumb needs; a link within a sentence may be. */
async function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll(
    "button, .button, input:not([type=checkbox], [type=radio], [type=file]), select, textarea, label.tick, summary, nav a, [role=option], .given a, .chosen a, .part-heading a, .summary li a"
  )].filter((own) => own.checkVisibility() && !own.closest(".only-heard") && own.getBoundingClientRect().height < 43.5)
    .map((own) => own.outerHTML.slice(0, 120) + " " + own.getBoundingClientRect().height)`);
}

const smallHints = (page: Page) =>
  page.evaluate<string[]>(`[...document.querySelectorAll(".hint, .error, .remark, .nothing")]
    .filter((own) => own.checkVisibility() && parseFloat(getComputedStyle(own).fontSize) < 16).map((own) => own.outerHTML)`);

describe.each([
  ["phone", "vi"],
  ["phone", "en"],
  ["desktop", "vi"],
] as [View, Language][])("%s, %s", (view, language) => {
  const t = texts[language];

  test("a company is an applicant, by a person who hands in", async () => {
    const { page, errors } = await open(view, language);
    await choose(page, true);
    await page.getByLabel(t.organisation.company, { exact: true }).check();
    expect(await field(page, "other_submitter").isChecked()).toBe(true);
    expect(await page.locator("label[for='applicant.name']").innerText()).toBe(t.organisation.name);
    expect(await field(page, "applicant.document.kind").count()).toBe(0);
    await field(page, "applicant.name").focus();
    await page.keyboard.press("Tab");
    const missing = { vi: "Hãy nhập tên công ty, tổ chức, hộ kinh doanh.", en: "Please enter the name of the company or organisation." };
    await expect.poll(() => messageOf(page, "applicant.name")).toBe(missing[language]);
    await field(page, "applicant.name").fill("Công ty ".repeat(30));
    const tooLong = { vi: "Tên công ty, tổ chức, hộ kinh doanh dài quá", en: "The name of the company or organisation is longer" };
    await expect.poll(() => messageOf(page, "applicant.name")).toContain(tooLong[language]);
    await field(page, "applicant.name").fill("Công ty TNHH MTV 26/3 & Bạn");
    await field(page, "applicant.document.number").fill("0100112437");
    await field(page, "applicant.phone").fill("(0274) 3822 500");
    await field(page, "submitter.name").fill("Trần Thị Bích");
    await field(page, "submitter.document.number").fill("074185001234");
    await field(page, "submitter.phone").fill("+84 912 345 678");
    await field(page, "address.street").fill("5 Yersin");
    await field(page, "documents.0.name").fill("Đơn\u200b đề nghị");
    await field(page, "consent").check();
    await look(page, `words-1-company-${view}-${language}`);
    expect(await tooSmall(page)).toEqual([]);
    expect(await smallHints(page)).toEqual([]);
    await proceed(page);
    await page.locator(".part-heading").first().waitFor();
    const shown = await page.locator(".paper .entries").allInnerTexts();
    expect(shown.join("\n")).toContain("0274 3822 500");
    expect(shown.join("\n")).toContain("0912 345 678");
    expect(await page.locator(".paper .typed").allInnerTexts()).toEqual([]);
    expect(await tooSmall(page)).toEqual([]);
    await look(page, `words-2-review-${view}-${language}`);

    // Each part leads to its first field.
    const parts = await page.locator(".paper .part-heading a").count();
    expect(parts).toBe(5);
    await page.locator(".paper .part-heading a").nth(2).click();
    await expect.poll(() => focused(page)).toBe("submitter.name");
    await page.goBack();
    await page.locator(".paper .part-heading a").first().click();
    await expect.poll(() => focused(page)).toBe("agency");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("what is wrong is said once, beside its field and in the title; no hint says otherwise", async () => {
    const { page, errors } = await open(view, language);
    await choose(page);
    expect(await page.title()).not.toContain(t.wrong);
    await proceed(page);
    await expect.poll(() => focused(page)).toBe("summary");
    await expect.poll(() => page.title()).toBe(`${t.wrong}${t.steps.information} – ${t.title}`);
    const said = await textsOf(page, ".summary li");
    expect(said).toContain(await messageOf(page, "address.street"));
    expect(new Set(said).size).toBe(said.length);
    expect(await field(page, "address.street-hint").count()).toBe(0);
    expect(await tooSmall(page)).toEqual([]);
    await look(page, `words-3-wrong-${view}-${language}`);
    await page.locator("header button").click();
    await expect.poll(() => page.title()).toContain(texts[language === "vi" ? "en" : "vi"].wrong);
    await page.locator(".chosen a").click();
    await expect.poll(() => page.title()).not.toContain(":");
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

test("a street may be left blank where the post need not come, and is said to be only there", async () => {
  const { page } = await open("phone", "vi");
  await field(page, "return_by_post").evaluate((own) => (own.closest(".either")!.querySelectorAll("input")[1] as HTMLElement).click());
  await choose(page, true);
  expect(await field(page, "address.street-hint").innerText()).toBe(texts.vi.blankStreet);
  await field(page, "pick_up").check();
  await expect.poll(() => field(page, "address.street-hint").count()).toBe(0);
  await page.context().close();
});

test.each(["phone", "desktop"] as View[])("%s: an address in a province names its ward", async (view) => {
  const { page, errors } = await open(view, "vi");
  await choose(page, false, "long an");
  expect(await page.locator(".given").innerText()).toContain("Tỉnh Tây Ninh");
  expect(await page.locator("label[for='address.street']").innerText()).toBe(texts.vi.farStreet.label);
  expect(await field(page, "address.street-hint").innerText()).toBe(texts.vi.farStreet.hint);
  await fillPlainly(page);
  await proceed(page);
  await expect.poll(() => focused(page)).toBe("summary");
  expect(await textsOf(page, ".summary li")).toEqual([texts.vi.farStreet.noWard]);
  expect(await messageOf(page, "address.street")).toBe(texts.vi.farStreet.noWard);
  await look(page, `words-5-no-ward-${view}`);
  await field(page, "address.street").fill("12 Lê Lợi, phường Long An");
  await expect.poll(() => messageOf(page, "address.street")).toBeUndefined();
  await proceed(page);
  await page.locator(".part-heading").first().waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
});

test("an identity card of 9 digits is said to be over, and taken for an old dossier", async () => {
  const { page } = await open("phone", "vi");
  await choose(page);
  await field(page, "applicant.document.kind").selectOption("old_citizen_id");
  expect(await field(page, "applicant.document.number-hint").innerText()).toBe(texts.vi.oldCards);
  await field(page, "applicant.document.number").fill("280.123.456");
  await field(page, "note").focus();
  await expect.poll(() => messageOf(page, "applicant.document.number")).toBeUndefined();
  await look(page, "words-4-old-card");
  await page.context().close();
});

test("a tax that is included stands below the total, and a source is named by its title, once", async () => {
  const { page } = await open("desktop", "vi");
  await field(page, "file_by_post").check();
  await pick(page, "agency", "phuong di an");
  await pick(page, "procedure", "2.000635");
  await pick(page, "address.place", "phuong di an");
  const asked = { agency: "ubnd-25942", procedure: "2.000635", service: "both", on: NOW, place: "79/25942", weight_grams: 100 } as const;
  const quoted = rulebook.quote(asked);
  if (!quoted.ok || quoted.value.outcome !== "quoted") throw new Error("no price");
  const { lines, total } = quoted.value;
  const [intake, back, tax] = lines.map(({ amount }) => money(amount));
  expect(await textsOf(page, ".price td")).toEqual([intake, back, money(total), tax]);
  expect((await textsOf(page, ".price tfoot th")).at(-1)).toMatch(/^Trong đó thuế giá trị gia tăng 8%/);
  const sources = [...new Set(lines.map(({ source }) => nameOf("sources", source!, "vi")))];
  expect((await textsOf(page, ".price small")).map((text) => text.replace(/^Căn cứ: /, ""))).toEqual(sources);
  await page.context().close();
});

test.each([
  ["+84912345678", "0912 345 678"],
  ["+842743822500", "0274 3822 500"],
  ["+842838225000", "028 3822 5000"],
  ["+841212345678", "0121 2345 678"],
  ["1900", "1900"],
])("%s is written %s", (kept, written) => {
  expect(phoneText(kept)).toBe(written);
  expect(isRewritten("applicant.phone", kept, written)).toBe(false);
});

test("what reads otherwise than it was typed is told, what only looks otherwise is not", () => {
  expect(isRewritten("applicant.name", "Nguyễn Văn An", "Nguye\u0302\u0303n Va\u0306n\u200b An ")).toBe(false);
  expect(isRewritten("applicant.name", "Nguyễn Văn An", "Nguyễn  Văn An")).toBe(true);
  expect(isRewritten("applicant.phone", "+84912345678", "0912.345.678")).toBe(false);
  expect(isRewritten("applicant.phone", "+84912345678", "0912345679")).toBe(true);
});
