"""hoso format, merge and split: documents as files that several people keep."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import hoso
import pytest
from conftest import MINIMAL, REPOSITORY, vectors

pytest.importorskip("click", reason="needs hoso[cli]")
pytest.importorskip("rich", reason="needs hoso[cli]")

from click.testing import CliRunner, Result
from hoso.cli.app import app

RULEBOOKS = [REPOSITORY / "examples" / "data" / f"{name}.json" for name in ("binh-duong", "public-post")]


def run(*args: str | Path, expected: int = 0, given: str | None = None) -> Result:
    result = CliRunner().invoke(app, [str(it) for it in args], input=given)
    assert result.exit_code == expected, (result.output, result.stderr, result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def write(name: str, content: Any) -> Path:
        path = tmp_path / name
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1)
        path.write_text(text, encoding="utf-8")
        return path

    return write


# format


@pytest.mark.parametrize("path", RULEBOOKS, ids=lambda path: path.stem)
def test_what_is_in_normal_form_stays_as_it_is(path: Path, tmp_path: Path) -> None:
    normal = tmp_path / "normal.json"
    run("format", path, "-o", normal)
    once = normal.read_text("utf-8")
    assert hoso.Rulebook(once) == hoso.Rulebook.read(path)
    run("format", normal, "-o", normal)
    assert normal.read_text("utf-8") == once == run("format", "-", given=once).stdout
    assert run("format", normal, "--check").output == ""


def test_check_says_how_and_writes_nothing(write: Any) -> None:
    path = write("mine.json", {"title": "t", **MINIMAL, "x_note": {"b": 1, "a": 2}})
    before = path.read_text("utf-8")
    told = run("format", path, "--check", "--language", "en", expected=1)
    assert told.stdout == "" and f"hoso format {path} -o {path}" in " ".join(told.stderr.split())
    assert path.read_text("utf-8") == before
    # What the format does not have is kept, and the order of its keys is that of whoever wrote it.
    assert json.loads(run("format", path).stdout)["x_note"] == {"b": 1, "a": 2}
    assert run("format", path).stdout.index('"b"') < run("format", path).stdout.index('"a"')


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"hoso": 1,', ":1:11: "),
        ("[]", ":1:1: "),
        ('{"hoso": 1, "hoso": 1}', ":1:13: "),
        ("", ": tệp không có gì"),
    ],
)
@pytest.mark.parametrize("args", [("format",), ("merge",), ("split", "-o", "parts")], ids=lambda args: args[0])
def test_what_is_no_document_is_told_with_its_place(text: str, told: str, args: tuple[str, ...], write: Any) -> None:
    path = write("broken.json", text)
    os.chdir(path.parent)
    result = run(args[0], path, *args[1:], expected=2)
    assert result.stdout == "" and f"broken.json{told}" in result.stderr, result.stderr
    assert not (path.parent / "parts").exists()


# merge


def test_what_is_defined_twice_and_differs_is_told_with_both_places(write: Any, tmp_path: Path) -> None:
    ministry = write("ministry.json", {**MINIMAL, "operators": [{"id": "post", "name": "p"}]})
    operators = [{"id": "other", "name": "o"}, {"id": "post", "name": "another"}]
    province = write("province.json", {"operators": operators, "currency": "USD"})
    merged = tmp_path / "all.json"
    told = run("merge", ministry, province, "-o", merged, "--language", "en", expected=2)
    assert told.stdout == "" and not merged.exists()
    said = "".join(told.stderr.split())
    text = [path.read_text("utf-8").splitlines() for path in (ministry, province)]
    first, second = (next(at for at, line in enumerate(lines, 1) if '"id": "post"' in line) for lines in text)
    # The id that is taken, and the thing that has it, which begins on the line before.
    before = f"isdefinedbefore,anddiffers:{ministry}:{first - 1}:3:Operatorname:p→another"
    assert f"{province}:{second}:10:Operators:another(post){before}[duplicate]/operators/1/id" in said
    assert f"Currencyisnotasin{ministry}:" in said and ":VND→USD[contradicts]/currency" in said


def test_what_differs_is_told_key_by_key_and_a_title_in_one_line(write: Any) -> None:
    agency = {"code": "snv", "name": "Sở Nội vụ", "valid": {"from": "2014-01-01", "until": "2015-01-01"}}
    rates = [{"valid": {"from": "2014-01-01"}, "bp": 1000}, {"valid": {"from": "2027-01-01"}, "bp": 1000}]
    one = write("one.json", {**MINIMAL, "agencies": [agency], "taxes": [{"id": "vat", "name": "VAT", "rates": rates}]})
    changed = {**agency, "name": {"vi": "Sở\nmới"}, "kind": "department", "x_note": [1]}
    changed["valid"] = {"from": "2014-01-01", "until": "2016-01-01"}
    taxes = [{"id": "vat", "name": "VAT", "rates": [rates[0], {**rates[1], "bp": 800}]}]
    title = {"vi": "Bộ quy tắc\nmới", "en": "Other"}
    other = write("other.json", {"title": title, "agencies": [changed], "taxes": taxes})
    said = run("merge", one, other, expected=2).stderr.splitlines()
    assert len(said) == 3 and all(line.startswith(f"{other}:") for line in said)
    title_, agency_, tax = said
    assert "Tên bộ quy tắc khác" in title_ and f"{MINIMAL['title']} → Bộ quy tắc mới [contradicts]" in title_
    assert "Cơ quan: Sở mới (snv) đã có, nhưng khác: " in agency_
    for change in ("Tên cơ quan: Sở Nội vụ → Sở mới", "đến hết ngày: 31/12/2014 → 31/12/2015", "– → department"):
        assert change.lower() in agency_.lower(), change
    # Of a list without ids the one that differs is named.
    assert "Thuế suất 2 (Từ ngày: 01/01/2027) › Thuế suất (phần vạn): 1.000 → 800 [duplicate]" in tax
    # Parts may be anything, and more changes than are read are counted.
    prices = [
        {"zone": "z", "services": ["?"], "bands": [{"up_to": at + 1, "price": at + more} for at in range(9)]}
        for more in (0, 1)
    ]
    parts = [
        write(f"{at}.json", {"tariffs": [{"id": "t", "title": 7, "versions": [{"id": "v", "rates": [rate]}]}]})
        for at, rate in enumerate(prices)
    ]
    assert "… (9) [duplicate]" in run("merge", *parts, expected=2).stderr
    until = [write(f"{day}.json", {"contracts": [{"id": "c", "valid": {"until": day}}]}) for day in ("x", "0001-01-01")]
    assert "x → 0001-01-01 [duplicate]" in run("merge", *until, expected=2).stderr


def test_what_is_the_same_in_several_files_stands_once(write: Any, tmp_path: Path) -> None:
    agencies = [{"code": "a", "name": "A"}, {"code": "b", "name": "B"}]
    one = write("one.json", {**MINIMAL, "agencies": agencies[:1]})
    other = write("other.json", {"agencies": agencies})
    merged = json.loads(run("merge", one, other).stdout)
    assert merged["agencies"] == agencies and merged["id"] == "t"
    # One of them may come from standard input.
    assert json.loads(run("merge", one, "-", given=other.read_text("utf-8")).stdout) == merged


def test_a_result_that_is_no_rulebook_is_refused_when_asked(write: Any, tmp_path: Path) -> None:
    agency = {"code": "a", "name": "A", "merged_into": "nobody", "valid": {"from": "2014-01-01", "until": "2015-01-01"}}
    parts = [write("one.json", MINIMAL), write("other.json", {"agencies": [agency]})]
    merged = tmp_path / "all.json"
    told = run("merge", *parts, "--check", "-o", merged, expected=2)
    assert "[unknown_reference]" in told.stderr and not merged.exists()
    run("merge", *parts, "-o", merged)
    run("merge", parts[0], "--check", "-o", merged)
    assert run("merge", parts[0], parts[1], "-o", parts[1], expected=2).stderr


# split


@pytest.mark.parametrize("path", RULEBOOKS, ids=lambda path: path.stem)
def test_what_is_split_is_merged_into_the_very_same(path: Path, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    run("split", path, "-o", parts)
    names = sorted(it.stem for it in parts.glob("*.json"))
    lists = [name for name, value in json.loads(path.read_text("utf-8")).items() if isinstance(value, list) and value]
    assert set(lists) <= {*names} and "rulebook" in names
    # The parts in any order: lists stand where they belong.
    files = [parts / "rulebook.json", *(parts / f"{name}.json" for name in names if name != "rulebook")]
    assert run("merge", *files, "--check").stdout == run("format", path).stdout
    # Again into the same folder, but not beside what would be merged with them.
    run("split", path, "-o", parts)
    (parts / "mine.json").write_text("{}", encoding="utf-8")
    told = run("split", path, "-o", parts, "--language", "en", expected=2)
    assert "mine.json" in told.stderr


def test_the_parts_go_into_a_folder(write: Any, tmp_path: Path) -> None:
    path = write("r.json", vectors("compare.json")["before"])
    assert "r.json" in run("split", path, "-o", path, expected=2).stderr
    assert run("split", tmp_path / "none.json", "-o", tmp_path / "parts", expected=2).stderr
    assert not (tmp_path / "parts").exists()
