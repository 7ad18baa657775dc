"""What changes from one rulebook to another, as people read it: parts with a title, columns, and rows in groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import hoso
from hoso.cli import priced, words
from hoso.cli.called import Called
from hoso.cli.edited import Edits
from hoso.types import Diff, Language, RouteChange

#: What is told, by its titles.
PARTS = ("edits", "routes", "prices", "new_findings", "gone_findings")


class Group(NamedTuple):
    """Rows about one thing."""

    #: What they are about, in two lines; nothing where a part has one group alone.
    about: tuple[str, str]
    rows: list[list[str]]


class Part(NamedTuple):
    """A part of what changes."""

    title: str
    columns: tuple[str, ...]
    groups: list[Group]

    @property
    def size(self) -> int:
        """How many rows it has."""
        return sum(len(group.rows) for group in self.groups)


def parts(
    rulebooks: tuple[hoso.Rulebook, hoso.Rulebook], answer: Diff, language: Language, most: int | None = None
) -> list[Part]:
    """All that changes, as far as there is something of it; at most so many names in a cell."""
    documents = [rulebook.document for rulebook in rulebooks]
    edits = Edits(documents, language, most)
    called, currency = edits.called, documents[1]["currency"]
    columns, prices = priced.table(answer["prices"], called, currency, language)
    told = [
        _whole("edits", ("place", "before", "after"), [edits.row(edit) for edit in answer["edits"]]),
        Part("routes", ("agency", "procedure"), list(_routes(answer["routes"], called, language))),
        Part("prices", columns, [Group(about, rows) for about, rows in prices]),
        *(
            _whole(key, ("code", "message"), [[it["code"], it["message"]] for it in findings])
            for key, findings in (("new_findings", answer["new_findings"]), ("gone_findings", answer["gone_findings"]))
        ),
    ]
    return [part for part in told if part.size]


def _whole(title: str, columns: tuple[str, ...], rows: list[list[str]]) -> Part:
    return Part(title, columns, [Group(("", ""), rows)])


def _routes(routes: Sequence[RouteChange], called: Called, language: Language) -> Iterator[Group]:
    """The agencies and procedures, below the change, its days, the services and the clauses that they are about."""
    groups: dict[tuple[str, str], list[list[str]]] = {}
    for route in routes:
        days = words.period(route["from"], route.get("until"), language)
        services = ", ".join(words.label(hoso.SERVICES, it, language) for it in route["services"])
        clauses = [
            _clause(called, route.get("contract_before"), route.get("clause_before")),
            _clause(called, route.get("contract_after"), route.get("clause_after")),
        ]
        # What is covered anew has no clause before, and what is covered no longer none after.
        terms = " → ".join(dict.fromkeys(filter(None, clauses)))
        about = (words.label(hoso.CHANGES, route["kind"], language), f"{days} · {services} · {terms}")
        row = [called.several("agencies", route["agencies"]), called.several("procedures", route["procedures"])]
        groups.setdefault(about, []).append(row)
    return (Group(about, rows) for about, rows in groups.items())


def _clause(called: Called, contract: str | None, clause: str | None) -> str:
    return "" if contract is None or clause is None else called.clause(contract, clause)
