"""A report as one page that needs nothing else: figures, charts as SVG, and the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import hoso
from hoso.cli import charts, figured, words
from hoso.cli.words import number, word
from hoso.types import Language

_TILES = ("results", "by_post", "share_bp", "delivered", "on_time_bp", "on_time", "late", "returned", "lost", "open")
_COLUMNS = (
    "results",
    "by_post",
    "share_bp",
    "delivered",
    "on_time",
    "late",
    "on_time_bp",
    "returned",
    "lost",
    "cancelled",
    "open",
)

_STYLE = """
:root{--ink:#1f2937;--muted:#5b6472;--line:#e5e7eb;--pale:#cbd5e1;--page:#f3f5f8;--card:#fff}
:root{--post:#0f5fa8;--good:#237a4b;--bad:#a85a00}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink)}
body{font:15px/1.5 "Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif}
main{max-width:1120px;margin:0 auto;padding:28px 20px}
header h1{margin:0;font-size:26px;line-height:1.25}
header p{margin:4px 0 20px;color:var(--muted)}
.tiles{display:grid;grid-template-columns:repeat(5,1fr);gap:10px;margin-bottom:16px}
.tile,section{background:var(--card);border:1px solid var(--line);border-radius:8px}
.tile{padding:10px 12px}
.tile b{display:block;font-size:22px;font-variant-numeric:tabular-nums}
.tile span{color:var(--muted);font-size:13px}
.by_post b,.share_bp b{color:var(--post)}
.on_time b,.on_time_bp b{color:var(--good)}
.late b,.note{color:var(--bad)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,470px),1fr));gap:16px;align-items:start}
section{padding:16px 18px;margin:0 0 16px;min-width:0}
.charts section{margin:0}
.charts section:last-child:nth-child(odd){grid-column:1/-1}
.charts+section{margin-top:16px}
h2{margin:0 0 8px;font-size:16px}
section>p{margin:0 0 8px;color:var(--muted);font-size:13px}
svg{width:100%;height:auto;display:block;margin:0 auto}
svg text[fill="INK"]{fill:var(--ink)}
svg [stroke="GRID"]{stroke:var(--line)}
svg [fill="PALE"]{fill:var(--pale)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:14px}
th,td{padding:6px 8px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--muted);font-weight:600;vertical-align:bottom}
td.k{min-width:200px}
tr.first td{border-top:1px solid var(--muted)}
td.again{color:var(--muted)}
tbody tr:hover td{background:var(--page)}
td.n,th.n{text-align:right}
td.n{white-space:nowrap}
tfoot{display:table-row-group}
tfoot td{font-weight:700;border-top:2px solid var(--ink);border-bottom:0}
footer{color:var(--muted);font-size:13px;margin-top:16px}
@media(max-width:620px){.tiles{grid-template-columns:1fr 1fr}}
@media(max-width:430px){main{padding:18px 12px}section{padding:12px}}
@media screen and (prefers-color-scheme:dark){
:root{color-scheme:dark;--ink:#e6e9ee;--muted:#a3adba;--line:#39424f;--pale:#5b6878;--page:#14181e;--card:#1d232b}
:root{--post:#6fb1ee;--good:#63c08c;--bad:#f0a35e}
svg [fill="POST"]{fill:#3b8ad6}svg [stroke="POST"]{stroke:#3b8ad6}
svg [fill="GOOD"]{fill:#3d9d67}svg [stroke="GOOD"]{stroke:#3d9d67}
}
@page{size:A4;margin:15mm 12mm 17mm;@bottom-right{content:counter(page) "/" counter(pages);font:11px sans-serif}}
@media print{
body{background:#fff;font-size:13px}
main{max-width:none;padding:0}
.tiles{grid-template-columns:repeat(5,1fr);gap:6px}
.tile{padding:5px 8px}
.tile b{font-size:17px}
.tile span{font-size:11px}
.charts{display:block}
.charts section{margin-bottom:10px;padding:10px 12px}
.tile,.charts section,tr{break-inside:avoid}
.charts svg{max-width:420px!important;min-width:0!important}
.charts+section{border:0;padding:0}
h2{break-after:avoid}
.scroll{overflow:visible}
table{font-size:10.5px;line-height:1.35}
th,td{padding:3px 4px}
td.k{min-width:110px}
th{color:#000}
tfoot tr{break-before:avoid}
}
"""
for _name, _colour in (
    ("INK", charts.INK),
    ("GRID", charts.GRID),
    ("PALE", charts.PALE),
    ("POST", charts.COLOURS["by_post"]),
    ("GOOD", charts.COLOURS["on_time"]),
):
    _STYLE = _STYLE.replace(f'"{_name}"', f'"{_colour}"')


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
    parts = [
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{escape(title)}, {days}</title><style>{_STYLE}</style></head><body><main>",
        f"<header><h1>{escape(title)}</h1>",
        f"<p>{escape(words.name(about.title, language))} · {days}</p></header>",
        f'<div class="tiles">{_tiles(answer["total"], language)}</div>',
        f'<div class="charts">{"".join(_chart(*section, language) for section in sections) if agencies else ""}</div>',
        f"<section><h2>{escape(word('table', language))}</h2>",
        f'<div class="scroll">{_table(answer, keys, names, language)}</div></section>',
        f"<footer>{escape(word('made_by', language, v=hoso.__version__, id=about.rulebook))}",
    ]
    if about.left_out:
        note = f"{number(about.left_out, language)} {word('rows_left_out', language)}."
        parts.append(f' <span class="note">{escape(note)}</span>')
    return "".join([*parts, "</footer></main></body></html>\n"])


def _apart(groups: Sequence[charts.Group], names: figured.Names, language: Language) -> list[charts.Named]:
    """Agencies by their names, those of one name with their codes: a chart has a bar for each name."""
    called = [figured.group(group, "agency", names, language) for group in groups]
    return [
        (f"{name} ({group['agency']})" if called.count(name) > 1 else name, group)
        for name, group in zip(called, groups, strict=True)
    ]


def _tiles(total: Mapping[str, Any], language: Language) -> str:
    return "".join(
        f'<div class="tile {name}"><b>{figured.figure(name, total, language)}</b>'
        f"<span>{escape(word('share' if name == 'share_bp' else name, language))}</span></div>"
        for name in _TILES
    )


def _chart(name: str, svg: str, hidden: bool, language: Language) -> str:
    note = f"<p>{escape(word('first_groups', language, n=charts.MOST))}</p>" if hidden else ""
    return f'<section><h2>{escape(word(name, language))}</h2>{note}<div class="scroll">{svg}</div></section>'


def _table(answer: Mapping[str, Any], keys: Sequence[str], names: figured.Names, language: Language) -> str:
    heads = "".join(f"<th>{escape(word(key, language))}</th>" for key in keys)
    heads += "".join(f'<th class="n">{escape(word(name, language))}</th>' for name in _COLUMNS)
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
    return "".join(f'<td class="n">{figured.figure(name, group, language)}</td>' for name in _COLUMNS)
