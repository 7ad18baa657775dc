"""hoso compare: what another rulebook would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import click
from rich.text import Text

import hoso
from hoso.cli import figured, options, problems, show, words
from hoso.cli.columns import Compared, known
from hoso.cli.files import Reading, Rows
from hoso.cli.needs import Unusable
from hoso.cli.tables import compact
from hoso.cli.words import word
from hoso.cli.writing import format_of, writing
from hoso.types import Language

_FIGURES = ("rows", "unchanged", "changed", "difference", "due_difference")


@options.command()
@click.argument("before", type=click.Path(), metavar="BEFORE")
@click.argument("after", type=click.Path(), metavar="AFTER")
@click.argument("rows", type=click.Path(), metavar="ROWS")
@options.by
@options.option(
    "--top",
    type=int,
    default=10,
    show_default=True,
    vi="Nêu bao nhiêu dòng thay đổi nhiều nhất.",
    help="How many of the rows that changed most to list.",
)
@options.as_json
@options.output
@options.reading
@options.language
@options.described(
    "hoso compare rulebook.json new.json consignments.csv --by agency,month",
    "hoso compare rulebook.json new.json consignments.jsonl --top 3 --language en",
    "hoso compare rulebook.json new.json consignments.parquet --by procedure --output change.csv",
    vi="""Nếu bộ quy tắc AFTER thay cho BEFORE thì thay đổi gì?

ROWS là bưu gửi như của hoso quote, có id nếu có, hoặc {"id", "question"} (JSON, JSON Lines, CSV, Parquet). Dòng không
hợp lệ được nêu ra và bỏ ra.""",
)
@click.pass_context
def compare(
    context: click.Context,
    before: str,
    after: str,
    rows: str,
    by: str,
    top: int,
    as_json: bool,
    output: str | None,
    reading: Reading,
    language: Language,
) -> None:
    """What would change if the rulebook AFTER were in force instead of BEFORE?

    ROWS are consignments as of hoso quote, with an id if they have one, or {"id", "question"} (JSON, JSON Lines, CSV,
    Parquet). Rows that are not valid are told of and left out.
    """
    options.one_from_standard_input(before, after, rows)
    options.apart(output, inputs=(before, after, rows))
    books = [problems.read_rulebook(path, language)[0] for path in (before, after)]
    keys = options.keys(by)
    _same_currency(books, (before, after), language)
    compare, compare_batch = (
        partial(ask, books[1], language=language) for ask in (books[0].compare, books[0].compare_batch)
    )
    figure = figured.Figure(compare, compare_batch, {"by": keys, "top": top}, "question")
    given = Rows(rows, known(Compared), language, reading, rulebook=books[0])
    gathered = figured.Gathered(given, figure, language)
    answer = gathered.ask()
    for row in answer["most"]:
        row["row"] = gathered.number(row["row"]) - 1
    older, newer = (figured.names(book, language) for book in books)
    names = {kind: {**newer[kind], **older[kind]} for kind in older}
    if output is not None:
        _write(output, answer, keys, language)
    if as_json:
        click.echo(compact(answer))
    elif output != "-":
        _show(answer, keys, names, output, language)
    context.exit(gathered.close())


def _same_currency(books: Sequence[hoso.Rulebook], paths: tuple[str, str], language: Language) -> None:
    """Sums of two currencies are not compared: told of the file where it stands, which the library does not know."""
    try:
        books[0].compare(books[1], {"rows": []}, language=language)
    except hoso.InvalidInput as invalid:
        currencies = [book.document["currency"] for book in books]
        if currencies[0] == currencies[1]:
            return
        names = ["stdin" if path == "-" else path for path in paths]
        said = word("currency_differs", language, before=currencies[0], after=currencies[1], path=names[0])
        raise Unusable(f"{names[1]}: {said} [contradicts] /currency") from invalid


def _write(output: str, answer: Mapping[str, Any], keys: Sequence[str], language: Language) -> None:
    """All of the answer as JSON; its groups as a table."""
    columns = dict.fromkeys(keys, "text") | dict.fromkeys((*_FIGURES, *_kinds(answer)), "integer")
    whole = format_of(output, language) == "json"
    with writing(output, columns, single=whole, language=language) as writer:
        for group in [answer] if whole else figured.ordered(answer, keys):
            counts = {change["kind"]: change["count"] for change in group.get("changes", ())}
            writer.write({**group, **counts} if writer.flat else group)


def _kinds(answer: Mapping[str, Any]) -> list[str]:
    return [change["kind"] for change in answer["total"]["changes"]]


def _show(
    answer: Mapping[str, Any], keys: Sequence[str], names: figured.Names, output: str | None, language: Language
) -> None:
    console = show.console()
    if output is not None:
        console.print(f"{word('written', language)} {output}")
        return
    if keys:
        made = show.table((*keys, *_FIGURES), language, right=_FIGURES)
        for group in figured.ordered(answer, keys):
            labels = [figured.group(group, key, names, language) for key in keys]
            made.add_row(*labels, *_figures(group, answer["currency"], language))
        made.add_section()
        blank = [word("all", language), *[""] * (len(keys) - 1)]
        made.add_row(*blank, *_figures(answer["total"], answer["currency"], language), style="bold")
    else:
        made = show.table(_FIGURES, language, right=_FIGURES)
        made.add_row(*_figures(answer["total"], answer["currency"], language), style="bold")
    console.print(made)
    console.print(_sides(answer, language))
    if answer["total"]["changed"]:
        console.print(_changes(answer, language))
    if answer["most"]:
        console.print(_most(answer, language))


def _figures(group: Mapping[str, Any], currency: str, language: Language) -> list[str]:
    counts = [words.number(group[name], language) for name in _FIGURES[:3]]
    return counts + [signed(group[name], currency) for name in _FIGURES[3:]]


def signed(value: int, currency: str) -> str:
    """An amount with its sign."""
    return f"+{words.money(value, currency)}" if value > 0 else words.money(value, currency)


def _sides(answer: Mapping[str, Any], language: Language) -> show.Grid:
    counts = ("quoted", "no_price", "not_covered")
    sums = ("total", "applicant_due")
    made = show.table(("", *counts, *sums), language, right=(*counts, *sums))
    for side in ("before", "after"):
        figures = answer["total"][side]
        cells = [words.number(figures[name], language) for name in counts]
        made.add_row(word(side, language), *cells, *[words.money(figures[name], answer["currency"]) for name in sums])
    return made


def _changes(answer: Mapping[str, Any], language: Language) -> show.Grid:
    made = show.table(("change", "count", *_FIGURES[3:]), language, right=("count", *_FIGURES[3:]))
    for change in answer["total"]["changes"]:
        if change["count"]:
            sums = [signed(change[name], answer["currency"]) for name in _FIGURES[3:]]
            made.add_row(
                show.styled(change["kind"], language, hoso.CHANGES), words.number(change["count"], language), *sums
            )
    return made


def _most(answer: Mapping[str, Any], language: Language) -> show.Grid:
    columns = ("row", "id", "change", "before", "after", "difference")
    made = show.table(columns, language, title=word("most", language), right=("row", "before", "after", "difference"))
    for row in answer["most"]:
        made.add_row(
            words.number(row["row"] + 1, language),
            row.get("id", ""),
            show.styled(row["kind"], language, hoso.CHANGES),
            _terms(row["before"], answer["currency"], language),
            _terms(row["after"], answer["currency"], language),
            signed(row["difference"], answer["currency"]),
        )
    return made


def _terms(terms: Mapping[str, Any], currency: str, language: Language) -> Text:
    if "total" not in terms:
        return show.styled(terms["outcome"], language, hoso.OUTCOMES)
    rule = "/".join(terms[key] for key in ("contract", "version") if key in terms)
    return Text.assemble(words.money(terms["total"], currency), "\n", (rule, "dim"))
