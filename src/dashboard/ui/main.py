"""The script behind every page: dataset, navigation, address, filter bar, page, foot."""

import streamlit as st

from dashboard.core.errors import DatasetMissing, DatasetUnusable
from dashboard.core.language import _
from dashboard.ui import (
    answers,
    cards,
    example_band,
    filter_bar,
    first_build,
    foot,
    held,
    navigation,
    state,
    tray,
)
from dashboard.ui.what_changed import what_changed_on_page


def main() -> None:
    """Run the page that the address names."""
    state.speak()
    on_stage = state.story_is_open()
    page = st.navigation(list(navigation.pages().values()), position="hidden" if on_stage else "top")
    spec = navigation.spec_of(page)
    if on_stage and spec.name != navigation.STAGE:
        state.close_story()
        st.rerun()
    state.adopt_language(page.url_path)
    st.set_page_config(
        page_title=f"{page.title} – Medelkartan", page_icon=str(navigation.ICON), layout="wide"
    )
    if not on_stage:
        st.logo(str(navigation.LOGO), size="large")
    try:
        answers.latest()
    except DatasetMissing:
        first_build.build_with_progress()
    try:
        complaints = held.adopt(page.url_path)
        known_areas, known_years = answers.area_names(), answers.years().every
    except DatasetUnusable as problem:
        first_build.offer_rebuild(str(problem))
        return
    if on_stage:
        # What surrounds a page is left out, and the filters stay as they were for when the stage is left.
        state.keep("stage_complaints", complaints)
        state.write_story_address()
        page.run()
        return
    complaints += state.adopt_address(page.url_path, known_areas, known_years) + example_band.settle()
    if lost := state.lost_page():
        complaints.append(
            _("Adressen pekar på sidan ”{name}”, som inte finns. Vi visar {shown} i stället.").format(
                name=lost, shown=page.title
            )
        )
    held.notice()
    filter_bar.draw(spec)
    example_band.draw(spec)
    for complaint in complaints:
        # It quotes the address, which anyone may have written.
        st.warning(cards.escape(complaint))
    place = st.container()
    state.begin_page()
    tray.begin_page()
    page.run()
    if missing := state.drop_missing_card():
        place.warning(
            cards.escape(
                _("Adressen pekar på kortet ”{name}”, som inte finns här. Vi visar sidan i stället.").format(
                    name=missing
                )
            )
        )
    what_changed_on_page(tray.shown())
    foot.draw()
    state.write_address()
    state.keep("page_left", (spec.name, state.address()))


main()
