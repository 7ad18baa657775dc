"""The command line on tables: asked many rows at once, it says what it says of each row by itself."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import hoso
import pytest
from conftest import REPOSITORY, compact

pytest.importorskip("click", reason="needs hoso[cli]")
pytest.importorskip("rich", reason="needs hoso[cli]")
pytest.importorskip("pyarrow", reason="needs hoso[cli]")

import pyarrow
import pyarrow.parquet as parquet
from click.testing import CliRunner, Result
from hoso.cli import ask, pieces
from hoso.cli.app import app

RULEBOOK = str(REPOSITORY / "examples" / "data" / "binh-duong.json")
PERIOD = ("--period", "2014-01-01", "2014-10-01")


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a few rows have several pieces."""
    monkeypatch.setattr(pieces, "PIECE", 4)


def run(*args: str | Path, expected: int = 0) -> Result:
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    assert result.exit_code == expected, (result.output, result.stderr, result.exception)
    return result


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def as_csv(rows: Sequence[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(issues: Sequence[Any]) -> list[tuple[str, str]]:
    return [(issue["code"], issue["path"]) for issue in issues]


def as_text(value: Any) -> str:
    """A cell of CSV."""
    return ";".join(value) if isinstance(value, list) else "" if value is None else str(value)


def same(command: str, path: Path, *options: str) -> list[dict[str, Any]]:
    """Asks for whole answers and for tables of them, which must say the same; the whole answers."""
    bad = any(
        "issues" in answer for answer in answers(CliRunner().invoke(app, [command, RULEBOOK, str(path), "--json"]))
    )
    whole = run(command, RULEBOOK, path, "--json", *options, expected=int(bad))
    told = answers(whole)
    for name in ("table.csv", "table.parquet"):
        out = path.with_name(name)
        at_once = run(command, RULEBOOK, path, "--output", out, *options, expected=int(bad))
        assert at_once.stderr == whole.stderr
        rows = cells(out) if name.endswith("csv") else parquet.read_table(out).to_pylist()
        assert len(rows) == len(told)
        for row, answer in zip(rows, told, strict=True):
            found = json.loads(row["issues"] or "[]") if isinstance(row["issues"], str) else row["issues"]
            assert codes(found) == codes(answer.get("issues", ()))
            reasons = row["reasons"].split(";") if isinstance(row["reasons"], str) else row["reasons"]
            # Of a key that is not known a table names the key.
            told_of = [(reason["code"], reason["params"]) for reason in answer.get("reasons", ())]
            named = [":".join([code, *(of[key] for key in ("key", "moment") if key in of)]) for code, of in told_of]
            assert [code for code in reasons if code] == named
            due = {step["id"]: step["due"] for step in answer.get("steps", ())}
            for key in row.keys() - {"issues", "reasons"}:
                assert as_text(row[key]) == as_text(due.get(key, answer.get(key)))
    return told


@pytest.fixture
def odd_rows(consignment: Any) -> list[dict[str, Any]]:
    """Rows of CSV, of which some are odd."""
    changes: list[dict[str, Any]] = [
        {"applicant": "p:low"},
        {"weight_grams": "+0080"},
        {"weight_grams": "heavy"},
        {"weight_grams": "80.5"},
        {"weight_grams": str(10**25)},
        {"weight_grams": " 80 ", "agency": " so-noi-vu "},
        {"weight_grams": ""},
        {"weight_grams": "-1", "applicant": "[1]"},
        {"applicant": '["p:low", "p:far"]'},
        {"applicant": '["broken"'},
        {"agency": "nowhere"},
        {"on": "2014-02-30", "zone": "in\ntwo lines"},
        {"on": "2013-01-01", "zone": "", "note": 'a "note", quoted'},
    ]
    plain = {**consignment, "applicant": "", "note": ""}
    return [{"id": f"HS-{n}", **plain, **change} for n, change in enumerate(changes)]


@pytest.mark.parametrize("command", ["decide", "quote", "deadlines"])
def test_tables_of_csv_say_what_whole_answers_say(command: str, tmp_path: Path, odd_rows: Any) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("\ufeff" + as_csv(odd_rows).replace("HS-5", "\n\nHS-5"), encoding="utf-8")
    told = same(command, path, "--keep", "id", "--keep", "note")
    assert [answer["id"] for answer in told] == [row["id"] for row in odd_rows]
    assert sum("issues" in answer for answer in told) >= 1


def test_claims_of_csv_say_what_whole_answers_say(tmp_path: Path) -> None:
    claim = {
        "id": "1",
        "zone": "intra_province",
        "charge": 26_000,
        "event": "damaged",
        "accepted_on": "2018-10-01",
        "due_on": "2018-10-03",
        "claimed_on": "2018-10-10",
        "delivered_on": "2018-10-03",
        "weight_grams": 100,
        "lost_grams": 50,
    }
    changes: list[dict[str, Any]] = [
        {},
        {"event": "lost"},
        {"event": "charge"},
        {"charge": "much"},
        {"charge": str(10**25)},
        {"lost_grams": 101},
        {"lost_grams": ""},
        {"claimed_on": "2019-10-10"},
        {"due_on": "soon", "id": ""},
        {"accepted_on": "1990-01-01"},
    ]
    path = tmp_path / "claims.csv"
    path.write_text(as_csv([claim | change for change in changes]), encoding="utf-8")
    told = same("compensation", path, "--keep", "id")
    assert [answer.get("outcome") for answer in told].count("owed") == 3
    assert sum("issues" in answer for answer in told) == 4


def test_lines_are_counted_over_blank_lines_and_line_breaks_in_cells(tmp_path: Path, odd_rows: Any) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(as_csv(odd_rows).replace("HS-5", "\n\nHS-5") + "\nlast,so-noi-vu\n", encoding="utf-8")
    lines = path.read_text("utf-8").splitlines()
    told = run("quote", RULEBOOK, path, "--output", tmp_path / "out.csv", "--language", "en", expected=1).stderr
    for start, name in (("HS-2,", "weight_grams"), ("HS-6,", "weight_grams"), ("HS-11,", "on"), ("last,", "procedure")):
        line = next(n for n, text in enumerate(lines, 1) if text.startswith(start))
        assert f"{path}:{line}:{name}: " in told


def test_bytes_of_another_encoding_are_refused_at_their_line(tmp_path: Path, consignment: Any) -> None:
    path, out = tmp_path / "rows.csv", tmp_path / "out.csv"
    rows = as_csv([{**consignment, "note": "x"}, {**consignment, "note": "NAME"}])
    # Marks of tone are letters of their own in this encoding.
    path.write_bytes(rows.encode().replace(b"NAME", b"\xd0\xe3\xf2ng V\xe3n \xc1i"))
    told = run("quote", RULEBOOK, path, "--output", out, "--keep", "note", expected=2)
    assert f"{path}:3: " in told.stderr and "--encoding cp1258" in told.stderr and not out.exists()
    run("quote", RULEBOOK, path, "--output", out, "--keep", "note", "--encoding", "cp1258")
    assert [row["note"] for row in cells(out)] == ["x", "Đặng Văn Ái"]
    assert "klingon" in run("quote", RULEBOOK, path, "--encoding", "klingon", expected=2).stderr


@pytest.mark.parametrize(
    ("key", "value", "kind", "code"),
    [
        ("agency", "so-noi-vu", pyarrow.dictionary(pyarrow.int8(), pyarrow.string()), None),
        ("zone", "intra_province", pyarrow.large_string(), None),
        ("on", date(2014, 10, 1), pyarrow.date32(), None),
        ("on", datetime(2014, 10, 1), pyarrow.timestamp("ns"), None),
        ("weight_grams", 80, pyarrow.uint16(), None),
        ("weight_grams", "80", pyarrow.string(), None),
        ("weight_grams", 80.0, pyarrow.float64(), None),
        ("weight_grams", 80.5, pyarrow.float64(), "not_integer"),
        ("weight_grams", Decimal("80.00"), pyarrow.decimal128(10, 2), None),
        ("weight_grams", "80.0", pyarrow.string(), "not_integer"),
        ("on", datetime(2014, 9, 30, 17, tzinfo=UTC), pyarrow.timestamp("us", "UTC"), None),
        ("known_on", None, pyarrow.null(), None),
        ("known_on", 7, pyarrow.int64(), "wrong_type"),
        ("known_on", b"7", pyarrow.binary(), "wrong_type"),
        ("options", [], pyarrow.list_(pyarrow.string()), None),
        ("options", ["x"], pyarrow.list_(pyarrow.string(), 1), "option_not_offered"),
        ("agency", 7, pyarrow.int64(), "wrong_type"),
    ],
)
def test_columns_of_many_types(
    tmp_path: Path, consignment: Any, key: str, value: Any, kind: Any, code: str | None
) -> None:
    table = pyarrow.Table.from_pylist([consignment] * 6)
    if key in consignment:
        table = table.drop_columns([key])
    table = table.append_column(key, pyarrow.array([value] * 6, kind))
    parquet.write_table(table, tmp_path / "rows.parquet")
    keep = () if key in ask.QUOTE.told else ("--keep", key)
    for answer in same("quote", tmp_path / "rows.parquet", *keep):
        found = answer.get("issues", answer.get("reasons", ()))
        assert [it["code"] for it in found] == ([code] if code else [])


def test_a_file_without_rows_is_a_table_without_rows(tmp_path: Path) -> None:
    headings = "agency,procedure,service,on,weight_grams,id,consignment,kind,at,resolved_on,by_post\n"
    none = tmp_path / "none.csv"
    for command in (("decide", RULEBOOK), ("quote", RULEBOOK), ("track",)):
        none.write_text(headings)
        run(*command, none, "--output", tmp_path / "out.csv")
        assert cells(tmp_path / "out.csv") == []
        none.write_text("agency,procedure\n")
        assert "thiếu cột: " in run(*command, none, expected=2).stderr
    none.write_text(headings)
    answer = answers(run("report", RULEBOOK, none, *PERIOD, "--json"))[0]
    assert answer["total"]["results"] == 0


# track


def events(offset: str = "+07:00") -> list[dict[str, Any]]:
    """Events of eleven consignments; one cannot be, one event has no consignment, one a name that is none."""
    told = [
        {"consignment": f"EB{n}", "kind": "accepted", "at": f"2014-10-{day:02}T08:30:00{offset}", "amount": ""}
        for day in (1, 2)
        for n in range(8)
    ]
    told[3]["at"] = f"2014-10-01T08:30:00.250{offset}"
    told[5]["kind"] = "eaten"
    told[6]["amount"] = "heavy"
    told += [{**told[0], "consignment": name} for name in ("", "a name", "EB0")]
    return [{"id": f"e{n}", **event} for n, event in enumerate(told)]


def moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@pytest.mark.parametrize("kind", ["one offset", "UTC", "two offsets", "nanoseconds"])
def test_track_at_once_says_what_it_says_one_by_one(tmp_path: Path, kind: str) -> None:
    rows = events("Z" if kind == "UTC" else "+07:00")
    if kind == "two offsets":
        rows[2]["at"] = "2014-10-01T08:30:00-03:30"
    if kind == "nanoseconds":
        rows[2]["at"] = "2014-10-01T08:30:00.123456789+07:00"
    path, out = tmp_path / "events.csv", tmp_path / "out.csv"
    path.write_text(as_csv(rows), encoding="utf-8")
    whole = run("track", path, "--json", expected=1)
    at_once = run("track", path, "--output", out, expected=1)
    assert at_once.stderr == whole.stderr
    assert f"{path}:7:kind: " in whole.stderr and f"{path}:8:amount: " in whole.stderr
    told = answers(whole)
    assert len(told) == 10
    for row, answer in zip(cells(out), told, strict=True):
        assert row["consignment"] == answer.get("consignment", "")
        assert row["state"] == answer.get("state", "")
        # A table has one offset, each whole answer its own.
        assert moment(row["since"]) == moment(answer.get("since", ""))
        assert row["anomalies"] == ";".join(it["code"] for it in answer.get("anomalies", ()))
        assert codes(json.loads(row["issues"] or "[]")) == codes(answer.get("issues", ()))
    assert "EB7" in run("track", path, expected=1).stdout


# report, compare


def results(count: int) -> list[dict[str, Any]]:
    agencies = ("so-noi-vu", "so-tu-phap", "elsewhere")
    return [
        {"agency": agencies[n % 3], "resolved_on": f"2014-0{1 + n % 9}-02", "by_post": n % 2 == 0} for n in range(count)
    ]


@pytest.mark.parametrize("suffix", ["csv", "parquet", "jsonl"])
def test_report_of_many_pieces_leaves_out_the_bad_rows_alone(
    tmp_path: Path, suffix: str, rulebook: hoso.Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "PIECE", 80)
    rows = results(400)
    for at in (0, 7, 8, 9, 200, 399):
        rows[at]["resolved_on"] = "2014-02-30"
    path = tmp_path / f"results.{suffix}"
    match suffix:
        case "csv":
            path.write_text(as_csv([{**row, "by_post": str(row["by_post"]).lower()} for row in rows]))
        case "parquet":
            parquet.write_table(pyarrow.Table.from_pylist(rows), path)
        case _:
            path.write_text("".join(compact(row) + "\n" for row in rows))
    told = run("report", RULEBOOK, path, *PERIOD, "--by", "agency,month", "--json", "--language", "en", expected=1)
    good = [row for row in rows if row["resolved_on"] != "2014-02-30"]
    question = {"period": {"from": PERIOD[1], "until": PERIOD[2]}, "by": ["agency", "month"], "rows": good}
    assert told.stdout == compact(rulebook.report(question)) + "\n"
    for place in {"csv": ("2:", "401:"), "parquet": ("row 1:", "row 400:"), "jsonl": ("1:", "400:")}[suffix]:
        assert f"{path}:{place}" in told.stderr
    assert "6 rows that are not valid are left out" in told.stderr


def test_two_rows_in_a_line_are_not_two_rows(tmp_path: Path) -> None:
    row = compact(results(1)[0])
    path = tmp_path / "results.jsonl"
    path.write_text(f"{row}\n{row},{row}\n{row}\n")
    told = run("report", RULEBOOK, path, *PERIOD, "--json", expected=1)
    assert json.loads(told.stdout)["total"]["results"] == 2 and f"{path}:2:{len(row) + 1}: " in told.stderr


@pytest.mark.parametrize("suffix", ["csv", "parquet", "jsonl"])
def test_compare_names_rows_by_their_place_in_the_file(
    tmp_path: Path, suffix: str, rulebook: hoso.Rulebook, consignment: Any
) -> None:
    document = rulebook.document
    for version in document["tariffs"][0]["versions"]:
        for rate in version["rates"]:
            rate["bands"][0]["price"] += 1000
    (tmp_path / "after.json").write_text(compact(document))
    rows: list[dict[str, Any]] = [{"id": n, **consignment, "weight_grams": 20} for n in range(20)]
    for at in (0, 1, 6, 13):
        rows[at]["agency"] = "not an id"
    path = tmp_path / f"rows.{suffix}"
    match suffix:
        case "csv":
            path.write_text(as_csv(rows))
        case "parquet":
            parquet.write_table(pyarrow.Table.from_pylist(rows), path)
        case _:
            path.write_text("".join(compact(row) + "\n" for row in rows))
    args = ("compare", RULEBOOK, tmp_path / "after.json", path, "--top", "20", "--json")
    answer = answers(run(*args, expected=1))[0]
    assert answer["total"]["rows"] == 16 and answer["total"]["difference"] > 0
    assert [row["row"] for row in answer["most"]] == [n for n in range(20) if n not in (0, 1, 6, 13)]
    assert all(row["id"] == str(row["row"]) for row in answer["most"])


_PEAK = """
import resource, sys
from click.testing import CliRunner
from hoso.cli.app import app
result = CliRunner().invoke(app, sys.argv[1:])
assert result.exit_code == 0, (result.output, result.exception)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.parametrize("command", ["report", "compare", "quote"])
def test_memory_does_not_grow_with_the_rows(tmp_path: Path, command: str, consignment: Any) -> None:
    out = str(tmp_path / "out.csv")
    rows = results(2000) if command == "report" else [{**consignment, "weight_grams": 1 + n} for n in range(2000)]
    table = pyarrow.Table.from_pylist(rows)
    peaks = []
    for count in (100_000, 1_000_000):
        path = str(tmp_path / "rows.parquet")
        parquet.write_table(pyarrow.concat_tables([table] * (count // 2000)), path)
        args = {
            "report": ["report", RULEBOOK, path, *PERIOD, "--output", out],
            "compare": ["compare", RULEBOOK, RULEBOOK, path, "--output", out],
            "quote": ["quote", RULEBOOK, path, "--output", out],
        }[command]
        # Where memory is not given back at once it would be counted as growth.
        settled = os.environ | {"ARROW_DEFAULT_MEMORY_POOL": "system"}
        told = subprocess.run([sys.executable, "-c", _PEAK, *args], capture_output=True, text=True, env=settled)
        assert told.returncode == 0, told.stderr
        peaks.append(int(told.stdout))
    assert peaks[1] < peaks[0] * 1.25, peaks
