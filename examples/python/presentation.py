"""How the notebook's tables and plots look. Plots are stored as SVG, so that they show wherever the notebook does."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

import altair as alt
import polars as pl

BLUE, ORANGE, GREEN, GREY, INK = "#0072B2", "#D55E00", "#009E73", "#C3C9D1", "#1F2937"
"""Colours that people with any colour vision tell apart (Okabe and Ito), a grey for what is not the matter, and ink."""
WIDTH = 620


@alt.theme.register("hoso", enable=True)
def _theme() -> alt.theme.ThemeConfig:
    axis: Any = {"domain": False, "ticks": False, "gridColor": "#E5E7EB", "labelColor": INK, "titleColor": INK}
    axis |= {
        "labelFontSize": 12,
        "labelPadding": 6,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "titlePadding": 10,
    }
    title: Any = {"anchor": "start", "color": INK, "fontSize": 15, "offset": 14, "frame": "group"}
    title |= {"subtitleColor": "#4B5563", "subtitleFontSize": 12, "subtitlePadding": 4}
    return {
        "config": {
            "font": "DejaVu Sans, Verdana, sans-serif",
            "background": "white",
            "padding": 12,
            "view": {"stroke": None, "continuousWidth": WIDTH, "discreteWidth": WIDTH},
            "aria": False,
            "axis": axis,
            "axisQuantitative": {"grid": True, "tickCount": 6},
            "axisY": {"labelLimit": 260},
            "title": title,
            "legend": {"labelFontSize": 12, "labelColor": INK},
            "text": {"fontSize": 12, "color": INK},
        }
    }


alt.renderers.enable("svg")


class Table:
    """A table for readers: whole numbers are grouped, fractions are shares, days are written day first."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._heads = frame.columns
        self._numbers = [dtype.is_numeric() for dtype in frame.dtypes]
        self._rows = [[_said(value) for value in row] for row in frame.iter_rows()]

    def _repr_html_(self) -> str:
        rows = [("th", self._heads), *(("td", row) for row in self._rows)]
        return "<table>\n" + "\n".join(self._row(tag, cells) for tag, cells in rows) + "\n</table>"

    def _row(self, tag: str, cells: list[str]) -> str:
        sides = ("right" if number else "left" for number in self._numbers)
        # Jupyter heeds the style alone, GitHub the attribute alone.
        cells = [
            f'<{tag} align="{side}" style="text-align:{side}">{escape(cell)}</{tag}>'
            for side, cell in zip(sides, cells, strict=True)
        ]
        return f"<tr>{''.join(cells)}</tr>"

    def __repr__(self) -> str:
        return "\n".join(" | ".join(row) for row in [self._heads, *self._rows])


def count(number: int) -> str:
    return f"{number:,}"


def percent(share: float) -> str:
    return f"{share:.1%}"


def million(amount: int) -> str:
    """An amount in đồng, in millions."""
    return f"{amount / 1e6:,.1f} million đ"


def day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def _said(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int():
            return count(value)
        case float():
            return percent(value)
        case date():
            return day(value)
    return str(value)
