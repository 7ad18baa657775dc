"""Asking the library about rows. How rows are put to it, one by one or many at once, is decided here alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import hoso
from hoso.cli import positions, writing
from hoso.cli.files import Row, text_of
from hoso.types import Case, Consignment, Issue, Language, Moments

Answer = dict[str, Any]

#: How many rows are put to the library at once.
CHUNK = 4096


class Answered(NamedTuple):
    """A row and its answer; of a row that is not valid, ``{"issues": […]}``."""

    row: Row
    answer: Answer


@dataclass(frozen=True)
class Asked:
    """A question that can be asked about each row: its method, its type, and the columns of its answers in a table."""

    name: str
    question: type
    columns: Mapping[str, str]

    def flat(self, answer: Answer) -> dict[str, Any]:
        """An answer as a row of a table: reasons as codes, issues as codes and paths, days by step."""
        due = {step["id"]: step["due"] for step in answer.get("steps", ())}
        row = {name: due.get(name, answer.get(name)) for name in self.columns}
        row["reasons"] = [reason["code"] for reason in answer.get("reasons", ())]
        row["issues"] = [{"code": issue["code"], "path": issue["path"]} for issue in answer.get("issues", ())]
        return row


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


def answers(rulebook: hoso.Rulebook, asked: Asked, rows: Iterable[Row], language: Language) -> Iterator[Answered]:
    """The answer of each row, in their order."""
    ask = getattr(rulebook, asked.name)
    for row in rows:
        try:
            answer = ask(row.question, language=language)
        except hoso.InvalidInput as invalid:
            answer = {"issues": invalid.issues}
        yield Answered(row, answer)


def trackings(rows: Iterable[Row], language: Language) -> Iterator[tuple[list[Row], Answer]]:
    """The events by consignment, in order of first appearance, and where each is. All events are held in memory."""
    by_consignment: dict[Any, list[Row]] = {}
    for row in rows:
        event = _decoded(row)
        named = event.get("consignment") if isinstance(event, dict) else None
        by_consignment.setdefault(named if isinstance(named, str) else row.number, []).append(row)
    for consignment, events in by_consignment.items():
        known = {"consignment": consignment} if isinstance(consignment, str) else {}
        try:
            yield events, dict(hoso.track(_listed(events), language=language))
        except hoso.InvalidInput as invalid:
            yield events, {**known, "issues": _not_json(events[0], language) or invalid.issues}


class Figured(NamedTuple):
    """The answer to a question about all rows, and the rows that are not valid and are not in it, with their issues."""

    answer: Answer
    left_out: list[tuple[Row, list[Issue]]]


Figure = Callable[[Any], Any]


def figures(ask: Figure, question: Mapping[str, Any], rows: Sequence[Row], language: Language, inner: str) -> Figured:
    """Asks a question about rows; those that are not valid are left out. ``inner`` is the key under which a row holds
    what is asked, or empty. A question that is itself not valid raises ``InvalidInput``."""

    def about(some: Sequence[Row]) -> Answer:
        head = writing.compact(question)[:-1]
        return dict(ask(f'{head}{"," if question else ""}"rows":[{",".join(_text(row, inner) for row in some)}]}}'))

    try:
        return Figured(about(rows), [])
    except hoso.InvalidInput as invalid:
        about([])
        if any(issue["code"] == "too_long" and not issue["path"] for issue in invalid.issues):
            raise
    good: list[Row] = []
    left_out: list[tuple[Row, list[Issue]]] = []
    for row in rows:
        try:
            issues = _not_json(row, language)
            if not issues:
                about([row])
        except hoso.InvalidInput as invalid:
            issues = [_from(f"/rows/0/{inner}".rstrip("/"), issue) for issue in invalid.issues]
        if issues:
            left_out.append((row, issues))
        else:
            good.append(row)
    return Figured(about(good), left_out)


def _from(before: str, issue: Issue) -> Issue:
    """An issue with its path from the row on."""
    return {**issue, "path": issue["path"].removeprefix(before)}


def _decoded(row: Row) -> Any:
    """A row as a value; nothing when it is text that is not JSON."""
    if isinstance(row.question, dict):
        return row.question
    try:
        return positions.decoded(text_of(row.question))
    except (ValueError, RecursionError):
        return None


def _not_json(row: Row, language: Language) -> list[Issue]:
    """The issue of a row that is text and not JSON, with its place in the row."""
    if isinstance(row.question, dict):
        return []
    try:
        hoso.explain(row.question, language=language)
    except hoso.InvalidInput as invalid:
        return [issue for issue in invalid.issues if issue["code"] == "not_json"]
    return []


def _listed(rows: Sequence[Row]) -> Any:
    """Rows as a list; as JSON text when they are text, so that the library reads what stands in the file."""
    if any(isinstance(row.question, dict) for row in rows):
        return [row.question for row in rows]
    return f"[{','.join(row.text for row in rows)}]"


def _text(row: Row, inner: str) -> str:
    """A row as JSON text; where it is to be under a key, its id stands beside it."""
    value = _decoded(row) if inner else None
    if isinstance(value, dict) and inner not in value:
        named = value.get("id", row.others.get("id"))
        if "id" in value:
            value = {key: kept for key, kept in value.items() if key != "id"}
        elif row.text:
            return f'{{"{inner}":{row.text}}}'
        return writing.compact({"id": named if named is None else str(named), inner: value})
    return row.text or writing.compact(row.question)
