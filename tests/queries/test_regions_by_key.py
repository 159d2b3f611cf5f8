"""What the key gives a region is an estimate: rounded to what it can bear and told as about, in sentence, table, figure and file alike."""

import re

import pytest
from dataset_years import YEARS
from office import plain

from dashboard.core.estimates import rounded
from dashboard.core.filters import Filters
from dashboard.core.result import Result
from dashboard.dataset.store import Reader
from dashboard.exports import charts, tables
from dashboard.figures import bars
from dashboard.queries import areas, county, county_actors, recipients
from dashboard.queries.estimates import region_digits

AT = Filters(area_code="09", recipient_kind="region")


def answers(reader: Reader, filters: Filters) -> list[Result]:
    return [
        recipients.regions(reader, filters),
        recipients.regions_over_years(reader, filters),
        county.region_ladder(reader, filters),
        county_actors.region_years(reader, filters),
        *(
            areas.values(reader, filters.but(level="county", denominator=denominator))
            for denominator in ("total", "per_inhabitant")
        ),
    ]


@pytest.mark.parametrize("year", YEARS)
def test_every_amount_by_the_key_says_about_and_every_known_one_does_not(reader: Reader, year: int) -> None:
    for result in answers(reader, AT.but(year=year)):
        shown = tables.readable(result)
        for column in (c for c in result.columns if c.unit.startswith("sek")):
            by_key = result.rows["status"] == "modelled"
            told = shown[column.label].str.startswith("omkring ")
            assert (told == by_key).all(), (result.result_id, column.name)


@pytest.mark.parametrize("year", YEARS)
def test_no_amount_by_the_key_is_finer_than_it_can_bear(reader: Reader, year: int) -> None:
    for result in answers(reader, AT.but(year=year)):
        rows = result.rows[result.rows["status"] == "modelled"]
        for column in (c for c in result.columns if c.unit.startswith("sek")):
            years = (
                rows["year"]
                if "year" in rows
                else [int(c) for c in re.findall(r"\d{4}", column.name)] or [year]
            )
            digits = max(region_digits(reader, year) for year in years)
            assert all(rounded(value, digits) == value for value in rows[column.name]), (
                result.result_id,
                column.name,
            )


def test_the_sentence_the_table_the_figure_and_the_slide_say_the_same(reader: Reader) -> None:
    """Gotland 2022: the key gives 1 055 443, the document prints 1 055 454; rounded alone the difference would be lost."""
    result = county.region_ladder(reader, AT.but(year=2022))
    text = "omkring 1 055 000 kr"
    assert text in plain(result.sentence)
    assert plain(tables.readable(result)["Belopp"].iloc[0]) == text
    assert text in plain(bars.ladder(result).data[0].text[0]).replace("<br>", " ")
    chart = charts.chart(result)
    assert chart is not None
    assert plain(chart.series[0].texts[0]) == text


def test_that_the_division_of_2016_is_assumed_stands_wherever_it_is_shown(reader: Reader) -> None:
    for result in answers(reader, AT.but(year=2016)):
        said = " ".join([result.sentence, *result.notes])
        assert "samma proportioner som 2020" in said, result.result_id
        assert "är inte känt" in said, result.result_id


def test_an_assumed_division_bears_fewer_digits_than_one_that_printed_amounts_agree_with(
    reader: Reader,
) -> None:
    assert region_digits(reader, 2016) < region_digits(reader, 2020) == region_digits(reader, 2022)
