"""What people know a thing by that has no id of its own: beside each row that names it by its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hoso.cli.workbook import values
from hoso.cli.workbook.tables import PLACE, Table

#: How many texts are enough.
_TEXTS = 2


def remark(table: Table, told: Mapping[str, Any]) -> str:
    """The first texts of a thing, or else its first days, by the keys of its columns."""
    for kinds in (("text", "list", "name"), ("day", "last_day")):
        columns = (column for column in table.columns if column.kind in kinds)
        cells = [values.written(told.get(column.key), column.kind) for column in columns]
        if texts := [_shown(cell) for cell in cells if cell]:
            return " · ".join(texts[:_TEXTS])
    return ""


def is_known_so(table: Table) -> bool:
    """Whether the rows that belong to things of a table say so in words too."""
    return table.id == PLACE


def same(text: str, other: str) -> bool:
    """Whether two remarks say the same."""
    return text.split() == other.split()


def _shown(cell: Any) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)
