/**
 * The types of what only an office asks and is answered: dossiers, money, figures, codes of other systems.
 *
 * Made from the declarations in `core` by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.
 */
import type {
  Change,
  ClaimState,
  CompensationTo,
  DossierState,
  EventKind,
  ExpectedKind,
  FailureReason,
  FindingCode,
  ForeignSystem,
  GroupKey,
  Harm,
  Meaning,
  Outcome,
  OwedKind,
  Service,
  Severity,
  State,
  StepId,
  Whose,
} from "./codes.js";
import type {
  AnsweredValidity,
  Consignment,
  Day,
  Deadlines,
  Decision,
  Event,
  Free,
  Integer,
  Moment,
  Params,
  Payment,
  Quotation,
  Reason,
  Tracking,
  Validity,
} from "./types.js";

// compensation: What is owed when it goes wrong?

/** A question: what does the operator owe? What each harm needs besides is told by the reason `missing`. */
export interface Claim extends Free {
  /** The zone of the carriage. */
  zone: string;
  /** The postage less discounts, without tax, in đồng (Circular 02/2012/TT-BTTTT, article 7). */
  charge: Integer;
  /** The day on which the post accepted the item. */
  accepted_on: Day;
  /** The day on which it was due: not before the acceptance. */
  due_on: Day;
  /** What went wrong. */
  event: Harm;
  /** The day of the claim: not before the acceptance. */
  claimed_on: Day;
  /** The day of delivery: not before the acceptance. */
  delivered_on?: Day | null | undefined;
  /** The weight at acceptance, in grams. */
  weight_grams?: Integer | null | undefined;
  /** The weight that was lost or damaged, in grams. */
  lost_grams?: Integer | null | undefined;
  /** The actual damage, in đồng. */
  actual_damage?: Integer | null | undefined;
  /** What making the papers anew costs, in đồng. */
  reissue_cost?: Integer | null | undefined;
}

/** A line of a compensation. */
export interface OwedLine {
  /** What it is. */
  kind: OwedKind;
  /** The rule and what it is for: `RULE/lost`, `/reissue`, `/late`, `/damaged`. */
  id: string;
  /** How much, in đồng. */
  amount: number;
  /** Its legal source. */
  source?: string;
}

/** The operator owes, and by when it answers and pays. */
export interface Owed {
  /** How it came out: `owed`. */
  outcome: "owed";
  /** The id of the liability rule. */
  rule: string;
  /** How much in all, in đồng. */
  amount: number;
  /** What is owed, line by line. */
  lines: OwedLine[];
  /** The last day on which a claim was in time. */
  claim_until: string;
  /** The last day for the operator's answer. */
  answer_due?: string;
  /** The last day for the payment. */
  pay_due?: string;
  /** The legal sources, each once. */
  sources: string[];
}

/** The operator does not owe. */
export interface NotOwed {
  /** How it came out: `not_owed`. */
  outcome: "not_owed";
  /** Why the operator does not owe. */
  reasons: Reason[];
}

/** What the operator owes cannot be told yet: what is not known is not a no. */
export interface Incomplete {
  /** How it came out: `incomplete`. */
  outcome: "incomplete";
  /** What must be known: each is `missing`. */
  reasons: Reason[];
}

/** What the operator owes and by when, or why nothing, or what must be known to tell. */
export type Compensation = Owed | NotOwed | Incomplete;

// journey: How does one dossier stand as a whole?

/**
 * A question: how does one dossier stand as a whole?
 *
 * The keys of `Consignment` and `Moments`, and the events of both ways. `on` is the day of asking; what the post may
 * carry, by when and for how much is that of the day on which it went, or would go today.
 */
export interface Dossier extends Free {
  /** The dossier's code. */
  dossier: string;
  /** The agency's code. */
  agency: string;
  /** The procedure's code. */
  procedure: string;
  /** The service: which ways go by post. */
  service: Service;
  /** The day of asking. */
  on: Day;
  /** The day on whose knowledge the answer rests; absent: everything is known. */
  known_on?: Day | null | undefined;
  /**
   * The code of the agency at whose counter the dossier is handed in and the result given out; absent: the agency's
   * own.
   */
  reception?: string | null | undefined;
  /** The weight in grams, for the price; absent: the answer has no `quote`. */
  weight_grams?: Integer | null | undefined;
  /** For `both`, the weight of the result on its way back; absent: the same. */
  return_weight_grams?: Integer | null | undefined;
  /** The zone of the carriage; or else `place`. */
  zone?: string | null | undefined;
  /** The applicant's place; or else `zone`. */
  place?: string | null | undefined;
  /** Categories that the applicant is in, such as `poor_household`. */
  applicant?: readonly string[] | null | undefined;
  /** What is asked beyond plain carriage. */
  options?: readonly string[] | null | undefined;
  /** The value that the sender declares, in đồng. */
  declared_value?: Integer | null | undefined;
  /** How many units the agency fee counts (pages, copies, signatures), where it is a price by the unit; absent: 1. */
  agency_fee_units?: Integer | null | undefined;
  /** Whether the appointment slip is brought to the person. */
  slip?: boolean | null | undefined;
  /** The day on which the post accepted the dossier from the person; absent: as the intake events tell it. */
  posted_on?: Day | null | undefined;
  /**
   * The day on which the agency signed the hand-over record, or a demanded supplement was complete; absent: as the
   * intake events tell the delivery.
   */
  filed_on?: Day | null | undefined;
  /**
   * When it was handed over to the agency, instead of `filed_on`: at or after the procedure's cut-off it counts as
   * filed on the agency's next working day.
   */
  filed_at?: Moment | null | undefined;
  /** The day on which the agency was done. */
  resolved_on?: Day | null | undefined;
  /**
   * The day on which the post took the result at the agency, the last time when it was sent again; absent: as the
   * return events tell it.
   */
  collected_on?: Day | null | undefined;
  /** The day of the last failed delivery; absent: as the return events tell it. */
  last_attempt_on?: Day | null | undefined;
  /** Days that do not count at the agency while a supplement is awaited. */
  suspended?: readonly Validity[] | null | undefined;
  /** What the agency's own system says, for what no event shows: a payment, a withdrawal, a stop. */
  agency_state?: DossierState | null | undefined;
  /** The events of the dossier on its way to the agency, in any order: one consignment. */
  intake_events?: readonly Event[] | null | undefined;
  /**
   * The events of the result on its way to the person, in any order. A result that was sent again has another
   * consignment for each time.
   */
  return_events?: readonly Event[] | null | undefined;
}

/** One way of a dossier: a consignment and where it is. */
export interface Leg {
  /** `intake`: to the agency; `return`: to the person. */
  leg: Service;
  /** Where it is. */
  tracking: Tracking;
}

/** A step that was not done by its due day; without `reached` it is not done yet. */
export interface Late {
  /** Which step it is. */
  step: StepId;
  /** The consignment, where events name it. */
  consignment?: string;
  /** Its due day. */
  due: string;
  /** The day on which it was done; absent: not yet, and it counts up to the day of asking. */
  reached?: string;
  /**
   * By how many days, in working days of the step's calendar, suspended days aside; absent where the calendar does not
   * cover them.
   */
  days?: number;
  /** Who had to keep the due day. */
  whose: Whose;
}

/** Something that the contract, or the liability rule, expects next. */
export interface Expected {
  /** What is expected next. */
  kind: ExpectedKind;
  /** The consignment, where events name it. */
  consignment?: string;
  /** Which attempt or invitation it would be: 2 is the second. */
  number?: number;
  /** For what a person may claim, of an expected claim. */
  harm?: Harm;
  /** The first day for it; absent where it cannot be told. */
  not_before?: string;
  /** The last day for it. */
  until?: string;
  /** Its legal source. */
  source?: string;
}

/** A dossier as a whole: where it stands, its legs and due days, what is late and what comes next. */
export interface Journey {
  /** The dossier's code. */
  dossier: string;
  /** The day of asking. */
  on: string;
  /** Where the dossier stands, in the national portal's terms. */
  state: DossierState;
  /** The number of the state there, 1 to 10. */
  state_number: number;
  /** The day by which the agency is to be done: the due day of `result`. */
  promised_on?: string;
  /** The day on which the agency was done. */
  resolved_on?: string;
  /** The day on which the post handed the result over. */
  handed_over_on?: string;
  /** The legs of which something was told: the intake, then each sending of the result. */
  legs: Leg[];
  /** The due days, with the moments that the events tell; of the last sending, when the result was sent again. */
  deadlines: Deadlines;
  /** What is late, in the order of the steps and sendings. */
  late: Late[];
  /** What is expected next. */
  next: Expected[];
  /** The price, when a weight was given. */
  quote?: Quotation;
}

// settle: What does a contract's period come to?

/** A carriage of a contract's period, with its price. */
export interface SettleItem extends Free {
  /** What it is known by, once among the items: the consignment's or the dossier's number. */
  id: string;
  /** The day on which it counts. */
  on: Day;
  /** Its price: a quoted answer, of this contract. Any other is an issue. */
  quote: Quotation;
  /** The money that the operator took from the applicant, in đồng; absent: `applicant_due` of the price. */
  collected?: Integer | null | undefined;
  /** What the operator owes for what went wrong, in đồng. */
  compensation?: Integer | null | undefined;
  /** To whom the compensation goes; absent: to the agency. */
  compensation_to?: CompensationTo | null | undefined;
}

/** A question: what does a contract's period come to? */
export interface Account extends Free {
  /** The id of the contract that is settled. */
  contract: string;
  /** The days that are settled: an item of another day is an issue. */
  period: Validity;
  /** What was carried and is charged, in any order. */
  items?: readonly SettleItem[] | null | undefined;
}

/** What a contract's period comes to, every đồng of it. A negative balance: the operator owes the agency. */
export interface Statement {
  /** The id of the contract that is settled. */
  contract: string;
  /** The days that are settled. */
  period: AnsweredValidity;
  /** How many items were carried. */
  items: number;
  /** The postage of all items, in đồng, as their lines say it: with tax where the tariff's prices include it. */
  postage: number;
  /** The surcharges of all items, in đồng, as the lines say them. */
  surcharges: number;
  /** The discounts of all items, in đồng, as the lines say them: 0 or less. */
  discounts: number;
  /** The charges without tax, in đồng. */
  net: number;
  /** The tax on them, in đồng. */
  tax: number;
  /** The charges with tax, in đồng: `net` + `tax`, which is also what the payers pay. */
  total: number;
  /** Who pays what of the total, sorted by `who` as bytes. */
  payers: Payment[];
  /** What the operator took from applicants, agency fees included. */
  collected: number;
  /** The agency fees of the prices, which the operator hands over: what of them was collected is in the balance. */
  agency_fees: number;
  /** What the operator owes for what went wrong, to agency and applicants. */
  compensation: number;
  /** The part of it that goes to applicants. */
  compensation_to_applicants: number;
  /**
   * What the agency still owes the operator: the applicants' and the agency's shares of the total, less what was
   * collected, less the compensation to the agency. Negative: the operator owes the agency.
   */
  balance: number;
}

// reconcile: Is the operator's invoice right?

/** A line of the operator's invoice. */
export interface InvoiceLine extends Free {
  /** What it is known by, once among the lines. */
  id: string;
  /** The item that it bills. */
  item: string;
  /** What it bills, with tax, in đồng; negative for a credit note. */
  amount: Integer;
}

/** A question: is an invoice right? */
export interface Billing extends Free {
  /** The id of the contract whose invoice it is. */
  contract: string;
  /** The days: an item of another day is an issue. */
  period: Validity;
  /** What was carried, in any order, as for `settle`. */
  items?: readonly SettleItem[] | null | undefined;
  /** The invoice, in any order. */
  invoice?: readonly InvoiceLine[] | null | undefined;
}

/** What is billed as the contract says. */
export interface Matched {
  /** How many items they are. */
  count: number;
  /** What is billed for them, in đồng. */
  amount: number;
}

/** An item that is billed with another amount than the contract says. */
export interface WrongAmount {
  /** The id of the invoice's line; of an item with a credit note the smallest of those that are none. */
  invoice: string;
  /** The id of the item that it bills. */
  item: string;
  /** What it bills, in đồng; for an item with a credit note all its lines together. */
  billed: number;
  /** The item's `total`, in đồng. */
  expected: number;
  /** What is billed too much; negative: too little. */
  difference: number;
  /** The rule that gives the right amount: the id of the item's postage line; of two, both with a `+` between. */
  rule?: string;
}

/** A line that should not be there. */
export interface BilledLine {
  /** The id of the invoice's line. */
  invoice: string;
  /** The item that it names. */
  item: string;
  /** What it bills, in đồng. */
  billed: number;
}

/** An item that no line bills. */
export interface NotBilled {
  /** The id of the item. */
  item: string;
  /** Its `total`, in đồng. */
  expected: number;
}

/** An item of which a line is negative: its lines count as one, their sum. */
export interface Credited {
  /** The id of the item. */
  item: string;
  /** The ids of its lines, sorted as bytes. */
  invoices: string[];
  /** What they come to, in đồng. */
  amount: number;
}

/**
 * The operator's invoice held against what the contract says: every line of the invoice and every item stands in one
 * place of it.
 */
export interface Reconciliation {
  /** What is billed right. */
  matched: Matched;
  /** The lines with another amount, sorted by line. */
  wrong_amount: WrongAmount[];
  /** The lines for an item that is not there, sorted by line. */
  not_ours: BilledLine[];
  /** The items without a line, sorted by item. */
  not_billed: NotBilled[];
  /** The lines for an item that another line bills, sorted by line. */
  billed_twice: BilledLine[];
  /** The items with a credit note, sorted by item. Each also stands among the matched or the wrong amounts. */
  credited: Credited[];
  /** What the invoice bills, in đồng. */
  billed: number;
  /** What the items come to, in đồng. */
  expected: number;
  /** What is billed too much; negative: too little. */
  difference: number;
}

// report: How many results went by post, and how well?

/** One result: which agency resolved what, when, and what the post did with it. */
export interface ReportRow extends Free {
  /** The agency's code. One that the rulebook does not have is a group of its own: a row is never dropped. */
  agency: string;
  /** The procedure's code. */
  procedure?: string | null | undefined;
  /** The field's id; absent: the procedure's, by the catalogue. */
  field?: string | null | undefined;
  /** The day on which the agency resolved it: what the period and the month are about. */
  resolved_on: Day;
  /** Whether the result goes to the applicant by post. */
  by_post: boolean;
  /** Where the consignment is; absent: not known, which counts as open. */
  state?: State | null | undefined;
  /** The day of the first attempt of delivery: what the post's time runs to. */
  first_attempt_on?: Day | null | undefined;
  /** The day of delivery; it stands for the first attempt when that is absent. */
  delivered_on?: Day | null | undefined;
  /** The last day on which it is in time. */
  due_on?: Day | null | undefined;
}

/** A question: the figures of a period. */
export interface Results extends Free {
  /** The days: rows resolved on other days are left out. */
  period: Validity;
  /** What the figures are grouped by. Empty: one group of all rows, or none when there are no rows. */
  by?: readonly GroupKey[] | null | undefined;
  /** The rows, in any order. */
  rows?: readonly ReportRow[] | null | undefined;
}

/**
 * The figures of a group of rows, or of all. Those after `share_bp` are of the rows by post, and `by_post` =
 * `delivered` + `returned` + `lost` + `cancelled` + `open`.
 */
export interface ReportGroup {
  /** The agency, when grouped by it. */
  agency?: string;
  /** The field, when grouped by it and the rows have one. */
  field?: string;
  /** The procedure, when grouped by it and the rows have one. */
  procedure?: string;
  /** The month of `resolved_on`, as `2014-09`, when grouped by it. */
  month?: string;
  /** How many results. */
  results: number;
  /** How many of them by post. */
  by_post: number;
  /** The share by post in basis points, halves up; 0 of 0 is 0. */
  share_bp: number;
  /** How many were delivered. */
  delivered: number;
  /** Delivered with the first attempt on the due day or before, where both days are known. */
  on_time: number;
  /** Delivered with the first attempt after the due day, where both days are known. */
  late: number;
  /** The share on time of those two in basis points, halves up; 0 of 0 is 0. */
  on_time_bp: number;
  /** How many went back to the agency. */
  returned: number;
  /** How many are lost. */
  lost: number;
  /** How many were withdrawn before they left. */
  cancelled: number;
  /** How many are in any other state, or in none that is known. */
  open: number;
}

/** How many results went by post in a period, and how well. */
export interface Report {
  /** Group by group, sorted by their keys as bytes, an absent key first. */
  groups: ReportGroup[];
  /** All rows of the period; it has no keys. */
  total: ReportGroup;
}

// quarter_report: What does the post report of a quarter?

/** One consignment of the service, with what became of it. */
export interface QuarterRow extends Free {
  /** The agency's code. One that the rulebook does not have is a group of its own: a row is never dropped. */
  agency: string;
  /** The procedure's code. */
  procedure?: string | null | undefined;
  /** The field's id; absent: the procedure's, by the catalogue. */
  field?: string | null | undefined;
  /** The service: which way was carried. */
  service: Service;
  /** The day on which the post accepted it: what its volume, revenue and harm count on. */
  accepted_on: Day;
  /** What the post earned with it, without tax, in đồng: `net` of its price. */
  revenue: Integer;
  /** Where it is; absent: not known. */
  state?: State | null | undefined;
  /** Whether it went to a wrong place on its way. */
  misdirected?: boolean | null | undefined;
  /** Whether it was damaged on its way. */
  damaged?: boolean | null | undefined;
  /** How a complaint about it stands. */
  claim?: ClaimState | null | undefined;
  /** The day of the complaint; needed when there is one. */
  claimed_on?: Day | null | undefined;
  /** The day of the answer; needed when the complaint is settled or refused. */
  answered_on?: Day | null | undefined;
  /** The compensation paid, in đồng, of a settled complaint. */
  compensation?: Integer | null | undefined;
}

/** A question: the figures that the post reports of a period. */
export interface Quarter extends Free {
  /** The days: a quarter, or any other. */
  period: Validity;
  /** What the figures are grouped by; `month` is that of the day on which each fact counts. */
  by?: readonly GroupKey[] | null | undefined;
  /** The consignments, in any order; those of other days too, for their complaints. */
  rows?: readonly QuarterRow[] | null | undefined;
}

/** The figures of a group of rows, or of all. */
export interface QuarterGroup {
  /** The agency, when grouped by it. */
  agency?: string;
  /** The field, when grouped by it and the rows have one. */
  field?: string;
  /** The procedure, when grouped by it and the rows have one. */
  procedure?: string;
  /** The month, as `2018-09`, when grouped by it. */
  month?: string;
  /** How many consignments were accepted: `intakes` + `returns` + `both_ways`. */
  volume: number;
  /** Of these, of the service `intake`. */
  intakes: number;
  /** Of these, of the service `return`. */
  returns: number;
  /** Of these, of the service `both`. */
  both_ways: number;
  /** What was earned with them, without tax, in đồng. */
  revenue: number;
  /** Of those accepted, how many are lost. */
  lost: number;
  /** Of those accepted, how many went to a wrong place. */
  misdirected: number;
  /** Of those accepted, how many were damaged. */
  damaged: number;
  /**
   * The share of those accepted that are neither lost, misdirected nor damaged, in basis points, halves up; 0 of 0 is
   * 0.
   */
  safe_bp: number;
  /** How many complaints were made. */
  complaints: number;
  /** Of the complaints made, how many had no answer by the end of the period. */
  complaints_open: number;
  /** How many complaints were settled, whenever made. */
  complaints_settled: number;
  /** How many complaints were refused, whenever made. */
  complaints_refused: number;
  /** Of the complaints settled, how many with a compensation. */
  compensation_cases: number;
  /** The compensation paid for them, in đồng. */
  compensation: number;
}

/** What the post reports of a period: how many, how much, and what went wrong. */
export interface QuarterReport {
  /** Group by group, sorted by their keys as bytes, an absent key first. */
  groups: QuarterGroup[];
  /** Everything of the period; it has no keys. */
  total: QuarterGroup;
}

// compare: What would another rulebook change?

/** A row: a carriage to ask both rulebooks about. */
export interface CompareRow extends Free {
  /** What the asker calls it; the answer repeats it. */
  id?: string | null | undefined;
  /** The carriage, as `quote` is asked about it. */
  question: Consignment;
}

/** A question: what would change if another rulebook were in force instead of this one? */
export interface Trial extends Free {
  /**
   * What the figures are grouped by: month and agency are those of the carriage's `on`. Ids and successors are those of
   * the rulebook before; what it does not have is looked up in the one after.
   */
  by?: readonly GroupKey[] | null | undefined;
  /** The carriages to ask both rulebooks about. */
  rows?: readonly CompareRow[] | null | undefined;
  /** How many of the rows that changed most are listed, 0 to 1000; absent: 10. */
  top?: Integer | null | undefined;
}

/** The rows that changed in one way. */
export interface ChangeFigures {
  /** In which way they changed. */
  kind: Change;
  /** How many rows they are. */
  count: number;
  /** Their totals after less those before, in đồng. */
  difference: number;
  /** What is asked at the door after, less before, in đồng. */
  due_difference: number;
}

/** How rows come out under one rulebook. */
export interface SideFigures {
  /** How many have a price. */
  quoted: number;
  /** How many are covered without a price. */
  no_price: number;
  /** How many are not covered. */
  not_covered: number;
  /** The prices with tax, added up, in đồng. */
  total: number;
  /** What is asked at the door, added up, in đồng. */
  applicant_due: number;
}

/** The figures of a group of rows, or of all. */
export interface ComparisonGroup {
  /** The agency, when grouped by it. */
  agency?: string;
  /** The field, when grouped by it and the procedure has one. */
  field?: string;
  /** The procedure, when grouped by it. */
  procedure?: string;
  /** The month, as `2014-09`, when grouped by it. */
  month?: string;
  /** How many rows. */
  rows: number;
  /** How many come out the same. What is not covered before and after is unchanged, whatever the reasons. */
  unchanged: number;
  /** How many do not. */
  changed: number;
  /** In which way: every kind, in the order of `Change`. */
  changes: ChangeFigures[];
  /** Under the rulebook before. */
  before: SideFigures;
  /** Under the rulebook after. */
  after: SideFigures;
  /** The total after less that before, in đồng. */
  difference: number;
  /** What is asked at the door after, less before, in đồng. */
  due_difference: number;
}

/** How one row comes out under one rulebook, and by which rule. `quote` says the rest. */
export interface Terms {
  /** How it came out: `quoted`, `no_price` or `not_covered`. */
  outcome: Outcome;
  /** The id of the contract that covers it. */
  contract?: string;
  /** The id of the clause that covers it. */
  clause?: string;
  /** The amendment that last set the clause. */
  amendment?: string;
  /** The id of the tariff that gave the price. */
  tariff?: string;
  /** The id of the tariff's version. */
  version?: string;
  /** The id of the carriage's zone. */
  zone?: string;
  /** The price with tax, in đồng. */
  total?: number;
  /** What is asked at the door, in đồng. */
  applicant_due?: number;
}

/** A row that comes out otherwise. */
export interface ChangedRow {
  /** Its place among the rows; the first is 0. */
  row: number;
  /** Its id, if it has one. */
  id?: string;
  /** In which way. */
  kind: Change;
  /** Under the rulebook before. */
  before: Terms;
  /** Under the rulebook after. */
  after: Terms;
  /** The total after less that before, in đồng. */
  difference: number;
  /** What is asked at the door after, less before, in đồng. */
  due_difference: number;
}

/** What would change under another rulebook: by group, in all, and the rows that changed most. */
export interface Comparison {
  /** The currency of both rulebooks. */
  currency: string;
  /** Group by group, sorted by their keys as bytes, an absent key first. */
  groups: ComparisonGroup[];
  /** All rows; it has no keys. */
  total: ComparisonGroup;
  /**
   * The rows that changed most: by the size of `difference`, then by that of `due_difference`, greatest first; of equal
   * ones the first row.
   */
  most: ChangedRow[];
}

// check: What is unwise in the rulebook itself?

/** Something in the rulebook that is unwise. */
export interface Finding {
  /** What was found. */
  code: FindingCode;
  /** How bad it is. */
  severity: Severity;
  /** Where: a JSON Pointer into the rulebook's document. */
  path: string;
  /** What the message names, by the code's parameters. */
  params: Params;
  /** The message, in the language asked. */
  message: string;
}

// event_of: What does a code of another system tell of?

/** What a code of another system tells of. */
export interface ForeignEvent {
  /** The system whose code it is. */
  system: ForeignSystem;
  /** The code, as it was given. */
  code: string;
  /** What it says; the keys that follow are absent where it says nothing of them. */
  meaning: Meaning;
  /** What the system itself calls it. */
  name?: string;
  /** What happened. `delivery_failed` needs a reason, which the system tells by another code or not at all. */
  kind?: EventKind;
  /** Why a delivery failed. */
  reason?: FailureReason;
  /** The leg that it is about, `intake` or `return`, when the code is about one alone. */
  leg?: Service;
  /** The state of the dossier, of a code of the national portal. */
  state?: DossierState;
  /** Whether the code was read in the source named; false: it is from memory, so check before relying on it. */
  verified?: boolean;
  /** Where the table comes from. */
  source: string;
}

// diff: What changes from one rulebook to another, without any rows?

/** A value of the document that is another one, is new (without `before`), or is gone (without `after`). */
export interface Edit {
  /** The list of the document in which it stands; absent: at the top. */
  list?: string;
  /** The id or code of the thing of the list; absent where the thing has none. */
  id?: string;
  /**
   * Where it stands in the thing, as a JSON Pointer in which things with ids have these instead of their numbers;
   * empty: the thing itself.
   */
  path: string;
  /** What it was. */
  before?: unknown;
  /** What it is. */
  after?: unknown;
}

/** What may go by post otherwise than before. */
export interface RouteChange {
  /** In which way: `now_covered`, `no_longer_covered` or `other_terms`. */
  kind: Change;
  /** The codes of the agencies. */
  agencies: string[];
  /** The codes of the procedures. */
  procedures: string[];
  /** The services that it is about. */
  services: Service[];
  /** From which day on. */
  from: string;
  /** The first day on which it is so no longer; absent: without end. */
  until?: string;
  /** The id of the contract before. */
  contract_before?: string;
  /** The id of the clause before. */
  clause_before?: string;
  /** The id of the contract after. */
  contract_after?: string;
  /** The id of the clause after. */
  clause_after?: string;
}

/** Weights that cost otherwise than before. */
export interface BandChange {
  /** Heavier than so many grams. */
  over: number;
  /** Up to so many grams. */
  up_to: number;
  /** The price with tax before, in đồng; absent: there was none. */
  before?: number;
  /** The price with tax after, in đồng; absent: there is none. */
  after?: number;
  /** The price after less that before. */
  difference?: number;
  /** What was asked at the door, in đồng. */
  due_before?: number;
  /** What is asked at the door, in đồng. */
  due_after?: number;
}

/** Prices under a clause that are others than before. */
export interface PriceChange {
  /** The id of the contract before. */
  contract_before: string;
  /** The id of the clause before. */
  clause_before: string;
  /** The id of the contract after. */
  contract_after: string;
  /** The id of the clause after. */
  clause_after: string;
  /** The service that is carried. */
  service: Service;
  /** The id of the zone of the carriage. */
  zone: string;
  /** With this option asked; absent: plain carriage. */
  option?: string;
  /** For an applicant of this category; absent: of none. */
  applicant?: string;
  /** From which day on. */
  from: string;
  /** The first day on which it is so no longer; absent: without end. */
  until?: string;
  /** The weights that cost otherwise, each with its prices; for `both` each way has the weight. */
  bands: BandChange[];
}

/** What changes from one rulebook to another, and what that does. */
export interface Diff {
  /** What is written otherwise, list by list. */
  edits: Edit[];
  /** What may go by post otherwise. */
  routes: RouteChange[];
  /** What costs otherwise. */
  prices: PriceChange[];
  /** The findings of `check` that are new. */
  new_findings: Finding[];
  /** The findings of `check` that are gone. */
  gone_findings: Finding[];
  /** Whether all was looked at; a rulebook with too many combinations is looked at in part. */
  complete: boolean;
}

// form_without_person: What of a form is about no person?

/** Where the post came to, without the house. */
export interface PlaceAlone {
  /** The code of the place. */
  place: string;
}

/**
 * What of a form is about no person: what its price, and every figure, is made of. `preview` says of it what it says of
 * the whole form.
 */
export interface WithoutPerson {
  /** The code of the agency, as it was given. */
  agency: string;
  /** The code of the procedure, as it was given. */
  procedure: string;
  /** The code of the agency at whose counter it was handed in and given out, as it was given. */
  reception?: string;
  /** Where the post came to. */
  address?: PlaceAlone;
  /** What was asked beyond plain carriage. */
  options: string[];
  /** Categories that the applicant was in, such as `poor_household`: discounts are for them. */
  applicant_categories: string[];
  /** How many units the agency fee counted. */
  agency_fee_units?: number;
  /** Of an intake request: whether the postman came for the dossier. */
  pick_up?: boolean;
  /** Of an intake request: whether the result came by post too. */
  return_by_post?: boolean;
  /** Of an intake request: whether the post collected the procedure's agency fee. */
  collect_agency_fee?: boolean;
}

// explain: What does an answer say in a few plain sentences?

/** An answer that can be put into words: `explain` does. */
export type Answer = Decision | Quotation | Deadlines | Compensation | Tracking;
