"""How values spread: dots in strips with the own one marked, and ranges from lowest to highest."""

import textwrap

import pandas as pd
import plotly.graph_objects as go

from dashboard.core.estimates import written
from dashboard.core.language import _
from dashboard.core.numbers import number, with_unit
from dashboard.core.result import Result
from dashboard.figures import theme

_COUNTY_ROW = 16
# Pixels that intervals can be read in, beside their names.
_NARROW_PX = 300
_ROW = 27
# Pixels of a line of names, and how much of one is air between two groups.
_RANGE_LINE, _RANGE_AIR = 19, 0.7
# With names no wider a telephone has room for the range beside them.
_NAME_LETTERS = 22


def own_among_others(result: Result) -> go.Figure:
    """One row per county: a line over the interval of its estimate, a dot at the estimate where there is one, the own one darker and thicker.

    The country's value, where it is known, is a line through all rows, named at its top.
    """
    rows, country = result.rows, result.context["country"]
    labels = [f"<b>{n}</b>" if own else n for n, own in zip(rows["name"], rows["is_own"], strict=True)]
    rows = rows.assign(label=labels)
    figure = go.Figure()
    for is_own, colour, width, size in ((False, theme.PLAIN, 5, 9), (True, theme.ACCENT, 9, 15)):
        part = rows[rows["is_own"] == is_own]
        figure.add_trace(_lines(part, part["label"].tolist(), "low", "high", width, colour, True))
        pointed = part.dropna(subset=["value"])
        figure.add_trace(
            _dots(pointed, theme.TEXT if is_own else theme.MUTED, size, _named(pointed, "low", "high"))
        )
    if country is not None:
        figure.add_vline(x=country, line={"width": 2, "color": theme.TEXT, "dash": "dot"})
        figure.add_annotation(
            x=country,
            y=1,
            yref="paper",
            yanchor="bottom",
            text=_("riket {value}").format(value=with_unit(number(country, 2), "sek")),
            showarrow=False,
            font={"size": 14},
        )
    top = float(rows[["value", "high"]].max(axis=None)) if not rows.empty else 1.0
    figure.update_xaxes(
        range=[0, top * 1.05],
        tickangle=0,
        **theme.tick_unit("sek"),
        gridcolor=theme.GRID,
        zeroline=False,
    )
    figure.update_yaxes(
        autorange="reversed", ticks="", automargin=True, type="category", categoryarray=labels, dtick=1
    )
    return theme.layout(
        figure,
        _COUNTY_ROW * max(len(rows), 1) + 60,
        margin={"l": 8, "r": 12, "t": 26, "b": 30},
        meta={"narrow_px": _NARROW_PX},
    )


def strips(result: Result) -> go.Figure:
    """One strip per group in the order of the rows: every place a dot, the median a line across."""
    rows = result.rows
    labels = rows["label"].drop_duplicates().tolist()
    figure = go.Figure()
    figure.add_trace(_dots(rows, theme.ACCENT, 8, _named(rows, "value_from", "value_to"), 0.45))
    medians = rows.groupby("label", sort=False)["value"].median()
    figure.add_trace(_ticks(medians.tolist(), medians.index.tolist(), 18, "value_from" in rows))
    figure.update_xaxes(
        rangemode="tozero",
        **theme.tick_unit("sek"),
        gridcolor=theme.GRID,
        zeroline=False,
        side="top",
        nticks=8,
    )
    figure.update_yaxes(autorange="reversed", ticks="", automargin=True, categoryarray=labels)
    return theme.layout(figure, _ROW * len(labels) + 60, margin={"l": 8, "r": 12, "t": 30, "b": 8})


def ranges(result: Result) -> go.Figure:
    """One row per group: a thin line from lowest to highest, a thick one for the middle half, and a line across at the median."""
    rows = result.rows
    labels = [
        _range_name(
            _("{label} ({count})").format(label=row.label, count=number(row.n)),
            _("median {median}").format(
                median=written(row.median, row.median_from, row.median_to, "sek_per_inhabitant")
            ),
        )
        for row in rows.reindex(columns=["label", "n", "median", "median_from", "median_to"]).itertuples()
    ]
    figure = go.Figure()
    is_estimate = "median_from" in rows
    figure.add_trace(_lines(rows, labels, "low", "high", 2, theme.PLAIN, is_estimate))
    decimals = 0 if is_estimate else 2
    texts = {end: [number(v, decimals) for v in rows[end]] for end in ("low", "high")}
    # Ends that are written alike lie so close that there is room for one of them.
    texts["low"] = ["" if low == high else low for low, high in zip(*texts.values(), strict=True)]
    for end, side in (("low", "left"), ("high", "right")):
        figure.add_trace(_written(rows[end], labels, side, texts[end]))
    figure.add_trace(_lines(rows, labels, "lower_quarter", "upper_quarter", 12, "#a9c4d0", is_estimate))
    figure.add_trace(_ticks(rows["median"].tolist(), labels, 20, is_estimate))
    top = float(rows["high"].max()) if not rows.empty else 1.0
    figure.update_xaxes(
        range=[0, top * 1.16],
        tickangle=0,
        **theme.tick_unit("sek"),
        gridcolor=theme.GRID,
        zeroline=False,
    )
    figure.update_yaxes(autorange="reversed", ticks="", automargin=True, type="category")
    return theme.layout(
        figure,
        round(_RANGE_LINE * sum(label.count("<br>") + 1 + _RANGE_AIR for label in labels)) + 40,
        margin={"l": 8, "r": 16, "t": 8, "b": 30},
    )


def _range_name(name: str, median: str) -> str:
    """The name of a group above its median, in narrow lines that end clear of the figure."""
    lines = [
        *textwrap.wrap(name, _NAME_LETTERS),
        *(f"<b>{line}</b>" for line in textwrap.wrap(median, _NAME_LETTERS)),
    ]
    return "<br>".join(f"{line}  " for line in lines)


def _named(rows: pd.DataFrame, low: str, high: str) -> list[str]:
    """Each place with its value as it is written, an estimate with its interval; `low` and `high` name the columns of its ends."""
    found = rows.reindex(columns=["name", "value", low, high])
    return [
        f"{name}: {written(value, start, end, 'sek_per_inhabitant')}"
        for name, value, start, end in found.itertuples(index=False)
    ]


def _number_at(is_estimate: bool) -> str:
    """How Plotly writes the value that a mark stands at."""
    if is_estimate:
        return _("omkring {value}").format(value=with_unit("%{x:.1f}", "sek"))
    return with_unit("%{x:.2f}", "sek")


def _dots(rows: pd.DataFrame, colour: str, size: int, names: list[str], opacity: float = 1.0) -> go.Scatter:
    return go.Scatter(
        x=[round(float(v), 2) for v in rows["value"]],
        y=rows["label"].tolist(),
        mode="markers",
        text=names,
        hovertemplate="%{text}<extra></extra>",
        marker={
            "size": size,
            "color": colour,
            "opacity": opacity,
            "line": {"width": 1, "color": "#ffffff"},
        },
    )


def _ticks(values: list[float], labels: list[str], size: int, is_estimate: bool = False) -> go.Scatter:
    return go.Scatter(
        x=values,
        y=labels,
        mode="markers",
        hovertemplate=_("median") + " " + _number_at(is_estimate) + "<extra></extra>",
        marker={
            "symbol": "line-ns-open",
            "size": size,
            "color": theme.TEXT,
            "line": {"width": 3, "color": theme.TEXT},
        },
    )


def _written(values: pd.Series, labels: list[str], side: str, texts: list[str]) -> go.Scatter:
    return go.Scatter(
        x=values.tolist(),
        y=labels,
        mode="text",
        text=[f" {text} " for text in texts],
        textposition=f"middle {side}",
        cliponaxis=False,
        hoverinfo="skip",
    )


def _lines(
    rows: pd.DataFrame, labels: list[str], start: str, end: str, width: int, colour: str, is_estimate: bool
) -> go.Scatter:
    x: list[float | None] = []
    y: list[str] = []
    for label, low, high in zip(labels, rows[start], rows[end], strict=True):
        x += [round(float(low), 2), round(float(high), 2), None]
        y += [label, label, label]
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        line={"width": width, "color": colour},
        hovertemplate=_number_at(is_estimate) + "<extra></extra>",
    )
