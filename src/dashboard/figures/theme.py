"""Colours, type and the browser's Plotly settings, the same for every figure."""

from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from dashboard.core.language import language
from dashboard.core.numbers import decimal_mark, thousands_mark, with_unit

ACCENT = "#1f5c7a"
TEXT = "#1c2429"
MUTED = "#5b676e"
GRID = "#e3e8ea"
PLAIN = "#9fb0b8"
LAND = "#ffffff"
MISSING = "#e4e4e4"
BETWEEN = "#efe9dc"
BORDER = "#ffffff"
# One hue from light to dark: more money is neither good nor bad.
SEQUENTIAL = ("#dbe8ed", "#b3cfda", "#84aebf", "#52879e", "#2a617a", "#0f384c")
# Told apart in grey by their lightness.
VIOLENCE_AREA = {
    "intimate_partner": "#173f5f",
    "honour": "#b5482a",
    "prostitution_trafficking": "#4f9d8b",
    "sexual_violence": "#d9b44a",
}
# Plotly's own look would weigh seven kilobytes in every figure.
pio.templates.default = None
FONT = '"Source Sans", sans-serif'


def layout(figure: go.Figure, height: int, **options: Any) -> go.Figure:
    """Give a figure the common look. Height in pixels; other options go to Plotly's layout."""
    common = {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "font": {"family": FONT, "size": 14, "color": TEXT},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "separators": decimal_mark() + thousands_mark(),
        "hoverlabel": {
            "font": {"family": FONT, "size": 14, "color": TEXT},
            "bgcolor": "#ffffff",
            "bordercolor": GRID,
        },
        "dragmode": False,
    }
    # Without overwrite Plotly would merge key by key, which takes longer than everything else about a figure.
    figure.update_layout({**common, **options}, overwrite=True)
    return figure


def tick_unit(unit: str) -> dict[str, str]:
    """What Plotly writes before and after each number of an axis in this unit."""
    before, _number, after = with_unit("|", unit).partition("|")
    return {"tickprefix": before, "ticksuffix": after}


def config() -> dict[str, Any]:
    """Plotly's settings in the browser: nothing fetched from elsewhere, no buttons, the number format of the language in use."""
    return {
        "topojsonURL": "/geo/",
        "scrollZoom": False,
        "displayModeBar": False,
        "locale": language(),
        "locales": {
            language(): {"format": {"decimal": decimal_mark(), "thousands": thousands_mark()}},
        },
    }
