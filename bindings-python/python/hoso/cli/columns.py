"""Cells of tables as values of questions, by the types of ``hoso.types``: the names and types stand there alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, SupportsIndex, Union, get_args, get_origin, get_type_hints, is_typeddict

from hoso.cli.needs import arrow
from hoso.types import Quoted

Cell = Callable[[str], Any]

_INTEGER = re.compile(r"[+-]?[0-9]{1,30}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_INT64 = range(-(2**63), 2**63)
_ENDS = {"from", "until"}
#: The types of cells that are not text.
_SIMPLE = {bool: "boolean", SupportsIndex: "integer", date: "day", datetime: "time"}


# How the text of a cell is read. What cannot be read stays text, which the library then refuses at its place.


def _integer(cell: str) -> Any:
    return int(cell) if _INTEGER.fullmatch(cell) else cell


def _boolean(cell: str) -> Any:
    return _BOOLEANS.get(cell.lower(), cell)


def _names(cell: str) -> Any:
    """``a;b``, or a list as JSON."""
    return _spans(cell) if cell.startswith("[") else [name.strip() for name in cell.split(";")]


def _spans(cell: str) -> Any:
    try:
        return json.loads(cell)
    except ValueError:
        return cell


_READERS: Mapping[str, Cell] = {"integer": _integer, "boolean": _boolean, "names": _names, "spans": _spans}


@cache
def kinds(question: type) -> Mapping[str, str]:
    """The columns of a question, and what kind of values they hold."""
    return {name: _kind(hint) for name, hint in get_type_hints(question).items()}


def _kind(hint: Any) -> str:
    options = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    for option in options:
        if option in _SIMPLE:
            return _SIMPLE[option]
        if option is Quoted:
            return "price"
        if get_origin(option) is Sequence:
            return "names" if str in get_args(option) else "spans"
    return "text"


def _read(kind: str, cell: Any) -> Any:
    """A cell as a value; of text its value as this kind, and nothing when it is empty."""
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    return _READERS.get(kind, str)(text) if text else None


def split(question: type, cells: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A row of a table as a question, without its empty cells, and what else stands in it."""
    known = kinds(question)
    asked: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for name, cell in cells.items():
        if name not in known:
            others[name] = cell
        elif (value := _read(known[name], cell)) is not None:
            asked[name] = value
    return asked, others


# The same for whole columns of Arrow.


def typed(kind: str, column: Any) -> tuple[Any, Sequence[int]]:
    """A column of Arrow, or texts, in a type that the library takes; and the places of cells that this type cannot
    hold, which are left empty."""
    pa = arrow()
    types = pa.types
    if isinstance(column, Sequence):
        try:
            column = pa.array(column, pa.string())
        except UnicodeEncodeError:
            return _by_value(kind, column)
    if kind == "day" and types.is_timestamp(column.type) and column.type.tz is None:
        return column.cast(pa.date32(), safe=False), ()
    if _fits(kind, column.type):
        return column, ()
    if not _is_text(column.type.value_type if types.is_dictionary(column.type) else column.type):
        return _by_value(kind, column.to_pylist())
    # Each distinct text is read once.
    coded = column if types.is_dictionary(column.type) else column.dictionary_encode()
    places = coded.indices.cast(pa.int32())
    values, odd = _by_value(kind, coded.dictionary.to_pylist())
    rows = [row for row, at in enumerate(places.to_pylist()) if at in odd] if odd else ()
    if types.is_dictionary(values.type):
        return pa.DictionaryArray.from_arrays(places, values.cast(pa.string())), rows
    return values.take(places), rows


def _by_value(kind: str, cells: Sequence[Any]) -> tuple[Any, Sequence[int]]:
    pa = arrow()
    values = [_read(kind, cell) for cell in cells]
    odd = [at for at, value in enumerate(values) if value is not None and not _holds(kind, value)]
    for at in odd:
        values[at] = None
    column = pa.array(values, _type(kind))
    return (column.dictionary_encode() if pa.types.is_string(column.type) else column), odd


def schema(question: type, *others: str) -> Any:
    """The types of the columns of questions that came as JSON."""
    names = {**{name: _type(kind) for name, kind in kinds(question).items()}, **dict.fromkeys(others, "string")}
    return arrow().schema(list(names.items()))


def kept(column: Any) -> Any:
    """A column that is only carried along."""
    if not isinstance(column, Sequence):
        return column
    return arrow().array([cell and readable(cell) for cell in column], "string")


def readable(text: str) -> str:
    """A text that is only carried along: what is not UTF-8 in it is replaced."""
    return _SURROGATE.sub("\ufffd", text)


def _type(kind: str) -> Any:
    pa = arrow()
    text = pa.string()
    match kind:
        case "integer":
            return pa.int64()
        case "boolean":
            return pa.bool_()
        case "names":
            return pa.list_(text)
        case "spans":
            return pa.list_(pa.struct([("from", text), ("until", text)]))
        case "price":
            return _nested(Quoted)
    return text


def _nested(hint: Any) -> Any:
    """The type of an answer's value."""
    pa = arrow()
    if is_typeddict(hint):
        return pa.struct([(name, _nested(inner)) for name, inner in get_type_hints(hint).items()])
    if get_origin(hint) is list:
        return pa.list_(_nested(get_args(hint)[0]))
    return pa.int64() if hint is int else pa.string()


def _holds(kind: str, value: Any) -> bool:
    """Whether a value fits the type of a kind of column."""
    match kind:
        case "integer":
            return type(value) is int and value in _INT64
        case "boolean":
            return isinstance(value, bool)
        case "names":
            return isinstance(value, list) and all(_is_unicode(item) for item in value)
        case "spans":
            return isinstance(value, list) and all(map(_is_span, value))
    return _is_unicode(value)


def _is_unicode(value: Any) -> bool:
    """Whether a value is text without lone surrogates, which stand for what is not UTF-8."""
    return isinstance(value, str) and not _SURROGATE.search(value)


def _is_span(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() <= _ENDS and all(_is_unicode(end) for end in value.values())


def _is_text(kind: Any) -> bool:
    types = arrow().types
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _fits(kind: str, of: Any) -> bool:
    """Whether a column that is not text is taken as it is."""
    types = arrow().types
    if types.is_null(of):
        return True
    match kind:
        case "integer":
            return bool(types.is_integer(of) or types.is_floating(of))
        case "boolean":
            return bool(types.is_boolean(of))
        case "day":
            return bool(types.is_date(of))
        case "time":
            return bool(types.is_timestamp(of)) and of.tz is not None
        case "names" | "spans" if not (types.is_list(of) or types.is_large_list(of)):
            return False
        case "names":
            return _is_text(of.value_type)
        case "spans" if types.is_struct(of.value_type):
            return all(field.name in _ENDS and types.is_date(field.type) for field in of.value_type.fields)
    return False
