"""hoso settle: who owes whom how much for a contract's period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from hoso.cli import options, problems, show, statement_page, words
from hoso.cli.files import Reading
from hoso.cli.money import Period
from hoso.cli.statement import Told
from hoso.cli.tables import compact
from hoso.cli.writing import format_of, write_text, writing
from hoso.types import Language


@options.command()
@options.RULEBOOK
@click.argument("items", type=click.Path(), metavar="ITEMS")
@options.contract
@options.days
@options.month
@options.quote
@options.option(
    "--html",
    metavar="FILE",
    vi="Ghi bảng quyết toán thành một trang để in và ký.",
    help="Write the statement as a page to be printed and signed.",
)
@options.as_json
@options.output
@options.reading
@options.language
@options.described(
    "hoso settle rulebook.json items.jsonl --contract SNV-2014 --period 2014-10-01 2014-11-01",
    "hoso settle rulebook.json items.csv --quote --contract SNV-2014 --period 2014-10-01 2014-11-01 --html st.html",
    "hoso settle rulebook.json items.parquet --quote --contract SNV-2014 --period 2014-10-01 2014-11-01 -o st.csv",
    vi="""Kỳ thanh toán của hợp đồng là bao nhiêu, ai còn nợ ai?

ITEMS là các lần vận chuyển với các khóa id, on và quote (câu trả lời của hoso quote), và nếu cần collected,
compensation, compensation_to; cũng là bảng mà quote_batch với lines=True cho. Với --quote, ITEMS là bưu gửi
như của hoso quote, mỗi bưu gửi có id, và bộ quy tắc cho biết cước. Một mục không hợp lệ thì không có
bảng quyết toán.""",
)
def settle(
    rulebook: str,
    items: str,
    contract: str,
    period: tuple[str, str] | None,
    month: tuple[str, str] | None,
    quote: bool,
    html: str | None,
    as_json: bool,
    output: str | None,
    reading: Reading,
    language: Language,
) -> None:
    """Who owes whom how much for a contract's period?

    ITEMS are carriages with the keys id, on and quote (an answer of hoso quote), and if need be collected,
    compensation and compensation_to (JSON, JSON Lines). With --quote they are consignments as of hoso quote, each with
    an id and if need be the other keys (also CSV, Parquet), and the rulebook says their prices. When one item is not
    valid there is no statement.
    """
    options.one_from_standard_input(rulebook, items)
    options.apart(output, html, inputs=(rulebook, items))
    days = options.one_of(period, month, language)
    book, _ = problems.read_rulebook(rulebook, language)
    asked = Period(book, contract, days, language)
    found = asked.items(items, reading, quote=quote)
    answer = asked.ask(book.settle_batch, items=found)
    told = Told.of(book, answer, found.uncollected() if html or not as_json else 0, language)
    if output is not None:
        _write(output, answer, language)
    if html is not None:
        write_text(html, statement_page.page(told, found.values(), book.id), language)
    if as_json:
        click.echo(compact(answer))
    if as_json or output == "-":
        return
    console = show.console()
    if output is None:
        contract = told.word("by_contract", number=told.number, day=told.signed_on)
        console.print(contract, told.days, sep="\n", style="bold")
        console.print(_table(told))
        for said, in_words in told.said():
            console.print(f"{said} {in_words}")
        if told.assumed():
            console.print(f"{told.assumed()} {told.word('say_collected')}", style="yellow")
    for written in (output, html):
        if written is not None:
            console.print(f"{words.word('written', language)} {written}")


def _write(output: str, answer: Mapping[str, Any], language: Language) -> None:
    """All of the answer as JSON; one row as a table, with a column for each payer."""
    figures = [key for key, value in answer.items() if isinstance(value, int)]
    payers = {f"paid_by_{payer['who']}": payer["amount"] for payer in answer["payers"]}
    columns = dict.fromkeys(("contract", "from", "until"), "text") | dict.fromkeys((*figures, *payers), "integer")
    with writing(output, columns, single=format_of(output, language) == "json", language=language) as writer:
        writer.write({**answer, **answer["period"], **payers} if writer.flat else answer)


def _table(told: Told) -> show.Grid:
    made = show.table(("content", "amount"), told.language, right=("amount",))
    for section in told.sections():
        made.add_section()
        made.add_row(section.title, "", style="bold")
        for line in section.lines:
            made.add_row(f"  {line.label}", words.money(line.amount, told.currency), style="bold" if line.main else "")
    return made
