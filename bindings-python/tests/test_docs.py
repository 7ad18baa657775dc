"""What the README and the docstrings say is so."""

from __future__ import annotations

import doctest
import inspect
import json
import re
from datetime import date
from typing import Any

import hoso
import pyarrow
import pytest
from conftest import PACKAGE, REPOSITORY

EXPORTS = [name for name in hoso.__all__ if callable(getattr(hoso, name))]
METHODS = [name for name in vars(hoso.Rulebook) if not name.startswith("_")]


def documented() -> list[tuple[str, Any]]:
    exports = [(name, getattr(hoso, name)) for name in EXPORTS]
    exports.append(("Answers.to_pyarrow", hoso.Answers.to_pyarrow))
    return exports + [(f"Rulebook.{name}", getattr(hoso.Rulebook, name)) for name in METHODS]


def test_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (PACKAGE / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 5
    names: dict[str, Any] = {}
    for block in blocks:
        exec(block, names)
    assert "26.000 đ" in capsys.readouterr().out


def test_the_vietnamese_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(REPOSITORY)
    blocks = re.findall(r"```python\n(.*?)```", (PACKAGE / "README.vi.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 2
    names: dict[str, Any] = {}
    for block in blocks:
        exec(block, names)
    assert "35.000 đ" in capsys.readouterr().out


def test_the_readme_names_everything() -> None:
    readme = (PACKAGE / "README.md").read_text(encoding="utf-8")
    for name in EXPORTS + METHODS:
        assert re.search(rf"\b{name.removesuffix('_json')}\b", readme), name


@pytest.mark.parametrize(("name", "thing"), documented(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_docstring_has_an_example_that_holds(name: str, thing: Any, rulebook: hoso.Rulebook) -> None:
    table = pyarrow.table(
        {
            "agency": ["so-noi-vu", "nowhere"],
            "procedure": ["1.900101"] * 2,
            "service": ["return"] * 2,
            "on": [date(2014, 10, 1)] * 2,
            "weight_grams": [80] * 2,
            "zone": ["intra_province"] * 2,
        }
    )
    names = {"hoso": hoso, "rulebook": rulebook, "date": date, "json": json, "pyarrow": pyarrow, "table": table}
    test = doctest.DocTestParser().get_doctest(inspect.getdoc(thing) or "", names, name, None, None)
    assert test.examples
    failed = doctest.DocTestRunner().run(test).failed
    assert failed == 0
