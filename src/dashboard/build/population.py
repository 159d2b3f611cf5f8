"""Inhabitants per place and year, as Statistics Sweden has counted them, and whole numbers that add up."""

import pandas as pd

from dashboard.build.findings import DoesNotAddUp, Finding
from dashboard.core.codes import COUNTRY, county_of
from dashboard.core.status import Status

FILE = "geography/population.csv"
COUNTY_SUMS_SOURCE = "folkmangd-lan"


def complete(published: pd.DataFrame) -> pd.DataFrame:
    """The `population` table: what is published, and the counties as sums of their municipalities.

    `published` has area_code, year, population, source_id and note_sv for every municipality and the country.
    """
    places = published[published["area_code"] != COUNTRY]
    by = [places["area_code"].map(county_of).rename("area_code"), places["year"]]
    counties = (
        places.groupby(by)
        .agg(population=("population", "sum"), note_sv=("note_sv", "first"))
        .reset_index()
        .assign(source_id=COUNTY_SUMS_SOURCE)
    )
    rows = pd.concat([published, counties], ignore_index=True)
    return with_key_year(rows.assign(status=Status.PUBLISHED.value))


def with_key_year(population: pd.DataFrame) -> pd.DataFrame:
    """The rows with `key_year`: the year of the grants that the allocation key divides by this count, taken on 31 December the year before."""
    return population.assign(key_year=population["year"].astype(int) + 1)


def findings(published: pd.DataFrame) -> list[Finding]:
    """A finding for each year whose municipalities do not add up to the country, unless its rows carry a note that they need not."""
    found = []
    for year, rows in published.groupby("year"):
        country = rows.loc[rows["area_code"] == COUNTRY, "population"].sum()
        parts = rows.loc[rows["area_code"] != COUNTRY, "population"].sum()
        if parts != country and rows["note_sv"].isna().any():
            found.append(
                Finding(
                    "folkmängden går ihop",
                    FILE,
                    "",
                    "population",
                    f"Kommunerna har {year} tillsammans {parts} invånare, riket {country}. Rätta det tal som är fel.",
                )
            )
    return found


def to_whole(shares: pd.Series, total: int) -> pd.Series:
    """Whole numbers that add up to `total` and lie next to the shares: the largest remainders are rounded up.

    Ties go to the first in index order, so the same input gives the same numbers. The shares must add up to `total`
    within one.
    """
    floor = shares.astype(float).apply(lambda v: int(v // 1))
    missing = total - int(floor.sum())
    if not 0 <= missing <= len(shares):
        raise DoesNotAddUp(f"Andelarna ger tillsammans {shares.sum():.1f}, inte {total}.")
    remainders = (shares - floor).sort_index(kind="stable").sort_values(ascending=False, kind="stable")
    floor.loc[remainders.index[:missing]] += 1
    return floor
