"""One municipality: estimates with their ends, neighbours in size by brute force, and nothing told that is invented."""

import math
import re

import pandas as pd
import pytest
from dataset_years import YEARS
from office import plain

from dashboard.core.filters import Filters
from dashboard.dataset.store import Reader
from dashboard.exports.tables import readable
from dashboard.queries import evidence, municipality, municipality_work, not_known

SUNDSVALL, BJURHOLM, STOCKHOLM = "2281", "2403", "0180"


@pytest.mark.parametrize("year", [2016, 2022])
def test_the_nearest_in_size_are_nearest_for_every_municipality(
    reader: Reader, tables: dict[str, pd.DataFrame], year: int
) -> None:
    sizes = tables["population"].query("year == @year and area_code.str.len() == 4")
    sizes = dict(zip(sizes["area_code"], sizes["population"], strict=True))
    assert len(sizes) == 290
    for code, own in sizes.items():
        far = {c: abs(math.log(n / own)) for c, n in sizes.items() if c != code}
        result = municipality.alike(reader, Filters(area_code=code, year=year, examples=False))
        assert result.rows["code"].tolist() == sorted(far, key=lambda c: (far[c], c))[:10]
        assert result.rows["population"].tolist() == [sizes[c] for c in result.rows["code"]]
        assert result.rows["difference"].tolist() == [sizes[c] - own for c in result.rows["code"]]
        for word, others in (
            ("större", [n for n in sizes.values() if n > own]),
            ("mindre", [n for n in sizes.values() if n < own]),
        ):
            found = re.search(rf"Närmast {word} är .*? \(([\d\s]+)\)", result.sentence)
            if list(sizes.values()).count(own) == 1:
                told = [int(re.sub(r"\s", "", found[1]))] if found else []
                assert told == ([min(others, key=lambda n: abs(n - own))] if others else [])


@pytest.mark.parametrize("year", YEARS)
def test_what_the_key_gives_has_its_ends(reader: Reader, tables: dict[str, pd.DataFrame], year: int) -> None:
    for code in (SUNDSVALL, BJURHOLM, STOCKHOLM, "1440", "0980"):
        own = tables["allocation"].query(
            "recipient_id == @recipient and year == @year and measure == 'available'",
            local_dict={"recipient": f"municipality-{code}", "year": year},
        )
        result = municipality.ladder(reader, Filters(area_code=code, year=year, examples=False))
        row = result.rows.set_index("measure").loc["available"]
        assert row["amount_low_sek"] == own["amount_low_sek"].iloc[0]
        assert row["amount_high_sek"] == own["amount_high_sek"].iloc[0]
        written = readable(result)["Belopp"].iloc[0]
        if year == 2022:
            assert pd.isna(row["amount_sek"]) and pd.isna(row["per_inhabitant_sek"])
            assert written.startswith("mellan ") and "mycket osäkert" in result.sentence
            assert "," not in readable(result)["Per invånare"].iloc[0]
            assert result.doubt in result.notes and "mycket osäkra" in result.doubt
        else:
            assert row["amount_sek"] == own["amount_sek"].iloc[0]
            assert written.startswith("omkring ")


@pytest.mark.parametrize("examples", [True, False])
def test_a_printed_claim_stands_beside_the_estimate_as_received(reader: Reader, examples: bool) -> None:
    result = municipality.ladder(reader, Filters(area_code=BJURHOLM, year=2022, examples=examples))
    row = result.rows.set_index("measure").loc["received"]
    assert (row["label"], row["amount_sek"], row["status"]) == ("Rekvirerat", 112_929, "published")
    assert "Känt: rekvirerat 112 929 kr (tryckt)." in plain(result.sentence)
    assert "112 929" not in plain(result.sentence).split("Känt")[0]
    # It lies within what the readings give, so nothing is said of that.
    assert not [note for note in result.notes if "utanför sitt spann" in note]


def test_a_known_amount_outside_the_interval_is_named() -> None:
    rows = pd.DataFrame(
        {
            "measure": ["available", "received"],
            "status": ["modelled", "reported"],
            "amount_sek": [150_000, 260_000],
            "amount_low_sek": [100_000, None],
            "amount_high_sek": [200_000, None],
            "has_point": [True, None],
        }
    )
    rows = municipality.ladders.in_order(rows)
    (_interval, outside) = municipality.ladders.notes(rows, Filters(year=2021), "X")
    assert "X rekvirerade 260 000 kr där nyckeln ger omkring 150 000 kr" in plain(outside)
    inside = rows.assign(amount_sek=[150_000, 200_000])
    assert len(municipality.ladders.notes(inside, Filters(year=2021), "X")) == 1
    example = rows.assign(status=["modelled", "synthetic"])
    assert len(municipality.ladders.notes(example, Filters(year=2021), "X")) == 1


@pytest.mark.parametrize("code", [SUNDSVALL, STOCKHOLM, "0980"])
def test_year_by_year_against_the_readings(
    reader: Reader, tables: dict[str, pd.DataFrame], code: str
) -> None:
    result = municipality.years(reader, Filters(area_code=code, year=2021, examples=False))
    readings = tables["key_reading"].assign(code=lambda r: r["recipient_id"].str[-4:])
    people = tables["population"].rename(columns={"area_code": "code"})[["code", "key_year", "population"]]
    readings = readings.merge(people, left_on=["code", "year"], right_on=["code", "key_year"])
    readings["value"] = readings["amount_sek"] / readings["population"]
    medians = readings.groupby(["year", "reading_id"])["value"].median().groupby("year")
    own = readings[readings["code"] == code].groupby("year")["value"]
    rows = result.rows.set_index("year")
    assert rows["country_low"].to_dict() == pytest.approx(medians.min().to_dict())
    assert rows["country_high"].to_dict() == pytest.approx(medians.max().to_dict())
    assert rows["own_low"].to_dict() == pytest.approx(own.min().to_dict())
    assert rows["own_high"].to_dict() == pytest.approx(own.max().to_dict())
    assert rows.index[rows["own"].isna()].tolist() == [2022]
    assert "landets 290 kommuner" in result.sentence and "lika med" not in result.sentence
    # The last year that has a point, and not the last year.
    assert result.sentence.startswith("2021 ")


def test_a_county_of_one_municipality_has_no_median(reader: Reader) -> None:
    result = municipality.years(reader, Filters(area_code="0980", examples=False))
    assert [c.name for c in result.columns] == ["year", "own", "alike", "country", "status"]


@pytest.mark.parametrize("year", [2016, 2021])
def test_the_municipalities_of_like_size_are_those_of_a_year_that_is_told(reader: Reader, year: int) -> None:
    result = municipality.years(reader, Filters(area_code="1440", year=year, examples=False))
    assert {c.name: c.label for c in result.columns}["alike"].endswith(f"liknande storlek {year}")


def test_a_median_over_some_is_left_out() -> None:
    values = pd.DataFrame(
        {
            "code": ["A", "B"],
            "value": [1.0, 3.0],
            "point": [1.0, 3.0],
            "reading_id": "",
            "has_point": True,
            "status": "modelled",
        }
    )
    row = municipality._year(values, 2024, {"own": {"A"}, "county": {"A", "B"}, "country": {"A", "B", "C"}})
    assert (row["own"], row["county"]) == (1.0, 2.0)
    assert pd.isna(row["country"]) and pd.isna(row["country_low"])
    assert "apart" not in row


@pytest.mark.parametrize("code", [SUNDSVALL, "2260", BJURHOLM])
def test_unknown_is_never_called_none(reader: Reader, code: str) -> None:
    filters = Filters(area_code=code, examples=False)
    for question in (
        municipality_work.activities,
        municipality_work.violence_areas,
        municipality_work.assessments,
    ):
        result = question(reader, filters)
        assert evidence.is_unknown(result) and not result.sentence
        assert not [note for note in result.notes if note.startswith("Inga ")]
    unknown = not_known.of_municipality(reader, filters)
    assert set(unknown.context["subjects"]) >= {"Insatser", "Egna svar om nyttan 2022"}
    assert unknown.provenance and set(unknown.rows["status"]) == {"published"}


def test_what_is_known_of_a_place_is_not_listed_as_unknown(reader: Reader) -> None:
    hidden = Filters(area_code=STOCKHOLM, year=2022, examples=False)
    subjects = not_known.of_municipality(reader, hidden).context["subjects"]
    assert "Insatser" not in subjects and "Rekvirerat och förbrukat 2022" not in subjects
    assert (
        "Rekvirerat och förbrukat 2021"
        in (not_known.of_municipality(reader, hidden.but(year=2021)).context["subjects"])
    )


def test_what_is_printed_of_the_country_is_the_ledger_s(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    rows = not_known.of_municipality(reader, Filters(area_code=SUNDSVALL, year=2022, examples=False)).rows
    text = plain(" | ".join(rows["printed_text"]))
    assert "2016: 178 kommuner av 216" in text and "2022: 288 kommuner" in text
    assert set(rows["locator"]) <= set(tables["published_figure"]["locator"])


@pytest.mark.parametrize(("code", "unknown"), [(STOCKHOLM, True), (SUNDSVALL, False)])
def test_what_is_not_known_after_a_claim_is_said(reader: Reader, code: str, unknown: bool) -> None:
    """Where a claim is printed and nothing more, the ladder ends in a silence and not in a nothing."""
    notes = municipality.ladder(reader, Filters(area_code=code, year=2022, examples=False)).notes
    assert ("Vad som förbrukades och betalades tillbaka är inte känt." in notes) is unknown


def test_a_heading_names_nobody_beside_invented_work(reader: Reader) -> None:
    shown = municipality.alike(reader, Filters(area_code=SUNDSVALL, year=2022, examples=True))
    headings = {column.name: column.label for column in shown.columns}
    assert "more" in headings and "Sundsvall" not in headings["more"]


@pytest.mark.parametrize("code", [SUNDSVALL, "2260"])
def test_no_sentence_tells_an_example(reader: Reader, code: str) -> None:
    shown = Filters(area_code=code, examples=True)
    for question in (
        municipality_work.activities,
        municipality_work.violence_areas,
        municipality_work.assessments,
    ):
        result = question(reader, shown)
        assert result.is_empty or result.sentence == "Påhittade exempelvärden visas."
