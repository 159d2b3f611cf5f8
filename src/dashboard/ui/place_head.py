"""The head of a place's page: its name, where it is, and the way to another."""

import pandas as pd
import streamlit as st

from dashboard.core.codes import COUNTRY
from dashboard.core.language import _, ngettext
from dashboard.core.numbers import number
from dashboard.core.result import Result
from dashboard.core.status import sign
from dashboard.queries import counties, municipality
from dashboard.ui import answers, cards, profiles, state

_WIDTHS_OF_TWO = (13, 3.4)
_WIDTHS_OF_THREE = (9, 4, 2.4)


def country_head(figures: Result) -> None:
    """The name of the page about the country, the sentence that says what matters, and the summary as a file."""
    left, right = st.columns(_WIDTHS_OF_TWO, vertical_alignment="bottom")
    with right:
        profiles.profile_downloads(COUNTRY, _("hela riket"))
    with left:
        cards.heading(_("Översikt"), figures.sentence)


def municipality_head(money: Result) -> None:
    """Name, county and inhabitants of the chosen municipality, a list of all others, and the sentence about its money."""
    options = answers.ask("municipality_choices").rows.set_index("code")
    code = municipality.code_of(answers.chosen_filters())
    line = _("{county} · {population} invånare 31 december 2022").format(
        county=options.at[code, "county"], population=number(options.at[code, "population"])
    )
    _head("municipality", _("Kommun"), options, code, line, money)


def county_head(money: Result) -> None:
    """Name, inhabitants and region of the chosen county, a list of all others, and the sentence about its municipalities' money."""
    options = answers.ask("county_choices").rows.set_index("code")
    code = counties.code_of(answers.chosen_filters())
    row = options.loc[code]
    line = _("{population} invånare 31 december 2022{sign} · {municipalities} · {region}").format(
        population=number(row["population"]),
        sign=f" ({sign(row['status'])})" if sign(row["status"]) else "",
        municipalities=ngettext("{count} kommun", "{count} kommuner", int(row["municipalities"])).format(
            count=row["municipalities"]
        ),
        region=row["region_name"],
    )
    _head("county", _("Län"), options, code, line, money)


def _head(key: str, label: str, options: pd.DataFrame, code: str, line: str, money: Result) -> None:
    names = options["name"].to_dict()
    left, middle, right = st.columns(_WIDTHS_OF_THREE, vertical_alignment="bottom")
    with right:
        profiles.profile_downloads(code, names[code])
    with middle:
        state.put_in_widget(key, code)
        st.selectbox(
            label,
            list(names),
            format_func=names.__getitem__,
            key=key,
            on_change=lambda: state.choose_area(str(state.from_widget(key))),
        )
    with left:
        cards.heading(names[code], money.sentence, line, money)
