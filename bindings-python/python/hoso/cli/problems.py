"""What is wrong with an input, with its place in the file, on standard error."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from rich.text import Text

import hoso
from hoso.cli.needs import Unusable
from hoso.cli.places import Row
from hoso.cli.positions import Position
from hoso.cli.source import read_text
from hoso.cli.streams import errors as errors
from hoso.cli.words import word
from hoso.types import Issue, Language

#: How many issues are shown.
SHOWN = 20
#: Issues that are about a key and not about its value.
_OF_KEYS = ("unknown_key", "duplicate_key")


def show_issue(name: str, place: str, message: str, issue: Issue) -> None:
    """``FILE:LINE:COLUMN: message [code] /path``."""
    line = Text.assemble((f"{name}:{place}: ", "bold"), message, (f" [{issue['code']}]", "red"))
    if issue["path"]:
        line.append(f" {issue['path']}", "dim")
    errors.print(line)


def _placed(row: Row, issue: Issue, language: Language) -> tuple[str, str, Issue]:
    """An issue of a row with its place in the file; a message that tells a place in the row tells that in the file."""
    line, column = issue["params"].get("line"), issue["params"].get("column")
    if issue["path"] or not isinstance(line, int) or not isinstance(column, int) or row.start is None:
        return row.place(issue["path"], key=issue["code"] in _OF_KEYS), issue["message"], issue
    line, column = row.shifted(Position(line, column))
    message = hoso.ISSUE_CODES[issue["code"]][language].format(line=line, column=column)
    return f"{line}:{column}", message, issue


class Issues:
    """The issues of a file: the first are shown, all rows that have some are counted."""

    def __init__(self, name: str, language: Language) -> None:
        self.name = name
        self.language = language
        self.rows: int = 0
        self._shown = 0
        self._more = 0

    def add(self, row: Row, issues: Iterable[Issue]) -> None:
        """The issues of one row."""
        self.rows += 1
        for issue in issues:
            if self._shown < SHOWN:
                self._shown += 1
                show_issue(self.name, *_placed(row, issue, self.language))
            else:
                self._more += 1

    def say(self, row: Row, text: str) -> None:
        """What is to be said of one row that is no issue."""
        self.rows += 1
        errors.print(Text.assemble((f"{self.name}:{row.place('')}: ", "bold"), text))

    def close(self) -> int:
        """Says how many were not shown; the exit code."""
        if self._more:
            errors.print(word("and_more", self.language, n=self._more), style="dim")
        return 1 if self.rows else 0


def of_text(text: str, language: Language) -> list[Issue]:
    """What is wrong with a text that is not JSON, or beyond its limits."""
    try:
        hoso.explain(text, language=language)
    except hoso.InvalidInput as invalid:
        return invalid.issues
    return []


def read_rulebook(path: str, language: Language) -> tuple[hoso.Rulebook, str]:
    """A rulebook and its text, or its issues and exit code 2."""
    text = read_text(path, language)
    try:
        return hoso.Rulebook(text, language=language), text
    except hoso.InvalidInput as invalid:
        refuse(path, text, invalid.issues, language)


def refuse(
    path: str, text: str, issues: Iterable[Issue], language: Language, *, start: Position | None = None
) -> NoReturn:
    """Shows the issues of a document and ends with exit code 2."""
    shown = Issues("stdin" if path == "-" else path, language)
    found = list(issues)
    shown.add(Row(1, text, start or Position(1, 1)), found)
    shown.close()
    raise Refused(found)


class Refused(Unusable):
    """An input is not valid; its issues have been shown."""

    def __init__(self, issues: list[Issue]) -> None:
        super().__init__("")
        self.issues = issues

    def show(self, file: object = None) -> None:
        """All has been said."""
