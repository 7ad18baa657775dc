"""The money of a contract's period: its items are read, priced where that is wanted, and asked about all together.
A sum that leaves something out is wrong, so one item that is not valid is enough for no answer. What is right by itself
is kept in a temporary file, so that memory does not grow with the rows (but for their ids)."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, NotRequired, TypedDict

import click

import hoso
from hoso.cli import columns, options, problems, tables
from hoso.cli.files import Piece, Row, Rows, decoded_all
from hoso.cli.kept import Kept, chunks
from hoso.cli.needs import Unusable, arrow
from hoso.cli.positions import Position
from hoso.cli.writing import compact
from hoso.types import CompensationTo, Consignment, Integer, InvoiceLine, Issue, Language, SettleItem


class _BesidePrice(TypedDict):
    """What an item says beside its day and its price."""

    id: str
    collected: NotRequired[Integer | None]
    compensation: NotRequired[Integer | None]
    compensation_to: NotRequired[CompensationTo | None]


class Unpriced(Consignment, _BesidePrice):
    """An item that is still to be priced."""


#: What an item says beside its price; and what the annex of a statement tells of it.
_BESIDE = [*_BesidePrice.__annotations__, "on"]
_TOLD = (
    "id",
    "on",
    "collected",
    "compensation",
    "quote",
    "clause",
    "net",
    "tax",
    "total",
    "agency_fee",
    "applicant_due",
)


class Listed:
    """A list of a question: its rows, kept, and where each began in its file."""

    def __init__(self, rows: Rows, question: type) -> None:
        self.name: str = rows.name
        self._is_table = rows.is_table
        self._question = question
        self._kept = Kept()
        self._lines = array("Q")
        self._columns = array("Q")

    def add(self, batches: Iterable[Any], starts: Iterable[Position]) -> None:
        """Keeps rows."""
        self._kept.add(batches)
        for line, column in starts:
            self._lines.append(line)
            self._columns.append(column)

    def stream(self) -> Any:
        """All rows, as a table."""
        empty = columns.schema(self._question).empty_table
        return self._kept.stream() or empty()

    def values(self) -> Iterator[dict[str, Any]]:
        """The items, one by one, as far as a statement tells of them."""
        for batch in self._kept.stream() or ():
            told = batch.select([name for name in _TOLD if name in batch.schema.names])
            for item in told.to_pylist():
                yield {"quote": item, **item}

    def place(self, path: str) -> tuple[Row, str]:
        """The row that a path in the list is about, and the path in the row."""
        at, _, inner = path.partition("/")
        start = Position(self._lines[int(at)], self._columns[int(at)]) if self._lines else None
        return Row(int(at) + 1, {} if self._is_table else "{}", start), f"/{inner}" if inner else ""


class Period(NamedTuple):
    """What is asked about: days of a contract."""

    rulebook: hoso.Rulebook
    contract: str
    days: tuple[str, str]
    language: Language

    @property
    def _question(self) -> dict[str, Any]:
        return {"contract": self.contract, "period": {"from": self.days[0], "until": self.days[1]}}

    def items(self, path: str, format: str | None, *, quote: bool) -> Listed:
        """The items of a file, with their prices: those in the file, or the rulebook's."""
        rows = Rows(path, Unpriced if quote else SettleItem, format)
        if rows.is_table and not quote:
            raise click.UsageError(f"{rows.name}: a table has consignments without their prices: --quote")
        listed, issues = Listed(rows, SettleItem), _Issues(rows.name, self.language)
        if rows.is_table:
            # Nothing is priced for a question that is not right without its rows.
            self._check("items", [], [], issues)
            issues.close_all()
            for piece in options.watched(rows, rows.pieces()):
                self._price(piece, listed, issues)
        else:
            self._texts(rows, "items", listed, issues, self._priced if quote else None)
        issues.close_all()
        return listed

    def invoice(self, path: str) -> Listed:
        """The lines of the operator's invoice."""
        rows = Rows(path, InvoiceLine)
        listed, issues = Listed(rows, InvoiceLine), _Issues(rows.name, self.language)
        if rows.is_table:
            for piece in options.watched(rows, rows.pieces()):
                for row in piece.rows(sorted(piece.odd)):
                    self._check("invoice", [row], [compact(row.question)], issues)
                listed.add([piece.batch], _starts(piece))
        else:
            self._texts(rows, "invoice", listed, issues, None)
        issues.close_all()
        return listed

    def _price(self, piece: Piece, listed: Listed, issues: _Issues) -> None:
        """Keeps the rows of a table with their prices; of those that have none, says why."""
        answers = self.rulebook.quote_batch(piece.batch, lines=True, keep=_BESIDE, language=self.language)
        table = arrow().table(answers)
        prices = tables.compute().fill_null(tables.compute().equal(table["outcome"].cast("string"), "quoted"), False)
        none = tables.compute().indices_nonzero(tables.compute().invert(prices)).to_pylist()
        for row in piece.rows(sorted({*piece.odd, *none})):
            item = self._priced(row, row.question, issues)
            if item is not None:
                self._check("items", [row], [compact(item)], issues)
        listed.add(table.to_batches(), _starts(piece))

    def _priced(self, row: Row, value: Any, issues: _Issues) -> dict[str, Any] | None:
        """A consignment as an item; of a row that is none, the library says what is wrong."""
        beside, consignment = {}, value
        if isinstance(value, dict):
            beside = {key: value[key] for key in _BesidePrice.__annotations__ if key in value}
            consignment = {key: inner for key, inner in value.items() if key not in beside}
        try:
            price = self.rulebook.quote(row.text if value is None else consignment, language=self.language)
        except hoso.InvalidInput as invalid:
            issues.add(row, invalid.issues)
            return None
        if price["outcome"] != "quoted":
            why: list[Any] = [{**reason, "path": ""} for reason in price["reasons"]]
            issues.add(row, why)
            return None
        return {**beside, "on": consignment["on"], "quote": price}

    def _texts(
        self,
        rows: Rows,
        key: str,
        listed: Listed,
        issues: _Issues,
        priced: Callable[[Row, Any, _Issues], dict[str, Any] | None] | None,
    ) -> None:
        """Keeps rows of JSON that are right by themselves: the library reads them as they are, for a table would not
        hold all that may be wrong in them."""
        question = InvoiceLine if key == "invoice" else SettleItem
        schema = columns.schema(question)
        for some in chunks(options.watched(rows, rows)):
            found, values, texts = [], [], []
            for row, value in zip(some, decoded_all(some), strict=True):
                if priced is not None:
                    value = priced(row, value, issues)
                elif value is None:
                    issues.add(row, problems.not_json(row.text, self.language))
                if value is not None:
                    found.append(row)
                    values.append(value)
                    texts.append(row.text if priced is None else compact(value))
            if self._check(key, found, texts, issues):
                starts = (row.start or Position(1, 1) for row in found)
                listed.add([arrow().RecordBatch.from_pylist(values, schema=schema)], starts)
            if issues.elsewhere:
                return

    def _check(self, key: str, rows: Sequence[Row], texts: Sequence[str], issues: _Issues) -> bool:
        """Whether some rows are right by themselves; shows what is wrong with them at their places."""
        try:
            self._asked({key: texts})
        except hoso.InvalidInput as invalid:
            for issue in invalid.issues:
                at, _, inner = issue["path"].removeprefix(f"/{key}/").partition("/")
                if at:
                    issues.add(rows[int(at)], [{**issue, "path": f"/{inner}" if inner else ""}])
                else:
                    issues.elsewhere[_said(issue)] = None
            return False
        return True

    def _asked(self, lists: Mapping[str, Sequence[str]]) -> None:
        parts = [f'"{key}":[{",".join(lists.get(key, ()))}]' for key in ("items", "invoice")]
        self.rulebook.reconcile(f"{compact(self._question)[:-1]},{','.join(parts)}}}", language=self.language)

    def ask(self, ask: Callable[..., Any], **lists: Listed) -> dict[str, Any]:
        """The answer about lists of rows; what is wrong with a row is shown at its place, and ends the command."""
        try:
            streams = [of.stream() for of in lists.values()]
            return dict(ask(*streams, **self._question, language=self.language))
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
                yield _said(issue)
        for shown in found.values():
            shown.close()


def _said(issue: Issue) -> str:
    """An issue that is about no row."""
    return f"{issue['message']} [{issue['code']}] {issue['path']}"


def _starts(piece: Piece) -> Iterator[Position]:
    """Where the rows of a table begin, if its file has lines."""
    return (Position(line, 1) for line in piece.lines or ())


class _Issues(problems.Issues):
    """Issues that end the command when there are some."""

    def __init__(self, name: str, language: Language) -> None:
        super().__init__(name, language)
        #: Those that are about no row, each once.
        self.elsewhere: dict[str, None] = {}

    def close_all(self) -> None:
        wrong = self.close()
        if self.elsewhere:
            raise Unusable("\n".join(self.elsewhere))
        if wrong:
            raise problems.Refused([])
