"""Which story is open, and the page where stories are chosen."""

from dataclasses import dataclass

import streamlit as st

from dashboard.core import story_text
from dashboard.core.codes import COUNTRY, is_county, is_municipality, swedish_order
from dashboard.core.errors import UserError
from dashboard.core.filters import Filters, from_address
from dashboard.core.language import _
from dashboard.core.story import Step, Story
from dashboard.queries import stories
from dashboard.ui import answers, example_band, navigation, state, tray

# A story that is too long for an address is shown from the session.
OWN_IN_SESSION = "eget"


@dataclass(frozen=True)
class Opened:
    """A story, the position of the step that is shown, and what could not be read of the address."""

    story: Story
    position: int
    complaints: tuple[str, ...] = ()

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self.story.steps[self.position]


def opened() -> Opened | None:
    """The story that the address names; None when it names none."""
    query = state.story_address()
    if not query:
        return None
    story, complaints = _own(query) if "bildspel" in query else _ready(query)
    complaints = [*complaints, *example_band.about_story(story)]
    position, complaint = _position(query.pop("steg", "1"), len(story.steps))
    return Opened(
        story,
        position,
        _untold(query, position, [*state.kept("stage_complaints", ()), *complaints, *complaint]),
    )


def _untold(query: dict[str, str], position: int, complaints: list[str]) -> tuple[str, ...]:
    """The complaints, on the step at which the story was opened; on the others they would only be in the way."""
    told = state.kept("story_opened")
    if told is None or told[0] != query:
        told = (query, position)
        state.keep("story_opened", told)
    return tuple(complaints) if told == (query, position) else ()


def _ready(query: dict[str, str]) -> tuple[Story, list[str]]:
    code = query["berattelse"]
    if code == OWN_IN_SESSION and tray.tray().steps:
        return tray.tray(), []
    told_with, complaints = from_address(
        {k: v for k, v in query.items() if k in ("ar", "exempel")}, Filters(), answers.years().every
    )
    if code == stories.COUNTRY_STORY:
        code = COUNTRY
    elif code not in answers.area_names():
        complaints.append(
            _("Berättelsen ”{name}” finns inte. Vi visar läget i landet.").format(name=code[:40])
        )
        code = COUNTRY
    return answers.ready_story(code, told_with), complaints


def _own(query: dict[str, str]) -> tuple[Story, list[str]]:
    try:
        story, complaints = story_text.from_link(query["bildspel"], tray.known())
    except UserError as problem:
        return Story("", _("Eget bildspel"), ()), [str(problem)]
    if story.steps and not tray.tray().steps:
        # Whoever opens a link can go on with the story on the page.
        tray.keep(story)
    return story, complaints


def _position(text: str, count: int) -> tuple[int, list[str]]:
    if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= count:
        return int(text) - 1, []
    return 0, [_("Steget ”{name}” finns inte i berättelsen. Vi visar det första.").format(name=text[:40])]


def ready_stories() -> None:
    """A link to each ready story: the country's, and one for each county."""
    st.header(_("Färdiga berättelser"), anchor=False)
    filters = answers.chosen_filters()
    told_with = state.told_with(filters)
    navigation.link(
        navigation.STAGE, _("Läget i landet"), berattelse=stories.COUNTRY_STORY, steg="1", **told_with
    )
    names = answers.area_names()
    counties = [code for code in names if is_county(code)]
    half = len(counties) // 2 + 1
    for column, part in zip(st.columns(2), (counties[:half], counties[half:]), strict=True):
        with column:
            for code in part:
                navigation.link(navigation.STAGE, names[code], berattelse=code, steg="1", **told_with)
    municipality = st.selectbox(
        _("En kommun"),
        sorted((code for code in names if is_municipality(code)), key=lambda c: swedish_order(names[c])),
        format_func=lambda c: names[c],
        index=None,
        placeholder=_("Välj kommun"),
        key="story_municipality",
    )
    if municipality:
        navigation.link(
            navigation.STAGE,
            _("Visa läget i {name}").format(name=names[municipality]),
            berattelse=municipality,
            steg="1",
            **told_with,
        )
