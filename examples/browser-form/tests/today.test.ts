/** The page with the rulebook of today: real codes, counters, places under their old names; and the way to the archive. */
import { Rulebook } from "hoso/office";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BOOKS } from "../src/books";
import { money } from "../src/language";
import { pageTexts } from "../src/pageTexts";
import { named, nameOf, rulebook } from "../src/rulebook";
import { texts } from "../src/texts";
import { address, arrived, field, fillPlainly, look, messageOf, NOW, open, outsideLandmarks, pick, start, stop, textsOf } from "./page";

beforeAll(() => start("ho-chi-minh"));
afterAll(stop);

const AGENCY = "ubnd-25942";
const PROCEDURE = "2.000815";

const options = (page: Parameters<typeof field>[0], name: string) => textsOf(page, `[id="${name}-list"] li`);

test.each(BOOKS.map((book) => [book.id, book] as const))("%s has nothing that is wrong or unwise", async (_id, book) => {
  const parsed = Rulebook.parse((await book.document()).default);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  expect(parsed.value.check().filter(({ severity }) => severity !== "info")).toEqual([]);
});

test("it opens with today's rules, its region in the header, procedures under their codes, no agency that decides nothing", async () => {
  const { page, errors } = await open("phone", "vi");
  expect(await page.locator(".region").innerText()).toBe("Thành phố Hồ Chí Minh");
  expect(await page.locator(".archive").count()).toBe(0);
  expect(await field(page, "on").inputValue()).toBe(NOW);
  await field(page, "agency").fill("phuong di an");
  expect(await options(page, "agency")).toEqual([nameOf("agencies", AGENCY, "vi")]);
  await page.keyboard.press("Enter");
  await field(page, "procedure").fill("chung thuc ban sao");
  const found = await options(page, "procedure");
  expect(found.map((text) => /\(([\d.]+)\)/.exec(text)?.[1])).toEqual([PROCEDURE]);
  await field(page, "agency").fill("trung tam phuc vu");
  expect(await options(page, "agency")).toEqual([]);
  expect(await page.locator("main").textContent()).not.toMatch(/huyện/i);
  expect(errors).toEqual([]);
  await page.context().close();
});

test("an old name leads to what it became, and a place that is not listed is told so", async () => {
  const { page, errors } = await open("phone", "vi");
  const city = "Thành phố Hồ Chí Minh";
  for (const [searched, successor] of [
    ["Dĩ An, Bình Dương", `Phường Dĩ An, ${city}`],
    ["phường phú thọ, thủ dầu một", `Phường Thủ Dầu Một, ${city}`],
    ["quan 1", `Phường Tân Định, ${city}`],
    ["ba ria vung tau", `Phường Vũng Tàu, ${city}`],
    ["quảng nam", "Thành phố Đà Nẵng"],
    // The first letter is the one of Iceland, as some keyboards have it, and something that cannot be seen was pasted too.
    ["\u00d0ồng n\u200bai", "Thành phố Đồng Nai"],
  ] as const) {
    await field(page, "address.place").fill(searched);
    // The names of former places are fetched after the page.
    await expect.poll(async () => (await options(page, "address.place"))[0]).toContain(successor);
    await page.keyboard.press("Enter");
    expect(await field(page, "address.place").inputValue(), searched).toBe(successor);
  }

  // All that an old town became, each with what it was there.
  await field(page, "address.place").fill("Dĩ An, Bình Dương");
  const found = await options(page, "address.place");
  expect(found.map((text) => text.split(",")[0])).toEqual(["Phường Dĩ An", "Phường Tân Đông Hiệp", "Phường Đông Hòa"]);
  expect(found[0]).toContain("trước đây: Phường Dĩ An, Thành phố Dĩ An, Tỉnh Bình Dương");
  await look(page, "today-old-name");
  // Who leaves it so is told to choose one of them; what is found alone is taken.
  await page.keyboard.press("Tab");
  expect(await field(page, "address.place").inputValue()).toBe("Dĩ An, Bình Dương");
  expect(await page.locator(".nothing").innerText()).toBe(pageTexts.vi.chooseOne("Dĩ An, Bình Dương", 3));
  await look(page, "today-choose-one");
  await field(page, "address.place").fill("thao dien, q2");
  await page.keyboard.press("Tab");
  expect(await field(page, "address.place").inputValue()).toBe(`Phường An Khánh, ${city}`);
  await field(page, "address.place").fill("Paris");
  const { nothing, farPlace } = texts.vi;
  expect(await page.locator(".nothing").innerText()).toBe(`${nothing["address.place"]} ${farPlace}`);
  // Who leaves it so is told the same.
  await page.keyboard.press("Tab");
  expect(await page.locator(".nothing").innerText()).toContain(`“Paris”`);
  expect(await page.locator(".nothing").innerText()).toContain(farPlace);
  // Of a ward of another province the list has the province.
  await field(page, "address.place").fill("Phường Ba Đình, Hà Nội");
  expect(await page.locator(".nothing").innerText()).toContain(farPlace);
  expect(await options(page, "address.place")).toEqual(["Thành phố Hà Nội"]);
  await look(page, "today-around");
  await page.keyboard.press("Enter");
  expect(await field(page, "address.place").inputValue()).toBe("Thành phố Hà Nội");
  await look(page, "today-not-listed");

  // A province is called as it is on the day.
  await field(page, "on").fill("2026-04-29");
  await pick(page, "address.place", "dong nai");
  expect(await field(page, "address.place").inputValue()).toBe("Tỉnh Đồng Nai");
  await field(page, "on").fill("2026-04-30");
  expect(await field(page, "address.place").inputValue()).toBe("Thành phố Đồng Nai");
  expect(errors).toEqual([]);
  await page.context().close();
});

describe.each(["phone", "desktop"] as const)("%s", (view) => {
  test("another counter that takes it in, and a fee that is the agency's own affair", async () => {
    const counter = "trung-tam-hcc-25747";
    const { page, errors } = await open(view, "vi");
    await field(page, "file_by_post").check();
    await pick(page, "agency", "phuong di an");
    expect(await field(page, "reception").count()).toBe(0);
    await pick(page, "procedure", PROCEDURE);
    await pick(page, "address.place", "phuong di an");
    expect(await field(page, "reception").inputValue()).toBe(nameOf("agencies", AGENCY, "vi"));
    await field(page, "reception").click();
    const centres = await options(page, "reception");
    expect(centres.slice(0, 2)).toEqual([AGENCY, "trung-tam-hcc-tphcm"].map((code) => nameOf("agencies", code, "vi")));
    expect(centres.length).toBe(1 + 1 + 168);
    await pick(page, "reception", "thu dau mot");
    const asked = { agency: AGENCY, procedure: PROCEDURE, reception: counter, service: "both", on: NOW, place: "79/25942" } as const;
    const quoted = rulebook.quote({ ...asked, weight_grams: 100 });
    if (!quoted.ok || quoted.value.outcome !== "quoted") throw new Error("no price");
    await expect.poll(() => page.locator(".price tfoot td").first().innerText()).toBe(money(quoted.value.total));
    await look(page, `counter-1-chosen-${view}`);
    await page.locator("button.main:visible").click();
    await arrived(page, texts.vi.steps.information);
    // The post collects no fee here: nobody is asked by what it counts, and on the form nothing is said of it.
    expect(await field(page, "agency_fee_units").count()).toBe(0);
    expect(await page.locator(".answers").textContent()).toContain(texts.vi.ownFee());
    await fillPlainly(page);
    await field(page, "documents.0.name").fill("Đơn");
    await look(page, `counter-2-filled-${view}`);
    await page.locator("button.main:visible").click();
    await page.locator(".sheet").waitFor({ state: "attached" });
    expect(await page.locator("main").textContent()).not.toContain(texts.vi.labels.collect_agency_fee);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

test("where the post collects a fee by the page, it asks for the pages and tells the fee", async () => {
  const { page, errors } = await open("phone", "vi");
  await page.route(({ pathname }) => pathname === "/", async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    await route.fulfill({ response, body: text.replace('"tariff":"vnpost"', '"tariff":"vnpost","options":["collect_agency_fee"]') });
  });
  await page.goto("about:blank");
  await page.goto(`${address()}#/choose?agency=${AGENCY}&procedure=${PROCEDURE}`);
  await pick(page, "address.place", "phuong di an");
  await page.locator("button.main:visible").click();
  await page.locator("[value=collect_agency_fee]").check();
  await field(page, "agency_fee_units").fill("1,5");
  await field(page, "agency_fee_units").blur();
  await expect.poll(() => messageOf(page, "agency_fee_units")).toContain("số nguyên");
  await field(page, "agency_fee_units").fill("12");
  await expect.poll(() => messageOf(page, "agency_fee_units")).toBeUndefined();
  await expect.poll(() => page.locator(".answers .amounts").textContent()).toContain(`${texts.vi.answer.fee}${money(14_000)}`);
  expect(await page.locator(".answers").textContent()).not.toContain(texts.vi.ownFee());
  expect(errors).toEqual([]);
  await page.context().close();
});

test("a day before these rules is told so, with the way to those of the day, which are an archive", async () => {
  const { page, errors } = await open("phone", "en");
  await field(page, "on").fill("2019-10-01");
  await expect.poll(() => messageOf(page, "on")).toBe(texts.en.outside);
  await look(page, "today-outside");
  await page.locator(".remark a").click();
  await page.locator(".archive").waitFor();
  expect(await outsideLandmarks(page)).toEqual([]);
  expect(new URL(page.url()).search).toBe("?rulebook=binh-duong");
  expect(await page.locator(".region").innerText()).toContain("Bình Dương");
  expect(await field(page, "on").inputValue()).toBe("2025-06-30");
  await look(page, "archive");
  await field(page, "on").fill(NOW);
  await expect.poll(() => messageOf(page, "on")).toBe(texts.en.outside);
  await page.locator(".archive a").click();
  await expect.poll(() => page.url()).toBe(address());
  await page.locator("h1:visible").waitFor();
  // One may also go there from the foot of every page.
  await page.locator("footer a", { hasText: "Bình Dương" }).click();
  await page.locator(".archive").waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
});

test("days that cannot be told are spoken of in words", async () => {
  const { page, errors } = await open("phone", "vi");
  // The calendar of the rulebook ends before the agency is done.
  await field(page, "on").fill("2028-12-27");
  await pick(page, "agency", "khu cong nghiep");
  await pick(page, "procedure", "2.001955");
  await pick(page, "address.place", "di an");
  const said = () => page.locator(".answers .reasons").allInnerTexts();
  await expect.poll(async () => (await said()).join()).toContain(texts.vi.moments.resolved_on);
  expect((await said()).join()).not.toContain("_");
  expect(errors).toEqual([]);
  await page.context().close();
});

test("a day that has passed is told so, and is taken", async () => {
  const { page } = await open("phone", "vi");
  await field(page, "on").fill("2026-11-27");
  expect(await page.locator(".remark").innerText()).toBe(texts.vi.passed);
  expect(await messageOf(page, "on")).toBeUndefined();
  await field(page, "on").fill(NOW);
  await expect.poll(() => page.locator(".remark").count()).toBe(0);
  await page.context().close();
});

test("days that hold only for what is filed before an hour say which", async () => {
  const { page, errors } = await open("phone", "vi", "#/choose?agency=ubnd-26740&procedure=2.000635");
  const said = texts.vi.cutOff("15:00");
  const told = () => page.locator(".answers").textContent();
  await pick(page, "address.place", "phuong di an");
  await expect.poll(told).toContain(said);
  expect(await page.locator(".gist").innerText()).toContain("nếu nộp trước 15:00");
  await page.locator(".gist").click();
  await look(page, "cut-off");
  await page.keyboard.press("Escape");
  await pick(page, "procedure", "1.001612");
  await expect.poll(told).not.toContain("15:00");
  await pick(page, "procedure", "2.000635");
  // What the post hands in counts from the same hour.
  await field(page, "file_by_post").check();
  await expect.poll(told).toContain(said);
  await page.locator("button.main:visible").click();
  await fillPlainly(page);
  await field(page, "documents.0.name").fill("Đơn");
  await page.locator("button.main:visible").click();
  await expect.poll(() => page.locator(".sheet").textContent()).toContain(said);
  expect(errors).toEqual([]);
  await page.context().close();
});

test("what is refused is told by its reason", () => {
  const decided = rulebook.decide({ agency: AGENCY, procedure: "2.000884", service: "both", on: NOW });
  const reasons = decided.ok ? decided.value.reasons.map(({ message, params }) => named(message, params, "vi", NOW)) : [];
  expect(reasons.length).toBeGreaterThan(0);
  expect(reasons.join()).not.toMatch(/2\.000884|ubnd-/);
});
