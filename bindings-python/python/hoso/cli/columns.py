"""The columns of tables: which a question has, which it needs, and which of a file nobody uses."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, NotRequired, TypeAlias, get_origin, get_type_hints

import hoso
from hoso.cli import positions, problems, tables
from hoso.cli.needs import arrow
from hoso.cli.source import Source
from hoso.cli.words import word

#: The columns that rows may have, and whether they must.
Columns: TypeAlias = Mapping[str, bool]


@cache
def known(question: type) -> Columns:
    """The columns that a question may have."""
    hints = get_type_hints(question, include_extras=True)
    return {name: get_origin(hint) is not NotRequired for name, hint in hints.items()}


def look(source: Source, names: Sequence[str], wanted: Columns, keep: Collection[str]) -> None:
    """Refuses a table with a column twice, or without one that is to be kept; names those that nobody uses."""
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice:
        raise source.refused("column_twice", names=", ".join(twice))
    _need_kept(source, names, keep)
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
        _need_kept(source, positions.keys(rows[0]), absent)


def _need_kept(source: Source, names: Collection[str], keep: Collection[str]) -> None:
    if absent := [name for name in keep if name not in names]:
        raise source.refused("no_such_column", names=_nearest(source, absent, list(names)), has=", ".join(names))


def need(source: Source, names: Collection[str], wanted: Columns) -> None:
    """Refuses a table without columns that every row needs: once, and not for each row."""
    if missing := [name for name, needed in wanted.items() if needed and name not in names]:
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
