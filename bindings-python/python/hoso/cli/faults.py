"""What is wrong with how the command is used, in Vietnamese: click has its sentences in English."""

from __future__ import annotations

import re
from typing import IO, Any

import click

from hoso.cli.needs import Unusable

#: What click says, and the same in Vietnamese; what follows in `rest` is looked up in turn.
_SENTENCES = [
    (re.compile(pattern, re.DOTALL), said)
    for pattern, said in (
        (r"No such option (?P<a>'.*?')\.(?P<rest>.*)", "Không có tùy chọn {a}.{rest}"),
        (r"No such command (?P<a>'.*?')\.(?P<rest>.*)", "Không có lệnh {a}.{rest}"),
        (r" Did you mean (?P<a>.*)\?", " Có phải {a}?"),
        (r" \(Did you mean one of: (?P<a>.*)\?\)", " Có phải một trong: {a}?"),
        (r"Missing command\.", "Thiếu tên lệnh."),
        (r"Missing argument (?P<a>'.*?')\..*", "Thiếu {a}."),
        (r"Missing option (?P<a>'.*?')\..*", "Thiếu tùy chọn {a}."),
        (
            r"Invalid value for (?P<a>'[^']*'(?: / '[^']*')*)(?: \(env var: '[^']*'\))?: (?P<rest>.*)",
            "Giá trị của {a} không hợp lệ: {rest}",
        ),
        (r"(?P<a>'.*') is not one of (?P<b>.*)\.", "{a} không phải một trong {b}."),
        (r"Got unexpected extra arguments? \((?P<a>.*)\)", "Thừa: {a}"),
        (r"Option (?P<a>'.*?') requires an argument\.", "Tùy chọn {a} cần một giá trị."),
        (r"Option (?P<a>'.*?') requires (?P<b>\d+) arguments\.", "Tùy chọn {a} cần {b} giá trị."),
        (r"Option (?P<a>'.*?') does not take a value\.", "Tùy chọn {a} không nhận giá trị."),
    )
]


def said(message: str) -> str:
    """A sentence of click in Vietnamese; any other as it is."""
    for pattern, vi in _SENTENCES:
        if found := pattern.fullmatch(message):
            parts = found.groupdict()
            return vi.format_map({**parts, "rest": said(parts.get("rest") or "")})
    return message


class InVietnamese(Unusable):
    """A fault as it is shown in Vietnamese."""

    def __init__(self, wrong: click.ClickException) -> None:
        super().__init__(said(wrong.format_message()))
        self._context: click.Context | None = getattr(wrong, "ctx", None)

    def show(self, file: IO[Any] | None = None) -> None:
        if self._context is not None:
            usage, path = self._context.get_usage(), self._context.command_path
            click.echo(f"{usage}\nXem '{path} --help'.\n", file=file, err=True)
        click.echo(f"Lỗi: {self.message}", file=file, err=True)


#: How click shows faults; one that shows itself otherwise has its own words.
_SHOWN = (click.ClickException.show, click.UsageError.show)


def spoken(wrong: click.ClickException) -> click.ClickException:
    """A fault in Vietnamese."""
    return InVietnamese(wrong) if type(wrong).show in _SHOWN else wrong
