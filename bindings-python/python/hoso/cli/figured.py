"""What report and compare share: gathering the valid rows of a file, asking about them, and naming the groups."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import hoso
from hoso.cli import options, positions, problems, show, streams, words, writing
from hoso.cli.files import Rows
from hoso.cli.kept import Kept
from hoso.cli.needs import Unusable
from hoso.cli.pieces import Piece
from hoso.cli.places import Row
from hoso.types import Issue, Language

#: How many issues are told at once.
_TOLD = 1000

#: The lists of a rulebook that name the groups, and the keys of their ids.
_NAMED = {"agency": ("agencies", "code"), "field": ("fields", "id"), "procedure": ("procedures", "code")}

#: What a report counts, in its order.
COUNTS = (
    "results",
    "by_post",
    "share_bp",
    "delivered",
    "on_time",
    "late",
    "on_time_bp",
    "returned",
    "lost",
    "cancelled",
    "open",
)

#: The shares of a report: what is shared, and of what it is a part.
_SHARES = {"share_bp": ("by_post", ("results",)), "on_time_bp": ("on_time", ("on_time", "late"))}

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


def whole(group: Mapping[str, Any], share: str) -> int:
    """Of how many a share is told."""
    return sum(group[key] for key in _SHARES[share][1])


def figure(name: str, group: Mapping[str, Any], language: Language) -> str:
    """A figure of a report as it is written; a share of nothing is a dash."""
    if name in _SHARES:
        return words.percent(group[_SHARES[name][0]], whole(group, name), language)
    return words.number(group[name], language)


def ordered(answer: Mapping[str, Any], keys: Sequence[str]) -> list[dict[str, Any]]:
    """The groups, sorted by their keys in the order in which they were asked for."""
    return sorted(answer["groups"], key=lambda group: [group.get(key) or "" for key in keys])


def write(
    output: str, answer: Mapping[str, Any], keys: Sequence[str], counts: Sequence[str], language: Language
) -> None:
    """All of an answer as JSON; its groups as a table."""
    columns = dict.fromkeys(keys, "text") | dict.fromkeys(counts, "integer")
    whole = writing.format_of(output, language) == "json"
    with writing.writing(output, columns, single=whole, language=language) as writer:
        for one in [answer] if whole else ordered(answer, keys):
            writer.write(one)


def table(
    answer: Mapping[str, Any],
    keys: Sequence[str],
    names: Names,
    columns: Sequence[str],
    *,
    cell: Callable[[str, Mapping[str, Any]], str],
    language: Language,
    title: str | None = None,
) -> show.Grid:
    """Some figures of the groups and of the total."""
    made = show.table((*keys, *columns), language, title=title, right=columns)
    for one in ordered(answer, keys) if keys else []:
        labels = [group(one, key, names, language) for key in keys]
        made.add_row(*labels, *(cell(name, one) for name in columns))
    made.add_section()
    blank = [words.word("all", language), *[""] * (len(keys) - 1)] if keys else []
    made.add_row(*blank, *(cell(name, answer["total"]) for name in columns), style="bold")
    return made


@dataclass(frozen=True)
class Figure:
    """A question about all rows of a file."""

    #: Asks about no rows, to see whether the question is right without them; and about a table.
    ask: Callable[[Any], Any]
    ask_table: Callable[..., Any]
    #: What is asked beside the rows.
    question: Mapping[str, Any]
    #: Under which key a row may stand; beside it stands its id.
    inner: str = ""

    def about_nothing(self) -> Any:
        """The answer about no rows."""
        return self.ask({**self.question, "rows": []})

    def wrong(self, batch: Any, start: int, end: int) -> dict[int, list[Issue]]:
        """What is wrong with some rows, by their places; of more than is told at once, by halves."""
        try:
            self.ask_table(batch.slice(start, end - start), **self.question)
        except hoso.InvalidInput as invalid:
            if len(invalid.issues) > _TOLD and end - start > 1:
                middle = (start + end) // 2
                return self.wrong(batch, start, middle) | self.wrong(batch, middle, end)
            found: dict[int, list[Issue]] = {}
            for issue in invalid.issues:
                if not issue["path"].startswith("/rows/"):
                    continue
                _, _, at, *inner = issue["path"].split("/")
                path = "".join(f"/{step}" for step in inner)
                found.setdefault(start + int(at), []).append({**issue, "path": path})
            return found
        return {}

    def placed(self, row: Row, issue: Issue) -> Issue:
        """An issue of a row where it stands: a question that has no key of its own stands beside the id."""
        before = f"/{self.inner}"
        if not self.inner or (row.text is not None and positions.has(row.text, self.inner)):
            return issue
        return {**issue, "path": issue["path"].removeprefix(before)}


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
            figure.about_nothing()
        except hoso.InvalidInput as invalid:
            raise Unusable(str(invalid)) from invalid
        for piece in options.watched(rows, rows.pieces()):
            self._add(piece)

    def _add(self, piece: Piece) -> None:
        wrong = self._figure.wrong(piece.batch, 0, len(piece))
        for at in sorted({*wrong, *piece.wrong}):
            row = piece.row(at)
            told = [self._figure.placed(row, issue) for issue in wrong.get(at, ())]
            self._issues.add(row, piece.issues(at, told))
            self._bad.append(piece.first + at)
        self._kept.add([piece.take([at for at in range(len(piece)) if at not in wrong and at not in piece.wrong])])

    def ask(self, **question: Any) -> dict[str, Any]:
        """The figures of the valid rows; with another question than was told, where one is given."""
        figure = replace(self._figure, question={**self._figure.question, **question})
        rows = self._kept.stream()
        try:
            return dict(figure.about_nothing() if rows is None else figure.ask_table(rows, **figure.question))
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
            streams.errors.print(text, style="bold red")
        return self._issues.close()
