"""Regions and organisations: amounts against the rows and the ledger, places kept apart from the lack of one."""

import pandas as pd
import pytest
from dataset_years import YEARS

from dashboard.core.estimates import rounded
from dashboard.core.filters import Filters
from dashboard.dataset.store import Reader
from dashboard.figures import columns, heat, points, region_dots
from dashboard.queries import areas, recipients
from dashboard.queries.estimates import region_digits

GEOMETRY = {"county": "/geo/county.json", "municipality": "/geo/municipality.json"}


def _money(tables: dict[str, pd.DataFrame], kind: str) -> pd.DataFrame:
    who = tables["recipient"].query("kind == @kind")[["recipient_id", "name", "area_code"]]
    return tables["allocation"].query("stream == 'development'").merge(who, on="recipient_id")


@pytest.mark.parametrize("year", YEARS)
def test_every_known_step_of_every_region_is_there(
    reader: Reader, tables: dict[str, pd.DataFrame], year: int
) -> None:
    rows = recipients.regions(reader, Filters(year=year, examples=True)).rows
    known = _money(tables, "region").query("year == @year and status != 'synthetic'")
    expected = known.set_index(["name", "measure"])
    found = rows.set_index(["name", "measure"])
    given = expected["amount_sek"].astype(float)
    given.update(
        given.xs("available", level="measure", drop_level=False).map(
            lambda v: rounded(v, region_digits(reader, year))
        )
    )
    assert found["amount_sek"].to_dict() == given.to_dict()
    assert found["status"].to_dict() == expected["status"].to_dict()
    assert rows["name"].nunique() == 21


def test_per_inhabitant_is_related_to_the_year_before(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    rows = recipients.regions(reader, Filters(year=2022)).rows
    people = tables["population"].query("year == 2021").set_index("area_code")["population"]
    for row in rows.itertuples():
        # Each is rounded by itself to four digits.
        assert row.per_inhabitant == pytest.approx(row.amount_sek / people[row.area_code], rel=2e-3)


def test_the_sentence_names_the_extremes_by_the_key(reader: Reader) -> None:
    answer = recipients.regions(reader, Filters(year=2022))
    given = answer.rows[answer.rows["measure"] == "available"].set_index("name")["per_inhabitant"]
    assert given.idxmax() in answer.sentence.split(" mest ")[0]
    assert given.idxmin() in answer.sentence.split(" mest ")[1]


def test_printed_amounts_of_regions_stay_when_example_data_is_hidden(reader: Reader) -> None:
    rows = recipients.regions(reader, Filters(year=2022, examples=False)).rows
    received = rows[rows["measure"] == "received"]
    assert set(received["name"]) == {"Region Gotland", "Region Stockholm"}
    assert set(received["status"]) == {"published"}
    assert (rows["measure"] == "available").sum() == 21


def test_the_years_of_the_regions_add_up_to_the_printed_totals(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    rows = recipients.regions_over_years(reader, Filters()).rows
    printed = tables["published_figure"].set_index("figure_id")["value"]
    assert len(rows) == 21
    for year in (2020, 2021, 2022):
        total = printed[f"vardanalys-2023.t2.regions.available.{year}"]
        # Each of the 21 is rounded to at most a thousand kronor.
        assert rows[f"y{year}"].sum() == pytest.approx(total, abs=21 * 500)
        assert total == (
            _money(tables, "region").query("year == @year and measure == 'available'")["amount_sek"].sum()
        )


def test_the_organisations_are_table_3(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    rows = recipients.organisations(reader, Filters()).rows.set_index("name")
    ledger = tables["published_figure"]
    table = ledger[ledger["figure_id"].str.startswith("vardanalys-2023.t3.")]
    assert len(rows) == 23
    for row in table[table["subcategory_sv"].isin(rows.index)].itertuples():
        part = row.figure_id.split(".")[3]
        column = {"total": "total", "years": "years"}.get(part, f"y{part}")
        assert rows.at[row.subcategory_sv, column] == row.value
    assert (
        rows["total"].sum()
        == ledger.set_index("figure_id").at["vardanalys-2023.t2.ngos.received.2020-2022", "value"]
    )
    assert (rows[["y2020", "y2021", "y2022"]].sum(axis=1) == rows["total"]).all()
    assert ((rows[["y2020", "y2021", "y2022"]] > 0).sum(axis=1) == rows["years"]).all()


def test_a_violence_area_shows_the_organisations_that_the_document_names_it_for(reader: Reader) -> None:
    rows = recipients.organisations(reader, Filters(violence_area_id="sexual_violence")).rows
    assert rows["name"].tolist() == ["Insamlingsstiftelsen WONSA"]
    none = recipients.organisations(reader, Filters(violence_area_id="honour"))
    assert none.is_empty
    assert any("hedersrelaterat våld" in note for note in none.notes)


def test_sentence_for_one_organisation(reader: Reader) -> None:
    answer = recipients.organisations(reader, Filters(violence_area_id="sexual_violence"))
    assert answer.sentence == "Insamlingsstiftelsen WONSA fick 6\xa0750\xa0000 kr 2020–2022."


@pytest.mark.parametrize("year", [2020, 2021, 2022])
def test_points_are_the_regions_and_those_that_got_money(
    reader: Reader, tables: dict[str, pd.DataFrame], year: int
) -> None:
    answer = recipients.points(reader, Filters(year=year))
    ngos = answer.rows[answer.rows["kind"] == "ngo"]
    expected = _money(tables, "ngo").query("year == @year and measure == 'received' and amount_sek > 0")
    assert (
        ngos.set_index("name")["amount_sek"].to_dict() == expected.set_index("name")["amount_sek"].to_dict()
    )
    assert (answer.rows["kind"] == "region").sum() == 21
    printed = tables["published_figure"].set_index("figure_id")["value"]
    assert len(ngos) == printed[f"vardanalys-2023.t2.ngos.count.{year}"]


@pytest.mark.parametrize("year", YEARS)
def test_the_map_of_recipients_says_where_they_are_named(reader: Reader, year: int) -> None:
    answer = recipients.points(reader, Filters(year=year, examples=False))
    assert answer.is_empty or answer.provenance


def test_those_without_a_place_are_named_and_not_drawn(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    answer = recipients.points(reader, Filters(year=2022))
    placeless = set(answer.rows.loc[answer.rows["lon"].isna(), "name"])
    known = tables["recipient"].set_index("name")["area_code"]
    assert placeless == {n for n in answer.rows["name"] if pd.isna(known[n])}
    assert "Verdandi" in placeless
    note = next(n for n in answer.notes if n.startswith("Utan plats"))
    assert all(name in note for name in placeless)
    figure = points.draw(answer, GEOMETRY)
    drawn = " ".join(text for trace in figure.data[1:] for text in trace.text)
    assert all(name not in drawn for name in placeless)
    assert sum(len(trace.lon) for trace in figure.data[1:]) == len(answer.rows) - len(placeless)


def test_no_organisation_of_2016_is_named_without_example_data(reader: Reader) -> None:
    answer = recipients.points(reader, Filters(year=2016, examples=False))
    assert set(answer.rows["kind"]) == {"region"}
    assert answer.rows["amount_sek"].isna().all()
    assert answer.sentence == "2016 fick 21 regioner medel."


def test_figures_hold_every_region_and_organisation(reader: Reader) -> None:
    dots = region_dots.per_inhabitant(recipients.regions(reader, Filters()))
    assert {name for trace in dots.data for name in trace.y} == set(
        recipients.regions(reader, Filters()).rows["name"]
    )
    answer = recipients.organisations(reader, Filters())
    written = list(heat.organisations(answer).data[1].text)
    assert len(written) == 23 * 3
    assert written[:3] == ["500", "250", "6\xa0000"]


def test_columns_are_as_many_as_the_values_and_ask_nobody_else_for_a_map(reader: Reader) -> None:
    answer = areas.values(reader, Filters(examples=True, measure_id="received", year=2016, area_code="0180"))
    deck = columns.draw(answer, GEOMETRY)
    text = deck.to_json()
    assert "mapStyle" not in text or '"mapStyle": null' not in text
    assert "http" not in text
    layers = {layer.id: layer for layer in deck.layers}
    assert layers["outline"].data == "/geo/county.json"
    assert (
        len(layers["columns"].data) + len(layers["chosen"].data) == (answer.rows["presence"] == "value").sum()
    )
    assert len(text) < 100_000


def test_columns_of_one_county_come_nearer(reader: Reader) -> None:
    whole = columns.draw(areas.values(reader, Filters(year=2021)), GEOMETRY)
    county = columns.draw(areas.values(reader, Filters(year=2021, area_code="09")), GEOMETRY)
    stockholm = columns.draw(areas.values(reader, Filters(year=2021, area_code="01")), GEOMETRY)
    assert stockholm.initial_view_state.zoom > whole.initial_view_state.zoom
    assert county.layers[1].data
