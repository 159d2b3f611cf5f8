"""The head of a place's page: its name, where it is, and the way to another."""

import pandas as pd
import streamlit as st

from dashboard.core import grammar
from dashboard.core.codes import COUNTRY
from dashboard.core.language import _, ngettext
from dashboard.core.numbers import number
from dashboard.core.result import Result
from dashboard.queries import counties
from dashboard.ui import answers, cards, navigation, profiles, state

_WIDTHS_OF_TWO = (13, 3.4)
_WIDTHS_OF_THREE = (9, 4, 2.4)


def country_head(figures: Result) -> None:
    """The name of the page about the country, the sentence that says what matters, and the summary as a file."""
    left, right = st.columns(_WIDTHS_OF_TWO, vertical_alignment="bottom")
    with right:
        profiles.profile_downloads(COUNTRY, _("hela riket"))
    with left:
        cards.heading(_("Översikt"), figures.sentence)


def municipality_head() -> bool:
    """Name, county and inhabitants of the chosen municipality, a list of all others, what is known, estimated and not known of it.

    Returns whether there is one; where there is none, all that stands on the page is a choice.
    """
    options = answers.ask("municipality_choices").rows.set_index("code")
    area = answers.chosen_filters().area_code
    if area not in options.index:
        own = options[options.index.str[:2] == area]
        where = answers.area_names().get(area)
        text = (
            _("Välj en kommun i {county}.").format(county=where) if where else _("Välj en kommun i listan.")
        )
        _choice("municipality", _("Kommun"), own if len(own) else options, text)
        return False
    row = options.loc[area]
    line = _("{county} · {population} invånare 31 december {year}").format(
        county=row["county"], population=number(row["population"]), year=row["population_year"]
    )
    _head(
        "municipality",
        _("Kommun"),
        options,
        area,
        line,
        answers.ask("municipality_ladder"),
        answers.ask("municipality_unknown"),
    )
    return True


def county_head() -> bool:
    """Name, inhabitants and region of the chosen county, a list of all others, what is known, estimated and not known of it.

    Returns whether there is one; where there is none, all that stands on the page is a choice.
    """
    options = answers.ask("county_choices").rows.set_index("code")
    filters = answers.chosen_filters()
    if filters.area_code == COUNTRY:
        _choice("county", _("Län"), options, _("Välj ett län i listan."))
        return False
    code = counties.code_of(filters)
    row = options.loc[code]
    line = _("{population} invånare 31 december {year} · {municipalities} · {region}").format(
        population=number(row["population"]),
        year=row["population_year"],
        municipalities=ngettext("{count} kommun", "{count} kommuner", int(row["municipalities"])).format(
            count=row["municipalities"]
        ),
        region=row["region_name"],
    )
    _head(
        "county", _("Län"), options, code, line, answers.ask("county_ladder"), answers.ask("county_unknown")
    )
    return True


def _choice(key: str, label: str, options: pd.DataFrame, text: str) -> None:
    """All of a page that no place is chosen for."""
    cards.heading(label, text, presents=False)
    names = options["name"].to_dict()
    state.put_in_widget(key, None)
    st.selectbox(
        label,
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=text,
        key=key,
        on_change=lambda: state.choose_area(str(state.from_widget(key))),
        width=360,
    )


def _head(
    key: str, label: str, options: pd.DataFrame, code: str, line: str, money: Result, unknown: Result
) -> None:
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
    if not unknown.is_empty:
        subjects = [grammar.lowered(subject) for subject in unknown.context["subjects"]]
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="not_known"):
            st.markdown(
                cards.escape(_("Inte känt: {subjects}.").format(subjects=grammar.listed(subjects))),
                width="stretch",
            )
            _ways_on()


def _ways_on() -> None:
    """What a person can do who wants to see what is not known: read in reports, or look at examples."""
    if answers.settings().imports:
        navigation.link("importera", _("Läs in återrapporter"))
    else:
        with st.popover(_("Läsa in återrapporter"), width="content"):
            st.markdown(
                _(
                    "Den som sköter servern kan läsa in återrapporter: med kommandot `python -m dashboard import FIL`, eller på sidan Importera när servern är startad med `MEDELKARTAN_IMPORT=1`."
                )
            )
    if answers.settings().examples:
        st.button(
            _("Visa exempeldata"),
            key="see_examples",
            on_click=lambda: state.choose(examples=True),
            width="content",
        )
