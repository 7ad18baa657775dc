"""What of a thing its cells do not say, and a thing put together again."""

from __future__ import annotations

from typing import Any

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
