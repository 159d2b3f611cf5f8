"""A figure as a still picture, for documents, slides and downloads: the same figure as on the screen, drawn without a browser."""

from typing import Any

from dashboard.core.result import Result
from dashboard.exports.still.boundaries import Boundaries
from dashboard.exports.still.canvas import DRAWING, Canvas
from dashboard.exports.still.maps import Map
from dashboard.exports.still.plane import Plane
from dashboard.figures import catalogue
from dashboard.figures.describe import text_alternative

PIXELS_PER_MM = 96 / 25.4
# Narrower than this a figure's texts no longer fit beside each other; it is drawn this wide and made smaller.
_NARROWEST = 480.0
_ON_MAPS = {"choropleth", "scattergeo"}


def svg(
    result: Result, geometry: Boundaries, width_mm: float, height_mm: float | None = None
) -> bytes | None:
    """The bare figure of an answer as SVG, `width_mm` wide; None where a table says it better.

    Text is 14 pixels of 1/96 inch where the picture is at least 127 mm wide. Without a height the picture is as high as the figure
    asks to be; one that is lower is made smaller as a whole.
    """
    figure = _figure(result, geometry)
    if figure is None:
        return None
    with DRAWING:
        canvas = _drawn(figure, geometry, width_mm * PIXELS_PER_MM, height_mm and height_mm * PIXELS_PER_MM)
        return canvas.svg(width_mm, result.title, text_alternative(result))


def png(
    result: Result, geometry: Boundaries, width_px: int, height_px: int | None = None, scale: float = 1.0
) -> bytes | None:
    """The bare figure of an answer as PNG, exactly `width_px` wide; None where a table says it better.

    `scale` is pixels of the picture per pixel of the figure: with 2, text is 28 pixels high and lines are twice as thick.
    """
    figure = _figure(result, geometry)
    if figure is None:
        return None
    with DRAWING:
        canvas = _drawn(figure, geometry, width_px / scale, height_px and height_px / scale)
        return canvas.png(width_px)


def laid_out(result: Result, geometry: Boundaries, width: float, map_height: float) -> Plane | Map | None:
    """The figure of an answer ready to be drawn on a sheet, `width` pixels wide and as high as it asks to be, a map `map_height`.

    None where a table says it better. The caller holds `canvas.DRAWING`.
    """
    figure = _figure(result, geometry)
    if figure is None:
        return None
    is_map = figure["data"][0]["type"] in _ON_MAPS
    return _laid_out(figure, geometry, width, map_height if is_map else None)


def _figure(result: Result, geometry: Boundaries) -> dict[str, Any] | None:
    figure = catalogue.draw(result, geometry.addresses())
    return None if figure is None else figure.to_plotly_json()


def _drawn(figure: dict[str, Any], geometry: Boundaries, width: float, height: float | None) -> Canvas:
    """The figure on a sheet with the proportions of `width` and `height`."""
    enlarged = max(_NARROWEST / width, 1.0)
    laid_out = _laid_out(figure, geometry, width * enlarged, height and height * enlarged)
    if height is not None and laid_out.height > height * enlarged:
        # It asks to be higher: more room, in the same proportions.
        wider = laid_out.height / height * width
        laid_out = _laid_out(figure, geometry, wider, wider * height / width)
    canvas = Canvas(laid_out.width, laid_out.height)
    laid_out.draw(canvas)
    return canvas


def _laid_out(
    figure: dict[str, Any], geometry: Boundaries, width: float, height: float | None
) -> Plane | Map:
    traces, layout = figure["data"], figure["layout"]
    if traces[0]["type"] in _ON_MAPS:
        return Map(traces, layout, geometry, width, height)
    return Plane(traces, layout, width, height)
