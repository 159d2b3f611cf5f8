"""Numbers and amounts as text, in the language in use; never in the browser's."""

import math
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from dashboard.core.language import _, locale

MISSING = "–"
MINUS = "−"


def _format(value: float, pattern: str) -> str:
    digits = len(pattern.partition(".")[2])
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    # A small negative number rounds to a zero that would carry its minus sign.
    return _written(rounded or Decimal(0), pattern, locale())


# A table of all municipalities writes hundreds of numbers, and the same ones for every visitor.
@lru_cache(maxsize=20_000)
def _written(value: Decimal, pattern: str, in_locale: str) -> str:
    # The sign of a number, not the hyphen that Babel writes: figures have it on their axes.
    return str(format_decimal(value, format=pattern, locale=in_locale)).replace("-", MINUS)


def decimal_mark() -> str:
    """What stands between a number's whole part and its decimals."""
    return str(get_decimal_symbol(locale()))


def thousands_mark() -> str:
    """What stands between the thousands of a number."""
    return str(get_group_symbol(locale()))


def number(value: float | None, decimals: int = 0) -> str:
    """A number with grouped thousands: `1 234 567`, `12,4`. None and NaN give an en dash."""
    if value is None or math.isnan(value):
        return MISSING
    return _format(value, "#,##0" + ("." + "0" * decimals if decimals else ""))


def kronor(value: float | None) -> str:
    """Whole kronor: `1 234 567 kr`."""
    return MISSING if value is None or math.isnan(value) else with_unit(number(value), "sek")


def million_kronor(value: float | None, decimals: int = 1) -> str:
    """Million kronor, with one decimal unless told otherwise: `31,5 mnkr`."""
    if value is None or math.isnan(value):
        return MISSING
    return _("{number} mnkr").format(number=number(value / 1_000_000, decimals))


def short_kronor(value: float | None) -> str:
    """An amount short enough for a label: `900 kr`, `250 tkr`, `31,5 mnkr`."""
    if value is None or math.isnan(value):
        return MISSING
    if abs(value) >= 1_000_000:
        return million_kronor(value)
    if abs(value) >= 10_000:
        return _("{number} tkr").format(number=number(value / 1000))
    return kronor(value)


def percent(value: float | None, decimals: int = 0) -> str:
    """A share given in percent: `12 %`, `12,4 %`."""
    if value is None or math.isnan(value):
        return MISSING
    return with_unit(number(value, decimals), "percent")


def with_unit(text: str, unit: str) -> str:
    """A number that is already text with its unit beside it, as the language in use wants it: kronor and percent have a sign, other units none."""
    if unit in ("sek", "sek_per_inhabitant"):
        return _("{number} kr").format(number=text)
    return _("{number} %").format(number=text) if unit == "percent" else text


def in_unit(value: float | None, unit: str) -> str:
    """A value written in its unit.

    Units: `sek`, `sek_per_inhabitant`, `percent`, `count`, `score`, `yes_no` (1 and 0); any other unit gives the bare number with at
    most one decimal.
    """
    if unit == "sek":
        return kronor(value)
    if unit == "sek_per_inhabitant":
        text = number(value, 2)
        return text if text == MISSING else with_unit(text, unit)
    if unit == "percent":
        return percent(value, 0 if value is None or math.isnan(value) or value == round(value) else 1)
    if unit == "score":
        return number(value, 1)
    if unit == "yes_no" and value in (0, 1):
        return _("ja") if value else _("nej")
    if value is not None and not math.isnan(value) and value != round(value):
        return number(value, 1)
    return number(value)
