"""Days as text, in the language in use."""

from datetime import date

from babel.dates import format_date

from dashboard.core.language import locale


def written(day: date) -> str:
    """A day in words: `24 november 2026`."""
    return str(format_date(day, "d MMMM y", locale=locale()))
