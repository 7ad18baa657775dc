/**
 * The types of questions and answers. Times may be given as `Date` or as text; answers hold them as text. An optional key
 * of what is asked may also be `null`.
 *
 * Made from the declarations in `core` by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.
 */
import type {
  AnomalyCode,
  ClaimState,
  DayUnit,
  EventKind,
  FailureReason,
  IdentifierKind,
  IssueCode,
  Language,
  LineKind,
  PaperKind,
  ReasonCode,
  Relation,
  Service,
  State,
  StepId,
} from "./codes.js";

/** JSON text. */
export type Json = string;
/** A civil date, `2014-10-01`. */
export type Day = string;
/** A time with an offset, `2014-10-01T08:30:00+07:00`. */
export type Moment = string | Date;
/** A whole number: one with a fraction is refused. */
export type Integer = number | bigint;
/** A reason among the parameters of a form's issue, whose message says it. */
export interface BareReason {
  /** Which reason it is. */
  code: ReasonCode;
  /** What it is about, by the code's parameters. */
  params: Params;
}
/** What an issue, a reason or a finding is about, by the parameters of its code. */
export type Params = { [parameter: string]: string | number | string[] | BareReason[] };

/** Keys that begin with `x_` are free in whatever is asked, and ignored. */
export interface Free {
  [key: `x_${string}`]: unknown;
}

/** What every question may be asked with. */
export interface Options {
  /** The language of messages, also with a region (`vi-VN`); Vietnamese unless asked otherwise. */
  language?: Language | `${Language}-${string}` | undefined;
}

/** A value, or everything that is wrong with the input. */
export type Result<T> = { ok: true; value: T } | { ok: false; issues: Issue[] };

/** One thing that is wrong with an input. */
export interface Issue {
  /** What is wrong. */
  code: IssueCode;
  /** Where: a JSON Pointer into the input, empty for the whole. */
  path: string;
  /** What would be valid; never the value given. */
  params: Params;
  /** The message, in the language asked. */
  message: string;
}

// decide: May this go by post?

/**
 * A question: may this go by post? About a procedure, or about a field as a whole: give `procedure`, or `field` alone.
 */
export interface Case extends Free {
  /** The agency's code. */
  agency: string;
  /** The procedure's code; without it the question is about the field. */
  procedure?: string | null | undefined;
  /** The field's id; beside a procedure it must be the procedure's own. */
  field?: string | null | undefined;
  /** The service: which way is to go by post. */
  service: Service;
  /** The day on which it is to go. */
  on: Day;
  /** The day on whose knowledge the answer rests; absent: everything is known. */
  known_on?: Day | null | undefined;
  /**
   * The code of the agency at whose counter the dossier is handed in and the result given out; absent: the agency's
   * own.
   */
  reception?: string | null | undefined;
}

/** A share of the charge. */
export interface Share {
  /** Who pays it. */
  who: string;
  /** How much of it, in basis points. */
  bp: number;
}

/** Why an answer is no, or not all of it can be told. */
export interface Reason {
  /** Which reason it is. */
  code: ReasonCode;
  /** What the message names, by the code's parameters. */
  params: Params;
  /** The message, in the language asked. */
  message: string;
}

/** The post may carry it, by this clause of this contract. */
export interface Covered {
  /** How it came out: `covered`. */
  outcome: "covered";
  /** The id of the contract that covers it. */
  contract: string;
  /** The id of the clause that covers it. */
  clause: string;
  /** The amendment that last set the clause. */
  amendment?: string;
  /** The id of the operator that carries. */
  operator: string;
  /** The id of the tariff by which it is charged. */
  tariff: string;
  /** Who pays which share of the charge. */
  payers: Share[];
  /** What may be asked beyond plain carriage. */
  options: string[];
  /** The contract's legal basis. */
  sources: string[];
  /** Always empty: nothing is in the way. */
  reasons: Reason[];
}

/** The post may not carry it. */
export interface NotCovered {
  /** How it came out: `not_covered`. */
  outcome: "not_covered";
  /** Why: the first group of reasons that applies. */
  reasons: Reason[];
}

/** Whether it may go by post, by which clause of which contract, or why not. */
export type Decision = Covered | NotCovered;

// quote: What does it cost, and who pays?

/** A question: what does this carriage cost? Give exactly one of `zone` and `place`. */
export interface Consignment extends Free {
  /** The agency's code. */
  agency: string;
  /** The procedure's code. */
  procedure: string;
  /** The service: which way is carried. */
  service: Service;
  /** The day on which it is to go. */
  on: Day;
  /** The day on whose knowledge the answer rests; absent: everything is known. */
  known_on?: Day | null | undefined;
  /**
   * The code of the agency at whose counter the dossier is handed in and the result given out; absent: the agency's
   * own.
   */
  reception?: string | null | undefined;
  /** The weight in grams; for `both`, of the dossier on its way to the agency. */
  weight_grams: Integer;
  /** For `both`, the weight of the result on its way back; absent: the same. */
  return_weight_grams?: Integer | null | undefined;
  /** The zone of the carriage; or else `place`. */
  zone?: string | null | undefined;
  /** The applicant's place: the other end of the carriage; or else `zone`. */
  place?: string | null | undefined;
  /** Categories that the applicant is in, such as `poor_household`. */
  applicant?: readonly string[] | null | undefined;
  /** What is asked beyond plain carriage. */
  options?: readonly string[] | null | undefined;
  /** The value that the sender declares, in đồng. */
  declared_value?: Integer | null | undefined;
  /** How many units the agency fee counts (pages, copies, signatures), where it is a price by the unit; absent: 1. */
  agency_fee_units?: Integer | null | undefined;
}

/** A line of a price. */
export interface Line {
  /** What it is. */
  kind: LineKind;
  /** The id of the rate, surcharge, discount or tax that gave it: `service/zone/up_to` for postage. */
  id: string;
  /** The rate of a tax, in basis points. */
  bp?: number;
  /** How much, in đồng. */
  amount: number;
  /** Its legal source. */
  source?: string;
}

/** A payer's share of the total. */
export interface Payment {
  /** Who pays: a free name such as `agency` or `applicant`. */
  who: string;
  /** How much of the total, in đồng. */
  amount: number;
}

/** A price, line by line, each with the rule that gave it. */
export interface Quoted {
  /** How it came out: `quoted`. */
  outcome: "quoted";
  /** The id of the contract that covers it. */
  contract: string;
  /** The id of the clause that covers it. */
  clause: string;
  /** The amendment that last set the clause. */
  amendment?: string;
  /** The id of the tariff that gave the price. */
  tariff: string;
  /** The id of the tariff's version. */
  version: string;
  /** The id of the carriage's zone. */
  zone: string;
  /** The currency of every amount: `VND`. */
  currency: string;
  /** The postage, surcharges, discounts and tax, one after the other. */
  lines: Line[];
  /** The price without tax, in đồng. */
  net: number;
  /** The tax on it, in đồng. */
  tax: number;
  /** The price with tax, in đồng. */
  total: number;
  /** Who pays what of the total. */
  payers: Payment[];
  /** What is collected for the agency, in đồng; never part of the total. */
  agency_fee: number;
  /** What is asked at the door: the applicant's share and the agency fee, in đồng. */
  applicant_due: number;
  /** The legal sources of lines and fee, each once. */
  sources: string[];
}

/** The post may carry it, but its price cannot be told. */
export interface NoPrice {
  /** How it came out: `no_price`. */
  outcome: "no_price";
  /** The id of the contract that covers it. */
  contract: string;
  /** The id of the clause that covers it. */
  clause: string;
  /** Everything that is in the way. */
  reasons: Reason[];
}

/** The price line by line, or why there is none. */
export type Quotation = Quoted | NoPrice | NotCovered;

// deadlines: By when is each step due?

/** The days on which something holds, half-open: `until` is the first day no longer valid. */
export interface Validity extends Free {
  /** The first day. */
  from: Day;
  /** The first day no longer valid; absent: without end. */
  until?: Day | null | undefined;
}

/** The days on which something holds, half-open: `until` is the first day no longer valid. */
export interface AnsweredValidity {
  /** The first day. */
  from: string;
  /** The first day no longer valid; absent: without end. */
  until?: string;
}

/**
 * A question: by when is each step due? Give exactly one of `zone` and `place`, and the moments that are known so far.
 */
export interface Moments extends Free {
  /** The agency's code. */
  agency: string;
  /** The procedure's code. */
  procedure: string;
  /** The service: which way goes by post. */
  service: Service;
  /** The day on which it is to go. */
  on: Day;
  /** The day on whose knowledge the answer rests; absent: everything is known. */
  known_on?: Day | null | undefined;
  /**
   * The code of the agency at whose counter the dossier is handed in and the result given out; absent: the agency's
   * own.
   */
  reception?: string | null | undefined;
  /** The zone of the carriage; or else `place`. */
  zone?: string | null | undefined;
  /** The applicant's place; or else `zone`. */
  place?: string | null | undefined;
  /** Whether the appointment slip is brought to the person. */
  slip?: boolean | null | undefined;
  /** The day on which the post accepted the dossier from the person. */
  posted_on?: Day | null | undefined;
  /** The day on which the agency signed the hand-over record, or a demanded supplement was complete. */
  filed_on?: Day | null | undefined;
  /**
   * When it was handed over to the agency, instead of `filed_on`: at or after the procedure's cut-off it counts as
   * filed on the agency's next working day.
   */
  filed_at?: Moment | null | undefined;
  /** The day on which the agency was done. */
  resolved_on?: Day | null | undefined;
  /** The day on which the post took the result at the agency. */
  collected_on?: Day | null | undefined;
  /** The day of the last delivery attempt. */
  last_attempt_on?: Day | null | undefined;
  /** Days that do not count at the agency while a supplement is awaited. */
  suspended?: readonly Validity[] | null | undefined;
}

/** A step with its due day. */
export interface Step {
  /** Which step it is. */
  id: StepId;
  /** The day from which it counts; the day after is day 1. */
  from: string;
  /** How many days. */
  days: number;
  /** What kind of days they are. */
  unit: DayUnit;
  /** The last day on which it is in time. */
  due: string;
  /** The legal source of the number of days. */
  source?: string;
}

/** Due days, as far as they can be told; without any the outcome is `no_deadline`. */
export interface Dated {
  /** How it came out: `dated`, or `no_deadline` when there is no step. */
  outcome: "dated" | "no_deadline";
  /** The id of the contract that covers it. */
  contract: string;
  /** The id of the clause that promises the times. */
  clause: string;
  /** The id of the carriage's zone. */
  zone?: string;
  /** The steps that can be told, in order. */
  steps: Step[];
  /** Why the other steps have no due day. */
  reasons: Reason[];
  /** The legal sources of the steps, each once. */
  sources: string[];
}

/** The due day of each step, or why the post may not carry it. */
export type Deadlines = Dated | NotCovered;

// journey: How does one dossier stand as a whole?

/** A name in Vietnamese, in English, or in both. */
export interface Names extends Free {
  /** The name in Vietnamese. */
  vi?: string | null | undefined;
  /** The name in English. */
  en?: string | null | undefined;
}

/**
 * Something that happened to a consignment, as an operator or an agency tells it.
 *
 * `reason`, `amount`, `office` and `recipient` may stand beside any kind; `voids` says nothing beside another kind than
 * `void` and is refused there. Two events are equal when they say the same, at the same instants: the offsets at which
 * their times are written say nothing. To `track` the recipient says nothing either: an event stays the same when its
 * person is erased.
 */
export interface Event extends Free {
  /** The event's id: the same event told twice counts once. */
  id: string;
  /** The consignment's id. */
  consignment: string;
  /** What happened to the consignment. */
  kind: EventKind;
  /** When it happened. */
  at: Moment;
  /** When it was written down; of two contents of one id the one written down later wins. Absent: `at`. */
  recorded_at?: Moment | null | undefined;
  /** The office where it happened. */
  office?: string | Names | null | undefined;
  /** Why the delivery failed; `delivery_failed` needs it. */
  reason?: FailureReason | null | undefined;
  /** The id of the event that does not count; `void` needs it. */
  voids?: string | null | undefined;
  /** The amount that was paid, in đồng; `claim_settled` needs it. */
  amount?: Integer | null | undefined;
  /** Who received it: a person's name. */
  recipient?: string | null | undefined;
}

/** An event that had its effect. */
export interface Applied {
  /** The event's id. */
  event: string;
  /** What the event says happened. */
  kind: EventKind;
  /** When it happened. */
  at: string;
  /** The state before. */
  from: State;
  /** The state after. */
  to: State;
}

/** An event that does not fit, and why. */
export interface Anomaly {
  /** Why the event does not fit. */
  code: AnomalyCode;
  /** The event's id. */
  event: string;
  /** Of an unexpected event: what it says happened. */
  kind?: EventKind;
  /** Of an unexpected event: the state in which it came. */
  state?: State;
  /** Of an unexpected event: what could have happened then, in rank order. */
  allowed?: EventKind[];
}

/** Where a consignment is, how it came there, and what may happen next. */
export interface Tracking {
  /** The consignment's id; absent when nothing was told. */
  consignment?: string;
  /** Where the consignment is. */
  state: State;
  /** When the state last changed; absent when it never did. */
  since?: string;
  /** How many deliveries were tried and failed. */
  attempts: number;
  /** Whether it was damaged on the way. */
  damaged: boolean;
  /** How a claim about it stands. */
  claim: ClaimState;
  /** Whether the carriage is over. */
  final: boolean;
  /** The events that had their effect, in order. */
  history: Applied[];
  /** The events that do not fit, and why. */
  anomalies: Anomaly[];
  /** What may happen next, in rank order. */
  allowed: EventKind[];
}

// choices: Which agencies and places are there to choose from?

/** A question: which agencies and places are there to choose from? */
export interface ChoiceDay extends Free {
  /** The day on which it is to go. */
  on: Day;
  /** The codes of the agencies whose receptions are told; absent: all, which in a city of many counters is long. */
  receptions_of?: readonly string[] | null | undefined;
}

/** A counter at which a dossier of an agency may be handed in. */
export interface ReceptionChoice {
  /** The code of the agency whose counter it is. */
  id: string;
  /** Its name in the language asked for. */
  name: string;
}

/** An agency to choose. */
export interface AgencyChoice {
  /** The agency's code. */
  id: string;
  /** Its name in the language asked for. */
  name: string;
  /** What it is, such as `department` or `commune`. */
  kind?: string;
  /** The code of the agency above it. */
  parent?: string;
  /** The code of the place where it is. */
  place?: string;
  /**
   * Where its dossiers may be handed in on the day: at its own counter, then those of others in the order of the
   * document; nothing where they are not asked for.
   */
  receptions: ReceptionChoice[];
}

/** A place to choose. */
export interface PlaceChoice {
  /** The place's code. */
  id: string;
  /** Its name in the language asked for. */
  name: string;
  /** What it is, such as `province` or `commune`. */
  kind: string;
  /** The code of the place that it is part of. */
  parent?: string;
  /** How many places it lies in, one in another: 0 for a province. */
  level: number;
}

/** What there is to choose from on a day, each list in the order of the document. */
export interface Choices {
  /** The agencies that exist on the day. */
  agencies: AgencyChoice[];
  /** The places that exist on the day. */
  places: PlaceChoice[];
}

// procedures: Which procedures does an agency handle?

/** A question: which procedures of an agency are there to choose from, and what of them may go by post? */
export interface AgencyDay extends Free {
  /** The agency's code; an ended agency stands for its successor. */
  agency: string;
  /** The day on which it is to go. */
  on: Day;
}

/** The field (lĩnh vực) of a procedure. */
export interface FieldChoice {
  /** The field's id. */
  id: string;
  /** Its name in the language asked for. */
  name: string;
}

/** A procedure to choose. */
export interface ProcedureChoice {
  /** The procedure's code. */
  id: string;
  /** Its name in the language asked for. */
  name: string;
  /** The field that it belongs to. */
  field?: FieldChoice;
  /**
   * What of it may go by post on the day, as `decide` says it; `both` also where each way has its own clause. Empty:
   * the person must go to the agency.
   */
  services: Service[];
}

/** The procedures that an agency handles on a day, in the order of the document; none for an agency that is unknown. */
export interface Procedures {
  /** The procedures to choose from. */
  procedures: ProcedureChoice[];
}

// validate: Is a form right that a person filled in?

/** The papers by which a person is known. */
export interface Papers {
  /** Which kind of papers they are. */
  kind: PaperKind;
  /** Their number, with or without spaces, dots and dashes; kept in the normal form of its kind. */
  number: string;
}

/** A person or an organisation. */
export interface Person {
  /**
   * The name: 1 to 100 letters, spaces, `.`, `'` and `-`; beside a tax code also an organisation's, 1 to 200 letters,
   * digits, spaces, quotes and `. , ' - & / ( ) + @ :`.
   */
  name: string;
  /** The papers by which they are known. */
  document: Papers;
  /** The Vietnamese telephone number. */
  phone: string;
  /** The email address. */
  email?: string;
}

/** Who receives the result instead of the applicant, and shows these papers at the door. */
export interface Recipient {
  /**
   * The name: 1 to 100 letters, spaces, `.`, `'` and `-`; beside a tax code also an organisation's, as an applicant's.
   */
  name: string;
  /** The papers that they show. */
  document: Papers;
  /** The Vietnamese telephone number. */
  phone: string;
  /** The email address. */
  email?: string;
  /** What they are to the applicant. */
  relation: Relation;
  /** Whether the applicant has authorised them in writing: they must be. */
  authorised: true;
}

/** Where the post comes to. */
export interface Address {
  /** The code of the place. */
  place: string;
  /** House, street, hamlet: 1 to 200 characters. */
  street: string;
}

/** The form by which a person asks for the result by post (phiếu đăng ký nhận kết quả qua bưu điện). */
export interface ReturnRequest {
  /** The code of the dossier, once it is known. */
  dossier?: string;
  /** The code of the agency. */
  agency: string;
  /** The code of the procedure. */
  procedure: string;
  /** The code of the agency at whose counter the result is given out; absent: the agency's own. */
  reception?: string;
  /** Whose dossier it is. */
  applicant: Person;
  /** Who hands it in, if not the applicant. */
  submitter?: Person;
  /** Who receives instead of the applicant. */
  recipient?: Recipient;
  /** Where the result is brought. */
  address: Address;
  /** What is asked beyond plain carriage. */
  options: string[];
  /** Categories that the applicant is in, such as `poor_household`. */
  applicant_categories: string[];
  /** How many units (pages, copies, signatures) the agency fee counts, where it is a price by the unit. */
  agency_fee_units?: number;
  /** Whether the person agrees that these data go to the post, for this delivery alone: they must. */
  consent: true;
  /** What else the post should know: 1 to 500 characters. */
  note?: string;
}

/** A document that is sent. */
export interface Enclosure {
  /** What it is: 1 to 500 characters. */
  name: string;
  /** How many copies of it, 1 to 99. */
  copies: number;
  /** Whether it is the original (bản chính), `true`, a copy (bản sao), `false`, or an electronic copy, `electronic`. */
  original: boolean | "electronic";
}

/** The form by which a person sends a dossier by post (phiếu gửi hồ sơ). */
export interface IntakeRequest {
  /** The code of the agency. */
  agency: string;
  /** The code of the procedure. */
  procedure: string;
  /**
   * The code of the agency at whose counter the dossier is handed in and its result given out; absent: the agency's
   * own.
   */
  reception?: string;
  /** Whose dossier it is. */
  applicant: Person;
  /** Who hands it in, if not the applicant. */
  submitter?: Person;
  /** Who receives the result instead of the applicant. */
  recipient?: Recipient;
  /** Where the dossier is picked up and the result is brought; needed for either. */
  address?: Address;
  /** What is asked beyond plain carriage. */
  options: string[];
  /** Categories that the applicant is in, such as `poor_household`. */
  applicant_categories: string[];
  /** How many units (pages, copies, signatures) the agency fee counts, where it is a price by the unit. */
  agency_fee_units?: number;
  /** Whether the person agrees that these data go to the post, for this delivery alone: they must. */
  consent: true;
  /** What else the post should know: 1 to 500 characters. */
  note?: string;
  /** The documents that are sent. */
  documents: Enclosure[];
  /** Whether the postman comes for the dossier; else the person goes to the counter. */
  pick_up: boolean;
  /** Whether the result comes by post too. */
  return_by_post: boolean;
  /** Whether the post collects the procedure's agency fee, the option `collect_agency_fee`. */
  collect_agency_fee: boolean;
}

// preview: What does the carriage cost that a form asks for?

/** A carriage that a form asks for, and its price. */
export interface PricedCarriage {
  /** The way that is carried: `both` where one clause has both, else a way by itself. */
  service: Service;
  /** The answer of `quote`. */
  quotation: Quotation;
}

/** An event that may not happen now. */
export interface Refused {
  /** Where the consignment is. */
  state: State;
  /** What the event says happened. */
  event: EventKind;
  /** What may happen instead, in rank order. */
  allowed: EventKind[];
  /** Why, in the language asked. */
  message: string;
}

/** What `advance` gives: the next tracking, a refusal, or everything that is wrong with the input. */
export type Advanced = Result<Tracking> | { ok: false; refused: Refused };

/** An identifier that was read. */
export interface Identifier {
  /** What it identifies. */
  kind: IdentifierKind;
  /** Its normal form. */
  text: string;
  /** What its parts say, by name. */
  parts: Record<string, string | number | boolean>;
}

/** Each form by its name. */
export interface Forms {
  /** The form by which a person asks for the result by post (phiếu đăng ký nhận kết quả qua bưu điện). */
  return_request: ReturnRequest;
  /** The form by which a person sends a dossier by post (phiếu gửi hồ sơ). */
  intake_request: IntakeRequest;
}
