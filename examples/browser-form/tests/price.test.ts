/** The page that tells prices, by `<hoso-quote>` of the package, held against what hoso answers in Node. */
import type { Language } from "hoso";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { money } from "../src/language";
import { rulebook } from "../src/rulebook";
import { texts } from "../src/texts";
import { look, NOW, open, start, stop, textsOf, type View } from "./page";

beforeAll(() => start("ho-chi-minh"));
afterAll(stop);

const CASES: [View, Language, "light" | "dark"][] = [
  ["phone", "vi", "light"],
  ["phone", "en", "dark"],
  ["phone", "vi", "dark"],
  ["phone", "en", "light"],
  ["desktop", "vi", "light"],
];

describe.each(CASES)("%s, %s, %s", (view, language, colorScheme) => {
  test("the price and the days are told to who says nothing about himself", async () => {
    const { page, errors } = await open(view, language, "#/price", { colorScheme });
    await page.locator("hoso-quote #agency").waitFor();
    expect(await page.locator("h1:visible").innerText()).toBe(texts[language].pages.price);
    await look(page, `price-0-${view}-${language}-${colorScheme}`);
    const own = (id: string) => page.locator(`hoso-quote #${id}`);
    const pick = async (id: string, text: string) => {
      await own(id).fill(text);
      await page.keyboard.press("Enter");
    };
    await pick("agency", "uy ban phuong di an");
    await own("procedure").click();
    await look(page, `price-1-open-${view}-${language}-${colorScheme}`);
    await pick("procedure", "trich luc");
    await pick("place", "con dao");
    const question = { agency: "ubnd-25942", procedure: "2.000635", place: "79/26732", service: "return", on: NOW } as const;
    const quoted = rulebook.quote({ ...question, weight_grams: 100 });
    if (!quoted.ok || quoted.value.outcome !== "quoted") throw new Error("no price");
    await expect.poll(() => textsOf(page, "hoso-quote tr.total td")).toEqual([money(quoted.value.total)]);
    await look(page, `price-2-told-${view}-${language}-${colorScheme}`);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
