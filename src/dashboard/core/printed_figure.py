"""A printed figure as text: the number as the document words it, with the word before it that keeps its direction, and its period."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.core.grammar import raised
from dashboard.core.language import _, ngettext
from dashboard.core.numbers import MISSING, in_unit, kronor, million_kronor, number, percent

BOUNDS = ("exact", "about", "nearly", "just_over", "at_least", "more_than", "at_most", "fewer_than")
# How a document may word a number otherwise than in digits: a half or a third, nine in ten, about a hundred.
WORDINGS = ("fraction", "of_ten", "tens")

_FRACTIONS: dict[float, Callable[[], str]] = {
    20: lambda: _("en femtedel"),
    33.3: lambda: _("en tredjedel"),
    50: lambda: _("hälften"),
    66.7: lambda: _("två tredjedelar"),
}
_OF_TEN: dict[float, Callable[[], str]] = {
    40: lambda: _("fyra av tio"),
    60: lambda: _("sex av tio"),
    90: lambda: _("nio av tio"),
}
_TENS: dict[float, Callable[[], str]] = {
    10: lambda: _("ett tiotal"),
    20: lambda: _("ett tjugotal"),
    90: lambda: _("ett nittiotal"),
    100: lambda: _("ett hundratal"),
}
# A figure named in a sentence, by its identifier, or its base: `{sos-2017.ngos.women}`, `{sos-2017.ngos.women:base}`.
_NAMED = re.compile(r"\{([a-z0-9.-]+)(:base)?\}")
IN_WORDS = {"fraction": _FRACTIONS, "of_ten": _OF_TEN, "tens": _TENS}
# These words say by themselves that the number is rounded.
_ROUNDED_BY_ITSELF = ("of_ten", "tens")

_NOUNS: dict[str, Callable[[int], str]] = {
    "municipalities": lambda n: ngettext("kommun", "kommuner", n),
    "regions": lambda n: ngettext("region", "regioner", n),
    "ngos": lambda n: ngettext("organisation", "organisationer", n),
    "county_boards": lambda n: ngettext("länsstyrelse", "länsstyrelser", n),
    "districts": lambda n: ngettext("stadsdelsnämnd", "stadsdelsnämnder", n),
    "agencies": lambda n: ngettext("myndighet", "myndigheter", n),
    "persons": lambda n: ngettext("person", "personer", n),
    "patients": lambda n: ngettext("patient", "patienter", n),
    "users": lambda n: ngettext("användare", "användare", n),
    "groups": lambda n: ngettext("grupp", "grupper", n),
    "activities": lambda n: ngettext("tillfälle", "tillfällen", n),
    "years": lambda n: ngettext("år", "år", n),
    "days": lambda n: ngettext("dag", "dagar", n),
}
UNITS = ("sek", "percent", *_NOUNS, "other")


@dataclass(frozen=True)
class Printed:
    """A figure as the ledger has it: the number, its unit, what the document says of its precision, and its base where it has one."""

    value: float
    unit: str
    bound: str = "exact"
    wording: str = ""
    base: float | None = None


def written(figure: Printed) -> str:
    """The figure as a table writes it, with what is counted and the base: `färre än hälften`, `178 kommuner av 216`, `85 % (bas 167)`."""
    if math.isnan(figure.value):
        return _("anges inte")
    text = bounded(_digits(figure, short=figure.bound != "exact"), figure.unit, figure.bound, figure.wording)
    noun = noun_of(figure.unit, figure.value)
    if noun:
        text = f"{text} {noun}"
    if figure.base is None or math.isnan(figure.base):
        return text
    if figure.unit in ("sek", "percent"):
        return _("{value} (bas {base})").format(value=text, base=number(figure.base))
    return _("{value} av {base}").format(value=text, base=number(figure.base))


def said(figure: Printed) -> str:
    """The figure as a sentence says it, without noun and base: `drygt 410 mnkr`, `nära hälften`, `246`."""
    if math.isnan(figure.value):
        return MISSING
    return bounded(_digits(figure, short=True), figure.unit, figure.bound, figure.wording)


def named_in(sentence: str) -> set[str]:
    """The identifiers of the figures that a sentence names."""
    return {found[1] for found in _NAMED.finditer(sentence)}


def filled_in(sentence: str, figures: Mapping[str, Printed]) -> str:
    """The sentence with each figure that it names as `said` says it, raised where it stands first."""

    def text(found: re.Match[str]) -> str:
        figure = figures[found[1]]
        text = number(figure.base) if found[2] else said(figure)
        return raised(text) if found.start() == 0 or sentence[: found.start()].endswith(". ") else text

    return _NAMED.sub(text, sentence)


def bounded(text: str, unit: str, bound: str, wording: str = "") -> str:
    """A number that is already text with the word before it that its bound asks for."""
    # How many, or how much of something that is not counted.
    is_count = unit not in ("sek", "percent") or wording in ("fraction", "of_ten")
    if bound == "exact" or (bound == "about" and wording in _ROUNDED_BY_ITSELF):
        return text
    return {
        "about": _("omkring {value}"),
        "nearly": _("nära {value}"),
        "just_over": _("drygt {value}"),
        "at_least": _("minst {value}"),
        "more_than": _("fler än {value}") if is_count else _("mer än {value}"),
        "at_most": _("högst {value}"),
        "fewer_than": _("färre än {value}") if is_count else _("mindre än {value}"),
    }[bound].format(value=text)


def bound_word(bound: str) -> str:
    """The word of a bound alone, for a column of a file; empty where the figure is exact."""
    return {
        "exact": "",
        "about": _("omkring"),
        "nearly": _("nära"),
        "just_over": _("drygt"),
        "at_least": _("minst"),
        "more_than": _("mer än"),
        "at_most": _("högst"),
        "fewer_than": _("färre än"),
    }[bound]


def noun_of(unit: str, value: float) -> str:
    """What is counted, in the number's own form; empty for amounts, shares and what has no noun."""
    return _NOUNS[unit](1 if value == 1 else 2) if unit in _NOUNS else ""


def unit_word(unit: str) -> str:
    """The unit alone, for a column of its own: what is counted, kronor or per cent; empty where what is counted has no noun."""
    return {"sek": _("kronor"), "percent": _("procent")}.get(unit) or noun_of(unit, 2)


def period(year_from: float | None, year_to: float | None) -> str:
    """The years that a figure is about: `2022`, `2020–2022`, `från 2022`, `till 2026`; empty where the document gives none."""
    first, last = (None if y is None or y != y else int(y) for y in (year_from, year_to))
    if first is None and last is None:
        return ""
    if last is None:
        return _("från {year}").format(year=first)
    if first is None:
        return _("till {year}").format(year=last)
    return str(first) if first == last else f"{first}–{last}"


def is_span(text: str) -> bool:
    """Whether a period as `period` writes it is other than one single year."""
    return not re.fullmatch(r"\d{4}", text)


def _digits(figure: Printed, short: bool) -> str:
    words = IN_WORDS.get(figure.wording, {}).get(figure.value)
    if words:
        return words()
    if figure.unit == "sek":
        return _amount(figure.value, short)
    if figure.unit == "percent" and round(figure.value, 1) != figure.value:
        # Two decimals where the document prints two.
        return percent(figure.value, 2)
    return in_unit(figure.value, "percent" if figure.unit == "percent" else "count")


def _amount(value: float, short: bool) -> str:
    """An amount in whole kronor, or in millions where that loses nothing."""
    if not short or abs(value) < 1_000_000 or value % 10_000:
        return kronor(value)
    decimals = next(d for d in (0, 1, 2) if round(value / 1_000_000, d) * 1_000_000 == round(value))
    return million_kronor(value, decimals)
