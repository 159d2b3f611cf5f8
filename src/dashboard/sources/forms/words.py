"""Texts from cells: cleaned of what cannot be seen, compared without regard to spelling, shown on one line."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime

# Zero-width characters, direction marks, the byte order mark and the soft hyphen: seen by nobody, in the way of matching.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_SPACES = re.compile(r"\s+")
_SHOWN = 80
_FORMULA_STARTS = ("=", "+", "-", "@")


def text_of(value: object) -> str:
    """A cell's content as text: whole numbers without decimals, dates as year-month-day."""
    if isinstance(value, str):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def clean(value: object) -> str:
    """The text of a cell with composed letters, single plain spaces, and nothing invisible."""
    text = text_of(value)
    # Nearly every text is clean as it stands; a printable one holds no control, no direction mark and no odd space.
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text.strip(" ")
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", "".join(c if c.isprintable() else " " for c in text)).strip()


def free_text(value: object) -> str:
    """A text that a person wrote, cleaned, and without the apostrophe that our own exports put before a formula sign."""
    text = clean(value)
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA_STARTS else text


def is_blank(value: object) -> bool:
    """Whether a cell has nothing to see in it."""
    if isinstance(value, str):
        return not value or (not value[0].isalnum() and not clean(value))
    return value is None


def same(value: object) -> str:
    """A key under which two spellings of the same words are equal: case, spaces and dashes do not count."""
    return re.sub(r"[\s\-–—]+", " ", clean(value).casefold()).strip()


def alike(value: object) -> str:
    """A coarser key: letters and digits only, without accents. Two different words may share it."""
    plain = unicodedata.normalize("NFKD", clean(value).casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain)


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would run the text as a formula. A lone dash or a number with a sign is none."""
    return text.startswith(_FORMULA_STARTS) and bool(re.match(r"[=@]|[+\-]\s*[A-Za-z(]", text))


def shown(value: object, longest: int = _SHOWN) -> str:
    """A value as it may stand in a sentence: on one line, not too long."""
    text = clean(value)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def nearest(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """The known words that look most like this one, best first; none when nothing is near."""
    by_key = {same(name): name for name in known}
    return [by_key[key] for key in difflib.get_close_matches(same(word)[:100], by_key, n=count, cutoff=0.6)]


def in_words(names: list[str], last: str = "eller") -> str:
    """Names in a row: `a, b eller c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else ""
