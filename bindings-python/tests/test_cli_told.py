"""What the command line says of inputs that it cannot use as they are; and that it takes its own answers."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import hoso
import pytest
from conftest import PLAIN, REPOSITORY, compact

pytest.importorskip("click", reason="needs hoso[cli]")
pytest.importorskip("rich", reason="needs hoso[cli]")
pytest.importorskip("pyarrow", reason="needs hoso[cli]")

import pyarrow
import pyarrow.parquet as parquet
from click.testing import CliRunner, Result
from hoso.cli import faults, tables
from hoso.cli.app import app

RULEBOOK = str(REPOSITORY / "examples" / "data" / "binh-duong.json")
OCTOBER = ("--contract", "SNV-2014", "--month", "2014-10")
HEADER = ",".join(PLAIN)
ROW = ",".join(map(str, PLAIN.values()))
ITEMS = [{"id": f"RB{n}", "note": "x", **PLAIN} for n in (1, 2)]


def run(*args: str | Path, expected: int = 0, language: str = "en") -> Result:
    environment = {"HOSO_LANGUAGE": language}
    result = CliRunner().invoke(app, [str(arg) for arg in args], env=environment, prog_name="hoso")
    assert result.exit_code == expected, (result.output, result.stderr, result.exception)
    return result


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def items(folder: Path, suffix: str) -> Path:
    """A file of consignments."""
    path = folder / f"items.{suffix}"
    match suffix:
        case "json":
            return write(path, compact(ITEMS))
        case "jsonl":
            return write(path, "\n".join(map(compact, ITEMS)))
        case "csv":
            return write(path, f"id,note,{HEADER}\nRB1,x,{ROW}\nRB2,x,{ROW}\n")
    parquet.write_table(pyarrow.Table.from_pylist(ITEMS), path)
    return path


# Answers as they were written.

KEEP = ("--keep", "id", "--keep", "on", "--keep", "note")


@pytest.mark.parametrize("given", ["json", "jsonl", "csv", "parquet"])
@pytest.mark.parametrize("written", ["json", "jsonl", "--json"])
def test_answers_of_quote_are_settled_as_they_were_written(tmp_path: Path, given: str, written: str) -> None:
    out = tmp_path / f"answers.{written if written != '--json' else 'jsonl'}"
    how = ("--json",) if written == "--json" else ("-o", out)
    told = run("quote", RULEBOOK, items(tmp_path, given), *KEEP, *how)
    assert told.stderr == ""
    if written == "--json":
        write(out, told.stdout)
    settled = run("settle", RULEBOOK, out, *OCTOBER, "--json", "--html", tmp_path / "page.html")
    assert json.loads(settled.stdout)["total"] == 70_000 and settled.stderr == ""
    assert "RB2" in (tmp_path / "page.html").read_text(encoding="utf-8")
    invoice = write(tmp_path / "invoice.csv", "id,item,amount\nL1,RB1,35000\nL2,RB2,35000\n")
    assert run("reconcile", RULEBOOK, out, invoice, *OCTOBER).stderr == ""


def test_what_is_kept_is_no_part_of_the_question(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.jsonl", compact({"id": "HS-1", "nested": {"a": [1]}, **PLAIN}))
    answer = json.loads(run("quote", RULEBOOK, path, "--json", "--keep", "id", "--keep", "nested").stdout)
    assert (answer["id"], answer["nested"], answer["total"]) == ("HS-1", {"a": [1]}, 35_000)
    # What is not kept is still an issue, and a key twice as well.
    assert "[unknown_key] /nested" in run("quote", RULEBOOK, path, "--keep", "id", expected=1).stderr
    write(path, compact({"id": "HS-1", **PLAIN})[:-1] + ',"id":"HS-2"}')
    assert "/id" in run("quote", RULEBOOK, path, "--keep", "id", expected=1).stderr


@pytest.mark.parametrize("written", ["csv", "parquet"])
def test_a_table_of_answers_says_what_settling_needs(tmp_path: Path, written: str) -> None:
    out = tmp_path / f"answers.{written}"
    run("quote", RULEBOOK, items(tmp_path, "csv"), *KEEP, "-o", out)
    told = run("settle", RULEBOOK, out, *OCTOBER, expected=2).stderr
    assert "columns missing: lines, payers" in told and "-o FILE.jsonl" in told and "--quote" in told
    assert "not used: note\n" in told and "reasons" not in told
    run("quote", RULEBOOK, items(tmp_path, "csv"), "-o", out)
    assert "columns missing: id, on, lines, payers" in run("settle", RULEBOOK, out, *OCTOBER, expected=2).stderr


def test_an_item_of_an_answer_that_is_misspelt_or_no_price_is_told(tmp_path: Path) -> None:
    quote = hoso.Rulebook.read(RULEBOOK).quote(PLAIN)
    out = write(tmp_path / "answers.jsonl", compact({"id": "RB1", "on": "2014-10-01", "collectd": 1, **quote}))
    told = run("settle", RULEBOOK, out, *OCTOBER, expected=2).stderr
    assert "[unknown_key] /collectd" in told and "`collected`" in told
    for answer in ({"outcome": "not_covered", "reasons": []}, {"issues": []}):
        write(out, compact({"id": "RB1", "on": "2014-10-01", **answer}))
        assert f"{out}:1:" in run("settle", RULEBOOK, out, *OCTOBER, expected=2).stderr


@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv", "parquet"])
def test_answers_are_rows_of_figures_and_events_too(tmp_path: Path, suffix: str) -> None:
    event = {"id": "e1", "consignment": "RB1", "kind": "accepted", "at": "2014-10-01T08:00:00+07:00"}
    row = {**PLAIN, **event, "resolved_on": "2014-10-01", "by_post": True}
    path, out = write(tmp_path / "rows.jsonl", compact(row)), tmp_path / f"answers.{suffix}"

    kept = (*event, "resolved_on", "by_post", "agency")
    run("quote", RULEBOOK, path, *(option for name in kept for option in ("--keep", name)), "-o", out)
    period = ("--period", "2014-01-01", "2015-01-01", "--json")
    for args in (("report", RULEBOOK, out, *period), ("track", out, "--json")):
        told = run(*args)
        named = told.stderr.partition("not used: ")[2].strip().split(", ")
        assert {*filter(None, named)} <= {*kept}
        answer = json.loads(told.stdout)
        assert answer.get("state") == "accepted" or answer["total"]["results"] == 1


def test_answers_with_what_was_kept_are_explained(tmp_path: Path) -> None:
    answers = write(tmp_path / "a.jsonl", run("quote", RULEBOOK, items(tmp_path, "csv"), *KEEP, "--json").stdout)
    assert run("explain", answers).stdout.count("35.000") >= 2


@pytest.mark.parametrize("text", ["{}", "[]", "[{}, 1]", '{"a": 1}', "null"])
def test_what_is_no_answer_is_not_explained(tmp_path: Path, text: str) -> None:
    told = run("explain", write(tmp_path / "a.json", text), expected=2)
    assert told.stdout == "" and "no answer" in told.stderr


# What is told badly elsewhere.


def told(tmp_path: Path, text: str | bytes, *options: str, name: str = "rows.csv", expected: int = 2) -> str:
    path = write(tmp_path / name, text)
    return run("quote", RULEBOOK, path, *options, expected=expected).stderr.replace(str(path), "FILE")


LETTERS = f"{HEADER},ten\n{ROW},Đặng\n"


def test_an_encoding_that_the_file_is_not_in_is_not_believed(tmp_path: Path) -> None:
    for encoding in ("cp1258", "latin-1", "cp1252", "utf-16-le", "gbk"):
        for text in (LETTERS, "\ufeff" + LETTERS):
            assert "this is UTF-8" in told(tmp_path, text, "--encoding", encoding)
    # Letters that come late, and a document.
    late = f"{HEADER},ten\n" + f"{ROW},x\n" * 3000 + f"{ROW},Đặng\n"
    assert "FILE:3002: this is UTF-8" in told(tmp_path, late, "--encoding", "cp1258", "--keep", "ten")
    document = compact({**PLAIN, "note": "Đặng"})
    assert "this is UTF-8" in told(tmp_path, document, "--encoding", "cp1258", name="rows.json")
    # What is in it is read, and so is plain ASCII in whatever is told.
    old = f"{HEADER},ten\n{ROW},\u0110ng\n".encode("cp1258")
    assert "not used: ten" in told(tmp_path, old, "--encoding", "cp1258", expected=0)
    assert told(tmp_path, f"{HEADER}\n{ROW}\n", "--encoding", "cp1258", expected=0) == ""


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("26,000", "without separators"),
        ("1 000", "without separators"),
        ("1.000", "without separators"),
        ("NULL", "empty"),
        ("N/A", "empty"),
        ("80g", "without a unit"),
        ("80.5", "fraction"),
        ("heavy", "expected integer"),
    ],
)
def test_a_cell_that_is_no_number_says_why(tmp_path: Path, cell: str, said: str) -> None:
    text = f"{HEADER}\n{ROW.replace('80', f'{chr(34)}{cell}{chr(34)}')}\n"
    assert said in told(tmp_path, text, expected=1)
    answer = json.loads(run("quote", RULEBOOK, tmp_path / "rows.csv", "--json", expected=1).stdout)
    assert said in answer["issues"][0]["message"]


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("rows.csv", f"{compact(PLAIN)}\n{compact(PLAIN)}", "jsonl"),
        ("rows.csv", compact([PLAIN]), "json"),
        ("rows.json", f"{compact(PLAIN)}\n{compact(PLAIN)}", "jsonl"),
        ("rows.json", f"{HEADER}\n{ROW}\n", "csv"),
        ("rows.jsonl", f"{HEADER}\n{ROW}\n", "csv"),
        ("rows.jsonl", compact([PLAIN]), "json"),
    ],
)
def test_a_file_under_another_name_says_the_format(tmp_path: Path, name: str, text: str, format: str) -> None:
    assert f"--format {format}" in told(tmp_path, text, name=name)
    run("quote", RULEBOOK, tmp_path / name, "--format", format, "--keep", "agency")


def test_headings_are_found_below_titles_whatever_separates_the_columns(tmp_path: Path) -> None:
    table = f"{HEADER}\n{ROW}\n"
    assert told(tmp_path, table.replace(",", "|"), expected=0) == ""
    for separator in ",;\t|":
        text = table.replace(",", separator)
        said = told(tmp_path, f"Báo cáo\ntháng 10, 2014\n\n{text}", expected=0)
        assert said == "FILE: the names of the columns stand in row 4\n"
        said = told(tmp_path, f"Báo cáo\ntháng 10, 2014\n{text.replace('80', 'x')}", expected=1)
        assert "FILE:4:weight_grams: " in said


def test_headings_that_cannot_be_found_say_why(tmp_path: Path) -> None:
    table = f"{HEADER}\n{ROW}\n"
    said = told(tmp_path, table.replace(HEADER, HEADER.upper()))
    assert "agency (did you mean AGENCY?)" in said and "column AGENCY is not used: did you mean agency?" in said
    assert told(tmp_path, f"\u200b{HEADER}\u200b\n{ROW}\n", expected=0) == ""
    assert "columns missing" in told(tmp_path, "agency,procedure\n")


def test_near_matches_stand_apart_and_first(tmp_path: Path) -> None:
    lines = told(tmp_path, f"id,{HEADER},applicnt\nx,{ROW},p:low\n", expected=0).splitlines()
    assert lines == ["FILE: column applicnt is not used: did you mean applicant?", "FILE: columns not used: id"]


@pytest.mark.parametrize(
    ("cell", "right"),
    [("2014-10-01 00:00:00", True), ("2014-10-01T00:00:00.000", True), ("2014-10-01 08:00:00", False)],
)
def test_midnight_in_a_column_of_days_is_its_day(tmp_path: Path, cell: str, right: bool) -> None:
    text = f"{HEADER}\n{ROW.replace('2014-10-01', cell)}\n"
    assert ("[not_a_date] /on" in told(tmp_path, text, expected=0 if right else 1)) == (not right)
    table = pyarrow.Table.from_pylist([{**PLAIN, "on": cell}])
    answers = hoso.Rulebook.read(RULEBOOK).quote_batch(table).to_pyarrow()
    assert answers["total"].to_pylist() == [35_000 if right else None]


# What is kept.

KINDS: list[tuple[Any, Any, Any, str]] = [
    (["a;b", "c"], pyarrow.list_(pyarrow.string()), ["a;b", "c"], '["a;b","c"]'),
    (["a", "b"], pyarrow.list_(pyarrow.string()), ["a", "b"], "a;b"),
    ({"a": 1}, pyarrow.struct([("a", pyarrow.int8())]), {"a": 1}, '{"a":1}'),
    ([("k", 1)], pyarrow.map_(pyarrow.string(), pyarrow.int8()), {"k": 1}, '{"k":1}'),
    (Decimal("1.50"), pyarrow.decimal128(5, 2), "1.50", "1.50"),
    (timedelta(hours=1, milliseconds=500), pyarrow.duration("ms"), "PT3600.5S", "PT3600.5S"),
    ("Đ".encode(), pyarrow.binary(), "Đ", "Đ"),
    (b"\xff\x00", pyarrow.binary(), "/wA=", "/wA="),
    (datetime(2014, 10, 1, 8), pyarrow.timestamp("s"), "2014-10-01T08:00:00", "2014-10-01T08:00:00"),
    (datetime(2014, 10, 1, 8, tzinfo=UTC), pyarrow.timestamp("s", "UTC"), *["2014-10-01T08:00:00+00:00"] * 2),
    (date(2014, 10, 1), pyarrow.date32(), "2014-10-01", "2014-10-01"),
    (time(8, 30), pyarrow.time32("s"), "08:30:00", "08:30:00"),
    (1.5, pyarrow.float64(), 1.5, "1.5"),
    (float("nan"), pyarrow.float64(), None, ""),
    (True, pyarrow.bool_(), True, "true"),
    (None, pyarrow.null(), None, ""),
]


@pytest.mark.parametrize(("value", "kind", "as_json", "as_cell"), KINDS)
def test_what_is_kept_is_json_or_iso_text(tmp_path: Path, value: Any, kind: Any, as_json: Any, as_cell: str) -> None:
    table = pyarrow.Table.from_pylist([PLAIN]).append_column("kept", pyarrow.array([value], kind))
    path, out = tmp_path / "rows.parquet", tmp_path / "out.csv"
    parquet.write_table(table, path)
    assert json.loads(run("quote", RULEBOOK, path, "--keep", "kept", "--json").stdout)["kept"] == as_json
    run("quote", RULEBOOK, path, "--keep", "kept", "-o", out)
    with out.open(encoding="utf-8", newline="") as file:
        assert [row["kept"] for row in csv.DictReader(file)] == [as_cell]


@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv", "parquet"])
def test_half_a_letter_is_kept_as_it_is_written(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / "rows.jsonl", compact({**PLAIN, "id": "x"})[:-1] + r',"kept":"a\ud800"}')
    out = tmp_path / f"out.{suffix}"
    write(path, path.read_text() + "\n" + compact({**PLAIN, "id": "y"}))
    run("quote", RULEBOOK, path, "--keep", "kept", "--keep", "id", "-o", out, expected=1)
    assert out.read_bytes()
    assert tables.text("a\ud800") == r"a\ud800"


# Wrong usage.


def test_one_of_two_is_not_both(tmp_path: Path) -> None:
    both = ("--contract", "SNV-2014", "--month", "2014-10", "--period", "2014-10-01", "2014-11-01")
    assert "not both" in run("settle", RULEBOOK, tmp_path / "x.csv", *both, expected=2).stderr
    both = ("--of", "2014", "--period", "2014-10-01", "2014-11-01")
    assert "not both" in run("quarter", RULEBOOK, tmp_path / "x.csv", *both, expected=2).stderr


@pytest.mark.parametrize(
    "args",
    [
        ("quot",),
        ("quote",),
        ("quote", "--jsn"),
        ("quote", "--json=1", "r", "x"),
        ("quote", "r", "x", "y", "z"),
        ("quote", "r", "x", "--format", "xml"),
        ("--language", "xx", "check", "r"),
        ("settle", "r", "x", "--period", "1"),
        ("settle", "r", "x", "--month", "1", "--contract", "c"),
        ("settle", "r", "x"),
        ("quote", "r"),
        ("quote", "nowhere.json", "x"),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(args: tuple[str, ...]) -> None:
    told = run(*args, expected=2, language="vi").stderr
    assert "Lỗi: " in told
    for english in ("Error", "Try ", "Usage", "No such", "Missing", "Invalid", "Got ", " is not ", "requires", "does"):
        assert english not in told
    assert "Error: " in run(*args, expected=2).stderr


def test_sentences_of_others_stay_as_they_are() -> None:
    assert faults.said("Whatever it is.") == "Whatever it is."
