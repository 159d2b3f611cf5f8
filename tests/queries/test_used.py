"""What is said about an answer in words: a filter that is left out changes nothing in it."""

import pytest
from dataset_years import OFFERED

from dashboard import queries
from dashboard.core.filters import Filters
from dashboard.core.result import Result
from dashboard.core.story import Step
from dashboard.dataset.store import Reader
from dashboard.queries import QUERIES
from dashboard.queries.used import place_of, used_by, worth_saying

OTHERS = {
    "year": (2016, 2021),
    "recipient_kind": ("region", "ngo"),
    "violence_area_id": ("honour", "sexual_violence"),
    "level": ("county",),
    "measure_id": ("used", "activities"),
    "denominator": ("per_inhabitant",),
    "examples": (True,),
    "area_code": ("24", "0180"),
}
ARGUMENTS = {
    "printed_cards": {"page": "insatser"},
    "printed_card": {"card_id": "use-municipal-2016"},
    "statements": {"page": "oversikt", "section": "ar-for-ar"},
    "county_statements": {"section": "lansstyrelse-region-och-ideella"},
    "municipality_statements": {"section": "stadsdelsnamnder"},
    "goal_evidence": {"levels": "policy strategy"},
    "activity_search": {"text": "barn"},
}
# Lists to choose from, which are not shown as answers.
CHOICES = {"area_choices", "printed_cards", "statement_cards"}


def said(result: Result) -> tuple[object, ...]:
    return result.title, result.sentence, result.notes, result.rows.to_json(default_handler=str)


@pytest.mark.parametrize("question", sorted(set(QUERIES) - CHOICES))
def test_a_filter_that_is_not_used_changes_nothing(reader: Reader, question: str) -> None:
    step = Step(question, Filters(area_code="2480"), tuple(sorted(ARGUMENTS.get(question, {}).items())))
    before = said(queries.answer(reader, step))
    for field in OTHERS.keys() - used_by(question):
        for value in OTHERS[field]:
            changed = Step(question, step.filters.but(**{field: value}), step.arguments)
            assert said(queries.answer(reader, changed)) == before, (field, value)


def test_what_goes_without_saying_is_left_out() -> None:
    _filters, said = worth_saying(Step("county_ladder", Filters(area_code="24")), OFFERED)
    assert said == {"year"}
    _filters, said = worth_saying(Step("county_ladder", Filters(area_code="24", examples=True)), OFFERED)
    assert said == {"year", "examples"}


def test_the_words_are_those_of_what_is_shown() -> None:
    asked = Filters(measure_id="staff_training", year=2016, level="municipality")
    shown, _said = worth_saying(Step("area_values", asked), OFFERED)
    assert (shown.year, shown.level) == (2022, "county")


@pytest.mark.parametrize(
    ("question", "area", "place"),
    [
        ("country_ladder", "2480", "00"),
        ("county_ladder", "2480", "24"),
        ("municipality_ladder", "2480", "2480"),
        ("area_values", "24", "24"),
    ],
)
def test_the_place_is_the_one_that_the_answer_is_about(question: str, area: str, place: str) -> None:
    assert place_of(Step(question, Filters(area_code=area))) == place
