"""Answers to the same question about several things: a bar for each, shared out between the answers."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.core.language import _
from dashboard.core.numbers import number
from dashboard.core.result import Result
from dashboard.figures import headings, theme

_BAR = 20
# A part narrower than this share of the bar has no room for its number.
_ROOM = 0.02


def yes_partly_rest(result: Result) -> go.Figure:
    """Yes, partly and the rest of all, stacked to a whole under each name, with the counts inside."""
    rows = result.rows
    return _shared_out(
        rows["label"].tolist(),
        [1.0] * len(rows),
        rows,
        [
            ("yes", _("ja"), theme.ACCENT, "#ffffff"),
            ("partly", _("delvis"), "#84aebf", theme.TEXT),
            ("other", _("övriga"), "#eef2f4", theme.TEXT),
        ],
        float(rows["base"].max()),
    )


def scores(result: Result) -> go.Figure:
    """High and low scores of each kind and year as parts of those who answered; answers whose scores no source gives are pale."""
    rows = result.rows
    parts = [
        ("low", _("1–3 tillsammans"), theme.SEQUENTIAL[1], theme.TEXT),
        ("high", _("4–5 tillsammans"), theme.SEQUENTIAL[4], "#ffffff"),
        ("unknown", _("betygen står inte i texten"), "#eef2f4", theme.MUTED),
    ]
    return _shared_out(
        [
            _("{label}: {answered} av {asked} svar").format(
                label=r.label, answered=number(r.answered), asked=number(r.asked)
            )
            for r in rows.itertuples()
        ],
        [100 / v for v in rows["answered"]],
        rows,
        [part for part in parts if rows[part[0]].fillna(0).sum() > 0],
        100,
    )


def expected(result: Result) -> go.Figure:
    """How far the expected result was reached, as parts of those who worked in each area."""
    rows = result.rows
    return _shared_out(
        [_("{label} ({base})").format(label=r.label, base=number(r.base)) for r in rows.itertuples()],
        [100 / v for v in rows["base"]],
        rows,
        [
            ("full", _("helt eller i stor utsträckning"), theme.ACCENT, "#ffffff"),
            ("partly", _("delvis"), "#84aebf", theme.TEXT),
            ("little", _("i liten utsträckning"), "#d9b44a", theme.TEXT),
            ("other", _("framgår inte"), "#eef2f4", theme.TEXT),
        ],
        100,
    )


def _shared_out(
    labels: list[str],
    scales: list[float],
    rows: pd.DataFrame,
    parts: list[tuple[str, str, str, str]],
    whole: float,
) -> go.Figure:
    """A bar under each label, shared out between parts (column, name, colour, ink), with the counts inside."""
    figure = go.Figure()
    places: list[float] = []
    top = 0.0
    for label in labels:
        top = headings.write(figure, headings.wrapped(label), top + 8)
        places.append(top + _BAR / 2)
        top += _BAR
    for column, name, colour, ink in parts:
        values = rows[column].fillna(0).tolist()
        figure.add_trace(
            go.Bar(
                x=[round(v * scale, 3) for v, scale in zip(values, scales, strict=True)],
                y=places,
                width=_BAR,
                orientation="h",
                name=name,
                marker={"color": colour},
                text=[
                    number(v) if v * scale > whole * _ROOM else ""
                    for v, scale in zip(values, scales, strict=True)
                ],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                constraintext="none",
                textfont={"color": ink},
                hoverinfo="skip",
            )
        )
    figure.update_xaxes(visible=False, range=[0, whole], fixedrange=True)
    headings.pixels(figure, top + 4)
    figure.update_yaxes(visible=False)
    return theme.layout(
        figure,
        round(top) + 52,
        barmode="stack",
        margin={"l": 4, "r": 4, "t": 40, "b": 8},
        **headings.legend(),
    )
