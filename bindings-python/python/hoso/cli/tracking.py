"""Where each consignment of a file of events is: all by itself with its history, or all at once as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import hoso
from hoso.cli import problems, tables
from hoso.cli.files import Piece, Row, decoded
from hoso.cli.needs import arrow
from hoso.types import Language

Answer = dict[str, Any]

#: The columns of a table of consignments.
COLUMNS = {
    **dict.fromkeys(("consignment", "state", "since"), "text"),
    "attempts": "integer",
    "damaged": "boolean",
    "claim": "text",
    "final": "boolean",
    "anomalies": "texts",
    "issues": "issues",
}
_OFFSET = re.compile(r"[+-]\d\d:\d\d")


class Followed(NamedTuple):
    """The events of a consignment as they stand in the file, and where it is; or ``issues``."""

    events: Sequence[Row]
    answer: Answer


def flat(answer: Answer) -> dict[str, Any]:
    """A consignment as a row of a table."""
    row = {name: answer.get(name) for name in COLUMNS}
    row["anomalies"] = [anomaly["code"] for anomaly in answer.get("anomalies", ())]
    row["issues"] = tables.brief(answer.get("issues", ()))
    return row


def singly(rows: Iterable[Row], language: Language) -> Iterator[Followed]:
    """Each consignment, in order of first appearance. All events are held in memory."""
    by_consignment: dict[Any, list[Row]] = {}
    for row in rows:
        named = _name(row)
        by_consignment.setdefault(row.number if named is None else named, []).append(row)
    for consignment, events in by_consignment.items():
        yield _follow(consignment if isinstance(consignment, str) else None, events, language)


def _follow(consignment: str | None, events: Sequence[Row], language: Language) -> Followed:
    try:
        return Followed(events, dict(hoso.track(_listed(events), language=language)))
    except hoso.InvalidInput as invalid:
        known = {} if consignment is None else {"consignment": consignment}
        question = events[0].question
        not_json = [] if isinstance(question, dict) else problems.not_json(question, language)
        return Followed(events, {**known, "issues": not_json or invalid.issues})


def _listed(rows: Sequence[Row]) -> Any:
    """Rows as a list; as JSON text when they are text, so that the library reads what stands in the file."""
    if any(isinstance(row.question, dict) for row in rows):
        return [row.question for row in rows]
    return f"[{','.join(row.text for row in rows)}]"


class Told(NamedTuple):
    """The table of all consignments; the first of them, and those with events that are not valid, by themselves."""

    table: Any
    first: Sequence[Followed]
    wrong: Sequence[Followed]


def at_once(pieces: Sequence[Piece], language: Language, first: int) -> Told | None:
    """All consignments of a file of columns, which are held in memory as such. Nothing when their times cannot be told
    in a table as they would be one by one: of several offsets, or finer than a microsecond."""
    events = arrow().Table.from_batches([piece.batch for piece in pieces])
    offset = _offset(events["at"])
    if offset is None:
        return None
    answers = arrow().table(hoso.track_batch(events, language=language))
    made = {name: answers[name] for name in COLUMNS}
    made |= {"since": _local(answers["since"], offset), "anomalies": tables.each(answers["anomalies"], "code")}
    places = {*range(min(first, len(answers))), *tables.filled(answers["issues"])}
    followed = _some(pieces, answers["consignment"], places, language)
    order = sorted(followed)
    table = tables.replaced(tables.table(made, COLUMNS), order, [flat(followed[at].answer) for at in order])
    wrong = [followed[at] for at in order if "issues" in followed[at].answer]
    return Told(table, [followed[at] for at in order if at < first], wrong)


def _some(pieces: Sequence[Piece], names: Any, places: set[int], language: Language) -> dict[int, Followed]:
    """The consignments in some places of a table by themselves; also those with an event that columns cannot hold."""
    pc = tables.compute()
    known = names.combine_chunks().drop_null()
    place = {name: at for at, name in enumerate(names.to_pylist()) if name is not None}
    nameless = (at for at, name in enumerate(names.to_pylist()) if name is None)
    named = [piece.batch["consignment"].cast("string") for piece in pieces]
    for piece, of in zip(pieces, named, strict=True):
        places |= {place[of[at].as_py()] for at in piece.odd if of[at].as_py() in place}
    wanted = arrow().array([name for name, at in place.items() if at in places], "string")
    events: dict[int, list[Row]] = {}
    for piece, of in zip(pieces, named, strict=True):
        # Whose name cannot be read is a consignment of its own.
        unknown = pc.invert(pc.is_in(of, value_set=known))
        rows = pc.indices_nonzero(pc.or_(unknown, pc.is_in(of, value_set=wanted))).to_pylist()
        for at, row in zip(rows, piece.rows(rows), strict=True):
            alone = unknown[at].as_py()
            events.setdefault(next(nameless) if alone else place[of[at].as_py()], []).append(row)
    return {at: _follow(_name(some[0]), some, language) for at, some in events.items()}


def _name(row: Row) -> str | None:
    event = decoded(row)
    named = event.get("consignment") if isinstance(event, dict) else None
    return named if isinstance(named, str) else None


def _offset(times: Any) -> str | None:
    """The offset of all times, where it is one."""
    pa, pc = arrow(), tables.compute()
    if pa.types.is_timestamp(times.type):
        offset = "+00:00" if times.type.tz == "UTC" else times.type.tz
        fine = (
            times.type.unit == "ns"
            and not pc.all(pc.equal(times, pc.floor_temporal(times, unit="microsecond"))).as_py()
        )
        return offset if _OFFSET.fullmatch(offset) and not fine else None
    texts = times.cast(pa.string())
    if pc.any(pc.match_substring_regex(texts, r"\.\d{7}")).as_py():
        return None
    found = pc.struct_field(pc.extract_regex(texts, r"(?P<offset>[+-]\d\d:\d\d|Z)$"), "offset").unique().drop_null()
    return found[0].as_py().replace("Z", "+00:00") if len(found) == 1 else None


def _local(times: Any, offset: str) -> Any:
    """Times as the library writes them, by the clock of an offset."""
    pa, pc = arrow(), tables.compute()
    hours, minutes = (int(f"{offset[0]}{part}") for part in offset[1:].split(":"))
    shift = pa.scalar((hours * 60 + minutes) * 60_000_000, pa.duration("us"))
    local = pc.add(times.cast(pa.timestamp("us", "UTC")).cast(pa.timestamp("us")), shift)
    texts = pc.strftime(local, format="%Y-%m-%dT%H:%M:%S")
    whole = pc.replace_substring_regex(texts, r"\.?0*$", "")
    return pc.binary_join_element_wise(pc.if_else(pc.match_substring(texts, "."), whole, texts), offset, "")
