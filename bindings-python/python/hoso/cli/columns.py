"""Cells of tables as values of questions, by the types of ``hoso.types``: the names and types stand there alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Any, SupportsIndex, Union, get_args, get_origin, get_type_hints

Cell = Callable[[str], Any]

_INTEGER = re.compile(r"[+-]?[0-9]{1,30}")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def _integer(cell: str) -> Any:
    return int(cell) if _INTEGER.fullmatch(cell) else cell


def _boolean(cell: str) -> Any:
    return _BOOLEANS.get(cell.lower(), cell)


def _names(cell: str) -> Any:
    """``a;b``, or a list as JSON."""
    return _json(cell) if cell.startswith("[") else [name.strip() for name in cell.split(";")]


def _json(cell: str) -> Any:
    try:
        return json.loads(cell)
    except ValueError:
        return cell


def _reader(hint: Any) -> Cell:
    """How a cell of this type is read. What it cannot read stays text, which the library then refuses at its place."""
    options = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    for option in options:
        if option is bool:
            return _boolean
        if option is SupportsIndex:
            return _integer
        if get_origin(option) is Sequence:
            return _names if str in get_args(option) else _json
    return str


@cache
def readers(question: type) -> Mapping[str, Cell]:
    """The columns of a question, and how their cells are read."""
    return {name: _reader(hint) for name, hint in get_type_hints(question).items()}


def split(question: type, cells: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A row of a table as a question, without its empty cells, and what else stands in it."""
    known = readers(question)
    asked: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for name, cell in cells.items():
        if name not in known:
            others[name] = cell
        elif isinstance(cell, str):
            if text := cell.strip():
                asked[name] = known[name](text)
        elif cell is not None:
            asked[name] = cell
    return asked, others
