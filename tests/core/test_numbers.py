"""Numbers as text: grouping, rounding, units, and what is missing."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from decimal import ROUND_HALF_UP, Decimal
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core import language, numbers

NBSP = "\u00a0"
FORMATTERS = (
    numbers.number,
    numbers.kronor,
    numbers.million_kronor,
    numbers.short_kronor,
    numbers.percent,
    *(
        lambda value, unit=unit: numbers.in_unit(value, unit)
        for unit in ("sek", "sek_per_inhabitant", "percent", "count", "score", "other")
    ),
)


@contextmanager
def spoken(code: str) -> Iterator[Callable[..., str]]:
    """Run things in a language without changing it for the other tests."""
    context = copy_context()
    context.run(language.speak, code, NullTranslations())
    yield lambda function, *arguments: context.run(function, *arguments)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1000, 0, f"1{NBSP}000"),
        (1_234_567, 0, f"1{NBSP}234{NBSP}567"),
        (12.4, 1, "12,4"),
        (1234.5, 2, f"1{NBSP}234,50"),
        (-1234, 0, f"−1{NBSP}234"),
    ],
)
def test_thousands_are_grouped_by_hard_spaces_and_decimals_by_a_comma(
    value: float, decimals: int, text: str
) -> None:
    assert numbers.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-2.5, 0, "−3"), (1.005, 2, "1,01"), (0.25, 1, "0,3")],
)
def test_halves_are_rounded_away_from_zero_as_in_the_documents(
    value: float, decimals: int, text: str
) -> None:
    assert numbers.number(value, decimals) == text


@pytest.mark.parametrize(("value", "decimals", "text"), [(-0.4, 0, "0"), (-0.04, 1, "0,0"), (-0.0, 0, "0")])
def test_what_rounds_to_zero_has_no_minus_sign(value: float, decimals: int, text: str) -> None:
    assert numbers.number(value, decimals) == text


@pytest.mark.parametrize("formatter", FORMATTERS)
@pytest.mark.parametrize("nothing", [None, math.nan])
def test_a_missing_value_is_an_en_dash_in_every_unit(
    formatter: Callable[[float | None], str], nothing: float | None
) -> None:
    assert formatter(nothing) == "–"


def test_zero_is_not_missing() -> None:
    assert [formatter(0) for formatter in FORMATTERS].count("–") == 0


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (900, "900 kr"),
        (9_999, f"9{NBSP}999 kr"),
        (10_000, "10 tkr"),
        (250_000, "250 tkr"),
        (1_000_000, "1,0 mnkr"),
        (31_500_000, "31,5 mnkr"),
        (-31_500_000, "−31,5 mnkr"),
    ],
)
def test_a_short_amount_takes_the_unit_of_its_size(value: float, text: str) -> None:
    assert numbers.short_kronor(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1_055_454, "sek", f"1{NBSP}055{NBSP}454 kr"),
        (12.345, "sek_per_inhabitant", "12,35 kr"),
        (88, "percent", "88 %"),
        (12.4, "percent", "12,4 %"),
        (178, "count", "178"),
        (4, "score", "4,0"),
        (2.5, "anything", "2,5"),
        (2, "anything", "2"),
    ],
)
def test_a_value_is_written_in_its_unit(value: float, unit: str, text: str) -> None:
    assert numbers.in_unit(value, unit) == text


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=4), st.integers(0, 3))
def test_every_number_reads_back_as_the_value_rounded_half_up(value: Decimal, decimals: int) -> None:
    text = numbers.number(float(value), decimals)
    read = Decimal(text.replace(numbers.MINUS, "-").replace(NBSP, "").replace(",", "."))
    assert read == value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    assert all(len(group) == 3 for group in text.partition(",")[0].split(NBSP)[1:])


def test_english_groups_by_commas_and_swedish_is_back_afterwards() -> None:
    with spoken("en") as run:
        assert run(numbers.number, 1_234_567.5, 1) == "1,234,567.5"
        assert run(numbers.number, 0.5) == "1"
    assert numbers.number(1_234_567.5, 1) == f"1{NBSP}234{NBSP}567,5"
