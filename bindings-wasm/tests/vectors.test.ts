import * as hoso from "hoso/office";
import { expect, test } from "vitest";
import { vectorFiles } from "./files.js";
import { run } from "./vectors.js";

test("every shared vector, as value, as text and from text to text", () => {
  const { counts, failures } = run(hoso, vectorFiles());
  expect(failures.slice(0, 5)).toEqual([]);
  const kinds = ["decide", "quote", "deadlines", "compensation", "track", "report", "compare", "diff", "check", "issues"];
  const office = ["journey", "settle", "reconcile", "quarterReport", "eventOf", "formWithoutPerson"];
  for (const kind of [...kinds, ...office, "identifier", "explain", "form", "form: Standard Schema", "form: messages", "preview"]) {
    expect(counts[kind], kind).toBeGreaterThan(3);
  }
});

test("events that are lawful and in order advance to what track says", () => {
  const { eventKinds } = hoso.lists();
  const filler = { reason: "other", amount: 1, voids: "x" };
  let advanced = 0;
  for (const { events, answer } of vectorFiles()["track.json"] as { events: hoso.Event[]; answer: hoso.Tracking }[]) {
    // What no acceptance was told before is not lawful.
    if (answer.anomalies.some(({ code }) => code === "not_accepted")) continue;
    let tracking = unwrap(hoso.track([]));
    const byId = new Map(events.map((event) => [event.id, event]));
    for (const { event: id, kind, at } of answer.history) {
      const { recorded_at: _, ...event } = byId.get(id)!;
      const needs = eventKinds[kind].needs;
      tracking = unwrap(hoso.advance(tracking, { ...(needs && { [needs]: filler[needs] }), ...event, kind, at }));
      advanced += 1;
    }
    expect({ ...tracking, consignment: answer.consignment }).toEqual({ ...answer, anomalies: [] });
  }
  expect(advanced).toBeGreaterThan(100);
});

function unwrap<T>(result: { ok: true; value: T } | { ok: false }): T {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}
