"""Amounts by the allocation key are told as estimates: with their interval, without a point where there is none, and never as deeds."""

import re
from collections.abc import Callable

import pandas as pd
import pytest

from dashboard import queries
from dashboard.core.filters import Filters
from dashboard.core.result import Result
from dashboard.core.story import Step
from dashboard.dataset.store import Reader
from dashboard.exports.tables import for_export, readable
from dashboard.figures import choropleth, columns
from dashboard.figures.describe import text_alternative
from dashboard.queries import allocation_key, areas, estimates, recipients

GEOMETRY = {"municipality": "m", "county": "c"}
LEVELS = ("municipality", "county")
DENOMINATORS = ("total", "per_inhabitant")
POINTED = (2016, 2020, 2021)


def by_reading(tables: dict[str, pd.DataFrame], year: int, level: str, denominator: str) -> pd.DataFrame:
    """What each reading gives each place, a column per reading: sums by county, divided by those who lived there the year before."""
    rows = tables["key_reading"].query("year == @year")
    code = rows["recipient_id"].str.removeprefix("municipality-")
    place = code if level == "municipality" else code.str[:2]
    wide = rows.assign(place=place).pivot_table(
        index="place", columns="reading_id", values="amount_sek", aggfunc="sum"
    )
    if denominator == "total":
        return wide
    people = tables["population"].query("year == @year - 1").set_index("area_code")["population"]
    return wide.div(people.reindex(wide.index), axis=0)


@pytest.mark.parametrize("denominator", DENOMINATORS)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("year", (*POINTED, 2022))
def test_the_ends_of_a_place_are_those_of_the_readings(
    reader: Reader, tables: dict[str, pd.DataFrame], year: int, level: str, denominator: str
) -> None:
    rows = areas.values(reader, Filters(year=year, level=level, denominator=denominator)).rows.set_index(
        "code"
    )
    wanted = by_reading(tables, year, level, denominator)
    assert set(rows.index) == set(wanted.index)
    assert rows["low"].sort_index().tolist() == pytest.approx(wanted.min(axis=1).tolist())
    assert rows["high"].sort_index().tolist() == pytest.approx(wanted.max(axis=1).tolist())
    if year == 2022:
        assert rows["value"].isna().all() and set(rows["presence"]) == {"between"}
    else:
        assert rows["value"].sort_index().tolist() == pytest.approx(wanted["one_pot-30000"].tolist())


def plain(text: str) -> str:
    """The text with every kind of space alike."""
    return re.sub(r"\s", " ", text)


def numbers_in(text: str) -> list[str]:
    return re.findall(r"[0-9][0-9\u00a0]*(?:,[0-9]+)?", text)


@pytest.mark.parametrize("denominator", DENOMINATORS)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("area", ["00", "22", "0980"])
def test_where_there_is_no_point_nothing_ranks_and_no_single_amount_is_told(
    reader: Reader, level: str, denominator: str, area: str
) -> None:
    result = areas.values(reader, Filters(year=2022, level=level, denominator=denominator, area_code=area))
    shown = readable(result)
    assert "Plats" not in shown and "Plats" not in for_export(result)
    values = shown.iloc[:, [c.name for c in result.columns if c.on_screen].index("value")]
    assert values.str.fullmatch(r"mellan [0-9\u00a0,]+ och [0-9\u00a0,]+ kr").all()
    assert (shown["Tecken"] == "beräknat, mycket osäkert").all()
    assert (for_export(result)["Tecken"] == "beräknat, mycket osäkert").all()
    assert [mark.word for mark in result.signs] == ["beräknat", "mycket osäkert"]
    assert "mycket osäkert" in text_alternative(result)
    for word in ("högst", "lägst", "mest", "minst", "edian", "Gini"):
        assert word not in result.sentence
    if len(result.rows) > 1:
        # The year is the only number that is told of all of them.
        assert set(numbers_in(result.sentence)) == {"2022"}
    if level == "municipality":
        names = result.rows["name"].tolist()
        assert (
            names
            == reader.rows(
                "SELECT name FROM municipality WHERE $area = '00' OR municipality_code[1:2] = $area[1:2] ORDER BY name COLLATE sv",
                {"area": area},
            )["name"].tolist()
        )


def test_the_file_has_both_ends_and_no_point(reader: Reader) -> None:
    frame = for_export(areas.values(reader, Filters(year=2022)))
    heading = "Tilldelat enligt nyckeln, kr"
    assert frame[heading].isna().all()
    assert (frame[f"{heading}, spann från"] < frame[f"{heading}, spann till"]).all()


@pytest.mark.parametrize("level", LEVELS)
def test_a_map_without_points_has_no_scale_and_a_sign_of_its_own(reader: Reader, level: str) -> None:
    figure = choropleth.draw(areas.values(reader, Filters(year=2022, level=level)), GEOMETRY)
    assert "classes" not in [trace.name for trace in figure.data]
    (fill,) = [trace for trace in figure.data if trace.name == "between"]
    assert len(fill.locations) == (290 if level == "municipality" else 21)
    assert all(text.startswith("mellan ") for text in fill.customdata)
    assert "mycket osäkert" in choropleth.key_to_signs(areas.values(reader, Filters(year=2022, level=level)))
    signs = {trace.marker.symbol for trace in figure.data if trace.type == "scattergeo"}
    assert signs == {"diamond-open"}


def test_a_map_of_estimates_tells_each_with_its_interval(reader: Reader) -> None:
    result = areas.values(reader, Filters(year=2021))
    figure = choropleth.draw(result, GEOMETRY)
    (classes,) = [trace for trace in figure.data if trace.name == "classes"]
    written = dict(zip(classes.locations, classes.customdata, strict=True))
    listed = dict(zip(result.rows["code"], readable(result)["Tilldelat enligt nyckeln, kr"], strict=True))
    assert written == listed
    assert all(text.startswith("omkring ") for text in written.values())
    tall = columns.draw(result, GEOMETRY).layers[1].data
    assert all("omkring" in point["n"] for point in tall)


@pytest.mark.parametrize("language_words", [("sv", "nyckelns räkning")])
@pytest.mark.parametrize("year", (*POINTED, 2022))
@pytest.mark.parametrize("level", LEVELS)
def test_a_map_of_the_key_says_that_it_is_no_deed(
    reader: Reader, year: int, level: str, language_words: tuple[str, str]
) -> None:
    assert language_words[1] in areas.values(reader, Filters(year=year, level=level)).sentence


def test_the_map_opens_on_the_last_year_that_has_a_point_and_goes_where_it_is_sent(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    available = tables["allocation"].query("measure == 'available' and has_point == True")
    last = available["year"].max()
    asked = queries.answer(reader, Step("area_values", Filters()))
    assert str(last) in asked.title and asked.asked is not None and asked.asked.filters.year == last
    assert "2022" in queries.answer(reader, Step("area_values", Filters(year=2022))).title
    # What is printed, and what has no interval, opens on the last year.
    for filters in (Filters(recipient_kind="region"), Filters(measure_id="received")):
        assert "2022" in queries.answer(reader, Step("area_values", filters)).title


def claims(result: Result) -> list[str]:
    return [note for note in result.notes if note.startswith("Kända belopp")]


def test_no_printed_amount_lies_outside_its_interval(reader: Reader) -> None:
    assert estimates.outside(reader).empty
    assert not claims(areas.values(reader, Filters(year=2022)))


def test_a_known_amount_outside_its_interval_is_named_where_the_interval_stands(
    with_reports: Callable[[dict[str, int], int], Reader],
) -> None:
    # Umeå and Vännäs far above what any reading gives; Bjurholm within.
    made = with_reports({"2480": 9_000_000, "2460": 1_000_000, "2403": 150_000}, 2022)
    rows = estimates.outside(made)
    assert rows[["code", "year", "amount_sek"]].values.tolist() == [
        ["2480", 2022, 9_000_000],
        ["2460", 2022, 1_000_000],
    ]
    (note,) = claims(areas.values(made, Filters(year=2022)))
    assert "Umeå rekvirerade 9 000 000 kr" in plain(note) and "Vännäs" in note and "mellan" in note
    assert "Bjurholm" not in note
    assert not claims(areas.values(made, Filters(year=2021)))
    assert not claims(areas.values(made, Filters(year=2022, area_code="22")))


@pytest.mark.parametrize(
    ("amount", "is_outside"), [("low", False), ("high", False), ("under", True), ("over", True)]
)
def test_the_ends_belong_to_the_interval(
    with_reports: Callable[[dict[str, int], int], Reader],
    tables: dict[str, pd.DataFrame],
    amount: str,
    is_outside: bool,
) -> None:
    own = tables["key_reading"].query("year == 2021 and recipient_id == 'municipality-0125'")["amount_sek"]
    given = {"low": own.min(), "high": own.max(), "under": own.min() - 1, "over": own.max() + 1}[amount]
    assert len(estimates.outside(with_reports({"0125": int(given)}, 2021))) == is_outside


def test_a_worked_out_amount_says_how_it_was_made(reader: Reader) -> None:
    of_municipalities = areas.values(reader, Filters(year=2021))
    assert "100 000 kr" in of_municipalities.signs[0].meaning
    assert "omgångar" in of_municipalities.signs[0].meaning
    of_regions = areas.values(reader, Filters(year=2021, recipient_kind="region"))
    for result in (of_regions, recipients.regions(reader, Filters(year=2021))):
        assert "en miljon kronor till varje region" in result.signs[0].meaning


def test_the_readings_stand_beside_every_known_amount(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    result = allocation_key.key_predictions(reader, Filters())
    shown = readable(result)
    compared = tables["key_comparison"]
    municipal = compared[compared["recipient_id"].str.startswith("municipality-")]
    assert len(shown) == 1 + len(municipal[["limit_persons", "rounds"]].drop_duplicates())
    nearest = shown[
        (shown["Hur årets pengar delades"] == "bara den första omgången")
        & (shown["Gräns för grundbelopp, invånare"] == "25\u00a0000")
    ].iloc[0]
    assert plain(nearest["Bjurholm 2022"]) == "112 969 kr (+0,04 %)"
    assert plain(nearest["Stockholm 2017"]) == "2 939 268 kr (+0,56 %)"
    assert plain(nearest["Luleå 2022, förslag"]) == "427 070 kr (+17,06 %)"
    assert "Luleå 2022: 364 825 kr ligger utanför spannet" in plain(result.sentence)
    raw = for_export(result)
    assert {"Bjurholm 2022, kr", "Bjurholm 2022, avvikelse"} <= set(raw)


def test_the_regional_key_stands_beside_what_is_printed(reader: Reader) -> None:
    rows = allocation_key.key_regions(reader, Filters()).rows.set_index("name")
    assert rows["known_sek"].to_dict() == {"Region Gotland": 1_055_454, "Region Stockholm": 3_194_743}
    assert rows["difference_sek"].to_dict() == {"Region Gotland": -11, "Region Stockholm": 349}


def test_the_argument_against_names_what_no_reading_fits(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    rows = allocation_key.key_arguments(reader, Filters()).rows
    assert set(rows["side"]) == {"för", "emot"}
    compared = tables["key_comparison"]
    (about_lulea,) = [text for text in rows["text"] if "Luleå" in text]
    lulea = compared.query("recipient_id == 'municipality-2580' and limit_persons == 25000").set_index(
        "rounds"
    )["by_key_sek"]
    rounds = (lulea["first_round"], lulea["two_rounds"] - lulea["first_round"])
    for amount in (*rounds, compared.query("is_proposed")["known_sek"].iloc[0]):
        assert f"{amount:,}".replace(",", " ") in plain(about_lulea)


def test_municipalities_with_the_same_amount_per_inhabitant_share_a_place(reader: Reader) -> None:
    filters = Filters(
        year=2021, area_code="22", level="municipality", measure_id="available", denominator="per_inhabitant"
    )
    ranks = areas.values(reader, filters).rows.set_index("name")["rank"]
    # Both are over the limit, so that the key gives them the same for every inhabitant.
    assert ranks["Sundsvall"] == ranks["Örnsköldsvik"] == 6
    assert ranks.drop(["Sundsvall", "Örnsköldsvik"]).tolist() == [1, 2, 3, 4, 5]
