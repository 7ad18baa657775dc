"""Files of rows: JSON, JSON Lines, CSV and Parquet, read piece by piece, each row with its place in the file."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import click

from hoso.cli import columns, positions
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
_BOM = b"\xef\xbb\xbf"
#: How many rows of a Parquet file are read at once.
_BATCH = 8192


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


class Rows:
    """The rows of a file. ``single`` is true of a JSON document that is no list: a question by itself."""

    def __init__(self, path: str, question: type, format: str | None = None) -> None:
        self.name: str = "stdin" if path == "-" else path
        self.single: bool = False
        #: How much of the file there is and how much is read: bytes, or rows of a Parquet file; 0 when not known.
        self.size: int = 0
        self.done: int = 0
        self._question = question
        self._file: BinaryIO = sys.stdin.buffer if path == "-" else open_file(path)
        self._first = b""
        self.format: str = format or _SUFFIXES.get(Path(path).suffix.lower()) or self._guess()
        if path != "-":
            self.size = Path(path).stat().st_size
        if self.format == "json":
            with self._file:
                self._text = text_of(self._first + self._file.read())
            self.single = self._text[positions.skip(self._text, 0) :][:1] != "["

    def __iter__(self) -> Iterator[Row]:
        if self.format == "json":
            yield from self._json()
            return
        with self._file:
            match self.format:
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
        lines = csv.reader(self._decoded(), delimiter=self._delimiter())
        names = [name.strip() for name in next(lines, [])]
        number, start = 0, lines.line_num + 1
        for cells in lines:
            if cells:
                number += 1
                asked, others = columns.split(self._question, dict(zip(names, cells, strict=False)))
                yield Row(number, asked, Position(start, 1), others)
            start = lines.line_num + 1

    def _decoded(self) -> Iterator[str]:
        for number, line in enumerate(self._lines()):
            self.done += len(line)
            yield text_of(line if number else line.removeprefix(_BOM))

    def _delimiter(self) -> str:
        """What stands most often between the names of the columns: spreadsheets write what their country writes."""
        if not self._first:
            self._first = self._file.readline()
        return max((",", ";", "\t"), key=text_of(self._first).count)

    def _parquet(self) -> Iterator[Row]:
        parquet = needs("pyarrow.parquet", "files")
        source = io.BytesIO(self._first + self._file.read()) if self.name == "stdin" else self._file
        try:
            table = parquet.ParquetFile(source)
        except (ValueError, OSError) as failed:
            raise Unusable(f"{self.name}: {failed}") from failed
        self.size, self.done = table.metadata.num_rows, 0
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH):
            for cells in batch.to_pylist():
                number += 1
                asked, others = columns.split(self._question, cells)
                yield Row(number, asked, None, others)
            self.done = number


def chunks(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """The rows in pieces."""
    piece: list[Row] = []
    for row in rows:
        piece.append(row)
        if len(piece) == size:
            yield piece
            piece = []
    if piece:
        yield piece


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


class Unusable(click.ClickException):
    """What was given cannot be used."""

    exit_code = 2


def needs(module: str, extra: str) -> Any:
    """A module that an extra brings, or a word on how to get it."""
    import importlib

    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as missing:
        raise Unusable(f"{module.partition('.')[0]} is needed for this: pip install 'hoso[{extra}]'") from missing
