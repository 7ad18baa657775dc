"""hoso init: a folder for a province, with a rulebook to begin from."""

from __future__ import annotations

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
from hoso.types import Language

_RULEBOOK, _QUESTION, _README = "rulebook.json", "question.json", "README.md"
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
@options.language
@options.described(
    "hoso init dong-nai --province 75",
    'hoso init "Hồ sơ Huế" --province Huế --from 2027-01-01',
    vi="""Tạo thư mục cho một tỉnh, với một bộ quy tắc để bắt đầu.

Bộ quy tắc có lịch ngày làm việc, các tỉnh và các xã, phường của tỉnh, vùng, bảng giá, thuế, bồi thường và thời gian
phát của cả nước, kèm căn cứ. Cơ quan, thủ tục, hợp đồng của tỉnh là ví dụ (x_example) để thay. README.md trong thư mục
cho biết các bước tiếp theo. Không tệp nào có sẵn bị ghi đè.""",
)
def init(folder: str, province: str | None, first: date | None, language: Language) -> None:
    """Make a folder for a province, with a rulebook to begin from.

    The rulebook has the calendars of working days, the provinces and the communes of this one, zones, price table,
    taxes, liability and delivery times of the whole country, with their sources. Agencies, procedures and contract of
    the province are examples (x_example) to be replaced. README.md in the folder tells the next steps. No file that
    is there is overwritten.
    """
    places = parts.part("provinces")["places"]
    if province is None or not province.strip():
        raise click.UsageError(word("which_province", language, all=provinces.listed(places)))
    place = provinces.found(places, province, language)
    start = first or max(min(date.today(), _known()[1] - timedelta(days=1)), _known()[0])
    document = rulebook(place, start)
    texts = {
        _RULEBOOK: _json(document),
        _QUESTION: _json(_question(document)),
        _README: _readme(place, document),
    }
    _write(Path(folder), texts, language)
    told = [str(Path(folder) / name) for name in texts]
    console = show.console()
    for path in told:
        console.print(f"{word('written', language)} {path}", markup=False, highlight=False, soft_wrap=True)
    console.print(f"{word('next_command', language)} hoso check {_quoted(told[0])}", markup=False, soft_wrap=True)


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


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


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


def _readme(province: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    """What is in the folder and what comes next."""
    return beginning.readme(
        name=provinces.now(province),
        communes=sum(place.get("parent") == province["code"] for place in document["places"]),
        first=words.day(document["contracts"][0]["valid"]["from"]),
        until=words.last_day(document["calendars"][0]["covers"]["until"]),
        version=hoso.__version__,
    )


def _write(folder: Path, texts: Mapping[str, str], language: Language) -> None:
    """All files or none: one that is there stays as it is."""
    there = [str(folder / name) for name in texts if os.path.lexists(folder / name)]
    if there:
        raise Unusable(word("is_there", language, paths=", ".join(there)))
    made: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            with open(folder / name, "x", encoding="utf-8", newline="\n") as file:
                made.append(folder / name)
                file.write(text)
    except OSError as failed:
        for path in made:
            with suppress(OSError):
                path.unlink()
        raise Unusable(f"{failed.filename or folder}: {words.failure(failed, language)}") from failed


def _quoted(path: str) -> str:
    return f'"{path}"' if any(letter in path for letter in " '()&;$") else path
