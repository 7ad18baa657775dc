"""Names in the place of ids, as an office pastes them: a name becomes the id of the only thing that has it, which is
told; that of several things, or of none, is an issue. What may be a misspelt id stays: the library tells of that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from hoso.cli.cells import Fault
from hoso.cli.names import Names, Thing
from hoso.cli.workbook.tables import Table

Cells = dict[str, Any]


class Taken(NamedTuple):
    """A name that was read as an id."""

    name: str
    id: str


def of(table: Table, rows: Iterable[Cells]) -> Names:
    """The things of a sheet, by what its columns of names call them."""
    columns = [column.key for column in table.columns if column.kind == "name" and column.steps[0] in ("name", "title")]
    called = ((row, key) for row in rows if table.id in row for key in columns if key in row)
    return Names([Thing(row[table.id], row[key]) for row, key in called], {})


def take(table: Table, cells: Cells, things: Mapping[str, Names], tell: Callable[[str, Taken | Fault], None]) -> None:
    """Puts ids in the place of names, in those cells of a row that name things of other sheets."""
    for column in table.columns:
        names, value = things.get(column.refers or ""), cells.get(column.key)
        if names is None or value is None:
            continue
        read = [_read(text, names) for text in (value if isinstance(value, list) else [value])]
        for one in read:
            if not isinstance(one, str):
                tell(column.key, one)
        ids = [one.id if isinstance(one, Taken) else one for one in read if not isinstance(one, Fault)]
        cells[column.key] = ids if isinstance(value, list) else next(iter(ids), value)


def _read(text: str, things: Names) -> str | Taken | Fault:
    """What is no name as it is, a name with its id, or why it has none."""
    found = text if things.is_id(text) else things.code(text, None)
    if not isinstance(found, Fault):
        return text if found == text else Taken(text, found)
    # Ids have neither spaces nor accents.
    is_name = " " in text or not text.isascii()
    return found if is_name or found.code == "name_of_several" else text
