"""What changes from one rulebook to another, as people read it: parts with a title, columns and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import hoso
from hoso.cli import words
from hoso.cli.tables import compact
from hoso.types import BandChange, Diff, Edit, Language, PriceChange, RouteChange

#: What is told, by its titles.
PARTS = ("edits", "routes", "prices", "new_findings", "gone_findings")
#: How many neighbours of one width are steps, which are told as one.
_STEPS = 8


class Naming(NamedTuple):
    """How things are told of."""

    #: What a code of a list of the document is called.
    name: Callable[[str, str], str]
    #: How many stand in a cell.
    most: int

    def several(self, kind: str, codes: Sequence[str]) -> str:
        """The first of some things, and how many they are when they are more."""
        more = f" … ({len(codes)})" if len(codes) > self.most else ""
        return "; ".join(self.name(kind, code) for code in codes[: self.most]) + more


#: A few of the codes as they are.
CODES = Naming(lambda _, code: code, 6)


class Part(NamedTuple):
    """A part of what changes."""

    title: str
    columns: tuple[str, ...]
    rows: list[list[str]]
    #: How many of the first columns say what several rows are about; they are empty in those that go on with one.
    about: int = 0


def parts(answer: Diff, currency: str, language: Language, naming: Naming = CODES) -> list[Part]:
    """All that changes, as far as there is something of it."""
    told = [
        Part("edits", ("place", "before", "after"), [_edit(edit) for edit in answer["edits"]]),
        Part(
            "routes",
            ("change", "from", "until", "agency", "procedure", "service", "before", "after"),
            [_route(route, language, naming) for route in answer["routes"]],
        ),
        Part(
            "prices",
            ("clause", "from", "until", "service", "zone", "band", "before", "after", "difference"),
            [row for price in _prices(answer["prices"], currency, language) for row in price.rows(language, naming)],
            about=4,
        ),
        *(
            Part(key, ("code", "message"), [[it["code"], it["message"]] for it in findings])
            for key, findings in (("new_findings", answer["new_findings"]), ("gone_findings", answer["gone_findings"]))
        ),
    ]
    return [part for part in told if part.rows]


def _edit(edit: Edit) -> list[str]:
    place = "/".join(it for it in (edit.get("list"), edit.get("id")) if it) + edit["path"]
    return [place, _short(edit.get("before")), _short(edit.get("after"))]


def _short(value: object) -> str:
    """A value as JSON, or the beginning of it."""
    text = "" if value is None else value if isinstance(value, str) else compact(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _route(route: RouteChange, language: Language, naming: Naming) -> list[str]:
    return [
        words.label(hoso.CHANGES, route["kind"], language),
        *_days(route["from"], route.get("until")),
        naming.several("agencies", route["agencies"]),
        naming.several("procedures", route["procedures"]),
        ", ".join(words.label(hoso.SERVICES, it, language) for it in route["services"]),
        _clause(route.get("contract_before"), route.get("clause_before")),
        _clause(route.get("contract_after"), route.get("clause_after")),
    ]


def _days(first: str, until: str | None) -> tuple[str, str]:
    """The first day, and the last one, as people say them."""
    return words.day(first), "" if until is None else words.last_day(until)


def _clause(contract: str | None, clause: str | None) -> str:
    return "/".join(it for it in (contract, clause) if it is not None)


#: What prices that are told alike may differ in, and stand together with.
_TOGETHER = ("zones", "services", "clauses", "besides")


@dataclass
class _Price:
    """Prices of which the same is told: from when until when, and the cells of each row about their weights."""

    days: tuple[str, str | None]
    told: list[list[str]]
    zones: list[str]
    services: list[str]
    clauses: list[str]
    besides: list[str]

    def but_for(self, name: str) -> str:
        """All that is told of it but for one thing: what others must have in common with it."""
        rest = [getattr(self, key) for key in _TOGETHER if key != name]
        return compact([self.days, self.told, rest])

    def rows(self, language: Language, naming: Naming) -> Iterator[list[str]]:
        """Its rows, of which the first one says what they are about."""
        services = ", ".join(words.label(hoso.SERVICES, it, language) for it in self.services)
        besides = naming.several("besides", [it for it in self.besides if it])
        head = [
            naming.several("clauses", self.clauses),
            *_days(*self.days),
            f"{services} + {besides}" if besides else services,
            naming.several("zones", self.zones),
        ]
        for cells in self.told:
            yield [*head, *cells]
            head = [""] * len(head)


def _prices(prices: Sequence[PriceChange], currency: str, language: Language) -> list[_Price]:
    """The prices that change, plain carriage first. What goes beyond it and changes as it does is told in one line for
    all zones: from the least to the most."""
    plain = {_rules(it): it for it in prices if not _besides(it)}
    told, alike = list[_Price](), dict[Any, list[PriceChange]]()
    for it in prices:
        if _besides(it) and (usual := plain.get(_rules(it))) and _is_alike(it, usual):
            alike.setdefault((_both(it), it["service"], _besides(it), _days_of(it)), []).append(it)
        else:
            cells = [_band(run, currency, language) for run in _runs(it["bands"])]
            told.append(_Price(_days_of(it), cells, [it["zone"]], [it["service"]], [_both(it)], [_besides(it)]))
    for found in alike.values():
        it = found[0]
        cells = [_in_a_line([band for it in found for band in it["bands"]], currency, language)]
        zones = [it["zone"] for it in found]
        told.append(_Price(_days_of(it), cells, zones, [it["service"]], [_both(it)], [_besides(it)]))
    for name in _TOGETHER:
        told = _joined(told, name)
    return sorted(told, key=lambda price: price.besides)


def _joined(prices: Sequence[_Price], name: str) -> list[_Price]:
    """Prices that differ in one thing alone, as one."""
    same: dict[str, _Price] = {}
    for price in prices:
        first = same.setdefault(price.but_for(name), price)
        if first is not price:
            getattr(first, name).extend(getattr(price, name))
    return list(same.values())


def _days_of(price: PriceChange) -> tuple[str, str | None]:
    return price["from"], price.get("until")


def _besides(price: PriceChange) -> str:
    """What goes beyond plain carriage."""
    return price.get("option") or price.get("applicant") or ""


def _rules(price: PriceChange) -> tuple[str, ...]:
    return _both(price), price["service"], price["zone"], price["from"], price.get("until", "")


def _both(price: PriceChange) -> str:
    """The clause, or that before and that after."""
    before = _clause(price["contract_before"], price["clause_before"])
    after = _clause(price["contract_after"], price["clause_after"])
    return before if before == after else f"{before} → {after}"


def _is_alike(one: PriceChange, other: PriceChange) -> bool:
    """Whether the same weights become dearer, or cheaper, in both."""

    def signs(price: PriceChange) -> list[tuple[int, int, bool]]:
        spans: list[tuple[int, int, bool]] = []
        for band in price["bands"]:
            rises = band.get("difference", 0) > 0
            over, up_to = band["over"], band["up_to"]
            if spans and spans[-1][1:] == (over, rises):
                over = spans.pop()[0]
            spans.append((over, up_to, rises))
        return spans

    known = all(band.get("difference") for price in (one, other) for band in price["bands"])
    return known and signs(one) == signs(other)


def _runs(bands: Sequence[BandChange]) -> Iterator[Sequence[BandChange]]:
    """Bands one by one, and as one those of many steps of the same width."""
    at = 0
    while at < len(bands):
        end = at + 1
        while end < len(bands) and _goes_on(bands[end - 1], bands[end], bands[at]):
            end += 1
        if end - at < _STEPS:
            end = at + 1
        yield bands[at:end]
        at = end


def _goes_on(last: BandChange, band: BandChange, first: BandChange) -> bool:
    """Whether a band is a step after another, as wide as the first or, as the last one, less."""
    width = first["up_to"] - first["over"]
    whole = last["up_to"] - last["over"] == width
    return (
        whole and band["over"] == last["up_to"] and band["up_to"] - band["over"] <= width and band.keys() == last.keys()
    )


def _band(run: Sequence[BandChange], currency: str, language: Language) -> list[str]:
    """Weights, what they cost before and after, and by how much that differs; of several steps by how much alone."""
    weights = _weights(run[0]["over"], run[-1]["up_to"], language)
    if len(run) > 1:
        step = words.number(run[0]["up_to"] - run[0]["over"], language)
        return [words.word("by_step", language, weights=weights, step=step), "", "", _difference(run, currency)]
    band = run[0]
    # Where the sum is the same and shared otherwise, what the applicant pays is told.
    if band.get("difference") == 0:
        amounts = (band.get("due_before"), band.get("due_after"))
        return [weights, *(_money(it, currency) for it in amounts), words.word("applicant_due", language)]
    amounts = (band.get("before"), band.get("after"))
    return [weights, *(_money(it, currency) for it in amounts), _difference(run, currency)]


def _in_a_line(bands: Sequence[BandChange], currency: str, language: Language) -> list[str]:
    """The cells of many weights in one row: from the lightest to the heaviest, and by how much they differ."""
    weights = _weights(min(it["over"] for it in bands), max(it["up_to"] for it in bands), language)
    return [weights, "", "", _difference(bands, currency)]


def _weights(over: int, up_to: int, language: Language) -> str:
    return f"{words.number(over, language)}–{words.number(up_to, language)} g"


def _money(amount: int | None, currency: str) -> str:
    return "" if amount is None else words.money(amount, currency)


def _difference(bands: Sequence[BandChange], currency: str) -> str:
    """By how much the least and the most of some weights differ."""
    found = [band["difference"] for band in bands if "difference" in band]
    ends = sorted({min(found, key=abs), max(found, key=abs)}, key=abs) if found else []
    return " … ".join(("+" if it > 0 else "") + words.money(it, currency) for it in ends)
