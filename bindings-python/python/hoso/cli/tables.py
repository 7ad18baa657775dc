"""Tables of answers, in Arrow's columns. The kinds of their columns: text, day, integer, boolean, texts,
integers, issues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from hoso.cli.needs import arrow, needs
from hoso.types import Issue


def is_table(path: str) -> bool:
    """Whether a file to be written holds columns, by its name."""
    return path == "-" or Path(path).suffix.lower() in (".csv", ".parquet")


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


def either(column: Any, other: Any) -> Any:
    """A column as text; where it has nothing, what another has."""
    return compute().coalesce(column.cast("string"), other)


def due(steps: Any, step: str) -> Any:
    """From lists of steps the day on which one is due."""
    pa, pc = arrow(), compute()
    steps = steps.combine_chunks()
    each = pc.list_flatten(steps)
    meant = pc.equal(pc.struct_field(each, "id"), step)
    rows = pc.list_parent_indices(steps).filter(meant)
    days = pc.struct_field(each, "due").filter(meant)
    return days.take(pc.index_in(pa.array(range(len(steps)), rows.type), value_set=rows))


def text(value: Any) -> str | None:
    """A value that is carried along, as text."""
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ";".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def as_text(column: Any) -> Any:
    """A column that is carried along, as text."""
    pa = arrow()
    if pa.types.is_integer(column.type) or pa.types.is_date(column.type) or pa.types.is_null(column.type):
        return column.cast(pa.string())
    return pa.array([text(value) for value in column.to_pylist()], pa.string())
