"""Dots on a line for each region: what it got per inhabitant."""

import plotly.graph_objects as go

from dashboard.core.estimates import roughly
from dashboard.core.measures import MEASURES
from dashboard.core.result import Result
from dashboard.core.status import Status, sign
from dashboard.figures import theme

_ROW = 24
_LOOKS = {
    "received": ("#b5482a", "diamond", 14),
    "available": (theme.ACCENT, "circle", 7),
    "used": (theme.MUTED, "x", 7),
}


def per_inhabitant(result: Result) -> go.Figure:
    """Kronor per inhabitant and region: by the key, received and used. Example data is hollow and says so in the legend."""
    figure = go.Figure()
    for measure, (colour, symbol, size) in _LOOKS.items():
        for status, rows in result.rows[result.rows["measure"] == measure].groupby("status", sort=False):
            hollow = status == Status.SYNTHETIC
            word = sign(str(status))
            figure.add_trace(
                go.Scatter(
                    x=rows["per_inhabitant"].round(2).tolist(),
                    y=rows["name"].tolist(),
                    mode="markers",
                    marker={
                        "color": colour,
                        "symbol": f"{symbol}-open" if hollow else symbol,
                        "size": size,
                        "line": {"width": 1.6, "color": colour},
                    },
                    name=MEASURES[measure].label + (f" ({word})" if word else ""),
                    text=[
                        roughly(value, "sek_per_inhabitant", digits)
                        for value, digits in zip(rows["per_inhabitant"], rows["digits"], strict=True)
                    ],
                    hovertemplate="%{y}: %{text}<extra></extra>",
                )
            )
    names = result.rows["name"].drop_duplicates().tolist()
    figure.update_xaxes(
        rangemode="tozero",
        **theme.tick_unit("sek"),
        gridcolor=theme.GRID,
        side="top",
        nticks=7,
        fixedrange=True,
        automargin=True,
    )
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=names[::-1],
        ticks="",
        gridcolor=theme.GRID,
        automargin=True,
        fixedrange=True,
        range=[-0.6, len(names) - 0.4],
    )
    return theme.layout(
        figure,
        _ROW * len(names) + 100,
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": -0.02, "yanchor": "top", "font": {"size": 13}},
    )
