"""Inhabitants: as Statistics Sweden published them, every year, and which year's grants each count divides."""

import pandas as pd
import pytest

from dashboard.build.population import findings
from dashboard.core.settings import ROOT

Tables = dict[str, pd.DataFrame]
YEARS = range(2010, 2026)
# Statistics Sweden, inhabitants of the country on 31 December.
NATIONAL = {
    2010: 9_415_570, 2011: 9_482_855, 2012: 9_555_893, 2013: 9_644_864, 2014: 9_747_355, 2015: 9_851_017,
    2016: 9_995_153, 2017: 10_120_242, 2018: 10_230_185, 2019: 10_327_589, 2020: 10_379_295, 2021: 10_452_326,
    2022: 10_521_556, 2023: 10_551_707, 2024: 10_587_710, 2025: 10_605_520,
}  # fmt: skip
# Single counts, typed in once more.
SOME = {("1440", 2015): 28_862, ("0125", 2019): 28_690, ("2403", 2021): 2_395, ("0180", 2021): 978_770}
STOCKHOLM_COUNTY_2024 = 2_473_307


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


def test_every_place_has_every_year(people: pd.DataFrame) -> None:
    assert list(people.columns) == list(YEARS)
    assert people.notna().all(axis=None)
    assert people.index.str.len().value_counts().to_dict() == {4: 290, 2: 22}


def test_the_numbers_are_those_of_the_file(people: pd.DataFrame, file: pd.DataFrame) -> None:
    printed = file.set_index(["area_code", "year"])["population"]
    assert people.stack().reindex(printed.index).to_dict() == printed.to_dict()


def test_the_national_numbers_are_those_of_statistics_sweden(people: pd.DataFrame) -> None:
    assert people.loc["00"].to_dict() == NATIONAL
    assert people.at["01", 2024] == STOCKHOLM_COUNTY_2024


@pytest.mark.parametrize(("place", "count"), SOME.items())
def test_single_counts(place: tuple[str, int], count: int, people: pd.DataFrame) -> None:
    assert people.at[place] == count


def test_municipalities_add_up_to_the_country(people: pd.DataFrame) -> None:
    without_noise = [year for year in YEARS if year < 2025]
    assert municipalities(people)[without_noise].sum().to_dict() == people.loc["00", without_noise].to_dict()


def test_counties_are_the_sums_of_their_municipalities_and_say_whose_sums(
    people: pd.DataFrame, tables: Tables
) -> None:
    parts = municipalities(people)
    summed = parts.groupby(parts.index.str[:2]).sum()
    counties = people[(people.index.str.len() == 2) & (people.index != "00")]
    pd.testing.assert_frame_equal(summed, counties, check_names=False)
    rows = tables["population"]
    assert set(rows.loc[rows["area_code"].isin(counties.index), "source_id"]) == {"folkmangd-lan"}


def test_nothing_is_worked_out_between_years(tables: Tables) -> None:
    assert set(tables["population"]["status"]) == {"published"}


def test_the_counts_with_noise_say_so(tables: Tables) -> None:
    rows = tables["population"]
    assert rows["note_sv"].notna().equals(rows["year"] >= 2025)


def test_each_count_divides_the_grants_of_the_year_after(tables: Tables) -> None:
    rows = tables["population"]
    assert (rows["key_year"] == rows["year"] + 1).all()


@pytest.mark.parametrize(("note", "expected"), [(None, 1), ("störning", 0)])
def test_a_year_that_does_not_add_up_is_found_unless_it_need_not(note: str | None, expected: int) -> None:
    rows = pd.DataFrame(
        [("0101", 2000, 100), ("0102", 2000, 300), ("00", 2000, 401)],
        columns=["area_code", "year", "population"],
    ).assign(note_sv=note)
    found = findings(rows)
    assert len(found) == expected
    assert all("2000" in f.text_sv and "400" in f.text_sv and "401" in f.text_sv for f in found)
