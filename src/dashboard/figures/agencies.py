"""The agencies' funds: under each agency a bar per year, its two streams after each other, each amount written out."""

from collections.abc import Hashable

import pandas as pd
import plotly.graph_objects as go

from dashboard.core.language import _
from dashboard.core.numbers import number
from dashboard.core.result import Result
from dashboard.figures import headings, theme

_ROW = 25
_BAR = 20
_STIMULUS = "#b3cfda"


def funds(result: Result) -> go.Figure:
    """Implementation and stimulus funds per agency and year, in million kronor; what cannot be told apart is said under the agency's name."""
    rows = result.rows
    figure = go.Figure()
    heights: dict[Hashable, float] = {}
    top = 0.0
    for agency, part in rows.groupby("agency", sort=False):
        top = headings.write(figure, f"<b>{agency}</b>{_unclear(part)}", top + 8)
        for index in part.index:
            heights[index] = top + _ROW / 2
            top += _ROW
    places = [heights[index] for index in rows.index]
    for stream, name, colour, ink in (
        ("implementation", _("för genomförandet, mnkr"), theme.ACCENT, "#ffffff"),
        ("stimulus", _("särskilda stimulansmedel, mnkr"), _STIMULUS, theme.TEXT),
    ):
        figure.add_trace(_stream(rows[stream], places, name, colour, ink))
    most = rows[["implementation", "stimulus"]].sum(axis=1).max()
    figure.update_xaxes(visible=False, range=[0, most], fixedrange=True)
    headings.pixels(figure, top + 4)
    figure.update_yaxes(tickvals=places, ticktext=rows["year"].astype(str).tolist(), automargin=True)
    return theme.layout(
        figure,
        round(top) + 60,
        barmode="stack",
        margin={"l": 8, "r": 8, "t": 48, "b": 8},
        **headings.legend(),
    )


def _stream(amounts: pd.Series, places: list[float], name: str, colour: str, ink: str) -> go.Bar:
    return go.Bar(
        x=[None if pd.isna(v) else float(v) for v in amounts],
        y=places,
        width=_BAR,
        orientation="h",
        name=name,
        marker={"color": colour},
        text=["" if pd.isna(v) else number(v / 1_000_000, 1) for v in amounts],
        textposition="inside",
        insidetextanchor="start",
        textangle=0,
        constraintext="none",
        textfont={"color": ink, "size": 13},
        hoverinfo="skip",
    )


def _unclear(part: pd.DataFrame) -> str:
    texts = part.loc[part["implementation"].isna(), "implementation_text"].unique()
    return "".join("<br><i>" + _("för genomförandet: {text}").format(text=text) + "</i>" for text in texts)
