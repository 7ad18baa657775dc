"""How days, times and numbers are written in a table, as a mapping says. What may be read in two ways is not read."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from hoso.cli.cells import Cell, Fault, Merged, number, read as read_plain, serial, shown
from hoso.cli.names import plain

#: How days may be written; one as 2014-10-01 is read in any case.
DAYS = {"d/m/y": "dmy", "m/d/y": "mdy", "y/m/d": "ymd", "serial": ""}
_DAY = re.compile(r"(\d{1,4})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{1,4})(?:[ T]+(\d{1,2}[:hg]\d{2}(?::\d{2})?))?")
_IN_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_CLOCK = re.compile(r"(\d{1,2})\s*[:hg]\s*(\d{2})(?::(\d{2}))?")
_AMOUNT = re.compile(
    r"([+-]?)\s*([\d.,' \u00a0\u202f]*\d)\s*(đồng|đ|₫|vnđ|vnd|kg|kilôgam|gram|gam|gr|g)?\.?", re.IGNORECASE
)
_YES = ("co", "x", "yes", "true", "dung", "1")
_NO = ("khong", "no", "false", "sai", "0")


class Style(NamedTuple):
    """How the cells of a column are written."""

    days: str = ""
    decimal: str = ""
    grouping: str = ""
    unit: str = ""
    offset: str = ""


def text(cell: Cell) -> str | Fault:
    """The text of a cell; a number is none, and what a spreadsheet made of something else is a fault."""
    told = read_plain(cell, "text")
    return told if isinstance(told, Fault) else told or ""


def read(cell: Cell, kind: str, style: Style, clock: Cell = None) -> str | Fault | None:
    """A cell as the text that stands for it where a key of some kind is asked for."""
    if isinstance(cell, Merged) and kind != "integer":
        cell = cell.value
    match kind:
        case "day":
            return _day(cell, style)
        case "moment":
            return _moment(cell, style, clock)
        case "integer":
            return _integer(cell, style)
        case "boolean" if isinstance(cell, str):
            told = plain(cell) or cell.strip()
            return "true" if told in (*_YES, "✓") else "false" if told in _NO else cell
    return read_plain(cell, kind)


def _day(cell: Cell, style: Style) -> str | Fault | None:
    if isinstance(cell, str):
        found = parted(cell, style)
        return found if isinstance(found, Fault) else found[0]
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if style.days == "serial" and isinstance(cell, int | float) and (day := serial(cell)):
        return day.isoformat()
    return read_plain(cell, "day")


def _moment(cell: Cell, style: Style, clock: Cell) -> str | Fault | None:
    """A time with the offset of the table; its clock may stand in another column."""
    if isinstance(cell, Fault):
        return cell
    if isinstance(cell, datetime) and clock is None:
        return f"{cell.isoformat()}{style.offset}"
    at: str | Fault = "00:00:00"
    if isinstance(cell, date):
        day: str | Fault | None = cell.strftime("%Y-%m-%d")
    elif isinstance(cell, str) and clock is None:
        if re.fullmatch(r"\d{4}-\d\d-\d\d[Tt ].*", cell.strip()):
            told = cell.strip()
            return told + style.offset if re.fullmatch(r"[^Tt ]+[Tt ][\d:.]+", told) else told
        found = parted(cell, style)
        if isinstance(found, Fault):
            return found
        day, at = found[0], _clock(found[1] or "")
    else:
        day = _day(cell, style)
    if clock is not None:
        at = _clock(clock)
    if isinstance(at, Fault):
        return at
    return day if isinstance(day, Fault) else f"{day}T{at}{style.offset}"


def parted(told: str, style: Style) -> tuple[str, str | None] | Fault:
    """A day that is written out, and the clock beside it."""
    order, found = DAYS.get(style.days, ""), _DAY.fullmatch(told.strip())
    if in_words := _IN_WORDS.fullmatch(plain(told)):
        parts, clock, order = list(in_words.groups()), None, "dmy"
    elif found is None:
        return Fault("cell_is_no_day", {"value": told.strip()[:40]})
    else:
        parts, clock = [found[1], found[3], found[4]], found[5]
        order = "ymd" if len(parts[0]) == 4 else order
    if len(order) != 3:
        return Fault("cell_day_unclear", {"value": told.strip()})
    named = dict(zip(order, parts, strict=True))
    try:
        if len(named["y"]) != 4:
            raise ValueError(told)
        return date(int(named["y"]), int(named["m"]), int(named["d"])).isoformat(), clock
    except ValueError:
        return Fault("cell_is_no_day", {"value": told.strip()})


def _clock(cell: Cell) -> str | Fault:
    """A time of day: a text, a clock of a spreadsheet, or a fraction of a day."""
    if isinstance(cell, float) and 0 <= cell < 1:
        cell = timedelta(seconds=round(cell * 86_400))
    if isinstance(cell, time):
        return cell.strftime("%H:%M:%S")
    found = _CLOCK.fullmatch(shown(cell).strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return Fault("cell_is_no_clock", {"value": shown(cell)[:40]})
    return f"{int(found[1]):02}:{found[2]}:{found[3] or '00'}"


#: How many of the smallest unit there are in one.
_GRAMS = {"kg": 1000, "kilôgam": 1000, "": 1}


def _integer(cell: Cell, style: Style) -> str | Fault | None:
    unit = style.unit
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return read_plain(cell, "integer")
    if isinstance(cell, str):
        found = _AMOUNT.fullmatch(cell.strip())
        digits = None if found is None else _digits(found[2].strip(), style)
        if found is None or digits is None:
            return Fault("cell_is_no_number", {"value": cell.strip()[:40]})
        unit, value = found[3].lower() if found[3] else unit, Decimal(found[1] + digits)
    else:
        value = Decimal(number(cell))
    value *= _GRAMS.get(unit, 1)
    if value != value.to_integral_value():
        return Fault("cell_is_not_whole", {"value": shown(cell)})
    return f"{value:.0f}"


def _digits(told: str, style: Style) -> str | None:
    """A number as its digits and a point, if its marks stand where they may."""
    whole, mark, fraction = told.partition(style.decimal) if style.decimal else (told, "", "")
    if style.grouping:
        # A number whose groups begin with a nought is none: its mark begins a fraction.
        of_three = re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(style.grouping)}\d{{3}})+", whole)
        whole = whole.replace(style.grouping, "") if of_three else whole
    if not whole.isascii() or not whole.isdigit() or (mark and not (fraction.isascii() and fraction.isdigit())):
        return None
    return f"{whole}.{fraction}" if mark else whole
