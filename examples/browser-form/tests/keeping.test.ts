/** What the page keeps of what was typed, where it stands in the address, and that it needs no network after the first visit. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pageTexts } from "../src/pageTexts";
import { nameOf } from "../src/rulebook";
import { texts } from "../src/texts";
import { address, arrived, field, fillPlainly, look, NOW, open, pick, start, stop, textsOf } from "./page";

beforeAll(() => start());
afterAll(stop);

const AGENCY = "so-noi-vu";
const PROCEDURE = "1.900102";
const hash = (page: Page) => new URL(page.url()).hash;
const stored = (page: Page) => page.evaluate<string>("JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie])");

async function fillIn(page: Page) {
  await page.goto(`${address()}#/choose?agency=${AGENCY}&procedure=${PROCEDURE}`);
  await pick(page, "address.place", "thu dau mot");
  await page.locator("button.main:visible").click();
  await arrived(page, texts.vi.steps.information);
  await fillPlainly(page);
  await page.locator("button.main:visible").click();
  await arrived(page, texts.vi.steps.review);
}

test("what was typed is kept until it is printed, and nothing else; before it is lost the browser asks", async () => {
  const { page, errors } = await open("phone", "vi");
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  expect(asked).toEqual([]);

  await fillIn(page);
  expect(await textsOf(page, ".notice p")).toContain(pageTexts.vi.kept);
  const [session, ...others] = JSON.parse(await stored(page)) as [Record<string, string>, object, string];
  expect(Object.keys(session).sort()).toEqual(["language", "request/binh-duong"]);
  expect(session["request/binh-duong"]).toContain("Bích");
  expect(others).toEqual([{}, ""]);
  await page.reload();
  expect(asked).toEqual(["beforeunload"]);
  await arrived(page, texts.vi.steps.review);

  await page.evaluate("dispatchEvent(new Event('afterprint'))");
  await expect.poll(() => textsOf(page, ".notice p")).toContain(pageTexts.vi.printed);
  expect(await stored(page)).not.toContain("Bích");
  await look(page, "printed-phone-vi");
  // In the other language it is still there to be printed, and still not kept.
  await page.locator("header button").click();
  expect(await textsOf(page, ".entries dd")).toContain("Trần Thị Bích");
  expect(await stored(page)).not.toContain("Bích");
  await page.reload();
  expect(asked).toEqual(["beforeunload"]);
  await arrived(page, texts.en.steps.choose);
  expect(errors).toEqual([]);
  await page.context().close();
});

test("an address leads to agency and procedure, and steps are links", async () => {
  const { page, errors } = await open("phone", "vi", `#/choose?agency=${AGENCY}&procedure=${PROCEDURE}`);
  expect(await field(page, "agency").inputValue()).toBe(nameOf("agencies", AGENCY, "vi"));
  expect(await field(page, "procedure").inputValue()).toContain(PROCEDURE);
  const steps = () => textsOf(page, ".steps a");
  expect(await steps()).toEqual([]);
  await pick(page, "address.place", "thu dau mot");
  await expect.poll(steps).toEqual([texts.vi.steps.information]);

  // What is chosen stands in the address, and what another address asks for is chosen.
  await pick(page, "procedure", "1.900101");
  await expect.poll(() => hash(page)).toBe(`#/choose?agency=${AGENCY}&procedure=1.900101`);
  await page.goto(`${address()}#/choose?agency=${AGENCY}&procedure=${PROCEDURE}`);
  await expect.poll(() => field(page, "procedure").inputValue()).toContain(PROCEDURE);
  await page.goto(`${address()}#/choose?agency=nobody&procedure=0`);
  await expect.poll(() => hash(page)).toBe(`#/choose?agency=${AGENCY}&procedure=${PROCEDURE}`);
  const { inVain, labels } = texts.vi;
  await expect.poll(() => textsOf(page, ".remark")).toEqual([inVain(`${labels.agency}, ${labels.procedure}`)]);

  await fillIn(page);
  expect(await steps()).toEqual([texts.vi.steps.choose, texts.vi.steps.information]);
  expect(hash(page)).toBe(`#/review?agency=${AGENCY}&procedure=${PROCEDURE}`);
  await page.locator(".steps a").last().click();
  await expect.poll(steps).toEqual([texts.vi.steps.choose, texts.vi.steps.review]);
  // A step that is not right any more leads to the one that is to be mended.
  await field(page, "applicant.phone").fill("1");
  await expect.poll(steps).toEqual([texts.vi.steps.choose]);
  await page.goto(`${address()}#/review`);
  await arrived(page, texts.vi.steps.information);
  await page.goBack();
  expect(errors).toEqual([]);
  await page.context().close();
});

test("of an address with a wrong part the right one is taken, and the wrong one told", async () => {
  const { page, errors } = await open("phone", "vi", `#/choose?agency=${AGENCY.toUpperCase()}&procedure=9.999999`);
  const { inVain, labels } = texts.vi;
  expect(await field(page, "agency").inputValue()).toBe(nameOf("agencies", AGENCY, "vi"));
  expect(await field(page, "procedure").inputValue()).toBe("");
  expect(await textsOf(page, ".remark")).toEqual([inVain(labels.procedure!)]);
  await expect.poll(() => hash(page)).toBe(`#/choose?agency=${AGENCY}`);
  await look(page, "choose-6-in-vain-phone-vi");
  await page.goto(`${address()}#/choose?agency=${AGENCY}&procedure=${PROCEDURE}`);
  await expect.poll(() => page.locator(".remark").count()).toBe(0);
  expect(errors).toEqual([]);
  await page.context().close();
});

test("the language is the browser's, until another is chosen", async () => {
  const { page } = await open("phone", "vi", "", { locale: "en-US" });
  await arrived(page, texts.en.steps.choose);
  await page.locator("header button").click();
  await page.reload();
  await arrived(page, texts.vi.steps.choose);
  await page.context().close();
});

test("a list works before an agency is chosen, keeps what was typed, and opens at what is chosen", async () => {
  const { page, errors } = await open("phone", "vi");
  await field(page, "procedure").click();
  expect(await page.locator("#procedure-list li").count()).toBeGreaterThan(1);
  await pick(page, "procedure", PROCEDURE);
  await field(page, "agency").click();
  const agencies = await textsOf(page, "#agency-list li");
  expect(agencies).toContain(nameOf("agencies", AGENCY, "vi"));
  await pick(page, "agency", nameOf("agencies", AGENCY, "vi"));
  expect(await field(page, "procedure").inputValue()).toContain(PROCEDURE);

  // What no entry is called stays as it was typed, with a word about it, and what was chosen before is chosen no more.
  await pick(page, "address.place", "thu dau mot");
  await field(page, "address.place").fill("Thủ Đô");
  await field(page, "on").focus();
  expect(await field(page, "address.place").inputValue()).toBe("Thủ Đô");
  expect(await textsOf(page, ".combobox .nothing")).toEqual([`${pageTexts.vi.notListed("Thủ Đô")} ${texts.vi.farPlace}`]);
  await expect.poll(() => page.locator(".steps a").count()).toBe(0);
  await look(page, "choose-4-not-listed-phone-vi");
  // A name that is typed out is chosen by leaving.
  await field(page, "procedure").fill("");
  const name = nameOf("agencies", "so-tu-phap", "vi");
  await field(page, "agency").fill(name.toLowerCase());
  await field(page, "on").focus();
  await expect.poll(() => field(page, "agency").inputValue()).toBe(name);

  await field(page, "address.place").fill("");
  await field(page, "address.place").press("End");
  const last = page.locator("#address\\.place-list li").last();
  await last.click();
  await field(page, "on").focus();
  await field(page, "address.place").click();
  const active = page.locator("#address\\.place-list li.active");
  expect(await active.getAttribute("aria-selected")).toBe("true");
  const isInView = (node: Element) => {
    const [own, list] = [node.getBoundingClientRect(), node.parentElement!.getBoundingClientRect()];
    return own.top >= list.top && own.bottom <= list.bottom + 1;
  };
  await expect.poll(() => active.evaluate(isInView)).toBe(true);
  expect(errors).toEqual([]);
  await page.context().close();
});

test("after the first visit the page works without a network", async () => {
  const { page } = await open("phone", "vi", "", { serviceWorkers: "allow", today: NOW });
  await page.goto(new URL("./", address()).href);
  await page.evaluate("navigator.serviceWorker.ready");
  await page.context().setOffline(true);
  await page.reload();
  await arrived(page, texts.vi.steps.choose);
  await expect.poll(() => textsOf(page, ".offline")).toEqual([pageTexts.vi.offline]);
  await page.goto(new URL("./#/choose?agency=ubnd-25942&procedure=2.000815", address()).href);
  await pick(page, "address.place", "phuong di an");
  await expect.poll(() => page.locator(".price td").count()).toBeGreaterThan(1);
  await page.goto(new URL("./#/follow", address()).href);
  await page.locator(".samples button").first().click();
  await expect.poll(() => page.locator(".timeline li").count()).toBeGreaterThan(0);
  await look(page, "offline-phone-vi");
  await page.context().setOffline(false);
  await expect.poll(() => page.locator(".offline").count()).toBe(0);
  await page.context().close();
});
