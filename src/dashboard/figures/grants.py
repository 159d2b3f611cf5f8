"""The grants' amounts over the years as points: another mark for each thing that is told of the money, and no line between them."""

import math
import textwrap

import pandas as pd
import plotly.graph_objects as go

from dashboard.core.grants import label_of_measure
from dashboard.core.language import _
from dashboard.core.numbers import number
from dashboard.core.result import Result
from dashboard.figures import theme

_HEIGHT = 380
_MILLION = 1_000_000
_NAME_LETTERS = 15
# Years beside the first and the last.
_EDGE = 0.9
# Beside each other within the year, so that no mark hides another.
_LOOKS = {
    "set_aside": (theme.TEXT, "diamond", -0.21),
    "available": (theme.ACCENT, "circle", -0.07),
    "distributed": ("#b5482a", "square", 0.07),
    "received": ("#2f7a45", "triangle-up", 0.21),
}


def over_time(result: Result) -> go.Figure:
    """A mark per amount, hollow where it is a part of the year's money; years without an amount have a dash, and above stands who distributed."""
    rows = result.rows.dropna(subset=["year"])
    first, last = result.context["years"]
    figure = go.Figure()
    for measure in _LOOKS:
        for is_whole in (True, False):
            part = rows[(rows["measure"] == measure) & (rows["is_whole"].astype(bool) == is_whole)]
            if not part.empty:
                figure.add_trace(_marks(part, measure, is_whole))
    for year in result.context["gaps"]:
        _write(figure, year, 0, "–", "bottom", 16, yshift=2)
    for who, start, end in result.context["distributors"]:
        name = "<br>".join(textwrap.wrap(who, _NAME_LETTERS))
        # The outer names keep to their edges, so that none is cut off on a phone.
        x, side = (
            (first - _EDGE, "left")
            if start == first
            else (last + _EDGE, "right")
            if end == last
            else ((start + end) / 2, "center")
        )
        _write(figure, x, 1, name, "top", 12, yref="paper", colour=theme.TEXT, side=side)
        if start > first:
            figure.add_shape(
                type="line", x0=start - 0.5, x1=start - 0.5, yref="paper", y0=0, y1=1,
                line={"color": theme.PLAIN, "width": 1}, layer="below",
            )  # fmt: skip
    figure.update_xaxes(
        range=[first - _EDGE, last + _EDGE],
        tickvals=_ticks(first, last),
        ticks="",
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    # Above the highest mark there is room for the names.
    top = float(rows["value"].max()) / _MILLION
    step = 10 ** math.floor(math.log10(top)) / 2
    figure.update_yaxes(
        range=[-0.04 * top, 1.4 * top], tickvals=[step * n for n in range(int(1.1 * top / step) + 1)], gridcolor=theme.GRID,
        zeroline=False, ticks="", automargin=True, fixedrange=True,
    )  # fmt: skip
    _write(figure, 0, 1, _("miljoner kronor"), "bottom", 13, xref="paper", yref="paper", side="left")
    return theme.layout(
        figure,
        _HEIGHT,
        showlegend=True,
        legend={"orientation": "h", "y": -0.12, "yanchor": "top", "x": 0, "font": {"size": 13}},
        margin={"l": 8, "r": 12, "t": 28, "b": 8},
    )


def _marks(rows: pd.DataFrame, measure: str, is_whole: bool) -> go.Scatter:
    colour, symbol, beside = _LOOKS[measure]
    name = label_of_measure(measure)
    return go.Scatter(
        x=[float(year) + beside for year in rows["year"]],
        y=[float(v) / _MILLION for v in rows["value"]],
        mode="markers+text" if is_whole else "markers",
        text=_texts(rows) if is_whole else None,
        textposition="top center",
        textfont={"size": 13, "color": theme.TEXT},
        name=name if is_whole else _("{measure}, en del").format(measure=name),
        marker={
            "symbol": symbol if is_whole else f"{symbol}-open",
            "size": 10,
            "color": colour,
            "line": {"width": 0 if is_whole else 2, "color": colour},
        },
        customdata=[[text, what] for text, what in zip(rows["text"], rows["measure_sv"], strict=True)],
        hovertemplate="%{customdata[1]}: %{customdata[0]}<extra></extra>",
    )


def _ticks(first: int, last: int) -> list[int]:
    """Every fifth year from the first, which a phone has room for, and the last."""
    years = list(range(first, last + 1, 5))
    return years if years[-1] == last else [*years[: -1 if last - years[-1] < 2 else None], last]


def _texts(rows: pd.DataFrame) -> list[str]:
    """Millions of kronor; an amount that only repeats that of the year before goes without."""
    before: dict[float, float] = {}
    texts = []
    for year, value in zip(rows["year"], rows["value"] / _MILLION, strict=True):
        texts.append(
            "" if before.get(year - 1) == value else number(value, 0 if value == round(value) else 1)
        )
        before[year] = value
    return texts


def _write(
    figure: go.Figure, x: float, y: float, text: str, anchor: str, size: int, *, xref: str = "x", yref: str = "y", yshift: int = 0,
    colour: str = theme.MUTED, side: str = "center",
) -> None:  # fmt: skip
    figure.add_annotation(
        x=x, y=y, xref=xref, yref=yref, xanchor=side, yanchor=anchor, text=text, showarrow=False, borderpad=0,
        font={"size": size, "color": colour}, yshift=yshift,
    )  # fmt: skip
