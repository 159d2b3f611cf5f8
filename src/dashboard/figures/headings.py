"""Names written above their bars, so that a long one has the figure's whole width, on a phone too."""

import textwrap

import plotly.graph_objects as go

from dashboard.figures import theme

LINE = 19
_WIDTH = 44


def wrapped(text: str, width: int = _WIDTH) -> str:
    """The text broken into lines that a phone has room for."""
    return "<br>".join(textwrap.wrap(text, width))


def write(figure: go.Figure, text: str, top: float, colour: str = theme.TEXT, size: int = 14) -> float:
    """Write a text at the left edge with its upper edge at `top` pixels of a y-axis in pixels; returns its lower edge."""
    figure.add_annotation(
        x=0, xref="paper", y=top, text=text, xanchor="left", yanchor="top", align="left", showarrow=False,
        font={"size": size, "color": colour}, borderpad=0,
    )  # fmt: skip
    return top + LINE * (text.count("<br>") + 1) + 3


def pixels(figure: go.Figure, bottom: float) -> None:
    """Make the y-axis one of pixels, from 0 at the top."""
    figure.update_yaxes(range=[bottom, 0], ticks="", fixedrange=True, showgrid=False, zeroline=False)


def legend() -> dict[str, object]:
    """The options of a legend above a figure, beginning where its bars do."""
    return {
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "y": 1.0,
            "yanchor": "bottom",
            "x": 0,
            "traceorder": "normal",
            "font": {"size": 13},
        },
    }
