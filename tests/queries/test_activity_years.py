"""What is printed of activities, year by year."""

import pandas as pd

from dashboard.core.filters import Filters
from dashboard.dataset.store import Reader
from dashboard.queries import activity_years


def test_what_is_printed_year_by_year(reader: Reader) -> None:
    rows = activity_years.by_year(reader, Filters()).rows.set_index("label")
    told = rows.loc["Kommuner vars redovisning ingår"]
    assert [told[f"y{y}"] for y in (2016, 2020, 2021, 2022)] == [216, 276, 274, 284]
    regions = rows.loc["Regioner som arbetat med våldsutövare"]
    assert (regions["y2020"], regions["y2022"]) == (6, 10)
    assert pd.isna(regions["y2021"])


def test_the_boards_of_2017_are_those_with_a_name(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    rows = activity_years.by_year(reader, Filters()).rows.set_index("label")
    done = tables["activity"].query("year == 2017")["recipient_id"]
    named = set(done[done != "district-unnamed"])
    assert rows.loc["Stockholms nämnder och enheter som nämns", "y2017"] == len(named)
