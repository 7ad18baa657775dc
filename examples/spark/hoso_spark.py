"""hoso on Spark 4: decide and quote for each row, track for each consignment. Copy this file, it is all there is.

A row's answer depends on its question and the rulebook alone, so that how Spark cuts the rows changes nothing. Columns
carry the names of a question's keys. A question that is not valid has ``issues`` and no more; a column that is missing
or of a type that does not fit raises ``hoso.InvalidInput`` at once, before any row is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import hoso
import pyarrow as pa
from hoso import Rulebook
from hoso.types import Case, Consignment, Event
from pyspark.sql import DataFrame, SparkSession, functions as F
from pyspark.sql.types import StructType


def decide(questions: DataFrame, rulebook: Rulebook, *, keep: Sequence[str] = ()) -> DataFrame:
    """May these go by post? ``keep`` names columns to carry along: rows have no order in Spark."""
    needed = _only(questions, [*Case.__annotations__, *keep])
    return _answered(needed, rulebook, Rulebook.decide_batch, keep=list(keep))


def quote(questions: DataFrame, rulebook: Rulebook, *, keep: Sequence[str] = (), lines: bool = False) -> DataFrame:
    """What do these cost, and who pays? ``lines`` adds each quote's lines, payers and sources."""
    needed = _only(questions, [*Consignment.__annotations__, *keep])
    return _answered(needed, rulebook, Rulebook.quote_batch, keep=list(keep), lines=lines)


def track(events: DataFrame, *, buckets: int = 1024) -> DataFrame:
    """Where is each consignment, by all events of it? A bucket holds whole consignments, and is held in memory."""
    events = _only(events, Event.__annotations__)
    schema, spark_schema = _schemas(events.sparkSession, hoso.track_batch(_sample(events)))

    def answer(table: pa.Table) -> pa.Table:
        # Events arrive in any order, which the number in the path of an issue would show.
        table = table.sort_by([(name, "ascending") for name in table.column_names])
        return pa.table(hoso.track_batch(table, threads=1)).cast(schema)

    # One call of Python for each bucket: for each consignment it would cost forty times as much. An event without a
    # consignment is alone, wherever it goes.
    bucket = F.pmod(F.hash(F.coalesce("consignment", "id")), F.lit(buckets))
    return events.groupBy(bucket).applyInArrow(answer, spark_schema)


def _answered(questions: DataFrame, rulebook: Rulebook, ask: Callable[..., Any], **how: Any) -> DataFrame:
    spark = questions.sparkSession
    schema, spark_schema = _schemas(spark, ask(rulebook, _sample(questions), **how))
    # It travels to each machine once, and is parsed when a worker first asks for its value.
    shared = spark.sparkContext.broadcast(rulebook)

    def answer(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            # One thread, for Spark keeps the cores busy with tasks.
            yield from pa.table(ask(shared.value, batch, threads=1, **how)).cast(schema).to_batches()

    return questions.mapInArrow(answer, spark_schema)


def _only(rows: DataFrame, names: Iterable[str]) -> DataFrame:
    """Without the columns that nobody reads: Spark cannot see what a Python function needs."""
    wanted = set(names)
    return rows.drop(*(name for name in rows.columns if name not in wanted))


def _sample(rows: DataFrame) -> pa.Table:
    """The columns as Python will see them, without reading a row. What holds nothing fits, so each holds something."""
    schema = rows.limit(0).toArrow().schema
    return pa.table([_something(field.type) for field in schema], schema=schema)


def _something(of: pa.DataType) -> pa.Array:
    try:
        return pa.array([1]).cast(of)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return pa.nulls(1, of)


def _schemas(spark: SparkSession, answers: hoso.Answers) -> tuple[pa.Schema, StructType]:
    """What the answers' columns are, for Arrow and for Spark, which takes texts but no dictionaries of them."""

    def plain(of: pa.DataType) -> pa.DataType:
        return of.value_type if pa.types.is_dictionary(of) else of

    schema = pa.schema([(field.name, plain(field.type)) for field in pa.schema(answers)])
    return schema, spark.createDataFrame(schema.empty_table()).schema
