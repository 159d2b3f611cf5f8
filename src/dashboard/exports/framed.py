"""A card as a picture that can stand alone: title, signs, sentence, figure, reservations, source, and what it was made from."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.core.language import _
from dashboard.core.result import Result, Sign
from dashboard.core.stamp import Stamp
from dashboard.core.status import Status
from dashboard.exports import pictures
from dashboard.exports.still import lettering
from dashboard.exports.still.boundaries import Boundaries
from dashboard.exports.still.canvas import DRAWING, Canvas
from dashboard.figures import theme
from dashboard.figures.describe import text_alternative

WIDTH_PX = 1920
# Pixels of the picture per pixel of the sheet that it is laid out on.
_SCALE = 2
_WIDTH = WIDTH_PX / _SCALE
_WIDTH_MM = _WIDTH / pictures.PIXELS_PER_MM
_MAP_HEIGHT = 720.0
_EDGE = 24.0
_INSIDE = _WIDTH - 2 * _EDGE
_AIR = 12.0
_TITLE, _SENTENCE, _SMALL = 22.0, 16.0, 13.0
_TAG_PADDING = 8.0
# The fill and the ink of a sign; those that are not invented share one pair.
_INVENTED = ("#fdebd8", "#8a3b00")
_OTHER = ("#edf0f2", theme.TEXT)


@dataclass(frozen=True)
class _Words:
    """A paragraph of plain text in lines, in one size."""

    lines: tuple[str, ...]
    size: float
    colour: str
    bold: bool = False

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * lettering.LINE_HEIGHT

    def draw(self, canvas: Canvas, top: float) -> None:
        text = "<br>".join(html.escape(line) for line in self.lines)
        canvas.text(
            _EDGE, top, f"<b>{text}</b>" if self.bold else text, self.size, self.colour, "left", "top"
        )


def svg(result: Result, geometry: Boundaries, stamp: Stamp) -> bytes | None:
    """The card as SVG; None where it has no figure. All that is written in it is also its description, as text."""
    with DRAWING:
        canvas = _drawn(result, geometry, stamp)
        return canvas.svg(_WIDTH_MM, result.title, description(result, stamp)) if canvas else None


def png(result: Result, geometry: Boundaries, stamp: Stamp) -> bytes | None:
    """The card as PNG, WIDTH_PX wide; None where it has no figure."""
    with DRAWING:
        canvas = _drawn(result, geometry, stamp)
        return canvas.png(WIDTH_PX) if canvas else None


def description(result: Result, stamp: Stamp) -> str:
    """All that the picture says in words."""
    return " ".join((text_alternative(result), *_small_print(result, stamp)))


def _small_print(result: Result, stamp: Stamp) -> tuple[str, ...]:
    sources = "; ".join(f"{place.title}, {place.locator}" for place in result.provenance)
    return (
        *result.notes,
        *(f"{mark.word}: {mark.meaning}" for mark in result.signs),
        *([_("Källa: {sources}.").format(sources=sources)] if sources else []),
        *([_("Sidans urval: {filters}.").format(filters=stamp.filters_text)] if stamp.filters_text else []),
        _("Medelkartan, datamängd {version}, {date}. {address}").format(
            version=stamp.version, date=stamp.made_on.isoformat(), address=stamp.address
        ),
    )


def _words(text: str, size: float, colour: str, bold: bool = False) -> _Words:
    return _Words(tuple(lettering.wrapped(text, size, _INSIDE, bold)), size, colour, bold)


def _drawn(result: Result, geometry: Boundaries, stamp: Stamp) -> Canvas | None:
    figure = pictures.laid_out(result, geometry, _INSIDE, _MAP_HEIGHT)
    if figure is None:
        return None
    title = _words(result.title, _TITLE, theme.TEXT, bold=True)
    sentence = _words(result.sentence, _SENTENCE, theme.TEXT)
    below = [_words(text, _SMALL, theme.MUTED) for text in _small_print(result, stamp)]
    signs = result.signs
    sign_top = _EDGE + title.height + _AIR / 2
    sentence_top = sign_top + (_tag_height() + _AIR / 2 if signs else 0)
    figure_top = sentence_top + sentence.height + _AIR
    small_top = figure_top + figure.height + 2 * _AIR
    height = small_top + sum(words.height + _AIR / 3 for words in below) + _EDGE
    canvas = Canvas(_WIDTH, height)
    title.draw(canvas, _EDGE)
    _draw_signs(canvas, signs, sign_top)
    sentence.draw(canvas, sentence_top)
    canvas.line([(_EDGE, small_top - _AIR), (_WIDTH - _EDGE, small_top - _AIR)], theme.GRID, 1)
    top = small_top
    for words in below:
        words.draw(canvas, top)
        top += words.height + _AIR / 3
    canvas.start_at(_EDGE, figure_top)
    figure.draw(canvas)
    return canvas


def _tag_height() -> float:
    return _SMALL * lettering.LINE_HEIGHT + _TAG_PADDING / 2


def _draw_signs(canvas: Canvas, signs: Sequence[Sign], top: float) -> None:
    """The signs beside each other, each on a fill of its own."""
    left = _EDGE
    for mark in signs:
        fill, ink = _INVENTED if mark.status is Status.SYNTHETIC else _OTHER
        width = lettering.measured(mark.word, _SMALL)[0] + 2 * _TAG_PADDING
        canvas.rectangle(left, top, width, _tag_height(), fill)
        canvas.text(left + _TAG_PADDING, top + _tag_height() / 2, mark.word, _SMALL, ink)
        left += width + _TAG_PADDING
