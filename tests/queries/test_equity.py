"""Evenness: the measures on examples worked by hand, and the answers against the dataset's own rows."""

import numpy as np
import pandas as pd
import pytest

from dashboard.core.filters import Filters
from dashboard.core.measures import YEARS
from dashboard.core.status import Status
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


def amounts_of(tables: dict[str, pd.DataFrame], year: int, measure: str) -> pd.DataFrame:
    """Amount and inhabitants of every municipality, from the tables; no row where there is no amount."""
    money = tables["allocation"].merge(
        tables["recipient"][["recipient_id", "kind", "area_code"]], on="recipient_id"
    )
    money = money[
        (money["kind"] == "municipality")
        & (money["year"] == year)
        & (money["measure"] == measure)
        & (money["stream"] == "development")
    ]
    people = tables["population"]
    people = people[people["year"] == max(year - 1, 2017)].set_index("area_code")["population"]
    return pd.DataFrame(
        {"amount": money["amount_sek"].to_numpy(), "people": money["area_code"].map(people).to_numpy()},
        index=money["area_code"],
    )


@pytest.mark.parametrize("year", YEARS)
def test_lorenz_holds_everyone_and_all_the_money(
    reader: Reader, tables: dict[str, pd.DataFrame], year: int
) -> None:
    result = equity.lorenz_curve(reader, Filters(year=year))
    wanted = amounts_of(tables, year, "available")
    assert len(result.rows) == len(wanted) == 290
    assert result.rows["amount_sek"].sum() == wanted["amount"].sum()
    per_inhabitant = (wanted["amount"] / wanted["people"]).sort_values()
    assert result.rows["value"].tolist() == pytest.approx(per_inhabitant.tolist())
    assert result.rows[["people_share", "amount_share"]].iloc[-1].tolist() == pytest.approx([100, 100])
    # The mean absolute difference, which is the Gini coefficient's other definition.
    value, weight = (wanted["amount"] / wanted["people"]).to_numpy(), wanted["people"].to_numpy()
    mean = wanted["amount"].sum() / weight.sum()
    difference = np.abs(value[:, None] - value[None, :]) * weight[:, None] * weight[None, :]
    assert result.context["gini"] == pytest.approx(difference.sum() / (2 * mean * weight.sum() ** 2))


def test_who_got_nothing_counts_as_zero(everyone_reported: Reader, tables: dict[str, pd.DataFrame]) -> None:
    got = amounts_of(tables, 2016, "received")
    result = equity.lorenz_curve(everyone_reported, Filters(year=2016, measure_id="received"))
    assert len(got) == 246
    assert (result.rows["amount_sek"] == 0).sum() == 290 - 246
    assert any(str(290 - 246) in note for note in result.notes)
    assert result.statuses == (Status.REPORTED,)


def test_repaid_leaves_out_who_received_nothing(
    everyone_reported: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    result = equity.lorenz_curve(everyone_reported, Filters(year=2016, measure_id="repaid"))
    assert len(result.rows) == len(amounts_of(tables, 2016, "repaid"))


def test_size_classes_hold_every_municipality(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    rows = equity.by_size(reader, Filters(year=2021)).rows
    wanted = amounts_of(tables, 2021, "available")
    value = wanted["amount"] / wanted["people"]
    bins = pd.cut(wanted["people"], [0, 10_000, 20_000, 30_000, 100_000, 10**8], labels=False)
    assert rows["n"].tolist() == bins.value_counts().sort_index().tolist()
    assert rows["median"].tolist() == pytest.approx(value.groupby(bins).median().tolist())
    assert rows["upper_quarter"].tolist() == pytest.approx(value.groupby(bins).quantile(0.75).tolist())


def test_every_year_has_its_gini(reader: Reader) -> None:
    rows = equity.gini_years(reader, Filters()).rows
    assert rows["year"].tolist() == list(YEARS)
    for row in rows.itertuples():
        curve = equity.lorenz_curve(reader, Filters(year=row.year))
        assert row.gini == pytest.approx(curve.context["gini"], abs=0.0001)


def test_money_says_that_the_violence_area_does_not_matter(reader: Reader) -> None:
    result = equity.by_size(reader, Filters(violence_area_id="honour"))
    assert any("våldsområden" in note for note in result.notes)
    assert result.rows["median"].tolist() == equity.by_size(reader, Filters()).rows["median"].tolist()


def test_spread_within_counties(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    wanted = amounts_of(tables, 2022, "available")
    value = wanted["amount"] / wanted["people"]
    strips = equity.within_counties(reader, Filters()).rows
    assert sorted(strips["value"]) == pytest.approx(sorted(value))
    rows = equity.between_counties(reader, Filters()).rows.set_index("county_code")
    by_county = value.groupby(value.index.str[:2])
    assert rows["median"].sort_index().tolist() == pytest.approx(by_county.median().sort_index().tolist())
    width = (by_county.max() - by_county.min()).sort_values(ascending=False)
    assert rows.index[0] == width.index[0]


@pytest.mark.parametrize(
    "question",
    [equity.by_size, equity.lorenz_curve, equity.within_counties, equity.between_counties],
)
@pytest.mark.parametrize("examples", [True, False])
def test_what_is_known_of_nobody_is_said_and_not_invented(
    reader: Reader, question: object, examples: bool
) -> None:
    result = question(reader, Filters(measure_id="used", examples=examples))  # type: ignore[operator]
    assert result.is_empty
    assert any("Det är inte känt" in note for note in result.notes)


def test_a_measure_that_is_no_amount_gives_way(reader: Reader) -> None:
    result = equity.lorenz_curve(reader, Filters(measure_id="quality"))
    assert any("inget belopp" in n for n in result.notes)
    assert not result.is_empty


def test_the_curve_ends_in_the_corner(reader: Reader) -> None:
    figure = lorenz_figure.curve(equity.lorenz_curve(reader, Filters()))
    line = figure.data[1]
    assert (line.x[0], line.y[0]) == (0, 0)
    assert (line.x[-1], line.y[-1]) == pytest.approx((100, 100))
