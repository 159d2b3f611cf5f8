"""White spots as a small matrix: places by columns, a sign in every cell, no meaning by colour alone."""

import plotly.graph_objects as go

from dashboard.core.result import Result
from dashboard.figures import theme

_ROW = 26
_SLANTED = 70
_WHITE = "#b5482a"
# Filled where something is known to be done, crossed where nothing is, a dash where it is not known.
_LOOK = {
    "done": ("circle", theme.ACCENT, 13),
    "active": ("circle", theme.ACCENT, 13),
    "asked": ("circle-open", theme.ACCENT, 12),
    "silent": ("square-open", _WHITE, 12),
    "never": ("x", _WHITE, 11),
    "nothing": ("x", _WHITE, 11),
    "dont_know": ("diamond-open", theme.MUTED, 9),
    "unanswered": ("line-ew-open", theme.MUTED, 9),
    "unknown": ("line-ew-open", theme.MUTED, 9),
}


def white_spots(result: Result) -> go.Figure:
    """A row per municipality and a column per year or violence area; the key above names the signs that occur."""
    rows, headings = result.rows, result.context["headings"]
    figure = go.Figure()
    cells = [
        (position, name, state, words)
        for position, column in enumerate(headings)
        for name, state, words in zip(rows["name"], rows[f"state_{column}"], rows[column], strict=True)
    ]
    for state, (symbol, colour, size) in _LOOK.items():
        here = [c for c in cells if c[2] == state]
        if not here:
            continue
        figure.add_trace(
            go.Scatter(
                x=[c[0] for c in here],
                y=[c[1] for c in here],
                mode="markers",
                name=here[0][3],
                hovertemplate="%{y}: " + here[0][3] + "<extra></extra>",
                marker={
                    "symbol": symbol,
                    "size": size,
                    "color": colour,
                    "line": {"width": 2, "color": colour},
                },
            )
        )
    groups = [group for group, _label in headings.values()]
    for group in dict.fromkeys(g for g in groups if g):
        first = groups.index(group)
        figure.add_annotation(
            x=first + (groups.count(group) - 1) / 2,
            y=1,
            yref="paper",
            yshift=_SLANTED + 8,
            text=f"<b>{group.replace(' ', '<br>')}</b>",
            showarrow=False,
            yanchor="bottom",
        )
        if first:
            figure.add_vline(x=first - 0.5, line={"color": theme.PLAIN, "width": 1})
    figure.update_xaxes(
        side="top",
        tickvals=list(range(len(headings))),
        ticktext=[label for _group, label in headings.values()],
        range=[-0.5, len(headings) - 0.5],
        showgrid=False,
        zeroline=False,
        tickangle=-50 if any(groups) else 0,
        tickfont={"size": 12},
        ticklabeloverflow="allow",
    )
    figure.update_yaxes(
        autorange="reversed",
        ticks="",
        automargin=True,
        gridcolor=theme.GRID,
        showgrid=True,
        type="category",
        categoryarray=rows["name"].tolist(),
        dtick=1,
    )
    top = _SLANTED + 50 if any(groups) else 30
    return theme.layout(
        figure,
        _ROW * len(rows) + top + 60,
        showlegend=True,
        legend={"orientation": "h", "y": 0, "yanchor": "top", "x": 0, "font": {"size": 13}},
        margin={"l": 8, "r": 44, "t": top, "b": 60},
    )
