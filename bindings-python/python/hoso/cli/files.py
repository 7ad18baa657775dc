"""Files of rows: JSON, JSON Lines, CSV, sheets and Parquet. Each becomes batches of Arrow, with the place of each cell.

Rows of JSON are one column of texts, for the library reads what stands there; tables have columns of texts, as CSV, or
of whatever type. What a text in a column of numbers means, the library says, for all files alike.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hoso
from hoso.cli import columns, harmless, objects, pieces, positions, problems
from hoso.cli.columns import Columns
from hoso.cli.headed import Headed, NumberedRows
from hoso.cli.mapping import Mapped
from hoso.cli.needs import Unusable, arrow, needs
from hoso.cli.pieces import Piece, batch_of_json, chunks
from hoso.cli.places import Starts
from hoso.cli.positions import Position
from hoso.cli.separated import Csv
from hoso.cli.sheets import Sheet
from hoso.cli.source import LONGEST, Source
from hoso.types import Language

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
#: The longest list of rows in JSON, which is held in memory: eight times as much as a document.
_LONGEST_LIST = LONGEST * 8
_ANY_SEPARATOR = re.compile(r"[,;\t|]")


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
        self._keep = keep
        self._headed = Headed(self._source, wanted, keep, need, self._mapped)
        #: What a reader of cells has found out: the sheet, and the separator of CSV.
        self.sheet: str | None = None
        self.separator: str | None = None
        self.format: str = self._format(path, reading.format)
        if path != "-":
            self.size = Path(path).stat().st_size
        if self.format == "json":
            self._text = self._source.text(_LONGEST_LIST)
            self.single = self._mapped is None and self._text[positions.skip(self._text, 0) :][:1] != "["

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

    def cells(self, named: Callable[[Sequence[Any]], int]) -> NumberedRows:
        """The cells of a table as they stand there, with the numbers of their rows; ``named`` says how many columns a
        row names."""
        match self.format:
            case "csv":
                csv = self._separated(named)
                self.separator = csv.separator
                yield from csv.rows()
            case "xlsx":
                sheet = Sheet(self._source, self._reading.sheet, named=named)
                self.sheet = sheet.name
                yield from sheet.rows()
            case _:
                yield from objects.rows(self._objects())

    def pieces(self) -> Iterator[Piece]:
        """The rows, many at a time."""
        match self.format:
            case "json" | "jsonl" | "parquet" if self._mapped is not None:
                yield from self._headed.pieces(objects.rows(self._objects()), None)
            case "json" | "jsonl":
                yield from self._pieces_of_json(self._texts())
            case "csv":
                yield from self._csv()
            case "xlsx":
                yield from self._sheet()
            case _:
                yield from self._parquet()

    # Rows of JSON.

    def _stripped(self) -> Iterator[tuple[Position, str]]:
        for line, text in enumerate(self._source.lines(), 1):
            self.done += len(text)
            if stripped := text.strip():
                yield Position(line, text.index(stripped) + 1), stripped

    def _pieces_of_json(self, rows: Iterator[tuple[Position, str]]) -> Iterator[Piece]:
        for first, texts, starts in chunks(rows):
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
        csv = self._separated(self._headed.count)
        rows = csv.rows()
        if self._mapped is not None:
            rows = ((line, [harmless.read(cell) for cell in row]) for line, row in rows)
        for piece in self._headed.pieces(rows, None):
            yield piece
            self.done = csv.length

    def _separated(self, named: Callable[[Sequence[Any]], int]) -> Csv:
        """CSV, with the separator that makes most columns of names that are wanted."""
        told = self._mapped.separator if self._mapped is not None else None
        return Csv(self._source, named, told)

    def _sheet(self) -> Iterator[Piece]:
        wanted = self._reading.sheet or (self._mapped.sheet if self._mapped else None)
        sheet = Sheet(self._source, wanted, named=self._headed.count)
        self.size, self.done = sheet.size, 0
        for piece in self._headed.pieces(sheet.rows(), sheet):
            yield piece
            last = piece.starts.of(len(piece) - 1)
            self.done = last.line if last else 0

    def _parquet(self) -> Iterator[Piece]:
        for batch in self._batches(self._wanted):
            first = self.done + 1
            self.done += len(batch)
            yield self._headed.piece(first, dict(zip(batch.schema.names, batch.columns, strict=True)), Starts())

    def _wanted(self, names: Sequence[str]) -> list[str]:
        """The columns that are read."""
        self._headed.look(names)
        return [name for name in dict.fromkeys(names) if name in self._headed.wanted]

    def _batches(self, wanted: Callable[[Sequence[str]], list[str]]) -> Iterator[Any]:
        """Some columns of a Parquet file."""
        parquet = needs("pyarrow.parquet")
        try:
            file = self._source.rest()
            table = parquet.ParquetFile(file if file.seekable() else io.BytesIO(file.read()))
            self.size, self.done = table.metadata.num_rows, 0
            names = wanted(table.schema_arrow.names)
            yield from table.iter_batches(batch_size=pieces.PIECE, columns=names)
        except (arrow().ArrowException, ValueError, OSError) as failed:
            raise Unusable(f"{self.name}: {failed}") from failed

    # Rows that name what they hold, for a mapping.

    def _objects(self) -> Iterator[dict[str, Any]]:
        if self.format == "parquet":
            for batch in self._batches(list):
                self.done += len(batch)
                yield from batch.to_pylist()
            return
        for position, text in self._texts():
            try:
                yield objects.read(text)
            except (ValueError, RecursionError) as wrong:
                raise self._source.refused("map_no_object", position.line, why=wrong) from wrong

    def _texts(self) -> Iterator[tuple[Position, str]]:
        """The rows of JSON."""
        if self.format == "jsonl":
            return self._stripped()
        text = self._text
        return _placed(
            text,
            self._elements(text)
            if text[positions.skip(text, 0) :][:1] == "["
            else [(positions.skip(text, 0), len(text))],
        )


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
