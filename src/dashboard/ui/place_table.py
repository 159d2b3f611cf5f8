"""A table of municipalities in which choosing a row is the way to the municipality's page."""

import streamlit as st

from dashboard.core.language import _
from dashboard.core.result import Result
from dashboard.exports import tables
from dashboard.ui import answers, cards, navigation, state

# Pixels: of a row, and of a column in which every municipality's name has room.
_ROW = 35
_NAME = 140
_MOST_ROWS = 49


def place_table(result: Result) -> None:
    """A card with a row per place; a chosen row, by mouse or keyboard, becomes the chosen place, with a link to its page."""
    with st.container(border=True, key=f"card_{result.result_id}"):
        cards.title(result)
        state.note_shown(result.result_id)
        st.markdown(cards.escape(result.sentence))
        st.caption(_("Välj en rad för att gå vidare till kommunens egen sida."))
        _way_on(result)
        shown = tables.readable(result)
        config = {
            c.label: st.column_config.TextColumn(
                c.label,
                alignment="right" if c.is_number else "left",
                width=_NAME if c.name == "name" else None,
            )
            for c in result.columns
        }
        codes = result.rows["code"].tolist()
        key = f"places_{result.result_id}"
        st.dataframe(
            shown,
            hide_index=True,
            column_config=config,
            key=key,
            height=_ROW * (min(len(shown), _MOST_ROWS) + 1) + 3,
            alt=result.title,
            selection_mode="single-row",
            on_select=lambda: state.picked_in_table(key, codes),
        )
        cards.foot(result, table_below=False)


def _way_on(result: Result) -> None:
    chosen = answers.chosen_filters().area_code
    names = dict(zip(result.rows["code"], result.rows["name"], strict=True))
    if chosen in names:
        navigation.to_municipality(chosen, names[chosen], result.context.get("year"))
