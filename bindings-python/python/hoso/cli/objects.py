"""Rows that name what they hold, of JSON and Parquet, as cells below headings: so a mapping reads them as any table."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from hoso.cli import positions, tables
from hoso.cli.cells import ROUNDED, Cell
from hoso.cli.headed import NumberedRows

#: In so many rows of JSON what rows may hold is looked for: not every row has each key.
_LOOKED_AT = 1000
#: So much is shown of what is no object.
_SHOWN = 40


def read(text: str) -> dict[str, Any]:
    """A row of JSON, which is an object."""
    row = json.loads(text, object_pairs_hook=positions.once)
    if not isinstance(row, dict):
        raise ValueError(text[:_SHOWN])
    return row


def rows(objects: Iterator[Mapping[str, Any]]) -> NumberedRows:
    """The headings, and below them the cells of each row."""
    first = list(islice(objects, _LOOKED_AT))
    names = list(dict.fromkeys(name for row in first for name in row))
    yield 0, names
    for number, row in enumerate(chain(first, objects), 1):
        yield number, [_cell(row.get(name)) for name in names]


def _cell(value: Any) -> Cell:
    """A value as a cell has it. A list is what it is in CSV; a whole number that a spreadsheet would have rounded
    is whole here."""
    match value:
        case int() if abs(value) >= ROUNDED:
            return str(value)
        case float() if math.isnan(value):
            return None
        case Decimal():
            return _cell(int(value)) if value == value.to_integral_value() else float(value)
        case datetime() if value.tzinfo is not None:
            return value.isoformat()
        case None | str() | bool() | int() | float() | date() | time() | timedelta():
            return value
        case list() | dict():
            return tables.cell(value)
    return str(value)
