"""Rows that stand between those of a table and are none of them: its headings again, sums, the name of a part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hoso.cli.cells import Cell, is_filled, shown
from hoso.cli.names import tidy

#: How a row of sums begins, with its accents or without, and in so many words at most.
_SUMS, _WORDS = ("tổng", "cộng", "tong", "cong", "total", "subtotal", "sum"), 4
#: In a table of fewer columns a row in which most are blank is one of its rows.
_COLUMNS = 4
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?\.?")


def what(row: Sequence[Cell], headings: Sequence[str]) -> str | None:
    """What a row below some headings is instead of a row, by the word for it."""
    if repeats(row, headings):
        return "row_headings"
    places = [at for at, heading in enumerate(headings[: len(row)]) if heading and is_filled(row[at])]
    columns = sum(map(bool, headings))
    if not places or columns < _COLUMNS or len(places) * 2 > columns or not isinstance(row[places[0]], str):
        return None
    words = re.findall(r"[^\W_]+", row[places[0]].casefold())
    if words and words[0] in _SUMS and len(words) <= _WORDS:
        return "row_sums"
    return "row_part" if len(places) == 1 and words else None


def repeats(row: Sequence[Cell], headings: Sequence[str]) -> bool:
    """Whether a row has the headings again."""
    found = 0
    for cell, heading in zip(row, headings, strict=False):
        if is_filled(cell):
            if not heading or not _is_heading(cell, heading):
                return False
            found += 1
    return found > 1


def is_numbering(row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns, (1), (2), (3), as official tables do below their headings."""
    told = [shown(cell).strip() for cell in row if is_filled(cell)]
    return len(told) > 2 and all(map(_NUMBERING.fullmatch, told)) and len({*told}) == len(told)


def _is_heading(cell: Cell, heading: str) -> bool:
    return tidy(shown(cell)).casefold() == re.sub(r" #\d+$", "", heading).casefold()
