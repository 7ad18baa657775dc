"""What the XML of an .xlsx says and its reader does not: rows that are hidden, errors, formulas that have no value."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import IO, Any
from xml.etree import ElementTree

from hoso.cli.cells import Fault

#: How much of a sheet is looked at at once.
_PIECE = 1 << 20
#: What stands in a piece of which there is something to tell; others are not looked at.
_MARKS = (b" hidden=", b't="e"', b"<f", b":f")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?row>)", re.DOTALL)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_NUMBER, _PLACE = re.compile(rb'\br="(\d+)"'), re.compile(rb'\br="([A-Z]+)\d+"')
_FORMULA, _VALUE = re.compile(rb"<(?:\w+:)?f\b"), re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]+)<")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')


@dataclass
class Traces:
    """What is to be told of a sheet."""

    #: How many rows with something in them are hidden, and the first of them.
    hidden: int = 0
    first_hidden: int = 0
    #: Whether a filter hides rows.
    is_filtered: bool = False
    #: Whether there are formulas in a file whose writer calculates none.
    is_uncalculated: bool = False
    #: Cells that cannot be read, by row and column from 0.
    faults: dict[int, dict[int, Fault]] = field(default_factory=dict)


def traces(file: IO[bytes], sheet: str) -> Traces:
    """What is to be told of a sheet, found in one pass that holds a piece of it."""
    found = Traces()
    with zipfile.ZipFile(file) as packed:
        path, never_calculated = _sheet(packed, sheet)
        if path is None:
            return found
        number, formulas = 0, False
        with packed.open(path) as stream:
            for piece in _pieces(stream):
                if b"<filterColumn" in piece or b":filterColumn" in piece:
                    found.is_filtered = True
                for row in _ROW.finditer(piece):
                    told = _NUMBER.search(row[1])
                    number = int(told[1]) if told else number + 1
                    cells = row[2] or b""
                    if _HIDDEN.search(row[1]) and (_VALUE.search(cells) or b"t>" in cells):
                        found.hidden += 1
                        found.first_hidden = found.first_hidden or number
                    if b't="e"' in cells or _FORMULA.search(cells):
                        formulas = _look(cells, found.faults.setdefault(number - 1, {})) or formulas
        found.is_uncalculated = formulas and never_calculated
    return found


def _look(cells: bytes, faults: dict[int, Fault]) -> bool:
    """Notes the cells of a row that cannot be read; whether there are formulas."""
    at, formulas = -1, False
    for cell in _CELL.finditer(cells):
        place, inside = _PLACE.search(cell[1]), cell[2] or b""
        at = _column(place[1]) if place else at + 1
        value, is_formula = _VALUE.search(inside), _FORMULA.search(inside) is not None
        formulas = formulas or is_formula
        if b't="e"' in cell[1]:
            faults[at] = Fault("cell_error", {"value": value[1].decode("ascii", "replace") if value else "#?"})
        elif is_formula and value is None and b't="str"' not in cell[1]:
            faults[at] = Fault("cell_no_value")
    return formulas


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Pieces of whole rows. Of those in which nothing is to be told the last row is enough, for its number."""
    rest = b""
    while some := stream.read(_PIECE):
        rest += some
        end = max(rest.rfind(b"</row>"), rest.rfind(b":row>")) + len(b"</row>")
        if end < len(b"</row>"):
            continue
        piece, rest = rest[:end], rest[end:]
        yield piece if any(mark in piece for mark in _MARKS) else piece[_last(piece) :]
    yield rest


def _last(piece: bytes) -> int:
    return max(piece.rfind(b"<row"), piece.rfind(b":row "), 0)


def _column(letters: bytes) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + letter - 64
    return at - 1


def _sheet(packed: zipfile.ZipFile, name: str) -> tuple[str | None, bool]:
    """Where a sheet stands in a workbook, and whether its formulas are to be calculated when it is opened."""
    try:
        book = ElementTree.fromstring(packed.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ElementTree.ParseError):
        return None, False
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    calculates = any(_is(it, "calcPr") and it.get("fullCalcOnLoad") in ("1", "true") for it in book.iter())
    for sheet in book.iter():
        if _is(sheet, "sheet") and sheet.get("name") == name:
            id_ = next((value for key, value in sheet.items() if key.endswith("}id")), None)
            path = normpath(join("xl", targets.get(id_, ""))).lstrip("/")
            return (path if path in packed.namelist() else None), calculates
    return None, calculates


def _is(element: Any, name: str) -> bool:
    return str(element.tag).rpartition("}")[2] == name
