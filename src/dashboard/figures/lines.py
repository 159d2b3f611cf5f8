"""Values over the years, with the years that no document states left as gaps."""

import plotly.graph_objects as go

from dashboard.core.language import _
from dashboard.core.numbers import number, with_unit
from dashboard.core.result import Result
from dashboard.figures import theme

HEIGHT = 260


def development(result: Result) -> go.Figure:
    """Received as bars inside available, year by year; the years without figures stay empty and say so."""
    rows = result.rows
    return _inside(rows["year"].tolist(), rows["available"].tolist(), rows["received"].tolist())


def received_of_available(result: Result) -> go.Figure | None:
    """The same for rows with a `measure` each; nothing when what was received is not shown."""
    wide = result.rows.pivot(index="year", columns="measure", values="amount_sek")
    if "received" not in wide or wide[["available", "received"]].isna().any(axis=None):
        return None
    return _inside(wide.index.tolist(), wide["available"].tolist(), wide["received"].tolist())


def _inside(years: list[int], available: list[float], received: list[float]) -> go.Figure:
    figure = go.Figure()
    figure.add_trace(
        go.Bar(
            x=years,
            y=available,
            name=_("tillgängligt"),
            marker={"color": "#d5dfe3"},
            width=0.8,
            hovertemplate="%{x}: " + with_unit("%{y:,.0f}", "sek") + "<extra></extra>",
        )
    )
    figure.add_trace(
        go.Bar(
            x=years,
            y=received,
            name=_("mottaget"),
            marker={"color": theme.ACCENT},
            width=0.5,
            text=[number(v / 1_000_000, 1) for v in received],
            textposition="outside",
            constraintext="none",
            textfont={"size": 13},
            cliponaxis=False,
            hovertemplate="%{x}: " + with_unit("%{y:,.0f}", "sek") + "<extra></extra>",
        )
    )
    every = _from_first_to_last(years)
    for year in (y for y in every if y not in years):
        figure.add_annotation(
            x=year,
            y=0,
            yanchor="bottom",
            text="–",
            showarrow=False,
            font={"color": theme.MUTED, "size": 16},
        )
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        y=1,
        yref="paper",
        yanchor="bottom",
        text=_("miljoner kronor"),
        showarrow=False,
        font={"color": theme.MUTED, "size": 13},
    )
    figure.update_xaxes(tickvals=every, ticks="", tickfont={"size": 14}, showgrid=False, automargin=True)
    figure.update_yaxes(visible=False, range=[0, float(max(available)) * 1.15])
    # The button for the picture stands above the last bar.
    return theme.layout(figure, HEIGHT + 24, barmode="overlay", margin={"l": 8, "r": 8, "t": 32, "b": 8})


def _from_first_to_last(years: list[int]) -> list[int]:
    """The years of an axis: those that no document states stand there, too."""
    return list(range(int(min(years)), int(max(years)) + 1))


def comparison(result: Result) -> go.Figure:
    """The own value beside medians, year by year: a line over the interval of each, a mark at the estimate where there is one."""
    rows = result.rows
    columns = {column.name: column.label for column in result.columns if column.unit}
    # Beside each other within the year, so that no interval hides another.
    looks = {
        "own": (theme.ACCENT, "circle", -0.24),
        "alike": ("#b5482a", "diamond", -0.08),
        "county": (theme.MUTED, "square", 0.08),
        "country": ("#7a8f99", "triangle-up", 0.24),
    }
    figure = go.Figure()
    years = _from_first_to_last(rows["year"].tolist())
    for name, (colour, symbol, beside) in looks.items():
        if name not in columns:
            continue
        known = rows.dropna(subset=[f"{name}_low"])
        x, y = [], []
        for year, low, high in zip(known["year"], known[f"{name}_low"], known[f"{name}_high"], strict=True):
            x += [year + beside, year + beside, None]
            y += [round(float(low), 2), round(float(high), 2), None]
        figure.add_trace(
            go.Scatter(
                x=x, y=y, mode="lines", line={"color": colour, "width": 4}, hoverinfo="skip", showlegend=False
            )
        )
        pointed = known.dropna(subset=[name])
        figure.add_trace(
            go.Scatter(
                x=[year + beside for year in pointed["year"]],
                y=[round(float(v), 2) for v in pointed[name]],
                mode="markers",
                marker={
                    "size": 10,
                    "color": colour,
                    "symbol": symbol,
                    "line": {"width": 1, "color": "#ffffff"},
                },
                name=columns[name],
                hoverinfo="skip",
            )
        )
    figure.update_xaxes(
        tickvals=years,
        range=[years[0] - 0.5, years[-1] + 0.5],
        ticks="",
        showgrid=False,
        automargin=True,
        zeroline=False,
    )
    figure.update_yaxes(
        rangemode="tozero", gridcolor=theme.GRID, **theme.tick_unit("sek"), nticks=5, automargin=True
    )
    return theme.layout(
        figure,
        HEIGHT,
        showlegend=True,
        hovermode=False,
        legend={"orientation": "h", "y": -0.15, "x": 0, "font": {"size": 13}},
    )
