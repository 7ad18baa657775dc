"""The command line: what it answers, where it says that something is wrong, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from glob import glob
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import hoso
import pytest
from conftest import PACKAGE, REPOSITORY, compact

pytest.importorskip("click", reason="needs hoso[cli]")
pytest.importorskip("rich", reason="needs hoso[cli]")

from click.testing import CliRunner, Result
from hoso.cli import show
from hoso.cli.app import app
from rich.console import Console

DATA = REPOSITORY / "examples" / "data"
RULEBOOK = str(DATA / "binh-duong.json")
COMMANDS = sorted(app.commands)

EVENTS = [
    {"id": "e1", "consignment": "EB1", "kind": "accepted", "at": "2014-10-01T08:30:00+07:00"},
    {"id": "e2", "consignment": "EB2", "kind": "accepted", "at": "2014-10-01T09:00:00+07:00"},
    {"id": "e3", "consignment": "EB1", "kind": "delivered", "at": "2014-10-02T09:00:00+07:00"},
]
RESULTS = [
    {"agency": "so-noi-vu", "resolved_on": "2014-03-01", "by_post": False},
    {
        "agency": "so-noi-vu",
        "resolved_on": "2014-03-02",
        "by_post": True,
        "state": "delivered",
        "first_attempt_on": "2014-03-04",
        "due_on": "2014-03-05",
    },
    {"agency": "ubnd-nao-do", "resolved_on": "2014-04-02", "by_post": True, "state": "lost"},
]
PERIOD = ("--period", "2014-01-01", "2014-10-01")


def run(*args: str, given: str | None = None, expected: int = 0) -> Result:
    result = CliRunner().invoke(app, args, input=given)
    assert result.exit_code == expected, (result.output, result.stderr, result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def lines(values: list[Any]) -> str:
    return "".join(compact(value) + "\n" for value in values)


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def write(name: str, text: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


# check


@pytest.mark.parametrize("name", ["binh-duong.json", "public-post.json"])
def test_check_of_the_examples_is_the_library_s(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    found = hoso.Rulebook(text).check(language="en")
    result = run("check", str(DATA / name), "--json", "--language", "en")
    told = [{key: finding[key] for key in finding.keys() - {"line", "column"}} for finding in json.loads(result.stdout)]
    assert sorted(map(str, map(sorted, map(dict.items, told)))) == sorted(map(str, map(sorted, map(dict.items, found))))
    shown = run("check", str(DATA / name), "--language", "en").stdout
    for finding in found:
        assert finding["code"] in shown


def test_check_ends_with_1_when_there_are_errors(write: Any) -> None:
    document = hoso.Rulebook((DATA / "binh-duong.json").read_bytes()).document
    del document["tariffs"][0]["versions"][0]
    found = hoso.Rulebook(document).check()
    assert any(finding["severity"] == "error" for finding in found)
    path = write("rulebook.json", compact(document))
    shown = run("check", path, expected=1).stdout
    assert found[0]["code"] in shown
    told = [line for line in run("check", path, "--language", "en", expected=1).stdout.splitlines() if line]
    assert "Error: " in told[-1] and "Warning: " in told[-1]


def test_an_invalid_rulebook_is_refused_with_every_line_and_column(write: Any) -> None:
    text = (DATA / "binh-duong.json").read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(text) if '"utc_offset"' in line)
    text[at] = '  "utc_offset": "7", "oddity": 1,'
    path = write("bad.json", "\n".join(text))
    result = run("check", path, "--language", "en", expected=2)
    assert f"{path}:{at + 1}:17: " in result.stderr
    assert f"{path}:{at + 1}:22: " in result.stderr  # the key that nobody knows
    issues = json.loads(run("check", path, "--json", expected=2).stdout)["issues"]
    assert {issue["code"] for issue in issues} == {"not_an_offset", "unknown_key"}


def test_what_is_not_json_is_refused_with_its_line(write: Any) -> None:
    path = write("broken.json", '{"hoso": 1,\n "id": "x",\n}')
    for command in (["check", path], ["decide", path, path], ["report", path, path, *PERIOD]):
        assert f"{path}:3:1: " in run(*command, expected=2).stderr


# decide, quote, deadlines


def test_one_question_is_answered_in_words_and_as_the_library_does(
    write: Any, rulebook: hoso.Rulebook, consignment: Any
) -> None:
    case = {key: consignment[key] for key in ("agency", "procedure", "service", "on")}
    for command, question in (
        ("decide", case),
        ("quote", consignment),
        ("deadlines", {**case, "zone": consignment["zone"], "filed_on": "2014-10-01"}),
    ):
        path = write("question.json", json.dumps(question, indent=2))
        answer = getattr(rulebook, command)(question, language="en")
        assert run(command, RULEBOOK, path, "--json", "--language", "en").stdout == compact(answer) + "\n"
        shown = run(command, RULEBOOK, path, "--language", "en").stdout
        assert all(line in shown for line in hoso.explain(answer, rulebook=rulebook, language="en").splitlines())
    assert "35.000 đ" in run("quote", RULEBOOK, write("q.json", compact(consignment))).stdout


def test_a_negative_answer_is_no_failure(write: Any, consignment: Any) -> None:
    path = write("question.json", compact({**consignment, "agency": "nowhere"}))
    assert "nowhere" in run("quote", RULEBOOK, path).stdout


def test_one_invalid_question_ends_with_2(write: Any, consignment: Any) -> None:
    text = json.dumps({**consignment, "weight_grams": 80.5, "service": "returns"}, indent=2)
    path = write("question.json", text)
    result = run("quote", RULEBOOK, path, "--json", expected=2)
    assert f"{path}:4:14: " in result.stderr and f"{path}:6:19: " in result.stderr
    assert {issue["code"] for issue in json.loads(result.stdout)["issues"]} == {"not_integer", "not_one_of"}


def test_rows_of_all_formats_get_the_same_answers(write: Any, rulebook: hoso.Rulebook, consignment: Any) -> None:
    rows = [{**consignment, "weight_grams": weight} for weight in (50, 150, 99_999)]
    rows[1]["agency"] = "nowhere"
    expected = lines([rulebook.quote(row) for row in rows])
    table = "".join(",".join(map(str, row)) + "\n" for row in [list(consignment), *[row.values() for row in rows]])
    for path in (
        write("rows.json", json.dumps(rows, indent=1)),
        write("rows.jsonl", lines(rows)),
        write("rows.csv", "\ufeff" + table),
        write("semicolons.csv", table.replace(",", ";")),
    ):
        assert run("quote", RULEBOOK, path, "--json").stdout == expected
    for given in (table, lines(rows), json.dumps(rows)):
        assert run("quote", RULEBOOK, "-", "--json", given=given).stdout == expected
    shown = run("quote", RULEBOOK, write("rows.jsonl", lines(rows)), "--language", "en").stdout
    assert "nowhere" in shown and "Quoted" in shown and "66.7%" in shown


def test_a_bad_row_has_its_place_and_costs_no_other(write: Any, consignment: Any) -> None:
    bad = {**consignment, "zone": 7}
    path = write("rows.jsonl", f"\n{compact(consignment)}\n\n  {compact(bad)}\n{{broken\n{compact(consignment)}\n")
    result = run("quote", RULEBOOK, path, "--json", expected=1)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer.get("outcome", answer.get("issues", [{}])[0].get("code")) for answer in answers] == [
        "quoted",
        "wrong_type",
        "not_json",
        "quoted",
    ]
    column = 3 + compact(bad).index("7}")
    assert f"{path}:4:{column}: " in result.stderr and f"{path}:5:2: " in result.stderr

    path = write("rows.json", f"[\n{compact(consignment)},\n {compact(bad)}]")
    assert f"{path}:3:{column - 1}: " in run("quote", RULEBOOK, path, expected=1).stderr

    cells = [
        list(consignment),
        list(consignment.values()),
        [*list(consignment.values())[:4], "heavy", "intra_province"],
    ]
    path = write("rows.csv", "".join(",".join(map(str, row)) + "\n" for row in cells))
    assert f"{path}:3:weight_grams: " in run("quote", RULEBOOK, path, expected=1).stderr


def test_answers_go_to_files(write: Any, tmp_path: Path, rulebook: hoso.Rulebook, consignment: Any) -> None:
    rows = [{**consignment, "x_id": f"HS-{n}"} for n in range(3)] + [{**consignment, "weight_grams": 0}]
    path = write("rows.jsonl", lines(rows))
    answers = [rulebook.quote(row) for row in rows[:3]]
    out = {suffix: tmp_path / f"out.{suffix}" for suffix in ("json", "jsonl", "csv")}
    for target in out.values():
        run("quote", RULEBOOK, path, "--output", str(target), expected=1)
    assert json.loads(out["json"].read_text("utf-8"))[:3] == answers
    assert [json.loads(line) for line in out["jsonl"].read_text("utf-8").splitlines()][:3] == answers
    table = cells(out["csv"])
    assert [row["total"] for row in table] == ["35000", "35000", "35000", ""]
    assert json.loads(table[3]["issues"]) == [{"code": "too_small", "path": "/weight_grams"}]
    run("quote", RULEBOOK, path, "--keep", "x_id", "--output", str(out["csv"]), expected=1)
    assert [row["x_id"] for row in cells(out["csv"])] == ["HS-0", "HS-1", "HS-2", ""]
    assert not list(tmp_path.glob(".*.part"))


def test_parquet_in_and_out(write: Any, tmp_path: Path, rulebook: hoso.Rulebook, consignment: Any) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [{**consignment, "options": []}, {**consignment, "service": "returns"}]
    table = pyarrow.Table.from_pylist(rows)
    parquet.write_table(table.set_column(3, "on", table["on"].cast(pyarrow.date32())), tmp_path / "rows.parquet")
    path, out = str(tmp_path / "rows.parquet"), tmp_path / "out.parquet"
    assert f"{path}:row 2:service: " in run("quote", RULEBOOK, path, "--output", str(out), expected=1).stderr
    told = parquet.read_table(out)
    assert told["total"].to_pylist() == [35000, None] and told.schema.field("total").type == pyarrow.int64()
    assert told["issues"].to_pylist() == [[], [{"code": "not_one_of", "path": "/service"}]]
    first = run("quote", RULEBOOK, path, "--json", expected=1).stdout.splitlines()[0]
    assert first == compact(rulebook.quote(consignment))


# track, explain


def test_track_follows_every_consignment(write: Any) -> None:
    expected = lines([hoso.track([EVENTS[0], EVENTS[2]]), hoso.track([EVENTS[1]])])
    path = write("events.json", json.dumps(EVENTS))
    assert run("track", path, "--json").stdout == expected
    assert run("track", "-", "--json", given=lines(EVENTS)).stdout == expected
    shown = run("track", path, "--language", "en").stdout
    assert "EB1  Delivered" in shown and "02/10/2014 09:00" in shown
    out = Path(write("out.csv", ""))
    run("track", path, "--output", str(out))
    assert [(row["consignment"], row["state"]) for row in cells(out)] == [
        ("EB1", "delivered"),
        ("EB2", "accepted"),
    ]


def test_a_bad_event_has_its_place(write: Any) -> None:
    path = write("events.jsonl", lines([*EVENTS, {**EVENTS[2], "id": "e4", "kind": "eaten"}]) + "oops\n")
    result = run("track", path, "--json", expected=1)
    assert f"{path}:4:39: " in result.stderr and f"{path}:5:1: " in result.stderr
    first, second, third = (json.loads(line) for line in result.stdout.splitlines())
    assert (first["consignment"], first["issues"][0]["path"]) == ("EB1", "/2/kind")
    assert second["state"] == "accepted" and third["issues"][0]["code"] == "not_json"


def test_explain_says_what_the_library_says(write: Any, rulebook: hoso.Rulebook, consignment: Any) -> None:
    answer = rulebook.quote(consignment)
    assert run("explain", write("answer.json", compact(answer))).stdout == hoso.explain(answer) + "\n"
    names = ("--rulebook", write("rules.json", rulebook.to_json()))
    named = run("explain", write("answer.json", compact(answer)), *names).stdout
    assert named == hoso.explain(answer, rulebook=rulebook) + "\n" != hoso.explain(answer) + "\n"
    two = run("explain", "-", "--language", "en", given=lines([answer, answer])).stdout
    assert two == "\n".join([hoso.explain(answer, language="en") + "\n"] * 2)
    path = write("odd.json", '{"outcome": "odd"}')
    assert f"{path}:1:13: " in run("explain", path, expected=2).stderr


# report, compare


def test_report_is_the_library_s(write: Any, rulebook: hoso.Rulebook) -> None:
    question = {"period": {"from": PERIOD[1], "until": PERIOD[2]}, "by": ["agency", "month"], "rows": RESULTS}
    path = write("results.jsonl", lines(RESULTS))
    by = ("--by", "agency,month")
    result = run("report", RULEBOOK, path, *by, *PERIOD, "--json")
    assert result.stdout == compact(rulebook.report(question)) + "\n"
    shown = run("report", RULEBOOK, path, *by, *PERIOD).stdout
    assert "Sở Nội vụ tỉnh Bình Dương" in shown and "ubnd-nao-do" in shown and "66,7 %" in shown
    out = Path(write("out.csv", ""))
    run("report", RULEBOOK, path, *by, *PERIOD, "--output", str(out))
    assert [row["results"] for row in cells(out)] == ["2", "1"]


def test_report_leaves_bad_rows_out_and_says_so(write: Any) -> None:
    bad = {**RESULTS[0], "resolved_on": "2014-02-30"}
    path = write("results.jsonl", lines([RESULTS[0], bad]) + "{oops\n" + lines(RESULTS[1:]))
    result = run("report", RULEBOOK, path, *PERIOD, "--json", "--language", "en", expected=1)
    assert json.loads(result.stdout)["total"]["results"] == 3
    column = compact(bad).index('"2014-02-30') + 1
    assert f"{path}:2:{column}: " in result.stderr and f"{path}:3:2: " in result.stderr
    assert "2 rows that are not valid are left out" in result.stderr


def test_report_refuses_a_question_that_is_not_valid(write: Any) -> None:
    path = write("results.jsonl", lines(RESULTS))
    assert "/period/from" in run("report", RULEBOOK, path, "--period", "2014", "2015-01-01", expected=2).stderr
    assert "/by/0" in run("report", RULEBOOK, path, *PERIOD, "--by", "colour", expected=2).stderr


def test_compare_is_the_library_s(write: Any, rulebook: hoso.Rulebook, consignment: Any) -> None:
    document = rulebook.document
    for version in document["tariffs"][0]["versions"]:
        for rate in version["rates"]:
            rate["bands"][0]["price"] += 1000
    after = write("after.json", compact(document))
    rows = [{"id": f"HS-{n}", "question": {**consignment, "weight_grams": n + 1}} for n in range(4)]
    expected = rulebook.compare(hoso.Rulebook(document), {"by": ["agency"], "rows": rows, "top": 2})
    flat = [{"id": row["id"], **row["question"]} for row in rows]  # type: ignore[dict-item]
    table = "".join(",".join(map(str, row)) + "\n" for row in [list(flat[0]), *[row.values() for row in flat]])
    for path in (
        write("wrapped.json", json.dumps(rows)),
        write("flat.jsonl", lines(flat)),
        write("flat.csv", table),
    ):
        result = run("compare", RULEBOOK, after, path, "--by", "agency", "--top", "2", "--json")
        assert result.stdout == compact(expected) + "\n"
    shown = run("compare", RULEBOOK, after, write("flat.csv", table), "--language", "en").stdout
    assert "+4.000 đ" in shown and "Dearer" in shown and "HS-0" in shown


# The page.


def test_the_page_needs_nothing_else_and_has_the_figures(write: Any, tmp_path: Path) -> None:
    pytest.importorskip("altair", reason="needs hoso[cli]")
    pytest.importorskip("vl_convert", reason="needs hoso[cli]")
    path = write("results.jsonl", lines(RESULTS * 700))
    page = tmp_path / "page.html"
    for language, words in (
        ("vi", ("Tỷ lệ qua bưu điện", "2.100", "66,7 %")),
        ("en", ("Share by post", "2,100", "66.7%")),
    ):
        by = ("--by", "agency,month")
        run("report", RULEBOOK, path, *by, *PERIOD, "--html", str(page), "--language", language)
        text = page.read_text(encoding="utf-8")
        for word in (*words, f'<html lang="{language}">', "ubnd-nao-do", "01/01/2014 – 30/09/2014"):
            assert word in text
        for needed in ("http://", "https://", "<script", "<link", "src=", "@import", "url("):
            assert needed not in text
        assert text.count("<svg") == 7 and "<title>03/2014" in text
        assert len(text) < 500_000


def svg_texts(svg: str) -> list[tuple[float, float, str]]:
    """What is written in a drawing, and where: only what stands below the last line of its grid."""
    found = re.findall(r'<text[^>]*transform="translate\(([-\d.]+),([-\d.]+)\)"[^>]*>(.*?)</text>', svg, re.S)
    return [(float(x), float(y), re.sub(r"<[^>]*>", " ", text)) for x, y, text in found]


@pytest.mark.parametrize("count", [1, 2, 12, 13, 24, 25, 60, 240])
def test_the_names_of_months_have_room(count: int) -> None:
    pytest.importorskip("altair", reason="needs hoso[cli]")
    pytest.importorskip("vl_convert", reason="needs hoso[cli]")
    from hoso.cli import charts

    figures = {"results": 4, "by_post": 2, "share_bp": 5_000, "on_time": 1, "late": 1, "on_time_bp": 5_000}
    groups = [{"month": f"{2014 + at // 12}-{at % 12 + 1:02}", **figures} for at in range(count)]
    named = charts.months(groups)
    draw = charts.Charts("vi")
    for svg in (draw.by_month(named), draw.share_by_month(named, "on_time_bp"), draw.time_by_month(named)):
        places = [x for x, _, text in svg_texts(svg) if re.fullmatch(r"\s*\d\d\s+\d{4}\s*", text)]
        assert places == sorted(places) and 1 <= len(places) <= 14
        assert all(right - left >= 30 for left, right in pairwise(places))


@pytest.mark.parametrize(
    "shares",
    [
        [86, 86, 73, 81, 73, 87, 88, 81, 100, 83, 72, 80],
        [50, 20, 90, 60, 30, 45, 100, 70, 70, 40, 90, 15],
        [90, 60, 30],
        [30, 60, 90, 91, 60, 59, 20],
    ],
)
def test_no_figure_lies_on_the_line_of_its_chart(shares: list[int]) -> None:
    pytest.importorskip("altair", reason="needs hoso[cli]")
    pytest.importorskip("vl_convert", reason="needs hoso[cli]")
    from hoso.cli import charts

    figures = [{"results": 100, "by_post": it, "share_bp": it * 100} for it in shares]
    groups = charts.months([{"month": f"2014-{at + 1:02}", **it} for at, it in enumerate(figures)])
    svg = charts.Charts("vi").share_by_month(groups, "share_bp")
    line = re.search(r'"line mark" d="M([^"]*)"', svg)
    assert line is not None
    points = [tuple(map(float, point.split(","))) for point in line[1].split("L")]
    labels = [(x, y, text.strip()) for x, y, text in svg_texts(svg) if re.fullmatch(r"\s*\d+,\d %\s*", text)]
    assert len(labels) == len(points) == len(shares)
    size = 12 if len(shares) <= 8 else 10
    for x, y, text in labels:
        left, right, top = x - len(text) * size * 0.26, x + len(text) * size * 0.26, y - size * 0.7
        for (x1, y1), (x2, y2) in pairwise(points):
            # Where the line is above or below the figure.
            places = [x1 + (x2 - x1) * step / 100 for step in range(101)]
            inside = [y1 + (y2 - y1) * (at - x1) / (x2 - x1) for at in places if left < at < right]
            assert not any(top < at < y for at in inside), (text, x, y)
    for one, other in combinations(labels, 2):
        assert abs(one[0] - other[0]) > size * 2.5 or abs(one[1] - other[1]) > size * 0.7, (one, other)


def test_charts_are_alike_and_stand_beside_each_other_in_print_too() -> None:
    from hoso.cli import pages

    printed = pages.STYLE.partition("@media print{")[2]
    assert "grid-column:1/-1" not in pages.STYLE and ".charts{grid-template-columns:1fr 1fr" in printed
    assert "nth-child(-n+9){break-after:avoid}" in printed


def test_months_without_results_have_their_place() -> None:
    from hoso.cli import charts

    named = charts.months([{"month": "2014-11"}, {"month": "2015-02"}])
    assert [(name, group is None) for name, group in named] == [
        ("11/2014", False),
        ("12/2014", True),
        ("01/2015", True),
        ("02/2015", False),
    ]
    assert charts.months([]) == []


@pytest.mark.parametrize(
    ("part", "of", "said"),
    [(7, 13, "53,8 %"), (9, 16, "56,3 %"), (13, 16, "81,3 %"), (2, 3, "66,7 %"), (0, 9, "0,0 %")],
)
def test_a_share_is_rounded_once_and_half_up(write: Any, tmp_path: Path, part: int, of: int, said: str) -> None:
    """In the table and the tile, and in the labels of the charts; of basis points 53.85 % would become 53.9 %."""
    pytest.importorskip("vl_convert", reason="needs hoso[cli]")
    row = {"agency": "so-noi-vu", "resolved_on": "2014-03-01"}
    rows, page = [{**row, "by_post": at < part} for at in range(of)], tmp_path / "page.html"
    shown = run("report", RULEBOOK, write("r.jsonl", lines(rows)), *PERIOD, "--html", str(page)).stdout
    found = re.findall(r">(\d+,\d %)<", page.read_text("utf-8"))
    # Two charts, the tile, the table and its total.
    assert said in shown and found and {*found} == {said} and len(found) >= 4, found
    counts = {"x": part, "y": of - part}
    told = io.StringIO()
    Console(file=told, width=100).print(show.summary(counts, "outcome", {}, "vi"))
    assert said in told.getvalue()


def test_the_page_tells_the_share_on_time_and_prints_whole(write: Any, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert", reason="needs hoso[cli]")
    days = {"delivered_on": "2014-03-05", "due_on": "2014-03-05"}
    row = {"agency": "so-noi-vu", "resolved_on": "2014-03-01", "by_post": True, "state": "delivered"}
    rows = [{**row, **days}] * 2 + [{**row, **days, "delivered_on": "2014-03-06"}, row]
    page = tmp_path / "page.html"
    by = ("--by", "agency,month")
    shown = run("report", RULEBOOK, write("r.jsonl", lines(rows)), *by, *PERIOD, "--html", str(page)).stdout
    text = page.read_text(encoding="utf-8")
    # Of three of which both days are known; in a tile, a bar, a point, the table and its total.
    assert text.count("66,7 %") >= 5 and "Tỷ lệ đúng hạn" in text and "66,7 %" in shown
    for needed in ("@page{size:A4", "counter(pages)", "tfoot{display:table-row-group}", "prefers-color-scheme:dark"):
        assert needed in text
    assert "rowspan" not in text


def test_a_page_of_nothing_is_a_page(write: Any, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert", reason="needs hoso[cli]")
    page = tmp_path / "page.html"
    run("report", RULEBOOK, write("none.json", "[]"), *PERIOD, "--html", str(page))
    assert "</html>" in page.read_text(encoding="utf-8")


# The rest.


def test_schema_and_diagram(tmp_path: Path) -> None:
    assert json.loads(run("schema").stdout) == hoso.rulebook_schema()
    assert run("diagram").stdout == hoso.diagram().rstrip("\n") + "\n"
    run("schema", "--output", str(tmp_path / "schema.json"))
    assert json.loads((tmp_path / "schema.json").read_text("utf-8")) == hoso.rulebook_schema()


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples_and_exit_codes_and_the_examples_run(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rulebook: hoso.Rulebook, consignment: Any
) -> None:
    shown = run(command, "--help").stdout
    assert "Mã kết thúc:" in shown and "Exit codes" not in shown
    examples = [line.strip() for line in shown.splitlines() if " hoso " in f" {line} " and line.startswith("    ")]
    assert examples
    _example_files(tmp_path, rulebook, consignment)
    monkeypatch.chdir(tmp_path)
    for example in examples:
        if ".parquet" in example:
            pytest.importorskip("pyarrow")
        given = None
        *before, last = example.split("|")
        for part in before:
            words = shlex.split(part)
            given = Path(words[1]).read_text("utf-8") if words[0] == "cat" else run(*words[1:], given=given).stdout
        run(*_expanded(shlex.split(last)[1:]), given=given)


def _expanded(words: list[str]) -> list[str]:
    """Words as a shell gives them to a command: what has an asterisk is the files that fit."""
    return [part for word in words for part in (sorted(glob(word)) if "*" in word else [word])]


def _example_files(folder: Path, rulebook: hoso.Rulebook, consignment: dict[str, Any]) -> None:
    """The files that the examples in the help are about."""
    case = {key: consignment[key] for key in ("agency", "procedure", "service", "on")}
    dossier = {**case, "zone": consignment["zone"], "filed_on": "2014-10-01"}
    claim = {"zone": "intra_province", "charge": 31818, "event": "lost", "accepted_on": "2014-10-01"}
    claim |= {"due_on": "2014-10-03", "claimed_on": "2014-10-20"}
    item = {"id": "RB1", "on": case["on"], "quote": rulebook.quote(consignment)}  # type: ignore[arg-type]
    (folder / "items.jsonl").write_text(compact(item), encoding="utf-8")
    texts = {"rulebook": rulebook.to_json(), "new": rulebook.to_json(), "answer": compact(rulebook.decide(case))}  # type: ignore[arg-type]
    texts["ministry"] = '{"procedures": []}'
    texts["province"] = texts["rulebook"]
    (folder / "parts").mkdir()
    texts |= {f"parts/{name}": text for name, text in hoso.split_document(texts["rulebook"]).items()}
    for name, text in texts.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    questions = (
        ("case", case),
        ("consignment", consignment),
        ("dossier", dossier),
        ("result", RESULTS[1]),
        ("claim", claim),
        ("journey", {"dossier": "HS-1", **dossier}),
    )
    many = {f"{name}s": [question] * 2 for name, question in questions} | {"events": EVENTS}
    headings = {"agency": "Cơ quan", "procedure": "Mã thủ tục", "service": "Dịch vụ", "on": "Ngày", "zone": "Vùng"}
    table = {headings.get(key, "Khối lượng (g)"): value for key, value in consignment.items()}
    xlsxwriter = pytest.importorskip("xlsxwriter", reason="needs hoso[cli]")
    with xlsxwriter.Workbook(folder / "bang-ke.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, table)
        sheet.write_row(1, 0, table.values())
    (folder / "hoa-don.csv").write_text("Số dòng;Bưu gửi;Số tiền\n1;RB1;35.000\n", encoding="utf-8")
    many |= {"items": [{"id": "RB1", **consignment}], "invoice": [{"id": "1", "item": "RB1", "amount": 35000}]}
    many["sent"] = [{"agency": "so-noi-vu", "service": "return", "accepted_on": "2018-09-10", "revenue": 31818}]
    for name, question in questions:
        (folder / f"{name}.json").write_text(compact(question), encoding="utf-8")
    for name, rows in many.items():
        (folder / f"{name}.json").write_text(compact(rows), encoding="utf-8")
        if name != "items":
            (folder / f"{name}.jsonl").write_text(lines(rows), encoding="utf-8")
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        try:
            import pyarrow
            import pyarrow.parquet as parquet
        except ModuleNotFoundError:
            continue
        parquet.write_table(pyarrow.Table.from_pylist(rows), folder / f"{name}.parquet")


def test_wrong_usage_ends_with_2(write: Any, consignment: Any) -> None:
    path = write("question.json", compact(consignment))
    for args in (
        ["quote", RULEBOOK],
        ["quote", RULEBOOK, "no-such-file.json"],
        ["quote", "no-such-file.json", path],
        ["quote", "-", "-"],
        ["quote", RULEBOOK, path, "--language", "fr"],
        ["quote", RULEBOOK, path, "--output", "answers.docx"],
        ["report", RULEBOOK, path],
        ["fly"],
    ):
        assert run(*args, expected=2).stderr


def test_the_language_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, write: Any) -> None:
    monkeypatch.setenv("HOSO_LANGUAGE", "en")
    assert "Delivered" in run("track", write("events.json", json.dumps(EVENTS))).stdout


def test_python_m_hoso_and_completion() -> None:
    command = [sys.executable, "-m", "hoso"]
    told = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True).stdout
    assert told == f"hoso, version {hoso.__version__}\n"
    asked = os.environ | {"_HOSO_COMPLETE": "bash_complete", "COMP_WORDS": "hoso de", "COMP_CWORD": "1"}
    told = subprocess.run(command, capture_output=True, text=True, env=asked).stdout
    assert told.split() == ["plain,deadlines", "plain,decide"]


@pytest.mark.parametrize("missing", ["click", "rich"])
def test_says_what_to_install(missing: str) -> None:
    program = f"import sys; sys.modules['{missing}'] = None; import hoso.cli; hoso.cli.main()"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert told.returncode == 2 and "pip install 'hoso[cli]'" in told.stderr and "Traceback" not in told.stderr


def test_the_package_does_not_need_the_command_line() -> None:
    program = "import sys, hoso; print({'click', 'rich', 'pyarrow', 'hoso.cli'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout == "set()\n"


def test_the_readme_tells_of_every_command() -> None:
    readme = (PACKAGE / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"hoso {command}" in readme, command
