"""The way to the other language, in its own words. The address carries the choice."""

import streamlit as st

from dashboard.core.language import language
from dashboard.ui import state

_OTHER = {"sv": ("en", "English"), "en": ("sv", "Svenska")}


def draw() -> None:
    """A button that names the language one may change to; the page stays, with everything that is chosen on it."""
    other, name = _OTHER[language()]
    st.button(name, key="language_switch", type="tertiary", on_click=state.choose_language, args=(other,))
