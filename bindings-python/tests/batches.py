"""Tables of questions, and what single questions answer, for the tests of batches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import hoso
import pyarrow as pa

TEXTS = pa.list_(pa.string())
SPANS = pa.list_(pa.struct([("from", pa.string()), ("until", pa.string())]))
LINE = {"kind": pa.string(), "id": pa.string(), "bp": pa.int64(), "amount": pa.int64(), "source": pa.string()}
AMOUNTS = (
    "weight_grams lost_grams declared_value amount charge actual_damage reissue_cost collected compensation net tax "
    "total agency_fee agency_fee_units applicant_due"
)
TYPES: dict[str, pa.DataType | None] = {
    **dict.fromkeys(AMOUNTS.split(), pa.int64()),
    "return_weight_grams": pa.int32(),
    "applicant": TEXTS,
    "options": TEXTS,
    "suspended": SPANS,
    "slip": pa.bool_(),
    "by_post": pa.bool_(),
    "lines": pa.list_(pa.struct(list(LINE.items()))),
    "payers": pa.list_(pa.struct([("who", pa.string()), ("amount", pa.int64())])),
    "sources": TEXTS,
    #: Whatever its prices hold.
    "quote": None,
}

TEXTS_OF_PRICE = "outcome contract clause amendment tariff version zone currency"
#: A price in one column.
PRICE = pa.struct(
    [(key, pa.string()) for key in TEXTS_OF_PRICE.split()]
    + [
        (key, TYPES[key])
        for key in ("lines", "net", "tax", "total", "payers", "agency_fee", "applicant_due", "sources")
    ]
)


def table_of(questions: Sequence[dict[str, Any]]) -> pa.Table:
    """A row for each question, a column for each key that one of them has."""
    keys = sorted({key for question in questions for key in question if not key.startswith("x_")})
    columns = {key: pa.array([it.get(key) for it in questions], TYPES.get(key, pa.string())) for key in keys}
    return pa.table(columns)


def alone(ask: Callable[[Any], Any], question: dict[str, Any], columns: Sequence[str]) -> dict[str, Any]:
    """A single answer as a row of answers has it."""
    try:
        answer = ask({key: value for key, value in question.items() if not key.startswith("x_")})
    except hoso.InvalidInput as invalid:
        issues = [{"code": issue["code"], "path": issue["path"]} for issue in invalid.issues]
        return dict.fromkeys(columns) | {"issues": issues}
    row: dict[str, Any] = {key: answer.get(key) for key in columns}
    reasons = [reason["code"] for reason in answer.get("reasons", [])]
    return row | {"reasons": reasons, "issues": []}


def rows(answers: Any) -> list[dict[str, Any]]:
    """Answers as dicts, days as text."""
    return [as_text(row) for row in pa.table(answers).to_pylist()]


def as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
