/** What a phone shows at once: the answer in a line at the foot, the button beside it, and chosen values in full. */
import type { Language } from "hoso";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayText, money } from "../src/language";
import { rulebook } from "../src/rulebook";
import { texts } from "../src/texts";
import { field, focused, look, NOW, open, pick, start, stop, textsOf, VIEWS } from "./page";

beforeAll(() => start("ho-chi-minh"));
afterAll(stop);

const CASE = { agency: "ubnd-25942", procedure: "2.000815", service: "return", on: NOW, place: "79/25942" } as const;

async function choose(page: Page) {
  await pick(page, "agency", "phuong di an");
  await pick(page, "procedure", CASE.procedure);
  await pick(page, "address.place", "phuong di an");
}

const gist = async (page: Page) => (await textsOf(page, ".gist"))[0];
const isWhollySeen = async (page: Page, selector: string) => {
  const box = await page.locator(selector).boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= VIEWS.phone.height;
};

describe.each(["vi", "en"] as Language[])("%s", (language) => {
  const t = texts[language];

  test("the answer stands at the foot while the form is filled in, and opens", async () => {
    const { page, errors } = await open("phone", language);
    expect(await gist(page)).toContain(t.bar.start);
    await choose(page);
    const quoted = rulebook.quote({ ...CASE, weight_grams: 100 });
    const dated = rulebook.deadlines({ ...CASE, filed_on: NOW });
    if (!quoted.ok || quoted.value.outcome !== "quoted" || !dated.ok || dated.value.outcome !== "dated") throw new Error("not answered");
    const due = dated.value.steps.at(-1)!.due;
    for (const text of [t.bar.yes, money(quoted.value.total), dayText(due, language)]) expect(await gist(page)).toContain(text);
    for (const y of [0, 400, 4000]) {
      await page.evaluate(`window.scrollTo(0, ${y})`);
      expect(await isWhollySeen(page, ".gist"), String(y)).toBe(true);
      expect(await isWhollySeen(page, "button.main:visible"), String(y)).toBe(true);
    }
    await page.evaluate("window.scrollTo(0, 0)");
    await page.screenshot({ path: `../../.build/screenshots/browser-form/bar-1-closed-${language}.png` });

    expect(await page.locator("#answer").isVisible()).toBe(false);
    await page.locator(".gist").click();
    await expect.poll(() => focused(page)).toBe("answer");
    expect(await page.locator(".price").isVisible()).toBe(true);
    // No sum is broken in two, in a table or in a sentence.
    await page.locator("#answer summary").last().click();
    await expect.poll(() => page.locator("#answer details p").count()).toBeGreaterThan(1);
    expect(await page.locator("main").innerText()).not.toMatch(/\d đ(?!\p{L})/u);
    expect(await gist(page)).toMatch(/30\.000\u00a0đ/);
    await look(page, `bar-2-open-${language}`);
    await page.screenshot({ path: `../../.build/screenshots/browser-form/bar-2-open-${language}.png` });
    await page.keyboard.press("Escape");
    expect(await page.locator("#answer").isVisible()).toBe(false);
    // The focus follows with the next frame.
    await expect.poll(() => focused(page)).toContain("gist");
    await page.locator(".gist").click();
    await page.getByRole("button", { name: t.actions.close }).click();
    expect(await page.locator("#answer").isVisible()).toBe(false);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("what may not go is said in the line, and beside what is refused", async () => {
    const { page, errors } = await open("phone", language);
    await pick(page, "agency", "phuong di an");
    await pick(page, "procedure", "2.000884");
    await pick(page, "address.place", "phuong di an");
    expect(await gist(page)).toContain(t.bar.no);
    const told = await page.locator("[id='procedure-error']").innerText();
    // The reason says it, and no verdict beside it says it again.
    expect(told.match(/qua bưu điện|by post/g)).toHaveLength(1);
    expect(told).not.toMatch(/2\.000884|ubnd-/);
    await page.locator("button.main:visible").click();
    await expect.poll(() => focused(page)).toBe("summary");
    await look(page, `bar-3-refused-${language}`);
    await page.locator(".summary a").click();
    expect(await focused(page)).toBe("procedure");
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

test("the line asks for what is lacking, and tells no day that is not the last", async () => {
  const { page, errors } = await open("phone", "vi");
  const { bar } = texts.vi;
  await pick(page, "procedure", CASE.procedure);
  expect(await gist(page)).toContain(bar.agency);
  await choose(page);
  for (const typed of ["0", "1kg", "100 gam", ""]) {
    await field(page, "weight_grams").fill(typed);
    expect(await gist(page), typed).toContain(bar.weight);
  }
  await field(page, "address.place").fill("");
  await expect.poll(() => gist(page)).toContain(bar.place);
  await field(page, "weight_grams").fill("100");
  expect(await gist(page)).toContain(bar.place);
  await pick(page, "address.place", "phuong di an");
  // The calendar of the rulebook ends before it is delivered.
  await field(page, "on").fill("2028-12-28");
  await expect.poll(() => gist(page)).not.toContain("2028");
  await field(page, "on").fill("2024-01-02");
  await expect.poll(() => gist(page)).toContain(bar.day);
  await field(page, "on").fill("");
  await expect.poll(() => gist(page)).toContain(bar.day);
  expect(errors).toEqual([]);
  await page.context().close();
});

test("a long value that was chosen wraps instead of being cut", async () => {
  const { page } = await open("phone", "vi");
  await choose(page);
  const shown = page.locator("#procedure + .chosen-value");
  expect(await shown.innerText()).toBe(await field(page, "procedure").inputValue());
  const [input, text] = [await field(page, "procedure").boundingBox(), await shown.boundingBox()];
  expect(text!.height).toBeGreaterThan(60);
  expect(input!.height).toBeGreaterThanOrEqual(text!.height);
  expect(await shown.evaluate((own) => own.scrollWidth <= own.clientWidth)).toBe(true);
  await field(page, "procedure").focus();
  expect(await shown.isVisible()).toBe(true);
  await field(page, "procedure").click();
  expect(await shown.isVisible()).toBe(false);
  await page.context().close();
});

test("zoomed to 400 % the bar stands in the flow, and leaves the form its place", async () => {
  const { page } = await open("phone", "vi", "", { viewport: { width: 320, height: 256 } });
  await choose(page);
  expect(await page.locator(".foot").evaluate((own) => getComputedStyle(own).position)).toBe("static");
  await look(page, "bar-4-zoomed");
  await page.locator(".gist").click();
  expect(await page.locator(".price").isVisible()).toBe(true);
  await page.context().close();
});
