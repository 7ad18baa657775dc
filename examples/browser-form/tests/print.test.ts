/** The form on paper: what an office reads on it, and what its scanner reads. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { longDay } from "../src/language";
import { pageTexts } from "../src/pageTexts";
import { nameOf } from "../src/rulebook";
import { texts } from "../src/texts";
import { address, arrived, field, fillPlainly, focused, look, messageOf, open, pick, print, scan, start, stop, TODAY } from "./page";

beforeAll(() => start());
afterAll(stop);

const AGENCY = "so-noi-vu";
const DOSSIER = "H09.15-191001-0001";

test.each(["vi", "en"] as const)("%s: state heading, whom it goes to, place and date, codes, signature, page number", async (language) => {
  const { page, errors } = await open("phone", language, `#/choose?agency=${AGENCY}&procedure=1.900102`);
  await pick(page, "address.place", "thu dau mot");
  await page.locator("button.main:visible").click();
  await fillPlainly(page);
  await page.locator("button.main:visible").click();
  await arrived(page, texts[language].steps.review);

  // Nobody knows a code yet: there is room for both.
  const [blank] = await print(page, `print-blank-${language}`);
  expect(blank).toContain("Dán nhãn bưu gửi");
  expect(scan(`print-blank-${language}`, 20, 50)).toBe(undefined);

  await page.goto(`${address()}#/information`);
  await field(page, "dossier").fill(DOSSIER);
  await page.locator("button.main:visible").click();
  await field(page, "item").fill("EV 123 456 786 VN");
  await expect.poll(() => messageOf(page, "item")).toContain(language === "vi" ? "kiểm tra" : "check it");
  await expect.poll(() => page.title()).toContain(texts[language].wrong);
  await page.evaluate("window.print = () => (window.isPrinted = true)");
  await page.getByRole("button", { name: texts[language].actions.print, exact: true }).click();
  await expect.poll(() => focused(page)).toBe("summary");
  expect(await page.evaluate("window.isPrinted")).toBeUndefined();
  await look(page, `print-wrong-item-${language}`);
  await page.locator(".summary a").click();
  expect(await focused(page)).toBe("item");
  await field(page, "item").fill("ev 123 456 78\uff15 vn");
  await expect.poll(() => messageOf(page, "item")).toBe(undefined);
  await expect.poll(() => page.title()).not.toContain(texts[language].wrong);
  await page.getByRole("button", { name: texts[language].actions.print, exact: true }).click();
  expect(await page.evaluate("window.isPrinted")).toBe(true);

  const name = `print-codes-${language}`;
  const sheets = await print(page, name);
  expect(sheets).toHaveLength(1);
  const text = sheets[0]!.replace(/\s+/g, " ");
  for (const part of [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    `${pageTexts.vi.print.to} ${nameOf("agencies", AGENCY, "vi")}; `,
    `, ${longDay(TODAY)}`,
    "ngày 01 tháng 10 năm 2019",
    texts.vi.groups.applicant,
    "Trần Thị Bích",
    pageTexts.vi.print.signature,
    pageTexts.vi.print.signHere,
    "26.000 đ",
    "Trang 1/1",
  ])
    expect(text).toContain(part);
  expect([scan(name, 20, 50), scan(name, 50, 80)]).toEqual([DOSSIER, "EV123456785VN"]);
  expect(errors).toEqual([]);
  await page.context().close();
});
