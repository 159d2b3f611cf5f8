"""The part of the presentation page where a person's own story is put in order, named, saved and opened."""

from dataclasses import replace

import streamlit as st

from dashboard.core import story_text
from dashboard.core.codes import slug
from dashboard.core.errors import UserError
from dashboard.core.filters import in_words
from dashboard.core.language import _
from dashboard.core.story import Step, Story
from dashboard.queries.used import place_of, worth_saying
from dashboard.ui import answers, cards, navigation, state, tray
from dashboard.ui.presentation import OWN_IN_SESSION

_HEIGHT_PX = 520
_MOST_WITHOUT_SCROLLING = 8


def own_story() -> None:
    """The steps that were collected, with what can be done with them."""
    story = tray.tray()
    with st.container(border=True, key="own_story"):
        st.header(_("Eget bildspel"), anchor=False)
        for complaint in state.kept("story_complaints", ()):
            # It quotes a file that anyone may have written.
            st.warning(cards.escape(complaint))
        if not story.steps:
            st.markdown(
                _(
                    "Här finns inga steg än. Välj *Lägg till i bildspelet* under en figur eller tabell, eller öppna ett sparat bildspel."
                )
            )
        else:
            _title(story)
            long = len(story.steps) > _MOST_WITHOUT_SCROLLING
            with st.container(height=_HEIGHT_PX if long else "content", border=False, key="own_steps"):
                for position, step in enumerate(story.steps):
                    _row(position, step, len(story.steps))
            _saving(story)
        _opening()


def _title(story: Story) -> None:
    state.put_in_widget("own_title", story.title)
    st.text_input(
        _("Bildspelets titel"),
        key="own_title",
        max_chars=story_text.LONGEST_TITLE,
        on_change=_retitle,
        width=560,
    )


def _retitle() -> None:
    title = story_text.tidy_title(state.from_widget("own_title"))
    tray.keep(replace(tray.tray(), title=title or _("Eget bildspel")))


def _row(position: int, step: Step, count: int) -> None:
    key = f"step_title_{position}"
    state.put_in_widget(key, step.title)
    name = _name(step)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=f"own_step_{position}"):
        st.text_input(
            cards.escape(f"{position + 1}. {_about(step)}"),
            key=key,
            placeholder=name,
            max_chars=story_text.LONGEST_TITLE,
            on_change=_rename,
            args=(position, key),
        )
        for label, target, disabled in (
            (_("Upp"), position - 1, position == 0),
            (_("Ner"), position + 1, position == count - 1),
        ):
            st.button(
                label,
                key=f"move_{position}_{target}",
                on_click=_move,
                args=(position, target),
                disabled=disabled,
            )
        st.button(_("Ta bort"), key=f"remove_{position}", on_click=_remove, args=(position,))


def _name(step: Step) -> str:
    try:
        return answers.ask_step(step).title
    except UserError as problem:
        return str(problem)


def _about(step: Step) -> str:
    return in_words(
        *worth_saying(answers.opened(step), answers.years()),
        answers.area_names().get(place_of(step), _("hela riket")),
    )


def _rename(position: int, key: str) -> None:
    steps = list(tray.tray().steps)
    steps[position] = replace(steps[position], title=story_text.tidy_title(state.from_widget(key)))
    tray.keep(replace(tray.tray(), steps=tuple(steps)))


def _move(position: int, target: int) -> None:
    steps = list(tray.tray().steps)
    steps.insert(target, steps.pop(position))
    tray.keep(replace(tray.tray(), steps=tuple(steps)))


def _remove(position: int) -> None:
    steps = list(tray.tray().steps)
    del steps[position]
    tray.keep(replace(tray.tray(), steps=tuple(steps)))


def _saving(story: Story) -> None:
    address = tray.address(story)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button(_("Visa bildspelet"), key="show_own", type="primary"):
            navigation.go_to_stage(address or {"berattelse": OWN_IN_SESSION, "steg": "1"})
        st.download_button(
            _("Spara som fil"),
            data=lambda: story_text.to_file(story, answers.version()),
            file_name=f"{slug(story.title) or 'bildspel'}.json",
            mime="application/json",
            on_click="ignore",
            key="save_own",
        )
        st.button(_("Töm bildspelet"), key="empty_own", on_click=_empty, type="tertiary")
    if address is None:
        st.caption(_("Bildspelet är för långt för en länk. Spara det som fil i stället."))
        return
    st.markdown(_("Länk till bildspelet, med alla steg:"))
    st.code(navigation.whole_address(navigation.STAGE, address), language=None, wrap_lines=False)


def _empty() -> None:
    tray.keep(Story("", _("Eget bildspel"), ()))


def _opening() -> None:
    st.file_uploader(
        _("Öppna ett sparat bildspel"), type="json", key="open_own", on_change=_open_file, max_upload_size=2
    )


def _open_file() -> None:
    file = state.from_widget("open_own")
    state.keep("story_complaints", ())
    if file is None:
        return
    try:
        story, complaints = story_text.from_file(file.getvalue(), tray.known())  # type: ignore[attr-defined]
    except UserError as problem:
        state.keep("story_complaints", (str(problem),))
        return
    tray.keep(story)
    state.keep("story_complaints", tuple(complaints))
