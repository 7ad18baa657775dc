"""hoso init, and the parts of which it makes a rulebook."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import hoso
import pytest
from conftest import REPOSITORY
from hoso import parts

pytest.importorskip("click", reason="needs hoso[cli]")
pytest.importorskip("rich", reason="needs hoso[cli]")

import openpyxl
from click.testing import CliRunner, Result
from hoso.cli import provinces
from hoso.cli.app import app

NOW = [place for place in parts.part("provinces")["places"] if "merged_into" not in place]


def run(*args: str, expected: int = 0) -> Result:
    result = CliRunner().invoke(app, args)
    assert result.exit_code == expected, (result.output, result.stderr, result.exception)
    return result


def rulebook(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "rulebook.json").read_text(encoding="utf-8")))


def test_the_parts_are_those_of_the_repository() -> None:
    build = REPOSITORY / "examples" / "data" / "build.py"
    made = subprocess.run([sys.executable, build, "--check"], capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    shipped = REPOSITORY / "bindings-python" / "python" / "hoso" / "parts"
    assert {path.stem for path in shipped.glob("*.json")} == set(parts.names())
    for name in parts.names():
        assert parts.part(name) == json.loads((shipped / f"{name}.json").read_text(encoding="utf-8"))
    for place in NOW:
        there = REPOSITORY / "examples" / "data" / "places" / f"{place['code']}.json"
        assert (
            parts.part(f"places-{place['code']}")["places"] == json.loads(there.read_text(encoding="utf-8"))["places"]
        )


def test_parts_do_not_contradict_each_other() -> None:
    together: dict[str, Any] = {}
    for name in parts.names():
        told = {key: value for key, value in parts.part(name).items() if not isinstance(value, list)}
        assert told.keys() - {f"x_{name}"} == {"hoso", "currency", "utc_offset"}
        assert all(together.setdefault(key, value) == value for key, value in told.items())


def test_a_part_that_there_is_not_is_told() -> None:
    for name in ("places-74", "../__init__", "calendar.json", ""):
        with pytest.raises(KeyError):
            parts.part(name)
    assert parts.part("post") is not parts.part("post")


@pytest.mark.parametrize("province", NOW, ids=lambda place: place["code"])
def test_every_province_begins_without_a_finding(tmp_path: Path, province: dict[str, Any]) -> None:
    folder = tmp_path / "Hồ sơ của tỉnh"
    run("init", str(folder), "--province", provinces.now(province), "--from", "2026-12-01")
    assert run("check", str(folder / "rulebook.json")).stdout == "Không có phát hiện nào.\n"
    document = rulebook(folder)
    communes = [place for place in document["places"] if place.get("parent") == province["code"]]
    assert len(communes) == len(parts.part(f"places-{province['code']}")["places"])
    assert sum(place["kind"] == "province" and "valid" not in place for place in document["places"]) == 34
    assert document["contracts"][0]["valid"]["from"] == document["contracts"][0]["signed_on"] == "2026-12-01"
    assert {agency["place"] for agency in document["agencies"]} == {province["code"]}


def test_the_next_commands_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", str(tmp_path / "Huế 2026"), "--province", "46", "--from", "2026-12-01")
    monkeypatch.chdir(tmp_path / "Huế 2026")
    readme = Path("README.md").read_text(encoding="utf-8")
    said = [line.partition(" #")[0].split() for line in readme.splitlines() if line.startswith("hoso ")]
    assert [args[1] for args in said] == ["check", "quote", "schema"] * 2
    shown = "".join(run(*args[1:]).stdout for args in said)
    # 30,000 by the table of 2021, with 8 % tax in it.
    assert "30.000 đ" in shown
    assert "40 xã" in readme and "40\n  communes" in readme and "31/12/2028" in readme and "01/12/2026" in readme


def test_a_workbook_ends_in_the_same_rulebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", str(tmp_path / "json"), "--province", "Huế", "--from", "2026-12-01")
    told = run("init", str(tmp_path / "bảng"), "--province", "Huế", "--from", "2026-12-01", "--workbook").stdout
    assert sorted(path.name for path in (tmp_path / "bảng").iterdir()) == ["README.md", "question.json", "rules.xlsx"]
    [then] = [line.partition("hoso ")[2] for line in told.splitlines() if "hoso " in line]
    run(*shlex.split(then))
    before, after = (hoso.Rulebook(rulebook(tmp_path / folder)) for folder in ("json", "bảng"))
    assert after.to_json() == before.to_json()
    monkeypatch.chdir(tmp_path / "bảng")
    readme = Path("README.md").read_text(encoding="utf-8")
    said = [line.partition(" #")[0].split() for line in readme.splitlines() if line.startswith("hoso ")]
    assert [args[1] for args in said] == ["workbook", "quote"] * 2
    assert "30.000 đ" in "".join(run(*args[1:]).stdout for args in said)
    sheets = openpyxl.load_workbook("rules.xlsx").sheetnames
    assert {*re.findall("[Tt]rang “(.*?)”", readme)} <= {*sheets} and "{" not in readme.replace(
        '{"x_example": true}', ""
    )


def test_what_is_an_example_says_so_and_the_rest_is_not_one(tmp_path: Path) -> None:
    run("init", str(tmp_path / "a"), "--province", "79")
    document = rulebook(tmp_path / "a")
    own = ("operators", "agencies", "fields", "procedures", "contracts")
    for key, things in document.items():
        if isinstance(things, list):
            assert all(thing.get("x_example", False) is (key in own) for thing in things), key
    names = [thing["name"]["vi"] for key in ("operators", "agencies") for thing in document[key]]
    assert all(name.startswith("(Ví dụ) ") for name in names)


def test_days_that_were_swapped_count(tmp_path: Path) -> None:
    run("init", str(tmp_path / "a"), "--province", "79", "--from", "2026-01-01")
    book = hoso.Rulebook(rulebook(tmp_path / "a"))
    calendars = {calendar["id"]: calendar for calendar in book.document["calendars"]}
    # Saturday the 10th was worked for Friday the 2nd.
    assert "2026-01-10" in calendars["agency"]["working_days"]
    case: Any = {"agency": "vi-du-so", "procedure": "2.001955", "service": "return", "zone": "intra_province"}
    moments: Any = {**case, "on": "2026-01-08", "collected_on": "2026-01-08"}
    assert "2026-01-10" in json.dumps(book.deadlines(moments))


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    told = run("init", str(tmp_path), "--province", "79", expected=2).stderr
    assert str(tmp_path / "README.md") in told.replace("\n", "")
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine" and not (tmp_path / "rulebook.json").exists()
    (tmp_path / "README.md").unlink()
    (tmp_path / "rulebook.json").symlink_to(tmp_path / "nowhere.json")
    run("init", str(tmp_path), "--province", "79", expected=2)
    assert not (tmp_path / "nowhere.json").exists()
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    assert "file" in run("init", str(file), "--province", "79", expected=2).stderr
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "notes.txt").write_text("mine", encoding="utf-8")
    run("init", str(tmp_path / "there"), "--province", "79")
    assert sorted(path.name for path in (tmp_path / "there").iterdir()) == [
        "README.md",
        "notes.txt",
        "question.json",
        "rulebook.json",
    ]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("79", "79"),
        ("1", "01"),
        (" Huế ", "46"),
        ("tp. hồ chí minh", "79"),
        ("TPHCM", "79"),
        ("Hà Nội", "01"),
        ("NGHE AN", "40"),
        ("Tỉnh Đắk Lắk", "66"),
        ("Lào Cai", "15"),
        ("Đồng Nai", "75"),
    ],
)
def test_a_province_is_known_by_code_or_name(told: str, code: str) -> None:
    assert provinces.found(parts.part("provinces")["places"], told, "vi")["code"] == code


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("Bình Dương", ("Tỉnh Bình Dương", "Thành phố Hồ Chí Minh", "--province 79")),
        ("74", ("Tỉnh Bình Dương", "--province 79")),
        ("ba ria vung tau", ("Tỉnh Bà Rịa - Vũng Tàu", "--province 79")),
        ("Yên Bái", ("Tỉnh Yên Bái", "Tỉnh Lào Cai", "--province 15")),
        ("10", ("--province 15",)),
        ("Dong Na", ("Đồng Nai", "75")),
        ("Xyz", ("01 Thành phố Hà Nội", "96 Tỉnh Cà Mau")),
        ("99", ("79 Thành phố Hồ Chí Minh",)),
        ("", ("--province", "46 Thành phố Huế")),
    ],
)
def test_another_is_told_with_what_is_meant(tmp_path: Path, told: str, said: tuple[str, ...]) -> None:
    for language in ("vi", "en"):
        folder = tmp_path / "a"
        shown = run("init", str(folder), "--province", told, "--language", language, expected=2).stderr
        assert [part for part in said if part not in " ".join(shown.split())] == [] and not folder.exists()


@pytest.mark.parametrize("day", ["2025-06-30", "2029-01-01", "2026-02-30", "01/12/2026", ""])
def test_a_day_that_the_parts_do_not_know_is_told(tmp_path: Path, day: str) -> None:
    run("init", str(tmp_path / "a"), "--province", "79", "--from", day, expected=2)
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("day", ["2025-07-01", "2028-12-31"])
def test_the_first_and_the_last_day_that_they_know(tmp_path: Path, day: str) -> None:
    run("init", str(tmp_path / "a"), "--province", "79", "--from", day)
    assert run("check", str(tmp_path / "a" / "rulebook.json")).exit_code == 0
