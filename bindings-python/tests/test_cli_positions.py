"""JSON Pointers as lines and columns."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hoso.cli import positions

TEXT = '{\n  "a/b": [10, {"c~d": "é\\"]"}, [ ]],\n  "e": 1.50,\n  "e": "again"\n}'


@pytest.mark.parametrize(
    ("pointer", "found"),
    [
        ("", (1, 1)),
        ("/a~1b", (2, 10)),
        ("/a~1b/0", (2, 11)),
        ("/a~1b/1", (2, 15)),
        ("/a~1b/1/c~0d", (2, 23)),
        ("/a~1b/2", (2, 32)),
        ("/e", (4, 8)),  # of a repeated key, the last
        ("/missing", (1, 1)),  # what is not there is where it would be
        ("/a~1b/1/missing", (2, 15)),
        ("/a~1b/9", (2, 10)),
        ("/a~1b/x", (2, 10)),
        ("/e/deeper", (4, 8)),
    ],
)
def test_values(pointer: str, found: tuple[int, int]) -> None:
    assert positions.position(TEXT, positions.offset(TEXT, pointer)) == found


def test_keys() -> None:
    assert positions.position(TEXT, positions.offset(TEXT, "/e", key=True)) == (4, 3)
    assert positions.position(TEXT, positions.offset(TEXT, "/a~1b/1/c~0d", key=True)) == (2, 16)


def walk(value: Any, pointer: str = "") -> Any:
    yield pointer, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    if isinstance(value, list):
        for at, inner in enumerate(value):
            yield from walk(inner, f"{pointer}/{at}")


@pytest.mark.parametrize("indent", [None, 2])
def test_every_value_of_a_document_is_found(indent: int | None) -> None:
    document = {"": {"": [1, [], {}, None]}, "~1/": [True, {"k": "v,]}"}], "ế": {"n": -0.5, "e": 10**30}}
    text = json.dumps(document, indent=indent, ensure_ascii=False)
    for pointer, value in walk(document):
        at = positions.offset(text, pointer)
        assert json.loads(text[at : positions.value_end(text, at)]) == value


@pytest.mark.parametrize(
    "text", ["", "{", '{"a"', '{"a":', '{"a": [1,', "[1 2]", "[" * 100_000, '{"a": ' * 50_000, "\ufeff{}", "nul"]
)
def test_broken_text_is_no_failure(text: str) -> None:
    for pointer in ("", "/a", "/a/0", "/0/0/0", "/5"):
        assert 0 <= positions.offset(text, pointer) <= len(text)


def test_elements() -> None:
    text = ' [ 1, "]", [2] ] '
    assert [text[begin:end] for begin, end in positions.elements(text, 1)] == ["1", '"]"', "[2]"]
    assert positions.elements("[ ]", 0) == []
    for broken in ("[1", "[1,]", "[1 2]", "{}"):
        with pytest.raises(ValueError):
            positions.elements(broken, 0)
