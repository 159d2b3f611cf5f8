"""The signs that figures mark points with, as outlines about the point."""

import math
from collections.abc import Callable

import numpy as np
from matplotlib.path import Path

_OPEN = "-open"


def outline(symbol: str, size: float) -> Path:
    """The outline of a sign of this size in pixels; `-open` in its name does not change it."""
    return _SHAPES[symbol.removesuffix(_OPEN)](size / 2)


def is_open(symbol: str) -> bool:
    """Whether the sign has an edge and no fill."""
    return symbol.endswith(_OPEN)


def _closed(points: list[tuple[float, float]]) -> Path:
    return Path([*points, points[0]], closed=True)


def _strokes(*ends: tuple[tuple[float, float], tuple[float, float]]) -> Path:
    return Path([p for pair in ends for p in pair], [Path.MOVETO, Path.LINETO] * len(ends))


def _circle(r: float) -> Path:
    unit = Path.unit_circle()
    return Path(np.asarray(unit.vertices) * r, unit.codes)


def _cross(r: float) -> Path:
    a = r * 0.8 / math.sqrt(2)
    corners = [
        (0, 1),
        (1, 2),
        (2, 1),
        (1, 0),
        (2, -1),
        (1, -2),
        (0, -1),
        (-1, -2),
        (-2, -1),
        (-1, 0),
        (-2, 1),
        (-1, 2),
    ]
    return _closed([(x * a, y * a) for x, y in corners])


def _triangle(r: float) -> Path:
    side = r * 2 / math.sqrt(3)
    return _closed([(-side, r / 2), (side, r / 2), (0, -r)])


# The proportions are Plotly's.
_SHAPES: dict[str, Callable[[float], Path]] = {
    "circle": _circle,
    "square": lambda r: _closed([(-r, -r), (r, -r), (r, r), (-r, r)]),
    "diamond": lambda r: _closed([(0, -1.3 * r), (1.3 * r, 0), (0, 1.3 * r), (-1.3 * r, 0)]),
    "triangle-up": _triangle,
    "x": _cross,
    "x-thin": lambda r: _strokes(((-r, -r), (r, r)), ((-r, r), (r, -r))),
    "line-ns": lambda r: _strokes(((0, -1.4 * r), (0, 1.4 * r))),
    "line-ew": lambda r: _strokes(((-1.4 * r, 0), (1.4 * r, 0))),
}
