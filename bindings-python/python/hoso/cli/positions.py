"""Where in a text the value of a JSON Pointer stands: what does not lead there is skipped by ``json``'s decoder."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)
_NOT_THERE = (ValueError, IndexError, RecursionError)


class Position(NamedTuple):
    """A line and a column, both from 1; columns count characters."""

    line: int
    column: int


def position(text: str, offset: int) -> Position:
    """The line and column of a character."""
    return Position(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def tokens(pointer: str) -> list[str]:
    """The steps of a JSON Pointer."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def offset(text: str, pointer: str, *, key: bool = False) -> int:
    """Where a value begins, or its key; of a value that is not there, where the nearest one around it begins."""
    at = skip(text, 0)
    named = at
    try:
        for token in tokens(pointer):
            found = _member(text, at, token)
            if found is None:
                return at
            named, at = found
    except _NOT_THERE:
        return at
    return named if key else at


def has(text: str, key: str) -> bool:
    """Whether an object has a key."""
    try:
        return _member(text, skip(text, 0), key) is not None
    except _NOT_THERE:
        return False


def keys(text: str) -> list[str]:
    """The keys of an object; of anything else none."""
    try:
        value = decoded(text)
    except (ValueError, RecursionError):
        return []
    return [*value] if isinstance(value, dict) else []


def elements(text: str, start: int) -> list[tuple[int, int]]:
    """The beginnings and ends of the elements of a list; a ValueError when the text is not one."""
    spans: list[tuple[int, int]] = []
    if text[start : start + 1] != "[":
        raise ValueError("not a list")
    at = skip(text, start + 1)
    if text[at : at + 1] == "]":
        return spans
    while True:
        end = value_end(text, at)
        spans.append((at, end))
        at = skip(text, end)
        if text[at : at + 1] == "]":
            return spans
        at = _after(text, at, ",")


def skip(text: str, at: int) -> int:
    """The next character that is not white space."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


def value_end(text: str, at: int) -> int:
    """Where the value that begins here ends."""
    return int(_DECODER.raw_decode(text, at)[1])


def decoded(text: str) -> Any:
    """The value of a JSON text. Integers of any length stay what they are, and a fraction stays a fraction."""
    return json.loads(text, parse_int=integer)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, in which no key stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        name = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'{{"{name}": …, "{name}": …}}')
    return found


def integer(digits: str) -> int:
    """Longer ones than Python reads are beyond every limit in any case."""
    return int(digits[:1000])


def _after(text: str, at: int, mark: str) -> int:
    at = skip(text, at)
    if text[at : at + 1] != mark:
        raise ValueError(f"no {mark}")
    return skip(text, at + 1)


def _member(text: str, at: int, token: str) -> tuple[int, int] | None:
    """The beginnings of a member's key and value; of an element, twice the same. Of a repeated key, the last."""
    if text[at] == "[":
        return _element(text, at, token)
    found = None
    if text[at] != "{":
        return None
    at = skip(text, at + 1)
    while text[at] == '"':
        name, end = _DECODER.raw_decode(text, at)
        value = _after(text, end, ":")
        if name == token:
            found = (at, value)
        try:
            at = skip(text, value_end(text, value))
        except _NOT_THERE:
            return found
        if text[at] != ",":
            break
        at = skip(text, at + 1)
    return found


def _element(text: str, at: int, token: str) -> tuple[int, int] | None:
    if not token.isdecimal():
        return None
    at = skip(text, at + 1)
    for _ in range(int(token)):
        if text[at] == "]":
            return None
        at = _after(text, value_end(text, at), ",")
    return None if text[at] == "]" else (at, at)
