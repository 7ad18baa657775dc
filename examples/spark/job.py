"""Answers Parquet files on a cluster: decide and quote rows by a rulebook, track consignments by their events.

spark-submit --py-files hoso_spark.py job.py quote rulebook.json consignments.parquet prices.parquet --keep dossier
spark-submit --py-files hoso_spark.py job.py track events.parquet where.parquet
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import hoso
from pyspark.sql import DataFrame, SparkSession

import hoso_spark


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for command in ("decide", "quote"):
        asked = commands.add_parser(command)
        asked.add_argument("rulebook", help="a rulebook's JSON, on any file system that Spark reads")
        asked.add_argument("questions", help="Parquet with a column for each key of a question")
        asked.add_argument("answers", help="Parquet to write; must not exist")
        asked.add_argument("--keep", action="append", default=[], metavar="COLUMN", help="carry a column along")
    commands.choices["quote"].add_argument("--lines", action="store_true", help="with lines, payers and sources")
    told = commands.add_parser("track")
    told.add_argument("events", help="Parquet with a column for each key of an event")
    told.add_argument("answers", help="Parquet to write; must not exist")
    told.add_argument("--buckets", type=int, default=1024, help="into how many parts consignments are put")
    return parser.parse_args(given)


def answers(spark: SparkSession, asked: argparse.Namespace) -> DataFrame:
    if asked.command == "track":
        return hoso_spark.track(spark.read.parquet(asked.events), buckets=asked.buckets)
    [(document,)] = spark.read.text(asked.rulebook, wholetext=True).collect()
    rulebook, questions = hoso.Rulebook(document, language="en"), spark.read.parquet(asked.questions)
    if asked.command == "decide":
        return hoso_spark.decide(questions, rulebook, keep=asked.keep)
    return hoso_spark.quote(questions, rulebook, keep=asked.keep, lines=asked.lines)


def main(spark: SparkSession, asked: argparse.Namespace) -> None:
    answers(spark, asked).write.parquet(asked.answers)
    # Counted from what was written, for nothing is to be computed twice.
    by = "state" if asked.command == "track" else "outcome"
    spark.read.parquet(asked.answers).groupBy(by).count().orderBy(by).show(truncate=False)


if __name__ == "__main__":
    asked = arguments()
    with SparkSession.builder.appName(f"hoso {asked.command}").getOrCreate() as session:
        main(session, asked)
