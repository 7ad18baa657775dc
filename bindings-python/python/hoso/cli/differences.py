"""What differs between items and an invoice, and ids that are nearly the same: what was written down wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import hoso
from hoso.cli import words
from hoso.cli.called import Called
from hoso.cli.words import word
from hoso.types import Language

#: What may be wrong, and what is shown of it.
DIFFERENCES: dict[str, tuple[str, ...]] = {
    "wrong_amount": ("invoice", "item", "billed", "expected", "difference", "rule_name"),
    "not_ours": ("invoice", "item", "billed"),
    "not_billed": ("item", "expected"),
    "billed_twice": ("invoice", "item", "billed"),
}
AMOUNTS = ("billed", "expected", "difference")
#: What is shown of the items with a credit note. They are no difference: each also stands where its sum belongs.
CREDITED = ("item", "invoices", "amount")
#: What may be remarked on a line.
_REMARKS = ("nearest", "note")


class Compared(NamedTuple):
    """An invoice held against its items, as people read it."""

    answer: Mapping[str, Any]
    #: What the items of which the amount is wrong cost before tax.
    nets: Mapping[str, int]
    called: Called
    language: Language

    @classmethod
    def of(
        cls, rulebook: hoso.Rulebook, answer: Mapping[str, Any], items: Iterable[Mapping[str, Any]], language: Language
    ) -> Compared:
        """The prices before tax are those of the items."""
        wrong = {line["item"] for line in answer["wrong_amount"]}
        found = (item for item in items if item["id"] in wrong) if wrong else ()
        nets = {str(item["id"]): int(item["quote"]["net"]) for item in found}
        return cls(answer, nets, Called([rulebook.document], language), language)

    def sections(self, most: int | None = None) -> Iterator[tuple[str, tuple[str, ...], list[dict[str, Any]]]]:
        """What is to be seen line by line: its name, its columns, and at most so many of its lines."""
        for kind, columns in DIFFERENCES.items():
            if lines := self.lines(kind)[:most]:
                remarks = (name for name in _REMARKS if any(name in line for line in lines))
                yield kind, (*columns, *remarks), lines
        if self.answer["credited"]:
            lines = [{**line, "invoices": ", ".join(line["invoices"])} for line in self.lines("credited")[:most]]
            yield "credited", CREDITED, lines

    def lines(self, kind: str) -> list[dict[str, Any]]:
        """Lines by their numbers, with what is remarked on them: of those that are not ours the item that nobody billed
        under nearly the same number, of an amount that is wrong that it is the price before tax."""
        lines = sorted(
            self.answer[kind], key=lambda line: (_in_order(line.get("invoice", "")), _in_order(line["item"]))
        )
        near: Mapping[str, str] = {}
        if kind == "not_ours":
            near = nearest((line["item"] for line in lines), (line["item"] for line in self.answer["not_billed"]))
        return [{**line, **self._remarks(line, near)} for line in lines]

    def _remarks(self, line: Mapping[str, Any], near: Mapping[str, str]) -> dict[str, str]:
        found = {}
        if "rule" in line:
            found["rule_name"] = " + ".join(map(self._rule, line["rule"].split("+")))
            if line["billed"] == self.nets.get(line["item"]):
                found["note"] = word("is_net", self.language)
        if line.get("item") in near:
            found["nearest"] = near[line["item"]]
        return found

    def _rule(self, rule: str) -> str:
        """A line of postage, ``service/zone/up_to``, by the names of service and zone, which may hold a slash."""
        service, _, rest = rule.partition("/")
        zone, _, band = rest.rpartition("/")
        if service not in hoso.SERVICES or not zone:
            return rule
        weight = word("band_beyond", self.language)
        if band.isdecimal():
            weight = word("band_to", self.language, up_to=words.number(int(band), self.language))
        return f"{words.label(hoso.SERVICES, service, self.language)}, {self.called('zones', zone)}, {weight}"


def _in_order(id_: str) -> list[tuple[int, int, str]]:
    """By what ids are sorted: the numbers in them as numbers, 9 before 14."""
    parts = re.findall(r"[0-9]+|[^0-9]+", id_)
    return [(0, int(part[:1000]), "") if part[0] in "0123456789" else (1, 0, part) for part in parts]


def nearest(ids: Iterable[str], others: Iterable[str]) -> dict[str, str]:
    """For ids that are not among others the one that differs by one letter, by two that changed places, or only by the
    zeros that a spreadsheet leaves out where a number begins; not where there are several. It takes as long as the
    ids, and not as their pairs."""
    by_form: dict[str, set[str]] = {}
    by_number: dict[str, set[str]] = {}
    for other in others:
        by_number.setdefault(_number(other), set()).add(other)
        for form in _forms(other):
            by_form.setdefault(form, set()).add(other)
    found: dict[str, str] = {}
    for one in ids:
        near = by_number.get(_number(one), set()) if one.isdecimal() else set()
        # The same number is nearer than any that differs from it.
        near = near or {other for form in _forms(one) for other in by_form.get(form, ()) if _is_near(one, other)}
        if len(near) == 1:
            found[one] = next(iter(near))
    return found


def _number(text: str) -> str:
    return text.lstrip("0") if text.isdecimal() else text


def _forms(text: str) -> Iterator[str]:
    """A text, and what is left of it without one of its letters."""
    yield text.upper()
    for at in range(len(text)):
        yield (text[:at] + text[at + 1 :]).upper()


def _is_near(one: str, other: str) -> bool:
    one, other = one.upper(), other.upper()
    if len(one) != len(other) or one == other:
        return True
    differ = [at for at in range(len(one)) if one[at] != other[at]]
    match differ:
        case [_]:
            return True
        case [first, second] if second == first + 1:
            return one[first] == other[second] and one[second] == other[first]
    return False
