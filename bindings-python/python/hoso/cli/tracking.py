"""Where each consignment of a file of events is, with its history. All events of a file are held in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any, NamedTuple

import hoso
from hoso.cli import tables
from hoso.cli.needs import arrow
from hoso.cli.pieces import Piece, batch_of_json, row_of
from hoso.cli.places import Row
from hoso.types import Issue, Language

Answer = dict[str, Any]

#: When a table tells that it was first tried, and done.
_TRIED = ("first_attempt_at", "delivered_at")
#: The columns of a table of consignments.
COLUMNS = {
    **dict.fromkeys(("consignment", "state", "since"), "text"),
    "attempts": "integer",
    "damaged": "boolean",
    "claim": "text",
    "final": "boolean",
    **dict.fromkeys(_TRIED, "text"),
    "anomalies": "texts",
    "issues": "issues",
}
_TIMES = ("at", "recorded_at")
_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)")
_NAIVE = r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?"
_NAIVE_IN_JSON = re.compile(rf'("(?:{"|".join(_TIMES)})"\s*:\s*"{_NAIVE})"')


class Followed(NamedTuple):
    """The events of a consignment as they stand in the file, and where it is; or ``issues``."""

    pieces: Sequence[Piece]
    rows: Sequence[int]
    answer: Answer
    #: What a table tells beside the answer.
    beside: Answer

    def event(self, at: int) -> Row:
        """An event by its place among those of the consignment."""
        return row_of(self.pieces, self.rows[at if at < len(self.rows) else 0])


def flat(followed: Followed, offset: str | None) -> dict[str, Any]:
    """A consignment as a row of a table, with its times at one offset."""
    answer = at_offset({**followed.answer, **followed.beside}, offset)
    row = {name: answer.get(name) for name in COLUMNS}
    row["anomalies"] = [anomaly["code"] for anomaly in answer.get("anomalies", ())]
    row["issues"] = tables.brief(answer.get("issues", ()))
    return row


def follow(pieces: Sequence[Piece], language: Language, offset: str | None) -> Iterator[Followed]:
    """Each consignment, in order of first appearance. Times are told at one offset in each answer: the one that is
    given, at which times without one are read, or that of the first event."""
    if not pieces:
        return
    batches = [piece.batch if offset is None else _with_offset(piece, offset) for piece in pieces]
    told = arrow().table(hoso.Rulebook._tracked(arrow().Table.from_batches(batches), language=language))
    unread = {piece.first - 1 + at: issues for piece in pieces for at, issues in piece.wrong.items()}
    for one in told.to_pylist():
        answer = json.loads(one["answer"])
        if unread and not unread.keys().isdisjoint(one["rows"]):
            answer = {"issues": _with_unread(answer.get("issues", ()), one["rows"], unread)}
        if "issues" in answer:
            known = {} if one["consignment"] is None else {"consignment": one["consignment"]}
            answer = {**known, **answer}
        answer = at_offset(answer, offset or first_offset(answer))
        yield Followed(pieces, one["rows"], answer, {name: one.get(name) for name in _TRIED})


def _with_unread(issues: Sequence[Issue], rows: Sequence[int], unread: Mapping[int, Sequence[Issue]]) -> list[Issue]:
    """The issues of a consignment's events, with what cannot be read in them."""
    found: list[Issue] = []
    for at, row in enumerate(rows):
        found += [{**issue, "path": f"/{at}{issue['path']}"} for issue in unread.get(row, ())]
    paths = [issue["path"] for issue in found]
    return [*found, *(issue for issue in issues if issue["path"] not in paths)]


def first_offset(answer: Answer) -> str | None:
    """The offset of the first event that had its effect."""
    found = _TIME.fullmatch(answer["history"][0]["at"]) if answer.get("history") else None
    return found[3] if found else None


def at_offset(value: Any, offset: str | None) -> Any:
    """An answer with its times at an offset; without one, as they are."""
    match value:
        case dict():
            return {key: at_offset(inner, offset) for key, inner in value.items()}
        case list():
            return [at_offset(inner, offset) for inner in value]
        case str() if (found := _TIME.fullmatch(value)) and offset not in (None, found[3]):
            return _moved(found, offset)
    return value


def _moved(time: re.Match[str], offset: str) -> str:
    try:
        moved = datetime.fromisoformat(time[1] + time[3]).astimezone(timezone(_difference(offset)))
    except OverflowError:
        return time[0]
    return f"{moved.replace(tzinfo=None).isoformat()}{time[2] or ''}{offset}"


def _difference(offset: str) -> timedelta:
    if offset == "Z":
        return timedelta()
    hours, minutes = (int(f"{offset[0]}{part}") for part in offset[1:].split(":"))
    return timedelta(hours=hours, minutes=minutes)


def _with_offset(piece: Piece, offset: str) -> Any:
    """The events of a piece, of which times without an offset are at one."""
    pa, pc = arrow(), tables.compute()
    if piece.texts is not None:
        return batch_of_json([_NAIVE_IN_JSON.sub(rf'\g<1>{offset}"', text) for text in piece.texts.to_pylist()])
    batch = piece.batch
    for name in _TIMES:
        if name not in batch.schema.names:
            continue
        times = batch[name]
        if pa.types.is_timestamp(times.type) and times.type.tz is None:
            utc = pc.subtract(times, pa.scalar(_difference(offset), pa.duration(times.type.unit)))
            times = utc.cast(pa.timestamp(times.type.unit, "UTC")).cast(pa.timestamp(times.type.unit, offset))
        elif pa.types.is_string(times.type):
            naive = pc.fill_null(pc.match_substring_regex(times, f"^{_NAIVE}$"), False)
            times = pc.if_else(naive, pc.binary_join_element_wise(times, offset, ""), times)
        batch = batch.set_column(batch.schema.get_field_index(name), name, times)
    return batch
