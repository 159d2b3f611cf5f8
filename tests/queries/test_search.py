"""Search among activities: what is found, in which letters, and that no text can do harm."""

import unicodedata

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.core.filters import SEARCH_LENGTH, Filters, from_address, tidy_search, to_address
from dashboard.core.settings import Settings
from dashboard.dataset import store, versions
from dashboard.dataset.store import Reader
from dashboard.queries import search
from dashboard.ui import answers


@pytest.fixture(scope="module")
def reader(everyone_reported: Reader) -> Reader:
    """Many activities to search among: those of the documents, and as many that were reported as there are examples."""
    return everyone_reported


def _texts(tables: dict[str, pd.DataFrame]) -> pd.Series:
    rows = tables["activity"]
    for column, table, key in (
        ("activity_type_id", "activity_type", "activity_type_id"),
        ("method_id", "method", "method_id"),
        ("target_group_id", "target_group", "target_group_id"),
        ("violence_area_id", "violence_area", "violence_area_id"),
    ):
        rows = rows.assign(**{column: rows[column].map(tables[table].set_index(key)["name_sv"]).fillna("")})
    areas = tables["activity_type"].set_index("activity_type_id")["development_area_id"]
    names = tables["development_area"].set_index("development_area_id")["name_sv"]
    heading = tables["activity"]["activity_type_id"].map(areas).map(names)
    parts = [
        rows[c].fillna("")
        for c in (
            "description_sv",
            "activity_type_id",
            "method_id",
            "target_group_id",
            "partner_sv",
            "violence_area_id",
        )
    ]
    text = heading
    for part in parts:
        text = text + "\n" + part
    return text.str.lower()


def _hits(reader: Reader, text: str, **filters: object) -> int:
    rows = search.activities(reader, Filters(**filters), text=text).rows  # type: ignore[arg-type]
    return 0 if rows.empty else int(rows["hits"].iloc[0])


@pytest.mark.parametrize("word", ["freda", "Trappan", "POLISEN", "barn", "våldsutövare", "förskolor", "MVP"])
def test_a_word_is_found_wherever_it_stands(
    reader: Reader, tables: dict[str, pd.DataFrame], word: str
) -> None:
    expected = int(_texts(tables).str.contains(word.lower(), regex=False).sum())
    assert expected > 0
    assert _hits(reader, word) == expected


def test_every_word_must_be_found(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    texts = _texts(tables)
    expected = int((texts.str.contains("utbildning") & texts.str.contains("trappan")).sum())
    assert 0 < expected < int(texts.str.contains("trappan").sum())
    assert _hits(reader, "utbildning trappan") == expected == _hits(reader, "trappan  utbildning")


def test_a_letter_with_a_ring_is_itself_however_it_is_written(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    expected = int(_texts(tables).str.contains("våldsutövare").sum())
    assert _hits(reader, unicodedata.normalize("NFD", "våldsutövare")) == expected


def test_a_plain_letter_finds_itself_alone_while_it_finds_anything(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    texts = _texts(tables)
    answer = search.activities(reader, Filters(), text="sam")
    assert int(answer.rows["hits"].iloc[0]) == int(texts.str.contains("sam", regex=False).sum())
    assert not any("Inget stämde exakt" in note for note in answer.notes)


def test_a_plain_letter_finds_the_ringed_and_dotted_when_nothing_else_is_found(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    texts = _texts(tables)
    assert not texts.str.contains("valdsutovare", regex=False).any()
    answer = search.activities(reader, Filters(), text="valdsutovare")
    assert int(answer.rows["hits"].iloc[0]) == int(texts.str.contains("våldsutövare").sum())
    assert any("Inget stämde exakt" in note for note in answer.notes)


@pytest.mark.parametrize("text", ["väldsutövare", "våldsutåvare", "völdsutövare"])
def test_a_ringed_or_dotted_letter_never_stands_for_another(reader: Reader, text: str) -> None:
    assert _hits(reader, text) == 0


def test_accents_that_are_no_letters_of_their_own_do_not_matter(reader: Reader) -> None:
    assert _hits(reader, "pólisèn") == _hits(reader, "polisen") > 0


@pytest.mark.parametrize("text", ["%", "_", ".*", "[a-z]", "\\", "(", "'", "';--", "$text", "*"])
def test_signs_with_a_meaning_elsewhere_are_plain_signs(
    reader: Reader, tables: dict[str, pd.DataFrame], text: str
) -> None:
    assert _hits(reader, text) == int(_texts(tables).str.contains(text, regex=False).sum())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_no_text_is_an_error(reader: Reader, text: str) -> None:
    answer = search.activities(reader, Filters(), text=text)
    assert len(answer.rows) <= search.MOST_ROWS
    assert answer.notes


@given(text=st.text(max_size=300))
def test_a_search_stands_in_the_address_and_comes_back(text: str) -> None:
    chosen, complaints = from_address({"sok": text}, Filters(), ())
    assert complaints == []
    assert len(chosen.search) <= SEARCH_LENGTH
    assert chosen.search == tidy_search(chosen.search)
    assert from_address(to_address(chosen), Filters(), ()) == (chosen, [])


def test_an_empty_search_finds_nothing_and_says_what_to_write(reader: Reader) -> None:
    answer = search.activities(reader, Filters(), text="  ")
    assert answer.is_empty
    assert "Skriv ett ord" in answer.notes[0]


def test_a_vain_search_says_so(reader: Reader) -> None:
    answer = search.activities(reader, Filters(), text="zebra")
    assert answer.is_empty
    assert "Inget stämmer med ”zebra”" in answer.notes[0]


def test_many_hits_are_counted_and_the_first_are_shown(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    answer = search.activities(reader, Filters(), text="a")
    assert len(answer.rows) == search.MOST_ROWS
    assert int(answer.rows["hits"].iloc[0]) == int(_texts(tables).str.contains("a", regex=False).sum())
    assert any(f"De {search.MOST_ROWS} första" in note for note in answer.notes)


def test_one_hit_is_said_in_the_singular() -> None:
    assert search._sentence(1, 1, "x") == "En insats stämmer med ”x”."
    assert search._sentence(1, 2, "x") == "2 insatser hos 1 mottagare stämmer med ”x”."


def test_what_is_printed_comes_first(reader: Reader) -> None:
    found = search.activities(reader, Filters(), text="trappan").rows["status"].tolist()
    assert set(found) == {"published", "reported"}
    assert found == sorted(found, key=lambda s: s != "published")


@pytest.mark.parametrize("examples", [True, False])
def test_no_example_is_found(settings: Settings, manifest: versions.Manifest, examples: bool) -> None:
    built = store.open_reader(settings.dataset_dir, manifest.version)
    found = search.activities(built, Filters(examples=examples), text="trappan")
    assert set(found.rows["status"]) == {"published"}


def test_county_and_municipality_stand_in_every_row_that_has_them(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    rows = search.activities(reader, Filters(), text="patriark").rows
    places = tables["municipality"].set_index("municipality_code")["name"]
    counties = tables["county"].set_index("county_code")["name"]
    for row in rows.itertuples():
        assert row.county == counties[row.area_code[:2]]
        assert row.municipality == places.get(row.area_code, "")


def test_the_violence_area_narrows_the_search(reader: Reader) -> None:
    assert 0 < _hits(reader, "utbildning", violence_area_id="honour") < _hits(reader, "utbildning")


def test_answers_to_searches_are_not_kept() -> None:
    assert "activity_search" in answers._NOT_KEPT
