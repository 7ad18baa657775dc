"""Asking about rows: one by one, for whole answers, or many at once, for a table of them. Which, is decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import hoso
from hoso.cli import columns, tables
from hoso.cli.files import Piece, Row, Rows, decoded
from hoso.cli.needs import arrow
from hoso.cli.words import Members
from hoso.types import Case, Claim, Consignment, Dossier, Language, Moments

Answer = dict[str, Any]


class Answered(NamedTuple):
    """A row and its answer; of a row that is not valid, ``{"issues": […]}``."""

    row: Row
    answer: Answer


class Told(NamedTuple):
    """A piece of a file, the table of its answers, and the rows that are not valid, with their issues."""

    piece: Piece
    table: Any
    wrong: Sequence[Answered]


@dataclass(frozen=True)
class Asked:
    """A question that can be asked about each row: its method, its type, and the columns of its answers in a table."""

    name: str
    question: type
    columns: Mapping[str, str]
    #: Whether it can be asked about many rows at once.
    at_once: bool = True
    #: Under which key it stands how an answer came out.
    outcome: str = "outcome"
    #: The list that it is of.
    outcomes: Members = field(default_factory=lambda: hoso.OUTCOMES)
    #: An answer with all that its columns hold at its top.
    spread: Callable[[Answer], Answer] = dict


def _columns(texts: str, integers: str = "") -> dict[str, str]:
    kinds = dict.fromkeys(texts.split(), "text") | dict.fromkeys(integers.split(), "integer")
    return kinds | {"reasons": "texts", "issues": "issues"}


DECIDE = Asked("decide", Case, _columns("outcome contract clause amendment operator tariff"))
QUOTE = Asked(
    "quote",
    Consignment,
    _columns("outcome contract clause amendment tariff version zone", "net tax total agency_fee applicant_due"),
)
DEADLINES = Asked(
    "deadlines", Moments, _columns("outcome contract clause zone filing slip result collection first_attempt hold")
)
COMPENSATION = Asked("compensation", Claim, _columns("outcome rule claim_until answer_due pay_due", "amount"))


def _spread(journey: Answer) -> Answer:
    """The due days of a dossier, and what is late and comes next by their codes."""
    due = journey.get("deadlines", {})
    late, following = journey.get("late", ()), journey.get("next", ())
    return {
        **journey,
        **{key: due[key] for key in ("contract", "clause", "zone", "steps", "reasons") if key in due},
        "late": [late["step"] for late in late],
        "late_days": [str(late.get("days", "")) for late in late],
        "next": [expected["kind"] for expected in following],
    }


JOURNEY = Asked(
    "journey",
    Dossier,
    {
        **dict.fromkeys(("dossier", "on", "state"), "text"),
        "state_number": "integer",
        **dict.fromkeys(("promised_on", "resolved_on", "handed_over_on"), "text"),
        **dict.fromkeys(("late", "late_days", "next"), "texts"),
        **{name: kind for name, kind in DEADLINES.columns.items() if name != "outcome"},
    },
    at_once=False,
    outcome="state",
    outcomes=hoso.DOSSIER_STATES,
    spread=_spread,
)


def needs_whole(rows: Rows, *, as_json: bool, output: str | None) -> bool:
    """Whether answers are wanted as they are in JSON, or rows come so; else tables will do, which are much faster."""
    return as_json or not rows.is_table or (output is not None and not tables.is_table(output))


@dataclass(frozen=True)
class Asking:
    """Puts a question about rows to a rulebook. ``keep`` are columns of the rows that go with their answers."""

    rulebook: hoso.Rulebook
    asked: Asked
    keep: Sequence[str]
    language: Language

    @property
    def columns(self) -> dict[str, str]:
        """The columns of the answers in a table."""
        return {**dict.fromkeys(self.keep, "text"), **self.asked.columns}

    def singly(self, rows: Iterable[Row]) -> Iterator[Answered]:
        """The whole answer to each row, in their order, with what is kept of the row."""
        ask: Callable[..., Any] = getattr(self.rulebook, self.asked.name)
        for row in rows:
            try:
                answer = ask(row.question, language=self.language)
            except hoso.InvalidInput as invalid:
                answer = {"issues": invalid.issues}
            yield Answered(row, {**self._kept(row), **answer} if self.keep else answer)

    def _kept(self, row: Row) -> Answer:
        value = decoded(row)
        cells = {**row.others, **(value if isinstance(value, dict) else {})}
        return {name: _plain(cells.get(name)) for name in self.keep}

    def flat(self, answer: Answer) -> dict[str, Any]:
        """An answer as a row of a table: reasons as codes, issues as codes and paths, days by step."""
        answer = self.asked.spread(answer)
        due = {step["id"]: step["due"] for step in answer.get("steps", ())}
        row = {name: due.get(name, answer.get(name)) for name in self.columns}
        kept = {name: tables.text(row[name]) for name in self.keep if name not in self.asked.columns}
        return row | kept | {"reasons": _codes(answer, "reasons"), "issues": tables.brief(answer.get("issues", ()))}

    def at_once(self, pieces: Iterable[Piece]) -> Iterator[Told]:
        """Tables of the answers to pieces of a file. A row in which something is wrong is asked by itself, for a table
        does not say all about it; that answer counts."""
        ask: Callable[..., Any] = getattr(self.rulebook, f"{self.asked.name}_batch")
        for piece in pieces:
            answers = arrow().table(ask(piece.batch, language=self.language))
            places = sorted({*piece.odd, *tables.filled(answers["issues"])})
            singly = list(self.singly(piece.rows(places)))
            table = tables.table({name: self._column(name, piece, answers) for name in self.columns}, self.columns)
            table = tables.replaced(table, places, [self.flat(answer) for _, answer in singly])
            yield Told(piece, table, [told for told in singly if "issues" in told.answer])

    def _column(self, name: str, piece: Piece, answers: Any) -> Any:
        """A column of the answers, or one that is kept; what an answer does not say is kept too."""
        kept = tables.as_text(piece.batch[name]) if name in self.keep else None
        if name not in self.asked.columns:
            return kept
        told = answers[name] if name in answers.column_names else tables.due(answers["steps"], name)
        return told if kept is None else tables.either(told, kept)


def _codes(answer: Answer, key: str) -> list[str]:
    return [entry["code"] for entry in answer.get(key, ())]


def _plain(value: Any) -> Any:
    """A kept cell: numbers and texts as they are, days and times as text."""
    if isinstance(value, str):
        return columns.readable(value)
    return value if value is None or isinstance(value, int | float | list | dict) else str(value)
