"""CSV: its lines, what separates their cells, and its rows."""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from hoso.cli.source import Source

_TOLD = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
#: What may separate cells, and how many rows may stand above the headings.
_SEPARATORS, TITLES = (",", ";", "\t", "|"), 30
#: What the reader of CSV says, and what is said of it here.
_WRONG = {"field larger": "cell_too_long", "new-line": "returns_alone"}


class Csv:
    """A file of CSV. ``named`` says how many columns of some headings are wanted; a first line ``sep=;``, or what is
    told, says the separator. Else it is the one that makes most wanted columns, or that stands most evenly."""

    def __init__(self, source: Source, named: Callable[[Sequence[str]], int], separator: str | None) -> None:
        self._source = source
        self._lines = _Lines(source.lines())
        head = next(self._lines, "")
        told = _TOLD.fullmatch(head)
        if told is None:
            self._lines.back([head])
        seen = list(islice(self._lines, TITLES))
        self._lines.back(seen)

        def parts(mark: str) -> tuple[int, int, int]:
            found = (named([cell.strip().strip('"') for cell in line.split(mark)]) for line in seen)
            return max(found, default=0), *_usual(seen, mark)

        self.separator: str = (told[1] if told else separator) or max(_SEPARATORS, key=parts)
        self._usual = _usual(seen, self.separator)[1]

    @property
    def length(self) -> int:
        """How much was read."""
        return self._lines.length

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows, each with the line in which it begins."""
        rows = csv.reader(self._lines, delimiter=self.separator, strict=True)
        while True:
            line = self._lines.number + 1
            try:
                cells = next(rows, None)
            except csv.Error as wrong:
                why = next((key for start, key in _WRONG.items() if str(wrong).startswith(start)), "quote_open")
                raise self._source.refused(why, line) from wrong
            if cells is None:
                return
            if self._lines.number > line and any(map(self._swallows, cells)):
                raise self._source.refused("quote_open", line)
            yield line, cells

    def _swallows(self, cell: str) -> bool:
        """Whether a cell of several lines has swallowed rows, between two quotation marks that are not a pair: one of
        its lines has as many separators as others. An address of several lines has one or none."""
        parts = cell.splitlines()[1:]
        return self._usual > 1 and any(line.count(self.separator) == self._usual for line in parts)


def _usual(lines: Sequence[str], mark: str) -> tuple[int, int]:
    """On how many lines a mark stands as often as on most of those that have it, and how often that is."""
    counts = Counter(count for line in lines if (count := line.count(mark)))
    return max(((of, count) for count, of in counts.items()), default=(0, 0))


class _Lines(Iterator[str]):
    """Lines, of which it is known how many were read and how long they were."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._first: deque[str] = deque()
        self.number: int = 0
        self.length: int = 0

    def __next__(self) -> str:
        line = self._first.popleft() if self._first else next(self._lines)
        self.number += 1
        self.length += len(line)
        return line

    def back(self, lines: Sequence[str]) -> None:
        """Gives back the lines that were read last."""
        told = [line for line in lines if line]
        self._first.extendleft(reversed(told))
        self.number -= len(told)
        self.length -= sum(map(len, told))
