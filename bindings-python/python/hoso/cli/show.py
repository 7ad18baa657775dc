"""What people see: tables, with colour on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType, RenderResult
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

import hoso
from hoso.cli import words
from hoso.cli.streams import Shown
from hoso.cli.words import Members, label, word
from hoso.types import Language

#: Columns that hold sentences and names do not become narrower than this.
_LONG = {"message": 32, "reasons": 20, "agency": 20, "procedure": 20, "field": 16}
#: What a narrow window has no room for, the last first; never a sum.
_SPARED = ("contract", "clause")
#: What comes out in a way that is no member of a list.
_NO_MEMBERS: Members = {}
#: How wide a table is that goes into a file or a pipe.
_WIDTH = 160
#: Columns of times.
_TIMES = ("at", "since")
#: Wider than any text.
_UNBOUNDED = 1 << 20
_STYLES = {
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "covered": "green",
    "quoted": "green",
    "dated": "green",
    "matched": "green",
    "wrong_amount": "yellow",
    "not_ours": "red",
    "not_billed": "yellow",
    "billed_twice": "red",
    "delivered": "green",
    "not_covered": "yellow",
    "no_price": "yellow",
    "no_deadline": "yellow",
    "issues": "bold red",
    "lost": "red",
    "returned": "yellow",
    "handed_over": "green",
    "supplement_requested": "yellow",
    "payment_requested": "yellow",
    "withdrawal_requested": "yellow",
    "not_received": "yellow",
    "stopped": "red",
    "cancelled": "dim",
    "dearer": "red",
    "cheaper": "green",
}


def console() -> Console:
    """Standard output."""
    return Shown(width=None if sys.stdout.isatty() else _WIDTH)


class Grid(Table):
    """A table in which no word and no figure is broken: in a window that has no room for that, its rows stand one
    below the other, with a line for each of their cells."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        sizes = [_size(console, options, column) for column in self.columns]
        room = options.max_width - self._frame(console, options)
        if sum(size.minimum for size in sizes) > room:
            yield from self._folded()
            return
        for column, width in zip(self.columns, _shared(sizes, room), strict=True):
            column.width = width
        yield from super().__rich_console__(console, options)

    def least(self, console: Console) -> int:
        """How narrow a window may be in which it is a table."""
        sizes = (_size(console, console.options, column) for column in self.columns)
        return sum(size.minimum for size in sizes) + self._frame(console, console.options)

    def _frame(self, console: Console, options: ConsoleOptions) -> int:
        """What stands between the columns: how wide they would be if they had no width."""
        before = [column.width for column in self.columns]
        for column in self.columns:
            column.width = 0
        frame = super().__rich_measure__(console, options).minimum
        for column, width in zip(self.columns, before, strict=True):
            column.width = width
        return frame

    def _folded(self) -> Iterator[RenderableType]:
        if self.title:
            yield Text(str(self.title), "bold")
        cells = zip(*(column.cells for column in self.columns), strict=True)
        for row, of in zip(self.rows, cells, strict=True):
            made = Table.grid(padding=(0, 1))
            made.add_column(style="dim")
            made.add_column(overflow="fold")
            for column, cell in zip(self.columns, of, strict=True):
                if str(cell):
                    made.add_row(column.header, cell, style=row.style)
            yield made
            yield Text("")


def _size(console: Console, options: ConsoleOptions, column: Column) -> Measurement:
    """How wide a column is at least: its longest word, and its longest figure; and at most."""
    wide = options.update(max_width=_UNBOUNDED)
    head, *cells = (Measurement.get(console, wide, it) for it in (column.header, *column.cells))
    most = max(it.maximum for it in (head, *cells))
    is_figure = column.justify == "right"
    least = max(head.minimum, *(it.maximum if is_figure else it.minimum for it in cells), 0)
    return Measurement(max(least, min(column.min_width or 0, most)), most)


def _shared(sizes: Sequence[Measurement], room: int) -> list[int]:
    """The widths of columns: what each needs, and evenly of the rest of the room what it can use."""
    widths = [size.minimum for size in sizes]
    while open_ := [at for at, size in enumerate(sizes) if widths[at] < size.maximum]:
        spare = room - sum(widths)
        if spare < len(open_):
            break
        for at in open_:
            widths[at] = min(sizes[at].maximum, widths[at] + spare // len(open_))
    return widths


def fitting(
    make: Callable[[Sequence[str]], Grid], columns: Sequence[str], spared: Sequence[str], language: Language
) -> Iterable[Grid | Text]:
    """A table that fits a narrow window: some columns are left out, the last first, which is then said. Where that is
    not enough, none is left out."""
    window, hidden = console(), list[str]()
    left = [name for name in spared if name in columns]
    made = whole = make(columns)
    while left and made.least(window) > window.width:
        hidden.insert(0, left.pop())
        made = make([name for name in columns if name not in hidden])
    if made.least(window) > window.width:
        made, hidden = whole, []
    yield made
    if hidden:
        names = ", ".join(word(name, language) for name in hidden)
        yield Text(f"{word('hidden', language)} {names}", "dim")


def styled(key: str, language: Language, members: Members = _NO_MEMBERS) -> Text:
    """The label of an outcome, a severity, a state or a kind, in its colour; what is no member is a word of ours."""
    text = label(members, key, language) if key in members else word(key, language)
    return Text(text, style=_STYLES.get(key, ""))


def table(
    columns: Iterable[str],
    language: Language,
    *,
    title: str | None = None,
    right: Sequence[str] = (),
    offset: str | None = None,
) -> Grid:
    """An empty table with these columns. Times name their offset where it may not be that of the clock on the wall."""
    made = Grid(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, padding=0)
    for name in columns:
        justify: JustifyMethod = "right" if name in right else "left"
        head = word(name, language) + (f" (UTC{offset})" if offset and name in _TIMES else "")
        made.add_column(head, justify=justify, overflow="fold", min_width=_LONG.get(name))
    return made


def lines(answer: Mapping[str, Any], currency: str, language: Language) -> Grid:
    """A price or a compensation, line by line."""
    made = table(("kind", "id", "amount", "source"), language, right=("amount",))
    kinds: Members = {**hoso.LINE_KINDS, **hoso.OWED_KINDS}
    for line in answer["lines"]:
        amount = words.money(line["amount"], currency)
        made.add_row(label(kinds, line["kind"], language), line["id"], amount, line.get("source", ""))
    made.add_section()
    for key in ("net", "tax", "total", "agency_fee", "applicant_due", "amount"):
        if key not in answer:
            continue
        style = "" if key in ("net", "tax", "agency_fee") else "bold"
        made.add_row(word(key, language), "", words.money(answer[key], currency), "", style=style)
    return made


def steps(answer: Mapping[str, Any], language: Language) -> Grid:
    """Due days, step by step."""
    made = table(("step", "from", "days", "due", "source"), language)
    for step in answer["steps"]:
        days = f"{step['days']} {label(hoso.DAY_UNITS, step['unit'], language).lower()}"
        due = Text(words.day(step["due"]), style="bold")
        name = label(hoso.STEPS, step["id"], language)
        made.add_row(name, words.day(step["from"]), days, due, step.get("source", ""))
    return made


def page(
    rows: Sequence[tuple[int, Mapping[str, Any]]], columns: Sequence[str], language: Language
) -> Iterable[Grid | Text]:
    """The first answers of many: their number and some of their columns, as far as there is something in them."""
    integers = [name for name in columns if any(isinstance(row.get(name), int) for _, row in rows)]
    used = [name for name in columns if any(row.get(name) for _, row in rows)]
    why = [_why(row, language) for _, row in rows]

    def make(names: Sequence[str]) -> Grid:
        made = table(("row", *names, *(["reasons"] if any(why) else [])), language, right=("row", *integers))
        for (number, row), reasons in zip(rows, why, strict=True):
            cells = [_cell(name, row.get(name), language) for name in names]
            made.add_row(words.number(number, language), *cells, *([reasons] if any(why) else []))
        return made

    return fitting(make, used, _SPARED, language)


def _cell(name: str, value: Any, language: Language) -> Text:
    if value is None:
        return Text("")
    if name == "outcome":
        return styled(value, language, hoso.OUTCOMES)
    if isinstance(value, int):
        return Text(words.number(value, "vi"))
    return Text(words.day(value) if name in _DAYS else str(value))


_DAYS = (
    *("filing", "slip", "result", "collection", "first_attempt", "hold"),
    *("claim_until", "answer_due", "pay_due"),
)


def _why(row: Mapping[str, Any], language: Language) -> Text:
    """The messages of the reasons, and of the issues."""
    reasons = [Text(reason["message"]) for reason in row.get("reasons", ())]
    issues = [Text(issue["message"], style="red") for issue in row.get("issues", ())]
    return Text("\n").join([*reasons, *issues])


def summary(counts: Mapping[str, int], column: str, members: Members, language: Language) -> Grid:
    """How many came out in which way."""
    made = table((column, "rows", "share_bp"), language, right=("rows", "share_bp"))
    total = sum(counts.values())
    for key, count in sorted(counts.items(), key=lambda item: -item[1]):
        share = words.percent(count, total, language)
        made.add_row(styled(key, language, members), words.number(count, language), share)
    if len(counts) > 1:
        made.add_section()
        made.add_row(word("all", language), words.number(total, language), "", style="bold")
    return made


def timeline(answer: Mapping[str, Any], language: Language, *, offset: str | None = None) -> Iterable[Grid | Text]:
    """One consignment: where it is, what happened, and what may come next."""
    head = Text.assemble((answer.get("consignment", "–"), "bold"), "  ", styled(answer["state"], language, hoso.STATES))
    if answer["damaged"]:
        head.append(f"  {label(hoso.EVENT_KINDS, 'damaged', language)}", "red")
    if answer["claim"] != "none":
        claim = label(hoso.CLAIM_STATES, answer["claim"], language)
        head.append(f"  {word('claim', language)}: {claim}", "yellow")
    yield head
    made = table(("at", "event", "state", "id"), language, offset=offset)
    for event in answer["history"]:
        state = styled(event["to"], language, hoso.STATES) if event["to"] != event["from"] else Text("")
        kind = styled(event["kind"], language, hoso.EVENT_KINDS)
        made.add_row(words.moment(event["at"]), kind, state, Text(event["event"], "dim"))
    yield made
    codes: Any = hoso.ANOMALY_CODES
    for anomaly in answer["anomalies"]:
        lists: tuple[tuple[str, Members], ...] = (("kind", hoso.EVENT_KINDS), ("state", hoso.STATES))
        values = {key: label(members, anomaly[key], language) for key, members in lists if key in anomaly}
        said = codes[anomaly["code"]][language].format_map({"event": anomaly["event"], **values})
        yield Text.assemble(("! ", "bold red"), (f"{anomaly['event']} ", "bold"), said)
    if answer["allowed"]:
        following = Text(", ").join([styled(kind, language, hoso.EVENT_KINDS) for kind in answer["allowed"]])
        yield Text.assemble((f"{word('allowed', language)}: ", "dim"), following)
    yield Text("")
