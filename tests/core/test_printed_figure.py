"""Printed figures as text: every bound keeps its direction, in both languages, with its noun and its base."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dashboard.core.printed_figure import (
    BOUNDS,
    IN_WORDS,
    UNITS,
    Printed,
    filled_in,
    is_span,
    named_in,
    period,
    said,
    unit_word,
    written,
)
from dashboard.locale import speak_in

NAN = float("nan")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    speak_in(language)
    try:
        yield
    finally:
        speak_in("sv")


@pytest.mark.parametrize(
    ("figure", "swedish", "english"),
    [
        (Printed(50, "percent", "fewer_than", "fraction"), "färre än hälften", "fewer than half"),
        (Printed(410_000_000, "sek", "just_over"), "drygt 410 mnkr", "just over SEK 410m"),
        (Printed(416_000_000, "sek", "nearly"), "nära 416 mnkr", "nearly SEK 416m"),
        (Printed(400_000, "sek", "about"), "omkring 400 000 kr", "about SEK 400,000"),
        (Printed(44_400_000, "sek"), "44 400 000 kr", "SEK 44,400,000"),
        (Printed(40, "percent", "about", "of_ten"), "fyra av tio", "four in ten"),
        (Printed(90, "percent", "nearly", "of_ten", 139), "nära nio av tio (bas 139)", "nearly nine in ten (base 139)"),
        (Printed(33.3, "percent", "about", "fraction"), "omkring en tredjedel", "about one third"),
        (Printed(66.7, "percent", "just_over", "fraction", 107), "drygt två tredjedelar (bas 107)", "just over two thirds (base 107)"),
        (Printed(100, "municipalities", "about", "tens", 246), "ett hundratal kommuner av 246", "about a hundred municipalities of 246"),
        (Printed(66_000, "users", "more_than"), "fler än 66 000 användare", "more than 66,000 users"),
        (Printed(60, "percent", "more_than"), "mer än 60 %", "more than 60%"),
        (Printed(60, "percent", "fewer_than"), "mindre än 60 %", "less than 60%"),
        (Printed(5, "years", "at_least"), "minst 5 år", "at least 5 years"),
        (Printed(30_000, "persons", "at_most"), "högst 30 000 personer", "at most 30,000 persons"),
        (Printed(1, "ngos", base=38), "1 organisation av 38", "1 organisation of 38"),
        (Printed(1, "county_boards"), "1 länsstyrelse", "1 county administrative board"),
        (Printed(97, "patients"), "97 patienter", "97 patients"),
        (Printed(16.28, "percent"), "16,28 %", "16.28%"),
        (Printed(NAN, "sek"), "anges inte", "not stated"),
    ],
)  # fmt: skip
def test_a_figure_is_written_as_the_document_words_it(figure: Printed, swedish: str, english: str) -> None:
    for language, text in (("sv", swedish), ("en", english)):
        with speaking(language):
            assert written(figure).replace("\u00a0", " ") == text


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("unit", ["sek", "percent", "municipalities", "other"])
def test_no_two_bounds_are_written_alike(unit: str, language: str) -> None:
    with speaking(language):
        assert len({written(Printed(20, unit, bound)) for bound in BOUNDS}) == len(BOUNDS)


@pytest.mark.parametrize("wording", IN_WORDS)
def test_words_for_a_number_hold_no_digits(wording: str) -> None:
    for language in ("sv", "en"):
        with speaking(language):
            for value in IN_WORDS[wording]:
                text = said(Printed(value, "percent", "about", wording))
                assert text and not any(sign.isdigit() for sign in text)


@pytest.mark.parametrize(
    ("first", "last", "text", "span"),
    [
        (2022, 2022, "2022", False),
        (2020, 2022, "2020–2022", True),
        (2022, None, "från 2022", True),
        (NAN, 2026.0, "till 2026", True),
        (None, NAN, "", True),
    ],
)
def test_a_period_keeps_both_its_years(
    first: float | None, last: float | None, text: str, span: bool
) -> None:
    assert period(first, last) == text
    assert is_span(text) is span


def test_a_sentence_takes_its_numbers_from_the_figures() -> None:
    figures = {"a.b-1": Printed(50, "percent", "nearly", "fraction"), "c": Printed(7, "ngos", base=21)}
    sentence = "{a.b-1} svarade. {c} av {c:base} gjorde det, och {a.b-1} gjorde inte det."
    assert named_in(sentence) == {"a.b-1", "c"}
    assert (
        filled_in(sentence, figures)
        == "Nära hälften svarade. 7 av 21 gjorde det, och nära hälften gjorde inte det."
    )


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_a_word_of_the_language_never_an_identifier(unit: str) -> None:
    speak_in("sv")
    assert unit_word(unit) not in UNITS
