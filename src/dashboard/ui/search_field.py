"""A field to search in. What is searched for stands in the address, so that a found list can be shared."""

import streamlit as st

from dashboard.core.filters import SEARCH_LENGTH, tidy_search
from dashboard.ui import state


def search_field(label: str, hint: str = "") -> str:
    """The field with its label; returns the text to search for, empty for none."""
    state.put_in_widget("search", state.filters().search)
    st.text_input(
        label,
        key="search",
        type="search",
        max_chars=SEARCH_LENGTH,
        placeholder=hint or None,
        on_change=lambda: state.choose(search=tidy_search(str(state.from_widget("search") or ""))),
        width=480,
    )
    return state.filters().search
