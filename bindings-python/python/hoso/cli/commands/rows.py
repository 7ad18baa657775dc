"""hoso decide, quote and deadlines: a question, or a file of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from typing import Any

import click

import hoso
from hoso.cli import ask, options, problems, show
from hoso.cli.ask import Answer, Answered, Asked
from hoso.cli.files import Row, Rows
from hoso.cli.words import number, word
from hoso.cli.writing import Writer, compact, writing
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


def _command(asked: Asked) -> Callable[[Callable[..., None]], click.Command]:
    """The arguments and options of the three."""

    def add(function: Callable[..., None]) -> click.Command:
        for option in (
            options.language,
            options.keep,
            options.format_,
            options.output,
            options.as_json,
            click.argument("questions", type=click.Path(), metavar="QUESTIONS"),
            options.RULEBOOK,
        ):
            function = option(function)
        return click.command(asked.name)(function)

    return add


@_command(ask.DECIDE)
@options.described(
    "hoso decide rulebook.json case.json",
    "hoso decide rulebook.json cases.csv --output decisions.parquet",
    "cat cases.jsonl | hoso decide rulebook.json - --json",
)
def decide(rulebook: str, questions: str, format_: str | None, **wanted: Any) -> None:
    """May it go by post? Which contract covers it, or why none does.

    QUESTIONS is one case (JSON), or many (a list, JSON Lines, CSV, Parquet) with the keys agency, procedure or field,
    service, on and known_on.
    """
    _run(ask.DECIDE, rulebook, questions, format_, Wanted(**wanted))


@_command(ask.QUOTE)
@options.described(
    "hoso quote rulebook.json consignment.json --language en",
    "hoso quote rulebook.json consignments.csv --keep id --output prices.csv",
    "hoso quote rulebook.json consignments.parquet --json",
)
def quote(rulebook: str, questions: str, format_: str | None, **wanted: Any) -> None:
    """What does it cost, and who pays? Line by line, each with its rule.

    QUESTIONS is one consignment (JSON), or many (a list, JSON Lines, CSV, Parquet) with the keys agency, procedure,
    service, on, weight_grams, zone or place, and so on.
    """
    _run(ask.QUOTE, rulebook, questions, format_, Wanted(**wanted))


@_command(ask.DEADLINES)
@options.described(
    "hoso deadlines rulebook.json dossier.json",
    "hoso deadlines rulebook.json dossiers.jsonl --keep x_id --output due.csv",
)
def deadlines(rulebook: str, questions: str, format_: str | None, **wanted: Any) -> None:
    """By when is each step due?

    QUESTIONS is one dossier (JSON), or many (a list, JSON Lines, CSV, Parquet) with the keys agency, procedure,
    service, on, zone or place, and the moments that are known: posted_on, filed_on, resolved_on and so on.
    """
    _run(ask.DEADLINES, rulebook, questions, format_, Wanted(**wanted))


def _run(asked: Asked, rulebook: str, questions: str, format: str | None, wanted: Wanted) -> None:
    if rulebook == questions == "-":
        raise click.UsageError("only one of the files can be standard input")
    book, _ = problems.read_rulebook(rulebook, wanted.language)
    rows = Rows(questions, asked.question, format)
    answered = _kept(ask.answers(book, asked, options.watched(rows), wanted.language), wanted.keep)
    if rows.single:
        _one(asked, rows, next(answered), wanted)
    else:
        _many(asked, rows, answered, wanted)


def _kept(answered: Iterator[Answered], keep: Sequence[str]) -> Iterator[Answered]:
    """Each answer with the columns of its row that are to be kept before it."""
    if not keep:
        yield from answered
        return
    for row, answer in answered:
        cells = {**row.others, **_cells(row)}
        yield Answered(row, {**{name: _plain(cells.get(name)) for name in keep}, **answer})


def _cells(row: Row) -> Mapping[str, Any]:
    if isinstance(row.question, dict):
        return row.question
    try:
        cells = json.loads(row.text)
    except (ValueError, RecursionError):
        return {}
    return cells if isinstance(cells, dict) else {}


def _plain(value: Any) -> Any:
    """A kept cell: numbers and texts as they are, days and times as text."""
    return value if value is None or isinstance(value, str | int | float | list | dict) else str(value)


def _flat(asked: Asked, answer: Answer, keep: Sequence[str]) -> dict[str, Any]:
    return {**{name: None if answer[name] is None else str(answer[name]) for name in keep}, **asked.flat(answer)}


def _one(asked: Asked, rows: Rows, answered: Answered, wanted: Wanted) -> None:
    """One question: its answer in sentences and a table, or its issues and exit code 2."""
    row, answer = answered
    if issues := answer.get("issues"):
        if wanted.as_json:
            click.echo(compact(answer))
        problems.refuse(rows.name, row.text, issues, wanted.language)
    if wanted.output is not None:
        with _writer(asked, wanted, single=True) as writer:
            writer.write(_flat(asked, answer, wanted.keep) if writer.flat else answer)
    if wanted.as_json:
        click.echo(compact(answer))
    elif wanted.output is None:
        console = show.console()
        bare: Any = {key: value for key, value in answer.items() if key not in wanted.keep}
        console.print(show.styled(answer["outcome"], wanted.language), style="bold")
        console.print(hoso.explain(bare, language=wanted.language))
        if "lines" in answer:
            console.print(show.lines(answer, wanted.language))
        if answer.get("steps"):
            console.print(show.steps(answer, wanted.language))


def _many(asked: Asked, rows: Rows, answered: Iterator[Answered], wanted: Wanted) -> None:
    """Many questions: their answers to a file or as JSON Lines, or the first and a summary."""
    issues = problems.Issues(rows.name, wanted.language)
    counts: Counter[str] = Counter()
    head: list[tuple[int, Answer]] = []
    with ExitStack() as opened:
        writer = opened.enter_context(_writer(asked, wanted, single=False)) if wanted.output is not None else None
        for row, answer in answered:
            if "issues" in answer:
                issues.add(row, answer["issues"])
            counts[answer.get("outcome", "issues")] += 1
            if len(head) < PAGE:
                head.append((row.number, answer))
            if writer is not None:
                writer.write(_flat(asked, answer, wanted.keep) if writer.flat else answer)
            if wanted.as_json:
                click.echo(compact(answer))
    if not wanted.as_json:
        _show(asked, head, counts, wanted)
    click.get_current_context().exit(issues.close())


def _writer(asked: Asked, wanted: Wanted, *, single: bool) -> AbstractContextManager[Writer]:
    columns: Mapping[str, str] = {**dict.fromkeys(wanted.keep, "text"), **asked.columns}
    return writing(wanted.output or "", columns, single=single)


def _show(asked: Asked, head: Sequence[tuple[int, Answer]], counts: Counter[str], wanted: Wanted) -> None:
    console = show.console()
    language = wanted.language
    if wanted.output is None and head:
        shown = [name for name in asked.columns if name not in _HIDDEN]
        flat = [
            (row, {**asked.flat(answer), **_outcome(answer), **_messages(answer), **_own(answer, wanted.keep)})
            for row, answer in head
        ]
        console.print(show.page(flat, [*wanted.keep, *shown], language))
        if counts.total() > len(head):
            text = f"{len(head)} {word('first_rows', language)} {number(counts.total(), language)}\n"
            console.print(text, style="dim")
    console.print(show.summary(counts, "outcome", language))
    if wanted.output is not None:
        console.print(f"{word('written', language)} {wanted.output}")


#: What a page has no room for.
_HIDDEN = ("amendment", "operator", "tariff", "version", "net", "tax", "reasons", "issues")


def _outcome(answer: Answer) -> Answer:
    return {"outcome": answer.get("outcome", "issues")}


def _messages(answer: Answer) -> Answer:
    return {"reasons": answer.get("reasons", ()), "issues": answer.get("issues", ())}


def _own(answer: Answer, keep: Sequence[str]) -> Answer:
    return {name: answer[name] for name in keep}
