"""Ready questions that lead on into the other pages."""

import streamlit as st

from dashboard.core.language import _
from dashboard.ui import navigation


def ready_questions() -> None:
    """Three questions, each a link to the view that answers it."""
    with st.container(border=True, key="ready_questions"):
        st.header(_("Börja med en fråga"), anchor=False)
        navigation.link(
            "karta",
            _("Hur mycket gav nyckeln varje kommun per invånare?"),
            matt="available",
            namnare="per_inhabitant",
            niva="municipality",
            omrade="00",
        )
        navigation.link("lan", _("Vilka vita fläckar finns i mitt län?"), **{"del": "vita-flackar"})
        navigation.link("resultat", _("Vad säger kommunerna själva att pengarna ledde till?"))
