"""Native charts on slides: what a person can open, correct and restyle in their own program."""

from typing import Any

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.exports import number_formats, text_room
from dashboard.exports.charts import Chart, Series
from dashboard.exports.slide_design import Box
from dashboard.figures import theme

_TYPES = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "dots": XL_CHART_TYPE.LINE_MARKERS,
}
_MARKERS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "square": XL_MARKER_STYLE.SQUARE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "triangle": XL_MARKER_STYLE.TRIANGLE,
}
_SIZES = (14, 13, 12, 11, 10, 9, 8)
_LEGEND_HEIGHT = 26
_STANDING_SIZE = 12
_MOST_OF_THE_WIDTH = 0.55
_ROOM_FOR_LABELS = 1.16
# With less between them, a program may leave out every other name.
_BETWEEN_NAMES = 1.15


def add(slide: Slide, chart: Chart, box: Box) -> GraphicFrame:
    """Put a chart on the slide, in the box."""
    data = CategoryChartData(number_format=_format(chart.unit))
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, series.values)
    frame = slide.shapes.add_chart(_TYPES[chart.form], *_emus(box), data)
    native: NativeChart = frame.chart
    is_lying = chart.form in ("bars", "stacked")
    size = _axis_size(chart.categories, box) if is_lying else _STANDING_SIZE
    has_key = chart.has_key
    _dress(native, size, has_key)
    plot = native.plots[0]
    for drawn, series in zip(plot.series, chart.series, strict=True):
        _PAINTERS[chart.form](drawn, series)
    if chart.form in ("bars", "stacked", "columns"):
        plot.gap_width = 45
        plot.overlap = 100 if chart.form == "stacked" else -5
    if chart.labelled:
        for drawn, series in zip(plot.series, chart.series, strict=True):
            _label_bars(drawn, series, chart, size)
    _set_axes(native, chart)
    if is_lying:
        native.category_axis.reverse_order = True
        _plot_area(native, _names_width(chart.categories, size, box) / box.width, has_key, box)
    return frame


def _set_axes(native: NativeChart, chart: Chart) -> None:
    across, values = native.category_axis, native.value_axis
    across.format.line.color.rgb = _rgb(theme.PLAIN)
    across.major_tick_mark = XL_TICK_MARK.NONE
    across.has_major_gridlines = False
    # Every name is written, also where the program would leave out every other one for want of room.
    across._element.find(qn("c:noMultiLvlLbl")).addprevious(
        parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    )
    values.visible = values.has_major_gridlines = not chart.labelled
    values.major_tick_mark = XL_TICK_MARK.NONE
    values.format.line.fill.background()
    values.minimum_scale = 0
    if not chart.labelled:
        values.major_gridlines.format.line.color.rgb = _rgb(theme.GRID)
        values.tick_labels.number_format = _format(chart.unit)
        values.tick_labels.number_format_is_linked = False
        values.tick_labels.font.size = Pt(_STANDING_SIZE)
        if chart.whole:
            values.maximum_scale = chart.whole
        return
    ends = [v or 0.0 for s in chart.series for v in s.values]
    if chart.form == "stacked":
        ends = [
            sum(v or 0.0 for v in column) for column in zip(*(s.values for s in chart.series), strict=True)
        ]
    room = 1.0 if chart.form == "stacked" else _ROOM_FOR_LABELS
    values.maximum_scale = (chart.whole or max(ends) or 1) * room


def _dress(native: NativeChart, size: int, has_key: bool) -> None:
    native.font.size = Pt(size)
    native.font.color.rgb = _rgb(theme.TEXT)
    native.has_title = False
    native.has_legend = has_key
    if has_key:
        native.legend.position = XL_LEGEND_POSITION.TOP
        native.legend.include_in_layout = False
        native.legend.font.size = Pt(_STANDING_SIZE)


def _paint_bars(drawn: Any, series: Series) -> None:
    drawn.invert_if_negative = False
    _fill(drawn.format.fill, series.colour)
    for number, is_example in enumerate(series.examples):
        if is_example:
            _hatch(drawn.points[number].format.fill, series.colour)


def _paint_dots(drawn: Any, series: Series) -> None:
    drawn.smooth = False
    drawn.format.line.fill.background()
    drawn.marker.style, drawn.marker.size = _MARKERS[series.look], series.size
    _fill(drawn.marker.format.fill, series.colour)
    drawn.marker.format.line.color.rgb = _rgb(series.colour)


_PAINTERS = {
    "bars": _paint_bars,
    "stacked": _paint_bars,
    "columns": _paint_bars,
    "dots": _paint_dots,
}


def _fill(fill: FillFormat, colour: str) -> None:
    fill.solid()
    fill.fore_color.rgb = _rgb(colour)


def _hatch(fill: FillFormat, colour: str) -> None:
    fill.patterned()
    fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb = _rgb(colour)
    fill.back_color.rgb = _rgb("#ffffff")


def _label_bars(drawn: Any, series: Series, chart: Chart, size: int) -> None:
    if chart.form != "stacked":
        _write_values(drawn, chart.unit, size, XL_LABEL_POSITION.OUTSIDE_END, theme.TEXT)
        for number, text in enumerate(series.texts):
            if text:
                _write_text(drawn.points[number].data_label, text, size)
        return
    ink = "#ffffff" if series.colour == theme.ACCENT else theme.TEXT
    _write_values(drawn, chart.unit, size, XL_LABEL_POSITION.CENTER, ink)


def _write_values(drawn: Any, unit: str, size: int, side: XL_LABEL_POSITION, ink: str) -> None:
    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = _format(unit), False
    labels.font.size = Pt(size)
    labels.font.color.rgb = _rgb(ink)
    labels.position = side
    labels._element.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}").set("wrap", "none")


def _write_text(label: Any, text: str, size: int) -> None:
    frame = label.text_frame
    frame.text = text
    frame.word_wrap = False
    font = frame.paragraphs[0].runs[0].font
    font.size, font.color.rgb = Pt(size), _rgb(theme.TEXT)
    label.position = XL_LABEL_POSITION.OUTSIDE_END


def _plot_area(native: NativeChart, left: float, has_legend: bool, box: Box) -> None:
    top = (_LEGEND_HEIGHT if has_legend else 4) / box.height
    high = 1 - top - 4 / box.height
    layout = (
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.4f}"/><c:y val="{top:.4f}"/><c:w val="{0.985 - left:.4f}"/><c:h val="{high:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )
    area = native._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, parse_xml(layout))


def _axis_size(names: tuple[str, ...], box: Box) -> int:
    room = box.width * _MOST_OF_THE_WIDTH - 16
    high = (box.height - _LEGEND_HEIGHT) / max(len(names), 1)
    for size in _SIZES:
        if all(_BETWEEN_NAMES * text_room.height(name, room, size) <= high for name in names):
            return size
    return _SIZES[-1]


def _names_width(names: tuple[str, ...], size: int, box: Box) -> float:
    longest = max(text_room.width(name, size) for name in names)
    return min(longest + 16, box.width * _MOST_OF_THE_WIDTH)


def _format(unit: str) -> str:
    return number_formats.of_unit("whole_percent" if unit == "percent" else unit)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#").upper())


def _emus(box: Box) -> tuple[int, int, int, int]:
    return Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)
