"""hoso in a lazy Polars query: LazyFrame in, LazyFrame out. Copy this file, it is all there is.

Nothing is answered before the query runs. A column that is missing or of a type that does not fit raises
``hoso.InvalidInput`` at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import hoso
import polars as pl
from hoso.types import Case, Consignment, Event

Ask = Callable[[pl.DataFrame], hoso.Answers]


def decide(questions: pl.LazyFrame, rulebook: hoso.Rulebook, *, keep: Sequence[str] = ()) -> pl.LazyFrame:
    """May these go by post? A row for each question, in order; ``keep`` names columns to carry along."""
    ask = partial(rulebook.decide_batch, keep=keep)
    return _answered(questions, [*Case.__annotations__, *keep], ask, row_by_row=True)


def quote(
    questions: pl.LazyFrame, rulebook: hoso.Rulebook, *, keep: Sequence[str] = (), lines: bool = False
) -> pl.LazyFrame:
    """What do these cost, and who pays? ``lines`` adds each quote's lines, payers and sources."""
    ask = partial(rulebook.quote_batch, keep=keep, lines=lines)
    return _answered(questions, [*Consignment.__annotations__, *keep], ask, row_by_row=True)


def track(events: pl.LazyFrame) -> pl.LazyFrame:
    """Where is each consignment? Lazy, but holds all events in memory when the query runs."""
    return _answered(events, Event.__annotations__, hoso.track_batch, row_by_row=False)


def _answered(rows: pl.LazyFrame, names: Iterable[str], ask: Ask, *, row_by_row: bool) -> pl.LazyFrame:
    wanted, columns = set(names), rows.collect_schema()

    def answer(frame: pl.DataFrame) -> pl.DataFrame:
        return pl.DataFrame(ask(frame))

    # Polars cannot see which columns a Python function reads.
    rows = rows.select(name for name in columns if name in wanted)
    schema = answer(pl.DataFrame(schema=rows.collect_schema())).schema
    return rows.map_batches(answer, schema=schema, streamable=row_by_row)
