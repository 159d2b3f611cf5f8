"""The invented activities of 2016, recounted margin by margin and set beside the ledger."""

import numpy as np
import pandas as pd
import pytest

from dashboard.build import geography
from dashboard.core.settings import from_environment
from dashboard.sources import files

Tables = dict[str, pd.DataFrame]

SETTINGS = from_environment()
MARGINS = files.read(SETTINGS.data_dir, "examples/activity_margins.csv").rows.set_index(
    "figure_id", drop=False
)
BASES = {
    "municipality": "sos-2017.municipalities.reports-base-count",
    "region": "sos-2017.regions.requisitioned-count",
    "ngo": "sos-2017.ngos.reports-base-count",
}
ATTRIBUTES = ["activity_type_id", "target_group_id", "method_id", "partner_sv", "violence_area_id"]
# What the ledger has about recipients' use of the money that is told by other tables than `activity`.
TOLD_ELSEWHERE = ("-count", "-sek", ".already-covered", ".result-full", ".result-partly", ".result-little")


@pytest.fixture(scope="module")
def invented(tables: Tables) -> pd.DataFrame:
    """The invented activities of 2016, each with its recipient's kind and area."""
    rows = tables["activity"]
    rows = rows[(rows["year"] == 2016) & (rows["status"] == "synthetic")]
    return rows.merge(tables["recipient"][["recipient_id", "kind", "area_code"]], on="recipient_id")


@pytest.fixture(scope="module")
def ledger(tables: Tables) -> pd.DataFrame:
    return tables["published_figure"].set_index("figure_id")


@pytest.fixture(scope="module")
def per_municipality(invented: pd.DataFrame) -> pd.Series:
    """How many activities each active municipality has, by municipality code."""
    return invented[invented["kind"] == "municipality"].groupby("area_code").size()


def meeting(invented: pd.DataFrame, margin: pd.Series) -> set[str]:
    """The recipients found by asking for what the margin states and for nothing else."""
    found = invented[invented["kind"] == margin["recipient_kind"]]
    for name in ATTRIBUTES:
        if margin[name]:
            found = found[found[name] == margin[name]]
    return set(found["recipient_id"])


@pytest.mark.parametrize("figure_id", MARGINS.index)
def test_as_many_recipients_meet_the_margin_as_the_document_prints(
    figure_id: str, invented: pd.DataFrame, ledger: pd.DataFrame
) -> None:
    margin, printed = MARGINS.loc[figure_id], ledger.loc[figure_id]
    found = len(meeting(invented, margin))
    if printed["unit"] == "percent":
        parent = len(meeting(invented, MARGINS.loc[margin["parent_figure_id"]]))
        assert abs(found - parent * printed["value"] / 100) <= 0.5
    else:
        assert found == printed["value"]


@pytest.mark.parametrize("figure_id", MARGINS.index)
def test_each_recipient_that_meets_a_margin_has_a_row_for_just_that(
    figure_id: str, invented: pd.DataFrame
) -> None:
    margin = MARGINS.loc[figure_id]
    of_kind = invented[invented["kind"] == margin["recipient_kind"]]
    exactly = (of_kind[ATTRIBUTES].fillna("") == margin[ATTRIBUTES]).all(axis=1)
    assert set(of_kind.loc[exactly, "recipient_id"]) == meeting(invented, margin)


@pytest.mark.parametrize("figure_id", MARGINS.index[MARGINS["parent_figure_id"] != ""])
def test_a_margin_lies_inside_its_parent(figure_id: str, invented: pd.DataFrame) -> None:
    margin = MARGINS.loc[figure_id]
    assert meeting(invented, margin) <= meeting(invented, MARGINS.loc[margin["parent_figure_id"]])


@pytest.mark.parametrize(
    "parent", sorted(set(MARGINS.loc[MARGINS["covers_parent"] == "true", "parent_figure_id"]) - {""})
)
def test_margins_that_cover_their_parent_leave_nobody_out(parent: str, invented: pd.DataFrame) -> None:
    parts = MARGINS[(MARGINS["parent_figure_id"] == parent) & (MARGINS["covers_parent"] == "true")]
    found = set().union(*(meeting(invented, part) for _, part in parts.iterrows()))
    assert found == meeting(invented, MARGINS.loc[parent])


def test_every_organisation_works_in_one_of_the_areas_that_money_was_granted_for(
    invented: pd.DataFrame, tables: Tables, ledger: pd.DataFrame
) -> None:
    headings = tables["activity_type"].set_index("activity_type_id")["development_area_id"]
    ngos = invented[invented["kind"] == "ngo"]
    areas = headings.loc[ngos["activity_type_id"]].to_numpy()
    granted_for = ~pd.Series(areas, index=ngos.index).isin(
        ["2016.ngo.competence-support", "2016.ngo.cooperation"]
    )
    assert len(set(areas[granted_for])) == ledger.at["sos-2017.ngos.development-areas-count", "value"]
    assert ngos[granted_for]["recipient_id"].nunique() == ledger.at[BASES["ngo"], "value"]


@pytest.mark.parametrize("kind", BASES)
def test_the_active_recipients_are_as_many_as_reported_and_all_had_money(
    kind: str, invented: pd.DataFrame, tables: Tables, ledger: pd.DataFrame
) -> None:
    active = set(invented.loc[invented["kind"] == kind, "recipient_id"])
    money = tables["allocation"]
    money = money[(money["year"] == 2016) & (money["stream"] == "development") & (money["amount_sek"] > 0)]
    assert len(active) == ledger.at[BASES[kind], "value"]
    assert active <= set(money.loc[money["measure"] == "received", "recipient_id"])
    assert active <= set(money.loc[money["measure"] == "used", "recipient_id"])


def test_the_invented_organisations_are_as_many_as_were_granted_money(
    tables: Tables, ledger: pd.DataFrame
) -> None:
    rows = tables["recipient"]
    ngos = rows[(rows["kind"] == "ngo") & (rows["status"] == "synthetic")]
    assert len(ngos) == ledger.at["sos-2017.ngos.granted-count", "value"]
    assert ngos["recipient_id"].is_unique and ngos["name"].is_unique
    assert set(ngos["area_code"]) <= set(tables["municipality"]["municipality_code"])


def test_every_number_about_the_use_of_the_money_is_a_margin(ledger: pd.DataFrame) -> None:
    chapters = tuple(f"sos-2017.{chapter}." for chapter in ("municipalities", "regions", "ngos"))
    about_use = [one for one in ledger.index if one.startswith(chapters) and not one.endswith(TOLD_ELSEWHERE)]
    assert set(about_use) == set(MARGINS.index)


def test_a_recipient_meets_a_margin_once_and_says_which(invented: pd.DataFrame) -> None:
    assert not invented.duplicated(["recipient_id", "locator"]).any()
    assert not invented.duplicated(["recipient_id", *ATTRIBUTES]).any()
    assert set(invented["locator"]) == set(MARGINS.index)
    assert set(invented["source_id"]) == {"exempel"}


def test_a_row_has_the_violence_area_that_its_number_is_about(
    invented: pd.DataFrame, ledger: pd.DataFrame
) -> None:
    of_row = invented["violence_area_id"].fillna("")
    of_number = ledger["violence_area_id"].fillna("").loc[invented["locator"]].to_numpy()
    assert (of_row == of_number).all()
    assert {"honour", "prostitution_trafficking"} == set(of_row) - {""}


def test_a_row_has_an_activity_type_of_its_recipients_kind_and_round(
    invented: pd.DataFrame, tables: Tables
) -> None:
    types = tables["activity_type"].set_index("activity_type_id").loc[invented["activity_type_id"]]
    assert (types["recipient_kind"].to_numpy() == invented["kind"].to_numpy()).all()
    assert set(types["round_id"]) == {"2016"}


def test_larger_municipalities_do_more(per_municipality: pd.Series, tables: Tables) -> None:
    rows = tables["population"]
    people = rows[rows["year"] == rows["year"].min()].set_index("area_code")["population"].astype(float)
    assert per_municipality.rank().corr(people.loc[per_municipality.index].rank()) > 0.3


def test_neighbours_resemble_each_other_more_than_others_do(per_municipality: pd.Series) -> None:
    borders = geography.neighbours(geography.read(SETTINGS).municipalities)
    pairs = [(a, b) for a, others in borders.items() for b in others if {a, b} <= set(per_municipality.index)]
    near = np.mean([abs(per_municipality[a] - per_municipality[b]) for a, b in pairs])
    numbers = per_municipality.to_numpy()
    apart = np.abs(numbers[:, None] - numbers)
    assert near < apart.sum() / (len(numbers) * (len(numbers) - 1))
