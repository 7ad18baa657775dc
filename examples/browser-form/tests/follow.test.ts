/** The page to follow a consignment, held against what hoso answers in Node. */
import { lists, track, type Language, type Names } from "hoso";
import { Rulebook } from "hoso/office";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayText } from "../src/language";
import { pageTexts } from "../src/pageTexts";
import { documentText } from "../src/rulebook";
import { samplesOn } from "../src/samples";
import { texts } from "../src/texts";
import { address, field, look, messageOf, open, start, stop, textsOf, TODAY, type View } from "./page";

beforeAll(() => start());
afterAll(stop);

/** The office's module is fetched first. */
const OFFICE = { timeout: 20_000 };

const samples = samplesOn(TODAY);
const CASES: [View, Language][] = [
  ["phone", "vi"],
  ["phone", "en"],
  ["desktop", "vi"],
  ["desktop", "en"],
];

/** The last day for a claim, as the office's rulebook answers. */
function claimUntil(event: "lost" | "late" | "damaged", accepted_on: string, due_on: string, delivered_on?: string): string {
  const parsed = Rulebook.parse(documentText);
  if (!parsed.ok) throw new Error("not read");
  const zone = (JSON.parse(documentText) as { zones: { id: string }[] }).zones[0]!.id;
  const weights = { weight_grams: 1, lost_grams: 1 };
  const owed = parsed.value.compensation({ zone, charge: 1, accepted_on, due_on, event, claimed_on: TODAY, delivered_on, ...weights });
  if (!owed.ok || owed.value.outcome !== "owed") throw new Error(JSON.stringify(owed));
  return owed.value.claim_until;
}

describe.each(CASES)("%s, %s", (view, language) => {
  test("samples: where it is, how it came there, what comes next in plain words", async () => {
    const { page, errors } = await open(view, language, "#/follow");
    const known = lists();
    await look(page, `follow-0-empty-${view}-${language}`);
    for (const [position, { name, events }] of samples.entries()) {
      await page.getByRole("button", { name: name[language]! }).click();
      const tracked = track(events, { language });
      if (!tracked.ok) throw new Error(JSON.stringify(tracked.issues));
      const { state, history, anomalies } = tracked.value;
      await expect.poll(async () => (await textsOf(page, ".now"))[0]).toContain(known.states[state][language]);
      const kinds = history.map(({ kind }) => known.eventKinds[kind][language]).reverse();
      expect(await textsOf(page, ".timeline strong")).toEqual(kinds);
      const told = (await textsOf(page, ".timeline li")).reverse();
      for (const [place, { event }] of history.entries()) {
        const { office, reason } = events.find(({ id }) => id === event)!;
        if (office) expect(told[place]).toContain((office as Names)[language]);
        if (reason) expect(told[place]).toContain(known.failureReasons[reason][language]);
      }
      // What an operator calls what may come, such as that it is lost, is no word for who waits for it.
      const next = (await textsOf(page, ".next")).join();
      expect(next.length).toBeGreaterThan(30);
      expect(await page.locator(".journey").innerText()).not.toMatch(/[.:;] ?(hư hỏng|mở khiếu nại|damaged|claim opened)/i);
      expect(await page.locator(".anomalies li").count()).toBe(anomalies.length);
      await look(page, `follow-${position + 1}-${view}-${language}`);
    }
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("events that are not right, and a file", async () => {
    const { page, errors } = await open(view, language, "#/follow");
    const wrong = `[{"id": "e1", "consignment": "LE704280574SE", "kind": "flown", "at": "yesterday"}]`;
    await page.locator(".pasted summary").click();
    await page.locator("#events").fill(wrong);
    const tracked = track(wrong, { language });
    const issues = tracked.ok ? [] : tracked.issues.map(({ path, message }) => `${path} ${message}`);
    expect(issues.length).toBe(2);
    await expect.poll(() => textsOf(page, ".issues li")).toEqual(issues);
    await expect.poll(() => page.title()).toContain(texts[language].wrong);
    await look(page, `follow-wrong-${view}-${language}`);

    const buffer = Buffer.from(JSON.stringify(samples[0]!.events));
    await page.locator("input[type=file]").setInputFiles({ name: "events.json", mimeType: "application/json", buffer });
    await expect.poll(() => textsOf(page, ".now")).toHaveLength(1);
    // What an editor puts before a text is no part of it.
    await page.locator("#events").fill("");
    await page.locator("#events").fill(`\ufeff${JSON.stringify(samples[1]!.events)}`);
    await expect.poll(() => page.locator(".timeline li").count()).toBe(samples[1]!.events.length);
    await page.getByRole("button", { name: texts[language].actions.clear, exact: true }).click();
    expect(await textsOf(page, ".journey .empty")).toEqual([pageTexts[language].follow.empty]);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

test("an item by its number, in the field and in the address, and until when it may be claimed", async () => {
  const { page, errors } = await open("phone", "vi", "#/follow");
  const { follow } = pageTexts.vi;
  const find = async (typed: string) => {
    await field(page, "item-number").fill(typed);
    await page.keyboard.press("Enter");
  };
  await find(" ");
  await expect.poll(() => messageOf(page, "item-number")).toBe(follow.noNumber);
  await find("EV 123 456 786 VN");
  await expect.poll(() => messageOf(page, "item-number")).toContain("kiểm tra");
  await find("RK 166 520 145 LV");
  await expect.poll(() => messageOf(page, "item-number")).toBe(follow.unknown);
  await look(page, "follow-unknown-phone-vi");
  await expect.poll(() => page.title()).toMatch(/^Lỗi: /);
  // What stands below is never another item's, and what is wrong is said in the page's language.
  await find("CE260000017VN");
  await expect.poll(() => page.locator(".timeline li").count()).toBeGreaterThan(0);
  await expect.poll(() => page.title()).not.toContain("Lỗi: ");
  await find("RR123456785VN");
  await expect.poll(() => textsOf(page, ".journey")).toEqual([follow.empty]);
  expect(await messageOf(page, "item-number")).toBe(follow.unknown);
  expect(new URL(page.url()).hash).toBe("#/follow");
  await page.locator("header button").click();
  await expect.poll(() => messageOf(page, "item-number")).toBe(pageTexts.en.follow.unknown);
  await expect.poll(() => page.title()).toMatch(/^Error: /);
  await page.locator("header button").click();
  await page.goto(`${address()}#/follow?item=CE260000017VN`);
  await expect.poll(() => page.locator(".timeline li").count()).toBeGreaterThan(0);
  await page.goto(`${address()}#/follow?item=EV123456786VN`);
  await expect.poll(() => messageOf(page, "item-number")).toContain("kiểm tra");
  expect(await page.locator(".timeline li").count()).toBe(0);
  expect(await field(page, "item-number").inputValue()).toBe("EV123456786VN");
  const [late, running] = samples;
  // As a keyboard for East Asian letters writes it.
  await find("ev\uff11\uff12\uff13456785vn");
  await expect.poll(() => textsOf(page, "hoso-tracking .muted >> nth=0")).toEqual(["EV123456785VN"]);
  expect(page.url()).toContain("#/follow?item=EV123456785VN");
  const day = (event: number) => late!.events[event]!.at.slice(0, 10);
  const { harms, claimUntil: until } = pageTexts.vi.follow;
  const told = () => textsOf(page, ".claims div");
  const line = (harm: "lost" | "late" | "damaged", claimed: string) => `${harms[harm]} ${until(dayText(claimed, "vi"))}`;
  const accepted = day(1);
  const damaged = line("damaged", claimUntil("damaged", accepted, late!.due, day(7)));
  await expect
    .poll(told, OFFICE)
    .toEqual([damaged, line("late", claimUntil("late", accepted, late!.due, day(7))), line("lost", claimUntil("lost", accepted, late!.due))]);
  await look(page, "follow-claims-phone-vi");
  // Another day by which it was due is another day for a claim; on that day it was in time.
  await field(page, "due").fill(day(7));
  await expect.poll(told).toEqual([damaged, line("lost", claimUntil("lost", accepted, day(7)))]);
  await field(page, "due").fill("");
  await expect.poll(told).toEqual([damaged]);

  await page.goto(`${address()}#/follow?item=${running!.item}`);
  const expected = line("lost", claimUntil("lost", running!.events[1]!.at.slice(0, 10), running!.due));
  await expect.poll(told, OFFICE).toEqual([expected]);
  await page.reload();
  await expect.poll(told, OFFICE).toEqual([expected]);
  expect(errors).toEqual([]);
  await page.context().close();
});

test("an item is asked of a service's public door, which may not know it", async () => {
  const { page } = await open("phone", "vi");
  await page.route(({ pathname }) => pathname === "/", async (route) => {
    const response = await route.fetch();
    const door = 'name="tracking" content="./door/{item}?code={code}"';
    await route.fulfill({ response, body: (await response.text()).replace('name="tracking" content=""', door) });
  });
  const { events, item } = samples[0]!;
  await page.route("**/door/**", (route) => {
    const { searchParams, pathname } = new URL(route.request().url());
    const isKnown = searchParams.get("code") === "74 A" && pathname.endsWith(`/${item}`);
    return route.fulfill(isKnown ? { json: { events } } : { status: 404, json: { error: "not_found" } });
  });
  await page.goto("about:blank");
  await page.goto(`${address()}#/follow`);
  await field(page, "item-number").fill(item);
  await field(page, "item-code").fill("1");
  await page.keyboard.press("Enter");
  await expect.poll(() => textsOf(page, "hoso-tracking [role=status]")).toHaveLength(1);
  await look(page, "follow-door-refused-phone-vi");
  await field(page, "item-code").fill("74 A");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator(".timeline li").count()).toBe(8);
  expect(page.url()).toContain(`item=${item}`);
  await page.context().close();
});

test("when the module cannot be fetched, the page says so", async () => {
  const { page } = await open("phone", "vi");
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("about:blank");
  await page.goto(address());
  expect(await page.locator("[role=alert]").innerText()).toContain("Không tải được trang");
  await page.context().close();
});
