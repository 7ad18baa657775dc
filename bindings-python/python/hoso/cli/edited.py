"""What is written otherwise in a rulebook, as people read it: keys by their headings, things by their names, days and
amounts as papers have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import hoso
from hoso.cli import positions, words
from hoso.cli.called import Called, id_of, is_named
from hoso.cli.tables import compact
from hoso.cli.words import label, word
from hoso.types import Edit, Language

#: By what a thing without an id is known among those beside it; a list is known by all of its values.
_KNOWN_BY = ("name", "zone", "services", "service", "who", "at", "for", "up_to", "below", "from", "valid")
#: How many parts of a thing are told one by one; of more it is told how many they are.
_PARTS = 4


class _At(NamedTuple):
    """Where a step of a path leads."""

    #: What may stand there; nothing where the format does not know it.
    schema: Mapping[str, Any]
    key: str
    #: The list whose ids stand there.
    list: str
    #: What stands there in each of the documents.
    values: Sequence[Any]


class Edits:
    """Tells of values that differ between two documents."""

    def __init__(self, documents: Sequence[Mapping[str, Any]], language: Language, most: int | None = None) -> None:
        self.called: Called = Called(documents, language, most)
        self._language = language
        schema = hoso.rulebook_schema()
        self._shapes: Mapping[str, Any] = schema["$defs"]
        self._headings: Mapping[str, Any] = hoso.headings()
        # Of a thing that is in both it is said what the newer one says.
        self._document = _At({"$ref": schema["$ref"]}, "", "", [*reversed(documents)])

    def row(self, edit: Edit) -> list[str]:
        """Where a value stands, what it was and what it is."""
        steps, before, after = self.told(edit)
        return [" › ".join(steps), before, after]

    def told(self, edit: Edit) -> tuple[list[str], str, str]:
        """The steps that lead to a value, what it was and what it is."""
        at, said = self._document, list[str]()
        for step in [*(it for it in (edit.get("list"), edit.get("id")) if it), *positions.tokens(edit["path"])]:
            is_among = at.schema.get("type") == "array"
            told, at = self._into(at, step)
            if is_among:
                said[-1] += told
            else:
                said.append(told)
        values = [edit.get(name) for name in ("before", "after")]
        one, other = ("" if value is None else self._value(at, value) for value in values)
        if None not in values and one == other:
            # They differ in how they are written alone.
            one, other = (compact(value) for value in values)
        return said, one, other

    def _into(self, at: _At, step: str) -> tuple[str, _At]:
        """What a step is called, of a list behind what the list is called, and where it leads."""
        if at.schema.get("type") != "array":
            inner = self._key(at, step)
            return self._heading(at.schema, step), inner
        found = [_among(value, step) for value in at.values]
        inner = _At(_present(at.schema["items"]), "", at.list, found)
        thing = next((it for it in found if it is not None), None)
        if thing is not None and id_of(thing) is not None:
            return f": {self.called.thing(thing)}", inner
        number = str(int(step) + 1) if step.isdecimal() else step
        known_by = self._known_by(inner, thing)
        return f" {number} ({known_by})" if known_by else f" {number}", inner

    def _key(self, at: _At, key: str) -> _At:
        """Where a key leads."""
        schema, shape = self._keys(at.schema).get(key, {}), _shape(at.schema)
        list_ = self._headings.get(shape, {}).get(key, {}).get("list") or (key if shape == "Document" else "")
        values = [value.get(key) if isinstance(value, dict) else None for value in at.values]
        return _At(_present(schema), key, list_, values)

    def _keys(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """The keys of a shape; of alternatives those of each."""
        of = self._shapes.get(_shape(schema), {})
        return {
            key: inner
            for one in of.get("oneOf", [of])
            for key, inner in one.get("properties", {}).items()
            if inner.get("type") != "null"
        }

    def _heading(self, schema: Mapping[str, Any], key: str) -> str:
        """What a key is called: the day after the last one by the last one, as papers have it."""
        if key == "until":
            return word("until", self._language)
        if key in hoso.LANGUAGES:
            return word(f"book_in_{key}", self._language)
        said = self._headings.get(_shape(schema), {}).get(key)
        return said[self._language] if said else key

    def _known_by(self, at: _At, thing: Any) -> str:
        """What tells a thing without an id apart from others."""
        if not isinstance(thing, dict):
            return ""
        return ", ".join(self._part(at, key, thing[key]) for key in _KNOWN_BY if thing.get(key) is not None)

    def _part(self, at: _At, key: str, value: Any) -> str:
        """A value, with its heading where it would be a bare number or day."""
        inner = self._key(at, key)
        is_bare = inner.schema.get("type") == "integer" or "format" in inner.schema
        said = self._value(inner, value)
        return f"{self._heading(at.schema, key)} {said}" if is_bare else said

    def _value(self, at: _At, value: Any) -> str:
        """A value as papers have it."""
        match value:
            case bool():
                return word("is_true" if value else "is_false", self._language)
            case int():
                return words.number(value, self._language)
            case str():
                return self._text(at, value)
            case [dict(), *_] if len(value) > _PARTS:
                return word("parts", self._language, n=words.number(len(value), self._language))
            case list():
                return "; ".join(self._values(at, value))
            case dict():
                return self._object(at, value)
        return compact(value)

    def _text(self, at: _At, value: str) -> str:
        schema = at.schema.get("items", at.schema)
        if schema.get("format") == "date":
            return _day(value, is_last=at.key == "until")
        members = words.closed_list(schema.get("enum", ())) or {}
        if value in members:
            return label(members, value, self._language)
        return self.called(at.list, value) if at.list else value

    def _values(self, at: _At, values: Sequence[Any]) -> Iterator[str]:
        """The values of a list; things without names stand in brackets."""
        inner = at._replace(schema=_present(at.schema.get("items", {})))
        for value in values:
            said = self._value(inner, value)
            yield f"({said})" if isinstance(value, dict) and not is_named(value) else said

    def _object(self, at: _At, value: Mapping[str, Any]) -> str:
        """A name in two languages; a thing by its name; another one by its keys."""
        if value and {*value} <= {*hoso.LANGUAGES}:
            return words.name(value, self._language)
        if is_named(value):
            return self.called.thing(value)
        if at.schema.get("type") == "object":
            return "; ".join(f"{self.called('zones', key)} = {self._value(at, inner)}" for key, inner in value.items())
        if not _shape(at.schema):
            return compact(value)
        return "; ".join(
            f"{self._heading(at.schema, key)}: {self._inside(at, key, inner)}" for key, inner in _there(value).items()
        )

    def _inside(self, at: _At, key: str, value: Any) -> str:
        """What a key of a thing holds."""
        said = self._value(self._key(at, key), value)
        is_name = isinstance(value, dict) and ({*value} <= {*hoso.LANGUAGES} or len(value) == 1)
        return f"({said})" if isinstance(value, dict) and not is_name else said


def differences(before: Any, after: Any, path: str = "") -> Iterator[Edit]:
    """What differs between two things of one id, key by key; things of a list by their ids, or by their places."""
    one, other = _by_key(before, after)
    if not one and not other:
        edit: Any = {"path": path, **{key: it for key, it in (("before", before), ("after", after)) if it is not None}}
        if before != after:
            yield edit
        return
    for key in dict.fromkeys([*one, *other]):
        step = key.replace("~", "~0").replace("/", "~1")
        yield from differences(one.get(key), other.get(key), f"{path}/{step}")


def _by_key(before: Any, after: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The parts of two values by keys, ids or places; none where one has to be told whole."""
    match before, after:
        case dict(), dict():
            return _there(before), _there(after)
        case list(), list() if len(before) == len(after) or all(map(id_of, [*before, *after])):
            one, other = ({id_of(it) or str(at): it for at, it in enumerate(of)} for of in (before, after))
            return (one, other) if all(isinstance(it, dict) for it in (*before, *after)) else ({}, {})
    return {}, {}


def _there(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """The keys of a thing without those that say the same as an absent one."""
    return {key: inner for key, inner in value.items() if inner not in (None, [])}


def _day(value: str, *, is_last: bool) -> str:
    """A day as papers have it; what is none, as it is."""
    try:
        return words.last_day(value) if is_last else words.day(date.fromisoformat(value).isoformat())
    except (ValueError, OverflowError):
        return value


def _among(value: Any, step: str) -> Any:
    """The thing of a list that has an id, or else stands at a place."""
    if not isinstance(value, list):
        return None
    by_id = next((thing for thing in value if id_of(thing) == step), None)
    at = int(step) if step.isdecimal() else len(value)
    return by_id if by_id is not None or at >= len(value) or id_of(value[at]) is not None else value[at]


def _present(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of a value that is there; of a name its text."""
    some = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    return some[0] if some else schema


def _shape(schema: Mapping[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]
