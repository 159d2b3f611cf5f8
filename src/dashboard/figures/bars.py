"""Horizontal bars with the value written at the end: steps of the money, shares by area."""

import textwrap

import pandas as pd
import plotly.graph_objects as go

from dashboard.core.estimates import estimate, roughly
from dashboard.core.language import _
from dashboard.core.numbers import percent, short_kronor
from dashboard.core.printed_figure import Printed, is_span, said
from dashboard.core.result import Result
from dashboard.core.status import Status, sign
from dashboard.figures import headings, theme

_ROW = 46
_LINE = 18
_MOST_BARS = 24
# The height of a bar under its name.
_THIN = 18
# Pixels between a name and its bar.
_STANDOFF = 6
_PALE = "#d5dfe3"
_MAIN_STEPS = ("available", "received", "used")
# With these the name, the bar and what is written at its end fit beside each other on a telephone.
_NAME_LETTERS, _AMOUNT_LETTERS = 14, 21
_BESIDE_BARS = 2.6


def ladder(result: Result) -> go.Figure:
    """The steps of the money, from top to bottom, each with its amount and its sign; an estimate with a line over its interval.

    An estimate of which only the ends can be told is a pale bar to the highest, and the line.
    """
    rows = result.rows
    labels = [_wrapped(label, _NAME_LETTERS) for label in rows["label"]]
    ends = rows.get(["amount_low_sek", "amount_high_sek"], pd.DataFrame(index=rows.index))
    lows, highs = (
        ends.get("amount_low_sek", rows["amount_sek"]),
        ends.get("amount_high_sek", rows["amount_sek"]),
    )
    longest = rows["amount_sek"].fillna(highs)
    bounds = rows["bound"] if "bound" in rows else ["exact"] * len(rows)
    digits = rows["digits"] if "digits" in rows else [None] * len(rows)
    texts = [
        _amount(*told) + (f"<br><i>{sign(s)}</i>" if sign(s) else "")
        for *told, s in zip(rows["amount_sek"], lows, highs, bounds, digits, rows["status"], strict=True)
    ]
    # What is written stands beyond the interval, too: it belongs to a bar of its own, as white as the paper.
    figure = go.Figure(
        _bar(pd.concat([longest, highs], axis=1).max(axis=1).tolist(), labels, "#ffffff", texts)
    )
    bar = _bar(longest.tolist(), labels, theme.ACCENT)
    bar.marker = {
        "color": [
            _PALE if v != v else theme.ACCENT if m in _MAIN_STEPS else theme.PLAIN
            for m, v in zip(rows["measure"], rows["amount_sek"], strict=True)
        ],
        "pattern": {
            "shape": ["/" if s == Status.SYNTHETIC else "" for s in rows["status"]],
            "fgcolor": "#ffffff",
            "size": 6,
            "solidity": 0.25,
        },
    }
    figure.add_trace(bar)
    for label, low, high in zip(labels, lows, highs, strict=True):
        if low < high:
            figure.add_trace(
                go.Scatter(
                    x=[float(low), float(high)],
                    y=[label, label],
                    mode="lines",
                    line={"width": 5, "color": theme.TEXT},
                    hoverinfo="skip",
                )
            )
    top = float(pd.concat([longest, highs]).max()) if not rows.empty else 1.0
    figure.update_xaxes(visible=False, range=[0, max(top, 1) * _BESIDE_BARS])
    figure.update_yaxes(
        autorange="reversed",
        ticks="",
        automargin=True,
        ticklabelstandoff=_STANDOFF,
        tickfont={"size": 15},
        categoryarray=labels,
    )
    lines = max((text.count("<br>") + 1 for text in [*texts, *labels]), default=1)
    return theme.layout(
        figure,
        max(_ROW, _LINE * lines + 8) * max(len(rows), 1) + 24,
        bargap=0.35,
        barmode="overlay",
        hovermode=False,
    )


def _amount(value: float, low: float, high: float, bound: str, digits: float | None) -> str:
    """What stands at the end of a bar: the amount, with its interval or the word before it where it has one."""
    if bound != "exact":
        text = said(Printed(value, "sek", bound))
    elif digits is not None and digits == digits:
        text = roughly(value, "sek", digits)
    elif low != low or low == value == high:
        text = short_kronor(value)
    else:
        text = _in_two_lines(estimate(value, low, high, "sek"))
    return "<br>".join(_short_lines(line) for line in text.split("<br>"))


def _in_two_lines(text: str) -> str:
    """An interval over two lines, broken before its end."""
    for mark in (" (", _(" och ")):
        head, found, tail = text.partition(mark)
        if found:
            return f"{head}<br>{found.strip()}{' ' if mark != ' (' else ''}{tail}"
    return text


def _short_lines(line: str) -> str:
    """A line that is too long for a telephone as several; it may break after the dash of an interval, too."""
    if len(line) <= _AMOUNT_LETTERS:
        return line
    return _wrapped(line.replace("–", "– "), _AMOUNT_LETTERS)


def shares(result: Result) -> go.Figure:
    """Per violence area, the share of municipalities with any activity: the county's as a bar, the country's, if known, as a line across."""
    rows = result.rows.dropna(subset=["county_share", "country_share"], how="all")
    labels = [
        (
            _("{area}<br>länet {county}")
            if country != country
            else _("{area}<br>länet {county}, riket {country}")
        ).format(area=label, county=percent(county), country=percent(country))
        + (f"<br><i>{sign(status)}</i>" if sign(status) else "")
        for label, county, country, status in zip(
            rows["label"], rows["county_share"], rows["country_share"], rows["status"], strict=True
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
    """Whether printed figures can stand in one picture: one unit, and of amounts none of several years beside that of one, nor of
    several sources: they may mean different things."""
    one_kind = rows["period"].map(is_span).nunique() == rows["source_id"].nunique() == 1
    return rows["printed_unit"].nunique() == 1 and (rows["unit"].iloc[0] != "sek" or one_kind)


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


def _wrapped(label: str, letters: int) -> str:
    return "<br>".join(textwrap.wrap(label, letters))
