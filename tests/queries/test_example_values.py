"""Example data is told of nowhere: on or off, every answer says the same of the world, and the country's answers hold none."""

import re
from dataclasses import replace

import pytest

from dashboard import queries
from dashboard.core.filters import Filters
from dashboard.core.measures import MEASURES
from dashboard.core.result import Result
from dashboard.core.status import Status
from dashboard.core.story import Step
from dashboard.dataset.store import Reader
from dashboard.exports.workbook import file_name, sheet_name
from dashboard.figures.describe import text_alternative, told
from dashboard.queries import areas
from dashboard.queries.example_values import retold, said
from dashboard.queries.used import used_by

PLACES = ("00", "24", "0180", "2403")
SHOWN = sorted(name for name, (_own, needed) in queries.for_stories().items() if not needed)
# Everything else is about the country, or about a place with nothing invented.
WITH_EXAMPLES = sorted(name for name in SHOWN if "examples" in used_by(name))
_NUMBER = re.compile(r"\d+(?:[\xa0 ]\d{3})*(?:,\d+)?")


def choices(question: str) -> list[Filters]:
    """The filters that a question is asked with here, example data shown."""
    if question == "area_values" or question.startswith("equity_"):
        return [
            Filters(area_code=place, measure_id=measure, year=year, examples=True)
            for place in ("00", "24")
            for measure in MEASURES
            for year in (2016, 2022)
        ]
    # What the question does not use changes nothing in its answer: see test_used.py.
    used = used_by(question)
    return [
        Filters(area_code=place, year=year, violence_area_id=area, examples=True)
        for place in (PLACES if "area_code" in used else PLACES[:1])
        for year in ((2016, 2022) if "year" in used else (2022,))
        for area in (("", "honour") if "violence_area_id" in used else ("",))
    ]


def pair(reader: Reader, question: str, filters: Filters) -> tuple[Result, Result]:
    """The answer with example data, and the one without."""
    return (
        queries.answer(reader, Step(question, filters)),
        queries.answer(reader, Step(question, filters.but(examples=False))),
    )


def words(result: Result) -> str:
    """All that is said of an answer apart from its rows: on the page, to those who do not see it, in files and their names."""
    return " ".join(
        [
            result.title,
            told(result),
            text_alternative(result),
            *result.notes,
            sheet_name(1, result),
            file_name(1, result),
        ]
    )


def numbers(text: str) -> set[str]:
    """The numbers in a text."""
    return set(_NUMBER.findall(text))


@pytest.mark.parametrize("question", SHOWN)
def test_example_data_adds_nothing_to_what_is_said(reader: Reader, question: str) -> None:
    names = areas.names(reader).values()
    with_examples = 0
    for filters in choices(question):
        shown, known = pair(reader, question, filters)
        now, before = words(shown), words(known)
        assert {n for n in names if n in now} <= {n for n in names if n in before}, filters
        assert numbers(now) <= numbers(before), filters
        assert set(shown.notes) <= set(known.notes) and not known.has_examples
        assert (said() in shown.sentence) == shown.has_examples
        # What the place's own examples answer is no longer listed as unknown.
        with_examples += shown.has_examples or len(shown.rows) < len(known.rows)
        if question not in WITH_EXAMPLES:
            # About the country, or about a place with nothing invented: the choice changes nothing.
            assert (now, shown.rows.to_json(default_handler=str)) == (
                before,
                known.rows.to_json(default_handler=str),
            )
            assert "Exempeldata" not in {place.title for place in shown.provenance}
    assert bool(with_examples) == (question in WITH_EXAMPLES)


def test_a_pattern_of_the_generator_is_not_retold(reader: Reader) -> None:
    known = queries.answer(reader, Step("county_ladder", Filters(area_code="24")))
    invented = replace(
        known,
        title="Ånge lät bli",
        sentence="Från 6 % till 65 % efter storlek.",
        notes=("Ånge saknar 3 år.", known.notes[0]),
        statuses=(Status.SYNTHETIC,),
    )
    retelling = retold(invented, known)
    assert (retelling.title, retelling.sentence) == (known.title, f"{known.sentence} {said()}")
    assert retelling.notes == (known.notes[0],)
    assert retelling.rows is invented.rows
    wordless = replace(known, sentence="")
    assert retold(invented, wordless).sentence == said()
    absent = retold(replace(invented, statuses=(Status.MODELLED,)), known)
    assert (absent.title, absent.sentence) == (known.title, known.sentence)
