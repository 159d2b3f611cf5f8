"""The map's measure of white spots: the same count as on the county's page, and silence has a sign of its own."""

import pandas as pd
import pytest
from dataset_years import YEARS

from dashboard.core.filters import Filters
from dashboard.core.result import Result
from dashboard.dataset.store import Reader
from dashboard.figures import choropleth
from dashboard.queries import areas, county, white_spots

SPOTS = Filters(measure_id="white_spots", examples=True)


def test_it_is_the_count_of_the_county_s_page(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    on_map = areas.values(reader, SPOTS).rows.set_index("code")["value"]
    on_pages = pd.concat(
        county.municipalities(reader, Filters(area_code=code, examples=True)).rows
        for code in tables["county"]["county_code"]
    ).set_index("code")["white_spots"]
    assert len(on_map) == len(on_pages) == 290
    assert on_map.dropna().to_dict() == on_pages.dropna().to_dict()


@pytest.mark.parametrize("year", YEARS)
def test_it_is_the_same_whatever_the_year(reader: Reader, year: int) -> None:
    answer = areas.values(reader, SPOTS.but(year=year))
    assert answer.rows["value"].equals(areas.values(reader, SPOTS).rows["value"])
    assert answer.title == "Vita fläckar, antal, 2016 och 2020–2022, kommuner"


def test_it_is_shown_for_municipalities_alone(reader: Reader) -> None:
    assert areas.values(reader, SPOTS.but(level="county")).context["level"] == "municipality"
    answer = areas.values(reader, SPOTS.but(recipient_kind="region"))
    assert len(answer.rows) == 290
    assert any("finns inte för regioner" in note for note in answer.notes)


def test_nothing_is_known_without_example_data(reader: Reader) -> None:
    answer = areas.values(reader, SPOTS.but(examples=False))
    assert set(answer.rows["presence"]) == {"missing"}
    assert answer.sentence == "Vad varje kommun inte har gjort är inte känt."
    assert answer.notes


def test_examples_name_nobody(reader: Reader) -> None:
    assert areas.values(reader, SPOTS).sentence == "Vad varje kommun inte har gjort är inte känt."


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], "Vad varje kommun inte har gjort är inte känt."),
        ([0], "Ingen vit fläck är känd. Något är känt om 1 av 290 kommuner."),
        ([3], "Minst en vit fläck är känd hos K0. Något är känt om 1 av 290 kommuner."),
        ([1, 0], "Minst en vit fläck är känd hos K0. Något är känt om 2 av 290 kommuner."),
        ([2, 2, 2, 2], "Minst en vit fläck är känd hos 4 kommuner. Något är känt om 4 av 290 kommuner."),
    ],
)
def test_the_sentence_at_its_edges(values: list[int], expected: str) -> None:
    rows = pd.DataFrame(
        {"name": [f"K{i}" for i in range(len(values))], "value": values, "status": "reported"},
        columns=["name", "value", "status"],
    )
    assert white_spots.map_sentence(rows, 290).replace("\u00a0", " ") == expected


def _map(presence: list[str]) -> list[str]:
    """The symbols that a made-up map of white spots has, by place."""
    rows = pd.DataFrame(
        {
            "code": [f"{i:04}" for i in range(len(presence))],
            "presence": presence,
            "value": [1.0 if p == "value" else 0.0 if p == "zero" else None for p in presence],
            "lon": 15.0,
            "lat": 60.0,
        }
    )
    marked = white_spots.are_few(rows["presence"])
    context = {"level": "municipality", "area_code": "00", "every_value": [1.0], "marked": marked}
    result = Result("area_values", "", "", rows, (), "count", (), context=context)
    return [
        f"{trace.marker.symbol}:{len(trace.lon)}"
        for trace in choropleth.draw(result, {"municipality": "/geo"}).data
        if trace.type == "scattergeo"
    ]


def test_the_white_spots_are_what_is_marked() -> None:
    assert _map(["value", "missing", "missing", "zero", "missing"]) == ["x-thin-open:1"]


def test_where_nearly_all_are_white_the_others_are_marked() -> None:
    assert _map(["value", "value", "value", "missing", "zero"]) == ["circle-open:1", "x-thin-open:1"]


def test_the_key_names_each_number_of_years() -> None:
    assert choropleth.legend([2.0, 3.0, 4.0], "count") == ["1", "2", "3", "4"]
    assert choropleth.legend([5.0, 10.0], "count") == ["under 5", "5 – 10", "från 10"]
