"""Names in the place of ids, as an office pastes them: a name becomes the id of the only thing that has it, which is
told; that of several things, or of none, is an issue. So do the labels of closed lists, and numbers that a spreadsheet
has made of ids. What may be a misspelt id stays: the library tells of that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any, NamedTuple

from hoso.cli.cells import Fault
from hoso.cli.names import Names, Thing
from hoso.cli.words import closed_list
from hoso.cli.workbook.tables import Column, Table

Cells = dict[str, Any]


class Taken(NamedTuple):
    """What was read as an id."""

    name: str
    id: str


def of(table: Table, rows: Iterable[Cells]) -> Names:
    """The things of a sheet, by what its columns of names call them; one may have no name."""
    columns = [column.key for column in table.columns if column.kind == "name" and column.steps[0] in ("name", "title")]
    told = ((row[table.id], [row[key] for key in columns if key in row]) for row in rows if table.id in row)
    return Names([Thing(id_, name) for id_, names in told for name in names or [""]], {})


def take(
    table: Table,
    cells: Cells,
    numbers: Set[str],
    things: Mapping[str, Names],
    tell: Callable[[str, Taken | Fault], None],
) -> None:
    """Puts ids in the place of names, in those cells of a row that name things of other sheets or of closed lists;
    ``numbers`` are its cells that hold a number."""
    for column in table.own:
        value, is_number = cells.get(column.key), column.key in numbers
        names = _names(column, things)
        # What a row belongs to is named by its id alone.
        if names is None or value is None or (column not in table.columns and not is_number):
            continue
        texts = [*value] if isinstance(value, list | dict) else [value]
        read = [_read(text, names, column, is_number=is_number) for text in texts]
        for one in read:
            if not isinstance(one, str):
                tell(column.key, one)
        ids = [one.id if isinstance(one, Taken) else one for one in read if not isinstance(one, Fault)]
        if isinstance(value, dict):
            cells[column.key] = dict(zip(ids, value.values(), strict=False))
        else:
            cells[column.key] = ids if isinstance(value, list) else next(iter(ids), value)


def _names(column: Column, things: Mapping[str, Names]) -> Names | None:
    if column.members:
        return Names.of_members(closed_list(column.members) or {}, {})
    # Numbers that are given for each of several things are given for zones.
    return things.get("zones" if column.kind == "map" else column.refers or "")


def _read(text: str, things: Names, column: Column, *, is_number: bool) -> str | Taken | Fault:
    """What is no name as it is, a name with its id, or why it has none."""
    if is_number:
        return _of_number(text, things)
    found = text if things.is_id(text) else things.code(text, None)
    if not isinstance(found, Fault):
        return text if found == text else Taken(text, found)
    if column.kind == "list" and (fault := _of_several(text, things)):
        return fault
    # Ids have neither spaces nor accents.
    is_name = not column.members and (" " in text or not text.isascii())
    return found if is_name or found.code == "name_of_several" else text


def _of_number(text: str, things: Names) -> str | Taken | Fault:
    """The id of which a spreadsheet has made a number, which has no zeros before it."""
    ids = sorted({thing.id for thing in things.things if thing.id.lstrip("0") == text.lstrip("0")})
    if len(ids) > 1:
        return Fault("book_number_of_several", {"value": text, "ids": ", ".join(ids[:5])})
    return Taken(text, ids[0]) if ids and ids[0] != text else text


def _of_several(text: str, things: Names) -> Fault | None:
    """Several ids or names between which something else stands than semicolons."""
    parts = [part.strip() for part in re.split(r"[,\n]", text) if part.strip()]
    is_some = len(parts) > 1 and any(not isinstance(things.code(part, None), Fault) for part in parts)
    return (
        Fault("book_no_semicolons", {"value": " ".join(text.split()), "wanted": "; ".join(parts)}) if is_some else None
    )
