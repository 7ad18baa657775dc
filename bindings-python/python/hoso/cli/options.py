"""What the commands share: their options, and a bar on long files."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial, wraps
from typing import Any, TypeVar

import click
from click.core import ParameterSource
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from hoso.cli import spoken
from hoso.cli.files import FORMATS, Reading, Rows
from hoso.cli.streams import errors
from hoso.cli.words import word
from hoso.types import Language

Command = TypeVar("Command", bound=Callable[..., Any])
Item = TypeVar("Item")

#: In Vietnamese, and in English.
EXIT_CODES = (
    """\b
Mã kết thúc:
  0  ổn cả; câu trả lời là không, với lý do, cũng là câu trả lời
  1  check thấy lỗi, reconcile thấy sai khác, hoặc có dòng không hợp lệ (các dòng khác vẫn được trả lời)
  2  dùng sai, hoặc tệp không đọc, không ghi được hay không hợp lệ
  130, 143, 129: bị dừng bởi Ctrl-C, TERM, HUP; 141: nơi nhận không đọc tiếp, như | head""",
    """\b
Exit codes:
  0  all is well; a negative answer with its reasons is an answer
  1  check found errors, reconcile found differences, or some rows are not valid (the others are answered)
  2  wrong usage, what cannot be read or written, or an input that is not valid
  130, 143, 129: stopped by Ctrl-C, TERM, HUP; 141: nobody read the output to its end, as with | head""",
)

#: Files larger than this (bytes, or rows of Parquet) have a bar when a person looks on.
_LONG = 1_000_000

#: An option with its help in both languages.
option: Callable[..., Callable[[Command], Command]] = partial(click.option, cls=spoken.Option)

RULEBOOK: Callable[[Command], Command] = click.argument("rulebook", type=click.Path(), metavar="RULEBOOK")


def _language(context: click.Context, parameter: click.Parameter, value: Language) -> Language:
    """What is said beside a command; else what stands before it, which counts more than the environment."""
    beside = context.get_parameter_source("language") is ParameterSource.COMMANDLINE
    # What stands before the whole line of commands: a group within it has no language of its own.
    return value if beside or context.parent is None else context.find_root().params["language"]


language: Callable[[Command], Command] = option(
    "--language",
    callback=_language,
    type=click.Choice(["vi", "en"]),
    default="vi",
    envvar="HOSO_LANGUAGE",
    show_default=True,
    show_envvar=True,
    vi="Ngôn ngữ của thông báo và bảng.",
    help="The language of messages and tables.",
)
as_json: Callable[[Command], Command] = option(
    "--json",
    "as_json",
    is_flag=True,
    vi="In JSON: mỗi dòng một câu trả lời, đúng như thư viện cho.",
    help="Print JSON: one answer a line, as the library gives it.",
)
_output: Callable[[Command], Command] = option(
    "-o",
    "--output",
    metavar="FILE",
    vi="Ghi câu trả lời ra tệp .json, .jsonl, .csv, .parquet hoặc .xlsx, theo tên tệp; - là đầu ra chuẩn (CSV).",
    help="Write the answers to a file: .json, .jsonl, .csv, .parquet, .xlsx, by its name; - is standard output (CSV).",
)
_bom: Callable[[Command], Command] = option(
    "--bom",
    is_flag=True,
    expose_value=False,
    callback=lambda context, parameter, value: context.meta.update({"hoso.bom": value}),
    vi="Bắt đầu tệp CSV bằng dấu nhận biết UTF-8, để Excel đọc đúng chữ Việt.",
    help="Begin CSV with the mark of UTF-8, so that Excel reads Vietnamese letters.",
)


def output(command: Command) -> Command:
    """Where answers are written, and how CSV begins."""
    return _output(_bom(command))


format_: Callable[[Command], Command] = option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    vi="Định dạng đầu vào, khi tên tệp không cho biết.",
    help="The format of the input, where its name does not tell.",
)
encoding: Callable[[Command], Command] = option(
    "--encoding",
    metavar="NAME",
    vi="Bảng mã của đầu vào, như cp1258; UTF-8 và UTF-16 tự nhận ra.",
    help="The encoding of the input, such as cp1258; UTF-8 and UTF-16 are seen by themselves.",
)
sheet: Callable[[Command], Command] = option(
    "--sheet",
    metavar="NAME",
    vi="Trang tính nào của bảng tính, theo tên hoặc số thứ tự. Nếu không: trang đầu tiên có dòng tiêu đề.",
    help="Which sheet of a workbook, by its name or number. Else: the first that has headings.",
)
mapping: Callable[[Command], Command] = option(
    "--map",
    "mapping",
    metavar="FILE",
    vi="Tệp do hoso map lập: tiêu đề nào là khóa nào, ngày và số viết thế nào, cột nào là tên.",
    help="A file of hoso map: which heading is which key, how days and numbers are written, which columns hold names.",
)


def reading(command: Command) -> Command:
    """The options that say how the rows of a file are to be read, as one value."""

    @wraps(command)
    def read(
        *args: Any, format_: str | None, encoding: str | None, sheet: str | None, mapping: str | None, **given: Any
    ) -> Any:
        return command(*args, reading=Reading(format_, encoding, sheet, mapping), **given)

    for option in (mapping, sheet, encoding, format_):
        read = option(read)
    return read  # type: ignore[return-value]


keep: Callable[[Command], Command] = option(
    "--keep",
    metavar="COLUMN",
    multiple=True,
    vi="Giữ một cột của đầu vào trong câu trả lời. Dùng được nhiều lần.",
    help="Carry a column of the input to the answer. May be repeated.",
)
by: Callable[[Command], Command] = option(
    "--by",
    metavar="KEYS",
    default="",
    vi="Nhóm theo: agency, field, procedure, month, cách nhau bằng dấu phẩy.",
    help="What to group by: any of agency, field, procedure, month, with commas.",
)

contract: Callable[[Command], Command] = option(
    "--contract",
    metavar="ID",
    required=True,
    vi="Hợp đồng, theo mã trong bộ quy tắc.",
    help="The contract, by its id in the rulebook.",
)
period: Callable[[Command], Command] = option(
    "--period",
    nargs=2,
    required=True,
    metavar="FROM UNTIL",
    vi="Các ngày; không tính ngày UNTIL.",
    help="The days; UNTIL is not included.",
)
days: Callable[[Command], Command] = option(
    "--period",
    nargs=2,
    metavar="FROM UNTIL",
    vi="Các ngày; không tính ngày UNTIL.",
    help="The days; UNTIL is not included.",
)


class _Month(click.ParamType[tuple[str, str]]):
    """A month, as its first day and the day after its last."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        told = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", str(value))
        if told is None:
            self.fail(word("no_month", spoken.of(ctx), value=repr(value)), param, ctx)
        year, number = int(told[1]), int(told[2])
        return f"{year:04}-{number:02}-01", f"{year + number // 12:04}-{number % 12 + 1:02}-01"


month: Callable[[Command], Command] = option(
    "--month", type=_Month(), metavar="MONTH", vi="Hoặc một tháng, như 2026-10.", help="Or a month, such as 2026-10."
)


class Offset(click.ParamType[str]):
    """An offset from UTC."""

    name = "offset"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if str(value) == "Z":
            return "+00:00"
        told = re.fullmatch(r"([+-])(0\d|1[0-4])(?::?([0-5]\d))?", str(value))
        if told is None:
            self.fail(word("no_offset", spoken.of(ctx), value=repr(value)), param, ctx)
        return f"{told[1]}{told[2]}:{told[3] or '00'}"


offset: Callable[[Command], Command] = option(
    "--offset",
    type=Offset(),
    metavar="OFFSET",
    vi="Cho giờ theo múi giờ này (+07:00), và đọc giờ không ghi múi giờ theo nó. Nếu không: theo sự kiện đầu tiên.",
    help="Tell times at this offset (+07:00), and read times without one at it. Else: that of the first event.",
)
quote: Callable[[Command], Command] = option(
    "--quote",
    is_flag=True,
    vi="ITEMS là bưu gửi: bộ quy tắc cho biết cước.",
    help="ITEMS are consignments: the rulebook says their prices.",
)


def one_of(period: tuple[str, str] | None, month: tuple[str, str] | None, language: Language) -> tuple[str, str]:
    """The days that are asked about, said in one of two ways."""
    if (period is None) == (month is None):
        raise click.UsageError(word("period_or_month" if period is None else "period_and_month", language))
    return period or month or ("", "")


def apart(*outputs: str | None, inputs: Sequence[str]) -> None:
    """What is written must not be what is read, nor one file twice: by whatever path or link it is named."""
    language = spoken.of(click.get_current_context())
    written = [path for path in outputs if path not in (None, "-")]
    for at, path in enumerate(written):
        if any(_same(path, other) for other in (*inputs, *written[:at])):
            raise click.UsageError(word("same_file", language, path=path))


def _same(path: str, other: str) -> bool:
    try:
        # Standard input, by its number, may be a file too, which the shell opened.
        return os.path.samefile(path, 0 if other == "-" else other)
    except OSError:
        return other != "-" and os.path.realpath(path) == os.path.realpath(other)


def one_from_standard_input(*paths: str) -> None:
    """Only one file can be standard input."""
    if paths.count("-") > 1:
        raise click.UsageError(word("one_input", spoken.of(click.get_current_context())))


def described(*examples: str, vi: str) -> Callable[[Command], Command]:
    """Puts examples under the help of a command, which it gives in Vietnamese too."""
    shown = "\n".join(f"  {example}" for example in examples)

    def add(command: Command) -> Command:
        command.__doc__ = f"{(command.__doc__ or '').rstrip()}\n\n    \b\n    Examples:\n{_indented(shown)}"
        command.vi = f"{vi}\n\n\b\nVí dụ:\n{shown}"  # type: ignore[attr-defined]
        return command

    return add


def command(name: str | None = None) -> Callable[[Callable[..., Any]], spoken.Command]:
    """A command with its help in both languages."""

    def add(function: Callable[..., Any]) -> spoken.Command:
        made = click.command(name, cls=spoken.Command)(function)
        made.vi, made.epilogs = function.vi, EXIT_CODES  # type: ignore[attr-defined]
        return made

    return add


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def keys(by: str) -> list[str]:
    """The names in ``--by``, each once."""
    found = [key for part in by.split(",") if (key := part.strip())]
    _once("--by", found)
    return found


def kept(names: Sequence[str], told: Collection[str]) -> None:
    """The columns of ``--keep``, each once, and none in the place of what an answer says."""
    _once("--keep", names)
    if taken := [name for name in names if name in told]:
        raise click.UsageError(word("keep_taken", spoken.of(click.get_current_context()), names=", ".join(taken)))


def _once(option: str, names: Sequence[str]) -> None:
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise click.UsageError(word("name_twice", spoken.of(click.get_current_context()), option=option, name=twice))


def watched(rows: Rows, items: Iterable[Item]) -> Iterator[Item]:
    """Rows or pieces of a file, with a bar on standard error when the file is long and somebody looks on."""
    if not sys.stderr.isatty() or rows.size < _LONG or rows.format == "json":
        yield from items
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=True) as progress:
        task = progress.add_task(rows.name, total=rows.size)
        shown = 0
        for item in items:
            yield item
            if rows.done - shown > rows.size // 1000:
                shown = rows.done
                progress.update(task, completed=shown, total=rows.size)
