"""hoso format, merge and split: documents as files that several people keep."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.text import Text

import hoso
from hoso.cli import options, problems
from hoso.cli.clashes import Clashes, of_file
from hoso.cli.needs import Unusable
from hoso.cli.source import read_text
from hoso.cli.streams import errors
from hoso.cli.words import failure, word
from hoso.cli.writing import write_text
from hoso.types import Issue, Language


@options.command("format")
@click.argument("document", type=click.Path(), metavar="FILE")
@options.option(
    "-o",
    "--output",
    metavar="FILE",
    vi="Ghi ra tệp; có thể là chính tệp ấy.",
    help="Write to a file; it may be the same.",
)
@options.option(
    "--check",
    is_flag=True,
    vi="Không ghi gì; mã 1 nếu tệp chưa ở dạng chuẩn.",
    help="Write nothing; the exit code is 1 when the file is not in normal form.",
)
@options.language
@options.described(
    "hoso format rulebook.json -o rulebook.json",
    "hoso format rulebook.json --check",
    vi="""Viết một bộ quy tắc, hoặc một phần, ở dạng chuẩn, để hai bản khác nhau chỉ ở chỗ nội dung khác nhau.

Khóa theo thứ tự của thư viện, mỗi dòng một giá trị, danh sách giữ thứ tự; khóa x_ được giữ. Có hợp lệ không thì hỏi
hoso check.""",
)
@click.pass_context
def format_(context: click.Context, document: str, output: str | None, check: bool, language: Language) -> None:
    """Write a rulebook, or a part of one, in its normal form, so that two versions differ where what they say does.

    Keys stand in the library's order, one value on a line, lists keep their order, keys that begin with x_ are kept.
    Whether it is valid is asked by hoso check.
    """
    text = read_text(document, language)
    try:
        normal = hoso.format_document(text, language=language)
    except hoso.InvalidInput as invalid:
        problems.refuse(document, text, invalid.issues, language)
    if check:
        if normal == text:
            return
        name = "stdin" if document == "-" else document
        errors.print(f"{name}: {word('would_change', language, path=name)}")
        context.exit(1)
    write_text(output or "-", normal, language)


@options.command()
@click.argument("documents", type=click.Path(), metavar="FILE…", nargs=-1, required=True)
@options.option("-o", "--output", metavar="FILE", vi="Ghi ra tệp.", help="Write to a file.")
@options.option(
    "--check",
    is_flag=True,
    vi="Từ chối khi kết quả không phải bộ quy tắc hợp lệ.",
    help="Refuse when the result is not a valid rulebook.",
)
@options.language
@options.described(
    "hoso merge ministry.json province.json -o rulebook.json",
    "hoso merge parts/*.json --check -o rulebook.json",
    vi="""Gộp nhiều phần thành một bộ quy tắc ở dạng chuẩn: các danh sách nối nhau theo thứ tự tệp.

Thứ đã có và giống hệt chỉ còn một; thứ có hai lần mà khác nhau được nêu với cả hai chỗ, tất cả một lượt (mã 2).""",
)
def merge(documents: tuple[str, ...], output: str | None, check: bool, language: Language) -> None:
    """Make one rulebook, in normal form, of several parts: their lists one after another, in the order of the files.

    What stands in several files and is the same stands once; what is defined twice and differs is told with both
    places, all at once (exit code 2).
    """
    options.one_from_standard_input(*documents)
    options.apart(output, inputs=documents)
    texts = [read_text(path, language) for path in documents]
    try:
        merged = hoso.merge_documents(texts, language=language)
    except hoso.InvalidInput as invalid:
        _refuse(documents, texts, invalid.issues, language)
    if check:
        try:
            hoso.Rulebook(merged, language=language)
        except hoso.InvalidInput as invalid:
            # The lines are those of the text that would be written.
            problems.refuse(output or "-", merged, invalid.issues, language)
    write_text(output or "-", merged, language)


def _refuse(paths: Sequence[str], texts: Sequence[str], issues: Sequence[Issue], language: Language) -> None:
    """The issues of several files, each with its place, and that of what was defined before."""
    clashes = Clashes(["stdin" if path == "-" else path for path in paths], texts, language)
    for issue in issues[: problems.SHOWN]:
        at, path = of_file(issue["path"])
        place, message = clashes.place(at, issue, path), clashes.message(at, issue, path)
        errors.print(
            Text.assemble((f"{place}: ", "bold"), message, (f" [{issue['code']}]", "red"), (f" {path}", "dim"))
        )
    if len(issues) > problems.SHOWN:
        errors.print(word("and_more", language, n=len(issues) - problems.SHOWN), style="dim")
    raise problems.Refused(list(issues))


@options.command()
@click.argument("document", type=click.Path(), metavar="RULEBOOK")
@options.option(
    "-o", "--output", metavar="DIR", required=True, vi="Thư mục để ghi các phần.", help="The folder for the parts."
)
@options.language
@options.described(
    "hoso split rulebook.json -o parts",
    vi="""Chia một bộ quy tắc thành các danh sách, mỗi danh sách một tệp; hoso merge gộp lại thành đúng bộ quy tắc ấy.

Phần không thuộc danh sách nào ở trong rulebook.json.""",
)
def split(document: str, output: str, language: Language) -> None:
    """Cut a rulebook into its lists, a file for each; hoso merge makes the very same of them again.

    What is in no list stands in rulebook.json.
    """
    text = read_text(document, language)
    try:
        parts = hoso.split_document(text, language=language)
    except hoso.InvalidInput as invalid:
        problems.refuse(document, text, invalid.issues, language)
    folder = _folder(output, {f"{name}.json" for name in parts}, language)
    for name, part in parts.items():
        write_text(str(folder / f"{name}.json"), part, language)


def _folder(path: str, names: set[str], language: Language) -> Path:
    """A folder for parts. What stands there besides would be merged with them, and is told."""
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = sorted(it.name for it in folder.glob("*.json") if it.name not in names)
    except FileExistsError as exists:
        raise Unusable(word("is_a_folder", language, path=path)) from exists
    except OSError as failed:
        raise Unusable(f"{path}: {failure(failed, language)}") from failed
    if others:
        raise Unusable(f"{path}: {word('parts_there', language, names=', '.join(others[:5]))}")
    return folder
