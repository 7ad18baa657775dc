"""What report and compare share: gathering the valid rows of a file, asking about them, and naming the groups."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from rich.table import Table

import hoso
from hoso.cli import columns, options, problems, show, tables, words, writing
from hoso.cli.files import Piece, Row, Rows, decoded, decoded_all
from hoso.cli.kept import Kept, chunks
from hoso.cli.needs import Unusable, arrow
from hoso.types import Issue, Language

#: How many rows are looked at one by one when something is wrong among them.
_FEW = 32

#: The lists of a rulebook that name the groups, and the keys of their ids.
_NAMED = {"agency": ("agencies", "code"), "field": ("fields", "id"), "procedure": ("procedures", "code")}

Names = Mapping[str, Mapping[str, str]]


def names(rulebook: hoso.Rulebook, language: Language) -> Names:
    """The names that a rulebook gives to agencies, fields and procedures."""
    document = rulebook.document
    return {
        kind: {entry[key]: words.name(entry["name"], language) for entry in document.get(list_, ())}
        for kind, (list_, key) in _NAMED.items()
    }


def group(group: Mapping[str, Any], key: str, names: Names, language: Language) -> str:
    """What a group is called: its name by the rulebook, or its id when it has none there."""
    value = group.get(key)
    if value is None:
        return words.word("no_name", language)
    return words.day(value) if key == "month" else names[key].get(value, value)


def write(output: str, answer: Mapping[str, Any], keys: Sequence[str], counts: Sequence[str]) -> None:
    """All of an answer as JSON; its groups as a table."""
    columns = dict.fromkeys(keys, "text") | dict.fromkeys(counts, "integer")
    whole = writing.format_of(output) == "json"
    with writing.writing(output, columns, single=whole) as writer:
        for one in [answer] if whole else answer["groups"]:
            writer.write(one)


def table(
    answer: Mapping[str, Any],
    keys: Sequence[str],
    names: Names,
    columns: Sequence[str],
    *,
    cell: Callable[[str, int], str],
    language: Language,
    title: str | None = None,
) -> Table:
    """Some figures of the groups and of the total."""
    made = show.table((*keys, *columns), language, title=title, right=columns)
    for one in answer["groups"] if keys else []:
        labels = [group(one, key, names, language) for key in keys]
        made.add_row(*labels, *(cell(name, one[name]) for name in columns))
    made.add_section()
    blank = [words.word("all", language), *[""] * (len(keys) - 1)] if keys else []
    made.add_row(*blank, *(cell(name, answer["total"][name]) for name in columns), style="bold")
    return made


@dataclass(frozen=True)
class Figure:
    """A question about all rows of a file."""

    #: Asks about rows in JSON; and about a table.
    ask: Callable[[Any], Any]
    ask_table: Callable[..., Any]
    #: What is asked beside the rows.
    question: Mapping[str, Any]
    #: What a row holds, and under which key; beside it stands the row's id.
    row: type
    inner: str = ""

    def about(self, rows: Iterable[str]) -> Any:
        """The answer about some rows, each as JSON."""
        head = writing.compact(self.question)[:-1]
        return self.ask(f'{head}{"," if self.question else ""}"rows":[{",".join(rows)}]}}')

    def text(self, row: Row, value: Any) -> str:
        """A row as JSON; where it is to be under a key, its id stands beside it."""
        if self.inner and isinstance(value, dict) and self.inner not in value:
            named = value.get("id", row.others.get("id"))
            if "id" in value:
                value = {key: kept for key, kept in value.items() if key != "id"}
            elif row.text:
                return f'{{"{self.inner}":{row.text}}}'
            return writing.compact({"id": None if named is None else str(named), self.inner: value})
        return row.text or writing.compact(row.question)

    def issues(self, row: Row, language: Language) -> list[Issue]:
        """What is wrong with a row, with paths from the row on."""
        try:
            if not isinstance(row.question, dict) and (found := problems.not_json(row.question, language)):
                return found
            self.about([self.text(row, decoded(row))])
        except hoso.InvalidInput as invalid:
            before = f"/rows/0/{self.inner}".rstrip("/")
            return [{**issue, "path": issue["path"].removeprefix(before)} for issue in invalid.issues]
        return []


class _Some(Protocol):
    """Some rows of a file."""

    def __len__(self) -> int: ...
    def check(self, start: int, end: int) -> None:
        """Raises InvalidInput when something is wrong with some of them."""

    def odd(self) -> set[int]:
        """Places of rows in which something is wrong that is not seen by checking."""

    def rows(self, places: Sequence[int]) -> Iterator[Row]: ...
    def table(self, places: Sequence[int]) -> Any:
        """Those that are valid, as a batch of Arrow."""


class _Columns:
    """Rows of a table."""

    def __init__(self, figure: Figure, piece: Piece) -> None:
        self._figure = figure
        self._piece = piece
        self._batch = piece.batch
        if figure.inner:
            at = self._batch.schema.get_field_index("id")
            self._batch = self._batch.set_column(at, "id", tables.as_text(self._batch.column(at)))

    def __len__(self) -> int:
        return len(self._batch)

    def check(self, start: int, end: int) -> None:
        self._figure.ask_table(self._batch.slice(start, end - start), **self._figure.question)

    def odd(self) -> set[int]:
        return set(self._piece.odd)

    def rows(self, places: Sequence[int]) -> Iterator[Row]:
        return self._piece.rows(places)

    def table(self, places: Sequence[int]) -> Any:
        return self._batch if len(places) == len(self) else self._batch.take(arrow().array(places, "int64"))


class _Lines:
    """Rows of JSON."""

    def __init__(self, figure: Figure, rows: Sequence[Row]) -> None:
        self._figure = figure
        self._rows = rows
        self._values = decoded_all(rows)
        self._texts = [figure.text(row, value) for row, value in zip(rows, self._values, strict=True)]

    def __len__(self) -> int:
        return len(self._rows)

    def check(self, start: int, end: int) -> None:
        self._figure.about(self._texts[start:end])

    def odd(self) -> set[int]:
        # Two rows in one line would pass for a list of them.
        return {at for at, value in enumerate(self._values) if not isinstance(value, dict)}

    def rows(self, places: Sequence[int]) -> Iterator[Row]:
        return (self._rows[at] for at in places)

    def table(self, places: Sequence[int]) -> Any:
        values, inner = [self._values[at] for at in places], self._figure.inner
        if inner:
            values = [{**value.get(inner, value), "id": tables.text(value.get("id"))} for value in values]
        schema = columns.schema(self._figure.row, *(["id"] if inner else []))
        return arrow().RecordBatch.from_pylist(values, schema=schema)


def _suspects(rows: _Some, start: int, end: int) -> Iterator[int]:
    """The places of rows among which those are that are not valid: halves are checked until few rows are left."""
    try:
        rows.check(start, end)
    except hoso.InvalidInput:
        if end - start <= _FEW:
            yield from range(start, end)
        else:
            middle = (start + end) // 2
            yield from _suspects(rows, start, middle)
            yield from _suspects(rows, middle, end)


class Gathered:
    """The valid rows of a file, to be asked about more than once. They are kept in a temporary file in Arrow's format,
    so that memory does not grow with their number. Those that are not valid are told of and left out."""

    def __init__(self, rows: Rows, figure: Figure, language: Language) -> None:
        self._figure = figure
        self._language = language
        self._issues = problems.Issues(rows.name, language)
        self._bad = array("Q")
        self._kept = Kept()
        try:
            figure.about([])
        except hoso.InvalidInput as invalid:
            raise Unusable(str(invalid)) from invalid
        first = 1
        for some in self._pieces(rows):
            self._add(some, first)
            first += len(some)

    def _pieces(self, rows: Rows) -> Iterator[_Some]:
        if rows.is_table:
            for piece in options.watched(rows, rows.pieces()):
                yield _Columns(self._figure, piece)
            return
        for lines in chunks(options.watched(rows, rows)):
            yield _Lines(self._figure, lines)

    def _add(self, some: _Some, first: int) -> None:
        suspects = sorted({*some.odd(), *_suspects(some, 0, len(some))})
        bad = set()
        for at, row in zip(suspects, some.rows(suspects), strict=True):
            if issues := self._figure.issues(row, self._language):
                bad.add(at)
                self._issues.add(row, issues)
        self._bad.extend(first + at for at in sorted(bad))
        self._kept.add([some.table([at for at in range(len(some)) if at not in bad])])

    def ask(self, **question: Any) -> dict[str, Any]:
        """The figures of the valid rows; with another question than was told, where one is given."""
        figure = replace(self._figure, question={**self._figure.question, **question})
        rows = self._kept.stream()
        try:
            return dict(figure.about([]) if rows is None else figure.ask_table(rows, **figure.question))
        except hoso.InvalidInput as invalid:
            raise Unusable(str(invalid)) from invalid

    def number(self, row: int) -> int:
        """The number in the file, from 1, of a row by its place among the valid ones."""
        number = row + 1
        while (shifted := row + 1 + bisect_left(self._bad, number + 1)) != number:
            number = shifted
        return number

    @property
    def left_out(self) -> int:
        """How many rows are not valid."""
        return len(self._bad)

    def close(self) -> int:
        """The exit code."""
        if self.left_out:
            text = f"{words.number(self.left_out, self._language)} {words.word('rows_left_out', self._language)}"
            problems.errors.print(text, style="bold red")
        return self._issues.close()
