"""What the things of rulebooks are called: their names, with the ids by which documents tell them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hoso.cli import words
from hoso.cli.words import word
from hoso.types import Language

#: The keys of an id, and of a name; a contract is known by the number that is printed on it.
_IDS, _NAMES = ("code", "id"), ("name", "title", "number")


class Called:
    """Names things of some documents; where several name one thing, the last one does.

    ``most`` says how many names stand in a cell. None is left out of what is written; on a terminal two hundred
    procedures would be all there is to see."""

    def __init__(self, documents: Sequence[Mapping[str, Any]], language: Language, most: int | None = None) -> None:
        self._language = language
        self._most = most
        self._names: dict[tuple[str, str], str] = {}
        for document in documents:
            for list_, things in document.items():
                for thing in things if isinstance(things, list) else ():
                    if (code := id_of(thing)) is not None:
                        self._names[list_, code] = self.thing(thing)

    def thing(self, thing: Mapping[str, Any]) -> str:
        """``Sở Nội vụ (so-noi-vu)``: its name and its id, as far as it has them."""
        name = next((words.name(thing[key], self._language) for key in _NAMES if thing.get(key)), "")
        code = id_of(thing)
        if code is None or not name:
            return name or code or ""
        return code if name == code else f"{name} ({code})"

    def __call__(self, list_: str, code: str) -> str:
        """What a code of a list is called; one without a name stands for itself."""
        return self._names.get((list_, code), code)

    def several(self, list_: str, codes: Sequence[str]) -> str:
        """Some things, or the first of them and how many they are."""
        more = f" … ({len(codes)})" if self._most is not None and len(codes) > self._most else ""
        return "; ".join(self(list_, code) for code in codes[: self._most]) + more

    def clause(self, contract: str, clause: str) -> str:
        """A clause of a contract."""
        return word("clause_of", self._language, contract=self("contracts", contract), clause=clause)


def id_of(thing: Any) -> str | None:
    """The id of a thing that has one."""
    if not isinstance(thing, dict):
        return None
    return next((thing[key] for key in _IDS if isinstance(thing.get(key), str)), None)


def is_named(thing: Mapping[str, Any]) -> bool:
    """Whether a thing has an id and a name."""
    return id_of(thing) is not None and any(thing.get(key) for key in _NAMES)
