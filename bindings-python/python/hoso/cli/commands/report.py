"""hoso report: how many results went by post, and how well."""

from __future__ import annotations

from functools import partial

import click

from hoso.cli import figured, options, page, problems, show, words
from hoso.cli.columns import known
from hoso.cli.files import Reading, Rows
from hoso.cli.tables import compact
from hoso.cli.writing import write_text
from hoso.types import Language, ReportRow


@options.command()
@options.RULEBOOK
@click.argument("rows", type=click.Path(), metavar="ROWS")
@options.by
@options.period
@options.option(
    "--html",
    metavar="FILE",
    vi="Ghi một trang có biểu đồ, trong một tệp, không cần mạng.",
    help="Write a page with charts, in one file that needs no network.",
)
@options.as_json
@options.output
@options.reading
@options.language
@options.described(
    "hoso report rulebook.json results.csv --by agency,month --period 2014-01-01 2014-10-01",
    "hoso report rulebook.json results.parquet --period 2018-01-01 2019-01-01 --html 2018.html",
    "hoso report rulebook.json results.jsonl --by field --period 2018-01-01 2019-01-01 --json",
    vi="""Bao nhiêu kết quả gửi qua bưu điện, có đúng hạn không?

ROWS là kết quả (JSON, JSON Lines, CSV, Parquet) với các khóa agency, resolved_on, by_post, procedure, field, state,
first_attempt_on, delivered_on và due_on. Dòng không hợp lệ được nêu ra và bỏ ra.""",
)
@click.pass_context
def report(
    context: click.Context,
    rulebook: str,
    rows: str,
    by: str,
    period: tuple[str, str],
    html: str | None,
    as_json: bool,
    output: str | None,
    reading: Reading,
    language: Language,
) -> None:
    """How many results went by post, and how well?

    ROWS are results (JSON, JSON Lines, CSV, Parquet) with the keys agency, resolved_on, by_post, procedure, field,
    state, first_attempt_on, delivered_on and due_on. Rows that are not valid are told of and left out.
    """
    options.one_from_standard_input(rulebook, rows)
    options.apart(output, html, inputs=(rulebook, rows))
    book, _ = problems.read_rulebook(rulebook, language)
    keys = options.keys(by)
    question = {"period": {"from": period[0], "until": period[1]}, "by": keys}
    report, report_batch = (partial(ask, language=language) for ask in (book.report, book.report_batch))
    figure = figured.Figure(report, report_batch, question)
    gathered = figured.Gathered(Rows(rows, known(ReportRow), language, reading, rulebook=book), figure, language)
    answer = gathered.ask()
    names = figured.names(book, language)
    if output is not None:
        figured.write(output, answer, keys, figured.COUNTS, language)
    if html is not None:
        months, agencies = (gathered.ask(by=[key])["groups"] for key in ("month", "agency"))
        about = page.About(book.id, book.document["title"], period, gathered.left_out)
        write_text(html, page.page(about, answer, keys, agencies, months, names, language), language)
    if as_json:
        click.echo(compact(answer))
    elif output != "-":
        console = show.console()
        if output is None:
            cell = partial(figured.figure, language=language)
            make = partial(figured.table, answer, keys, names, cell=cell, language=language)
            made = show.fitting(make, figured.COUNTS, _SPARED, language)
            console.print(*made, sep="\n")
        for written in (output, html):
            if written is not None:
                console.print(f"{words.word('written', language)} {written}")
    context.exit(gathered.close())


#: What a narrow terminal has no room for, the last first.
_SPARED = ("delivered", "returned", "lost", "cancelled")
