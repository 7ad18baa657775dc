"""The closed lists as types. The lists themselves, with their labels and messages, are ``hoso.ISSUE_CODES`` and so on.

Made from the declarations in ``core`` by ``UPDATE=1 cargo test -p hoso-tests faces``; do not edit.
"""

from typing import Literal, TypeAlias

IssueCode: TypeAlias = Literal[
    "not_json",
    "too_long",
    "too_short",
    "too_deep",
    "too_many_issues",
    "missing",
    "unknown_key",
    "duplicate_key",
    "wrong_type",
    "not_integer",
    "too_small",
    "too_large",
    "not_one_of",
    "not_an_id",
    "not_a_date",
    "not_a_time",
    "not_a_clock_time",
    "not_an_offset",
    "not_a_currency",
    "control_character",
    "exactly_one_of",
    "at_least_one_of",
    "not_with",
    "duplicate",
    "unknown_reference",
    "cycle",
    "empty_validity",
    "overlap",
    "not_rising",
    "shares_not_whole",
    "contradicts",
    "outside_period",
    "does_not_add_up",
    "mixed_consignments",
    "bad_part",
    "bad_check_digit",
    "not_a_name",
    "not_an_email",
    "authorisation_required",
    "consent_required",
    "not_covered",
    "no_event",
    "option_not_offered",
]
"""Why an input is not valid."""

ReasonCode: TypeAlias = Literal[
    "unknown_agency",
    "unknown_procedure",
    "unknown_field",
    "agency_not_in_force",
    "procedure_not_of_agency",
    "field_not_of_agency",
    "procedure_not_in_force",
    "unknown_reception",
    "not_received_there",
    "in_person_only",
    "no_contract",
    "contract_not_yet_in_force",
    "contract_ended",
    "contract_terminated",
    "excluded",
    "procedure_not_in_scope",
    "field_not_in_scope",
    "service_not_contracted",
    "no_zone",
    "unknown_place",
    "unknown_zone",
    "agency_has_no_place",
    "no_tariff_version",
    "no_rate",
    "too_heavy",
    "option_not_offered",
    "declared_value_missing",
    "no_agency_fee",
    "no_tax_rate",
    "no_sla",
    "moment_missing",
    "no_days_for_zone",
    "no_processing_days",
    "calendar_not_covered",
    "no_liability_rule",
    "missing",
    "not_late",
    "claim_too_late",
]
"""Why an answer is no, or not all of it can be told."""

FindingCode: TypeAlias = Literal[
    "tariff_gap",
    "rate_gap",
    "tax_gap",
    "calendar_gap",
    "contract_overlap",
    "clause_never_wins",
    "scope_empty",
    "price_falls",
    "weights_look_like_kilograms",
    "discount_never_applies",
    "zone_unreachable",
    "amendment_without_effect",
    "retroactive_amendment",
    "signed_after_start",
    "until_looks_inclusive",
    "holidays_missing",
    "working_day_without_effect",
    "reception_never_used",
    "procedure_never_covered",
    "unused_source",
    "too_much_to_check",
]
"""What is unwise in a rulebook."""

EventKind: TypeAlias = Literal[
    "created",
    "accepted",
    "departed",
    "arrived",
    "out_for_delivery",
    "delivery_failed",
    "held",
    "delivered",
    "return_started",
    "returned",
    "lost",
    "found",
    "damaged",
    "cancelled",
    "claim_opened",
    "claim_settled",
    "claim_refused",
    "void",
]
"""What happened, with the label that people read. In rank order: of events of one instant the earlier kind comes
first."""

State: TypeAlias = Literal[
    "none",
    "created",
    "accepted",
    "in_transit",
    "out_for_delivery",
    "attempted",
    "held",
    "returning",
    "lost",
    "delivered",
    "returned",
    "cancelled",
]
"""Where a consignment is, with the label that people read. In the order of the table of transitions."""

ClaimState: TypeAlias = Literal["none", "open", "settled", "refused"]
"""How a claim about a consignment stands, with the label that people read. Claims run beside the state."""

FailureReason: TypeAlias = Literal[
    "address_wrong",
    "moved",
    "addressee_unknown",
    "addressee_absent",
    "refused",
    "unreachable",
    "rescheduled",
    "no_access",
    "payment_refused",
    "identity_not_proven",
    "authorisation_missing",
    "force_majeure",
    "other",
]
"""Why a delivery failed, with the label that people read."""

Cause: TypeAlias = Literal["sender", "recipient", "operator", "nobody"]
"""Whose cause a failed delivery is, with the label that people read."""

AnomalyCode: TypeAlias = Literal[
    "conflicting_event",
    "void_of_void",
    "void_of_unknown",
    "unexpected_event",
    "not_accepted",
]
"""Why an event does not fit. It has no effect, save what was not accepted."""

DossierState: TypeAlias = Literal[
    "registered",
    "received",
    "not_received",
    "processing",
    "supplement_requested",
    "payment_requested",
    "withdrawal_requested",
    "stopped",
    "done",
    "handed_over",
]
"""Where a dossier stands, in the terms of the national portal, with the label that it shows there. Its numbers run
from 1 in this order (``DossierState::number``)."""

Service: TypeAlias = Literal["intake", "return", "both"]
"""A service: what the post carries."""

Outcome: TypeAlias = Literal[
    "covered",
    "not_covered",
    "quoted",
    "no_price",
    "dated",
    "no_deadline",
    "owed",
    "not_owed",
    "incomplete",
]
"""How an answer came out; the first key of every answer."""

Severity: TypeAlias = Literal["error", "warning", "info"]
"""How bad a finding is."""

Language: TypeAlias = Literal["vi", "en"]
"""The language of messages and explanations. Vietnamese unless asked otherwise."""

RoundingMode: TypeAlias = Literal["half_up", "up", "down"]
"""How an amount is rounded to the nearest multiple."""

LineKind: TypeAlias = Literal["postage", "surcharge", "discount", "tax"]
"""What a line of a price is."""

StepId: TypeAlias = Literal["filing", "slip", "result", "collection", "first_attempt", "hold"]
"""A step on the way of a dossier, in order."""

DayUnit: TypeAlias = Literal["working", "calendar"]
"""How days are counted."""

Harm: TypeAlias = Literal["lost", "late", "damaged", "charge"]
"""What went wrong."""

OwedKind: TypeAlias = Literal["compensation"]
"""What a line of a compensation is."""

CompensationTo: TypeAlias = Literal["agency", "applicant"]
"""To whom a compensation goes."""

Whose: TypeAlias = Literal["post", "agency"]
"""Who must keep a due day."""

ExpectedKind: TypeAlias = Literal["attempt", "invitation", "hold", "return", "claim"]
"""What is expected next."""

Change: TypeAlias = Literal[
    "now_covered",
    "no_longer_covered",
    "now_priced",
    "no_longer_priced",
    "dearer",
    "cheaper",
    "other_due",
    "other_terms",
]
"""In which way a row comes out otherwise. Each changed row is of the first kind that applies."""

GroupKey: TypeAlias = Literal["agency", "field", "procedure", "month"]
"""What rows are grouped by. A group's keys stand and sort in this order, whatever the order in which they are asked."""

ForeignSystem: TypeAlias = Literal[
    "upu_emsevt",
    "my_vnpost",
    "opencps_intake",
    "opencps_return",
    "opencps_order",
    "national_portal",
    "karrio",
]
"""A system whose codes are known."""

Meaning: TypeAlias = Literal["event", "reason", "nothing", "unknown"]
"""What a code of another system says in terms of ours."""

IdentifierKind: TypeAlias = Literal[
    "procedure_code",
    "agency_code",
    "dossier_code",
    "citizen_id",
    "old_citizen_id",
    "tax_code",
    "phone",
    "postal_code",
    "item_number",
]
"""What an identifier identifies."""

AgencyCodeForm: TypeAlias = Literal["province_last", "province_first"]
"""The generation of an agency's code, told by where the top level stands."""

PhoneKind: TypeAlias = Literal["mobile", "landline"]
"""What a telephone number reaches."""

Sex: TypeAlias = Literal["male", "female"]
"""A person's sex, as the number says it."""

Form: TypeAlias = Literal["return_request", "intake_request"]
"""A form that a person fills in, by its name."""

PaperKind: TypeAlias = Literal["citizen_id", "old_citizen_id", "passport", "tax_code"]
"""A kind of papers by which a person is known."""

Relation: TypeAlias = Literal["spouse", "parent", "child", "sibling", "relative", "colleague", "other"]
"""What a recipient is to the applicant."""

QuestionKind: TypeAlias = Literal[
    "decide",
    "quote",
    "deadlines",
    "compensation",
    "journey",
    "settle",
    "reconcile",
    "report",
    "quarter_report",
    "choices",
    "procedures",
    "compare",
    "check",
    "track",
    "event_of",
    "validate",
    "preview",
]
"""A question that a rulebook answers, by its method's name."""

Base: TypeAlias = Literal["postage", "declared_value", "agency_fee"]
"""What a surcharge is a share of."""

Combine: TypeAlias = Literal["sum", "best"]
"""How several discounts combine."""

Weekday: TypeAlias = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
"""A day of the week."""
