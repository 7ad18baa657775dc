"""hoso diff: what changes when another rulebook takes the place of one, without any rows."""

from __future__ import annotations

from collections.abc import Sequence

import click
from rich.text import Text

from hoso.cli import changes, diff_page, options, problems, show, words
from hoso.cli.tables import compact
from hoso.cli.words import word
from hoso.cli.writing import write_text
from hoso.types import Language

#: How many lines of each kind are shown; --json has all.
_SHOWN = 50


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
    parts = changes.parts(answer, newer.document["currency"], language)
    if markdown:
        click.echo(_markdown(parts, language), nl=False)
    elif html != "-":
        _show(parts, language)
        if html is not None:
            show.console().print(f"{word('written', language)} {html}")
    if not answer["complete"]:
        problems.errors.print(word("diff_incomplete", language))


def _show(parts: Sequence[changes.Part], language: Language) -> None:
    console = show.console()
    for title, columns, rows, _ in parts:
        right = ("before", "after", "difference") if title == "prices" else ()
        made = show.table(columns, language, title=word(title, language), right=right)
        for row in rows[:_SHOWN]:
            made.add_row(*map(_cell, columns, row))
        console.print(made)
        if (more := len(rows) - _SHOWN) > 0:
            console.print(f"{word('and_more', language, n=words.number(more, language))}\n", style="dim")
    if not parts:
        console.print(word("no_difference", language))


def _cell(column: str, text: str) -> Text:
    """A text, which is no markup; what becomes dearer or cheaper in its colour."""
    rises = column == "difference" and {"+": "red", "-": "green"}.get(text[:1])
    return Text(text, style=rises or "")


def _markdown(parts: Sequence[changes.Part], language: Language) -> str:
    if not parts:
        return word("no_difference", language) + "\n"
    told = []
    for title, columns, rows, _ in parts:
        lines = [[word(column, language) for column in columns], ["---"] * len(columns)]
        table = ["| " + " | ".join(line) + " |" for line in [*lines, *(map(_escaped, row) for row in rows)]]
        told.append(f"## {word(title, language)}\n\n" + "\n".join(table) + "\n")
    return "\n".join(told)


def _escaped(text: str) -> str:
    """A text in a cell of Markdown: nothing of it is markup."""
    for sign in "\\`*_<>|[]":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
