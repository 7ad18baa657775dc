/** What hoso says of a carriage that somebody looks up: may it, what does it cost, and when is what due? */
import type { Language, Service } from "./codes.js";
import type { Choice } from "./combobox.js";
import { preview } from "./forms.js";
import type { Rulebook } from "./rulebook.js";
import type { Day, Deadlines, Integer, Issue, Quotation } from "./types.js";

/** What is looked up. */
export interface QuoteValue {
  /** The agency's code. */
  agency?: string | undefined;
  /** The procedure's code. */
  procedure?: string | undefined;
  /** Which way is to go by post. */
  service: Service;
  /** The code of the person's place. */
  place?: string | undefined;
  /** The day on which it is to go. */
  on: Day;
  /** How much it weighs, in grams. */
  weight_grams: Integer;
}

/** One carriage, and what is said of it: both ways are one, or each is its own where no clause has both. */
export interface QuotedCarriage {
  /** Which way is carried. */
  service: Service;
  /** The price, or why there is none; before a place is chosen only whether it may go. */
  quotation: Quotation;
  /** The due days, once a place is chosen. */
  deadlines?: Deadlines | undefined;
}

/** What is told of what is looked up. */
export interface QuoteAnswer {
  /** What was looked up. */
  value: QuoteValue;
  /** The carriages; none before an agency and a procedure are chosen. */
  carriages: QuotedCarriage[];
  /** What is wrong with what was given. */
  issues: Issue[];
}

/** @internal */
export function answerTo(rulebook: Rulebook, value: QuoteValue, somewhere: string, language: Language): QuoteAnswer {
  const { agency, procedure, service, place, on, weight_grams } = value;
  const form = service === "return" ? "return_request" : "intake_request";
  // Whether it may go does not depend on the place: before it is known, any will do.
  const asked = { agency, procedure, return_by_post: service === "both", address: { place: place || somewhere } };
  const priced = preview(form, asked, { rulebook, on, weight_grams, language });
  // What nobody has chosen so far is not wrong.
  const chosen: Record<string, string | undefined> = { "/agency": agency, "/procedure": procedure, "/address/place": place };
  const wrong = priced.ok ? [] : priced.issues.filter(({ path }) => !(path in chosen) || chosen[path]);
  // No form has a service.
  const decided = rulebook.decide({ agency: agency ?? "", procedure: procedure ?? "", service, on }, { language });
  if (!decided.ok) wrong.push(...decided.issues.filter(({ path }) => path === "/service"));
  if (!priced.ok || !agency || !procedure || wrong.length > 0) return { value, carriages: [], issues: wrong };
  // The post has it from this day on, or where the dossier is filed otherwise, the agency has.
  let moments: { posted_on: Day } | { filed_on: Day } = service === "return" ? { filed_on: on } : { posted_on: on };
  const carriages = priced.value.map(({ service, quotation }): QuotedCarriage => {
    if (!place || quotation.outcome === "not_covered") return { service, quotation };
    const dated = rulebook.deadlines({ agency, procedure, service, place, on, ...moments }, { language });
    const deadlines = dated.ok ? dated.value : undefined;
    // What comes after begins when it is filed.
    const filing = deadlines && "steps" in deadlines ? deadlines.steps.find(({ id }) => id === "filing") : undefined;
    moments = { filed_on: filing?.due ?? on };
    return { service, quotation, deadlines };
  });
  return { value, carriages, issues: [] };
}

/** What is chosen from a list. @internal */
export type Listed = "agency" | "procedure" | "place";

/** What there is to choose for a field; it is found by its name in the other language too. @internal */
export function choicesOf(field: Listed, rulebook: Rulebook, value: QuoteValue, language: Language): Choice[] {
  const others = named(field, rulebook, value, language === "vi" ? "en" : "vi");
  return named(field, rulebook, value, language).map((choice, at) => ({ ...choice, also: others[at]?.label }));
}

function named(field: Listed, rulebook: Rulebook, { agency = "", on }: QuoteValue, language: Language): Choice[] {
  if (field === "procedure") {
    const found = rulebook.procedures({ agency, on }, { language });
    return found.ok ? found.value.procedures.map(({ id, name }) => ({ id, label: `${name} (${id})` })) : [];
  }
  const found = rulebook.choices({ on, receptions_of: [] }, { language });
  if (!found.ok) return [];
  const { agencies, places } = found.value;
  if (field === "agency") return agencies.map(({ id, name }) => ({ id, label: name }));
  const byId = new Map(places.map((place) => [place.id, place]));
  const whole = (id: string): string => {
    const { name = id, parent } = byId.get(id) ?? {};
    return parent ? `${name}, ${whole(parent)}` : name;
  };
  // An address names the smallest: what lies in others comes first.
  return places.sort((one, other) => other.level - one.level).map(({ id }) => ({ id, label: whole(id) }));
}
