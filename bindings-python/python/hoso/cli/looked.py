"""What the values of a table tell of how it is written: the order of days, the marks of numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from hoso.cli.cells import Cell, Fault, Merged, is_filled, serial, shown
from hoso.cli.written import Style, parted, read

_NUMBER = re.compile(r"[+-]?\s*(\d+(?:[.,' \u00a0]\d+)*)\s*\D{0,8}")


class Value(NamedTuple):
    """A cell that has something in it, and its place."""

    cell: Cell
    place: str

    @property
    def text(self) -> str:
        return " ".join(shown(self.cell).split())


@dataclass
class Seen:
    """A column of a table: its heading, its place and its values."""

    heading: str
    letters: str
    values: list[Value] = field(default_factory=list)
    blank: str = ""

    @property
    def distinct(self) -> list[str]:
        return [*dict.fromkeys(value.text for value in self.values)]

    def add(self, cell: Cell, place: str) -> None:
        cell = cell.value if isinstance(cell, Merged) else cell
        if is_filled(cell):
            self.values.append(Value(cell, place))
        else:
            self.blank = self.blank or place

    def share(self, fits: Callable[[Value], bool]) -> float:
        """How many of the values are so, as a share."""
        return sum(map(fits, self.values)) / len(self.values) if self.values else 0.0


def is_day(value: Value) -> bool:
    """Whether a value is a day, in whatever way."""
    if isinstance(value.cell, str):
        return any(not isinstance(parted(value.cell, Style(days=order)), Fault) for order in ("d/m/y", "m/d/y"))
    return isinstance(value.cell, date) or (isinstance(value.cell, float) and serial(value.cell) is not None)


def is_yes_or_no(value: Value) -> bool:
    """Whether a value says yes or no."""
    return read(value.cell, "boolean", Style()) in ("true", "false")


def is_number(value: Value) -> bool:
    """Whether a value is a number."""
    if isinstance(value.cell, str):
        return _NUMBER.fullmatch(value.cell.strip()) is not None
    return isinstance(value.cell, int | float) and not isinstance(value.cell, bool)


class Days(NamedTuple):
    """How days are written: the order if there is one, a value that says so or is in doubt, a bare number, and what is
    no day in any order."""

    order: str | None
    example: Value | None
    number: Value | None
    bad: Sequence[Value]


def days(columns: Sequence[Seen]) -> Days:
    """In which order the days of some columns are written. What is no day in any order has no say in it."""
    texts = [value for column in columns for value in column.values if isinstance(value.cell, str)]
    numbers = (value for column in columns for value in column.values if isinstance(value.cell, int | float))
    bad = [value for value in texts if not is_day(value)]
    unclear = [value for value in texts if is_day(value) and _is_unclear(value)]
    fitting = {way: [fits(value, way) for value in unclear] for way in ("d/m/y", "m/d/y")}
    number = next(numbers, None)
    if not unclear:
        return Days("", None, number, bad)
    sure = [order for order, fits in fitting.items() if all(fits)]
    if len(sure) == 1:
        other = next(order for order in fitting if order != sure[0])
        return Days(sure[0], unclear[fitting[other].index(False)], number, bad)
    # Of two orders the one is in doubt in which the fewer can be read.
    least = min(fitting.values(), key=sum)
    return Days(None, unclear[0] if sure else unclear[least.index(True)], number, bad)


def _is_unclear(value: Value) -> bool:
    told = parted(value.cell, Style())
    return isinstance(told, Fault) and told.code == "cell_day_unclear"


def fits(value: Value, way: str) -> bool:
    """Whether a value can be read as a day in some order."""
    return not isinstance(parted(value.cell, Style(days=way)), Fault)


class Numbers(NamedTuple):
    """The marks of numbers: that of a fraction and that of thousands, with a value that says so; and a value whose mark
    may be either."""

    decimal: str
    grouping: str
    example: Value | None
    unsure: Value | None
    clash: Value | None


#: Of a table in which no number has a mark.
NO_NUMBERS = Numbers("", "", None, None, None)


def numbers(columns: Sequence[Seen]) -> Numbers:
    """How the numbers of some columns are written."""
    decimal = grouping = ""
    example = unsure = clash = None
    for value, digits in _texts(columns):
        marks = re.findall(r"[.,' \u00a0]", digits)
        if not marks:
            continue
        fraction, thousands = _marks(digits, marks)
        if not fraction and not thousands:
            unsure = unsure or value
            continue
        if (fraction and fraction in (grouping, *([] if decimal in ("", fraction) else [fraction]))) or (
            thousands and thousands in (decimal, *([] if grouping in ("", thousands) else [thousands]))
        ):
            clash = clash or value
        decimal, grouping, example = decimal or fraction, grouping or thousands, example or value
    if unsure is not None and (decimal or grouping):
        # What one number says of a mark holds for the others.
        mark = re.findall(r"[.,' \u00a0]", unsure.text)[0]
        if mark not in (decimal, grouping):
            decimal, grouping = (decimal, mark) if decimal else (mark, grouping)
        unsure = None
    return Numbers(decimal, grouping, example, unsure, clash)


def misread(column: Seen, decimal: str, grouping: str) -> list[Value]:
    """The texts of a column that are no numbers where some marks stand in them."""
    style = Style(decimal=decimal, grouping=grouping)
    texts = [value for value in column.values if isinstance(value.cell, str)]
    told = ((value, read(value.cell, "integer", style)) for value in texts)
    return [value for value, text in told if isinstance(text, Fault) and text.code == "cell_is_no_number"]


def _marks(digits: str, marks: Sequence[str]) -> tuple[str, str]:
    """The mark of a fraction and that of thousands, as far as a number shows them."""
    last, after = marks[-1], len(re.split(r"[.,' \u00a0]", digits)[-1])
    if len({*marks}) > 1:
        return last, marks[0]
    if len(marks) > 1:
        return "", last
    return (last, "") if after != 3 or digits.startswith("0") else ("", "")


def _texts(columns: Sequence[Seen]) -> Iterator[tuple[Value, str]]:
    for column in columns:
        for value in column.values:
            if isinstance(value.cell, str) and (found := _NUMBER.fullmatch(value.cell.strip())):
                yield value, found[1]
