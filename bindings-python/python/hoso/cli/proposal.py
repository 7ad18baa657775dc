"""What a mapping of a table may be: each heading that is a key, why, and what is unsure. Nothing that is unsure is
chosen: it stands in comments, to be chosen by who knows the table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

import hoso
from hoso.cli import columns, looked
from hoso.cli.cells import Fault, is_filled, serial, shown
from hoso.cli.columns import Column, Columns
from hoso.cli.files import Rows
from hoso.cli.looked import Seen
from hoso.cli.mapping import numbered
from hoso.cli.names import LISTS, Names, plain, tidy
from hoso.cli.places import Grid
from hoso.cli.separated import TITLES
from hoso.cli.sheets import letters, prefix
from hoso.cli.words import word
from hoso.types import Language

#: So many rows are looked at, and so many names that nothing has are listed.
_ROWS, _LISTED = 20_000, 30
#: Below this a weight is hardly one in grams.
_SMALL = 20
#: How the row of totals begins, in so many words at most, and how many cells are filled in rows below a table.
_TOTALS, _WORDS, _FEW = ("tong", "cong", "total"), 4, 2


class Match(NamedTuple):
    """A column that may be a key: how well its heading says so, 0 to 3, and how many of its values may be it."""

    rank: int
    share: float
    column: Seen


@dataclass
class Table:
    """The head of a table: its columns below the headings."""

    file: str
    sheet: str | None
    separator: str | None
    headings: int
    skip: int
    #: What ends the rows, and its cell.
    end: tuple[str, str] | None
    columns: list[Seen]


def table(rows: Rows, command: str) -> Table:
    """Looks at a table. Its headings are in the row that names most keys."""
    cells = rows.cells()
    top = [row for row in islice(cells, TITLES) if any(map(is_filled, row[1]))]
    known = {plain(name) for names in columns.headings(command).values() for name in names}

    def named(row: tuple[int, list[Any]]) -> tuple[int, int]:
        texts = [shown(cell) for cell in row[1] if isinstance(cell, str) or hasattr(cell, "is_below")]
        return len({form for text in texts for form in _forms(text)} & known), len({*texts})

    at = max(range(len(top)), key=lambda at: named(top[at]), default=0)
    # Headings may take two rows, of which the lower one, with what is merged into it, tells more.
    while at + 1 < len(top) and named(top[at + 1])[0] >= named(top[at])[0] > 0:
        at += 1
    line, found = top[at] if top else (1, [])
    skip = int(at + 1 < len(top) and looked.is_numbering(top[at + 1][1]))
    names = numbered([tidy(shown(cell)) for cell in found])
    seen = [Seen(name, letters(at)) for at, name in enumerate(names)]
    grid = Grid(None if rows.sheet is None else prefix(rows.sheet), {})
    below = [*top[at + 1 + skip :], *islice(cells, _ROWS)][:_ROWS]
    ends = _end(below)
    for number, row in below[:ends]:
        for column, cell in zip(seen, [*row, *[None] * (len(seen) - len(row))], strict=False):
            place = f"{grid.sheet}{column.letters}{number}" if grid.sheet else f"{number}:{column.heading}"
            column.add(cell, place)
    end = None
    if ends is not None:
        number, row = below[ends]
        first = next(at for at, cell in enumerate(row) if is_filled(cell))
        end = tidy(shown(row[first])), f"{grid.sheet}{letters(first)}{number}" if grid.sheet else str(number)
    return Table(rows.name, rows.sheet, rows.separator, line, skip, end, [it for it in seen if it.heading])


def _end(rows: Sequence[tuple[int, list[Any]]]) -> int | None:
    """Where a table ends before its file does: at its totals, unless rows follow them, or where a few words stand that
    do not begin where rows do, such as who made it."""
    filled = [[at for at, cell in enumerate(row) if is_filled(cell)] for _, row in rows]
    first = [plain(shown(row[at[0]])) if at else "" for (_, row), at in zip(rows, filled, strict=True)]
    below = next((at for at in range(len(rows), 0, -1) if len(filled[at - 1]) > _FEW), 0)
    ends = [at for at, text in enumerate(first) if text.startswith(_TOTALS) and len(text.split()) <= _WORDS]
    ends = [at for at in ends if at >= below - 1]
    if below:
        ends += [at for at in range(below, len(rows)) if filled[at] and filled[at][0] != filled[below - 1][0]]
    return next((at for at in ends if first[at] and first[at] not in first[:at]), None)


def _forms(heading: str) -> set[str]:
    """A heading without accents and case, whole and without what stands in brackets."""
    told = re.sub(r" #\d+$", "", heading)
    return {plain(told), plain(re.sub(r"\(.*?\)", " ", told))}


@dataclass
class Proposal:
    """A mapping that is proposed for a command."""

    table: Table
    command: str
    wanted: Columns
    rulebook: hoso.Rulebook
    language: Language

    @cached_property
    def matches(self) -> dict[str, list[Match]]:
        """For each key the columns that may be it, the best first."""
        found = {key: self._matches(key, column) for key, column in self.wanted.items()}
        named = {id(match.column) for of in found.values() for match in of if match.rank}
        needed = {id(match.column) for key, of in found.items() for match in of if self.wanted[key].needed}
        for key, of in found.items():
            # What values alone say counts less than headings, and less than what a key says that must be there.
            others = named if self.wanted[key].needed else named | needed
            found[key] = [match for match in of if match.rank or id(match.column) not in others]
        return {key: sorted(matches, key=lambda it: (-it.rank, -it.share)) for key, matches in found.items() if matches}

    @cached_property
    def chosen(self) -> dict[str, Match]:
        """The keys that one column is, and no other may be."""
        sure = {}
        for key, matches in self.matches.items():
            best = [match for match in matches if match.rank >= 2] or matches
            if len(best) == 1:
                sure[key] = best[0]
        of: dict[int, list[str]] = {}
        for key, match in sure.items():
            of.setdefault(id(match.column), []).append(key)
        # Of several keys that a column may be it is the one that its heading names best, if there is one.
        for keys in of.values():
            most = max(sure[key].rank for key in keys)
            best_keys = [key for key in keys if sure[key].rank == most]
            for key in keys:
                if key not in best_keys or len(best_keys) > 1:
                    del sure[key]
        return sure

    def _matches(self, key: str, about: Column) -> list[Match]:
        found = []
        for column in self.table.columns:
            rank, share = self._rank(key, column), self._share(key, about, column)
            by_values = share is not None and share >= 0.8 and (key in LISTS or about.members is not None)
            is_named = rank >= 2 and self.names(key) is not None
            fits = share is None or share >= 0.5 or not column.values or is_named
            if (rank and fits) or (by_values and column.values):
                found.append(Match(rank, share or 0.0, column))
        return found

    def _rank(self, key: str, column: Seen) -> int:
        names, forms = [*map(plain, columns.headings(self.command)[key])], _forms(column.heading)
        if forms & {*names[:4]}:
            return 3
        if forms & {*names}:
            return 2
        return int(any(f" {name} " in f" {form} " for name in names[:2] for form in forms if name))

    def _share(self, key: str, about: Column, column: Seen) -> float | None:
        """How many of the values may be of a key, as a share; None where any text may."""
        if about.kind in ("day", "moment"):
            return column.share(looked.is_day)
        if about.kind == "integer":
            return column.share(looked.is_number)
        if (names := self.names(key)) is None:
            return None
        like = [text for text in column.distinct if not isinstance(names.code(text, None), Fault) or names.near(text)]
        return len(like) / max(len(column.distinct), 1)

    def names(self, key: str) -> Names | None:
        """The names that the values of a key may be."""
        if key not in self._names:
            members = self.wanted[key].members
            if members is not None:
                self._names[key] = Names.of_members(members, {})
            elif key in LISTS:
                self._names[key] = Names.of_rulebook(self.rulebook, key, {})
            else:
                self._names[key] = None
        return self._names[key]

    @cached_property
    def _names(self) -> dict[str, Names | None]:
        return {}

    # The text.

    def said(self, what: str, /, **values: object) -> str:
        return word(what, self.language, **values)

    def text(self) -> str:
        """The mapping as a file."""
        parts = [self._head(), self._keys(), self._also(), self._unused()]
        return "\n".join(line for part in parts for line in part) + "\n"

    @property
    def unsure(self) -> list[str]:
        """The keys that must be, or may be, and are not chosen."""
        open_ = [key for key in self.wanted if key not in self.chosen]
        return [key for key in open_ if key in self.matches or self.wanted[key].needed]

    def _head(self) -> Iterator[str]:
        table = self.table
        file = table.file.replace("\\", "/").rpartition("/")[2]
        yield f"# {self.said('map_title', file=file, command=self.command.replace('invoice', 'reconcile'))}"
        yield ""
        yield f"for = {_quoted(self.command)}"
        if table.sheet is not None:
            yield f"sheet = {_quoted(table.sheet)}"
        elif table.separator is not None:
            yield f"separator = {_quoted(table.separator)}"
        yield f"headings = {table.headings}  # {self.said('map_headings')}"
        if table.skip:
            yield f"skip = {table.skip}  # {self.said('map_skip')}"
        if table.end:
            yield f"end = {_quoted(table.end[0])}  # {self.said('map_end', cell=table.end[1])}"
        yield from self._days()
        yield from self._numbers()
        if any(self.wanted[key].kind == "moment" for key in self.matches):
            yield f"offset = {_quoted(self.rulebook.document['utc_offset'])}"
        yield ""

    def _of_kind(self, *kinds: str) -> list[Seen]:
        """The columns that are, or may be, keys of a kind."""
        found = [match.column for key, of in self.matches.items() if self.wanted[key].kind in kinds for match in of]
        return [*{id(column): column for column in found}.values()]

    def _days(self) -> Iterator[str]:
        columns = self._of_kind("day", "moment")
        if not columns:
            return
        order, example, number = looked.days(columns)
        if order:
            told = self.said("map_days_sure", cell=example.place, value=example.text) if example else ""
            yield f"days = {_quoted(order)}  # {told}"
        elif order is None and example is not None:
            both = looked.is_day(example)
            what = "map_days_either" if both else "map_days_none"
            yield self._doubt(self.said(what, value=example.text, cell=example.place))
            yield from (f'# days = "{way}"' for way in ("d/m/y", "m/d/y"))
        if number is not None:
            day = serial(number.cell)
            told = f"{day:%d/%m/%Y}" if day else "?"
            yield self._doubt(self.said("map_serial", cell=number.place, value=number.text, day=told))
            yield '# days = "serial"'

    def _numbers(self) -> Iterator[str]:
        found = looked.numbers(self._of_kind("integer"))
        if found.clash is not None:
            yield self._doubt(self.said("map_numbers_clash", value=found.clash.text, cell=found.clash.place))
        if found.unsure is not None:
            mark = re.findall(r"[.,' ]", found.unsure.text)[0]
            yield self._doubt(self.said("map_numbers_either", value=found.unsure.text, cell=found.unsure.place))
            yield from (f"# {name} = {_quoted(mark)}" for name in ("grouping", "decimal"))
        elif found.example is not None:
            mark = "# " if found.clash is not None else ""
            why = self.said("map_numbers_sure", cell=found.example.place, value=found.example.text)
            if found.decimal:
                yield f"{mark}decimal = {_quoted(found.decimal)}  # {why}"
            if found.grouping:
                yield f"{mark}grouping = {_quoted(found.grouping)}" + ("" if found.decimal else f"  # {why}")

    def _doubt(self, what: str) -> str:
        return f"# {self.said('map_unsure', what=what)}"

    def _keys(self) -> Iterator[str]:
        yield "[keys]"
        for key, about in self.wanted.items():
            if key in self.chosen:
                yield from self._sure(key, self.chosen[key])
            elif key in self.matches:
                yield self._doubt(self.said("map_several", name=key))
                for match in self.matches[key]:
                    others = [other for other, chosen in self.chosen.items() if chosen.column is match.column]
                    taken = f"; {self.said('map_taken', other=others[0])}" if others else ""
                    values = ", ".join(match.column.distinct[:2])
                    yield f"# {key} = {self._entry(key, match.column)}  # {self._why(match)}: {values}{taken}"
            elif about.needed:
                yield from self._absent(key, about)
        yield ""

    def _sure(self, key: str, match: Match) -> Iterator[str]:
        column, why = match.column, [self._why(match)]
        yield from self._strange(key, column)
        if key.endswith("weight_grams"):
            unit, told, is_sure = self._unit(column)
            if not is_sure:
                yield self._doubt(told)
                yield from (f"# {key} = {self._entry(key, column, unit=unit)}" for unit in ("g", "kg"))
                return
            yield f"{key} = {self._entry(key, column, unit=unit)}  # {'; '.join([*why, told])}"
            return
        if (names := self.names(key)) is not None:
            why.append(self._by_name(key, names, column))
        yield f"{key} = {self._entry(key, column)}  # {'; '.join(why)}"
        if self.wanted[key].kind == "boolean" and column.blank:
            yield self._doubt(self.said("map_blank", cell=column.blank))
            yield f'# {key} = {{ heading = {_quoted(column.heading)}, empty = "false" }}'

    def _why(self, match: Match) -> str:
        by = "map_by_heading" if match.rank >= 2 else "map_by_part" if match.rank else "map_by_values"
        return self.said(by, column=match.column.letters)

    def _strange(self, key: str, column: Seen) -> Iterator[str]:
        """Tells of numbers where codes should be."""
        if self.wanted[key].kind != "text":
            return
        for value in column.values:
            if isinstance(value.cell, float) and value.cell != int(value.cell):
                yield self._doubt(self.said("map_numbers_in_codes", cell=value.place, value=value.text))
                return

    def _by_name(self, key: str, names: Names, column: Seen) -> str:
        if not self._has_names(key, column):
            return self.said("map_codes")
        distinct = column.distinct
        known = sum(not isinstance(names.code(text, None), Fault) for text in distinct)
        return self.said("map_names", n=known, of=len(distinct), list=self._list(key))

    def _list(self, key: str) -> str:
        return LISTS[key][0] if key in LISTS else key

    def _has_names(self, key: str, column: Seen) -> bool:
        names = self.names(key)
        return names is not None and any(not names.is_id(text) for text in column.distinct)

    def _entry(self, key: str, column: Seen, unit: str | None = None) -> str:
        """What a mapping says of a key."""
        told = [f"heading = {_quoted(column.heading)}"]
        if unit is not None:
            told.append(f"unit = {_quoted(unit)}")
        if self._has_names(key, column):
            told.append("names = true")
        return _quoted(column.heading) if len(told) == 1 else f"{{ {', '.join(told)} }}"

    def _unit(self, column: Seen) -> tuple[str, str, bool]:
        """The unit of weights, why, and whether that is sure."""
        tokens = plain(column.heading).split()
        if {"kg", "kilogam", "kilograms"} & {*tokens}:
            return "kg", self.said("map_kg"), True
        if {"g", "gam", "gram", "grams", "gr"} & {*tokens}:
            return "g", self.said("map_grams"), True
        # A mark in a text may begin a fraction; that is for whoever knows the table.
        strange = next((value for value in column.values if _is_small(value)), None)
        if strange is not None:
            return "", self.said("map_unit_unsure", value=strange.text, cell=strange.place), False
        values = sorted(column.values, key=lambda value: (len(value.text), value.text))
        ends = {"least": values[0].text, "most": values[-1].text} if values else {"least": "", "most": ""}
        return "g", self.said("map_grams_assumed", **ends), True

    def _absent(self, key: str, about: Column) -> Iterator[str]:
        names = self.names(key)
        ids = [*dict.fromkeys(thing.id for thing in names.things)][:8] if names else []
        valid = ", ".join(ids) or self.said("map_absent_text")
        yield self._doubt(self.said("map_absent", name=key, valid=valid))
        yield f"# {key} = {{ value = {_quoted(ids[0] if ids else '')} }}"

    def _also(self) -> Iterator[str]:
        """The names of the table that nothing has, each with what was perhaps meant."""
        seen: set[str] = set()
        for key in self.matches:
            names, list_ = self.names(key), self._list(key)
            texts = [text for match in self.matches[key] if key in self.chosen for text in match.column.distinct]
            if names is None or list_ in seen:
                continue
            unknown = [text for text in texts if isinstance(names.code(text, None), Fault) and not _is_decimal(text)]
            if unknown:
                seen.add(list_)
                yield f"[names.{list_}]"
                yield self._doubt(self.said("map_also"))
                for text in unknown[:_LISTED]:
                    near = names.near(text)
                    yield f"# {_quoted(text)} = {_quoted(near.id if near else '')}" + (
                        f"  # {near.name}?" if near else ""
                    )
                yield ""

    def _unused(self) -> Iterator[str]:
        used = {id(match.column) for of in self.matches.values() for match in of}
        if names := [column.heading for column in self.table.columns if id(column) not in used]:
            yield f"# {self.said('map_unused', names=', '.join(names))}"


def _is_small(value: looked.Value) -> bool:
    """Whether a weight is hardly one in grams: it is small, or has a fraction, or a mark that may begin one."""
    if not isinstance(value.cell, str):
        return isinstance(value.cell, int | float) and (value.cell < _SMALL or value.cell != int(value.cell))
    digits = re.sub(r"[^\d.,]", "", value.cell)
    return (
        int(digits) < _SMALL if digits.isdigit() else digits.startswith("0") or len(re.split("[.,]", digits)[-1]) != 3
    )


def _is_decimal(text: str) -> bool:
    return re.fullmatch(r"\d+[.,]\d+", text) is not None


def _quoted(text: str) -> str:
    """A text as TOML has it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
