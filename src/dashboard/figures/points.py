"""Recipients as points on a plain map of the counties."""

import math
from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.core.numbers import MISSING, short_kronor
from dashboard.core.result import Result
from dashboard.figures import theme

HEIGHT = 450
_LARGEST = 26
_SMALLEST = 7


def draw(result: Result, geometry: Mapping[str, str]) -> go.Figure:
    """Regions as squares and organisations as discs, their area by what they received; those without a place are in the table alone."""
    rows = result.rows.dropna(subset=["lon"])
    counties = result.context["counties"]
    figure = go.Figure(
        go.Choropleth(
            geojson=geometry["county"],
            featureidkey="id",
            locations=counties,
            z=[0] * len(counties),
            colorscale=[[0, "#f3f6f7"], [1, "#f3f6f7"]],
            showscale=False,
            marker_line_color=theme.PLAIN,
            marker_line_width=0.6,
            hoverinfo="skip",
        )
    )
    top = float(rows["amount_sek"].max()) if rows["amount_sek"].notna().any() else 1.0
    for kind, symbol, colour in (("region", "square-open", theme.ACCENT), ("ngo", "circle", "#b5482a")):
        part = rows[rows["kind"] == kind]
        if not part.empty:
            figure.add_trace(_trace(part, symbol, colour, top))
    figure.update_geos(
        visible=False, fitbounds="locations", projection_type="mercator", bgcolor="rgba(0,0,0,0)"
    )
    return theme.layout(
        figure,
        HEIGHT,
        uirevision="points",
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=True,
        legend={
            "x": 0,
            "y": 1,
            "font": {"size": 14},
            "itemsizing": "constant",
            "bgcolor": "rgba(255,255,255,0)",
        },
    )


def _trace(rows: pd.DataFrame, symbol: str, colour: str, top: float) -> go.Scattergeo:
    return go.Scattergeo(
        lon=rows["lon"].tolist(),
        lat=rows["lat"].tolist(),
        mode="markers",
        marker={
            "symbol": symbol,
            "size": [_size(v, top) for v in rows["amount_sek"]],
            "color": colour,
            "opacity": 0.85,
            "line": {"width": 2, "color": colour},
        },
        text=[
            f"<b>{n}</b><br>{MISSING if v != v else short_kronor(v)}"
            for n, v in zip(rows["name"], rows["amount_sek"], strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
        name=rows["kind_label"].iloc[0],
        showlegend=True,
    )


def _size(amount: float, top: float) -> float:
    return _SMALLEST if amount != amount else round(max(_SMALLEST, _LARGEST * math.sqrt(amount / top)), 1)
