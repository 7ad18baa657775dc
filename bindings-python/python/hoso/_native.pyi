# Made from the declarations in core by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from os import PathLike
from typing import Any, Final, Literal, Self, final, overload

from hoso.types import (
    Account,
    AgencyCodeForm,
    AgencyDay,
    AnomalyCode,
    Answer,
    ArrowTable,
    Base,
    Billing,
    Case,
    Cause,
    Change,
    ChoiceDay,
    Choices,
    Claim,
    ClaimState,
    CodeInfo,
    Combine,
    Comparison,
    Compensation,
    CompensationTo,
    Consignment,
    Day,
    DayUnit,
    Deadlines,
    Decision,
    Diff,
    Dossier,
    DossierState,
    DossierStateInfo,
    Event,
    EventKind,
    EventKindInfo,
    ExpectedKind,
    FailureReason,
    FailureReasonInfo,
    Finding,
    FindingCode,
    FindingCodeInfo,
    ForeignEvent,
    ForeignSystem,
    ForeignSystemInfo,
    Form,
    GroupKey,
    Harm,
    Heading,
    Identifier,
    IdentifierKind,
    IntakeRequest,
    Integer,
    IssueCode,
    Journey,
    Json,
    LabelInfo,
    Language,
    LineKind,
    Meaning,
    Moments,
    Outcome,
    OwedKind,
    PaperKind,
    PhoneKind,
    PricedCarriage,
    Procedures,
    Quarter,
    QuarterReport,
    QuestionKind,
    Quotation,
    ReasonCode,
    Reconciliation,
    Relation,
    Report,
    Results,
    ReturnRequest,
    RoundingMode,
    Service,
    Severity,
    Sex,
    State,
    StateInfo,
    Statement,
    StepId,
    Tracking,
    Trial,
    Validity,
    Weekday,
    Whose,
    WithoutPerson,
)

__all__ = [
    "AGENCY_CODE_FORMS",
    "ANOMALY_CODES",
    "BASES",
    "CAUSES",
    "CHANGES",
    "CLAIM_STATES",
    "COMBINES",
    "COMPENSATION_TO",
    "DAY_UNITS",
    "DOSSIER_STATES",
    "EVENT_KINDS",
    "EXPECTED_KINDS",
    "FAILURE_REASONS",
    "FINDING_CODES",
    "FOREIGN_SYSTEMS",
    "FORMS",
    "GROUP_KEYS",
    "HARMS",
    "IDENTIFIER_KINDS",
    "ISSUE_CODES",
    "LANGUAGES",
    "LINE_KINDS",
    "MEANINGS",
    "OUTCOMES",
    "OWED_KINDS",
    "PAPER_KINDS",
    "PHONE_KINDS",
    "QUESTIONS",
    "REASON_CODES",
    "RELATIONS",
    "ROUNDING_MODES",
    "SERVICES",
    "SEVERITIES",
    "SEXES",
    "STATES",
    "STEPS",
    "WEEKDAYS",
    "WHOSE",
    "Answers",
    "Rulebook",
    "__version__",
    "advance",
    "amount_in_words",
    "diagram",
    "event_of",
    "event_of_json",
    "explain",
    "form_schema",
    "form_without_person",
    "format_document",
    "headings",
    "locate",
    "merge_documents",
    "nearest",
    "parse_identifier",
    "preview",
    "rulebook_schema",
    "split_document",
    "track",
    "track_batch",
    "track_json",
    "validate",
    "whole_number",
    "without_person",
]

__version__: Final[str]

ISSUE_CODES: Final[dict[IssueCode, CodeInfo]]
REASON_CODES: Final[dict[ReasonCode, CodeInfo]]
FINDING_CODES: Final[dict[FindingCode, FindingCodeInfo]]
EVENT_KINDS: Final[dict[EventKind, EventKindInfo]]
STATES: Final[dict[State, StateInfo]]
CLAIM_STATES: Final[dict[ClaimState, LabelInfo]]
FAILURE_REASONS: Final[dict[FailureReason, FailureReasonInfo]]
CAUSES: Final[dict[Cause, LabelInfo]]
ANOMALY_CODES: Final[dict[AnomalyCode, CodeInfo]]
DOSSIER_STATES: Final[dict[DossierState, DossierStateInfo]]
SERVICES: Final[dict[Service, LabelInfo]]
OUTCOMES: Final[dict[Outcome, LabelInfo]]
SEVERITIES: Final[dict[Severity, LabelInfo]]
LANGUAGES: Final[dict[Language, LabelInfo]]
ROUNDING_MODES: Final[dict[RoundingMode, LabelInfo]]
LINE_KINDS: Final[dict[LineKind, LabelInfo]]
STEPS: Final[dict[StepId, LabelInfo]]
DAY_UNITS: Final[dict[DayUnit, LabelInfo]]
HARMS: Final[dict[Harm, LabelInfo]]
OWED_KINDS: Final[dict[OwedKind, LabelInfo]]
COMPENSATION_TO: Final[dict[CompensationTo, LabelInfo]]
WHOSE: Final[dict[Whose, LabelInfo]]
EXPECTED_KINDS: Final[dict[ExpectedKind, LabelInfo]]
CHANGES: Final[dict[Change, LabelInfo]]
GROUP_KEYS: Final[dict[GroupKey, LabelInfo]]
FOREIGN_SYSTEMS: Final[dict[ForeignSystem, ForeignSystemInfo]]
MEANINGS: Final[dict[Meaning, LabelInfo]]
IDENTIFIER_KINDS: Final[dict[IdentifierKind, LabelInfo]]
AGENCY_CODE_FORMS: Final[dict[AgencyCodeForm, LabelInfo]]
PHONE_KINDS: Final[dict[PhoneKind, LabelInfo]]
SEXES: Final[dict[Sex, LabelInfo]]
FORMS: Final[dict[Form, LabelInfo]]
PAPER_KINDS: Final[dict[PaperKind, LabelInfo]]
RELATIONS: Final[dict[Relation, LabelInfo]]
QUESTIONS: Final[dict[QuestionKind, LabelInfo]]
BASES: Final[dict[Base, LabelInfo]]
COMBINES: Final[dict[Combine, LabelInfo]]
WEEKDAYS: Final[dict[Weekday, LabelInfo]]

@final
class Answers:
    """The answers to a table: an Arrow stream that is computed as it is read."""

    @property
    def unused(self) -> list[str]:
        """The columns of the table that were not looked at."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any: ...
    def __arrow_c_schema__(self) -> Any: ...
    def to_pyarrow(self) -> Any:
        """All answers as a pyarrow.Table; needs pyarrow."""

@final
class Rulebook:
    """A valid rulebook, ready to answer: places, agencies, procedures, contracts, tariffs and calendars."""

    def __new__(cls, document: Json | Mapping[str, Any], *, language: Language = "vi") -> Self: ...
    @staticmethod
    def read(path: str | PathLike[str], *, language: Language = "vi") -> Rulebook:
        """The rulebook of a file of JSON."""

    def decide(self, question: Case | Json, *, language: Language = "vi") -> Decision:
        """May this go by post? Which contract covers it, or why none does."""

    def decide_json(self, question: Json, *, language: Language = "vi") -> str:
        """decide from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``."""

    def quote(self, question: Consignment | Json, *, language: Language = "vi") -> Quotation:
        """What does it cost, and who pays? Line by line, with the rule of each line."""

    def quote_json(self, question: Json, *, language: Language = "vi") -> str:
        """quote from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``."""

    def deadlines(self, question: Moments | Json, *, language: Language = "vi") -> Deadlines:
        """By when is each step due? In working days, by the agency's calendar and the post's."""

    def deadlines_json(self, question: Json, *, language: Language = "vi") -> str:
        """deadlines from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``."""

    def compensation(self, question: Claim | Json, *, language: Language = "vi") -> Compensation:
        """What does the operator owe when an item is lost, late or damaged?"""

    def compensation_json(self, question: Json, *, language: Language = "vi") -> str:
        """compensation from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``."""

    def journey(self, question: Dossier | Json, *, language: Language = "vi") -> Journey:
        """How does one dossier stand as a whole: where is it, what is late, and what comes next?"""

    def journey_json(self, question: Json, *, language: Language = "vi") -> str:
        """journey from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``."""

    def settle(self, question: Account | Json, *, language: Language = "vi") -> Statement:
        """What does a contract's period come to: charges, shares, what was collected, and who still owes whom?"""

    def settle_json(self, question: Json, *, language: Language = "vi") -> str:
        """settle from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``."""

    def reconcile(self, question: Billing | Json, *, language: Language = "vi") -> Reconciliation:
        """Is the operator's invoice right? Line by line, each difference with the rule that gives the right amount."""

    def reconcile_json(self, question: Json, *, language: Language = "vi") -> str:
        """reconcile from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``."""

    def report(self, question: Results | Json, *, language: Language = "vi") -> Report:
        """How many results went by post, and how well? Figures by agency, field, procedure and month."""

    def report_json(self, question: Json, *, language: Language = "vi") -> str:
        """report from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``."""

    def quarter_report(self, question: Quarter | Json, *, language: Language = "vi") -> QuarterReport:
        """What does the post report of a quarter: how many, how much, and what went wrong?"""

    def quarter_report_json(self, question: Json, *, language: Language = "vi") -> str:
        """quarter_report from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``."""

    def choices(self, question: ChoiceDay | Json, *, language: Language = "vi") -> Choices:
        """What does a form offer to choose from on a day: agencies and places, by their names in the language?"""

    def choices_json(self, question: Json, *, language: Language = "vi") -> str:
        """choices from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``."""

    def procedures(self, question: AgencyDay | Json, *, language: Language = "vi") -> Procedures:
        """Which procedures does an agency handle on a day, and what of them may go by post?"""

    def procedures_json(self, question: Json, *, language: Language = "vi") -> str:
        """procedures from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``."""

    def compare(self, after: Rulebook, question: Trial | Json, *, language: Language = "vi") -> Comparison:
        """What would change if the other rulebook were in force instead of this one?"""

    def compare_json(self, after: Rulebook, question: Json, *, language: Language = "vi") -> str:
        """compare from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``."""

    def diff(self, after: Rulebook, *, language: Language = "vi") -> Diff:
        """What changes when another rulebook takes the place of this one, without any rows."""

    def diff_json(self, after: Rulebook, *, language: Language = "vi") -> str:
        """diff as JSON text."""

    def check(self, *, language: Language = "vi") -> list[Finding]:
        """What is unwise in the rulebook itself: findings by their place in the document, then code."""

    def check_json(self, *, language: Language = "vi") -> str:
        """The findings of check as a JSON list."""

    def ask(self, name: str, question: Json, *, language: Language = "vi") -> str:
        """Asks any question by its name, from JSON text to JSON text."""

    def decide_batch(
        self,
        table: ArrowTable,
        *,
        threads: int | None = None,
        keep: Iterable[str] | None = None,
        language: Language = "vi",
    ) -> Answers:
        """May these go by post? A row of the table is a question, a row of the answers its answer."""

    def quote_batch(
        self,
        table: ArrowTable,
        *,
        lines: bool = False,
        threads: int | None = None,
        keep: Iterable[str] | None = None,
        language: Language = "vi",
    ) -> Answers:
        """What do these cost, and who pays? A row of the table is a question, a row of the answers its answer."""

    def deadlines_batch(
        self,
        table: ArrowTable,
        *,
        threads: int | None = None,
        keep: Iterable[str] | None = None,
        language: Language = "vi",
    ) -> Answers:
        """By when is each step of these due? A row of the table is a question, a row of the answers its answer."""

    def compensation_batch(
        self,
        table: ArrowTable,
        *,
        threads: int | None = None,
        keep: Iterable[str] | None = None,
        language: Language = "vi",
    ) -> Answers:
        """What does the operator owe for these? A row of the table is a claim, a row of the answers its answer."""

    def _whole(
        self, name: str, table: ArrowTable, *, keep: Iterable[str] | None = None, language: Language = "vi"
    ) -> Answers:
        """Whole answers to the rows of a table, by the name of the question, for the command line."""

    @staticmethod
    def _unused(names: list[str], keys: list[str]) -> list[tuple[str, str | None]]:
        """Which columns a question does not use, and which of its keys each nearly is, for the command line."""

    @staticmethod
    def _tracked(table: ArrowTable, *, language: Language = "vi") -> Answers:
        """Where is each consignment, for the command line: its answer as JSON, and the rows of its events."""

    def _quarter(
        self, table: ArrowTable, *, period: Validity, by: Sequence[GroupKey] | None = None, language: Language = "vi"
    ) -> QuarterReport:
        """The report of a quarter over the rows of a table, for the command line."""

    def settle_batch(
        self,
        items: ArrowTable,
        *,
        contract: str,
        period: Validity,
        threads: int | None = None,
        language: Language = "vi",
    ) -> Statement:
        """The statement of a contract's period over the items of a table, which is read once and not kept."""

    def reconcile_batch(
        self,
        items: ArrowTable,
        invoice: ArrowTable,
        *,
        contract: str,
        period: Validity,
        threads: int | None = None,
        language: Language = "vi",
    ) -> Reconciliation:
        """The operator's invoice, a table of lines, held against a table of items. Both are read once and not kept."""

    def report_batch(
        self,
        table: ArrowTable,
        *,
        period: Validity,
        by: Sequence[GroupKey] | None = None,
        threads: int | None = None,
        language: Language = "vi",
    ) -> Report:
        """The report of the rows of a table, which is read once and not kept."""

    def compare_batch(
        self,
        after: Rulebook,
        table: ArrowTable,
        *,
        by: Sequence[GroupKey] | None = None,
        top: Integer | None = None,
        threads: int | None = None,
        language: Language = "vi",
    ) -> Comparison:
        """The comparison of this rulebook and another over the rows of a table, which is read once and not kept."""

    def working_days_between(self, calendar: str, a: Day, b: Day, *, language: Language = "vi") -> int:
        """Working days after a, up to and with b, by a calendar; 0 when b is not after a."""

    def add_working_days(self, calendar: str, a: Day, days: Integer, *, language: Language = "vi") -> date:
        """The day that is so many working days after a, by a calendar: the day after is day 1."""

    @property
    def id(self) -> str:
        """The rulebook's id."""

    @property
    def document(self) -> dict[str, Any]:
        """The document in its normal form, as a new dict each time."""

    def to_json(self) -> str:
        """The document in its normal form, as JSON text."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Self], tuple[str]]: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

def track(events: Sequence[Event] | Json, *, language: Language = "vi") -> Tracking:
    """Where is it by all that was told about it, and what may happen next?"""

def track_batch(table: ArrowTable, *, threads: int | None = None, language: Language = "vi") -> Answers:
    """Where is each consignment, by a table of events? One row for each consignment, in order of first appearance."""

def track_json(events: Json, *, language: Language = "vi") -> str:
    """track from JSON text to JSON text; an invalid list of events gives ``{"issues":[…]}``."""

def advance(tracking: Tracking | Json, event: Event | Json, *, language: Language = "vi") -> Tracking:
    """The strict form of track: one event more, in order, or TransitionRefused."""

def without_person(event: Event | Json, *, language: Language = "vi") -> Event:
    """An event without the person in it: without the recipient, and without keys that begin with ``x_``."""

def form_without_person(form: Form, value: Mapping[str, Any] | Json, *, language: Language = "vi") -> WithoutPerson:
    """A form without the persons in it: agency, procedure, place, options, categories and boxes are left."""

def explain(answer: Answer | Json, *, rulebook: Rulebook | None = None, language: Language = "vi") -> str:
    """An answer of decide, quote, track, deadlines or compensation as a few plain sentences, one a line."""

def amount_in_words(amount: Integer, *, language: Language = "vi") -> str:
    """An amount in đồng in words, as statements and receipts have it beside the figures."""

def diagram() -> str:
    """The states of a consignment and the events between them, as Mermaid text."""

def format_document(document: Json, *, language: Language = "vi") -> str:
    """A document, or a part of one, in its normal form: the same text for all that mean the same."""

def merge_documents(documents: Sequence[Json], *, language: Language = "vi") -> str:
    """Several documents, or parts of one, as one in normal form: their lists one after another."""

def split_document(document: Json, *, language: Language = "vi") -> dict[str, str]:
    """A document in its lists: the text of each by its name; what is in no list is "rulebook"."""

def parse_identifier(kind: IdentifierKind, text: str, *, language: Language = "vi") -> Identifier:
    """An identifier's normal form and its parts; raises InvalidInput that says which part is wrong."""

def whole_number(text: str, *, language: Language = "vi") -> int:
    """A whole number as people in Việt Nam type it: 1000, or 1.000 or 1 000 in groups of three."""

def event_of(system: ForeignSystem, code: str, *, language: Language = "vi") -> ForeignEvent:
    """What does a code of another system tell of?"""

def event_of_json(question: Json, *, language: Language = "vi") -> str:
    """event_of from JSON text, an object of system and code, to JSON text; an invalid one gives ``{"issues":[…]}``."""

def locate(text: Json, paths: Sequence[str]) -> list[tuple[int, int]]:
    """The lines and columns, both from 1, at which the values of JSON Pointers begin in a JSON text."""

def nearest(word: str, candidates: Sequence[str]) -> str | None:
    """The one of some words that is most like a word, if one is: what was probably meant."""

def headings() -> dict[str, dict[str, Heading]]:
    """The headings of every key of the document, and of the questions that tables ask, by shape and key."""

def rulebook_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a rulebook's document."""

@overload
def validate(
    form: Literal["return_request"],
    value: Mapping[str, Any] | Json,
    *,
    rulebook: Rulebook | None = None,
    on: Day | None = None,
    language: Language = "vi",
) -> ReturnRequest:
    """A form that a person filled in, in its normal form; raises InvalidInput with every issue at once."""

@overload
def validate(
    form: Literal["intake_request"],
    value: Mapping[str, Any] | Json,
    *,
    rulebook: Rulebook | None = None,
    on: Day | None = None,
    language: Language = "vi",
) -> IntakeRequest:
    """A form that a person filled in, in its normal form; raises InvalidInput with every issue at once."""

def preview(
    form: Form,
    value: Mapping[str, Any] | Json,
    rulebook: Rulebook,
    *,
    on: Day,
    weight_grams: Integer,
    language: Language = "vi",
) -> list[PricedCarriage]:
    """What each carriage costs that a form asks for, whether the form is complete or not."""

def form_schema(form: Form, *, language: Language = "vi") -> dict[str, Any]:
    """The JSON Schema (2020-12) of what may be filled in."""
