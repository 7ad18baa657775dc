"""hoso beside a hand-written Polars expression, DuckDB SQL, numpy and zen-engine: run by ``./run``.

Equal answers are checked first. Each figure is the median of the runs; the ratios are what is said to be promised.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any


def median(work: Callable[[], Any], runs: int) -> float:
    """Seconds."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(threads: int, count: int, runs: int) -> dict[str, float]:
    """Nanoseconds a row with so many threads; in a process of its own, as Polars is told so when it starts."""
    import duckdb
    import hoso
    import peers
    import polars as pl
    import pyarrow as pa
    import world

    rulebook = hoso.Rulebook(world.rulebook())
    rows = world.Rows(count)
    figures: dict[str, float] = {}
    expected = peers.numpy_quote(rows)
    covered = expected["covered"]

    def check(name: str, found: dict[str, Any], has: Any) -> None:
        if not (has == covered).all():
            raise SystemExit(f"{name} covers other rows")
        for column in peers.COLUMNS:
            if not (found[column][covered] == expected[column][covered]).all():
                raise SystemExit(f"{name} gives another {column}")

    if threads == 1:
        figures["numpy, positions"] = median(lambda: peers.numpy_quote(rows), runs)
    for kind in ("dictionary", "string"):
        table = rows.table(kind == "dictionary")

        def ask(given: pa.Table = table) -> pa.Table:
            return pa.table(rulebook.quote_batch(given, threads=threads))

        answers = ask().to_pandas()
        quoted = (answers["outcome"] == "quoted").to_numpy()
        number = answers["contract"].astype(object).fillna("HD-0").str[3:].astype(int)
        version = answers["version"].astype(object).fillna("v0").str[1:].astype(int)
        names = {"net": "net", "tax": "tax", "total": "total", "due": "applicant_due"}
        found = {key: answers[name].fillna(0).to_numpy() for key, name in names.items()}
        check("hoso", found | {"contract": number.to_numpy(), "version": version.to_numpy()}, quoted)
        figures[f"hoso, {kind}"] = median(ask, runs)

        frame = pl.DataFrame(table)
        priced = peers.polars_quote(frame)
        check(
            "polars",
            {name: priced[name].fill_null(-1).to_numpy() for name in peers.COLUMNS},
            priced["covered"].to_numpy(),
        )
        figures[f"Polars, {kind}"] = median(lambda frame=frame: peers.polars_quote(frame), runs)

    connection = duckdb.connect(config={"threads": threads})
    peers.duckdb_tables(connection)
    connection.register("given", rows.table(False).drop(["applicant", "options"]))
    connection.execute("CREATE TABLE questions AS FROM given")
    sql = connection.sql(peers.DUCKDB).to_arrow_table()
    sums = [int(expected["total"][covered].sum()), int(covered.sum())]
    covered_total = sum(t for t, c in zip(sql["total"].to_pylist(), sql["covered"].to_pylist(), strict=True) if c)
    if [covered_total, sum(sql["covered"].to_pylist())] != sums:
        raise SystemExit("DuckDB gives other totals")
    figures["DuckDB, its own table"] = median(lambda: connection.sql(peers.DUCKDB).to_arrow_table(), runs)
    return {name: seconds / count * 1e9 for name, seconds in figures.items()}


def measure_batches(threads: int, count: int, runs: int) -> dict[str, float]:
    """Nanoseconds a row with so many threads of what is asked of tables besides prices."""
    import hoso
    import pyarrow as pa
    import world

    rulebook = hoso.Rulebook(world.rulebook())
    rows, events = world.Rows(count), world.events(count)
    dossiers = rows.table(False).drop(["weight_grams", "applicant", "options", "poor", "cod"])
    ids = pa.array([f"HS-{n}" for n in range(count)])
    items = pa.table(rulebook.quote_batch(rows.month().append_column("id", ids), lines=True, keep=["id", "on"]))
    invoice = pa.table({"id": ids, "item": ids, "amount": items["total"]})
    month = {"contract": world.MONTH_OF, "period": {"from": world.day(100), "until": world.day(131)}}
    settled = rulebook.settle_batch(items, threads=threads, **month)
    if settled["items"] != count or rulebook.reconcile_batch(items, invoice, threads=threads, **month)["difference"]:
        raise SystemExit("the month is settled otherwise than it was priced")
    works = {
        "track_batch, an event": lambda: pa.table(hoso.track_batch(events, threads=threads)),
        "deadlines_batch": lambda: pa.table(rulebook.deadlines_batch(dossiers, threads=threads)),
        "settle_batch": lambda: rulebook.settle_batch(items, threads=threads, **month),
        "reconcile_batch, an item and its line": lambda: rulebook.reconcile_batch(
            items, invoice, threads=threads, **month
        ),
    }
    rows_of = {"track_batch, an event": events.num_rows}
    return {name: median(work, runs) / rows_of.get(name, count) * 1e9 for name, work in works.items()}


def measure_single(runs: int) -> dict[str, float]:
    """Nanoseconds a call of one question."""
    import hoso
    import peers
    import world

    rulebook, rows = hoso.Rulebook(world.rulebook()), world.Rows(4_000)
    priced = peers.numpy_quote(rows)["covered"]
    covered = [n for n in range(4_000) if priced[n]][:1_000]
    questions = [rows.question(n) for n in covered]
    decision, asked = peers.zen_decision(), [peers.zen_question(rows, n) for n in covered]
    for question, zen in zip(questions, asked, strict=True):
        if rulebook.quote(question)["total"] != int(decision.evaluate(zen)["result"]["total"]):
            raise SystemExit("zen-engine gives another total")
    texts = [json.dumps(question) for question in questions]
    figures = {
        "hoso, dict to dict": median(lambda: [rulebook.quote(question) for question in questions], runs),
        "hoso, JSON to JSON": median(lambda: [rulebook.quote_json(text) for text in texts], runs),
        "zen-engine, tariff alone": median(lambda: [decision.evaluate(question) for question in asked], runs),
    }
    return {name: seconds / len(questions) * 1e9 for name, seconds in figures.items()}


def in_a_process(*arguments: str, threads: int = 1) -> dict[str, float]:
    import os

    environment = os.environ | {"POLARS_MAX_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
    command = [sys.executable, __file__, *arguments]
    told = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    figures: dict[str, float] = json.loads(told)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5, help="at least five say something")
    parser.add_argument("--only", help="what a process of its own measures")
    given = parser.parse_args()
    if given.only:
        what, _, threads = given.only.partition("-")
        if what == "single":
            figures = measure_single(given.runs)
        elif what == "batches":
            figures = measure_batches(int(threads), given.rows // 4, given.runs)
        else:
            figures = measure(int(what), given.rows, given.runs)
        print(json.dumps(figures))
        return
    common = ["--rows", str(given.rows), "--runs", str(given.runs), "--only"]
    tables = {threads: in_a_process(*common, str(threads), threads=threads) for threads in (1, 2)}
    print(f"## quote_batch, {given.rows:,} rows: ns a row, median of {given.runs} runs\n")
    print("| | 1 thread | as hoso | 2 threads | as hoso |\n|---|---|---|---|---|")
    for name in tables[1]:
        cells = []
        for figures in tables.values():
            ours = figures["hoso, dictionary" if "string" not in name and "DuckDB" not in name else "hoso, string"]
            cells += [f"{figures[name]:.0f}", f"{figures[name] / ours:.2f} ×"] if name in figures else ["–", "–"]
        print(f"| {name} | {' | '.join(cells)} |")
    batches = [in_a_process(*common, f"batches-{threads}", threads=threads) for threads in (1, 2)]
    print(f"\n## other batches, {given.rows // 4:,} rows: ns a row, median of {given.runs} runs\n")
    print("| | 1 thread | 2 threads | gain |\n|---|---|---|---|")
    for name, alone in batches[0].items():
        together = batches[1][name]
        print(f"| {name} | {alone:.0f} | {together:.0f} | {alone / together:.2f} × |")
    single = in_a_process(*common, "single")
    print(f"\n## one quote: µs a call, median of {given.runs} runs\n")
    print("| | µs | as hoso |\n|---|---|---|")
    for name, time_taken in single.items():
        print(f"| {name} | {time_taken / 1e3:.1f} | {time_taken / single['hoso, dict to dict']:.1f} × |")


if __name__ == "__main__":
    main()
