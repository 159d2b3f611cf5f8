"""The filters: there and back through the address, unknown values, and combinations that have figures."""

from collections.abc import Mapping
from dataclasses import fields
from itertools import product

import pytest
from dataset_years import OFFERED, YEARS
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core import measures
from dashboard.core.codes import slug
from dashboard.core.filters import (
    NO_YEAR,
    PARAMETER_NAMES,
    SEARCH_LENGTH,
    Filters,
    choices,
    from_address,
    settle,
    tidy_search,
    to_address,
)
from dashboard.core.years import Years
from dashboard.dataset.store import Reader
from dashboard.queries import areas

FIELD_VALUES: Mapping[str, st.SearchStrategy[object]] = {
    "year": st.sampled_from((NO_YEAR, *YEARS)),
    "recipient_kind": st.sampled_from(measures.RECIPIENT_KINDS),
    "violence_area_id": st.sampled_from(("", *measures.VIOLENCE_AREAS)),
    "level": st.sampled_from(measures.LEVELS),
    "measure_id": st.sampled_from(tuple(measures.MEASURES)),
    "denominator": st.sampled_from(measures.DENOMINATORS),
    "area_code": st.one_of(
        st.just("00"),
        st.sampled_from([f"{n:02}" for n in range(1, 26)]),
        st.from_regex(r"[0-9]{4}", fullmatch=True),
    ),
    "examples": st.booleans(),
    "section": st.text(max_size=30).map(slug),
    "search": st.text(max_size=90).map(tidy_search),
    "provider": st.text(max_size=30).map(slug),
    "product_kind": st.text(max_size=30).map(slug),
    "audience": st.text(max_size=30).map(slug),
    "card": st.text(max_size=30).map(slug),
}
FILTERS = st.builds(Filters, **FIELD_VALUES)
# What is not a value of any filter: wrong words, empty, signs, other alphabets' digits, markup, and text without end.
NONSENSE = st.one_of(
    st.sampled_from(
        [
            "Ÿ",
            "1999",
            "20 22",
            "-1",
            "２０２２",
            "²²",
            "NULL",
            "<b>x</b>",
            "{value}",
            "x' OR '1'='1",
            "%00",
            "Å" * 500,
        ]
    ),
    st.text(min_size=1, max_size=60).filter(lambda text: slug(text) != text),
)
# Every parameter but the search text, which may be anything.
CLOSED = tuple(name for name in PARAMETER_NAMES if name != "sok")
# Parts and choices of a page: any slug is read; whether it exists the page knows.
SLUGS = {
    "del": "section",
    "myndighet": "provider",
    "rubrik": "product_kind",
    "for": "audience",
    "kort": "card",
}
KNOWN = {
    "ar": {str(y) for y in YEARS},
    "mottagare": set(measures.RECIPIENT_KINDS),
    "valdsomrade": set(measures.VIOLENCE_AREAS),
    "niva": set(measures.LEVELS),
    "matt": set(measures.MEASURES),
    "namnare": set(measures.DENOMINATORS),
    "exempel": {"0", "1"},
}


def test_every_filter_is_tried_and_stands_in_the_address() -> None:
    assert {f.name for f in fields(Filters) if f.init} == set(FIELD_VALUES)
    assert len(PARAMETER_NAMES) == len(FIELD_VALUES)


@given(FILTERS)
def test_the_address_leads_back_to_the_same_view(filters: Filters) -> None:
    assert from_address(to_address(filters), Filters(), YEARS) == (filters, [])


@given(st.text())
def test_any_search_text_is_taken_tidied(text: str) -> None:
    read, complaints = from_address({"sok": text}, Filters(), YEARS)
    assert complaints == []
    assert len(read.search) <= SEARCH_LENGTH
    assert read.search == " ".join(read.search.split()) == tidy_search(read.search)


def test_a_plain_view_has_a_plain_address() -> None:
    assert to_address(Filters()) == {}


@pytest.mark.parametrize("year", YEARS)
def test_a_chosen_year_stands_in_the_address_even_where_it_is_the_one_shown_without_choice(year: int) -> None:
    assert to_address(Filters(year=year)) == {"ar": str(year)}
    read = from_address({"ar": str(year)}, Filters(), YEARS)[0]
    assert (read.year, read.year_is_chosen) == (year, True)


def test_a_year_that_nobody_chose_stays_so_when_other_things_are_chosen() -> None:
    moved = Filters().but(level="county").but(area_code="22")
    assert (moved.year, moved.year_is_chosen, moved.chosen_year) == (NO_YEAR, False, NO_YEAR)
    chosen = moved.but(year=2022)
    assert (chosen.year, chosen.year_is_chosen, chosen.chosen_year) == (2022, True, 2022)
    assert chosen != moved
    assert chosen.but(year=NO_YEAR) == moved


def test_filters_that_meet_a_dataset_open_in_a_year_that_is_still_nobody_s_choice() -> None:
    opened = Filters(area_code="22").opening_in(2024)
    assert (opened.year, opened.year_is_chosen, opened.chosen_year) == (2024, False, NO_YEAR)
    assert opened.but(examples=True).year == 2024 and not opened.but(examples=True).year_is_chosen
    assert to_address(opened) == {"omrade": "22"}
    assert opened.opening_in(2020) == opened and Filters(year=2016).opening_in(2020) == Filters(year=2016)


@pytest.mark.parametrize("text", ["2024", "02022", "²⁰²²", "22"])
def test_only_a_year_of_the_dataset_can_be_asked_for(text: str) -> None:
    read, complaints = from_address({"ar": text}, Filters(), YEARS)
    assert read == Filters() and f"”{text}”" in complaints[0] and "sidans eget år" in complaints[0]
    assert from_address({"ar": "2024"}, Filters(), (*YEARS, 2024)) == (Filters(year=2024), [])


def test_what_can_be_chosen_and_what_gives_way_follow_the_years_of_the_dataset() -> None:
    fewer = Years({("available", "municipality"): (2020, 2024), ("available", "region"): (2020,)})
    assert choices(Filters(), fewer)["year"] == (2020, 2024)
    assert choices(Filters(recipient_kind="region"), fewer)["year"] == (2020,)
    settled, notes = settle(Filters(year=2024, recipient_kind="region"), fewer)
    assert settled.year == 2020 and "2024" in notes[0] and "2020" in notes[0]
    unchosen, notes = settle(Filters(recipient_kind="region").opening_in(2024), fewer)
    assert (unchosen.year, unchosen.year_is_chosen, notes) == (2020, False, [])


@given(
    FILTERS,
    st.dictionaries(st.text(max_size=10).filter(lambda n: n not in PARAMETER_NAMES), st.text(max_size=10)),
)
def test_parameters_of_others_are_left_alone(base: Filters, query: dict[str, str]) -> None:
    assert from_address(query, base, YEARS) == (base, [])


@given(st.sampled_from(CLOSED), NONSENSE, FILTERS)
def test_an_unknown_value_is_named_with_its_parameter_and_changes_nothing(
    parameter: str, value: str, base: Filters
) -> None:
    if value in KNOWN.get(parameter, ()):
        return
    read, complaints = from_address({parameter: value}, base, YEARS)
    if (
        parameter == "omrade" and value == "1999"
    ):  # written as a municipality's code; whether it exists the dataset knows
        assert (read, complaints) == (base.but(area_code="1999"), [])
        return
    if parameter == "kort" and "_" in value and slug(value.replace("_", "-")) == value.replace("_", "-"):
        assert (read, complaints) == (base.but(card=value), [])
        return
    if parameter in SLUGS and slug(value) == value:
        assert (read, complaints) == (base.but(**{SLUGS[parameter]: value}), [])
        return
    assert read == base
    assert len(complaints) == 1
    assert f"”{value[:40]}”" in complaints[0] and f" för {parameter}," in complaints[0]


@given(FILTERS, FILTERS, st.sampled_from(sorted(KNOWN)))
def test_one_unknown_value_does_not_spoil_the_others(wanted: Filters, base: Filters, spoilt: str) -> None:
    full = to_address(wanted)
    read, complaints = from_address({**full, spoilt: "finns-inte"}, base, YEARS)
    rest = {name: value for name, value in full.items() if name != spoilt}
    assert read == from_address(rest, base, YEARS)[0]
    assert len(complaints) == 1


@pytest.mark.parametrize("parameter", CLOSED)
def test_a_complaint_says_what_is_shown_instead(parameter: str) -> None:
    complaint = from_address({parameter: "FINNS INTE"}, Filters(), YEARS)[1][0]
    shown = complaint.partition("Vi visar ")[2].removesuffix(" i stället.")
    assert shown.strip() == shown != ""


def every_choice() -> list[Filters]:
    """Every combination that the filter bar or an address can ask for, for the whole country."""
    return [
        Filters(
            measure_id=measure,
            recipient_kind=kind,
            year=year,
            denominator=denominator,
            violence_area_id=area,
            level=level,
        )
        for measure, kind, year, denominator, area, level in product(
            measures.MEASURES,
            measures.RECIPIENT_KINDS,
            YEARS,
            measures.DENOMINATORS,
            ("", *measures.VIOLENCE_AREAS),
            measures.LEVELS,
        )
    ]


def test_settling_ends_in_a_combination_that_the_measure_has_and_says_so() -> None:
    for asked in every_choice():
        settled, notes = settle(asked, OFFERED)
        measure = settled.measure
        assert settled.measure_id == asked.measure_id
        assert measure.over_years or settled.year in OFFERED.of(measure.measure_id, settled.recipient_kind)
        assert settled.recipient_kind in measure.recipient_kinds
        assert settled.denominator in measure.denominators
        assert settle(settled, OFFERED) == (settled, [])
        gave_way = [
            asked.year != settled.year,
            asked.recipient_kind != settled.recipient_kind,
            asked.violence_area_id != settled.violence_area_id,
            # A share that is asked for of amounts; other measures have one way to be related and need not say so.
            measure.is_money and asked.denominator != settled.denominator,
        ]
        assert len(notes) == sum(gave_way), (asked, notes)


def test_every_settled_combination_has_figures(reader: Reader) -> None:
    for settled in sorted({settle(asked, OFFERED)[0] for asked in every_choice()}, key=repr):
        rows = areas.values(reader, settled.but(examples=True)).rows
        assert (rows["presence"] != "missing").any(), settled
        assert len(rows) == (290 if settled.level == "municipality" else 21), settled


@pytest.mark.parametrize("measure", ["available", "received", "redistributed"])
def test_no_share_is_taken_of_what_the_key_gave(measure: str) -> None:
    settled, notes = settle(Filters(measure_id=measure, denominator="share", year=2016), OFFERED)
    assert settled.denominator == "total"
    assert len(notes) == 1 and "andel" in notes[0]


@given(FILTERS)
def test_settling_leaves_the_place_and_the_rest_of_the_view_alone(asked: Filters) -> None:
    settled = settle(asked, OFFERED)[0]
    moved = {f.name for f in fields(Filters) if f.init and getattr(settled, f.name) != getattr(asked, f.name)}
    assert moved <= {"year", "recipient_kind", "violence_area_id", "denominator", "level"}
    assert settle(settled, OFFERED) == (settled, [])
