"""Sheets of workbooks: .xlsx, .xls and .ods. What readers stumble over in them is told, on standard error or as a
fault of the cell. Of .xls and .ods nobody tells which rows are hidden, which formulas have no value and which cells
hold an error: such cells are empty."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import hoso
from hoso.cli import ooxml
from hoso.cli.cells import Cell, Merged
from hoso.cli.needs import needs
from hoso.cli.source import Source
from hoso.cli.streams import errors
from hoso.cli.words import word

#: The names of what an old file of Office holds: what was encrypted, and workbooks. So much of one is looked at.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_LONGEST = 256 << 20


class Book:
    """A workbook that is open."""

    def __init__(self, source: Source) -> None:
        self._source = source
        file = source.rest()
        # A workbook is read from its end.
        self.file: Any = file if file.seekable() else io.BytesIO(file.read())
        self._calamine = needs("python_calamine")
        self._book = self._opened()
        kinds = self._calamine.SheetTypeEnum
        #: What is said of its sheets of cells.
        self.sheets: list[Any] = [sheet for sheet in self._book.sheets_metadata if sheet.typ == kinds.WorkSheet]

    def _opened(self) -> Any:
        try:
            return self._calamine.load_workbook(self.file)
        except Exception as wrong:
            raise self._source.refused(self._unopened(), why=wrong) from wrong

    def _unopened(self) -> str:
        """Why a workbook cannot be opened, which its reader does not tell."""
        if self._source.head.startswith(b"PK"):
            return "workbook_broken"
        self.file.seek(0)
        content = self.file.read(_LONGEST)
        if _ENCRYPTED in content:
            return "has_password"
        return "workbook_broken" if any(name in content for name in _OLD_BOOKS) else "is_office"

    def read(self, name: str) -> Any:
        """A sheet, if there is something in it."""
        try:
            sheet = self._book.get_sheet_by_name(name)
        except Exception as wrong:
            raise self._source.refused("workbook_broken", why=wrong) from wrong
        return None if sheet.start is None else sheet

    def is_visible(self, sheet: Any) -> bool:
        """Whether a sheet can be seen."""
        return bool(sheet.visible == self._calamine.SheetVisibleEnum.Visible)


class Sheet:
    """A sheet with data: the one that was asked for, or the first that can be seen."""

    def __init__(self, source: Source, wanted: str | None, book: Book | None = None) -> None:
        self._source = source
        self._book = book or Book(source)
        self._sheet = self._chosen(wanted)
        self.name: str = self._sheet.name
        self.size: int = self._sheet.end[0] + 1
        #: Of .ods its reader does not tell which cells are merged.
        self.tells_of_merged: bool = self._sheet.merged_cell_ranges is not None
        self._merged = sorted(
            (top, left, bottom) for (top, left), (bottom, _) in self._sheet.merged_cell_ranges or () if bottom > top
        )
        self._traces = self._traced()

    def _chosen(self, wanted: str | None) -> Any:
        all_ = self._book.sheets
        if wanted is not None:
            name = self._named(wanted, [sheet.name for sheet in all_])
            if (sheet := self._book.read(name)) is None:
                raise self._source.refused("sheet_empty", name=name)
            return sheet
        chosen, others = None, []
        for about in all_:
            if (sheet := self._book.read(about.name)) is None:
                continue
            if chosen is None and self._book.is_visible(about):
                chosen = sheet
            else:
                others.append(about.name)
        if chosen is None:
            what = "sheets_hidden" if others else "is_empty"
            raise self._source.refused(what, names=", ".join(others))
        if others:
            self.tell("sheets_not_read", name=chosen.name, names=", ".join(others))
        return chosen

    def _named(self, wanted: str, names: Sequence[str]) -> str:
        """The sheet of a name, or of a number from 1."""
        like = [name for name in names if name.casefold().strip() == wanted.casefold().strip()]
        if wanted in names or like:
            return wanted if wanted in names else like[0]
        if wanted.isdecimal() and 0 < int(wanted) <= len(names):
            return names[int(wanted) - 1]
        near = hoso.nearest(wanted, list(names))
        told = f"{wanted} ({word('did_you_mean', self._source.language, name=near)})" if near else wanted
        raise self._source.refused("no_sheet", name=told, has=", ".join(names))

    def _traced(self) -> ooxml.Traces:
        """What the file itself says, if it is an .xlsx; it has been read, so that what is broken there is told."""
        if not self._source.head.startswith(b"PK"):
            return ooxml.Traces()
        self._book.file.seek(0)
        try:
            return ooxml.traces(self._book.file, self.name)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError):
            return ooxml.Traces()

    def tell(self, what: str, **values: object) -> None:
        """Something about the sheet on standard error."""
        errors.print(f"{self._source.name}: {word(what, self._source.language, **values)}", style="bold yellow")

    def tell_of_rows(self, headings: int) -> None:
        """What is to be told of the rows below the headings, before they are read."""
        traces = self._traces
        if traces.hidden:
            what = "rows_filtered" if traces.is_filtered else "rows_hidden"
            self.tell(what, n=traces.hidden, first=f"{self.prefix}{traces.first_hidden}")
        if traces.is_uncalculated:
            self.tell("formulas_uncalculated")
        below = [(top, left, bottom) for top, left, bottom in self._merged if bottom >= headings and top >= headings]
        if below:
            top, left, bottom = below[0]
            first = f"{self.prefix}{letters(left)}{top + 1}:{letters(left)}{bottom + 1}"
            self.tell("cells_merged", n=len(below), first=first)

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows, each with its number."""
        left, faults = self._sheet.start[1], self._traces.faults
        open_: list[tuple[int, int, int, Cell]] = []
        merged = iter(self._merged)
        following = next(merged, None)
        for at, values in enumerate(self._sheet.iter_rows()):
            cells: list[Cell] = [None] * left
            cells += [None if value == "" else value for value in values]
            for column, fault in faults.get(at, {}).items():
                cells += [None] * (column + 1 - len(cells))
                cells[column] = fault
            open_ = [range_ for range_ in open_ if range_[1] >= at]
            for _, _, column, cell in open_:
                cells[column] = Merged(cell, is_below=True)
            while following is not None and following[0] == at:
                top, column, bottom = following
                if column < len(cells) and cells[column] is not None:
                    open_.append((top, bottom, column, cells[column]))
                    cells[column] = Merged(cells[column], is_below=False)
                following = next(merged, None)
            yield at + 1, cells

    @property
    def prefix(self) -> str:
        """The sheet as it stands before a cell."""
        return prefix(self.name)


def prefix(sheet: str) -> str:
    """A sheet as it stands before a cell; a name of several words stands in quotes."""
    return f"{sheet}!" if sheet.replace("_", "").isalnum() else "'" + sheet.replace("'", "''") + "'!"


def letters(at: int) -> str:
    """A column, from 0, by its letters."""
    found = ""
    at += 1
    while at:
        at, letter = divmod(at - 1, 26)
        found = chr(65 + letter) + found
    return found
