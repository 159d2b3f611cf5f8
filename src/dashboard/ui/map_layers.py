"""What the map page shows beside the map itself: columns by value, and recipients as points."""

import streamlit as st

from dashboard.core.result import Result
from dashboard.figures import columns
from dashboard.figures.describe import text_alternative
from dashboard.ui import answers, cards


def show_columns(result: Result) -> None:
    """The places of an `area_values` answer as columns on a tilted map."""
    if result.rows["value"].isna().all():
        cards.nothing(result)
        return
    deck = columns.draw(result, answers.geometry())
    st.pydeck_chart(deck, height=columns.HEIGHT, key="columns", alt=text_alternative(result))


def show_points(result: Result) -> None:
    """The recipients of a `recipient_points` answer on a plain map."""
    figure = answers.figure(result)
    if figure is not None:
        cards.plot(figure, result)
