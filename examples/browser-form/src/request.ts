/** What is filled in on the page, and what hoso says of it. */
import {
  parseIdentifier,
  preview,
  wholeNumber,
  type Case,
  type Day,
  type Deadlines,
  type Decision,
  type Enclosure,
  type Form,
  type IntakeRequest,
  type Issue,
  type Language,
  type Papers,
  type Quotation,
  type Recipient,
  type ReturnRequest,
  type Service,
} from "hoso";
import { asked } from "./address";
import { firstDayIn, isWithin } from "./books";
import { kept } from "./kept";
import { today } from "./language";
import { book, cutOffOf, feeOf, isProvince, isTakenInAt, knows, named, once, rulebook, somewhere } from "./rulebook";
import { texts } from "./texts";
import { halfWidth, namesWard } from "./written";

interface PersonDraft {
  name: string;
  document: { kind: Papers["kind"] | ""; number: string };
  phone: string;
  email: string;
}

/** What a paper may be, and how hoso is told. */
export const PAPERS = { original: true, copy: false, electronic: "electronic" } satisfies Record<string, Enclosure["original"]>;

interface EnclosureDraft {
  name: string;
  copies: string;
  original: keyof typeof PAPERS | "";
}

/** The fields of the page: both forms, and what is asked besides them. Numbers are as they were typed. */
export interface Draft {
  file_by_post: boolean;
  return_by_post: boolean;
  on: Day;
  weight_grams: string;
  agency: string;
  procedure: string;
  /** The counter of another agency; blank: its own. */
  reception: string;
  dossier: string;
  applicant: PersonDraft;
  other_submitter: boolean;
  submitter: PersonDraft;
  other_recipient: boolean;
  recipient: PersonDraft & { relation: Recipient["relation"] | ""; authorised: boolean };
  address: { place: string; street: string };
  options: string[];
  applicant_categories: string[];
  agency_fee_units: string;
  documents: EnclosureDraft[];
  pick_up: boolean;
  consent: boolean;
  note: string;
  /** The item's number, of which the form knows nothing: it is printed on it. */
  item: string;
}

export type Filled = ReturnRequest | IntakeRequest;

const nobody: PersonDraft = { name: "", document: { kind: "citizen_id", number: "" }, phone: "", email: "" };

/** Who has a tax code for papers may be a company, and has its name. */
export const isOrganisation = ({ document }: PersonDraft) => document.kind === "tax_code";

export const blankEnclosure: EnclosureDraft = { name: "", copies: "1", original: "copy" };

export function blankDraft(): Draft {
  return {
    file_by_post: false,
    return_by_post: true,
    on: firstDayIn(book, today()),
    weight_grams: "100",
    agency: "",
    procedure: "",
    reception: "",
    dossier: "",
    applicant: nobody,
    other_submitter: false,
    submitter: nobody,
    other_recipient: false,
    recipient: { ...nobody, relation: "", authorised: false },
    address: { place: "", street: "" },
    options: [],
    applicant_categories: [],
    agency_fee_units: "1",
    documents: [blankEnclosure],
    pick_up: false,
    consent: false,
    note: "",
    item: "",
  };
}

/** Where what the address asks for is found. */
const ASKED = { agency: "agencies", procedure: "procedures" } as const;
type Asked = keyof typeof ASKED;

/** What the address asks for, if the rulebook has it; some write codes in capitals. */
function askedOf(name: Asked): string | undefined {
  const code = asked(name) ?? "";
  return [code, code.toLowerCase()].find((own) => knows(ASKED[name], own));
}

/** What the address asks for and the rulebook has not. */
export const askedInVain = () => (["agency", "procedure"] as const).filter((name) => asked(name) && !askedOf(name));

/** The draft that is there, with the agency or procedure that the address asks for. */
export function askedFor(draft: Draft): Draft {
  const agency = askedOf("agency") ?? draft.agency;
  const procedure = askedOf("procedure") ?? draft.procedure;
  if (agency === draft.agency && procedure === draft.procedure) return draft;
  return { ...draft, agency, procedure, reception: "" };
}

/** The draft with which the page is opened: what was kept, and what the address asks for. */
export const firstDraft = (): Draft => askedFor({ ...blankDraft(), ...(kept(`request/${book.id}`) as Partial<Draft> | null) });

export const formOf = (draft: Draft): Form => (draft.file_by_post ? "intake_request" : "return_request");

/** The day of which there is something to choose from: the one that is typed, unless the rulebook is not asked about it. */
export const dayOf = ({ on }: Draft): Day => (isWithin(book, on) ? on : firstDayIn(book, today()));

/** What is asked of a counter: whether it stands in for the agency, each way that the post is to go. */
export function caseOf(draft: Draft): Case {
  const { agency, procedure, file_by_post, return_by_post } = draft;
  return { agency, procedure, on: dayOf(draft), service: !file_by_post ? "return" : return_by_post ? "both" : "intake" };
}

/** The counter; one that was chosen for another agency or day is not asked for any more. */
function receptionOf(draft: Draft): string | undefined {
  return draft.reception && isTakenInAt(draft.reception, caseOf(draft)) ? draft.reception : undefined;
}

/** Whether it says nothing. */
export const isBlank = (text: string) => !/[\p{L}\p{N}]/u.test(text);

/** In a province whose wards are not listed the street is to name its own. */
export const lacksWard = ({ address: { place, street } }: Draft) => isProvince(place) && !isBlank(street) && !namesWard(street);

/** An item's number as hoso reads it. */
export const itemOf = (typed: string, language: Language = "vi") => parseIdentifier("item_number", halfWidth(typed), { language });

/** What is wrong with an item's number. */
export function itemError(typed: string, language: Language): string | undefined {
  const read = itemOf(typed, language);
  return read.ok ? undefined : read.issues.map(({ message }) => message).join(" ");
}

/** A number that was typed, as hoso reads it; what is none is none to hoso either, which then says so. */
function numberOf(typed: string): number | undefined {
  const read = wholeNumber(halfWidth(typed));
  if (read.ok) return read.value;
  return read.issues.some(({ code }) => code === "missing") ? undefined : NaN;
}

/** On the page it is an option like any other; the form for sending a dossier has a box of its own for it. */
const COLLECT_FEE = "collect_agency_fee";

/** Whether it matters by how many pages or copies the agency counts its fee: the post collects it. */
export const asksForUnits = (draft: Draft) =>
  feeOf(draft.procedure, draft.on)?.each !== undefined && draft.options.includes(COLLECT_FEE) && offeredTo(draft).includes(COLLECT_FEE);

/** The form as hoso takes it. */
export function requestOf(typed: Draft): object {
  const draft = JSON.parse(JSON.stringify(typed), (_key, value: unknown) => (typeof value === "string" ? halfWidth(value) : value)) as Draft;
  const { agency, procedure, applicant, applicant_categories, consent, note, pick_up, return_by_post } = draft;
  const comes = formOf(draft) === "return_request" || pick_up || return_by_post;
  const street = isBlank(draft.address.street) ? "" : draft.address.street;
  const both = {
    agency,
    procedure,
    reception: receptionOf(draft),
    applicant,
    submitter: draft.other_submitter ? draft.submitter : undefined,
    recipient: draft.other_recipient ? draft.recipient : undefined,
    // The place is chosen in any case. Without a street that says something it is no address, which only a postman who comes needs.
    address: comes || street ? { ...draft.address, street } : undefined,
    applicant_categories,
    agency_fee_units: asksForUnits(draft) ? numberOf(draft.agency_fee_units) : undefined,
    consent,
    note,
  };
  // What was ticked before another procedure was chosen is not asked for any more.
  const options = draft.options.filter((option) => offeredTo(draft).includes(option));
  if (formOf(draft) === "return_request") return { ...both, dossier: draft.dossier, options };
  const fee = options.includes(COLLECT_FEE);
  return {
    ...both,
    options: options.filter((option) => option !== COLLECT_FEE),
    documents: draft.documents.map(({ name, copies, original }) => ({
      name,
      copies: numberOf(copies),
      original: original === "" ? undefined : PAPERS[original],
    })),
    pick_up,
    return_by_post,
    collect_agency_fee: fee,
  };
}

/** One carriage, and what hoso says of it. */
export interface Carriage {
  service: Service;
  decision: Decision;
  quotation?: Quotation | undefined;
  deadlines?: Deadlines | undefined;
  /** The time of day before which the agency must have it for these days to hold. */
  cut_off?: string | undefined;
}

/** The carriages that are asked for: both ways as one, or each by itself where no clause has both. */
function carriagesOf(draft: Draft, language?: Language): Carriage[] {
  if (!draft.file_by_post && !draft.return_by_post) return [];
  const { agency, procedure, on, return_by_post } = draft;
  const reception = receptionOf(draft);
  // Which they are does not depend on the place or the weight: before these are known, any will do.
  const asked = { agency, procedure, reception, return_by_post, address: { place: draft.address.place || somewhere() } };
  const priced = preview(formOf(draft), asked, { rulebook, on, weight_grams: 1 });
  return (priced.ok ? priced.value : []).flatMap(({ service }) => {
    const decided = rulebook.decide({ agency, procedure, reception, on, service }, { language });
    return decided.ok ? [{ service, decision: decided.value }] : [];
  });
}

export const covered = ({ decision }: Carriage) => decision.outcome === "covered";

/** What may be asked beyond plain carriage. */
export function offeredTo(draft: Draft): string[] {
  const offered = carriagesOf(draft).flatMap(({ decision }) => (decision.outcome === "covered" ? decision.options : []));
  return [...new Set(offered)];
}

export interface Answers {
  carriages: Carriage[];
  /** What is still needed to tell the price. */
  issues: Issue[];
}

/** Why it may not go by post, told where another choice can be made: at the way that is refused, or else at the procedure. */
export function refusals({ carriages }: Answers, { on }: Draft, language: Language): Issue[] {
  const ways: Record<Service, string> = { intake: "/file_by_post", return: "/return_by_post", both: "/procedure" };
  return carriages.flatMap(({ service, decision: { outcome, reasons } }) => {
    if (outcome === "covered") return [];
    const said = new Set(reasons.map(({ message, params }) => named(message, params, language, on)));
    // What is done in person says itself that it does not go by post.
    const verdict = reasons.every(({ code }) => code === "in_person_only") ? [] : [texts[language].answer.notCovered];
    const message = [...verdict, ...said].map((own) => `${own.replace(/[.!]$/, "")}.`).join(" ");
    return [{ code: "not_covered", path: carriages.length > 1 ? ways[service] : "/procedure", params: {}, message }];
  });
}

/** A day that another rulebook is asked about. */
const outside = (language: Language): Issue => ({ code: "outside_period", path: "/on", params: {}, message: texts[language].outside });

/** Both ways in person: no form is needed, and nothing else of it is asked for. */
const nothing = (language: Language): Issue => ({ code: "missing", path: "/return_by_post", params: {}, message: texts[language].answer.nothing });

/** May it go by post, what does it cost, and when is what due? Asked again about the same, it is known. */
export const answersTo = (draft: Draft, language: Language): Answers => once(["answers", draft, language], () => answer(draft, language));

function answer(draft: Draft, language: Language): Answers {
  const { agency, procedure, on } = draft;
  if (!draft.file_by_post && !draft.return_by_post) return { carriages: [], issues: [nothing(language)] };
  // Without a day there is nothing to ask hoso about.
  if (!on) return { carriages: [], issues: [{ code: "missing", path: "/on", params: {}, message: texts[language].noDay }] };
  if (!isWithin(book, on)) return { carriages: [], issues: [outside(language)] };
  const reception = receptionOf(draft);
  const weight_grams = numberOf(draft.weight_grams) ?? NaN;
  const { place } = draft.address;
  const carriages = carriagesOf(draft, language);
  const settings = { rulebook, on, weight_grams, language };
  const priced = preview(formOf(draft), { ...requestOf(draft), address: { place } }, settings);
  // The post has it from this day on, or where the dossier is filed otherwise, the agency has.
  let moments: { posted_on: Day } | { filed_on: Day } = draft.file_by_post ? { posted_on: on } : { filed_on: on };
  for (const carriage of carriages) {
    const found = priced.ok ? priced.value.find(({ service }) => service === carriage.service) : undefined;
    carriage.quotation = found?.quotation;
    const dated = rulebook.deadlines({ agency, procedure, reception, on, place, service: carriage.service, ...moments }, { language });
    if (!dated.ok) continue;
    carriage.deadlines = dated.value;
    if (dated.value.outcome === "dated" && dated.value.steps.some(({ id }) => id === "result")) carriage.cut_off = cutOffOf(procedure);
    // What comes after begins when it is filed; what may not go by post is filed otherwise, on that day.
    const filing = dated.value.outcome === "dated" ? dated.value.steps.find(({ id }) => id === "filing") : undefined;
    moments = { filed_on: filing?.due ?? on };
  }
  // The units of a fee are asked for on the next step, and told there.
  return { carriages, issues: priced.ok ? [] : priced.issues.filter(({ path }) => path !== "/agency_fee_units") };
}
