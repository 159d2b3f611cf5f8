"""Shares as dots on a common scale, a row per group."""

import textwrap

import plotly.graph_objects as go

from dashboard.core.language import _
from dashboard.core.numbers import number, with_unit
from dashboard.core.result import Result
from dashboard.figures import theme

_ROW = 30


def county_and_country(result: Result) -> go.Figure:
    """Per kind of work the county's share as a dot and the country's as a line across, in the order of the rows."""
    rows = result.rows.dropna(subset=["county_share"])
    labels = [f"{label}  " for label in rows["label"]]
    figure = go.Figure()
    figure.add_trace(
        _marks(rows["country_share"].tolist(), labels, _("riket"), "line-ns-open", 18, theme.TEXT)
    )
    figure.add_trace(_marks(rows["county_share"].tolist(), labels, _("länet"), "circle", 13, theme.ACCENT))
    figure.update_xaxes(
        range=[-3, 103], **theme.tick_unit("percent"), gridcolor=theme.GRID, dtick=25, zeroline=False
    )
    figure.update_yaxes(autorange="reversed", ticks="", automargin=True, gridcolor=theme.GRID, showgrid=True)
    return theme.layout(
        figure,
        _ROW * max(len(rows), 1) + 100,
        showlegend=True,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "font": {"size": 13}},
        margin={"l": 8, "r": 12, "t": 40, "b": 30},
    )


def _marks(
    values: list[float], labels: list[str], name: str, symbol: str, size: int, colour: str
) -> go.Scatter:
    return go.Scatter(
        x=[round(float(v), 1) for v in values],
        y=labels,
        mode="markers",
        name=name,
        hovertemplate=name + " " + with_unit("%{x:.0f}", "percent") + "<extra></extra>",
        marker={
            "symbol": symbol,
            "size": size,
            "color": colour,
            "line": {"width": 3 if "open" in symbol else 0, "color": colour},
        },
    )


def offered_and_received(result: Result) -> go.Figure | None:
    """Per kind of support how many were offered it and how many took part, joined by a line; most took part first. Nothing without pairs."""
    pairs = result.context["pairs"].sort_values("received", ascending=False)
    if pairs.empty:
        return None
    labels = ["<br>".join(textwrap.wrap(name, 32)) + "  " for name in pairs["label"]]
    figure = go.Figure()
    for label, offered, received in zip(labels, pairs["offered"], pairs["received"], strict=True):
        figure.add_trace(_joined([received, offered], label))
    for end, name, colour, side in (
        ("received", _("tagit del"), theme.ACCENT, "left"),
        ("offered", _("erbjudits"), theme.MUTED, "right"),
    ):
        trace = _marks(
            pairs[end].tolist(), labels, name, "circle" if end == "received" else "circle-open", 13, colour
        )
        texts = [number(value) for value in pairs[end]]
        figure.add_trace(
            trace.update(
                mode="markers+text",
                text=texts,
                textposition=f"middle {side}",
                hoverinfo="skip",
                hovertemplate=None,
            )
        )
    whole = float(pairs[["offered", "received"]].max().max())
    figure.update_xaxes(visible=False, range=[0, whole * 1.15])
    figure.update_yaxes(autorange="reversed", ticks="", automargin=True, gridcolor=theme.GRID, showgrid=True)
    return theme.layout(
        figure,
        _ROW * round(len(pairs) * 1.4) + 60,
        showlegend=True,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "font": {"size": 13}},
        margin={"l": 8, "r": 12, "t": 36, "b": 8},
    )


def _joined(ends: list[float], label: str) -> go.Scatter:
    return go.Scatter(
        x=ends,
        y=[label, label],
        mode="lines",
        line={"color": theme.PLAIN, "width": 3},
        showlegend=False,
        hoverinfo="skip",
    )
