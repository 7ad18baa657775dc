"""The money of a contract's period: its items are read, priced where that is wanted, and asked about all together.
A sum that leaves something out is wrong, so one item that is not valid is enough for no answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, NotRequired, TypedDict

import click

import hoso
from hoso.cli import options, problems
from hoso.cli.files import Row, Rows, decoded_all
from hoso.cli.needs import Unusable
from hoso.cli.writing import compact
from hoso.types import CompensationTo, Consignment, Integer, Issue, Language, SettleItem


class _BesidePrice(TypedDict):
    """What an item says beside its day and its price."""

    id: str
    collected: NotRequired[Integer | None]
    compensation: NotRequired[Integer | None]
    compensation_to: NotRequired[CompensationTo | None]


class Unpriced(Consignment, _BesidePrice):
    """An item that is still to be priced."""


class Listed(NamedTuple):
    """A list of a question: its elements as JSON, and the rows that they came from."""

    name: str
    rows: Sequence[Row]
    texts: Sequence[str]

    def place(self, path: str) -> tuple[Row, str]:
        """The row that a path in the list is about, and the path in the row."""
        at, _, inner = path.partition("/")
        return self.rows[int(at)], f"/{inner}" if inner else ""


class Period(NamedTuple):
    """What is asked about: days of a contract."""

    rulebook: hoso.Rulebook
    contract: str
    days: tuple[str, str]
    language: Language

    def items(self, path: str, format: str | None, *, quote: bool) -> Listed:
        """The items of a file, with their prices: those in the file, or the rulebook's."""
        rows = Rows(path, Unpriced if quote else SettleItem, format)
        if rows.is_table and not quote:
            raise click.UsageError(f"{rows.name}: a table has consignments without their prices: --quote")
        if not quote:
            return listed(rows, self.language)
        found, priced, issues = list(options.watched(rows, rows)), [], _Issues(rows.name, self.language)
        for row, value in zip(found, _values(found), strict=True):
            priced.append(self._priced(row, value, issues))
        issues.close_all()
        return Listed(rows.name, found, priced)

    def _priced(self, row: Row, value: Any, issues: _Issues) -> str:
        """A consignment as an item; of a row that is none, the library says what is wrong."""
        beside, consignment = {}, value
        if isinstance(value, dict):
            beside = {key: value[key] for key in _BesidePrice.__annotations__ if key in value}
            consignment = {key: inner for key, inner in value.items() if key not in beside}
        try:
            price = self.rulebook.quote(row.text if value is None else consignment, language=self.language)
        except hoso.InvalidInput as invalid:
            issues.add(row, invalid.issues)
            return ""
        if price["outcome"] != "quoted":
            why: list[Any] = [{**reason, "path": ""} for reason in price["reasons"]]
            issues.add(row, why)
        return compact({**beside, "on": consignment["on"], "quote": price})

    def ask(self, ask: Callable[..., Any], **lists: Listed) -> dict[str, Any]:
        """The answer about lists of rows; what is wrong with a row is shown at its place, and ends the command."""
        question = compact({"contract": self.contract, "period": {"from": self.days[0], "until": self.days[1]}})
        parts = [f'"{key}":[{",".join(of.texts)}]' for key, of in lists.items()]
        try:
            return dict(ask(f"{question[:-1]},{','.join(parts)}}}", language=self.language))
        except hoso.InvalidInput as invalid:
            elsewhere = list(self._told(invalid.issues, lists))
            raise (Unusable("\n".join(elsewhere)) if elsewhere else problems.Refused(invalid.issues)) from invalid

    def _told(self, issues: Sequence[Issue], lists: Mapping[str, Listed]) -> Iterator[str]:
        """Shows the issues of rows at their places; gives those of the rest of the question as text."""
        found = {key: _Issues(of.name, self.language) for key, of in lists.items()}
        for issue in issues:
            key, _, path = issue["path"].removeprefix("/").partition("/")
            if key in lists and path:
                row, inner = lists[key].place(path)
                found[key].add(row, [{**issue, "path": inner}])
            else:
                yield f"{issue['message']} [{issue['code']}] {issue['path']}"
        for shown in found.values():
            shown.close()


def listed(rows: Rows, language: Language) -> Listed:
    """The rows of a file as they are."""
    found, issues = list(options.watched(rows, rows)), _Issues(rows.name, language)
    for row, value in zip(found, _values(found), strict=True):
        if value is None and (wrong := problems.not_json(row.text, language)):
            issues.add(row, wrong)
    issues.close_all()
    return Listed(rows.name, found, [row.text or compact(row.question) for row in found])


def _values(rows: Sequence[Row]) -> Sequence[Any]:
    """The rows as values; of a table they are such already."""
    if rows and isinstance(rows[0].question, dict):
        return [row.question for row in rows]
    return decoded_all(rows)


class _Issues(problems.Issues):
    """Issues that end the command when there are some."""

    def close_all(self) -> None:
        if self.close():
            raise problems.Refused([])
