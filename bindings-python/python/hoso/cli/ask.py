"""Asking about rows, many at a time: for whole answers, as they are in JSON, or for a table, which is faster."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, get_args, get_type_hints

import hoso
from hoso.cli import positions, tables
from hoso.cli.files import Rows
from hoso.cli.needs import arrow
from hoso.cli.pieces import Piece
from hoso.cli.places import Row
from hoso.cli.tables import compact
from hoso.cli.words import Members
from hoso.types import (
    Case,
    Claim,
    Compensation,
    Consignment,
    Deadlines,
    Decision,
    Dossier,
    Journey,
    Language,
    Moments,
    Quotation,
)

Answer = dict[str, Any]


class Answered(NamedTuple):
    """A row and its answer; of a row that is not valid, ``{"issues": […]}``."""

    row: Row
    answer: Answer

    @property
    def text(self) -> str:
        """The answer as the library writes it."""
        return compact(self.answer)


class Told(NamedTuple):
    """A piece of a file, the table of its answers, and the rows that are not valid, with their issues."""

    piece: Piece
    table: Any
    wrong: Sequence[Answered]


@dataclass(frozen=True)
class Asked:
    """A question that can be asked about each row: its method, its type, that of its answers, and their columns in a
    table."""

    name: str
    question: type
    answer: Any
    columns: Mapping[str, str]
    #: Whether it can be asked about many rows at once.
    at_once: bool = True
    #: Under which key it stands how an answer came out.
    outcome: str = "outcome"
    #: The list that it is of.
    outcomes: Members = field(default_factory=lambda: hoso.OUTCOMES)
    #: An answer with all that its columns hold at its top.
    spread: Callable[[Answer], Answer] = dict

    @property
    def told(self) -> frozenset[str]:
        """All that its answers say, in JSON or in a table: what is kept of a row would stand in its place."""
        kinds = get_args(self.answer) or (self.answer,)
        return frozenset(self.columns).union(*map(get_type_hints, kinds))


def _columns(texts: str, *, days: str = "", integers: str = "") -> dict[str, str]:
    named = (("text", texts), ("day", days), ("integer", integers))
    kinds = {name: kind for kind, names in named for name in names.split()}
    return kinds | {"reasons": "texts", "issues": "issues"}


DECIDE = Asked("decide", Case, Decision, _columns("outcome contract clause amendment operator tariff"))
QUOTE = Asked(
    "quote",
    Consignment,
    Quotation,
    _columns(
        "outcome contract clause amendment tariff version zone", integers="net tax total agency_fee applicant_due"
    ),
)
DEADLINES = Asked(
    "deadlines",
    Moments,
    Deadlines,
    _columns("outcome contract clause zone", days="filing slip result collection first_attempt hold"),
)
COMPENSATION = Asked(
    "compensation",
    Claim,
    Compensation,
    _columns("outcome rule", days="claim_until answer_due pay_due", integers="amount"),
)


def _spread(journey: Answer) -> Answer:
    """The due days of a dossier, and what is late and comes next by their codes."""
    due = journey.get("deadlines", {})
    late, following = journey.get("late", ()), journey.get("next", ())
    return {
        **journey,
        **{key: due[key] for key in ("contract", "clause", "zone", "steps", "reasons") if key in due},
        "late": [late["step"] for late in late],
        "late_days": [late.get("days") for late in late],
        "next": [expected["kind"] for expected in following],
    }


JOURNEY = Asked(
    "journey",
    Dossier,
    Journey,
    {
        "dossier": "text",
        "on": "day",
        "state": "text",
        "state_number": "integer",
        **dict.fromkeys(("promised_on", "resolved_on", "handed_over_on"), "day"),
        "late": "texts",
        "late_days": "integers",
        "next": "texts",
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

    def whole(self, piece: Piece, places: Sequence[int] | None = None) -> Iterator[Answered]:
        """The whole answers to the rows of a piece, or to those at some places, with what is kept of the rows."""
        at = range(len(piece)) if places is None else places
        batch, columns = piece.take(at), [] if piece.texts is not None else self.keep
        # Of a row of JSON what is kept is taken off before it is a question, and stands beside its answer.
        answers = arrow().table(self.rulebook._whole(self.asked.name, batch, keep=self.keep, language=self.language))
        kept = (
            zip(*(map(tables.plain, answers[name].to_pylist()) for name in columns), strict=True) if columns else None
        )
        for number, text in zip(at, answers["answer"].to_pylist(), strict=True):
            row, answer = piece.row(number), json.loads(text)
            if number in piece.wrong:
                answer = {"issues": piece.issues(number, answer.get("issues", ()))}
            if kept is not None:
                answer = {**dict(zip(columns, next(kept), strict=True)), **answer}
            elif self.keep:
                answer = {**self._kept(row), **answer}
            yield Answered(row, answer)

    def _kept(self, row: Row) -> Answer:
        """What is kept of a row of JSON."""
        try:
            value = positions.decoded(row.text or "")
        except (ValueError, RecursionError):
            value = None
        return {name: tables.plain(value.get(name)) if isinstance(value, dict) else None for name in self.keep}

    def flat(self, answer: Answer) -> dict[str, Any]:
        """An answer as a row of a table: reasons as codes, issues as codes and paths, days by step."""
        answer = self.asked.spread(answer)
        due = {step["id"]: step["due"] for step in answer.get("steps", ())}
        row = {name: due.get(name, answer.get(name)) for name in self.columns}
        kept = {name: tables.text(row[name]) for name in self.keep}
        return row | kept | {"reasons": _reasons(answer), "issues": tables.brief(answer.get("issues", ()))}

    def at_once(self, pieces: Iterable[Piece], *, written: bool) -> Iterator[Told]:
        """Tables of the answers to pieces of a file. A row in which something is wrong is asked again for its whole
        answer, for a table does not say all about it; so are, in a table that is written, those that lack a key."""
        ask: Callable[..., Any] = getattr(self.rulebook, f"{self.asked.name}_batch")
        for piece in pieces:
            answers = arrow().table(ask(piece.batch, language=self.language))
            if written:
                answers = self._named(piece, answers)
            places = sorted({*tables.filled(answers["issues"]), *piece.wrong})
            table = tables.table({name: self._column(name, piece, answers) for name in self.columns}, self.columns)
            wrong = list(self.whole(piece, places)) if places else []
            table = tables.replaced(table, places, [self.flat(answer) for _, answer in wrong])
            yield Told(piece, table, wrong)

    def _named(self, piece: Piece, answers: Any) -> Any:
        """Answers whose reasons name the keys that are not known."""
        if not (places := tables.having(answers["reasons"], [*_NAMING])):
            return answers
        whole = arrow().table(self.rulebook._whole(self.asked.name, piece.take(places), language=self.language))
        reasons = answers["reasons"].to_pylist()
        for at, text in zip(places, whole["answer"].to_pylist(), strict=True):
            reasons[at] = _reasons(json.loads(text))
        column = answers.column_names.index("reasons")
        return answers.set_column(column, "reasons", arrow().array(reasons, answers["reasons"].type))

    def _column(self, name: str, piece: Piece, answers: Any) -> Any:
        """A column of the answers, or one that is kept."""
        if name in self.keep:
            return tables.as_text(piece.batch[name])
        return answers[name] if name in answers.column_names else tables.due(answers["steps"], name)


#: Reasons that are about a key that the question lacks, and the parameter that names it.
_NAMING = {
    code: name for code, info in hoso.REASON_CODES.items() for name in ("key", "moment") if name in info["params"]
}


def _reasons(answer: Answer) -> list[str]:
    """The codes of reasons; that of a key that is not known with the key: ``missing:lost_grams``."""
    told = ((reason["code"], reason["params"]) for reason in answer.get("reasons", ()))
    return [f"{code}:{params[_NAMING[code]]}" if code in _NAMING else code for code, params in told]
