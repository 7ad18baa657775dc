"""The columns of tables: which a question has, which it needs, and which of a file nobody uses."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import (
    Any,
    Literal,
    NamedTuple,
    NotRequired,
    SupportsIndex,
    TypeAlias,
    TypedDict,
    get_args,
    get_origin,
    get_type_hints,
)

import hoso
from hoso.cli import positions, problems, tables
from hoso.cli.needs import arrow
from hoso.cli.source import Source
from hoso.cli.words import Members, closed_list, word
from hoso.types import (
    Case,
    Claim,
    CompensationTo,
    Consignment,
    Dossier,
    Event,
    Heading,
    Integer,
    InvoiceLine,
    Moments,
    QuarterRow,
    ReportRow,
)


class Column(NamedTuple):
    """What a column holds, and whether rows must have it."""

    needed: bool = False
    #: text, member (of a closed list), texts, day, moment, integer, boolean or json.
    kind: str = "text"
    #: The closed list.
    members: Members | None = None


#: The columns that rows may have.
Columns: TypeAlias = Mapping[str, Column]


@cache
def known(question: type) -> Columns:
    """The columns that a question may have."""
    hints = get_type_hints(question, include_extras=True)
    return {name: _column(hint) for name, hint in hints.items()}


class BesidePrice(TypedDict):
    """What an item of a settlement says beside its day and its price."""

    id: str
    collected: NotRequired[Integer | None]
    compensation: NotRequired[Integer | None]
    compensation_to: NotRequired[CompensationTo | None]


class Unpriced(Consignment, BesidePrice):
    """An item that is still to be priced."""


class Compared(Consignment):
    """A consignment of which two rulebooks are asked."""

    id: NotRequired[str | None]


#: What is asked about the rows of a table, by the command that asks; an invoice has rows of its own.
ROWS: Mapping[str, type] = {
    "decide": Case,
    "quote": Consignment,
    "deadlines": Moments,
    "compensation": Claim,
    "journey": Dossier,
    "track": Event,
    "report": ReportRow,
    "quarter": QuarterRow,
    "compare": Compared,
    "settle": Unpriced,
    "invoice": InvoiceLine,
}


@cache
def all_keys() -> frozenset[str]:
    """The keys that some row may have."""
    return frozenset(key for question in ROWS.values() for key in known(question))


#: The shapes in which the library has headings for the keys of a command whose rows are of none of them.
_SHAPES: Mapping[str, Sequence[str]] = {
    "compare": ("Consignment", "SettleItem"),
    "settle": ("SettleItem", "Consignment"),
}


@cache
def headings(command: str) -> Mapping[str, Sequence[str]]:
    """What the columns of a command's rows are called, by their keys: first in Vietnamese and in English, then by the
    key itself, then by whatever else offices write."""
    question = ROWS[command]
    shapes = [hoso.headings()[shape] for shape in _SHAPES.get(command, (question.__name__,))]
    found = {}
    for key in known(question):
        told = [shape[key] for shape in shapes if key in shape]
        main = [told[0]["vi"], told[0]["en"]] if told else []
        found[key] = [*main, key, key.replace("_", " "), *(name for one in told for name in _all(one))]
    return found


def _all(heading: Heading) -> Sequence[str]:
    return [heading["vi"], heading["en"], *heading["also"]]


#: What stands for what in the type of a key.
_KINDS = {date: "day", datetime: "moment", SupportsIndex: "integer", int: "integer", bool: "boolean", str: "text"}


def _column(hint: Any) -> Column:
    needed = get_origin(hint) is not NotRequired
    of = hint if needed else get_args(hint)[0]
    one_of = [kind for kind in get_args(of) or (of,) if kind is not type(None)]
    if get_origin(of) is Literal or any(get_origin(kind) is Literal for kind in one_of):
        names = get_args(of) if get_origin(of) is Literal else get_args(one_of[0])
        return Column(needed, "member", closed_list(names))
    if Sequence in {get_origin(kind) for kind in one_of}:
        return Column(needed, "texts" if str in get_args(one_of[0]) else "json")
    return Column(needed, next((kind for type_, kind in _KINDS.items() if type_ in one_of), "json"))


def look(source: Source, names: Sequence[str], wanted: Columns, keep: Collection[str]) -> None:
    """Refuses a table with a column twice, or without one that is to be kept; names those that nobody uses."""
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice:
        raise source.refused("column_twice", names=", ".join(twice))
    need_kept(source, names, keep)
    asked = [name for name in names if name in wanted or name not in keep]
    unused = hoso.Rulebook._unused(asked, [*wanted])
    for name, near in unused:
        if near is not None:
            told = word("column_misspelt", source.language, name=name, near=near)
            problems.errors.print(f"{source.name}: {told}", style="bold yellow")
    if far := [name for name, near in unused if near is None]:
        told = word("columns_unused", source.language, names=", ".join(far))
        problems.errors.print(f"{source.name}: {told}", style="dim")


def look_in_json(source: Source, rows: Sequence[str], keep: Collection[str]) -> None:
    """The same for rows of JSON, of which any may lack what others have: one of the first must have it."""
    absent = [name for name in keep if not any(positions.has(row, name) for row in rows)]
    if absent:
        need_kept(source, positions.keys(rows[0]), absent)


def need_kept(source: Source, names: Collection[str], keep: Collection[str]) -> None:
    """Refuses a table without a column that is to be kept."""
    if absent := [name for name in keep if name not in names]:
        raise source.refused("no_such_column", names=_nearest(source, absent, list(names)), has=", ".join(names))


def need(source: Source, names: Collection[str], wanted: Columns) -> None:
    """Refuses a table without columns that every row needs: once, and not for each row."""
    if missing := [name for name, column in wanted.items() if column.needed and name not in names]:
        raise source.refused("columns_missing", names=_nearest(source, missing, [*names]), has=", ".join(names))


def _nearest(source: Source, names: Sequence[str], others: Sequence[str]) -> str:
    """Names, each with the nearest of others, if there is one."""
    near = ((name, hoso.nearest(name, others)) for name in names)
    return ", ".join(
        f"{name} ({word('did_you_mean', source.language, name=found)})" if found else name for name, found in near
    )


def cells(column: Any) -> Any:
    """A column of a question: of texts without the space around them, where an empty one is none."""
    pa, pc = arrow(), tables.compute()
    types = pa.types
    of = column.type.value_type if types.is_dictionary(column.type) else column.type
    if not (types.is_string(of) or types.is_large_string(of) or types.is_string_view(of)):
        return column
    texts = pc.utf8_trim_whitespace(column.cast("string"))
    return pc.replace_with_mask(texts, pc.fill_null(pc.equal(texts, ""), False), pa.scalar(None, "string"))
