"""A workbook read as a rulebook: each thing with the row that it stands in, and whatever is wrong with its cell."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import hoso
from hoso.cli.cells import Cell, Fault, Merged, is_filled, shown
from hoso.cli.positions import tokens
from hoso.cli.sheets import Book, Sheet, letters
from hoso.cli.source import Source
from hoso.cli.words import both, word
from hoso.cli.workbook import named, rest, values
from hoso.cli.workbook.export import FIRST, KEYS
from hoso.cli.workbook.guide import GUIDE
from hoso.cli.workbook.named import Taken
from hoso.cli.workbook.tables import ELEMENT, PLACE, REMARK, REST, Column, Steps, Table, Tables, inside, parent_key, put
from hoso.types import Language


@dataclass
class Page:
    """The sheet of a table."""

    table: Table
    sheet: Sheet
    rows: list[tuple[int, list[Cell]]]
    #: Where columns stand: one, or several over which a long text goes on.
    columns: dict[str, list[int]] = field(default_factory=dict)

    def place(self, row: int, key: str | None = None) -> str:
        """A cell as people name it: ``'Thủ tục'!C7``."""
        at = self.columns.get(key or "", [0])[0]
        return f"{self.sheet.prefix}{letters(at)}{row}"


@dataclass
class Item:
    """A thing, and the row in which it stands."""

    page: Page
    row: int
    #: What the cells of its columns say, by their keys.
    cells: dict[str, Any]
    value: Any = None
    path: str = ""


@dataclass(frozen=True)
class Told:
    """Something that is wrong, and its cell."""

    place: str
    message: str
    issue: Any


class Import:
    """Reads the sheets, puts the document together, and finds the cell of each path in it."""

    def __init__(self, source: Source, language: Language) -> None:
        self._source, self._language = source, language
        self._tables = Tables(hoso.rulebook_schema())
        self._wrong: list[Told] = []
        self._faulty: set[str] = set()
        self._items: dict[str, Item] = {}
        self._spaces: list[str] = []
        #: The cells in which names stand for ids, each with what it was read as.
        self._named: list[tuple[str, Taken]] = []
        self.document: dict[str, Any] = {}
        self._pages = self._opened()
        # What stands in which column is not known of a sheet that is not as it was written.
        self._is_read = not self._wrong
        if self._is_read:
            self._read()

    # Sheets and columns.

    def _opened(self) -> dict[str, Page]:
        if not self._source.is_workbook:
            raise self._source.refused("book_is_none")
        book = Book(self._source)
        by_key = {table.key: table for table in self._tables.all}
        found: dict[str, Page] = {}
        for about in book.sheets:
            if book.read(about.name) is None:
                continue
            sheet = Sheet(self._source, about.name, book)
            rows = list(sheet.rows())
            key = shown(rows[0][1][0]).strip() if rows and rows[0][1] else ""
            if key in found:
                self._tell(f"{sheet.prefix}A1", "book_sheet_twice", what=key, name=found[key].sheet.name)
            elif key in by_key:
                found[key] = self._page(by_key[key], sheet, rows)
            elif key not in _others():
                near = hoso.nearest(key, [*by_key])
                if near is not None:
                    self._tell(f"{sheet.prefix}A1", "book_sheet_unknown", what=key, near=near)
                else:
                    sheet.tell("book_sheet_not_read", name=sheet.name)
        for table in self._tables.all:
            if table.key not in found:
                self._tell(table.heading[self._language == "en"], "book_sheet_missing", what=table.key)
        return found

    def _page(self, table: Table, sheet: Sheet, rows: list[tuple[int, list[Cell]]]) -> Page:
        page = Page(table, sheet, rows)
        known = [column.key for column in table.own]
        heads = rows[KEYS][1] if len(rows) > KEYS else []
        for at, cell in enumerate(heads):
            key, _, piece = shown(cell).strip().partition("+")
            place = f"{sheet.prefix}{letters(at)}{KEYS + 1}"
            if not key:
                continue
            if key not in known:
                near = hoso.nearest(key, known)
                code = "book_column_unknown" if near is None else "book_column_unknown_near"
                self._tell(place, code, what=key, near=near)
            elif (piece or "1") != str(len(page.columns.get(key, ())) + 1):
                self._tell(place, "book_column_twice", what=key)
            else:
                page.columns.setdefault(key, []).append(at)
        if absent := [key for key in known if key not in page.columns]:
            self._tell(f"{sheet.prefix}A{KEYS + 1}", "book_columns_missing", what=", ".join(absent))
        sheet.tell_of_rows(FIRST)
        return page

    # Rows.

    def _read(self) -> None:
        known: dict[str, dict[tuple[Any, ...], Item | None]] = {}
        rows = {table.key: list(self._items_of(self._pages[table.key])) for table in self._tables.all}
        self._take_names(rows)
        for table in self._tables.all:
            page, items = self._pages[table.key], rows[table.key]
            if table.parent is None:
                self._begin(page, items)
                known[table.key] = {(): self._items.get("")}
            else:
                known[table.key] = self._hang(page, items, known)
        sheet = self._pages["hoso"].sheet
        if self._spaces:
            sheet.tell("book_spaces", n=len(self._spaces), first=self._spaces[0])
        if self._named:
            place, (name, id_) = self._named[0]
            sheet.tell("book_names", n=len(self._named), first=place, name=name, id=id_)

    def _take_names(self, rows: Mapping[str, list[Item]]) -> None:
        """Puts ids in the place of names, where a cell names a thing of another sheet."""
        lists = {column.refers for table in self._tables.all for column in table.columns}
        by_key = {table.key: table for table in self._tables.all if table.key in lists}
        things = {key: named.of(table, (item.cells for item in rows[key])) for key, table in by_key.items()}
        for item in (item for items in rows.values() for item in items):
            named.take(item.page.table, item.cells, things, partial(self._take_name, item))

    def _take_name(self, item: Item, key: str, read: Taken | Fault) -> None:
        if isinstance(read, Fault):
            self._fault(item, key, read)
        else:
            self._named.append((item.page.place(item.row, key), read))

    def _items_of(self, page: Page) -> Iterator[Item]:
        """The rows in which something stands. A blank one between them is told."""
        blank, between = 0, []
        by_key = {column.key: column for column in page.table.own}
        kept = {at for columns in page.columns.values() for at in columns}
        for number, cells in page.rows[FIRST:]:
            if not any(is_filled(cell) or isinstance(cell, Merged | Fault) for cell in cells):
                blank = blank or number
                continue
            if blank:
                between.append(blank)
                blank = 0
            beside = next((at for at, cell in enumerate(cells) if at not in kept and is_filled(cell)), None)
            if beside is not None:
                self._tell(f"{page.sheet.prefix}{letters(beside)}{number}", "book_cell_beside")
            item = Item(page, number, {})
            for key, columns in page.columns.items():
                if key == REMARK:
                    continue
                self._read_cell(item, by_key[key], [cells[at] if at < len(cells) else None for at in columns])
            yield item
        if between:
            page.sheet.tell("book_rows_blank", n=len(between), first=f"{page.sheet.prefix}{between[0]}")

    def _read_cell(self, item: Item, column: Column, cells: list[Cell]) -> None:
        cell = cells[0] if len(cells) == 1 else _whole(cells)
        if isinstance(cell, str) and cell != cell.strip() and cell.strip() and column.kind != "json":
            self._spaces.append(item.page.place(item.row, column.key))
        value = values.read(cell, column.kind)
        if isinstance(value, Fault):
            self._fault(item, column.key, value)
        elif value is not None:
            item.cells[column.key] = value

    def _fault(self, item: Item, key: str, fault: Fault) -> None:
        place = item.page.place(item.row, key)
        self._faulty.add(place)
        self._tell(place, fault.code, **fault.params, cell="")

    # The document.

    def _begin(self, page: Page, items: list[Item]) -> None:
        """The document itself, in the one row of its sheet."""
        if not items:
            self._tell(page.place(FIRST + 1), "book_no_document")
            return
        if len(items) > 1:
            self._tell(page.place(items[1].row), "book_several_documents")
        self._items[""] = items[0]
        self.document = items[0].value = self._made(items[0])

    def _hang(
        self, page: Page, items: list[Item], known: Mapping[str, Mapping[tuple[Any, ...], Item | None]]
    ) -> dict[tuple[Any, ...], Item | None]:
        """Hangs the things of a table into their parents, in their order; gives them by the ids that children name.
        None is one whose own parent is not there, of which enough has been told."""
        table = page.table
        assert table.parent is not None
        groups: dict[tuple[Any, ...], list[Item]] = defaultdict(list)
        above = [parent_key(ancestor) for ancestor in table.ancestors]
        found: dict[tuple[Any, ...], Item | None] = {}
        for item in items:
            named = tuple(item.cells.get(key) for key in above)
            if self._has_parent(item, above, named, known[table.parent.key]):
                groups[named].append(item)
            else:
                found.setdefault((*named, item.cells.get(table.id)), None)
        for named, group in groups.items():
            parent = known[table.parent.key][named]
            assert parent is not None
            path = parent.path + "".join(f"/{step}" for step in table.steps)
            ordered = self._ordered(group)
            for at, item in enumerate(ordered):
                item.path, item.value = f"{path}/{at}", self._made(item)
                self._items[item.path] = item
                found.setdefault((*named, item.cells.get(table.id)), item)
            if inside(parent.value, table.steps) is not None:
                self._tell(parent.page.place(parent.row, REST), "book_twice", what=".".join(table.steps))
            put(parent.value, table.steps, [item.value for item in ordered])
        return found

    def _has_parent(
        self, item: Item, above: list[str], named: tuple[Any, ...], parents: Mapping[tuple[Any, ...], Item | None]
    ) -> bool:
        if parents.get(named) is not None:
            return True
        places = [item.page.place(item.row, key) for key in above]
        if named in parents or any(place in self._faulty for place in places):
            return False
        if None in named:
            self._tell(places[named.index(None)], "book_parent_blank")
            return False
        # The first of the ids by which no parent is named.
        depth = next(at for at in range(len(named)) if not any(it[: at + 1] == named[: at + 1] for it in parents))
        there = dict.fromkeys(str(it[depth]) for it in parents if it[:depth] == named[:depth])
        near = hoso.nearest(str(named[depth]), [*there])
        code = "book_no_parent" if near is None else "book_no_parent_near"
        sheet = self._pages[item.page.table.ancestors[depth].key].sheet
        self._tell(places[depth], code, value=named[depth], name=sheet.name, near=near)
        return False

    def _ordered(self, group: list[Item]) -> list[Item]:
        """Things in the order of their places. One without a place stands where it is, if the others rise."""
        places = [item.cells.get(PLACE) for item in group]
        told = [place for place in places if place is not None]
        if len(set(told)) < len(told):
            at = next(at for at, place in enumerate(places) if place is not None and place in places[:at])
            self._tell(group[at].page.place(group[at].row, PLACE), "book_place_twice", value=places[at])
        elif None not in places:
            return sorted(group, key=lambda item: item.cells[PLACE])
        elif told != sorted(told):
            at = places.index(None)
            self._tell(group[at].page.place(group[at].row, PLACE), "book_place_blank")
        return group

    def _made(self, item: Item) -> Any:
        """The value of a row."""
        columns = item.page.table.columns
        made: Any = None if columns[0].key == ELEMENT else {}
        for column in columns:
            if column.key in item.cells:
                made = column.put(made, item.cells[column.key])
        if REST not in item.cells:
            return made
        more, place = item.cells[REST], item.page.place(item.row, REST)
        if made is None:
            return more
        if not isinstance(more, dict):
            self._tell(place, "book_no_object")
            return made
        try:
            return rest.together(made, more)
        except rest.Twice as twice:
            self._tell(place, "book_twice", what=".".join(twice.steps))
            return made

    # What is told.

    def _tell(self, place: str, code: str, **params: Any) -> None:
        issue: Any = {"code": code, "path": "", "params": params}
        # The cell is told before the sentence.
        issue["message"] = word(code, self._language, **params).removeprefix(": ")
        self._wrong.append(Told(place, issue["message"], issue))

    def rulebook(self) -> tuple[hoso.Rulebook | None, list[Told]]:
        """The rulebook, if there is one, and all that is wrong. What follows from a cell that cannot be read is left
        out, and so is what follows from sheets that are not there."""
        if not self._is_read:
            return None, self._wrong
        try:
            return hoso.Rulebook(json.dumps(self.document), language=self._language), self._wrong
        except hoso.InvalidInput as invalid:
            found = [Told(self.place(issue["path"]), issue["message"], issue) for issue in invalid.issues]
            return None, [*self._wrong, *(it for it in found if it.place not in self._faulty)]

    def place(self, pointer: str) -> str:
        """The cell of a value of the document, or that in which it should stand."""
        steps = tokens(pointer)
        for end in range(len(steps), -1, -1):
            path = "".join(f"/{step.replace('~', '~0').replace('/', '~1')}" for step in steps[:end])
            if (item := self._items.get(path)) is not None:
                return item.page.place(item.row, _column(item.page.table, tuple(steps[end:])))
        return self._pages["hoso"].place(FIRST + 1)


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


def _others() -> set[str]:
    """How the sheets begin that hold no things."""
    return {GUIDE[0][0], "\n".join(dict.fromkeys(both("code")))}
