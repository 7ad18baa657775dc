"""What a mapping of a table may be: each heading that is a key, why, and what is unsure. Nothing that is unsure is
chosen: it stands in comments, to be chosen by who knows the table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from hoso.cli import doubts, looked, written
from hoso.cli.cells import Fault, serial
from hoso.cli.columns import Column
from hoso.cli.looked import NO_NUMBERS, Numbers, Seen
from hoso.cli.matching import ALSO, Match, Matching
from hoso.cli.names import Names, plain, section
from hoso.cli.words import word
from hoso.types import Language

#: So many names that nothing has are listed.
_LISTED = 30
#: Below this a weight is hardly one in grams.
_SMALL = 20


@dataclass
class Proposal(Matching):
    """A mapping that is proposed for a command."""

    language: Language

    # The text.

    def said(self, what: str, /, **values: object) -> str:
        return word(what, self.language, **values)

    def text(self) -> str:
        """The mapping as a file."""
        parts = [self._head(), self._keys(), self._also(), self._unused()]
        return "\n".join(line for part in parts for line in part) + "\n"

    @cached_property
    def unsure(self) -> list[str]:
        """What is unsure, by the names that it has in the mapping; told as it is written."""
        return []

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
        yield from self._between()
        yield from self._days()
        yield from self._numbers()
        if any(self.wanted[key].kind == "moment" for key in self.matches):
            yield f"offset = {_quoted(self.rulebook.document['utc_offset'])}"
        yield ""

    def _between(self) -> Iterator[str]:
        """Rows that are none of the table: the headings again are passed over, others are told as wrong."""
        for what, found in self.table.between.items():
            told = self.said(what, row=found.place, value=found.text)
            if what == "row_headings":
                yield f"# {told}"
            else:
                yield self._doubt("rows", f"{found.place}: {told}" + (f" ({found.count})" if found.count > 1 else ""))

    def _of_kind(self, *kinds: str) -> list[Seen]:
        """The columns that are, or may be, keys of a kind."""
        found = [match.column for key, of in self.matches.items() if self.wanted[key].kind in kinds for match in of]
        return [*{id(column): column for column in found}.values()]

    def _days(self) -> Iterator[str]:
        columns = self._of_kind("day", "moment")
        if not columns:
            return
        found = looked.days(columns)
        mixed = [doubt for column in columns if (doubt := _doubt_of(doubts.Days(), column.values))]
        for doubt in mixed:
            yield self._doubt("days", self.said(doubt.code, **doubt.params))
        if found.order:
            told = (
                self.said("map_days_sure", cell=found.example.place, value=found.example.text) if found.example else ""
            )
            mark = "# " if any(doubt.is_proof for doubt in mixed) else ""
            yield f"{mark}days = {_quoted(found.order)}  # {told}"
        elif found.order is None and found.example is not None:
            both = all(looked.fits(found.example, way) for way in ("d/m/y", "m/d/y"))
            what = "map_days_either" if both else "map_days_none"
            yield self._doubt("days", self.said(what, value=found.example.text, cell=found.example.place))
            yield from (f'# days = "{way}"' for way in ("d/m/y", "m/d/y"))
        if found.bad:
            bad = found.bad[0]
            yield self._doubt("days", self.said("map_days_bad", value=bad.text, cell=bad.place, n=len(found.bad)))
        if found.number is not None:
            day = serial(found.number.cell)
            told = f"{day:%d/%m/%Y}" if day else "?"
            named = {"cell": found.number.place, "value": found.number.text, "day": told}
            yield self._doubt("days", self.said("map_serial", **named))
            yield '# days = "serial"'

    @cached_property
    def _marks(self) -> tuple[Numbers, dict[int, Numbers]]:
        """How numbers are written: all alike, or else in each column."""
        columns = self._of_kind("integer")
        found = looked.numbers(columns)
        if found.clash is None:
            return found, {}
        return NO_NUMBERS, {id(column): looked.numbers([column]) for column in columns}

    def _numbers(self) -> Iterator[str]:
        found, of_columns = self._marks
        yield from self._unclear(found, "")
        if found.unsure is None and found.example is not None:
            why = self.said("map_numbers_sure", cell=found.example.place, value=found.example.text)
            if found.decimal:
                yield f"decimal = {_quoted(found.decimal)}  # {why}"
            if found.grouping:
                yield f"grouping = {_quoted(found.grouping)}" + ("" if found.decimal else f"  # {why}")
        for column in self._of_kind("integer"):
            if (own := of_columns.get(id(column))) is None:
                continue
            yield from self._unclear(own, f" ({column.heading})")
            if own.clash is not None:
                yield from self._clash(column)

    def _unclear(self, found: Numbers, of: str) -> Iterator[str]:
        if found.unsure is not None:
            mark = re.findall(r"[.,' ]", found.unsure.text)[0]
            told = self.said("map_numbers_either", value=found.unsure.text, cell=found.unsure.place)
            yield self._doubt("decimal", f"{told}{of}")
            yield from (f"# {name} = {_quoted(mark)}" for name in ("grouping", "decimal"))

    def _clash(self, column: Seen) -> Iterator[str]:
        """Both ways of a column in which numbers are written in two, each with what it leaves unread."""
        yield self._doubt("decimal", self.said("map_numbers_clash", heading=column.heading))
        for decimal, grouping in ((",", "."), (".", ",")):
            lost = looked.misread(column, decimal, grouping)
            named = {"n": len(lost), "cell": lost[0].place, "value": lost[0].text} if lost else {}
            yield f'# decimal = "{decimal}"' + (f"  # {self.said('map_numbers_lost', **named)}" if lost else "")
            yield f'# grouping = "{grouping}"'

    def _doubt(self, about: str, what: str) -> str:
        if about not in self.unsure:
            self.unsure.append(about)
        return f"# {self.said('map_unsure', what=what)}"

    def _keys(self) -> Iterator[str]:
        yield "[keys]"
        for key, about in self.wanted.items():
            if key in self.chosen:
                yield from self._sure(key, self.chosen[key])
            elif key in self.matches:
                yield self._doubt(key, self.said("map_several", name=key))
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
        others = [other.column.heading for other in self.matches[key] if other.rank >= ALSO and other is not match]
        if others and match.rank >= ALSO:
            why.append(self.said("map_by_codes", other=", ".join(others)))
        if key.endswith("weight_grams"):
            unit, told = self._unit(key, column)
            if not unit:
                yield self._doubt(key, told)
                yield from (f"# {key} = {self._entry(key, column, unit=unit)}" for unit in ("g", "kg"))
                return
            yield from self._heavy(key, column, unit)
            yield f"{key} = {self._entry(key, column, unit=unit)}  # {'; '.join([*why, told])}"
            return
        if (names := self.names(key)) is not None:
            why.append(self._by_name(key, names, column))
        yield f"{key} = {self._entry(key, column)}  # {'; '.join(why)}"
        if self.wanted[key].kind == "boolean" and column.blank:
            yield self._doubt(key, self.said("map_blank", cell=column.blank))
            yield f'# {key} = {{ heading = {_quoted(column.heading)}, empty = "false" }}'

    def _why(self, match: Match) -> str:
        by = "map_by_heading" if match.rank >= ALSO else "map_by_part" if match.rank else "map_by_values"
        return self.said(by, column=match.column.letters)

    def _strange(self, key: str, column: Seen) -> Iterator[str]:
        """Tells of numbers where codes should be, and of what is no code among codes."""
        if self.wanted[key].kind not in ("text", "texts"):
            return
        for value in column.values:
            if isinstance(value.cell, float) and value.cell % 1 != 0:
                yield self._doubt(key, self.said("map_numbers_in_codes", cell=value.place, value=value.text))
                return
        if doubt := _doubt_of(doubts.Codes(may_number_rows=key == "id"), column.values):
            yield self._doubt(key, self.said(doubt.code, **doubt.params))
        names = self.names(key)
        if names is None or self.holds_names(key, column):
            return
        if bad := [value for value in column.values if not all(map(names.is_id, self.parts(key, value.text)))]:
            named = {"cell": bad[0].place, "value": bad[0].text, "n": len({value.text for value in bad})}
            yield self._doubt(key, self.said("map_code_bad", list=section(key), **named))

    def _by_name(self, key: str, names: Names, column: Seen) -> str:
        if not self.holds_names(key, column):
            return self.said("map_codes")
        distinct = self.values(key, column)
        known = sum(not isinstance(names.code(text, None), Fault) for text in distinct)
        return self.said("map_names", n=known, of=len(distinct), list=section(key))

    def _entry(self, key: str, column: Seen, unit: str | None = None) -> str:
        """What a mapping says of a key."""
        told = [f"heading = {_quoted(column.heading)}"]
        if unit is not None:
            told.append(f"unit = {_quoted(unit)}")
        if self.holds_names(key, column):
            told.append("names = true")
        own = self._marks[1].get(id(column))
        if own is not None and own.clash is None and own.unsure is None:
            marks = (("decimal", own.decimal), ("grouping", own.grouping))
            told += [f"{name} = {_quoted(mark)}" for name, mark in marks if mark]
        return _quoted(column.heading) if len(told) == 1 else f"{{ {', '.join(told)} }}"

    def _unit(self, key: str, column: Seen) -> tuple[str, str]:
        """The unit of weights, if that is sure, and why."""
        tokens = plain(column.heading).split()
        if {"kg", "kilogam", "kilograms"} & {*tokens}:
            # Most are more than the post carries: the heading says another unit than the values.
            heavy = self._beyond(column)
            if heavy.count * 2 > len(column.values) and (doubt := heavy.told(str)):
                return "", self.said(doubt.code, **doubt.params)
            return "kg", self.said("map_kg")
        if {"g", "gam", "gram", "grams", "gr"} & {*tokens}:
            return "g", self.said("map_grams")
        # A mark in a text may begin a fraction; that is for whoever knows the table.
        strange = next((value for value in column.values if _is_small(value)), None)
        if strange is not None:
            return "", self.said("map_unit_unsure", value=strange.text, cell=strange.place)
        values = sorted(column.values, key=lambda value: (len(value.text), value.text))
        ends = {"least": values[0].text, "most": values[-1].text} if values else {"least": "", "most": ""}
        return "g", self.said("map_grams_assumed", **ends)

    def _heavy(self, key: str, column: Seen, unit: str) -> Iterator[str]:
        if unit == "kg" and (doubt := self._beyond(column).told(str)):
            yield self._doubt(key, self.said(doubt.code, **doubt.params))

    def _beyond(self, column: Seen) -> doubts.Weights[str]:
        """The kilograms of a column that are more than the post carries."""
        marks = self._marks[1].get(id(column), self._marks[0])
        style = written.Style(decimal=marks.decimal, grouping=marks.grouping, unit="kg")
        watch: doubts.Weights[str] = doubts.Weights()
        for value in column.values:
            doubts.watched(watch, value.cell, value.place, written.read(value.cell, "integer", style))
        return watch

    def _absent(self, key: str, about: Column) -> Iterator[str]:
        names = self.names(key)
        ids = [*dict.fromkeys(thing.id for thing in names.things)][:8] if names else []
        own = self.is_own(key)
        valid = ", ".join(ids) or self.said("map_absent_own" if own else "map_absent_text")
        yield self._doubt(key, self.said("map_absent", name=key, valid=valid))
        if own:
            yield f'# {key} = ""'
            return
        yield f"# {key} = {{ value = {_quoted(ids[0] if ids else '')} }}"

    def _also(self) -> Iterator[str]:
        """The names of the table that nothing has, each with what was perhaps meant."""
        seen: set[str] = set()
        for key in self.matches:
            names, list_ = self.names(key), section(key)
            texts = self.values(key, self.chosen[key].column) if key in self.chosen else []
            has_names = key in self.chosen and self.holds_names(key, self.chosen[key].column)
            if names is None or list_ in seen or not has_names:
                continue
            unknown = [text for text in texts if isinstance(names.code(text, None), Fault) and not _is_decimal(text)]
            if unknown:
                seen.add(list_)
                yield f"[names.{list_}]"
                yield self._doubt(f"names.{list_}", self.said("map_also"))
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


def _doubt_of(watch: doubts.Watch[str], values: Sequence[looked.Value]) -> doubts.Doubt | None:
    """What is to be told of a column as a whole."""
    for value in values:
        doubts.watched(watch, value.cell, value.place, value.text)
    return watch.told(str)


def _is_small(value: looked.Value) -> bool:
    """Whether a weight is hardly one in grams: it is small, or has a fraction, or a mark that may begin one."""
    if not isinstance(value.cell, str):
        return isinstance(value.cell, int | float) and (value.cell < _SMALL or value.cell % 1 != 0)
    digits = re.sub(r"[^\d.,]", "", value.cell)
    return (
        int(digits) < _SMALL if digits.isdigit() else digits.startswith("0") or len(re.split("[.,]", digits)[-1]) != 3
    )


def _is_decimal(text: str) -> bool:
    return re.fullmatch(r"\d+[.,]\d+", text) is not None


def _quoted(text: str) -> str:
    """A text as TOML has it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
