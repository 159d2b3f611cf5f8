"""A plan as a timeline: a bar per activity over its years, under the main activity it belongs to."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.core.result import Result
from dashboard.figures import headings, theme

_BAR = 10
_HEADING_WIDTH = 38
# Dark enough to be read as the colour of a heading on white, and none of them a violence area's.
_COLOURS = ("#2b5f9e", "#7a4a92", "#2f7a45", "#8f5b14", "#5b676e", "#a03a5b")


def by_main_activity(result: Result) -> go.Figure:
    """Each activity's name, who is responsible and when, with its bar beneath, from its first year through its last, coloured by main activity."""
    rows = result.rows
    first, last = int(rows["year_from"].min()), int(rows["year_to"].max()) + 1
    figure = go.Figure()
    top = 8.0
    for colour, (name, part) in zip(
        _COLOURS * len(rows), rows.groupby("main_activity", sort=False), strict=False
    ):
        heading = f"<b>{headings.wrapped(str(name), _HEADING_WIDTH)}</b>"
        top = _activities(figure, part, headings.write(figure, heading, top + 6, colour, 15), colour)
    figure.update_xaxes(
        range=[first, last],
        tickvals=[year + 0.5 for year in range(first, last)],
        ticktext=[str(year) for year in range(first, last)],
        side="top",
        ticks="",
        showgrid=False,
        fixedrange=True,
    )
    headings.pixels(figure, top + 8)
    figure.update_yaxes(visible=False)
    for year in range(first, last + 1):
        figure.add_shape(
            type="line", x0=year, x1=year, yref="paper", y0=0, y1=1, line={"color": theme.GRID}, layer="below"
        )
    return theme.layout(figure, round(top) + 48, margin={"l": 4, "r": 4, "t": 32, "b": 8})


def _activities(figure: go.Figure, part: pd.DataFrame, top: float, colour: str) -> float:
    bases: list[float] = []
    for row in part.itertuples():
        text = f"{headings.wrapped(str(row.activity_sv))}<br><i>{row.responsible}, {row.period}</i>"
        top = headings.write(figure, text, top + 4)
        bases.append(top + _BAR / 2)
        top += _BAR + 6
    figure.add_trace(
        go.Bar(
            x=(part["year_to"] - part["year_from"] + 1).tolist(),
            base=part["year_from"].tolist(),
            y=bases,
            orientation="h",
            width=_BAR,
            marker={"color": colour},
            hoverinfo="skip",
        )
    )
    return top
