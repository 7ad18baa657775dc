"""What stands in two of several files, and differs: which keys, what they were before and what they are now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hoso.cli import positions
from hoso.cli.called import id_of
from hoso.cli.edited import Edits, differences
from hoso.cli.places import Row
from hoso.cli.positions import Position
from hoso.cli.words import word
from hoso.types import Issue, Language

#: How many keys that differ are told; of a tariff they may be all of its prices.
_SHOWN = 5


class Clashes:
    """Tells of issues of files that were to be made one."""

    def __init__(self, names: Sequence[str], texts: Sequence[str], language: Language) -> None:
        self._names = names
        self._texts = texts
        self._language = language

    def place(self, at: int, issue: Issue, path: str) -> str:
        """Where an issue of one of the files stands."""
        if issue["code"] == "not_json":
            return f"{self._names[at]}:{issue['params']['line']}:{issue['params']['column']}"
        return self._place(at, path, key=issue["code"] == "duplicate_key")

    def message(self, at: int, issue: Issue, path: str) -> str:
        """What is wrong; of what is defined twice also in what it differs."""
        first = issue["params"].get("first")
        if issue["code"] == "duplicate" and isinstance(first, str):
            said = self._differs("also_in", *of_file(first), at, path.rpartition("/")[0])
        elif issue["code"] == "contradicts":
            there = next((it for it, text in enumerate(self._texts) if _inside(_document(text), path) is not None), at)
            said = self._differs("other_than", there, path, at, path)
        else:
            said = None
        # In one line, whatever stands in a text.
        return " ".join((said or issue["message"]).split())

    def _place(self, at: int, path: str, *, key: bool = False) -> str:
        return f"{self._names[at]}:{Row(1, self._texts[at], Position(1, 1)).place(path, key=key)}"

    def _differs(self, key: str, first: int, before: str, at: int, after: str) -> str | None:
        """What differs, where it was before, and how; nothing where the files differ in what nobody reads."""
        documents = [_document(self._texts[it]) for it in (first, at)]
        old, new = (_inside(*it) for it in zip(documents, (before, after), strict=True))
        where: Any = {"list": positions.tokens(after)[0], "id": id_of(new)}
        edits = Edits(documents, self._language)
        told = [edits.told({**where, **edit}) for edit in differences(old, new)]
        if not told:
            return None
        changes = [" › ".join(steps[1:]) + f": {one or '–'} → {to or '–'}" for steps, one, to in told]
        more = f" … ({len(changes)})" if len(changes) > _SHOWN else ""
        said = ("; ".join(changes[:_SHOWN]) + more).removeprefix(": ")
        return word(key, self._language, what=told[0][0][0], place=self._place(first, before), changes=said)


def of_file(path: str) -> tuple[int, str]:
    """The number of the file of a path, and the path in it."""
    number = positions.tokens(path)[0]
    return int(number), path[len(number) + 1 :]


def _document(text: str) -> dict[str, Any]:
    """A file as far as it is an object."""
    try:
        found = positions.decoded(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _inside(value: Any, path: str) -> Any:
    """What stands at a path."""
    for step in positions.tokens(path):
        value = value[int(step)] if isinstance(value, list) else value.get(step)
    return value
