"""What report and compare share: reading all rows of a file, asking about them, and naming the groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import hoso
from hoso.cli import ask, options, problems, words
from hoso.cli.ask import Figure
from hoso.cli.files import Row, Rows, Unusable
from hoso.types import Language

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


class Gathered:
    """The valid rows of a file, to be asked about more than once."""

    def __init__(self, rows: Rows, language: Language, inner: str = "") -> None:
        self._rows: list[Row] = list(options.watched(rows))
        self._language = language
        self._inner = inner
        self._issues = problems.Issues(rows.name, language)

    def ask(self, ask_: Figure, question: Mapping[str, Any]) -> dict[str, Any]:
        """The figures; rows that are not valid are told of once and left out."""
        try:
            answer, left_out = ask.figures(ask_, question, self._rows, self._language, self._inner)
        except hoso.InvalidInput as invalid:
            raise Unusable(str(invalid)) from invalid
        for row, issues in left_out:
            self._issues.add(row, issues)
        if left_out:
            bad = {row.number for row, _ in left_out}
            self._rows = [row for row in self._rows if row.number not in bad]
        return answer

    def number(self, row: int) -> int:
        """The number in the file, from 1, of a row by its place among the valid ones."""
        return self._rows[row].number

    @property
    def left_out(self) -> int:
        """How many rows are not valid."""
        return self._issues.rows

    def close(self) -> int:
        """The exit code."""
        if self.left_out:
            text = f"{words.number(self.left_out, self._language)} {words.word('rows_left_out', self._language)}"
            problems.errors.print(text, style="bold red")
        return self._issues.close()
