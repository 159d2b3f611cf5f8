"""What the money of 2016 was used for: counts are recipients, printed figures stand where they exist, sentences hold at their edges."""

import pandas as pd
import pytest

from dashboard.core.filters import Filters
from dashboard.dataset.store import Reader
from dashboard.queries import activities

KINDS = ("municipality", "region", "ngo")
BASES = {
    "municipality": "sos-2017.municipalities.reports-base-count",
    "region": "sos-2017.regions.requisitioned-count",
    "ngo": "sos-2017.ngos.reports-base-count",
}


def _reported(tables: dict[str, pd.DataFrame], kind: str) -> pd.DataFrame:
    rows = tables["activity"].merge(tables["recipient"][["recipient_id", "kind"]], on="recipient_id")
    rows = rows.merge(
        tables["activity_type"][["activity_type_id", "development_area_id"]], on="activity_type_id"
    )
    rows["area"] = rows["violence_area_id"].fillna("intimate_partner")
    return rows[(rows["kind"] == kind) & (rows["year"] == 2016)]


def _figures(tables: dict[str, pd.DataFrame]) -> pd.Series:
    return tables["published_figure"].set_index("figure_id")["value"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_counts_its_recipients_once(
    reader: Reader, tables: dict[str, pd.DataFrame], kind: str
) -> None:
    found = activities.by_area(reader, Filters(recipient_kind=kind)).rows
    expected = _reported(tables, kind).groupby(["development_area_id", "area"])["recipient_id"].nunique()
    assert found.set_index(["item", "violence_area_id"])["value"].astype(int).to_dict() == expected.to_dict()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("question", "column"),
    [("kinds", "activity_type_id"), ("target_groups", "target_group_id"), ("methods", "method_id")],
)
def test_items_count_their_recipients_once(
    reader: Reader, tables: dict[str, pd.DataFrame], kind: str, question: str, column: str
) -> None:
    found = getattr(activities, question)(reader, Filters(recipient_kind=kind)).rows.dropna(subset=["value"])
    expected = _reported(tables, kind).groupby(column)["recipient_id"].nunique()
    assert found.set_index("item")["value"].astype(int).to_dict() == expected.to_dict()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("question", ["kinds", "target_groups", "methods"])
def test_a_figure_called_printed_is_in_the_ledger_at_its_place(
    reader: Reader, tables: dict[str, pd.DataFrame], kind: str, question: str
) -> None:
    rows = getattr(activities, question)(reader, Filters(recipient_kind=kind)).rows
    printed = rows[(rows["status"] == "published") & rows["value"].notna()]
    ledger = set(
        tables["published_figure"][["value", "source_id", "locator"]].itertuples(index=False, name=None)
    )
    assert {(r.value, r.source_id, r.locator) for r in printed.itertuples()} <= ledger


@pytest.mark.parametrize("kind", KINDS)
def test_the_base_is_those_that_reported(reader: Reader, tables: dict[str, pd.DataFrame], kind: str) -> None:
    rows = activities.kinds(reader, Filters(recipient_kind=kind)).rows
    assert set(rows["base"]) == {_figures(tables)[BASES[kind]]}
    assert (rows["value"] <= rows["base"]).all()


def test_main_counts_of_the_report_are_shown_as_printed(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    rows = activities.kinds(reader, Filters()).rows.set_index("item")
    figures = _figures(tables)
    for item, figure in (
        ("2016.municipality.training-other", "sos-2017.municipalities.training.other"),
        ("2016.municipality.training-county-boards", "sos-2017.municipalities.training.county-boards"),
        ("2016.municipality.perpetrators", "sos-2017.municipalities.perpetrators"),
        ("2016.municipality.prostitution", "sos-2017.municipalities.prostitution"),
    ):
        assert rows.at[item, "value"] == figures[figure]
        assert rows.at[item, "status"] == "published"


def test_a_share_of_a_printed_count_is_not_called_printed(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    rows = activities.kinds(reader, Filters()).rows.set_index("item")
    assert rows.at["2016.municipality.outsourced-follow-up", "status"] == "synthetic"


def test_the_sentence_names_the_two_most_and_the_least_used(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    counts = _reported(tables, "municipality").groupby("activity_type_id")["recipient_id"].nunique()
    names = tables["activity_type"].set_index("activity_type_id")["name_sv"]
    ordered = counts.sort_values(ascending=False)
    sentence = activities.kinds(reader, Filters()).sentence
    most, least = sentence.split("Minst vanligt:")
    for item in ordered.index[:2]:
        assert f"{names[item].lower()} ({ordered[item]})" in most.lower()
    tied = counts[counts == counts.min()]
    assert len(tied) == 2
    for item in tied.index:
        assert f"{names[item].lower()} ({tied[item]})" in least.lower()


def _ranked(*values: int) -> pd.DataFrame:
    return pd.DataFrame({"label": [f"Slag {i}" for i in range(len(values))], "value": values, "base": 20.0})


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), ""),
        ((5,), "Av 20 redovisande kommuner: slag 0 (5)."),
        ((5, 4), "Av 20 redovisande kommuner: slag 0 (5) och slag 1 (4)."),
        (
            (5, 4, 1),
            "Vanligast bland 20 redovisande kommuner: slag 0 (5) och slag 1 (4). Minst vanligt: slag 2 (1).",
        ),
        (
            (5, 4, 4, 1),
            "Vanligast bland 20 redovisande kommuner: slag 0 (5), slag 1 (4) och slag 2 (4). Minst vanligt: slag 3 (1).",
        ),
        (
            (5, 4, 1, 1, 1, 1),
            "Vanligast bland 20 redovisande kommuner: slag 0 (5) och slag 1 (4). Minst vanligt: 4 slag med 1 var.",
        ),
        ((3, 3, 3), "Av 20 redovisande kommuner hade lika många, 3, vart och ett av de 3 slagen."),
    ],
)
def test_the_sentence_at_its_edges(values: tuple[int, ...], expected: str) -> None:
    assert activities._extremes_sentence(_ranked(*values), Filters()) == expected


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("question", ["by_area", "kinds", "target_groups", "methods"])
def test_without_example_data_only_what_is_printed_is_left(reader: Reader, kind: str, question: str) -> None:
    answer = getattr(activities, question)(reader, Filters(recipient_kind=kind, examples=False))
    assert "synthetic" not in set(answer.rows["status"].dropna())
    assert any("xempeldata är dold" in note for note in answer.notes)


def test_the_violence_area_narrows_every_count(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    honour = Filters(violence_area_id="honour")
    reported = _reported(tables, "municipality")
    expected = reported[reported["area"] == "honour"].groupby("activity_type_id")["recipient_id"].nunique()
    found = activities.kinds(reader, honour).rows
    assert found.set_index("item")["value"].astype(int).to_dict() == expected.to_dict()
    assert set(activities.by_area(reader, honour).rows["violence_area_id"]) == {"honour"}


def test_an_area_that_the_grant_did_not_have_says_so(reader: Reader) -> None:
    answer = activities.by_area(reader, Filters(violence_area_id="sexual_violence"))
    assert answer.is_empty
    assert any("Sexuellt våld var inget eget område 2016" in note for note in answer.notes)


def test_every_method_is_explained_in_one_line(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    rows = activities.methods(reader, Filters()).rows.set_index("item")
    vocabulary = tables["method"].set_index("method_id")["explanation_sv"]
    assert rows["explanation_sv"].to_dict() == vocabulary.to_dict()
    assert (rows["explanation_sv"].str.len() > 10).all()
    assert {"freda_short", "freda_description", "freda_danger", "patriark", "sara", "trappan", "mvp"} <= set(
        rows.index
    )


def test_stockholms_boards_stand_beside_the_methods(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    districts = tables["activity"].merge(tables["recipient"].query("kind == 'district'"), on="recipient_id")
    expected = districts.groupby("method_id")["recipient_id"].nunique()
    found = activities.methods(reader, Filters()).rows.dropna(subset=["districts"])
    assert found.set_index("item")["districts"].astype(int).to_dict() == expected.to_dict()
