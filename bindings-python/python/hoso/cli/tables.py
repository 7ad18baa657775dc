"""Tables of answers, in Arrow's columns. The kinds of their columns: text, day, integer, boolean, texts,
integers, issues."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hoso.cli.needs import arrow, needs
from hoso.types import Issue


def is_table(path: str) -> bool:
    """Whether a file to be written holds columns, by its name."""
    return path == "-" or Path(path).suffix.lower() in (".csv", ".parquet", ".xlsx")


def compute() -> Any:
    """Arrow's functions on columns."""
    return needs("pyarrow.compute")


def schema(columns: Mapping[str, str]) -> Any:
    """The types of columns."""
    pa = arrow()
    types = {
        "text": pa.string(),
        "day": pa.date32(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "texts": pa.list_(pa.string()),
        "integers": pa.list_(pa.int64()),
        "issues": pa.list_(pa.struct([("code", pa.string()), ("path", pa.string())])),
    }
    return pa.schema([(name, types[kind]) for name, kind in columns.items()])


def table(made: Mapping[str, Any], columns: Mapping[str, str]) -> Any:
    """A table of such columns."""
    return arrow().table(dict(made)).cast(schema(columns))


def of_rows(rows: Iterable[Mapping[str, Any]], schema: Any) -> Any:
    """Rows as a table; their days are text."""
    pa = arrow()
    told = [field.with_type(pa.string()) if pa.types.is_date(field.type) else field for field in schema]
    return pa.Table.from_pylist(list(rows), schema=pa.schema(told)).cast(schema)


def brief(issues: Iterable[Issue]) -> list[dict[str, str]]:
    """Issues as they are in a table."""
    return [{"code": issue["code"], "path": issue["path"]} for issue in issues]


def having(lists: Any, members: Sequence[str]) -> list[int]:
    """The places of rows whose list of texts has one of some members."""
    pa, pc = arrow(), compute()
    lists = lists.combine_chunks()
    meant = pc.is_in(pc.list_flatten(lists), value_set=pa.array(members, pa.string()))
    return sorted({*pc.list_parent_indices(lists).filter(meant).to_pylist()})


def matching(texts: Any, pattern: str) -> Any:
    """The places of texts that match a pattern."""
    pc = compute()
    return pc.indices_nonzero(pc.fill_null(pc.match_substring_regex(texts, pattern), False)).to_pylist()


def filled(lists: Any) -> Any:
    """The places of rows whose list has something in it."""
    pc = compute()
    return pc.indices_nonzero(pc.fill_null(pc.list_value_length(lists), 0)).to_pylist()


def counts(texts: Any) -> dict[str, int]:
    """How often there is each text; rows that have none are not valid."""
    return {pair["values"] or "issues": pair["counts"] for pair in compute().value_counts(texts).to_pylist()}


def replaced(table: Any, places: Sequence[int], rows: Sequence[Mapping[str, Any]]) -> Any:
    """A table with other rows in some places."""
    if not places:
        return table
    order = list(range(len(table)))
    for number, at in enumerate(places, len(table)):
        order[at] = number
    others = of_rows(rows, table.schema)
    return arrow().concat_tables([table, others]).take(order)


def due(steps: Any, step: str) -> Any:
    """From lists of steps the day on which one is due."""
    pa, pc = arrow(), compute()
    steps = steps.combine_chunks()
    each = pc.list_flatten(steps)
    meant = pc.equal(pc.struct_field(each, "id"), step)
    rows = pc.list_parent_indices(steps).filter(meant)
    days = pc.struct_field(each, "due").filter(meant)
    return days.take(pc.index_in(pa.array(range(len(steps)), rows.type), value_set=rows))


def _iso(value: Any) -> str:
    """Days and times of a Parquet file as ISO text."""
    return str(value.isoformat() if hasattr(value, "isoformat") else value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_iso)


def compact(value: Any) -> str:
    """JSON as the library writes it."""
    return _ENCODER.encode(value)


def cell(value: Any) -> Any:
    """A value as what a cell can hold."""
    match value:
        case bool():
            return str(value).lower()
        case []:
            return None
        case list() if all(item is None or isinstance(item, str | int) for item in value):
            return ";".join("" if item is None else str(item) for item in value)
        case list() | dict():
            return compact(value)
    return value


def plain(value: Any) -> Any:
    """A value that is carried along, as JSON has values: days, times, durations and decimals are text."""
    match value:
        case str():
            # Half of a letter is none in UTF-8.
            return value.encode("utf-8", "backslashreplace").decode("utf-8")
        case bytes():
            try:
                return value.decode("utf-8")
            except UnicodeDecodeError:
                return base64.b64encode(value).decode("ascii")
        case float() if not math.isfinite(value):
            return None if math.isnan(value) else str(value)
        case None | bool() | int() | float():
            return value
        case list() if value and all(isinstance(item, tuple) for item in value):
            return {str(plain(key)): plain(inner) for key, inner in value}
        case list() | tuple():
            return [plain(inner) for inner in value]
        case dict():
            return {str(key): plain(inner) for key, inner in value.items()}
        case timedelta() if not hasattr(value, "isoformat"):
            return f"PT{Decimal(value // timedelta(microseconds=1)).scaleb(-6).normalize():f}S"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def text(value: Any) -> str | None:
    """A value that is carried along, as text: a list as ``a;b`` where that is read back as the same, else as JSON."""
    match plain(value):
        case None | "" | []:
            return None
        case str() as told:
            return told
        case bool() as told:
            return str(told).lower()
        case [str(), *_] as told if (
            all(isinstance(item, str) for item in told) and _parted(joined := ";".join(told)) == told
        ):
            return joined
        case list() | dict() as told:
            return compact(told)
        case told:
            return str(told)


def _parted(cell: str) -> list[str]:
    """A list as it is read from a cell."""
    return [] if cell.startswith("[") else [item.strip() for item in cell.split(";")]


def as_text(column: Any) -> Any:
    """A column that is carried along, as text."""
    pa = arrow()
    if pa.types.is_integer(column.type) or pa.types.is_date(column.type) or pa.types.is_null(column.type):
        return column.cast(pa.string())
    return pa.array([text(value) for value in column.to_pylist()], pa.string())
