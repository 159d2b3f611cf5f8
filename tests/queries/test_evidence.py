"""Where the figures come from, said so that a reader finds the place."""

import inspect
import re

import pandas as pd
import pytest

from dashboard.core.filters import Filters
from dashboard.dataset.store import Reader
from dashboard.queries import QUERIES, evidence, municipality

_OF_THE_LEDGER = re.compile(
    r"(?:sos-2017|vardanalys-2023|stockholm-2018|lansstyrelserna-2015|genomforandeplan-2020)\."
)


def test_example_data_says_which_printed_figure_it_agrees_with(reader: Reader) -> None:
    result = municipality.ladder(reader, Filters(examples=True, area_code="2482", year=2022))
    (examples,) = [place for place in result.provenance if place.title == "Exempeldata"]
    assert examples.locator.startswith(
        "avstämt mot Medel mot våld (rapport 2023:7): Tabell 2, Kommuner, Mottagna medel, 2022; Tabell 2, Kommuner, Andel"
    )


@pytest.mark.parametrize("year", [2016, 2022])
@pytest.mark.parametrize("area", ["00", "24", "0180"])
def test_no_source_is_given_as_a_name_of_the_ledger(reader: Reader, year: int, area: str) -> None:
    filters = Filters(examples=True, area_code=area, year=year)
    alone = [q for q, query in QUERIES.items() if len(inspect.signature(query).parameters) == 2]
    places = {q: " ".join(p.locator for p in QUERIES[q](reader, filters).provenance) for q in alone}
    assert {q: text for q, text in places.items() if _OF_THE_LEDGER.search(text)} == {}
    assert any("avstämt mot" in text for text in places.values())


@pytest.mark.parametrize(("count", "rest"), [(3, ""), (4, "; ett ställe till"), (6, "; 3 ställen till")])
def test_places_that_are_counted_do_not_run_into_the_last_place(
    reader: Reader, count: int, rest: str
) -> None:
    rows = pd.DataFrame({"source_id": "sos-2017", "locator": [f"Figur {n}" for n in range(count)]})
    (place,) = evidence.provenance(reader, rows)
    assert place.locator == "Figur 0; Figur 1; Figur 2" + rest
