"""The charts of a report, drawn by Altair as SVG that stands in the page itself: no script, no network."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from hoso.cli import words
from hoso.cli.needs import needs
from hoso.cli.words import word
from hoso.types import Language

#: How many agencies have a bar.
MOST = 25

Group = Mapping[str, Any]

_FONT = "Segoe UI, Roboto, Helvetica Neue, Arial, DejaVu Sans, sans-serif"
_INK, _MUTED, _GRID = "#1f2937", "#6b7280", "#e5e7eb"
COLOURS = {"by_post": "#0f5fa8", "otherwise": "#cbd5e1", "on_time": "#2e8b57", "late": "#d9822b"}
#: How wide a chart is drawn, and how wide and narrow it is shown.
_WIDTH = 560
_WIDEST, _NARROWEST = 760, 420
#: How many months have room for their names, and for their shares in letters of full size.
_UPRIGHT, _ROOMY = 15, 8


class Charts:
    """Draws groups of a report in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._altair = needs("altair")
        self._draw = needs("vl_convert").vegalite_to_svg

    def by_agency(self, groups: Sequence[tuple[str, Group]]) -> str:
        """Bars: results by post and otherwise."""
        return self._svg(self._bars(groups, ("by_post", "otherwise"), stack="zero"))

    def by_month(self, groups: Sequence[tuple[str, Group]]) -> str:
        """Columns: results by post and otherwise."""
        alt = self._altair
        chart = self._columns(groups, ("by_post", "otherwise")).properties(height=240, width=_WIDTH)
        return self._svg(chart if groups else alt.Chart(alt.Data(values=[])).mark_bar())

    def share_by_agency(self, groups: Sequence[tuple[str, Group]]) -> str:
        """Bars: the share by post, with its figure."""
        alt = self._altair
        values = [
            {
                "label": label,
                "share": group["share_bp"] / 10_000,
                "text": words.percent(group["share_bp"], self._language),
            }
            for label, group in groups
        ]
        base = alt.Chart(alt.Data(values=values)).encode(
            y=alt.Y("label:N", sort=None, title=None, axis=_LABELS),
            x=alt.X("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%", tickCount=5)),
            description=alt.Description("what:N"),
        )
        base = base.transform_calculate(what="replace(datum.label, '\\n', ' ') + ': ' + datum.text")
        bars = base.mark_bar(color=COLOURS["by_post"], height=18)
        texts = base.mark_text(align="left", dx=4, color=_INK).encode(text="text:N")
        return self._svg((bars + texts).properties(width=_WIDTH, height=alt.Step(34)))

    def share_by_month(self, groups: Sequence[tuple[str, Group]]) -> str:
        """A line: the share by post, month by month."""
        alt = self._altair
        values = [
            {
                "label": label,
                "share": group["share_bp"] / 10_000,
                "text": words.percent(group["share_bp"], self._language),
            }
            for label, group in groups
        ]
        base = (
            alt.Chart(alt.Data(values=values))
            .encode(
                x=alt.X("label:N", sort=None, title=None, axis=self._months(groups)),
                y=alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%", tickCount=5)),
                description=alt.Description("what:N"),
            )
            .transform_calculate(what="replace(datum.label, '\\n', ' ') + ': ' + datum.text")
        )
        line = base.mark_line(color=COLOURS["by_post"], strokeWidth=2.5)
        points = base.mark_point(color=COLOURS["by_post"], filled=True, size=60)
        size = 12 if len(groups) <= _ROOMY else 10
        texts = base.mark_text(dy=-12, color=_INK, fontSize=size).encode(text="text:N")
        chart = line + points + texts if len(groups) <= _UPRIGHT else line + points
        return self._svg(chart.properties(height=200, width=_WIDTH))

    def time_by_agency(self, groups: Sequence[tuple[str, Group]]) -> str:
        """Bars to 100 %: delivered on time and late."""
        return self._svg(self._bars(groups, ("on_time", "late"), stack="normalize"))

    def time_by_month(self, groups: Sequence[tuple[str, Group]]) -> str:
        """Columns: delivered on time and late."""
        return self._svg(self._columns(groups, ("on_time", "late")).properties(height=200, width=_WIDTH))

    def _bars(self, groups: Sequence[tuple[str, Group]], parts: Sequence[str], stack: str) -> Any:
        alt = self._altair
        axis = alt.Axis(format="%", tickCount=5) if stack == "normalize" else alt.Axis(tickMinStep=1, tickCount=5)
        return (
            self._parts(groups, parts)
            .mark_bar(height=18)
            .encode(
                y=alt.Y("label:N", sort=None, title=None, axis=_LABELS),
                x=alt.X("value:Q", title=None, stack=stack, axis=axis),
            )
            .properties(width=_WIDTH, height=alt.Step(34))
        )

    def _columns(self, groups: Sequence[tuple[str, Group]], parts: Sequence[str]) -> Any:
        alt = self._altair
        return (
            self._parts(groups, parts)
            .mark_bar()
            .encode(
                x=alt.X(
                    "label:N",
                    sort=None,
                    title=None,
                    axis=self._months(groups),
                    scale=alt.Scale(paddingInner=0.35, paddingOuter=0.2),
                ),
                y=alt.Y("value:Q", title=None, stack="zero", axis=alt.Axis(tickMinStep=1, tickCount=5)),
            )
        )

    def _months(self, groups: Sequence[tuple[str, Group]]) -> Any:
        """The names of months: of a year or so the month above its year, of more on a slant."""
        if len(groups) > _UPRIGHT:
            return self._altair.Axis(labelAngle=-45)
        return self._altair.Axis(labelAngle=0, labelExpr="split(datum.label, '/')")

    def _parts(self, groups: Sequence[tuple[str, Group]], parts: Sequence[str]) -> Any:
        """Each group's parts, one above the other in the given order."""
        alt = self._altair
        labels = {part: word(part, self._language) for part in parts}
        values: list[dict[str, Any]] = [
            {"label": label, "part": labels[part], "value": _part(group, part), "order": order}
            for label, group in groups
            for order, part in enumerate(parts)
        ]
        for value in values:
            value["what"] = (
                f"{' '.join(value['label'].split())} – {value['part']}: {words.number(value['value'], self._language)}"
            )
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
            axis={"labelColor": _INK, "labelFontSize": 12, "gridColor": _GRID, "domain": False, "ticks": False},
            axisY={"labelPadding": 8},
            legend={"labelFontSize": 12, "labelColor": _INK, "offset": 8},
            text={"fontSize": 12},
            locale=_LOCALE[self._language],
        ).to_dict()
        return _hovered(self._draw(spec))


_LABELS = {"labelLimit": 260, "labelFontSize": 12, "grid": False, "labelExpr": "split(datum.label, '\\n')"}
_LOCALE = {
    "vi": {"number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đ"]}},
    "en": {"number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""]}},
}


def wrapped(label: str) -> str:
    """A long name on two lines."""
    return "\n".join(textwrap.wrap(label, 32, max_lines=2, placeholder=" …"))


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
