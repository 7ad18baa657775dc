"""hoso init: a folder for a province, with a rulebook to begin from."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

import hoso
from hoso import parts
from hoso.cli import beginning, options, provinces, show, spoken, words
from hoso.cli.needs import Unusable
from hoso.cli.words import word
from hoso.cli.workbook.export import Export
from hoso.types import Language

_RULEBOOK, _BOOK, _QUESTION, _README = "rulebook.json", "rules.xlsx", "question.json", "README.md"
#: In the order of a rulebook; what a list is, the specification says.
_ORDER = (
    "sources",
    "calendars",
    "places",
    "zones",
    "operators",
    "agencies",
    "fields",
    "procedures",
    "taxes",
    "tariffs",
    "contracts",
    "liability",
)


class _Day(click.ParamType[date]):
    """A day for which the parts know the places and the working days."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        language = spoken.of(ctx)
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(word("no_day", language, value=repr(value)), param, ctx)
        first, until = _known()
        if not first <= day < until:
            last = (until - timedelta(days=1)).isoformat()
            self.fail(word("day_outside", language, value=value, first=first.isoformat(), last=last), param, ctx)
        return day


def _known() -> tuple[date, date]:
    """The days of the example's contract: from the merger of provinces to where the calendars end."""
    [contract] = parts.part("own")["contracts"]
    return date.fromisoformat(contract["valid"]["from"]), date.fromisoformat(contract["valid"]["until"])


@options.command()
@click.argument("folder", type=click.Path(), metavar="FOLDER")
@options.option(
    "--province",
    metavar="PROVINCE",
    vi='Tỉnh, thành phố: mã như 79, hoặc tên như "Đồng Nai".',
    help='The province: its code, such as 79, or its name, such as "Đồng Nai".',
)
@options.option(
    "--from",
    "first",
    type=_Day(),
    metavar="DAY",
    vi="Ngày đầu tiên của hợp đồng ví dụ, như 2026-12-01. Nếu không nêu: hôm nay.",
    help="The first day of the example's contract, such as 2026-12-01. Else: today.",
)
@options.option(
    "--workbook",
    is_flag=True,
    vi="Bộ quy tắc là bảng tính để điền (rules.xlsx), thay cho JSON.",
    help="The rulebook is a workbook to be filled in (rules.xlsx) instead of JSON.",
)
@options.language
@options.described(
    "hoso init dong-nai --province 75 --workbook",
    'hoso init "Hồ sơ Huế" --province Huế --from 2027-01-01',
    vi="""Tạo thư mục cho một tỉnh, với một bộ quy tắc để bắt đầu.

Bộ quy tắc có lịch ngày làm việc, các tỉnh và các xã, phường của tỉnh, vùng, bảng giá, thuế, bồi thường và thời gian
phát của cả nước, kèm căn cứ. Cơ quan, thủ tục, hợp đồng của tỉnh là ví dụ (x_example) để thay. README.md trong thư mục
cho biết các bước tiếp theo, từ bảng tính (--workbook) hoặc từ JSON. Không tệp nào có sẵn bị ghi đè.""",
)
def init(folder: str, province: str | None, first: date | None, workbook: bool, language: Language) -> None:
    """Make a folder for a province, with a rulebook to begin from.

    The rulebook has the calendars of working days, the provinces and the communes of this one, zones, price table,
    taxes, liability and delivery times of the whole country, with their sources. Agencies, procedures and contract of
    the province are examples (x_example) to be replaced. README.md in the folder tells the next steps, from a workbook
    (--workbook) or from JSON. No file that is there is overwritten.
    """
    places = parts.part("provinces")["places"]
    if province is None or not province.strip():
        raise click.UsageError(word("which_province", language, all=provinces.listed(places)))
    place = provinces.found(places, province, language)
    start = first or max(min(date.today(), _known()[1] - timedelta(days=1)), _known()[0])
    document = rulebook(place, start)
    begin = _as_workbook if workbook else _as_json
    files = begin(document, _facts(place, document), language)
    _write(Path(folder), {**files, _QUESTION: _json(_question(document))}, language)
    told = [str(Path(folder) / name) for name in (*files, _QUESTION)]
    console = show.console()
    for path in told:
        console.print(f"{word('written', language)} {path}", markup=False, highlight=False, soft_wrap=True)
    made = str(Path(folder) / _RULEBOOK)
    then = f"workbook import {_quoted(told[0])} -o {_quoted(made)}" if workbook else f"check {_quoted(made)}"
    console.print(f"{word('next_command', language)} hoso {then}", markup=False, soft_wrap=True)


def _as_json(document: Mapping[str, Any], facts: Mapping[str, object], language: Language) -> dict[str, bytes]:
    return {_RULEBOOK: _text(document).encode(), _README: beginning.of_json(**facts).encode()}


def _text(document: Mapping[str, Any]) -> str:
    """A rulebook in its normal form."""
    return hoso.format_document(json.dumps(document, ensure_ascii=False))


def _as_workbook(document: Mapping[str, Any], facts: Mapping[str, object], language: Language) -> dict[str, bytes]:
    out = io.BytesIO()
    book = Export(out, _BOOK, _text(document), language)
    book.write()
    readme = beginning.of_workbook(book.sheets, rest=word("book_rest", language), **facts)
    return {_BOOK: out.getvalue(), _README: readme.encode()}


def rulebook(province: Mapping[str, Any], start: date) -> dict[str, Any]:
    """The rulebook of a province: the parts in one, with its own places in the examples."""
    code, name = province["code"], provinces.now(province)
    own = parts.part("own")
    for agency in own["agencies"]:
        agency["place"] = code
    for contract in own["contracts"]:
        contract["signed_on"] = contract["valid"]["from"] = start.isoformat()
    head = {
        "hoso": 1,
        "id": f"province-{code}",
        "title": {
            "vi": f"Nhận gửi hồ sơ, chuyển trả kết quả qua bưu điện: {name}",
            "en": f"Dossiers and results by post: {name}",
        },
        "currency": "VND",
        "utc_offset": "+07:00",
    }
    shipped = [parts.part(part) for part in ("calendar", "provinces", f"places-{code}", "post")]
    return head | _appended([*shipped, own])


def _json(value: Any) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()


def _appended(shipped: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The lists of some parts, each appended to the one before; and above them what each part is."""
    about: dict[str, Any] = {}
    lists: dict[str, list[Any]] = {}
    for part in shipped:
        about |= {key: value for key, value in part.items() if key.startswith("x_")}
        for key in part.keys() & set(_ORDER):
            lists.setdefault(key, []).extend(part[key])
    return about | {key: lists[key] for key in _ORDER if key in lists}


def _question(document: Mapping[str, Any]) -> dict[str, Any]:
    """A consignment of the example, on the first day of its contract."""
    return {
        "agency": document["agencies"][0]["code"],
        "procedure": document["procedures"][0]["code"],
        "service": "return",
        "on": document["contracts"][0]["valid"]["from"],
        "weight_grams": 80,
        "zone": document["zones"][0]["id"],
    }


def _facts(province: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, object]:
    """What README.md tells of the folder's rulebook."""
    return {
        "name": provinces.now(province),
        "communes": sum(place.get("parent") == province["code"] for place in document["places"]),
        "first": words.day(document["contracts"][0]["valid"]["from"]),
        "until": words.last_day(document["calendars"][0]["covers"]["until"]),
        "version": hoso.__version__,
    }


def _write(folder: Path, files: Mapping[str, bytes], language: Language) -> None:
    """All files or none: one that is there stays as it is."""
    there = [str(folder / name) for name in files if os.path.lexists(folder / name)]
    if there:
        raise Unusable(word("is_there", language, paths=", ".join(there)))
    made: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            with open(folder / name, "xb") as file:
                made.append(folder / name)
                file.write(content)
    except OSError as failed:
        for path in made:
            with suppress(OSError):
                path.unlink()
        raise Unusable(f"{failed.filename or folder}: {words.failure(failed, language)}") from failed


def _quoted(path: str) -> str:
    return f'"{path}"' if any(letter in path for letter in " '()&;$") else path
