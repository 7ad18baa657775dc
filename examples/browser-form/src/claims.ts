/** Until which day the post takes a claim: the office's module answers that, and is fetched when somebody may need it. */
import type { Day, Tracking } from "hoso";
import type { Claim, Rulebook } from "hoso/office";
import { dayAt, today } from "./language";
import { documentText } from "./rulebook";

interface Office {
  rulebook: Rulebook;
  zone: string;
}

let office: Promise<Office> | undefined;

async function fetchOffice(): Promise<Office> {
  const { load, Rulebook } = await import("hoso/office");
  await load();
  const parsed = Rulebook.parse(documentText);
  if (!parsed.ok) throw new Error("the rulebook is read differently");
  const { zones } = JSON.parse(documentText) as { zones: { id: string }[] };
  // The day of a claim depends on no zone and no amount, but a question has both.
  return { rulebook: parsed.value, zone: zones[0]!.id };
}

/** What may have gone wrong with an item, as far as it is known; each is asked, and hoso says whether it is so. */
function harms({ state, damaged, final }: Tracking, due: Day | undefined): Claim["event"][] {
  const isDelivered = state === "delivered";
  return [...(damaged && isDelivered ? (["damaged"] as const) : []), ...(due ? (["late"] as const) : []), ...(due && !final ? (["lost"] as const) : [])];
}

/** The last day for a claim, of an item that went wrong or may yet; none when nothing did, a claim runs, or it is too late. */
export async function claimUntil(tracking: Tracking, due: Day | undefined): Promise<Day | undefined> {
  const accepted = tracking.history.find(({ to }) => to !== "created");
  const asked = harms(tracking, due);
  if (!accepted || asked.length === 0 || tracking.claim === "open" || tracking.claim === "settled") return undefined;
  const { rulebook, zone } = await (office ??= fetchOffice());
  for (const event of asked) {
    const accepted_on = dayAt(accepted.at);
    const delivered_on = tracking.state === "delivered" && tracking.since ? dayAt(tracking.since) : undefined;
    const due_on = due ?? accepted_on;
    const claim = { zone, charge: 1, accepted_on, due_on, event, claimed_on: today(), delivered_on, weight_grams: 1, lost_grams: 1 };
    const owed = rulebook.compensation(claim);
    if (owed.ok && owed.value.outcome === "owed") return owed.value.claim_until;
  }
  return undefined;
}
