"""The ready stories: every step of every one has an answer, and the country's shows no example data."""

from dataclasses import replace

import pytest
from dataset_years import YEARS

from dashboard import queries
from dashboard.core.codes import COUNTRY
from dashboard.core.errors import UserError
from dashboard.core.filters import Filters
from dashboard.core.result import Result
from dashboard.core.status import Status
from dashboard.core.story import Step, Story
from dashboard.dataset.store import Reader
from dashboard.queries import areas, stories

FEWEST, MOST = 7, 15


@pytest.fixture(scope="module")
def codes(reader: Reader) -> list[str]:
    """The country and every county."""
    return [COUNTRY, *(code for code in areas.names(reader) if len(code) == 2)]


def answers(reader: Reader, story: Story) -> list[Result]:
    return [queries.answer(reader, step) for step in story.steps]


def test_there_is_a_story_of_the_country_and_of_each_of_the_21_counties(codes: list[str]) -> None:
    assert len(set(codes)) == 22


@pytest.mark.parametrize("examples", [True, False])
def test_every_step_has_figures_or_says_why_it_has_none(
    reader: Reader, codes: list[str], examples: bool
) -> None:
    for code in codes:
        story = stories.ready(reader, code, Filters(examples=examples))
        assert FEWEST <= len(story.steps) <= MOST
        for step, result in zip(story.steps, answers(reader, story), strict=True):
            # An answer opens in a year of its own where none is chosen.
            opened = step.filters.opening_in(result.asked.filters.year)
            assert result.title and result.asked == replace(step, filters=opened)
            # A step has something to show and says where it comes from; what is not known has a step of its own.
            assert not result.is_empty and result.sentence and result.provenance, (code, step.question)


@pytest.mark.parametrize("year", YEARS)
def test_the_country_is_told_without_example_data(reader: Reader, year: int) -> None:
    story = stories.ready(reader, COUNTRY, Filters(year=year, examples=True))
    assert [r.title for r in answers(reader, story) if Status.SYNTHETIC in r.statuses] == []


@pytest.mark.parametrize("code", ["2281", "0180", "1440", "2403", "0980"])
@pytest.mark.parametrize("year", YEARS)
def test_a_municipality_s_story_has_no_empty_step(reader: Reader, code: str, year: int) -> None:
    for examples in (True, False):
        story = stories.ready(reader, code, Filters(year=year, examples=examples))
        results = answers(reader, story)
        assert [r.title for r in results if r.is_empty or not r.provenance] == []
        asked = [step.question for step in story.steps]
        assert ("municipality_unknown" in asked) == (not examples)


def test_a_story_without_example_data_has_none(reader: Reader, codes: list[str]) -> None:
    for code in codes:
        story = stories.ready(reader, code, Filters(examples=False))
        assert [r.title for r in answers(reader, story) if r.has_examples] == []


@pytest.mark.parametrize("value", ["", "finns-inte", "<script>alert(1)</script>", "'; DROP TABLE source; --"])
@pytest.mark.parametrize(
    "question", sorted(n for n, (allowed, _needed) in queries.for_stories().items() if allowed)
)
def test_an_argument_that_does_not_exist_gives_a_sentence_or_an_answer_that_says_why(
    reader: Reader, question: str, value: str
) -> None:
    allowed, _needed = queries.for_stories()[question]
    step = Step(question, Filters(), tuple((name, value) for name in sorted(allowed)))
    try:
        result = queries.answer(reader, step)
    except UserError as problem:
        assert str(problem).endswith(".")
        return
    assert result.notes if result.is_empty else result.sentence
