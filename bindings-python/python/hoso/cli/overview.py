"""The head of a table: in which row its headings stand, where its rows end, and what its columns hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from hoso.cli import between, columns
from hoso.cli.cells import is_filled, shown
from hoso.cli.files import Rows
from hoso.cli.looked import Seen
from hoso.cli.mapping import numbered
from hoso.cli.names import plain, tidy
from hoso.cli.places import Grid
from hoso.cli.separated import TITLES
from hoso.cli.sheets import letters, prefix

#: So many rows are looked at.
_ROWS = 20_000
#: How the row of totals begins, in so many words at most, and how many cells are filled in rows below a table.
_TOTALS, _WORDS, _FEW = ("tong", "cong", "total"), 4, 2


@dataclass
class Aside:
    """The first row of a kind that is none of the table's: its place, what it begins with, and how many there are."""

    place: str
    text: str
    count: int = 0


@dataclass
class Table:
    """The head of a table: its columns below the headings."""

    file: str
    sheet: str | None
    separator: str | None
    headings: int
    skip: int
    #: What ends the rows, and its cell.
    end: tuple[str, str] | None
    columns: list[Seen]
    #: By the word for it.
    between: dict[str, Aside] = field(default_factory=dict)


def table(rows: Rows, command: str) -> Table:
    """Looks at a table. Its headings are in the row that names most keys."""
    known = {plain(name) for names in columns.headings(command).values() for name in names}

    def named(row: Sequence[Any]) -> int:
        texts = [shown(cell) for cell in row if isinstance(cell, str) or hasattr(cell, "is_below")]
        return len({form for text in texts for form in forms(text)} & known)

    cells = rows.cells(named)
    top = [row for row in islice(cells, TITLES) if any(map(is_filled, row[1]))]
    at = _headings([row for _, row in top], named)
    line, found = top[at] if top else (1, [])
    skip = int(at + 1 < len(top) and between.is_numbering(top[at + 1][1]))
    names = numbered([tidy(shown(cell)) for cell in found])
    seen = [Seen(name, letters(at)) for at, name in enumerate(names)]
    grid = Grid(None if rows.sheet is None else prefix(rows.sheet), {})
    below = [*top[at + 1 + skip :], *islice(cells, _ROWS)][:_ROWS]
    ends = _end(below)
    aside: dict[str, Aside] = {}
    is_again, rows_between = False, between.Between(names)
    for number, row in below[:ends]:
        told = rows_between.what(row)
        is_again = told == "row_headings" or (is_again and between.is_numbering(row))
        if is_again or told:
            told = told or "row_headings"
            place = str(number) if told == "row_headings" else _place(grid, number, row)
            aside.setdefault(told, Aside(place, tidy(shown(next(filter(is_filled, row)))))).count += 1
            continue
        for column, cell in zip(seen, [*row, *[None] * (len(seen) - len(row))], strict=False):
            place = f"{grid.sheet}{column.letters}{number}" if grid.sheet else f"{number}:{column.heading}"
            column.add(cell, place)
    end = None
    if ends is not None:
        number, row = below[ends]
        end = tidy(shown(next(filter(is_filled, row)))), _place(grid, number, row)
    named_ = [column for column in seen if column.heading]
    return Table(rows.name, rows.sheet, rows.separator, line, skip, end, named_, aside)


def _headings(top: Sequence[Sequence[Any]], named: Callable[[Sequence[Any]], int]) -> int:
    """The place of the headings."""
    counts = [(named(row), len({*map(shown, filter(is_filled, row))})) for row in top]
    at = max(range(len(top)), key=lambda at: counts[at], default=0)
    # Headings may take two rows, of which the lower one, with what is merged into it, tells more.
    while at + 1 < len(top) and named(top[at + 1]) >= named(top[at]) > 0:
        at += 1
    return at


def _place(grid: Grid, number: int, row: Sequence[Any]) -> str:
    """The first cell of a row that has something in it; in CSV its line."""
    first = next(at for at, cell in enumerate(row) if is_filled(cell))
    return f"{grid.sheet}{letters(first)}{number}" if grid.sheet else str(number)


def _end(rows: Sequence[tuple[int, list[Any]]]) -> int | None:
    """Where a table ends before its file does: at its totals, unless rows follow them, or where a few words stand that
    do not begin where rows do, such as who made it."""
    filled = [[at for at, cell in enumerate(row) if is_filled(cell)] for _, row in rows]
    first = [plain(shown(row[at[0]])) if at else "" for (_, row), at in zip(rows, filled, strict=True)]
    below = next((at for at in range(len(rows), 0, -1) if len(filled[at - 1]) > _FEW), 0)
    ends = [at for at, text in enumerate(first) if text.startswith(_TOTALS) and len(text.split()) <= _WORDS]
    ends = [at for at in ends if at >= below - 1]
    if below:
        ends += [at for at in range(below, len(rows)) if filled[at] and filled[at][0] != filled[below - 1][0]]
    return next((at for at in ends if first[at] and first[at] not in first[:at]), None)


def forms(heading: str) -> set[str]:
    """A heading without accents and case, whole and without what stands in brackets."""
    told = re.sub(r" #\d+$", "", heading)
    return {plain(told), plain(re.sub(r"\(.*?\)", " ", told))}
