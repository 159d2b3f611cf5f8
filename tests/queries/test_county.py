"""One county: every answer worked out again from the tables, and its sentence at the edges."""

import pandas as pd
import pytest
from dataset_years import YEARS
from office import plain

from dashboard.core.codes import swedish_order
from dashboard.core.estimates import rounded
from dashboard.core.filters import Filters
from dashboard.core.numbers import kronor
from dashboard.dataset.store import Reader
from dashboard.exports.tables import readable
from dashboard.queries import (
    counties,
    county,
    county_actors,
    county_boards,
    county_work,
    estimates,
    ladders,
    pairs,
    white_spots,
)
from dashboard.queries.estimates import region_digits

CODES = ("01", "09", "14", "24")


@pytest.fixture(scope="module")
def allocation(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Development grants with the recipient's kind, name and area."""
    rows = tables["allocation"].query("stream == 'development'")
    recipients = tables["recipient"].rename(columns={"status": "recipient_status"})
    rows = rows.merge(recipients, on="recipient_id")
    return rows.assign(county=rows["area_code"].str[:2])


@pytest.fixture(scope="module")
def activity(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Activities of municipalities in 2016, with place and the violence area they count to."""
    kinds = tables["recipient"].query("kind == 'municipality'")[["recipient_id", "area_code"]]
    rows = tables["activity"].query("year == 2016").merge(kinds, on="recipient_id")
    return rows.assign(area=rows["violence_area_id"].fillna("intimate_partner"))


def people(tables: dict[str, pd.DataFrame], year: int) -> pd.Series:
    return tables["population"].query("year == @year").set_index("area_code")["population"]


@pytest.mark.parametrize(("area", "code"), [("00", "01"), ("24", "24"), ("2482", "24"), ("0980", "09")])
def test_the_county_is_the_chosen_one_that_of_the_municipality_or_the_default(area: str, code: str) -> None:
    assert counties.code_of(Filters(area_code=area)) == code


def test_all_counties_can_be_chosen(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    rows = counties.choices(reader, Filters()).rows
    assert rows["code"].tolist() == sorted(tables["county"]["county_code"])
    sizes = tables["municipality"].groupby("county_code").size()
    assert rows.set_index("code")["municipalities"].to_dict() == sizes.to_dict()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("year", YEARS)
def test_the_ladder_adds_up_the_municipalities(
    reader: Reader, tables: dict[str, pd.DataFrame], allocation: pd.DataFrame, code: str, year: int
) -> None:
    rows = county.ladder(reader, Filters(area_code=code, year=year, examples=True)).rows.set_index("measure")
    own = allocation.query("kind == 'municipality' and year == @year and county == @code")
    steps = own[own["measure"] != "available"]
    if {"published", "synthetic"} <= set(steps["status"]):
        # A sum of known and invented amounts is left out.
        own = own[own["measure"] == "available"]
    assert rows["recipients"].to_dict() == own.groupby("measure").size().to_dict()
    sums = own.groupby("measure")["amount_sek"].sum().astype(float)
    inhabitants = people(tables, year - 1)
    ends = estimates.of_counties(reader).set_index(["code", "year"]).loc[(code, year)]
    assert rows.at["available", "amount_low_sek"] == ends["amount_low_sek"]
    assert rows.at["available", "per_inhabitant_high"] == pytest.approx(
        ends["amount_high_sek"] / inhabitants[code]
    )
    # 2022 has no point: the readings divide different sums.
    assert rows["amount_sek"].dropna().to_dict() == sums.drop("available" if year == 2022 else []).to_dict()
    everyone = allocation.query("kind == 'municipality' and year == @year and measure == 'available'")
    assert rows.at["available", "country_per_inhabitant_sek"] == pytest.approx(
        everyone["amount_sek"].sum() / inhabitants["00"]
    )
    # A sum with any example data in it is example data.
    for measure, part in own.groupby("measure"):
        assert rows.at[measure, "status"] == (
            "synthetic" if (part["status"] == "synthetic").any() else "modelled"
        )


def test_the_ladder_names_a_single_municipality_as_such(reader: Reader) -> None:
    assert "länets enda kommun" in county.ladder(reader, Filters(area_code="09", examples=True)).sentence
    assert "länets 15 kommuner" in county.ladder(reader, Filters(area_code="24", examples=True)).sentence


def test_the_ladder_without_example_data_keeps_what_is_computed(
    reader: Reader, allocation: pd.DataFrame
) -> None:
    result = county.ladder(reader, Filters(area_code="01", year=2022, examples=False))
    # Stockholm's requisition is printed; that of the other 25 is not, so there is no sum of the county.
    assert result.rows["measure"].tolist() == ["available"]
    assert not result.has_examples
    notes = plain(" ".join(result.notes))
    assert "rekvirerat: Stockholm 9 133 495 kr" in notes and "mycket osäkra" in notes
    assert "Känt" not in result.sentence
    (printed,) = allocation.query(
        "county == '01' and year == 2022 and measure == 'received' and kind == 'municipality'"
    ).query("status == 'published'")["source_id"]
    assert printed in [p.source_id for p in result.provenance]


@pytest.mark.parametrize("examples", [True, False])
@pytest.mark.parametrize("year", YEARS)
def test_a_sentence_about_money_tells_nothing_that_is_invented(
    reader: Reader, allocation: pd.DataFrame, year: int, examples: bool
) -> None:
    for code in CODES:
        filters = Filters(area_code=code, year=year, examples=examples)
        for question in (county.ladder, county.municipalities, county.comparison, county.region_ladder):
            result = question(reader, filters)
            assert "rekvirerade" not in result.sentence or "känt" in result.sentence
            own = allocation.query("year == @year and county == @code and status == 'synthetic'")
            invented = {kronor(v) for v in own["amount_sek"] if v} - {
                kronor(v) for v in allocation.query("status != 'synthetic'")["amount_sek"]
            }
            assert not [amount for amount in invented if amount in result.sentence]


@pytest.mark.parametrize("year", YEARS)
def test_what_is_unspent_is_not_called_repaid(reader: Reader, year: int) -> None:
    for code in CODES:
        filters = Filters(area_code=code, year=year, examples=True)
        for question in (county.ladder, county.region_ladder, county_actors.region_years):
            rows = question(reader, filters).rows.query("measure == 'repaid'")
            # Beside the two regions' printed claims of 2022 nothing is invented.
            assert set(rows["label"]) == {"Ej förbrukat"} or (rows.empty and year == 2022)
        labels = [c.label for c in county.municipalities(reader, filters).columns]
        assert "Ej förbrukat" in labels and "Återbetalt" not in labels
    assert ladders.label_of("repaid", {"published"}) == "Återbetalt"
    assert ladders.label_of("repaid", {"reported", "synthetic"}) == "Ej förbrukat eller återbetalt"


@pytest.mark.parametrize("examples", [True, False])
@pytest.mark.parametrize("year", YEARS)
def test_the_comparison_has_every_county_and_marks_the_own(
    reader: Reader, tables: dict[str, pd.DataFrame], year: int, examples: bool
) -> None:
    result = county.comparison(reader, Filters(area_code="2482", year=year, examples=examples))
    assert result.rows["code"].tolist() == sorted(tables["county"]["county_code"])
    assert result.rows.loc[result.rows["is_own"], "name"].tolist() == ["Västerbottens län"]
    ends = estimates.of_counties(reader).query("year == @year").set_index("code")
    inhabitants = people(tables, year - 1)
    for row in result.rows.itertuples():
        assert row.low == pytest.approx(ends.at[row.code, "amount_low_sek"] / inhabitants[row.code])
        assert row.high == pytest.approx(ends.at[row.code, "amount_high_sek"] / inhabitants[row.code])
        assert pd.isna(row.value) == (year == 2022)
    assert not result.has_examples and "plats" not in result.sentence and "edianen" not in result.sentence


@pytest.mark.parametrize("year", YEARS)
def test_the_country_beside_is_the_printed_sum(
    reader: Reader, tables: dict[str, pd.DataFrame], year: int
) -> None:
    printed = {2016: 50_000_000, 2020: 75_000_000, 2021: 75_000_000, 2022: 144_750_000}[year]
    result = county.comparison(reader, Filters(area_code="22", year=year, examples=False))
    assert result.context["country"] == pytest.approx(printed / people(tables, year - 1)["00"])


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(6.0, 7.0, "mer än rikets"), (3.0, 4.0, "mindre än rikets"), (4.0, 6.0, "ligger inom spannet")],
)
def test_a_county_is_more_or_less_than_the_country_only_in_every_reading(
    low: float, high: float, said: str
) -> None:
    own = pd.Series({"name": "X län", "value": low, "low": low, "high": high})
    assert said in county._comparison_sentence(own, 5.0)


@pytest.mark.parametrize("year", YEARS)
def test_the_regions_amounts(reader: Reader, allocation: pd.DataFrame, year: int) -> None:
    rows = county.region_ladder(reader, Filters(area_code="09", year=year, examples=True)).rows
    own = allocation.query("kind == 'region' and year == @year and area_code == '09'")
    expected = own.set_index("measure")["amount_sek"].astype(float).to_dict()
    expected["available"] = rounded(expected["available"], region_digits(reader, year))
    assert rows.set_index("measure")["amount_sek"].to_dict() == expected
    assert rows.set_index("measure")["status"].to_dict() == own.set_index("measure")["status"].to_dict()


@pytest.mark.parametrize("code", CODES)
def test_the_municipalities_side_by_side(
    reader: Reader,
    tables: dict[str, pd.DataFrame],
    allocation: pd.DataFrame,
    activity: pd.DataFrame,
    code: str,
) -> None:
    filters = Filters(area_code=code, year=2016, examples=True)
    result = county.municipalities(reader, filters)
    rows = result.rows.set_index("code")
    assert set(rows.index) == set(tables["municipality"].query("county_code == @code")["municipality_code"])
    own = allocation.query("kind == 'municipality' and year == 2016 and county == @code")
    for measure in ("available", "received", "used", "repaid"):
        wanted = own.query("measure == @measure").set_index("area_code")["amount_sek"]
        assert rows[measure].dropna().sort_index().to_dict() == wanted.sort_index().to_dict()
    counted = activity.loc[activity["area_code"].str[:2] == code].groupby("area_code").size()
    assert rows["activities"].dropna().to_dict() == counted.to_dict()
    spots = white_spots.counts(reader, filters, code).set_index("code")["white"]
    assert rows["white_spots"].dropna().to_dict() == spots.dropna().to_dict()
    assert rows["population"].to_dict() == people(tables, 2015)[rows.index].to_dict()
    given = own.query("measure == 'available'").set_index("area_code")
    assert rows["low"].to_dict() == given["amount_low_sek"].to_dict()


@pytest.mark.parametrize("examples", [True, False])
def test_the_municipalities_of_2022_have_neither_point_nor_rank(reader: Reader, examples: bool) -> None:
    result = county.municipalities(reader, Filters(area_code="22", year=2022, examples=examples))
    assert result.rows[["available", "per_inhabitant_sek"]].isna().all(axis=None)
    shown = readable(result)
    assert shown["Tilldelat"].str.startswith("mellan ").all()
    assert "Tilldelat per invånare" not in shown
    assert shown["Kommun"].tolist() == sorted(shown["Kommun"], key=swedish_order)
    assert result.doubt in result.notes and "mycket osäkra" in result.doubt


def test_the_municipalities_without_example_data(reader: Reader) -> None:
    result = county.municipalities(reader, Filters(area_code="24", year=2022, examples=False))
    # Bjurholm's amount of 2022 is printed.
    assert result.rows.dropna(subset=["received"])["name"].tolist() == ["Bjurholm"]
    assert not result.has_examples
    shown = {c.name for c in result.columns}
    assert "received" in shown and not {"used", "repaid", "activities", "white_spots"} & shown
    assert "är känt om 1 av 15 kommuner" in result.sentence


@pytest.mark.parametrize("code", CODES)
def test_shares_per_violence_area(reader: Reader, activity: pd.DataFrame, code: str) -> None:
    rows = county_work.violence_areas(reader, Filters(area_code=code, examples=True)).rows.set_index("area")
    inside = activity[activity["area_code"].str[:2] == code]
    for area in ("intimate_partner", "honour", "prostitution_trafficking"):
        active = inside.loc[inside["area"] == area, "area_code"].nunique()
        assert rows.at[area, "county_count"] == active
        assert rows.at[area, "county_share"] == pytest.approx(100 * active / inside["area_code"].nunique())
        assert rows.at[area, "country_share"] == pytest.approx(
            100
            * activity.loc[activity["area"] == area, "area_code"].nunique()
            / activity["area_code"].nunique()
        )
        assert bool(rows.at[area, "nobody"]) == (active == 0)


def area_rows(counts: list[int], base: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": ["Ett", "Två"],
            "county_count": counts,
            "county_base": base,
            "county_share": [100 * c / base if base else None for c in counts],
            "country_share": [50.0, 40.0],
            "status": "reported",
        }
    )


@pytest.mark.parametrize(
    ("counts", "base", "sentence"),
    [
        (
            [4, 0],
            4,
            "Redovisningen för 2016 är känd för 4 kommuner i X län. Ingen av dem har någon insats inom två.",
        ),
        (
            [0, 0],
            4,
            "Redovisningen för 2016 är känd för 4 kommuner i X län. Ingen av dem har någon insats inom ett eller två.",
        ),
        (
            [1, 0],
            1,
            "Redovisningen för 2016 är känd för 1 kommun i X län. Den har ingen insats inom två.",
        ),
        (
            [4, 1],
            4,
            "Redovisningen för 2016 är känd för 4 kommuner i X län. Insatser inom två har 25 %, mot 40 % i riket.",
        ),
    ],
)
def test_the_sentence_about_areas_at_its_edges(counts: list[int], base: int, sentence: str) -> None:
    assert county_work._areas_sentence(area_rows(counts, base), "X län").replace("\u00a0", " ") == sentence


def test_sexual_violence_is_in_training_only(reader: Reader) -> None:
    filters = Filters(area_code="14", violence_area_id="sexual_violence", examples=True)
    assert county_work.violence_areas(reader, filters).is_empty
    assert county_work.training(reader, filters).rows["area"].tolist() == ["sexual_violence"]


@pytest.mark.parametrize("code", CODES)
def test_the_organisations_title_says_their_years(reader: Reader, code: str) -> None:
    result = county_actors.ngos(reader, Filters(area_code=code))
    years = sorted(set(result.rows["year"]))
    assert all(str(year) in result.title for year in {*years[:1], *years[-1:]})
    assert result.title == result.title.strip()


def test_training_says_who_answered(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    result = county_work.training(reader, Filters(area_code="14", examples=True))
    kinds = tables["recipient"].query("kind == 'municipality'")[["recipient_id", "area_code"]]
    answers = (
        tables["self_assessment"].query("question_id == 'staff_training'").merge(kinds, on="recipient_id")
    )
    answers = answers[(answers["answer"] != "dont_know") & (answers["area_code"].str[:2] == "14")]
    rows = result.rows.set_index("area")
    assert rows["county_base"].to_dict() == answers.groupby("violence_area_id").size().to_dict()
    assert (
        rows["county_count"].to_dict()
        == answers[answers["answer"] != "none"].groupby("violence_area_id").size().to_dict()
    )
    # What is made up is not told; the card says that it is an example.
    assert result.sentence == "Påhittade exempelvärden visas."


def test_kinds_of_work_against_the_country(
    reader: Reader, tables: dict[str, pd.DataFrame], activity: pd.DataFrame
) -> None:
    rows = county_work.kinds_of_work(reader, Filters(area_code="24", examples=True)).rows
    headed = activity.merge(tables["activity_type"][["activity_type_id", "development_area_id"]]).merge(
        tables["development_area"]
    )
    inside = headed[headed["area_code"].str[:2] == "24"]
    wanted = inside.groupby("name_sv")["area_code"].nunique()
    assert rows[rows["county_count"] > 0].set_index("label")["county_count"].to_dict() == wanted.to_dict()
    assert set(rows["label"]) == set(headed["name_sv"])
    assert rows["difference"].is_monotonic_increasing


@pytest.mark.parametrize("code", [*CODES, "25", "12"])
def test_pairs_are_alike_in_size_and_differ_in_work(
    reader: Reader, tables: dict[str, pd.DataFrame], activity: pd.DataFrame, code: str
) -> None:
    rows = pairs.of_county(reader, Filters(area_code=code, examples=True)).rows
    done = activity.groupby("area_code")["activity_type_id"].agg(set)
    inhabitants = people(tables, 2016)
    assert 1 <= len(rows) <= pairs.PAIRS
    for row in rows.itertuples():
        assert row.code[:2] == code
        assert bool(row.inside) == (row.other_code[:2] == code)
        sizes = inhabitants[[row.code, row.other_code]]
        assert sizes.max() <= 1.3 * sizes.min()
        assert row.complementary == len(done[row.code] ^ done[row.other_code])
        assert done[row.code] - done[row.other_code] and done[row.other_code] - done[row.code]
    for _inside, part in rows.groupby("inside"):
        assert part["complementary"].is_monotonic_decreasing


def test_the_best_pair_of_a_large_county_is_among_all_its_pairs(
    reader: Reader, tables: dict[str, pd.DataFrame], activity: pd.DataFrame
) -> None:
    done = activity.groupby("area_code")["activity_type_id"].agg(set)
    inhabitants = people(tables, 2016)
    inside = [c for c in done.index if c[:2] == "14"]
    found = sorted(
        (
            len(done[a] ^ done[b])
            for a in inside
            for b in inside
            if a < b
            and inhabitants[[a, b]].max() <= 1.3 * inhabitants[[a, b]].min()
            and done[a] - done[b]
            and done[b] - done[a]
        ),
        reverse=True,
    )
    rows = pairs.of_county(reader, Filters(area_code="14", examples=True)).rows
    assert rows["complementary"].tolist() == found[:10]
    assert rows["inside"].all()


def test_a_county_of_one_municipality_looks_across_its_border(reader: Reader) -> None:
    result = pairs.of_county(reader, Filters(area_code="09", examples=True))
    assert not result.rows["inside"].any()
    reported = result.rows.assign(status="reported")
    assert "Alla par går över länsgränsen" in pairs._pairs_sentence(reported, "Gotlands län")


def test_pairs_need_example_data(reader: Reader) -> None:
    result = pairs.of_county(reader, Filters(area_code="14", examples=False))
    assert result.is_empty
    assert "inte känt" in result.notes[0]


def test_the_boards_printed_projects(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    ledger = tables["published_figure"]
    slugs = {
        "01": "stockholm",
        "14": "vastra-gotaland",
        "17": "varmland",
        "06": "jonkoping",
        "19": "vastmanland",
    }
    for code in tables["county"]["county_code"]:
        result = county_actors.board_projects(reader, Filters(area_code=code, examples=True))
        mine = f"sos-2017.county-boards.{slugs.get(code, 'none')}."
        assert result.rows["figure_id"].tolist() == sorted(
            i for i in ledger["figure_id"] if i.startswith(mine)
        )
        assert result.is_empty == (code not in slugs)
        assert bool(result.notes) or not result.is_empty


def test_stimulus_funds_are_never_shown_as_the_countys_own(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    result = county_actors.board_funds(reader, Filters(area_code="24", examples=True))
    assert result.rows["label"].str.contains("tillsammans").all()
    ledger = tables["published_figure"].set_index("figure_id")["value"]
    total = sum(ledger[f"vardanalys-2023.t4.lansstyrelserna.stimulus.{y}"] for y in (2020, 2021))
    assert kronor(total) in result.sentence
    assert "framgår inte" in result.sentence


def test_examples_of_2011_to_2014(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    for code in tables["county"]["county_code"]:
        result = county_actors.board_examples(reader, Filters(area_code=code, examples=True))
        wanted = tables["example"].query("county_code == @code")
        assert sorted(result.rows["example_sv"]) == sorted(wanted["example_sv"])
        assert result.is_empty == wanted.empty
        assert bool(result.sentence) != result.is_empty


def test_an_example_of_several_counties_is_counted_once(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    wanted = tables["example"].query("source_id == 'lansstyrelserna-2015'")["example_sv"].nunique()
    assert f"{wanted} exempel" in county_boards.examples(reader, Filters()).sentence


def test_the_region_year_by_year(reader: Reader, allocation: pd.DataFrame) -> None:
    result = county_actors.region_years(reader, Filters(area_code="01", examples=True))
    own = allocation.query("kind == 'region' and area_code == '01'")
    known, expected = (
        rows[rows["measure"] != "available"]["amount_sek"].sum() for rows in (result.rows, own)
    )
    assert known == expected
    assert len(result.rows) == len(own)
    printed = county_actors.region_years(reader, Filters(area_code="01", examples=False)).rows
    assert "synthetic" not in set(printed["status"])
    assert printed.query("measure == 'received'")["year"].tolist() == [2022]


def test_organisations_of_the_county(reader: Reader, allocation: pd.DataFrame) -> None:
    for code in CODES:
        result = county_actors.ngos(reader, Filters(area_code=code, examples=True))
        own = allocation.query("kind == 'ngo' and measure == 'received' and county == @code")
        assert sorted(result.rows["amount_sek"]) == sorted(own["amount_sek"])
        assert (result.rows["status"] == "published").sum() == (own["recipient_status"] == "published").sum()


def ngo_rows(*names: str) -> pd.DataFrame:
    return pd.DataFrame(
        {"name": list(names), "status": "published", "amount_sek": 100_000},
        columns=["name", "status", "amount_sek"],
    )


@pytest.mark.parametrize(
    ("names", "beginning"),
    [
        ((), "Ingen organisation med känd ort i X län fick medel 2020–2022."),
        (("A", "A"), "En organisation med känd ort i X län fick medel 2020–2022, tillsammans 200 000 kr."),
        (("A", "B"), "2 organisationer med känd ort i X län fick medel 2020–2022, tillsammans 200 000 kr."),
    ],
)
def test_the_sentence_about_organisations(names: tuple[str, ...], beginning: str) -> None:
    sentence = county_actors._ngos_sentence(ngo_rows(*names), "X län")
    assert sentence.replace("\u00a0", " ") == beginning


@pytest.mark.parametrize(
    "question", [county.ladder, county.municipalities, county_actors.region_years, county_actors.ngos]
)
def test_money_is_the_same_in_every_violence_area(reader: Reader, question: object) -> None:
    plain = question(reader, Filters(area_code="12", examples=True))  # type: ignore[operator]
    chosen = question(reader, Filters(area_code="12", violence_area_id="honour", examples=True))  # type: ignore[operator]
    assert chosen.rows.equals(plain.rows)
    assert any("våldsområden" in note for note in chosen.notes)
