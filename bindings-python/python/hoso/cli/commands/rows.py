"""hoso decide, quote, deadlines and compensation: a question, or a file of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, NamedTuple

import click
from rich.console import RenderableType
from rich.text import Text

import hoso
from hoso.cli import ask, options, problems, show, spoken, tables
from hoso.cli.ask import Answer, Answered, Asked, Asking
from hoso.cli.columns import known
from hoso.cli.files import Reading, Rows
from hoso.cli.tables import compact
from hoso.cli.words import number, word
from hoso.cli.writing import Csv, Parquet, Writer, writing
from hoso.cli.xlsx import Xlsx
from hoso.types import Language

#: How many answers of a file are shown.
PAGE = 15


@dataclass(frozen=True)
class Wanted:
    """What is to become of the answers."""

    as_json: bool
    output: str | None
    keep: Sequence[str]
    language: Language


class Shown(NamedTuple):
    """How answers are shown to people."""

    #: One answer.
    one: Callable[[Asking, Answer], Iterable[RenderableType]]
    #: The first of many.
    page: Callable[[Asking, Sequence[Answered]], Iterable[RenderableType]]


def command(asked: Asked) -> Callable[[Callable[..., None]], spoken.Command]:
    """The arguments and options of them all."""

    def add(function: Callable[..., None]) -> spoken.Command:
        for option in (
            options.language,
            options.keep,
            options.reading,
            options.output,
            options.as_json,
            click.argument("questions", type=click.Path(), metavar="QUESTIONS"),
            options.RULEBOOK,
        ):
            function = option(function)
        return options.command(asked.name)(function)

    return add


@command(ask.DECIDE)
@options.described(
    "hoso decide rulebook.json case.json",
    "hoso decide rulebook.json cases.csv --output decisions.parquet",
    "cat cases.jsonl | hoso decide rulebook.json - --json",
    vi="""Có gửi được qua bưu điện không? Hợp đồng nào bao gồm, hoặc vì sao không.

QUESTIONS là một trường hợp (JSON), hoặc nhiều (danh sách, JSON Lines, CSV, Parquet) với các khóa agency, procedure hoặc
field, service, on và known_on.""",
)
def decide(rulebook: str, questions: str, reading: Reading, **wanted: Any) -> None:
    """May it go by post? Which contract covers it, or why none does.

    QUESTIONS is one case (JSON), or many (a list, JSON Lines, CSV, Parquet) with the keys agency, procedure or field,
    service, on and known_on.
    """
    run(ask.DECIDE, rulebook, questions, reading, Wanted(**wanted))


@command(ask.QUOTE)
@options.described(
    "hoso quote rulebook.json consignment.json --language en",
    "hoso quote rulebook.json consignments.csv --keep agency --output prices.csv",
    "hoso quote rulebook.json consignments.parquet --json",
    vi="""Cước bao nhiêu, ai trả? Từng khoản, mỗi khoản với quy tắc của nó.

QUESTIONS là một bưu gửi (JSON), hoặc nhiều (danh sách, JSON Lines, CSV, Parquet) với các khóa agency, procedure,
service, on, weight_grams, zone hoặc place, v.v.""",
)
def quote(rulebook: str, questions: str, reading: Reading, **wanted: Any) -> None:
    """What does it cost, and who pays? Line by line, each with its rule.

    QUESTIONS is one consignment (JSON), or many (a list, JSON Lines, CSV, Parquet) with the keys agency, procedure,
    service, on, weight_grams, zone or place, and so on.
    """
    run(ask.QUOTE, rulebook, questions, reading, Wanted(**wanted))


@command(ask.DEADLINES)
@options.described(
    "hoso deadlines rulebook.json dossier.json",
    "hoso deadlines rulebook.json dossiers.jsonl --keep agency --output due.csv",
    vi="""Hạn của từng bước là ngày nào?

QUESTIONS là một hồ sơ (JSON), hoặc nhiều (danh sách, JSON Lines, CSV, Parquet) với các khóa agency, procedure, service,
on, zone hoặc place, và những thời điểm đã biết: posted_on, filed_on, resolved_on, v.v.""",
)
def deadlines(rulebook: str, questions: str, reading: Reading, **wanted: Any) -> None:
    """By when is each step due?

    QUESTIONS is one dossier (JSON), or many (a list, JSON Lines, CSV, Parquet) with the keys agency, procedure,
    service, on, zone or place, and the moments that are known: posted_on, filed_on, resolved_on and so on.
    """
    run(ask.DEADLINES, rulebook, questions, reading, Wanted(**wanted))


@command(ask.COMPENSATION)
@options.described(
    "hoso compensation rulebook.json claim.json --language en",
    "hoso compensation rulebook.json claims.csv --keep charge --output owed.csv",
    vi="""Bưu điện phải bồi thường bao nhiêu khi có sự cố, và hạn trả lời, chi trả là ngày nào?

QUESTIONS là một yêu cầu (JSON), hoặc nhiều (danh sách, JSON Lines, CSV, Parquet) với các khóa zone, charge, event
(lost, late, damaged hoặc charge), accepted_on, due_on, claimed_on, v.v.""",
)
def compensation(rulebook: str, questions: str, reading: Reading, **wanted: Any) -> None:
    """What does the operator owe when it went wrong, and by when does it answer and pay?

    QUESTIONS is one claim (JSON), or many (a list, JSON Lines, CSV, Parquet) with the keys zone, charge, event (lost,
    late, damaged or charge), accepted_on, due_on, claimed_on, and so on.
    """
    run(ask.COMPENSATION, rulebook, questions, reading, Wanted(**wanted))


def _said(asking: Asking, answer: Answer) -> Iterable[RenderableType]:
    """An answer in sentences and a table."""
    bare: Any = answer
    yield Text.assemble(show.styled(answer["outcome"], asking.language, hoso.OUTCOMES), style="bold")
    yield hoso.explain(bare, rulebook=asking.rulebook, language=asking.language)
    if "lines" in answer:
        yield show.lines(answer, asking.rulebook.document["currency"], asking.language)
    if answer.get("steps"):
        yield show.steps(answer, asking.language)


#: What a page has no room for.
_HIDDEN = ("amendment", "operator", "tariff", "version", "net", "tax", "reasons", "issues")


def _page(asking: Asking, head: Sequence[Answered]) -> Iterable[RenderableType]:
    names = [name for name in asking.columns if name not in _HIDDEN]
    flat = [(row.number, {**asking.flat(answer), **_in_words(answer)}) for row, answer in head]
    yield from show.page(flat, names, asking.language)


def _in_words(answer: Answer) -> Answer:
    """What a page tells in words and not in codes."""
    return {
        "outcome": answer.get("outcome", "issues"),
        "reasons": answer.get("reasons", ()),
        "issues": answer.get("issues", ()),
    }


_SHOWN = Shown(_said, _page)


def run(asked: Asked, rulebook: str, questions: str, reading: Reading, wanted: Wanted, shown: Shown = _SHOWN) -> None:
    """Asks about a file, and ends with the exit code."""
    options.one_from_standard_input(rulebook, questions)
    options.kept(wanted.keep, asked.told)
    book, _ = problems.read_rulebook(rulebook, wanted.language)
    options.apart(wanted.output, inputs=(rulebook, questions))
    rows = Rows(questions, known(asked.question), wanted.language, reading, keep=wanted.keep, rulebook=book)
    asking = Asking(book, asked, wanted.keep, wanted.language)
    if rows.single:
        _one(asking, rows, next(asking.whole(next(rows.pieces()))), wanted, shown)
    else:
        _many(asking, rows, wanted, shown)


def _one(asking: Asking, rows: Rows, answered: Answered, wanted: Wanted, shown: Shown) -> None:
    """One question: its answer, or its issues and exit code 2."""
    row, answer = answered
    if issues := answer.get("issues"):
        if wanted.as_json:
            click.echo(compact(answer))
        problems.refuse(rows.name, row.text or "", issues, wanted.language, start=row.start)
    if wanted.output is not None:
        with writing(wanted.output, asking.columns, single=True, language=wanted.language) as writer:
            writer.write(asking.flat(answer) if writer.flat else answer)
    if wanted.as_json:
        click.echo(compact(answer))
    elif wanted.output is None:
        console = show.console()
        for part in shown.one(asking, {key: value for key, value in answer.items() if key not in wanted.keep}):
            console.print(part)


class _Seen:
    """What is to be told at the end about many answers."""

    def __init__(self, issues: problems.Issues) -> None:
        self.issues = issues
        self.counts: Counter[str] = Counter()
        self.head: list[Answered] = []


def _many(asking: Asking, rows: Rows, wanted: Wanted, shown: Shown) -> None:
    """Many questions: their answers to a file or as JSON Lines, or the first and a summary."""
    seen = _Seen(problems.Issues(rows.name, wanted.language))
    with ExitStack() as opened:
        writer = None
        if wanted.output is not None:
            writer = opened.enter_context(
                writing(wanted.output, asking.columns, single=False, language=wanted.language)
            )
        if not asking.asked.at_once or ask.needs_whole(rows, as_json=wanted.as_json, output=wanted.output):
            _whole(asking, rows, wanted, writer, seen)
        else:
            _at_once(asking, rows, writer, seen)
    if not wanted.as_json and wanted.output != "-":
        _show(asking, seen.head, seen.counts, wanted, shown)
    click.get_current_context().exit(seen.issues.close())


def _whole(asking: Asking, rows: Rows, wanted: Wanted, writer: Writer | None, seen: _Seen) -> None:
    for piece in options.watched(rows, rows.pieces()):
        for answered in asking.whole(piece):
            row, answer = answered
            if "issues" in answer:
                seen.issues.add(row, answer["issues"])
            seen.counts[answer.get(asking.asked.outcome, "issues")] += 1
            if len(seen.head) < PAGE:
                seen.head.append(answered)
            if writer is not None:
                writer.write(asking.flat(answer) if writer.flat else answer)
            if wanted.as_json:
                click.echo(answered.text)


def _at_once(asking: Asking, rows: Rows, writer: Writer | None, seen: _Seen) -> None:
    for piece, table, wrong in asking.at_once(options.watched(rows, rows.pieces()), written=writer is not None):
        for row, answer in wrong:
            seen.issues.add(row, answer["issues"])
        seen.counts.update(tables.counts(table[asking.asked.outcome]))
        if not seen.head and writer is None:
            seen.head.extend(asking.whole(piece, range(min(PAGE, len(table)))))
        if isinstance(writer, Csv | Parquet | Xlsx):
            writer.add(table)


def _show(asking: Asking, head: Sequence[Answered], counts: Counter[str], wanted: Wanted, shown: Shown) -> None:
    console = show.console()
    language = wanted.language
    if wanted.output is None and head:
        for part in shown.page(asking, head):
            console.print(part)
        if counts.total() > len(head):
            text = f"{len(head)} {word('first_rows', language)} {number(counts.total(), language)}\n"
            console.print(text, style="dim")
    console.print(show.summary(counts, asking.asked.outcome, asking.asked.outcomes, language))
    if wanted.output is not None:
        console.print(f"{word('written', language)} {wanted.output}")
