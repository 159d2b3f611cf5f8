"""The sentences of all questions, over the filters and in both languages: whole, well formed, and never about cause."""

import re
from collections.abc import Iterator
from contextvars import copy_context

import pytest
from dataset_years import YEARS

from dashboard import queries
from dashboard.core import measures
from dashboard.core.filters import Filters
from dashboard.core.language import LANGUAGES
from dashboard.core.story import Step
from dashboard.dataset.store import Reader
from dashboard.locale import speak_in
from dashboard.queries import used

VALUES = {
    "year": YEARS,
    "recipient_kind": measures.RECIPIENT_KINDS,
    "violence_area_id": ("", *measures.VIOLENCE_AREAS),
    "level": measures.LEVELS,
    "measure_id": tuple(measures.MEASURES),
    # The country, a county of many municipalities, a county that is one, the largest municipality and the smallest.
    "area_code": ("00", "24", "09", "0180", "2403"),
}
ALONE = [name for name, (_own, needed) in queries.for_stories().items() if not needed]

CAUSE = re.compile(
    r"\b(ledde till|tack vare|på grund av|beror på|orsak\w*|effekt\w*|gjorde att|därför|eftersom"
    r"|led to|because|thanks to|due to|caus\w+|effects? of|impact\w*)\b",
    re.IGNORECASE,
)
MANY = (
    "kommuner|regioner|organisationer|insatser|målgrupper|uppgifter|slag|rekommendationer|förslag som"
    "|municipalities|regions|organisations|activities|counties|target groups|figures|needs|pairs|kinds|recommendations"
)
ONE = "kommun|region|organisation|insats|målgrupp|municipality|activity|county(?! administrative)|target group|figure"
# With one word between at most: "1 of 1 responding municipalities".
PLURAL_FAULTS = re.compile(
    rf"(?<![\d.,–\u00a0])\b1 (\w+ )?({MANY})\b|(?<![\d.,–])\b(?!1 )(?!(19|20)\d\d )\d+ (\w+ )?({ONE})\b",
    re.IGNORECASE,
)
FAULTS = {
    "no full stop at the end": re.compile(r"[^.]$|\.\.$"),
    "a value that is missing": re.compile(r"\b(nan|None(?! of)|NaT|inf)\b|(^| )– "),
    "a template": re.compile(r"[{}]"),
    "spaces": re.compile(r"  | [.,;:]|^\s|\s$|\( | \)"),
    "one of many, or many of one": PLURAL_FAULTS,
    "a long number without groups": re.compile(r"\d{5}|(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{4}(?!\d)"),
    "an empty list": re.compile(r"\(\)|: [.,;]"),
    "cause": CAUSE,
}


DECIMALS = {"sv": re.compile(r"\d\.\d"), "en": re.compile(r"\d,\d{1,2}(?!\d)")}


def asked(question: str) -> Iterator[Filters]:
    """Filters for a question: each value in turn of those that change its answer; each place with example data hidden, too, and
    each measure in relation to its inhabitants and to its whole."""
    names = used.used_by(question)
    plain = Filters()
    yield plain
    if "examples" in names:
        yield plain.but(examples=False)
    for field in sorted(names - {"examples", "denominator"}):
        for value in VALUES[field]:
            filters = plain.but(**{field: value})
            if filters == plain:
                continue
            yield filters
            if field == "area_code" and "examples" in names:
                yield filters.but(examples=False)
            if field in ("measure_id", "level") and "denominator" in names:
                yield filters.but(denominator="per_inhabitant")
                yield filters.but(denominator="share")


def in_language(language: str, reader: Reader, step: Step) -> str:
    def said() -> str:
        speak_in(language)
        return queries.answer(reader, step).sentence

    return copy_context().run(said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", ALONE)
def test_every_sentence_is_whole_and_never_claims_cause(reader: Reader, question: str, language: str) -> None:
    wrong = {}
    for filters in asked(question):
        sentence = in_language(language, reader, Step(question, filters))
        for fault, pattern in {**FAULTS, "decimals of another language": DECIMALS[language]}.items():
            if sentence and pattern.search(sentence):
                wrong.setdefault((fault, sentence), filters)
    assert wrong == {}


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("Inga uppgifter att visa", "no full stop at the end"),
        ("Umeå fick nan kr.", "a value that is missing"),
        ("Umeå fick 10 kr och – förbrukades.", "a value that is missing"),
        ("{name} fick 10 kr.", "a template"),
        ("Umeå  fick 10 kr.", "spaces"),
        ("Flest: personal. 1 målgrupper nämns.", "one of many, or many of one"),
        ("In Gotland, 1 of 1 responding municipalities.", "one of many, or many of one"),
        ("3 kommun rekvirerade.", "one of many, or many of one"),
        ("Umeå fick 12345 kr.", "a long number without groups"),
        ("Metoder: .", "an empty list"),
        ("Fler rekvirerade på grund av medlen.", "cause"),
        ("The grants led to more activities.", "cause"),
    ],
)
def test_a_fault_is_noticed(sentence: str, fault: str) -> None:
    assert FAULTS[fault].search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "År 2022 rekvirerade 1 av 15 kommuner, tillsammans 1\u00a0234\u00a0567 kr.",
        "None of the 21 county administrative boards answered in 2020–2022.",
        "Of 1 municipality, 1 answered.",
    ],
)
def test_a_good_sentence_has_no_fault(sentence: str) -> None:
    assert [fault for fault, pattern in FAULTS.items() if pattern.search(sentence)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_places_beside_the_first_ones_are_counted_in_words_that_agree(
    reader: Reader, language: str
) -> None:
    def places() -> list[str]:
        speak_in(language)
        return [p.locator for q in ALONE for p in queries.answer(reader, Step(q, Filters())).provenance]

    told = copy_context().run(places)
    more = {"sv": "ställe", "en": "more place"}[language]
    counted = [text for text in told if more in text]
    assert counted
    assert not [
        text
        for text in counted
        if re.search(r"\b1 (ställen|more places)\b|\b(?!1 )\d+ (ställe|more place)\b", text)
    ]
