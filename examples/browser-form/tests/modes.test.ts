/** The page as each person's device asks for it: in every state nothing keeps people out, and nothing is too wide. */
import type { Language } from "hoso";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { texts } from "../src/texts";
import { address, arrived, field, fillPlainly, look, NOW, open, pick, start, stop, type View } from "./page";

beforeAll(() => start("ho-chi-minh"));
afterAll(stop);

const dark = { colorScheme: "dark" } as const;
const MODES: [name: string, view: View, language: Language, options: BrowserContextOptions][] = [
  ["dark", "phone", "vi", dark],
  ["dark", "desktop", "en", dark],
  ["contrast", "phone", "en", { contrast: "more" }],
  ["dark-contrast", "desktop", "vi", { ...dark, contrast: "more" }],
  ["forced", "phone", "vi", { forcedColors: "active" }],
  ["forced-dark", "desktop", "en", { forcedColors: "active", ...dark }],
  // A desktop of 1280 × 1024 points, enlarged: what is left of it.
  ["200-percent", "desktop", "vi", { viewport: { width: 640, height: 512 } }],
  ["400-percent", "desktop", "en", { viewport: { width: 320, height: 256 } }],
  ["still", "phone", "en", { reducedMotion: "reduce" }],
];

/** Whether the first of both is told from the second by its background. */
const isToldApart = (page: Page, one: string, other: string) =>
  page.evaluate<boolean>(
    `getComputedStyle(document.querySelector("${one}")).backgroundColor !== getComputedStyle(document.querySelector("${other}")).backgroundColor`,
  );

test.each(MODES)("%s, %s, %s: every state", async (name, view, language, options) => {
  const { page, errors } = await open(view, language, "", { today: NOW, ...options });
  const see = (state: string) => look(page, `mode-${name}-${view}-${language}-${state}`);
  await see("1-empty");
  await page.locator("button.main").click();
  await page.locator(".summary").waitFor();
  await see("2-wrong");
  await field(page, "agency").click();
  await page.keyboard.press("ArrowDown");
  expect(await isToldApart(page, "#agency-list .active", "#agency-list li:last-child")).toBe(true);
  await see("3-list");
  await page.keyboard.press("Escape");
  await page.goto(`${address()}#/choose?agency=ubnd-25942&procedure=2.000815`);
  await pick(page, "address.place", "phuong di an");
  await page.locator(".verdict").first().waitFor({ state: "attached" });
  await see("4-covered");
  await page.locator("button.main").click();
  await arrived(page, texts[language].steps.information);
  await page.locator("button.main").click();
  await page.locator(".summary").waitFor();
  await see("5-form-wrong");
  await fillPlainly(page);
  await page.locator("button.main").click();
  await arrived(page, texts[language].steps.review);
  await see("6-review");
  await page.goto(`${address()}#/follow?item=EV123456785VN`);
  await page.locator(".timeline li").first().waitFor();
  await see("7-follow");
  expect(errors).toEqual([]);
  await page.context().close();
});
