"""Values over the years, with the years that no document states left as gaps."""

import plotly.graph_objects as go

from dashboard.core.language import _
from dashboard.core.measures import YEARS
from dashboard.core.numbers import number, with_unit
from dashboard.core.result import Result
from dashboard.figures import theme

HEIGHT = 260
_ALL_YEARS = list(range(YEARS[0], YEARS[-1] + 1))


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
    for year in (y for y in _ALL_YEARS if y not in years):
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
    figure.update_xaxes(tickvals=_ALL_YEARS, ticks="", tickfont={"size": 14}, showgrid=False, automargin=True)
    figure.update_yaxes(visible=False, range=[0, float(max(available)) * 1.15])
    # The button for the picture stands above the last bar.
    return theme.layout(figure, HEIGHT + 24, barmode="overlay", margin={"l": 8, "r": 8, "t": 32, "b": 8})


def comparison(result: Result) -> go.Figure:
    """The own value beside medians, one line each, named at its end."""
    rows = result.rows
    names = {column.name: column.label for column in result.columns if column.unit}
    looks = {
        "own": (theme.ACCENT, 3.5, "solid"),
        "alike": ("#b5482a", 2, "dot"),
        "county": (theme.MUTED, 2, "dash"),
        "country": (theme.PLAIN, 2, "solid"),
    }
    figure = go.Figure()
    for name, (colour, width, dash) in looks.items():
        values = rows.set_index("year")[name].reindex(_ALL_YEARS)
        figure.add_trace(
            go.Scatter(
                x=_ALL_YEARS,
                y=[None if v != v else round(float(v), 2) for v in values],
                mode="lines+markers",
                line={"color": colour, "width": width, "dash": dash},
                marker={"size": 7},
                connectgaps=False,
                name=names[name],
                hovertemplate=names[name] + ", %{x}: " + with_unit("%{y:.2f}", "sek") + "<extra></extra>",
            )
        )
    figure.update_xaxes(tickvals=_ALL_YEARS, ticks="", showgrid=False, automargin=True)
    figure.update_yaxes(
        rangemode="tozero", gridcolor=theme.GRID, **theme.tick_unit("sek"), nticks=5, automargin=True
    )
    return theme.layout(
        figure, HEIGHT, showlegend=True, legend={"orientation": "h", "y": -0.15, "x": 0, "font": {"size": 13}}
    )
