"""A row of a table is answered as a single question is: every vector, and bad rows of every kind."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import hoso
import pyarrow as pa
import pytest
from batches import alone, rows, table_of
from conftest import PLAIN, VECTORS, compact, issues_of, vectors, without_messages

RULES = sorted(path.name for path in VECTORS.glob("rules-*.json"))


def drop(row: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in keys}


def details(answer: Any) -> dict[str, Any]:
    """Lines as a table has them: with every key."""
    lines = [{key: line.get(key) for key in ("kind", "id", "bp", "amount", "source")} for line in answer["lines"]]
    return {"lines": lines}


def test_a_day_of_filing_does_not_swallow_the_time_that_counts(rulebook: hoso.Rulebook) -> None:
    question = {key: PLAIN[key] for key in ("agency", "procedure", "service", "on", "zone")} | {"service": "intake"}

    def issues(at: Any, of: Any) -> Any:
        table = pa.Table.from_pylist([question]).append_column("filed_on", pa.array([at]).cast(of))
        return rulebook.deadlines_batch(table).to_pyarrow()["issues"].to_pylist()[0]

    late, midnight = datetime(2014, 10, 3, 15, 5), datetime(2014, 10, 3)
    wrong = [{"code": "not_a_date", "path": "/filed_on"}]
    for zone in (None, "UTC", "+07:00"):
        assert issues(late, pa.timestamp("us", zone)) == wrong
    assert issues(midnight, pa.timestamp("us")) == issues(None, pa.timestamp("s")) == []
    # Midnight at the offset of the rulebook, as an instant.
    assert issues(datetime(2014, 10, 2, 17), pa.timestamp("us", "UTC")) == []
    assert issues(midnight, pa.timestamp("us", "UTC")) == wrong


@pytest.mark.parametrize("name", RULES)
def test_vectors(name: str) -> None:
    vector = vectors(name)
    rulebook = hoso.Rulebook(vector["rulebook"])

    questions = [case["question"] for case in vector["decide"]]
    found = rows(rulebook.decide_batch(table_of(questions)))
    columns = list(found[0])
    assert found == [alone(rulebook.decide, question, columns) for question in questions]

    questions = [case["question"] for case in vector["quote"]]
    found = rows(rulebook.quote_batch(table_of(questions), lines=True))
    columns = list(found[0])
    expected = [alone(rulebook.quote, question, columns) for question in questions]
    expected = [row | details(row) if row["lines"] else row for row in expected]
    # A row without a price has no amount to be 0, and no lines.
    assert found == expected

    questions = [case["question"] for case in vector["deadlines"]]
    found = rows(rulebook.deadlines_batch(table_of(questions)))
    columns = list(found[0])
    expected = [alone(rulebook.deadlines, question, columns) for question in questions]
    for row in expected:
        row["steps"] = row["steps"] and [drop(step, "source") for step in row["steps"]]
        if row["outcome"] in ("dated", "no_deadline"):
            row["steps"] = row["steps"] or []
    assert found == expected


def test_bad_rows_have_the_issues_of_single_questions(rulebook: hoso.Rulebook, consignment: dict[str, Any]) -> None:
    bad: list[dict[str, Any]] = [
        {},
        {"agency": None},
        {"agency": "Sở Nội vụ"},
        {"service": "returns"},
        {"on": "1 October"},
        {"on": "3000-01-01"},
        {"weight_grams": 0},
        {"weight_grams": 10**12},
        {"zone": None},
        {"place": "74"},
        {"return_weight_grams": 5},
        {"options": ["a", "a"]},
        {"options": ["a b"]},
        {"options": [None]},
        {"options": ["a"] * 101},
        {"applicant": ["ho-ngheo"] * 101},
        {"declared_value": -1},
        {"agency": "nowhere", "on": None},
    ]
    questions = [consignment | change for change in bad]
    found = rows(rulebook.quote_batch(table_of(questions)))
    assert found == [alone(rulebook.quote, question, list(found[0])) for question in questions]
    assert [bool(row["issues"]) for row in found] == [False] + [True] * (len(bad) - 1)
    assert all(value is None for row in found[1:] for key, value in row.items() if key != "issues")


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.array([80.0]), []),
        (pa.array([80.5]), [("not_integer", "/weight_grams")]),
        (pa.array([1e300]), [("too_large", "/weight_grams")]),
        (pa.array([80], pa.uint8()), []),
        (pa.array([2**64 - 1], pa.uint64()), [("too_large", "/weight_grams")]),
        (pa.array([-(2**63)]), [("too_small", "/weight_grams")]),
        (pa.array([None], pa.null()), [("missing", "/weight_grams")]),
        (pa.array([None], pa.float32()), [("missing", "/weight_grams")]),
    ],
)
def test_numbers(rulebook: hoso.Rulebook, consignment: dict[str, Any], column: Any, expected: Any) -> None:
    table = table_of([consignment])
    table = table.set_column(table.column_names.index("weight_grams"), "weight_grams", column)
    [row] = rows(rulebook.quote_batch(table))
    assert [(issue["code"], issue["path"]) for issue in row["issues"]] == expected


NIGHT = datetime(2014, 9, 9, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("column", "outcome"),
    [
        (pa.array([date(2014, 9, 10)]), "covered"),
        (pa.array([date(2014, 9, 10)], pa.date64()), "covered"),
        (pa.array(["2014-09-10"]), "covered"),
        (pa.array(["2014-09-10"]).dictionary_encode(), "covered"),
        # 01:00 of the next day at +07:00, and without a zone the day as it is written.
        (pa.array([NIGHT], pa.timestamp("ms", "UTC")), "covered"),
        (pa.array([NIGHT], pa.timestamp("ns", "Asia/Ho_Chi_Minh")), "covered"),
        (pa.array([NIGHT.replace(tzinfo=None)], pa.timestamp("s")), "not_covered"),
        (pa.array([datetime(2014, 9, 10)], pa.timestamp("us")), "covered"),
        (pa.array([None], pa.timestamp("us")), None),
        (pa.array([10**9], pa.int32()).cast(pa.date32()), None),
        (pa.array([2**63 - 1]).cast(pa.timestamp("s", "UTC")), None),
        (pa.array([-(2**63)]).cast(pa.timestamp("ms")), None),
    ],
)
def test_days(rulebook: hoso.Rulebook, column: Any, outcome: str | None) -> None:
    contract = next(it for it in rulebook.document["contracts"] if it["id"] == "SNV-2014")
    assert contract["valid"]["from"] == "2014-09-10"
    table = pa.table({"agency": ["so-noi-vu"], "procedure": ["1.900101"], "service": ["return"], "on": column})
    [row] = rows(rulebook.decide_batch(table))
    assert row["outcome"] == outcome
    if outcome is None:
        assert row["issues"][0]["code"] in ("missing", "not_a_date")


def test_columns_that_do_not_fit(rulebook: hoso.Rulebook, consignment: dict[str, Any]) -> None:
    table = table_of([consignment])
    assert issues_of(rulebook.quote_batch, table.drop(["agency", "on"])) == [("missing", "/agency"), ("missing", "/on")]
    for key, column in [
        ("agency", pa.array([1])),
        ("on", pa.array([20141001])),
        ("weight_grams", pa.array(["80"])),
        ("weight_grams", pa.array([True])),
        ("zone", pa.array([b"z"])),
        ("options", pa.array(["cash_on_delivery"])),
        ("declared_value", pa.array([[1]])),
    ]:
        wrong = table.drop([key]) if key in table.column_names else table
        wrong = wrong.append_column(key, column)
        assert issues_of(rulebook.quote_batch, wrong) == [("wrong_type", f"/{key}")]
    with pytest.raises(
        hoso.InvalidInput, match=r"The column is Utf8; cast it to int8 to int64 or uint8 to uint64, or "
    ):
        rulebook.quote_batch(
            table.drop(["weight_grams"]).append_column("weight_grams", pa.array(["80"])), language="en"
        )
    twice = table.append_column("agency", table["agency"])
    assert issues_of(rulebook.quote_batch, twice) == [("duplicate_key", "/agency")]
    for other in (None, [consignment], consignment, "table"):
        with pytest.raises(TypeError, match="__arrow_c_stream__"):
            rulebook.quote_batch(other)  # type: ignore[arg-type]
    for threads in (0, -1, -(1 << 70)):
        with pytest.raises(ValueError, match="threads is at least 1"):
            rulebook.quote_batch(table, threads=threads)
    assert pa.table(rulebook.quote_batch(table, threads=1 << 70)).num_rows == table.num_rows


def test_keep(rulebook: hoso.Rulebook, consignment: dict[str, Any]) -> None:
    table = table_of([consignment, consignment | {"agency": None}])
    table = table.append_column("dossier", pa.array([b"a", None])).append_column("x", pa.array([{"y": [1]}, None]))
    answers = rulebook.quote_batch(table, keep=["x", "dossier", "on"]).to_pyarrow()
    assert answers.column_names[-3:] == ["x", "dossier", "on"]
    for name in ("x", "dossier", "on"):
        assert answers[name].to_pylist() == table[name].to_pylist()
    assert issues_of(rulebook.quote_batch, table, keep=["agencies"]) == [("missing", "/agencies")]
    clash = table.append_column("total", table["x"])
    assert issues_of(rulebook.quote_batch, clash, keep=["total"]) == [("duplicate_key", "/total")]
    assert rulebook.quote_batch(clash).to_pyarrow().num_rows == 2


def test_field_level_and_contradictions(rulebook: hoso.Rulebook) -> None:
    questions: list[dict[str, Any]] = []
    for procedure in rulebook.document["procedures"][:20]:
        for field in [None, *(field["id"] for field in rulebook.document["fields"][:3]), "nothing"]:
            for code in (procedure["code"], None):
                case = {
                    "agency": "so-noi-vu",
                    "procedure": code,
                    "field": field,
                    "service": "return",
                    "on": "2014-10-01",
                }
                questions.append(case)
    found = rows(rulebook.decide_batch(table_of(questions)))
    assert found == [alone(rulebook.decide, question, list(found[0])) for question in questions]
    assert any(row["issues"] for row in found)


def test_events() -> None:
    cases = vectors("track.json") + vectors("tracking.json")
    # Consignments apart, so that all of them are one table.
    told: list[dict[str, Any]] = []
    expected: dict[str, Any] = {}
    for number, case in enumerate(case for case in cases if "issues" not in case["answer"] and case["events"]):
        named = [event | {"consignment": f"c{number}"} for event in case["events"]]
        if any(not isinstance(event.get(key), str | None) for event in named for key in ("office", "recipient")):
            continue
        expected[f"c{number}"] = hoso.track(named)
        told += named
    told = told[::2] + told[1::2]
    answers = hoso.track_batch(table_of(told)).to_pyarrow()
    assert answers["consignment"].to_pylist() == list(dict.fromkeys(event["consignment"] for event in told))
    assert len(expected) > 20
    for row in answers.to_pylist():
        tracking = expected[row["consignment"]]
        for key in ("state", "attempts", "damaged", "claim", "final"):
            assert row[key] == tracking[key]
        since = tracking.get("since")
        assert row["since"] == (since and datetime.fromisoformat(since))
        history = tracking["history"]
        tried = [it["at"] for it in history if it["kind"] in ("delivery_failed", "delivered")]
        assert row["first_attempt_at"] == (datetime.fromisoformat(tried[0]) if tried else None)
        done = [it["at"] for it in history if it["kind"] == "delivered"]
        assert row["delivered_at"] == (datetime.fromisoformat(done[-1]) if done else None)
        anomalies = [{key: it.get(key) for key in ("code", "event", "kind", "state")} for it in tracking["anomalies"]]
        assert row["anomalies"] == anomalies
        assert row["issues"] == []


def test_bad_events() -> None:
    at = "2014-10-01T08:30:00+07:00"
    events = [
        {"id": "e1", "consignment": "c1", "kind": "accepted", "at": at},
        {"id": "e2", "consignment": "c2", "kind": "accepted", "at": at},
        {"id": "e3", "consignment": "c1", "kind": "delivery_failed", "at": at},
        {"id": "e4", "consignment": "Bưu gửi", "kind": "flown", "at": "today"},
    ]
    answers = hoso.track_batch(table_of(events)).to_pyarrow().to_pylist()
    assert [row["consignment"] for row in answers] == ["c1", "c2", None]
    assert [row["state"] for row in answers] == [None, "accepted", None]
    assert answers[0]["issues"] == [{"code": "missing", "path": "/1/reason"}]
    found = {(issue["code"], issue["path"]) for issue in answers[2]["issues"]}
    assert found == {("not_an_id", "/0/consignment"), ("not_one_of", "/0/kind"), ("not_a_time", "/0/at")}


def test_times_of_events() -> None:
    at = datetime(2014, 10, 1, 1, 30, 0, 250_000, tzinfo=UTC)
    for of in (pa.timestamp("ms", "UTC"), pa.timestamp("ns", "+07:00"), pa.timestamp("us", "Asia/Ho_Chi_Minh")):
        table = pa.table({"id": ["e"], "consignment": ["c"], "kind": ["accepted"], "at": pa.array([at], of)})
        [row] = hoso.track_batch(table).to_pyarrow().to_pylist()
        assert row["since"] == at
    for extreme in (2**63 - 1, -(2**63), 2**40):
        table = table.set_column(3, "at", pa.array([extreme]).cast(pa.timestamp("s", "UTC")))
        [row] = hoso.track_batch(table).to_pyarrow().to_pylist()
        assert row["issues"] == [{"code": "not_a_time", "path": "/0/at"}]
    naive = pa.table({"id": ["e"], "consignment": ["c"], "kind": ["accepted"], "at": [at.replace(tzinfo=None)]})
    assert issues_of(hoso.track_batch, naive) == [("wrong_type", "/at")]


def test_reports() -> None:
    vector = vectors("report.json")
    rulebook = hoso.Rulebook(vector["rulebook"])
    seen = 0
    for case in vector["report"]:
        question = case["question"]
        if not question.get("rows") or "issues" in case["answer"]:
            continue
        asked = {"period": question["period"], "by": question.get("by")}
        for threads in (1, 2):
            answer = rulebook.report_batch(table_of(question["rows"]), threads=threads, **asked)
            assert compact(answer) == compact(rulebook.report(question)), case["name"]
        seen += 1
    assert seen > 3


def test_comparisons() -> None:
    vector = vectors("compare.json")
    before, after = hoso.Rulebook(vector["before"]), hoso.Rulebook(vector["after"])
    seen = 0
    for case in vector["compare"]:
        question = case["question"]
        if not question.get("rows") or "issues" in case["answer"]:
            continue
        table = table_of([row["question"] | {"id": row.get("id")} for row in question["rows"]])
        answer = before.compare_batch(after, table, by=question.get("by"), top=question.get("top", 10))
        assert without_messages(answer) == case["answer"], case["name"]
        seen += 1
    assert seen > 3


def test_figures_of_rows_that_are_not_valid(rulebook: hoso.Rulebook, consignment: dict[str, Any]) -> None:
    period = {"from": "2014-01-01"}
    lines: list[dict[str, Any]] = [
        {"agency": "a", "resolved_on": "2014-10-01", "by_post": True},
        {"agency": "a b", "resolved_on": "2014-10-01", "by_post": True},
        {"agency": "a", "resolved_on": "2014-10-32", "by_post": None, "state": "gone"},
    ]
    single = issues_of(rulebook.report, {"period": period, "rows": lines})
    assert issues_of(rulebook.report_batch, table_of(lines), period=period) == single
    assert issues_of(rulebook.report_batch, table_of(lines), period=period, by=["year"])[0][0] == "not_one_of"
    table = table_of([consignment | {"id": "HS 1"}, consignment | {"on": "soon"}])
    found = issues_of(rulebook.compare_batch, rulebook, table)
    assert found == [("not_an_id", "/rows/0/id"), ("not_a_date", "/rows/1/question/on")]
