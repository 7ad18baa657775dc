"""hoso diff: on a terminal, as JSON and Markdown, and as a page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import hoso
import pytest
from conftest import REPOSITORY, compact, vectors

pytest.importorskip("click", reason="needs hoso[cli]")
pytest.importorskip("rich", reason="needs hoso[cli]")

from click.testing import CliRunner, Result
from hoso.cli.app import app

DATA = REPOSITORY / "examples" / "data"
CASES = vectors("diff.json")


def run(*args: str | Path, expected: int = 0, given: str | None = None) -> Result:
    result = CliRunner().invoke(app, ["diff", *(str(it) for it in args)], input=given)
    assert result.exit_code == expected, (result.output, result.stderr, result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def both(case: dict[str, Any], folder: Path) -> tuple[Path, Path]:
    """The rulebooks of a vector, as files."""
    paths = (folder / "before.json", folder / "after.json")
    for path, side in zip(paths, ("before", "after"), strict=True):
        path.write_text(compact({**CASES["base"], **case[side]}), encoding="utf-8")
    return paths


def named(describes: str, folder: Path) -> tuple[Path, Path]:
    return both(next(case for case in CASES["cases"] if case["describes"].startswith(describes)), folder)


@pytest.fixture
def dearer(tmp_path: Path) -> tuple[Path, Path]:
    """The rulebook of a province before and after the prices of its last tariff rise."""
    before = DATA / "binh-duong.json"
    document = json.loads(before.read_text("utf-8"))
    for rate in document["tariffs"][0]["versions"][-1]["rates"]:
        for band in rate["bands"]:
            band["price"] += 4_000
    after = tmp_path / "dearer.json"
    after.write_text(compact(document), encoding="utf-8")
    return before, after


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["describes"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_way_to_tell_it_tells_all_of_it(
    case: dict[str, Any], language: hoso.types.Language, tmp_path: Path
) -> None:
    paths = both(case, tmp_path)
    before, after = map(hoso.Rulebook.read, paths)
    answer = before.diff(after, language=language)
    assert run(*paths, "--json", "--language", language).stdout == compact(answer) + "\n"
    page = tmp_path / "page.html"
    shown = run(*paths, "--language", language, "--html", page).stdout
    markdown = run(*paths, "--markdown", "--language", language).stdout
    said = [" ".join(it.split()) for it in (shown, markdown.replace("\\", ""), text_of(page))]
    assert len(rows_of(markdown, EDITS[language])) == len(answer["edits"])
    for told in said:
        for edit in answer["edits"]:
            assert edit.get("id", "") in told
        for route in answer["routes"]:
            assert hoso.CHANGES[route["kind"]][language] in told and day(route["from"]) in told
        for price in answer["prices"]:
            assert day(price["from"]) in told
        for finding in (*answer["new_findings"], *answer["gone_findings"]):
            assert finding["code"] in told
        assert ({"vi": "Không có gì khác nhau.", "en": "Nothing differs."}[language] in told) == (
            not case["answer"]["edits"]
        )


EDITS: dict[hoso.types.Language, str] = {"vi": "Giá trị khác nhau", "en": "What is written otherwise"}


def rows_of(markdown: str, title: str) -> list[list[str]]:
    """The cells of the rows of a part."""
    part = markdown.partition(f"## {title}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.replace("\\", "").splitlines() if line.startswith("| ")]
    heads = [at for at, line in enumerate(lines) if line.startswith("| ---")]
    rows = [line for at, line in enumerate(lines) if at not in heads and at + 1 not in heads]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in rows]


def text_of(page: Path) -> str:
    body = page.read_text("utf-8").partition("<body>")[2]
    return unescape(re.sub(r"<[^>]*>", " ", body))


def day(on: str) -> str:
    return "/".join(reversed(on.split("-")))


def test_what_costs_otherwise_is_told_with_its_prices(tmp_path: Path) -> None:
    told = run(*named("a price rises", tmp_path), "--markdown", "--language", "en").stdout
    assert "**Result to the person**, From 01/01/2014 · c1, clause 1\n" in told
    assert "| in | 100–250 g | 30.000 đ | 33.000 đ | +3.000 đ |\n" in told and "The person pays" not in told
    # What is shared otherwise has another amount at the door; the price stays what it was.
    told = run(*named("the agency bears", tmp_path), "--markdown").stdout
    assert "| Người nộp trả |" in told and "| 26.000 đ | 26.000 đ | 0 đ | 26.000 đ → 13.000 đ |" in told
    # What is true until a day is told by its last one.
    assert "31/12/2019" in run(*named("an agency that was kept out", tmp_path)).stdout


def test_what_changes_alike_is_told_in_a_line(dearer: tuple[Path, Path]) -> None:
    """Ten categories have a discount of the half: they rise by the half, in all zones."""
    told = run(*dearer, "--markdown").stdout
    rows = [row for row in rows_of(told, "Cước khác trước") if row[1] == "0–100.000 g"]
    categories = [row for row in rows if row[2:4] == ["", ""]]
    assert len(rows) == 23 and len(categories) == 5 and len(re.findall(r"\*\*.*poor\\_household.*\*\*", told)) == 5
    for zones, _, _, _, difference, _ in categories:
        assert zones.count(";") == 2 and difference in ("+2.000 đ", "+4.000 đ")
    # Two contracts with the same prices on the same days are told together; under a third the agency pays the half.
    assert " · KCN-2014, điều khoản 1; SNV-2014, điều khoản 1\n" in told
    assert " · STTTT-2014, điều khoản 1\n" in told and "16.000 đ → 18.000 đ" in told


def steps(folder: Path, change: Callable[[dict[str, Any]], None]) -> tuple[Path, Path]:
    """The rulebook of the public post before and after its rates change."""
    before, after = DATA / "public-post.json", folder / "after.json"
    document = json.loads(before.read_text("utf-8"))
    for rate in document["tariffs"][0]["versions"][-1]["rates"]:
        change(rate)
    after.write_text(compact(document), encoding="utf-8")
    return before, after


def test_steps_are_one_line_with_what_each_of_them_costs(tmp_path: Path) -> None:
    def change(rate: dict[str, Any]) -> None:
        rate["further"]["price"] -= 100

    paths = steps(tmp_path, change)
    rows = rows_of(run(*paths, "--markdown").stdout, "Cước khác trước")
    # What would be 199 lines in ten zones is one for all zones in which it is the same.
    step = ["trên 500 g, mỗi 500 g (đến 100.000 g)", "2.900 đ", "2.800 đ", "-100 đ"]
    assert ["Nội tỉnh, thành phố (intra_province)", *step] in rows and len(rows) < 20
    assert "over 500 g, each 500 g (to 100,000 g)" in run(*paths, "--markdown", "--language", "en").stdout
    assert len(json.loads(run(*paths, "--json").stdout)["prices"][0]["bands"]) == 199


def test_a_dearer_tariff_is_told_with_every_zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def change(rate: dict[str, Any]) -> None:
        for of in (*rate["bands"], rate["further"]):
            of["price"] += of["price"] // 10

    paths = steps(tmp_path, change)
    zones = {zone["id"] for zone in json.loads(paths[0].read_text("utf-8"))["zones"]}
    page = tmp_path / "page.html"
    written = [run(*paths, "--html", page).stdout, run(*paths, "--markdown").stdout.replace("\\", ""), text_of(page)]
    for told in written:
        prices = told.partition("Cước khác trước\n")[2] or told
        assert all(f"({zone})" in prices for zone in zones) and "…" not in prices.replace(" đ … ", "")
    # On a terminal each zone has its first lines, and a long list of things is cut.
    monkeypatch.setattr("hoso.cli.commands.diff._OF_ZONE", 2)
    monkeypatch.setattr("hoso.cli.commands.diff._NAMES", 3)
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    seen = re.sub(r"\x1b\[[0-9;]*m", "", run(*paths).stdout).partition("Cước khác trước\n")[2]
    assert "100–250 g" in seen and "250–500 g" in seen and "trên 500 g" not in seen and "… (4)" in seen
    assert seen.count("(intra_district)") == 3 and "và 6 nữa" in seen and "và 8 nữa" in seen


@pytest.mark.parametrize(
    ("bands", "told"),
    [
        # Three steps that add as much, to a price that does not change.
        ([(500, 1000, 21, 22), (1000, 1500, 31, 33), (1500, 2000, 41, 44)], ["over 500: 10 → 11"]),
        # To one that is told; the last step is less wide.
        (
            [(0, 500, 10, 11), (500, 1000, 15, 17), (1000, 1500, 20, 23), (1500, 1600, 25, 29)],
            ["500", "over 500: 5 → 6"],
        ),
        # From nothing.
        ([(0, 100, 10, 11), (100, 200, 20, 22), (200, 300, 30, 33)], ["over 0: 10 → 11"]),
        # The first adds something else, and is told by itself.
        (
            [(0, 500, 10, 11), (500, 1000, 17, 17), (1000, 1500, 20, 21), (1500, 2000, 23, 25), (2000, 2500, 26, 29)],
            ["500", "1000", "over 1000: 3 → 4"],
        ),
        # Two are no steps, nor are bands of different widths.
        ([(500, 1000, 21, 22), (1000, 1500, 31, 33)], ["1000", "1500"]),
        ([(500, 1000, 21, 22), (1000, 2000, 31, 33), (2000, 4000, 41, 44)], ["1000", "2000", "4000"]),
        # Of one width, but uneven: from the least to the most.
        ([(at * 10, at * 10 + 10, at * at, at * at + 1) for at in range(9)], ["uneven to 90"]),
    ],
)
def test_what_is_a_step(bands: list[tuple[int, int, int, int]], told: list[str]) -> None:
    from hoso.cli.steps import Steps, steps as parts

    def band(over: int, up_to: int, before: int, after: int) -> Any:
        known = {"over": over, "up_to": up_to, "before": before, "after": after, "difference": after - before}
        return {**known, "due_before": before, "due_after": after}

    found = []
    for it in parts([band(*one) for one in bands]):
        if not isinstance(it, Steps):
            found.append(str(it["up_to"]))
        elif it.step is None:
            found.append(f"uneven to {it.bands[-1]['up_to']}")
        else:
            found.append(f"over {it.bands[0]['over']}: {it.step['before']} → {it.step['after']}")
    assert found == told


def test_officials_read_headings_names_and_days(tmp_path: Path) -> None:
    """Keys by their headings, names beside ids, whole things by their names, days as papers have them."""
    before = DATA / "public-post.json"
    document = json.loads(before.read_text("utf-8"))
    calendar, contract = document["calendars"][0], document["contracts"][0]
    calendar["holidays"][0]["until"] = "2031-01-05"
    document["agencies"][0]["name"] = {"vi": "Sở Mới", "en": "New department"}
    document["procedures"].append({"code": "1.999999", "name": "Thủ tục mới", "agencies": {"all": True}})
    contract["termination"] = {"signed_on": "2026-08-20", "effective_on": "2026-09-01", "reason": "Hết kinh phí"}
    document["tariffs"][0]["price_includes_tax"] = not document["tariffs"][0].get("price_includes_tax", False)
    after = tmp_path / "after.json"
    after.write_text(compact(document), encoding="utf-8")
    rows = rows_of(run(before, after, "--markdown").stdout, EDITS["vi"])
    told = {row[0]: row[1:] for row in rows}
    code = document["agencies"][0]["code"]
    assert told[f"Cơ quan: Sở Mới ({code}) › Tên cơ quan › tiếng Việt"][1] == "Sở Mới"
    assert told["Thủ tục: Thủ tục mới (1.999999)"] == ["", "Thủ tục mới (1.999999)"]
    place = f"Hợp đồng: {contract['id']} › Chấm dứt"
    assert told[place] == ["", "Ngày ký: 20/08/2026; Chấm dứt từ ngày: 01/09/2026; Lý do: Hết kinh phí"]
    [(place, values)] = [(place, values) for place, values in told.items() if place.startswith("Lịch: ")]
    assert place.endswith(" › Đến hết ngày") and "Ngày nghỉ lễ 1 (" in place and values[1] == "04/01/2031"
    assert {tuple(values) for place, values in told.items() if place.endswith("Giá đã có thuế")} <= {
        ("có", "không"),
        ("không", "có"),
        ("", "có"),
    }
    assert not any("{" in cell or re.search(r"\d{4}-\d\d-\d\d", cell) for row in rows for cell in row)
    english = rows_of(run(before, after, "--markdown", "--language", "en").stdout, EDITS["en"])
    assert ["Procedures: Thủ tục mới (1.999999)", "", "Thủ tục mới (1.999999)"] in english
    # JSON stays as it is.
    edits = json.loads(run(before, after, "--json").stdout)["edits"]
    assert {
        "list": "contracts",
        "id": contract["id"],
        "path": "/termination",
        "after": contract["termination"],
    } in edits


def test_routes_stand_below_the_change_its_days_and_its_clauses(tmp_path: Path) -> None:
    before = DATA / "public-post.json"
    document = json.loads(before.read_text("utf-8"))
    contract = document["contracts"][0]
    contract["termination"] = {"signed_on": "2026-08-20", "effective_on": "2026-09-01"}
    after = tmp_path / "after.json"
    after.write_text(compact(document), encoding="utf-8")
    told = run(before, after, "--markdown").stdout
    routes = told.partition("## Được gửi, không được gửi\n")[2].partition("\n## ")[0]
    assert "| Cơ quan | Thủ tục |\n" in routes and routes.count("**") == 2 * len(re.findall(r"^\*\*", routes, re.M))
    about = [line for line in routes.splitlines() if line.startswith("**")]
    assert about and all("Từ ngày 01/09/2026" in line and f"{contract['id']}, điều khoản 1" in line for line in about)
    agency = document["agencies"][0]
    assert f"({agency['code']}) | " in routes and "…" not in routes


def test_what_is_written_otherwise_and_says_the_same_is_shown_as_it_is_written(tmp_path: Path) -> None:
    before = DATA / "public-post.json"
    document = json.loads(before.read_text("utf-8"))
    document["agencies"][0]["name"] = {"vi": (name := hoso.Rulebook.read(before).document["agencies"][0]["name"])}
    if isinstance(name, dict):
        document["agencies"][0]["name"] = name["vi"]
    after = tmp_path / "after.json"
    after.write_text(compact(document), encoding="utf-8")
    [[_, one, other]] = rows_of(run(before, after, "--markdown").stdout, EDITS["vi"])
    assert one != other and '{"vi":' in one + other


def test_the_page_needs_nothing_else_and_escapes_what_it_shows(tmp_path: Path) -> None:
    case = {
        "before": {},
        "after": {"title": "<script>alert(1)</script>", "operators": [{"id": "post", "name": "a & <b>"}]},
    }
    paths = both(case, tmp_path)
    page = tmp_path / "page.html"
    told = run(*paths, "--html", page).stdout
    assert str(page) in "".join(told.split())
    html = page.read_text("utf-8")
    assert html.startswith('<!doctype html>\n<html lang="vi">') and html.endswith("</body></html>\n")
    assert "<script" not in html and "&lt;script&gt;" in html and "a &amp; &lt;b&gt;" in html
    assert not re.search(r"(src|href)=|url\(|@import|https?:", html)
    # Names stand where the rulebook has them, in the language of the page.
    run(*named("procedures and services", tmp_path), "--html", page, "--language", "en")
    assert '<html lang="en">' in page.read_text("utf-8") and "n (1.000002)" in text_of(page)
    assert run(*paths, "--html", "-").stdout.startswith("<!doctype html>")


def test_what_is_no_rulebook_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    before, after = named("nothing is another", tmp_path)
    page = tmp_path / "page.html"
    assert "none.json" in run(before, tmp_path / "none.json", "--html", page, expected=2).stderr
    after.write_text('{"hoso": 1', encoding="utf-8")
    assert "after.json:1:10" in "".join(run(before, after, "--html", page, expected=2).stderr.split())
    after.write_text(compact({**CASES["base"], "currency": 1}), encoding="utf-8")
    assert "/currency" in run(before, after, "--html", page, expected=2).stderr
    assert run("-", "-", expected=2).stderr and run(before, before, "--html", before, expected=2).stderr
    assert not page.exists() and json.loads(before.read_text("utf-8")) == CASES["base"]
    # One of the two may come from standard input.
    assert json.loads(run("-", before, "--json", given=compact(CASES["base"])).stdout)["edits"] == []


def test_sides_exchanged_tell_the_same_the_other_way_round(dearer: tuple[Path, Path]) -> None:
    rise, fall = (json.loads(run(*paths, "--json").stdout)["prices"] for paths in (dearer, dearer[::-1]))
    for one, other in zip(rise, fall, strict=True):
        assert [it["difference"] for it in one["bands"]] == [-it["difference"] for it in other["bands"]]
    assert "-4.000 đ" in run(*dearer[::-1]).stdout
