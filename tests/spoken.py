"""Swedish where English is spoken: words that only Swedish texts have, outside the names that stay as they are."""

import json
import re
from collections.abc import Iterable, Iterator

import pandas as pd
from babel.messages.pofile import read_po

from dashboard import locale
from dashboard.dataset.store import Reader

# Names that stay in Swedish, by the columns of the dataset that hold them.
_NAMES = """
SELECT name FROM municipality UNION SELECT region_name FROM county
UNION SELECT name FROM recipient WHERE kind IN ('municipality', 'region', 'ngo') AND status = 'published'
UNION SELECT replace(name, ' stadsdelsnämnd', '') FROM recipient WHERE kind = 'district'
UNION SELECT title FROM source UNION SELECT publisher FROM source UNION SELECT name_sv FROM support_product
UNION SELECT name FROM consulted WHERE kind = 'other'
UNION SELECT name FROM consulted WHERE kind = 'other'
"""
# The name of the app, the names of agencies without an English one, and the language itself.
_OWN = ("Medelkartan", "Svenska", "Barnafrid")
_WORD = re.compile(r"(?<!\w)[^\W\d_]{2,}(?!\w)")
_ADDRESS = re.compile(r"\(\?[^)]*\)|\]\([^)]*\)|https?://\S+|\S+\.csv\b|\S+@\S+")
_SWEDISH_LETTER = re.compile("[åäöÅÄÖ]")


def words(text: str) -> set[str]:
    """The words of a text, without case."""
    return {word.casefold() for word in _WORD.findall(text)}


def _messages() -> Iterator[tuple[str, str]]:
    with locale.path_of("en").open("rb") as file:
        for message in read_po(file, locale="en"):
            here = [message.id] if isinstance(message.id, str) else message.id
            there = [message.string] if isinstance(message.string, str) else message.string
            yield from zip(here, there, strict=True)


class Swedish:
    """What Swedish is, by the catalogue and the dataset: each text with its translation."""

    def __init__(self, reader: Reader) -> None:
        translated = reader.stored_rows("SELECT text_sv, text_en FROM translation")
        pairs = [*_messages(), *translated.itertuples(index=False, name=None)]
        pairs = [(re.sub(r"\{\w+\}", " ", a), re.sub(r"\{\w+\}", " ", b)) for a, b in pairs]
        names = {*reader.stored_rows(_NAMES).iloc[:, 0], *_OWN}
        english = [text for _swedish, text in pairs]
        # A name inside an English text, such as a web course, stands as it is in that text alone.
        kept = sorted({*names, *(t for t in english if _SWEDISH_LETTER.search(t))}, key=len, reverse=True)
        self._kept = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in kept))
        known = {word for text in english for word in words(text) if not _SWEDISH_LETTER.search(word)}
        self._only = {word for text, _english in pairs for word in words(text)} - known

    def left_in(self, text: str) -> set[str]:
        """The words of the text that are Swedish and no part of a name."""
        # Looking for names takes longer than for words.
        return self._swedish(self._kept.sub(" ", _ADDRESS.sub(" ", text))) if self._swedish(text) else set()

    def _swedish(self, text: str) -> set[str]:
        return {word for word in words(text) if word in self._only or _SWEDISH_LETTER.search(word)}

    def left_in_any(self, texts: Iterable[str]) -> dict[str, set[str]]:
        """Each text that has Swedish left, with its Swedish words."""
        found = {text: self.left_in(text) for text in set(texts)}
        return {text: left for text, left in sorted(found.items()) if left}


def texts_of_table(table: pd.DataFrame) -> Iterator[str]:
    """Headings and texts of a table."""
    yield from (str(name) for name in table.columns)
    for column in table:
        yield from (value for value in table[column].tolist() if isinstance(value, str))


def texts_of_figure(spec: str) -> Iterator[str]:
    """What a figure writes: titles, names, labels, ticks and what is shown on hover."""
    yield from _strings(json.loads(spec))


def _strings(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if " " in value or key in ("text", "name", "title", "ticktext", "x", "y", "theta", "labels"):
            yield re.sub(r"<[^>]+>|%\{[^}]+\}", " ", value)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in ("family", "template", "geojson", "fillcolor", "color", "dash", "locations"):
                yield from _strings(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one, key)
