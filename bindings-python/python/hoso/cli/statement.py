"""A statement as people read it: its parties, and its figures in an order that adds up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import hoso
from hoso.cli import words
from hoso.cli.words import number, word
from hoso.types import Language


class Line(NamedTuple):
    """A figure with its label; a main one is what those before it come to."""

    label: str
    amount: int
    main: bool = False


class Section(NamedTuple):
    """Figures that belong together."""

    title: str
    lines: Sequence[Line]


def parties(document: Any, contract: str, language: Language) -> tuple[Mapping[str, Any], str, str]:
    """A contract and its parties A and B; of many agencies, or of kinds of them, the contract is named."""
    found = next(entry for entry in document["contracts"] if entry["id"] == contract)
    operators = {entry["id"]: words.name(entry["name"], language) for entry in document["operators"]}
    agencies = {entry["code"]: words.name(entry["name"], language) for entry in document.get("agencies", ())}
    codes = found["agencies"].get("codes", ())
    agency = ", ".join(agencies.get(code, code) for code in codes) or word("agencies_of_contract", language)
    return found, agency, operators[found["operator"]]


class Told(NamedTuple):
    """A statement with what the rulebook says of its contract and of the parties A (the agency) and B (the post)."""

    statement: Mapping[str, Any]
    contract: Mapping[str, Any]
    agency: str
    operator: str
    tax: str
    currency: str
    #: Of how many items it is not said what was collected.
    uncollected: int
    language: Language

    @classmethod
    def of(cls, rulebook: hoso.Rulebook, statement: Mapping[str, Any], uncollected: int, language: Language) -> Told:
        """The names stand in the rulebook."""
        document = rulebook.document
        contract, agency, operator = parties(document, statement["contract"], language)
        taxes = [words.name(tax["name"], language) for tax in document.get("taxes", ())]
        tax = taxes[0] if len(taxes) == 1 else word("tax", language)
        return cls(statement, contract, agency, operator, tax, document["currency"], uncollected, language)

    def word(self, key: str, **values: Any) -> str:
        """A label."""
        return word(key, self.language, **values)

    @property
    def number(self) -> str:
        """The contract's own number."""
        return str(self.contract.get("number", self.contract["id"]))

    @property
    def signed_on(self) -> str:
        """The day of the contract."""
        return words.day(self.contract["signed_on"])

    @property
    def days(self) -> str:
        """The period, with its last day."""
        first, until = (self.statement["period"][end] for end in ("from", "until"))
        return self.word("days_from_to", first=words.day(first), last=words.last_day(until))

    @property
    def unit(self) -> str:
        """The unit of the amounts."""
        return words.unit(self.currency)

    def sections(self) -> Iterator[Section]:
        """The figures."""
        told = self.statement
        yield Section(self.word("charges", n=number(told["items"], self.language)), self._charges())
        payers = [Line(self._payer(payer["who"]), payer["amount"]) for payer in told["payers"]]
        yield Section(self.word("payers"), [*payers, Line(self.word("all"), told["total"], main=True)])
        to_agency = told["compensation"] - told["compensation_to_applicants"]
        between = [
            Line(self.word("shares_of_both"), told["balance"] + told["collected"] + to_agency),
            Line(self.word("less_collected") + (" (*)" if self.assumed() else ""), -told["collected"]),
            Line(self.word("less_compensation"), -to_agency),
            Line(self.word("balance"), told["balance"], main=True),
        ]
        yield Section(self.word("between"), between)
        aside = [Line(self.word(key), told[key]) for key in ("agency_fees", "compensation_to_applicants") if told[key]]
        if aside:
            yield Section(self.word("aside"), aside)

    def _charges(self) -> list[Line]:
        """The lines of the prices: where they include the tax they come to the total, else to what is without it."""
        told = self.statement
        lines = [Line(self.word(key), told[key]) for key in ("postage", "surcharges", "discounts")]
        total = Line(self.word("total"), told["total"], main=True)
        net, tax = Line(self.word("net"), told["net"]), Line(self.tax, told["tax"])
        if sum(line.amount for line in lines) != told["total"]:
            return [*lines, net, tax, total]
        return [*lines, total, *(Line(self.word("of_which", what=label.lower()), of) for label, of, _ in (net, tax))]

    def _payer(self, who: str) -> str:
        return self.word(f"payer_{who}") if who in ("applicant", "agency") else who

    def said(self) -> list[tuple[str, str]]:
        """The total, and who still owes whom: in figures and in words."""
        total, owed = self.statement["total"], self.statement["balance"]
        said = [(self.word("total_is", amount=self._amount(total)), self._in_words(total))]
        if owed == 0:
            return [*said, (self.word("nothing_owed"), "")]
        parties = (self.agency, self.operator) if owed > 0 else (self.operator, self.agency)
        names = dict(zip(("payer", "payee"), parties, strict=True))
        sentence = self.word("a_owes_b" if owed > 0 else "b_owes_a", amount=self._amount(abs(owed)), **names)
        return [*said, (sentence, self._in_words(abs(owed)))]

    def assumed(self) -> str:
        """That what was collected is assumed, where something was."""
        if not self.uncollected or not self.statement["collected"]:
            return ""
        counts = {"n": self.uncollected, "of": self.statement["items"]}
        told = {key: number(count, self.language) for key, count in counts.items()}
        return f"(*) {self.word('collected_assumed', **told)}"

    def _amount(self, amount: int) -> str:
        return f"{number(amount, self.language)}\u00a0{self.unit}"

    def _in_words(self, amount: int) -> str:
        """An amount in words, where there are words for its currency."""
        if self.currency != "VND":
            return ""
        words = hoso.amount_in_words(amount, language=self.language)
        return self.word("in_words", words=words[0].upper() + words[1:])
