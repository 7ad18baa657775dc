"""What changes from one rulebook to another, as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import hoso
from hoso.cli import changes, pages, words
from hoso.cli.words import number, word
from hoso.types import Diff, Language


def page(rulebooks: tuple[hoso.Rulebook, hoso.Rulebook], answer: Diff, language: Language) -> str:
    """The page: how much changes, then each part of it. What is written otherwise may be long, and comes last."""
    before, after = (rulebook.document for rulebook in rulebooks)
    older, newer = (words.name(document["title"], language) for document in (before, after))
    under = newer if older == newer else f"{older} → {newer}"
    found = changes.parts(rulebooks, answer, language)
    in_order = sorted(found, key=lambda part: part.title == "edits")
    made = [pages.section(word(part.title, language), _table(part, language)) for part in in_order]
    nothing = [] if made else [pages.section(word("no_difference", language), "")]
    return pages.figures(
        language,
        word("diff_title", language),
        under,
        newer,
        [_tiles(found, language), *made, *nothing],
        word("made_by", language, v=hoso.__version__, id=rulebooks[1].id),
        "" if answer["complete"] else word("diff_incomplete", language),
    )


def _tiles(parts: Sequence[changes.Part], language: Language) -> str:
    """How many rows each part has, and that others have none."""
    counts = {part.title: part.size for part in parts}
    tiles = (pages.tile(kind, number(counts.get(kind, 0), language), word(kind, language)) for kind in changes.PARTS)
    return f'<div class="tiles">{"".join(tiles)}</div>'


def _table(part: changes.Part, language: Language) -> str:
    """A table. What several rows are about stands in a line above them."""
    kinds = [_kind(part.title, name) for name in part.columns]
    heads = "".join(
        f'<th class="{kind}">{escape(word(name, language))}</th>'
        for kind, name in zip(kinds, part.columns, strict=True)
    )
    body = []
    for (about, under), rows in part.groups:
        if about:
            said = f"<b>{escape(about)}</b><br><span>{escape(under)}</span>"
            body.append(f'<tr class="g"><td colspan="{len(part.columns)}">{said}</td></tr>')
        body += [f"<tr>{''.join(map(_cell, kinds, part.columns, row))}</tr>" for row in rows]
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def _kind(title: str, name: str) -> str:
    """How the cells of a column stand: amounts below each other, and what is short in one line."""
    if title == "prices" and name in ("before", "after", "difference", "person_pays"):
        return "n"
    return "code" if name == "code" else "w" if name == "band" else ""


def _cell(kind: str, name: str, text: str) -> str:
    said = f"<code>{escape(text)}</code>" if kind == "code" and text else escape(text)
    if name == "difference":
        kind += {"+": " up", "-": " down"}.get(text[:1], "")
    return f'<td class="{kind}">{said}</td>'
