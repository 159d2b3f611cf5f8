"""Text as the figures write it: lines, bold and italics in the markup that Plotly reads, measured and set in Source Sans."""

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import font_source_sans_pro
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

LINE_HEIGHT = 1.3
POINTS_PER_PIXEL = 0.75
# From the middle of a line down to what the letters stand on, as a share of their size.
BASELINE = 0.33
_TAG = re.compile(r"(</?[bi]>|<br>)")
_FACES = ("Regular", "It", "Bold", "BoldIt")

for _face in _FACES:
    font_manager.fontManager.addfont(Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{_face}.ttf")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False


@lru_cache(maxsize=256)
def face(size: float, bold: bool, italic: bool) -> FontProperties:
    """The typeface at a size in pixels; signs that it lacks are taken from one that has them."""
    return FontProperties(
        family=("Source Sans Pro", "DejaVu Sans"),
        weight="bold" if bold else "normal",
        style="italic" if italic else "normal",
        size=size * POINTS_PER_PIXEL,
    )


def lines(text: str) -> list[list[Run]]:
    """The lines of a marked-up text, each as its runs."""
    found: list[list[Run]] = [[]]
    bold = italic = False
    for part in _TAG.split(text):
        if part == "<br>":
            found.append([])
        elif part in ("<b>", "</b>"):
            bold = part == "<b>"
        elif part in ("<i>", "</i>"):
            italic = part == "<i>"
        elif part:
            found[-1].append(Run(html.unescape(part), bold, italic))
    return found


@lru_cache(maxsize=4096)
def run_width(run: Run, size: float) -> float:
    """The width of a run in pixels, its spaces included."""
    width, _height, _descent = text_to_path.get_text_width_height_descent(
        run.text, face(size, run.bold, run.italic), ismath=False
    )
    return float(width) / POINTS_PER_PIXEL


def line_width(line: list[Run], size: float) -> float:
    """The width of a line in pixels."""
    return sum(run_width(run, size) for run in line)


def wrapped(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """Plain text in lines no wider than `width` pixels: broken between words, and inside one that fills a line by itself."""
    rows: list[str] = []
    for word in text.split():
        together = f"{rows[-1]} {word}" if rows else word
        if rows and run_width(Run(together, bold), size) <= width:
            rows[-1] = together
            continue
        while run_width(Run(word, bold), size) > width:
            fits = next(
                n
                for n in range(len(word) - 1, 0, -1)
                if n == 1 or run_width(Run(word[:n], bold), size) <= width
            )
            rows.append(word[:fits])
            word = word[fits:]
        rows.append(word)
    return rows


def measured(text: str, size: float) -> tuple[float, float]:
    """The width and height of a marked-up text in pixels."""
    rows = lines(text)
    return max(line_width(row, size) for row in rows), len(rows) * LINE_HEIGHT * size
