"""Amounts, years and scores as people write them. Each reading gives the value, if there is one, and what is to be said."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from babel.numbers import NumberFormatError, parse_decimal

from dashboard.core.numbers import number
from dashboard.sources.forms.grid import ErrorValue
from dashboard.sources.forms.matching import Problem, failed
from dashboard.sources.forms.words import clean, is_blank, shown

_UNITS = {
    "": 1,
    "kr": 1,
    "kronor": 1,
    "sek": 1,
    ":-": 1,
    ",-": 1,
    "tkr": 1_000,
    "kkr": 1_000,
    "tusen": 1_000,
    "tusen kr": 1_000,
    "tusen kronor": 1_000,
    "tsek": 1_000,
    "ksek": 1_000,
    "k sek": 1_000,
    "tusental": 1_000,
    "tusental kr": 1_000,
    "tusental kronor": 1_000,
    "mnkr": 1_000_000,
    "mkr": 1_000_000,
    "mn": 1_000_000,
    "miljoner": 1_000_000,
    "miljoner kr": 1_000_000,
    "miljoner kronor": 1_000_000,
    "milj": 1_000_000,
    "milj kr": 1_000_000,
    "msek": 1_000_000,
}
_AMOUNT = re.compile(
    r"^(?P<sign>[-+]?)\s*(?P<number>\d[\d .,']*?)\s*(?P<unit>:-|,-|[a-zåäö][a-zåäö. ]*)?$", re.I
)
_THOUSANDS_ONLY = re.compile(r"^\d{1,3}[.,]\d{3}$")
_DASHES = ("-", "–", "—", "−")
# What publishers write beside a number, and what it says of it.
MARKS = {"preliminary": "preliminärt", "revised": "reviderat", "corrected": "korrigerat"}
_MARK_LETTERS = {"p": "preliminary", "r": "revised", "k": "corrected"}
_MARKED = re.compile(r"^([-−]?\d[\d .,]*%?) ?([kpr])\)?$", re.I)
_MOST_SEK = 100_000_000_000
# Spreadsheets count days from the end of 1899.
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2049, 12, 31)


@dataclass(frozen=True)
class Reading:
    """A value as read, None when there is none, and what is to be said about it. `is_text` is whether it was text."""

    value: int | float | None
    problem: Problem | None = None
    is_text: bool = False


def unit_of(text: str) -> int:
    """How many kronor one is in an amount that is written with its unit: 1 000 for `250 tkr`, 1 for `250`."""
    match = _AMOUNT.match(text)
    return _UNITS.get(_unit_key(match["unit"]), 1) if match else 1


def _unit_key(unit: str | None) -> str:
    return (unit or "").casefold().strip(" .").replace(".", "")


def amount(value: object, unit: int = 1, column: str = "") -> Reading:
    """An amount in whole kronor. `unit` is what the heading says a plain number counts; a unit in the cell goes before it."""
    return (
        _amount(value, unit, column)
        if isinstance(value, str) and not isinstance(value, ErrorValue)
        else _from_cell(value, unit, column)
    )


def _from_cell(value: object, unit: int, column: str) -> Reading:
    problem = _not_a_number(value, column)
    if problem or is_blank(value):
        return Reading(None, problem)
    return _checked(Decimal(str(value)) * unit, shown(value))


@lru_cache(maxsize=50_000)
def _amount(text: str, unit: int, column: str) -> Reading:
    plain = clean(text).replace("−", "-").replace("–", "-").replace("—", "-")
    if not plain or plain in _DASHES:
        return Reading(None)
    match = _AMOUNT.match(plain)
    own_unit = _UNITS.get(_unit_key(match["unit"])) if match else None
    if not match or own_unit is None:
        return Reading(None, Problem("text_in_number_cell", shown(text), {"column": column}))
    digits = match["number"].strip().replace("'", " ")
    factor = own_unit if match["unit"] else unit
    # Three decimals of a thousand are kronor, and common with the Swedish comma; with a point they are as likely no decimals.
    if _THOUSANDS_ONLY.match(digits) and (factor == 1 or (factor == 1_000 and "." in digits)):
        whole, part = re.split("[.,]", digits)
        name = "kr" if factor == 1 else "tkr"
        choices = f"{whole} {part} {name} eller {whole},{part} {name}"
        return Reading(None, Problem("ambiguous_number", shown(text), {"choices": choices}))
    value = _decimal(digits)
    if value is None:
        return Reading(None, Problem("text_in_number_cell", shown(text), {"column": column}))
    reading = _checked((-value if match["sign"] == "-" else value) * factor, shown(text))
    return Reading(reading.value, reading.problem, is_text=True)


def _decimal(digits: str) -> Decimal | None:
    """Digits with Swedish or English marks: Babel reads the Swedish, after a point has been told from a thousands mark."""
    if digits.count(".") == 1 and "," not in digits:
        digits = digits.replace(".", ",")
    elif "," in digits and "." in digits and digits.rindex(".") > digits.rindex(","):
        digits = digits.replace(",", " ").replace(".", ",")
    digits = digits.replace(".", " ")
    if digits.count(",") > 1:
        digits = digits.replace(",", " ")
    if not re.fullmatch(r"\d+(,\d+)?|\d{1,3}( \d{3})+(,\d+)?", digits):
        return None
    try:
        return parse_decimal(digits.replace(" ", "\u00a0"), locale="sv_SE")
    except (NumberFormatError, InvalidOperation):
        return None


def _checked(value: Decimal, text: str) -> Reading:
    if not value.is_finite() or abs(value) > _MOST_SEK:
        return Reading(None, Problem("amount_too_large", text))
    if value < 0:
        return Reading(None, Problem("negative_amount", text))
    whole = int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    # Spreadsheets keep a whole amount with a tail of binary rounding; that is no fraction of a krona.
    if abs(value - whole) > Decimal("0.001"):
        return Reading(whole, Problem("amount_rounded", text, {"read": number(whole)}))
    return Reading(whole)


def plain_number(value: object, column: str = "") -> Reading:
    """A number without a unit, such as an indicator's value or a count of inhabitants."""
    problem = _not_a_number(value, column)
    if problem or is_blank(value):
        return Reading(None, problem)
    if isinstance(value, (int, float)):
        found: Decimal | None = Decimal(str(value))
    else:
        text = clean(value).replace("−", "-").removesuffix("%").strip()
        found = _decimal(text.removeprefix("-"))
        found = -found if found is not None and text.startswith("-") else found
    if found is None or not found.is_finite():
        return Reading(None, Problem("text_in_number_cell", shown(value), {"column": column}))
    if abs(found) > _MOST_SEK:
        return Reading(None, Problem("amount_too_large", shown(value)))
    return Reading(float(found), is_text=isinstance(value, str))


def marked(value: object) -> tuple[object, str]:
    """A number without the publisher's mark beside it, and what the mark says (a key of MARKS; empty without one): `1 234 p` is preliminary."""
    found = (
        _MARKED.match(clean(value)) if isinstance(value, str) and not isinstance(value, ErrorValue) else None
    )
    return (found[1], _MARK_LETTERS[found[2].lower()]) if found else (value, "")


def mark(sign: str) -> str:
    """What a sign of its own beside a value says (a key of MARKS); empty for any other."""
    return _MARK_LETTERS.get(sign.strip().lower(), "")


def count(value: object, column: str = "") -> Reading:
    """A count: a whole number that is not negative."""
    reading = plain_number(value, column)
    if reading.value is None:
        return reading
    if reading.value < 0:
        return Reading(None, Problem("negative_number", shown(value)))
    if reading.value != int(reading.value):
        return Reading(None, Problem("not_whole_number", shown(value)))
    return Reading(int(reading.value), is_text=reading.is_text)


@lru_cache(maxsize=10_000, typed=True)
def year(value: object, first: int = 1900, last: int = 2100, programme: bool = False) -> Reading:
    """A year between the first and the last; the programme's own years when `programme`."""
    if isinstance(value, ErrorValue):
        return Reading(None, failed(value))
    if is_blank(value):
        return Reading(None, Problem("year_missing", ""))
    text = clean(value)
    if isinstance(value, (date, time, timedelta, bool)):
        return Reading(None, Problem("date_in_number_cell", text))
    day = _day_kept_as_number(text if isinstance(value, str) else value)
    if day:
        return Reading(None, Problem("date_as_number", text, {"read": day.isoformat()}))
    if not (len(text) == 4 and text.isascii() and text.isdecimal()):
        return Reading(None, Problem("year_unreadable", text))
    found = int(text)
    if not first <= found <= last:
        facts = {"first_year": str(first), "last_year": str(last)}
        return Reading(
            None, Problem("year_outside_programme" if programme else "year_unreadable", text, facts)
        )
    return Reading(found)


def _day_kept_as_number(value: object) -> date | None:
    """The day that a spreadsheet keeps as this number, if it falls within the years that reports can be about."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{5}", value):
        value = int(value)
    if (
        isinstance(value, (int, float))
        and _FIRST_DAY.toordinal() <= value + _DAY_ZERO <= _LAST_DAY.toordinal()
    ):
        return date.fromordinal(int(value) + _DAY_ZERO)
    return None


def score(value: object) -> Reading:
    """A score of a self-assessment: 1 to 5."""
    reading = plain_number(value, "Poäng")
    if reading.value is not None and reading.value not in (1, 2, 3, 4, 5):
        return Reading(None, Problem("score_outside_scale", shown(value)))
    return Reading(None if reading.value is None else int(reading.value), reading.problem, reading.is_text)


def _not_a_number(value: object, column: str) -> Problem | None:
    if isinstance(value, ErrorValue):
        return failed(value)
    if isinstance(value, (date, time, timedelta)):
        return Problem("date_in_number_cell", shown(value))
    if isinstance(value, bool):
        return Problem("text_in_number_cell", "SANT" if value else "FALSKT", {"column": column})
    return None
