"""The country's money: printed where it is printed, rounded to what it can bear where it is worked out, and never called repaid."""

import itertools
from dataclasses import replace

import pandas as pd
import pytest
from dataset_years import YEARS

from dashboard.core.filters import Filters
from dashboard.core.measures import RECIPIENT_KINDS
from dashboard.core.status import Status
from dashboard.dataset.store import Reader
from dashboard.exports import charts, tables
from dashboard.figures import bars
from dashboard.figures.describe import told
from dashboard.queries import country

EVERY = [Filters(recipient_kind=k, year=y) for k, y in itertools.product(RECIPIENT_KINDS, YEARS)]


def steps(reader: Reader, filters: Filters) -> pd.DataFrame:
    return country.ladder(reader, filters).rows.set_index("measure")


@pytest.mark.parametrize("filters", EVERY, ids=lambda f: f"{f.recipient_kind} {f.year}")
def test_what_is_worked_out_says_about_and_what_is_printed_exactly_does_not(
    reader: Reader, filters: Filters
) -> None:
    rows = steps(reader, filters)
    for row in rows.itertuples():
        about = row.status == "modelled" or (
            filters.year == 2016 and row.Index in ("redistributed", "unspent")
        )
        assert row.text.startswith("omkring ") is about, (row.Index, row.text)
    paid = rows["amount_sek"].reindex(["received", "redistributed"]).sum()
    left = paid - rows.at["used", "amount_sek"] - rows.at["unspent", "amount_sek"]
    # Each is rounded by itself, to ten times half a per cent at most.
    assert abs(left) <= paid / 20


@pytest.mark.parametrize(
    "filters", [f for f in EVERY if f.year != 2016], ids=lambda f: f"{f.recipient_kind} {f.year}"
)
def test_an_amount_from_a_share_in_whole_per_cent_has_no_finer_digits_than_half_a_per_cent(
    reader: Reader, filters: Filters
) -> None:
    rows = steps(reader, filters)
    error = rows.at["received", "amount_sek"] / 200
    for step in ("used", "unspent"):
        value = int(rows.at[step, "amount_sek"])
        zeros = len(str(value)) - len(str(value).rstrip("0"))
        assert 10**zeros >= error


def test_the_municipalities_of_2022(reader: Reader) -> None:
    """Received 143 406 084 kr, of which 91 per cent was used: 130,5 and 12,9 million."""
    rows = steps(reader, Filters(year=2022))
    assert rows.at["unspent", "text"].replace("\u00a0", " ") == "omkring 13 mnkr"
    assert rows.at["used", "text"].replace("\u00a0", " ") in ("omkring 130 mnkr", "omkring 131 mnkr")


@pytest.mark.parametrize("filters", EVERY, ids=lambda f: f"{f.recipient_kind} {f.year}")
def test_the_same_sum_has_the_same_name_in_every_answer(reader: Reader, filters: Filters) -> None:
    """The printed national sums are what was available and received; only what the key gives is assigned by it."""
    key = country.key_figures(reader, filters).rows
    ladder = country.ladder(reader, filters).rows.rename(columns={"amount_sek": "value", "measure": "step"})
    steps = pd.concat([rows[["step", "label", "value"]] for rows in (key[key["unit"] == "sek"], ladder)])
    assert steps.groupby("label")["value"].nunique().max() == 1, steps
    assert steps.groupby(["step", "value"])["label"].nunique().max() == 1, steps
    headings = {c.label for c in country.money(reader, filters).columns}
    assert {"Tillgängligt", "Mottaget"} <= headings & set(key["label"])
    assert not steps["label"].str.contains("nyckeln").any()


def test_nothing_is_called_repaid(reader: Reader) -> None:
    for filters in EVERY:
        for answer in (country.ladder, country.money, country.key_figures, country.development):
            result = answer(reader, filters)
            told = [result.title, result.sentence, *(c.label for c in result.columns)]
            told += tables.readable(result).astype(str).to_numpy().ravel().tolist()
            assert not any("terbetal" in text for text in told), (answer.__name__, filters)


def test_figure_slide_and_file_say_about_too(reader: Reader) -> None:
    result = country.ladder(reader, Filters(year=2022))
    written, _length = bars.ladder(result).data
    assert sum("omkring" in text for text in written.text) == 2
    chart = charts.chart(result)
    assert chart is not None
    assert [text for text in chart.series[0].texts if text] == [
        text.replace("<br>", " ").split(" <i>")[0] for text in written.text if "omkring" in text
    ]
    assert (tables.for_export(result)["Ord före talet"] == "omkring").sum() == 2
    # The year before has the share as its only reservation.
    key = country.key_figures(reader, Filters(year=2016)).rows.set_index("step")
    assert key.at["share_used", "text"].startswith("omkring ")


def test_years_with_the_same_sum_are_named_together(reader: Reader) -> None:
    """The regions received 31,5 million both in 2020 and in 2021."""
    sentence = country.development(reader, Filters(recipient_kind="region")).sentence
    assert sentence.startswith("Mest betalades ut 2020 och 2021: ")
    assert country.development(reader, Filters()).sentence.startswith("Mest betalades ut 2022: ")


def test_a_share_that_is_worked_out_has_its_sign_on_every_card(reader: Reader) -> None:
    for filters in EVERY:
        for row in country.development(reader, filters).rows.itertuples():
            one = country.key_figures(reader, filters.but(year=int(row.year))).rows.set_index("step")
            assert row.status == one.at["share_used", "status"], (filters, row.year)


def test_only_the_share_of_2016_is_told_as_worked_out(reader: Reader) -> None:
    """What was paid out is printed; a sign after the whole sentence would say that it is not."""
    for filters in EVERY:
        result = country.development(reader, filters)
        assert told(result) == result.sentence and "2016 (beräknat)" in result.sentence
        assert result.title.endswith(" 2016 och 2020–2022")
        places = {place.locator for place in result.provenance}
        assert not any("Mottagna medel" in place for place in places), places
    files = tables.for_export(country.development(reader, Filters()))
    assert files["Ord före andelen"].tolist() == ["omkring", "", "", ""]


def test_a_sign_that_the_sentence_says_is_not_said_twice(reader: Reader) -> None:
    result = replace(country.ladder(reader, Filters(year=2022)), sentence="Omkring 13 mnkr, beräknat.")
    assert told(result) == "Omkring 13 mnkr, beräknat."
    invented = replace(result, statuses=(Status.SYNTHETIC,), sentence="Allt är exempeldata.")
    assert told(invented) == "Allt är exempeldata. (exempeldata)"
