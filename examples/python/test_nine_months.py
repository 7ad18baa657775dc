"""The notebook runs, shows what is committed, and its figures hold by reckonings of their own.

`UPDATE=1 pytest` writes what it shows now into the committed notebook.
"""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import hoso
import nbformat
import polars as pl
import pytest
from nbclient import NotebookClient

import simulation

HERE = Path(__file__).parent
NOTEBOOK = HERE / "nine_months.ipynb"
DOCUMENT = json.loads((HERE / "../data/binh-duong.json").read_text(encoding="utf-8"))
COUNTS = ("results", "by_post", "delivered", "on_time", "late", "returned", "lost", "cancelled", "open")

# A cell after the last one hands the notebook's tables over, so that the laws below are plain Python.
HAND_OVER = """
for name, table in {{"results": results, "carried": carried, "before": quoted, "after": requoted}}.items():
    table.write_parquet(Path({folder!r}, name))
Path({folder!r}, "figures.json").write_text(
    json.dumps({{"agency": by_agency, "month": by_month, "both": by_both, "comparison": comparison, "draft": draft}})
)
"""


@dataclass
class Run:
    notebook: Any
    tables: dict[str, pl.DataFrame]
    figures: dict[str, Any]


@pytest.fixture(scope="session")
def committed() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="session")
def run(committed: Any, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The notebook from clean: any error in a cell fails here."""
    folder = tmp_path_factory.mktemp("tables")
    notebook = nbformat.from_dict(json.loads(json.dumps(committed)))
    for cell in _code(notebook):
        cell.outputs, cell.execution_count = [], None
    notebook.cells.append(nbformat.v4.new_code_cell(HAND_OVER.format(folder=str(folder))))
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", record_timing=False, resources={"metadata": {"path": str(HERE)}}
    )
    client.execute()
    notebook.cells.pop()
    notebook.metadata = committed.metadata
    if os.environ.get("UPDATE"):
        nbformat.write(notebook, NOTEBOOK)
        committed.cells = notebook.cells
    names = ("results", "carried", "before", "after")
    figures = json.loads((folder / "figures.json").read_text())
    return Run(notebook, {name: pl.read_parquet(folder / name) for name in names}, figures)


def _code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _outputs(notebook: Any, kind: str) -> Iterator[str]:
    return (output.data[kind] for cell in _code(notebook) for output in cell.outputs if kind in output.get("data", {}))


def _said(cell: Any) -> list[str]:
    """What a reader reads below a cell: texts, tables, and the titles and labels in plots (not the axes' numbers)."""
    said = []
    for output in cell.outputs:
        data = output.get("data", {})
        if "image/svg+xml" in data:
            said += _labels(data["image/svg+xml"])
        else:
            said.append(output.get("text") or data.get("text/markdown") or data["text/html"])
    return said


def _labels(svg: str, roles: str = r"role-mark|role-title-(text|subtitle)") -> list[str]:
    groups = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}g")
    texts = (group for group in groups if re.search(rf"mark-text ({roles})", group.get("class", "")))
    return ["".join(text.itertext()) for group in texts for text in group]


# What it shows.


def test_shows_what_is_committed(run: Run, committed: Any) -> None:
    for now, then in zip(_code(run.notebook), _code(committed), strict=True):
        assert _said(now) == _said(then), f"run with UPDATE=1 to write it anew:\n{now.source}"
    assert [cell.execution_count for cell in _code(committed)] == list(range(1, len(_code(committed)) + 1))


def test_is_small() -> None:
    assert NOTEBOOK.stat().st_size < 400_000


PLOTS = {
    "Results by agency, and how many of them went by post": "Results",
    "Share of results that went by post, by agency and month": "Share by post",
    "Late first attempts, by the month in which the agency resolved": "Share of delivered results",
    "Late first attempts, by the place where the person lives": "Share of delivered results",
    "What the draft tariff would have changed, by distance": "Million đồng in nine months",
    "Charges of nine months, by agency": "Million đồng in nine months",
}


def test_every_plot_is_there_with_its_title_unit_and_names(run: Run) -> None:
    plots = list(_outputs(run.notebook, "image/svg+xml"))
    found = [_labels(plot, "role-title-text") + _labels(plot, "role-axis-title") for plot in plots]
    assert found == [[title, axis] for title, axis in PLOTS.items()]
    assert all("Simulated." in _labels(plot, "role-title-subtitle")[0] for plot in plots)
    names = ["Ban Quản lý các KCN", "Sở Nội vụ", "Sở TT&TT"]
    for number, roles in ((0, "role-axis-label"), (1, "role-mark"), (5, "role-axis-label")):
        assert set(names) <= set(_labels(plots[number], roles))


def test_longest_bars_come_first(run: Run) -> None:
    by_agency, _, _, by_place, _, _ = _outputs(run.notebook, "image/svg+xml")
    totals = [int(label.split(" of ")[1].replace(",", "")) for label in _labels(by_agency, "role-mark") if "%" in label]
    shares = [float(label.split("%")[0]) for label in _labels(by_place, "role-mark") if "%" in label]
    assert (len(totals), len(shares)) == (len(simulation.AGENCIES), len(simulation.PLACES))
    assert totals == sorted(totals, reverse=True) and shares == sorted(shares, reverse=True)


def test_prose_holds_dates_and_published_figures_but_no_results(committed: Any) -> None:
    known = r"over 40,000|more than 50%|\d+ (?=September|October)|\b20\d\d\b|\b\d+th\b|(?m:^(## )?\d\. )"
    for cell in committed.cells:
        if cell.cell_type == "markdown":
            assert not re.search(r"\d", re.sub(known, "", cell.source.replace("**", ""))), cell.source


def test_says_that_it_is_simulated_and_what_is_assumed(committed: Any) -> None:
    prose = "\n".join(cell.source for cell in committed.cells if cell.cell_type == "markdown")
    assert "The dossiers are simulated." in prose and "x_assumed" in prose
    table = next(table for table in _outputs(committed, "text/html") if "Assumed" in table)
    assert "/tariffs/buu-dien-binh-duong/versions/2014" in table
    for contract in ("SNV-2014", "STTTT-2014", "KCN-2014"):
        assert f"/contracts/{contract}/clauses/1/sla" in table


# The laws.


def test_report_adds_up(run: Run) -> None:
    totals = [run.figures[by]["total"] for by in ("agency", "month", "both")]
    assert totals[0] == totals[1] == totals[2]
    assert totals[0]["results"] == simulation.DOSSIERS
    for by in ("agency", "month", "both"):
        groups = run.figures[by]["groups"]
        for key in COUNTS:
            assert sum(group[key] for group in groups) == totals[0][key]
        for group in [*groups, totals[0]]:
            assert 0 < group["share_bp"] < 10_000
            timed = group["on_time"] + group["late"]
            for share, part, whole in (("share_bp", "by_post", group["results"]), ("on_time_bp", "on_time", timed)):
                assert group[share] == (group[part] * 20_000 + whole) // (2 * whole)
            assert group["by_post"] == sum(group[key] for key in ("delivered", "returned", "lost", "cancelled", "open"))
            assert group["delivered"] == timed


@pytest.mark.parametrize(("by", "keys"), [("agency", ["agency"]), ("month", ["month"]), ("both", ["agency", "month"])])
def test_report_is_what_polars_counts(run: Run, by: str, keys: list[str]) -> None:
    rows = run.tables["results"].with_columns(month=pl.col("resolved_on").dt.strftime("%Y-%m"))
    delivered, in_time = pl.col("state") == "delivered", pl.col("first_attempt_on") <= pl.col("due_on")
    other = ("delivered", "returned", "lost", "cancelled")
    counted = rows.group_by(keys).agg(
        results=pl.len(),
        by_post=pl.col("by_post").sum(),
        **{state: (pl.col("state") == state).sum() for state in other},
        on_time=(delivered & in_time).sum(),
        late=(delivered & ~in_time).sum(),
        open=(pl.col("by_post") & ~pl.col("state").is_in(other).fill_null(False)).sum(),
    )
    reported = pl.DataFrame(run.figures[by]["groups"]).drop("share_bp", "on_time_bp")
    assert counted.select(reported.columns).cast(reported.schema).sort(keys).equals(reported.sort(keys))


def test_report_of_rows_is_the_report_of_a_table(run: Run) -> None:
    keys = ["agency", "procedure", "resolved_on", "by_post", "state", "first_attempt_on", "delivered_on", "due_on"]
    rows = run.tables["results"].select(keys).to_dicts()
    period = {"from": simulation.FROM, "until": simulation.UNTIL}
    rulebook: Any = hoso.Rulebook(DOCUMENT)
    answer = rulebook.report({"period": period, "by": ["agency", "month"], "rows": rows})
    assert answer == run.figures["both"]


def test_comparison_is_what_single_quotes_say(run: Run) -> None:
    before: Any = hoso.Rulebook(DOCUMENT)
    after: Any = hoso.Rulebook(run.figures["draft"])
    columns = ["agency", "procedure", "service", "on", "place", "weight_grams"]
    every = 97
    questions = run.tables["carried"].select(columns).gather_every(every).to_dicts()
    assert len(questions) > 400
    answers = [[rulebook.quote(question) for question in questions] for rulebook in (before, after)]
    for side, name in zip(answers, ("before", "after"), strict=True):
        table = run.tables[name].gather_every(every)
        assert [answer["total"] for answer in side] == table["total"].to_list()
        assert [answer["applicant_due"] for answer in side] == table["applicant_due"].to_list()
    sample = before.compare(after, {"rows": [{"question": question} for question in questions]})["total"]
    for key, of in (("difference", "total"), ("due_difference", "applicant_due")):
        assert sample[key] == sum(new[of] - old[of] for old, new in zip(*answers, strict=True))


def test_comparison_is_what_the_documents_prices_say(run: Run) -> None:
    """Prices by distance, straight from the document: no rule of hoso's is used."""
    versions = {it["id"]: it for it in DOCUMENT["tariffs"][0]["versions"]}
    prices = [
        {it["zone"]: it["bands"][0]["price"] for it in versions[version]["rates"]} for version in ("2014", "2018-12")
    ]
    parents = {it["code"]: it.get("parent") for it in DOCUMENT["places"]}
    homes = {it["code"]: it["place"] for it in DOCUMENT["agencies"]}

    def distance(agency: str, place: str) -> str:
        if place == homes[agency]:
            return "intra_district"
        return "intra_province" if parents[place] == parents[homes[agency]] else "inter_province"

    sums: Counter[str] = Counter()
    for agency, place in run.tables["carried"].select("agency", "place").iter_rows():
        zone = distance(agency, place)
        sums["before"] += prices[0][zone]
        sums["after"] += prices[1][zone]
        sums[agency] += prices[1][zone] - prices[0][zone]
    comparison = run.figures["comparison"]
    total = comparison["total"]
    assert (total["before"]["total"], total["after"]["total"]) == (sums["before"], sums["after"])
    assert total["difference"] == sums["after"] - sums["before"]
    assert all(it["difference"] == sums[it["agency"]] for it in comparison["groups"])
    assert len(comparison["groups"]) == len(simulation.AGENCIES)
    for side in ("before", "after"):
        assert total[side]["total"] == run.tables[side]["total"].sum()
        assert total[side]["applicant_due"] == run.tables[side]["applicant_due"].sum()


def test_due_days_are_what_a_calendar_says(run: Run) -> None:
    calendar = next(it for it in DOCUMENT["calendars"] if it["id"] == "post")
    holidays = [(it["from"], it["until"]) for it in calendar["holidays"]]
    worked = {it["from"] if isinstance(it, dict) else it for it in calendar["working_days"]}

    def works(day: date) -> bool:
        text = day.isoformat()
        return text in worked or (day.weekday() < 5 and not any(first <= text < end for first, end in holidays))

    days = {"intra_district": 1, "intra_province": 2, "inter_province": 4}
    asked = run.tables["carried"].select("distance", "collected_on", "due_on").unique()
    assert len(asked) > 400
    for distance, day, due in asked.iter_rows():
        left = days[distance]
        while left:
            day += timedelta(1)
            left -= works(day)
        assert day == due


# The simulation.


def test_a_seed_gives_the_same_dossiers(run: Run) -> None:
    rulebook: Any = hoso.Rulebook(DOCUMENT)
    columns = ["dossier", "agency", "procedure", "place", "resolved_on", "collected_on", "wants_post"]
    some = simulation.dossiers(rulebook, 500)
    assert some.equals(run.tables["results"].head(500).select(columns))
    assert not simulation.dossiers(rulebook, 500, seed=simulation.SEED + 1).equals(some)


def test_the_size_is_the_published_one(run: Run) -> None:
    total = run.figures["agency"]["total"]
    assert total["by_post"] > 40_000 and total["share_bp"] > 5_000


def test_what_is_read_back_was_put_in(run: Run) -> None:
    """The shares that the report finds are those that the simulation was told, as near as chance has them."""
    delivered = run.tables["carried"].filter(pl.col("state") == "delivered")
    tet = pl.col("due_on").is_between(*simulation.TET, closed="left")
    late = pl.col("first_attempt_on") > pl.col("due_on")
    found = delivered.group_by("distance", tet.alias("tet")).agg(rows=pl.len(), late=late.mean())
    assert len(found) == 6
    for distance, at_tet, rows, share in found.iter_rows():
        told = simulation.TRIED_LATE[distance] * (simulation.TET_FACTOR if at_tet else 1)
        assert abs(share - told) < 4 * (told * (1 - told) / rows) ** 0.5
