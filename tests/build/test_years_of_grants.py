"""Grants: every amount is within the years of its grant, and what contradicts that stops the build."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from dashboard.build import grants

from .data_copy import DataCopy, Row

GRANTS, AMOUNTS, LINKS = "vocabulary/grants.csv", "vocabulary/grant_amounts.csv", "published/allocations.csv"
RULE = "bidragets år"
Tables = dict[str, pd.DataFrame]


@pytest.fixture
def copy(tmp_path: Path) -> DataCopy:
    return DataCopy(tmp_path)


def with_(column: str, value: str, **key: str) -> Callable[[list[Row]], object]:
    """A change that puts a value in the row with these values."""

    def change(rows: list[Row]) -> None:
        (row,) = [r for r in rows if all(r[name] == text for name, text in key.items())]
        row[column] = value

    return change


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        (GRANTS, with_("year_from", "2022", grant_id="lansstyrelsernas-medel"), "har slutat"),
        (GRANTS, with_("year_to", "", grant_id="utvecklingsmedel-socialstyrelsen"), "har slutat"),
        (GRANTS, with_("follows", "skyddat-boende", grant_id="mfof-heder"), "andra pengar"),
        (GRANTS, with_("year_to", "2010", grant_id="utvecklingsmedel-socialstyrelsen"), "utanför åren"),
        (
            AMOUNTS,
            with_(
                "grant_id", "forordning-2025-838", figure_id="regeringen-2024.county-boards.available.2024"
            ),
            "utanför åren",
        ),
        (
            AMOUNTS,
            with_(
                "figure_id", "sos-2017.municipalities.requisitioned-count", figure_id="amphi-2023.none.2023"
            ),
            "inget belopp",
        ),
    ],
)
def test_years_that_contradict_each_other_stop_the_build(
    copy: DataCopy, file: str, change: Callable[[list[Row]], object], said: str
) -> None:
    copy.edit(file, change)
    found = copy.findings()
    assert any(f.rule == RULE and said in f.text_sv for f in found), found


def test_a_printed_amount_of_a_year_without_a_grant_stops_the_build(copy: DataCopy) -> None:
    copy.edit(LINKS, with_("year", "2021", figure_id="lst-skane-2019.granted.m1281.2019"))
    assert [(f.rule, "prevention finns för 2018–2020" in f.text_sv) for f in copy.findings()] == [
        (RULE, True)
    ]


def test_every_amount_has_the_grant_of_its_stream_and_year(tables: Tables) -> None:
    rows = tables["allocation"].merge(tables["grant"], on=["grant_id", "stream"], suffixes=("", "_of_grant"))
    assert len(rows) == len(tables["allocation"])
    assert (rows["year"] >= rows["year_from"]).all()
    assert (rows["year"] <= rows["year_to"].fillna(9999)).all()


@pytest.mark.parametrize(
    ("year", "grant"),
    [
        (2006, "fore-2007"),
        (2007, "utvecklingsmedel-lansstyrelserna"),
        (2011, "utvecklingsmedel-lansstyrelserna"),
        (2012, "utvecklingsmedel-socialstyrelsen"),
        (2022, "utvecklingsmedel-socialstyrelsen"),
        (2024, "lansstyrelsernas-medel"),
        (2026, "forordning-2025-838"),
        (2031, "forordning-2025-838"),
        (2005, None),
    ],
)
def test_an_amount_of_the_stream_gets_its_grant_by_year(tables: Tables, year: int, grant: str | None) -> None:
    given = pd.DataFrame({"stream": ["development"], "year": [year], "source_id": ["import-x"]})
    found = grants.assigned(given, tables["grant"])
    assert found["grant_id"].tolist() == [grant]
    assert len(grants.without_grant(found, tables["grant"])) == (grant is None)


def test_the_grants_that_follow_on_each_other_are_one_chain_and_no_other_money_is_in_it(
    tables: Tables,
) -> None:
    rows = tables["grant"].set_index("grant_id")
    chain = ["forordning-2025-838"]
    while pd.notna(rows.at[chain[-1], "follows"]):
        chain.append(rows.at[chain[-1], "follows"])
    assert set(chain) == set(rows.index[rows["stream"] == "development"])
    assert rows.drop(chain)["follows"].isna().all()


def test_two_projects_of_a_recipient_and_year_are_one_amount_that_names_both(tables: Tables) -> None:
    rows = tables["allocation"].query("measure == 'granted' and year == 2020").set_index("recipient_id")
    for recipient, first, second in (
        ("municipality-1281", 340_000, 304_600),
        ("municipality-1280", 67_200, 224_360),
    ):
        assert rows.at[recipient, "amount_sek"] == first + second
        note = rows.at[recipient, "note_sv"].replace("\xa0", "")
        assert f"{first} kr" in note and f"{second} kr" in note


def test_a_proposal_is_no_amount(tables: Tables) -> None:
    """What Luleå's committee had before it is set beside the key and nowhere else."""
    proposed = tables["key_comparison"].query("is_proposed")
    assert set(proposed["recipient_id"]) == {"municipality-2580"}
    known = set(proposed["known_sek"])
    assert (
        not known
        & set(tables["allocation"]["amount_sek"])
        & set(tables["allocation"].query("recipient_id == 'municipality-2580'")["amount_sek"])
    )
    assert not known & set(tables["published_figure"]["value"])
