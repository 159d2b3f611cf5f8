"""How much room figures and tables are given on paper, and a figure drawn for it."""

import re
from dataclasses import dataclass, replace

from dashboard.core.result import Result
from dashboard.exports import pictures
from dashboard.exports.still.boundaries import Boundaries

PAGE_WIDTH_MM = 174.0
# A map with its list beside it takes this much of the page's width.
MAP_WIDTH_MM = 70.0
# Drawn in this scale, a figure's 14 pixels are 7.3 points on the page, much as in the tables.
_SCALE = 0.696
_HEIGHT = re.compile(rb'height="([0-9.]+)mm"')


@dataclass(frozen=True)
class Room:
    """One density of a document, with running text of `type_size_pt`.

    Figures are set `figure_width_mm` wide. One that would be taller than `tallest_mm` is made smaller, down to the share `smallest`
    of that. A table with a figure, which shows every row, gets `lines_beside_a_figure`, a list at a map's side `lines_beside_a_map`;
    a table that stands alone is the answer and gets `lines_alone`.
    """

    type_size_pt: float
    figure_width_mm: float
    tallest_mm: float
    smallest: float
    lines_beside_a_figure: int
    lines_beside_a_map: int
    lines_alone: int


# What a short document has room for.
WIDE = Room(
    type_size_pt=10,
    figure_width_mm=PAGE_WIDTH_MM,
    tallest_mm=160,
    smallest=0.82,
    lines_beside_a_figure=20,
    lines_beside_a_map=24,
    lines_alone=90,
)
AMPLE = Room(
    type_size_pt=10,
    figure_width_mm=PAGE_WIDTH_MM,
    tallest_mm=160,
    smallest=0.82,
    lines_beside_a_figure=16,
    lines_beside_a_map=22,
    lines_alone=64,
)
# Letters of 6 points, which is about as small as is still read.
TIGHT = Room(
    type_size_pt=9,
    figure_width_mm=140,
    tallest_mm=140,
    smallest=0.92,
    lines_beside_a_figure=10,
    lines_beside_a_map=14,
    lines_alone=50,
)
# For the county with the most municipalities in the language with the longer words: of the longest tables the end is left out.
TIGHTEST = replace(TIGHT, lines_alone=44)
DENSITIES = (WIDE, AMPLE, TIGHT, TIGHTEST)


@dataclass(frozen=True)
class Drawn:
    """A figure as SVG, and how tall it is for its width. A map is narrow, and its list of places stands beside it."""

    svg: str
    proportion: float
    is_map: bool

    def width_mm(self, room: Room) -> float:
        """How wide it is set."""
        if self.is_map:
            return MAP_WIDTH_MM
        height_mm = room.figure_width_mm * self.proportion
        return room.figure_width_mm * min(1.0, max(room.tallest_mm / height_mm, room.smallest))

    def lines(self, room: Room) -> int:
        """How many lines the table with it gets."""
        return room.lines_beside_a_map if self.is_map else room.lines_beside_a_figure


def drawn(result: Result, geometry: Boundaries) -> Drawn | None:
    """The figure of an answer; None where a table says it better."""
    is_map = "rank" in result.rows
    width_mm = (MAP_WIDTH_MM if is_map else PAGE_WIDTH_MM) / _SCALE
    svg = pictures.svg(result, geometry, width_mm)
    if svg is None:
        return None
    height = _HEIGHT.search(svg)
    assert height is not None
    return Drawn(svg.decode(), float(height[1]) / width_mm, is_map)
