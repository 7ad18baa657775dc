"""The names of things: which thing of a rulebook or of a closed list a cell means, if it is exactly one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import hoso
from hoso.cli.cells import Fault
from hoso.cli.words import Members

#: Which list of a rulebook a key names a thing of, and under which key the things of the list have their ids.
LISTS = {
    "agency": ("agencies", "code"),
    "reception": ("agencies", "code"),
    "procedure": ("procedures", "code"),
    "field": ("fields", "id"),
    "zone": ("zones", "id"),
    "place": ("places", "code"),
}


#: Which key of a question names what rules of tariffs are for: the list of a version in which they stand, and where
#: they say it.
_RULES: Mapping[str, tuple[str, Callable[[Mapping[str, Any]], str | None]]] = {
    "applicant": ("discounts", lambda rule: rule["when"].get("applicant")),
    "options": ("surcharges", lambda rule: rule["option"]),
}


def has_names(key: str) -> bool:
    """Whether a rulebook has names for the values of a key."""
    return key in LISTS or key in _RULES


def section(key: str) -> str:
    """What the names of the values of a key are called together."""
    return LISTS[key][0] if key in LISTS else key


class Thing(NamedTuple):
    """A thing that has a name, and the days on which it has it."""

    id: str
    name: str
    since: str = ""
    until: str = "9999"

    def holds(self, day: str | None) -> bool:
        return day is None or self.since <= day < self.until


def tidy(text: str) -> str:
    """A text in one line, its letters each one sign."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain(text: str) -> str:
    """A text without accents, case and signs, by which people find it."""
    parted = unicodedata.normalize("NFD", tidy(text).casefold().replace("đ", "d"))
    letters = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", letters))


@dataclass(frozen=True)
class Names:
    """The things of a list. ``also`` says by what other names a table calls some of them."""

    things: Sequence[Thing]
    also: Mapping[str, str]

    @classmethod
    def of_rulebook(cls, rulebook: hoso.Rulebook, key: str, also: Mapping[str, str]) -> Names:
        if key in _RULES:
            return cls(_of_rules(rulebook, *_RULES[key]), also)
        list_, id_ = LISTS[key]
        return cls([thing for entry in rulebook.document.get(list_, ()) for thing in _things(entry, id_)], also)

    @classmethod
    def of_members(cls, members: Members, also: Mapping[str, str]) -> Names:
        return cls([Thing(code, label) for code, info in members.items() for label in (info["vi"], info["en"])], also)

    @cached_property
    def _ids(self) -> set[str]:
        return {thing.id for thing in self.things}

    @cached_property
    def _exact(self) -> Mapping[str, Sequence[Thing]]:
        return self._by(lambda name: tidy(name).casefold())

    @cached_property
    def _plain(self) -> Mapping[str, Sequence[Thing]]:
        return self._by(plain)

    @cached_property
    def _also(self) -> Mapping[str, str]:
        return {tidy(name).casefold(): id_ for name, id_ in self.also.items()}

    def _by(self, key: Any) -> Mapping[str, Sequence[Thing]]:
        found: dict[str, list[Thing]] = {}
        for thing in self.things:
            found.setdefault(key(thing.name), []).append(thing)
        return found

    def is_id(self, text: str) -> bool:
        return text in self._ids

    def code(self, text: str, day: str | None) -> str | Fault:
        """The id of the only thing of a name on a day: by its letters, else without accents; an id is one."""
        name = tidy(text)
        if self.is_id(name):
            return name
        if (told := self._also.get(name.casefold())) is not None:
            return told
        found = self._exact.get(name.casefold()) or self._plain.get(plain(name), ()) if plain(name) else ()
        ids = [*dict.fromkeys(thing.id for thing in found if thing.holds(day))]
        if len(ids) == 1:
            return ids[0]
        if len(ids) > 1:
            return Fault("name_of_several", {"value": name, "ids": ", ".join(ids[:5])})
        if found:
            return Fault("name_of_another_day", {"value": name, "ids": _days(found)})
        near = self.near(name)
        return Fault("name_unknown_near" if near else "name_unknown", {"value": name, **_near(near)})

    def near(self, text: str) -> Thing | None:
        """The thing that was probably meant: the nearest by its letters, or the only one that begins or ends so."""
        wanted = plain(text)
        if (found := hoso.nearest(wanted, list(self._plain))) is not None:
            return self._plain[found][0]
        if len(wanted) < 4:
            return None
        for is_like in (_begins, _within):
            like = {things[0].id: things[0] for name, things in self._plain.items() if is_like(wanted, name)}
            if like:
                return next(iter(like.values())) if len(like) == 1 else None
        return None


def _of_rules(rulebook: hoso.Rulebook, list_: str, said: Callable[[Mapping[str, Any]], str | None]) -> Sequence[Thing]:
    """What the rules of tariffs are for. It has no name but the id of its rule: that of a discount for war invalids may
    be ``thuong-binh``."""
    rules = (
        rule
        for tariff in rulebook.document.get("tariffs", ())
        for version in tariff["versions"]
        for rule in version.get(list_, ())
    )
    named = ((said(rule), rule.get("id", "")) for rule in rules)
    return [*dict.fromkeys(Thing(id_, name) for id_, rule in named if id_ for name in (id_, rule) if name)]


def _begins(part: str, whole: str) -> bool:
    return whole.startswith(f"{part} ")


def _within(part: str, whole: str) -> bool:
    short, long = sorted((part, whole), key=len)
    return f" {short} " in f" {long} " and len(short) * 4 >= len(long)


def _near(near: Thing | None) -> dict[str, str]:
    return {} if near is None else {"near": f"{near.name} [{near.id}]"}


def _days(things: Sequence[Thing]) -> str:
    """Things with their days, of which the last is the first on which one is no more."""
    ends = ((thing.id, thing.since or "…", "…" if thing.until == "9999" else thing.until) for thing in things)
    return ", ".join(dict.fromkeys(f"{id_} ({since} – {until})" for id_, since, until in ends))


def _things(entry: Mapping[str, Any], id_: str) -> list[Thing]:
    name, valid = entry.get("name", ""), entry.get("valid") or {}
    names = name.values() if isinstance(name, dict) else [name]
    return [Thing(entry[id_], told, valid.get("from", ""), valid.get("until", "9999")) for told in names]
