"""The charts of a report, drawn by Altair as SVG that stands in the page itself: no script, no network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hoso.cli import figured, words
from hoso.cli.needs import needs
from hoso.cli.words import word
from hoso.types import Language

#: How many agencies have a bar.
MOST = 25

Group = Mapping[str, Any]
#: A group, or none where a month has no results, under what it is called.
Named = tuple[str, Group | None]

_FONT = "Segoe UI, Roboto, Helvetica Neue, Arial, DejaVu Sans, sans-serif"
#: The page gives those of texts and lines another value in the dark, and finds them by these.
INK, GRID, PALE = "#1f2937", "#e5e7eb", "#cbd5e1"
#: Printed without colours, one of a pair is still the darker.
COLOURS = {"by_post": "#0f5fa8", "otherwise": PALE, "on_time": "#237a4b", "late": "#f0a35e"}
#: How wide a chart is drawn, and how wide and narrow it is shown.
_WIDTH = 560
_WIDEST, _NARROWEST = 760, 460
#: How many months have room for their names, for their shares, and for these in letters of full size.
_NAMES, _SHARES, _ROOMY = 14, 12, 8


class Charts:
    """Draws groups of a report in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._altair = needs("altair")
        self._draw = needs("vl_convert").vegalite_to_svg

    def by_agency(self, groups: Sequence[Named]) -> str:
        """Bars: results by post and otherwise, with their number."""
        figures = {label: words.number(group["results"], self._language) for label, group in _there(groups)}
        return self._svg(self._bars(groups, ("by_post", "otherwise"), figures, stack="zero"))

    def share_by_agency(self, groups: Sequence[Named]) -> str:
        """Bars to 100 %: the share by post, with its figure."""
        return self._svg(self._bars(groups, ("by_post", "otherwise"), self._shares(groups, "share_bp")))

    def time_by_agency(self, groups: Sequence[Named]) -> str:
        """Bars to 100 %: delivered on time and late, with the share on time."""
        return self._svg(self._bars(groups, ("on_time", "late"), self._shares(groups, "on_time_bp")))

    def by_month(self, groups: Sequence[Named]) -> str:
        """Columns: results by post and otherwise."""
        return self._svg(self._columns(groups, ("by_post", "otherwise")))

    def time_by_month(self, groups: Sequence[Named]) -> str:
        """Columns: delivered on time and late."""
        return self._svg(self._columns(groups, ("on_time", "late")))

    def share_by_month(self, groups: Sequence[Named], share: str) -> str:
        """A line: a share, month by month; it breaks off where there is none."""
        alt = self._altair
        values = list(self._points(groups, share))
        base = alt.Chart(alt.Data(values=values)).encode(
            x=self._months(groups),
            y=alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%", tickCount=5)),
            description=alt.Description("what:N"),
        )
        colour = COLOURS["by_post" if share == "share_bp" else "on_time"]
        known = base.transform_filter("isValid(datum.share)")
        layers = [base.mark_line(color=colour, strokeWidth=2.5), known.mark_point(color=colour, filled=True, size=50)]
        if len(groups) <= _SHARES:
            size = 12 if len(groups) <= _ROOMY else 10
            for place, (dx, dy) in _PLACES.items():
                texts = known.transform_filter(f"datum.place == '{place}'")
                layers.append(texts.mark_text(dx=dx * size, dy=dy, color=INK, fontSize=size).encode(text="text:N"))
        return self._svg(alt.layer(*layers).properties(height=200, width=_WIDTH))

    def _points(self, groups: Sequence[Named], share: str) -> Iterator[dict[str, Any]]:
        """The shares with their figures, and where these stand."""
        shares = [None if group is None or not figured.whole(group, share) else group[share] for _, group in groups]
        for at, ((label, group), value) in enumerate(zip(groups, shares, strict=True)):
            if value is None or group is None:
                yield {"label": label, "share": None}
                continue
            text = figured.figure(share, group, self._language)
            place = _place(value, *(shares[near] if 0 <= near < len(shares) else None for near in (at - 1, at + 1)))
            yield {"label": label, "share": value / 10_000, "text": text, "place": place, "what": f"{label}: {text}"}

    def _shares(self, groups: Sequence[Named], share: str) -> dict[str, str]:
        return {label: figured.figure(share, group, self._language) for label, group in _there(groups)}

    def _bars(
        self, groups: Sequence[Named], parts: Sequence[str], figures: Mapping[str, str], stack: str = "normalize"
    ) -> Any:
        """A bar for each group. Its name stands above it and not beside: so it may be long, and the bar too."""
        alt = self._altair
        percent = alt.Axis(format="%", tickCount=5) if stack == "normalize" else alt.Axis(tickMinStep=1, tickCount=5)
        place = alt.Y("label:N", sort=None, title=None, axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
        bars = self._parts(groups, parts).mark_bar(height=14, yOffset=9)
        bars = bars.encode(y=place, x=alt.X("value:Q", title=None, stack=stack, axis=percent))
        above = alt.Chart(alt.Data(values=[{"label": label, "figure": figure} for label, figure in figures.items()]))
        above = above.encode(y=place)
        names = above.mark_text(align="left", dy=-8, color=INK, limit=_WIDTH - 90).encode(
            x=alt.value(0), text="label:N"
        )
        told = above.mark_text(align="right", dy=-8, color=INK, fontWeight="bold").encode(
            x=alt.value("width"), text="figure:N"
        )
        return alt.layer(bars, names, told).properties(width=_WIDTH, height=alt.Step(42))

    def _columns(self, groups: Sequence[Named], parts: Sequence[str]) -> Any:
        alt = self._altair
        counts = alt.Y("value:Q", title=None, stack="zero", axis=alt.Axis(tickMinStep=1, tickCount=5))
        chart = self._parts(groups, parts).mark_bar().encode(x=self._months(groups), y=counts)
        return chart.properties(height=200, width=_WIDTH)

    def _months(self, groups: Sequence[Named]) -> Any:
        """The months in a row, those without results too, each below the other with its year; of many only those names
        for which there is room, in steps that fall on the first month of a year."""
        alt = self._altair
        labels = [label for label, _ in groups]
        step = next(step for step in _steps() if len(labels) <= step * _NAMES)
        axis = alt.Axis(labelAngle=0, labelExpr="split(datum.label, '/')", labelOverlap=False)
        axis.values = [label for label in labels if _ordinal(label) % step == 0]
        # One column among very few is not as wide as the chart.
        padding = alt.Scale(domain=labels, paddingInner=0.35, paddingOuter=0.2 if len(labels) > 3 else 1)
        return alt.X("label:O", sort=None, title=None, axis=axis, scale=padding)

    def _parts(self, groups: Sequence[Named], parts: Sequence[str]) -> Any:
        """Each group's parts, one above the other in the given order."""
        alt = self._altair
        labels = {part: word(part, self._language) for part in parts}
        values = [
            {
                "label": label,
                "part": labels[part],
                "value": value,
                "order": order,
                "what": f"{label} – {labels[part]}: {words.number(value, self._language)}",
            }
            for label, group in _there(groups)
            for order, (part, value) in enumerate((part, _part(group, part)) for part in parts)
        ]
        scale = alt.Scale(domain=list(labels.values()), range=[COLOURS[part] for part in parts])
        return alt.Chart(alt.Data(values=values)).encode(
            color=alt.Color("part:N", scale=scale, legend=alt.Legend(title=None, orient="top", symbolType="square")),
            order=alt.Order("order:Q"),
            description=alt.Description("what:N"),
        )

    def _svg(self, chart: Any) -> str:
        spec = chart.configure(
            font=_FONT,
            background="transparent",
            padding=2,
            autosize={"type": "fit-x", "contains": "padding"},
            view={"stroke": None},
            axis={"labelColor": INK, "labelFontSize": 12, "gridColor": GRID, "domain": False, "ticks": False},
            axisX={"labelPadding": 6, "grid": False},
            axisY={"labelPadding": 8},
            legend={"labelFontSize": 12, "labelColor": INK, "offset": 8},
            text={"fontSize": 12},
            locale=_LOCALE[self._language],
        ).to_dict()
        return _hovered(self._draw(spec))


#: Where a figure stands at its point: how far to the side, in sizes of its letters, and how far down.
_PLACES = {"above": (0, -12), "below": (0, 14), "right": (1.65, -12), "left": (-1.65, -12)}
#: From a point to one that is so much higher or lower, in basis points, a line runs through the figure between them.
_STEEP = 800
#: So near to the axis there is no room below a point.
_LOW = 1_000


def _place(value: int, before: int | None, after: int | None) -> str:
    """Where the figure of a point stands, so that it does not lie on the line to its neighbours: above it, or below it,
    or, on a steep slope, above it and off the higher side."""
    beside = [near - value for near in (before, after) if near is not None]
    is_lowest = bool(beside) and min(beside) > 0
    if value > _LOW and (is_lowest or (max(beside, default=0) > _STEEP and min(beside) >= -_STEEP)):
        return "below"
    if max(beside, default=0) <= _STEEP:
        return "above"
    return "right" if before is not None and before > value else "left"


_LOCALE = {
    "vi": {"number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đ"]}},
    "en": {"number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""]}},
}


def months(groups: Sequence[Group]) -> list[Named]:
    """The groups of months by their names, and the months between that have none: otherwise a gap would not be seen."""
    by_month = {group["month"]: group for group in groups}
    if not by_month:
        return []
    first, last = (_ordinal(words.day(month)) for month in (min(by_month), max(by_month)))
    names = (f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1))
    return [(words.day(name), by_month.get(name)) for name in names]


def _ordinal(label: str) -> int:
    """The number of a month such as ``10/2014``."""
    month, _, year = label.partition("/")
    return int(year) * 12 + int(month) - 1


def _steps() -> Iterator[int]:
    """How many months lie between two names: 1, 2, 3, 6, then years and tens of years."""
    yield from (1, 2, 3, 6)
    years = 1
    while True:
        yield from (12 * years, 24 * years, 60 * years)
        years *= 10


def _there(groups: Sequence[Named]) -> Iterator[tuple[str, Group]]:
    return ((label, group) for label, group in groups if group is not None)


def _part(group: Group, part: str) -> int:
    return int(group["results"] - group["by_post"] if part == "otherwise" else group[part])


def _hovered(svg: str) -> str:
    """The figure of a mark shows when the mouse rests on it; the drawing grows and shrinks with the page."""
    svg = re.sub(
        r'<path aria-label="([^"]*)"([^>]*?)(?:/>|></path>)', r'<path aria-label="\1"\2><title>\1</title></path>', svg
    )
    svg = re.sub(r' xmlns(:xlink)?="[^"]*"', "", svg)
    style = f"min-width:{_NARROWEST}px;max-width:{_WIDEST}px"
    return re.sub(r'<svg ([^>]*?)width="[\d.]+" height="[\d.]+"', rf'<svg \1style="{style}"', svg, count=1)
