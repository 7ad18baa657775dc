"""A rulebook written as a workbook."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import IO, Any, NamedTuple

import hoso
from hoso.cli.needs import Unusable, needs
from hoso.cli.sheets import letters
from hoso.cli.words import both, closed_list, word
from hoso.cli.workbook import remark, rest, values
from hoso.cli.workbook.guide import GUIDE
from hoso.cli.workbook.tables import PLACE, REMARK, REST, Both, Column, Table, Tables, inside, parent_key, put
from hoso.types import Language

#: What a spreadsheet holds: rows, columns, letters in a cell, in the name of a sheet, in what is said beside a cell.
_ROWS, _COLUMNS, _LETTERS, _NAME, _HINT, _HINT_TITLE = 1_048_576, 16_384, 32_767, 31, 255, 32
#: Where the headings, the notes and the keys stand, and the first thing.
TITLE, HEADINGS, NOTES, KEYS, FIRST = range(5)
_WIDTHS = {"name": 42, "text": 20, "list": 26, "map": 30, "json": 30, "integer": 14, "remark": 26}
_PLACE_WIDTH, _OTHER_WIDTH, _CONTENT_WIDTH = 9, 16, 90
#: How tall a line is, and one of a note, and how tall all headings and all notes may be; by how much the letters of
#: headings are wider than those by which widths are told.
_HEIGHT, _NOTE_HEIGHT, _HEADINGS_HEIGHT, _NOTES_HEIGHT, _BOLD = 15, 10.5, 90, 130, 1.25
_NOT_IN_NAMES = str.maketrans({sign: " " for sign in "[]:*?/\\'"})
_A4 = 9
_COLOURS = ("#1F6F8B", "#99621E", "#3D7A3A", "#7A3B69", "#8A2E2E", "#4A5A8A")


class Row(NamedTuple):
    """A thing, the ids of what it lies in, its place, and what people know by that has no id."""

    above: list[Any]
    place: int
    thing: Any
    remark: str


class Export:
    """Writes the sheets, each when its things are known."""

    def __init__(self, out: IO[bytes], name: str, document: str, language: Language) -> None:
        plain = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        self._name, self._language = name, language
        self._book = needs("xlsxwriter").Workbook(out, plain)
        # Keys that the format does not have stand in the order in which the library writes them.
        self._document = json.loads(hoso.format_document(document, language=language))
        self._tables = Tables(hoso.rulebook_schema())
        self._names = _Names(self._tables.all, language)
        #: What the sheet of each list is called.
        self.sheets: dict[str, str] = self._names.tables
        self._rows: dict[str, list[Row]] = {table.key: [] for table in self._tables.all}
        self._lists: dict[tuple[str, ...], tuple[int, int]] = {}
        self._format = _Formats(self._book)

    def write(self) -> None:
        """The whole workbook."""
        self._collect(self._tables.document, Row([], 0, self._document, ""))
        guide = self._sheet(self._names.of(word("book_guide", self._language)))
        sheets = {table.key: self._sheet(self.sheets[table.key]) for table in self._tables.all}
        self._write_lists(self._sheet(self._names.of(word("book_lists", self._language))))
        self._write_guide(guide)
        for table in self._tables.all:
            self._write_table(sheets[table.key], table)
        self._book.close()

    def _sheet(self, name: str) -> Any:
        """A sheet that prints as wide as a page."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _collect(self, table: Table, row: Row) -> None:
        """Adds a thing to its table, and the lists in it to theirs."""
        self._rows[table.key].append(row)
        if len(self._rows[table.key]) > _ROWS - FIRST:
            said = word("book_too_long", self._language, name=self.sheets[table.key], n=_ROWS - FIRST)
            raise Unusable(f"{self._name}: {said}")
        above, said = row.above, row.remark
        if table.parent:
            above = [*above, row.place if table.id == PLACE else row.thing[table.id]]
        if table.id == PLACE:
            said = remark.remark(table, {column.key: column.of(row.thing) for column in table.columns})
        for child in table.children:
            for at, thing in enumerate(inside(row.thing, child.steps) or []):
                self._collect(child, Row(above, at + 1, thing, said))

    def _cells(self, table: Table, row: Row) -> dict[str, Any]:
        """The cells of a thing, by the keys of their columns."""
        cells = dict(zip(map(parent_key, table.ancestors), row.above, strict=True))
        if table.parent:
            cells |= {PLACE: row.place, REMARK: row.remark}
        # What reading the cells will give, and the sheets of the lists in it.
        told: Any = {} if isinstance(row.thing, dict) else None
        for column in table.columns:
            value = column.of(row.thing)
            if value is not None and (cell := values.written(value, column.kind)) is not None:
                cells[column.key] = cell
                told = column.put(told, value)
        for child in table.children:
            if things := inside(row.thing, child.steps):
                put(told, child.steps, things)
        more = rest.rest(row.thing, told)
        return cells if rest.is_absent(more) else cells | {REST: values.json_text(more)}

    def _write_table(self, sheet: Any, table: Table) -> None:
        rows = [self._cells(table, row) for row in self._rows[table.key]]
        columns = [(column, piece) for column in table.own for piece in range(_pieces(column, rows))]
        if len(columns) > _COLUMNS:
            raise Unusable(f"{self._name}: {word('book_too_wide', self._language, name=self.sheets[table.key])}")
        self._write_head(sheet, table, columns)
        for at, row in enumerate(rows):
            # Of what is wrapped a spreadsheet knows the height only when it is edited.
            names = (len(str(row.get(column.key, ""))) for column, _ in columns if column.kind == "name")
            if (lines := 1 + max(names, default=0) // _WIDTHS["name"]) > 1:
                sheet.set_row(FIRST + at, _HEIGHT * min(lines, 10))
            for across, (column, piece) in enumerate(columns):
                if column.key in row:
                    format_ = self._format("place" if column.key.endswith(PLACE) else column.kind)
                    self._write_cell(sheet, FIRST + at, across, row[column.key], format_, piece)
        if table.parent:
            sheet.autofilter(KEYS, 0, max(KEYS + len(rows), FIRST), len(columns) - 1)

    def _write_head(self, sheet: Any, table: Table, columns: Sequence[tuple[Column, int]]) -> None:
        """The title, and above each column its heading, its note and its key."""
        colour = _COLOURS[self._group(table) % len(_COLOURS)]
        sheet.set_tab_color(colour)
        sheet.write_string(TITLE, 0, table.key, self._format("key"))
        vi, en = (" › ".join(heading[at] for heading in table.headings) for at in range(2))
        note = f"   {_lines(table.note, ' · ')}"
        said = (self._format("title"), _lines((vi, en), " · "), self._format("note_line"), note, self._format("left"))
        sheet.write_rich_string(TITLE, 1, *said)
        for across, (column, piece) in enumerate(columns):
            is_place = column.key.endswith(PLACE)
            sheet.set_column(across, across, _width(column), self._format("place" if is_place else column.kind))
            heading = _lines(column.heading) + (" *" if column.required else "") + (f" ({piece + 1})" if piece else "")
            sheet.write_string(HEADINGS, across, heading, self._format("heading", colour))
            sheet.write_string(NOTES, across, _lines(column.note), self._format("note"))
            key = f"{column.key}+{piece + 1}" if piece else column.key
            sheet.write_string(KEYS, across, key, self._format("key"))
            self._offer(sheet, across, column)
        sheet.repeat_rows(HEADINGS, KEYS)
        headings = max(_line_count(column.heading, _width(column) / _BOLD) for column, _ in columns)
        notes = max(_line_count(column.note, _width(column)) for column, _ in columns)
        sheet.set_row(HEADINGS, min(_HEIGHT * headings, _HEADINGS_HEIGHT))
        sheet.set_row(NOTES, min(_NOTE_HEIGHT * notes, _NOTES_HEIGHT))
        sheet.freeze_panes(FIRST, min(len(table.ancestors) + 2, len(columns)) if table.parent else 0)

    def _offer(self, sheet: Any, across: int, column: Column) -> None:
        """The list to choose from. In a cell that holds several, anything may be typed."""
        if (source := self._source(column)) is None:
            return
        several = column.kind == "list"
        offer = {"validate": "list", "source": source, "ignore_blank": True, "error_type": "stop"}
        offer["show_error"] = not several
        offer["error_title"] = word("book_not_offered", self._language)[:_HINT_TITLE]
        offer["error_message"] = word("book_choose", self._language)[:_HINT]
        sheet.data_validation(FIRST, across, _ROWS - 1, across, offer)

    def _source(self, column: Column) -> Any:
        if column.kind in ("flag", "yes"):
            return ["có", "không"] if column.kind == "flag" else ["có"]
        if column.members:
            first, last = self._lists[tuple(column.members)]
            return f"={_quoted(word('book_lists', self._language))}!$A${first}:$A${last}"
        table = next((table for table in self._tables.all if table.key == column.refers), None)
        if table is None:
            return None
        across = letters(next(at for at, its in enumerate(table.own) if its.key == table.id))
        return f"={_quoted(self.sheets[table.key])}!${across}${FIRST + 1}:${across}${_ROWS}"

    def _group(self, table: Table) -> int:
        """The list of the document of which the table is a part: what belongs together has one colour."""
        tops = self._tables.document.children
        return next((at for at, top in enumerate(tops) if top.path[:1] == table.path[:1]), 0)

    def _write_cell(self, sheet: Any, down: int, across: int, cell: Any, format_: Any, piece: int) -> None:
        if isinstance(cell, int | float):
            sheet.write_number(down, across, cell, format_)
        elif not isinstance(cell, str):
            sheet.write_datetime(down, across, cell, format_)
        elif text := pieces(cell)[piece : piece + 1]:
            sheet.write_string(down, across, text[0], format_)

    def _write_lists(self, sheet: Any) -> None:
        """The closed lists: each code with what it is called, where the library says that."""
        sheet.set_column(0, 0, 22, self._format("text"))
        sheet.set_column(1, 2, 44)
        for across, heading in enumerate((both("code"), ("Tiếng Việt", ""), ("English", ""))):
            sheet.write_string(0, across, _lines(heading), self._format("heading", _COLOURS[0]))
        sheet.freeze_panes(1, 0)
        row = 2
        for column in (column for table in self._tables.all for column in table.columns if column.members):
            members = tuple(column.members)
            if members in self._lists:
                continue
            self._lists[members] = row + 1, row + len(members)
            labels = closed_list(column.members) or {}
            for at, member in enumerate(members):
                label = labels.get(member)
                said = (member, label["vi"], label["en"]) if label else (member,)
                for across, text in enumerate(said):
                    sheet.write_string(row + at, across, text)
            row += len(members) + 1

    def _write_guide(self, sheet: Any) -> None:
        """The first sheet: how the workbook is filled in, in Vietnamese and then in English, and what each sheet is."""
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 15)
        sheet.set_column(2, 2, _CONTENT_WIDTH, self._format("wrapped"))
        row = 0
        for language in range(2):
            for at, said in enumerate(GUIDE):
                sheet.merge_range(row, 0, row, 2, said[language], self._format("wrapped" if at else "title"))
                row += 1
            row = row + 1 if language else self._write_contents(sheet, row + 1) + 1

    def _write_contents(self, sheet: Any, row: int) -> int:
        for across, heading in enumerate(("book_sheet", "book_number", "book_what")):
            sheet.write_string(row, across, _lines(both(heading), " · "), self._format("heading", _COLOURS[0]))
        for table in self._tables.all:
            row += 1
            name, content = self.sheets[table.key], _lines(table.note, " · ")
            sheet.set_row(row, _HEIGHT * (1 + len(content) // _CONTENT_WIDTH))
            indent = "    " * max(len(table.ancestors), 0)
            link, format_ = f"internal:{_quoted(name)}!A{FIRST + 1}", self._format("link")
            sheet.write_url(row, 0, link, format_, string=f"{indent}{name}")
            sheet.write_number(row, 1, len(self._rows[table.key]), self._format("place"))
            sheet.write_string(row, 2, content, self._format("wrapped"))
        return row + 1


class _Names:
    """Names of sheets: of letters that may stand in them, short enough, each once."""

    def __init__(self, tables: Sequence[Table], language: Language) -> None:
        self._taken: set[str] = set()
        chains = [[heading[language == "en"] for heading in table.headings] for table in tables]
        #: By how much of what a table lies in it is told from the others.
        self.tables: dict[str, str] = {}
        for table, chain in zip(tables, chains, strict=True):
            parts = next(n for n in range(1, len(chain) + 1) if n == len(chain) or _is_alone(chain[-n:], chains))
            self.tables[table.key] = self.of(" › ".join(chain[-parts:]))

    def of(self, wanted: str) -> str:
        name = " ".join(wanted.translate(_NOT_IN_NAMES).split())
        # The end tells more than the beginning, which other sheets have too.
        name = name if len(name) <= _NAME else "…" + name[-_NAME + 1 :].strip()
        number = 1
        while (found := name if number == 1 else f"{name[: _NAME - 4]} {number}").casefold() in self._taken:
            number += 1
        self._taken.add(found.casefold())
        return found


def _width(column: Column) -> int:
    return _PLACE_WIDTH if column.key == PLACE else _WIDTHS.get(column.kind, _OTHER_WIDTH)


def _line_count(said: Both, width: float) -> int:
    """How many lines texts take in a column."""
    return sum(1 + int(len(text) / width) for text in dict.fromkeys(said) if text)


def _is_alone(end: list[str], chains: Sequence[list[str]]) -> bool:
    return sum(chain[-len(end) :] == end for chain in chains) == 1


class _Formats:
    """How cells look, by what they are."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, str], Any] = {}

    def __call__(self, what: str, colour: str = "") -> Any:
        if (what, colour) not in self._made:
            top = {"valign": "top"}
            looks: dict[str, Any] = {
                "title": {"bold": True, "font_size": 14},
                "heading": {
                    "bold": True, "text_wrap": True, "font_color": "#FFFFFF", "bg_color": colour, "border": 1, **top,
                },
                "note": {"italic": True, "font_size": 8, "font_color": "#444444", "text_wrap": True, **top},
                "left": {"align": "left"},
                "note_line": {"italic": True, "font_color": "#444444"},
                "remark": {"font_color": "#767676", "italic": True, **top},
                "key": {"font_size": 8, "font_color": "#767676", "bottom": 1},
                "place": {"num_format": "#,##0", "align": "center", **top},
                "integer": {"num_format": "#,##0", **top},
                "percent": {"num_format": "0.00%", "align": "right", **top},
                "times": {"num_format": "0.00%", "align": "right", **top},
                "day": {"num_format": "dd/mm/yyyy", "align": "left", **top},
                "last_day": {"num_format": "dd/mm/yyyy", "align": "left", **top},
                "name": {"num_format": "@", "text_wrap": True, **top},
                "json": {"num_format": "@", "font_size": 8, **top},
                "wrapped": {"text_wrap": True, **top},
                "link": {"font_color": "#0000EE", "underline": 1, **top},
            }  # fmt: skip
            self._made[what, colour] = self._book.add_format(looks.get(what, {"num_format": "@", **top}))
        return self._made[what, colour]


def pieces(text: str) -> list[str]:
    """A text in pieces that a cell holds, however a spreadsheet counts letters."""
    length = _LETTERS // 2
    return [text[at : at + length] for at in range(0, len(text), length)]


def _pieces(column: Column, rows: Sequence[Mapping[str, Any]]) -> int:
    """Over how many columns the longest text of a column goes."""
    texts = (row.get(column.key) for row in rows)
    return max([1, *(len(pieces(text)) for text in texts if isinstance(text, str))])


def _lines(said: Both, between: str = "\n") -> str:
    return between.join(dict.fromkeys(filter(None, said)))


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"
