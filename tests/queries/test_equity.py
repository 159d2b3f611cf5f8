"""Evenness: the measures on examples worked by hand, and the answers against the dataset's own rows."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from dashboard.core.filters import Filters
from dashboard.core.result import Result
from dashboard.dataset.store import Reader
from dashboard.figures import lorenz as lorenz_figure
from dashboard.queries import equity


@pytest.mark.parametrize("count", [1, 2, 5, 290])
def test_gini_is_zero_when_all_have_the_same(count: int) -> None:
    people = np.arange(1, count + 1) * 100
    assert equity.gini(people * 7.0, people) == pytest.approx(0)


@pytest.mark.parametrize("count", [2, 4, 10])
def test_gini_is_all_but_one_share_when_one_has_it_all(count: int) -> None:
    amounts = [0.0] * (count - 1) + [500.0]
    assert equity.gini(amounts, [30] * count) == pytest.approx((count - 1) / count)


def test_gini_by_hand() -> None:
    # Two equal places with 1 and 3: the curve goes (0, 0) (1/2, 1/4) (1, 1); the area under it is 3/8, and 1 - 2 * 3/8 = 1/4.
    assert equity.gini([1, 3], [10, 10]) == pytest.approx(0.25)
    # A place of 30 persons with 10 kr and one of 10 persons with 30 kr: (0, 0) (3/4, 1/4) (1, 1); 1 - (3/16 + 5/16) = 1/2.
    assert equity.gini([10, 30], [30, 10]) == pytest.approx(0.5)


def test_gini_does_not_depend_on_order_or_on_the_unit_of_money() -> None:
    amounts, people = np.array([5.0, 1.0, 9.0, 2.0]), np.array([10, 20, 30, 40])
    assert equity.gini(amounts[::-1] * 100, people[::-1]) == pytest.approx(equity.gini(amounts, people))


def test_lorenz_runs_from_corner_to_corner_below_the_diagonal() -> None:
    x, y = equity.lorenz([4, 1, 5], [10, 10, 20])
    # Per person 0.4, 0.1 and 0.25: the second first, then the third, then the first.
    assert x.tolist() == pytest.approx([0, 0.25, 0.75, 1])
    assert y.tolist() == pytest.approx([0, 0.1, 0.6, 1])


def test_share_between_groups_by_hand() -> None:
    groups = pd.Series(["a", "a", "b", "b"])
    assert equity.shares_between(pd.Series([1.0, 1.0, 3.0, 3.0]), groups) == pytest.approx(1)
    assert equity.shares_between(pd.Series([1.0, 3.0, 1.0, 3.0]), groups) == pytest.approx(0)
    # Means 1 and 3, each value 1 from its mean: half between, half within.
    assert equity.shares_between(pd.Series([0.0, 2.0, 2.0, 4.0]), groups) == pytest.approx(0.5)
    assert equity.shares_between(pd.Series([2.0] * 4), groups) == 0


@pytest.mark.parametrize(
    ("population", "size"),
    [(1, 0), (10_000, 0), (10_001, 1), (20_000, 1), (30_000, 2), (30_001, 3), (100_000, 3), (100_001, 4)],
)
def test_a_boundary_belongs_to_the_class_below(population: int, size: int) -> None:
    assert equity.size_class(population) == size


def test_there_is_a_label_for_each_class() -> None:
    assert len(equity.size_labels()) == len(equity.CLASS_TOPS) + 1 == 5


POINTED = (2016, 2020, 2021)
QUESTIONS = (equity.by_size, equity.lorenz_curve, equity.within_counties, equity.between_counties)


def people_of(tables: dict[str, pd.DataFrame], year: int) -> pd.Series:
    """Inhabitants on 31 December of the year before, by municipality or county."""
    people = tables["population"]
    return people[people["year"] == year - 1].set_index("area_code")["population"]


def per_reading(tables: dict[str, pd.DataFrame], year: int) -> dict[str, pd.DataFrame]:
    """What each reading of the key gives every municipality that year, with its inhabitants: `amount`, `people`, `value`."""
    rows = tables["key_reading"].query("year == @year")
    rows = rows.assign(code=rows["recipient_id"].str.removeprefix("municipality-")).set_index("code")
    people = people_of(tables, year)
    return {
        str(reading): pd.DataFrame(
            {"amount": group["amount_sek"].astype(float), "people": group.index.map(people)},
            index=group.index,
        ).assign(value=lambda frame: frame["amount"] / frame["people"])
        for reading, group in rows.groupby("reading_id")
    }


def mean_difference(amounts: pd.DataFrame) -> float:
    """The Gini coefficient by its other definition: half the mean absolute difference, relative to the mean."""
    value, weight = amounts["value"].to_numpy(), amounts["people"].to_numpy(dtype=float)
    mean = amounts["amount"].sum() / weight.sum()
    difference = np.abs(value[:, None] - value[None, :]) * weight[:, None] * weight[None, :]
    return float(difference.sum() / (2 * mean * weight.sum() ** 2))


def in_two_decimals(low: float, high: float) -> str:
    ends = [f"{end:.2f}".replace(".", ",") for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} till {ends[1]}"


@pytest.mark.parametrize("year", POINTED)
def test_lorenz_holds_everyone_and_all_the_money(
    reader: Reader, tables: dict[str, pd.DataFrame], year: int
) -> None:
    result = equity.lorenz_curve(reader, Filters(year=year))
    by_reading = per_reading(tables, year)
    assert len(by_reading) == 2
    printed = by_reading["one_pot-30000"]
    assert len(result.rows) == len(printed) == 290
    assert result.rows["amount_sek"].sum() == printed["amount"].sum()
    assert result.rows["value"].tolist() == pytest.approx(printed["value"].sort_values().tolist())
    assert result.rows[["people_share", "amount_share"]].iloc[-1].tolist() == pytest.approx([100, 100])
    ginis = sorted(mean_difference(amounts) for amounts in by_reading.values())
    assert result.context["gini"] == in_two_decimals(*ginis)
    assert result.context["gini"] in result.sentence and result.context["half"] in result.sentence


@pytest.mark.parametrize("year", POINTED)
def test_a_municipality_has_the_ends_of_its_readings_per_inhabitant(
    reader: Reader, tables: dict[str, pd.DataFrame], year: int
) -> None:
    both = pd.concat([amounts["value"] for amounts in per_reading(tables, year).values()], axis=1)
    for question in (equity.lorenz_curve, equity.within_counties):
        rows = question(reader, Filters(year=year)).rows.set_index("code")
        assert rows["value_from"].sort_index().tolist() == pytest.approx(
            both.min(axis=1).sort_index().tolist()
        )
        assert rows["value_to"].sort_index().tolist() == pytest.approx(both.max(axis=1).sort_index().tolist())


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("asked", [Filters(), Filters(year=2022)])
def test_a_year_without_points_gives_way_and_the_card_says_which_it_shows_and_why(
    reader: Reader, question: Callable[[Reader, Filters], Result], asked: Filters
) -> None:
    result = question(reader, asked)
    assert "2021" in result.title and "2022" not in result.title + result.sentence
    assert any("2022" in note and "2021" in note for note in result.notes)
    assert result.rows["value" if "value" in result.rows else "median"].tolist() == pytest.approx(
        question(reader, Filters(year=2021)).rows["value" if "value" in result.rows else "median"].tolist()
    )


def test_the_years_have_no_gini_where_there_are_no_points(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    result = equity.gini_years(reader, Filters())
    assert tuple(result.rows["year"]) == POINTED
    assert any("2022" in note for note in result.notes)
    assert "jämnast" not in result.sentence
    for row in result.rows.itertuples():
        by_reading = per_reading(tables, row.year)
        ginis = sorted(mean_difference(amounts) for amounts in by_reading.values())
        assert row.gini_text == in_two_decimals(*ginis)
        assert (row.gini_from, row.gini_to) == pytest.approx((round(ginis[0], 2), round(ginis[1], 2)))
        medians = sorted(amounts["value"].median() for amounts in by_reading.values())
        assert (row.median_from, row.median_to) == pytest.approx((medians[0], medians[-1]))


@pytest.mark.parametrize("examples", [True, False])
@pytest.mark.parametrize("measure", ["received", "used", "repaid", "redistributed"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_not_known_of_everyone_is_not_told_of_the_country(
    reader: Reader, question: Callable[[Reader, Filters], Result], measure: str, examples: bool
) -> None:
    for year in (2016, 2022):
        result = question(reader, Filters(measure_id=measure, year=year, examples=examples))
        assert result.is_empty and not result.sentence
        assert any("av 290 kommuner" in note for note in result.notes)
        assert not result.has_examples


def test_a_known_zero_is_a_zero_and_silence_is_not(
    with_reports: Callable[[dict[str, int], int], Reader], tables: dict[str, pd.DataFrame]
) -> None:
    codes = tables["municipality"]["municipality_code"].tolist()
    amounts = {code: 1000 * (place % 4) for place, code in enumerate(codes)}
    result = equity.lorenz_curve(with_reports(amounts, 2020), Filters(year=2020, measure_id="received"))
    assert len(result.rows) == 290
    assert (result.rows["amount_sek"] == 0).sum() == sum(amount == 0 for amount in amounts.values())
    assert {status.value for status in result.statuses} == {"reported"}
    assert "till" not in result.context["gini"]


def test_one_silent_municipality_leaves_the_country_untold(
    with_reports: Callable[[dict[str, int], int], Reader], tables: dict[str, pd.DataFrame]
) -> None:
    codes = tables["municipality"]["municipality_code"].tolist()
    result = equity.lorenz_curve(
        with_reports(dict.fromkeys(codes[1:], 5000), 2020), Filters(year=2020, measure_id="received")
    )
    assert result.is_empty
    assert any("289 av 290 kommuner" in note for note in result.notes)


def test_size_classes_hold_every_municipality(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    rows = equity.by_size(reader, Filters(year=2021)).rows
    by_reading = per_reading(tables, 2021)
    printed = by_reading["one_pot-30000"]
    bins = pd.cut(printed["people"], [0, 10_000, 20_000, 30_000, 100_000, 10**8], labels=False)
    assert rows["n"].tolist() == bins.value_counts().sort_index().tolist()
    assert rows["median"].tolist() == pytest.approx(printed["value"].groupby(bins).median().tolist())
    assert rows["upper_quarter"].tolist() == pytest.approx(
        printed["value"].groupby(bins).quantile(0.75).tolist()
    )
    medians = pd.concat([a["value"].groupby(bins).median() for a in by_reading.values()], axis=1)
    assert rows["median_from"].tolist() == pytest.approx(medians.min(axis=1).tolist())
    assert rows["median_to"].tolist() == pytest.approx(medians.max(axis=1).tolist())
    # Most of those with 25 001 to 30 000 inhabitants lose the fixed amount by the other reading.
    assert rows.loc[2, "median_from"] < 0.7 * rows.loc[2, "median_to"]


def test_money_says_that_the_violence_area_does_not_matter(reader: Reader) -> None:
    result = equity.by_size(reader, Filters(violence_area_id="honour"))
    assert any("våldsområden" in note for note in result.notes)
    assert result.rows["median"].tolist() == equity.by_size(reader, Filters()).rows["median"].tolist()


def test_spread_within_counties(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    value = per_reading(tables, 2021)["one_pot-30000"]["value"]
    strips = equity.within_counties(reader, Filters(year=2021)).rows
    assert sorted(strips["value"]) == pytest.approx(sorted(value))
    rows = equity.between_counties(reader, Filters(year=2021)).rows
    by_county = value.groupby(value.index.str[:2])
    assert rows["county_code"].tolist() == sorted(rows["county_code"])
    assert rows["median"].tolist() == pytest.approx(by_county.median().sort_index().tolist())


def test_a_measure_that_is_no_amount_gives_way(reader: Reader) -> None:
    result = equity.lorenz_curve(reader, Filters(measure_id="quality"))
    assert any("inget belopp" in n for n in result.notes)
    assert not result.is_empty


def test_the_curve_ends_in_the_corner(reader: Reader) -> None:
    figure = lorenz_figure.curve(equity.lorenz_curve(reader, Filters()))
    line = figure.data[1]
    assert (line.x[0], line.y[0]) == (0, 0)
    assert (line.x[-1], line.y[-1]) == pytest.approx((100, 100))
