"""Maps: places in classes, signs upon them, and the key beside them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.path import Path

from dashboard.exports.still import colours, legend, lettering, marks
from dashboard.exports.still.boundaries import Boundaries, mercator
from dashboard.exports.still.canvas import Canvas

_AIR = 6
_KEY_GAP = 8
_BOX = (24, 16)
_BOX_STEP = 22
_BOX_EDGE = "#9fb0b8"

Trace = Mapping[str, Any]


class Map:
    """A map laid out for a width in pixels and, if given, a height; otherwise as high as it asks to be."""

    def __init__(
        self,
        traces: Sequence[Trace],
        layout: Mapping[str, Any],
        boundaries: Boundaries,
        width: float,
        height: float | None,
    ) -> None:
        self._traces, self._layout, self._boundaries = traces, layout, boundaries
        self.width, self.height = width, float(layout["height"]) if height is None else height
        self._legend = legend.make([t for t in traces if t["type"] == "scattergeo"], layout, width)
        self._low, self._scale, self._offset = self._fitted()

    def _fitted(self) -> tuple[np.ndarray, float, np.ndarray]:
        """The corner, scale and place of the map: as large as fits, and beside the key where it would lie upon it."""
        corners = np.concatenate([self._corners(trace) for trace in self._traces])
        low, high = corners.min(axis=0), corners.max(axis=0)
        size = np.maximum(high - low, 1e-6)
        key_width, key_height = self._key_size()

        def placed(left: float) -> tuple[float, np.ndarray]:
            room = np.array([self.width - left - 2 * _AIR, self.height - 2 * _AIR])
            scale = float((room / size).min())
            return scale, np.array([left + _AIR, _AIR]) + (room - size * scale) / 2

        scale, offset = placed(0.0)
        if offset[0] < key_width + _KEY_GAP and offset[1] < key_height:
            scale, offset = placed(key_width + _KEY_GAP)
        return np.array([low[0], high[1]]), scale, offset

    def _corners(self, trace: Trace) -> np.ndarray:
        if trace["type"] == "scattergeo":
            return mercator(np.column_stack([trace["lon"], trace["lat"]]))
        boxes = [self._outline(trace, code).get_extents().get_points() for code in trace["locations"]]
        return np.concatenate(boxes)

    def _outline(self, trace: Trace, code: str) -> Path:
        return self._boundaries.levels[trace["geojson"]][code]

    def _on_sheet(self, points: np.ndarray) -> np.ndarray:
        return (points - self._low) * np.array([self._scale, -self._scale]) + self._offset

    def draw(self, canvas: Canvas) -> None:
        """Draw the places, the signs and the key."""
        for trace in self._traces:
            if trace["type"] == "choropleth":
                self._places(canvas, trace)
            elif trace["type"] == "scattergeo":
                self._signs(canvas, trace)
            else:
                raise ValueError(trace["type"])
        self._key(canvas)
        if self._legend.rows:
            self._legend.draw(canvas, _AIR, _AIR, self._layout["font"]["color"])

    def _places(self, canvas: Canvas, trace: Trace) -> None:
        values = list(trace["z"])
        low, high = trace.get("zmin", min(values)), trace.get("zmax", max(values))
        outlines = [self._outline(trace, code) for code in trace["locations"]]
        edge = trace["marker"]["line"]
        canvas.shapes(
            [Path(self._on_sheet(np.asarray(o.vertices)), o.codes) for o in outlines],
            [colours.on_scale(value, low, high, trace["colorscale"]) for value in values],
            edge["color"],
            float(edge["width"]),
        )

    def _signs(self, canvas: Canvas, trace: Trace) -> None:
        points = self._on_sheet(mercator(np.column_stack([trace["lon"], trace["lat"]])))
        marks.markers(canvas, trace["marker"], [(float(x), float(y)) for x, y in points])

    def _entries(self) -> list[tuple[str, Trace | None, str]]:
        """The key: fill, sign if any, and words; classes from the highest down, as on the screen, then what has a sign."""
        found: list[tuple[str, Trace | None, str]] = []
        beneath = ""
        for trace in self._traces:
            bar = trace.get("colorbar")
            if bar:
                for value, words in zip(bar["tickvals"], bar["ticktext"], strict=True):
                    fill = colours.on_scale(value, trace["zmin"], trace["zmax"], trace["colorscale"])
                    found.insert(0, (fill, None, words))
            elif trace["type"] == "choropleth":
                beneath = str(trace["colorscale"][0][1])
            elif trace.get("name") and not self._layout.get("showlegend"):
                found.append((beneath, trace, trace["name"]))
        return found

    def _key_text_size(self) -> float:
        bars = [t["colorbar"] for t in self._traces if t.get("colorbar")]
        return float(bars[0]["tickfont"]["size"]) if bars else float(self._layout["font"]["size"])

    def _key_size(self) -> tuple[float, float]:
        size = self._key_text_size()
        widths = [
            _BOX[0] + _KEY_GAP + lettering.measured(words, size)[0] for _fill, _sign, words in self._entries()
        ]
        widths += [width for row in self._legend.rows for _trace, width in row]
        height = len(self._entries()) * _BOX_STEP + len(self._legend.rows) * self._legend.row_height
        return max(widths, default=0.0) + _AIR, height + 2 * _AIR

    def _key(self, canvas: Canvas) -> None:
        size, ink = self._key_text_size(), self._layout["font"]["color"]
        for number, (fill, sign, words) in enumerate(self._entries()):
            middle = _AIR + (number + 0.5) * _BOX_STEP
            canvas.rectangle(_AIR, middle - _BOX[1] / 2, *_BOX, fill)
            if sign is not None:
                left, right, top, bottom = _AIR, _AIR + _BOX[0], middle - _BOX[1] / 2, middle + _BOX[1] / 2
                around = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
                canvas.line(around, _BOX_EDGE, 0.8)
                marks.markers(canvas, sign["marker"], [(_AIR + _BOX[0] / 2, middle)])
            canvas.text(_AIR + _BOX[0] + _KEY_GAP, middle, words, size, ink)
