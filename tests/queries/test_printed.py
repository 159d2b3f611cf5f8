"""Printed figures: each is on a card, and a card says what the document says."""

from inspect import signature

import pandas as pd
import pytest

from dashboard.core.filters import Filters, from_address
from dashboard.core.numbers import in_unit
from dashboard.dataset.store import Reader
from dashboard.figures import bars, catalogue
from dashboard.queries import QUERIES, printed


@pytest.fixture(scope="module")
def card_ids(tables: dict[str, pd.DataFrame]) -> list[str]:
    return tables["printed_card"]["card_id"].tolist()


def test_every_printed_figure_stands_on_a_card(tables: dict[str, pd.DataFrame]) -> None:
    shown = set(tables["printed_card_figure"]["figure_id"])
    assert set(tables["published_figure"]["figure_id"]) == shown


def test_a_card_shows_the_ledgers_values(
    reader: Reader, tables: dict[str, pd.DataFrame], card_ids: list[str]
) -> None:
    ledger = tables["published_figure"].set_index("figure_id")
    members = tables["printed_card_figure"]
    for card_id in card_ids:
        rows = printed.listed(reader, Filters(), card_id).rows
        ids = members[members["card_id"] == card_id].sort_values("position")["figure_id"]
        assert rows["figure_id"].tolist() == ids.tolist()
        assert rows["value"].fillna(-1).tolist() == ledger.loc[ids, "value"].fillna(-1).tolist()


def test_no_two_cards_share_a_name(reader: Reader, card_ids: list[str]) -> None:
    """A card's name chooses its figure and stands in links to it: a printed card must not be drawn as another answer."""
    alone = [
        query
        for query in QUERIES.values()
        if all(p.default is not p.empty for p in list(signature(query).parameters.values())[2:])
    ]
    names = [query(reader, Filters()).result_id for query in alone]
    names += [printed.card(reader, Filters(), card_id).result_id for card_id in card_ids]
    assert len(names) > 100
    assert [name for name in set(names) if names.count(name) > 1] == []


def test_a_printed_card_and_the_answer_made_of_it_have_figures_of_their_own(reader: Reader) -> None:
    """The figures of whom the support of 2016 reached stand in both; the answer pairs them, the card is a table."""
    card, answer = printed.card(reader, Filters(), "reach-2016"), QUERIES["reach_2016"](reader, Filters())
    assert card.rows["figure_id"].tolist() == answer.rows["figure_id"].tolist()
    paired = catalogue.draw(answer, {})
    assert paired is not None
    assert {trace.type for trace in paired.data} == {"scatter"}
    assert catalogue.draw(card, {}) is None


def test_every_card_can_be_linked_to(reader: Reader, card_ids: list[str]) -> None:
    """A card's name can stand in an address."""
    for name in [*card_ids, *QUERIES]:
        assert from_address({"kort": name}, Filters()) == (Filters(card=name), []), name


def test_names_on_a_card_differ(reader: Reader, card_ids: list[str]) -> None:
    for card_id in card_ids:
        labels = printed.listed(reader, Filters(), card_id).rows["label"]
        assert not labels.duplicated().any(), (card_id, labels[labels.duplicated()].tolist())


def test_exact_figures_are_written_as_printed(reader: Reader, card_ids: list[str]) -> None:
    for card_id in card_ids:
        rows = printed.listed(reader, Filters(), card_id).rows
        exact = rows[~rows["is_approximate"] & rows["value"].notna()]
        for row in exact.itertuples():
            two_decimals = row.unit == "percent" and round(row.value, 1) != row.value
            written = f"{row.value:.2f} %".replace(".", ",") if two_decimals else in_unit(row.value, row.unit)
            assert row.value_text.startswith(written), (card_id, row.figure_id)


def test_approximate_figures_say_so(reader: Reader, card_ids: list[str]) -> None:
    rows = pd.concat([printed.listed(reader, Filters(), card_id).rows for card_id in card_ids])
    approximate = rows[rows["is_approximate"] & rows["value"].notna()]
    assert len(approximate) > 50
    assert approximate["value_text"].str.startswith("omkring ").all()


def test_a_base_is_never_left_out(reader: Reader, card_ids: list[str]) -> None:
    rows = pd.concat([printed.listed(reader, Filters(), card_id).rows for card_id in card_ids])
    with_base = rows[rows["respondents"].notna() & rows["value"].notna()]
    assert len(with_base) > 100
    assert with_base["value_text"].str.contains(" av | \\(bas ").all()


def test_a_violence_area_narrows_a_card_that_tells_areas_apart(reader: Reader) -> None:
    rows = printed.card(reader, Filters(violence_area_id="honour"), "survey-trained").rows
    assert rows["violence_area_id"].tolist() == ["honour"]


def test_a_violence_area_that_a_card_does_not_tell_apart_changes_nothing_and_says_so(reader: Reader) -> None:
    plain = printed.listed(reader, Filters(), "access")
    narrowed = printed.card(reader, Filters(violence_area_id="honour"), "access")
    assert narrowed.rows["figure_id"].tolist() == plain.rows["figure_id"].tolist()
    assert any("våldsområden" in note for note in narrowed.notes)


def test_an_area_without_figures_gives_an_answer_that_says_so(reader: Reader) -> None:
    narrowed = printed.card(
        reader, Filters(violence_area_id="sexual_violence"), "survey-trained-funds-honour"
    )
    assert narrowed.is_empty
    assert any("sexuellt våld" in note for note in narrowed.notes)


def test_bars_are_drawn_only_for_figures_in_the_same_unit(reader: Reader, card_ids: list[str]) -> None:
    for card_id in card_ids:
        result = printed.listed(reader, Filters(), card_id)
        if bars.printed(result) is not None:
            assert result.rows["printed_unit"].nunique() == 1


def test_a_disagreement_is_told_on_the_card_that_shows_it(reader: Reader) -> None:
    survey = printed.card(reader, Filters(), "cb-survey")
    texts = survey.rows.set_index("figure_id")["value_text"]
    # Printed as 72,9, 16,28 and 11,63 percent, which is 100,81 together.
    assert [t.split("\u00a0")[0].split(" ")[0] for t in texts] == ["72,9", "16,28", "11,63"]
    assert any("100,81" in note for note in survey.notes)


@pytest.mark.parametrize(
    ("card_id", "column", "total"),
    [
        ("money-table-1", "2020", 121_500_000),
        ("money-table-1", "2022", 193_750_000),
        ("money-table-3", "2022", 15_500_000),
    ],
)
def test_a_table_by_year_adds_up_as_the_document_says(
    reader: Reader, card_id: str, column: str, total: int
) -> None:
    result = printed.card(reader, Filters(), card_id)
    name = next(c.name for c in result.columns if c.label == column)
    parts = result.rows[result.rows["label"] != "Totalt"]
    assert parts[name].sum() == total


def test_a_table_by_year_holds_every_figure_of_the_card(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    laid_out = tables["printed_card"].query("layout == 'years'")["card_id"]
    assert len(laid_out) == 3
    for card_id in laid_out:
        listed = printed.listed(reader, Filters(), card_id)
        result = printed.card(reader, Filters(), card_id)
        cells = result.rows[[c.name for c in result.columns if c.is_number]]
        assert sorted(cells.stack().dropna()) == sorted(listed.rows["value"])
        # A table by year has no room for the word "omkring".
        assert not listed.rows["is_approximate"].any()
