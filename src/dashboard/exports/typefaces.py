"""The typefaces of documents: ours, with one that has the signs ours lacks. None is taken from the machine."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import font_source_sans_pro
import matplotlib
from fontTools.ttLib import TTFont

FAMILIES = ("Source Sans Pro", "DejaVu Sans")
_OURS = Path(font_source_sans_pro.font_directory)
_OTHERS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
FOLDERS = (_OURS, _OTHERS)
_FILES = (_OURS / "SourceSansPro-Regular.ttf", _OTHERS / "DejaVuSans.ttf")
_ENDLESS_WORD = re.compile(r"\w{50,}")
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"
# Stands for a sign that no typeface has, as in a browser.
UNKNOWN = "□"


@lru_cache(maxsize=1)
def _signs() -> frozenset[int]:
    return frozenset(code for file in _FILES for code in TTFont(file, lazy=True).getBestCmap())


def settable(text: str) -> str:
    """The text as it can be set: a box for each sign that no typeface has, spaces for control characters, no invisible marks.

    A word longer than any in the language may be broken anywhere, so that it stays on the page.
    """
    return _ENDLESS_WORD.sub(lambda word: _MAY_BREAK.join(word[0]), "".join(map(_settable, text)))


@lru_cache(maxsize=4096)
def _settable(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    if category == "Cf":
        return ""
    return character if ord(character) in _signs() else UNKNOWN
