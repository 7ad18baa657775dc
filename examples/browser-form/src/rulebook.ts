/** The rulebook that this page was opened with, read once, and the names of what is in it. */
import { Rulebook, type Case, type Day, type Language, type Names, type Params, type Validity } from "hoso";
import { dayBefore, type Book } from "./books";
import { texts } from "./texts";

/** What of the document is shown here. */
interface Shown {
  title: string | Names;
  sources: Thing[];
  places: Thing[];
  zones: Thing[];
  operators: Thing[];
  agencies: Thing[];
  fields: Thing[];
  procedures: (Thing & { agencies: { codes?: string[] }; cut_off?: string; agency_fees?: { amount?: number; each?: object[]; valid?: Validity }[] })[];
  receptions?: { at: string }[];
  taxes: Thing[];
  tariffs: (Thing & { versions: Version[] })[];
}
interface Thing {
  id?: string;
  code?: string;
  name?: string | Names;
  title?: string | Names;
  parent?: string;
  merged_into?: string;
  kind?: string;
  url?: string;
  valid?: Validity;
}
interface Version {
  id: string;
  surcharges?: { id: string; option: string }[];
  discounts?: { id: string; when: { service?: string; applicant?: string } }[];
}
type List = Exclude<keyof Shown, "title" | "receptions">;

const LISTS = ["sources", "places", "zones", "operators", "agencies", "fields", "procedures", "taxes", "tariffs"] as const satisfies List[];

const idOf = (thing: Thing) => thing.code ?? thing.id ?? "";

export let book: Book;
export let rulebook: Rulebook;
/** Its document, as it was fetched. */
export let documentText: string;
/** As it was read: its normal form is the office's to ask for. */
let document: Shown;
let index: Record<List, Map<string, Thing>>;
/** The places that became a place. */
let became: Map<string | undefined, Thing[]>;

/** Before anything is asked; a page has one rulebook as long as it is open. */
export function use(chosen: Book, text: string): void {
  const parsed = Rulebook.parse(text);
  if (!parsed.ok) throw new Error(parsed.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  book = chosen;
  rulebook = parsed.value;
  documentText = text;
  document = JSON.parse(text) as Shown;
  const things = (list: List) => [list, new Map(document[list].map((thing) => [idOf(thing), thing]))] as const;
  index = Object.fromEntries(LISTS.map(things)) as typeof index;
  became = new Map();
  remember(document.places);
}

/** Takes in places of before, which are found by their names. */
export function remember(places: Thing[]): void {
  for (const place of places) {
    index.places.set(idOf(place), place);
    became.set(place.merged_into, [...(became.get(place.merged_into) ?? []), place]);
  }
  known.clear();
}

/** Fetches the places of before the days of the rulebook. */
export async function rememberFormer(): Promise<void> {
  const former = await book.former?.();
  if (former) remember(JSON.parse(former.default) as Thing[]);
}

/** What was found out once, since a page asks again at each letter that is typed. */
const known = new Map<string, unknown>();

export function once<T>(key: unknown[], find: () => T): T {
  const name = JSON.stringify(key);
  if (!known.has(name)) known.set(name, find());
  return known.get(name) as T;
}

/** Whether a list has something of this id. */
export const knows = (list: List, id: string) => index[list].has(id);

const inLanguage = (name: string | Names, language: Language) =>
  typeof name === "string" ? name : (name[language] ?? name.vi ?? name.en ?? "");

/** The name of a thing, as it is called on a day; what has none is called by its id. */
export function nameOf(list: List, id: string, language: Language, on?: Day): string {
  const thing = index[list].get(id);
  const name = inLanguage(thing?.name ?? thing?.title ?? id, language);
  return on ? calledOn(name, on) : name;
}

/** A name has no days: later ones stand behind it, as `Tỉnh Đồng Nai (từ 30/04/2026: Thành phố Đồng Nai)`. What it was called until a day. */
function calledUntil(name: string, on: Day): string[] {
  const [, first = name, later = ""] = /^(.+?) \((từ .+: .+)\)$/.exec(name) ?? [];
  const others = later.split("; ").flatMap((renamed) => {
    const [, day, month, year, other] = /^từ (\d\d)\/(\d\d)\/(\d{4}): (.+)$/.exec(renamed) ?? [];
    return other && `${year}-${month}-${day}` <= on ? [other] : [];
  });
  return [first, ...others];
}

const calledOn = (name: string, on: Day) => calledUntil(name, on).at(-1)!;

/** A place with all that it lies in. */
export function placeName(code: string, language: Language, on: Day): string {
  const parent = index.places.get(code)?.parent;
  return nameOf("places", code, language, on) + (parent ? `, ${placeName(parent, language, on)}` : "");
}

/** A place, whichever. */
export const somewhere = () => document.places.map(idOf)[0] ?? "";

export const sourceUrl = (id: string) => index.sources.get(id)?.url;

/** What a surcharge or a discount of a tariff is for. */
export function purposeOf(tariff: string, version: string, id: string): string {
  const found = document.tariffs.find((own) => own.id === tariff)?.versions.find((own) => own.id === version);
  const discount = found?.discounts?.find((own) => own.id === id);
  return found?.surcharges?.find((own) => own.id === id)?.option ?? discount?.when.applicant ?? discount?.when.service ?? id;
}

/** The categories of applicants for whom some tariff has a discount. */
export function categories(): string[] {
  const discounts = document.tariffs.flatMap(({ versions }) => versions.flatMap(({ discounts = [] }) => discounts));
  return [...new Set(discounts.flatMap(({ when }) => when.applicant ?? []))];
}

export interface Choice {
  value: string;
  label: string;
  /** What else it is called: in the other language. */
  also?: string[] | undefined;
  /** What else people may look for: the names of what became it. */
  formerly?: string[] | undefined;
}

function choiceOf(value: string, language: Language, called: (language: Language) => string): Choice {
  const label = called(language);
  const other = called(language === "vi" ? "en" : "vi");
  return other === label ? { value, label } : { value, label, also: [other] };
}

function inForce({ valid }: { valid?: Validity }, on: Day): boolean {
  return !valid || (valid.from <= on && (!valid.until || on < valid.until));
}

/** The agencies of a day that decide anything, or a procedure that was chosen first; service centres decide nothing. */
export function agenciesOn(on: Day, language: Language, procedure = ""): Choice[] {
  return once(["agencies", on, language, procedure], () => {
    const asked = procedure ? [procedure] : document.procedures.map(idOf);
    const handlesAny = (code: string) => asked.some((own) => handles(code, own, on));
    const decides = (agency: Thing) => once(["decides", on, procedure, likeness(agency)], () => handlesAny(idOf(agency)));
    return document.agencies.filter((agency) => inForce(agency, on) && decides(agency)).map((agency) => agencyChoice(idOf(agency), language));
  });
}

/** A city has hundreds of agencies: those that neither a procedure names nor another became differ in their kind alone. */
function likeness({ kind = "", ...agency }: Thing): string {
  const code = idOf(agency);
  const isNamed = document.procedures.some(({ agencies }) => agencies.codes?.includes(code));
  const isMerged = agency.merged_into || document.agencies.some(({ merged_into }) => merged_into === code);
  return isNamed || isMerged ? code : `any of kind ${kind}`;
}

const agencyChoice = (code: string, language: Language) => choiceOf(code, language, (own) => nameOf("agencies", code, own));

/** Whether an agency handles a procedure on a day: hoso knows of predecessors and kinds of agencies. */
export function handles(agency: string, procedure: string, on: Day): boolean {
  const decided = rulebook.decide({ agency, procedure, service: "return", on });
  const not = ["procedure_not_of_agency", "procedure_not_in_force"];
  return decided.ok && !decided.value.reasons.some(({ code }) => not.includes(code));
}

/** The procedures that an agency handles, or any, as long as none is chosen. */
export function proceduresOf(agency: string, on: Day, language: Language): Choice[] {
  return once(["procedures", agency, on, language], () => {
    const isHandled = (procedure: string) =>
      agency ? handles(agency, procedure, on) : agenciesOn(on, language, procedure).length > 0;
    return document.procedures
      .map(idOf)
      .filter(isHandled)
      .map((code) => choiceOf(code, language, (own) => procedureLabel(code, own)));
  });
}

/** Its code is printed on what people bring. */
export const procedureLabel = (code: string, language: Language) => (code ? `${nameOf("procedures", code, language)} (${code})` : "");

/** Whether a counter stands in for the agency of a question. */
export function isTakenInAt(reception: string, question: Case): boolean {
  return once(["counter", reception, question], () => {
    const decided = rulebook.decide({ ...question, reception });
    return decided.ok && decided.value.reasons.every(({ code }) => code !== "unknown_reception" && code !== "not_received_there");
  });
}

/** The counters that stand in for the agency of a question. */
const othersOf = ({ agency }: Case) => [...new Set(document.receptions?.map(({ at }) => at))].filter((at) => at !== agency);

export const hasOtherCounters = (question: Case) => othersOf(question).some((at) => isTakenInAt(at, question));

/** Where dossiers are taken in and given out: at the agency's own counter, which is no other, then at those that stand in. */
export function countersOf(question: Case, language: Language): Choice[] {
  const others = othersOf(question).filter((at) => isTakenInAt(at, question));
  return [{ ...agencyChoice(question.agency, language), value: "" }, ...others.map((code) => agencyChoice(code, language))];
}

/** The time of day from which a dossier counts as filed on the agency's next working day. */
export const cutOffOf = (procedure: string) => document.procedures.find((own) => idOf(own) === procedure)?.cut_off;

/** What the agency asks for a procedure on a day: one amount, or by the page, copy or signature. */
export function feeOf(procedure: string, on: Day) {
  return document.procedures.find((own) => idOf(own) === procedure)?.agency_fees?.find((fee) => inForce(fee, on));
}

/** Whether it is a province; an address in it names a ward too. */
export const isProvince = (place: string) => index.places.get(place)?.kind === "province";

/** The places of a day: what lies in others comes first, since an address names the smallest, and a province whose wards are listed is none. */
export function placesOn(on: Day, language: Language): Choice[] {
  return once(["places", on, language], () => {
    const places = document.places.filter((place) => inForce(place, on)).sort((one, other) => depth(other) - depth(one));
    const parents = new Set(places.map(({ parent }) => parent));
    const isWhole = (code: string) => isProvince(code) && parents.has(code);
    return places.map(idOf).filter((code) => !isWhole(code)).map((code) => {
      const formerly = [...earlierNames(code, language, on), ...formerNames(code, language, on)];
      return { ...choiceOf(code, language, (own) => placeName(code, own, on)), formerly };
    });
  });
}

const depth = ({ parent }: Thing): number => (parent ? 1 + depth(index.places.get(parent)!) : 0);

/** What it was called before it was renamed. */
const earlierNames = (code: string, language: Language, on: Day) => calledUntil(nameOf("places", code, language), on).slice(0, -1);

/** What a place was before, in however many parts and steps, each with what it lay in. */
function formerNames(code: string, language: Language, on: Day): string[] {
  return (became.get(code) ?? []).flatMap((place) => {
    const { until } = place.valid ?? {};
    if (!until || on < until) return [];
    const own = idOf(place);
    return [placeName(own, language, dayBefore(until)), ...formerNames(own, language, on)];
  });
}

const LIST_OF: Record<string, List> = {
  agency: "agencies",
  reception: "agencies",
  procedure: "procedures",
  field: "fields",
  place: "places",
  zone: "zones",
  tariff: "tariffs",
  tax: "taxes",
};

/** A message of hoso with names in place of codes, as they are on a day. */
export function named(message: string, params: Params, language: Language, on: Day): string {
  let text = message;
  for (const [key, value] of Object.entries(params)) {
    const list = LIST_OF[key];
    if (typeof value !== "string") continue;
    const name = key === "moment" ? texts[language].moments[value] : list && nameOf(list, value, language, on);
    if (name) text = text.replaceAll(`\`${value}\``, `“${name}”`);
  }
  return text.replaceAll("`", "");
}
