"""How values spread: dots in strips with the own one marked, and ranges from lowest to highest."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.core.estimates import written
from dashboard.core.language import _
from dashboard.core.numbers import number, with_unit
from dashboard.core.result import Result
from dashboard.core.status import sign
from dashboard.figures import theme

_STRIP = 74
_ROW = 27
_RANGE_ROW = 56


def own_among_others(result: Result) -> go.Figure:
    """One strip per step: every county a dot, the own one larger, the median a line across; both values stand beside the strip."""
    rows = result.rows
    medians = rows.groupby("label", sort=False)["value"].median()
    own_values = rows[rows["is_own"]].set_index("label")["value"]
    signs = rows.drop_duplicates("label").set_index("label")["status"].map(sign)
    written = {
        label: _("{label}<br><b>länet {own}</b>, median {median}").format(
            label=f"{label} ({signs[label]})" if signs[label] else label,
            own=number(own_values[label], 2),
            median=number(medians[label], 2),
        )
        for label in medians.index
    }
    rows = rows.assign(label=rows["label"].map(written))
    others, own = rows[~rows["is_own"]], rows[rows["is_own"]]
    figure = go.Figure()
    figure.add_trace(_dots(others, theme.PLAIN, 9, [f"{n}: " for n in others["name"]]))
    figure.add_trace(_ticks(medians.tolist(), list(written.values()), 30))
    figure.add_trace(_dots(own, theme.ACCENT, 15, [f"{n}: " for n in own["name"]]))
    top = float(rows["value"].max()) if not rows.empty else 1.0
    figure.update_xaxes(
        range=[-0.05 * top, top * 1.08],
        dtick=_round_step(top),
        **theme.tick_unit("sek"),
        gridcolor=theme.GRID,
        zeroline=False,
    )
    figure.update_yaxes(autorange="reversed", ticks="", automargin=True, categoryarray=list(written.values()))
    return theme.layout(figure, _STRIP * max(len(written), 1) + 50, margin={"l": 8, "r": 8, "t": 20, "b": 30})


def strips(result: Result) -> go.Figure:
    """One strip per group in the order of the rows: every place a dot, the median a line across."""
    rows = result.rows
    labels = rows["label"].drop_duplicates().tolist()
    figure = go.Figure()
    figure.add_trace(_dots(rows, theme.ACCENT, 8, _named(rows), 0.45, "%{text}"))
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
        _("{label} ({count})  <br><b>median {median}</b>  ").format(
            label=row.label,
            count=number(row.n),
            median=written(row.median, row.median_from, row.median_to, "sek_per_inhabitant"),
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
        dtick=_round_step(top),
        **theme.tick_unit("sek"),
        gridcolor=theme.GRID,
        zeroline=False,
    )
    figure.update_yaxes(autorange="reversed", ticks="", automargin=True, type="category")
    return theme.layout(
        figure, _RANGE_ROW * max(len(rows), 1) + 50, margin={"l": 8, "r": 16, "t": 8, "b": 30}
    )


def _round_step(top: float) -> float:
    """A round distance between ticks that gives at most six of them from 0 to the top."""
    steps = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
    return next((step for step in steps if top / step <= 5), top)


def _named(rows: pd.DataFrame) -> list[str]:
    """Each place with its value as it is written, an estimate with its interval."""
    found = rows.reindex(columns=["name", "value", "value_from", "value_to"])
    return [
        f"{row.name}: {written(row.value, row.value_from, row.value_to, 'sek_per_inhabitant')}"
        for row in found.itertuples(index=False)
    ]


def _number_at(is_estimate: bool) -> str:
    """How Plotly writes the value that a mark stands at."""
    if is_estimate:
        return _("omkring {value}").format(value=with_unit("%{x:.1f}", "sek"))
    return with_unit("%{x:.2f}", "sek")


def _dots(
    rows: pd.DataFrame, colour: str, size: int, names: list[str], opacity: float = 1.0, hover: str = ""
) -> go.Scatter:
    return go.Scatter(
        x=[round(float(v), 2) for v in rows["value"]],
        y=rows["label"].tolist(),
        mode="markers",
        text=names,
        hovertemplate=(hover or "%{text}" + _number_at(False)) + "<extra></extra>",
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
        hoverinfo="skip",
    )


def _lines(
    rows: pd.DataFrame, labels: list[str], start: str, end: str, width: int, colour: str, is_estimate: bool
) -> go.Scatter:
    x: list[float | None] = []
    y: list[str | None] = []
    for label, low, high in zip(labels, rows[start], rows[end], strict=True):
        x += [round(float(low), 2), round(float(high), 2), None]
        y += [label, label, None]
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        line={"width": width, "color": colour},
        hovertemplate=_number_at(is_estimate) + "<extra></extra>",
    )
