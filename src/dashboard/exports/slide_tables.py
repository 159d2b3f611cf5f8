"""Native tables on slides: as many rows as there is room for, and a line that says what was left out and where it is."""

from dataclasses import dataclass
from itertools import accumulate

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Pt

from dashboard.core.language import _
from dashboard.core.numbers import number
from dashboard.exports import text_room
from dashboard.exports.grids import Grid, ink_on
from dashboard.exports.slide_design import Box
from dashboard.figures import theme

_SIZES = (18, 16, 15, 14, 13, 12, 11, 10)
_SIDE, _ABOVE = 4.0, 1.2
_WIDEST = 0.6
_ROOMIER = 1.6
_HEADING_FILL = "#f3f5f6"
# A table without banding or borders of its own; ours are set cell by cell.
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True)
class _Setting:
    """A size of type with the widths and heights that it gives, and how many rows fit."""

    size: int
    widths: list[float]
    heights: list[float]
    head: float
    fitting: int


def add(slide: Slide, grid: Grid, box: Box, own: tuple[int, ...] = ()) -> tuple[GraphicFrame, str]:
    """Put a table in the box, with the rows `own` among those that are kept. Returns it and what is said of the rows left out, or nothing."""
    setting = _setting(grid, box.width, box.height)
    kept = _kept(len(grid.rows), setting.fitting, own)
    heights = [setting.heights[row] for row in kept]
    # The last rows must give way when one of the own is taller than the one it stands in for.
    while len(kept) > 1 and setting.head + sum(heights) > box.height:
        out = next(place for place in range(len(kept) - 1, -1, -1) if kept[place] not in own or place == 0)
        del kept[out], heights[out]
    frame = slide.shapes.add_table(
        len(kept) + 1,
        len(grid.headings),
        Pt(box.left),
        Pt(box.top),
        Pt(sum(setting.widths)),
        Pt(setting.head + sum(heights)),
    )
    table = frame.table
    style = frame._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId"))
    style.text = _NO_STYLE
    table.horz_banding = False
    for column, width in zip(table.columns, setting.widths, strict=True):
        column.width = Pt(width)
    for row, height in zip(table.rows, [setting.head, *heights], strict=True):
        row.height = Pt(height)
    for column, text in enumerate(grid.headings):
        _write(table.cell(0, column), text, setting.size, grid.numbers[column], _HEADING_FILL, is_bold=True)
    for line, row in enumerate(kept, start=1):
        for column, text in enumerate(grid.rows[row]):
            fill = grid.fills.get((row, column))
            _write(table.cell(line, column), text, setting.size, grid.numbers[column], fill)
    return frame, _left_out(len(kept), len(grid.rows), kept)


def _setting(grid: Grid, wide: float, high: float) -> _Setting:
    """The largest type at which all rows fit and no word is broken, or the smallest."""
    for size in _SIZES:
        least = _least(grid, wide, size)
        if sum(least) > wide and size != _SIZES[-1]:
            continue
        widths = _widths(grid, wide, size, least)
        head = _height(grid.headings, widths, size, is_bold=True)
        heights = [_height(row, widths, size) for row in grid.rows]
        fitting = sum(head + used <= high for used in accumulate(heights))
        if fitting == len(heights):
            break
    return _Setting(size, widths, heights, head, max(fitting, 1))


def _least(grid: Grid, wide: float, size: int) -> list[float]:
    """The widths below which a number or a word of a column would be broken; a long word of a wide table may be."""
    least = []
    for column, (heading, is_number) in enumerate(zip(grid.headings, grid.numbers, strict=True)):
        texts = [row[column] for row in grid.rows]
        words = [text_room.width(w, size) for text in texts for w in text.split(" ")]
        words += [text_room.width(w, size, True) for w in heading.split(" ")]
        longest = max((text_room.width(text, size) for text in texts), default=0.0) if is_number else 0.0
        least.append(max(longest, min(max(words, default=0.0), wide / 4)) + 2 * _SIDE + 1)
    return least


def _widths(grid: Grid, wide: float, size: int, least: list[float]) -> list[float]:
    """The columns' widths: as their longest texts need and something more where there is room, else shared out so that no number and
    no short word is broken."""
    wanted = []
    for column, (heading, floor) in enumerate(zip(grid.headings, least, strict=True)):
        longest = max((text_room.width(row[column], size) for row in grid.rows), default=0.0)
        half = text_room.width(heading, size, True) / 2 + size
        wanted.append(max(floor, min(max(longest, half) + 2 * _SIDE + 1, wide * _WIDEST)))
    if sum(wanted) <= wide:
        return [width * min(wide / sum(wanted), _ROOMIER) for width in wanted]
    spare = wide - sum(least)
    if spare <= 0:
        return _levelled(least, wide)
    missing = sum(wanted) - sum(least)
    return [floor + spare * (wish - floor) / missing for floor, wish in zip(least, wanted, strict=True)]


def _levelled(widths: list[float], wide: float) -> list[float]:
    """The widths cut to what there is room for: the widest give way, down to one level, and the narrow keep theirs."""
    level, left = 0.0, wide
    for place, width in enumerate(sorted(widths)):
        level = left / (len(widths) - place)
        if width > level:
            break
        left -= width
    return [min(width, level) for width in widths]


def _height(texts: tuple[str, ...], widths: list[float], size: int, is_bold: bool = False) -> float:
    lines = (
        text_room.height(text, width - 2 * _SIDE, size, is_bold)
        for text, width in zip(texts, widths, strict=True)
    )
    return max(lines) + 2 * _ABOVE + 1


def _kept(count: int, room: int, own: tuple[int, ...]) -> list[int]:
    """The places of the rows that are shown: the first ones, and the own even if it stands further down."""
    later = [row for row in own if row >= room][:room]
    return sorted({*range(min(room, count) - len(later)), *later})


def _left_out(shown: int, count: int, kept: list[int]) -> str:
    if shown == count:
        return ""
    words = (
        _("Tabellen visar de {shown} första av {count} rader.")
        if kept == list(range(shown))
        else _("Tabellen visar {shown} av {count} rader, de egna bland dem.")
    )
    said = words.format(shown=number(shown), count=number(count))
    return said + " " + _("Alla rader finns i arbetsboken (Excel) och på webbsidan.")


def _write(
    cell: _Cell, text: str, size: int, is_number: bool, fill: str | None, is_bold: bool = False
) -> None:
    cell.margin_left = cell.margin_right = Pt(_SIDE)
    cell.margin_top = cell.margin_bottom = Pt(_ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if is_bold else MSO_ANCHOR.TOP
    frame = cell.text_frame
    frame.text = text
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
    paragraph.font.size = Pt(size)
    paragraph.font.bold = is_bold
    paragraph.font.color.rgb = RGBColor.from_string(ink_on(fill)[1:].upper())
    if fill:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(fill[1:].upper())
    else:
        cell.fill.background()
    _rule(cell)


def _rule(cell: _Cell) -> None:
    """A thin line under the cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(Pt(0.75))})
    paint = line.makeelement(qn("a:solidFill"), {})
    paint.append(paint.makeelement(qn("a:srgbClr"), {"val": theme.GRID[1:].upper()}))
    line.append(paint)
    properties.insert(0, line)
