"""Tables of every library and type come in and go out; how they are cut and by how many threads changes nothing."""

from __future__ import annotations

import io
import itertools
import random
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import hoso
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from batches import table_of
from conftest import MINIMAL, PLAIN, REPOSITORY


def questions(count: int, seed: int = 7) -> list[dict[str, Any]]:
    chance = random.Random(seed)
    return [
        {
            "agency": chance.choice(["so-noi-vu", "so-tu-phap", "nowhere", None]),
            "procedure": chance.choice(["1.900101", "1.900102", "x"]),
            "service": chance.choice(["return", "intake", "both"]),
            "on": f"201{chance.randrange(4, 9)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}",
            "weight_grams": chance.choice([20, 80, 500, 0, None]),
            "zone": chance.choice(["intra_province", "inter_province", None]),
            "options": chance.choice([None, [], ["cash_on_delivery"], ["a b"]]),
        }
        for _ in range(count)
    ]


@pytest.fixture(scope="module")
def table() -> pa.Table:
    return table_of(questions(500))


@pytest.fixture(scope="module")
def expected(rulebook: hoso.Rulebook, table: pa.Table) -> list[dict[str, Any]]:
    answers = rulebook.quote_batch(table, threads=1).to_pyarrow().to_pylist()
    assert {row["outcome"] for row in answers} == {"quoted", "no_price", "not_covered", None}
    return answers


def dates(table: pa.Table) -> pa.Table:
    at = table.column_names.index("on")
    return table.set_column(at, "on", table["on"].cast(pa.date32()))


def test_polars(rulebook: hoso.Rulebook, table: pa.Table, expected: Any) -> None:
    frame = pl.DataFrame(table)
    for given in (frame, frame.with_columns(pl.col("agency", "zone").cast(pl.Categorical)), pl.DataFrame(dates(table))):
        answers = pl.DataFrame(rulebook.quote_batch(given))
        assert answers.to_dicts() == expected
    assert answers.filter(pl.col("outcome").cast(pl.String) == "quoted").height > 0
    assert answers.group_by("contract").agg(pl.col("total").sum()).height > 1
    assert answers.schema["total"] == pl.Int64


def test_pandas(rulebook: hoso.Rulebook, table: pa.Table, expected: Any) -> None:
    frame = table.drop(["options"]).to_pandas(types_mapper=pd.ArrowDtype)
    expected = pd.DataFrame.from_arrow(rulebook.quote_batch(table.drop(["options"])))
    frame["agency"] = frame["agency"].astype("category")
    answers = pd.DataFrame.from_arrow(rulebook.quote_batch(frame, keep=["agency"]))
    assert answers["total"].tolist() == pytest.approx(expected["total"].tolist(), nan_ok=True)
    assert answers["outcome"].tolist() == expected["outcome"].tolist()
    # A column with gaps is of floats in pandas: those that are whole are integers.
    gaps = pd.DataFrame({key: ["x", "x", "x"] for key in ("agency", "procedure", "zone")})
    gaps = gaps.assign(service="return", on=pd.Timestamp("2014-10-01"), weight_grams=[80, None, 80.5])
    assert rulebook.quote_batch(gaps).to_pyarrow()["issues"].to_pylist() == [
        [],
        [{"code": "missing", "path": "/weight_grams"}],
        [{"code": "not_integer", "path": "/weight_grams"}],
    ]


def test_prices_go_through_pandas_to_a_statement(rulebook: hoso.Rulebook, table: pa.Table) -> None:
    dossiers = pa.table(
        {
            **{key: [value] * 2 for key, value in PLAIN.items()},
            "id": ["RB1", "RB2"],
            "collected": pa.array([None, 5], pa.int64()),
        }
    )
    period = {"contract": "SNV-2014", "period": {"from": "2014-10-01", "until": "2014-11-01"}}
    prices = rulebook.quote_batch(dossiers, lines=True, keep=["id", "on", "collected"])
    expected = rulebook.settle_batch(prices, **period)
    assert expected["items"] == 2
    for frame in (pd.DataFrame.from_arrow(prices), prices.to_pyarrow().to_pandas(), pl.DataFrame(prices)):
        assert rulebook.settle_batch(frame, **period) == expected


def test_duckdb(rulebook: hoso.Rulebook, table: pa.Table, expected: Any) -> None:
    connection = duckdb.connect()
    connection.register("given", table)
    assert rulebook.quote_batch(connection.sql("FROM given")).to_pyarrow().to_pylist() == expected
    connection.execute("CREATE TYPE agencies AS ENUM (SELECT DISTINCT agency FROM given WHERE agency IS NOT NULL)")
    typed = connection.sql('SELECT * REPLACE ("on"::DATE AS "on", agency::agencies AS agency) FROM given')
    assert rulebook.quote_batch(typed).to_pyarrow().to_pylist() == expected
    answers = rulebook.quote_batch(table, keep=["agency"])
    assert answers.__arrow_c_schema__()
    rows = connection.sql("SELECT outcome, count(*), sum(total) FROM answers GROUP BY outcome ORDER BY 2").fetchall()
    assert sum(row[1] for row in rows) == len(expected)
    assert sum(row[2] or 0 for row in rows) == sum(row["total"] or 0 for row in expected)


def test_pyarrow(rulebook: hoso.Rulebook, table: pa.Table, expected: Any, tmp_path: Path) -> None:
    def answered(given: Any) -> Any:
        return pa.table(rulebook.quote_batch(given)).to_pylist()

    batches = table.to_batches(max_chunksize=33)
    assert answered(batches[0]) == expected[:33]
    assert answered(pa.RecordBatchReader.from_batches(table.schema, iter(batches))) == expected
    assert answered(pa.Table.from_batches(batches)) == expected
    assert answered(table.slice(13, 400)) == expected[13:413]
    for of in (pa.large_string(), pa.string_view()):
        texts = [pa.field(it.name, of if it.type == pa.string() else it.type) for it in table.schema]
        assert answered(table.cast(pa.schema(texts))) == expected
    for index in (pa.int8(), pa.uint16(), pa.int64()):
        for of in (pa.string(), pa.large_string()):
            few = [it.type == pa.string() and (it.name != "on" or index != pa.int8()) for it in table.schema]
            kinds = [pa.dictionary(index, of) if it else column.type for it, column in zip(few, table, strict=True)]
            columns = [column.cast(kind) for column, kind in zip(table, kinds, strict=True)]
            encoded = pa.table(columns, names=table.column_names)
            assert answered(encoded) == expected
            assert answered(encoded.slice(77)) == expected[77:]
    lists = table.set_column(
        table.column_names.index("options"), "options", table["options"].cast(pa.large_list(pa.large_string()))
    )
    assert answered(lists) == expected
    with pa.OSFile(str(tmp_path / "answers.arrow"), "wb") as file:
        answers = pa.table(rulebook.quote_batch(table))
        with pa.ipc.new_file(file, answers.schema) as writer:
            writer.write_table(answers.unify_dictionaries())


def test_answers_can_be_read_again(rulebook: hoso.Rulebook, table: pa.Table, expected: Any) -> None:
    answers = rulebook.quote_batch(table)
    assert pa.table(answers).to_pylist() == pa.table(answers).to_pylist() == expected
    assert pa.schema(answers) == pa.table(answers).schema
    assert repr(answers).startswith("<hoso.Answers: outcome, contract, clause")
    reader = pa.RecordBatchReader.from_stream(answers)
    del answers
    assert reader.read_all().num_rows == 500


def test_empty_tables(rulebook: hoso.Rulebook, table: pa.Table) -> None:
    empty = table.slice(0, 0)
    for given in (empty, pa.Table.from_batches([], table.schema), pl.DataFrame(empty)):
        assert rulebook.quote_batch(given, keep=["agency"], lines=True).to_pyarrow().num_rows == 0
        assert rulebook.decide_batch(given).to_pyarrow().num_rows == 0
    figures = rulebook.compare_batch(rulebook, empty)
    assert figures["total"]["rows"] == 0
    nothing = hoso.Rulebook(MINIMAL).decide_batch(table).to_pyarrow()
    assert set(nothing["outcome"].to_pylist()) == {"not_covered", None}


def test_threads_and_cuts_change_nothing(rulebook: hoso.Rulebook) -> None:
    table = table_of(questions(3_000))
    table = pa.concat_tables([table] * 100)
    whole = rulebook.quote_batch(table, threads=1, keep=["agency"]).to_pyarrow()
    assert whole.num_rows == 300_000
    for threads in (2, 3, 8):
        answers = rulebook.quote_batch(table, threads=threads, keep=["agency"]).to_pyarrow()
        assert answers.combine_chunks() == whole.combine_chunks()
    one = rulebook.quote_batch(table.combine_chunks(), threads=5).to_pyarrow()
    assert one.combine_chunks() == whole.drop(["agency"]).combine_chunks()
    halves = [rulebook.quote_batch(part).to_pyarrow() for part in (table.slice(0, 123_457), table.slice(123_457))]
    assert pa.concat_tables(halves).combine_chunks() == one.combine_chunks()
    events = [
        {"id": f"e{n}", "consignment": f"c{n % 70_000}", "kind": kind, "at": f"2014-10-0{1 + n // 70_000}T00:00:00Z"}
        for n, kind in enumerate(["accepted"] * 70_000 + ["departed"] * 70_000 + ["delivered"] * 70_000)
    ]
    tracked = hoso.track_batch(table_of(events), threads=1).to_pyarrow()
    assert tracked == hoso.track_batch(table_of(events), threads=4).to_pyarrow()
    assert set(tracked["state"].to_pylist()) == {"delivered"}


def test_ids_of_every_length_are_told_apart() -> None:
    """Agencies of one kind in three handle the procedure; the codes of the others differ from theirs in a letter."""
    chance = random.Random(5)
    names = {"".join(chance.choice("ab") for _ in range(length)) for length in range(1, 41) for _ in range(9)}
    names |= {name[:at] + "z" + name[at + 1 :] for name in sorted(names) for at in (0, len(name) // 2, len(name) - 1)}
    # More than are kept at a time, of which each pair differs at the end or at the beginning alone.
    names |= {f"000.00.0{n:04}" for n in range(2_000)} | {f"{n:04}.000.00.0" for n in range(2_000)}
    codes = sorted(names)
    agencies = [{"code": code, "name": code, "kind": f"k{n % 3}"} for n, code in enumerate(codes)]
    procedure = {"code": "p", "name": "p", "field": "f", "agencies": {"kinds": ["k1"]}}
    field = {"id": "f", "name": "f"}
    rulebook = hoso.Rulebook(MINIMAL | {"agencies": agencies, "fields": [field], "procedures": [procedure]})
    asked = [chance.choice([*codes, "nobody", "ab" * 30]) for _ in range(5_000)]
    alike = {"procedure": ["p"] * 5_000, "service": ["return"] * 5_000, "on": ["2014-10-01"] * 5_000}
    expected = {code: "procedure_not_of_agency" if n % 3 != 1 else "no_contract" for n, code in enumerate(codes)}
    for type_ in (pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int16(), pa.string())):
        table = pa.table({"agency": pa.array(asked, pa.string()).cast(type_), **alike})
        reasons = rulebook.decide_batch(table).to_pyarrow()["reasons"].to_pylist()
        assert reasons == [[expected.get(code, "unknown_agency")] for code in asked], type_


def endless(table: pa.Table, read: list[int]) -> Iterator[pa.RecordBatch]:
    for batch in table.to_batches() * 1_000_000:
        read[0] += batch.num_rows
        yield batch


def test_a_stream_is_read_as_its_answers_are(rulebook: hoso.Rulebook, table: pa.Table) -> None:
    read = [0]
    source = pa.RecordBatchReader.from_batches(table.schema, endless(table, read))
    reader = pa.RecordBatchReader.from_stream(rulebook.quote_batch(source, threads=2))
    assert read[0] == 0
    first = reader.read_next_batch()
    assert first.num_rows == 500
    assert read[0] < 200_000


def test_a_stream_that_breaks(rulebook: hoso.Rulebook, table: pa.Table) -> None:
    def broken() -> Iterator[pa.RecordBatch]:
        yield from table.to_batches()
        raise RuntimeError("the disk is gone")

    source = pa.RecordBatchReader.from_batches(table.schema, broken())
    with pytest.raises(Exception, match="the disk is gone"):
        pa.table(rulebook.quote_batch(source))


def resident() -> int:
    """Memory in use, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 // 2**20


def test_memory_does_not_grow_with_the_table(rulebook: hoso.Rulebook) -> None:
    piece = table_of(questions(50_000))

    def pieces(count: int) -> pa.RecordBatchReader:
        return pa.RecordBatchReader.from_batches(piece.schema, (it for _ in range(count) for it in piece.to_batches()))

    def drained(count: int) -> int:
        return sum(
            it.num_rows for it in pa.RecordBatchReader.from_stream(rulebook.quote_batch(pieces(count), lines=True))
        )

    assert drained(4) == 200_000
    before = resident()
    assert drained(40) == 2_000_000
    assert resident() - before < 100


def test_other_threads_run_meanwhile(rulebook: hoso.Rulebook) -> None:
    table = pa.concat_tables([table_of(questions(10_000))] * 100)
    counted, done = [0], threading.Event()

    def count() -> None:
        while not done.is_set():
            counted[0] += 1
            time.sleep(0.001)

    other = threading.Thread(target=count)
    other.start()
    try:
        counted[0] = 0
        pa.table(rulebook.quote_batch(table, threads=1))
        assert counted[0] > 5
    finally:
        done.set()
        other.join()


def test_many_threads_share_answers(rulebook: hoso.Rulebook, table: pa.Table, expected: Any) -> None:
    answers, found = rulebook.quote_batch(table), []
    readers = [threading.Thread(target=lambda: found.append(pa.table(answers).to_pylist())) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert found == [expected] * 8


@pytest.mark.parametrize(
    "beside",
    [
        {"known_on": None},
        {"known_on": None, "options": []},
        {"options": [None]},
        {"huge": 1},
    ],
)
def test_polars_columns_that_hold_nothing_or_are_not_needed(rulebook: hoso.Rulebook, beside: dict[str, Any]) -> None:
    kinds: dict[str, Any] = {"huge": pl.Int128} if "huge" in beside else {}
    frame = pl.DataFrame([{**PLAIN, **beside}] * 3, schema_overrides=kinds)
    answers = rulebook.quote_batch(frame).to_pyarrow()
    found = answers["issues"].to_pylist()
    if beside.get("options") == [None]:
        assert found == [[{"code": "wrong_type", "path": "/options/0"}]] * 3
    else:
        assert found == [[]] * 3


NOTHING = [
    pa.nulls(3, of)
    for of in (
        *(pa.float64(), pa.float16(), pa.int64(), pa.bool_(), pa.timestamp("us"), pa.time32("s"), pa.binary()),
        *(pa.list_(pa.int64()), pa.struct([("a", pa.int8())]), pa.dictionary(pa.int8(), pa.int64())),
    )
]


@pytest.mark.parametrize("column", [*NOTHING, pa.array([float("nan")] * 3)], ids=lambda column: str(column.type))
@pytest.mark.parametrize("key", ["place", "known_on", "options", "weight_grams"])
def test_a_column_that_holds_nothing_is_absent_whatever_its_type(
    rulebook: hoso.Rulebook, key: str, column: pa.Array
) -> None:
    table = pa.Table.from_pylist([PLAIN] * 3)
    table = table.drop_columns([key]) if key in table.column_names else table
    table = table.append_column(key, pa.chunked_array([column.slice(0, 1), column.slice(1)]))
    found = rulebook.quote_batch(table).to_pyarrow()["issues"].to_pylist()
    lacks = "missing" if column.null_count else "not_integer"
    assert found == ([[{"code": lacks, "path": "/weight_grams"}]] * 3 if key == "weight_grams" else [[]] * 3)


def test_columns_that_pandas_found_empty(rulebook: hoso.Rulebook) -> None:
    text = pd.DataFrame([{**PLAIN, "place": None, "known_on": None, "applicant": None}] * 3).to_csv(index=False)
    frame = pd.read_csv(io.StringIO(text), dtype={"procedure": str})
    assert {str(frame[key].dtype) for key in ("place", "known_on", "applicant")} == {"float64"}
    assert rulebook.quote_batch(frame).to_pyarrow()["total"].to_pylist() == [35_000] * 3
    assert rulebook.deadlines_batch(frame.drop(columns=["weight_grams", "applicant"])).to_pyarrow().num_rows == 3


def test_a_column_that_holds_something_of_another_type_is_refused_wherever_that_stands(rulebook: hoso.Rulebook) -> None:
    table = pa.Table.from_pylist([PLAIN] * 3)
    for place in ([None, None, 7], [7, None, None]):
        chunks = pa.chunked_array([[value] for value in place], pa.int64())
        with pytest.raises(hoso.InvalidInput) as raised:
            rulebook.quote_batch(table.append_column("place", chunks))
        assert [(it["code"], it["path"]) for it in raised.value.issues] == [("wrong_type", "/place")]


def test_what_stands_beyond_the_rows_that_are_read_ahead_is_told_in_its_row(rulebook: hoso.Rulebook) -> None:
    rows = (1 << 20) + 2
    table = pa.Table.from_pylist([PLAIN]).take(pa.array([0] * rows))
    table = table.append_column("place", pa.array([None] * (rows - 1) + [7], pa.int64()))
    batches = pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=1 << 20))
    issues = rulebook.quote_batch(batches).to_pyarrow()["issues"]
    assert issues[-1].as_py() == [{"code": "wrong_type", "path": "/place"}] and issues[-2].as_py() == []


def test_a_column_of_a_type_that_cannot_be_read_is_named(rulebook: hoso.Rulebook) -> None:
    frame = pl.DataFrame([PLAIN], schema_overrides={"weight_grams": pl.Int128})
    with pytest.raises(hoso.InvalidInput) as raised:
        rulebook.quote_batch(frame, language="en")
    assert [(it["code"], it["path"]) for it in raised.value.issues] == [("wrong_type", "/weight_grams")]


@pytest.mark.parametrize(
    ("column", "codes"),
    [
        (
            pa.array([80.0, 80.5, None, float("nan"), 1e300, float("-inf")]),
            [None, "not_integer", "missing", "not_integer", "too_large", "too_small"],
        ),
        (pa.array([80, 81, None], pa.decimal256(40, 3)), [None, None, "missing"]),
        (pa.array([Decimal("80.00"), Decimal("80.50")], pa.decimal128(8, 2)), [None, "not_integer"]),
        (pa.array([80, None], pa.uint8()), [None, "missing"]),
    ],
)
def test_numbers_that_are_whole_are_integers(
    rulebook: hoso.Rulebook, column: pa.Array, codes: list[str | None]
) -> None:
    rows = {key: [value] * len(column) for key, value in PLAIN.items()} | {"weight_grams": column}
    found = rulebook.quote_batch(pa.table(rows)).to_pyarrow()["issues"].to_pylist()
    assert [issues[0]["code"] if issues else None for issues in found] == codes


def test_a_stream_is_answered_once(rulebook: hoso.Rulebook, table: pa.Table) -> None:
    reader = pa.RecordBatchReader.from_batches(table.schema, iter(table.to_batches()))
    answers = rulebook.quote_batch(reader)
    again = rulebook.decide_batch(pl.DataFrame(table))
    assert pa.table(answers).num_rows == 500 and pa.table(again).num_rows == pa.table(again).num_rows == 500
    for _ in range(2):
        with pytest.raises(ValueError, match="can be read once"):
            pa.table(answers)
    connection = duckdb.connect()
    connection.register("given", table)
    streamed = hoso.track_batch(pa.RecordBatchReader.from_batches(EVENTS.schema, iter(EVENTS.to_batches())))
    assert pa.table(streamed).num_rows == 1
    with pytest.raises(ValueError, match="can be read once"):
        streamed.to_pyarrow()


EVENTS = pa.table({"id": ["e1"], "consignment": ["c"], "kind": ["accepted"], "at": ["2014-10-01T00:00:00Z"]})


def test_keep_is_a_name_or_names(rulebook: hoso.Rulebook, table: pa.Table) -> None:
    for keep in ("agency", ["agency"], iter(["agency"]), ("agency",)):
        assert "agency" in rulebook.decide_batch(table, keep=keep).to_pyarrow().column_names
    for wrong in (range(10**12), 7, [7], b"agency"):
        with pytest.raises(TypeError, match="keep is the name of a column"):
            rulebook.decide_batch(table, keep=wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="more columns"):
        rulebook.decide_batch(table, keep=itertools.repeat("agency"))


_STOPPED = """
import hoso, pyarrow as pa, sys, threading, _thread, time, signal, os
rulebook = hoso.Rulebook.read(sys.argv[1])
row = {"agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2014-10-01", "weight_grams": 80,
    "zone": "intra_province", "resolved_on": "2014-10-01", "by_post": True}
batch = pa.table({key: pa.array([value] * 100_000) for key, value in row.items()}).to_batches()[0]
table = pa.Table.from_batches([batch] * 500)
threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
start = time.process_time()
try:
    match sys.argv[2]:
        case "report":
            rulebook.report_batch(table, period={"from": "2014-01-01", "until": "2015-01-01"}, threads=1)
        case "to_pyarrow":
            rulebook.quote_batch(table, lines=True, threads=1).to_pyarrow()
        case _:
            pa.table(rulebook.deadlines_batch(table, threads=1))
except (KeyboardInterrupt, pa.ArrowInvalid) as stopped:
    # Who reads a stream may make an error of it; an interrupt follows.
    try:
        time.sleep(0.1)
    except KeyboardInterrupt:
        pass
    print(type(stopped).__name__, time.process_time() - start)
"""


@pytest.mark.parametrize("what", ["report", "to_pyarrow", "stream"])
def test_an_interrupt_stops_millions_of_rows(what: str) -> None:
    path = str(REPOSITORY / "examples" / "data" / "binh-duong.json")
    told = subprocess.run([sys.executable, "-c", _STOPPED, path, what], capture_output=True, text=True)
    assert told.stdout, told.stderr
    name, seconds = told.stdout.split()
    assert name == ("ArrowInvalid" if what == "stream" else "KeyboardInterrupt") and float(seconds) < 3


class Hidden:
    """A stream of which nobody sees that it is one."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._stream.__arrow_c_stream__(requested_schema)


def test_a_stream_that_hides_is_never_an_empty_table(rulebook: hoso.Rulebook) -> None:
    whole = pa.Table.from_pylist([PLAIN, PLAIN])
    answers = rulebook.quote_batch(Hidden(pa.RecordBatchReader.from_batches(whole.schema, whole.to_batches())))
    assert answers.to_pyarrow().num_rows == 2
    with pytest.raises(Exception, match=r"had 2 rows .* gave 0"):
        answers.to_pyarrow()
    # A table behind the same door is read as often as it is asked for.
    answers = rulebook.quote_batch(Hidden(whole))
    assert [answers.to_pyarrow().num_rows for _ in range(3)] == [2, 2, 2]


# Columns of other types, of other names.

VIEWS = pa.list_view(pa.string())


def runs(value: Any, count: int, kind: pa.DataType) -> pa.Array:
    return pa.RunEndEncodedArray.from_arrays([count], pa.array([value], kind))


@pytest.mark.parametrize(
    ("key", "column"),
    [
        ("options", pa.array([["x"], ["cash_on_delivery"], None, []], VIEWS)),
        ("options", pa.array([["x"], ["cash_on_delivery"], None, []], pa.large_list_view(pa.string()))),
        ("options", pa.ListViewArray.from_arrays([1, 0, 0, 0], [1, 2, 0, 1], pa.array(["a", "x"]))),
        ("options", runs(["x"], 4, pa.list_(pa.string()))),
        # More texts than are numbered ahead, in a row or behind one that has no list.
        ("options", pa.array([[], [f"o-{n}" for n in range(40)], ["cash_on_delivery"], None])),
        (
            "options",
            pa.ListArray.from_arrays([0, 1, 40, 41, 41], ["x"] * 41, mask=pa.array([False, True, False, False])),
        ),
        (
            "options",
            pa.array([["x", "cash_on_delivery"], ["x"], ["cash_on_delivery", "x"], []], pa.large_list(pa.string())),
        ),
        ("agency", runs("so-noi-vu", 4, pa.string())),
        ("agency", pa.RunEndEncodedArray.from_arrays(pa.array([1, 3, 4], pa.int16()), ["so-noi-vu", None, "nowhere"])),
        ("weight_grams", runs(80, 4, pa.int32())),
        ("weight_grams", pa.array([80, None, 80, 60]).dictionary_encode()),
        ("weight_grams", pa.array([80.0, 80.5, None, 60.0]).dictionary_encode()),
        ("on", pa.array([16_344, None, 16_344, 16_000], pa.date32()).dictionary_encode()),
    ],
    ids=str,
)
def test_types_that_say_the_same_in_another_way(rulebook: hoso.Rulebook, key: str, column: Any) -> None:
    rows = [{**PLAIN, key: value} for value in column.to_pylist()]
    plain = pa.Table.from_pylist(rows)
    other = pa.Table.from_pylist([PLAIN] * 4)
    if key in PLAIN:
        other = other.drop_columns([key])
    other = other.append_column(key, column)
    expected = rulebook.quote_batch(plain, lines=True).to_pyarrow().to_pylist()
    assert rulebook.quote_batch(other, lines=True).to_pyarrow().to_pylist() == expected
    cut = [rulebook.quote_batch(other.slice(at, 1), lines=True).to_pyarrow().to_pylist()[0] for at in range(4)]
    assert cut == expected


@pytest.mark.parametrize(
    ("column", "held"),
    [(pa.array([b"1"]), "Binary"), (pa.array([[1]]), "List"), (pl.Series([1], dtype=pl.Int128), "_pli128")],
)
def test_a_type_that_is_none_says_what_to_cast_to(rulebook: hoso.Rulebook, column: Any, held: str) -> None:
    table: Any = pa.Table.from_pylist([PLAIN]).drop_columns(["weight_grams"])
    if isinstance(column, pl.Series):
        table = pl.DataFrame({name: table[name].to_pylist() for name in table.column_names} | {"weight_grams": column})
    else:
        table = table.append_column("weight_grams", column)
    for language, words in (("en", ("cast it to", "int64")), ("vi", ("hãy đổi (cast) sang", "nguyên"))):
        with pytest.raises(hoso.InvalidInput) as raised:
            rulebook.quote_batch(table, language=language)
        (issue,) = raised.value.issues
        assert (issue["code"], issue["path"]) == ("wrong_type", "/weight_grams")
        assert held in issue["message"] and all(word in issue["message"] for word in words)
        assert " the column " not in issue["message"] or language == "en"


def test_columns_that_are_missing_name_what_is_near(rulebook: hoso.Rulebook) -> None:
    table = pa.Table.from_pylist([{**PLAIN, "dossier": "HS-1"}])
    upper = table.rename_columns([name.upper() for name in table.column_names])
    asked: list[tuple[Any, str, str]] = [
        (lambda: rulebook.quote_batch(table, keep=["dosier"]), "/dosier", "dossier"),
        (lambda: rulebook.decide_batch(upper), "/agency", "AGENCY"),
        (lambda: rulebook.settle_batch(upper, contract="SNV-2014", period=PERIOD), "/items/on", "ON"),
        (lambda: rulebook.report_batch(upper, period=PERIOD), "/agency", "AGENCY"),
        (lambda: hoso.track_batch(pa.table({"consignmnt": ["x"]})), "/consignment", "consignmnt"),
    ]
    for ask, path, near in asked:
        with pytest.raises(hoso.InvalidInput) as raised, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ask()
        (issue,) = [issue for issue in raised.value.issues if issue["path"] == path]
        assert issue["code"] == "missing" and issue["params"] == {"nearest": near} and f"`{near}`" in issue["message"]


PERIOD = {"from": "2014-10-01", "until": "2014-11-01"}


def test_a_misspelt_column_is_warned_of(rulebook: hoso.Rulebook) -> None:
    table = pa.Table.from_pylist([{**PLAIN, "id": "RB1", "applicnt": ["p:low"], "note": "x"}])
    with pytest.warns(hoso.UnusedColumns, match=r"^Không dùng đến cột: applicnt \(có phải applicant\?\)$"):
        answers = rulebook.quote_batch(table, keep=["id"], lines=True)
    assert answers.unused == ["applicnt", "note"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # Read again, kept, or not near: nothing is said.
        assert answers.to_pyarrow().num_rows == answers.to_pyarrow().num_rows == 1
        assert rulebook.quote_batch(table, keep=["applicnt", "id"]).unused == ["note"]
        items = rulebook.quote_batch(table, keep=["id", "on", "applicnt"], lines=True).to_pyarrow()
        assert rulebook.settle_batch(items, contract="SNV-2014", period=PERIOD)["items"] == 1
    items = items.append_column("collectd", [[1]])
    invoice = pa.table({"id": ["L1"], "item": ["RB1"], "amount": [35_000], "txa": [0]})
    with pytest.warns(hoso.UnusedColumns, match="collectd"):
        rulebook.settle_batch(items, contract="SNV-2014", period=PERIOD)
    with pytest.warns(hoso.UnusedColumns) as warned:
        rulebook.reconcile_batch(items, invoice, contract="SNV-2014", period=PERIOD, language="en")
    assert any("collectd (did you mean collected?)" in str(it.message) for it in warned)
    rows = pa.table({"agency": ["a"], "resolved_on": ["2014-10-01"], "by_post": [True], "delivred_on": ["x"]})
    with pytest.warns(hoso.UnusedColumns, match="delivered_on"):
        rulebook.report_batch(rows, period=PERIOD)
    with pytest.warns(hoso.UnusedColumns, match="return_weight_grams"):
        rulebook.compare_batch(rulebook, pa.Table.from_pylist([{**PLAIN, "return_weight_gram": 1}]))
