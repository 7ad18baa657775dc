"""Questions and events for examples/data/binh-duong.json, good and bad, and what a single machine answers."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import hoso
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

QUESTIONS = 120_000
CONSIGNMENTS = 3_000
TEXTS = pa.list_(pa.string())
QUESTION = pa.schema(
    {
        "row": pa.int64(),
        "agency": pa.string(),
        "procedure": pa.string(),
        "service": pa.string(),
        "on": pa.string(),
        "known_on": pa.date32(),
        "weight_grams": pa.int64(),
        "return_weight_grams": pa.int32(),
        "zone": pa.string(),
        "place": pa.string(),
        "applicant": TEXTS,
        "options": TEXTS,
        "note": pa.string(),
    }
)
EVENT = pa.schema(
    {
        "id": pa.string(),
        "consignment": pa.string(),
        "kind": pa.string(),
        "at": pa.string(),
        "recorded_at": pa.timestamp("us", "UTC"),
        "reason": pa.string(),
        "note": pa.string(),
    }
)
JOURNEY = ["accepted", "departed", "arrived", "out_for_delivery", "delivery_failed", "out_for_delivery", "delivered"]


def plain(table: Any) -> pa.Table:
    """Answers with texts instead of dictionaries, as other engines give them back."""
    table = pa.table(table)
    kinds = [it.value_type if pa.types.is_dictionary(it) else it for it in table.schema.types]
    return table.cast(pa.schema(list(zip(table.column_names, kinds, strict=True))))


def question(chance: random.Random, procedures: list[tuple[str, str]]) -> dict[str, Any]:
    procedure, agency = chance.choice(procedures)
    service = chance.choice(["return", "return", "intake", "both"])
    day = date(2014, 8, 1) + timedelta(days=chance.randrange(4_200))
    where = {"zone": chance.choice(["intra_district", "intra_province", "inter_province"])}
    if chance.random() < 0.3:
        where = {"place": chance.choice(["718", "724", "25744", "74", "79", "70"])}
    asked = {
        "agency": agency,
        "procedure": procedure,
        "service": service,
        "on": day.isoformat(),
        "known_on": day - timedelta(days=60) if chance.random() < 0.1 else None,
        "weight_grams": chance.randrange(1, 3_000),
        "return_weight_grams": chance.randrange(1, 500) if service == "both" else None,
        "applicant": chance.choice([None, None, [], ["poor_household"], ["hero", "heroic_mother"]]),
        "options": chance.choice([None, ["collect_agency_fee"]]),
        "note": "not asked about",
        **where,
    }
    if chance.random() < 0.02:
        asked |= chance.choice(
            [
                {"agency": None},
                {"agency": "Sở Nội vụ"},
                {"service": "returns"},
                {"on": "1 October"},
                {"weight_grams": 0},
                {"zone": None, "place": None},
                {"zone": "intra_province", "place": "718"},
                {"options": ["a", "a"]},
                {"applicant": [None]},
            ]
        )
    return asked


def told(chance: random.Random, consignment: str) -> list[dict[str, Any]]:
    """The events of a consignment as far as it came, some of them twice, wrong or out of turn."""
    at = datetime(2014, 10, 1, 1, 30, tzinfo=UTC) + timedelta(minutes=chance.randrange(10**5))
    events = []
    for place, kind in enumerate(JOURNEY[: chance.randrange(1, len(JOURNEY) + 1)]):
        at += timedelta(minutes=chance.randrange(1, 2_000))
        event = {
            "id": f"{consignment}/{place}",
            "consignment": consignment,
            "kind": kind,
            "at": at.isoformat(),
            "recorded_at": at + timedelta(hours=1) if chance.random() < 0.5 else None,
            "reason": "addressee_absent" if kind == "delivery_failed" else None,
        }
        events.append(event)
        if chance.random() < 0.05:
            events.append(event | chance.choice([{}, {"kind": "held"}, {"kind": "returned"}]))
        if chance.random() < 0.01:
            wrong = [{"consignment": None}, {"consignment": "Bưu gửi"}, {"kind": "flown"}, {"at": "today"}]
            events.append(event | chance.choice([*wrong, {"kind": "delivery_failed", "reason": None}]))
    return events


@pytest.fixture(scope="session")
def rulebook() -> hoso.Rulebook:
    return hoso.Rulebook((Path(__file__).parent / "data" / "binh-duong.json").read_bytes())


@pytest.fixture(scope="session")
def questions(rulebook: hoso.Rulebook) -> pa.Table:
    chance = random.Random(7)
    agencies = {it["code"]: it["kind"] for it in rulebook.document["agencies"]}
    procedures = []
    for it in rulebook.document["procedures"]:
        codes, kinds = it["agencies"].get("codes", []), it["agencies"].get("kinds", [])
        procedures += [(it["code"], code) for code, kind in agencies.items() if code in codes or kind in kinds]
    rows = [question(chance, procedures) | {"row": row} for row in range(QUESTIONS)]
    return pa.Table.from_pylist(rows, QUESTION)


@pytest.fixture(scope="session")
def prices(rulebook: hoso.Rulebook, questions: pa.Table) -> pa.Table:
    answers = plain(rulebook.quote_batch(questions, keep=["row"], lines=True))
    assert set(answers["outcome"].to_pylist()) == {"quoted", "no_price", "not_covered", None}
    assert 1_000 < answers["outcome"].null_count < 5_000
    return answers


@pytest.fixture(scope="session")
def decisions(rulebook: hoso.Rulebook, questions: pa.Table) -> pa.Table:
    answers = plain(rulebook.decide_batch(questions, keep=["row"]))
    assert set(answers["outcome"].to_pylist()) == {"covered", "not_covered", None}
    return answers


@pytest.fixture(scope="session")
def events() -> pa.Table:
    """The events of all consignments, shuffled."""
    chance = random.Random(8)
    rows = [event for number in range(CONSIGNMENTS) for event in told(chance, f"RB{number}")]
    chance.shuffle(rows)
    return pa.Table.from_pylist(rows, EVENT)


@pytest.fixture(scope="session")
def trackings(events: pa.Table) -> pa.Table:
    answers = plain(hoso.track_batch(events))
    assert {"delivered", "attempted", "accepted", None} <= set(answers["state"].to_pylist())
    assert answers["consignment"].null_count > 10
    return answers


@pytest.fixture(scope="session")
def question_file(questions: pa.Table, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("questions") / "questions.parquet")
    parquet.write_table(questions, path, row_group_size=10_000)
    return path


@pytest.fixture(scope="session")
def event_file(events: pa.Table, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("events") / "events.parquet")
    parquet.write_table(events, path, row_group_size=1_000)
    return path
