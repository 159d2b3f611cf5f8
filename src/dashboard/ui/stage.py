"""A step of a story on the whole window: title, sentence, figure, filters in words, source and where in the story it is."""

import textwrap
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard.core.errors import UserError
from dashboard.core.filters import in_words
from dashboard.core.language import _, ngettext
from dashboard.core.numbers import number
from dashboard.core.result import Result
from dashboard.core.status import example_band
from dashboard.core.story import Step
from dashboard.figures import stage as large
from dashboard.figures.describe import text_alternative
from dashboard.queries.used import place_of, used_by, worth_saying
from dashboard.ui import answers, cards, navigation, stage_table, state
from dashboard.ui.presentation import Opened

_LOOK = Path(__file__).parent / "assets" / "stage.css"
_LONG_TITLE = 66
_NOTE_LETTERS = 250
_SOURCE_LETTERS = 150
_SOURCE_PX = 750
MAP_PX = 700


def show(opened: Opened) -> None:
    """The step that the address points to, with the buttons that the keys press."""
    story = opened.story
    st.html(_LOOK)
    with st.container(key="stage"):
        if not story.steps:
            st.title(cards.escape(story.title), anchor=False)
            st.markdown(cards.escape(" ".join([*opened.complaints, _("Bildspelet har inga steg att visa.")])))
            _foot(opened, "")
            return
        step = opened.step
        if step.filters.examples and answers.settings().examples:
            with st.container(key="stage_examples"):
                st.markdown(example_band())
        try:
            result = answers.ask_step(step)
        except UserError as problem:
            st.title(cards.escape(step.title or story.title), anchor=False)
            st.markdown(cards.escape(" ".join([*opened.complaints, str(problem)])))
            _foot(opened, "")
            return
        _head(opened, result)
        left_out = _picture(step, result)
        _notes(result, left_out, opened.complaints)
        _foot(opened, _source(result))


def _head(opened: Opened, result: Result) -> None:
    step = opened.step
    title = step.title or result.title
    with st.container(key="stage_long" if len(title) > _LONG_TITLE else "stage_title", gap=None):
        st.title(cards.escape(title), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="stage_line"):
        place = answers.area_names().get(place_of(step), _("hela riket"))
        st.markdown(
            cards.escape(in_words(*worth_saying(result.asked or step, answers.years()), place)),
            width="content",
        )
        cards.signs(result)
    with st.container(key="stage_sentence"):
        st.markdown(cards.escape(result.sentence))


def _picture(step: Step, result: Result) -> int:
    """Draws the answer; returns how many of its rows there was no room for."""
    with st.container(key="stage_picture"):
        if result.is_empty:
            cards.nothing(result)
            return 0
        if result.result_id == "area_values":
            left, right = st.columns((MAP_PX, large.WIDTH_PX - MAP_PX), gap=None)
            with right:
                left_out = stage_table.highest_and_lowest(result, large.WIDTH_PX - MAP_PX)
            with left:
                _figure(result, step, MAP_PX)
            return left_out
        staged = _figure(result, step, large.WIDTH_PX)
        if staged is not None:
            return staged.left_out
        if result.result_id == "country_key_figures":
            cards.key_figures(result)
            return 0
        return stage_table.draw(result)


def _figure(result: Result, step: Step, width: int) -> large.Staged | None:
    staged = large.draw(result, answers.geometry(), _other_years(result.asked or step), width)
    if staged is not None:
        st.plotly_chart(
            staged.figure,
            key=f"stage_{result.result_id}",
            theme=None,
            width=width,
            height=large.HEIGHT_PX,
            config=large.settings(),
            alt=text_alternative(result),
        )
    return staged


def _other_years(shown: Step) -> Sequence[Result]:
    if "year" not in used_by(shown.question):
        return ()
    years = [year for year in answers.years().every if year != shown.filters.year]
    others = (
        answers.ask_step(Step(shown.question, shown.filters.but(year=y), shown.arguments)) for y in years
    )
    return [result for result in others if not result.is_empty]


def _notes(result: Result, left_out: int, complaints: Sequence[str]) -> None:
    texts = [textwrap.shorten(" ".join(complaints), _NOTE_LETTERS, placeholder=" …")] if complaints else []
    if left_out:
        texts.append(
            ngettext(
                "{count} rad till finns i arbetsboken (Excel) och på webbsidan.",
                "{count} rader till finns i arbetsboken (Excel) och på webbsidan.",
                left_out,
            ).format(count=number(left_out))
        )
    for note in result.notes:
        if len(" ".join([*texts, note])) <= _NOTE_LETTERS:
            texts.append(note)
    with st.container(key="stage_notes"):
        st.markdown(cards.escape(" ".join(texts)))


def _source(result: Result) -> str:
    if not result.provenance:
        return ""
    text = "; ".join(f"{p.title}, {p.locator}" for p in result.provenance)
    if len(text) <= _SOURCE_LETTERS:
        return _("Källa: {sources}").format(sources=text)
    places = [f"{p.title}, {_short(p.locator)}" for p in result.provenance]
    if any(len(place) > _SOURCE_LETTERS for place in places):
        places = [p.title for p in result.provenance]
    text = "; ".join(places)
    while len(text) > _SOURCE_LETTERS and len(places) > 1:
        places.pop()
        text = _("{sources} och andra källor").format(sources="; ".join(places))
    return _("Källa: {sources}").format(sources=text)


def _short(locator: str) -> str:
    first, _sign, rest = locator.partition("; ")
    return _("{place} med flera ställen").format(place=first) if rest else first


def _foot(opened: Opened, source: str) -> None:
    count, number = len(opened.story.steps), opened.position + 1
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", key="stage_foot"
    ):
        st.markdown(cards.escape(source), width=_SOURCE_PX)
        with st.container(horizontal_alignment="right", gap=None, width="content", key="stage_where"):
            st.markdown(
                cards.escape(
                    _("steg {number} av {count} · {story}").format(
                        number=number, count=count, story=opened.story.title
                    )
                ),
                width="content",
            )
            with st.container(
                horizontal=True, horizontal_alignment="right", width="content", key="stage_keys"
            ):
                _button("stage_first", _("Första"), 1, number == 1)
                _button("stage_previous", _("Föregående"), number - 1, number == 1)
                _button("stage_next", _("Nästa"), number + 1, number == count)
                _button("stage_last", _("Sista"), count, number == count)
                if st.button(_("Avsluta"), key="stage_leave", type="tertiary"):
                    navigation.go_back()


def _button(key: str, label: str, number: int, disabled: bool) -> None:
    st.button(label, key=key, on_click=state.go_to_step, args=(number,), disabled=disabled, type="tertiary")
