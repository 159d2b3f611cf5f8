"""The foot of every page: version, what is example data, and where the sources are."""

import streamlit as st

from dashboard.core.language import _
from dashboard.ui import answers, state


def draw() -> None:
    """One quiet line."""
    manifest = answers.dataset_version()
    shown = answers.chosen_filters().examples
    st.caption(
        _(
            "Datamängd {version}, byggd {date}. {held}{examples} Källor, tecken och avstämning: se Källor och metod."
        ).format(
            version=manifest.version,
            date=manifest.built_at[:10],
            held=_("Adressen håller fast vid den versionen.") + " " if state.asked_version() else "",
            examples=_("Exempeldata visas och är märkt.") if shown else _("Ingen exempeldata visas."),
        )
    )
