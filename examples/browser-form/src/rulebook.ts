/** The rulebook, read once, and the names of what is in it. */
import { Rulebook, type Case, type Day, type Language, type Names, type Params, type Validity } from "hoso";
import text from "../../data/binh-duong.json?raw";
import { texts } from "./texts";

function read(document: string | object): Rulebook {
  const parsed = Rulebook.parse(document);
  if (!parsed.ok) throw new Error(parsed.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  return parsed.value;
}

export const rulebook = read(text);

/** What of the document is shown here. */
interface Shown {
  title: string | Names;
  sources: Thing[];
  places: Thing[];
  zones: Thing[];
  operators: Thing[];
  agencies: Thing[];
  fields: Thing[];
  procedures: (Thing & { agency_fees?: { each?: object[]; valid?: Validity }[] })[];
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

/** As it was read: its normal form is the office's to ask for. */
const document = JSON.parse(text) as Shown;

const idOf = (thing: Thing) => thing.code ?? thing.id ?? "";
const things = (list: List) => new Map(document[list].map((thing) => [idOf(thing), thing]));
const index: Record<List, Map<string, Thing>> = {
  sources: things("sources"),
  places: things("places"),
  zones: things("zones"),
  operators: things("operators"),
  agencies: things("agencies"),
  fields: things("fields"),
  procedures: things("procedures"),
  taxes: things("taxes"),
  tariffs: things("tariffs"),
};

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

/** A name has no days: a later one stands behind it, as `Tỉnh Đồng Nai (từ 30/04/2026: Thành phố Đồng Nai)`. */
function calledOn(name: string, on: Day): string {
  const [, first = name, later = ""] = /^(.+?) \((từ .+: .+)\)$/.exec(name) ?? [];
  return later.split("; ").reduce((called, renamed) => {
    const [, day, month, year, other] = /^từ (\d\d)\/(\d\d)\/(\d{4}): (.+)$/.exec(renamed) ?? [];
    return other && `${year}-${month}-${day}` <= on ? other : called;
  }, first);
}

/** A place with all that it lies in. */
export function placeName(code: string, language: Language, on: Day): string {
  const parent = index.places.get(code)?.parent;
  return nameOf("places", code, language, on) + (parent ? `, ${placeName(parent, language, on)}` : "");
}

/** A place, whichever. */
export const somewhere = document.places.map(idOf)[0] ?? "";

export const sourceUrl = (id: string) => index.sources.get(id)?.url;

/** What a surcharge or a discount of a tariff is for. */
export function purposeOf(tariff: string, version: string, id: string): string {
  const found = document.tariffs.find((own) => own.id === tariff)?.versions.find((own) => own.id === version);
  const discount = found?.discounts?.find((own) => own.id === id);
  return found?.surcharges?.find((own) => own.id === id)?.option ?? discount?.when.applicant ?? discount?.when.service ?? id;
}

/** The categories of applicants for whom some tariff has a discount. */
export const categories = [
  ...new Set(
    document.tariffs.flatMap(({ versions }) =>
      versions.flatMap(({ discounts = [] }) => discounts.flatMap(({ when }) => when.applicant ?? [])),
    ),
  ),
];

export interface Choice {
  value: string;
  label: string;
  /** What else people may look for: the names of what became it. */
  formerly?: string[] | undefined;
}

function inForce({ valid }: { valid?: Validity }, on: Day): boolean {
  return !valid || (valid.from <= on && (!valid.until || on < valid.until));
}

/**
 * The agencies of a day that decide anything, or a procedure that was chosen first; service centres decide nothing. What is
 * chosen stays: hoso knows its successor.
 */
export function agenciesOn(on: Day, chosen: string, procedure: string, language: Language): Choice[] {
  const asked = procedure ? [procedure] : document.procedures.map(idOf);
  const decides = (agency: Thing) => inForce(agency, on) && asked.some((own) => handles(idOf(agency), own, on));
  const known = document.agencies.filter((agency) => idOf(agency) === chosen || decides(agency)).map(idOf);
  return known.map((value) => ({ value, label: nameOf("agencies", value, language) }));
}

/** What was asked of agencies, procedures and days: always the same is answered. */
const handled = new Map<string, boolean>();

/** Whether an agency handles a procedure on a day: hoso knows of predecessors and kinds of agencies. */
export function handles(agency: string, procedure: string, on: Day): boolean {
  const key = `${agency} ${procedure} ${on}`;
  const known = handled.get(key);
  if (known !== undefined) return known;
  const decided = rulebook.decide({ agency, procedure, service: "return", on });
  const not = ["procedure_not_of_agency", "procedure_not_in_force"];
  const found = decided.ok && !decided.value.reasons.some(({ code }) => not.includes(code));
  handled.set(key, found);
  return found;
}

/** The procedures that an agency handles, or any, as long as none is chosen. */
export function proceduresOf(agency: string, on: Day, language: Language): Choice[] {
  const agencies = agency ? [agency] : document.agencies.filter((own) => inForce(own, on)).map(idOf);
  const open = document.procedures.map(idOf).filter((procedure) => agencies.some((own) => handles(own, procedure, on)));
  return open.map((value) => ({ value, label: `${nameOf("procedures", value, language)} (${value})` }));
}

/** Whether a counter stands in for the agency of a question. */
export function isTakenInAt(reception: string, question: Case): boolean {
  const decided = rulebook.decide({ ...question, reception });
  return decided.ok && decided.value.reasons.every(({ code }) => code !== "unknown_reception" && code !== "not_received_there");
}

/** Where dossiers are taken in and given out: at the agency's own counter, which is no other, then at those that stand in. */
export function countersOf(question: Case, language: Language): Choice[] {
  const counters = [...new Set(document.receptions?.map(({ at }) => at))].filter((at) => at !== question.agency);
  const others = counters.filter((at) => isTakenInAt(at, question));
  const named = (code: string) => nameOf("agencies", code, language);
  return [{ value: "", label: named(question.agency) }, ...others.map((value) => ({ value, label: named(value) }))];
}

/** Whether the agency asks for a procedure by the page, copy or signature. */
export function isFeeByUnit(procedure: string, on: Day): boolean {
  const fees = document.procedures.find((own) => idOf(own) === procedure)?.agency_fees ?? [];
  return fees.some((fee) => fee.each && inForce(fee, on));
}

/** The places of a day, and the one that is chosen. */
export function placesOn(on: Day, chosen: string, language: Language): Choice[] {
  const known = document.places.filter((place) => inForce(place, on) || idOf(place) === chosen).map(idOf);
  return known.map((value) => ({ value, label: placeName(value, language, on), formerly: formerNames(value, language, on) }));
}

/** The places that became a place. */
const became = new Map<string | undefined, Thing[]>();
for (const place of document.places) became.set(place.merged_into, [...(became.get(place.merged_into) ?? []), place]);

/** What a place was before, in however many parts and steps. */
function formerNames(code: string, language: Language, on: Day): string[] {
  const gone = (became.get(code) ?? []).filter((place) => !inForce(place, on)).map(idOf);
  return gone.flatMap((own) => [nameOf("places", own, language, on), ...formerNames(own, language, on)]);
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
