"""The address of the view as a person would send it: following the latest data, or held to the version that is shown."""

from urllib.parse import urlencode

import streamlit as st

from dashboard.core.filters import Filters, to_address
from dashboard.ui import answers, state


def view_address(frozen: bool, card: str = "") -> str:
    """The whole address of the page as it is shown now.

    `frozen` holds it to the data version in use; otherwise it follows the latest, also where the view itself is held to one.
    With a `card` the address leads to that card on the page.
    Without a browser (in tests of the script alone) the address begins with the question mark.
    """
    parameters = state.address()
    parameters.pop(state.VERSION, None)
    if card:
        parameters |= to_address(Filters(card=card))
    if frozen:
        parameters[state.VERSION] = answers.version()
    query = urlencode(parameters)
    page = st.context.url or ""
    return f"{page}?{query}" if query else page
