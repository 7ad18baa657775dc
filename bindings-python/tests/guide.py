"""Runs a page of the guide: its blocks of code, one after the other, in an empty folder."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import re
import subprocess
import sys
import termios
import traceback
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from conftest import REPOSITORY
from openpyxl.utils import get_column_letter

GUIDE = REPOSITORY / "docs" / "guide"
# A table that is typed into a sheet of a workbook: the one that is named, or else the page's.
TYPED = re.compile(r"^(?:Trang|Sheet) \*\*(.+?)\*\*(?: .*?`(.+?\.xlsx)`)?:\n\n((?:\|.*\n)+)", re.MULTILINE)
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# What other tests run: `docs/guide/guide.rs` and `bindings-wasm/tests/docs.test.ts`.
ELSEWHERE = {"rust", "ts"}


class NotRun(Exception):
    """A block that nobody runs, or whose file the text does not name."""


def added(document: Any, more: Any) -> Any:
    """What the page tells its reader to do: keys are added to an object, elements to a list, and an element that is
    there gets the keys that it lacks."""
    if isinstance(document, dict) and isinstance(more, dict):
        return document | {
            key: added(document[key], value) if key in document else value for key, value in more.items()
        }
    if isinstance(document, list) and isinstance(more, list):
        name = {it.get("id", it.get("code")): at for at, it in enumerate(document) if isinstance(it, dict)}
        result = list(document)
        for it in more:
            at = name.get(it.get("id", it.get("code"))) if isinstance(it, dict) else None
            if at is None:
                result.append(it)
            else:
                result[at] = added(result[at], it)
        return result
    return more


def in_terminal(code: str, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """The exit code, and what a window of 80 columns shows: tables are drawn for a terminal, not for a pipe."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, 80))
    run = subprocess.Popen(
        ["bash", "-e", "-c", code],
        cwd=folder,
        env=os.environ | environment | {"PATH": path, "TERM": "dumb", "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # So ends a terminal that nobody writes to any more.
        while piece := os.read(ours, 65536):
            shown += piece
    os.close(ours)
    lines = [line.rstrip() for line in shown.decode().splitlines()]
    return run.wait(), "".join(f"{line}\n" for line in lines)


def in_spreadsheet(text: str) -> Any:
    """What a spreadsheet makes of what somebody types."""
    if re.fullmatch(r"\d\d/\d\d/\d{4}", text):
        return datetime.strptime(text, "%d/%m/%Y")
    if re.fullmatch(r"\d+%", text):
        return int(text[:-1]) / 100
    return int(text) if text.isdecimal() else text or None


@dataclass
class Page:
    """A page that is run in a folder; `shown` is its text with what its blocks really print."""

    name: str
    folder: Path
    shown: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    names: dict[str, Any] = field(default_factory=dict)
    document: str = ""
    workbook: str = "hoa-ban.xlsx"

    def run(self) -> None:
        text = (GUIDE / self.name).read_text(encoding="utf-8")
        end, printed = 0, None
        for block in BLOCK.finditer(text):
            between = text[end : block.start()]
            language, *options = block[1].split()
            end = block.end()
            for sheet, book, table in TYPED.findall(between):
                self.typed(book or self.workbook, sheet, table)
            if language == "text" and printed is not None:
                self.shown += f"{between}```text\n{printed}```"
                printed = None
                continue
            if printed:
                self.shown += f"\n\n```text\n{printed}```"
            self.shown += between + block[0]
            printed = self.printed(language, options, block[2], between)
        if printed:
            self.shown += f"\n\n```text\n{printed}```"
        self.shown += text[end:]

    def printed(self, language: str, options: list[str], code: str, before: str) -> str | None:
        """What a block prints; None where nothing is printed by its nature."""
        match language, options:
            case "json", [option] if option.startswith("file="):
                self.write(option.removeprefix("file="), code, before)
                return None
            case "json", ["add"]:
                path = self.folder / self.document
                whole = added(json.loads(path.read_text(encoding="utf-8")), json.loads(code))
                path.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
                return None
            case "csv", [option] if option.startswith("file="):
                self.write(option.removeprefix("file="), code, before)
                return None
            case "sh", []:
                return self.commands(code, 0)
            case "sh", [option] if option.startswith("exit="):
                return self.commands(code, int(option.removeprefix("exit=")))
            case "python", []:
                return self.python(code)
            case _ if language in ELSEWHERE:
                return None
        raise NotRun(f"{self.name}: nobody runs ```{language} {' '.join(options)}\n{code}")

    def write(self, name: str, code: str, before: str) -> None:
        if f"`{name}`" not in before:
            raise NotRun(f"{self.name}: the text before its block does not name `{name}`")
        (self.folder / name).write_text(code, encoding="utf-8")
        self.document = self.document or name

    def typed(self, book: str, sheet: str, table: str) -> None:
        """The rows of a table, below those of a sheet, in the columns of their headings."""
        path = self.folder / book
        opened = openpyxl.load_workbook(path)
        if sheet not in opened.sheetnames:
            raise NotRun(f"{self.name}: {book} has no sheet {sheet}")
        page = opened[sheet]
        headings, _, *rows = [[part.strip() for part in line.strip("|").split("|")] for line in table.splitlines()]
        columns = [self.column(page, heading) for heading in headings]
        # Columns beside each other that look alike are one for who reads the file.
        alike = [of for of in page.column_dimensions.values() if of.number_format == "@"]
        texts = {get_column_letter(at) for of in alike for at in range(of.min, of.max + 1)}
        first = next(row for row in range(5, page.max_row + 2) if not any(cell.value for cell in page[row]))
        for at, row in enumerate(rows, first):
            for column, text in zip(columns, row, strict=True):
                page[f"{column}{at}"].value = text if column in texts else in_spreadsheet(text)
        opened.save(path)

    def column(self, page: Any, heading: str) -> str:
        """The column that has a heading, of which none or several are a mistake of the page."""
        has = [cell.column_letter for cell in page[2] if heading in str(cell.value).removesuffix(" *").split("\n")]
        if len(has) != 1:
            raise NotRun(f"{self.name}: {len(has)} columns of {page.title} are called {heading}")
        return str(has[0])

    def commands(self, code: str, exit_code: int) -> str:
        """As somebody types them, one after the other; `export` holds for the rest of the page."""
        for name, value in re.findall(r"^export (\w+)=(\w+)$", code, re.MULTILINE):
            self.environment[name] = value
        ended, printed = in_terminal(code, self.folder, self.environment)
        if ended != exit_code:
            raise NotRun(f"{self.name}: {code}ended with {ended}, not {exit_code}:\n{printed}")
        return printed

    def python(self, code: str) -> str:
        out = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(out):
            try:
                exec(code, self.names)
            except Exception as error:
                raise NotRun(f"{self.name}: {code}{traceback.format_exc()}") from error
        return out.getvalue()
