"""The sheets of a workbook: which list each holds, and where its columns stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import hoso
from hoso.cli.cells import Cell, shown
from hoso.cli.sheets import Book, Sheet, letters
from hoso.cli.source import Source
from hoso.cli.words import both
from hoso.cli.workbook.export import FIRST, KEYS
from hoso.cli.workbook.guide import GUIDE
from hoso.cli.workbook.tables import Table
from hoso.cli.workbook.told import Wrong

Rows = list[tuple[int, list[Cell]]]

#: In so many rows from the top the name of the list and the keys are looked for.
_LOOKED = 20


@dataclass
class Page:
    """The sheet of a table."""

    table: Table
    sheet: Sheet
    rows: Rows
    #: How many rows stand above the first thing.
    first: int = FIRST
    #: Where columns stand: one, or several over which a long text goes on.
    columns: dict[str, list[int]] = field(default_factory=dict)

    def place(self, row: int, key: str | None = None) -> str:
        """A cell as people name it: ``'Thủ tục'!C7``."""
        at = self.columns.get(key or "", [0])[0]
        return f"{self.sheet.prefix}{letters(at)}{row}"

    def first_place(self) -> str:
        """The first cell below the headings."""
        return self.place(self.first + 1)


def pages(source: Source, tables: Sequence[Table], wrong: Wrong) -> dict[str, Page]:
    """The sheets of all tables, by their keys."""
    if not source.is_workbook:
        raise source.refused("book_is_none")
    book = Book(source)
    by_key = {table.key: table for table in tables}
    found: dict[str, Page] = {}
    for about in book.sheets:
        if book.read(about.name) is None:
            continue
        sheet = Sheet(source, about.name, book)
        rows = list(sheet.rows())
        key = _list_of(rows, by_key)
        if key in found:
            wrong.tell(f"{sheet.prefix}A1", "book_sheet_twice", what=key, name=found[key].sheet.name)
        elif key in by_key:
            found[key] = _page(by_key[key], sheet, rows, wrong)
        elif key not in _others():
            near = hoso.nearest(key, [*by_key])
            if near is not None:
                wrong.tell(f"{sheet.prefix}A1", "book_sheet_unknown", what=key, near=near)
            else:
                sheet.tell("book_sheet_not_read", name=sheet.name)
    for table in tables:
        if table.key not in found:
            wrong.tell(table.heading[wrong.language == "en"], "book_sheet_missing", what=table.key)
    return found


def _list_of(rows: Rows, known: Mapping[str, Table]) -> str:
    """The list that a sheet says it holds: in its first cell, or lower where somebody has put rows above it."""
    said = [shown(cells[0]).strip() if cells else "" for _, cells in rows[:_LOOKED]]
    if said and (said[0] in known or said[0] in _others()):
        return said[0]
    return next((key for key in said if key in known), said[0] if said else "")


def _page(table: Table, sheet: Sheet, rows: Rows, wrong: Wrong) -> Page:
    page = Page(table, sheet, rows)
    known = [column.key for column in table.own]
    at = _key_row(rows, known)
    if at is None:
        wrong.tell(f"{sheet.prefix}A{KEYS + 1}", "book_no_keys", what=", ".join(known[:4]))
        return page
    if at != KEYS:
        sheet.tell("book_keys_moved", name=sheet.name, row=at + 1)
    page.first = at + 1
    _find_columns(page, known, wrong)
    sheet.tell_of_rows(page.first)
    return page


def _key_row(rows: Rows, known: Sequence[str]) -> int | None:
    """The row of the keys: the fourth, or another that has most of them."""

    def has_most(at: int) -> bool:
        keys = {shown(cell).strip() for cell in rows[at][1]}
        return len(keys.intersection(known)) * 2 >= len(known)

    looked = range(min(len(rows), _LOOKED))
    return next((at for at in sorted(looked, key=lambda at: at != KEYS) if has_most(at)), None)


def _find_columns(page: Page, known: Sequence[str], wrong: Wrong) -> None:
    row, heads = page.rows[page.first - 1]
    for at, cell in enumerate(heads):
        key, _, piece = shown(cell).strip().partition("+")
        place = f"{page.sheet.prefix}{letters(at)}{row}"
        if not key:
            continue
        if key not in known:
            near = hoso.nearest(key, known)
            code = "book_column_unknown" if near is None else "book_column_unknown_near"
            wrong.tell(place, code, what=key, near=near)
        elif (piece or "1") != str(len(page.columns.get(key, ())) + 1):
            wrong.tell(place, "book_column_twice", what=key)
        else:
            page.columns.setdefault(key, []).append(at)
    if absent := [key for key in known if key not in page.columns]:
        wrong.tell(f"{page.sheet.prefix}A{row}", "book_columns_missing", what=", ".join(absent))


def _others() -> set[str]:
    """How the sheets begin that hold no things."""
    return {GUIDE[0][0], "\n".join(dict.fromkeys(both("code")))}
