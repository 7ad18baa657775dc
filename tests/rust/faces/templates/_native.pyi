# Made from the declarations in core by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from os import PathLike
from typing import Any, Final, Literal, Self, final, overload

from hoso.types import (
# IMPORTS
)

__all__ = [
# NAMES
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

# LISTS

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

    # QUESTIONS

    def compare(self, after: Rulebook, question: QUESTION(compare.trial) | Json, *, language: Language = "vi") -> ANSWER(compare):
        """What would change if the other rulebook were in force instead of this one?"""

    def compare_json(self, after: Rulebook, question: Json, *, language: Language = "vi") -> str:
        """compare from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``."""

    def diff(self, after: Rulebook, *, language: Language = "vi") -> ANSWER(diff):
        """What changes when another rulebook takes the place of this one, without any rows."""

    def diff_json(self, after: Rulebook, *, language: Language = "vi") -> str:
        """diff as JSON text."""

    def check(self, *, language: Language = "vi") -> ANSWER(check):
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
        period: QUESTION(settle.period),
        threads: int | None = None,
        language: Language = "vi",
    ) -> ANSWER(settle):
        """The statement of a contract's period over the items of a table, which is read once and not kept."""

    def reconcile_batch(
        self,
        items: ArrowTable,
        invoice: ArrowTable,
        *,
        contract: str,
        period: QUESTION(reconcile.period),
        threads: int | None = None,
        language: Language = "vi",
    ) -> ANSWER(reconcile):
        """The operator's invoice, a table of lines, held against a table of items. Both are read once and not kept."""

    def report_batch(
        self,
        table: ArrowTable,
        *,
        period: QUESTION(report.period),
        by: QUESTION(report.by) | None = None,
        threads: int | None = None,
        language: Language = "vi",
    ) -> ANSWER(report):
        """The report of the rows of a table, which is read once and not kept."""

    def compare_batch(
        self,
        after: Rulebook,
        table: ArrowTable,
        *,
        by: QUESTION(compare.trial.by) | None = None,
        top: QUESTION(compare.trial.top) | None = None,
        threads: int | None = None,
        language: Language = "vi",
    ) -> ANSWER(compare):
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

def track(events: QUESTION(track) | Json, *, language: Language = "vi") -> ANSWER(track):
    """Where is it by all that was told about it, and what may happen next?"""

def track_batch(table: ArrowTable, *, threads: int | None = None, language: Language = "vi") -> Answers:
    """Where is each consignment, by a table of events? One row for each consignment, in order of first appearance."""

def track_json(events: Json, *, language: Language = "vi") -> str:
    """track from JSON text to JSON text; an invalid list of events gives ``{"issues":[…]}``."""

def advance(tracking: ANSWER(track) | Json, event: QUESTION(track.0) | Json, *, language: Language = "vi") -> ANSWER(track):
    """The strict form of track: one event more, in order, or TransitionRefused."""

def without_person(event: QUESTION(track.0) | Json, *, language: Language = "vi") -> QUESTION(track.0):
    """An event without the person in it: without the recipient, and without keys that begin with ``x_``."""

def form_without_person(form: Form, value: Mapping[str, Any] | Json, *, language: Language = "vi") -> ANSWER(form_without_person):
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

def event_of(system: QUESTION(event_of.system), code: str, *, language: Language = "vi") -> ANSWER(event_of):
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

# FORMS

def preview(
    form: QUESTION(preview.form),
    value: Mapping[str, Any] | Json,
    rulebook: Rulebook,
    *,
    on: QUESTION(preview.on),
    weight_grams: QUESTION(preview.weight_grams),
    language: Language = "vi",
) -> ANSWER(preview):
    """What each carriage costs that a form asks for, whether the form is complete or not."""

def form_schema(form: QUESTION(validate.form), *, language: Language = "vi") -> dict[str, Any]:
    """The JSON Schema (2020-12) of what may be filled in."""
