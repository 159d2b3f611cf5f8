"""Interface texts. Swedish is the source language: a text stands in the code as it is read.

`_` and `ngettext` look a text up in the catalogue that `speak` chose for the running thread or task;
without a catalogue they return the Swedish text itself. `N_` marks a text that is translated later, where it is shown.
"""

from collections.abc import Callable
from contextvars import ContextVar, copy_context
from gettext import NullTranslations
from typing import TypeVar

SOURCE_LANGUAGE = "sv"
LANGUAGES = (SOURCE_LANGUAGE, "en")
_LOCALES = {"sv": "sv_SE", "en": "en_GB"}
_NO_CATALOGUE = NullTranslations()
_catalogue: ContextVar[NullTranslations] = ContextVar("catalogue", default=_NO_CATALOGUE)
_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)
_Made = TypeVar("_Made")


def speak(language: str, catalogue: NullTranslations) -> None:
    """Choose the language (one of LANGUAGES) and its catalogue for what runs from here on in this context."""
    _language.set(language)
    _catalogue.set(catalogue)


def language() -> str:
    """The language in use, one of LANGUAGES."""
    return _language.get()


def locale() -> str:
    """The language in use with its country, whose habits numbers and dates follow: `sv_SE` or `en_GB`."""
    return _LOCALES[language()]


def _(text: str) -> str:
    """The interface text in the language in use."""
    return _catalogue.get().gettext(text)


def pgettext(meaning: str, text: str) -> str:
    """The interface text in the language in use, where Swedish has one word for what other languages have two for."""
    return _catalogue.get().pgettext(meaning, text)


def ngettext(one: str, many: str, count: int) -> str:
    """The interface text in the form that `count` asks for."""
    return _catalogue.get().ngettext(one, many, count)


def N_(text: str) -> str:
    """The Swedish text itself, marked for the translators: what shows it calls `_`, what names it (an address) does not."""
    return text


def in_this_language(made: Callable[[], _Made]) -> Callable[[], _Made]:
    """The same function, speaking the language in use now whenever and wherever it is called."""
    here = copy_context()
    return lambda: here.copy().run(made)
