"""Tables in colour, with the value written in every cell: organisations by year, city districts by area."""

import textwrap

import plotly.graph_objects as go

from dashboard.core.language import _
from dashboard.core.numbers import MISSING, number
from dashboard.core.result import Result
from dashboard.figures import theme

_ROW = 30
_LINE = 17
_SCALE = [[i / 4, colour] for i, colour in enumerate(theme.SEQUENTIAL[:5])]
_MARK = [[0, theme.SEQUENTIAL[1]], [1, theme.SEQUENTIAL[1]]]
_DARK = 0.6


def organisations(result: Result) -> go.Figure:
    """What each organisation received, year by year, in thousands of kronor."""
    rows = result.rows
    years = [c.name for c in result.columns if c.name.startswith("y20")]
    values = [[float(v) if v > 0 else None for v in rows[y]] for y in years]
    texts = [[number(v / 1000) for v in rows[y]] for y in years]
    return _heat(
        [_wrapped(name, 30) for name in rows["name"]],
        [_("{year}, tkr").format(year=y[1:]) for y in years],
        [list(row) for row in zip(*values, strict=True)],
        [list(row) for row in zip(*texts, strict=True)],
        # One grant is many times the others; the scale lets the others differ.
        float(result.context["scale_to"]),
    )


def districts(result: Result) -> go.Figure:
    """Which of the six areas each board worked in: the number of things it did, or a dash."""
    rows = result.rows
    areas = result.context["areas"]
    values = [[1.0 if row[a] > 0 else None for a in areas] for _index, row in rows.iterrows()]
    texts = [
        [f"● {number(row[a])}" if row[a] > 0 else MISSING for a in areas] for _index, row in rows.iterrows()
    ]
    return _heat(
        [
            _wrapped(name if used == MISSING else f"{name} ({used})", 24)
            for name, used in zip(rows["name"], rows["used"], strict=True)
        ],
        [_wrapped(result.context["names"][a], 20) for a in areas],
        values,
        texts,
        1.0,
        scale=_MARK,
    )


def _heat(
    down: list[str],
    across: list[str],
    values: list[list[float | None]],
    texts: list[list[str]],
    top: float,
    scale: list[list[object]] | None = None,
) -> go.Figure:
    figure = go.Figure(
        go.Heatmap(
            z=values,
            zmin=0,
            zmax=top,
            colorscale=scale or _SCALE,
            showscale=False,
            xgap=3,
            ygap=3,
            hoverinfo="skip",
        )
    )
    cells = [(row, column) for row, line in enumerate(texts) for column in range(len(line))]
    # One trace of texts: an annotation for each cell takes seconds to make.
    figure.add_trace(
        go.Scatter(
            x=[column for _row, column in cells],
            y=[row for row, _column in cells],
            mode="text",
            text=[texts[row][column] for row, column in cells],
            textfont={
                "size": 14,
                "color": [_ink(values[row][column], top, scale is None) for row, column in cells],
            },
            hoverinfo="skip",
        )
    )
    # Where the columns are narrow Plotly turns their names, rather than let them run into each other.
    figure.update_xaxes(
        tickvals=list(range(len(across))),
        ticktext=across,
        side="top",
        ticks="",
        showgrid=False,
        fixedrange=True,
        automargin=True,
        range=[-0.5, len(across) - 0.5],
        autotickangles=[0, 90],
        zeroline=False,
        tickfont={"size": 12},
    )
    figure.update_yaxes(
        tickvals=list(range(len(down))),
        ticktext=down,
        range=[len(down) - 0.5, -0.5],
        tickfont={"size": 13},
        ticklabelstandoff=6,
        ticks="",
        showgrid=False,
        fixedrange=True,
        automargin=True,
        zeroline=False,
    )
    # All rows are as high as the one whose name has most lines needs.
    height = len(down) * max(_ROW, *(_LINE * (name.count("<br>") + 1) + 4 for name in down))
    head = _LINE * max(name.count("<br>") + 1 for name in across) + 12
    return theme.layout(figure, height + head + 16)


def _ink(value: float | None, top: float, graded: bool) -> str:
    if value is None:
        return theme.MUTED
    return "#ffffff" if graded and value > _DARK * top else theme.TEXT


def _wrapped(text: str, width: int) -> str:
    return "<br>".join(textwrap.wrap(text, width))
