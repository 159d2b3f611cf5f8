"""Activities by year: the chosen year where anyone has told, else the one that the documents tell of, and it says so."""

import pandas as pd
import pytest

from dashboard.core.filters import Filters
from dashboard.core.measures import RECIPIENT_KINDS, YEARS
from dashboard.dataset.store import Reader
from dashboard.queries import activities, activity_counts, activity_years


@pytest.mark.parametrize("kind", RECIPIENT_KINDS)
@pytest.mark.parametrize("year", YEARS)
def test_a_year_that_nobody_told_of_gives_way_to_2016_and_says_so(
    reader: Reader, kind: str, year: int
) -> None:
    filters = Filters(recipient_kind=kind, year=year)
    assert activity_counts.year_of(reader, filters) == 2016
    for view in (activities.by_area, activities.kinds, activities.target_groups):
        result = view(reader, filters)
        assert "2016" in result.title
        assert any(f"För {year} säger dokumenten inte" in note for note in result.notes) == (year != 2016)


def test_what_is_printed_year_by_year(reader: Reader) -> None:
    rows = activity_years.by_year(reader, Filters()).rows.set_index("label")
    told = rows.loc["Kommuner som redovisat"]
    assert [told[f"y{y}"] for y in (2016, 2020, 2021, 2022)] == [216, 276, 274, 284]
    regions = rows.loc["Regioner som arbetat med våldsutövare"]
    assert (regions["y2020"], regions["y2022"]) == (6, 10)
    assert pd.isna(regions["y2021"])


def test_the_boards_of_2017_are_those_with_a_name(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    rows = activity_years.by_year(reader, Filters()).rows.set_index("label")
    done = tables["activity"].query("year == 2017")["recipient_id"]
    named = set(done[done != "district-unnamed"])
    assert rows.loc["Stockholms nämnder och enheter som nämns", "y2017"] == len(named)
