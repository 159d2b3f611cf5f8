"""A sum of known and invented amounts is neither: it is left out, on the screen and in files, and what is known stands apart."""

import io

import pandas as pd
import pytest
from dataset_years import YEARS

from dashboard.core.filters import Filters
from dashboard.core.numbers import kronor
from dashboard.dataset.store import Reader
from dashboard.exports import tables
from dashboard.queries import areas, county

STEPS = ("received", "redistributed", "used", "repaid")


@pytest.fixture(scope="module")
def mixed(tables: dict[str, pd.DataFrame]) -> set[tuple[str, int]]:
    """The counties and years in which some municipalities have known amounts and others invented ones, worked out from the tables."""
    who = tables["recipient"].query("kind == 'municipality'")[["recipient_id", "area_code"]]
    rows = (
        tables["allocation"]
        .query("measure != 'available' and stream == 'development'")
        .merge(who, on="recipient_id")
    )
    kinds = rows.groupby([rows["area_code"].str[:2], "year"])["status"].agg(lambda s: set(s.astype(str)))
    return {place for place, found in kinds.items() if "synthetic" in found and len(found) > 1}


def test_some_counties_have_both(mixed: set[tuple[str, int]]) -> None:
    assert {("01", 2022), ("24", 2022)} <= mixed


def test_what_is_known_stands_apart(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    figures = tables["published_figure"].set_index("figure_id")["value"]
    claimed = kronor(figures["vardanalys-2023.municipalities.requisitioned.max.2022"])
    for examples in (False, True):
        result = county.ladder(reader, Filters(area_code="01", year=2022, examples=examples))
        assert any(f"Stockholm {claimed}" in note for note in result.notes)


@pytest.mark.parametrize("code", ["01", "24", "22"])
def test_a_county_with_both_has_no_sum_and_tells_the_known_amount(
    reader: Reader, mixed: set[tuple[str, int]], code: str
) -> None:
    for year in YEARS:
        result = county.ladder(reader, Filters(area_code=code, year=year, examples=True))
        steps = set(result.rows["measure"])
        assert ("received" not in steps) == ((code, year) in mixed), (code, year)
        assert steps <= {"available"} or (code, year) not in mixed
        file = pd.read_csv(io.BytesIO(tables.to_csv(result)), sep=";", decimal=",")
        assert len(file) == len(steps)


# Money was redistributed in 2016 only.
@pytest.mark.parametrize("measure", [step for step in STEPS if step != "redistributed"])
@pytest.mark.parametrize("denominator", ["total", "per_inhabitant", "share"])
def test_the_map_of_counties_leaves_the_same_ones_white(
    reader: Reader, mixed: set[tuple[str, int]], measure: str, denominator: str
) -> None:
    filters = Filters(measure_id=measure, level="county", examples=True, denominator=denominator)
    for year in YEARS:
        rows = areas.values(reader, filters.but(year=year)).rows
        if set(rows["presence"]) == {"missing"} or "value" not in rows:
            continue
        white = set(rows.loc[rows["presence"] == "missing", "code"])
        assert {code for code, when in mixed if when == year} <= white, (measure, year)


def test_the_countrys_sum_beside_a_county_is_whole_or_left_out(
    reader: Reader, mixed: set[tuple[str, int]]
) -> None:
    for year in YEARS:
        rows = county.ladder(reader, Filters(area_code="22", year=year, examples=True)).rows.set_index(
            "measure"
        )
        is_known = rows["country_per_inhabitant_sek"].notna()
        assert is_known["available"]
        for step in set(STEPS) & set(rows.index):
            assert is_known[step] == (year not in {when for _code, when in mixed}), (step, year)
