"""A report as one page that needs nothing else: figures, charts as SVG, and the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import hoso
from hoso.cli import charts, figured, words
from hoso.cli.words import number, percent, word
from hoso.types import Language

_TILES = ("results", "by_post", "share_bp", "delivered", "on_time", "late", "returned", "lost", "open")
_COLUMNS = ("results", "by_post", "share_bp", "delivered", "on_time", "late", "returned", "lost", "cancelled", "open")

_STYLE = """
:root{--ink:#1f2937;--muted:#6b7280;--line:#e5e7eb;--post:#0f5fa8}
*{box-sizing:border-box}
body{margin:0;background:#f3f5f8;color:var(--ink)}
body{font:15px/1.5 "Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif}
main{max-width:1120px;margin:0 auto;padding:28px 20px}
header h1{margin:0;font-size:26px;line-height:1.25}
header p{margin:4px 0 20px;color:var(--muted)}
.tiles{display:flex;flex-wrap:wrap;gap:10px;margin-bottom:16px}
.tile,section{background:#fff;border:1px solid var(--line);border-radius:8px}
.tile{padding:10px 12px;flex:1 0 max(98px,17%)}
.tile b{display:block;font-size:22px;font-variant-numeric:tabular-nums}
.tile span{color:var(--muted);font-size:13px}
.tile.main b{color:var(--post)}
.tile.late b{color:#b45f06}
.tile.on_time b{color:#2e8b57}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,470px),1fr));gap:16px}
section{padding:16px 18px;margin:0 0 16px;min-width:0}
.charts section{margin:0}
h2{margin:0 0 8px;font-size:16px}
section>p{margin:0 0 8px;color:var(--muted);font-size:13px}
svg{width:100%;height:auto;display:block;margin:0 auto}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:14px}
th,td{padding:6px 10px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--muted);font-weight:600;vertical-align:bottom}
td.k{min-width:200px}
tbody tr:hover td.n{background:#f3f5f8}
td.n,th.n{text-align:right}
td.n{white-space:nowrap}
tfoot td{font-weight:700;border-top:2px solid var(--ink);border-bottom:0}
.note{color:#b45f06}
footer{color:var(--muted);font-size:13px;margin-top:16px}
@media print{body{background:#fff}main{max-width:none;padding:0}section,.tile{break-inside:avoid}}
"""


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
    by_agency = [(charts.wrapped(figured.group(group, "agency", names, language)), group) for group in most]
    by_month = [(words.day(group["month"]), group) for group in months]
    hidden = len(agencies) > len(most)
    sections = [
        ("by_month", draw.by_month(by_month), False),
        ("share_month", draw.share_by_month(by_month), False),
        ("by_agency", draw.by_agency(by_agency), hidden),
        ("share_agency", draw.share_by_agency(by_agency), hidden),
        ("time", draw.time_by_month(by_month), False),
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
        f"<section style='margin-top:16px'><h2>{escape(word('table', language))}</h2>",
        f'<div class="scroll">{_table(answer, keys, names, language)}</div></section>',
        f"<footer>{escape(word('made_by', language, v=hoso.__version__, id=about.rulebook))}",
    ]
    if about.left_out:
        note = f"{number(about.left_out, language)} {word('rows_left_out', language)}."
        parts.append(f' <span class="note">{escape(note)}</span>')
    return "".join([*parts, "</footer></main></body></html>\n"])


def _figure(name: str, group: Mapping[str, Any], language: Language) -> str:
    return percent(group[name], language, of=group["results"]) if name == "share_bp" else number(group[name], language)


def _tiles(total: Mapping[str, Any], language: Language) -> str:
    return "".join(
        f'<div class="tile {"main" if name in ("by_post", "share_bp") else name}">'
        f"<b>{_figure(name, total, language)}</b>"
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
    body = "".join(
        f"<tr>{_labels(groups, at, keys, names, language)}{_numbers(group, language)}</tr>"
        for at, group in enumerate(groups)
    )
    label = f'<td colspan="{len(keys)}">{escape(word("all", language))}</td>' if keys else ""
    total = _numbers(answer["total"], language)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody><tfoot><tr>{label}{total}</tr></tfoot></table>"


def _labels(
    groups: Sequence[charts.Group], at: int, keys: Sequence[str], names: figured.Names, language: Language
) -> str:
    """The names of a group; of several keys, the first is written once for all groups that share it."""
    cells = []
    for key in keys:
        value, span = groups[at].get(key), ""
        if key == keys[0] and len(keys) > 1:
            if at and groups[at - 1].get(key) == value:
                continue
            same = next((n for n in range(at, len(groups)) if groups[n].get(key) != value), len(groups)) - at
            span = f' rowspan="{same}"'
        kind = "" if key == "month" else ' class="k"'
        cells.append(f"<td{kind}{span}>{escape(figured.group(groups[at], key, names, language))}</td>")
    return "".join(cells)


def _numbers(group: Mapping[str, Any], language: Language) -> str:
    return "".join(f'<td class="n">{_figure(name, group, language)}</td>' for name in _COLUMNS)
