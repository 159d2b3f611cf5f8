"""The invented answers, recounted margin by margin and set beside the ledger."""

import pandas as pd
import pytest

from dashboard.build.examples.assessments import training_counts

Tables = dict[str, pd.DataFrame]

AREAS = ("intimate_partner", "honour", "prostitution_trafficking", "sexual_violence")
TRAINING = {
    "all": "all",
    "majority": "majority",
    "minority": "minority",
    "unknown_share": "unknown-number",
    "none": "none",
    "dont_know": "dont-know",
}
DEVELOPMENT_AREAS = (
    "quality-own",
    "prevention",
    "women",
    "vulnerable",
    "children",
    "perpetrators",
    "prostitution",
)


@pytest.fixture(scope="module")
def ledger(tables: Tables) -> pd.DataFrame:
    return tables["published_figure"].set_index("figure_id")


@pytest.fixture(scope="module")
def answers(tables: Tables) -> pd.DataFrame:
    """The invented answers."""
    rows = tables["self_assessment"]
    return rows[rows["status"] == "synthetic"]


def to(answers: pd.DataFrame, question_id: str) -> pd.DataFrame:
    return answers[answers["question_id"] == question_id]


def claimants_2022(tables: Tables) -> set[str]:
    rows = tables["allocation"]
    return set(
        rows.loc[
            (rows["year"] == 2022) & (rows["measure"] == "received") & (rows["amount_sek"] > 0),
            "recipient_id",
        ]
    )


def test_quality_scores(answers: pd.DataFrame, ledger: pd.DataFrame) -> None:
    figure = ledger.loc["vardanalys-2023.f5.municipalities.quality-4-5.count.2022"]
    scores = to(answers, "quality")["score"].astype(int)
    assert len(scores) == figure["respondents"]
    assert (scores >= 4).sum() == figure["value"]
    assert set(scores) == {1, 2, 3, 4, 5}


def test_not_possible_without_funds(answers: pd.DataFrame, ledger: pd.DataFrame) -> None:
    figure = ledger.loc["vardanalys-2023.municipalities.quality-not-without-funds.count.2022"]
    rows = to(answers, "not_possible_without")
    assert len(rows) == figure["respondents"]
    assert (rows["answer"] == "ja").sum() == figure["value"]
    assert set(rows["answer"]) == {"ja", "nej"}
    assert set(rows["recipient_id"]) == set(to(answers, "quality")["recipient_id"])


@pytest.mark.parametrize("area", AREAS)
def test_staff_training_has_every_printed_percentage(
    answers: pd.DataFrame, ledger: pd.DataFrame, area: str
) -> None:
    rows = to(answers, "staff_training").query("violence_area_id == @area")
    cells = ledger[ledger.index.str.startswith("vardanalys-2023.t6.") & (ledger["violence_area_id"] == area)]
    printed = {figure_id.rsplit(".", 1)[1]: int(value) for figure_id, value in cells["value"].items()}
    counted = rows["answer"].value_counts()
    n = len(rows)
    assert {n} == set(cells["respondents"])
    # Half up: 100 c / n lies in [p - 0.5, p + 0.5).
    assert {
        TRAINING[answer]: (200 * int(count) + n) // (2 * n) for answer, count in counted.items()
    } == printed


def test_staff_training_is_answered_by_those_of_the_survey(
    answers: pd.DataFrame, ledger: pd.DataFrame
) -> None:
    responding = set(to(answers, "staff_training")["recipient_id"])
    surveyed = ledger.at["vardanalys-2023.data.survey.responses.2023", "value"]
    assert ledger.at["vardanalys-2023.t6.intimate-partner.all", "respondents"] <= len(responding) <= surveyed


def test_larger_municipalities_train_more(tables: Tables, answers: pd.DataFrame) -> None:
    people = tables["population"].query("year == 2022").set_index("area_code")["population"]
    rows = to(answers, "staff_training").merge(
        tables["recipient"][["recipient_id", "area_code"]], on="recipient_id"
    )
    size = rows["area_code"].map(people)
    most = rows["answer"].isin(["all", "majority"])
    assert size[most].median() > size[rows["answer"].isin(["minority", "none"])].median()


def test_nobody_answers_for_2022_without_having_claimed(tables: Tables, answers: pd.DataFrame) -> None:
    responding = set(answers.loc[answers["year"] == 2022, "recipient_id"])
    assert responding
    assert responding <= claimants_2022(tables)


def test_management_system_covers_the_violence_already(
    tables: Tables, answers: pd.DataFrame, ledger: pd.DataFrame
) -> None:
    rows, activity = to(answers, "management_system_covers"), tables["activity"]
    worked = set(
        activity.loc[activity["activity_type_id"] == "2016.municipality.management-system", "recipient_id"]
    )
    active = set(activity.loc[activity["year"] == 2016, "recipient_id"])
    assert len(rows) == ledger.at["sos-2017.municipalities.management-system.already-covered", "value"]
    assert set(rows["answer"]) == {"ja"}
    assert not set(rows["recipient_id"]) & worked
    assert set(rows["recipient_id"]) <= active
    assert len(worked) == ledger.at["sos-2017.municipalities.management-system", "value"]


@pytest.mark.parametrize("area", DEVELOPMENT_AREAS)
def test_expected_results_of_ngos(
    tables: Tables, answers: pd.DataFrame, ledger: pd.DataFrame, area: str
) -> None:
    rows = to(answers, f"expected_result.{area}")
    printed = {
        result: ledger.at[f"sos-2017.ngos.{area}.result-{result}", "value"]
        for result in ("full", "partly", "little")
        if f"sos-2017.ngos.{area}.result-{result}" in ledger.index
    }
    counted = rows["answer"].value_counts().to_dict()
    assert {result: counted[result] for result in printed} == printed
    if set(printed) == {"full"}:
        assert len(rows) == ledger.at[f"sos-2017.ngos.{area}.result-full", "respondents"]
    else:
        assert set(counted) == set(printed)
    activity = tables["activity"]
    working = set(activity.loc[activity["locator"] == f"sos-2017.ngos.{area}", "recipient_id"])
    assert set(rows["recipient_id"]) <= working
    assert len(working) == ledger.at[f"sos-2017.ngos.{area}", "value"]


def test_nobody_answers_twice_and_every_question_is_known(tables: Tables) -> None:
    rows = tables["self_assessment"]
    assert not rows.duplicated(["recipient_id", "year", "question_id", "violence_area_id"]).any()
    assert set(rows["question_id"]) == set(tables["question"]["question_id"])


def test_an_answer_is_a_score_or_words_and_never_both(answers: pd.DataFrame) -> None:
    assert (answers["score"].notna() ^ answers["answer"].notna()).all()
    assert set(answers.loc[answers["score"].notna(), "question_id"]) == {"quality"}


def test_invented_rows_say_so_and_name_their_margin(answers: pd.DataFrame, ledger: pd.DataFrame) -> None:
    assert len(answers) > 0
    assert set(answers["source_id"]) == {"exempel"}
    assert set(answers["locator"]) <= set(ledger.index)


def test_counts_round_half_up_to_their_percentages() -> None:
    assert training_counts({"yes": 13, "no": 88}, 8) == {"yes": 1, "no": 7}
    assert training_counts({"yes": 33, "no": 67}, 3) == {"yes": 1, "no": 2}


def test_counts_that_cannot_exist_are_refused() -> None:
    with pytest.raises(ValueError, match="Inga hela antal"):
        training_counts({"yes": 40, "no": 60}, 3)
    with pytest.raises(ValueError, match="Inga hela antal"):
        training_counts({"yes": 50, "no": 52}, 200)
