"""Telling the tables that the app itself gives out: they hold computed and invented figures, which must never come back as reported ones."""

from functools import cache

from dashboard.core.language import LANGUAGES
from dashboard.locale import catalogue
from dashboard.sources.forms.grid import Book
from dashboard.sources.forms.tables import heading_key
from dashboard.sources.forms.unreadable import Unreadable

_SEARCHED_ROWS = 10


def refuse_own_tables(book: Book) -> None:
    """Raise Unreadable for a table with the column of signs that the app puts beside every figure."""
    for sheet in book.visible:
        for row in sheet.rows[:_SEARCHED_ROWS]:
            headings = [key for key in map(heading_key, row) if key]
            if len(headings) > 2 and not _signs().isdisjoint(headings):
                raise Unreadable("own_table", sheet.name)


@cache
def _signs() -> frozenset[str]:
    """The heading of the column of signs in every language that the app writes."""
    return frozenset(heading_key(catalogue(language).gettext("Tecken")) for language in LANGUAGES)
