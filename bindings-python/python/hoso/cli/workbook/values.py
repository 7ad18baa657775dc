"""A value of the document as a cell, and a cell as a value; and what of a thing no cell can hold.

A value stands in its cell only if reading the cell gives it again: all else goes into the column of JSON, so that
whatever a document says comes back as it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from hoso.cli import cells
from hoso.cli.cells import Cell, Fault

Value: TypeAlias = Any

#: The first day that every spreadsheet counts alike: Excel has a 29 February 1900, which never was.
_FIRST = date(1900, 3, 1)
#: What comes back from XML as something else, or stands in no cell.
_UNFIT = re.compile(r"_x[0-9A-Fa-f]{4}_|[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_YES, _NO = ("có", "x", "yes", "true"), ("không", "no", "false")
#: A percentage as text; and how many basis points a whole is.
_PERCENT, _WHOLE = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,2}))?\s*%"), 10_000
_DAY = timedelta(days=1)


def last_day(until: str) -> date:
    """The last day, as papers name it, by the day after it, as documents do."""
    return date.fromisoformat(until) - _DAY


def day_after(last: date) -> str:
    """The day after a last day."""
    return (last + _DAY).isoformat()


def written(value: Value, kind: str) -> Cell:
    """The cell that holds a value, or none where no cell can."""
    try:
        cell = _WRITTEN[kind](value)
        return cell if read(cell, kind) == value and type(read(cell, kind)) is type(value) else None
    except (AttributeError, TypeError, ValueError, OverflowError):
        return None


def read(cell: Cell, kind: str) -> Value | Fault:
    """What a cell says; nothing is guessed."""
    if isinstance(cell, str):
        cell = cell.strip()
    if cell is None or cell == "":
        return None
    return cell if isinstance(cell, Fault) else _READ[kind](cell)


def is_number(cell: Cell) -> bool:
    """Whether a cell holds a number, in whatever column."""
    cell = cell.value if isinstance(cell, cells.Merged) else cell
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _yes(cell: Cell) -> Value | Fault:
    return _flag(cell) or Fault("book_yes_or_blank", {"value": cells.shown(cell)})


def _text_written(value: Value) -> Cell:
    return None if _UNFIT.search(value) else value


def _text(cell: Cell) -> Value | Fault:
    return cells.read(cell, "text")


def _integer_written(value: Value) -> Cell:
    return value if type(value) is int and abs(value) < cells.ROUNDED else None


def _integer(cell: Cell) -> Value | Fault:
    if isinstance(cell, str):
        return Fault("book_number_is_text", {"value": cell})
    told = cells.read(cell, "integer")
    if not isinstance(told, str):
        return told
    try:
        return int(told)
    except ValueError:
        return Fault("book_not_whole", {"value": told})


def _times_written(value: Value) -> Cell:
    return value / _WHOLE if type(value) is int and abs(value) < cells.ROUNDED else None


def _percent_written(value: Value) -> Cell:
    # A number above 1 is more often a percentage without its sign than more than the whole.
    return percent(value) if type(value) is int and value > _WHOLE else _times_written(value)


def percent(bp: int) -> str:
    """Basis points as a cell shows them, and as they may be typed: ``8%``, ``12.5%``."""
    return f"{Decimal(bp).scaleb(-2).normalize():f}%"


def _times(cell: Cell) -> Value | Fault:
    """A percentage in basis points. Spreadsheets keep 8 % as 0.08."""
    if isinstance(cell, str):
        found = _PERCENT.fullmatch(cell)
        if found is None:
            return Fault("book_no_percent", {"value": cell})
        return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    told = cells.read(cell, "integer")
    if isinstance(told, Fault):
        return told
    if not is_number(cell):
        return Fault("book_no_percent", {"value": str(told)})
    bp = Decimal(str(told)).scaleb(4)
    return int(bp) if bp == int(bp) else Fault("book_percent_too_fine", {"value": f"{bp.scaleb(-2):f}"})


def _percent(cell: Cell) -> Value | Fault:
    bp = _times(cell)
    if isinstance(cell, str) or isinstance(bp, Fault) or bp <= _WHOLE:
        return bp
    return Fault("book_percent_above", {"value": cells.shown(cell), "percent": percent(bp)})


def _day_written(value: Value) -> Cell:
    day = date.fromisoformat(value)
    return day if day >= _FIRST else None


def _last_day_written(value: Value) -> Cell:
    day = last_day(value)
    return day if day >= _FIRST else None


def _as_day(cell: Cell) -> date | Fault:
    match cell:
        case str():
            return Fault("book_day_is_text", {"value": cell})
        case datetime():
            return Fault("book_day_has_time", {"value": f"{cell:%d/%m/%Y %H:%M}"})
        case date():
            return cell
        case bool():
            return Fault("cell_is_no_day", {"value": cells.shown(cell)})
    told = cells.read(cell, "day")
    return told if isinstance(told, Fault) else date.fromisoformat(str(told))


def _day(cell: Cell) -> Value | Fault:
    day = _as_day(cell)
    return day if isinstance(day, Fault) else day.isoformat()


def _last_day(cell: Cell) -> Value | Fault:
    day = _as_day(cell)
    return day if isinstance(day, Fault) else day_after(day)


def _clock(cell: Cell) -> Value | Fault:
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return cells.shown(cell) if isinstance(cell, timedelta) else _text(cell)


def _flag(cell: Cell) -> Value | Fault:
    told = cells.shown(cell).casefold()
    return True if told in _YES else False if told in _NO else Fault("book_no_flag", {"value": cells.shown(cell)})


def _list(cell: Cell) -> Value | Fault:
    told = _text(cell)
    return told if isinstance(told, Fault) else [part.strip() for part in str(told).split(";") if part.strip()]


def _map_written(value: Value) -> Cell:
    return _text_written("; ".join(f"{key} = {number}" for key, number in value.items()))


def _map(cell: Cell) -> Value | Fault:
    parts = _list(cell)
    if isinstance(parts, Fault):
        return parts
    found = {}
    for part in parts:
        key, is_there, number = (piece.strip() for piece in part.partition("="))
        if not is_there or not key or not re.fullmatch(r"[0-9]+", number) or key in found:
            return Fault("book_no_map", {"value": part})
        found[key] = int(number)
    return found


def json_text(value: Value) -> str:
    """A value as JSON that an office can read, and that stands in a cell."""
    text = json.dumps(value, ensure_ascii=False)
    return text if not _UNFIT.search(text) else json.dumps(value).replace("_x", "\\u005fx").replace("\x7f", "\\u007f")


def _json(cell: Cell) -> Value | Fault:
    try:
        return json.loads(str(_text(cell)), parse_constant=_refuse)
    except (ValueError, RecursionError) as wrong:
        return Fault("book_no_json", {"why": str(wrong)})


def _refuse(name: str) -> None:
    raise ValueError(name)


_WRITTEN: Mapping[str, Callable[[Value], Cell]] = {
    "text": _text_written,
    "name": _text_written,
    "clock": _text_written,
    "integer": _integer_written,
    "percent": _percent_written,
    "times": _times_written,
    "day": _day_written,
    "last_day": _last_day_written,
    "flag": lambda value: "có" if value else "không",
    "yes": lambda value: "có" if value else "không",
    "list": lambda value: _text_written("; ".join(value)),
    "map": _map_written,
    "json": json_text,
}
_READ: Mapping[str, Callable[[Cell], Value | Fault]] = {
    "text": _text,
    "name": _text,
    "remark": cells.shown,
    "clock": _clock,
    "integer": _integer,
    "percent": _percent,
    "times": _times,
    "day": _day,
    "last_day": _last_day,
    "flag": _flag,
    "yes": _yes,
    "list": _list,
    "map": _map,
    "json": _json,
}
