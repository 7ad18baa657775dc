"""The closed lists as types. The lists, with their labels and messages, are ``hoso.ISSUE_CODES`` and so on."""

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
    "zone_unreachable",
    "amendment_without_effect",
    "retroactive_amendment",
    "procedure_never_covered",
    "unused_source",
    "too_much_to_check",
]
"""What is unwise in a rulebook."""

AnomalyCode: TypeAlias = Literal["conflicting_event", "void_of_void", "void_of_unknown", "unexpected_event"]
"""Why an event has no effect."""

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
"""In which way a row comes out otherwise under another rulebook."""

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
"""What can happen to a consignment, in rank order."""

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
"""Where a consignment is."""

ClaimState: TypeAlias = Literal["none", "open", "settled", "refused"]
"""How a claim about a consignment stands."""

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
"""Why a delivery failed."""

GroupKey: TypeAlias = Literal["agency", "field", "procedure", "month"]
"""What rows are grouped by."""

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

Outcome: TypeAlias = Literal["covered", "not_covered", "quoted", "no_price", "dated", "no_deadline", "owed", "not_owed"]
"""How an answer came out."""

Language: TypeAlias = Literal["vi", "en"]
"""The language of messages."""

Service: TypeAlias = Literal["intake", "return", "both"]
"""The three services of the law."""

Severity: TypeAlias = Literal["error", "warning", "info"]
"""How bad a finding is."""

DayUnit: TypeAlias = Literal["working", "calendar"]
"""How days are counted."""

Harm: TypeAlias = Literal["lost", "late", "damaged", "charge"]
"""What went wrong."""

LineKind: TypeAlias = Literal["postage", "surcharge", "discount", "tax"]
"""What a line of a price is."""

OwedKind: TypeAlias = Literal["compensation"]
"""What a line of a compensation is."""

StepId: TypeAlias = Literal["filing", "slip", "result", "collection", "first_attempt", "hold"]
"""A step on the way of a dossier."""

Form: TypeAlias = Literal["return_request", "intake_request"]
"""The forms that people fill in."""

PaperKind: TypeAlias = Literal["citizen_id", "old_citizen_id", "passport", "tax_code"]
"""By which papers a person is known."""

Relation: TypeAlias = Literal["spouse", "parent", "child", "sibling", "relative", "colleague", "other"]
"""What a recipient is to the applicant."""

CompensationTo: TypeAlias = Literal["agency", "applicant"]
"""To whom a compensation goes."""

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
"""Where a dossier stands, in the national portal's terms."""

Whose: TypeAlias = Literal["post", "agency"]
"""Who must keep a due day."""

ExpectedKind: TypeAlias = Literal["attempt", "invitation", "hold", "return", "claim"]
"""What the contract expects next."""

ForeignSystem: TypeAlias = Literal[
    "upu_emsevt", "opencps_intake", "opencps_return", "opencps_order", "national_portal", "karrio"
]
"""A system whose codes are known."""

Meaning: TypeAlias = Literal["event", "reason", "nothing", "unknown"]
"""What a code of another system says."""

Cause: TypeAlias = Literal["sender", "recipient", "operator", "nobody"]
"""Whose cause a failed delivery is."""

RoundingMode: TypeAlias = Literal["half_up", "up", "down"]
"""How an amount is rounded to the nearest multiple."""

AgencyCodeForm: TypeAlias = Literal["province_last", "province_first"]
"""The generation of an agency's code, told by where the top level stands."""

PhoneKind: TypeAlias = Literal["mobile", "landline"]
"""What a telephone number reaches."""

Sex: TypeAlias = Literal["male", "female"]
"""A person's sex, as the number says it."""

Base: TypeAlias = Literal["postage", "declared_value", "agency_fee"]
"""What a surcharge is a share of."""

Combine: TypeAlias = Literal["sum", "best"]
"""How several discounts combine."""

Weekday: TypeAlias = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
"""A day of the week."""
