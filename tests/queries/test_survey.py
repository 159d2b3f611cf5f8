"""The survey question by question: a share says what it is a share of, also where the question alone does not."""

import pytest

from dashboard.core.filters import Filters
from dashboard.core.story import Step
from dashboard.dataset.store import Reader
from dashboard.queries import answer


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        (2, "Kommuner där samtliga eller en majoritet av personalen fått kompetensutveckling"),
        (14, "Kommuner som ofta använder kompetensstöd från aktören"),
        (33, "Andel kommuner som inte planerar förändrad bemanning"),
    ],
)
def test_numbers_that_are_no_answers_to_choose_between_say_what_they_measure(
    reader: Reader, question: int, measure: str
) -> None:
    rows = answer(reader, Step("survey_questions", Filters())).rows.set_index("question_no")
    assert rows.at[question, "answers"].startswith(f"{measure}: ")


@pytest.mark.parametrize("area", ["honour", "sexual_violence"])
def test_one_violence_area_alone_says_what_it_measures_too(reader: Reader, area: str) -> None:
    rows = answer(reader, Step("survey_questions", Filters(violence_area_id=area))).rows
    told = rows.set_index("question_no").at[2, "answers"]
    assert told.startswith(
        "Kommuner där samtliga eller en majoritet av personalen fått kompetensutveckling: "
    )


@pytest.mark.parametrize("question", [4, 16, 17, 20])
def test_answers_to_choose_between_stand_alone(reader: Reader, question: int) -> None:
    rows = answer(reader, Step("survey_questions", Filters())).rows.set_index("question_no")
    assert ":" not in rows.at[question, "answers"]
