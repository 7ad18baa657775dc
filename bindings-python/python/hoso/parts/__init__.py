"""Parts of rulebooks that come with hoso: what holds in the whole country, with its sources, and the communes of each
province since 1 July 2025. ``hoso init`` makes a province's rulebook of them.

A part has some of a rulebook's lists, and under a key of its own, such as ``x_post``, what it is. To merge is to
append: ``document["places"] += part["places"]``.
What no source gives carries ``x_assumed``. The files are written by ``examples/data/build.py``.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

__all__ = ["names", "part"]


def names() -> list[str]:
    """The parts: ``calendar``, ``own`` (an example), ``post``, ``provinces``, and ``places-79`` and the like."""
    files = resources.files(__name__).iterdir()
    return sorted(file.name.removesuffix(".json") for file in files if file.name.endswith(".json"))


def part(name: str) -> dict[str, Any]:
    """A part, made anew at each call; ``KeyError`` when there is none of this name."""
    if name not in names():
        raise KeyError(name)
    text = resources.files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    return dict(json.loads(text))
