"""The interface's texts in another language than Swedish: one catalogue a language, a text file that translators write.

A catalogue is read as it stands, `locale/en/LC_MESSAGES/medelkartan.po`; there is no compiled copy that could be older than it.
"""

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dashboard.core.language import SOURCE_LANGUAGE, speak

FOLDER = Path(__file__).parent
DOMAIN = "medelkartan"


def path_of(language: str) -> Path:
    """Where the catalogue of a language is."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def catalogue(language: str) -> NullTranslations:
    """The catalogue of a language; an empty one for Swedish, which the texts are written in."""
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    compiled = io.BytesIO()
    with path_of(language).open("rb") as file:
        write_mo(compiled, read_po(file, locale=language, domain=DOMAIN))
    compiled.seek(0)
    return GNUTranslations(compiled)


def speak_in(language: str) -> None:
    """Let what runs from here on in this context write its texts in the language, one of `core.language.LANGUAGES`."""
    speak(language, catalogue(language))
