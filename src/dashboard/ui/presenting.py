"""The way from any page to a presentation: of the page itself, of the chosen place, or of the person's own story."""

import streamlit as st

from dashboard.core.codes import COUNTRY
from dashboard.core.language import _, ngettext
from dashboard.queries import stories
from dashboard.ui import answers, navigation, state, tray


def menu(title: str) -> None:
    """A menu beside the page's title."""
    with st.popover(_("Presentera"), key="present", on_change="rerun", width="content") as opened:
        if opened.open:
            _choices(title)


def _choices(title: str) -> None:
    chosen = answers.chosen_filters()
    shown = tray.page_as_story(title)
    if shown.steps:
        label = ngettext("Den här sidan, en vy", "Den här sidan, {count} vyer", len(shown.steps))
        address = tray.address(shown)
        if st.button(label.format(count=len(shown.steps)), key="present_page", type="tertiary") and address:
            navigation.go_to_stage(address)
    code = chosen.area_code
    name = _("landet") if code == COUNTRY else answers.area_names()[code]
    navigation.link(
        navigation.STAGE,
        _("Läget i {name}").format(name=name),
        berattelse=stories.COUNTRY_STORY if code == COUNTRY else code,
        steg="1",
        **state.told_with(chosen),
    )
    navigation.link(navigation.STAGE, _("Alla berättelser och eget bildspel"))
