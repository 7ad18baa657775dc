"""Which province is meant: by its code or its name, as people write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import hoso
from hoso.cli import words
from hoso.cli.needs import Unusable
from hoso.types import Language

Place = Mapping[str, Any]

#: What stands before a province's name, and what some are called beside it.
_KINDS = re.compile(r"^(tinh|thanh pho|tp|province of|city of)\b[ .]*")
_OTHERS = {"hcm": "ho chi minh", "tphcm": "ho chi minh", "sai gon": "ho chi minh", "thua thien hue": "hue"}


def plain(name: str) -> str:
    """A name without accents, case, marks and the kind that stands before it."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    text = " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"[\u0300-\u036f]", "", letters)).split())
    text = _KINDS.sub("", text) or text
    return _OTHERS.get(text, text)


def _names(place: Place) -> list[str]:
    """What a place was called, the last name it has now: ``Tỉnh Yên Bái (từ 01/07/2025: Tỉnh Lào Cai)`` has two."""
    first, *later = re.split(r" \(từ [\d/]+: |; từ [\d/]+: |\)$", str(place["name"]))
    return [first, *(name for name in later if name)]


def now(place: Place) -> str:
    """A place's name of today."""
    return _names(place)[-1]


def found(places: Sequence[Place], told: str, language: Language) -> Place:
    """The province of today with this code or name. One of before is told with what it went into, another with the
    nearest."""
    current = {place["code"]: place for place in places if "merged_into" not in place}
    codes = {place["code"]: place for place in places}
    asked = told.strip()
    if asked.isdigit():
        asked = asked.zfill(2)
    if asked in current:
        return current[asked]
    by_name = {plain(now(place)): place for place in current.values()}
    if plain(told) in by_name:
        return by_name[plain(told)]
    # All that was, under its name of then; where a code was kept, the place goes on under another name.
    before = {plain(name): place for place in places for name in _names(place)}
    if (former := codes.get(asked) or before.get(plain(told))) is not None:
        successor = current[former.get("merged_into", former["code"])]
        name = next((name for name in _names(former) if plain(name) == plain(told)), _names(former)[0])
        said = words.word("province_former", language, name=name, into=now(successor), code=successor["code"])
        raise Unusable(said)
    raise Unusable(_unknown(told, by_name, current, language))


def _unknown(told: str, by_name: Mapping[str, Place], current: Mapping[str, Place], language: Language) -> str:
    near = hoso.nearest(plain(told), list(by_name)) if plain(told) else None
    if near is not None:
        place = by_name[near]
        return words.word("province_near", language, name=told, near=f"{now(place)} ({place['code']})")
    return words.word("province_unknown", language, name=told, all=listed(list(current.values())))


def listed(places: Sequence[Place]) -> str:
    """The provinces of today with their codes."""
    return ", ".join(f"{place['code']} {now(place)}" for place in places if "merged_into" not in place)
