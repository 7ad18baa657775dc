"""What the tests share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import hoso
import pytest

PACKAGE = Path(__file__).parent.parent
REPOSITORY = PACKAGE.parent
VECTORS = REPOSITORY / "tests" / "vectors"

MINIMAL = {"hoso": 1, "id": "t", "title": "t", "currency": "VND", "utc_offset": "+07:00"}


def vectors(name: str) -> Any:
    """A file of the shared vectors."""
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


def compact(value: Any) -> str:
    """JSON as the core writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def without_messages(value: Any) -> Any:
    """An answer as the vectors have it."""
    if isinstance(value, dict):
        return {key: without_messages(inner) for key, inner in value.items() if key != "message"}
    if isinstance(value, list):
        return [without_messages(inner) for inner in value]
    return value


def issues_of(ask: Any, *args: Any, **kwargs: Any) -> list[tuple[str, str]]:
    """The codes and paths with which something is refused."""
    with pytest.raises(hoso.InvalidInput) as raised:
        ask(*args, **kwargs)
    return [(issue["code"], issue["path"]) for issue in raised.value.issues]


@pytest.fixture(scope="session")
def text() -> str:
    return (REPOSITORY / "examples" / "data" / "binh-duong.json").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def rulebook(text: str) -> hoso.Rulebook:
    return hoso.Rulebook(text)


#: A consignment that has a price.
PLAIN = {
    "agency": "so-noi-vu",
    "procedure": "1.900101",
    "service": "return",
    "on": "2014-10-01",
    "weight_grams": 80,
    "zone": "intra_province",
}


@pytest.fixture
def consignment() -> dict[str, Any]:
    return dict(PLAIN)
