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


class Between:
    """What rows below some headings are, if they are none of the table."""

    def __init__(self, headings: Sequence[str]) -> None:
        # What a mapping calls the second of a name is called otherwise there.
        self._headings = [_plain(re.sub(r" #\d+$", "", heading)) for heading in headings]
        self._named = [at for at, heading in enumerate(self._headings) if heading]

    def what(self, row: Sequence[Cell]) -> str | None:
        """What a row is instead of a row, by the word for it."""
        if self.repeats(row):
            return "row_headings"
        places = [at for at in self._named if at < len(row) and is_filled(row[at])]
        columns = len(self._named)
        if not places or columns < _COLUMNS or len(places) * 2 > columns or not isinstance(row[places[0]], str):
            return None
        words = re.findall(r"[^\W_]+", row[places[0]].casefold())
        if words and words[0] in _SUMS and len(words) <= _WORDS:
            return "row_sums"
        return "row_part" if len(places) == 1 and words else None

    def repeats(self, row: Sequence[Cell]) -> bool:
        """Whether a row has the headings again."""
        first = self._named[0] if self._named else len(row)
        # Nearly every row is told apart by its first cell.
        if first >= len(row) or _plain(shown(row[first])) != self._headings[first]:
            return False
        filled = [(cell, heading) for cell, heading in zip(row, self._headings, strict=False) if is_filled(cell)]
        return len(filled) > 1 and all(_plain(shown(cell)) == heading for cell, heading in filled)


def is_numbering(row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns, (1), (2), (3), as official tables do below their headings."""
    told = [shown(cell).strip() for cell in row if is_filled(cell)]
    return len(told) > 2 and all(map(_NUMBERING.fullmatch, told)) and len({*told}) == len(told)


def _plain(text: str) -> str:
    return tidy(text).casefold()
