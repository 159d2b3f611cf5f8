"""What is reported is seen over the country as its own thing, with how many of how many, and changes no printed count."""

import pytest
from office import UMEA, VANNAS, Office, activity, copied, score, silent

from dashboard import queries
from dashboard.build.imports.examine import keep
from dashboard.build.imports.publish import publish
from dashboard.core.filters import Filters
from dashboard.core.result import Result
from dashboard.core.settings import Settings
from dashboard.core.story import Step
from dashboard.dataset import store
from dashboard.dataset.store import Reader
from dashboard.queries.used import used_by


@pytest.fixture(scope="module")
def two_reports(tmp_path_factory: pytest.TempPathFactory, starting_point: Settings) -> Office:
    """Umeå and Vännäs reported activities and scores. Not to be changed."""
    office = copied(starting_point, tmp_path_factory.mktemp("two-reports"))
    first, second, *_rest = office.kinds
    report = office.workbook(
        activity(UMEA, 2022, first, violence_area_id="honour"),
        activity(UMEA, 2022, second),
        activity(VANNAS, 2022, first),
        activity(VANNAS, 2021, first),
        score(UMEA, 2022, 1),
        score(VANNAS, 2022, 4),
    )
    waiting = keep(office.settings, office.examine(report), "Anna")
    publish(office.settings, [batch.batch_id for batch in waiting], "Anna", silent)
    return office


def ask(office: Office, question: str, filters: Filters) -> Result:
    reader = store.open_reader(office.settings.dataset_dir, office.version)
    return queries.answer(reader, Step(question, filters))


@pytest.mark.parametrize("examples", [True, False])
def test_activities_with_how_many_of_how_many(two_reports: Office, examples: bool) -> None:
    answer = ask(two_reports, "reported_activities", Filters(examples=examples))
    found = answer.rows.set_index(["year", "value"])[["base", "receiving"]].sort_index().to_numpy().tolist()
    # 281 and 288 municipalities received money in 2021 and 2022: table 2 of the evaluation.
    assert found == [[1, 281], [2, 288], [2, 288]]
    assert answer.sentence == (
        "Återrapporterat: 2 kommuner för 2022, av 288 som fick medel och 1 kommun för 2021, av 281 som fick medel."
    )
    assert {s.value for s in answer.statuses} == {"reported"}
    assert [place.title for place in answer.provenance] == ["Återrapportering: 1.xlsx"]


def test_a_violence_area_narrows_what_was_reported(two_reports: Office) -> None:
    rows = ask(two_reports, "reported_activities", Filters(violence_area_id="honour")).rows
    assert rows[["year", "value", "base"]].to_numpy().tolist() == [[2022, 1, 1]]


def test_scores_with_how_many_of_how_many(two_reports: Office) -> None:
    answer = ask(two_reports, "reported_scores", Filters())
    (row,) = answer.rows.to_dict("records")
    assert [row[f"s{n}"] for n in range(1, 6)] == [1, 0, 0, 1, 0]
    assert (row["base"], row["receiving"], row["year"]) == (2, 288, 2022)
    assert any("självskattade" in note for note in answer.notes)


def test_without_reports_it_is_said(reader: Reader) -> None:
    for question in ("reported_activities", "reported_scores"):
        answer = queries.answer(reader, Step(question, Filters(examples=True)))
        assert answer.is_empty and "Ingen har återrapporterat" in answer.notes[0]


# They list what the dataset holds, or what was reported.
_FOLLOW = {
    "sources",
    "statuses",
    "activity_search",
    "reported_activities",
    "reported_scores",
    "municipality_choices",
}
NATIONAL = sorted(
    name
    for name, (_own, needed) in queries.for_stories().items()
    if not needed and not {"area_code", "examples"} & used_by(name) and name not in _FOLLOW
)


@pytest.mark.parametrize("question", NATIONAL)
def test_a_report_changes_nothing_that_is_printed_of_the_country(
    two_reports: Office, reader: Reader, question: str
) -> None:
    for examples in (True, False):
        filters = Filters(examples=examples)
        before, after = queries.answer(reader, Step(question, filters)), ask(two_reports, question, filters)
        assert (after.title, after.sentence, after.notes) == (before.title, before.sentence, before.notes)
        assert after.rows.equals(before.rows)
