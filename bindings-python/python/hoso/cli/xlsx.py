"""Answers as a sheet of a workbook: days are days, amounts numbers with separators, texts never formulas."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import IO, Any

from hoso.cli import tables
from hoso.cli.needs import Unusable, needs
from hoso.cli.words import word
from hoso.types import Language

#: What a sheet holds: rows, with that of the headings, and letters in a cell.
_ROWS, _LETTERS = 1_048_576, 32_767
#: How wide columns are, in letters.
_NARROWEST, _WIDEST = 8, 48
#: Formats by the kind of a column.
_FORMATS = {"day": {"num_format": "dd/mm/yyyy", "align": "left"}, "integer": {"num_format": "#,##0"}}


class Xlsx:
    """A workbook with one sheet, whose rows are written as they come: memory does not grow with them."""

    flat = True

    def __init__(self, out: IO[bytes], name: str, columns: Mapping[str, str], language: Language) -> None:
        # Nothing is made a formula, a link or a number but what is one.
        plain = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        self._name = name
        self._language: Language = language
        self._errors = needs("xlsxwriter.exceptions")
        self._book = needs("xlsxwriter").Workbook(out, {"constant_memory": True, **plain})
        self._book.use_zip64()
        self._sheet = self._book.add_worksheet("hoso")
        self._columns = columns
        self._formats = {kind: self._book.add_format(format_) for kind, format_ in _FORMATS.items()}
        self._widths = [max(_NARROWEST, len(name) + 3) for name in columns]
        self._rows = 1
        bold = self._book.add_format({"bold": True, "bottom": 1})
        for at, name in enumerate(columns):
            self._sheet.write_string(0, at, name, bold)
        self._sheet.freeze_panes(1, 0)

    def write(self, row: Mapping[str, Any]) -> None:
        """One row."""
        self._write([row.get(name) for name in self._columns])

    def add(self, table: Any) -> None:
        """Many rows at once."""
        for row in zip(*(table[name].to_pylist() for name in self._columns), strict=True):
            self._write(row)

    def _write(self, cells: Any) -> None:
        if self._rows == _ROWS:
            raise Unusable(f"{self._name}: {word('sheet_full', self._language, n=_ROWS - 1)}")
        for at, (cell, kind) in enumerate(zip(cells, self._columns.values(), strict=True)):
            self._put(at, cell, kind)
        self._rows += 1

    def _put(self, at: int, cell: Any, kind: str) -> None:
        if isinstance(cell, str) and kind == "day":
            with suppress(ValueError):
                cell = date.fromisoformat(cell)
        if cell is None or cell == []:
            return
        if isinstance(cell, bool):
            self._sheet.write_boolean(self._rows, at, cell)
        elif isinstance(cell, int) and abs(cell) < 10**15:
            self._sheet.write_number(self._rows, at, cell, self._formats["integer"])
        elif isinstance(cell, date) and kind == "day":
            self._sheet.write_datetime(self._rows, at, cell, self._formats["day"])
        else:
            text = str(tables.cell(cell))
            self._widths[at] = max(self._widths[at], min(len(text) + 2, _WIDEST))
            self._sheet.write_string(self._rows, at, text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1]}…")

    def close(self) -> None:
        """Writes the file."""
        for at, (width, kind) in enumerate(zip(self._widths, self._columns.values(), strict=True)):
            self._sheet.set_column(at, at, max(width, 12) if kind in _FORMATS else width)
        self._sheet.autofilter(0, 0, self._rows - 1, max(len(self._columns) - 1, 0))
        try:
            self._book.close()
        except self._errors.FileCreateError as failed:
            raise failed.args[0] from failed
