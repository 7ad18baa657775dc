"""Files of rows: JSON, JSON Lines, CSV and Parquet. Each becomes batches of Arrow, with the place of each cell.

Rows of JSON are one column of texts, for the library reads what stands there; tables have columns of texts, as CSV, or
of whatever type. What a text in a column of numbers means, the library says, for all files alike.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, TypeVar

from hoso.cli import columns, positions, problems
from hoso.cli.columns import Columns
from hoso.cli.needs import Unusable, arrow, needs
from hoso.cli.places import Row, Starts
from hoso.cli.positions import Position
from hoso.cli.source import LONGEST, Source
from hoso.types import Language

Cells = TypeVar("Cells")

FORMATS = ("json", "jsonl", "csv", "parquet")
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
_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
#: What may separate cells, and how many lines above the headings are looked beyond.
_ANY_SEPARATOR, _TITLES = re.compile(r"[,;\t|]"), 20


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of a file: a batch of Arrow, and where its rows stand."""

    #: The number of the first row.
    first: int
    batch: Any
    starts: Starts

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
        return Row(self.first + at, text, self.starts.of(at))


def row_of(pieces: Sequence[Piece], number: int) -> Row:
    """A row by its number among those of all pieces, from 0."""
    piece = pieces[bisect_right(pieces, number + 1, key=lambda piece: piece.first) - 1]
    return piece.row(number + 1 - piece.first)


def batch_of_json(texts: Sequence[str]) -> Any:
    """Rows of JSON as a batch."""
    return arrow().RecordBatch.from_pydict({_JSON: arrow().array(texts, "large_string")})


class Rows:
    """The rows of a file. ``single`` is true of a JSON document that is no list: a question by itself."""

    def __init__(
        self,
        path: str,
        wanted: Columns,
        language: Language,
        format: str | None = None,
        *,
        keep: Sequence[str] = (),
        encoding: str | None = None,
        need: Callable[[Source, Collection[str], Columns], None] = columns.need,
    ) -> None:
        self._source = Source(path, language, encoding)
        self.name: str = self._source.name
        self.single: bool = False
        #: How much of the file there is and how much is read: bytes, or rows of a Parquet file; 0 when not known.
        self.size: int = 0
        self.done: int = 0
        self._language: Language = language
        self._columns = wanted
        self._keep = keep
        self._need = need
        self.format: str = self._format(path, format)
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
        return self.format in ("csv", "parquet")

    def pieces(self) -> Iterator[Piece]:
        """The rows, many at a time."""
        match self.format:
            case "json":
                yield from self._json()
            case "jsonl":
                yield from self._jsonl()
            case "csv":
                yield from self._csv()
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
        lines = _Counted(self._source.lines())
        rows = self._csv_rows(lines)
        names = [_seen(name) for name in next(rows, (1, []))[1]]
        if not {*names} & self._wanted:
            self._look_below(names, rows)
        self._look(names)
        for first, some, starts in _chunks(self._filled(rows, names)):
            yield self._piece(first, _columns(names, some), starts)
            self.done = lines.length

    def _look_below(self, names: Sequence[str], rows: Iterator[tuple[int, list[str]]]) -> None:
        """Of headings that name no column says why, where that can be seen."""
        if len(names) == 1 and len({*map(_seen, names[0].split("|"))} & self._wanted) > 1:
            raise self._source.refused("separator_unknown", 1, separator="|")
        for line, cells in islice(rows, _TITLES):
            if len({*map(_seen, _ANY_SEPARATOR.split(",".join(cells)))} & self._wanted) > 1:
                raise self._source.refused("headings_below", line)

    def _filled(
        self, rows: Iterator[tuple[int, list[str]]], names: Sequence[str]
    ) -> Iterator[tuple[Position, list[str]]]:
        """Rows that have something in them, and nothing outside of the columns that have a name."""
        width = max((at for at, name in enumerate(names, 1) if name), default=0)
        nameless = [at for at, name in enumerate(names[:width]) if not name]
        for line, cells in rows:
            if any(map(str.strip, cells[width:])):
                raise self._source.refused("too_many_cells", line, n=len(cells), columns=width)
            if any(cells[at].strip() for at in nameless if at < len(cells)):
                raise self._source.refused("cell_without_name", line)
            if any(map(str.strip, cells)):
                yield Position(line, 1), cells

    def _csv_rows(self, lines: _Counted) -> Iterator[tuple[int, list[str]]]:
        """The rows of CSV, each with the line in which it begins."""
        head = next(lines, "")
        told = _SEPARATOR.fullmatch(head)
        delimiter = told[1] if told else max((",", ";", "\t"), key=head.count)
        if told is None:
            lines.back(head)
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            line = lines.number + 1
            try:
                cells = next(rows, None)
            except csv.Error as wrong:
                what = {"field larger": "cell_too_long", "new-line": "returns_alone"}
                why = next((key for start, key in what.items() if str(wrong).startswith(start)), "quote_open")
                raise self._source.refused(why, line) from wrong
            if cells is None:
                return
            if lines.number > line and any(_swallows(cell, head.count(delimiter), delimiter) for cell in cells):
                raise self._source.refused("quote_open", line)
            yield line, cells

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
        made = {name: columns.cells(it) if name in known else it for name, it in table.items() if name in self._wanted}
        fields = [pa.field(name, it.type) for name, it in made.items()]
        return Piece(first, pa.RecordBatch.from_arrays([*made.values()], schema=pa.schema(fields, CELLS)), starts)


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


def _swallows(cell: str, separators: int, delimiter: str) -> bool:
    """Whether a cell of several lines has swallowed rows, between two quotation marks that are not a pair: one of its
    lines has as many separators as the header. An address of several lines has one or none."""
    return separators > 1 and any(line.count(delimiter) == separators for line in cell.splitlines()[1:])


class _Counted(Iterator[str]):
    """Lines, of which it is known how many were read and how long they were."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._first: str | None = None
        self.number: int = 0
        self.length: int = 0

    def __next__(self) -> str:
        line = next(self._lines) if self._first is None else self._first
        self._first = None
        self.number += 1
        self.length += len(line)
        return line

    def back(self, line: str) -> None:
        """Gives back the line that was read last."""
        if line:
            self._first = line
            self.number -= 1
            self.length -= len(line)


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
    return {name: arrow().array(texts.get(name, [None] * len(rows)), "string") for name in names if name}
