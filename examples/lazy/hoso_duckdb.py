"""hoso in DuckDB: relation in, relation out. Copy this file, it is all there is.

Nothing is answered before somebody reads the answers, and each time that they are read the questions are read again. A
column that is missing or of a type that does not fit raises ``hoso.InvalidInput`` at once.

A connection has one open result at a time, and here questions are read while answers are. So each relation of
questions comes from a cursor of its own (``connection.cursor()``, of the same database), and answers go to ``reader``,
another one. DuckDB refuses what breaks this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import hoso
from duckdb import ColumnExpression, DuckDBPyConnection, DuckDBPyRelation
from hoso.types import Case, Consignment, Event


def decide(
    questions: DuckDBPyRelation, rulebook: hoso.Rulebook, reader: DuckDBPyConnection, *, keep: Sequence[str] = ()
) -> DuckDBPyRelation:
    """May these go by post? A row for each question, in order; ``keep`` names columns to carry along."""
    questions = _only(questions, [*Case.__annotations__, *keep])
    return reader.from_arrow(rulebook.decide_batch(questions, keep=keep))


def quote(
    questions: DuckDBPyRelation,
    rulebook: hoso.Rulebook,
    reader: DuckDBPyConnection,
    *,
    keep: Sequence[str] = (),
    lines: bool = False,
) -> DuckDBPyRelation:
    """What do these cost, and who pays? ``lines`` adds each quote's lines, payers and sources."""
    questions = _only(questions, [*Consignment.__annotations__, *keep])
    return reader.from_arrow(rulebook.quote_batch(questions, keep=keep, lines=lines))


def track(events: DuckDBPyRelation, reader: DuckDBPyConnection) -> DuckDBPyRelation:
    """Where is each consignment? Lazy, but holds all events in memory when it is read."""
    return reader.from_arrow(hoso.track_batch(_only(events, Event.__annotations__)))


def _only(rows: DuckDBPyRelation, names: Iterable[str]) -> DuckDBPyRelation:
    """Without the columns that nobody reads: DuckDB cannot see what happens outside of it."""
    wanted = set(names)
    return rows.select(*(ColumnExpression(name) for name in rows.columns if name in wanted))
