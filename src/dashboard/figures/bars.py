"""Horizontal bars with the value written at the end: steps of the money, shares by area."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.core.language import _
from dashboard.core.numbers import kronor, percent, short_kronor
from dashboard.core.printed_figure import Printed, is_span, said
from dashboard.core.result import Result
from dashboard.core.status import Status, sign
from dashboard.figures import headings, theme

_ROW = 46
_MOST_BARS = 24
# The height of a bar under its name.
_THIN = 18
# Pixels between a name and its bar.
_STANDOFF = 6


def ladder(result: Result) -> go.Figure:
    """The steps of the money, from top to bottom, each with its amount, with the word before it where it has one, and its sign."""
    rows = result.rows
    labels = rows["label"].tolist()
    bounds = rows["bound"] if "bound" in rows else ["exact"] * len(rows)
    about = [
        "" if bound == "exact" else said(Printed(v, "sek", bound))
        for v, bound in zip(rows["amount_sek"], bounds, strict=True)
    ]
    texts = [
        (text or short_kronor(v)) + (f"<br><i>{sign(s)}</i>" if sign(s) else "")
        for v, s, text in zip(rows["amount_sek"], rows["status"], about, strict=True)
    ]
    figure = go.Figure(
        go.Bar(
            x=rows["amount_sek"].tolist(),
            y=labels,
            orientation="h",
            text=texts,
            textposition="outside",
            cliponaxis=False,
            marker={
                "color": [
                    theme.ACCENT if m in ("available", "received", "used") else theme.PLAIN
                    for m in rows["measure"]
                ],
                "pattern": {
                    "shape": ["/" if s == Status.SYNTHETIC else "" for s in rows["status"]],
                    "fgcolor": "#ffffff",
                    "size": 6,
                    "solidity": 0.25,
                },
            },
            customdata=[text or kronor(v) for v, text in zip(rows["amount_sek"], about, strict=True)],
            hovertemplate="%{y}: %{customdata}<extra></extra>",
        )
    )
    top = float(rows["amount_sek"].max()) if not rows.empty else 1.0
    # An amount with a word before it needs more room at the end of its bar.
    room = 2.2 if any(about) else 1.75
    figure.update_xaxes(visible=False, range=[0, max(top, 1) * room])
    figure.update_yaxes(
        autorange="reversed", ticks="", automargin=True, ticklabelstandoff=_STANDOFF, tickfont={"size": 15}
    )
    return theme.layout(figure, _ROW * max(len(rows), 1) + 24, bargap=0.35, hovermode="y")


def shares(result: Result) -> go.Figure:
    """Per violence area, the share of municipalities with any activity: the county's as a bar, the country's as a line across."""
    rows = result.rows.dropna(subset=["country_share"])
    labels = [
        _("{area}<br>länet {county}, riket {country}").format(
            area=label, county=percent(county), country=percent(country)
        )
        for label, county, country in zip(
            rows["label"], rows["county_share"], rows["country_share"], strict=True
        )
    ]
    figure = go.Figure()
    figure.add_trace(
        go.Bar(
            x=rows["county_share"].fillna(0).tolist(),
            y=labels,
            orientation="h",
            hoverinfo="skip",
            marker={"color": [theme.VIOLENCE_AREA[a] for a in rows["area"]]},
        )
    )
    figure.add_trace(
        go.Scatter(
            x=rows["country_share"].tolist(),
            y=labels,
            mode="markers",
            hoverinfo="skip",
            marker={
                "symbol": "line-ns-open",
                "size": 30,
                "color": theme.TEXT,
                "line": {"width": 3, "color": theme.TEXT},
            },
        )
    )
    figure.update_xaxes(
        range=[0, 101],
        **theme.tick_unit("percent"),
        showgrid=True,
        gridcolor=theme.GRID,
        # Plotly leaves the unit out of ticks that are listed.
        dtick=25,
        tickangle=0,
    )
    figure.update_yaxes(autorange="reversed", ticks="", automargin=True, ticklabelstandoff=_STANDOFF)
    return theme.layout(
        figure, _ROW * max(len(rows), 1) + 90, bargap=0.45, margin={"l": 8, "r": 16, "t": 28, "b": 36}
    )


def printed(result: Result) -> go.Figure | None:
    """Printed figures as bars with their value and base; nothing where they cannot be compared or there are too many or one."""
    rows = result.rows.dropna(subset=["value"])
    if not 2 <= len(rows) <= _MOST_BARS or not are_comparable(rows):
        return None
    bases = rows["respondents"].dropna()
    counted = rows["unit"].iloc[0] == "count"
    figure = go.Figure()
    places: list[float] = []
    top = 0.0
    for label in rows["label"]:
        top = headings.write(figure, headings.wrapped(label), top + 8)
        places.append(top + _THIN / 2)
        top += _THIN
    if counted and bases.nunique() == 1 and len(bases) == len(rows):
        whole = float(bases.iloc[0])
        figure.add_trace(_bar([whole] * len(rows), places, "#eef2f4"))
    else:
        whole = 100.0 if rows["unit"].iloc[0] == "percent" else float(rows["value"].max())
    figure.add_trace(_bar(rows["value"].tolist(), places, theme.ACCENT, rows["value_text"].tolist()))
    figure.update_traces(width=_THIN)
    figure.update_xaxes(visible=False, range=[0, max(whole, 1) * 1.7], fixedrange=True)
    headings.pixels(figure, top + 4)
    figure.update_yaxes(visible=False)
    return theme.layout(figure, round(top) + 40, barmode="overlay", margin={"l": 4, "r": 4, "t": 24, "b": 8})


def are_comparable(rows: pd.DataFrame) -> bool:
    """Whether printed figures can stand in one picture: one unit, and no amount of several years beside that of one."""
    return rows["printed_unit"].nunique() == 1 and (
        rows["unit"].iloc[0] != "sek" or rows["period"].map(is_span).nunique() == 1
    )


def _bar(
    values: list[float], labels: list[str] | list[float], colour: str, texts: list[str] | None = None
) -> go.Bar:
    return go.Bar(
        x=values,
        y=labels,
        orientation="h",
        hoverinfo="skip",
        marker={"color": colour},
        text=texts,
        textposition="outside",
        cliponaxis=False,
        constraintext="none",
    )
