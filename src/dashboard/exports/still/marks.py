"""The marks of a figure: bars, lines, points, texts and coloured cells."""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.path import Path

from dashboard.exports.still import colours, lettering, symbols
from dashboard.exports.still.axes import Axis
from dashboard.exports.still.canvas import Canvas

_TEXT_GAP = 5
_SWATCH = 12
_SAMPLE_LARGEST = 14

Trace = Mapping[str, Any]
Place = Callable[[object], float]


def draw(
    canvas: Canvas, traces: Sequence[Trace], layout: Mapping[str, Any], x: Axis, y: Axis, place: "Places"
) -> None:
    """Draw all traces of a figure with two axes, in order."""
    stacked: dict[float, float] = defaultdict(float)
    before: list[tuple[float, float]] = []
    for trace in traces:
        if trace["type"] == "bar":
            _bars(canvas, trace, layout, x, y, place, stacked)
        elif trace["type"] == "heatmap":
            _cells(canvas, trace, place)
        elif trace["type"] == "scatter":
            points = [(place.x(a), place.y(b)) for a, b in zip(trace["x"], trace["y"], strict=True)]
            _scatter(canvas, trace, layout, points, before)
            before = points
        else:
            raise ValueError(trace["type"])


class Places:
    """Where values stand on the sheet: two axes laid over a rectangle of pixels."""

    def __init__(self, x: Axis, y: Axis, left: float, top: float, width: float, height: float) -> None:
        self._x, self._y = x, y
        self.left, self.top, self.width, self.height = left, top, width, height

    def x(self, value: object) -> float:
        """Pixels from the left edge of the sheet."""
        return self.left + self._x.share(value) * self.width

    def y(self, value: object) -> float:
        """Pixels from the upper edge of the sheet."""
        return self.top + (1 - self._y.share(value)) * self.height


def each(value: Any, count: int) -> list[Any]:
    """An option that is one for all or one for each, as one for each."""
    return list(value) if isinstance(value, (list, tuple, np.ndarray)) else [value] * count


def _bars(
    canvas: Canvas,
    trace: Trace,
    layout: Mapping[str, Any],
    x: Axis,
    y: Axis,
    place: Places,
    stacked: dict[float, float],
) -> None:
    lying = trace.get("orientation") == "h"
    axis = y if lying else x
    positions = [axis.number(v) for v in (trace["y"] if lying else trace["x"])]
    values = [math.nan if v is None else float(v) for v in (trace["x"] if lying else trace["y"])]
    width = float(trace.get("width") or 1 - layout.get("bargap", 0.2))
    bases = each(trace.get("base", 0), len(values))
    marker = trace.get("marker", {})
    fills = each(marker.get("color", "#1f77b4"), len(values))
    pattern = marker.get("pattern", {})
    hatches = each(pattern.get("shape", ""), len(values))
    for position, value, base, fill, hatch, written in zip(
        positions, values, bases, fills, hatches, each(trace.get("text"), len(values)), strict=True
    ):
        if math.isnan(value):
            continue
        start = float(base)
        if layout.get("barmode") == "stack":
            start = stacked[position]
            stacked[position] += value
        across = [(place.y if lying else place.x)(position + side * width / 2) for side in (-1, 1)]
        along = [(place.x if lying else place.y)(end) for end in (start, start + value)]
        horizontal, vertical = (along, across) if lying else (across, along)
        box = (
            min(horizontal),
            min(vertical),
            abs(horizontal[1] - horizontal[0]),
            abs(vertical[1] - vertical[0]),
        )
        canvas.rectangle(*box, fill=fill)
        if hatch and box[2] > 0:
            canvas.hatch(*box, colour=pattern.get("fgcolor", "#ffffff"))
        if written:
            _bar_text(canvas, trace, layout, written, box, lying)


def _bar_text(
    canvas: Canvas,
    trace: Trace,
    layout: Mapping[str, Any],
    written: str,
    box: tuple[float, float, float, float],
    lying: bool,
) -> None:
    left, top, width, height = box
    font = {**layout["font"], **trace.get("textfont", {})}
    middle = (left + width / 2, top + height / 2)
    if trace.get("textposition") == "inside":
        start = lying and trace.get("insidetextanchor") == "start"
        x = left + _TEXT_GAP if start else middle[0]
        canvas.text(x, middle[1], written, font["size"], font["color"], "left" if start else "center")
    elif lying:
        canvas.text(left + width + _TEXT_GAP, middle[1], written, font["size"], font["color"])
    else:
        canvas.text(middle[0], top - 1, written, font["size"], font["color"], "center", "bottom")


def _cells(canvas: Canvas, trace: Trace, place: Places) -> None:
    gap_x, gap_y = float(trace.get("xgap", 0)), float(trace.get("ygap", 0))
    for row, values in enumerate(trace["z"]):
        for column, value in enumerate(values):
            if value is None or math.isnan(value):
                continue
            left, right = sorted(place.x(column + side) for side in (-0.5, 0.5))
            top, bottom = sorted(place.y(row + side) for side in (-0.5, 0.5))
            fill = colours.on_scale(value, trace["zmin"], trace["zmax"], trace["colorscale"])
            canvas.rectangle(
                left + gap_x / 2, top + gap_y / 2, right - left - gap_x, bottom - top - gap_y, fill
            )


def _scatter(
    canvas: Canvas,
    trace: Trace,
    layout: Mapping[str, Any],
    points: list[tuple[float, float]],
    before: list[tuple[float, float]],
) -> None:
    mode = trace.get("mode", "lines")
    line = trace.get("line", {})
    if trace.get("fill") == "tonexty":
        area = Path([*points, *reversed(before), points[0]], closed=True)
        canvas.shapes([area], [trace["fillcolor"]], "none", 0)
    if "lines" in mode:
        for stretch in _unbroken(points):
            canvas.line(stretch, line["color"], float(line.get("width", 2)), line.get("dash", "solid"))
    if "markers" in mode:
        look = trace["marker"]
        if "color" not in look:
            look = {**look, "color": line["color"]}
        markers(canvas, look, points)
    if "text" in mode:
        font = {**layout["font"], **trace.get("textfont", {})}
        down, across = trace.get("textposition", "middle center").split(" ")
        inks = each(font["color"], len(points))
        reach = float(trace.get("marker", {}).get("size", 0)) / 2 + _TEXT_GAP
        shift, side = {"left": (-reach, "right"), "right": (reach, "left"), "center": (0, "center")}[across]
        lift, edge = {"top": (-reach, "bottom"), "bottom": (reach, "top"), "middle": (0, "middle")}[down]
        for (x, y), written, ink in zip(points, each(trace["text"], len(points)), inks, strict=True):
            canvas.text(x + shift, y + lift, written, font["size"], ink, side, edge)


def _unbroken(points: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    stretches: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if any(math.isnan(part) for part in point):
            stretches.append([])
        else:
            stretches[-1].append(point)
    return [stretch for stretch in stretches if len(stretch) > 1]


def markers(canvas: Canvas, look: Mapping[str, Any], points: Sequence[tuple[float, float]]) -> None:
    """A sign at each point; `look` is a trace's `marker`. Points with a missing value are left out."""
    symbol = look.get("symbol", "circle")
    sizes = each(look.get("size", 6), len(points))
    tints = each(look["color"], len(points))
    shown = [
        (_moved(symbols.outline(symbol, float(size)), point), tint)
        for point, size, tint in zip(points, sizes, tints, strict=True)
        if not any(math.isnan(part) for part in point)
    ]
    if not shown:
        return
    edge = look.get("line", {})
    hollow = symbols.is_open(symbol)
    width = float(edge.get("width", 0)) or (1.0 if hollow else 0.0)
    outlines = [outline for outline, _tint in shown]
    fills = ["none" if hollow else tint for _outline, tint in shown]
    edge_colour = shown[0][1] if hollow else edge.get("color", "none")
    canvas.shapes(outlines, fills, edge_colour, width, float(look.get("opacity", 1)))


def _moved(outline: Path, point: tuple[float, float]) -> Path:
    return Path(np.asarray(outline.vertices) + point, outline.codes)


def sample(canvas: Canvas, trace: Trace, x: float, y: float, width: float) -> None:
    """What a legend shows for a trace, about a point."""
    if trace["type"] == "bar":
        fill = each(trace["marker"]["color"], 1)[0]
        canvas.rectangle(x - _SWATCH / 2, y - _SWATCH / 2, _SWATCH, _SWATCH, fill)
        return
    line = trace.get("line", {})
    mode = trace.get("mode", "lines")
    if "lines" in mode:
        ends = [(x - width / 2, y), (x + width / 2, y)]
        canvas.line(ends, line["color"], float(line.get("width", 2)), line.get("dash", "solid"))
    if "markers" in mode:
        look = {"color": line.get("color"), **trace["marker"]}
        largest = max(each(look.get("size", 6), 1))
        markers(canvas, {**look, "size": min(float(largest), _SAMPLE_LARGEST)}, [(x, y)])


def text_reach(trace: Trace, layout: Mapping[str, Any]) -> list[tuple[float, float]]:
    """For each lying bar with its text outside: the value it ends at, and the pixels that its text takes."""
    if trace["type"] != "bar" or trace.get("orientation") != "h" or trace.get("textposition") != "outside":
        return []
    size = {**layout["font"], **trace.get("textfont", {})}["size"]
    values = list(trace["x"])
    return [
        (float(value), lettering.measured(written, size)[0] + 2 * _TEXT_GAP)
        for value, written in zip(values, each(trace.get("text"), len(values)), strict=True)
        if value is not None and written
    ]
