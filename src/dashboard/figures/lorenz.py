"""The Lorenz curve beside the line of equal shares."""

import textwrap

import plotly.graph_objects as go

from dashboard.core.language import _
from dashboard.core.numbers import with_unit
from dashboard.core.result import Result
from dashboard.figures import theme

_HEIGHT = 400
_POINTS = 120
# No wider than the figure is on a telephone.
_TITLE_LETTERS = 40


def curve(result: Result) -> go.Figure:
    """Cumulative share of the amount against that of the population, the area to the equal line shaded, named directly."""
    step = max(len(result.rows) // _POINTS, 1)
    # The last place is always drawn, so that the curve ends in the corner.
    rows = result.rows.iloc[::-1].iloc[::step].iloc[::-1]
    x = [0.0, *(round(float(v), 2) for v in rows["people_share"])]
    y = [0.0, *(round(float(v), 2) for v in rows["amount_share"])]
    figure = go.Figure()
    figure.add_trace(_line([0, 100], [0, 100], theme.MUTED, 1.5, "dash"))
    figure.add_trace(_line(x, y, theme.ACCENT, 3, "solid", "tonexty"))
    figure.add_annotation(
        x=36, y=42, text=_("helt lika"), showarrow=False, xanchor="right", font={"color": theme.MUTED}
    )
    figure.add_annotation(
        x=98,
        y=15,
        text=_("Gini {gini}<br>Hälften av befolkningen:<br>{half} av pengarna").format(
            gini=result.context["gini"], half=result.context["half"]
        ),
        showarrow=False,
        xanchor="right",
        align="right",
        font={"color": theme.ACCENT},
    )
    axis = {
        "range": [0, 100.5],
        **theme.tick_unit("percent"),
        "dtick": 25,
        "gridcolor": theme.GRID,
        "zeroline": False,
        "automargin": True,
    }
    figure.update_xaxes(title=_title(_("Andel av befolkningen, minst per invånare först")), **axis)
    figure.update_yaxes(title=_title(_("Andel av pengarna")), **axis)
    return theme.layout(figure, _HEIGHT, margin={"l": 8, "r": 26, "t": 8, "b": 50})


def _title(text: str) -> dict[str, object]:
    return {"text": "<br>".join(textwrap.wrap(text, _TITLE_LETTERS)), "font": {"size": 13}, "standoff": 8}


def _line(
    x: list[float], y: list[float], colour: str, width: float, dash: str, fill: str = "none"
) -> go.Scatter:
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": colour, "width": width, "dash": dash},
        fill=fill,
        fillcolor="rgba(31, 92, 122, 0.12)",
        hovertemplate=with_unit("%{x:.0f}", "percent")
        + " → "
        + with_unit("%{y:.0f}", "percent")
        + "<extra></extra>",
    )
