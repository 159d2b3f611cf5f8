"""A sheet to draw on, in pixels from its upper left corner; handed out as SVG or PNG."""

import io
import math
import re
from collections.abc import Sequence
from threading import Lock
from xml.sax.saxutils import escape

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from dashboard.exports.still import colours, lettering

_PIXELS_PER_INCH = 96
_MM_PER_INCH = 25.4
_DASHES = {"dash": (4, 3), "dot": (1, 1.6), "solid": None}
_HATCH_STEP = 6
# Two pictures of the same figure are the same bytes; letters are drawn as they look, not turned on the pixel grid.
matplotlib.rcParams.update({"svg.hashsalt": "medelkartan", "svg.fonttype": "path", "text.hinting": "none"})
# Matplotlib keeps fonts that are not made to be used by two threads at once.
DRAWING = Lock()


class Canvas:
    """A sheet of `width` by `height` pixels. What is drawn later lies on top."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._figure = Figure(figsize=(width / _PIXELS_PER_INCH, height / _PIXELS_PER_INCH))
        self._figure.patch.set_facecolor("#ffffff")
        self._drawn = 0
        self.start_at(0, 0)

    def start_at(self, left: float, top: float) -> None:
        """Let what is drawn from now on be placed from this point of the sheet instead of its corner."""
        self._pixels = (
            Affine2D()
            .translate(left, top)
            .scale(1 / _PIXELS_PER_INCH, -1 / _PIXELS_PER_INCH)
            .translate(0, self.height / _PIXELS_PER_INCH)
            + self._figure.dpi_scale_trans
        )

    def _add(self, artist: object) -> None:
        self._drawn += 1
        artist.set_zorder(self._drawn)  # type: ignore[attr-defined]
        if not isinstance(artist, Text):
            artist.set_transform(self._pixels)  # type: ignore[attr-defined]
        self._figure.add_artist(artist, clip=False)  # type: ignore[arg-type]

    def rectangle(self, left: float, top: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle."""
        self._add(Rectangle((left, top), width, height, facecolor=colours.parse(fill), linewidth=0))

    def hatch(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        """Slanted lines over a rectangle, cut at its edges."""
        starts = np.arange(left - height + _HATCH_STEP / 2, left + width, _HATCH_STEP)
        strokes = [
            [
                (max(x, left), top + height - (max(x, left) - x)),
                (min(x + height, left + width), top + height - (min(x + height, left + width) - x)),
            ]
            for x in starts
        ]
        self._add(LineCollection(strokes, colors=colours.parse(colour), linewidths=_points(1.4)))

    def line(
        self, points: Sequence[tuple[float, float]], colour: str, width: float, dash: str = "solid"
    ) -> None:
        """A line through the points."""
        stroke = PathPatch(
            Path(points),
            fill=False,
            edgecolor=colours.parse(colour),
            linewidth=_points(width),
            capstyle="butt",
            joinstyle="round",
        )
        pattern = _DASHES[dash]
        if pattern:
            stroke.set_linestyle((0, pattern))
        self._add(stroke)

    def shapes(
        self,
        outlines: Sequence[Path],
        fills: Sequence[str],
        edge: str,
        edge_width: float,
        opacity: float = 1.0,
    ) -> None:
        """Closed or open outlines, each with its fill (`none` for none) and all with the same edge."""
        self._add(
            PathCollection(
                outlines,
                facecolors=[colours.parse(fill, opacity) for fill in fills],
                edgecolors=[colours.parse(edge, opacity)],
                linewidths=[_points(edge_width)],
            )
        )

    def text(
        self,
        x: float,
        y: float,
        content: str,
        size: float,
        colour: str,
        across: str = "left",
        down: str = "middle",
        angle: float = 0.0,
    ) -> None:
        """Marked-up text. `across` and `down` say which part of it stands at the point: left, center, right; top, middle, bottom.

        `angle` turns it about the point, clockwise, in degrees.
        """
        rows = lettering.lines(content)
        step = lettering.LINE_HEIGHT * size
        first = {"top": 0.0, "middle": -len(rows) / 2, "bottom": -len(rows)}[down] * step
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        for number, row in enumerate(rows):
            along = {"left": 0.0, "center": -0.5, "right": -1.0}[across] * lettering.line_width(row, size)
            across_rows = first + (number + 0.5) * step + lettering.BASELINE * size
            for run in row:
                place = (x + along * cos - across_rows * sin, y + along * sin + across_rows * cos)
                self._run(run, place, size, colour, angle)
                along += lettering.run_width(run, size)

    def _run(
        self, run: lettering.Run, place: tuple[float, float], size: float, colour: str, angle: float
    ) -> None:
        if run.text.isspace():
            return
        self._add(
            Text(
                *place,
                run.text,
                color=colours.parse(colour),
                fontproperties=lettering.face(size, run.bold, run.italic),
                horizontalalignment="left",
                verticalalignment="baseline",
                rotation=-angle,
                rotation_mode="anchor",
                parse_math=False,
                transform=self._pixels,
            )
        )

    def png(self, width_px: int) -> bytes:
        """The sheet as PNG, this many pixels wide."""
        # A hair more than the number: the width must not be rounded down to the pixel before.
        dots = _PIXELS_PER_INCH * width_px / self.width
        buffer = io.BytesIO()
        self._figure.set_dpi(dots)
        self._figure.set_size_inches(
            (width_px + 1e-6) / dots, (round(self.height / self.width * width_px) + 1e-6) / dots
        )
        FigureCanvasAgg(self._figure).print_png(buffer)
        return buffer.getvalue()

    def svg(self, width_mm: float, title: str, description: str) -> bytes:
        """The sheet as SVG, this many millimetres wide, with a title and a description for those who do not see it."""
        buffer = io.StringIO()
        FigureCanvasSVG(self._figure).print_svg(buffer, metadata={"Date": None, "Creator": "Medelkartan"})
        drawing = buffer.getvalue()
        height_mm = width_mm * self.height / self.width
        head = re.compile(r'<svg [^>]*?width="[^"]*"[^>]*?>')
        opening = head.search(drawing)
        assert opening is not None
        sized = re.sub(r' width="[^"]*"', f' width="{width_mm:.2f}mm"', opening.group())
        sized = re.sub(r' height="[^"]*"', f' height="{height_mm:.2f}mm"', sized)
        labelled = sized[:-1] + ' role="img" aria-labelledby="picture-title picture-desc">'
        said = f'\n <title id="picture-title">{escape(title)}</title>\n <desc id="picture-desc">{escape(description)}</desc>'
        rest = _rounded(drawing[opening.end() :])
        return (drawing[: opening.start()] + labelled + said + rest).encode()


def _points(pixels: float) -> float:
    return pixels * lettering.POINTS_PER_PIXEL


def _rounded(drawing: str) -> str:
    """Outlines with two decimals of a point: what the eye can tell apart, in two thirds of the bytes."""
    return re.sub(r' d="[^"]*"', lambda outline: re.sub(r"(\.\d\d)\d+", r"\1", outline.group()), drawing)
