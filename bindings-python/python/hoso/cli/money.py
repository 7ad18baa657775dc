"""The money of a contract's period: its items are read, priced where that is wanted, and asked about all together.
A sum that leaves something out is wrong, so one item that is not valid is enough for no answer. What was read is kept
in a temporary file, so that memory does not grow with the rows (but for their ids)."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import click

import hoso
from hoso.cli import columns, options, positions, problems, tables, words
from hoso.cli.columns import BesidePrice, Column, Columns, Unpriced, known
from hoso.cli.files import Reading, Rows
from hoso.cli.kept import Kept
from hoso.cli.needs import Unusable, arrow
from hoso.cli.pieces import CELLS, Piece, batch_of_json
from hoso.cli.places import Grid, Row, Starts
from hoso.cli.source import Source
from hoso.cli.tables import compact
from hoso.cli.words import word
from hoso.types import InvoiceLine, Issue, Language, Quoted

#: The columns of an item with its price, in one column or in several.
_PRICED = {
    **{name: column._replace(needed=False) for name, column in known(Quoted).items()},
    "quote": Column(kind="json"),
    **known(BesidePrice),
    "on": Column(needed=True, kind="day"),
}
#: What a price says that a table of answers may lack.
_LISTS = ("lines", "payers")

#: What an item says beside its price; and what the annex of a statement tells of it.
_BESIDE = [*BesidePrice.__annotations__, "on"]
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

    def __init__(self, name: str) -> None:
        self.name = name
        self._kept = Kept()
        self._starts = Starts()
        self._grid: Grid | None = None
        #: What cannot be read in some rows, by their numbers from 0.
        self.wrong: dict[int, Sequence[Issue]] = {}

    def add(self, batches: Sequence[Any], piece: Piece) -> None:
        """Keeps rows of a piece of a file."""
        self._kept.add(batches)
        self._starts.extend(piece.starts)
        self._grid = piece.grid
        self.wrong.update({piece.first - 1 + at: issues for at, issues in piece.wrong.items()})

    def stream(self) -> Any:
        """All rows, as a table."""
        return self._kept.stream() or batch_of_json([])

    def values(self) -> Iterator[dict[str, Any]]:
        """The items, one by one, as far as a statement tells of them."""
        for batch in self._kept.stream() or ():
            piece = Piece(1, batch, Starts())
            if piece.texts is not None:
                # The keys of a price may stand in a quote, or beside the item's own.
                yield from ({"quote": item, **item} for item in map(json.loads, piece.texts.to_pylist()))
                continue
            told = batch.select([name for name in _TOLD if name in batch.schema.names])
            for item in told.to_pylist():
                # The cells of a file are texts, which are right here.
                amounts = {
                    name: int(item[name]) for name in ("collected", "compensation") if item.get(name) is not None
                }
                yield {"quote": item, **item, **amounts}

    def uncollected(self) -> int:
        """Of how many items it is not said what was collected at the door."""
        found = 0
        for batch in self._kept.stream() or ():
            if (texts := Piece(1, batch, Starts()).texts) is not None:
                found += sum(1 for text in texts.to_pylist() if json.loads(text).get("collected") is None)
            else:
                found += batch["collected"].null_count if "collected" in batch.schema.names else len(batch)
        return found

    def rows(self, numbers: set[int]) -> dict[int, Row]:
        """Some rows, by their numbers from 0."""
        found, first = {}, 0
        for batch in self._kept.stream() or ():
            piece = Piece(first + 1, batch, Starts())
            for at in range(len(batch)):
                if first + at in numbers:
                    text, start = piece.row(at).text, self._starts.of(first + at)
                    found[first + at] = Row(first + at + 1, text, start, self._grid)
            first += len(batch)
        return found


class Period(NamedTuple):
    """What is asked about: days of a contract."""

    rulebook: hoso.Rulebook
    contract: str
    days: tuple[str, str]
    language: Language

    @property
    def _question(self) -> dict[str, Any]:
        return {"contract": self.contract, "period": {"from": self.days[0], "until": self.days[1]}}

    def items(self, path: str, reading: Reading, *, quote: bool) -> Listed:
        """The items of a file, with their prices: those in the file, or the rulebook's."""
        wanted, needed = (known(Unpriced), columns.need) if quote else (_PRICED, _need_prices)
        rows = Rows(path, wanted, self.language, reading, rulebook=self.rulebook, need=needed)
        self._check(rows, quote=quote)
        if not quote:
            return self._listed(rows)
        listed, issues = Listed(rows.name), problems.Issues(rows.name, self.language)
        for piece in options.watched(rows, rows.pieces()):
            self._price(piece, listed, issues)
        if issues.close():
            raise problems.Refused([])
        return listed

    def invoice(self, path: str, reading: Reading) -> Listed:
        """The lines of the operator's invoice."""
        return self._listed(Rows(path, known(InvoiceLine), self.language, reading, rulebook=self.rulebook))

    def _listed(self, rows: Rows) -> Listed:
        listed = Listed(rows.name)
        for piece in options.watched(rows, rows.pieces()):
            listed.add([piece.batch], piece)
        return listed

    def _check(self, rows: Rows, *, quote: bool) -> None:
        """Nothing is priced for a question that is not right without its rows; what is wrong with the first items of
        JSON is told together with it."""
        try:
            self._settled(())
        except hoso.InvalidInput as wrong:
            invalid, listed = wrong, Listed(rows.name)
            for piece in islice(rows.pieces(), 0 if rows.is_table or quote else 1):
                listed.add([piece.batch], piece)
                try:
                    self._settled(piece.texts.to_pylist())
                except hoso.InvalidInput as with_items:
                    invalid = with_items
            raise Unusable("\n".join(self._told(invalid.issues, {"items": listed}))) from invalid

    def _settled(self, items: Sequence[str]) -> None:
        """Asks about items in JSON; one that is an answer, with its price beside what is its own, is none here."""
        quoted = ",".join(item for item in items if not positions.has(item, "outcome"))
        self.rulebook.settle(f'{compact(self._question)[:-1]},"items":[{quoted}]}}', language=self.language)

    def _price(self, piece: Piece, listed: Listed, issues: problems.Issues) -> None:
        """Keeps rows with their prices; of those that have none, says why."""
        if piece.texts is not None:
            items = list(self._priced(piece, issues))
            listed.add([batch_of_json(items)], piece)
            return
        beside = [name for name in _BESIDE if name in piece.batch.schema.names]
        answers = self.rulebook.quote_batch(piece.batch, lines=True, keep=beside, language=self.language)
        # What stands beside the prices is still as the file has it.
        table, pc = arrow().table(answers).replace_schema_metadata(CELLS), tables.compute()
        quoted = pc.fill_null(pc.equal(table["outcome"].cast("string"), "quoted"), False)
        none = pc.indices_nonzero(pc.invert(quoted)).to_pylist()
        none = sorted({*none, *piece.wrong})
        for at, answer in zip(none, self._answers(piece.take(none)) if none else (), strict=True):
            if at in piece.wrong:
                answer = {"issues": piece.issues(at, answer.get("issues", ()))}
            self._unpriced(piece.row(at), answer, issues)
        listed.add(table.to_batches(), piece)

    def _priced(self, piece: Piece, issues: problems.Issues) -> Iterator[str]:
        """Rows of JSON as items, each as JSON."""
        parted = [_parted(text) for text in piece.texts.to_pylist()]
        answers = self._answers(batch_of_json([consignment for _, consignment in parted]))
        for at, (answer, (beside, _)) in enumerate(zip(answers, parted, strict=True)):
            if answer.get("outcome") != "quoted":
                self._unpriced(piece.row(at), answer, issues)
            yield compact({**beside, "quote": answer})

    def _answers(self, batch: Any) -> Iterator[dict[str, Any]]:
        """The whole prices of consignments."""
        answers = arrow().table(self.rulebook._whole("quote", batch, language=self.language))
        return map(json.loads, answers["answer"].to_pylist())

    def _unpriced(self, row: Row, answer: Mapping[str, Any], issues: problems.Issues) -> None:
        reasons = [{**reason, "path": ""} for reason in answer.get("reasons", ())]
        found: list[Any] = answer.get("issues", reasons)
        beside = [f"/{name}" for name in BesidePrice.__annotations__]
        issues.add(row, [issue for issue in found if issue["code"] != "unknown_key" or issue["path"] not in beside])

    def ask(self, ask: Callable[..., Any], **lists: Listed) -> dict[str, Any]:
        """The answer about lists of rows; what is wrong with a row is shown at its place, and ends the command."""
        unread: list[Issue] = [
            {**issue, "path": f"/{key}/{at}{issue['path']}"}
            for key, of in lists.items()
            for at, issues in of.wrong.items()
            for issue in issues
        ]
        try:
            streams = [of.stream() for of in lists.values()]
            answer = dict(ask(*streams, **self._question, language=self.language))
        except hoso.InvalidInput as invalid:
            known = tuple(f"{issue['path']}/" for issue in unread)
            unread += [issue for issue in invalid.issues if not f"{issue['path']}/".startswith(known)]
        if not unread:
            return answer
        elsewhere = list(self._told(unread, lists))
        raise Unusable("\n".join(elsewhere)) if elsewhere else problems.Refused(unread)

    def _told(self, issues: Sequence[Issue], lists: Mapping[str, Listed]) -> Iterator[str]:
        """Shows the issues of rows at their places; gives those of the rest of the question as text."""
        found: dict[str, dict[int, list[Issue]]] = {key: {} for key in lists}
        for issue in issues:
            key, _, path = issue["path"].removeprefix("/").partition("/")
            number, _, inner = path.partition("/")
            if key in lists and number.isdecimal():
                told: Issue = {**issue, "path": f"/{inner}" if inner else "", "message": self._message(issue)}
                found[key].setdefault(int(number), []).append(told)
            else:
                yield _said(issue)
        for key, of in found.items():
            shown = problems.Issues(lists[key].name, self.language)
            for at, row in lists[key].rows({*of}).items():
                shown.add(row, of[at])
            shown.close()

    def _message(self, issue: Issue) -> str:
        """What is wrong; the period is told with its last day, as on the statement."""
        if issue["code"] != "outside_period":
            return issue["message"]
        first, last = words.day(self.days[0]), words.last_day(self.days[1])
        return word("outside_period", self.language, first=first, last=last)


def _need_prices(source: Source, names: Collection[str], wanted: Columns) -> None:
    """Refuses a table that lacks what settling needs, and says how to get it."""
    if not {"quote", "outcome"} & {*names}:
        if not any(name in names for name in Unpriced.__annotations__ if name != "on"):
            columns.need(source, names, wanted)
        raise click.UsageError(f"{source.name}: {word('not_priced', source.language)}")
    lists = [] if "quote" in names else _LISTS
    missing = [
        name for name in (*(name for name, column in wanted.items() if column.needed), *lists) if name not in names
    ]
    if missing and "outcome" in names:
        raise source.refused("answers_lack", names=", ".join(missing))
    columns.need(source, names, wanted)


def _parted(text: str) -> tuple[dict[str, Any], str]:
    """What an item in JSON says beside its price, and its consignment; of a text that is wrong the library has
    to say so, and it stays as it is."""
    try:
        value = json.loads(text, parse_int=positions.integer, object_pairs_hook=positions.once)
    except (ValueError, RecursionError):
        return {}, text
    if not isinstance(value, dict):
        return {}, text
    beside = {key: value[key] for key in _BESIDE if key in value}
    return beside, compact({key: inner for key, inner in value.items() if key == "on" or key not in beside})


def _said(issue: Issue) -> str:
    """An issue that is about no row."""
    return f"{issue['message']} [{issue['code']}] {issue['path']}"
