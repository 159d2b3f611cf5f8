"""Units as the number formats of spreadsheets and charts, with separators by language wherever the program honours that."""

from dashboard.core.language import _, language

TEXT = "@"
# The language in front makes the separators Swedish, or English, also in a program that speaks another language.
_LANGUAGES = {"sv": "[$-41D]", "en": "[$-809]"}


def of_unit(unit: str) -> str:
    """The format of numbers in a unit; what has no unit, or one that is not known, is shown as it is."""
    plain = {
        "sek": "#,##0",
        "sek_per_inhabitant": "#,##0.00",
        "million_sek": "#,##0.0,,",
        "bare_million": "#,##0.0,,",
        "count": "#,##0",
    }
    words = {
        "sek": _("{number} kr"),
        "sek_per_inhabitant": _("{number} kr"),
        "million_sek": _("{number} mnkr"),
        "percent": _("{number} %"),
    }
    pattern = {**plain, "percent": "0.0", "whole_percent": "0", "score": "0.0"}.get(unit)
    if pattern is None:
        return "General"
    before, _number, after = words.get(unit.removeprefix("whole_"), "{number}").partition("{number}")
    return _LANGUAGES[language()] + _quoted(before) + pattern + _quoted(after)


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""
