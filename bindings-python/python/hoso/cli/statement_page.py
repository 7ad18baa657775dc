"""A statement as a page that is printed and signed; its items stand in an annex."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import hoso
from hoso.cli import pages, words
from hoso.cli.statement import Line, Section, Told
from hoso.cli.words import number
from hoso.types import Language

STYLE = """
@page{size:A4;margin:20mm 15mm 20mm 25mm;@bottom-center{content:counter(page) "/" counter(pages);font:11px serif}}
*{box-sizing:border-box}
html{background:#e5e7eb;color-scheme:light}
body{width:210mm;min-height:297mm;margin:8mm auto;padding:20mm 15mm 20mm 25mm;background:#fff;color:#000}
body{font:15.5px/1.3 "Times New Roman",Tinos,"Liberation Serif","DejaVu Serif",serif}
p{margin:4px 0}
header{display:grid;grid-template-columns:1fr auto;gap:8px 20px;text-align:center;line-height:1.35}
header b{display:block;width:fit-content;margin:0 auto}
header .line{border-bottom:1px solid #000;padding-bottom:2px}
header .issuer{text-transform:uppercase}
h1{margin:20px 0 4px;font-size:20px;line-height:1.3;text-align:center;text-transform:uppercase}
.under{text-align:center;font-style:italic;margin:2px 0}
h2{font-size:16px;margin:0 0 4px;text-align:center;text-transform:uppercase}
.parties{margin:10px 0}
table{border-collapse:collapse;width:calc(100% - 1px);margin:8px 0}
table{font-size:14.5px;line-height:1.2;font-variant-numeric:tabular-nums}
th,td{border:1px solid #000;padding:1.5px 7px;text-align:left;vertical-align:top}
th{text-align:center}
.n{text-align:right;white-space:nowrap}
.c{text-align:center;white-space:nowrap}
.main td,tfoot td{font-weight:bold}
tr{break-inside:avoid}
tfoot{display:table-row-group}
.sign{display:grid;grid-template-columns:repeat(4,1fr);text-align:center;margin-top:14px}
.end{break-inside:avoid}
.sign b{grid-column:span 2;text-transform:uppercase}
.sign div{height:100px;padding-top:6px;font-weight:bold}
.sign i{display:block;font-size:13px;white-space:nowrap;font-weight:normal}
.annex{break-before:page;padding-top:20px}
.annex table{font-size:13px}
.annex th,.annex td{padding:2.5px 4px}
.annex td:nth-child(2){overflow-wrap:anywhere;min-width:112px}
footer{margin-top:10px;font-size:11.5px;color:#444}
@media screen and (max-width:820px){
html{background:#fff}
body{width:auto;min-height:0;margin:0;padding:16px}
table{display:block;overflow-x:auto}
header{grid-template-columns:1fr 1fr}
.sign i{white-space:normal}
}
thead{display:table-header-group}
h2{break-after:avoid}
@media print{html{background:#fff}body{width:auto;min-height:0;margin:0;padding:0}.annex{padding-top:8px}}
"""
_ANNEX = ("row", "item", "on", "clause", "net", "tax", "total", "agency_fee", "collected", "compensation")
_SUMS = ("net", "tax", "total", "agency_fees", "collected", "compensation")


def page(told: Told, items: Iterable[Mapping[str, Any]], rulebook: str) -> str:
    """The page, in one file that needs nothing else."""
    title = told.word("statement_title")
    contract = told.word("by_contract", number=told.number, day=told.signed_on)
    parts = [
        header(told.operator, told.language),
        f'<h1>{escape(title)}</h1><p class="under">{escape(told.days)}</p><p class="under">{escape(contract)}</p>',
        _parties(told),
        _figures(told),
        _end(told),
        _annex(told, items),
        f"<footer>{escape(told.word('made_by', v=hoso.__version__, id=rulebook))}</footer>",
    ]
    return pages.document(told.language, f"{title} {told.number}, {told.days}", STYLE, parts)


def header(issuer: str, language: Language) -> str:
    """As Decree 30/2020/NĐ-CP has it: who issues and its number; the nation's name and motto, the place and the day.
    The motto heads documents in Vietnamese; a translation goes without."""
    nation = ""
    if language == "vi":
        nation = '<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><b class="line">Độc lập - Tự do - Hạnh phúc</b>'
    issued = f'<b class="line issuer">{escape(issuer)}</b>'
    number, day = (escape(words.word(key, language)) for key in ("number_blank", "day_blank"))
    return f"<header><div>{issued}</div><div>{nation}</div><div>{number}</div><i>{day}</i></header>"


def parties(agency: str, operator: str, language: Language) -> str:
    """Who made the contract."""
    named = (("party_a", agency), ("party_b", operator))
    return "".join(f"<p>{escape(words.word(key, language))}: <b>{escape(name)}</b></p>" for key, name in named)


def _parties(told: Told) -> str:
    named = parties(told.agency, told.operator, told.language)
    return f'<div class="parties">{named}<p>{escape(told.word("agree"))}</p></div>'


def _figures(told: Told) -> str:
    """The sections, with their figures numbered."""
    heads = "".join(f"<th>{escape(head)}</th>" for head in (told.word("no"), told.word("content"), _amount_head(told)))
    sections = zip(("I", "II", "III", "IV"), told.sections(), strict=False)
    body = "".join(_section(told, mark, section) for mark, section in sections)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _amount_head(told: Told) -> str:
    return f"{told.word('amount')} ({told.unit})"


def _section(told: Told, mark: str, section: Section) -> str:
    head = f'<tr class="main"><td class="c">{mark}</td><td colspan="2">{escape(section.title)}</td></tr>'
    return head + "".join(_line(told, at, line) for at, line in enumerate(section.lines, 1))


def _line(told: Told, at: int, line: Line) -> str:
    main = ' class="main"' if line.main else ""
    amount = number(line.amount, told.language)
    return f'<tr{main}><td class="c">{at}</td><td>{escape(line.label)}</td><td class="n">{amount}</td></tr>'


def _end(told: Told) -> str:
    """What it comes to, and below it on the same page the signatures."""
    said = "".join(f"<p><b>{escape(said)}</b> <i>{escape(in_words)}</i></p>" for said, in_words in told.said())
    assumed = f"<p>{escape(told.assumed())}</p>" if told.assumed() else ""
    return f'<div class="end">{assumed}{said}{signatures(told.language)}</div>'


def signatures(language: Language) -> str:
    """How many copies there are, and room to sign: for each party for who did the accounts and who seals them."""

    def of(key: str) -> str:
        return escape(words.word(key, language))

    accountant, head = (
        f"<div>{of(who)}<i>{of(how)}</i></div>" for who, how in (("accountant", "sign"), ("head", "sign_and_seal"))
    )
    named = "".join(f"<b>{of(key)}</b>" for key in ("for_a", "for_b"))
    return f'<p>{of("copies")}</p><div class="sign">{named}{(accountant + head) * 2}</div>'


def _annex(told: Told, items: Iterable[Mapping[str, Any]]) -> str:
    """Each item with its price; the sums are those of the statement."""
    heads = "".join(f"<th>{escape(told.word('no' if name == 'row' else name))}</th>" for name in _ANNEX)
    body = "".join(_item(told, at, item) for at, item in enumerate(items, 1))
    sums = "".join(f'<td class="n">{number(told.statement[name], told.language)}</td>' for name in _SUMS)
    foot = f'<tr><td colspan="4">{escape(told.word("all"))}</td>{sums}</tr>'
    title = f"<h2>{escape(told.word('annex'))}</h2>"
    under = f'<p class="under">{escape(told.days)}. {escape(told.word("unit", unit=told.unit))}</p>'
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody><tfoot>{foot}</tfoot></table>"
    return f'<div class="annex">{title}{under}{table}</div>'


def _item(told: Told, at: int, item: Mapping[str, Any]) -> str:
    quote = item["quote"]
    texts = (number(at, told.language), str(item["id"]), words.day(str(item["on"])), quote["clause"])
    kinds = ("c", "", "c", "c")
    cells = [f'<td class="{kind}">{escape(text)}</td>' for kind, text in zip(kinds, texts, strict=True)]
    collected = item.get("collected")
    amounts = [number(quote[name], told.language) for name in ("net", "tax", "total", "agency_fee")]
    due = f"{number(quote['applicant_due'], told.language)}{'*' if told.assumed() else ''}"
    amounts += [due if collected is None else number(collected, told.language)]
    amounts += [number(item.get("compensation") or 0, told.language)]
    cells += [f'<td class="n">{amount}</td>' for amount in amounts]
    return f"<tr>{''.join(cells)}</tr>"
