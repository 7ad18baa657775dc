"""Help in the language that is asked for: commands and options that have their words in both."""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from hoso.cli import faults
from hoso.types import Language

_LANGUAGE = "hoso.language"
_HEADINGS = {"Options": "Tùy chọn", "Commands": "Lệnh"}


def of(context: click.Context | None) -> Language:
    """The language of what is said before a command runs."""
    return "en" if context is not None and context.meta.get(_LANGUAGE) == "en" else "vi"


def asked(arguments: Sequence[str]) -> Language:
    """The language that the arguments or the environment ask for; help is shown before they are read."""
    asked = os.environ.get("HOSO_LANGUAGE")
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=False):
        name, has_value, value = argument.partition("=")
        if name == "--language":
            told = value if has_value else following
            asked = told if told in ("vi", "en") else asked
    return "en" if asked == "en" else "vi"


class Option(click.Option):
    """An option with its help in Vietnamese."""

    def __init__(self, *names: Any, vi: str = "", **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.vi = vi

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        if of(ctx) == "en" or not self.vi:
            return super().get_help_record(ctx)
        spoken = copy.copy(self)
        spoken.help, spoken.vi = self.vi, ""
        return spoken.get_help_record(ctx)


class Command(click.Command):
    """A command with its help in Vietnamese, and what stands below it in both languages."""

    vi: str = ""
    epilogs: tuple[str, str] = ("", "")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[_LANGUAGE] = asked([*args, *(ctx.parent.meta.get("hoso.args", ()) if ctx.parent else ())])
        return super().parse_args(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is None or of(ctx) == "en":
            return option
        spoken = copy.copy(option)
        spoken.help = "Cho xem phần này rồi thôi."
        return spoken

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=None if of(ctx) == "en" else "Cách dùng: ")

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        spoken = copy.copy(self)
        spoken.epilog = self.epilogs[of(ctx) == "en"]
        if of(ctx) == "vi":
            spoken.help = self.vi
            formatter.section = _headed(formatter.section)  # type: ignore[method-assign]
        super(Command, spoken).format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        if of(click.get_current_context(silent=True)) == "en":
            return super().get_short_help_str(limit)
        return self.vi.strip().partition("\n\n")[0].replace("\n", " ")


class Group(Command, click.Group):
    """The group of commands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta["hoso.args"] = list(args)
        with _told(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        with _told(ctx):
            return super().invoke(ctx)


@contextmanager
def _told(context: click.Context) -> Iterator[None]:
    """What is wrong with how the command is used, in the language that is asked for."""
    try:
        yield
    except click.ClickException as wrong:
        if of(context) == "en":
            raise
        raise faults.spoken(wrong) from wrong


def run(group: click.Group, name: str) -> int:
    """Runs the command that the arguments name, and says what is wrong with them; the exit code. What cannot be written
    is no matter of arguments, and left to who runs it."""
    output = sys.stdout
    try:
        return int(group.main(prog_name=name, standalone_mode=False) or 0)
    except click.ClickException as told:
        told.show()
        return told.exit_code
    except SystemExit:
        # Click puts this, and another stream, in the place of one that nobody reads any more.
        if sys.stdout is output:
            raise
        raise BrokenPipeError from None


def _headed(section: Any) -> Any:
    return lambda name: section(_HEADINGS.get(name, name))
