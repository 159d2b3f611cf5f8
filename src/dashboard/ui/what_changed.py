"""What has changed between two versions of the data, for the place or the dataset that the page is about."""

import streamlit as st

from dashboard.core.language import _
from dashboard.core.story import Step
from dashboard.dataset.versions import Manifest
from dashboard.ui import answers, cards, state

_QUESTIONS = {
    "municipality": ("changed_sums", "changed_rows"),
    "county": ("changed_sums", "changed_rows"),
    "country": ("changed_tables", "changed_rows"),
}


def what_changed(scope: str) -> None:
    """Two versions to choose, and what differs between them for `scope`: municipality, county or country."""
    if _can_compare(scope):
        for question in _QUESTIONS[scope]:
            cards.card(answers.compare(question, scope))


def what_changed_on_page(steps: tuple[Step, ...]) -> None:
    """The same for the page that has just been drawn, view by view, behind a heading that opens."""
    with st.expander(_("Vad har ändrats på sidan?"), key="page_changed", on_change="rerun") as opened:
        if opened.open and _can_compare("page"):
            cards.card(answers.compare_shown(steps))


def _can_compare(within: str) -> bool:
    """The two versions to choose, if there are two; otherwise a word that there are not."""
    kept = {m.version: m for m in answers.kept_versions()}
    if len(kept) < 2:
        st.info(
            _(
                "Det finns bara en version av datamängden på servern, så det finns inget att jämföra med. När nya uppgifter publiceras står här vad som ändrats."
            )
        )
        return False
    _choices(kept, within)
    return True


def what_changed_folded(scope: str) -> None:
    """The same behind a heading that opens; open from the start where the address says which versions are compared."""
    with st.expander(
        _("Vad har ändrats?"),
        expanded=bool(state.asked_version(state.COMPARED)),
        key="what_changed",
        on_change="rerun",
    ) as opened:
        if opened.open:
            what_changed(scope)


def _choices(kept: dict[str, Manifest], within: str) -> None:
    shown = answers.version()
    left, right = st.columns(2, gap="medium")
    with left:
        _choice(
            _("Jämför med"),
            state.COMPARED,
            answers.compared_version(),
            [v for v in kept if v != shown],
            kept,
            within,
        )
    with right:
        _choice(_("Versionen du ser"), state.VERSION, shown, list(kept), kept, within)


def _choice(
    label: str, name: str, chosen: str, options: list[str], kept: dict[str, Manifest], within: str
) -> None:
    key = f"choice_{name}_{within}"
    state.put_in_widget(key, chosen)
    st.selectbox(
        label,
        options,
        format_func=lambda version: _in_words(kept[version]),
        key=key,
        on_change=lambda: _choose(name, str(state.from_widget(key))),
    )


def _in_words(manifest: Manifest) -> str:
    when, in_use = manifest.built_at[:16].replace("T", " "), _("gäller nu")
    in_words = f"{when} · {manifest.version}"
    return f"{in_words} ({in_use})" if manifest.version == answers.latest() else in_words


def _choose(name: str, version: str) -> None:
    """Compare with the version, or look at it; looking at the latest lets go of any other."""
    if name == state.VERSION:
        state.ask_for_version("" if version == answers.latest() else version)
        if version == state.asked_version(state.COMPARED):
            state.ask_for_version("", state.COMPARED)
    else:
        state.ask_for_version(version, name)
