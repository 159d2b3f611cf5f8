"""The key to a figure's marks: a sample and a name for each, in rows above or below it, or in a column inside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.exports.still import lettering, marks
from dashboard.exports.still.canvas import Canvas

_SAMPLE = 26
_GAP = 6
_BETWEEN = 16
_AIR = 8

Trace = Mapping[str, Any]


@dataclass(frozen=True)
class Legend:
    """The entries in rows, the size of their text, and on which side of the figure they stand: above, below or inside."""

    rows: tuple[tuple[tuple[Trace, float], ...], ...]
    size: float
    side: str

    @property
    def row_height(self) -> float:
        """Pixels from one row to the next."""
        return round(self.size * 1.5)

    @property
    def height(self) -> float:
        """The room that it takes, with air to the figure; none inside it."""
        return 0.0 if self.side == "inside" or not self.rows else len(self.rows) * self.row_height + _AIR

    def draw(self, canvas: Canvas, left: float, top: float, colour: str) -> None:
        """Draw it with its upper left corner at a point."""
        for number, row in enumerate(self.rows):
            middle = top + (number + 0.5) * self.row_height
            x = left
            for trace, width in row:
                marks.sample(canvas, trace, x + _SAMPLE / 2, middle, _SAMPLE)
                canvas.text(x + _SAMPLE + _GAP, middle, trace["name"], self.size, colour)
                x += width


def make(traces: Sequence[Trace], layout: Mapping[str, Any], width: float) -> Legend:
    """The legend of a figure, its rows no wider than `width` where a single entry is not."""
    options = layout.get("legend", {})
    size = float(options.get("font", {}).get("size", layout["font"]["size"]))
    named = (
        [t for t in traces if t.get("name") and t.get("showlegend", True)] if layout.get("showlegend") else []
    )
    across = options.get("orientation") == "h"
    y = float(options.get("y", 1))
    side = "inside" if not across else "above" if y >= 1 else "below"
    rows: list[list[tuple[Trace, float]]] = []
    filled = 0.0
    for trace in named:
        needed = _SAMPLE + _GAP + lettering.measured(trace["name"], size)[0] + _BETWEEN
        if not rows or not across or filled + needed - _BETWEEN > width:
            rows.append([])
            filled = 0.0
        rows[-1].append((trace, needed))
        filled += needed
    return Legend(tuple(tuple(row) for row in rows), size, side)
