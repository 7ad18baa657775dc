"""Files of rows: JSON, JSON Lines, CSV, sheets and Parquet. Each becomes batches of Arrow, with the place of each cell.

Rows of JSON are one column of texts, for the library reads what stands there; tables have columns of texts, as CSV, or
of whatever type. What a text in a column of numbers means, the library says, for all files alike.
"""

from __future__ import annotations

import io
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

import hoso
from hoso.cli import cells, columns, harmless, positions, problems, tables
from hoso.cli.cells import Cell, Fault, is_filled
from hoso.cli.columns import Columns
from hoso.cli.mapping import Mapped, numbered
from hoso.cli.needs import Unusable, arrow, needs
from hoso.cli.places import Grid, Row, Starts
from hoso.cli.positions import Position
from hoso.cli.separated import TITLES, Csv
from hoso.cli.sheets import Sheet, letters
from hoso.cli.source import LONGEST, Source
from hoso.cli.words import word
from hoso.types import Issue, Language

Cells = TypeVar("Cells")
#: The cells of rows, each with its number in the file.
NumberedRows: TypeAlias = Iterator[tuple[int, list[Cell]]]

SHEETS = ("xlsx", "xls", "ods")
FORMATS = ("json", "jsonl", "csv", "parquet", *SHEETS)
_SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
#: How many rows are read at once.
_PIECE = 8192
#: The longest list of rows in JSON, which is held in memory: eight times as much as a document.
_LONGEST_LIST = LONGEST * 8
#: The names by which the library knows what a table holds: rows of JSON; and cells as a file has them.
_JSON, CELLS = "hoso:json", {"hoso:cells": ""}
#: The code of a procedure without its last zeros.
_SHORTENED = r"^\s*[123]\.\d{1,5}\s*$"
_ANY_SEPARATOR = re.compile(r"[,;\t|]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of a file: a batch of Arrow, and where its rows stand."""

    #: The number of the first row.
    first: int
    batch: Any
    starts: Starts
    #: What cannot be read in some rows, by their places.
    wrong: Mapping[int, Sequence[Issue]] = field(default_factory=dict)
    grid: Grid | None = None

    def __len__(self) -> int:
        return len(self.batch)

    @property
    def texts(self) -> Any:
        """The texts of the rows, if they are JSON."""
        return self.batch[_JSON] if _JSON in self.batch.schema.names else None

    def take(self, places: Sequence[int]) -> Any:
        """The rows at some places, as a batch."""
        return self.batch if len(places) == len(self) else self.batch.take(arrow().array(places, "int64"))

    def row(self, at: int) -> Row:
        """The row at a place."""
        text = None if self.texts is None else self.texts[at].as_py()
        return Row(self.first + at, text, self.starts.of(at), self.grid)

    def issues(self, at: int, issues: Sequence[Issue]) -> list[Issue]:
        """The issues of a row, with what cannot be read in it; that such a cell is missing is not said too."""
        unread = self.wrong.get(at, ())
        paths = [issue["path"] for issue in unread]
        return [*unread, *(issue for issue in issues if issue["path"] not in paths)]


def row_of(pieces: Sequence[Piece], number: int) -> Row:
    """A row by its number among those of all pieces, from 0."""
    piece = pieces[bisect_right(pieces, number + 1, key=lambda piece: piece.first) - 1]
    return piece.row(number + 1 - piece.first)


def batch_of_json(texts: Sequence[str]) -> Any:
    """Rows of JSON as a batch."""
    return arrow().RecordBatch.from_pydict({_JSON: arrow().array(texts, "large_string")})


@dataclass(frozen=True)
class Reading:
    """How a file is to be read, as far as that was told."""

    format: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    #: The file that says which heading is which key.
    mapping: str | None = None


class Rows:
    """The rows of a file. ``single`` is true of a JSON document that is no list: a question by itself."""

    def __init__(
        self,
        path: str,
        wanted: Columns,
        language: Language,
        reading: Reading = Reading(),
        *,
        keep: Sequence[str] = (),
        rulebook: hoso.Rulebook | None = None,
        need: Callable[[Source, Collection[str], Columns], None] = columns.need,
    ) -> None:
        self._source = Source(path, language, reading.encoding)
        self._reading = reading
        self._mapped = None if reading.mapping is None else Mapped.read(reading.mapping, wanted, rulebook, language)
        self.name: str = self._source.name
        self.single: bool = False
        #: How much of the file there is and how much is read: bytes, or rows of a Parquet file; 0 when not known.
        self.size: int = 0
        self.done: int = 0
        self._language: Language = language
        self._columns = wanted
        self._keep = keep
        self._is_told = False
        #: What a reader of cells has found out: the sheet, and the separator of CSV.
        self.sheet: str | None = None
        self.separator: str | None = None
        self._need = need
        self.format: str = self._format(path, reading.format)
        if path != "-":
            self.size = Path(path).stat().st_size
        if self.format == "json":
            self._text = self._source.text(_LONGEST_LIST)
            self.single = self._text[positions.skip(self._text, 0) :][:1] != "["

    def _format(self, path: str, told: str | None) -> str:
        """The format: what was told, what the name tells, or what the first line looks like."""
        source, named = self._source, told or _SUFFIXES.get(Path(path).suffix.lower())
        if source.is_parquet or named == "parquet":
            if named not in ("parquet", None):
                raise source.refused("is_parquet")
            return "parquet"
        if source.is_workbook:
            if named not in (*SHEETS, None):
                raise source.refused("is_sheet")
            return "xlsx"
        if told in SHEETS:
            raise source.refused("is_no_sheet")
        if told is not None:
            return told
        looks, sure = _looks_like(source.head.decode(source.encoding, "replace"))
        # One row by itself is JSON Lines as well.
        if named in (None, looks) or not sure:
            return named or looks
        raise source.refused("other_format", format=looks)

    @property
    def is_table(self) -> bool:
        """Whether the file has columns."""
        return self.format in ("csv", "parquet", "xlsx")

    def cells(self) -> NumberedRows:
        """The cells of a table as they stand there, with the numbers of their rows."""
        match self.format:
            case "csv":
                csv = self._separated()
                self.separator = csv.separator
                yield from csv.rows()
            case "xlsx":
                sheet = Sheet(self._source, self._reading.sheet)
                self.sheet = sheet.name
                yield from sheet.rows()
            case _:
                raise self._source.refused("map_of_json")

    def pieces(self) -> Iterator[Piece]:
        """The rows, many at a time."""
        if self._mapped is not None and self.format not in ("csv", "xlsx"):
            raise self._source.refused("map_of_json")
        match self.format:
            case "json":
                yield from self._json()
            case "jsonl":
                yield from self._jsonl()
            case "csv":
                yield from self._csv()
            case "xlsx":
                yield from self._sheet()
            case _:
                yield from self._parquet()

    # Rows of JSON.

    def _json(self) -> Iterator[Piece]:
        text = self._text
        spans = [(positions.skip(text, 0), len(text))] if self.single else self._elements(text)
        yield from self._pieces_of_json(_placed(text, spans))

    def _jsonl(self) -> Iterator[Piece]:
        yield from self._pieces_of_json(self._stripped())

    def _stripped(self) -> Iterator[tuple[Position, str]]:
        for line, text in enumerate(self._source.lines(), 1):
            self.done += len(text)
            if stripped := text.strip():
                yield Position(line, text.index(stripped) + 1), stripped

    def _pieces_of_json(self, rows: Iterator[tuple[Position, str]]) -> Iterator[Piece]:
        for first, texts, starts in _chunks(rows):
            if first == 1:
                columns.look_in_json(self._source, texts, self._keep)
            yield Piece(first, batch_of_json(texts), starts)

    def _elements(self, text: str) -> list[tuple[int, int]]:
        """The elements of a list; of a text that is none, or has something after it, what is wrong with it."""
        try:
            spans = positions.elements(text, positions.skip(text, 0))
            end = positions.skip(text, spans[-1][1] if spans else text.index("[") + 1) + 1
            if not text[end:].strip():
                return spans
        except (ValueError, RecursionError):
            pass
        problems.refuse(self.name, text, problems.of_text(text, self._language), self._language)

    # Tables.

    def _csv(self) -> Iterator[Piece]:
        csv = self._separated()
        for piece in self._table(csv.rows(), None):
            yield piece
            self.done = csv.length

    def _separated(self) -> Csv:
        """CSV, with the separator that makes most columns of names that are wanted."""
        told = self._mapped.separator if self._mapped is not None else None
        return Csv(self._source, lambda cells: len({*self._named(cells)} & self._wanted_headings), told)

    def _sheet(self) -> Iterator[Piece]:
        sheet = Sheet(self._source, self._reading.sheet or (self._mapped.sheet if self._mapped else None))
        self.size, self.done = sheet.size, 0
        for piece in self._table(sheet.rows(), sheet):
            yield piece
            last = piece.starts.of(len(piece) - 1)
            self.done = last.line if last else 0

    def _table(self, rows: NumberedRows, sheet: Sheet | None) -> Iterator[Piece]:
        """The rows below the headings, as columns."""
        line, found, rows = self._headings(rows)
        names = self._named(found)
        if sheet is not None:
            sheet.tell_of_rows(line)
        takes = self._takes(names, sheet)
        grid = self._grid(names, takes, sheet)
        for first, some, starts in _chunks(self._filled(rows, names, sheet)):
            if takes is None:
                yield self._piece(first, _columns(names, some), starts)
            else:
                if sheet is None:
                    some = [[harmless.read(cell) for cell in row] for row in some]
                yield self._taken(first, takes, some, starts, grid)

    def _headings(self, rows: NumberedRows) -> tuple[int, list[Cell], NumberedRows]:
        """The row of the headings, and those below it: the first that names columns, or of a mapping the one that names
        most. Titles may stand above it, which is told."""
        top = list(islice(rows, TITLES))
        filled = [at for at, (_, found) in enumerate(top) if any(map(is_filled, found))]
        named = {at: len({*self._named(top[at][1])} & self._wanted_headings) for at in filled}
        first = next(iter(filled), 0)
        at = first
        if self._mapped is not None:
            at = max(filled, key=lambda at: named[at], default=0)
        elif named.get(first) == 0:
            at = next((at for at in filled if named[at] > 1), first)
            if at != first:
                told = word("headings_in", self._language, row=top[at][0])
                problems.errors.print(f"{self.name}: {told}", style="dim")
        line, found = top[at] if top else (1, [])
        skip = self._mapped.skip if self._mapped is not None else 0
        return line, found, islice(chain(top[at + 1 :], rows), skip, None)

    def _named(self, found: Sequence[Cell]) -> list[str]:
        """Headings as they are compared: what a mapping calls the second of a name is called so."""
        names = [_seen(harmless.read(cells.shown(name))) for name in found]
        return numbered(names) if self._mapped is not None else names

    @property
    def _wanted_headings(self) -> set[str]:
        return self._wanted if self._mapped is None else self._mapped.headings

    def _takes(self, names: Sequence[str], sheet: Sheet | None) -> list[Take] | None:
        """How each column is made of the cells of a row; of CSV in which nothing is translated, as it stands there."""
        if self._mapped is not None:
            return self._mapped_takes(self._mapped, names)
        self._look(names)
        if sheet is None:
            return None
        return [Take(name, at, _reader(at, self._kind(name))) for at, name in enumerate(names) if name in self._wanted]

    def _mapped_takes(self, mapped: Mapped, names: Sequence[str]) -> list[Take]:
        takes = [Take(key, *made) for key, made in mapped.takes(self._source, names).items()]
        keys = [take.key for take in takes]
        kept = [name for name in self._keep if name not in keys]
        columns.need_kept(self._source, names, kept)
        self._need(self._source, keys, self._columns)
        return takes + [Take(name, names.index(name), _reader(names.index(name), "")) for name in kept]

    def _kind(self, name: str) -> str:
        return self._columns[name].kind if name in self._columns else ""

    def _grid(self, names: Sequence[str], takes: Sequence[Take] | None, sheet: Sheet | None) -> Grid | None:
        """Where the cells stand that are told of."""
        if takes is None:
            return None
        placed = [take for take in takes if take.at is not None]
        if sheet is None:
            return Grid(None, {take.key: names[take.at] for take in placed if take.at is not None})
        return Grid(sheet.prefix, {take.key: letters(take.at) for take in placed if take.at is not None})

    def _taken(
        self, first: int, takes: Sequence[Take], rows: Sequence[list[Cell]], starts: Starts, grid: Grid | None
    ) -> Piece:
        """A piece of a table, with what cannot be read in it."""
        made: dict[str, Any] = {}
        wrong: dict[int, list[Issue]] = {}
        for take in takes:
            texts = [take.read(row) for row in rows]
            for at, fault in enumerate(texts):
                if isinstance(fault, Fault):
                    start, texts[at] = starts.of(at), None
                    place = grid.place(start.line, take.key) if grid and start else ""
                    wrong.setdefault(at, []).append(fault.issue(take.key, place, self._language))
            made[take.key] = arrow().array(texts, "string")
        return replace(self._piece(first, made, starts), wrong=wrong, grid=grid)

    def _filled(
        self, rows: NumberedRows, names: Sequence[str], sheet: Sheet | None
    ) -> Iterator[tuple[Position, list[Cell]]]:
        """Rows that have something in them, and nothing outside of the columns that have a name: in CSV that is what is
        left of a cell which fell apart, in a sheet a note beside the table."""
        width = max((at for at, name in enumerate(names, 1) if name), default=0)
        named = [at for at, name in enumerate(names) if name]
        nameless = [at for at, name in enumerate(names[:width]) if not name]
        is_told = False
        for line, found in rows:
            beside = [at for at in (*nameless, *range(width, len(found))) if at < len(found) and is_filled(found[at])]
            if beside and sheet is None:
                if beside[-1] >= width:
                    raise self._source.refused("too_many_cells", line, n=len(found), columns=width)
                raise self._source.refused("cell_without_name", line)
            if beside and sheet is not None and not is_told:
                is_told = True
                sheet.tell("cell_beside", cell=f"{sheet.prefix}{letters(beside[0])}{line}")
            if any(is_filled(found[at]) for at in named if at < len(found)):
                yield Position(line, 1), found + [None] * (width - len(found))

    def _parquet(self) -> Iterator[Piece]:
        parquet = needs("pyarrow.parquet")
        try:
            file = self._source.rest()
            table = parquet.ParquetFile(file if file.seekable() else io.BytesIO(file.read()))
            self.size, self.done = table.metadata.num_rows, 0
            names = table.schema_arrow.names
            self._look(names)
            wanted = [name for name in dict.fromkeys(names) if name in self._wanted]
            for batch in table.iter_batches(batch_size=_PIECE, columns=wanted):
                first = self.done + 1
                self.done += len(batch)
                yield self._piece(first, dict(zip(batch.schema.names, batch.columns, strict=True)), Starts())
        except (arrow().ArrowException, ValueError, OSError) as failed:
            raise Unusable(f"{self.name}: {failed}") from failed

    def _look(self, names: Sequence[str]) -> None:
        named = [name for name in names if name]
        columns.look(self._source, named, self._columns, self._keep)
        self._need(self._source, named, self._columns)

    @property
    def _wanted(self) -> set[str]:
        return {*self._columns, *self._keep}

    def _piece(self, first: int, table: Mapping[str, Any], starts: Starts) -> Piece:
        """A piece of a table: the columns of the question, whose empty cells are none, and those that are kept."""
        pa, known = arrow(), self._columns
        self._look_for_numbers(table, starts)
        wanted = {*known, *table} if self._mapped else self._wanted
        made = {name: columns.cells(it) if name in known else it for name, it in table.items() if name in wanted}
        fields = [pa.field(name, it.type) for name, it in made.items()]
        return Piece(first, pa.RecordBatch.from_arrays([*made.values()], schema=pa.schema(fields, CELLS)), starts)

    def _look_for_numbers(self, table: Mapping[str, Any], starts: Starts) -> None:
        """Tells once of a code that has lost its last zeros in a spreadsheet: such a number is the code of nothing."""
        column = table.get("procedure")
        if self._is_told or column is None or not arrow().types.is_string(column.type):
            return
        for at in tables.matching(column, _SHORTENED)[:1]:
            start, self._is_told = starts.of(at), True
            told = word("code_was_number", self._language, value=column[at].as_py().strip())
            place = self.name if start is None else f"{self.name}:{start.line}"
            problems.errors.print(f"{place}: {told}", style="bold yellow")


class Take(NamedTuple):
    """How a column is made of the cells of a row."""

    key: str
    #: The column of the file, if it is made of one.
    at: int | None
    read: Callable[[Sequence[Cell]], str | Fault | None]


def _reader(at: int, kind: str) -> Callable[[Sequence[Cell]], str | Fault | None]:
    """Reads a cell for a key of some kind; one that is only carried along, as it is shown."""
    if not kind:
        return lambda row: cells.shown(row[at]) or None
    return lambda row: cells.read(row[at], kind)


def _chunks(rows: Iterator[tuple[Position, Cells]]) -> Iterator[tuple[int, list[Cells], Starts]]:
    """Rows, many at a time: the number of the first, and where each begins."""
    first = 1
    while some := list(islice(rows, _PIECE)):
        yield first, [cells for _, cells in some], Starts(start for start, _ in some)
        first += len(some)


def _placed(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[Position, str]]:
    """Parts of a text, each with its place."""
    line, column, seen = 1, 1, 0
    for begin, end in spans:
        if newlines := text.count("\n", seen, begin):
            line, column = line + newlines, begin - text.rfind("\n", seen, begin)
        else:
            column += begin - seen
        seen = begin
        yield Position(line, column), text[begin:end]


def _looks_like(head: str) -> tuple[str, bool]:
    """Which format a text looks like, and whether it is surely no other."""
    first, _, rest = head.lstrip("\ufeff\r\n\t ").partition("\n")
    if not first.startswith("{"):
        is_list = first.startswith("[")
        return "json" if is_list else "csv", is_list or bool(_ANY_SEPARATOR.search(first))
    try:
        whole = not first[positions.value_end(first, 0) :].strip()
    except (ValueError, RecursionError):
        whole = False
    if whole and rest.strip():
        return "jsonl", rest.lstrip().startswith("{")
    return "json", not whole


def _seen(name: str) -> str:
    """A name without what stands around it and cannot be seen."""
    unseen = {sign for sign in name if sign.isspace() or unicodedata.category(sign) == "Cf"}
    return name.strip("".join(unseen))


def _columns(names: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Rows as columns of texts; a row that ends early has nothing in the others, a column without a name is none."""
    texts = dict(zip(names, zip_longest(*rows), strict=False))
    columns = {name: arrow().array(texts.get(name, [None] * len(rows)), "string") for name in names if name}
    return {name: harmless.read_column(column) for name, column in columns.items()}
