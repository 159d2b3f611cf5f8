"""The map's measure of white spots: years without a requisition, zero and unknown kept apart."""

import pandas as pd
import pytest

from dashboard.core.filters import Filters
from dashboard.core.measures import YEARS
from dashboard.dataset.store import Reader
from dashboard.figures import choropleth
from dashboard.queries import areas

SPOTS = Filters(examples=True, measure_id="white_spots")


def test_it_counts_the_years_without_a_requisition(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    rows = areas.values(reader, SPOTS).rows
    who = tables["recipient"].query("kind == 'municipality'").set_index("recipient_id")["area_code"]
    asked = tables["allocation"].query("measure == 'received' and stream == 'development' and year in @YEARS")
    asked = asked[asked["recipient_id"].isin(who.index)]
    years = asked.groupby(asked["recipient_id"].map(who))["year"].nunique().reindex(who, fill_value=0)
    assert rows.set_index("code")["value"].to_dict() == (len(YEARS) - years).to_dict()
    assert set(rows["status"]) == {"synthetic"}
    assert set(rows.loc[rows["value"] == 0, "presence"]) == {"zero"}


@pytest.mark.parametrize("year", YEARS)
def test_it_is_the_same_whatever_the_year(reader: Reader, year: int) -> None:
    answer = areas.values(reader, SPOTS.but(year=year))
    assert answer.rows["value"].tolist() == areas.values(reader, SPOTS).rows["value"].tolist()
    assert answer.title == "Vita fläckar, antal år utan rekvisition, 2016 och 2020–2022, kommuner"
    assert "2016 och 2020–2022" in answer.sentence


def test_it_is_shown_for_municipalities_alone(reader: Reader) -> None:
    assert areas.values(reader, SPOTS.but(level="county")).context["level"] == "municipality"
    answer = areas.values(reader, SPOTS.but(recipient_kind="region"))
    assert len(answer.rows) == 290
    assert any("finns inte för regioner" in note for note in answer.notes)


def test_nothing_is_known_without_example_data(reader: Reader) -> None:
    answer = areas.values(reader, SPOTS.but(examples=False))
    assert set(answer.rows["presence"]) == {"missing"}
    assert answer.notes


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 0], "Alla 2 kommuner rekvirerade medel alla fyra åren, 2016 och 2020–2022."),
        ([0], "K0 rekvirerade medel alla fyra åren, 2016 och 2020–2022."),
        ([3], "K0 saknar rekvisition 3 av de fyra åren 2016 och 2020–2022."),
        (
            [1, 0],
            "1 av 2 kommuner saknar rekvisition minst ett av de fyra åren 2016 och 2020–2022. Flest år saknar K0: 1.",
        ),
        (
            [4, 4, 1],
            "Alla 3 kommuner saknar rekvisition minst ett av de fyra åren 2016 och 2020–2022. Flest år saknar K0 och K1: 4.",
        ),
        (
            [2, 2, 2, 2],
            "Alla 4 kommuner saknar rekvisition minst ett av de fyra åren 2016 och 2020–2022. Flest år saknar 4 kommuner: 2.",
        ),
    ],
)
def test_the_sentence_at_its_edges(values: list[int], expected: str) -> None:
    rows = pd.DataFrame({"name": [f"K{i}" for i in range(len(values))], "value": values})
    assert areas._white_spots_sentence(rows) == expected


def test_the_key_names_each_number_of_years() -> None:
    assert choropleth.legend([2.0, 3.0, 4.0], "count") == ["1", "2", "3", "4"]
    assert choropleth.legend([5.0, 10.0], "count") == ["under 5", "5 – 10", "från 10"]
