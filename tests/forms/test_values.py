"""Amounts, years and scores as people write them."""

import string

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources.forms import values
from dashboard.sources.forms.personal_data import kinds_of_personal_data
from dashboard.sources.forms.words import clean, free_text


@pytest.mark.parametrize(
    ("written", "unit", "sek"),
    [
        ("1 234 567", 1, 1234567), ("1\u00a0234\u00a0567", 1, 1234567), ("1\u202f234\u202f567 kr", 1, 1234567), ("1.234.567", 1, 1234567),
        ("1,234,567.00", 1, 1234567), ("1.234.567,00", 1, 1234567), ("12,5 mnkr", 1, 12_500_000), ("1,234 mnkr", 1, 1_234_000),
        ("250 tkr", 1, 250_000), ("250", 1000, 250_000), ("250 kr", 1000, 250), ("1,5", 1_000_000, 1_500_000), ("100:-", 1, 100),
        ("0", 1, 0), (0, 1, 0), (0.0, 1, 0), (123456.0, 1, 123456), (12.5, 1000, 12_500), (499999.9999999, 1, 500_000), ("12 miljoner kronor", 1, 12_000_000),
        ("SEK", 1, None), ("", 1, None), ("-", 1, None), ("–", 1, None), ("\u200b", 1, None),
    ],
)  # fmt: skip
def test_amounts(written: object, unit: int, sek: int | None) -> None:
    reading = values.amount(written, unit)
    assert reading.value == sek
    if sek is not None:
        assert reading.problem is None


@pytest.mark.parametrize("written", ["1.234 tkr", "620.500 tkr"])
def test_a_point_among_thousands_of_kronor_may_be_either_mark(written: str) -> None:
    in_the_cell, in_the_heading = values.amount(written), values.amount(written.removesuffix(" tkr"), 1000)
    for reading in (in_the_cell, in_the_heading):
        assert reading.value is None
        assert reading.problem is not None and reading.problem.code == "ambiguous_number"
    assert values.amount("1.234", 1000).problem.facts["choices"] == "1 234 tkr eller 1,234 tkr"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1.234", "ambiguous_number"), ("12,345", "ambiguous_number"), ("1 23 456", "text_in_number_cell"), ("12 34", "text_in_number_cell"),
        ("5 apor", "text_in_number_cell"), ("-5", "negative_amount"), ("−5 kr", "negative_amount"), (-1, "negative_amount"),
        ("1 234,50", "amount_rounded"), (0.5, "amount_rounded"), (float("nan"), "amount_too_large"), (float("inf"), "amount_too_large"),
        (True, "text_in_number_cell"), ("999 999 999 999 999", "amount_too_large"),
    ],
)  # fmt: skip
def test_amounts_that_need_a_word(written: object, code: str) -> None:
    problem = values.amount(written).problem
    assert problem is not None and problem.code == code


@given(st.integers(0, 99_999_999_999))
def test_an_amount_is_the_same_however_it_is_written(sek: int) -> None:
    grouped = format_decimal(sek, locale="sv_SE")
    for written in (
        sek,
        float(sek),
        str(sek),
        grouped,
        grouped.replace("\u00a0", " "),
        f"{grouped} kr",
        f" {sek}:-",
    ):
        assert values.amount(written).value == sek


@given(
    st.one_of(
        st.text(max_size=30),
        st.floats(),
        st.integers(),
        st.booleans(),
        st.dates(),
        st.datetimes(),
        st.timedeltas(),
        st.none(),
    )
)
def test_any_cell_is_a_whole_number_of_kronor_or_nothing(written: object) -> None:
    for reading in (
        values.amount(written),
        values.count(written),
        values.year(written),
        values.score(written),
    ):
        assert reading.value is None or (isinstance(reading.value, int) and reading.value >= 0)


@given(st.text(alphabet=string.digits + " \u00a0\u202f", max_size=20))
def test_digits_and_spaces_are_all_the_digits_or_nothing(written: str) -> None:
    digits = "".join(written.split())
    reading = values.amount(written)
    if reading.value is not None:
        assert reading.value == int(digits)
    else:
        assert not digits or reading.problem is not None


@pytest.mark.parametrize(
    ("written", "year"),
    [
        (2022, 2022),
        (2022.0, 2022),
        ("2022", 2022),
        (" 2022 ", 2022),
        ("22", None),
        ("2022-05", None),
        (44927, None),
    ],
)
def test_years(written: object, year: int | None) -> None:
    assert values.year(written).value == year


@pytest.mark.parametrize("written", [44562, "44562"])
def test_a_date_that_became_a_number_is_told_as_that_date(written: object) -> None:
    problem = values.year(written).problem
    assert problem is not None and problem.code == "date_as_number" and problem.facts["read"] == "2022-01-01"


@pytest.mark.parametrize(
    "text",
    [
        "19800101-1234",
        "800101-1234",
        "811218-9876",
        "8112189876",
        "198112189876",
        "19811278-9873",
        "pnr 811218+9876.",
    ],
)
def test_personal_identity_numbers_are_seen(text: str) -> None:
    assert kinds_of_personal_data(f"Text {text} mer") == ("personal_number",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a.b@kommun.se", "email_address"), ("a.b (at) kommun.se", "email_address"), ("070-123 45 67", "phone_number"), ("+46 70 123 45 67", "phone_number"),
        ("0046701234567", "phone_number"), ("08-123 456 78", "phone_number"), ("0920-12 34 56", "phone_number"), ("0701234567", "phone_number"),
    ],
)  # fmt: skip
def test_addresses_and_telephone_numbers_are_seen(text: str, code: str) -> None:
    assert kinds_of_personal_data(f"Kontakt: {text}") == (code,)


@pytest.mark.parametrize(
    "text",
    ["0114 Upplands Väsby", "1 234 567 kr", "2020–2022", "2016-2018", "802001-1234", "556000-4615", "12 000 000", "Dnr 2020/1234-5", "5.1.2-123/2020",
     "SOSFS 2014:4", "1280 1281 1282", "100 000 000", "50 procent av 1 200 000", "år 2022 och 2023", "@kommunen", "Prop. 2016/17:1"],
)  # fmt: skip
def test_ordinary_texts_are_left_alone(text: str) -> None:
    assert kinds_of_personal_data(text) == ()


def test_each_kind_in_a_text_is_told() -> None:
    text = "Ring Anna 070-123 45 67, 19800101-1234, anna@kommun.se"
    assert kinds_of_personal_data(text) == ("personal_number", "email_address", "phone_number")


@given(st.text(max_size=60))
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "  " not in once and once == once.strip()
    assert all(c.isprintable() for c in once)


@given(st.text(alphabet="=+-@ab1 ", max_size=12))
def test_the_apostrophe_of_our_own_exports_is_taken_away(text: str) -> None:
    written = clean(text)
    assert free_text(f"'{written}" if written[:1] in ("=", "+", "-", "@") else written) == written
