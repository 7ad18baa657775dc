"""A mapping: a file that says which heading of a table is which key, and how its cells are written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import hoso
from hoso.cli import columns, written
from hoso.cli.cells import Cell, Fault, Merged, is_filled, shown
from hoso.cli.columns import Column, Columns
from hoso.cli.names import Names, has_names, section, tidy
from hoso.cli.needs import Unusable
from hoso.cli.source import Source, read_text
from hoso.cli.words import word
from hoso.types import Language

#: What a mapping may say of the table, and of a key; each with what it must look like.
_TEXT, _NUMBER = re.compile(r".+", re.DOTALL), re.compile(r"\d+")
_DAYS, _MARK = re.compile("|".join(written.DAYS)), re.compile(r"[.,' ]?")
_TABLE = {
    "for": _TEXT,
    "sheet": _TEXT,
    "headings": _NUMBER,
    "skip": _NUMBER,
    "end": _TEXT,
    "separator": re.compile(r".", re.DOTALL),
    "days": _DAYS,
    "decimal": _MARK,
    "grouping": _MARK,
    "offset": re.compile(r"[+-]\d\d:\d\d"),
}
_KEY = {
    "heading": _TEXT,
    "time": _TEXT,
    "value": _TEXT,
    "empty": _TEXT,
    "names": re.compile("True|False"),
    "unit": re.compile("g|kg"),
    "days": _DAYS,
    "decimal": _MARK,
    "grouping": _MARK,
}
#: Of which kinds a key is on which something has an effect.
_EFFECTS = {
    "time": ("moment",),
    "unit": ("integer",),
    "days": ("day", "moment"),
    "decimal": ("integer",),
    "grouping": ("integer",),
}
#: Of what types the values are that are no texts.
_TYPES: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("headings", "skip"), (int,)),
    **dict.fromkeys(("value", "empty"), (str, int, bool)),
    "names": (bool,),
}
Reader = Callable[[Sequence[Cell]], str | Fault | None]


class _Part(NamedTuple):
    """How one key is made."""

    heading: str | None
    time: str | None
    value: str | None
    empty: str | None
    names: Names | None
    style: written.Style
    kind: str


@dataclass
class Mapped:
    """A mapping for one command."""

    path: str
    language: Language
    sheet: str | None
    separator: str | None
    #: The row of the headings; where a later file has them elsewhere, it is looked for.
    line: int | None
    #: How many rows below the headings are none.
    skip: int
    #: What the first cell of a row says that ends the table, such as that of the totals.
    end: str | None
    parts: Mapping[str, _Part] = field(default_factory=dict)
    #: The key whose day says which things have a name.
    day: str | None = None

    @classmethod
    def read(cls, path: str, wanted: Columns, rulebook: hoso.Rulebook | None, language: Language) -> Mapped:
        """Reads a mapping; everything that is wrong with it is told at once."""
        try:
            told = tomllib.loads(read_text(path, language))
        except tomllib.TOMLDecodeError as wrong:
            raise Unusable(f"{path}: {word('no_toml', language, why=wrong)}") from wrong
        return _Reader(path, told, wanted, rulebook, language).mapped()

    @property
    def headings(self) -> set[str]:
        """The headings that a table must have."""
        return {name for part in self.parts.values() for name in (part.heading, part.time) if name is not None}

    def takes(self, source: Source, names: Sequence[str]) -> dict[str, tuple[int | None, Reader]]:
        """For each key its column, and how it is made of the cells of a row."""
        named = [*names]
        if absent := [name for name in self.headings if name not in named]:
            near = {name: hoso.nearest(name, named) for name in absent}
            told = ", ".join(
                f"{name} ({word('did_you_mean', self.language, name=found)})" if found else name
                for name, found in near.items()
            )
            raise source.refused("no_such_column", names=told, has=", ".join(filter(None, names)))
        day = self.parts.get(self.day or "")
        on = None if day is None else self._reader(day, named, None)
        return {
            key: (None if part.heading is None else named.index(part.heading), self._reader(part, named, on))
            for key, part in self.parts.items()
        }

    def _reader(self, part: _Part, names: Sequence[str], on: Reader | None) -> Reader:
        """Reads the cells of a key."""
        if part.heading is None:
            return lambda row: part.value
        at = names.index(part.heading)
        time = None if part.time is None else names.index(part.time)

        def read(row: Sequence[Cell]) -> str | Fault | None:
            cell = row[at]
            if isinstance(cell, Merged) and part.kind != "integer":
                cell = cell.value
            if not is_filled(cell):
                return part.empty
            if part.names is not None:
                text, day = written.text(cell), None if on is None else on(row)
                if isinstance(text, Fault):
                    return text
                told = text.split(";") if part.kind == "texts" else [text]
                return _coded(part.names, told, day if isinstance(day, str) else None)
            return written.read(cell, part.kind, part.style, None if time is None else row[time])

        return read


def _coded(names: Names, told: Sequence[str], day: str | None) -> str | Fault:
    """The code of what a cell names; where a key may have several things, the codes of each."""
    codes = [names.code(one, day) for one in told if one.strip()]
    return next((code for code in codes if isinstance(code, Fault)), ";".join(map(str, codes)))


class _Reader:
    """Reads what a mapping says, and notes all that is wrong with it."""

    def __init__(
        self, path: str, told: dict[str, Any], wanted: Columns, rulebook: hoso.Rulebook | None, language: Language
    ) -> None:
        self._path = path
        self._told = told
        self._wanted = wanted
        self._rulebook = rulebook
        self._language: Language = language
        self._wrong: list[str] = []

    def mapped(self) -> Mapped:
        keys, also = self._table_of("keys"), self._table_of("names")
        table = {key: value for key, value in self._told.items() if key not in ("keys", "names")}
        self._look(table, _TABLE, "")
        if not keys:
            self._note("keys", "map_no_keys")
        mapped = Mapped(
            self._path,
            self._language,
            table.get("sheet"),
            table.get("separator"),
            table.get("headings"),
            table.get("skip", 0),
            table.get("end"),
        )
        parts = {}
        for key, entry in keys.items():
            # A table may tell more than a command asks for; what no command asks for is a mistake.
            if key in self._wanted:
                if (part := self._part(key, entry, table, also)) is not None:
                    parts[key] = part
            elif key not in columns.all_keys():
                self._note(f"keys.{key}", "map_unknown", **self._near(key, [*self._wanted]))
        self._look_at_names(keys, also)
        if self._wrong:
            raise Unusable("\n".join(self._wrong))
        days = [key for key, column in self._wanted.items() if column.needed and column.kind == "day" and key in parts]
        mapped.parts, mapped.day = parts, next(iter(days), None)
        return mapped

    def _look_at_names(self, keys: Mapping[str, Any], also: Mapping[str, Any]) -> None:
        """Names that no key uses say nothing, and who wrote them thinks they do. A key of another command uses them
        too."""
        used = {section(key) for key, told in keys.items() if isinstance(told, dict) and told.get("names")}
        for name, told in also.items():
            if not isinstance(told, dict):
                self._note(f"names.{name}", "map_value")
            elif name not in used:
                self._note(f"names.{name}", "map_no_effect", valid=", ".join(sorted(used)) or "names = true")

    def _part(self, key: str, entry: Any, table: Mapping[str, Any], also: Mapping[str, Any]) -> _Part | None:
        told = {"heading": entry} if isinstance(entry, str) else entry
        if not isinstance(told, dict):
            self._note(f"keys.{key}", "map_value")
            return None
        self._look(told, _KEY, f"keys.{key}.")
        if ("heading" in told) == ("value" in told):
            self._note(f"keys.{key}", "map_heading_or_value")
            return None
        column = self._wanted[key]
        for name in told:
            is_beside_value = "value" in told and name in _KEY and name != "value"
            if is_beside_value or column.kind not in _EFFECTS.get(name, (column.kind,)):
                self._note(f"keys.{key}.{name}", "map_not_of_key")
        style = written.Style(
            **{name: told.get(name, table.get(name, "")) for name in ("days", "decimal", "grouping")},
            unit=told.get("unit", ""),
            offset=table.get("offset", ""),
        )
        if style.decimal and style.decimal == style.grouping:
            self._note(f"keys.{key}.decimal", "map_same_mark")
        heading, time = (None if told.get(name) is None else tidy(str(told[name])) for name in ("heading", "time"))
        names = self._names(key, column, also) if told.get("names") is True else None
        value, empty = (shown(told[name]) if name in told else None for name in ("value", "empty"))
        return _Part(heading, time, value, empty, names, style, column.kind)

    def _names(self, key: str, column: Column, also: Mapping[str, Any]) -> Names | None:
        """The names that a key may be told by."""
        list_ = section(key)
        told = also.get(list_, {})
        told = told if isinstance(told, dict) else {}
        if column.members is not None:
            names = Names.of_members(column.members, told)
        elif not has_names(key):
            self._note(f"keys.{key}.names", "map_no_names")
            return None
        elif self._rulebook is None:
            self._note(f"keys.{key}.names", "map_no_rulebook")
            return None
        else:
            names = Names.of_rulebook(self._rulebook, key, told)
        for name, id_ in names.also.items():
            if not isinstance(id_, str) or not names.is_id(id_):
                ids = [thing.id for thing in names.things]
                self._note(f"names.{list_}.{name!r}", "map_unknown", **self._near(str(id_), ids))
        return names

    def _table_of(self, name: str) -> dict[str, Any]:
        told = self._told.get(name, {})
        if isinstance(told, dict):
            return told
        self._note(name, "map_value")
        return {}

    def _look(self, told: Mapping[str, Any], may: Mapping[str, re.Pattern[str]], inside: str) -> None:
        for key, value in told.items():
            if key not in may:
                self._note(f"{inside}{key}", "map_unknown", **self._near(key, [*may]))
            elif type(value) not in _TYPES.get(key, (str,)) or may[key].fullmatch(str(value)) is None:
                self._note(f"{inside}{key}", "map_value")

    def _near(self, name: str, others: Sequence[str]) -> dict[str, str]:
        near = hoso.nearest(name, list(others))
        return {"valid": f"{near}?" if near else ", ".join(dict.fromkeys(others[:40]))}

    def _note(self, place: str, what: str, **values: str) -> None:
        self._wrong.append(f"{self._path}: {place}: {word(what, self._language, **values)}")


def numbered(names: Sequence[str]) -> list[str]:
    """Headings, of which the second of a name is called so."""
    seen: dict[str, int] = {}
    told = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        told.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return told
