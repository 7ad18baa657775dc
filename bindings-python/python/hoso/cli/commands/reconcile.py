"""hoso reconcile: whether the operator's invoice says what the contract says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from hoso.cli import money, options, problems, reconcile_page, show, words
from hoso.cli.commands.compare import signed
from hoso.cli.differences import AMOUNTS, DIFFERENCES, Compared
from hoso.cli.files import Reading
from hoso.cli.tables import compact
from hoso.cli.words import word
from hoso.cli.writing import format_of, write_text, writing
from hoso.types import Language


@options.command()
@options.RULEBOOK
@click.argument("items", type=click.Path(), metavar="ITEMS")
@click.argument("invoice", type=click.Path(), metavar="INVOICE")
@options.contract
@options.days
@options.month
@options.quote
@options.option(
    "--html", metavar="FILE", vi="Ghi biên bản đối chiếu thành một trang để in.", help="Write the comparison as a page."
)
@options.option(
    "--invoice-sheet",
    metavar="NAME",
    vi="Như --sheet, cho INVOICE.",
    help="As --sheet, for INVOICE.",
)
@options.option("--invoice-map", metavar="FILE", vi="Như --map, cho INVOICE.", help="As --map, for INVOICE.")
@options.as_json
@options.output
@options.reading
@options.language
@options.described(
    "hoso reconcile rulebook.json items.jsonl invoice.csv --contract SNV-2014 --period 2014-10-01 2014-11-01",
    "hoso reconcile rulebook.json items.csv invoice.csv --quote --contract SNV-2014 --period 2014-10-01 2014-11-01",
    vi="""Hóa đơn của bưu điện có tính mỗi bưu gửi một lần, và đúng hợp đồng không? Nếu không, mã là 1.

ITEMS như của hoso settle. INVOICE có các khóa id, item (mã bưu gửi) và amount, đã gồm thuế (JSON, JSON Lines, CSV,
Parquet). --output ra CSV hoặc Parquet ghi mỗi sai khác một dòng.""",
)
@click.pass_context
def reconcile(
    context: click.Context,
    rulebook: str,
    items: str,
    invoice: str,
    contract: str,
    period: tuple[str, str] | None,
    month: tuple[str, str] | None,
    quote: bool,
    html: str | None,
    as_json: bool,
    output: str | None,
    reading: Reading,
    invoice_sheet: str | None,
    invoice_map: str | None,
    language: Language,
) -> None:
    """Does the operator's invoice bill each item once, and what the contract says? If not, the exit code is 1.

    ITEMS are as for hoso settle. INVOICE has the keys id, item (the id of an item) and amount, with tax (JSON, JSON
    Lines, CSV, Parquet). --output to CSV or Parquet writes a row for each difference.
    """
    options.one_from_standard_input(rulebook, items, invoice)
    options.apart(output, html, inputs=(rulebook, items, invoice))
    days = options.one_of(period, month, language)
    book, _ = problems.read_rulebook(rulebook, language)
    asked = money.Period(book, contract, days, language)
    found = asked.items(items, reading, quote=quote)
    of_invoice = Reading(encoding=reading.encoding, sheet=invoice_sheet, mapping=invoice_map)
    answer = asked.ask(book.reconcile_batch, items=found, invoice=asked.invoice(invoice, of_invoice))
    compared = Compared.of(book, answer, found.values(), language)
    if output is not None:
        _write(output, compared)
    if html is not None:
        about = reconcile_page.About(book, contract, days, language)
        write_text(html, reconcile_page.page(about, compared), language)
    if as_json:
        click.echo(compact(answer))
    elif output != "-":
        _show(compared, book.document["currency"], (output, html))
    context.exit(1 if any(answer[kind] for kind in DIFFERENCES) else 0)


def _write(output: str, compared: Compared) -> None:
    """All of the answer as JSON; as a table its differences, and the items with a credit note, with all their lines."""
    columns = {"kind": "text", "invoice": "text", "item": "text", **dict.fromkeys(AMOUNTS, "integer")}
    columns |= dict.fromkeys(("rule", "rule_name", "nearest", "note"), "text")
    whole = format_of(output, compared.language) == "json"
    with writing(output, columns, single=whole, language=compared.language) as writer:
        if whole:
            writer.write(dict(compared.answer))
            return
        for kind in DIFFERENCES:
            for line in compared.lines(kind):
                writer.write({"kind": kind, **line})
        for line in compared.lines("credited"):
            told = {"invoice": ";".join(line["invoices"]), "item": line["item"], "billed": line["amount"]}
            writer.write({"kind": "credited", **told})


def _show(compared: Compared, currency: str, files: tuple[str | None, str | None]) -> None:
    console, answer, language = show.console(), compared.answer, compared.language
    if files[0] is None:
        for kind, columns, lines in compared.sections(problems.SHOWN):
            made = show.table(columns, language, title=word(kind, language), right=(*AMOUNTS, "amount"))
            for line in lines:
                made.add_row(*[_cell(name, line.get(name, ""), currency) for name in columns])
            console.print(made)
            if (more := len(answer[kind]) - problems.SHOWN) > 0:
                console.print(f"{word('and_more', language, n=words.number(more, language))}\n", style="dim")
    console.print(_summary(answer, currency, language))
    for written in files:
        if written is not None:
            console.print(f"{word('written', language)} {written}")


def _cell(name: str, value: Any, currency: str) -> str:
    if name == "difference":
        return signed(value, currency)
    return words.money(value, currency) if name in (*AMOUNTS, "amount") else str(value)


def _summary(answer: Mapping[str, Any], currency: str, language: Language) -> show.Grid:
    made = show.table(("outcome", "count", *AMOUNTS), language, right=("count", *AMOUNTS))
    matched = answer["matched"]
    amount = words.money(matched["amount"], currency)
    made.add_row(show.styled("matched", language), words.number(matched["count"], language), amount, amount, "")
    for kind in DIFFERENCES:
        if answer[kind]:
            sums = {name: sum(line.get(name, 0) for line in answer[kind]) for name in ("billed", "expected")}
            cells = [words.money(amount, currency) for amount in sums.values()]
            difference = signed(sums["billed"] - sums["expected"], currency)
            made.add_row(show.styled(kind, language), words.number(len(answer[kind]), language), *cells, difference)
    made.add_section()
    totals = [_cell(name, answer[name], currency) for name in AMOUNTS]
    made.add_row(word("all", language), "", *totals, style="bold")
    return made
