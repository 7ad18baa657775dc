"""The command line on a dossier as a whole, and on what the post reports of a quarter."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import hoso
import pytest
from conftest import REPOSITORY, compact, vectors

pytest.importorskip("click", reason="needs hoso[cli]")
pytest.importorskip("rich", reason="needs hoso[cli]")

from click.testing import CliRunner, Result
from hoso.cli.app import app

RULEBOOK = str(REPOSITORY / "examples" / "data" / "binh-duong.json")


def event(id: str, consignment: str, kind: str, at: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "consignment": consignment, "kind": kind, "at": f"{at}:00+07:00", **more}


#: By hand: handed in a working day late, not collected on the day it was done, tried on a Tuesday, due on the Friday.
DOSSIER = {
    "dossier": "000.00.53.H09-181001-0001",
    "agency": "so-noi-vu",
    "procedure": "1.900101",
    "service": "both",
    "on": "2018-10-18",
    "zone": "intra_province",
    "weight_grams": 80,
    "resolved_on": "2018-10-09",
    "intake_events": [
        event("a1", "EB1", "accepted", "2018-10-01T09:10"),
        event("a2", "EB1", "delivered", "2018-10-04T10:00"),
    ],
    "return_events": [
        event("b1", "RB1", "accepted", "2018-10-10T09:10"),
        event("b2", "RB1", "delivery_failed", "2018-10-16T10:00", reason="addressee_absent"),
    ],
}
DOSSIERS = [
    DOSSIER,
    {**DOSSIER, "dossier": "H-2", "on": "2018-10-04", "resolved_on": None, "return_events": []},
    {**DOSSIER, "dossier": "H-3", "agency": "nowhere"},
]
#: By hand: 2 of the third quarter, of which one is lost; a complaint of an earlier one was settled in it.
CONSIGNMENTS = [
    {"agency": "so-noi-vu", "service": "return", "accepted_on": "2018-07-01", "revenue": 31_818},
    {
        "agency": "ubnd-nao-do",
        "service": "both",
        "accepted_on": "2018-09-30",
        "revenue": 63_636,
        "state": "lost",
        "claim": "open",
        "claimed_on": "2018-10-05",
    },
    {
        "agency": "so-noi-vu",
        "service": "intake",
        "accepted_on": "2018-06-30",
        "revenue": 31_818,
        "damaged": True,
        "claim": "settled",
        "claimed_on": "2018-07-02",
        "answered_on": "2018-07-09",
        "compensation": 127_272,
    },
]


def run(*args: str, expected: int = 0) -> Result:
    result = CliRunner().invoke(app, args)
    assert result.exit_code == expected, (result.output, result.stderr, result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def written(rows: list[dict[str, Any]], path: Path) -> str:
    """Rows as a file; a list in a cell of CSV is JSON."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    if path.suffix == ".csv":
        text = io.StringIO()
        writer = csv.DictWriter(text, keys)
        writer.writeheader()
        for row in rows:
            writer.writerow({key: compact(it) if isinstance(it, list | bool) else it for key, it in row.items()})
        path.write_text(text.getvalue(), encoding="utf-8")
    elif path.suffix == ".parquet":
        pyarrow = pytest.importorskip("pyarrow")
        import pyarrow.parquet as parquet

        table = pyarrow.table({key: [row.get(key) for row in rows] for key in keys})
        parquet.write_table(table, path)
    elif path.suffix == ".json":
        path.write_text(json.dumps(rows if len(rows) > 1 else rows[0], indent=1), encoding="utf-8")
    else:
        path.write_text("".join(compact(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


# journey


def test_a_dossier_as_a_whole(tmp_path: Path, rulebook: hoso.Rulebook) -> None:
    path = written([DOSSIER], tmp_path / "dossier.json")
    answer = rulebook.journey(DOSSIER, language="en")  # type: ignore[arg-type]
    assert run("journey", RULEBOOK, path, "--json", "--language", "en").stdout == compact(answer) + "\n"
    shown = flat(run("journey", RULEBOOK, path, "--language", "en").stdout)
    for said in (
        "000.00.53.H09-181001-0001 Done (9) As of: 18/10/2018 · Promised: 15/11/2018 · Resolved: 09/10/2018",
        "Filing at the agency EB1 03/10/2018 04/10/2018 1 The post",
        "First delivery attempt RB1 12/10/2018 16/10/2018 2 The post",
        "Attempt 2 RB1 18/10/2018 17/2017/TT-BTTTT",
        "Claim: late RB1 12/04/2019 47/2011/NĐ-CP",
        "Result to the person RB1 Delivery attempted",
        "16/10/2018 10:00 Delivery failed",
        flat(hoso.explain(answer["quote"], rulebook=rulebook, language="en")),
    ):
        assert said in shown, said
    shown = flat(run("journey", RULEBOOK, path).stdout)
    for said in (
        "Đã xử lý xong (9)",
        "Bàn giao hồ sơ cho cơ quan EB1 03/10/2018 04/10/2018 1 Bưu điện",
        "Khiếu nại: chậm hạn RB1",
    ):
        assert said in shown, said


def test_a_dossier_of_which_nothing_is_known_yet(tmp_path: Path) -> None:
    early = {key: DOSSIER[key] for key in ("dossier", "agency", "procedure", "service", "on", "zone")}
    shown = run("journey", RULEBOOK, written([early], tmp_path / "early.json"), "--language", "en").stdout
    assert "Registered (1)" in shown and "posted_on" in shown
    nowhere = written([{**early, "agency": "nowhere"}], tmp_path / "nowhere.json")
    assert "There is no agency `nowhere`." in run("journey", RULEBOOK, nowhere, "--language", "en").stdout


def test_what_is_late_and_not_done_yet(tmp_path: Path) -> None:
    waiting = {**DOSSIER, "on": "2018-11-19", "resolved_on": None, "return_events": []}
    shown = run("journey", RULEBOOK, written([waiting], tmp_path / "waiting.json"), "--language", "en").stdout
    assert "Result at the agency 15/11/2018 not yet 2 The agency" in flat(shown)


@pytest.mark.parametrize("name", ["d.json", "d.jsonl", "d.csv", "d.parquet"])
def test_dossiers_of_all_formats_get_the_same_answers(tmp_path: Path, rulebook: hoso.Rulebook, name: str) -> None:
    path = written(DOSSIERS, tmp_path / name)
    answers = [rulebook.journey(dossier) for dossier in DOSSIERS]  # type: ignore[arg-type]
    assert run("journey", RULEBOOK, path, "--json").stdout == "".join(compact(answer) + "\n" for answer in answers)
    shown = run("journey", RULEBOOK, path, "--language", "en").stdout
    assert "First delivery attempt: 2" in shown and "H-3: There is no agency `nowhere`." in shown
    assert re.search(r"Received +1 +33\.3%", shown)


def test_dossiers_as_a_table(tmp_path: Path) -> None:
    path, out = written(DOSSIERS, tmp_path / "d.jsonl"), tmp_path / "late.csv"
    run("journey", RULEBOOK, path, "--output", str(out), "--keep", "agency")
    columns = (
        "agency",
        "dossier",
        "state_number",
        "promised_on",
        "late",
        "late_days",
        "next",
        "first_attempt",
        "reasons",
    )
    late = "filing;collection;first_attempt"
    assert [tuple(row[name] for name in columns) for row in cells(out)] == [
        ("so-noi-vu", DOSSIER["dossier"], "9", "2018-11-15", late, "1;1;2", "attempt;claim;claim", "2018-10-12", ""),
        ("so-noi-vu", "H-2", "2", "2018-11-15", "filing", "1", "claim", "2018-11-19", ""),
        ("nowhere", "H-3", "9", "", "", "", "", "", "unknown_agency"),
    ]
    parquet = tmp_path / "late.parquet"
    run("journey", RULEBOOK, path, "--output", str(parquet))
    table = pytest.importorskip("pyarrow.parquet").read_table(parquet)
    assert table["late_days"].to_pylist() == [[1, 1, 2], [1], []]


def test_a_dossier_that_is_not_valid_has_its_place(tmp_path: Path) -> None:
    mixed = {**DOSSIER, "intake_events": [*DOSSIER["intake_events"], event("x", "EB2", "lost", "2018-10-04T10:00")]}
    path = written([mixed], tmp_path / "mixed.json")
    line = next(n for n, line in enumerate(Path(path).read_text("utf-8").splitlines(), 1) if "EB2" in line)
    assert f"{path}:{line}:" in run("journey", RULEBOOK, path, expected=2).stderr
    path = written([DOSSIER, {**DOSSIER, "zone": None}], tmp_path / "d.jsonl")
    result = run("journey", RULEBOOK, path, expected=1)
    assert f"{path}:2:1: " in result.stderr and "[exactly_one_of]" in result.stderr
    assert re.search(r"Không hợp lệ +1 +50,0 %", result.stdout)


# quarter


@pytest.mark.parametrize("name", ["q.json", "q.jsonl", "q.csv", "q.parquet"])
def test_a_quarter(tmp_path: Path, rulebook: hoso.Rulebook, name: str) -> None:
    path = written(CONSIGNMENTS, tmp_path / name)
    question: Any = {"period": {"from": "2018-07-01", "until": "2018-10-01"}, "by": ["agency"], "rows": CONSIGNMENTS}
    answer = rulebook.quarter_report(question)
    args = ("quarter", RULEBOOK, path, "--of", "2018-Q3", "--by", "agency")
    assert run(*args, "--json").stdout == compact(answer) + "\n"
    total = answer["total"]
    assert (total["volume"], total["revenue"], total["lost"], total["damaged"]) == (2, 95_454, 1, 0)
    assert (total["complaints"], total["compensation_cases"], total["compensation"]) == (1, 1, 127_272)
    shown = flat(run(*args, "--language", "en").stdout)
    for said in ("Home Affairs of Bình Dương 1 0 1 0 31.818 đ", "ubnd-nao-do 1 0 0 1 63.636 đ", "Total 50.00% 1 0 0"):
        assert said in shown, said


def test_a_quarter_without_groups_stands_one_figure_below_the_other(tmp_path: Path) -> None:
    path = written(CONSIGNMENTS, tmp_path / "q.jsonl")
    shown = run("quarter", RULEBOOK, path, "--of", "2018-q3").stdout
    assert "Từ ngày 01/07/2018 đến hết ngày 30/09/2018" in shown
    for said in (
        r"Sản lượng +2",
        r"Doanh thu chưa thuế +95\.454 đ",
        r"Tỷ lệ an toàn +50,00 %",
        r"Bồi thường +127\.272 đ",
    ):
        assert re.search(rf"^ *{said} *$", shown, re.MULTILINE), said


@pytest.mark.parametrize(
    ("of", "first", "until"),
    [
        ("2018-Q1", "2018-01-01", "2018-04-01"),
        ("2018-Q4", "2018-10-01", "2019-01-01"),
        ("2018-H1", "2018-01-01", "2018-07-01"),
        ("2018-H2", "2018-07-01", "2019-01-01"),
        ("2018", "2018-01-01", "2019-01-01"),
    ],
)
def test_what_a_period_is_called(tmp_path: Path, of: str, first: str, until: str) -> None:
    path = written(CONSIGNMENTS, tmp_path / "q.jsonl")
    named, told = (("--of", of), ("--period", first, until))
    answers = [run("quarter", RULEBOOK, path, *period, "--by", "month", "--json").stdout for period in (named, told)]
    assert answers[0] == answers[1]
    shown = run("quarter", RULEBOOK, path, *named, "--language", "en").stdout
    assert "/".join(reversed(first.split("-"))) in shown


@pytest.mark.parametrize("of", ["2018-Q5", "2018-H3", "Q3", "2018-07", "18", "2018-Q3-1"])
def test_what_is_no_period(of: str) -> None:
    assert of in run("quarter", RULEBOOK, RULEBOOK, "--of", of, expected=2).stderr


def test_a_period_is_needed_once() -> None:
    assert "--of" in run("quarter", RULEBOOK, RULEBOOK, expected=2).stderr
    both = ("--of", "2018", "--period", "2018-01-01", "2019-01-01")
    assert "--of" in run("quarter", RULEBOOK, RULEBOOK, *both, expected=2).stderr


@pytest.mark.parametrize("name", ["q.jsonl", "q.csv"])
def test_consignments_that_are_not_valid_are_told_of_and_left_out(tmp_path: Path, name: str) -> None:
    rows = [*CONSIGNMENTS, {**CONSIGNMENTS[0], "compensation": 5}, {**CONSIGNMENTS[0], "claim": "open"}]
    path, out = written(rows, tmp_path / name), tmp_path / "out.csv"
    args = ("quarter", RULEBOOK, path, "--of", "2018-Q3", "--by", "agency")
    result = run(*args, "--language", "en", expected=1)
    at = [f"{path}:{line}" for line in ((4, 5) if name.endswith("l") else (5, 6))]
    assert f"{at[0]}:" in result.stderr and "[not_with] /compensation" in result.stderr
    assert f"{at[1]}:" in result.stderr and "[missing] /claimed_on" in result.stderr
    assert "2 rows that are not valid are left out" in result.stderr
    run(*args, "--output", str(out), expected=1)
    run(*args, "--output", str(out.with_suffix(".json")), expected=1)
    total = json.loads(out.with_suffix(".json").read_text("utf-8"))["total"]
    assert (total["volume"], total["compensation"]) == (2, 127_272)
    found = [(row["agency"], row["volume"], row["revenue"], row["safe_bp"]) for row in cells(out)]
    assert found == [("so-noi-vu", "1", "31818", "10000"), ("ubnd-nao-do", "1", "63636", "0")]


def test_vectors(tmp_path: Path) -> None:
    file = vectors("quarter.json")
    (tmp_path / "rulebook.json").write_text(compact(file["rulebook"]), encoding="utf-8")
    done = 0
    for case in file["quarter"]:
        question = case["question"]
        # What cannot be said with a file and options, and what is refused, is left out.
        if "issues" in case["answer"] or "until" not in question["period"] or not question.get("rows"):
            continue
        path = written(question["rows"], tmp_path / "rows.jsonl")
        period = ("--period", question["period"]["from"], question["period"]["until"])
        args = ("quarter", str(tmp_path / "rulebook.json"), path, *period, "--by", ",".join(question.get("by") or []))
        assert json.loads(run(*args, "--json").stdout) == case["answer"], case["name"]
        done += 1
    assert done >= 8


def test_a_sum_that_no_answer_holds_is_refused(tmp_path: Path) -> None:
    rows = [{**CONSIGNMENTS[0], "revenue": 10**12}] * 9_008
    path = written(rows, tmp_path / "q.jsonl")
    assert "[too_large]" in run("quarter", RULEBOOK, path, "--of", "2018-Q3", expected=2).stderr
