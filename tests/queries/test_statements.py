"""What a document says in words stands on the page that asks for it, with its place."""

import re

import pandas as pd
import pytest

from dashboard.build import coverage
from dashboard.core.codes import slug
from dashboard.core.filters import Filters
from dashboard.core.settings import ROOT
from dashboard.dataset.store import Reader
from dashboard.locale import speak_in
from dashboard.queries import consulted, statements

EVERY_SOURCE = {
    "sos-2017",
    "vardanalys-2023",
    "stockholm-2018",
    "genomforandeplan-2020",
    "lansstyrelserna-2015",
}


def shown_in(reader: Reader, page: str, section: str) -> pd.DataFrame:
    """The statements of a part of a page, card by card, as the page shows them where nothing is chosen."""
    cards = statements.cards(reader, Filters(), page, section).rows["card"]
    results = [statements.statements(reader, Filters(), page, section, card) for card in cards]
    assert all(not result.is_empty for result in results)
    return pd.concat([result.rows.assign(title=result.title) for result in results])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_statement_stands_once_on_its_page(
    reader: Reader, tables: dict[str, pd.DataFrame], language: str
) -> None:
    everywhere = tables["statement"][tables["statement"]["recipient_id"].isna()]
    other = pd.read_csv(ROOT / "data/published/bidrag-2006-2026/statements.csv")["source_id"]
    assert set(everywhere["source_id"]) == (EVERY_SOURCE - {"stockholm-2018"}) | set(other)
    translated = tables["translation"].set_index("text_sv")["text_en"]
    speak_in(language)
    try:
        for (page, section), rows in everywhere.groupby(["page", "section_sv"]):
            shown = shown_in(reader, page, slug(section))
            said, titles = rows["statement_sv"], rows["card_sv"]
            if language == "en":
                said, titles = said.map(translated), titles.map(translated)
            assert sorted(shown["statement_sv"]) == sorted(said)
            assert set(shown["title"]) == set(titles)
            assert (shown["locator"] != "").all()
    finally:
        speak_in("sv")


def test_what_is_said_of_one_place_stands_on_the_page_of_that_place_alone(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    section = "lansstyrelse-region-och-ideella"
    at_home = statements.of_county(reader, Filters(area_code="05"), section).rows["statement_id"]
    elsewhere = statements.of_county(reader, Filters(area_code="24"), section).rows["statement_id"]
    assert set(at_home) - set(elsewhere) == {"county-4-ostergotland"}
    assert "county-1-answers" in set(elsewhere)
    of_stockholm = statements.of_municipality(reader, Filters(area_code="0180"), "stadsdelsnamnder")
    own = tables["statement"][tables["statement"]["recipient_id"] == "municipality-0180"]
    assert sorted(of_stockholm.rows["statement_id"]) == sorted(own["statement_id"])
    assert statements.of_municipality(reader, Filters(area_code="0181"), "stadsdelsnamnder").is_empty
    assert statements.cards(reader, Filters(area_code="0181"), "kommun", "stadsdelsnamnder").is_empty


def test_every_number_of_a_statement_is_printed_where_it_says(tables: dict[str, pd.DataFrame]) -> None:
    numbers = coverage.numbers(ROOT / "data")
    places = {(row.source_id, f"{row.line}.{row.ordinal}"): row.printed for row in numbers.itertuples()}
    words = {"två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "åtta": 8, "nio": 9}
    checked = 0
    for source_id in EVERY_SOURCE:
        path = ROOT / "data/published" / source_id / "statements.csv"
        for row in pd.read_csv(path, dtype=str, keep_default_na=False).itertuples():
            printed = [places[source_id, place].lower() for place in row.numbers.split()]
            there = {str(words.get(text, text)) for text in printed}
            for digits in re.findall(r"\d+", row.statement_sv):
                assert any(digits in re.findall(r"\d+", text) for text in there), (row.statement_id, digits)
                checked += 1
    assert checked > 100


@pytest.mark.parametrize(
    ("said", "places", "complaint"),
    [
        ("Andelen var 79 procent 2016.", "1402.4 1402.5", ""),
        ("Andelen var 97 procent 2016.", "1402.4 1402.5", "97"),
        ("Andelen var 79 procent.", "1402.4 1402.5", "1402.4"),
        ("Två länsstyrelser svarade inte.", "2218.1", ""),
        ("Tre länsstyrelser svarade inte.", "2218.1", "3"),
        ("22 953 kronor kom under sommaren.", "", "22953"),
        ("Andelen är okänd.", "9999.1", "9999.1"),
    ],
)
def test_a_number_that_the_document_does_not_print_there_is_a_finding(
    said: str, places: str, complaint: str
) -> None:
    rows = pd.DataFrame(
        {
            "statement_id": ["x"],
            "statement_sv": [said],
            "source_id": ["vardanalys-2023"],
            "numbers": [places],
            "file": ["published/vardanalys-2023/statements.csv"],
        }
    )
    found = coverage.findings(rows, coverage.numbers(ROOT / "data"))
    assert bool(found) == bool(complaint)
    assert all(f"”{complaint}”" in finding.text_sv for finding in found[:1])


def test_statements_are_short_and_say_where(tables: dict[str, pd.DataFrame]) -> None:
    rows = tables["statement"]
    assert rows["statement_sv"].str.len().between(40, 260).all()
    assert not rows["statement_sv"].duplicated().any()
    # A card is read, not searched: what does not fit becomes a card of its own.
    assert rows.groupby(["page", "section_sv", "card_sv"]).size().max() <= 16
    assert len(rows) > 200


def test_a_part_without_statements_says_so(reader: Reader) -> None:
    result = statements.statements(reader, Filters(), "karta", "ingenting")
    assert result.is_empty
    assert result.notes


def test_everyone_whom_the_evaluation_names_stands_in_a_group(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    result = consulted.everyone(reader, Filters())
    names = result.rows["name"].str.split(", ").explode()
    assert len(names) == len(tables["consulted"])
    # Three regions were interviewed and answered in writing as well.
    assert set(names[names.duplicated()]) == {"Region Blekinge", "Region Värmland", "Region Västerbotten"}
    assert str(names.nunique()) in result.sentence
    written = tables["consulted"]["how"] == "writing"
    printed = tables["published_figure"].set_index("figure_id")["value"]
    assert written.sum() == printed["vardanalys-2023.regions.answered-questions"]


@pytest.mark.parametrize(
    ("county", "names"),
    [
        ("24", {"Länsstyrelsen i Västerbottens län", "Skellefteå", "Sorsele", "Region Västerbotten"}),
        ("18", {"Mansforum Örebro (numera Fri från våld)", "Region Örebro län"}),
        ("21", set()),
    ],
)
def test_a_county_sees_its_own(reader: Reader, county: str, names: set[str]) -> None:
    result = consulted.of_county(reader, Filters(area_code=county))
    assert set(result.rows["name"]) == names
    assert bool(result.sentence) == bool(names)
    # That a county is not named does not mean that nobody there answered.
    assert any("Vilka som svarade" in note for note in result.notes)
