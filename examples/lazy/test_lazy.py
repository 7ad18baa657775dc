"""A lazy query answers a row as a table does, piece by piece, and only when it runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import hoso
import polars as pl
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

import hoso_duckdb
import hoso_polars

HERE = Path(__file__).parent
PIECES = 20


def like(answers: Any, expected: pa.Table) -> pa.Table:
    if isinstance(answers, pl.DataFrame):
        # In the types of before, which can be cast.
        answers = answers.to_arrow(compat_level=pl.CompatLevel.oldest())
    return pa.table(answers).cast(expected.schema)


def test_polars(
    rulebook: hoso.Rulebook,
    question_file: str,
    event_file: str,
    prices: pa.Table,
    decisions: pa.Table,
    trackings: pa.Table,
    tmp_path: Path,
) -> None:
    questions = pl.scan_parquet(question_file)
    priced = hoso_polars.quote(questions, rulebook, keep=["row"], lines=True)
    assert priced.collect_schema().names() == prices.column_names
    for engine in ("streaming", "in-memory"):
        assert like(priced.collect(engine=engine), prices) == prices
    priced.sink_parquet(tmp_path / "prices.parquet")
    assert like(parquet.read_table(tmp_path / "prices.parquet"), prices) == prices
    decided = hoso_polars.decide(questions, rulebook, keep=["row"])
    assert like(decided.collect(), decisions) == decisions
    assert like(hoso_polars.track(pl.scan_parquet(event_file)).collect(), trackings) == trackings


def test_duckdb(
    rulebook: hoso.Rulebook,
    question_file: str,
    event_file: str,
    prices: pa.Table,
    decisions: pa.Table,
    trackings: pa.Table,
    tmp_path: Path,
) -> None:
    reader = duckdb.connect()
    reader.execute("SET TimeZone = 'UTC'")
    source = reader.cursor()
    questions = source.read_parquet(question_file)
    priced = hoso_duckdb.quote(questions, rulebook, reader, keep=["row"], lines=True)
    assert priced.columns == prices.column_names
    for _ in range(2):
        assert like(priced, prices) == prices
    priced.write_parquet(str(tmp_path / "prices.parquet"))
    assert like(parquet.read_table(tmp_path / "prices.parquet"), prices) == prices
    decided = hoso_duckdb.decide(questions, rulebook, reader, keep=["row"])
    assert like(decided, decisions) == decisions
    assert like(hoso_duckdb.track(source.read_parquet(event_file), reader), trackings) == trackings


def test_what_does_not_fit_is_told_at_once(rulebook: hoso.Rulebook, question_file: str, event_file: str) -> None:
    reader = duckdb.connect()
    source = reader.cursor()
    frame, relation = pl.scan_parquet(question_file), source.read_parquet(question_file)
    events = source.read_parquet(event_file)
    for ask, path in [
        (lambda: hoso_polars.quote(frame.drop("agency"), rulebook), "/agency"),
        (lambda: hoso_polars.decide(frame, rulebook, keep=["dossier"]), "/dossier"),
        (lambda: hoso_polars.track(pl.scan_parquet(event_file).drop("kind")), "/kind"),
        (lambda: hoso_duckdb.quote(relation.select("* EXCLUDE agency"), rulebook, reader), "/agency"),
        (lambda: hoso_duckdb.decide(relation, rulebook, reader, keep=["dossier"]), "/dossier"),
        (lambda: hoso_duckdb.track(events.select("* EXCLUDE kind"), reader), "/kind"),
    ]:
        with pytest.raises(hoso.InvalidInput) as raised:
            ask()
        assert [(issue["code"], issue["path"]) for issue in raised.value.issues] == [("missing", path)]


def test_polars_asks_piece_by_piece(rulebook: hoso.Rulebook, question_file: str, prices: pa.Table) -> None:
    heights = []

    class Watched:
        def quote_batch(self, frame: pl.DataFrame, **how: Any) -> hoso.Answers:
            heights.append(frame.height)
            return rulebook.quote_batch(frame, **how)

    priced = hoso_polars.quote(pl.concat([pl.scan_parquet(question_file)] * PIECES), Watched(), keep=["row"])
    assert heights == [0]
    total = priced.select(pl.col("total").sum()).collect(engine="streaming").item()
    assert total == PIECES * sum(filter(None, prices["total"].to_pylist()))
    assert sum(heights) == PIECES * prices.num_rows
    assert max(heights) <= 100_000


def test_duckdb_asks_piece_by_piece(rulebook: hoso.Rulebook, questions: pa.Table, prices: pa.Table) -> None:
    read = [0]

    def pieces() -> Any:
        for _ in range(PIECES):
            for batch in questions.to_batches(max_chunksize=10_000):
                read[0] += batch.num_rows
                yield batch

    stream = pa.RecordBatchReader.from_batches(questions.schema, pieces())
    reader = duckdb.connect()
    priced = hoso_duckdb.quote(reader.cursor().from_arrow(stream), rulebook, reader, keep=["row"])
    answers = priced.to_arrow_reader(10_000)
    assert answers.read_next_batch().num_rows > 0
    assert 0 < read[0] < PIECES * questions.num_rows / 2
    del answers


def test_the_readme_runs(question_file: str, event_file: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    Path("consignments.parquet").symlink_to(question_file)
    Path("events.parquet").symlink_to(event_file)
    Path("rulebook.json").symlink_to(HERE.parent / "data" / "binh-duong.json")
    blocks = re.findall(r"```python\n(.*?)```", (HERE / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 2
    names: dict[str, Any] = {}
    for block in blocks:
        exec(block, names)
