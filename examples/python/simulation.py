"""Made-up dossiers: the same seed gives the same dossiers on every machine. Nothing here is data.

Every rate below is assumed. They are set so that the whole is of the size that was published for the first nine months
of 2014 (over 40,000 results by post, more than half of all), and so that there is something to find: a habit that
grows, distance, and the weeks around Tết.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

import hoso
import polars as pl

SEED = 2014
DOSSIERS = 80_000
FROM, UNTIL = date(2014, 9, 10), date(2015, 6, 10)
"""The first day under the contracts, and the first day that is no longer looked at: nine months."""

AGENCIES = {"ban-quan-ly-khu-cong-nghiep": 60, "so-noi-vu": 25, "so-thong-tin-truyen-thong": 15}
"""Of a hundred dossiers, how many are of which agency."""
PLACES = {
    **{"718": 22, "725": 17, "724": 15, "721": 11, "723": 9, "720": 3, "722": 3, "719": 3, "726": 3},
    **{"79": 10, "75": 3, "70": 1},
}
"""Of a hundred people, how many live where: nine districts of the province, and three provinces beside it."""
WANTS_POST = {
    "ban-quan-ly-khu-cong-nghiep": (0.48, 0.63),
    "so-noi-vu": (0.50, 0.61),
    "so-thong-tin-truyen-thong": (0.42, 0.60),
}
"""The share of people who want their result by post, on the first day and on the last; it grows evenly."""
WEIGHT_GRAMS = 50

HANDED_OVER_LATE = 0.03
TRIED_LATE = {"intra_district": 0.01, "intra_province": 0.03, "inter_province": 0.07}
"""The share of results that are first tried after the due day, by distance."""
TET, TET_FACTOR = (date(2015, 2, 9), date(2015, 3, 7)), 3
"""From the week before the holiday to the week after it, so many times as many are late."""
LOST = 0.0005
FAILS = (0.09, 0.15)
"""The share of attempts that fail: of first ones, of second ones. After the second the result goes back."""
FAILURES = {"addressee_absent": 55, "unreachable": 20, "address_wrong": 12, "moved": 8, "refused": 5}
TOLD_TWICE = 0.04


class _Random:
    """Draws from `random.random` alone: of the standard library's methods only it is promised never to change."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed).random

    def below(self, limit: int) -> int:
        return int(self._draw() * limit)

    def chance(self, share: float) -> bool:
        return self._draw() < share

    def of(self, weights: _Weights) -> Any:
        return weights.values[bisect_right(weights.sums, self._draw() * weights.sums[-1])]


class _Weights:
    def __init__(self, weights: Mapping[Any, float]) -> None:
        self.values = list(weights)
        self.sums = list(accumulate(weights.values()))


def dossiers(rulebook: hoso.Rulebook, count: int = DOSSIERS, seed: int = SEED) -> pl.DataFrame:
    """What the agencies resolved, for whom, and who wants it by post."""
    draw = _Random(seed)
    agencies, places = _Weights(AGENCIES), _Weights(PLACES)
    procedures = {agency: _procedures(rulebook, agency) for agency in AGENCIES}
    resolving = working_days(rulebook, "agency", FROM, UNTIL)
    posting = _Post(rulebook)
    rows = []
    for number in range(1, count + 1):
        agency = draw.of(agencies)
        day = resolving[draw.below(len(resolving))]
        first, last = WANTS_POST[agency]
        wants = first + (last - first) * ((day - FROM) / (UNTIL - FROM))
        handed_over = posting.day(posting.after(day) + draw.chance(HANDED_OVER_LATE))
        rows.append(
            (
                f"BD{number:06}",
                agency,
                draw.of(procedures[agency]),
                draw.of(places),
                day,
                handed_over,
                draw.chance(wants),
            )
        )
    columns = ["dossier", "agency", "procedure", "place", "resolved_on", "collected_on", "wants_post"]
    return pl.DataFrame(rows, columns, orient="row")


def events(rulebook: hoso.Rulebook, carriages: pl.DataFrame, seed: int = SEED) -> pl.DataFrame:
    """What the post tells of each carriage until the period ends: in no order, and some of it twice.

    A carriage is a row with `dossier`, `distance` (a zone), `collected_on` and `due_on`.
    """
    draw = _Random(seed + 1)
    posting = _Post(rulebook)
    told = []
    for dossier, zone, collected, due in carriages.select("dossier", "distance", "collected_on", "due_on").iter_rows():
        for number, (kind, place, minute) in enumerate(_course(draw, posting, zone, collected, due), 1):
            reason = draw.of(_FAILURES) if kind == "delivery_failed" else None
            event = (f"e{number}", dossier, kind, posting.day(place), minute, reason)
            told += [(draw.below(2**32), *event) for _ in range(1 + draw.chance(TOLD_TWICE))]
    texts = dict.fromkeys(("id", "consignment", "kind"), pl.String)
    schema = {"arrival": pl.Int64, **texts, "day": pl.Date, "minute": pl.Int64, "reason": pl.String}
    at = (pl.col("day").cast(pl.Datetime("us")) + pl.duration(minutes="minute")).dt.replace_time_zone(
        "Asia/Ho_Chi_Minh"
    )
    return (
        pl.DataFrame(told, schema, orient="row")
        .filter(pl.col("day") < UNTIL)
        .sort("arrival", maintain_order=True)
        .select("id", "consignment", "kind", at.alias("at"), "reason")
    )


def working_days(rulebook: hoso.Rulebook, calendar: str, start: date, end: date) -> list[date]:
    """The working days of a calendar from a day to before another."""
    days = (start + timedelta(days) for days in range((end - start).days))
    return [day for day in days if rulebook.working_days_between(calendar, day - timedelta(1), day) == 1]


_FAILURES = _Weights(FAILURES)


class _Post:
    """The post's working days, by their places in a list."""

    def __init__(self, rulebook: hoso.Rulebook) -> None:
        # A while longer than the period, so that every carriage has its days.
        self._days = working_days(rulebook, "post", FROM, UNTIL + timedelta(90))

    def after(self, day: date) -> int:
        return bisect_right(self._days, day)

    def day(self, place: int) -> date:
        return self._days[place]


def _procedures(rulebook: hoso.Rulebook, agency: str) -> _Weights:
    """An agency's procedures; quick ones are asked for more often."""
    own = [it for it in rulebook.document["procedures"] if agency in it["agencies"].get("codes", [])]
    return _Weights({it["code"]: 1 / (it.get("processing_days", 10) + 3) for it in own})


def _course(draw: _Random, posting: _Post, zone: str, collected: date, due: date) -> Iterator[tuple[str, int, int]]:
    """All that happens to one result: what, on which working day, at which minute of the day."""
    taken, last = posting.after(collected) - 1, posting.after(due) - 1
    yield "accepted", taken, 15 * 60 + draw.below(60)
    yield "departed", taken, 17 * 60 + draw.below(60)
    if draw.chance(LOST):
        yield "lost", last + 5, 9 * 60
        return
    late = draw.chance(TRIED_LATE[zone] * (TET_FACTOR if TET[0] <= due < TET[1] else 1))
    first = last + 1 + draw.below(3) if late else taken + 1 + draw.below(max(last - taken, 1))
    yield "arrived", first, 6 * 60 + draw.below(60)
    for day, fails in zip((first, first + 2), FAILS, strict=True):
        yield "out_for_delivery", day, 8 * 60 + draw.below(30)
        failed = draw.chance(fails)
        yield "delivery_failed" if failed else "delivered", day, 9 * 60 + draw.below(150)
        if not failed:
            return
    yield "return_started", first + 2, 16 * 60
    yield "returned", first + 4, 10 * 60
