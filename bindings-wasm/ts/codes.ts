/** The closed lists as types. The lists themselves, with their labels and messages, are given by `lists()`. */

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
  | "zone_unreachable"
  | "amendment_without_effect"
  | "retroactive_amendment"
  | "procedure_never_covered"
  | "unused_source"
  | "too_much_to_check";

/** Why an event has no effect. */
export type AnomalyCode = "conflicting_event" | "void_of_void" | "void_of_unknown" | "unexpected_event";

/** In which way a row comes out otherwise under another rulebook. */
export type Change =
  | "now_covered"
  | "no_longer_covered"
  | "now_priced"
  | "no_longer_priced"
  | "dearer"
  | "cheaper"
  | "other_due"
  | "other_terms";

/** What can happen to a consignment, in rank order. */
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

/** Where a consignment is. */
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

/** How a claim about a consignment stands. */
export type ClaimState = "none" | "open" | "settled" | "refused";

/** Why a delivery failed. */
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

/** What rows are grouped by. */
export type GroupKey = "agency" | "field" | "procedure" | "month";

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

/** How an answer came out. */
export type Outcome = "covered" | "not_covered" | "quoted" | "no_price" | "dated" | "no_deadline" | "owed" | "not_owed";

/** The language of messages. */
export type Language = "vi" | "en";

/** The three services of the law. */
export type Service = "intake" | "return" | "both";

/** How bad a finding is. */
export type Severity = "error" | "warning" | "info";

/** A form. */
export type Form = "return_request" | "intake_request";

/** How days are counted. */
export type DayUnit = "working" | "calendar";

/** What went wrong. */
export type Harm = "lost" | "late" | "damaged" | "charge";

/** What a line of a price is. */
export type LineKind = "postage" | "surcharge" | "discount" | "tax";

/** What a line of a compensation is. */
export type OwedKind = "compensation";

/** A step on the way of a dossier. */
export type StepId = "filing" | "slip" | "result" | "collection" | "first_attempt" | "hold";

/** By which papers a person is known. */
export type PaperKind = "citizen_id" | "old_citizen_id" | "passport" | "tax_code";

/** What a recipient is to the applicant. */
export type Relation = "spouse" | "parent" | "child" | "sibling" | "relative" | "colleague" | "other";

/** To whom a compensation goes. */
export type CompensationTo = "agency" | "applicant";

/** Where a dossier stands, in the national portal's terms. */
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

/** Who must keep a due day. */
export type Whose = "post" | "agency";

/** What the contract expects next. */
export type ExpectedKind = "attempt" | "invitation" | "hold" | "return" | "claim";

/** A system whose codes are known. */
export type ForeignSystem =
  | "upu_emsevt"
  | "opencps_intake"
  | "opencps_return"
  | "opencps_order"
  | "national_portal"
  | "karrio";

/** What a code of another system says. */
export type Meaning = "event" | "reason" | "nothing" | "unknown";

/** Whose cause a failed delivery is. */
export type Cause = "sender" | "recipient" | "operator" | "nobody";

/** How an amount is rounded to the nearest multiple. */
export type RoundingMode = "half_up" | "up" | "down";

/** The generation of an agency's code, told by where the top level stands. */
export type AgencyCodeForm = "province_last" | "province_first";

/** What a telephone number reaches. */
export type PhoneKind = "mobile" | "landline";

/** A person's sex, as the number says it. */
export type Sex = "male" | "female";

/** What a surcharge is a share of. */
export type Base = "postage" | "declared_value" | "agency_fee";

/** How several discounts combine. */
export type Combine = "sum" | "best";

/** A day of the week. */
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
