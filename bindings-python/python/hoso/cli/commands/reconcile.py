"""hoso reconcile: whether the operator's invoice says what the contract says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
from rich.table import Table

from hoso.cli import money, options, problems, show, words
from hoso.cli.commands.compare import signed
from hoso.cli.words import word
from hoso.cli.writing import compact, format_of, writing
from hoso.types import Language

#: What may be wrong, and what the table of it shows.
_DIFFERENCES = {
    "wrong_amount": ("invoice", "item", "billed", "expected", "difference", "rule"),
    "not_ours": ("invoice", "item", "billed"),
    "not_billed": ("item", "expected"),
    "billed_twice": ("invoice", "item", "billed"),
}
_AMOUNTS = ("billed", "expected", "difference")


@click.command()
@options.RULEBOOK
@click.argument("items", type=click.Path(), metavar="ITEMS")
@click.argument("invoice", type=click.Path(), metavar="INVOICE")
@options.contract
@options.period
@options.quote
@options.as_json
@options.output
@options.format_
@options.language
@options.described(
    "hoso reconcile rulebook.json items.jsonl invoice.csv --contract SNV-2014 --period 2014-10-01 2014-11-01",
    "hoso reconcile rulebook.json items.csv invoice.csv --quote --contract SNV-2014 --period 2014-10-01 2014-11-01",
)
@click.pass_context
def reconcile(
    context: click.Context,
    rulebook: str,
    items: str,
    invoice: str,
    contract: str,
    period: tuple[str, str],
    quote: bool,
    as_json: bool,
    output: str | None,
    format_: str | None,
    language: Language,
) -> None:
    """Does the operator's invoice bill each item once, and what the contract says? If not, the exit code is 1.

    ITEMS are as for hoso settle. INVOICE has the keys id, item (the id of an item) and amount, with tax (JSON, JSON
    Lines, CSV, Parquet). --output to CSV or Parquet writes a row for each difference.
    """
    options.one_from_standard_input(rulebook, items, invoice)
    book, _ = problems.read_rulebook(rulebook, language)
    asked = money.Period(book, contract, period, language)
    found = asked.items(items, format_, quote=quote)
    answer = asked.ask(book.reconcile_batch, items=found, invoice=asked.invoice(invoice))
    if output is not None:
        _write(output, answer)
    if as_json:
        click.echo(compact(answer))
    else:
        _show(answer, book.document["currency"], output, language)
    context.exit(1 if any(answer[kind] for kind in _DIFFERENCES) else 0)


def _write(output: str, answer: Mapping[str, Any]) -> None:
    """All of the answer as JSON; its differences as a table."""
    columns = {"kind": "text", "invoice": "text", "item": "text", **dict.fromkeys(_AMOUNTS, "integer"), "rule": "text"}
    whole = format_of(output) == "json"
    with writing(output, columns, single=whole) as writer:
        if whole:
            writer.write(answer)
            return
        for kind in _DIFFERENCES:
            for line in answer[kind]:
                writer.write({"kind": kind, **line})


def _show(answer: Mapping[str, Any], currency: str, output: str | None, language: Language) -> None:
    console = show.console()
    if output is None:
        for kind, columns in _DIFFERENCES.items():
            if answer[kind]:
                console.print(_lines(kind, columns, answer, currency, language))
                if (more := len(answer[kind]) - problems.SHOWN) > 0:
                    console.print(f"{word('and_more', language, n=words.number(more, language))}\n", style="dim")
    console.print(_summary(answer, currency, language))
    if output is not None:
        console.print(f"{word('written', language)} {output}")


def _lines(kind: str, columns: tuple[str, ...], answer: Mapping[str, Any], currency: str, language: Language) -> Table:
    made = show.table(columns, language, title=word(kind, language), right=_AMOUNTS)
    for line in answer[kind][: problems.SHOWN]:
        made.add_row(*[_cell(name, line.get(name, ""), currency) for name in columns])
    return made


def _cell(name: str, value: Any, currency: str) -> str:
    if name == "difference":
        return signed(value, currency)
    return words.money(value, currency) if name in _AMOUNTS else str(value)


def _summary(answer: Mapping[str, Any], currency: str, language: Language) -> Table:
    made = show.table(("outcome", "count", *_AMOUNTS), language, right=("count", *_AMOUNTS))
    matched = answer["matched"]
    amount = words.money(matched["amount"], currency)
    made.add_row(show.styled("matched", language), words.number(matched["count"], language), amount, amount, "")
    for kind in _DIFFERENCES:
        if answer[kind]:
            sums = {name: sum(line.get(name, 0) for line in answer[kind]) for name in ("billed", "expected")}
            cells = [words.money(amount, currency) for amount in sums.values()]
            difference = signed(sums["billed"] - sums["expected"], currency)
            made.add_row(show.styled(kind, language), words.number(len(answer[kind]), language), *cells, difference)
    made.add_section()
    totals = [_cell(name, answer[name], currency) for name in _AMOUNTS]
    made.add_row(word("all", language), "", *totals, style="bold")
    return made
