"""What the guide tells its reader to do can be done, and prints what it shows. `UPDATE=1` writes anew what it shows."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import hoso
import openpyxl
import pytest
from guide import GUIDE, NotRun, Page, added

RULEBOOK = GUIDE / "hoa-ban.json"


def hold(path: Path, shown: str) -> None:
    if "UPDATE" in os.environ:
        path.write_text(shown, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == shown, f"{path.name}: UPDATE=1 writes it anew"


@pytest.mark.parametrize("name", ["rulebook.vi.md", "rulebook.md"])
def test_the_seven_steps_make_a_rulebook_without_an_error(name: str, tmp_path: Path) -> None:
    page = Page(name, tmp_path)
    page.run()
    hold(GUIDE / name, page.shown)
    made = (tmp_path / "hoa-ban.json").read_text(encoding="utf-8")
    hold(RULEBOOK, made)
    assert [it for it in hoso.Rulebook(made).check() if it["severity"] != "info"] == []


@pytest.mark.parametrize("name", ["workbook.vi.md", "workbook.md"])
def test_the_seven_steps_in_a_workbook_make_the_same_rulebook(name: str, tmp_path: Path) -> None:
    page = Page(name, tmp_path)
    page.run()
    hold(GUIDE / name, page.shown)
    made = hoso.Rulebook((tmp_path / "hoa-ban.json").read_text(encoding="utf-8"))
    assert made.to_json() == hoso.Rulebook(RULEBOOK.read_text(encoding="utf-8")).to_json()


@pytest.mark.parametrize("name", ["cookbook.vi.md", "cookbook.md"])
def test_the_cookbook_does_what_it_shows(name: str, tmp_path: Path) -> None:
    shutil.copy(RULEBOOK, tmp_path)
    page = Page(name, tmp_path)
    page.run()
    hold(GUIDE / name, page.shown)


def test_a_step_that_nobody_runs_is_told(tmp_path: Path) -> None:
    page = Page("none", tmp_path)
    with pytest.raises(NotRun, match="nobody runs"):
        page.printed("bash", [], "hoso check", "")
    with pytest.raises(NotRun, match="does not name"):
        page.printed("json", ["file=a.json"], "{}", "In another file:")
    with pytest.raises(NotRun, match="ended with 3, not 0"):
        page.printed("sh", [], "exit 3\n", "")
    with pytest.raises(NotRun, match="ZeroDivisionError"):
        page.printed("python", [], "1 / 0", "")
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(NotRun, match="has no sheet Trang"):
        page.typed("a.xlsx", "Trang", "| a |\n|---|\n| b |\n")
    with pytest.raises(NotRun, match="0 columns of Sheet are called a"):
        page.typed("a.xlsx", "Sheet", "| a |\n|---|\n| b |\n")


def test_what_is_added_stands_beside_what_was_there() -> None:
    before = {"id": "t", "contracts": [{"id": "A", "number": "1"}]}
    more = {"contracts": [{"id": "B"}, {"id": "A", "amendments": [1]}]}
    after = {"id": "t", "contracts": [{"id": "A", "number": "1", "amendments": [1]}, {"id": "B"}]}
    assert json.dumps(added(before, more)) == json.dumps(after)
