/**
 * The types of questions and answers. Times may be given as `Date` or as text; answers hold them as text. An optional
 * key may also be `null`.
 */
import type {
  AgencyCodeForm,
  AnomalyCode,
  Base,
  Cause,
  Change,
  ClaimState,
  Combine,
  CompensationTo,
  DayUnit,
  DossierState,
  EventKind,
  ExpectedKind,
  FailureReason,
  FindingCode,
  ForeignSystem,
  Form,
  GroupKey,
  Harm,
  IdentifierKind,
  IssueCode,
  Language,
  LineKind,
  Meaning,
  Outcome,
  OwedKind,
  PaperKind,
  PhoneKind,
  ReasonCode,
  Relation,
  RoundingMode,
  Service,
  Severity,
  Sex,
  State,
  StepId,
  Weekday,
  Whose,
} from "./codes.js";

/** JSON text. */
export type Json = string;
/** A civil date, `2014-10-01`. */
export type Day = string;
/** A time with an offset, `2014-10-01T08:30:00+07:00`. */
export type Moment = string | Date;
/** A whole number: one with a fraction is refused. */
export type Integer = number | bigint;
/** What an issue, a reason or a finding is about. */
export type Params = Record<string, string | number | string[] | Reason[]>;

/** Keys that begin with `x_` are free everywhere, and ignored. */
export interface Free {
  [key: `x_${string}`]: unknown;
}

/** What every question may be asked with. */
export interface Options {
  /** The language of messages; Vietnamese unless asked otherwise. */
  language?: Language | undefined;
}

/** A value, or everything that is wrong with the input. */
export type Result<T> = { ok: true; value: T } | { ok: false; issues: Issue[] };

// Questions.

/** Days, half-open: `until` is the first day no longer valid. */
export interface Validity extends Free {
  from: Day;
  until?: Day | null | undefined;
}

/** decide: give `procedure`, or `field` alone. */
export interface Case extends Free {
  agency: string;
  procedure?: string | null | undefined;
  field?: string | null | undefined;
  service: Service;
  on: Day;
  known_on?: Day | null | undefined;
}

/** quote: give exactly one of `zone` and `place`. Money in đồng. */
export interface Consignment extends Free {
  agency: string;
  procedure: string;
  service: Service;
  on: Day;
  known_on?: Day | null | undefined;
  weight_grams: Integer;
  return_weight_grams?: Integer | null | undefined;
  zone?: string | null | undefined;
  place?: string | null | undefined;
  applicant?: readonly string[] | null | undefined;
  options?: readonly string[] | null | undefined;
  declared_value?: Integer | null | undefined;
}

/** deadlines: give exactly one of `zone` and `place`, and the moments that are known. */
export interface Moments extends Free {
  agency: string;
  procedure: string;
  service: Service;
  on: Day;
  known_on?: Day | null | undefined;
  zone?: string | null | undefined;
  place?: string | null | undefined;
  slip?: boolean | null | undefined;
  posted_on?: Day | null | undefined;
  filed_on?: Day | null | undefined;
  resolved_on?: Day | null | undefined;
  collected_on?: Day | null | undefined;
  last_attempt_on?: Day | null | undefined;
  suspended?: readonly Validity[] | null | undefined;
}

/** compensation. `charge` is the postage less discounts, without tax, in đồng. */
export interface Claim extends Free {
  zone: string;
  charge: Integer;
  accepted_on: Day;
  due_on: Day;
  event: Harm;
  claimed_on: Day;
  delivered_on?: Day | null | undefined;
  weight_grams?: Integer | null | undefined;
  lost_grams?: Integer | null | undefined;
  actual_damage?: Integer | null | undefined;
  reissue_cost?: Integer | null | undefined;
}

/** A name in Vietnamese, in English, or in both. */
export interface Names {
  vi?: string | null | undefined;
  en?: string | null | undefined;
}

/** track: `delivery_failed` needs `reason`, `void` needs `voids`, `claim_settled` needs `amount`. */
export interface Event extends Free {
  id: string;
  consignment: string;
  kind: EventKind;
  at: Moment;
  recorded_at?: Moment | null | undefined;
  office?: string | Names | null | undefined;
  reason?: FailureReason | null | undefined;
  voids?: string | null | undefined;
  amount?: Integer | null | undefined;
  recipient?: string | null | undefined;
}

/** One result: which agency resolved what, when, and what the post did with it. */
export interface ReportRow extends Free {
  agency: string;
  procedure?: string | null | undefined;
  field?: string | null | undefined;
  resolved_on: Day;
  by_post: boolean;
  state?: State | null | undefined;
  first_attempt_on?: Day | null | undefined;
  delivered_on?: Day | null | undefined;
  due_on?: Day | null | undefined;
}

/** report: the figures of a period. */
export interface ReportRequest extends Free {
  period: Validity;
  by?: readonly GroupKey[] | null | undefined;
  rows?: readonly ReportRow[] | null | undefined;
}

/** A carriage to ask both rulebooks about. */
export interface CompareRow extends Free {
  id?: string | null | undefined;
  question: Consignment;
}

/** compare: what would change? `top` is how many of the rows that changed most are listed. */
export interface CompareRequest extends Free {
  by?: readonly GroupKey[] | null | undefined;
  rows?: readonly CompareRow[] | null | undefined;
  top?: Integer | null | undefined;
}

// What is wrong.

/** One thing that is wrong with an input; `path` is a JSON Pointer into it. */
export interface Issue {
  code: IssueCode;
  path: string;
  params: Params;
  message: string;
}

/** Why an answer is no, or not all of it can be told. */
export interface Reason {
  code: ReasonCode;
  params: Params;
  message: string;
}

/** Something in a rulebook that is unwise; `path` is a JSON Pointer into its document. */
export interface Finding {
  code: FindingCode;
  severity: Severity;
  path: string;
  params: Params;
  message: string;
}

// Answers. `outcome` tells them apart.

/** The post may not carry it. */
export interface NotCovered {
  outcome: "not_covered";
  reasons: Reason[];
}

/** A share of the charge, in basis points. */
export interface Share {
  who: string;
  bp: number;
}

/** The post may carry it, by this clause of this contract. */
export interface Covered {
  outcome: "covered";
  contract: string;
  clause: string;
  amendment?: string;
  operator: string;
  tariff: string;
  payers: Share[];
  options: string[];
  sources: string[];
  reasons: Reason[];
}

/** May this go by post? */
export type Decision = Covered | NotCovered;

/** A line of a price. */
export interface Line {
  kind: LineKind;
  id: string;
  bp?: number;
  amount: number;
  source?: string;
}

/** A payer's share of the total. */
export interface Payment {
  who: string;
  amount: number;
}

/** A price, line by line, each with the rule that gave it. Money in the currency's minor unit. */
export interface Quoted {
  outcome: "quoted";
  contract: string;
  clause: string;
  amendment?: string;
  tariff: string;
  version: string;
  zone: string;
  currency: string;
  lines: Line[];
  net: number;
  tax: number;
  total: number;
  payers: Payment[];
  agency_fee: number;
  applicant_due: number;
  sources: string[];
}

/** The post may carry it, but its price cannot be told. */
export interface NoPrice {
  outcome: "no_price";
  contract: string;
  clause: string;
  reasons: Reason[];
}

/** What does it cost, and who pays? */
export type Quotation = Quoted | NoPrice | NotCovered;

/** A carriage that a form asks for, and its price: of both ways, or of one by itself. */
export interface PricedCarriage {
  service: Service;
  quotation: Quotation;
}

/** A step with its due day. */
export interface Step {
  id: StepId;
  from: string;
  days: number;
  unit: DayUnit;
  due: string;
  source?: string;
}

/** Due days, as far as they can be told; without any the outcome is `no_deadline`. */
export interface Dated {
  outcome: "dated" | "no_deadline";
  contract: string;
  clause: string;
  zone?: string;
  steps: Step[];
  reasons: Reason[];
  sources: string[];
}

/** By when is each step due? */
export type Deadlines = Dated | NotCovered;

/** A line of a compensation. */
export interface OwedLine {
  kind: OwedKind;
  id: string;
  amount: number;
  source?: string;
}

/** The operator owes, and by when it answers and pays. */
export interface Owed {
  outcome: "owed";
  rule: string;
  amount: number;
  lines: OwedLine[];
  claim_until: string;
  answer_due?: string;
  pay_due?: string;
  sources: string[];
}

/** The operator does not owe. */
export interface NotOwed {
  outcome: "not_owed";
  reasons: Reason[];
}

/** What is owed when it goes wrong? */
export type Compensation = Owed | NotOwed;

/** An event that had its effect. */
export interface Applied {
  event: string;
  kind: EventKind;
  at: string;
  from: State;
  to: State;
}

/** An event that has no effect, and why; an unexpected one says what could have happened. */
export interface Anomaly {
  code: AnomalyCode;
  event: string;
  kind?: EventKind;
  state?: State;
  allowed?: EventKind[];
}

/** Where a consignment is, how it came there, and what may happen next. */
export interface Tracking {
  consignment?: string;
  state: State;
  since?: string;
  attempts: number;
  damaged: boolean;
  claim: ClaimState;
  final: boolean;
  history: Applied[];
  anomalies: Anomaly[];
  allowed: EventKind[];
}

/** What `explain` puts into words. */
export type Answer = Decision | Quotation | Deadlines | Compensation | Tracking;

/** An event that may not happen now: the state, the event's kind, and the kinds that may happen instead. */
export interface Refused {
  state: State;
  event: EventKind;
  allowed: EventKind[];
  message: string;
}

/** What `advance` gives: the next tracking, a refusal, or everything that is wrong with the input. */
export type Advanced = Result<Tracking> | { ok: false; refused: Refused };

/** What the rows of a group have in common; a total has none of it. */
export interface Group {
  agency?: string;
  field?: string;
  procedure?: string;
  month?: string;
}

/** The figures of a group; those after `share_bp` are of the rows by post. */
export interface ReportGroup extends Group {
  results: number;
  by_post: number;
  share_bp: number;
  delivered: number;
  on_time: number;
  late: number;
  returned: number;
  lost: number;
  cancelled: number;
  open: number;
}

/** The figures of a period. */
export interface Report {
  groups: ReportGroup[];
  total: ReportGroup;
}

/** The rows that changed in one way. */
export interface ChangeFigures {
  kind: Change;
  count: number;
  difference: number;
  due_difference: number;
}

/** How rows come out under one rulebook. */
export interface SideFigures {
  quoted: number;
  no_price: number;
  not_covered: number;
  total: number;
  applicant_due: number;
}

/** The figures of a group of rows under both rulebooks. */
export interface ComparisonGroup extends Group {
  rows: number;
  unchanged: number;
  changed: number;
  changes: ChangeFigures[];
  before: SideFigures;
  after: SideFigures;
  difference: number;
  due_difference: number;
}

/** How one row comes out under one rulebook, and by which rule. */
export interface Terms {
  outcome: "quoted" | "no_price" | "not_covered";
  contract?: string;
  clause?: string;
  amendment?: string;
  tariff?: string;
  version?: string;
  zone?: string;
  total?: number;
  applicant_due?: number;
}

/** A row that comes out otherwise; `row` is its place among the rows. */
export interface ChangedRow {
  row: number;
  id?: string;
  kind: Change;
  before: Terms;
  after: Terms;
  difference: number;
  due_difference: number;
}

/** What would change under another rulebook. */
export interface Comparison {
  currency: string;
  groups: ComparisonGroup[];
  total: ComparisonGroup;
  most: ChangedRow[];
}

/** An identifier: its normal form and its parts. */
export interface Identifier {
  kind: IdentifierKind;
  text: string;
  parts: Record<string, string | number | boolean>;
}

// Forms: as they are filled in, and in their normal form.

/** The papers by which a person is known. */
export interface Papers {
  kind: PaperKind;
  number: string;
}

/** A person or an organisation. */
export interface Person {
  name: string;
  document: Papers;
  phone: string;
  email?: string | null | undefined;
}

/** Who receives instead of the applicant. */
export interface Recipient extends Person {
  relation: Relation;
  authorised: boolean;
}

/** Where the post comes to. */
export interface Address {
  place: string;
  street: string;
}

/** A document that is sent. */
export interface Enclosure {
  name: string;
  copies: number;
  original: boolean;
}

/** What both forms ask. */
interface Request extends Free {
  agency: string;
  procedure: string;
  applicant: Person;
  recipient?: Recipient | null | undefined;
  options?: string[] | null | undefined;
  applicant_categories?: string[] | null | undefined;
  consent: boolean;
  note?: string | null | undefined;
}

/** The form by which a person asks for the result by post (phiếu đăng ký nhận kết quả qua bưu điện). */
export interface ReturnRequest extends Request {
  dossier?: string | null | undefined;
  address: Address;
}

/** The form by which a person sends a dossier by post (phiếu gửi hồ sơ). */
export interface IntakeRequest extends Request {
  address?: Address | null | undefined;
  documents: Enclosure[];
  pick_up: boolean;
  return_by_post: boolean;
  collect_agency_fee: boolean;
}

/** Each form by its name. */
export interface Forms {
  return_request: ReturnRequest;
  intake_request: IntakeRequest;
}

// The closed lists.

/** The label of a member, as it stands alone. */
export interface LabelInfo {
  vi: string;
  en: string;
}

/** What a code means: its parameters, and its message with `{parameter}` where a value goes. */
export interface CodeInfo {
  params: string[];
  vi: string;
  en: string;
}

/** A finding's code, and how bad it is. */
export interface FindingInfo extends CodeInfo {
  severity: Severity;
}

/** A kind of event, and the key that it needs besides those of every event. */
export interface EventInfo extends LabelInfo {
  needs: "reason" | "amount" | "voids" | null;
}

/** A state: whether the carriage is over, and whether it is charged. */
export interface StateInfo extends LabelInfo {
  final: boolean;
  charged: boolean;
}

/** A state of a dossier, and its number in the national portal. */
export interface DossierStateInfo extends LabelInfo {
  number: number;
}

/** Where the table of a system comes from, and the codes in it. */
export interface ForeignSystemInfo extends LabelInfo {
  source: string;
  codes: string[];
}

/** A reason of a failed delivery, and whose cause it is: that party pays a repeated carriage. */
export interface FailureInfo extends LabelInfo {
  cause: Cause;
}

/** Every closed list, each member with its label or message. */
export interface Lists {
  issueCodes: Record<IssueCode, CodeInfo>;
  reasonCodes: Record<ReasonCode, CodeInfo>;
  findingCodes: Record<FindingCode, FindingInfo>;
  anomalyCodes: Record<AnomalyCode, CodeInfo>;
  eventKinds: Record<EventKind, EventInfo>;
  states: Record<State, StateInfo>;
  claimStates: Record<ClaimState, LabelInfo>;
  dossierStates: Record<DossierState, DossierStateInfo>;
  failureReasons: Record<FailureReason, FailureInfo>;
  changes: Record<Change, LabelInfo>;
  compensationTo: Record<CompensationTo, LabelInfo>;
  dayUnits: Record<DayUnit, LabelInfo>;
  expectedKinds: Record<ExpectedKind, LabelInfo>;
  forms: Record<Form, LabelInfo>;
  groupKeys: Record<GroupKey, LabelInfo>;
  harms: Record<Harm, LabelInfo>;
  identifierKinds: Record<IdentifierKind, LabelInfo>;
  languages: Record<Language, LabelInfo>;
  lineKinds: Record<LineKind, LabelInfo>;
  meanings: Record<Meaning, LabelInfo>;
  outcomes: Record<Outcome, LabelInfo>;
  owedKinds: Record<OwedKind, LabelInfo>;
  paperKinds: Record<PaperKind, LabelInfo>;
  relations: Record<Relation, LabelInfo>;
  services: Record<Service, LabelInfo>;
  severities: Record<Severity, LabelInfo>;
  steps: Record<StepId, LabelInfo>;
  whose: Record<Whose, LabelInfo>;
  foreignSystems: Record<ForeignSystem, ForeignSystemInfo>;
  causes: Record<Cause, LabelInfo>;
  roundingModes: Record<RoundingMode, LabelInfo>;
  agencyCodeForms: Record<AgencyCodeForm, LabelInfo>;
  phoneKinds: Record<PhoneKind, LabelInfo>;
  sexes: Record<Sex, LabelInfo>;
  bases: Record<Base, LabelInfo>;
  combines: Record<Combine, LabelInfo>;
  weekdays: Record<Weekday, LabelInfo>;
}
