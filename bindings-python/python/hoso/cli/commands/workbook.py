"""hoso workbook: a rulebook as a workbook that an office fills in, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NoReturn

import click

import hoso
from hoso.cli import options, problems, show, spoken, words
from hoso.cli.source import Source
from hoso.cli.streams import errors
from hoso.cli.words import word
from hoso.cli.workbook.export import Export
from hoso.cli.workbook.read import Import
from hoso.cli.workbook.told import Told
from hoso.cli.writing import whole, write_text
from hoso.types import Language, Severity

#: The findings that are told.
_SHOWN: tuple[Severity, ...] = ("error", "warning")


@click.group(cls=spoken.Group)
@options.described(
    "hoso workbook export rulebook.json rules.xlsx",
    "hoso workbook import rules.xlsx -o rulebook.json",
    vi="Bộ quy tắc thành bảng tính để cơ quan tự điền, và ngược lại.",
)
def workbook() -> None:
    """A rulebook as a workbook that an office fills in, and back."""


workbook.vi, workbook.epilogs = workbook.callback.vi, options.EXIT_CODES  # type: ignore[union-attr]


@options.command("export")
@options.RULEBOOK
@click.argument("output", type=click.Path(), metavar="WORKBOOK")
@options.language
@options.described(
    "hoso workbook export rulebook.json rules.xlsx",
    vi="""Ghi bộ quy tắc thành bảng tính .xlsx: mỗi danh sách một trang.

Trang đầu giải thích cách điền. Tiêu đề bằng tiếng Việt và tiếng Anh; ngày là ngày, ngày cuối là ngày còn hiệu lực (đến
hết ngày). hoso workbook import đọc lại đúng bộ quy tắc đó.""",
)
def export(rulebook: str, output: str, language: Language) -> None:
    """Write a rulebook as a workbook (.xlsx): one sheet for each list.

    The first sheet explains how it is filled in. Headings are in Vietnamese and English; days are days, and a last day
    is included. hoso workbook import reads the same rulebook again.
    """
    options.apart(output, inputs=(rulebook,))
    if not output.lower().endswith(".xlsx"):
        raise click.UsageError(word("book_is_xlsx", language, path=output))
    _, text = problems.read_rulebook(rulebook, language)
    with whole(output, language) as part, open(part, "wb") as out:
        Export(out, output, text, language).write()
    _say_written(output, language)


@options.command("import")
@click.argument("book", type=click.Path(), metavar="WORKBOOK")
@options.option("-o", "--output", metavar="FILE", vi="Ghi bộ quy tắc ra tệp.", help="Write the rulebook to a file.")
@options.language
@options.described(
    "hoso workbook import rules.xlsx -o rulebook.json",
    vi="""Đọc bảng tính do hoso workbook export lập thành bộ quy tắc (JSON).

Mỗi chỗ sai được nêu với trang và ô; khi có chỗ sai thì không ghi gì (mã 2). Bộ quy tắc đọc được vẫn được ghi khi hoso
check thấy điều chưa ổn: các phát hiện được nêu với trang và ô, và mã là 1 khi có lỗi.""",
)
@click.pass_context
def import_(context: click.Context, book: str, output: str | None, language: Language) -> None:
    """Read a workbook of hoso workbook export as a rulebook (JSON).

    Whatever is wrong is told with its sheet and cell; then nothing is written (exit code 2). A rulebook that can be
    read is written even where hoso check finds something: findings are told with sheet and cell, and the exit code is 1
    when there are errors.
    """
    options.apart(output, inputs=(book,))
    source = Source(book, language)
    read = Import(source, language)
    made, wrong = read.rulebook()
    if made is None or wrong:
        _refuse(source.name, wrong, language)
    text = hoso.format_document(json.dumps(read.document, ensure_ascii=False), language=language)
    write_text("-" if output is None else output, text, language)
    if output not in (None, "-"):
        _say_written(output, language)
    context.exit(_findings(source.name, made, read, language))


workbook.add_command(export)
workbook.add_command(import_)


def _say_written(path: str | None, language: Language) -> None:
    show.console().print(f"{word('written', language)} {path}", markup=False, highlight=False, soft_wrap=True)


def _refuse(name: str, wrong: list[Told], language: Language) -> NoReturn:
    """Shows what is wrong, in the order in which it was found; nothing is written."""
    _show(name, wrong, language)
    raise problems.Refused([told.issue for told in wrong])


def _show(name: str, told: Sequence[Told], language: Language) -> None:
    for it in told[: problems.SHOWN]:
        problems.show_issue(name, it.place, it.message, it.issue)
    if len(told) > problems.SHOWN:
        errors.print(word("and_more", language, n=len(told) - problems.SHOWN), style="dim")


def _findings(name: str, book: hoso.Rulebook, read: Import, language: Language) -> int:
    """Shows what hoso check finds, errors first, each with its cell; the exit code."""
    found = [it for severity in _SHOWN for it in book.check(language=language) if it["severity"] == severity]
    labels = {severity: words.label(hoso.SEVERITIES, severity, language) for severity in _SHOWN}
    told = [read.told(it, f"{labels[it['severity']]}: ") for it in found]
    _show(name, told, language)
    return 1 if any(it["severity"] == "error" for it in found) else 0
