"""The same tariff and contracts by hand, in Polars, DuckDB and numpy; and the tariff alone in zen-engine.

Each gives, for each row, whether it is covered and by which contract, the version, net, tax, total and what the
applicant pays: no reasons, lines, sources or issues, and for rows that are valid. What does not depend on the rows
(whether an agency may do a procedure, the terms of contracts, prices by version, zone, way and band) is put into tables
beforehand.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import numpy as np
import polars as pl
import world

ELIGIBLE = np.array([[world.eligible(a, p) for p in range(world.PROCEDURES)] for a in range(world.AGENCIES)]).ravel()
STARTS = np.array([[world.start(a, renewal) for renewal in range(3)] for a in range(world.AGENCIES)], np.int32)
PRICES = np.array(
    [
        world.price(v, z, both, b)
        for v in range(3)
        for z in range(len(world.ZONES))
        for both in range(2)
        for b in range(len(world.BANDS))
    ],
    np.int64,
)
BANDS = np.array(world.BANDS)
LESS_TAX = (world.LESS_TAX - world.FIRST).days
COLUMNS = ["contract", "version", "net", "tax", "total", "due"]


def half_up(amount: Any, bp: Any) -> Any:
    return (amount * bp + 5_000) // 10_000


def numpy_quote(rows: world.Rows) -> dict[str, Any]:
    """By positions, which no table has as it is."""
    agency, on = rows.agency, rows.on
    starts = STARTS[agency]
    renewal = (on >= starts[:, 1]).astype(np.int32)
    covered = ELIGIBLE[agency * world.PROCEDURES + rows.procedure] & (on >= starts[:, 0]) & (on < starts[:, 2])
    version = np.minimum(on // world.VERSION, 2)
    band = np.searchsorted(BANDS, rows.weight)
    postage = PRICES[((version * 3 + rows.zone) * 2 + (rows.service == 2)) * len(BANDS) + band]
    discount = np.where(rows.poor, np.minimum(half_up(postage, 3_333), 8_000), 0)
    net = postage + np.where(rows.cod, 5_000 + 100 * version, 0) - discount
    tax = half_up(net, np.where(on < LESS_TAX, 1_000, 800))
    total = net + tax
    due = np.where(agency % 3 == 0, half_up(total, 6_667), total)
    contract = np.where(covered, agency * 2 + renewal, -1)
    return {
        "contract": contract,
        "version": version,
        "net": net,
        "tax": tax,
        "total": total,
        "due": due,
        "covered": covered,
    }


def polars_quote(frame: pl.DataFrame) -> pl.DataFrame:
    """One expression for each answer; ids become positions by their categories, and tables are gathered from."""

    def codes(name: str, names: list[str]) -> pl.Expr:
        return pl.col(name).cast(pl.Enum(names)).to_physical().cast(pl.Int32)

    agencies = [world.agency(n) for n in range(world.AGENCIES)]
    procedures = [world.procedure(n) for n in range(world.PROCEDURES)]
    first = pl.lit(world.FIRST)

    def starts(renewal: int) -> pl.Expr:
        return pl.lit(pl.Series(STARTS[:, renewal])).gather(pl.col("a"))

    less_tax = pl.lit(world.LESS_TAX)
    version = pl.min_horizontal(pl.col("n") // world.VERSION, pl.lit(2, pl.Int32))
    band = pl.lit(0, pl.Int32)
    for up_to in world.BANDS[:-1]:
        band = band + (pl.col("weight_grams") > up_to).cast(pl.Int32)
    both = (pl.col("service") == "both").cast(pl.Int32)
    place = ((pl.col("version") * 3 + codes("zone", world.ZONES)) * 2 + both) * len(BANDS) + band
    discount = pl.min_horizontal(half_up(pl.col("postage"), 3_333), pl.lit(8_000))
    allowed = pl.lit(pl.Series(ELIGIBLE)).gather(pl.col("a") * world.PROCEDURES + pl.col("p"))
    return (
        frame.lazy()
        .select(
            codes("agency", agencies).alias("a"),
            codes("procedure", procedures).alias("p"),
            (pl.col("on") - first).dt.total_days().cast(pl.Int32).alias("n"),
            "on", "service", "weight_grams", "zone", "poor", "cod",
        )
        .with_columns(version.alias("version"))
        .with_columns(
            pl.lit(pl.Series(PRICES)).gather(place).alias("postage"),
            (allowed & (pl.col("n") >= starts(0)) & (pl.col("n") < starts(2))).alias("covered"),
            (pl.col("a") * 2 + (pl.col("n") >= starts(1)).cast(pl.Int32)).alias("contract"),
        )
        .with_columns(
            (
                pl.col("postage")
                + pl.when("cod").then(5_000 + 100 * pl.col("version")).otherwise(0)
                - pl.when("poor").then(discount).otherwise(0)
            ).alias("net")
        )
        .with_columns(half_up(pl.col("net"), pl.when(pl.col("on") < less_tax).then(1_000).otherwise(800)).alias("tax"))
        .with_columns((pl.col("net") + pl.col("tax")).alias("total"))
        .select(
            pl.when("covered").then("contract").alias("contract"),
            "version", "net", "tax", "total", "covered",
            pl.when(pl.col("a") % 3 == 0).then(half_up(pl.col("total"), 6_667)).otherwise("total").alias("due"),
        )
        .collect(engine="in-memory")
    )  # fmt: skip


def duckdb_tables(connection: Any) -> None:
    import pyarrow as pa

    numbers = range(world.AGENCIES)
    days = [[world.FIRST + timedelta(int(STARTS[n, renewal])) for n in numbers] for renewal in range(3)]
    agencies = pa.table(
        {"code": [world.agency(n) for n in numbers], "a": numbers, "s0": days[0], "s1": days[1], "s2": days[2]}
    )
    pairs = [(a, p) for a in numbers for p in range(world.PROCEDURES) if world.eligible(a, p)]
    eligible = pa.table(
        {"agency": [world.agency(a) for a, _ in pairs], "procedure": [world.procedure(p) for _, p in pairs]}
    )
    prices = [
        (v, zone, bool(both), b, world.price(v, z, both, b))
        for v in range(3)
        for z, zone in enumerate(world.ZONES)
        for both in range(2)
        for b in range(len(world.BANDS))
    ]
    prices_table = pa.table(
        dict(zip(["v", "zone", "both", "band", "price"], map(list, zip(*prices, strict=True)), strict=True))
    )
    for name, table in {"agencies": agencies, "eligible": eligible, "prices": prices_table}.items():
        connection.register("given", table)
        connection.execute(f"CREATE TABLE {name} AS FROM given")
        connection.unregister("given")


DUCKDB = f"""
WITH looked AS (
    SELECT r.*, a.a, least(("on" - DATE '{world.FIRST}') // {world.VERSION}, 2) AS version,
        {" + ".join(f"(weight_grams > {up_to})::INT" for up_to in world.BANDS[:-1])} AS band,
        e.agency IS NOT NULL AND "on" >= s0 AND "on" < s2 AS covered, a.a * 2 + ("on" >= s1)::INT AS contract
    FROM questions r JOIN agencies a ON a.code = r.agency::VARCHAR
    LEFT JOIN eligible e ON e.agency = r.agency::VARCHAR AND e.procedure = r.procedure::VARCHAR
), netted AS (
    SELECT l.*, p.price + CASE WHEN cod THEN 5000 + 100 * version ELSE 0 END
        - CASE WHEN poor THEN least((p.price * 3333 + 5000) // 10000, 8000) ELSE 0 END AS net
    FROM looked l JOIN prices p
    ON p.v = l.version AND p.zone = l.zone::VARCHAR AND p.both = (l.service::VARCHAR = 'both') AND p.band = l.band
), taxed AS (
    SELECT *, (net * CASE WHEN "on" < DATE '{world.LESS_TAX}' THEN 1000 ELSE 800 END + 5000) // 10000 AS tax FROM netted
)
SELECT CASE WHEN covered THEN contract END AS contract, version, net, tax, net + tax AS total, covered,
    CASE WHEN a % 3 = 0 THEN ((net + tax) * 6667 + 5000) // 10000 ELSE net + tax END AS due
FROM taxed
"""


def zen_decision() -> Any:
    """The tariff alone, as a decision graph: a table of prices, and expressions for the rest."""
    import zen

    rules = []
    for v in range(3):
        for z, zone in enumerate(world.ZONES):
            for both in range(2):
                low = 0
                for b, up_to in enumerate(world.BANDS):
                    rules.append(
                        {
                            "_id": str(len(rules)),
                            "v": str(v),
                            "z": f'"{zone}"',
                            "s": "true" if both else "false",
                            "w": f"({low}..{up_to}]",
                            "price": str(world.price(v, z, both, b)),
                        }
                    )
                    low = up_to
    table = {
        "hitPolicy": "first",
        "passThrough": True,
        "inputs": [
            {"id": "v", "name": "version", "type": "expression", "field": "version"},
            {"id": "z", "name": "zone", "type": "expression", "field": "zone"},
            {"id": "s", "name": "both", "type": "expression", "field": "both"},
            {"id": "w", "name": "weight", "type": "expression", "field": "weight_grams"},
        ],
        "outputs": [{"id": "price", "name": "price", "type": "expression", "field": "postage"}],
        "rules": rules,
    }
    sums = [
        ("discount", "poor ? min([floor((postage * 3333 + 5000) / 10000), 8000]) : 0"),
        ("net", "postage + (cod ? 5000 + 100 * version : 0) - $.discount"),
        ("tax", "floor(($.net * bp + 5000) / 10000)"),
        ("total", "$.net + $.tax"),
    ]
    expressions = [{"id": key, "key": key, "value": value} for key, value in sums]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
        {"id": "sums", "name": "sums", "type": "expressionNode", "content": {"expressions": expressions}},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b}
        for a, b in [("in", "table"), ("table", "sums"), ("sums", "out")]
    ]
    return zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))


def zen_question(rows: world.Rows, n: int) -> dict[str, Any]:
    """What the tariff needs, looked up beforehand."""
    return {
        "version": min(int(rows.on[n]) // world.VERSION, 2),
        "zone": world.ZONES[rows.zone[n]],
        "both": bool(rows.service[n] == 2),
        "weight_grams": int(rows.weight[n]),
        "poor": bool(rows.poor[n]),
        "cod": bool(rows.cod[n]),
        "bp": 1_000 if rows.on[n] < LESS_TAX else 800,
    }
