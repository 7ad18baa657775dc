"""On Spark a row is answered as on one machine, however rows are cut and shuffled."""

from __future__ import annotations

import copyreg
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hoso
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from pyspark.sql import SparkSession, functions as F

import hoso_spark
import job

HERE = Path(__file__).parent
SUBMIT = Path(sys.executable).with_name("spark-submit")
# A short life needs no optimising compiler.
SOON = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    scratch = str(tmp_path_factory.mktemp("spark"))
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.local.dir", scratch).config("spark.sql.warehouse.dir", scratch)
    builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    builder = builder.config("spark.driver.extraJavaOptions", SOON)
    # A zone that is not the rulebook's, for an answer must not depend on it.
    builder = builder.config("spark.sql.session.timeZone", "America/New_York")
    session = builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()
    # What is pickled by name is found on the workers: `--py-files` of spark-submit.
    for file in ("hoso_spark.py", "job.py", "test_spark.py"):
        session.sparkContext.addPyFile(str(HERE / file))
    yield session
    session.stop()


@pytest.fixture(scope="session")
def sorted_trackings(events: pa.Table) -> list[dict[str, Any]]:
    """As `hoso_spark.track` hands events over, so that issues name the same places."""
    events = events.drop(["note"])
    events = events.sort_by([(name, "ascending") for name in events.column_names])
    return by_consignment(pa.table(hoso.track_batch(events)))


def by_consignment(trackings: pa.Table) -> list[dict[str, Any]]:
    return sorted(trackings.to_pylist(), key=repr)


def in_utc(answers: pa.Table) -> pa.Table:
    """The same times: Spark shows them in the zone of the session."""

    def utc(of: pa.DataType) -> pa.DataType:
        return pa.timestamp("us", "UTC") if pa.types.is_timestamp(of) else of

    return answers.cast(pa.schema([(it.name, utc(it.type)) for it in answers.schema]))


def by_row(answers: pa.Table, like: pa.Table) -> pa.Table:
    return answers.sort_by("row").cast(like.schema)


def test_quote(spark: SparkSession, rulebook: hoso.Rulebook, question_file: str, prices: pa.Table) -> None:
    questions = spark.read.parquet(question_file).orderBy(F.rand(1)).repartition(6)
    answers = hoso_spark.quote(questions, rulebook, keep=["row"], lines=True)
    assert answers.columns == prices.column_names
    assert by_row(answers.toArrow(), prices) == prices


def test_decide(spark: SparkSession, rulebook: hoso.Rulebook, question_file: str, decisions: pa.Table) -> None:
    answers = hoso_spark.decide(spark.read.parquet(question_file), rulebook, keep=["row"])
    assert by_row(answers.toArrow(), decisions) == decisions


@pytest.mark.parametrize(("partitions", "rows_of_a_batch"), [(1, "10000"), (5, "97"), (50, "10000")])
def test_cuts_change_nothing(
    spark: SparkSession,
    rulebook: hoso.Rulebook,
    question_file: str,
    prices: pa.Table,
    partitions: int,
    rows_of_a_batch: str,
) -> None:
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", rows_of_a_batch)
    try:
        questions = spark.read.parquet(question_file).where("row < 2000").repartition(partitions)
        answers = hoso_spark.quote(questions, rulebook, keep=["row"], lines=True).toArrow()
    finally:
        spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")
    assert by_row(answers, prices) == prices.slice(0, 2000)


def test_a_time_is_on_the_day_of_the_rulebook(spark: SparkSession, rulebook: hoso.Rulebook) -> None:
    asked = "agency", "procedure", "service", "zone", "weight_grams"
    row = "so-noi-vu", "1.900101", "return", "intra_district", 80
    times = "2014-09-09T16:59:00Z", "2014-09-09T17:00:00Z"
    questions = spark.createDataFrame([(*row, time) for time in times], [*asked, "on"])
    questions = questions.withColumn("on", F.to_timestamp("on"))
    answers = hoso_spark.quote(questions, rulebook, keep=["on"]).orderBy("on").collect()
    assert [row.outcome for row in answers] == ["not_covered", "quoted"]


def test_track(spark: SparkSession, event_file: str, events: pa.Table, sorted_trackings: list[Any]) -> None:
    told = spark.read.parquet(event_file).repartition(6)
    parts = told.withColumn("part", F.spark_partition_id()).groupBy("consignment")
    parts = parts.agg(F.count_distinct("part").alias("parts"))
    assert parts.where("parts > 1").count() > 1_000
    for buckets in (3, 64):
        answers = hoso_spark.track(told, buckets=buckets).toArrow()
        assert by_consignment(in_utc(answers)) == sorted_trackings


def test_order_of_events_is_seen_in_paths_alone(sorted_trackings: list[Any], trackings: pa.Table) -> None:
    def without_places(rows: list[dict[str, Any]]) -> list[Any]:
        cut = [
            row | {"issues": sorted((it["code"], re.sub("^/[0-9]+", "", it["path"])) for it in row["issues"])}
            for row in rows
        ]
        return sorted(cut, key=repr)

    assert without_places(sorted_trackings) == without_places(trackings.to_pylist())


def test_what_does_not_fit_is_told_at_once(
    spark: SparkSession, rulebook: hoso.Rulebook, question_file: str, event_file: str
) -> None:
    questions, events = spark.read.parquet(question_file), spark.read.parquet(event_file)
    for ask, codes in [
        (lambda: hoso_spark.quote(questions.drop("agency"), rulebook), [("missing", "/agency")]),
        (lambda: hoso_spark.quote(questions, rulebook, keep=["dossier"]), [("missing", "/dossier")]),
        (lambda: hoso_spark.decide(questions.withColumn("on", F.lit(1)), rulebook), [("wrong_type", "/on")]),
        (lambda: hoso_spark.track(events.drop("consignment")), [("missing", "/consignment")]),
    ]:
        with pytest.raises(hoso.InvalidInput) as raised:
            ask()
        assert [(issue["code"], issue["path"]) for issue in raised.value.issues] == codes


def test_columns_that_nobody_asks_for_are_not_read(
    spark: SparkSession, rulebook: hoso.Rulebook, question_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    hoso_spark.decide(spark.read.parquet(question_file), rulebook, keep=["row"]).explain()
    plan = capsys.readouterr().out
    assert re.search(r"ReadSchema: struct<row:bigint,agency:string", plan)
    assert "note" not in plan and "weight_grams" not in plan


def parsed_and_told(text: str, log: str) -> hoso.Rulebook:
    with open(log, "a", encoding="ascii") as file:
        file.write(f"{os.getpid()}\n")
    return hoso.Rulebook(text)


def test_a_worker_parses_the_rulebook_once(
    spark: SparkSession, rulebook: hoso.Rulebook, question_file: str, tmp_path: Path
) -> None:
    log = tmp_path / "parsed"
    copyreg.pickle(hoso.Rulebook, lambda it: (parsed_and_told, (it.to_json(), str(log))))
    try:
        questions = spark.read.parquet(question_file).where("row < 4000").repartition(20)
        answers = hoso_spark.decide(questions, rulebook, keep=["row"])
        assert answers.count() == answers.count() == 4000
    finally:
        del copyreg.dispatch_table[hoso.Rulebook]
    workers = log.read_text(encoding="ascii").split()
    assert 1 <= len(workers) == len(set(workers)) <= 4


def test_the_job_as_it_is_submitted(question_file: str, prices: pa.Table, tmp_path: Path) -> None:
    rulebook, answers = HERE.parent / "data" / "binh-duong.json", tmp_path / "prices.parquet"
    submit = [SUBMIT, "--master", "local[2]", "--driver-java-options", SOON, "--conf", f"spark.local.dir={tmp_path}"]
    job = ["--py-files", HERE / "hoso_spark.py", HERE / "job.py", "quote", rulebook, question_file, answers]
    more = ["--keep", "row", "--lines"]
    variables = os.environ | {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    told = subprocess.run(
        [*map(str, submit + job), *more], check=True, stdout=subprocess.PIPE, text=True, cwd=tmp_path, env=variables
    )
    assert by_row(parquet.read_table(answers), prices) == prices
    quoted = prices["outcome"].to_pylist().count("quoted")
    assert re.search(rf"quoted +\|{quoted} *\|", told.stdout)


@pytest.mark.parametrize(("command", "good"), [("decide", "covered"), ("track", "delivered")])
def test_the_other_jobs(
    command: str,
    good: str,
    spark: SparkSession,
    question_file: str,
    event_file: str,
    decisions: pa.Table,
    sorted_trackings: list[Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answers = str(tmp_path / "answers.parquet")
    rulebook = str(HERE.parent / "data" / "binh-duong.json")
    given = {
        "decide": [rulebook, question_file, answers, "--keep", "row"],
        "track": [event_file, answers, "--buckets", "9"],
    }
    job.main(spark, job.arguments([command, *given[command]]))
    assert re.search(rf"\|{good} +\|[0-9]+ *\|", capsys.readouterr().out)
    found = parquet.read_table(answers)
    if command == "decide":
        assert by_row(found, decisions) == decisions
    else:
        assert by_consignment(in_utc(found)) == sorted_trackings


def test_the_readme_runs(
    spark: SparkSession, question_file: str, event_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8").replace('"consignments.parquet"', repr(question_file))
    [block] = re.findall(r"```python\n(.*?)```", readme.replace('"events.parquet"', repr(event_file)), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path("rulebook.json").symlink_to(HERE.parent / "data" / "binh-duong.json")
    exec(block, {"spark": spark})
