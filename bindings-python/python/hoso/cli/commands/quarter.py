"""hoso quarter: what the post reports of a quarter, a half-year or a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import click
from rich.console import RenderableType

import hoso
from hoso.cli import figured, options, problems, show, words
from hoso.cli.columns import known
from hoso.cli.files import Reading, Rows
from hoso.cli.tables import compact
from hoso.cli.words import word
from hoso.types import Language, QuarterRow

#: The figures in their parts: how much, how well, and what was complained of.
_PARTS = {
    "volumes": ("volume", "intakes", "returns", "both_ways", "revenue"),
    "quality": ("safe_bp", "lost", "misdirected", "damaged"),
    "complaints_title": (
        *("complaints", "complaints_open", "complaints_settled", "complaints_refused"),
        *("compensation_cases", "compensation"),
    ),
}
#: What a narrow terminal has no room for, the last first.
_SPARED = {"complaints_title": ("complaints_open", "compensation_cases")}
_COUNTS: Sequence[str] = tuple(name for names in _PARTS.values() for name in names)
#: What is a part of what stands before it.
_INNER = ("intakes", "returns", "both_ways", "complaints_open", "complaints_settled", "complaints_refused")
_MONEY = ("revenue", "compensation")
#: How many months each kind of period has.
_MONTHS = {"Q": 3, "H": 6, "": 12}


class _Of(click.ParamType[tuple[str, str]]):
    """A quarter, a half-year or a year, as its first day and the day after its last."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        told = re.fullmatch(r"(\d{4})(?:-(?:(Q)([1-4])|(H)([12])))?", str(value).upper())
        if told is None:
            self.fail(f"{value!r} is no quarter (2018-Q3), half-year (2018-H2) or year (2018)", param, ctx)
        year, months = int(told[1]), _MONTHS[told[2] or told[4] or ""]
        first = (int(told[3] or told[5] or 1) - 1) * months
        after = first + months
        return f"{year:04}-{first + 1:02}-01", f"{year + after // 12:04}-{after % 12 + 1:02}-01"


@options.command()
@options.RULEBOOK
@click.argument("rows", type=click.Path(), metavar="ROWS")
@options.option(
    "--of",
    type=_Of(),
    metavar="WHEN",
    vi="Một quý (2018-Q3), nửa năm (2018-H2) hoặc năm (2018).",
    help="A quarter (2018-Q3), a half-year (2018-H2) or a year (2018).",
)
@options.option(
    "--period",
    nargs=2,
    metavar="FROM UNTIL",
    vi="Hoặc các ngày khác; không tính ngày UNTIL.",
    help="Or other days; UNTIL is not included.",
)
@options.by
@options.as_json
@options.output
@options.reading
@options.language
@options.described(
    "hoso quarter rulebook.json sent.csv --of 2018-Q3",
    "hoso quarter rulebook.json sent.parquet --of 2018 --by agency --output 2018.csv",
    "hoso quarter rulebook.json sent.jsonl --period 2018-07-01 2018-10-01 --by month --json",
    vi="""Bưu điện báo cáo gì trong một quý: bao nhiêu, chất lượng ra sao, có khiếu nại gì?

ROWS là bưu gửi (JSON, JSON Lines, CSV, Parquet) với các khóa agency, procedure, field, service, accepted_on, revenue
(chưa thuế), state, misdirected, damaged, claim, claimed_on, answered_on và compensation. Bưu gửi ngày khác cũng
được tính, vì khiếu nại của chúng. Dòng không hợp lệ được nêu ra và bỏ ra.""",
)
@click.pass_context
def quarter(
    context: click.Context,
    rulebook: str,
    rows: str,
    of: tuple[str, str] | None,
    period: tuple[str, str] | None,
    by: str,
    as_json: bool,
    output: str | None,
    reading: Reading,
    language: Language,
) -> None:
    """What does the post report of a quarter: how many, how much, and what went wrong?

    ROWS are consignments (JSON, JSON Lines, CSV, Parquet) with the keys agency, procedure, field, service, accepted_on,
    revenue (without tax), state, misdirected, damaged, claim, claimed_on, answered_on and compensation. Those of other
    days count too, for their complaints. Rows that are not valid are told of and left out.
    """
    if (of is None) == (period is None):
        raise click.UsageError(word("of_or_period" if of is None else "of_and_period", language))
    days, keys = of or period or ("", ""), options.keys(by)
    options.one_from_standard_input(rulebook, rows)
    options.apart(output, inputs=(rulebook, rows))
    book, _ = problems.read_rulebook(rulebook, language)
    report = partial(book.quarter_report, language=language)
    question = {"period": {"from": days[0], "until": days[1]}, "by": keys}
    figure = figured.Figure(report, partial(book._quarter, language=language), question)
    gathered = figured.Gathered(Rows(rows, known(QuarterRow), language, reading, rulebook=book), figure, language)
    answer = gathered.ask()
    if output is not None:
        figured.write(output, answer, keys, _COUNTS, language)
    if as_json:
        click.echo(compact(answer))
    elif output != "-":
        console = show.console()
        if output is None:
            told = word("days_from_to", language, first=words.day(days[0]), last=words.last_day(days[1]))
            console.print(told, style="bold")
            for part in _shown(answer, keys, book, language):
                console.print(part)
        else:
            console.print(f"{word('written', language)} {output}")
    context.exit(gathered.close())


def _shown(
    answer: Mapping[str, Any], keys: Sequence[str], book: hoso.Rulebook, language: Language
) -> Iterator[RenderableType]:
    """The figures one below the other; by groups a table for each part of them."""
    currency = book.document["currency"]
    cell = partial(_cell, currency=currency, language=language)
    if not keys:
        yield _statement(answer["total"], cell, language)
        return
    names = figured.names(book, language)
    for title, part in _PARTS.items():
        make = partial(figured.table, answer, keys, names, cell=cell, language=language, title=word(title, language))
        yield from show.fitting(make, part, _SPARED.get(title, ()), language)


def _statement(total: Mapping[str, Any], cell: Any, language: Language) -> show.Grid:
    made = show.table(("figure", "value"), language, right=("value",))
    for title, part in _PARTS.items():
        made.add_section()
        made.add_row(word(title, language), "", style="bold")
        for name in part:
            made.add_row(f"{'    ' if name in _INNER else '  '}{word(name, language)}", cell(name, total))
    return made


def _cell(name: str, figures: Mapping[str, Any], *, currency: str, language: Language) -> str:
    value = figures[name]
    if name == "safe_bp":
        return words.basis_points(value, language) if figures["volume"] else "–"
    return words.money(value, currency) if name in _MONEY else words.number(value, language)
