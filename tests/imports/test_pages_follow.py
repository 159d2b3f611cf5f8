"""After a report is published every page shows it in the place of the example, and says that it is reported."""

import inspect
from itertools import product

import pytest
from office import UMEA, VANNAS, Office, activity, copied, plain, report_facts, silent

from dashboard.build.imports.examine import keep
from dashboard.build.imports.publish import publish
from dashboard.core.codes import COUNTRY
from dashboard.core.filters import Filters
from dashboard.core.result import Result
from dashboard.core.settings import Settings
from dashboard.core.status import Status
from dashboard.dataset import store
from dashboard.queries import QUERIES, Query

CODE = "2480"
NORDMALING = "municipality-2401"
HERE = Filters(examples=True, area_code=CODE, year=2022)


def _ask(office: Office, question: str, filters: Filters) -> Result:
    return QUERIES[question](store.open_reader(office.settings.dataset_dir, office.version), filters)


@pytest.mark.parametrize(
    ("measure", "amount"), [("received", 900_000), ("used", 700_000), ("repaid", 200_000)]
)
def test_the_map_and_its_list(reported: Office, measure: str, amount: int) -> None:
    result = _ask(
        reported, "area_values", Filters(examples=True, area_code="24", year=2022, measure_id=measure)
    )
    rows = result.rows.set_index("code")
    assert (rows.at[CODE, "value"], rows.at[CODE, "status"]) == (amount, "reported")
    # Nothing is invented of what Bjurholm used: its claim is printed.
    assert set(rows.drop(CODE)["status"].dropna()) <= {"synthetic", "published"}
    assert {Status.REPORTED, Status.SYNTHETIC} <= set(result.statuses)


def test_the_municipality_s_money_and_its_source(reported: Office) -> None:
    result = _ask(reported, "municipality_ladder", HERE)
    rows = result.rows.set_index("measure")
    assert rows["status"].to_dict() == {
        "available": "modelled", "received": "reported", "used": "reported", "repaid": "reported",
    }  # fmt: skip
    assert rows["amount_sek"].drop("available").to_dict() == {
        "received": 900_000,
        "used": 700_000,
        "repaid": 200_000,
    }
    assert any(
        p.title == "Återrapportering: 1.xlsx" and "blad Medel, cell" in p.locator for p in result.provenance
    )


def test_the_municipality_s_activities(reported: Office) -> None:
    rows = _ask(reported, "municipality_activities", HERE).rows
    assert rows.loc[rows["year"] == 2022, "status"].tolist() == ["reported"]


def test_the_municipality_s_own_answer_has_its_own_sign(reported: Office) -> None:
    result = _ask(reported, "municipality_assessments", HERE)
    first = result.rows.set_index("question_id").loc["quality"]
    # All municipalities' answers together still rest on examples; the municipality's own does not.
    assert (first["own"], first["own_sign"], first["status"]) == ("4", "återrapporterat", "synthetic")
    assert set(result.statuses) == {Status.REPORTED, Status.SYNTHETIC}
    assert "Tecken för Umeå" in [c.label for c in result.columns]
    elsewhere = _ask(
        reported, "municipality_assessments", Filters(examples=True, area_code="2460", year=2022)
    )
    assert set(elsewhere.rows["status"]) == {"synthetic"}
    assert not [c for c in elsewhere.columns if c.name == "own_sign"]


def test_the_county_s_list_of_municipalities_and_its_sum(reported: Office) -> None:
    filters = Filters(examples=True, area_code="24", year=2022)
    listed = _ask(reported, "county_municipalities", filters)
    rows = listed.rows.set_index("code")
    assert rows.at[CODE, "received"] == 900_000 and rows.at[CODE, "money_sign"] == "återrapporterat"
    # The row also holds activities of 2016, which are still an example.
    assert rows.at[CODE, "status"] == "synthetic" and Status.REPORTED in listed.statuses
    assert "Tecken för pengarna" in [c.label for c in listed.columns]
    # What is known and what is invented are never added together.
    ladder = _ask(reported, "county_ladder", filters)
    assert set(ladder.rows["measure"]) == {"available"}
    assert any("900 000 kr" in plain(note) for note in ladder.notes)


def test_with_examples_hidden_only_what_was_reported_is_left(reported: Office) -> None:
    filters = Filters(area_code="24", year=2022, measure_id="received", examples=False)
    rows = _ask(reported, "area_values", filters).rows
    left = rows[rows["value"].notna()].set_index("code")
    assert left.at[CODE, "value"] == 900_000
    assert set(left["status"]) <= {"reported", "published"}


def test_recipient_by_recipient(reported: Office) -> None:
    (batch,) = [reported.wait_with(*report_facts(reported, VANNAS))]
    publish(reported.settings, [batch.batch_id], "Bo", silent)
    rows = _ask(
        reported, "area_values", Filters(examples=True, area_code="24", year=2022, measure_id="used")
    ).rows
    told = rows[rows["status"] == "reported"]
    assert dict(zip(told["code"], told["value"], strict=True)) == {"2460": 700_000, CODE: 700_000}
    assert UMEA.endswith(CODE)


def test_the_source_is_listed_with_who_and_when(reported: Office) -> None:
    rows = _ask(reported, "sources", Filters(examples=True)).rows
    (mine,) = rows[rows["title"] == "Återrapportering: 1.xlsx"].to_dict("records")
    assert "av Anna; 5 rader" in plain(mine["covers_sv"])


@pytest.fixture(scope="module")
def worked_in_2016(tmp_path_factory: pytest.TempPathFactory, starting_point: Settings) -> Office:
    """Vännäs and Nordmaling, of like size, reported unlike activities of 2016, each in a file of its own. Not to be changed."""
    office = copied(starting_point, tmp_path_factory.mktemp("of-2016"))
    first, second, third, *_rest = office.kinds
    reports = [
        office.workbook(
            activity(VANNAS, 2016, first), activity(VANNAS, 2016, second, violence_area_id="honour")
        ),
        office.workbook(activity(NORDMALING, 2016, third), activity(NORDMALING, 2016, first)),
    ]
    waiting = keep(office.settings, office.examine(*reports), "Anna")
    publish(office.settings, [batch.batch_id for batch in waiting], "Anna", silent)
    return office


_OF_2016 = [
    "municipality_violence_areas",
    "county_violence_areas",
    "county_kinds_of_work",
    "county_pairs",
]
_FILES = {"Återrapportering: 1.xlsx", "Återrapportering: 2.xlsx"}


@pytest.mark.parametrize("question", _OF_2016)
def test_what_was_reported_of_2016_is_no_example_and_names_its_files(
    worked_in_2016: Office, question: str
) -> None:
    result = _ask(worked_in_2016, question, Filters(area_code=VANNAS[-4:], year=2022, examples=False))
    assert result.statuses == (Status.REPORTED,)
    assert {place.title for place in result.provenance} == _FILES


@pytest.mark.parametrize("question", _OF_2016)
def test_among_examples_the_files_of_2016_are_named_too(worked_in_2016: Office, question: str) -> None:
    result = _ask(worked_in_2016, question, Filters(examples=True, area_code=VANNAS[-4:], year=2022))
    # Shares of all municipalities rest on examples still; a pair may be two that reported.
    assert Status.SYNTHETIC in result.statuses
    titles = {place.title for place in result.provenance}
    assert titles > _FILES


def test_a_pair_is_no_more_certain_than_either_of_its_two(worked_in_2016: Office) -> None:
    rows = _ask(worked_in_2016, "county_pairs", Filters(examples=True, area_code="24", year=2022)).rows
    reporting = {VANNAS[-4:], NORDMALING[-4:]}
    halves = rows[rows["code"].isin(reporting) != rows["other_code"].isin(reporting)]
    assert set(halves["status"]) == {"synthetic"}


@pytest.fixture(scope="module")
def both_kinds(tmp_path_factory: pytest.TempPathFactory, after_a_report: Settings) -> Office:
    """Umeå's report of 2022 among examples. Not to be changed."""
    return copied(after_a_report, tmp_path_factory.mktemp("both-kinds"))


def _is_asked_alone(query: Query) -> bool:
    return len(inspect.signature(query).parameters) == 2


_SIGN_AND_SOURCE = {Status.REPORTED: "Återrapportering", Status.SYNTHETIC: "Exempeldata"}


@pytest.mark.parametrize("question", [q for q, query in QUERIES.items() if _is_asked_alone(query)])
def test_every_sign_has_a_source(worked_in_2016: Office, both_kinds: Office, question: str) -> None:
    for office, year, area in ((worked_in_2016, 2016, VANNAS[-4:]), (both_kinds, 2022, CODE)):
        reader = store.open_reader(office.settings.dataset_dir, office.version)
        for place, level, examples in product(
            (area, area[:2], COUNTRY), ("municipality", "county"), (True, False)
        ):
            filters = Filters(
                area_code=place, year=year, level=level, examples=examples, measure_id="received"
            )
            result = QUERIES[question](reader, filters)
            titles = " ".join(p.title for p in result.provenance)
            for status, title in _SIGN_AND_SOURCE.items():
                if status in result.statuses:
                    assert title in titles, (filters, result.statuses)
            if not examples:
                assert Status.SYNTHETIC not in result.statuses and "Exempeldata" not in titles


def test_of_many_files_the_first_few_are_named_and_the_rest_counted(office: Office) -> None:
    codes = office.rows("SELECT municipality_code AS code FROM municipality ORDER BY code LIMIT 8")["code"]
    reports = [office.workbook(*report_facts(office, f"municipality-{code}")) for code in codes]
    waiting = keep(office.settings, office.examine(*reports), "Anna")
    publish(office.settings, [batch.batch_id for batch in waiting], "Anna", silent)
    result = _ask(office, "area_values", Filters(examples=True, year=2022, measure_id="used"))
    titles = [place.title for place in result.provenance]
    assert sum(title.startswith("Återrapportering: ") for title in titles) == 6
    assert titles[-1] == "2 inlästa filer till"
