"""hoso diff: what changes when another rulebook takes the place of one, without any rows."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click
from rich.text import Text

from hoso.cli import changes, diff_page, options, problems, show, words
from hoso.cli.tables import compact
from hoso.cli.words import word
from hoso.cli.writing import write_text
from hoso.types import Language

#: How many lines of each kind a terminal shows, how many of a zone, and how many names in a cell.
_SHOWN, _OF_ZONE, _NAMES = 50, 6, 6
_AMOUNTS = ("before", "after", "difference", "person_pays")


@options.command()
@click.argument("before", type=click.Path(), metavar="BEFORE")
@click.argument("after", type=click.Path(), metavar="AFTER")
@options.as_json
@options.option("--markdown", is_flag=True, vi="In bảng Markdown, để xem xét.", help="Print Markdown, for a review.")
@options.option("--html", metavar="FILE", vi="Ghi thành một trang để in.", help="Write it as a page.")
@options.language
@options.described(
    "hoso diff rulebook.json new.json",
    "hoso diff rulebook.json new.json --html change.html",
    "hoso diff rulebook.json new.json --markdown",
    vi="""Bộ quy tắc AFTER khác BEFORE ở chỗ nào, và điều đó làm thay đổi gì?

Những giá trị khác nhau; từ ngày nào thủ tục nào của cơ quan nào được hoặc không được gửi; cước nào tăng, giảm ở vùng và
nấc nào; phát hiện nào của hoso check mới có hoặc không còn. Mã luôn là 0: khác nhau cũng là câu trả lời.""",
)
def diff(before: str, after: str, as_json: bool, markdown: bool, html: str | None, language: Language) -> None:
    """What is other in the rulebook AFTER than in BEFORE, and what does that change?

    The values that differ; from which day which procedures of which agencies may or may not go by post; which prices
    rise or fall in which zones and bands; which findings of hoso check are new or gone. The exit code is 0: that they
    differ is an answer.
    """
    options.one_from_standard_input(before, after)
    options.apart(html, inputs=(before, after))
    older, newer = (problems.read_rulebook(path, language)[0] for path in (before, after))
    answer = older.diff(newer, language=language)
    if html is not None:
        write_text(html, diff_page.page((older, newer), answer, language), language)
    if as_json:
        click.echo(compact(answer))
        return
    # What goes into a file or a pipe is told whole.
    is_seen = sys.stdout.isatty() and not markdown
    parts = changes.parts((older, newer), answer, language, _NAMES if is_seen else None)
    if markdown:
        click.echo(_markdown(parts, language), nl=False)
    elif html != "-":
        _show(parts, language, is_seen=is_seen)
        if html is not None:
            show.console().print(f"{word('written', language)} {html}")
    if not answer["complete"]:
        problems.errors.print(word("diff_incomplete", language))


def _show(parts: Sequence[changes.Part], language: Language, *, is_seen: bool) -> None:
    console = show.console()
    for part in parts:
        console.print(word(part.title, language), style="bold", soft_wrap=True)
        right = _AMOUNTS if part.title == "prices" else ()
        for (about, under), rows in part.groups:
            if about:
                console.print(Text(about), Text(under, "dim"), sep="\n")
            made = show.table(part.columns, language, right=right)
            for row in rows if not is_seen else _first(rows, part.title):
                made.add_row(*map(_cell, part.columns, row))
            console.print(made)
            if hidden := len(rows) - made.row_count:
                console.print(f"{word('and_more', language, n=words.number(hidden, language))}\n", style="dim")
    if not parts:
        console.print(word("no_difference", language))


def _first(rows: Sequence[list[str]], title: str) -> Iterator[list[str]]:
    """The first rows; of prices the first of each zone, so that every zone is seen."""
    if title != "prices":
        yield from rows[:_SHOWN]
        return
    at = 0
    for row in rows:
        at = 0 if row[0] else at + 1
        if at < _OF_ZONE:
            yield row


def _cell(column: str, text: str) -> Text:
    """A text, which is no markup; what becomes dearer or cheaper in its colour."""
    rises = column == "difference" and {"+": "red", "-": "green"}.get(text[:1])
    return Text(text, style=rises or "")


def _markdown(parts: Sequence[changes.Part], language: Language) -> str:
    if not parts:
        return word("no_difference", language) + "\n"
    told = []
    for part in parts:
        told.append(f"## {word(part.title, language)}\n")
        for (about, under), rows in part.groups:
            if about:
                told.append(f"**{_escaped(about)}**, {_escaped(under)}\n")
            lines = [[word(column, language) for column in part.columns], ["---"] * len(part.columns)]
            lines += [list(map(_escaped, row)) for row in rows]
            told.append("".join(f"| {' | '.join(line)} |\n" for line in lines))
    return "\n".join(told)


def _escaped(text: str) -> str:
    """A text in a cell of Markdown: nothing of it is markup."""
    for sign in "\\`*_<>|[]":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
