/**
 * The closed lists as types. The lists themselves, with their labels and messages, are given by `lists()`.
 *
 * Made from the declarations in `core` by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.
 */

/** Why an input is not valid. */
export type IssueCode =
  | "not_json"
  | "too_long"
  | "too_short"
  | "too_deep"
  | "too_many_issues"
  | "missing"
  | "unknown_key"
  | "duplicate_key"
  | "wrong_type"
  | "not_integer"
  | "too_small"
  | "too_large"
  | "not_one_of"
  | "not_an_id"
  | "not_a_date"
  | "not_a_time"
  | "not_a_clock_time"
  | "not_an_offset"
  | "not_a_currency"
  | "control_character"
  | "exactly_one_of"
  | "at_least_one_of"
  | "not_with"
  | "duplicate"
  | "unknown_reference"
  | "cycle"
  | "empty_validity"
  | "overlap"
  | "not_rising"
  | "shares_not_whole"
  | "contradicts"
  | "outside_period"
  | "does_not_add_up"
  | "mixed_consignments"
  | "bad_part"
  | "bad_check_digit"
  | "not_a_name"
  | "not_an_email"
  | "authorisation_required"
  | "consent_required"
  | "not_covered"
  | "no_event"
  | "option_not_offered";

/** Why an answer is no, or not all of it can be told. */
export type ReasonCode =
  | "unknown_agency"
  | "unknown_procedure"
  | "unknown_field"
  | "agency_not_in_force"
  | "procedure_not_of_agency"
  | "field_not_of_agency"
  | "procedure_not_in_force"
  | "unknown_reception"
  | "not_received_there"
  | "in_person_only"
  | "no_contract"
  | "contract_not_yet_in_force"
  | "contract_ended"
  | "contract_terminated"
  | "excluded"
  | "procedure_not_in_scope"
  | "field_not_in_scope"
  | "service_not_contracted"
  | "no_zone"
  | "unknown_place"
  | "unknown_zone"
  | "agency_has_no_place"
  | "no_tariff_version"
  | "no_rate"
  | "too_heavy"
  | "option_not_offered"
  | "declared_value_missing"
  | "no_agency_fee"
  | "no_tax_rate"
  | "no_sla"
  | "moment_missing"
  | "no_days_for_zone"
  | "no_processing_days"
  | "calendar_not_covered"
  | "no_liability_rule"
  | "missing"
  | "not_late"
  | "claim_too_late";

/** What is unwise in a rulebook. */
export type FindingCode =
  | "tariff_gap"
  | "rate_gap"
  | "tax_gap"
  | "calendar_gap"
  | "contract_overlap"
  | "clause_never_wins"
  | "scope_empty"
  | "price_falls"
  | "weights_look_like_kilograms"
  | "discount_never_applies"
  | "zone_unreachable"
  | "amendment_without_effect"
  | "retroactive_amendment"
  | "signed_after_start"
  | "until_looks_inclusive"
  | "holidays_missing"
  | "working_day_without_effect"
  | "reception_never_used"
  | "procedure_never_covered"
  | "unused_source"
  | "too_much_to_check";

/**
 * What happened, with the label that people read. In rank order: of events of one instant the earlier kind comes first.
 */
export type EventKind =
  | "created"
  | "accepted"
  | "departed"
  | "arrived"
  | "out_for_delivery"
  | "delivery_failed"
  | "held"
  | "delivered"
  | "return_started"
  | "returned"
  | "lost"
  | "found"
  | "damaged"
  | "cancelled"
  | "claim_opened"
  | "claim_settled"
  | "claim_refused"
  | "void";

/** Where a consignment is, with the label that people read. In the order of the table of transitions. */
export type State =
  | "none"
  | "created"
  | "accepted"
  | "in_transit"
  | "out_for_delivery"
  | "attempted"
  | "held"
  | "returning"
  | "lost"
  | "delivered"
  | "returned"
  | "cancelled";

/** How a claim about a consignment stands, with the label that people read. Claims run beside the state. */
export type ClaimState = "none" | "open" | "settled" | "refused";

/** Why a delivery failed, with the label that people read. */
export type FailureReason =
  | "address_wrong"
  | "moved"
  | "addressee_unknown"
  | "addressee_absent"
  | "refused"
  | "unreachable"
  | "rescheduled"
  | "no_access"
  | "payment_refused"
  | "identity_not_proven"
  | "authorisation_missing"
  | "force_majeure"
  | "other";

/** Whose cause a failed delivery is, with the label that people read. */
export type Cause = "sender" | "recipient" | "operator" | "nobody";

/** Why an event does not fit. It has no effect, save what was not accepted. */
export type AnomalyCode =
  | "conflicting_event"
  | "void_of_void"
  | "void_of_unknown"
  | "unexpected_event"
  | "not_accepted";

/**
 * Where a dossier stands, in the terms of the national portal, with the label that it shows there. Its numbers run from
 * 1 in this order (`DossierState::number`).
 */
export type DossierState =
  | "registered"
  | "received"
  | "not_received"
  | "processing"
  | "supplement_requested"
  | "payment_requested"
  | "withdrawal_requested"
  | "stopped"
  | "done"
  | "handed_over";

/** A service: what the post carries. */
export type Service = "intake" | "return" | "both";

/** How an answer came out; the first key of every answer. */
export type Outcome =
  | "covered"
  | "not_covered"
  | "quoted"
  | "no_price"
  | "dated"
  | "no_deadline"
  | "owed"
  | "not_owed"
  | "incomplete";

/** How bad a finding is. */
export type Severity = "error" | "warning" | "info";

/** The language of messages and explanations. Vietnamese unless asked otherwise. */
export type Language = "vi" | "en";

/** How an amount is rounded to the nearest multiple. */
export type RoundingMode = "half_up" | "up" | "down";

/** What a line of a price is. */
export type LineKind = "postage" | "surcharge" | "discount" | "tax";

/** A step on the way of a dossier, in order. */
export type StepId = "filing" | "slip" | "result" | "collection" | "first_attempt" | "hold";

/** How days are counted. */
export type DayUnit = "working" | "calendar";

/** What went wrong. */
export type Harm = "lost" | "late" | "damaged" | "charge";

/** What a line of a compensation is. */
export type OwedKind = "compensation";

/** To whom a compensation goes. */
export type CompensationTo = "agency" | "applicant";

/** Who must keep a due day. */
export type Whose = "post" | "agency";

/** What is expected next. */
export type ExpectedKind = "attempt" | "invitation" | "hold" | "return" | "claim";

/** In which way a row comes out otherwise. Each changed row is of the first kind that applies. */
export type Change =
  | "now_covered"
  | "no_longer_covered"
  | "now_priced"
  | "no_longer_priced"
  | "dearer"
  | "cheaper"
  | "other_due"
  | "other_terms";

/**
 * What rows are grouped by. A group's keys stand and sort in this order, whatever the order in which they are asked.
 */
export type GroupKey = "agency" | "field" | "procedure" | "month";

/** A system whose codes are known. */
export type ForeignSystem =
  | "upu_emsevt"
  | "my_vnpost"
  | "opencps_intake"
  | "opencps_return"
  | "opencps_order"
  | "national_portal"
  | "karrio";

/** What a code of another system says in terms of ours. */
export type Meaning = "event" | "reason" | "nothing" | "unknown";

/** What an identifier identifies. */
export type IdentifierKind =
  | "procedure_code"
  | "agency_code"
  | "dossier_code"
  | "citizen_id"
  | "old_citizen_id"
  | "tax_code"
  | "phone"
  | "postal_code"
  | "item_number";

/** The generation of an agency's code, told by where the top level stands. */
export type AgencyCodeForm = "province_last" | "province_first";

/** What a telephone number reaches. */
export type PhoneKind = "mobile" | "landline";

/** A person's sex, as the number says it. */
export type Sex = "male" | "female";

/** A form that a person fills in, by its name. */
export type Form = "return_request" | "intake_request";

/** A kind of papers by which a person is known. */
export type PaperKind = "citizen_id" | "old_citizen_id" | "passport" | "tax_code";

/** What a recipient is to the applicant. */
export type Relation = "spouse" | "parent" | "child" | "sibling" | "relative" | "colleague" | "other";

/** A question that a rulebook answers, by its method's name. */
export type QuestionKind =
  | "decide"
  | "quote"
  | "deadlines"
  | "compensation"
  | "journey"
  | "settle"
  | "reconcile"
  | "report"
  | "quarter_report"
  | "choices"
  | "procedures"
  | "compare"
  | "check"
  | "track"
  | "event_of"
  | "validate"
  | "preview";

/** What a surcharge is a share of. */
export type Base = "postage" | "declared_value" | "agency_fee";

/** How several discounts combine. */
export type Combine = "sum" | "best";

/** A day of the week. */
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/** What a name is called where people read it. */
export interface LabelInfo {
  /** The label in Vietnamese. */
  vi: string;
  /** The label in English. */
  en: string;
}

/** What a code says, with `{parameter}` where a value goes. */
export interface CodeInfo {
  /** The names of the message's parameters. */
  params: string[];
  /** The message in Vietnamese. */
  vi: string;
  /** The message in English. */
  en: string;
}

/** An entry of `lists().findingCodes`. What is unwise in a rulebook. */
export interface FindingCodeInfo extends CodeInfo {
  /** How serious it is. */
  severity: "error" | "warning" | "info";
}

/**
 * An entry of `lists().eventKinds`. What happened, with the label that people read. In rank order: of events of one
 * instant the earlier kind comes first.
 */
export interface EventKindInfo extends LabelInfo {
  /** The key that an event of this kind must have, if any. */
  needs: "reason" | "amount" | "voids" | null;
}

/**
 * An entry of `lists().states`. Where a consignment is, with the label that people read. In the order of the table of
 * transitions.
 */
export interface StateInfo extends LabelInfo {
  /** Whether the carriage is over. */
  final: boolean;
  /** Whether the carriage is charged. */
  charged: boolean;
}

/** An entry of `lists().failureReasons`. Why a delivery failed, with the label that people read. */
export interface FailureReasonInfo extends LabelInfo {
  /** Who caused it. */
  cause: "sender" | "recipient" | "nobody" | "operator";
}

/**
 * An entry of `lists().dossierStates`. Where a dossier stands, in the terms of the national portal, with the label that
 * it shows there. Its numbers run from 1 in this order (`DossierState::number`).
 */
export interface DossierStateInfo extends LabelInfo {
  /** Its number among the states of a dossier. */
  number: number;
}

/** An entry of `lists().foreignSystems`. A system whose codes are known. */
export interface ForeignSystemInfo extends LabelInfo {
  /** Where its codes are from. */
  source: string;
  /** The codes that are known. */
  codes: string[];
}

/** Every closed list: each member with its words, and what else it says of itself. */
export interface Lists {
  /** Why an input is not valid. */
  issueCodes: Record<IssueCode, CodeInfo>;
  /** Why an answer is no, or not all of it can be told. */
  reasonCodes: Record<ReasonCode, CodeInfo>;
  /** What is unwise in a rulebook. */
  findingCodes: Record<FindingCode, FindingCodeInfo>;
  /**
   * What happened, with the label that people read. In rank order: of events of one instant the earlier kind comes
   * first.
   */
  eventKinds: Record<EventKind, EventKindInfo>;
  /** Where a consignment is, with the label that people read. In the order of the table of transitions. */
  states: Record<State, StateInfo>;
  /** How a claim about a consignment stands, with the label that people read. Claims run beside the state. */
  claimStates: Record<ClaimState, LabelInfo>;
  /** Why a delivery failed, with the label that people read. */
  failureReasons: Record<FailureReason, FailureReasonInfo>;
  /** Whose cause a failed delivery is, with the label that people read. */
  causes: Record<Cause, LabelInfo>;
  /** Why an event does not fit. It has no effect, save what was not accepted. */
  anomalyCodes: Record<AnomalyCode, CodeInfo>;
  /**
   * Where a dossier stands, in the terms of the national portal, with the label that it shows there. Its numbers run
   * from 1 in this order (`DossierState::number`).
   */
  dossierStates: Record<DossierState, DossierStateInfo>;
  /** A service: what the post carries. */
  services: Record<Service, LabelInfo>;
  /** How an answer came out; the first key of every answer. */
  outcomes: Record<Outcome, LabelInfo>;
  /** How bad a finding is. */
  severities: Record<Severity, LabelInfo>;
  /** The language of messages and explanations. Vietnamese unless asked otherwise. */
  languages: Record<Language, LabelInfo>;
  /** How an amount is rounded to the nearest multiple. */
  roundingModes: Record<RoundingMode, LabelInfo>;
  /** What a line of a price is. */
  lineKinds: Record<LineKind, LabelInfo>;
  /** A step on the way of a dossier, in order. */
  steps: Record<StepId, LabelInfo>;
  /** How days are counted. */
  dayUnits: Record<DayUnit, LabelInfo>;
  /** What went wrong. */
  harms: Record<Harm, LabelInfo>;
  /** What a line of a compensation is. */
  owedKinds: Record<OwedKind, LabelInfo>;
  /** To whom a compensation goes. */
  compensationTo: Record<CompensationTo, LabelInfo>;
  /** Who must keep a due day. */
  whose: Record<Whose, LabelInfo>;
  /** What is expected next. */
  expectedKinds: Record<ExpectedKind, LabelInfo>;
  /** In which way a row comes out otherwise. Each changed row is of the first kind that applies. */
  changes: Record<Change, LabelInfo>;
  /**
   * What rows are grouped by. A group's keys stand and sort in this order, whatever the order in which they are asked.
   */
  groupKeys: Record<GroupKey, LabelInfo>;
  /** A system whose codes are known. */
  foreignSystems: Record<ForeignSystem, ForeignSystemInfo>;
  /** What a code of another system says in terms of ours. */
  meanings: Record<Meaning, LabelInfo>;
  /** What an identifier identifies. */
  identifierKinds: Record<IdentifierKind, LabelInfo>;
  /** The generation of an agency's code, told by where the top level stands. */
  agencyCodeForms: Record<AgencyCodeForm, LabelInfo>;
  /** What a telephone number reaches. */
  phoneKinds: Record<PhoneKind, LabelInfo>;
  /** A person's sex, as the number says it. */
  sexes: Record<Sex, LabelInfo>;
  /** A form that a person fills in, by its name. */
  forms: Record<Form, LabelInfo>;
  /** A kind of papers by which a person is known. */
  paperKinds: Record<PaperKind, LabelInfo>;
  /** What a recipient is to the applicant. */
  relations: Record<Relation, LabelInfo>;
  /** A question that a rulebook answers, by its method's name. */
  questions: Record<QuestionKind, LabelInfo>;
  /** What a surcharge is a share of. */
  bases: Record<Base, LabelInfo>;
  /** How several discounts combine. */
  combines: Record<Combine, LabelInfo>;
  /** A day of the week. */
  weekdays: Record<Weekday, LabelInfo>;
}

/** What a column is called that holds a key. */
export interface Heading {
  /** The heading in Vietnamese. */
  vi: string;
  /** The heading in English. */
  en: string;
  /** What it means, in Vietnamese; only keys of the document have one. */
  note?: string;
  /** The list of the document whose ids stand there. */
  list?: string;
  /** What offices also write over such a column. */
  also: string[];
}
