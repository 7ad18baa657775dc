"""What the cells of a spreadsheet mean where a key of some kind is asked for, and what cannot be read in them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from hoso.cli.words import word
from hoso.types import Issue, Language

#: From here on a spreadsheet, which counts in floats and shows 15 digits, has rounded an id.
ROUNDED = 10**15
#: The days that a bare number may stand for: 1954 to 2119, in the date system that begins in 1900.
_EPOCH, _SERIALS = date(1899, 12, 30), range(20_000, 80_000)


class Fault(NamedTuple):
    """Why a cell cannot be read: a word, and what it names."""

    code: str
    params: Mapping[str, str] = {}

    def issue(self, key: str, cell: str, language: Language) -> Issue:
        """The same as an issue of a row, which names the cell; without a key of the row as a whole."""
        params = {"cell": cell, **self.params}
        # The codes of what is wrong with files stand in no list of the library.
        issue: Any = {"code": self.code, "path": f"/{key}" if key else "", "params": params}
        issue["message"] = word(self.code, language, **params)
        told: Issue = issue
        return told


class Merged(NamedTuple):
    """A cell that spans several rows: its value stands for each of them."""

    value: Any
    #: Whether it is one of the rows below the first.
    is_below: bool


Cell: TypeAlias = Any


def is_filled(cell: Cell) -> bool:
    """Whether something was put into a cell."""
    if isinstance(cell, Merged):
        return not cell.is_below and is_filled(cell.value)
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def shown(cell: Cell) -> str:
    """A cell as text, whatever is in it."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case Merged():
            return shown(cell.value)
        case Fault():
            return cell.params.get("value", "")
        case bool():
            return str(cell).lower()
        case int() | float():
            return number(cell)
        case timedelta():
            return _clock(cell)
    return str(cell.isoformat())


def number(value: float) -> str:
    """A number as a spreadsheet shows it: whole ones without a fraction, others to 15 digits."""
    return f"{Decimal(f'{value:.15g}').normalize():f}"


def serial(value: float) -> date | None:
    """The day that a bare number may stand for."""
    return _EPOCH + timedelta(days=int(value)) if value == int(value) and int(value) in _SERIALS else None


def _digits(told: str) -> date | None:
    """The day that eight digits may stand for: 20271231."""
    with suppress(ValueError):
        return datetime.strptime(told, "%Y%m%d").date() if len(told) == 8 else None
    return None


def read(cell: Cell, kind: str) -> str | Fault | None:
    """A cell as the text that stands for it in CSV. Nothing is guessed: what a spreadsheet has made of something else
    is a fault."""
    match cell:
        case str() | None:
            return cell
        case Fault():
            return cell
        case Merged():
            # An amount that stands for several rows would be counted for each of them.
            return Fault("cell_merged") if kind == "integer" else read(cell.value, kind)
        case bool():
            return shown(cell)
        case int() | float():
            return _number(cell, kind)
        case datetime():
            return _time(cell, kind)
        case date():
            return _day(cell, kind)
    return Fault("cell_is_time", {"value": shown(cell)})


def _number(value: float, kind: str) -> str | Fault:
    told = number(value)
    if kind in ("day", "moment"):
        day = serial(value) or _digits(told)
        near = {} if day is None else {"day": f"{day:%d/%m/%Y}"}
        return Fault("cell_is_no_day_near" if near else "cell_is_no_day", {"value": told, **near})
    if abs(value) >= ROUNDED and kind != "integer":
        return Fault("cell_rounded", {"value": told})
    if "." in told and kind not in ("integer", "boolean"):
        return Fault("cell_is_number", {"value": told})
    return told


def _time(value: datetime, kind: str) -> str | Fault:
    # That a time is no day the library says.
    return value.isoformat() if kind in ("day", "moment") else Fault("cell_is_day", {"value": f"{value:%d/%m/%Y}"})


def _day(value: date, kind: str) -> str | Fault:
    if kind == "day":
        return value.isoformat()
    # Midnight of a day is a whole number of days, and comes as a day.
    return f"{value}T00:00:00" if kind == "moment" else Fault("cell_is_day", {"value": f"{value:%d/%m/%Y}"})


def _clock(value: timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
