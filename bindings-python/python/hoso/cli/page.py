"""A report as one page that needs nothing else: figures, charts as SVG, and the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import hoso
from hoso.cli import charts, figured, pages, words
from hoso.cli.words import number, word
from hoso.types import Language

_TILES = ("results", "by_post", "share_bp", "delivered", "on_time_bp", "on_time", "late", "returned", "lost", "open")


class About(NamedTuple):
    """What a page is about."""

    rulebook: str
    title: Any
    period: tuple[str, str]
    left_out: int


def page(
    about: About,
    answer: Mapping[str, Any],
    keys: Sequence[str],
    agencies: Sequence[charts.Group],
    months: Sequence[charts.Group],
    names: figured.Names,
    language: Language,
) -> str:
    """The page: the answer grouped by ``keys`` in its table, its groups by agency and by month in the charts."""
    draw = charts.Charts(language)
    most = sorted(agencies, key=lambda group: -group["results"])[: charts.MOST]
    by_agency = _apart(most, names, language)
    by_month = charts.months(months)
    hidden = len(agencies) > len(most)
    sections = [
        ("by_month", draw.by_month(by_month), False),
        ("share_month", draw.share_by_month(by_month, "share_bp"), False),
        ("time", draw.time_by_month(by_month), False),
        ("on_time_month", draw.share_by_month(by_month, "on_time_bp"), False),
        ("by_agency", draw.by_agency(by_agency), hidden),
        ("share_agency", draw.share_by_agency(by_agency), hidden),
        ("time_agency", draw.time_by_agency(by_agency), hidden),
    ]
    title = word("page_title", language)
    days = f"{words.day(about.period[0])} – {words.last_day(about.period[1])}"
    tiles = f'<div class="tiles">{_tiles(answer["total"], language)}</div>'
    drawn = "".join(_chart(*section, language) for section in sections) if agencies else ""
    table = pages.section(word("table", language), _table(answer, keys, names, language))
    left_out = f"{number(about.left_out, language)} {word('rows_left_out', language)}." if about.left_out else ""
    return pages.figures(
        language,
        title,
        f"{words.name(about.title, language)} · {days}",
        days,
        [tiles, f'<div class="charts">{drawn}</div>', table],
        word("made_by", language, v=hoso.__version__, id=about.rulebook),
        left_out,
    )


def _apart(groups: Sequence[charts.Group], names: figured.Names, language: Language) -> list[charts.Named]:
    """Agencies by their names, those of one name with their codes: a chart has a bar for each name."""
    called = [figured.group(group, "agency", names, language) for group in groups]
    return [
        (f"{name} ({group['agency']})" if called.count(name) > 1 else name, group)
        for name, group in zip(called, groups, strict=True)
    ]


def _tiles(total: Mapping[str, Any], language: Language) -> str:
    return "".join(
        pages.tile(
            name,
            figured.figure(name, total, language),
            word("share" if name == "share_bp" else name, language),
        )
        for name in _TILES
    )


def _chart(name: str, svg: str, hidden: bool, language: Language) -> str:
    note = word("first_groups", language, n=charts.MOST) if hidden else ""
    return pages.section(word(name, language), svg, note)


def _table(answer: Mapping[str, Any], keys: Sequence[str], names: figured.Names, language: Language) -> str:
    heads = "".join(f"<th>{escape(word(key, language))}</th>" for key in keys)
    heads += "".join(f'<th class="n">{escape(word(name, language))}</th>' for name in figured.COUNTS)
    groups = figured.ordered(answer, keys) if keys else []
    body = "".join(_row(groups, at, keys, names, language) for at in range(len(groups)))
    label = f'<td colspan="{len(keys)}">{escape(word("all", language))}</td>' if keys else ""
    total = _numbers(answer["total"], language)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody><tfoot><tr>{label}{total}</tr></tfoot></table>"


def _row(groups: Sequence[charts.Group], at: int, keys: Sequence[str], names: figured.Names, language: Language) -> str:
    """A group. Of several keys the first is repeated in a lighter colour: a row can be read, and copied, by itself, and
    so can the first one of a printed page."""
    cells, again = [], False
    for key in keys:
        again = key == keys[0] and len(keys) > 1 and at > 0 and groups[at - 1].get(key) == groups[at].get(key)
        kinds = [*(["k"] if key != "month" else []), *(["again"] if again else [])]
        name = escape(figured.group(groups[at], key, names, language))
        cells.append(f'<td class="{" ".join(kinds)}">{name}</td>')
    first = len(keys) > 1 and at > 0 and groups[at - 1].get(keys[0]) != groups[at].get(keys[0])
    kind = ' class="first"' if first else ""
    return f"<tr{kind}>{''.join(cells)}{_numbers(groups[at], language)}</tr>"


def _numbers(group: Mapping[str, Any], language: Language) -> str:
    return "".join(f'<td class="n">{figured.figure(name, group, language)}</td>' for name in figured.COUNTS)
