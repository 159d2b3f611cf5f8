"""Figures with two axes: room for what is written, then grid, marks, notes and the legend."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.exports.still import axes, legend, lettering, marks
from dashboard.exports.still.axes import Axis
from dashboard.exports.still.canvas import Canvas

_LABEL_GAP = 4
_EDGE = 4
_TITLE_GAP = 6

Trace = Mapping[str, Any]


class Plane:
    """A figure with two axes, laid out for a width in pixels and, if given, a height; otherwise as high as it asks to be."""

    def __init__(
        self, traces: Sequence[Trace], layout: Mapping[str, Any], width: float, height: float | None
    ) -> None:
        self._traces, self._layout = traces, layout
        self._font = layout["font"]
        self._x = axes.make("x", traces, layout)
        self._y = axes.make("y", traces, layout)
        self._legend = legend.make(traces, layout, width - 2 * _EDGE)
        margin = layout["margin"]
        y_labels = self._widest_label(self._y)
        y_title = self._title_height(self._y)
        left = max(float(margin["l"]), y_labels + _LABEL_GAP + y_title + _EDGE)
        right = float(margin["r"])
        self._angle = self._label_angle(width - left - right)
        labels = self._x_label_height()
        right, left = self._room_for_ends(width, left, right)
        x_title = self._title_height(self._x)
        on_top = self._x.options.get("side") == "top"
        above = (labels + _LABEL_GAP if on_top else 0.0) + (
            self._legend.height if self._legend.side == "above" else 0
        )
        below = (0.0 if on_top else labels + _LABEL_GAP + x_title) + (
            self._legend.height if self._legend.side == "below" else 0
        )
        top = max(float(margin["t"]), above + _EDGE)
        bottom = max(float(margin["b"]), below + _EDGE)
        wanted = float(layout["height"])
        plain = labels if self._angle == 0 else self._tallest_label()
        wanted += max(len(self._legend.rows) - 1, 0) * self._legend.row_height
        wanted += 0.0 if self._layout["xaxis"].get("tickangle") else labels - plain
        self.width, self.height = width, wanted if height is None else max(height, wanted)
        self._x = self._with_room_for_texts(width - left - right)
        self._place = marks.Places(
            self._x, self._y, left, top, width - left - right, self.height - top - bottom
        )
        self._y_title_at = left - y_labels - _LABEL_GAP - y_title / 2
        self._x_labels_height = labels

    def draw(self, canvas: Canvas) -> None:
        """Draw it all, what lies beneath first."""
        self._grid(canvas)
        self._shapes(canvas)
        marks.draw(canvas, self._traces, self._layout, self._x, self._y, self._place)
        self._labels(canvas)
        for note in self._layout.get("annotations", ()):
            self._note(canvas, note)
        self._draw_legend(canvas)

    def _size(self, axis: Axis) -> float:
        return axis.label_size or float(self._font["size"])

    def _title_height(self, axis: Axis) -> float:
        if not axis.title:
            return 0.0
        return lettering.measured(axis.title, axis.options["title"]["font"]["size"])[1] + _TITLE_GAP

    def _widest_label(self, axis: Axis) -> float:
        if not axis.is_visible:
            return 0.0
        return max((lettering.measured(label, self._size(axis))[0] for _at, label in axis.ticks), default=0.0)

    def _tallest_label(self) -> float:
        size = self._size(self._x)
        return max((lettering.measured(label, size)[1] for _at, label in self._x.ticks), default=0.0)

    def _label_angle(self, width: float) -> float:
        if not self._x.is_visible or not self._x.ticks:
            return 0.0
        if self._x.options.get("tickangle"):
            return float(self._x.options["tickangle"])
        size = self._size(self._x)
        ends = -math.inf
        for at, label in sorted((self._x.share(at), label) for at, label in self._x.ticks):
            half = lettering.measured(label, size)[0] / 2
            if at * width - half < ends:
                return 90.0
            ends = at * width + half + _LABEL_GAP
        return 0.0

    def _x_label_height(self) -> float:
        if not self._x.is_visible:
            return 0.0
        turn = math.radians(abs(self._angle))
        size = self._size(self._x)
        boxes = [lettering.measured(label, size) for _at, label in self._x.ticks]
        return max((w * math.sin(turn) + h * math.cos(turn) for w, h in boxes), default=0.0)

    def _room_for_ends(self, width: float, left: float, right: float) -> tuple[float, float]:
        """Margins that hold the first and the last label of the x-axis."""
        if not self._x.is_visible or self._angle == 90.0:
            return right, left
        size = self._size(self._x)
        turn = math.radians(abs(self._angle))
        for at, label in self._x.ticks:
            label_width, label_height = lettering.measured(label, size)
            reach = label_width / 2 if not self._angle else label_width * math.cos(turn) + label_height / 2
            place = left + self._x.share(at) * (width - left - right)
            right = max(right, place + reach + _EDGE - (width - right))
            if not self._angle:
                left = max(left, left + reach + _EDGE - place)
        return right, left

    def _with_room_for_texts(self, width: float) -> Axis:
        """The x-axis made longer where a text at the end of a bar would reach outside."""
        if self._x.is_category or self._x.low > self._x.high:
            return self._x
        needed = self._x.high
        for trace in self._traces:
            for value, pixels in marks.text_reach(trace, self._layout):
                if value > 0 and pixels < width:
                    needed = max(needed, self._x.low + (value - self._x.low) * width / (width - pixels))
        return replace(self._x, high=needed)

    def _grid(self, canvas: Canvas) -> None:
        place = self._place
        for at, _label in self._x.ticks:
            if self._x.grid_colour:
                canvas.line(
                    [(place.x(at), place.top), (place.x(at), place.top + place.height)],
                    self._x.grid_colour,
                    1,
                )
        for at, _label in self._y.ticks:
            if self._y.grid_colour:
                canvas.line(
                    [(place.left, place.y(at)), (place.left + place.width, place.y(at))],
                    self._y.grid_colour,
                    1,
                )
        if self._x.zero_colour:
            canvas.line(
                [(place.x(0.0), place.top), (place.x(0.0), place.top + place.height)], self._x.zero_colour, 1
            )
        if self._y.zero_colour:
            canvas.line(
                [(place.left, place.y(0.0)), (place.left + place.width, place.y(0.0))], self._y.zero_colour, 1
            )

    def _shapes(self, canvas: Canvas) -> None:
        for shape in self._layout.get("shapes", ()):
            ends = [
                (self._at(shape, "x", "x0"), self._at(shape, "y", "y0")),
                (self._at(shape, "x", "x1"), self._at(shape, "y", "y1")),
            ]
            canvas.line(ends, shape["line"]["color"], float(shape["line"].get("width", 2)))

    def _at(self, item: Mapping[str, Any], letter: str, key: str) -> float:
        """Where a note or shape stands: by the axis, or as a share of the plane."""
        value, place = item[key], self._place
        if item.get(f"{letter}ref", letter) == letter:
            return place.x(value) if letter == "x" else place.y(value)
        return place.left + value * place.width if letter == "x" else place.top + (1 - value) * place.height

    def _labels(self, canvas: Canvas) -> None:
        place, ink = self._place, self._font["color"]
        if self._y.is_visible:
            for at, label in self._y.ticks:
                canvas.text(place.left - _LABEL_GAP, place.y(at), label, self._size(self._y), ink, "right")
        if self._x.is_visible:
            on_top = self._x.options.get("side") == "top"
            edge = place.top - _LABEL_GAP if on_top else place.top + place.height + _LABEL_GAP
            for at, label in self._x.ticks:
                self._x_label(canvas, place.x(at), edge, label, on_top)
        if self._x.title:
            size = self._x.options["title"]["font"]["size"]
            bottom = place.top + place.height + _LABEL_GAP + self._x_labels_height + _TITLE_GAP
            canvas.text(place.left + place.width / 2, bottom, self._x.title, size, ink, "center", "top")
        if self._y.title:
            size = self._y.options["title"]["font"]["size"]
            canvas.text(
                self._y_title_at, place.top + place.height / 2, self._y.title, size, ink, "center", angle=-90
            )

    def _x_label(self, canvas: Canvas, x: float, edge: float, label: str, on_top: bool) -> None:
        size, ink = self._size(self._x), self._font["color"]
        if not self._angle:
            canvas.text(x, edge, label, size, ink, "center", "bottom" if on_top else "top")
        elif self._angle < 0 or not on_top:
            canvas.text(x, edge, label, size, ink, "left", "middle", self._angle)
        else:
            canvas.text(x, edge, label, size, ink, "right", "middle", self._angle)

    def _note(self, canvas: Canvas, note: Mapping[str, Any]) -> None:
        font = {**self._font, **note.get("font", {})}
        across = note.get("xanchor", "center")
        down = note.get("yanchor", "middle")
        x = self._at(note, "x", "x") + float(note.get("xshift", 0))
        y = self._at(note, "y", "y") - float(note.get("yshift", 0))
        if note.get("xref") == "paper" and x < _EDGE:
            x = float(_EDGE)
        self._aligned(canvas, note["text"], x, y, font, across, down, note.get("align", "center"))

    def _aligned(
        self,
        canvas: Canvas,
        content: str,
        x: float,
        y: float,
        font: Mapping[str, Any],
        across: str,
        down: str,
        align: str,
    ) -> None:
        """A text in a box of its own: the box is anchored, and its lines are aligned in it."""
        width, _height = lettering.measured(content, font["size"])
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[across] * width
        at = left + {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width
        canvas.text(at, y, content, font["size"], font["color"], align, down)

    def _draw_legend(self, canvas: Canvas) -> None:
        ink = self._font["color"]
        if self._legend.side == "above":
            on_top = self._x.options.get("side") == "top" and self._x.is_visible
            labels = self._x_labels_height + _LABEL_GAP if on_top else 0.0
            self._legend.draw(canvas, _EDGE, self._place.top - labels - self._legend.height, ink)
        else:
            self._legend.draw(canvas, _EDGE, self.height - self._legend.height + _EDGE, ink)
