"""What recipients say came of the money: the printed answers, and nothing read into those that are not printed."""

import fnmatch

import pandas as pd
import pytest

from dashboard.core.filters import Filters
from dashboard.dataset.store import Reader
from dashboard.queries import results, survey


def test_the_scores_say_how_many_answered_of_how_many_asked(reader: Reader) -> None:
    rows = results.scores(reader, Filters()).rows.set_index(["kind", "year"])
    # Figures 5, 15 and 18, and table 2, of the evaluation.
    assert rows["answered"].to_dict() == {
        ("municipality", 2020): 276, ("municipality", 2021): 274, ("municipality", 2022): 284,
        ("region", 2020): 21, ("region", 2021): 21, ("region", 2022): 21,
        ("ngo", 2020): 18, ("ngo", 2021): 10, ("ngo", 2022): 16,
    }  # fmt: skip
    assert rows.loc["municipality", "asked"].tolist() == [284, 281, 288]


@pytest.mark.parametrize("examples", [True, False])
def test_scores_that_no_text_gives_are_not_made_up(reader: Reader, examples: bool) -> None:
    result = results.scores(reader, Filters(examples=examples))
    rows = result.rows.set_index(["kind", "year"])
    known = rows.loc[("municipality", 2022)]
    assert (known["high"], known["low"], known["unknown"]) == (242, 42, 0)
    others = rows.drop(("municipality", 2022))
    assert (others["unknown"] == others["answered"]).all()
    assert set(rows["status"]) == {"published"}
    assert "exempel" not in " ".join([result.sentence, *result.notes]).lower()


@pytest.mark.parametrize("examples", [True, False])
def test_self_assessments_are_called_that(reader: Reader, examples: bool) -> None:
    filters = Filters(examples=examples)
    for result in (
        results.scores(reader, filters),
        results.expected(reader, filters),
        survey.questions(reader, filters),
    ):
        said = " ".join([result.title, result.sentence, *result.notes]).lower()
        assert "självskattat" in said or "självskattade" in said
        assert "mäter inte effekt" in said


def test_the_organisations_results_area_by_area(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    rows = results.expected(reader, Filters()).rows
    assert (rows[["full", "partly", "little", "other"]].sum(axis=1) == rows["base"]).all()
    ledger = tables["published_figure"]
    printed = ledger[ledger["figure_id"].str.match(r"sos-2017\.ngos\..*\.result-")]
    assert rows[["full", "partly", "little"]].sum().sum() == printed["value"].sum()
    women = rows.set_index("label").loc["Insatser för våldsutsatta kvinnor"]
    assert (women["full"], women["partly"], women["base"]) == (22, 5, 27)


def test_results_of_a_violence_area(reader: Reader) -> None:
    one = results.expected(reader, Filters(violence_area_id="prostitution_trafficking"))
    assert one.rows[["full", "partly", "base"]].to_numpy().tolist() == [[4, 1, 5]]
    none = results.expected(reader, Filters(violence_area_id="sexual_violence"))
    assert none.is_empty
    assert none.notes


def test_every_question_of_the_survey_is_there(reader: Reader) -> None:
    rows = survey.questions(reader, Filters()).rows
    assert rows["question_no"].tolist() == list(range(1, 38))
    assert (rows["answers"] != "").all()


def test_every_printed_answer_of_the_survey_stands_at_its_question(tables: dict[str, pd.DataFrame]) -> None:
    patterns = " ".join(tables["survey_question"]["figures"].dropna()).split()
    ids = tables["published_figure"]["figure_id"]
    for pattern in patterns:
        assert fnmatch.filter(ids, pattern), pattern
    of_the_survey = (
        r"vardanalys-2023\.(?:f4|f6|f8|f9|f10|f11|f12|f13|f19|f20|f21|f23|f24|f25|f26|f27|f28|t6)\."
    )
    for figure_id in ids[ids.str.match(of_the_survey)]:
        assert any(fnmatch.fnmatchcase(figure_id, p) for p in patterns), figure_id


def test_a_question_has_its_answers_and_its_base(reader: Reader) -> None:
    rows = survey.questions(reader, Filters()).rows.set_index("question_no")
    assert "samtliga 25\u00a0%" in rows.at[7, "answers"].replace(" %", "\u00a0%")
    assert rows.at[7, "answered"] == "109–163"
    assert rows.at[16, "answered"] == "167"
    assert rows.at[33, "answered"] == "163–165"
    assert rows.at[17, "answered"] == "anges inte"
    assert rows.at[21, "answers"] == "Redovisas inte i rapporten."


def test_a_violence_area_leaves_the_questions_that_tell_areas_apart(reader: Reader) -> None:
    rows = survey.questions(reader, Filters(violence_area_id="honour")).rows
    assert rows["question_no"].tolist() == [2, 7]
    assert rows["answered"].tolist() == ["anges inte", "149"]


def test_an_answer_that_is_not_printed_is_no_zero_where_someone_is_unaccounted_for(reader: Reader) -> None:
    rows = results.expected(reader, Filters()).rows.set_index("label")
    open_rows = rows[rows["other"] > 0]
    assert len(open_rows) == 3
    assert open_rows["little"].isna().all()
    assert (rows.loc[rows["other"] == 0, "little"] >= 0).all()
