"""What people see: tables, with colour on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

import hoso
from hoso.cli import words
from hoso.cli.words import Members, label, word
from hoso.types import Language

#: Columns that hold sentences and names do not become narrower than this.
_LONG = {"message": 32, "reasons": 32, "agency": 20, "procedure": 20, "field": 16}
#: What a narrow terminal has no room for.
_SPARED, _NARROW = ("clause", "version", "applicant_due"), 120
#: What comes out in a way that is no member of a list.
_NO_MEMBERS: Members = {}
#: How wide a table is that goes into a file or a pipe.
_WIDTH = 160
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
    return Console(width=None if sys.stdout.isatty() else _WIDTH, highlight=False)


def is_wide() -> bool:
    """Whether there is room for all columns."""
    return console().width >= _NARROW


def fitting(
    make: Callable[[Sequence[str]], Table], columns: Sequence[str], spared: Sequence[str], language: Language
) -> Iterable[Table | Text]:
    """A table of figures that fits a narrow terminal: some columns are left out, the last first, which is then said."""
    room, hidden = console().width, list[str]()
    left = list(spared)
    while True:
        made = make([name for name in columns if name not in hidden])
        needed = _squeeze(made, room)
        if not left or needed <= room:
            break
        hidden.insert(0, left.pop())
    yield made
    if hidden:
        names = ", ".join(word(name, language) for name in hidden)
        yield Text(f"{word('hidden', language)} {names}", "dim")


def _squeeze(made: Table, room: int) -> int:
    """Puts the headers of figures on several lines where there is not room for one; how wide the table then is."""
    widest = [max(map(cell_len, (str(column.header), *map(str, column.cells)))) for column in made.columns]
    needed = sum(width + 2 for width in widest)
    if needed <= room:
        return needed
    needed = 1
    for column in made.columns:
        if column.min_width is None:
            column.width = max(map(cell_len, (*str(column.header).split(), *map(str, column.cells))))
        needed += 2 + (column.width or column.min_width or 0)
    return needed


def styled(key: str, language: Language, members: Members = _NO_MEMBERS) -> Text:
    """The label of an outcome, a severity, a state or a kind, in its colour; what is no member is a word of ours."""
    text = label(members, key, language) if key in members else word(key, language)
    return Text(text, style=_STYLES.get(key, ""))


def table(columns: Iterable[str], language: Language, *, title: str | None = None, right: Sequence[str] = ()) -> Table:
    """An empty table with these columns."""
    made = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in columns:
        justify: JustifyMethod = "right" if name in right else "left"
        made.add_column(word(name, language), justify=justify, overflow="fold", min_width=_LONG.get(name))
    return made


def lines(answer: Mapping[str, Any], currency: str, language: Language) -> Table:
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


def steps(answer: Mapping[str, Any], language: Language) -> Table:
    """Due days, step by step."""
    made = table(("step", "from", "days", "due", "source"), language)
    for step in answer["steps"]:
        days = f"{step['days']} {label(hoso.DAY_UNITS, step['unit'], language).lower()}"
        due = Text(words.day(step["due"]), style="bold")
        name = label(hoso.STEPS, step["id"], language)
        made.add_row(name, words.day(step["from"]), days, due, step.get("source", ""))
    return made


def page(rows: Sequence[tuple[int, Mapping[str, Any]]], columns: Sequence[str], language: Language) -> Table:
    """The first answers of many: their number and some of their columns."""
    integers = [name for name in columns if any(isinstance(row.get(name), int) for _, row in rows)]
    narrow = not is_wide()
    used = [name for name in columns if any(row.get(name) for _, row in rows) and not (narrow and name in _SPARED)]
    made = table(("row", *used, "reasons"), language, right=("row", *integers))
    for number, row in rows:
        cells = [_cell(name, row.get(name), language) for name in used]
        made.add_row(words.number(number, language), *cells, _why(row, language))
    return made


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


def summary(counts: Mapping[str, int], column: str, members: Members, language: Language) -> Table:
    """How many came out in which way."""
    made = table((column, "rows", "share_bp"), language, right=("rows", "share_bp"))
    total = sum(counts.values())
    for key, count in sorted(counts.items(), key=lambda item: -item[1]):
        share = words.percent(count * 10_000 // total, language)
        made.add_row(styled(key, language, members), words.number(count, language), share)
    if len(counts) > 1:
        made.add_section()
        made.add_row(word("all", language), words.number(total, language), "", style="bold")
    return made


def timeline(answer: Mapping[str, Any], language: Language) -> Iterable[Table | Text]:
    """One consignment: where it is, what happened, and what may come next."""
    head = Text.assemble((answer.get("consignment", "–"), "bold"), "  ", styled(answer["state"], language, hoso.STATES))
    if answer["damaged"]:
        head.append(f"  {label(hoso.EVENT_KINDS, 'damaged', language)}", "red")
    if answer["claim"] != "none":
        claim = label(hoso.CLAIM_STATES, answer["claim"], language)
        head.append(f"  {word('claim', language)}: {claim}", "yellow")
    yield head
    made = table(("at", "event", "state", "id"), language)
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
