"""What changes from one rulebook to another, as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import hoso
from hoso.cli import changes, pages, words
from hoso.cli.words import number, word
from hoso.types import Diff, Language

_DAYS = ("from", "until")
#: How many names stand in a cell.
_NAMES = 40


def page(rulebooks: tuple[hoso.Rulebook, hoso.Rulebook], answer: Diff, language: Language) -> str:
    """The page: how much changes, then each part of it. What is written otherwise may be long, and comes last."""
    before, after = (rulebook.document for rulebook in rulebooks)
    older, newer = (words.name(document["title"], language) for document in (before, after))
    under = newer if older == newer else f"{older} → {newer}"
    found = changes.parts(answer, after["currency"], language, _naming(rulebooks, language))
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


def _naming(rulebooks: tuple[hoso.Rulebook, hoso.Rulebook], language: Language) -> changes.Naming:
    """What the rulebooks call agencies, procedures and zones; procedures keep their codes beside it."""
    known: dict[tuple[str, str], str] = {}
    for document in (rulebook.document for rulebook in rulebooks):
        for name in ("agencies", "procedures", "zones"):
            for thing in document.get(name, ()):
                code = thing["code" if "code" in thing else "id"]
                called = words.name(thing["name"], language)
                known[name, code] = f"{code} {called}" if name == "procedures" else called
    return changes.Naming(lambda name, code: known.get((name, code), code), _NAMES)


def _tiles(parts: Sequence[changes.Part], language: Language) -> str:
    """How many rows each part has, and that others have none."""
    counts = {part.title: len(part.rows) for part in parts}
    tiles = (pages.tile(kind, number(counts.get(kind, 0), language), word(kind, language)) for kind in changes.PARTS)
    return f'<div class="tiles">{"".join(tiles)}</div>'


def _table(part: changes.Part, language: Language) -> str:
    """A table. What several rows are about stands in a line above them."""
    columns = part.columns[part.about :]
    kinds = [_kind(part.title, name) for name in columns]
    heads = "".join(
        f'<th class="{kind}">{escape(word(name, language))}</th>' for kind, name in zip(kinds, columns, strict=True)
    )
    body, last = [], [""] * part.about
    for row in part.rows:
        about, cells = row[: part.about], row[part.about :]
        if any(about) and about != last:
            said, last = _about(dict(zip(part.columns, row, strict=True)), language), about
            body.append(f'<tr class="g"><td colspan="{len(columns)}">{said}</td></tr>')
        body.append(f"<tr>{''.join(map(_cell, kinds, columns, cells))}</tr>")
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def _about(row: Mapping[str, str], language: Language) -> str:
    """What some prices are about: the service, and below it the days and the clauses."""
    days = " ".join(f"{word(name, language)} {row[name]}" for name in _DAYS if row[name])
    under = f"{days[:1]}{days[1:].lower()} · {row['clause']}"
    return f"<b>{escape(row['service'])}</b><br><span>{escape(under)}</span>"


def _kind(title: str, name: str) -> str:
    """How the cells of a column stand: amounts below each other, and what is short in one line."""
    if title == "prices" and name in ("before", "after", "difference"):
        return "n"
    if title == "edits" or name == "code":
        return "code"
    return "w" if name in (*_DAYS, "band") else ""


def _cell(kind: str, name: str, text: str) -> str:
    said = f"<code>{escape(text)}</code>" if kind == "code" and text else escape(text)
    if name == "difference":
        kind += {"+": " up", "-": " down"}.get(text[:1], "")
    return f'<td class="{kind}">{said}</td>'
