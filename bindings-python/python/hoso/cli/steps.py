"""Steps of weight in a list of prices: bands of one width, of which each costs as much more as the one before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from hoso.types import BandChange

#: How many neighbours of one width are steps.
_LEAST, _UNEVEN = 3, 8
_FIGURES = ("before", "after", "difference", "due_before", "due_after")


class Steps(NamedTuple):
    """Bands of one width that are told as one."""

    bands: Sequence[BandChange]
    width: int
    #: What each step adds to the price; none where they add this and that.
    step: Mapping[str, int] | None


def steps(bands: Sequence[BandChange]) -> Iterator[BandChange | Steps]:
    """Bands one by one, and steps as one; many neighbours of one width are told together even where they are uneven."""
    at = 0
    while at < len(bands):
        step = _step(bands, at)
        end = at + 1
        while end < len(bands) and step is not None and _goes_on(bands, end, at) and _rise(bands, end) == step:
            end += 1
        if end - at >= _LEAST:
            yield Steps(bands[at:end], _width(bands[at]), step)
            at = end
            continue
        end = at + 1
        while end < len(bands) and _goes_on(bands, end, at) and not _begins(bands, end):
            end += 1
        if end - at < _UNEVEN:
            end = at + 1
            yield bands[at]
        else:
            yield Steps(bands[at:end], _width(bands[at]), None)
        at = end


def _begins(bands: Sequence[BandChange], at: int) -> bool:
    """Whether even steps begin with a band."""
    step = _step(bands, at)
    ends = range(at + 1, at + _LEAST)
    return step is not None and all(
        end < len(bands) and _goes_on(bands, end, at) and _rise(bands, end) == step for end in ends
    )


def _step(bands: Sequence[BandChange], at: int) -> Mapping[str, int] | None:
    """What the steps that begin with a band add to the price, if that one too adds as much to what stands before it: a
    price that is told there, or one that does not change."""
    if at + 1 >= len(bands):
        return None
    step = _rise(bands, at + 1)
    band = bands[at]
    if band["over"] == 0:
        goes_on = all(band.get(name) == amount for name, amount in step.items())
    elif at > 0 and bands[at - 1]["up_to"] == band["over"]:
        goes_on = _rise(bands, at) == step
    else:
        goes_on = _changes(band) == _changes(step)
    return step if goes_on else None


def _changes(figures: Mapping[str, Any]) -> list[int]:
    """By how much the price changes, and what the person pays."""
    pairs = (("before", "after"), ("due_before", "due_after"))
    return [figures.get(after, 0) - figures.get(before, 0) for before, after in pairs]


def _rise(bands: Sequence[BandChange], at: int) -> Mapping[str, int]:
    """By how much the figures of a band are above those of the band before it, as far as both have them."""
    before, after = (cast(Mapping[str, int], bands[it]) for it in (at - 1, at))
    if before.keys() != after.keys():
        return {}
    return {name: after[name] - before[name] for name in _FIGURES if name in after}


def _goes_on(bands: Sequence[BandChange], at: int, first: int) -> bool:
    """Whether a band is a step after another, as wide as the first or, as the last one, less."""
    last, band, width = bands[at - 1], bands[at], _width(bands[first])
    is_beside = band["over"] == last["up_to"] and band.keys() == last.keys()
    return is_beside and _width(last) == width and _width(band) <= width


def _width(band: BandChange) -> int:
    return band["up_to"] - band["over"]
