"""Files of rows: JSON, JSON Lines, CSV and Parquet, read piece by piece, each row with its place in the file."""

from __future__ import annotations

import csv
import io
import sys
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, islice, zip_longest
from pathlib import Path
from typing import IO, Any, BinaryIO, TypeVar

import click

from hoso.cli import columns, positions
from hoso.cli.needs import Unusable, arrow, needs
from hoso.cli.positions import Position

FORMATS = ("json", "jsonl", "csv", "parquet")
_SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
File = TypeVar("File", bound=IO[Any])

_BOM = b"\xef\xbb\xbf"
#: How many rows of a table are read at once.
_PIECE = 8192


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the library takes it: JSON text, or a mapping. ``start`` is where it begins, if its file has lines."""

    number: int
    question: str | bytes | dict[str, Any]
    start: Position | None
    others: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The JSON text of the row, if it is text."""
        return "" if isinstance(self.question, dict) else text_of(self.question)

    def place(self, pointer: str, *, key: bool = False) -> str:
        """Where a value of the row is: line and column, or line or row and the name of the column."""
        if isinstance(self.question, dict):
            where = f"row {self.number}" if self.start is None else str(self.start.line)
            return ":".join([where, *positions.tokens(pointer)[:1]])
        line, column = self.position(pointer, key=key)
        return f"{line}:{column}"

    def position(self, pointer: str, *, key: bool = False) -> Position:
        """The line and column in the file of a value of a row that is text."""
        return self.shifted(positions.position(self.text, positions.offset(self.text, pointer, key=key)))

    def shifted(self, inside: Position) -> Position:
        """A place in the row's text as a place in the file."""
        line, column = self.start or Position(1, 1)
        return Position(line + inside.line - 1, inside.column + (column - 1 if inside.line == 1 else 0))


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of a table as a batch of Arrow: all columns of the question, in types that the library takes, and others."""

    #: The number of the first row.
    first: int
    batch: Any
    #: Rows that have a cell which its column cannot hold, as they stand in the file.
    odd: Mapping[int, Row]
    #: The lines of the rows, if the file has lines.
    lines: Sequence[int] | None
    question: type

    def rows(self, places: Sequence[int] | None = None) -> Iterator[Row]:
        """All rows, or those at these places."""
        places = range(len(self.batch)) if places is None else places
        batch = self.batch if len(places) == len(self.batch) else self.batch.take(arrow().array(places, "int64"))
        for at, cells in zip(places, batch.to_pylist(), strict=True):
            line = None if self.lines is None else self.lines[at]
            yield self.odd.get(at) or _row(self.question, self.first + at, cells, line)


class Rows:
    """The rows of a file. ``single`` is true of a JSON document that is no list: a question by itself."""

    def __init__(self, path: str, question: type, format: str | None = None, keep: Sequence[str] = ()) -> None:
        self.name: str = "stdin" if path == "-" else path
        self.single: bool = False
        #: How much of the file there is and how much is read: bytes, or rows of a Parquet file; 0 when not known.
        self.size: int = 0
        self.done: int = 0
        self._question = question
        self._keep = keep
        self._file: BinaryIO = sys.stdin.buffer if path == "-" else closed_in_the_end(open_file(path))
        self._first = b""
        self.format: str = format or _SUFFIXES.get(Path(path).suffix.lower()) or self._guess()
        if path != "-":
            self.size = Path(path).stat().st_size
        if self.format == "json":
            self._text = text_of(self._first + self._file.read())
            self.single = self._text[positions.skip(self._text, 0) :][:1] != "["

    def __iter__(self) -> Iterator[Row]:
        match self.format:
            case "json":
                yield from self._json()
            case "jsonl":
                yield from self._jsonl()
            case "csv":
                yield from self._csv()
            case _:
                yield from self._parquet()

    def _guess(self) -> str:
        """The format of a file without a telling name, by its first line."""
        self._first = self._file.readline()
        start = self._first.removeprefix(_BOM).lstrip()[:4]
        if start == b"PAR1":
            return "parquet"
        if start[:1] != b"{":
            return "json" if start[:1] in (b"[", b"") else "csv"
        text = text_of(self._first)
        try:
            whole = not text[positions.value_end(text, positions.skip(text, 0)) :].strip()
        except ValueError:
            whole = False
        second = self._file.readline() if whole else b""
        self._first += second
        return "jsonl" if second.strip() else "json"

    def _lines(self) -> Iterator[bytes]:
        """What was read to guess the format, then the rest."""
        yield from io.BytesIO(self._first)
        yield from self._file

    def _json(self) -> Iterator[Row]:
        text = self._text
        try:
            at = positions.skip(text, 0)
            spans = [(at, len(text))] if self.single else positions.elements(text, at)
        except (ValueError, RecursionError):
            spans = [(0, len(text))]
        line, column, seen = 1, 1, 0
        for number, (begin, end) in enumerate(spans, 1):
            if newlines := text.count("\n", seen, begin):
                line, column = line + newlines, begin - text.rfind("\n", seen, begin)
            else:
                column += begin - seen
            seen = begin
            yield Row(number, text[begin:end], Position(line, column))

    def _jsonl(self) -> Iterator[Row]:
        number = 0
        for line, text in enumerate(self._lines(), 1):
            self.done += len(text)
            text = text.removeprefix(_BOM) if line == 1 else text
            if stripped := text.strip():
                number += 1
                yield Row(number, stripped, Position(line, text.index(stripped) + 1))

    def _csv(self) -> Iterator[Row]:
        names, rows = self._table()
        start, number = rows.line_num + 1, 0
        for cells in rows:
            if cells:
                number += 1
                yield _row(self._question, number, dict(zip(names, cells, strict=False)), start)
            start = rows.line_num + 1
            if self.size and not number % 1024:
                self.done = self._file.tell()

    def _table(self) -> tuple[list[str], Any]:
        """The names of the columns of CSV, and a reader of its rows."""
        delimiter = self._delimiter()
        first = io.StringIO(text_of(self._first), newline="\n")
        rest = closed_in_the_end(io.TextIOWrapper(self._file, "utf-8", "surrogateescape", newline="\n"))
        rows = csv.reader(chain(first, rest), delimiter=delimiter)
        return [name.strip() for name in next(rows, [])], rows

    def _delimiter(self) -> str:
        """What stands most often between the names of the columns: spreadsheets write what their country writes."""
        if not self._first:
            self._first = self._file.readline()
        return max((",", ";", "\t"), key=text_of(self._first).count)

    @property
    def is_table(self) -> bool:
        """Whether the file has columns."""
        return self.format in ("csv", "parquet")

    def pieces(self) -> Iterator[Piece]:
        """The rows of a table, many at a time."""
        yield from self._csv_pieces() if self.format == "csv" else self._parquet_pieces()

    def _csv_pieces(self) -> Iterator[Piece]:
        names, rows = self._table()
        first, line = 1, rows.line_num + 1
        while some := list(islice(rows, _PIECE)):
            lines = _lines(line, some, rows.line_num + 1)
            line = rows.line_num + 1
            if self.size:
                self.done = self._file.tell()
            cells = [row for row in some if row]
            if len(cells) < len(some):
                lines = [at for at, row in zip(lines, some, strict=False) if row]

            def raw(at: int, cells: Sequence[list[str]] = cells) -> Mapping[str, Any]:
                return dict(zip(names, cells[at], strict=False))

            table = dict(zip(names, zip_longest(*cells), strict=False))
            yield self._piece(first, len(cells), table, raw, lines)
            first += len(cells)

    def _parquet(self) -> Iterator[Row]:
        for piece in self._parquet_pieces():
            yield from piece.rows()

    def _parquet_pieces(self) -> Iterator[Piece]:
        parquet = needs("pyarrow.parquet")
        source = io.BytesIO(self._first + self._file.read()) if self.name == "stdin" else self._file
        try:
            table = parquet.ParquetFile(source)
        except (ValueError, OSError) as failed:
            raise Unusable(f"{self.name}: {failed}") from failed
        self.size, self.done = table.metadata.num_rows, 0
        wanted = {*columns.kinds(self._question), *self._keep}
        names = [name for name in table.schema_arrow.names if name in wanted]
        for batch in table.iter_batches(batch_size=_PIECE, columns=names):

            def raw(at: int, batch: Any = batch) -> Mapping[str, Any]:
                return dict(batch.slice(at, 1).to_pylist()[0])

            yield self._piece(self.done + 1, len(batch), dict(zip(names, batch.columns, strict=True)), raw, None)
            self.done += len(batch)

    def _piece(
        self,
        first: int,
        length: int,
        table: Mapping[str, Any],
        raw: Callable[[int], Mapping[str, Any]],
        lines: Sequence[int] | None,
    ) -> Piece:
        """A piece of a table of columns; ``raw`` gives the cells of a row as they stand in the file."""
        nulls = arrow().nulls
        made: dict[str, Any] = {}
        odd: set[int] = set()
        for name, kind in columns.kinds(self._question).items():
            made[name], places = columns.typed(kind, table[name]) if name in table else (nulls(length), ())
            odd.update(places)
        for name in self._keep:
            if name not in made:
                made[name] = columns.kept(table[name]) if name in table else nulls(length, "string")
        starts: Sequence[int | None] = [None] * length if lines is None else lines
        rows = {at: _row(self._question, first + at, raw(at), starts[at]) for at in sorted(odd)}
        return Piece(first, arrow().RecordBatch.from_pydict(made), rows, lines, self._question)


def _lines(start: int, rows: Sequence[Sequence[str]], end: int) -> Sequence[int]:
    """The line in which each row of CSV begins; a line break in a cell makes its row longer than a line."""
    if end - start == len(rows):
        return range(start, end)
    lengths = (1 + sum(cell.count("\n") for cell in cells) for cells in rows)
    return array("Q", accumulate(lengths, initial=start))


def _row(question: type, number: int, cells: Mapping[str, Any], line: int | None) -> Row:
    asked, others = columns.split(question, cells)
    return Row(number, asked, None if line is None else Position(line, 1), others)


def decoded(row: Row) -> Any:
    """A row as a value; nothing when it is text that is not JSON."""
    if isinstance(row.question, dict):
        return row.question
    try:
        return positions.decoded(row.text)
    except (ValueError, RecursionError):
        return None


def decoded_all(rows: Sequence[Row]) -> list[Any]:
    """Rows of JSON as values."""
    try:
        values = positions.decoded(f"[{','.join([row.text for row in rows])}]")
    except (ValueError, RecursionError):
        values = []
    # A line may hold more than one row, which is not JSON.
    return values if len(values) == len(rows) else [decoded(row) for row in rows]


def closed_in_the_end(file: File) -> File:
    """A file that is closed when the command ends."""
    click.get_current_context().with_resource(file)
    return file


def open_file(path: str) -> BinaryIO:
    """A file to be read."""
    try:
        return open(path, "rb")
    except OSError as failed:
        raise Unusable(f"{path}: {failed.strerror}") from failed


def read_text(path: str) -> str:
    """A whole file, or standard input."""
    if path == "-":
        return text_of(sys.stdin.buffer.read())
    with open_file(path) as file:
        return text_of(file.read())


def text_of(raw: str | bytes) -> str:
    """UTF-8 as text, without a byte order mark; what is not UTF-8 becomes a lone surrogate, which is refused later."""
    return raw if isinstance(raw, str) else raw.removeprefix(_BOM).decode("utf-8", "surrogateescape")
