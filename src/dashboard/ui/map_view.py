"""The map card: the map, its signs, and the place that is chosen on it."""

import streamlit as st

from dashboard.core.codes import COUNTRY, county_of, is_municipality
from dashboard.core.estimates import written
from dashboard.core.language import _
from dashboard.core.numbers import number
from dashboard.core.result import Result
from dashboard.core.status import sign
from dashboard.figures import choropleth, theme
from dashboard.figures.describe import text_alternative
from dashboard.ui import answers, cards, navigation, state

_KEY = "map"


def draw(result: Result) -> None:
    """The map of an `area_values` answer; a click on a place chooses it."""
    figure = answers.figure(result)
    if figure is None or (result.rows["presence"] == "missing").all():
        cards.nothing(result)
        return
    st.plotly_chart(
        figure,
        key=_KEY,
        theme=None,
        config=theme.config(),
        alt=text_alternative(result),
        selection_mode="points",
        on_select=lambda: state.picked_on_map(_KEY),
    )
    if choropleth.key_to_signs(result):
        st.caption(choropleth.key_to_signs(result))


def place_picker() -> None:
    """Choose a place by name: the country, a county, or one of the chosen county's municipalities."""
    options = answers.ask("area_choices").rows
    names = dict(zip(options["code"], options["name"], strict=True))
    state.put_in_widget("place", answers.chosen_filters().area_code)
    st.selectbox(
        _("Område"),
        list(names),
        format_func=lambda c: names.get(c, c),
        key="place",
        on_change=lambda: state.choose_area(str(state.from_widget("place"))),
    )


def chosen_place(result: Result) -> None:
    """What the map says of the chosen municipality, with the way to its page; or the way back to the whole country."""
    code = answers.chosen_filters().area_code
    if is_municipality(code) and code in set(result.rows["code"]):
        row = result.rows.set_index("code").loc[code]
        place = (
            ""
            if row["rank"] is None or row["rank"] != row["rank"]
            else _(", plats {rank} av {count}").format(rank=number(row["rank"]), count=len(result.rows))
        )
        value = written(row["value"], row.get("low"), row.get("high"), result.unit, row.get("digits"))
        said = f" ({sign(row['status'])})" if isinstance(row["status"], str) and sign(row["status"]) else ""
        st.markdown(f"**{cards.escape(row['name'])}**: {value}{place}{said}")
        with st.container(horizontal=True, vertical_alignment="center"):
            navigation.to_municipality(code, row["name"], result.context["year"])
            st.button(
                _("Visa hela länet"), on_click=state.choose_area, args=(county_of(code),), type="tertiary"
            )
            _back_to_country()
    elif code != COUNTRY:
        _back_to_country()


def _back_to_country() -> None:
    st.button(_("Tillbaka till hela riket"), on_click=state.choose_area, args=(COUNTRY,), type="tertiary")
