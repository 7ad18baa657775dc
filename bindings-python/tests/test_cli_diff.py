"""hoso diff: on a terminal, as JSON and Markdown, and as a page."""

from __future__ import annotations

import json
import re
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
    for told in said:
        for edit in answer["edits"]:
            assert edit["path"] in told
        for route in answer["routes"]:
            assert hoso.CHANGES[route["kind"]][language] in told and day(route["from"]) in told
        for price in answer["prices"]:
            assert day(price["from"]) in told
        for finding in (*answer["new_findings"], *answer["gone_findings"]):
            assert finding["code"] in told
        assert ({"vi": "Không có gì khác nhau.", "en": "Nothing differs."}[language] in told) == (
            not case["answer"]["edits"]
        )


def text_of(page: Path) -> str:
    body = page.read_text("utf-8").partition("<body>")[2]
    return unescape(re.sub(r"<[^>]*>", " ", body))


def day(on: str) -> str:
    return "/".join(reversed(on.split("-")))


def test_what_costs_otherwise_is_told_with_its_prices(tmp_path: Path) -> None:
    paths = named("a price rises", tmp_path)
    rows = run(*paths, "--markdown", "--language", "en").stdout.splitlines()
    assert "| c1/1 | 01/01/2014 |  | Result to the person | in | 100–250 g | 30.000 đ | 33.000 đ | +3.000 đ |" in rows
    # What is shared otherwise has another amount at the door.
    paths = named("the agency bears", tmp_path)
    told = run(*paths, "--markdown").stdout
    assert "| 26.000 đ | 13.000 đ | Phải thu của người nộp |" in told or "| 26.000 đ | 13.000 đ |" in told
    # What is true until a day is told by its last one.
    assert "31/12/2019" in run(*named("an agency that was kept out", tmp_path)).stdout


def test_what_changes_alike_is_told_in_a_line(dearer: tuple[Path, Path]) -> None:
    """Ten categories have a discount of the half: they rise by the half, in all zones."""
    told = run(*dearer, "--markdown").stdout
    prices = [line.split(" | ") for line in told.splitlines() if "–100.000 g" in line]
    categories = [line for line in prices if "poor" in line[3]]
    assert len(prices) == 20 and len(categories) == 5
    for line in categories:
        assert line[4] == "inter\\_province; intra\\_district; intra\\_province" and "(8)" in line[3]
        assert line[6:8] == ["", ""] and line[8] in ("+2.000 đ |", "+4.000 đ |")
    # Three contracts with the same prices on the same days are told together.
    assert "| KCN-2014/1; SNV-2014/1; STTTT-2014/1 |" in told


def test_steps_of_one_width_are_told_together(tmp_path: Path) -> None:
    before = DATA / "public-post.json"
    document = json.loads(before.read_text("utf-8"))
    for rate in document["tariffs"][0]["versions"][-1]["rates"]:
        rate["further"]["price"] *= 2
    after = tmp_path / "after.json"
    after.write_text(compact(document), encoding="utf-8")
    told = run(before, after, "--markdown", "--language", "en").stdout
    # What would be a table of 199 steps in ten zones, for three services and eight categories, is a page.
    assert "| 500–100,000 g, each 500 g |" in told and len(told.splitlines()) < 100
    assert len(json.loads(run(before, after, "--json").stdout)["prices"][0]["bands"]) == 199


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
    assert '<html lang="en">' in page.read_text("utf-8") and "1.000002 n" in text_of(page)
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
