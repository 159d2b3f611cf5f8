"""How an estimate is written: with its interval, and no finer than it can bear."""

import pytest
from office import plain

from dashboard.core.estimates import about, between, estimate, roughly, rounded, spanning

NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "low", "high", "written"),
    [
        (251_679, 157_235, 251_679, "omkring 250 000 kr (155 000–250 000)"),
        (186_138, 91_997, 186_138, "omkring 186 000 kr (91 500–186 000)"),
        (2_752_054, 2_752_054, 2_939_268, "omkring 2 750 000 kr (2 750 000–2 950 000)"),
        # Too near each other for the usual step: a finer one tells them apart.
        (112_731, 112_731, 113_197, "omkring 113 000 kr (113 000–114 000)"),
        (88_000, 88_000, 88_000, "omkring 88 000 kr (88 000–88 000)"),
    ],
)
def test_an_estimate_has_its_interval(value: float, low: float, high: float, written: str) -> None:
    assert about(value, low, high, "sek").replace("\xa0", " ") == written


def test_per_inhabitant_has_the_decimals_that_it_can_bear() -> None:
    assert (
        about(16.34, 15.2, 16.34, "sek_per_inhabitant").replace("\xa0", " ") == "omkring 16,5 kr (15,0–16,5)"
    )


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [
        (112_534, 222_329, "mellan 110 000 och 225 000 kr"),
        (5_122_182, 11_831_586, "mellan 5 100 000 och 11 850 000 kr"),
    ],
)
def test_ends_alone_are_rounded_outwards(low: float, high: float, written: str) -> None:
    assert between(low, high, "sek").replace("\xa0", " ") == written


def test_without_a_point_only_the_ends_are_told() -> None:
    assert estimate(None, 1.0, 2.0, "sek") == estimate(NAN, 1.0, 2.0, "sek") == between(1.0, 2.0, "sek")


@pytest.mark.parametrize(("low", "high"), [(None, 2.0), (1.0, None), (NAN, 2.0), (1.0, NAN)])
def test_without_ends_there_is_no_estimate(low: float | None, high: float | None) -> None:
    assert estimate(1.5, low, high, "sek") == "–"


def test_what_every_reading_gives_is_no_estimate() -> None:
    assert plain(estimate(13.55, 13.55, 13.55, "sek_per_inhabitant")) == "13,55 kr"


@pytest.mark.parametrize(
    ("estimates", "written"),
    [
        # Each end as it is where its own estimate stands.
        (
            [(82_170, 82_170, 177_000), (2_752_054, 2_752_054, 2_939_268)],
            "mellan 82 000 och 2 950 000 kr",
        ),
        ([(NAN, 112_534, 222_329), (NAN, 5_122_182, 11_831_586)], "mellan 110 000 och 11 850 000 kr"),
        # One without ends is known, and one without anything tells nothing.
        ([(163_455, NAN, NAN), (NAN, NAN, NAN), (166_045, NAN, NAN)], "mellan 160 000 och 170 000 kr"),
        ([(NAN, NAN, NAN)], "–"),
    ],
)
def test_several_estimates_have_the_ends_that_each_shows_alone(
    estimates: list[tuple[float, float, float]], written: str
) -> None:
    assert spanning(estimates, "sek").replace("\xa0", " ") == written


@pytest.mark.parametrize(
    ("value", "unit", "digits", "told"),
    [
        (1_221_944, "sek", 4, "omkring 1 222 000 kr"),
        (3_195_092, "sek", 4, "omkring 3 195 000 kr"),
        (952_381, "sek", 4, "omkring 952 400 kr"),
        (17.276, "sek_per_inhabitant", 4, "omkring 17,28 kr"),
        (951_234, "sek", 2, "omkring 950 000 kr"),
        (16.5432, "sek_per_inhabitant", 2, "omkring 17 kr"),
        (1.0432, "sek_per_inhabitant", 2, "omkring 1,0 kr"),
        (3_194_743, "sek", NAN, "3 194 743 kr"),
        (NAN, "sek", 2, "–"),
    ],
)
def test_an_estimate_without_ends_has_the_digits_that_it_can_bear(
    value: float, unit: str, digits: float, told: str
) -> None:
    assert plain(roughly(value, unit, digits)) == told


def test_a_value_is_rounded_to_its_digits() -> None:
    assert rounded(1_055_443, 4) == 1_055_000 and rounded(1_055_443, NAN) == 1_055_443
