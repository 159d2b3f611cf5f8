"""The text to cite a card with: authors, title, signs, filters, data version, day and address; and the printed document."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.core.filters import Filters
from dashboard.core.result import Result
from dashboard.core.stamp import Stamp
from dashboard.dataset.store import Reader
from dashboard.exports.citation import citation
from dashboard.queries import QUERIES

STAMP = Stamp(
    "v1-0123456789ab", date(2026, 3, 9), "Dalarnas län · 2022", "https://medelkartan.example/lan?omrade=20"
)


@pytest.fixture(scope="module")
def sources(reader: Reader) -> Result:
    """The answer that tells who published what."""
    return QUERIES["sources"](reader, Filters(examples=True))


def test_a_card_of_one_printed_source_cites_the_document_too(reader: Reader, sources: Result) -> None:
    card = QUERIES["printed_card"](reader, Filters(examples=True), card_id="quality-municipal")
    (place,) = card.provenance
    assert citation(card, STAMP, sources).splitlines() == [
        "Myndigheten för vård- och omsorgsanalys och Medelkartan (2026). Kommunernas självskattade kvalitetsförbättring 2022. "
        "Sidans urval: Dalarnas län · 2022. Datamängd v1-0123456789ab. Hämtad 2026-03-09 från https://medelkartan.example/lan?omrade=20",
        f"Källa: Myndigheten för vård- och omsorgsanalys (2023). Medel mot våld (rapport 2023:7). {place.locator}.",
    ]


def test_example_data_is_said_and_nobody_else_is_its_author(reader: Reader, sources: Result) -> None:
    text = citation(QUERIES["county_ladder"](reader, Filters(examples=True, area_code="20")), STAMP, sources)
    assert text.startswith("Medelkartan (2026). ")
    assert "[beräknat, mycket osäkert, exempeldata]" in text
    assert "\n" not in text


def test_several_publishers_stand_before_the_program(reader: Reader, sources: Result) -> None:
    card = QUERIES["country_development"](reader, Filters(examples=True))
    assert len(card.provenance) == 2
    text = citation(card, STAMP, sources)
    assert text.startswith(
        "Socialstyrelsen, Myndigheten för vård- och omsorgsanalys och Medelkartan (2026). "
    )
    assert "\n" not in text


def test_a_page_without_filters_says_none(reader: Reader, sources: Result) -> None:
    card = QUERIES["recommendations"](reader, Filters(examples=True))
    assert "urval" not in citation(card, replace(STAMP, filters_text=""), sources)


def test_a_card_without_a_source_is_the_programs(sources: Result) -> None:
    bare = replace(sources, result_id="x", provenance=())
    assert citation(bare, STAMP, sources).startswith("Medelkartan (2026). ")
