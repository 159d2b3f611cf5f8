"""What the map page shows beside the map itself: columns by value, and recipients as points."""

import streamlit as st

from dashboard.core.language import _
from dashboard.core.result import Result
from dashboard.figures import columns
from dashboard.figures.describe import text_alternative
from dashboard.ui import answers, cards
from dashboard.ui.markdown import escape


def show_columns(result: Result) -> None:
    """The places of an `area_values` answer as columns on a tilted map."""
    if result.rows["value"].isna().all():
        if result.doubt:
            st.info(
                escape(
                    _(
                        "Kolumner visar ett tal för varje plats, och här finns bara spann. Se kartan och listan."
                    )
                )
            )
        else:
            cards.nothing(result)
        return
    deck = columns.draw(result, answers.geometry())
    st.pydeck_chart(deck, height=columns.HEIGHT, key="columns", alt=text_alternative(result))


def show_points(result: Result) -> None:
    """The recipients of a `recipient_points` answer on a plain map."""
    figure = answers.figure(result)
    if figure is not None:
        cards.plot(figure, result)
