"""The band that is seen as long as example data is shown, the way to turn it off, and what is said where it may not be shown."""

import streamlit as st

from dashboard.core.language import _
from dashboard.core.status import example_band
from dashboard.core.story import Story
from dashboard.ui import answers, state
from dashboard.ui.navigation import PageSpec

KEY = "example_band"
# Under Streamlit's own header, and in sight however far the page is scrolled. Stripes say it, too, where colour does not.
_LOOK = f"""<style>
[data-testid="stLayoutWrapper"]:has(> .st-key-{KEY}) {{ position: sticky; top: 3.75rem; z-index: 50; }}
.st-key-{KEY} {{
  padding: 0.4rem 1rem 0.4rem 2.2rem; border: 2px solid #b86e00; border-radius: 4px;
  background: repeating-linear-gradient(135deg, #b86e00 0 5px, #fdf3e4 5px 10px) left / 1.3rem 100% no-repeat, #fdf3e4;
}}
.st-key-{KEY} p {{ color: #1c2429; }}
</style>"""


def draw(page: PageSpec) -> None:
    """The band, on every page as long as example data is shown; it says so where the page itself has none."""
    if not answers.chosen_filters().examples:
        return
    text = f"**{example_band()}**"
    if "examples" not in page.filters:
        text += " " + _("Den här sidan har inga sådana värden.")
    st.html(_LOOK)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=KEY):
        st.markdown(text, width="content")
        st.button(_("Dölj exempeldata"), key="hide_examples", on_click=_hide)


def _hide() -> None:
    state.choose(examples=False)


def settle() -> list[str]:
    """Let go of a wish for example data that the server does not grant; returns the sentence that says so."""
    if answers.settings().examples or not state.filters().examples:
        return []
    state.choose(examples=False)
    return [_refusal(_("Adressen"))]


def about_story(story: Story) -> list[str]:
    """The sentence about a story that asks for example data where the server does not grant it."""
    wanted = any(step.filters.examples for step in story.steps)
    return [_refusal(_("Berättelsen"))] if wanted and not answers.settings().examples else []


def _refusal(asking: str) -> str:
    return _("{asking} ber om exempeldata, som inte visas här. Allt annat visas som vanligt.").format(
        asking=asking
    )
