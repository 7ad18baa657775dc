"""What pages have in common: one file that needs nothing else, read on a screen and printed on A4."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from hoso.cli import charts
from hoso.types import Language

STYLE = """
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
.on_time b,.on_time_bp b,.down{color:var(--good)}
.late b,.note,.up{color:var(--bad)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,470px),1fr));gap:16px;align-items:start}
section{padding:16px 18px;margin:0 0 16px;min-width:0}
.charts section{margin:0}
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
td.w{white-space:nowrap}
tr.g td{background:var(--page)}
tr.g span{color:var(--muted)}
td code{overflow-wrap:anywhere}
code{font:12.5px/1.4 ui-monospace,"DejaVu Sans Mono",monospace}
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
.charts{grid-template-columns:1fr 1fr;gap:8px}
.charts section{padding:8px 10px}
.tile,.charts section,tr{break-inside:avoid}
.charts svg{min-width:0!important}
main>section{border:0;padding:0}
h2{break-after:avoid;font-size:14px}
.scroll{overflow:visible}
table{font-size:10.5px;line-height:1.35}
th,td{padding:3px 4px}
td.k{min-width:110px}
th{color:#000}
code{font-size:9.5px}
/* A table begins and ends with several rows on a page. */
thead,tbody tr:nth-child(-n+9){break-after:avoid}
tbody tr:nth-last-child(-n+3),tfoot tr{break-before:avoid}
tr.g{break-after:avoid}
}
"""
for _name, _colour in (
    ("INK", charts.INK),
    ("GRID", charts.GRID),
    ("PALE", charts.PALE),
    ("POST", charts.COLOURS["by_post"]),
    ("GOOD", charts.COLOURS["on_time"]),
):
    STYLE = STYLE.replace(f'"{_name}"', f'"{_colour}"')


def document(language: Language, title: str, style: str, parts: Iterable[str]) -> str:
    """A page, in one file that needs nothing else."""
    head = (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>"
    )
    return "".join([head, *parts, "</body></html>\n"])


def figures(
    language: Language, heading: str, under: str, about: str, parts: Iterable[str], foot: str, note: str
) -> str:
    """A page of figures: its heading, what stands under it and, for a window's title, what it is about; below them its
    parts, how it was made, and what is to be noted about that."""
    noted = f' <span class="note">{escape(note)}</span>' if note else ""
    head = f"<main><header><h1>{escape(heading)}</h1><p>{escape(under)}</p></header>"
    end = f"<footer>{escape(foot)}{noted}</footer></main>"
    return document(language, f"{heading}, {about}", STYLE, [head, *parts, end])


def tile(kind: str, figure: str, label: str) -> str:
    """A figure that is seen at once."""
    return f'<div class="tile {kind}"><b>{figure}</b><span>{escape(label)}</span></div>'


def section(title: str, made: str, note: str = "") -> str:
    """A part of a page of figures, which is scrolled where it is too wide."""
    said = f"<p>{escape(note)}</p>" if note else ""
    return f'<section><h2>{escape(title)}</h2>{said}<div class="scroll">{made}</div></section>'
