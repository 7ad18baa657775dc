"""Which columns of a table may be which keys: by their headings, and by what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import hoso
from hoso.cli import columns, looked
from hoso.cli.cells import Fault
from hoso.cli.columns import Column, Columns
from hoso.cli.looked import Seen
from hoso.cli.names import LISTS, Names, has_names, plain, tidy
from hoso.cli.overview import Table, forms

#: How well a heading says what its column is: not at all, by a word in it, by a part, by another name, by its own.
HINT, PART, ALSO, MAIN = 1, 2, 3, 4


class Match(NamedTuple):
    """A column that may be a key: how well its heading says so, and how many of its values may be it."""

    rank: int
    share: float
    column: Seen


@dataclass
class Matching:
    """Which columns of a table may be which keys of a command."""

    table: Table
    command: str
    wanted: Columns
    rulebook: hoso.Rulebook

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
            if self.is_own(key) and any(match.rank for match in of):
                found[key] = [match for match in of if match.rank]
        return {key: sorted(matches, key=lambda it: (-it.rank, -it.share)) for key, matches in found.items() if matches}

    def _coded(self, key: str, matches: list[Match]) -> list[Match]:
        """Of several columns that may be a key the only one that has its codes, for a name may be of several things."""
        if key not in LISTS or len(matches) < 2:
            return matches
        coded = [match for match in matches if not self.holds_names(key, match.column)]
        return coded if len(coded) == 1 else matches

    @cached_property
    def chosen(self) -> dict[str, Match]:
        """The keys that one column is, and no other may be."""
        sure = {}
        for key, matches in self.matches.items():
            best = self._coded(key, [match for match in matches if match.rank >= ALSO] or matches)
            # What a word of a heading hints at is for who knows the table; so is what numbers its rows.
            if len(best) == 1 and best[0].rank != HINT and (best[0].rank or not self.is_own(key)):
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
            by_values = share is not None and share >= 0.8 and self.names(key) is not None
            is_named = rank >= ALSO and self.names(key) is not None
            fits = share is None or share >= 0.5 or not column.values or is_named
            if self.is_own(key) and rank < ALSO:
                fits = by_values = share == 1.0 and not column.blank
            if (rank and fits) or (by_values and column.values):
                found.append(Match(rank, share or 0.0, column))
        return found

    def _rank(self, key: str, column: Seen) -> int:
        """How well a heading says that its column is a key. A word that stands somewhere in it is a hint; a main
        heading, or several words, are more."""
        names, told = [*map(plain, columns.headings(self.command)[key])], forms(column.heading)
        if told & {*names[:4]}:
            return MAIN
        if told & {*names}:
            return ALSO
        within = [at for at, name in enumerate(names) if name and any(f" {name} " in f" {form} " for form in told)]
        if any(at < 2 or " " in names[at] for at in within):
            return PART
        return HINT if within and self.is_own(key) else 0

    def is_own(self, key: str) -> bool:
        """Whether each row must have a value of its own for a key."""
        return key == "id" and self.wanted[key].needed

    def _share(self, key: str, about: Column, column: Seen) -> float | None:
        """How many of the values may be of a key, as a share; None where any text may."""
        if about.kind in ("day", "moment"):
            return column.share(looked.is_day)
        if about.kind == "integer":
            return column.share(looked.is_number)
        if about.kind == "boolean":
            return column.share(looked.is_yes_or_no)
        if self.is_own(key):
            return len(column.distinct) / max(len(column.values), 1)
        if (names := self.names(key)) is None:
            return None
        texts = self.values(key, column)
        like = [text for text in texts if not isinstance(names.code(text, None), Fault) or names.near(text)]
        return len(like) / max(len(texts), 1)

    def values(self, key: str, column: Seen) -> list[str]:
        """The different values of a column, where a key may have several in one cell each of them."""
        return [*dict.fromkeys(one for text in column.distinct for one in self.parts(key, text))]

    def parts(self, key: str, text: str) -> list[str]:
        if self.wanted[key].kind != "texts":
            return [text]
        return [tidy(one) for one in text.split(";") if one.strip()]

    def names(self, key: str) -> Names | None:
        """The names that the values of a key may be."""
        if key not in self._names:
            members = self.wanted[key].members
            if members is not None:
                self._names[key] = Names.of_members(members, {})
            elif has_names(key):
                names = Names.of_rulebook(self.rulebook, key, {})
                # A rulebook need not have categories of applicants, or options.
                self._names[key] = names if names.things or key in LISTS else None
            else:
                self._names[key] = None
        return self._names[key]

    @cached_property
    def _names(self) -> dict[str, Names | None]:
        return {}

    def holds_names(self, key: str, column: Seen) -> bool:
        """Whether a column has names. What is neither name nor code does not make names of codes."""
        names = self.names(key)
        if names is None:
            return False
        texts = self.values(key, column)
        others = [text for text in texts if not names.is_id(text)]
        is_name = any(not isinstance(names.code(text, None), Fault) for text in others)
        return is_name or len(others) * 2 > len(texts)
