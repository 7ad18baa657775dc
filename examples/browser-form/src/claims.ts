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

/** What an item can suffer; what it was charged says no event. */
export type Harm = Exclude<Claim["event"], "charge">;

/** What may have gone wrong with an item, as far as it is known; each is asked, and hoso says whether it is so. */
function harms({ state, final }: Tracking, due: Day | undefined): Harm[] {
  const isDelivered = state === "delivered";
  return [
    // What is missing or broken is seen when it is opened, which no event tells.
    ...(isDelivered ? (["damaged"] as const) : []),
    ...(due ? (["late"] as const) : []),
    // It may have been delivered to somebody else.
    ...(due && (isDelivered || !final) ? (["lost"] as const) : []),
  ];
}

/** The last day for a claim by what went wrong, or may yet; none where nothing did, a claim runs, or it is too late. */
export async function claimDays(tracking: Tracking, due: Day | undefined): Promise<[Harm, Day][]> {
  const accepted = tracking.history.find(({ to }) => to !== "created");
  const asked = harms(tracking, due);
  if (!accepted || asked.length === 0 || tracking.claim === "open" || tracking.claim === "settled") return [];
  const { rulebook, zone } = await (office ??= fetchOffice());
  const accepted_on = dayAt(accepted.at);
  const known = { zone, charge: 1, accepted_on, due_on: due ?? accepted_on, claimed_on: today(), weight_grams: 1, lost_grams: 1 };
  const delivery = tracking.state === "delivered" && tracking.since ? dayAt(tracking.since) : undefined;
  return asked.flatMap((event): [Harm, Day][] => {
    // What is lost was not delivered, whatever was told.
    const delivered_on = event === "lost" ? undefined : delivery;
    const owed = rulebook.compensation({ ...known, event, delivered_on });
    return owed.ok && owed.value.outcome === "owed" ? [[event, owed.value.claim_until]] : [];
  });
}
