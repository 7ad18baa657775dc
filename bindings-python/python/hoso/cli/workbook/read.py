"""A workbook read as a rulebook: each thing with the row that it stands in, and whatever is wrong with its cell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import hoso
from hoso.cli import cells, words
from hoso.cli.cells import Cell, Fault, Merged, is_filled
from hoso.cli.positions import tokens
from hoso.cli.sheets import letters
from hoso.cli.source import Source
from hoso.cli.workbook import named, rest, values
from hoso.cli.workbook.hung import Hanging, Item
from hoso.cli.workbook.named import Taken
from hoso.cli.workbook.opened import Page, pages
from hoso.cli.workbook.said import Said
from hoso.cli.workbook.tables import ELEMENT, REST, Column, Steps, Table, Tables
from hoso.cli.workbook.told import Told, Wrong
from hoso.types import Issue, Language

#: Where to look for what is wrong with several cells together.
_WHERE = {"empty_validity": "/until", "until_looks_inclusive": "/until", "shares_not_whole": "/0/bp"}
#: The keys of prices; one in đồng is not below a thousand, unless its thousands were left out.
_PRICES, _SMALL = ("price", "amount", "fixed"), 1000


class Import:
    """Reads the sheets, puts the document together, and finds the cell of each path in it."""

    def __init__(self, source: Source, language: Language) -> None:
        self._language = language
        self._tables = Tables(hoso.rulebook_schema())
        self._wrong = Wrong(language)
        self._items: dict[str, Item] = {}
        self._spaces: list[str] = []
        #: The cells in which names stand for ids, each with what it was read as.
        self._named: list[tuple[str, Taken]] = []
        #: The cells in which numbers stand for texts, and prices that may lack their thousands, each with what it says.
        self._numbers: list[tuple[str, Any]] = []
        self._small: list[tuple[str, int]] = []
        self.document: dict[str, Any] = {}
        self._pages = pages(source, self._tables.all, self._wrong)
        # What stands in which column is not known of a sheet that is not as it was written.
        self._is_read = not self._wrong.told
        if self._is_read:
            self._read()

    # Rows.

    def _read(self) -> None:
        rows = {table.key: list(self._items_of(self._pages[table.key])) for table in self._tables.all}
        self._take_names(rows)
        self._hanging = Hanging(self._pages, rows, self._wrong)
        self._begin(self._pages["hoso"], rows["hoso"])
        for table in self._tables.all[1:]:
            self._hanging.hang(table, self._make)
        self._tell_of_all()

    def _tell_of_all(self) -> None:
        """What is no issue, once for the whole workbook."""
        sheet = self._pages["hoso"].sheet
        if self._spaces:
            sheet.tell("book_spaces", n=len(self._spaces), first=self._spaces[0])
        if self._named:
            place, (name, id_) = self._named[0]
            sheet.tell("book_names", n=len(self._named), first=place, name=name, id=id_)
        if self._numbers:
            place, value = self._numbers[0]
            sheet.tell("book_numbers", n=len(self._numbers), first=place, value=cells.shown(value))
        if self._small and self.document.get("currency") == "VND":
            place, price = self._small[0]
            meant = words.money(price * 1000)
            sheet.tell("book_small", n=len(self._small), first=place, value=words.money(price), meant=meant)
        if outdated := self._hanging.outdated:
            sheet.tell("book_outdated", n=len(outdated), first=outdated[0])

    def _take_names(self, rows: Mapping[str, list[Item]]) -> None:
        """Puts ids in the place of names, where a cell names a thing of another sheet."""
        lists = {column.refers for table in self._tables.all for column in table.own}
        by_key = {table.key: table for table in self._tables.all if table.key in lists}
        things = {key: named.of(table, (item.cells for item in rows[key])) for key, table in by_key.items()}
        for item in (item for items in rows.values() for item in items):
            named.take(item.page.table, item.cells, item.numbers, things, partial(self._take_name, item))
            # What names another thing is one of its ids, or else wrong.
            texts = [column.key for column in item.page.table.columns if column.refers is None]
            numbers = [key for key in texts if key in item.numbers and key in item.cells]
            self._numbers += [(item.place(key), item.cells[key]) for key in numbers]

    def _take_name(self, item: Item, key: str, read: Taken | Fault) -> None:
        if isinstance(read, Fault):
            self._wrong.fault(item.place(key), read)
        else:
            item.numbers.discard(key)
            self._named.append((item.place(key), read))

    def _items_of(self, page: Page) -> Iterator[Item]:
        """The rows in which something stands. A blank one between them is told."""
        blank, between = 0, []
        by_key = {column.key: column for column in page.table.own}
        kept = {at for columns in page.columns.values() for at in columns}
        for number, row in page.rows[page.first :]:
            if not any(is_filled(cell) or isinstance(cell, Merged | Fault) for cell in row):
                blank = blank or number
                continue
            if blank:
                between.append(blank)
                blank = 0
            beside = next((at for at, cell in enumerate(row) if at not in kept and is_filled(cell)), None)
            if beside is not None:
                self._wrong.tell(f"{page.sheet.prefix}{letters(beside)}{number}", "book_cell_beside")
            item = Item(page, number, {})
            for key, columns in page.columns.items():
                self._read_cell(item, by_key[key], [row[at] if at < len(row) else None for at in columns])
            yield item
        if between:
            page.sheet.tell("book_rows_blank", n=len(between), first=f"{page.sheet.prefix}{between[0]}")

    def _read_cell(self, item: Item, column: Column, pieces: list[Cell]) -> None:
        cell = pieces[0] if len(pieces) == 1 else _whole(pieces)
        if isinstance(cell, Merged) and column.refers is not None:
            # Several rows may well belong to the same thing.
            cell = cell.value
        if isinstance(cell, str) and cell != cell.strip() and cell.strip() and column.kind != "json":
            self._spaces.append(item.place(column.key))
        value = values.read(cell, column.kind)
        if values.is_number(cell) and column.kind in ("text", "name", "list") and not isinstance(value, Fault):
            if column.key == item.page.table.id:
                value = Fault("book_id_is_number", {"value": cells.shown(cell)})
            item.numbers.add(column.key)
        if isinstance(value, Fault):
            self._wrong.fault(item.place(column.key), value)
        elif value is not None:
            item.cells[column.key] = value
            if column.steps[-1] in _PRICES and column.kind == "integer" and 0 < value < _SMALL:
                self._small.append((item.place(column.key), value))

    # The document.

    def _begin(self, page: Page, items: list[Item]) -> None:
        """The document itself, in the one row of its sheet."""
        if not items:
            self._wrong.tell(page.first_place(), "book_no_document")
        if len(items) > 1:
            self._wrong.tell(page.place(items[1].row), "book_several_documents")
        for item in items[:1]:
            self._make(item)
            self.document = item.value
        self._hanging.begin(page.table, next(iter(items), None))

    def _make(self, item: Item) -> None:
        """Makes the value of a row whose path is known."""
        item.value = self._made(item)
        self._items[item.path] = item

    def _made(self, item: Item) -> Any:
        """The value of a row."""
        columns = item.page.table.columns
        made: Any = None if columns[0].key == ELEMENT else {}
        for column in columns:
            if column.key in item.cells:
                made = column.put(made, item.cells[column.key])
        if REST not in item.cells:
            return made
        more, place = item.cells[REST], item.place(REST)
        if made is None:
            return more
        if not isinstance(more, dict):
            self._wrong.tell(place, "book_no_object")
            return made
        try:
            return rest.together(made, more)
        except rest.Twice as twice:
            self._wrong.tell(place, "book_twice", what=".".join(twice.steps))
            return made

    # What is told.

    def rulebook(self) -> tuple[hoso.Rulebook | None, list[Told]]:
        """The rulebook, if there is one, and all that is wrong. What follows from a cell that cannot be read is left
        out, and so is what follows from sheets that are not there."""
        wrong = self._wrong.told
        if not self._is_read:
            return None, wrong
        try:
            return hoso.Rulebook(json.dumps(self.document), language=self._language), wrong
        except hoso.InvalidInput as invalid:
            issues = (issue for issue in invalid.issues if not self._is_followed_by_rows(issue))
            found = [self.told(issue) for issue in issues]
            return None, [*wrong, *(it for it in found if it.place not in self._wrong.faulty)]

    def told(self, issue: Any, label: str = "") -> Told:
        """What the library says of the document, in the words of the workbook and with the cell to be looked at."""
        said = Said(self._pages, self._language, self._found, self.place)
        place = self.place(issue["path"] + _WHERE.get(issue["code"], ""))
        return Told(place, f"{label}{said.message(issue)}", issue, self._language)

    def _is_followed_by_rows(self, issue: Issue) -> bool:
        """Whether a list is missing whose rows are there, and could not be placed."""
        item, steps = self._found(issue["path"])
        if item is None or issue["code"] != "missing":
            return False
        lists = (child.key for child in item.page.table.children if child.steps == steps)
        return any(key in self._hanging.incomplete for key in lists)

    def place(self, pointer: str) -> str:
        """The cell of a value of the document, or that in which it should stand."""
        item, steps = self._found(pointer)
        if item is None:
            return self._pages["hoso"].first_place()
        return item.place(_column(item.page.table, steps))

    def _found(self, pointer: str) -> tuple[Item | None, Steps]:
        """The thing in which a value of the document lies, and the keys that lead there."""
        steps = tokens(pointer)
        for end in range(len(steps), -1, -1):
            path = "".join(f"/{step.replace('~', '~0').replace('/', '~1')}" for step in steps[:end])
            if (item := self._items.get(path)) is not None:
                return item, tuple(steps[end:])
        return None, ()


def _column(table: Table, steps: Steps) -> str:
    """The column in which a value of a thing stands."""
    first = table.columns[0].key
    if not steps or first == ELEMENT:
        return first
    for column in table.columns:
        own = column.steps[:-1] if column.kind == "name" else column.steps
        if steps[: len(column.steps)] == column.steps or steps[: len(own)] == own or own[: len(steps)] == steps:
            return column.key
    if any(steps[: len(child.steps)] == child.steps for child in table.children):
        return next((column.key for column in table.columns if column.key == table.id), first)
    return REST


def _whole(cells: list[Cell]) -> Cell:
    """A long text, which goes on in the columns beside its own."""
    wrong = next((cell for cell in cells if cell is not None and not isinstance(cell, str)), None)
    return wrong if wrong is not None else "".join(cell or "" for cell in cells) or None
