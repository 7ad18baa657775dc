"""What differs between items and an invoice, and ids that are nearly the same: what was written down wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

#: What may be wrong, and what is shown of it.
DIFFERENCES: dict[str, tuple[str, ...]] = {
    "wrong_amount": ("invoice", "item", "billed", "expected", "difference", "rule"),
    "not_ours": ("invoice", "item", "billed"),
    "not_billed": ("item", "expected"),
    "billed_twice": ("invoice", "item", "billed"),
}
AMOUNTS = ("billed", "expected", "difference")
#: What is shown of the items with a credit note. They are no difference: each also stands where its sum belongs.
CREDITED = ("item", "invoices", "amount")


def sections(
    answer: Mapping[str, Any], most: int | None = None
) -> Iterator[tuple[str, tuple[str, ...], list[dict[str, Any]]]]:
    """What is to be seen line by line: its name, its columns, and at most so many of its lines."""
    for kind, columns in DIFFERENCES.items():
        lines = with_nearest(kind, answer, answer[kind][:most])
        if lines:
            yield kind, (*columns, "nearest") if any("nearest" in line for line in lines) else columns, lines
    if answer["credited"]:
        yield (
            "credited",
            CREDITED,
            [{**line, "invoices": ", ".join(line["invoices"])} for line in answer["credited"][:most]],
        )


def with_nearest(kind: str, answer: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Lines, and for those that are not ours the item that nobody billed under nearly the same number."""
    near: Mapping[str, str] = {}
    if kind == "not_ours":
        near = nearest((line["item"] for line in lines), (line["item"] for line in answer["not_billed"]))
    return [{**line, **({"nearest": near[line["item"]]} if line.get("item") in near else {})} for line in lines]


def nearest(ids: Iterable[str], others: Iterable[str]) -> dict[str, str]:
    """For ids that are not among others the one that differs by one letter, by two that changed places, or only by the
    noughts that a spreadsheet leaves out where a number begins; not where there are several. It takes as long as the
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
