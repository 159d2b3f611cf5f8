"""A story as link and file: it comes back as it was, and whatever else comes is told in a sentence and never breaks."""

import json
from dataclasses import replace

import pytest
from dataset_years import YEARS
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core import measures
from dashboard.core.errors import UserError
from dashboard.core.filters import Filters
from dashboard.core.story import Step, Story
from dashboard.core.story_text import (
    LARGEST_FILE_BYTES,
    LONGEST_TITLE,
    MOST_STEPS,
    Known,
    from_file,
    from_link,
    tidy_title,
    to_file,
    to_link,
)

DATASET = "v1-000000000000"
KNOWN = Known(
    {
        "country_ladder": (frozenset(), frozenset()),
        "printed_card": (frozenset({"card_id"}), frozenset({"card_id"})),
        "activity_search": (frozenset({"text"}), frozenset()),
    },
    {"24", "2480"},
    YEARS,
    DATASET,
)
SCRIPT = "<script>alert(1)</script>"

titles = st.text(max_size=LONGEST_TITLE).map(tidy_title)
filters = st.builds(
    Filters,
    year=st.sampled_from(YEARS),
    recipient_kind=st.sampled_from(measures.RECIPIENT_KINDS),
    violence_area_id=st.sampled_from(("", *measures.VIOLENCE_AREAS)),
    level=st.sampled_from(measures.LEVELS),
    measure_id=st.sampled_from(tuple(measures.MEASURES)),
    denominator=st.sampled_from(measures.DENOMINATORS),
    area_code=st.sampled_from(("00", "24", "2480")),
    examples=st.booleans(),
)
steps = st.one_of(
    st.builds(Step, st.just("country_ladder"), filters, st.just(()), titles),
    st.builds(
        Step,
        st.just("printed_card"),
        filters,
        st.text(max_size=40).map(lambda t: (("card_id", t),)),
        titles,
    ),
)
stories = st.builds(Story, st.just(""), titles.filter(bool), st.lists(steps, max_size=12).map(tuple))


@given(stories)
def test_a_link_and_a_file_give_back_the_story(story: Story) -> None:
    assert from_link(to_link(story, DATASET), KNOWN) == (story, [])
    assert from_file(to_file(story, DATASET), KNOWN) == (story, [])


@given(stories, st.data())
def test_of_a_link_that_is_cut_the_first_steps_are_shown_and_the_cut_is_told(
    story: Story, data: st.DataObject
) -> None:
    link = to_link(story, DATASET)
    cut = link[: data.draw(st.integers(0, len(link) - 2))]
    try:
        read, complaints = from_link(cut, KNOWN)
    except UserError as problem:
        assert "avklippt" in str(problem)
        return
    assert read.steps == story.steps[: len(read.steps)]
    assert "avklippt" in complaints[0]


def test_a_long_link_that_is_cut_still_shows_something() -> None:
    story = Story(
        "",
        "Nätverksträff",
        tuple(Step("country_ladder", Filters(), (), f"Steg {i} {i * 7919}") for i in range(100)),
    )
    link = to_link(story, DATASET)
    read, complaints = from_link(link[: len(link) * 3 // 4], KNOWN)
    assert 0 < len(read.steps) < 100
    assert read.title == story.title
    assert "av 100 steg" in complaints[0]


@given(st.binary(max_size=300))
def test_any_file_is_read_or_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(UserError, match=r"\.$"):
        from_file(content, KNOWN)


@given(st.text(max_size=300))
def test_any_text_for_a_link_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UserError, match=r"\.$"):
        from_link(text, KNOWN)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
shapes = st.fixed_dictionaries(
    {"medelkartan": st.just("bildspel"), "steps": st.lists(json_values | st.fixed_dictionaries(
        {}, optional={"question": st.sampled_from(["country_ladder", "printed_card"]) | json_values, "filters": json_values,
                      "arguments": json_values, "title": json_values}), max_size=6)},
    optional={"version": json_values, "title": json_values, "dataset": json_values, "count": json_values},
)  # fmt: skip


@given(shapes)
def test_whatever_stands_in_a_file_what_can_be_shown_is_shown(whole: dict[str, object]) -> None:
    story, complaints = from_file(json.dumps(whole).encode(), KNOWN)
    assert story.title
    assert len(story.steps) <= len(whole["steps"])  # type: ignore[arg-type]
    assert all(step.question in KNOWN.questions for step in story.steps)
    if len(story.steps) < len(whole["steps"]):  # type: ignore[arg-type]
        assert any("hoppas över" in c for c in complaints)


def a_file(*steps: object, **head: object) -> bytes:
    whole = {
        "medelkartan": "bildspel",
        "version": 1,
        "dataset": DATASET,
        "title": "T",
        "steps": list(steps),
        **head,
    }
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        ({"question": "no_such", "title": "Min bild"}, "steg 2 ”Min bild” (frågan finns inte)"),
        ({"question": "country_ladder", "filters": {"omrade": "9999"}}, "området 9999 finns inte"),
        (
            {"question": "country_ladder", "filters": {"ar": "1999"}},
            "ett filter har ett värde som inte finns",
        ),
        ({"question": "country_ladder", "filters": {"x": "1"}}, "ett filter finns inte"),
        ({"question": "country_ladder", "arguments": {"x": "1"}}, "ställd på ett sätt som inte finns"),
        ({"question": "printed_card"}, "ställd på ett sätt som inte finns"),
        (17, "går inte att läsa"),
    ],
)
def test_an_unknown_step_is_skipped_and_named_and_the_others_are_shown(step: object, reason: str) -> None:
    well = {"question": "country_ladder"}
    story, (complaint,) = from_file(a_file(well, step, well), KNOWN)
    assert len(story.steps) == 2
    assert reason in complaint


def test_a_file_of_another_version_or_dataset_says_so_and_is_shown() -> None:
    story, complaints = from_file(
        a_file({"question": "country_ladder"}, version=99, dataset="v9-older"), KNOWN
    )
    assert len(story.steps) == 1
    assert "annan version" in complaints[0]
    assert "v9-older" in complaints[1] and DATASET in complaints[1]


def test_of_5000_steps_the_first_are_taken_and_the_rest_told() -> None:
    story, (complaint,) = from_file(a_file(*[{"question": "country_ladder"}] * 5000), KNOWN)
    assert len(story.steps) == MOST_STEPS
    assert "5000" in complaint and str(MOST_STEPS) in complaint


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(UserError, match="för stor"):
        from_file(b" " * (LARGEST_FILE_BYTES + 1), KNOWN)


def test_a_link_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    import base64
    import zlib

    bomb = base64.urlsafe_b64encode(zlib.compress(b"0" * 50_000_000, 9)).decode()
    with pytest.raises(UserError):
        from_link(bomb, KNOWN)


def test_deeply_nested_json_is_refused() -> None:
    with pytest.raises(UserError):
        from_file(b"[" * 100_000, KNOWN)


def test_a_title_is_text_of_limited_length() -> None:
    story, _complaints = from_file(
        a_file({"question": "country_ladder", "title": SCRIPT}, title="å" * 500), KNOWN
    )
    assert len(story.title) == LONGEST_TITLE
    assert story.steps[0].title == SCRIPT
    assert tidy_title("en\nrad\x00 \ud800till") == "en rad till"


def test_a_step_keeps_nothing_of_the_page_it_was_taken_from() -> None:
    step = Step("country_ladder", Filters(section="ar-for-ar", search="x"))
    story, _complaints = from_link(to_link(Story("", "T", (step,)), DATASET), KNOWN)
    assert story.steps == (replace(step, filters=Filters()),)
