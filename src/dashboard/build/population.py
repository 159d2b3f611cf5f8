"""Inhabitants per place and year: published where printed, interpolated between."""

import pandas as pd

from dashboard.build.findings import DoesNotAddUp
from dashboard.core.codes import COUNTRY, county_of
from dashboard.core.status import Status


def complete(published: pd.DataFrame) -> pd.DataFrame:
    """All places and years from the first to the last published year.

    `published` has area_code, year, population, source_id: municipalities for two years and the country for every year.
    Between the years each municipality follows a straight line, scaled so that the municipalities add up to the
    country's published number, with whole inhabitants. Counties are sums. Returns the `population` table.
    """
    country = published[published["area_code"] == COUNTRY].set_index("year")["population"]
    places = published[published["area_code"] != COUNTRY].pivot(
        index="area_code", columns="year", values="population"
    )
    source_id = published["source_id"].iloc[0]
    first, last = places.columns.min(), places.columns.max()
    frames = []
    for year in range(first, last + 1):
        if year in (first, last):
            people, status = places[year], Status.PUBLISHED
        else:
            line = places[first] + (places[last] - places[first]) * (year - first) / (last - first)
            people, status = (
                to_whole(line * country[year] / line.sum(), int(country[year])),
                Status.INTERPOLATED,
            )
        counties = people.groupby(people.index.map(county_of)).sum()
        frames.append(_frame(people, year, status))
        frames.append(_frame(counties, year, status))
        frames.append(_frame(pd.Series({COUNTRY: country[year]}), year, Status.PUBLISHED))
    return pd.concat(frames, ignore_index=True).assign(source_id=source_id)


def _frame(people: pd.Series, year: int, status: Status) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area_code": people.index.astype(str),
            "year": year,
            "population": people.to_numpy().astype(int),
            "status": status.value,
        }
    )


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
