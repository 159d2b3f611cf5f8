"""Sums of estimates: their ends are those of one reading at a time."""

import pandas as pd

from dashboard.dataset.store import Reader
from dashboard.queries import estimates


def test_the_ends_of_a_county_are_those_of_its_sums_by_reading(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    found = estimates.of_counties(reader).set_index(["code", "year"])
    readings = tables["key_reading"].assign(code=lambda r: r["recipient_id"].str[-4:-2])
    sums = readings.groupby(["code", "year", "reading_id"])["amount_sek"].sum().groupby(["code", "year"])
    assert found["amount_low_sek"].astype(int).to_dict() == sums.min().to_dict()
    assert found["amount_high_sek"].astype(int).to_dict() == sums.max().to_dict()
    # Ekerö's lowest reading is its neighbours' highest: the sum of the lowest is not the lowest sum.
    lowest = tables["allocation"].query("recipient_id.str.startswith('municipality-01') and year == 2020")
    assert lowest["amount_low_sek"].sum() < found.at[("01", 2020), "amount_low_sek"]


def test_only_a_year_with_one_sum_to_divide_has_a_point(reader: Reader) -> None:
    found = estimates.of_counties(reader)
    assert found["amount_sek"].isna().equals(found["year"] == 2022)
    assert found["has_point"].equals(found["year"] != 2022)


def test_with_a_point_it_lies_between_its_ends(reader: Reader) -> None:
    found = estimates.of_counties(reader).dropna(subset=["amount_sek"])
    assert found["amount_sek"].between(found["amount_low_sek"], found["amount_high_sek"]).all()
