"""Answers to files: JSON, JSON Lines, CSV and Parquet, row by row."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from hoso.cli.files import FORMATS, Unusable, needs

#: How many rows are written to a Parquet file at once.
_GROUP = 65_536


def compact(value: Any) -> str:
    """JSON as the library writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> str:
    """Days and times of a Parquet file as ISO text."""
    return str(value.isoformat() if hasattr(value, "isoformat") else value)


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
    """CSV with a header; a list is written as ``a;b``, what has more in it as JSON."""

    flat = True

    def __init__(self, out: IO[str], columns: Mapping[str, str]) -> None:
        self._out = csv.writer(out, lineterminator="\n")
        self._columns = columns
        self._out.writerow(columns)

    def write(self, row: Mapping[str, Any]) -> None:
        self._out.writerow([_cell(row.get(name)) for name in self._columns])

    def close(self) -> None:
        pass


def _cell(value: Any) -> Any:
    match value:
        case bool():
            return str(value).lower()
        case []:
            return None
        case list() if all(isinstance(item, str) for item in value):
            return ";".join(value)
        case list() | dict():
            return compact(value)
    return value


class Parquet:
    """Parquet, a group of rows at a time."""

    flat = True

    def __init__(self, path: Path, columns: Mapping[str, str]) -> None:
        arrow = needs("pyarrow", "files")
        issue = arrow.struct([("code", arrow.string()), ("path", arrow.string())])
        types = {
            "text": arrow.string(),
            "integer": arrow.int64(),
            "boolean": arrow.bool_(),
            "texts": arrow.list_(arrow.string()),
            "issues": arrow.list_(issue),
        }
        self._schema = arrow.schema([(name, types[kind]) for name, kind in columns.items()])
        self._batch = arrow.RecordBatch
        self._file = needs("pyarrow.parquet", "files").ParquetWriter(path, self._schema)
        self._rows: list[dict[str, Any]] = []

    def write(self, row: Mapping[str, Any]) -> None:
        self._rows.append({name: row.get(name) for name in self._schema.names})
        if len(self._rows) == _GROUP:
            self._flush()

    def _flush(self) -> None:
        self._file.write_batch(self._batch.from_pylist(self._rows, schema=self._schema))
        self._rows.clear()

    def close(self) -> None:
        if self._rows:
            self._flush()
        self._file.close()


def format_of(path: str) -> str:
    """The format that a file's name tells."""
    suffix = Path(path).suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        raise Unusable(f"{path}: .{', .'.join(FORMATS)}")
    return suffix


@contextmanager
def writing(path: str, columns: Mapping[str, str], *, single: bool) -> Iterator[Writer]:
    """A writer to a file, in the format that its name tells. The file is there when all of it is written."""
    format, target = format_of(path), Path(path)
    part = target.with_name(f".{target.name}.part")
    try:
        with ExitStack() as opened:
            writer: Writer
            if format == "parquet":
                writer = Parquet(part, columns)
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
        os.replace(part, target)
    except OSError as failed:
        raise Unusable(f"{path}: {failed.strerror}") from failed
    finally:
        part.unlink(missing_ok=True)
