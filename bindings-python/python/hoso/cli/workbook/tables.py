"""The sheets and columns of a workbook, made from the schema of a rulebook: a new key is a new column by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import hoso
from hoso.cli.words import both

#: A word in Vietnamese, and in English.
Both: TypeAlias = tuple[str, str]
#: The steps of a path from a thing to what lies in it.
Steps: TypeAlias = tuple[str, ...]
Schema: TypeAlias = Mapping[str, Any]

#: The columns that are no keys: the place in the list, what no other column holds, the element of a list of days, and
#: what a row belongs to, for people, where that has no id of its own.
PLACE, REST, ELEMENT, REMARK = "#", "{}", "=", "?"
_IDS = ("id", "code")
#: What core says of basis points in headings and notes, and the same of percentages.
_BASIS_POINTS = (
    ("10000 phần vạn", "100%"),
    ("phần vạn", "%"),
    ("(bp)", "(%)"),
    ("in basis points that add up to 10000", "which add up to 100%"),
)


@dataclass(frozen=True)
class Column:
    """A column, and the key of the document that it holds."""

    steps: Steps
    #: How cells are read and written: see ``cells``.
    kind: str
    heading: Both
    note: Both = ("", "")
    #: What may stand there, of a closed list.
    members: Sequence[str] = ()
    #: The list of the document whose ids stand there.
    refers: str | None = None
    required: bool = False

    @property
    def key(self) -> str:
        """What the row of keys says."""
        return ".".join(self.steps)

    def of(self, thing: Any) -> Any:
        """The value of the column, if the thing has it. A plain name stands in the column of Vietnamese."""
        if self.key == ELEMENT:
            return thing
        if self.kind != "name":
            return inside(thing, self.steps)
        name = inside(thing, self.steps[:-1])
        plain = name if self.steps[-1] == "vi" else None
        return name.get(self.steps[-1]) if isinstance(name, dict) else plain

    def put(self, thing: Any, value: Any) -> Any:
        """The thing with the value of the column. A name is a plain one, if it is in Vietnamese alone."""
        if self.key == ELEMENT:
            return value
        if self.kind != "name" or self.steps[-1] == "vi":
            put(thing, self.steps[:-1] if self.kind == "name" else self.steps, value)
        else:
            plain = inside(thing, self.steps[:-1])
            put(thing, self.steps[:-1], {"en": value} if plain is None else {"vi": plain, "en": value})
        return thing


@dataclass
class Table:
    """A sheet: the things of a list, wherever in the document such a list stands."""

    #: The keys that lead from the document to the list.
    path: Steps
    heading: Both
    note: Both
    #: Whose list it is, and by which keys; none is the document itself.
    parent: Table | None = None
    steps: Steps = ()
    columns: list[Column] = field(default_factory=list)
    children: list[Table] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What the first cell of its sheet says."""
        return ".".join(self.path) or "hoso"

    @cached_property
    def id(self) -> str:
        """The column by which its children name a thing: that of its id, or of its place."""
        return next((column.key for column in self.columns if column.key in _IDS), PLACE)

    @property
    def headings(self) -> list[Both]:
        """Its heading behind those of what it lies in."""
        return [*(table.heading for table in self.ancestors), self.heading]

    @property
    def ancestors(self) -> list[Table]:
        """The tables whose ids name the parent of a thing, from the outermost."""
        found = []
        above = self.parent
        while above is not None and above.parent is not None:
            found.append(above)
            above = above.parent
        return found[::-1]

    @cached_property
    def own(self) -> list[Column]:
        """All its columns, with those that are no keys of the document."""
        above = [_of_parent(table) for table in self.ancestors]
        if any(table.id == PLACE for table in self.ancestors):
            above.append(Column((REMARK,), "remark", both("book_remark"), both("book_remark_note")))
        place = Column((PLACE,), "integer", both("book_place"), both("book_place_note"))
        rest = Column((REST,), "json", both("book_rest"), both("book_rest_note"))
        return [*above, *([place] if self.parent else []), *self.columns, rest]


def inside(thing: Any, steps: Steps) -> Any:
    """What lies in a thing, by the keys that lead there."""
    for step in steps:
        thing = thing.get(step) if isinstance(thing, dict) else None
    return thing


def put(thing: Any, steps: Steps, value: Any) -> None:
    """Puts a value into a thing, by the keys that lead there."""
    for step in steps[:-1]:
        thing = thing.setdefault(step, {})
    thing[steps[-1]] = value


def parent_key(table: Table) -> str:
    """What the row of keys of a sheet says above the ids of its parents."""
    return f"{table.path[-1]}:{table.id}"


def _of_parent(table: Table) -> Column:
    column = next((column for column in table.columns if column.key == table.id), None)
    heading = column.heading if column else _joined(table.heading, both("book_place"))
    kind = "text" if column else "integer"
    return Column((parent_key(table),), kind, heading, both("book_parent_note"), refers=table.key, required=True)


class Tables:
    """The tables of a rulebook, parents before their children."""

    def __init__(self, schema: Schema) -> None:
        self._shapes: Mapping[str, Schema] = schema["$defs"]
        self._headings: Mapping[str, Any] = hoso.headings()
        name = str(schema["$ref"]).rpartition("/")[2]
        self.document: Table = Table((), both("book_document"), both("book_document_note"))
        self._fill(self.document, name)
        self.all: list[Table] = list(_below(self.document))

    def _fill(self, table: Table, shape: str, before: Steps = (), above: Both = ("", ""), needed: bool = True) -> None:
        """Adds the keys of a shape, which stands in a thing of the table, as columns or as tables of their own."""
        schema = self._shapes[shape]
        for one in schema.get("oneOf", [schema]):
            # Of alternatives none is needed; which keys one excludes is said by a type that nothing has.
            required = [] if "oneOf" in schema else one.get("required", [])
            properties = {key: of for key, of in one.get("properties", {}).items() if of.get("type") != "null"}
            for key in filter(properties.__contains__, self._headings[shape]):
                self._add(table, shape, (*before, key), properties[key], above, needed and key in required)

    def _add(self, table: Table, shape: str, steps: Steps, schema: Schema, above: Both, needed: bool) -> None:
        said = self._headings[shape][steps[-1]]
        short, note = (said["vi"], said["en"]), (_plain(said.get("note", "")), _plain(schema.get("description", "")))
        of, refers = _present(schema), said.get("list")
        heading = _joined(above, both("book_last_day") if steps[-1] == "until" else short)
        kind = self._kind(of, steps[-1])
        if kind in ("percent", "times"):
            heading, note = _in_percent(heading), both(f"book_{kind}_note")
        if kind == "shape":
            self._fill(table, _name(of), steps, heading, needed)
        elif kind == "table":
            self._add_table(table, steps, short, note, of["items"])
        elif kind == "name":
            for language, said in zip(("vi", "en"), (both("book_in_vi"), both("book_in_en")), strict=True):
                told = (f"{heading[0]} ({said[0]})", f"{heading[1]} ({said[1]})")
                is_needed = needed and language == "vi"
                table.columns.append(Column((*steps, language), "name", told, note, required=is_needed))
        else:
            if kind == "last_day":
                note = both("book_last_day_needed_note" if needed else "book_last_day_note")
            members = of.get("enum") or of.get("items", {}).get("enum", ())
            table.columns.append(Column(steps, kind, heading, note, members, refers, needed))

    def _add_table(self, parent: Table, steps: Steps, heading: Both, note: Both, items: Schema) -> None:
        table = Table((*parent.path, *steps), heading, _in_percent(note), parent, steps)
        parent.children.append(table)
        if "$ref" in items:
            self._fill(table, _name(items))
        else:
            kind = self._kind(items, "")
            table.columns.append(Column((ELEMENT,), kind, both("book_element"), note, required=True))

    def _kind(self, schema: Schema, key: str) -> str:
        """How the cells of a key are read and written."""
        if "anyOf" in schema:
            return "name" if any("$ref" in one for one in schema["anyOf"]) else "json"
        if "$ref" in schema:
            return "shape"
        match schema:
            case {"const": True}:
                return "yes"
            case {"type": "boolean"}:
                return "flag"
            case {"type": "integer"} if key == "bp":
                return "percent"
            case {"type": "integer"} if key.endswith("_bp"):
                return "times"
            case {"type": "integer"}:
                return "integer"
            case {"type": "string", "format": "date"}:
                return "last_day" if key == "until" else "day"
            case {"type": "string", "pattern": str(pattern)} if pattern.startswith("^([01][0-9]|2[0-3])"):
                return "clock"
            case {"type": "string"} | {"enum": _}:
                return "text"
            case {"type": "array", "items": {"$ref": _} | {"format": "date"}}:
                return "table"
            case {"type": "array", "items": {"type": "string"} | {"enum": _}}:
                return "list"
            case {"type": "object", "additionalProperties": dict()}:
                return "map"
        return "json"


def _present(schema: Schema) -> Schema:
    """The schema of a value that is there: that it may be absent is left out."""
    some = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    return some[0] if len(some) == 1 else schema


def _name(schema: Schema) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _joined(above: Both, heading: Both) -> Both:
    """A heading with that of what it lies in."""
    if above == ("", ""):
        return heading
    return f"{above[0]}: {_lower(heading[0])}", f"{above[1]}: {_lower(heading[1])}"


def _plain(description: str) -> str:
    """A description in one line, without the signs that mark keys and codes."""
    return " ".join(description.replace("`", "").split())


def _in_percent(said: Both) -> Both:
    """What is said of basis points, said of percentages: no cell holds basis points."""
    for bp, percent in _BASIS_POINTS:
        said = (said[0].replace(bp, percent), said[1].replace(bp, percent))
    return said


def _lower(text: str) -> str:
    """A text as it goes on behind a colon; what is an abbreviation stays one."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _below(table: Table) -> Iterator[Table]:
    yield table
    for child in table.children:
        yield from _below(child)
