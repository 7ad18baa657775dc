"""What the commands share: their options, and a bar on long files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import click
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from hoso.cli.files import FORMATS, Rows
from hoso.cli.problems import errors

Command = TypeVar("Command", bound=Callable[..., Any])
Item = TypeVar("Item")

EXIT_CODES = """\b
Exit codes:
  0  all is well; a negative answer with its reasons is an answer
  1  check found errors, reconcile found differences, or some rows are not valid (the others are answered)
  2  wrong usage, or an input that cannot be read or is not valid"""

#: Files larger than this (bytes, or rows of Parquet) have a bar when a person looks on.
_LONG = 1_000_000

RULEBOOK: Callable[[Command], Command] = click.argument("rulebook", type=click.Path(), metavar="RULEBOOK")

language: Callable[[Command], Command] = click.option(
    "--language",
    type=click.Choice(["vi", "en"]),
    default="vi",
    envvar="HOSO_LANGUAGE",
    show_default=True,
    show_envvar=True,
    help="The language of messages and tables.",
)
as_json: Callable[[Command], Command] = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON: one answer a line, as the library gives it."
)
output: Callable[[Command], Command] = click.option(
    "-o", "--output", metavar="FILE", help="Write the answers to a file: .json, .jsonl, .csv or .parquet, by its name."
)
format_: Callable[[Command], Command] = click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="The format of the input, where its name does not tell.",
)
keep: Callable[[Command], Command] = click.option(
    "--keep", metavar="COLUMN", multiple=True, help="Carry a column of the input to the answer. May be repeated."
)
by: Callable[[Command], Command] = click.option(
    "--by", metavar="KEYS", default="", help="What to group by: any of agency, field, procedure, month, with commas."
)

contract: Callable[[Command], Command] = click.option(
    "--contract", metavar="ID", required=True, help="The contract, by its id in the rulebook."
)
period: Callable[[Command], Command] = click.option(
    "--period", nargs=2, required=True, metavar="FROM UNTIL", help="The days; UNTIL is not included."
)
quote: Callable[[Command], Command] = click.option(
    "--quote", is_flag=True, help="ITEMS are consignments: the rulebook says their prices."
)


def one_from_standard_input(*paths: str) -> None:
    """Only one file can be standard input."""
    if paths.count("-") > 1:
        raise click.UsageError("only one of the files can be standard input")


def described(*examples: str) -> Callable[[Command], Command]:
    """Puts examples and the exit codes under the help of a command."""

    def add(command: Command) -> Command:
        shown = "\n".join(f"  {example}" for example in examples)
        command.__doc__ = f"{(command.__doc__ or '').rstrip()}\n\n    \b\n    Examples:\n{_indented(shown)}"
        return command

    return add


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def keys(by: str) -> list[str]:
    """The names in ``--by``."""
    return [key for part in by.split(",") if (key := part.strip())]


def watched(rows: Rows, items: Iterable[Item]) -> Iterator[Item]:
    """Rows or pieces of a file, with a bar on standard error when the file is long and somebody looks on."""
    if not sys.stderr.isatty() or rows.size < _LONG or rows.format == "json":
        yield from items
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=True) as progress:
        task = progress.add_task(rows.name, total=rows.size)
        shown = 0
        for item in items:
            yield item
            if rows.done - shown > rows.size // 1000:
                shown = rows.done
                progress.update(task, completed=shown, total=rows.size)
