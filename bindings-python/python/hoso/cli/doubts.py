"""What is to be told of a column as a whole: each of its cells can be read, but not all can be meant as they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from hoso.cli.cells import Cell, Fault, Merged, number

#: More than that, in grams, no post carries; and the last day that may also be a month.
_HEAVIEST, _LAST_MONTH = 30_000, 12
_TWO_WAYS = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*\d{4}\b.*", re.DOTALL)

Where = TypeVar("Where")


class Doubt(NamedTuple):
    """A word, and what it names."""

    code: str
    params: Mapping[str, Any]

    @property
    def is_proof(self) -> bool:
        """Whether something is surely wrong."""
        return self.code == "days_swapped"


class Days(Generic[Where]):
    """Days of a spreadsheet and texts in one column. Where every day could be a month too, and no text could, a
    spreadsheet of another country has exchanged day and month wherever it was able to."""

    def __init__(self) -> None:
        self._day: tuple[date, Where] | None = None
        self._text: tuple[str, Where] | None = None
        self._is_split = True

    def add(self, cell: Cell, where: Where, read: Any) -> None:
        if isinstance(cell, date):
            self._day = self._day or (cell, where)
            self._is_split = self._is_split and cell.day <= _LAST_MONTH
        elif isinstance(cell, str) and (found := _TWO_WAYS.fullmatch(cell)):
            self._text = self._text or (cell.strip(), where)
            self._is_split = self._is_split and max(int(found[1]), int(found[2])) > _LAST_MONTH

    def told(self, place: Callable[[Where], str]) -> Doubt | None:
        if self._day is None or self._text is None:
            return None
        (day, of_day), (text, of_text) = self._day, self._text
        named = {"day": f"{day:%d/%m/%Y}", "cell": place(of_day), "text": text, "other": place(of_text)}
        return Doubt("days_swapped" if self._is_split else "days_mixed", named)


class Codes(Generic[Where]):
    """Whole numbers where codes should be: a spreadsheet leaves out the noughts with which a code begins. It may have
    done so where others are texts, or numbers of other lengths; what numbers the rows has any length."""

    def __init__(self, *, may_number_rows: bool) -> None:
        self._first: tuple[str, Where] | None = None
        self._has_text = False
        self._lengths: set[int] = set()
        self._may_number_rows = may_number_rows

    def add(self, cell: Cell, where: Where, read: Any) -> None:
        if isinstance(cell, str):
            self._has_text = True
        elif isinstance(cell, int | float) and not isinstance(cell, bool) and cell % 1 == 0:
            told = number(cell)
            self._first = self._first or (told, where)
            self._lengths.add(len(told))

    def told(self, place: Callable[[Where], str]) -> Doubt | None:
        is_uneven = len(self._lengths) > 1 and not self._may_number_rows
        if self._first is None or not (self._has_text or is_uneven):
            return None
        value, where = self._first
        return Doubt("code_is_number", {"value": value, "cell": place(where)})


class Weights(Generic[Where]):
    """Kilograms that are more than the post carries: grams, or a mark that was meant otherwise."""

    def __init__(self) -> None:
        self._first: tuple[int, Where] | None = None
        self.count: int = 0

    def add(self, cell: Cell, where: Where, read: Any) -> None:
        # What is no number is told of itself.
        if isinstance(read, str) and read.isdecimal() and int(read) > _HEAVIEST:
            self._first = self._first or (int(read), where)
            self.count += 1

    def told(self, place: Callable[[Where], str]) -> Doubt | None:
        if self._first is None:
            return None
        grams, where = self._first
        return Doubt("weight_beyond", {"kg": number(grams / 1000), "cell": place(where), "n": self.count})


Watch = Days[Where] | Codes[Where] | Weights[Where]


def of(key: str, kind: str, unit: str) -> Watch[Any] | None:
    """What watches the column of a key, if there is something to watch."""
    if kind in ("day", "moment"):
        return Days()
    if kind in ("text", "texts"):
        return Codes(may_number_rows=key == "id")
    return Weights() if kind == "integer" and unit == "kg" else None


def watched(watch: Watch[Where], cell: Cell, where: Where, read: str | Fault | None) -> None:
    """Shows a cell, and what was read in it, to who watches its column; a cell that spans rows once."""
    if isinstance(cell, Merged):
        if cell.is_below:
            return
        cell = cell.value
    watch.add(cell, where, read)
