/** The page to follow a consignment, held against what hoso answers in Node. */
import { explain, lists, track, type Language, type Names } from "hoso";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { samples } from "../src/samples";
import { texts } from "../src/texts";
import { address, look, open, start, stop, textsOf, type View } from "./page";

beforeAll(() => start());
afterAll(stop);

const CASES: [View, Language][] = [
  ["phone", "vi"],
  ["phone", "en"],
  ["desktop", "vi"],
  ["desktop", "en"],
];

describe.each(CASES)("%s, %s", (view, language) => {
  test("samples: where it is, how it came there, what may happen next", async () => {
    const { page, errors } = await open(view, language, "#/follow");
    const known = lists();
    await look(page, `follow-0-empty-${view}-${language}`);
    for (const [position, { name, events }] of samples.entries()) {
      await page.getByRole("button", { name: name[language]! }).click();
      const tracked = track(events, { language });
      if (!tracked.ok) throw new Error(JSON.stringify(tracked.issues));
      const { state, history, allowed, anomalies } = tracked.value;
      expect((await textsOf(page, ".now"))[0]).toContain(known.states[state][language]);
      const kinds = history.map(({ kind }) => known.eventKinds[kind][language]).reverse();
      expect(await textsOf(page, ".timeline strong")).toEqual(kinds);
      const told = (await textsOf(page, ".timeline li")).reverse();
      for (const [place, { event }] of history.entries()) {
        const { office, reason } = events.find(({ id }) => id === event)!;
        if (office) expect(told[place]).toContain((office as Names)[language]);
        if (reason) expect(told[place]).toContain(known.failureReasons[reason][language]);
      }
      expect(await textsOf(page, ".chips li")).toEqual(allowed.map((kind) => known.eventKinds[kind][language]));
      expect(await page.locator(".anomalies li").count()).toBe(anomalies.length);
      // Once it is open it stays open.
      if (position === 0) await page.locator(".journey summary").click();
      const said = explain(tracked.value, { language });
      expect(await textsOf(page, ".journey details p")).toEqual(said.ok && said.value.split("\n"));
      await look(page, `follow-${position + 1}-${view}-${language}`);
    }
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("events that are not right, and a file", async () => {
    const { page, errors } = await open(view, language, "#/follow");
    const wrong = `[{"id": "e1", "consignment": "LE704280574SE", "kind": "flown", "at": "yesterday"}]`;
    await page.locator("#events").fill(wrong);
    const tracked = track(wrong, { language });
    const issues = tracked.ok ? [] : tracked.issues.map(({ path, message }) => `${path} ${message}`);
    expect(issues.length).toBe(2);
    expect(await textsOf(page, ".summary li")).toEqual(issues);
    await look(page, `follow-wrong-${view}-${language}`);

    const buffer = Buffer.from(JSON.stringify(samples[0]!.events));
    await page.locator("input[type=file]").setInputFiles({ name: "events.json", mimeType: "application/json", buffer });
    await expect.poll(() => textsOf(page, ".now")).toHaveLength(1);
    await page.getByRole("button", { name: texts[language].actions.clear, exact: true }).click();
    expect(await textsOf(page, ".journey .empty")).toEqual([texts[language].follow.empty]);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

test("when the module cannot be fetched, the page says so", async () => {
  const { page } = await open("phone", "vi");
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("about:blank");
  await page.goto(address());
  expect(await page.locator("[role=alert]").innerText()).toContain("Không tải được trang");
  await page.context().close();
});
