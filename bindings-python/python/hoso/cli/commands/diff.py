"""hoso diff: what changes when another rulebook takes the place of one, without any rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import click

import hoso
from hoso.cli import options, problems, show, words
from hoso.cli.tables import compact
from hoso.cli.words import word
from hoso.types import Language

#: How many lines of each kind are shown; --json has all.
_SHOWN = 50
#: How many codes stand in a cell.
_CODES = 6


@options.command()
@click.argument("before", type=click.Path(), metavar="BEFORE")
@click.argument("after", type=click.Path(), metavar="AFTER")
@options.as_json
@options.option("--markdown", is_flag=True, vi="In bảng Markdown, để xem xét.", help="Print Markdown, for a review.")
@options.language
@options.described(
    "hoso diff rulebook.json new.json",
    "hoso diff rulebook.json new.json --markdown",
    vi="""Bộ quy tắc AFTER khác BEFORE ở chỗ nào, và điều đó làm thay đổi gì?

Những giá trị khác nhau; từ ngày nào thủ tục nào của cơ quan nào được hoặc không được gửi; cước nào tăng, giảm ở vùng và
nấc nào; phát hiện nào của hoso check mới có hoặc không còn. Mã luôn là 0: khác nhau cũng là câu trả lời.""",
)
def diff(before: str, after: str, as_json: bool, markdown: bool, language: Language) -> None:
    """What is other in the rulebook AFTER than in BEFORE, and what does that change?

    The values that differ; from which day which procedures of which agencies may or may not go by post; which prices
    rise or fall in which zones and bands; which findings of hoso check are new or gone. The exit code is 0: that they
    differ is an answer.
    """
    options.one_from_standard_input(before, after)
    older, newer = (problems.read_rulebook(path, language)[0] for path in (before, after))
    answer = older.diff(newer, language=language)
    if as_json:
        click.echo(compact(answer))
        return
    currency = newer.document["currency"]
    sections = [it for it in _sections(answer, currency, language) if it[2]]
    if markdown:
        click.echo(_markdown(sections, language), nl=False)
    else:
        console = show.console()
        for title, columns, rows in sections:
            made = show.table(columns, language, title=word(title, language))
            for row in rows[:_SHOWN]:
                made.add_row(*row)
            console.print(made)
            if len(rows) > _SHOWN:
                console.print(word("and_more", language, n=len(rows) - _SHOWN))
        if not sections:
            console.print(word("no_difference", language))
    if not answer["complete"]:
        problems.errors.print(word("diff_incomplete", language))


Section = tuple[str, tuple[str, ...], list[list[str]]]


def _sections(answer: Mapping[str, Any], currency: str, language: Language) -> Iterator[Section]:
    """What is told, part by part: its title, its columns, and its rows."""
    yield "edits", ("place", "before", "after"), [_edit(edit) for edit in answer["edits"]]
    columns = ("change", "from", "until", "agency", "procedure", "service", "before", "after")
    yield "routes", columns, [_route(route, language) for route in answer["routes"]]
    columns = ("from", "until", "service", "zone", "band", "before", "after", "difference")
    yield "prices", columns, [row for price in answer["prices"] for row in _prices(price, currency, language)]
    for key in ("new_findings", "gone_findings"):
        findings = [[it["code"], it["message"]] for it in answer[key]]
        yield key, ("code", "message"), findings


def _edit(edit: Mapping[str, Any]) -> list[str]:
    place = "/".join(str(edit[key]) for key in ("list", "id") if key in edit) + edit["path"]
    return [place, *[_short(edit.get(side)) for side in ("before", "after")]]


def _short(value: Any) -> str:
    """A value as JSON, or the beginning of it."""
    text = "" if value is None else value if isinstance(value, str) else compact(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _route(route: Mapping[str, Any], language: Language) -> list[str]:
    services = ", ".join(words.label(hoso.SERVICES, it, language) for it in route["services"])
    sides = [_clause(route, side) for side in ("before", "after")]
    codes = [_codes(route[key]) for key in ("agencies", "procedures")]
    change = words.label(hoso.CHANGES, route["kind"], language)
    return [change, route["from"], _last(route), *codes, services, *sides]


def _last(change: Mapping[str, Any]) -> str:
    """The last day on which it is so, as people say it."""
    return str(date.fromisoformat(change["until"]) - timedelta(days=1)) if "until" in change else ""


def _codes(codes: Sequence[str]) -> str:
    more = f" … ({len(codes)})" if len(codes) > _CODES else ""
    return ", ".join(codes[:_CODES]) + more


def _clause(change: Mapping[str, Any], side: str) -> str:
    return "/".join(change[key] for key in (f"contract_{side}", f"clause_{side}") if key in change)


def _prices(price: Mapping[str, Any], currency: str, language: Language) -> Iterator[list[str]]:
    besides = " + ".join(price[key] for key in ("option", "applicant") if key in price)
    service = words.label(hoso.SERVICES, price["service"], language)
    for band in price["bands"]:
        weights = f"{words.number(band['over'], language)}–{words.number(band['up_to'], language)} g"
        totals = [words.money(band[key], currency) if key in band else "" for key in ("before", "after")]
        difference = band.get("difference")
        sign = "+" if (difference or 0) > 0 else ""
        told = "" if difference is None else f"{sign}{words.money(difference, currency)}"
        if difference == 0:
            # The same price, shared otherwise.
            totals = [words.money(band[f"due_{side}"], currency) for side in ("before", "after")]
            told = word("applicant_due", language)
        label = f"{service} + {besides}" if besides else service
        yield [price["from"], _last(price), label, price["zone"], weights, *totals, told]


def _markdown(sections: Sequence[Section], language: Language) -> str:
    if not sections:
        return word("no_difference", language) + "\n"
    parts = []
    for title, columns, rows in sections:
        head = [words.word(column, language) for column in columns]
        lines = [head, ["---"] * len(head), *rows]
        table = "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)
        parts.append(f"## {word(title, language)}\n\n{table}\n")
    return "\n".join(parts)


def _cell(text: str) -> str:
    """A text in a cell of Markdown: nothing of it is markup."""
    for sign in "\\`*_<>|[]":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
