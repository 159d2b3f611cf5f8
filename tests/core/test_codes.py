"""Codes for places, and the Swedish order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.codes import county_of, is_county, is_municipality, slug, swedish_order


def test_the_swedish_letters_come_last_in_their_own_order() -> None:
    mixed = ["Öckerö", "Ärla", "Åmål", "Zinkgruvan", "Arboga", "Orust", "Älvkarleby", "Åre", "Örebro"]
    assert sorted(mixed, key=swedish_order) == [
        "Arboga",
        "Orust",
        "Zinkgruvan",
        "Åmål",
        "Åre",
        "Älvkarleby",
        "Ärla",
        "Öckerö",
        "Örebro",
    ]


def test_capitals_do_not_matter_and_accents_stand_by_their_letter() -> None:
    assert sorted(["Fa", "én", "Eo", "em"], key=swedish_order) == ["em", "én", "Eo", "Fa"]


@given(st.text("abcåäöABCÅÄÖ", max_size=6), st.text("abcåäöABCÅÄÖ", max_size=6))
def test_the_order_is_that_of_the_alphabet_letter_by_letter(left: str, right: str) -> None:
    alphabet = "abcåäö"

    def places(text: str) -> list[int]:
        return [alphabet.index(letter) for letter in text.lower()]

    assert (swedish_order(left) < swedish_order(right)) == (places(left) < places(right))


@pytest.mark.parametrize(
    ("code", "municipality", "county"),
    [
        ("0180", True, False),
        ("2482", True, False),
        ("01", False, True),
        ("25", False, True),
        ("00", False, False),
        ("1", False, False),
        ("018", False, False),
        ("01800", False, False),
        ("018a", False, False),
        ("", False, False),
    ],
)
def test_a_code_says_what_it_is(code: str, municipality: bool, county: bool) -> None:
    assert (is_municipality(code), is_county(code)) == (municipality, county)


def test_a_municipality_lies_in_the_county_of_its_first_two_digits() -> None:
    assert county_of("2482") == "24"


@given(st.text())
def test_a_slug_is_plain_and_stays_as_it_is(text: str) -> None:
    once = slug(text)
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(once) == once


def test_a_heading_keeps_its_letters_in_the_address() -> None:
    assert slug("Våld i nära relationer, 2016") == "vald-i-nara-relationer-2016"
