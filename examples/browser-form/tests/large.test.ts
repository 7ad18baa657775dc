/** Large letters on a phone: whoever sets them in the browser reads every step without scrolling sideways. */
import type { Language } from "hoso";
import { afterAll, beforeAll, expect, test } from "vitest";
import { texts } from "../src/texts";
import { address, arrived, fillPlainly, look, NOW, open, pick, start, stop } from "./page";

beforeAll(() => start("ho-chi-minh", ["--blink-settings=defaultFontSize=32"]));
afterAll(stop);

test.each(["vi", "en"] as Language[])("%s: letters twice as large", async (language) => {
  const { page, errors } = await open("phone", language, "", { today: NOW });
  const see = (state: string) => look(page, `large-${state}-${language}`);
  expect(await page.evaluate("getComputedStyle(document.documentElement).fontSize")).toBe("32px");
  await see("1-empty");
  await page.goto(`${address()}#/choose?agency=ubnd-25942&procedure=2.000635`);
  await pick(page, "address.place", "phuong di an");
  await see("2-covered");
  const [gist, button] = [await page.locator(".gist").boundingBox(), await page.locator("button.main:visible").boundingBox()];
  expect(gist!.width).toBeGreaterThan(200);
  expect(button!.x + button!.width).toBeLessThan(390);
  await page.locator(".gist").click();
  await see("3-answer");
  await page.keyboard.press("Escape");
  await page.locator("button.main:visible").click();
  await arrived(page, texts[language].steps.information);
  await see("4-form");
  await fillPlainly(page);
  await page.locator("button.main:visible").click();
  await arrived(page, texts[language].steps.review);
  await see("5-review");
  await page.goto(`${address()}#/price`);
  await arrived(page, texts[language].pages.price);
  await see("6-price");
  await page.goto(`${address()}#/follow?item=EV123456785VN`);
  await page.locator(".timeline li").first().waitFor();
  await see("7-follow");
  expect(errors).toEqual([]);
  await page.context().close();
});
