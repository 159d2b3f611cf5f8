"""What the app gives out as tables holds computed and invented figures; it must never come back as reported."""

from contextvars import copy_context

import pytest

from dashboard.core.filters import Filters
from dashboard.core.language import LANGUAGES
from dashboard.core.result import Result
from dashboard.dataset.store import Reader
from dashboard.exports import tables
from dashboard.locale import speak_in
from dashboard.queries import QUERIES
from dashboard.sources.forms import read_file
from dashboard.sources.forms.places import Places

NEED_MORE = (
    *("statements", "county_statements", "municipality_statements", "statement_cards"),
    *("goal_evidence", "printed_cards", "printed_card"),
)
ASKED = sorted(set(QUERIES) - set(NEED_MORE))


@pytest.fixture(scope="module", params=ASKED)
def result(request: pytest.FixtureRequest, reader: Reader) -> Result:
    """An answer of the app, about the whole country."""
    return QUERIES[request.param](reader, Filters())


def test_no_file_of_any_answer_is_read(result: Result, places: Places) -> None:
    # A year in the name could be taken for the year that the figures are about.
    for name, content in (
        ("tabell 2022.csv", tables.to_csv(result)),
        ("tabell 2022.xlsx", tables.to_xlsx(result)),
    ):
        received = read_file(name, content, places)
        assert received.records.empty, result.result_id
        if "status" in result.rows and not result.is_empty:
            assert [f.code for f in received.findings] == ["own_table"], result.result_id


def test_the_table_that_a_browser_saves_is_not_read(reader: Reader, places: Places) -> None:
    result = QUERIES["area_values"](reader, Filters(measure_id="received"))
    shown = tables.readable(result)
    content = shown.to_csv(index=False).encode()
    assert {f.code for f in read_file("tabell 2022.csv", content, places).findings} == {"own_table"}
    # Without its signs the table is an ordinary list, but the day in the name that the browser gave it is no year.
    without = shown.drop(columns="Tecken").to_csv(index=False).encode()
    received = read_file("2026-11-24T06-45_export.csv", without, places)
    assert received.records.empty and "year_missing" in {f.code for f in received.findings}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_in_any_language_is_known_again(reader: Reader, places: Places, language: str) -> None:
    def saved() -> bytes:
        speak_in(language)
        return tables.to_csv(QUERIES["area_values"](reader, Filters()))

    content = copy_context().run(saved)
    assert [f.code for f in read_file("tabell 2022.csv", content, places).findings] == ["own_table"]
