"""Views that are held to a data version: taking the version over from the address, and saying so on the page."""

import streamlit as st

from dashboard.core.errors import DatasetOfAnotherProgram, DatasetUnusable
from dashboard.core.language import _
from dashboard.dataset import versions
from dashboard.ui import answers, state


def adopt(page: str) -> list[str]:
    """Hold the session to the version that the address names, if it can be shown.

    Returns a sentence for each version that cannot; the session then follows the latest.
    """
    there_is_news = state.adopt_versions(page)
    complaints = []
    for name in (state.VERSION, state.COMPARED):
        asked = state.asked_version(name)
        if not asked or (not there_is_news and answers.is_on_disk(asked)):
            continue
        problem = _problem(asked)
        if problem:
            state.ask_for_version("", name)
            instead = (
                _("Vi visar den senaste versionen i stället.")
                if name == state.VERSION
                else _("Vi jämför med versionen närmast före i stället.")
            )
            complaints.append(f"{problem} {instead}")
    return complaints


def _problem(asked: str) -> str:
    """Why a version cannot be shown, as a sentence; empty when it can."""
    if not versions.is_name(asked):
        return _(
            "Adressen pekar på dataversionen ”{version}”, men så heter ingen version. Länken är felskriven eller avklippt."
        ).format(version=asked[:40])
    if not answers.is_on_disk(asked):
        return _("Adressen pekar på dataversionen {version}, som inte finns kvar på servern.").format(
            version=asked
        )
    try:
        answers.open_version(asked)
    except DatasetOfAnotherProgram:
        return _(
            "Adressen pekar på dataversionen {version}, som är gjord för en annan version av programmet och inte går att visa."
        ).format(version=asked)
    except DatasetUnusable:
        return _("Adressen pekar på dataversionen {version}, som är skadad på servern.").format(version=asked)
    return ""


def notice() -> None:
    """A line that says which version is shown and that there is another, with the way to it; nothing when the latest is shown."""
    shown, latest = answers.dataset_version(), answers.latest_version()
    if shown.version == latest.version:
        return
    line = (
        _("Du ser dataversion {version} från {date}. Det finns en nyare, {latest} från {latest_date}.")
        if latest.built_at >= shown.built_at
        else _(
            "Du ser dataversion {version} från {date}. Den gäller inte längre; nu gäller {latest} från {latest_date}."
        )
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="held_notice"):
        st.markdown(
            ":material/history: "
            + line.format(
                version=shown.version,
                date=shown.built_at[:10],
                latest=latest.version,
                latest_date=latest.built_at[:10],
            ),
            width="content",
        )
        st.button(
            ":primary[" + _("Visa den senaste") + "]",
            type="tertiary",
            key="follow_latest",
            on_click=state.ask_for_version,
            args=("",),
        )
