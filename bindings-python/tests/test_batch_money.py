"""Claims, items and invoices as tables: what the plain calls say, however the tables are cut, sorted and typed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import duckdb
import hoso
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from batches import PRICE, alone, rows, table_of
from conftest import VECTORS, compact, issues_of, vectors

RULES = sorted(path.name for path in VECTORS.glob("rules-*.json"))
OCTOBER = {"from": "2014-10-01", "until": "2014-11-01"}
CONTRACT = "SNV-2014"
BESIDE = ("id", "on", "collected", "compensation", "compensation_to")


def flat(item: dict[str, Any]) -> dict[str, Any]:
    """An item with the keys of its price beside its own."""
    return {**{key: value for key, value in item.items() if key != "quote"}, **item["quote"]}


def told(ask: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """An answer, or its issues."""
    try:
        return ask(*args, **kwargs)
    except hoso.InvalidInput as invalid:
        return invalid.issues


def without_quote(found: Any) -> Any:
    """An answer; or issues, as they are told where the keys of the price stand beside the item's own."""
    if isinstance(found, dict):
        return found
    return [{**issue, "path": issue["path"].replace("/quote/", "/")} for issue in found]


# compensation


@pytest.mark.parametrize("name", RULES)
def test_claims_of_vectors(name: str) -> None:
    vector = vectors(name)
    rulebook = hoso.Rulebook(vector["rulebook"])
    claims = [case["question"] for case in vector["compensation"]]
    found = rows(rulebook.compensation_batch(table_of(claims)))
    expected = [alone(rulebook.compensation, claim, list(found[0])) for claim in claims]
    for row in expected:
        row["lines"] = row["lines"] and [{"source": None, **line} for line in row["lines"]]
    assert found == expected
    assert len(found) > 5 and any(row["amount"] for row in found)


def test_claims_that_are_not_valid(rulebook: hoso.Rulebook) -> None:
    claim = {
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
    changes = [{}, {"charge": None}, {"lost_grams": 101}, {"event": "burnt"}, {"due_on": "soon"}, {"lost_grams": None}]
    claims = [claim | change for change in changes]
    answers = rulebook.compensation_batch(table_of(claims), keep=["charge"])
    found = rows(answers)
    assert [row.pop("charge") for row in found] == [row["charge"] for row in claims]
    expected = [alone(rulebook.compensation, claim, list(found[0])) for claim in claims]
    assert [row["issues"] for row in found] == [row["issues"] for row in expected]
    assert [bool(row["issues"]) for row in found] == [False, True, True, True, True, False]
    assert found[0]["amount"] == 52_000 and found[5]["reasons"] == ["missing"]
    assert all(value is None for row in found[1:5] for key, value in row.items() if key != "issues")


# settle and reconcile


FILES = {"settle": "settle", "reconcile": "reconciling"}


def cases(kind: str) -> list[dict[str, Any]]:
    """The vectors that a table can hold: of a contract that has an id, and of items that have a price."""
    return [
        case
        for case in vectors(f"{FILES[kind]}.json")[kind]
        if len(case["question"]["contract"]) == 1 and all("quote" in item for item in case["question"]["items"])
    ]


def items_of(items: Sequence[dict[str, Any]]) -> pa.Table:
    return table_of(items) if items else table_of([{"id": "a", "on": "2014-10-01", "quote": {"net": 0}}]).slice(0, 0)


def lines_of(lines: Sequence[dict[str, Any]]) -> pa.Table:
    return table_of(lines) if lines else table_of([{"id": "a", "item": "a", "amount": 1}]).slice(0, 0)


def test_statements_of_vectors() -> None:
    rulebook, seen = hoso.Rulebook(vectors("settle.json")["rulebook"]), 0
    for case in cases("settle"):
        asked = {key: case["question"][key] for key in ("contract", "period")}
        items = case["question"]["items"]
        expected = told(rulebook.settle, case["question"])
        assert compact(told(rulebook.settle_batch, items_of(items), **asked)) == compact(expected), case["name"]
        if items and all(item["quote"]["outcome"] == "quoted" for item in items):
            beside = compact(told(rulebook.settle_batch, table_of([flat(item) for item in items]), **asked))
            assert beside == compact(without_quote(expected)), case["name"]
            seen += 1
    assert seen > 20


def test_invoices_of_vectors() -> None:
    rulebook, seen = hoso.Rulebook(vectors("reconciling.json")["rulebook"]), 0
    for case in cases("reconcile"):
        asked = {key: case["question"][key] for key in ("contract", "period")}
        items, invoice = case["question"]["items"], case["question"]["invoice"]
        if any(isinstance(line["amount"], float) for line in invoice):
            continue
        expected = told(rulebook.reconcile, case["question"])
        for table in [items_of(items)] + ([table_of([flat(item) for item in items])] if items else []):
            found = told(rulebook.reconcile_batch, table, lines_of(invoice), **asked)
            if "quote" not in table.column_names:
                expected = without_quote(expected)
            assert compact(found) == compact(expected), case["name"]
            seen += 1
    assert seen > 25


class Month:
    """October, made up: some thousand carriages with their prices, and an invoice that is not quite right."""

    def __init__(self, rulebook: hoso.Rulebook, count: int = 5_000) -> None:
        chance = random.Random(7)
        zones = ("intra_district", "intra_province", "inter_province")
        self.consignments: list[dict[str, Any]] = [
            {
                "id": f"RB{number}",
                "agency": "so-noi-vu",
                "procedure": "1.900101",
                "service": "return",
                "on": f"2014-10-{chance.randrange(1, 32):02}",
                "weight_grams": chance.choice([20, 80, 500, 5_000]),
                "zone": chance.choice(zones),
                "collected": chance.choice([None, 0, 35_000]),
                "compensation": chance.choice([None, None, 140_000]),
                "compensation_to": chance.choice([None, "agency", "applicant"]),
            }
            for number in range(count)
        ]
        self.prices = rulebook.quote_batch(table_of(self.consignments), lines=True, keep=BESIDE).to_pyarrow()
        self.items: list[dict[str, Any]] = []
        for row in self.consignments:
            consignment: Any = {key: value for key, value in row.items() if key not in BESIDE or key == "on"}
            self.items.append({**{key: row[key] for key in BESIDE}, "quote": rulebook.quote(consignment)})
        self.invoice = [
            {"id": f"L{number}", "item": f"RB{chance.randrange(count + 50)}", "amount": 35_000}
            for number in range(count)
        ]
        self.asked = {"contract": CONTRACT, "period": OCTOBER}
        question: Any = {**self.asked, "items": self.items}
        self.statement = rulebook.settle(question)
        self.reconciled = rulebook.reconcile({**question, "invoice": self.invoice})


@pytest.fixture(scope="module")
def month(rulebook: hoso.Rulebook) -> Month:
    return Month(rulebook)


def test_a_month(rulebook: hoso.Rulebook, month: Month) -> None:
    assert month.statement["items"] == 5_000 and month.statement["total"] > 10**8
    differences = ("wrong_amount", "not_ours", "not_billed", "billed_twice")
    assert all(month.reconciled[kind] for kind in differences)  # type: ignore[literal-required]
    invoice = table_of(month.invoice)
    answers = rulebook.quote_batch(table_of(month.consignments), lines=True, keep=BESIDE)
    for items in (month.prices, table_of(month.items), answers):
        assert rulebook.settle_batch(items, **month.asked) == month.statement
        assert rulebook.reconcile_batch(items, invoice, **month.asked) == month.reconciled


def test_cuts_order_and_threads_change_nothing(rulebook: hoso.Rulebook, month: Month) -> None:
    order = list(range(5_000))
    random.Random(1).shuffle(order)
    lines = table_of(month.invoice)
    for items in (month.prices, table_of(month.items)):
        for threads, size in [(1, 5_000), (2, 17), (8, 333)]:
            for table, invoice in [(items, lines), (items.take(order), lines.take(order))]:
                cut = pa.Table.from_batches(table.combine_chunks().to_batches(max_chunksize=size))
                bills = pa.Table.from_batches(invoice.to_batches(max_chunksize=size))
                assert rulebook.settle_batch(cut, threads=threads, **month.asked) == month.statement
                found = rulebook.reconcile_batch(cut, bills, threads=threads, **month.asked)
                assert found == month.reconciled


def test_tables_of_every_library(rulebook: hoso.Rulebook, month: Month) -> None:
    lines = table_of(month.invoice)

    def asked(items: Any, invoice: Any) -> None:
        assert rulebook.settle_batch(items, **month.asked) == month.statement
        assert rulebook.reconcile_batch(items, invoice, **month.asked) == month.reconciled

    connection = duckdb.connect()
    connection.register("lines", lines)
    whole = table_of(month.items)
    whole = whole.set_column(whole.column_names.index("quote"), "quote", whole["quote"].cast(PRICE))
    for items in (month.prices, whole):
        asked(pl.DataFrame(items), pl.DataFrame(lines))
        asked(items.to_pandas(types_mapper=pd.ArrowDtype), lines.to_pandas())
        connection.register("items", items)
        asked(connection.sql("FROM items"), connection.sql("FROM lines"))
    typed = connection.sql('SELECT * REPLACE ("on"::DATE AS "on", collected::HUGEINT::INTEGER AS collected) FROM items')
    asked(typed, connection.sql("FROM lines"))
    prices = pl.DataFrame(month.prices)
    price = pl.struct(pl.exclude(*BESIDE, "reasons", "issues"), pl.lit("VND").alias("currency"))
    asked(prices.select(*BESIDE, price.alias("quote")), pl.DataFrame(lines))


# What is wrong.


def test_every_bad_row_is_told_by_its_number(rulebook: hoso.Rulebook, month: Month) -> None:
    items = [dict(item) for item in month.items]
    items[17] = {**items[17], "quote": {**items[17]["quote"], "total": 1}}
    items[4_500] |= {"on": "2014-11-01"}
    items[4_700] |= {"id": "RB 1", "compensation_to": "nobody"}
    items[4_900] |= {"id": "RB3"}
    items[4_999] |= {"collected": -1, "on": None}
    expected = [
        ("does_not_add_up", "/items/17/quote/net"),
        ("does_not_add_up", "/items/17/quote/total"),
        ("does_not_add_up", "/items/17/quote/payers"),
        ("outside_period", "/items/4500/on"),
        ("not_an_id", "/items/4700/id"),
        ("not_one_of", "/items/4700/compensation_to"),
        ("duplicate", "/items/4900/id"),
        ("missing", "/items/4999/on"),
        ("too_small", "/items/4999/collected"),
    ]
    for threads in (1, 3):
        with pytest.raises(hoso.InvalidInput) as raised:
            rulebook.settle_batch(table_of(items), threads=threads, **month.asked)
        assert [(issue["code"], issue["path"]) for issue in raised.value.issues] == expected
        assert raised.value.issues[6]["params"] == {"first": "/items/3/id"}
        invoice = [dict(line) for line in month.invoice]
        invoice[2] |= {"amount": -(10**12) - 1}
        invoice[4_600] |= {"id": "L5"}
        with pytest.raises(hoso.InvalidInput) as raised:
            rulebook.reconcile_batch(table_of(items), table_of(invoice), threads=threads, **month.asked)
        lines = [("too_small", "/invoice/2/amount"), ("duplicate", "/invoice/4600/id")]
        assert [(issue["code"], issue["path"]) for issue in raised.value.issues] == expected + lines
        assert raised.value.issues[-1]["params"] == {"first": "/invoice/5/id"}
    beside = table_of([flat(item) for item in items])
    assert issues_of(rulebook.settle_batch, beside, **month.asked) == [
        (code, path.replace("/quote/", "/")) for code, path in expected
    ]


def test_a_place_is_right_after_a_row_that_cannot_be_read(rulebook: hoso.Rulebook, month: Month) -> None:
    items = [month.items[0] | {"on": "soon"}, month.items[1], month.items[1]]
    with pytest.raises(hoso.InvalidInput) as raised:
        rulebook.settle_batch(table_of(items), **month.asked)
    assert [issue["path"] for issue in raised.value.issues] == ["/items/0/on", "/items/2/id"]
    assert raised.value.issues[1]["params"] == {"first": "/items/1/id"}
    invoice = table_of(
        [{"id": "1", "item": "a", "amount": -(10**12) - 1}] + [{"id": "2", "item": "a", "amount": 1}] * 2
    )
    with pytest.raises(hoso.InvalidInput) as raised:
        rulebook.reconcile_batch(month.prices, invoice, **month.asked)
    assert [issue["path"] for issue in raised.value.issues] == ["/invoice/0/amount", "/invoice/2/id"]
    assert raised.value.issues[1]["params"] == {"first": "/invoice/1/id"}


def test_answers_that_are_no_prices(rulebook: hoso.Rulebook, month: Month) -> None:
    changes: list[dict[str, Any]] = [{}, {"agency": "nowhere"}, {"zone": "moon"}, {"weight_grams": 0}]
    table = table_of([month.consignments[at] | change for at, change in enumerate(changes)])
    prices = rulebook.quote_batch(table, lines=True, keep=["id", "on"])
    assert prices.to_pyarrow()["outcome"].to_pylist() == ["quoted", "not_covered", "no_price", None]
    assert issues_of(rulebook.settle_batch, prices, **month.asked) == [
        ("not_one_of", "/items/1/outcome"),
        ("not_one_of", "/items/2/outcome"),
        ("missing", "/items/3/outcome"),
    ]
    items = []
    for at, change in enumerate(changes[:3]):
        consignment: Any = {
            key: month.consignments[at][key] for key in month.consignments[at] if key not in BESIDE[:1] + BESIDE[2:]
        }
        items.append(month.items[at] | {"quote": rulebook.quote(consignment | change)})
    single = issues_of(rulebook.settle, {**month.asked, "items": items})
    assert issues_of(rulebook.settle_batch, table_of(items), **month.asked) == single
    assert single == [("not_one_of", "/items/1/quote/outcome"), ("not_one_of", "/items/2/quote/outcome")]


def test_columns_that_do_not_fit(rulebook: hoso.Rulebook, month: Month) -> None:
    def refused(items: Any, **asked: Any) -> list[tuple[str, str]]:
        return issues_of(rulebook.settle_batch, items, **{**month.asked, **asked})

    few = month.prices.slice(0, 3)
    assert refused(few.drop(["lines", "payers", "on"])) == [
        ("missing", "/items/on"),
        ("missing", "/items/lines"),
        ("missing", "/items/payers"),
    ]
    assert set(refused(pa.table({"x": [1]}))) >= {("missing", f"/items/{key}") for key in ("id", "outcome", "total")}
    assert refused(few.append_column("compensation", few["on"])) == [("duplicate_key", "/items/compensation")]
    quotes = pa.array([{"outcome": "quoted", "lines": [{"amount": "1"}]}])
    nested = pa.table({"id": ["a"], "on": ["2014-10-01"], "quote": quotes})
    assert refused(nested) == [("wrong_type", "/items/quote/lines/amount")]
    assert refused(nested.set_column(2, "quote", pa.array(["{}"]))) == [("wrong_type", "/items/quote")]
    unknown = {**month.items[0]["quote"], "colour": "red"}
    assert refused(table_of([month.items[0] | {"quote": unknown}])) == [("unknown_key", "/items/0/quote/colour")]
    nothing = pa.table({"id": ["a"], "on": ["2014-10-01"], "quote": pa.array([None], quotes.type)})
    assert refused(nothing.drop(["quote"]).append_column("quote", pa.array([None], pa.null()))) == [
        ("missing", "/items/0/quote")
    ]
    invoice = pa.table({"id": [1], "item": ["a"]})
    assert issues_of(rulebook.reconcile_batch, few.drop(["id"]), invoice, **month.asked) == [
        ("missing", "/items/id"),
        ("wrong_type", "/invoice/id"),
        ("missing", "/invoice/amount"),
    ]
    assert refused(few, contract="nobody") == [("unknown_reference", "/contract")]
    assert refused(few, contract=1, period={"from": "x"}) == [
        ("wrong_type", "/contract"),
        ("not_a_date", "/period/from"),
    ]
    with pytest.raises(ValueError, match="threads"):
        rulebook.settle_batch(few, threads=0, **month.asked)
    with pytest.raises(TypeError, match="__arrow_c_stream__"):
        rulebook.settle_batch(month.items, **month.asked)  # type: ignore[arg-type]


def test_issues_of_a_table_are_at_most_a_thousand(rulebook: hoso.Rulebook, month: Month) -> None:
    twice = pa.concat_tables([month.prices, month.prices])
    found = issues_of(rulebook.settle_batch, twice, **month.asked)
    assert len(found) == 1_001
    assert found[0] == ("duplicate", "/items/5000/id") and found[-1] == ("too_many_issues", "")
