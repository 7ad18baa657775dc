"""Where rows stand in their files."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hoso.cli import positions
from hoso.cli.positions import Position


@dataclass(frozen=True, slots=True)
class Grid:
    """How people find the cells of a table whose columns they do not know by the names of keys."""

    #: The sheet as it stands before a cell, ``Sheet1!``; none in CSV.
    sheet: str | None
    #: The letters of the columns of a sheet, or their headings, by key.
    columns: Mapping[str, str]

    def place(self, line: int, key: str = "") -> str:
        """``Sheet1!C7``, or the line and the heading."""
        column = self.columns.get(key, "" if self.sheet is not None else key)
        return (
            f"{self.sheet}{column}{line}" if self.sheet is not None else ":".join([str(line), *filter(None, [column])])
        )


@dataclass(frozen=True, slots=True)
class Row:
    """Where a row stands: its number in the file, its text if it is JSON, and where it begins if there are lines."""

    number: int
    text: str | None
    start: Position | None
    #: Where its cells stand, if not under the names of keys.
    grid: Grid | None = None

    def place(self, pointer: str, *, key: bool = False) -> str:
        """Where a value of the row is: line and column, or line or row and the name of the column."""
        if self.grid is not None and self.start is not None:
            return self.grid.place(self.start.line, *positions.tokens(pointer)[:1])
        if self.text is None:
            where = f"row {self.number}" if self.start is None else str(self.start.line)
            return ":".join([where, *positions.tokens(pointer)[:1]])
        line, column = self.shifted(positions.position(self.text, positions.offset(self.text, pointer, key=key)))
        return f"{line}:{column}"

    def shifted(self, inside: Position) -> Position:
        """A place in the row's text as a place in the file."""
        line, column = self.start or Position(1, 1)
        return Position(line + inside.line - 1, inside.column + (column - 1 if inside.line == 1 else 0))


class Starts:
    """Where the rows of a file begin, if it has lines."""

    def __init__(self, starts: Iterable[Position] = ()) -> None:
        self._lines, self._columns = array("Q"), array("Q")
        for start in starts:
            self._lines.append(start.line)
            self._columns.append(start.column)

    def of(self, at: int) -> Position | None:
        return Position(self._lines[at], self._columns[at]) if self._lines else None

    def extend(self, other: Starts) -> None:
        self._lines.extend(other._lines)
        self._columns.extend(other._columns)
