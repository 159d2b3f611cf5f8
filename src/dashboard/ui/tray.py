"""The person's own story while it is being made: views collected from the cards, kept for the session."""

from dataclasses import replace

import streamlit as st

from dashboard import queries
from dashboard.core import story_text
from dashboard.core.filters import spoken
from dashboard.core.language import _, ngettext
from dashboard.core.result import Result
from dashboard.core.story import Step, Story
from dashboard.ui import answers, state

_TRAY = "tray"
_SHOWN = "shown"


def tray() -> Story:
    """The story so far; without steps at first."""
    kept: Story = state.kept(_TRAY, Story("", _("Eget bildspel"), ()))
    return kept


def keep(story: Story) -> None:
    """Let this be the person's own story."""
    state.keep(_TRAY, story)


def known() -> story_text.Known:
    """What a story may ask for, as of the dataset in use."""
    return story_text.Known(
        queries.for_stories(), answers.area_names(), answers.years().every, answers.version()
    )


def collect_button(result: Result) -> None:
    """The button on a card that adds its view to the story."""
    if result.asked is None:
        return
    state.keep(_SHOWN, (*state.kept(_SHOWN, ()), result.asked))
    st.button(
        _("Lägg till i bildspelet"),
        key=f"collect_{result.result_id}",
        on_click=_add,
        args=(result.asked,),
        type="tertiary",
    )


def _add(step: Step) -> None:
    story = tray()
    if len(story.steps) >= story_text.MOST_STEPS:
        st.toast(_("Bildspelet har redan {count} steg. Ta bort något först.").format(count=len(story.steps)))
        return
    keep(replace(story, steps=(*story.steps, step)))
    st.toast(
        ngettext(
            "Tillagt. Bildspelet har ett steg; du hittar det på sidan Presentation.",
            "Tillagt. Bildspelet har {count} steg; du hittar det på sidan Presentation.",
            len(story.steps) + 1,
        ).format(count=len(story.steps) + 1)
    )


def begin_page() -> None:
    """Forget which views the page before had."""
    state.keep("shown_before", state.kept(_SHOWN, ()))
    state.keep(_SHOWN, ())


def shown() -> tuple[Step, ...]:
    """The views that the page has drawn so far."""
    steps: tuple[Step, ...] = state.kept(_SHOWN, ())
    return steps


def page_as_story(title: str) -> Story:
    """The views of the page that was drawn last, in the order of its cards."""
    return Story("", title, state.kept("shown_before", ()))


def address(story: Story) -> dict[str, str] | None:
    """The parameters that open the story at its first step; None when it is too long for an address."""
    link = story_text.to_link(story, answers.version())
    return (
        {"bildspel": link, "steg": "1", **spoken(), **state.versions()}
        if len(link) <= story_text.LONGEST_LINK
        else None
    )
