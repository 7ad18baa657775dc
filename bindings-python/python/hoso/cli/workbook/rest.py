"""What of a thing its cells do not say, and a thing put together again; and a document in normal form."""

from __future__ import annotations

import json
from typing import Any

import hoso
from hoso.types import Language

_ABSENT: Any = object()


class Twice(ValueError):
    """A value stands in a cell and in the column of JSON."""

    def __init__(self, steps: tuple[str, ...]) -> None:
        self.steps = steps


def rest(whole: Any, told: Any) -> Any:
    """What is to be added to what cells tell; ``_ABSENT`` if nothing is. That a name is not a plain one is told by an
    object, even an empty one."""
    if isinstance(whole, dict) and isinstance(told, str):
        return {} if (more := rest(whole, {"vi": told})) is _ABSENT else more
    if isinstance(whole, dict) and isinstance(told, dict):
        found = {key: rest(value, told.get(key, _ABSENT)) for key, value in whole.items()}
        found = {key: value for key, value in found.items() if value is not _ABSENT}
        return found or _ABSENT
    return _ABSENT if whole == told else whole


def is_absent(value: Any) -> bool:
    """Whether there is nothing to be added."""
    return value is _ABSENT


def together(told: Any, more: Any, steps: tuple[str, ...] = ()) -> Any:
    """What cells tell, and what was added to it."""
    if isinstance(told, str) and isinstance(more, dict):
        told = {"vi": told}
    if isinstance(told, dict) and isinstance(more, dict):
        found = dict(told)
        for key, value in more.items():
            found[key] = together(found[key], value, (*steps, key)) if key in found else value
        return found
    raise Twice(steps)


def normal(document: Any, language: Language) -> Any:
    """A document in normal form: keys in the order in which the library writes them, free ones behind; what is absent,
    and an empty list, left out."""
    return _ordered(document, json.loads(hoso.Rulebook(document, language=language).to_json()))


def _ordered(given: Any, written: Any) -> Any:
    match given, written:
        case [[*_], [*_]]:
            return [_ordered(*both) for both in zip(given, written, strict=True)]
        case [dict(), dict()]:
            there = {key for key, value in given.items() if value is not None and value != []}
            found = {key: _ordered(given[key], value) for key, value in written.items() if key in there}
            return found | {key: value for key, value in given.items() if key.startswith("x_") or key == "$schema"}
    return given
