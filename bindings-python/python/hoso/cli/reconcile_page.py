"""What an invoice says and what the contract says, as a page that is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import hoso
from hoso.cli import pages, statement_page, words
from hoso.cli.differences import AMOUNTS, DIFFERENCES, Compared
from hoso.cli.statement import parties
from hoso.cli.words import number
from hoso.types import Language


class About(NamedTuple):
    """What was compared."""

    rulebook: hoso.Rulebook
    contract: str
    days: tuple[str, str]
    language: Language

    def word(self, key: str, **values: Any) -> str:
        """A label."""
        return words.word(key, self.language, **values)


def page(about: About, compared: Compared) -> str:
    """The page, in one file that needs nothing else."""
    document = about.rulebook.document
    contract, agency, operator = parties(document, about.contract, about.language)
    title = about.word("reconcile_title")
    days = about.word("days_from_to", first=words.day(about.days[0]), last=words.last_day(about.days[1]))
    under = about.word(
        "by_contract", number=contract.get("number", contract["id"]), day=words.day(contract["signed_on"])
    )
    made = f"{words.name(document['title'], about.language)}. " + about.word(
        "made_by", v=hoso.__version__, id=about.rulebook.id
    )
    parts = [
        statement_page.header(agency, about.language),
        f"<h1>{escape(title)}</h1>",
        *(f'<p class="under">{escape(line)}</p>' for line in (days, under)),
        f'<div class="parties">{statement_page.parties(agency, operator, about.language)}',
        f"<p>{escape(about.word('agree_reconciled'))}</p></div>",
        f'<p class="under">{escape(about.word("unit", unit=words.unit(document["currency"])))}</p>',
        _summary(about, compared.answer),
        *(_section(about, *section) for section in compared.sections()),
        f'<div class="end">{statement_page.signatures(about.language)}</div>',
        f"<footer>{escape(made)}</footer>",
    ]
    return pages.document(about.language, f"{title}, {days}", statement_page.STYLE, parts)


def _summary(about: About, answer: Mapping[str, Any]) -> str:
    """How many lines came out in which way, and the sums of both sides."""
    matched = answer["matched"]
    rows = [("matched", matched["count"], matched["amount"], matched["amount"])]
    for kind in DIFFERENCES:
        sums = [sum(line.get(name, 0) for line in answer[kind]) for name in ("billed", "expected")]
        rows.append((kind, len(answer[kind]), sums[0], sums[1]))
    body = [
        _row(about, (about.word(kind), count, billed, expected, billed - expected))
        for kind, count, billed, expected in rows
    ]
    total = _row(about, (about.word("all"), "", *(answer[name] for name in AMOUNTS)), "main")
    return _table(about, ("outcome", "count", *AMOUNTS), [*body, total])


def _section(about: About, kind: str, columns: Sequence[str], lines: Sequence[Mapping[str, Any]]) -> str:
    """A table of lines, which ends with the sums of its amounts."""
    body = [_row(about, [line.get(name, "") for name in columns]) for line in lines]
    sums = [sum(line[name] for line in lines) if name in (*AMOUNTS, "amount") else "" for name in columns]
    total = _row(about, [about.word("all"), *sums[1:]], "main")
    return f"<h2>{escape(about.word(kind))}</h2>{_table(about, columns, [*body, total])}"


def _table(about: About, columns: Sequence[str], rows: Sequence[str]) -> str:
    heads = "".join(f"<th>{escape(about.word(name))}</th>" for name in columns)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _row(about: About, cells: Sequence[Any], kind: str = "") -> str:
    return f'<tr class="{kind}">{"".join(_cells(about, cells))}</tr>'


def _cells(about: About, cells: Sequence[Any]) -> Iterator[str]:
    for cell in cells:
        if isinstance(cell, int):
            yield f'<td class="n">{number(cell, about.language)}</td>'
        else:
            yield f"<td>{escape(cell)}</td>"
