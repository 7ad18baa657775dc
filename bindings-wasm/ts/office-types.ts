/** The types of what only an office asks and is answered: dossiers, money, quarters, codes of other systems. */
import type {
  ClaimState,
  CompensationTo,
  DossierState,
  EventKind,
  ExpectedKind,
  FailureReason,
  ForeignSystem,
  GroupKey,
  Harm,
  Meaning,
  Service,
  State,
  StepId,
  Whose,
} from "./codes.js";
import type { Day, Deadlines, Event, Free, Group, Integer, Moments, Payment, Quotation, Tracking, Validity } from "./types.js";

// Questions.

/**
 * journey: a dossier as a whole, `on` the day of asking. Moments that are not given are read from the events; with
 * `weight_grams` it is also priced.
 */
export interface Dossier extends Moments {
  dossier: string;
  weight_grams?: Integer | null | undefined;
  return_weight_grams?: Integer | null | undefined;
  applicant?: readonly string[] | null | undefined;
  options?: readonly string[] | null | undefined;
  declared_value?: Integer | null | undefined;
  agency_state?: DossierState | null | undefined;
  intake_events?: readonly Event[] | null | undefined;
  return_events?: readonly Event[] | null | undefined;
}

/** A carriage of a contract's period, with its price. Amounts are in đồng. */
export interface SettleItem extends Free {
  id: string;
  on: Day;
  quote: Quotation;
  collected?: Integer | null | undefined;
  compensation?: Integer | null | undefined;
  compensation_to?: CompensationTo | null | undefined;
}

/** settle: what does a contract's period come to? */
export interface SettleRequest extends Free {
  contract: string;
  period: Validity;
  items: readonly SettleItem[];
}

/** A line of the operator's invoice; amounts are in đồng, with tax. */
export interface InvoiceLine extends Free {
  id: string;
  item: string;
  amount: Integer;
}

/** reconcile: is the operator's invoice right? */
export interface ReconcileRequest extends SettleRequest {
  invoice: readonly InvoiceLine[];
}

/** One consignment, with what became of it. `revenue` is without tax; amounts are in đồng. */
export interface QuarterRow extends Free {
  agency: string;
  procedure?: string | null | undefined;
  field?: string | null | undefined;
  service: Service;
  accepted_on: Day;
  revenue: Integer;
  state?: State | null | undefined;
  misdirected?: boolean | null | undefined;
  damaged?: boolean | null | undefined;
  claim?: ClaimState | null | undefined;
  claimed_on?: Day | null | undefined;
  answered_on?: Day | null | undefined;
  compensation?: Integer | null | undefined;
}

/** quarterReport: what the post reports of a period. */
export interface QuarterRequest extends Free {
  period: Validity;
  by?: readonly GroupKey[] | null | undefined;
  rows?: readonly QuarterRow[] | null | undefined;
}

// Answers.

/** One way of a dossier: a consignment and where it is. */
export interface Leg {
  leg: "intake" | "return";
  tracking: Tracking;
}

/** A step that was not done by its due day. `days` are working days; without `reached` it is not done yet. */
export interface Late {
  step: StepId;
  consignment?: string;
  due: string;
  reached?: string;
  days?: number;
  whose: Whose;
}

/** What the contract or the liability rule expects next; `harm` says for what a person may claim. */
export interface Expected {
  kind: ExpectedKind;
  consignment?: string;
  number?: number;
  harm?: Harm;
  not_before?: string;
  until?: string;
  source?: string;
}

/** A dossier as a whole: where it stands, its legs and due days, what is late and what comes next. */
export interface Journey {
  dossier: string;
  on: string;
  state: DossierState;
  state_number: number;
  promised_on?: string;
  resolved_on?: string;
  handed_over_on?: string;
  legs: Leg[];
  deadlines: Deadlines;
  late: Late[];
  next: Expected[];
  quote?: Quotation;
}

/** What a code of another system tells of; one that is not verified is from memory. */
export interface ForeignEvent {
  system: ForeignSystem;
  code: string;
  meaning: Meaning;
  name?: string;
  kind?: EventKind;
  reason?: FailureReason;
  leg?: "intake" | "return";
  state?: DossierState;
  verified?: boolean;
  source: string;
}

/** Every đồng of a contract's period. A negative balance: the operator owes the agency. */
export interface Statement {
  contract: string;
  period: { from: string; until?: string };
  items: number;
  postage: number;
  surcharges: number;
  discounts: number;
  net: number;
  tax: number;
  total: number;
  payers: Payment[];
  collected: number;
  agency_fees: number;
  compensation: number;
  compensation_to_applicants: number;
  balance: number;
}

/** The lines that bill what the contract says. */
export interface Matched {
  count: number;
  amount: number;
}

/** A line that bills another amount than the contract says, and the rule that gives the right one. */
export interface WrongAmount {
  invoice: string;
  item: string;
  billed: number;
  expected: number;
  difference: number;
  rule?: string;
}

/** A line that should not be there. */
export interface BilledLine {
  invoice: string;
  item: string;
  billed: number;
}

/** An item that no line bills. */
export interface NotBilled {
  item: string;
  expected: number;
}

/** The operator's invoice held against what the contract says. */
export interface Reconciliation {
  matched: Matched;
  wrong_amount: WrongAmount[];
  not_ours: BilledLine[];
  not_billed: NotBilled[];
  billed_twice: BilledLine[];
  billed: number;
  expected: number;
  difference: number;
}

/** The figures of a group, each fact on its own day. Amounts are in đồng, shares in basis points. */
export interface QuarterGroup extends Group {
  volume: number;
  intakes: number;
  returns: number;
  both_ways: number;
  revenue: number;
  lost: number;
  misdirected: number;
  damaged: number;
  safe_bp: number;
  complaints: number;
  complaints_open: number;
  complaints_settled: number;
  complaints_refused: number;
  compensation_cases: number;
  compensation: number;
}

/** What the post reports of a period. */
export interface QuarterReport {
  groups: QuarterGroup[];
  total: QuarterGroup;
}

/** choices: what a form offers to choose from. */
export interface ChoicesRequest {
  on: Day;
}

export interface AgencyChoice {
  id: string;
  name: string;
  kind?: string;
  parent?: string;
  place?: string;
}

export interface PlaceChoice {
  id: string;
  name: string;
  kind: string;
  parent?: string;
  /** How far below the top it is: 0 is a province. */
  level: Integer;
}

export interface Choices {
  agencies: AgencyChoice[];
  places: PlaceChoice[];
}

/** procedures: what an agency handles on a day. */
export interface ProceduresRequest {
  agency: string;
  on: Day;
}

export interface ProcedureChoice {
  id: string;
  name: string;
  field?: { id: string; name: string };
  /** The ways that may go by post; none: it has to be done at the agency. */
  services: Service[];
}

export interface Procedures {
  procedures: ProcedureChoice[];
}
