"""Prices that change, as people read them: what changes alike stands together, and steps of weight are one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import hoso
from hoso.cli import words
from hoso.cli.called import Called
from hoso.cli.steps import Steps, steps
from hoso.cli.tables import compact
from hoso.cli.words import number, word
from hoso.types import BandChange, Language, PriceChange

#: What prices that are told alike may differ in, and stand together with.
_TOGETHER = ("zones", "services", "clauses", "besides")
_COLUMNS = ("zone", "band", "before", "after", "difference", "person_pays")
#: The cells of a row behind its zone.
Cells: TypeAlias = list[str]
#: What some rows are about, in two lines, and the rows.
Told: TypeAlias = tuple[tuple[str, str], list[Cells]]


@dataclass
class _Price:
    """Prices of which the same is told: from when until when, and the cells of each row about their weights."""

    days: tuple[str, str | None]
    told: list[Cells]
    zones: list[str]
    services: list[str]
    clauses: list[str]
    besides: list[str]

    def but_for(self, name: str) -> str:
        """All that is told of it but for one thing: what others must have in common with it."""
        rest = [getattr(self, key) for key in _TOGETHER if key != name]
        return compact([self.days, self.told, rest])

    def about(self, called: Called, language: Language) -> tuple[str, str]:
        """The services, and below them the days and the clauses."""
        services = ", ".join(words.label(hoso.SERVICES, it, language) for it in self.services)
        besides = called.several("besides", [it for it in self.besides if it])
        days = words.period(*self.days, language)
        return f"{services} + {besides}" if besides else services, f"{days} · {'; '.join(self.clauses)}"


def table(
    prices: Sequence[PriceChange], called: Called, currency: str, language: Language
) -> tuple[tuple[str, ...], list[Told]]:
    """The columns, and the rows by what they are about; the zone stands in the first row about it. Whether the person
    pays something else than the price is a column where it is so."""
    made = _Rows(called, currency, language)
    groups: dict[tuple[str, str], list[Cells]] = {}
    for price in made.prices(prices):
        zones = called.several("zones", price.zones)
        rows = groups.setdefault(price.about(called, language), [])
        rows += [[zones if at == 0 else "", *cells] for at, cells in enumerate(price.told)]
    if any(row[-1] for rows in groups.values() for row in rows):
        return _COLUMNS, list(groups.items())
    return _COLUMNS[:-1], [(about, [row[:-1] for row in rows]) for about, rows in groups.items()]


class _Rows:
    """Makes rows of prices."""

    def __init__(self, called: Called, currency: str, language: Language) -> None:
        self._called = called
        self._currency = currency
        self._language = language

    def prices(self, prices: Sequence[PriceChange]) -> list[_Price]:
        """The prices that change, plain carriage first. What goes beyond it and changes as it does is told in one line
        for all zones: from the least to the most."""
        plain = {_rules(it): it for it in prices if not _besides(it)}
        told, alike = list[_Price](), dict[Any, list[PriceChange]]()
        for it in prices:
            if _besides(it) and (usual := plain.get(_rules(it))) and _is_alike(it, usual):
                alike.setdefault((_clauses(it), it["service"], _besides(it), _days(it)), []).append(it)
            else:
                told.append(self._price([it], [self._band(part) for part in steps(it["bands"])]))
        told += [
            self._price(found, [self._range([band for it in found for band in it["bands"]])])
            for found in alike.values()
        ]
        for name in _TOGETHER:
            told = _joined(told, name)
        return sorted(told, key=lambda price: price.besides)

    def _price(self, prices: Sequence[PriceChange], cells: list[Cells]) -> _Price:
        """Prices of some zones that have all else in common."""
        it = prices[0]
        zones = [price["zone"] for price in prices]
        return _Price(_days(it), cells, zones, [it["service"]], [self._both(it)], [_besides(it)])

    def _both(self, price: PriceChange) -> str:
        """The clause, or that before and that after."""
        told = (self._called.clause(*pair) for pair in _clauses(price))
        return " → ".join(dict.fromkeys(told))

    def _band(self, part: BandChange | Steps) -> Cells:
        """Weights, what they cost before and after, and by how much that differs; of steps what each of them costs."""
        if isinstance(part, Steps):
            if part.step is None:
                return self._range(part.bands, part.width)
            first, last = part.bands[0], part.bands[-1]
            values = {"over": first["over"], "step": part.width, "up_to": last["up_to"]}
            texts = {key: number(value, self._language) for key, value in values.items()}
            return [word("over_each", self._language, **texts), *self._amounts(part.step)]
        return [self._weights([part]), *self._amounts(part)]

    def _amounts(self, it: Any) -> Cells:
        """Before, after, by how much they differ, and what the person pays where that is not the price."""
        before, after = (self._money(it.get(name)) for name in ("before", "after"))
        dues = [it.get(name) for name in ("due_before", "due_after")]
        is_price = dues == [it.get("before"), it.get("after")]
        due = "" if is_price else " → ".join(self._money(amount) for amount in dues)
        return [before, after, self._signed(it["difference"]) if "difference" in it else "", due]

    def _range(self, bands: Sequence[BandChange], width: int = 0) -> Cells:
        """Many weights in one row: from the least to the most of each figure."""
        weights = self._weights(bands)
        if width:
            weights = word("by_step", self._language, weights=weights, step=number(width, self._language))
        found = [band["difference"] for band in bands if "difference" in band]
        ends = sorted({min(found, key=abs), max(found, key=abs)}, key=abs) if found else []
        before, after = (self._ends(bands, name) if width else "" for name in ("before", "after"))
        return [weights, before, after, " … ".join(map(self._signed, ends)), ""]

    def _ends(self, bands: Sequence[Any], name: str) -> str:
        found = [band[name] for band in bands if name in band]
        return " … ".join(self._money(it) for it in sorted({min(found), max(found)})) if found else "–"

    def _weights(self, bands: Sequence[BandChange]) -> str:
        over, up_to = min(it["over"] for it in bands), max(it["up_to"] for it in bands)
        return f"{number(over, self._language)}–{number(up_to, self._language)} g"

    def _money(self, amount: int | None) -> str:
        """An amount; a dash where there is no price."""
        return "–" if amount is None else words.money(amount, self._currency)

    def _signed(self, amount: int) -> str:
        return ("+" if amount > 0 else "") + words.money(amount, self._currency)


def _joined(prices: Sequence[_Price], name: str) -> list[_Price]:
    """Prices that differ in one thing alone, as one."""
    same: dict[str, _Price] = {}
    for price in prices:
        first = same.setdefault(price.but_for(name), price)
        if first is not price:
            getattr(first, name).extend(getattr(price, name))
    return list(same.values())


def _days(price: PriceChange) -> tuple[str, str | None]:
    return price["from"], price.get("until")


def _besides(price: PriceChange) -> str:
    """What goes beyond plain carriage."""
    return price.get("option") or price.get("applicant") or ""


def _clauses(price: PriceChange) -> tuple[tuple[str, str], tuple[str, str]]:
    """The clauses before and after, with their contracts."""
    return (price["contract_before"], price["clause_before"]), (price["contract_after"], price["clause_after"])


def _rules(price: PriceChange) -> tuple[Any, ...]:
    return _clauses(price), price["service"], price["zone"], _days(price)


def _is_alike(one: PriceChange, other: PriceChange) -> bool:
    """Whether the same weights become dearer, or cheaper, in both."""
    known = all(band.get("difference") for price in (one, other) for band in price["bands"])
    return known and list(_rises(one)) == list(_rises(other))


def _rises(price: PriceChange) -> Iterator[tuple[int, int, bool]]:
    """Which weights become dearer, and which cheaper; neighbours of one kind together."""
    spans: list[tuple[int, int, bool]] = []
    for band in price["bands"]:
        rises = band.get("difference", 0) > 0
        over, up_to = band["over"], band["up_to"]
        if spans and spans[-1][1:] == (over, rises):
            over = spans.pop()[0]
        spans.append((over, up_to, rises))
    yield from spans
