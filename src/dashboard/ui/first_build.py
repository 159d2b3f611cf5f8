"""Building the dataset from the app: on first start, or when the one on disk cannot be used."""

import threading

import streamlit as st

from dashboard.core.errors import UserError
from dashboard.core.language import _
from dashboard.ui import answers, commands

# Two visitors at an empty server must not build at the same time; the second waits and finds it done.
_BUILDING = threading.Lock()


def build_with_progress() -> None:
    """Run the build as a process of its own and show its steps. Raises UserError with what it printed when it fails."""
    waiting = _("Datamängden byggs. Det tar några sekunder.")
    complaint = commands.run(["build"], waiting, _BUILDING, answers.is_dataset_whole)
    if complaint:
        raise UserError(_("Datamängden gick inte att bygga.") + "\n\n" + complaint)
    answers.forget_dataset()


def offer_rebuild(problem: str) -> None:
    """Say what is wrong with the dataset and offer to build it again."""
    st.error(problem)
    if st.button(_("Bygg om datamängden"), type="primary"):
        build_with_progress()
        st.rerun()
