"""Inhabitants: as published where published, and adding up in between."""

import pandas as pd
import pytest

from dashboard.build.population import complete
from dashboard.core.settings import ROOT

Tables = dict[str, pd.DataFrame]
PUBLISHED_YEARS = (2017, 2024)
# Statistics Sweden, inhabitants on 31 December.
COUNTRY_2017, COUNTRY_2024, STOCKHOLM_COUNTY_2024 = 10_120_242, 10_587_710, 2_473_307


@pytest.fixture(scope="module")
def people(tables: Tables) -> pd.DataFrame:
    """One row per place, one column per year."""
    return tables["population"].pivot(index="area_code", columns="year", values="population")


@pytest.fixture(scope="module")
def file() -> pd.DataFrame:
    """The published numbers, as they stand in the repository."""
    return pd.read_csv(ROOT / "data/geography/population.csv", dtype={"area_code": str})


def municipalities(people: pd.DataFrame) -> pd.DataFrame:
    return people[people.index.str.len() == 4]


def test_every_year_from_the_first_published_to_the_last_is_there(people: pd.DataFrame) -> None:
    assert list(people.columns) == list(range(2017, 2025))
    assert people.notna().all(axis=None)
    assert people.index.str.len().value_counts().to_dict() == {4: 290, 2: 22}


@pytest.mark.parametrize("year", PUBLISHED_YEARS)
def test_published_years_equal_the_file(year: int, people: pd.DataFrame, file: pd.DataFrame) -> None:
    printed = file[file["year"] == year].set_index("area_code")["population"]
    assert len(printed) == 291
    assert people[year].reindex(printed.index).to_dict() == printed.to_dict()


def test_the_national_numbers_are_those_of_statistics_sweden(
    people: pd.DataFrame, file: pd.DataFrame
) -> None:
    assert people.at["00", 2017] == COUNTRY_2017
    assert people.at["00", 2024] == COUNTRY_2024
    assert people.at["01", 2024] == STOCKHOLM_COUNTY_2024
    national = file[file["area_code"] == "00"].set_index("year")["population"]
    assert people.loc["00"].to_dict() == national.to_dict()


def test_municipalities_add_up_to_the_country_every_year(people: pd.DataFrame) -> None:
    assert municipalities(people).sum().to_dict() == people.loc["00"].to_dict()


def test_counties_are_the_sums_of_their_municipalities(people: pd.DataFrame) -> None:
    parts = municipalities(people)
    summed = parts.groupby(parts.index.str[:2]).sum()
    counties = people[(people.index.str.len() == 2) & (people.index != "00")]
    pd.testing.assert_frame_equal(summed, counties, check_names=False)


def test_status_says_which_numbers_are_published(tables: Tables) -> None:
    rows = tables["population"]
    is_published = rows["year"].isin(PUBLISHED_YEARS) | (rows["area_code"] == "00")
    assert set(rows[is_published]["status"]) == {"published"}
    assert set(rows[~is_published]["status"]) == {"interpolated"}


def test_between_the_years_a_place_follows_the_country_along_its_own_line() -> None:
    published = pd.DataFrame(
        [("0101", 2000, 100), ("0102", 2000, 300), ("0101", 2002, 200), ("0102", 2002, 200)]
        + [("00", 2000, 400), ("00", 2001, 440), ("00", 2002, 400)],
        columns=["area_code", "year", "population"],
    ).assign(source_id="s")
    rows = complete(published).set_index(["area_code", "year"])["population"]
    # Half-way the lines give 150 and 250; the country has a tenth more than their sum.
    assert (rows["0101", 2001], rows["0102", 2001], rows["01", 2001], rows["00", 2001]) == (
        165,
        275,
        440,
        440,
    )
