"""A figure as it is shown to a room: large letters, thick lines, values that need no pointer, and a height that is always the same.

It is the catalogue's own figure, made larger; there is no second set.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.core.numbers import number
from dashboard.core.result import Result
from dashboard.figures import catalogue, stage_rows, theme
from dashboard.figures.stage_rows import GROWTH, HEIGHT_PX, WIDTH_PX

LETTER_PX = 18
_THINNEST_PX = 1.5
_MOST_OUTLINED = 60
_HATCH_PX = 14
_BESIDE_BARS = 1.3
_BETWEEN_PX = 16
_LETTER_WIDTH_PX = 8.6
# What is light enough to vanish in a compressed picture of the screen, and what is shown in its place.
_DARKER = {theme.MUTED: "#3f4a50", theme.GRID: "#c3ccd0", theme.PLAIN: "#8496a0"}
_KEY_AT_RIGHT = {"orientation": "h", "x": 1, "xanchor": "right", "y": 1, "yanchor": "bottom"}
_NBSP = "\u00a0"
_FONTS = ("font", "tickfont", "textfont", "insidetextfont", "outsidetextfont")


@dataclass(frozen=True)
class Staged:
    """A figure for the stage, and how many of the answer's rows it has no room for."""

    figure: go.Figure
    left_out: int


def draw(
    result: Result, geometry: Mapping[str, str], others: Sequence[Result] = (), width: int = WIDTH_PX
) -> Staged | None:
    """The answer's figure for the stage; None where a table says it better.

    `others` are answers to the same question for other years: the axes have room for them, too, so that the scale stays when
    the year changes.
    """
    drawn = catalogue.draw(result, geometry)
    if drawn is None:
        return None
    spec = drawn.to_plotly_json()
    slack = _slack(spec)
    for other in others:
        beside = catalogue.draw(other, geometry)
        if beside is not None:
            _make_room_for(spec, beside.to_plotly_json())
    _darken(spec)
    _letters(spec)
    _strokes(spec)
    left_out = stage_rows.arrange(spec)
    _values(spec, slack)
    layout = spec["layout"]
    layout.update(width=width, height=HEIGHT_PX, hovermode=False)
    layout["margin"] = {side: round(px * GROWTH) for side, px in layout["margin"].items()}
    for annotation in layout.get("annotations", ()):
        if "yshift" in annotation:
            annotation["yshift"] = round(annotation["yshift"] * 1.4)
    return Staged(go.Figure(spec, skip_invalid=True), left_out)


def settings() -> dict[str, Any]:
    """Plotly's settings on the stage: a picture, without buttons and without anything under the pointer."""
    return {**theme.config(), "staticPlot": True, "displayModeBar": False}


def _make_room_for(spec: dict[str, Any], other: dict[str, Any]) -> None:
    for name in ("xaxis", "yaxis"):
        own, theirs = (s["layout"].get(name, {}).get("range") for s in (spec, other))
        if own and theirs and own[0] < own[1] and theirs[0] < theirs[1]:
            spec["layout"][name]["range"] = [min(own[0], theirs[0]), max(own[1], theirs[1])]


def _parts(node: Any, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of a figure with the name it has in the part it belongs to."""
    if isinstance(node, dict):
        yield name, node
        for key, value in node.items():
            yield from _parts(value, key)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _parts(value, name)


def _darken(spec: dict[str, Any]) -> None:
    for _name, part in _parts(spec):
        for key, value in part.items():
            if isinstance(value, str) and value in _DARKER:
                part[key] = _DARKER[value]
            elif isinstance(value, list) and value and isinstance(value[0], str):
                part[key] = [_DARKER.get(v, v) for v in value]


def _letters(spec: dict[str, Any]) -> None:
    for name, part in _parts(spec):
        if name in _FONTS and isinstance(part.get("size"), int | float):
            part["size"] = max(LETTER_PX, round(part["size"] * GROWTH))
    spec["layout"]["font"] = {**spec["layout"]["font"], "size": LETTER_PX}


def _strokes(spec: dict[str, Any]) -> None:
    for trace in spec["data"]:
        marker = trace.get("marker", {})
        if trace["type"] == "choropleth":
            outlined = len(trace["locations"]) <= _MOST_OUTLINED or trace.get("name") in ("zero", "missing")
            marker["line"] = {**marker.get("line", {}), "width": _map_line(trace) if outlined else 0}
            trace["marker"] = marker
            continue
        if "pattern" in marker:
            marker["pattern"]["size"] = _HATCH_PX
        if "size" in marker and trace["type"] in ("scatter", "scattergeo"):
            size = marker["size"]
            marker["size"] = (
                [round(s * GROWTH, 1) for s in size] if isinstance(size, list) else round(size * GROWTH, 1)
            )
        for line in (trace.get("line"), marker.get("line")):
            if line and line.get("width"):
                line["width"] = max(_THINNEST_PX, line["width"] * GROWTH)
    for name in ("xaxis", "yaxis"):
        axis = spec["layout"].setdefault(name, {})
        axis["gridwidth"] = _THINNEST_PX
        # Without a colour of its own a grid is Plotly's hairline.
        axis.setdefault("showgrid", "gridcolor" in axis)
    for shape in spec["layout"].get("shapes", ()):
        shape["line"]["width"] = max(_THINNEST_PX, shape["line"].get("width", 0))


def _map_line(trace: dict[str, Any]) -> float:
    return float(max(_THINNEST_PX, trace.get("marker", {}).get("line", {}).get("width", 0)))


def _values(spec: dict[str, Any], slack: float) -> None:
    """Write out what the page shows under the pointer, and leave beside bars the room that the values at their ends need."""
    bars = [t for t in spec["data"] if t["type"] == "bar" and t.get("orientation") == "h"]
    written = [t for t in bars if t.get("textposition") == "outside" and t.get("text") is not None]
    for trace in written:
        trace["text"] = [_NBSP + str(text).replace("<br>", f"<br>{_NBSP}") for text in trace["text"]]
    axes = [axis for name, axis in spec["layout"].items() if name.startswith("xaxis")]
    width = WIDTH_PX / len(axes) - _BETWEEN_PX
    letters = max(
        (len(part) for t in written for text in t["text"] for part in text.split("<br>")), default=0
    )
    beside = max(_BESIDE_BARS, width / max(1.0, width - letters * _LETTER_WIDTH_PX))
    for axis in axes if slack > beside else ():
        axis["range"] = [axis["range"][0], axis["range"][1] * beside / slack]
    upright = [t for t in spec["data"] if t["type"] == "bar" and t not in bars and t.get("name")]
    if len(upright) > 1:
        # On a page the sentence and the table say which bar is which.
        spec["layout"].update(showlegend=True, legend=_KEY_AT_RIGHT)
    if spec["layout"].get("showlegend"):
        _last_of_lines(spec)
        _beside_names(spec)


def _slack(spec: dict[str, Any]) -> float:
    """How far a hidden axis reaches beyond the longest bar, for the values written there; 1 where there are none."""
    axis = spec["layout"].get("xaxis", {})
    bars = [t for t in spec["data"] if t["type"] == "bar" and t.get("textposition") == "outside"]
    longest = max((float(v) for t in bars if t.get("orientation") == "h" for v in t["x"] if v), default=0.0)
    return (
        axis["range"][1] / longest if longest and axis.get("visible") is False and axis.get("range") else 1.0
    )


def _last_of_lines(spec: dict[str, Any]) -> None:
    """The values of the first line at its points, and the last value of each line in the key."""
    suffix = spec["layout"]["yaxis"].get("ticksuffix", "")
    own = True
    for trace in spec["data"]:
        known = [
            (x, y) for x, y in zip(trace.get("x", ()), trace.get("y", ()), strict=False) if y is not None
        ]
        if trace.get("mode") == "lines+markers" and known:
            if own:
                texts = ["" if y is None else number(y, 2) for y in trace["y"]]
                trace.update(mode="lines+markers+text", text=texts, textposition="bottom center")
                own = False
            trace["name"] += f" ({known[-1][0]}: {number(known[-1][1], 2)}{suffix})"


def _beside_names(spec: dict[str, Any]) -> None:
    """The values of signs on a line, beside the line's name in the order of the key."""
    axis = spec["layout"]["yaxis"]
    suffix = spec["layout"]["xaxis"].get("ticksuffix", "")
    signs = [
        t for t in spec["data"] if t.get("mode") == "markers" and any(isinstance(y, str) for y in t["y"])
    ]
    if not signs or any(len(set(t["y"])) != len(t["y"]) for t in signs) or not suffix:
        return
    values: dict[str, list[str]] = {}
    for trace in signs:
        for label, value in zip(trace["y"], trace["x"], strict=True):
            values.setdefault(label, []).append(
                number(value, 0 if value == round(value) or suffix == " %" else 2)
            )
    stage_rows.rename(
        spec, axis, {label: f"{label.strip()} ({' · '.join(v)}{suffix})  " for label, v in values.items()}
    )
