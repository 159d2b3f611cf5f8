"""An amount that is only estimated, as text: with its interval, and no finer than it can bear."""

import math
from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from dashboard.core.language import _
from dashboard.core.numbers import MISSING, in_unit, number, with_unit


def about(value: float, low: float, high: float, unit: str) -> str:
    """An estimate with its interval: `omkring 250 000 kr (155 000–250 000)`. Units: `sek`, `sek_per_inhabitant`.

    Ends are rounded away from each other, so that what lies between them does so on the screen too; the one that is the estimate
    itself is rounded like it.
    """
    for step in _steps(low):
        middle = _to(value, step, ROUND_HALF_UP)
        first = middle if low == value else _to(low, step, ROUND_FLOOR)
        last = middle if high == value else _to(high, step, ROUND_CEILING)
        if first < last or low == high:
            break
    return _("omkring {value} ({low}–{high})").format(
        value=with_unit(_written(middle, step), unit), low=_written(first, step), high=_written(last, step)
    )


def between(low: float, high: float, unit: str) -> str:
    """An estimate of which only the ends can be told: `mellan 155 000 och 255 000 kr`. Units and rounding as in `about`, to whole kronor."""
    step = _coarse(low)
    return _between(
        _written(_to(low, step, ROUND_FLOOR), step), _written(_to(high, step, ROUND_CEILING), step), unit
    )


def spanning(estimates: Iterable[tuple[float, float, float]], unit: str) -> str:
    """From the lowest to the highest of several estimates (value, low and high), each end written as it is where its estimate stands alone."""
    ends = [
        (low, high, low) if not math.isnan(low) else (value, value, value)
        for value, low, high in estimates
        if not (math.isnan(low) and math.isnan(value))
    ]
    if not ends:
        return MISSING
    lowest, highest = min(ends), max(ends, key=lambda end: end[1])
    first, last = _coarse(lowest[2]), _coarse(highest[2])
    return _between(
        _written(_to(lowest[0], first, ROUND_FLOOR), first),
        _written(_to(highest[1], last, ROUND_CEILING), last),
        unit,
    )


def estimate(value: float | None, low: float | None, high: float | None, unit: str) -> str:
    """`about` where there is a value, `between` where only the ends are known, an en dash where they are not.

    A value that is its own two ends is no estimate, and stands as it is.
    """
    if low is None or high is None or math.isnan(low) or math.isnan(high):
        return MISSING
    if value == low == high:
        return in_unit(value, unit)
    return between(low, high, unit) if value is None or math.isnan(value) else about(value, low, high, unit)


def written(
    value: float | None, low: float | None, high: float | None, unit: str, digits: float | None = None
) -> str:
    """A value as it is written: with its interval where it has one, else as it is, or about it where it bears only so many digits."""
    if low is None or math.isnan(low):
        return roughly(value, unit, digits)
    return estimate(value, low, high, unit)


def rounded(value: float, digits: float | None) -> float:
    """The value with so many digits; as it is where no number of digits is given."""
    if digits is None or math.isnan(digits) or not value or math.isnan(value):
        return value
    return round(value, _places(value, digits))


def roughly(value: float | None, unit: str, digits: float | None) -> str:
    """An estimate without an interval: `omkring 1 222 000 kr`, with so many digits; a value that is none, without `digits`, as it is."""
    if value is None or math.isnan(value) or digits is None or math.isnan(digits):
        return in_unit(value, unit)
    decimals = min(max(_places(value, digits), 0), 2 if unit == "sek_per_inhabitant" else 0) if value else 0
    return _("omkring {value}").format(value=with_unit(number(rounded(value, digits), decimals), unit))


def made_by_key(recipient_kind: str) -> str:
    """How an amount by the allocation key was worked out, for municipalities or regions."""
    if recipient_kind == "region":
        return _(
            "Uträknat med fördelningsnyckeln: en miljon kronor till varje region och resten efter folkmängd den 31 december året före. Hur 2016 års pengar delades står inte i dokumenten; de beloppen antar samma proportioner som 2020."
        )
    return _(
        "Uträknat med fördelningsnyckeln: 100 000 kr till varje kommun med högst 30 000 invånare och resten efter folkmängd den 31 december året före. Spannet visar vad andra läsningar av nyckeln ger: gränsen 25 000 invånare och, för 2022, pengarna delade i omgångar."
    )


def doubt_of(years: str) -> str:
    """Why no more can be told of the municipal amounts of some years than between which amounts they lie."""
    return _(
        "{years} är beloppen mycket osäkra: läsningarna av nyckeln delar olika summor, och ingen av dem ger alla belopp som är kända. Det går bara att säga mellan vilka tal varje belopp ligger."
    ).format(years=years)


def not_a_deed(recipient_kind: str = "municipality") -> str:
    """What figures by the key do not say, of municipalities or regions."""
    if recipient_kind == "region":
        return _("Det är nyckelns räkning, inget som en region har gjort.")
    return _("Det är nyckelns räkning, inget som en kommun har gjort.")


def _places(value: float, digits: float) -> int:
    return int(digits) - 1 - math.floor(math.log10(abs(value)))


def _between(low: str, high: str, unit: str) -> str:
    # The unit once, on the side where the language has it.
    return _("mellan {ends}").format(ends=with_unit(_("{low} och {high}").format(low=low, high=high), unit))


def _coarse(low: float) -> Decimal:
    """What an estimate of which only the ends are told is rounded to: by its lowest, to whole kronor."""
    return max(next(_steps(low)), Decimal(1))


def _steps(low: float) -> Iterator[Decimal]:
    """What amounts may be rounded to, coarsest first: fives in the third digit of the lowest, and then finer."""
    third = math.floor(math.log10(low)) - 2 if low > 0 else 0
    while True:
        yield Decimal(5).scaleb(third)
        yield Decimal(1).scaleb(third)
        third -= 1


def _to(value: float, step: Decimal, rounding: str) -> Decimal:
    return (Decimal(str(value)) / step).quantize(Decimal(1), rounding=rounding) * step


def _written(value: Decimal, step: Decimal) -> str:
    return number(float(value), max(-int(step.as_tuple().exponent), 0))
