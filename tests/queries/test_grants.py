"""The grants over time, and the rule that the amounts of one grant are never added to those of another."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from dashboard import queries
from dashboard.core.filters import Filters
from dashboard.core.numbers import number
from dashboard.core.story import Step
from dashboard.dataset.schema import MONEY_MEASURES
from dashboard.dataset.store import Reader, open_writer
from dashboard.dataset.versions import DATABASE
from dashboard.figures import grants as figures
from dashboard.queries import grants

Tables = dict[str, pd.DataFrame]
LUND, SKELLEFTEA, SKANE, GOTLAND = "1281", "2482", "12", "09"
# What is about other money, or counts the dataset's rows.
OF_OTHER_MONEY = {"county_other_grants", "municipality_other_grants", "statuses"}
ALONE = [
    name
    for name, (_own, needed) in queries.for_stories().items()
    if not needed and name not in OF_OTHER_MONEY
]


@pytest.fixture(scope="module")
def with_other_money(dataset_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The built version where everybody got ten million kronor of another stream, by every step and in every year with grants."""
    path = tmp_path_factory.mktemp("other-money") / DATABASE
    shutil.copy(dataset_folder / DATABASE, path)
    connection = open_writer(path)
    connection.execute(
        """INSERT INTO allocation BY NAME
           SELECT r.recipient_id, y.year, s.stream, 'forebyggande-lansstyrelserna' AS grant_id, m.measure, 10000000 AS amount_sek,
                  'published' AS status, 'lst-skane-2020' AS source_id, 'Webbsidan' AS locator
           FROM recipient r, (SELECT DISTINCT year FROM allocation) y, (SELECT unnest($measures) AS measure) m,
                (SELECT unnest(['prevention', 'honour', 'shelter_organisations']) AS stream) s
           WHERE NOT EXISTS (SELECT 1 FROM allocation a WHERE a.recipient_id = r.recipient_id AND a.year = y.year
                             AND a.stream = s.stream AND a.measure = m.measure)""",
        {"measures": list(MONEY_MEASURES)},
    )
    yield Reader(connection, "other-money")
    connection.close()


def said(reader: Reader, question: str, filters: Filters) -> tuple[object, ...]:
    result = queries.answer(reader, Step(question, filters))
    # Sets of statuses have no order of their own.
    rows = result.rows.drop(columns=[c for c in result.rows if c == "statuses"], errors="ignore")
    return (
        result.title,
        result.sentence,
        result.notes,
        rows.map(lambda v: sorted(v) if isinstance(v, set) else v).to_csv(),
    )


@pytest.mark.parametrize("question", ALONE)
def test_amounts_of_other_money_change_no_answer(
    reader: Reader, with_other_money: Reader, question: str
) -> None:
    for filters in (
        Filters(),
        Filters(examples=True, year=2020, area_code=LUND),
        Filters(examples=True, year=2022, area_code=SKANE),
        Filters(year=2021, recipient_kind="region", measure_id="received"),
        Filters(year=2022, recipient_kind="region", measure_id="received", level="county"),
    ):
        assert said(reader, question, filters) == said(with_other_money, question, filters), filters


def test_other_money_is_seen_where_it_is_asked_for(reader: Reader, with_other_money: Reader) -> None:
    """So the test above would see it, too."""
    for question in OF_OTHER_MONEY:
        filters = Filters(area_code=LUND if question.startswith("municipality") else SKANE)
        assert said(reader, question, filters) != said(with_other_money, question, filters)


def test_every_amount_of_the_country_in_the_chain_is_there_once(reader: Reader, tables: Tables) -> None:
    rows = grants.amounts(reader, Filters()).rows
    links = tables["grant_amount"].merge(tables["grant"], on="grant_id")
    own = links[(links["stream"] == "development") & (links["scope"] == "country")]
    assert sorted(rows["figure_id"]) == sorted(own["figure_id"])
    assert (rows["status"] == "published").all() and rows["locator"].str.len().gt(0).all()


def test_a_year_is_told_or_named_as_a_gap_and_a_zero_is_told(reader: Reader) -> None:
    result = grants.amounts(reader, Filters())
    first, last = result.context["years"]
    told = set(result.rows["year"].dropna().astype(int))
    assert set(result.context["gaps"]) | told == set(range(first, last + 1))
    assert not set(result.context["gaps"]) & told
    zeros = result.rows[result.rows["value"] == 0]
    assert zeros["year"].tolist() == [2023] and 2023 not in result.context["gaps"]
    assert zeros["text"].tolist() == ["0 kr"]
    assert "2023 fördelades inga utvecklingsmedel" in result.sentence
    assert "2009–2011, 2013–2015, 2017–2018 och 2025" in result.sentence


def test_who_distributed_covers_all_years_in_turn(reader: Reader) -> None:
    result = grants.amounts(reader, Filters())
    spans = result.context["distributors"]
    assert [name for name, _from, _to in spans] == ["Länsstyrelserna", "Socialstyrelsen", "Länsstyrelserna"]
    years = [year for _name, start, end in spans for year in range(start, end + 1)]
    first, last = result.context["years"]
    assert years == list(range(first, last + 1))


def test_the_figure_has_a_mark_per_amount_and_no_line(reader: Reader) -> None:
    result = grants.amounts(reader, Filters())
    drawn = figures.over_time(result)
    assert all("lines" not in trace.mode for trace in drawn.data)
    rows = result.rows.dropna(subset=["year"])
    marks = [(round(x), round(y, 6)) for trace in drawn.data for x, y in zip(trace.x, trace.y, strict=True)]
    amounts = [(int(r.year), round(r.value / 1_000_000, 6)) for r in rows.itertuples()]
    assert sorted(marks) == sorted(amounts)
    assert (2023, 0.0) in marks
    # One thing told of the money is one mark; a part of it is hollow.
    assert len({trace.marker.symbol for trace in drawn.data}) == len(drawn.data)
    for trace in drawn.data:
        assert trace.marker.symbol.endswith("-open") == ("en del" in trace.name)
    dashes = sorted(a.x for a in drawn.layout.annotations if a.text == "–")
    assert dashes == result.context["gaps"]


def test_a_grant_says_what_is_not_known(reader: Reader, tables: Tables) -> None:
    result = grants.grants(reader, Filters())
    assert len(result.rows) == len(tables["grant"])
    rows = result.rows.set_index("grant_id")
    assert rows.at["forordning-2025-838", "period"] == "från 2026"
    assert rows.at["forordning-2025-838", "legal_basis_sv"] == "Förordning (2025:838)"
    assert rows.at["skyddat-boende", "distributed_by_sv"] == "inte känt"
    unknown = tables["grant"].set_index("grant_id")["may_receive_sv"].isna()
    assert (rows.loc[unknown[unknown].index, "may_receive_sv"] == "inte känt").all()
    assert result.sentence.startswith(f"{(tables['grant']['stream'] == 'development').sum()} bidrag")


def test_a_place_shows_the_other_money_of_those_who_belong_to_it(reader: Reader, tables: Tables) -> None:
    rows = grants.other_of_municipality(reader, Filters(area_code=LUND)).rows
    assert list(zip(rows["recipient"], rows["period"], rows["value"], strict=True)) == [
        ("Kvinnojouren i Lund", "2019", 350_000),
        ("Lund", "2019", 430_000),
        ("Kvinnojouren i Lund", "2020", 350_000),
        ("Lund", "2020", 644_600),
    ]
    county = grants.other_of_county(reader, Filters(area_code=SKANE))
    granted = tables["allocation"].query("measure == 'granted'").merge(tables["recipient"], on="recipient_id")
    placed = granted[granted["area_code"].fillna("").str.startswith(SKANE)]
    assert (county.rows["measure"] == "granted").sum() == len(placed)
    # The sum of it stands nowhere.
    total = number(county.rows["value"].sum())
    assert total not in county.sentence and total not in " ".join(county.notes)


def test_a_place_without_other_money_has_no_card_and_a_year_that_is_inferred_says_so(reader: Reader) -> None:
    nothing = grants.other_of_municipality(reader, Filters(area_code=SKELLEFTEA))
    assert nothing.is_empty and nothing.sentence == "" and nothing.notes
    (row,) = grants.other_of_county(reader, Filters(area_code=GOTLAND)).rows.itertuples()
    assert row.value == 70_000 and "slutsats" in row.note_sv
