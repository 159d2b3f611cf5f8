"""What the map says of places of which only some are known, and of amounts whose division is not."""

import pytest
from dataset_years import OFFERED

from dashboard import queries
from dashboard.core import measures
from dashboard.core.filters import Filters
from dashboard.core.result import Result
from dashboard.core.story import Step
from dashboard.dataset.store import Reader

EVERY = [
    Filters(year=year, recipient_kind=kind, measure_id=m.measure_id, denominator=denominator, level=level)
    for m in measures.MEASURES.values()
    for kind in m.recipient_kinds
    for level in m.levels
    for year in OFFERED.of(m.measure_id, kind)
    for denominator in m.denominators
]


def asked(reader: Reader, filters: Filters) -> Result:
    return queries.answer(reader, Step("area_values", filters))


def test_a_median_is_told_only_where_every_place_is_known(reader: Reader) -> None:
    told = 0
    for filters in EVERY:
        result = asked(reader, filters)
        if "edian" in result.sentence:
            told += 1
            assert not result.rows["value"].isna().any(), filters
    assert told


@pytest.mark.parametrize("kind", ["municipality", "region"])
def test_two_known_places_are_told_as_two_of_all(reader: Reader, kind: str) -> None:
    """Of what was claimed in 2022 the document prints two municipalities and two regions."""
    sentence = asked(reader, Filters(year=2022, recipient_kind=kind, measure_id="received")).sentence
    assert {"municipality": "2 av 290 kommuner", "region": "2 av 21 regioner"}[kind] in sentence


def test_what_is_not_known_of_any_place_is_said_once(reader: Reader) -> None:
    for filters in EVERY:
        notes = asked(reader, filters).notes
        assert sum("inte känd" in n or "inte känt:" in n for n in notes) <= 1, (filters, notes)


def test_the_division_among_regions_in_2016_is_told_as_assumed(reader: Reader) -> None:
    chosen = Filters(year=2016, recipient_kind="region")
    assert any("2016" in n and "inte känt" in n for n in asked(reader, chosen).notes)
    regions = queries.answer(reader, Step("regions", chosen))
    assert "gav nyckeln" not in regions.sentence
    assert "inte känt" in regions.sentence
    assert "gav nyckeln" in queries.answer(reader, Step("regions", chosen.but(year=2022))).sentence


def test_an_estimate_is_told_as_the_keys_arithmetic(reader: Reader) -> None:
    for filters in EVERY:
        result = asked(reader, filters)
        if filters.measure_id == "available":
            assert "nyckelns räkning" in result.sentence, filters


@pytest.mark.parametrize(
    ("area", "county"), [("22", "Västernorrlands län"), ("1440", "Västra Götalands län")]
)
def test_most_and_least_in_a_county_are_told_of_that_county(reader: Reader, area: str, county: str) -> None:
    """Ale's map shows its county, where Dals-Ed has most per inhabitant; in the country other municipalities have more."""
    told = 0
    for filters in EVERY:
        result = asked(reader, filters.but(area_code=area))
        if result.context["level"] == "county":
            assert county not in result.title, filters
            continue
        assert county in result.title, filters
        if result.rows["value"].notna().any() and filters.measure_id != "white_spots":
            told += 1
            assert county in result.sentence, filters
    assert told
    assert " i " not in asked(reader, Filters(year=2021, level="municipality")).title
