"""Pieces of a file of rows: batches of Arrow, with the place of each cell and what cannot be read in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from hoso.cli.needs import arrow
from hoso.cli.places import Grid, Row, Starts
from hoso.cli.positions import Position
from hoso.types import Issue

Cells = TypeVar("Cells")

#: How many rows are read at once.
PIECE = 8192
#: The names by which the library knows what a table holds: rows of JSON; and cells as a file has them.
_JSON, CELLS = "hoso:json", {"hoso:cells": ""}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of a file: a batch of Arrow, and where its rows stand."""

    #: The number of the first row.
    first: int
    batch: Any
    starts: Starts
    #: What cannot be read in some rows, by their places.
    wrong: Mapping[int, Sequence[Issue]] = field(default_factory=dict)
    grid: Grid | None = None

    def __len__(self) -> int:
        return len(self.batch)

    @property
    def texts(self) -> Any:
        """The texts of the rows, if they are JSON."""
        return self.batch[_JSON] if _JSON in self.batch.schema.names else None

    def take(self, places: Sequence[int]) -> Any:
        """The rows at some places, as a batch."""
        return self.batch if len(places) == len(self) else self.batch.take(arrow().array(places, "int64"))

    def row(self, at: int) -> Row:
        """The row at a place."""
        text = None if self.texts is None else self.texts[at].as_py()
        return Row(self.first + at, text, self.starts.of(at), self.grid)

    def issues(self, at: int, issues: Sequence[Issue]) -> list[Issue]:
        """The issues of a row, with what cannot be read in it; that such a cell is missing, or the row not whole
        without it, is not said too, and of what is hardly a row nothing else."""
        unread = self.wrong.get(at, ())
        if any(issue["path"] == "" for issue in unread):
            return [*unread]
        paths = [issue["path"] for issue in unread] + [""] * bool(unread)
        return [*unread, *(issue for issue in issues if issue["path"] not in paths)]


def row_of(pieces: Sequence[Piece], number: int) -> Row:
    """A row by its number among those of all pieces, from 0."""
    piece = pieces[bisect_right(pieces, number + 1, key=lambda piece: piece.first) - 1]
    return piece.row(number + 1 - piece.first)


def batch_of_json(texts: Sequence[str]) -> Any:
    """Rows of JSON as a batch."""
    return arrow().RecordBatch.from_pydict({_JSON: arrow().array(texts, "large_string")})


def chunks(rows: Iterator[tuple[Position, Cells]]) -> Iterator[tuple[int, list[Cells], Starts]]:
    """Rows, many at a time: the number of the first, and where each begins."""
    first = 1
    while some := list(islice(rows, PIECE)):
        yield first, [cells for _, cells in some], Starts(start for start, _ in some)
        first += len(some)
