"""How much room text takes, so that a slide can be set without being looked at."""

import re
from functools import lru_cache

from dashboard.exports.still.lettering import Run, run_width

_CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f\ud800-\udfff]+")
_MEASURED_AT = 100.0
# A machine without our font shows one that is wider, by up to a quarter (DejaVu Sans); text is given room for that.
_WIDER = 1.25
LINE = 1.26
# No letter is so narrow that more of them would fit; to measure a longer text would take long for nothing.
_MOST_LETTERS_AN_EM = 5
_LONGEST_LOSS = 24
_NOT_LAST = ",;:. "


@lru_cache(maxsize=50_000)
def _word(text: str, is_bold: bool) -> float:
    return run_width(Run(text, is_bold), _MEASURED_AT) / _MEASURED_AT * _WIDER


def one_line(text: str) -> str:
    """The text as one line, without the control characters that a person's own text might hold and no file may."""
    return _CONTROLS.sub(" ", text).strip()


def width(text: str, size: float, is_bold: bool = False) -> float:
    """The width of a line of text, in points, at a size in points."""
    return _word(text, is_bold) * size


def wrapped(text: str, room: float, size: float, is_bold: bool = False) -> list[str]:
    """The text in lines of at most `room` points; a word that is wider than that is broken."""
    lines: list[str] = []
    line = ""
    most = max(int(room / size * _MOST_LETTERS_AN_EM), 1)
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if len(longer) <= most and width(longer, size, is_bold) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        while len(word) > 1 and (len(word) > most or width(word, size, is_bold) > room):
            start = min(len(word) - 1, most)
            kept = next(n for n in range(start, 0, -1) if n == 1 or width(word[:n], size, is_bold) <= room)
            lines.append(word[:kept])
            word = word[kept:]
        line = word
    return [*lines, line]


def height(text: str, room: float, size: float, is_bold: bool = False) -> float:
    """The height of a text set in lines of at most `room` points, in points."""
    return len(wrapped(text, room, size, is_bold)) * size * LINE


def fitted(
    text: str, room: float, high: float, sizes: tuple[int, ...], is_bold: bool = False, ending: str = " …"
) -> tuple[str, int]:
    """The text with the first of the sizes, largest first, at which it fits; at the last one it is cut short if it must be."""
    lines = int(high // (sizes[-1] * LINE))
    if len(text) > lines * room / sizes[-1] * _MOST_LETTERS_AN_EM:
        return shortened(text, room, lines, sizes[-1], ending, is_bold), sizes[-1]
    for size in sizes:
        if height(text, room, size, is_bold) <= high:
            return text, size
    return shortened(text, room, lines, sizes[-1], ending, is_bold), sizes[-1]


def shortened(
    text: str, room: float, lines: int, size: float, ending: str = " …", is_bold: bool = False
) -> str:
    """The text, or as much of it as fits on so many lines with the ending after it; cut between words where that loses little."""

    def fits(count: int) -> bool:
        return len(wrapped(text[:count].rstrip(_NOT_LAST) + ending, room, size, is_bold)) <= lines

    text_there = text[: int(lines * room / size * _MOST_LETTERS_AN_EM)]
    if text_there == text and len(wrapped(text, room, size, is_bold)) <= lines:
        return text
    least, most = 0, len(text_there)
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if fits(middle) else (least, middle - 1)
    between_words = text.rfind(" ", least - _LONGEST_LOSS, least)
    kept = text[: between_words if between_words > 0 else least]
    return kept.rstrip(_NOT_LAST) + ending
