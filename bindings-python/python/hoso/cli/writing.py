"""Answers to files: JSON, JSON Lines, CSV, Parquet and .xlsx, row by row; the last three also many at once."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

import click

from hoso.cli import harmless, tables
from hoso.cli.needs import Unusable, arrow, needs
from hoso.cli.tables import cell, compact
from hoso.cli.words import failure, word
from hoso.cli.xlsx import Xlsx
from hoso.types import Language

#: The formats that are written.
FORMATS = ("json", "jsonl", "csv", "parquet", "xlsx")

#: How many rows become columns at once, and how many are written to a Parquet file at once.
_PIECE, _GROUP = 8192, 65_536


class Writer(Protocol):
    """Takes answers one by one: whole for JSON, flat for tables."""

    flat: bool

    def write(self, row: Mapping[str, Any]) -> None: ...
    def close(self) -> None: ...


class Lines:
    """JSON Lines."""

    flat = False

    def __init__(self, out: IO[str]) -> None:
        self._out = out

    def write(self, row: Mapping[str, Any]) -> None:
        self._out.write(compact(row) + "\n")

    def close(self) -> None:
        pass


class Document:
    """One JSON document: an answer, or a list of them."""

    flat = False

    def __init__(self, out: IO[str], single: bool) -> None:
        self._out = out
        self._single = single
        self._before = "" if single else "[\n"

    def write(self, row: Mapping[str, Any]) -> None:
        self._out.write(self._before + compact(row))
        self._before = ",\n"

    def close(self) -> None:
        self._out.write("\n" if self._single else "\n]\n" if self._before == ",\n" else "[]\n")


class Csv:
    """CSV with a header; a list is written as ``a;b``, what has more in it as JSON, and nothing as a formula."""

    flat = True

    def __init__(self, out: IO[str], columns: Mapping[str, str]) -> None:
        self._out = out
        self._bom = _wants_bom()
        self._rows = csv.writer(out, lineterminator="\n")
        self._columns = columns
        self._begun = False

    def _begin(self) -> None:
        """The header, not before something is written: of an input that is refused there is no table."""
        if not self._begun:
            self._out.write("\ufeff" if self._bom else "")
            self._rows.writerow(map(harmless.written, self._columns))
        self._begun = True

    def write(self, row: Mapping[str, Any]) -> None:
        self._begin()
        self._rows.writerow([_harmless(row.get(name)) for name in self._columns])

    def add(self, table: Any) -> None:
        """Many rows at once."""
        self._begin()
        columns = [_cells(table[name].combine_chunks(), kind) for name, kind in self._columns.items()]
        empty = {"null_handling": "replace", "null_replacement": ""}
        lines = tables.compute().binary_join_element_wise(*columns, ",", **empty)
        self._out.writelines(f"{line}\n" for line in lines.to_pylist())

    def close(self) -> None:
        self._begin()


def _wants_bom() -> bool:
    """Whether CSV is to begin with the mark by which Excel knows UTF-8."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get("hoso.bom"))


def _harmless(value: Any) -> Any:
    told = cell(value)
    return harmless.written(told) if isinstance(told, str) else told


def _cells(column: Any, kind: str) -> Any:
    """A column as the cells of CSV, in quotes where that is needed."""
    pc = tables.compute()
    if kind == "texts":
        column = pc.binary_join(column, ";")
    elif kind == "issues":
        texts: list[str | None] = [None] * len(column)
        for at in tables.filled(column):
            texts[at] = compact(column[at].as_py())
        column = arrow().array(texts, "string")
    elif kind != "text":
        return column.cast("string")
    column = harmless.written_column(column)
    special = pc.match_substring_regex(column, '[",\r\n]')
    if not pc.any(special).as_py():
        return column
    quoted = pc.binary_join_element_wise('"', pc.replace_substring(column, '"', '""'), '"', "")
    return pc.if_else(special, quoted, column)


class Parquet:
    """Parquet, a group of rows at a time."""

    flat = True

    def __init__(self, path: Path, columns: Mapping[str, str]) -> None:
        self._schema = tables.schema(columns)
        self._file = needs("pyarrow.parquet").ParquetWriter(path, self._schema)
        self._rows: list[Mapping[str, Any]] = []
        self._tables: list[Any] = []

    def write(self, row: Mapping[str, Any]) -> None:
        self._rows.append(row)
        if len(self._rows) == _PIECE:
            self._add_rows()

    def _add_rows(self) -> None:
        self.add(tables.of_rows(self._rows, self._schema))
        self._rows.clear()

    def add(self, table: Any) -> None:
        """Many rows at once."""
        self._tables.append(table)
        if sum(map(len, self._tables)) >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._tables:
            self._file.write_table(arrow().concat_tables(self._tables))
        self._tables.clear()

    def close(self) -> None:
        if self._rows:
            self._add_rows()
        self._flush()
        self._file.close()


def write_text(path: str, text: str, language: Language) -> None:
    """A text to a file, or to standard output."""
    if path == "-":
        click.echo(text, nl=False)
        return
    with whole(path, language) as part:
        part.write_text(text, encoding="utf-8")


def format_of(path: str, language: Language) -> str:
    """The format that a file's name tells; standard output has CSV."""
    if path == "-":
        return "csv"
    suffix = Path(path).suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        raise Unusable(f"{path}: {word('formats', language)} .{', .'.join(FORMATS)}")
    return suffix


@contextmanager
def whole(path: str, language: Language) -> Iterator[Path]:
    """A file beside the one that is to be written, which takes its place when all is written. A link stays one, and
    what is no plain file (a pipe, a device) is written to as it is."""
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        with _told(path, language):
            yield target
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _told(path, language):
            yield part
            if target.exists():
                part.chmod(target.stat().st_mode)
            os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _told(path: str, language: Language) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as failed:
        raise Unusable(f"{path}: {failure(failed, language)}") from failed


@contextmanager
def writing(path: str, columns: Mapping[str, str], *, single: bool, language: Language) -> Iterator[Writer]:
    """A writer to a file, in the format that its name tells. The file is there when all of it is written."""
    format = format_of(path, language)
    if path == "-":
        lines = Csv(sys.stdout, columns)
        yield lines
        lines.close()
        return
    with whole(path, language) as part, ExitStack() as opened:
        writer: Writer
        if format == "parquet":
            writer = Parquet(part, columns)
        elif format == "xlsx":
            writer = Xlsx(opened.enter_context(open(part, "wb")), path, columns, language)
        else:
            out = opened.enter_context(open(part, "w", encoding="utf-8", newline=""))
            match format:
                case "csv":
                    writer = Csv(out, columns)
                case "jsonl":
                    writer = Lines(out)
                case _:
                    writer = Document(out, single)
        yield writer
        writer.close()
        opened.close()
