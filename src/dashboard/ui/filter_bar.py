"""The filter bar, drawn once above every page. What it shows is the state; what is chosen there changes the state."""

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.core import measures
from dashboard.core.filters import NO_YEAR, Filters, choices, settle
from dashboard.core.language import _, pgettext
from dashboard.ui import answers, language_switch, state
from dashboard.ui.navigation import PageSpec


def draw(page: PageSpec) -> None:
    """The bar with every filter; those that do not change the page are greyed out and say so.

    Where a measure is chosen, the bar offers what the measure has figures for and shows what the page shows.
    """
    shown = answers.opened_filters(page.opening)
    measure = shown.measure
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="filter_bar"):
        all_years = page.name == "karta" and measure.over_years
        _select(
            page,
            "year",
            _("År"),
            _years(page, shown),
            measures.label_of_year,
            82,
            reason=_("Måttet gäller alla åren tillsammans.") if all_years else "",
        )
        _select(
            page,
            "recipient_kind",
            pgettext("one", "Mottagare"),
            measures.RECIPIENT_KINDS,
            measures.label_of_recipient_kind,
            158,
        )
        _select(
            page,
            "violence_area_id",
            _("Våldsområde"),
            ("", *measures.VIOLENCE_AREAS),
            measures.label_of_violence_area,
            206,
            reason=_why_no_violence_area(page, measure),
        )
        _select(page, "level", _("Nivå"), measures.LEVELS, measures.label_of_level, 122)
        _select(
            page, "measure_id", _("Mått"), tuple(measures.MEASURES), lambda m: measures.MEASURES[m].label, 188
        )
        _select(page, "denominator", _("Nämnare"), measures.DENOMINATORS, measures.label_of_denominator, 114)
        _examples(page)
        language_switch.draw()


def _years(page: PageSpec, shown: Filters) -> tuple[int, ...]:
    """The years that can be chosen on the page: those that it has figures of, and the one that is shown."""
    years, money = answers.years(), [m.measure_id for m in measures.MEASURES.values() if m.is_money]
    on_page = {
        "oversikt": years.of_country.get(shown.recipient_kind, ()),
        "lan": years.of_kinds(money, "municipality", "region"),
        "kommun": years.of_kinds(money, "municipality"),
        "mottagare": years.of_kinds(money, "region", "ngo"),
    }.get(page.name, years.every)
    return tuple(sorted({*on_page, shown.year} - {NO_YEAR}))


def _why_no_violence_area(page: PageSpec, measure: measures.Measure) -> str:
    """Why violence areas do not tell anything apart on the page; empty where they do."""
    if page.name == "oversikt" or (page.name == "karta" and not measure.violence_areas):
        return _("Pengarna är inte uppdelade på våldsområden.")
    if page.name == "kallor":
        return _("Källorna och metoden är desamma för alla våldsområden.")
    return ""


def _select(
    page: PageSpec,
    field: str,
    label: str,
    options: Sequence[object],
    words: Callable[..., str],
    width: int,
    reason: str = "",
) -> None:
    key = f"filter_{field}"
    shown = answers.opened_filters(page.opening)
    if "measure_id" in page.filters and field != "measure_id":
        options = choices(shown, answers.years())[field]
        shown = settle(shown, answers.years())[0]
    state.put_in_widget(key, getattr(shown, field))
    if field not in page.filters:
        reason = reason or _("Filtret ändrar inget på den här sidan.")
    st.selectbox(
        label,
        options,
        format_func=words,
        key=key,
        on_change=_changed,
        args=(field, key),
        disabled=bool(reason),
        help=reason or None,
        width=width,
    )


def _examples(page: PageSpec) -> None:
    """The switch, on pages that have example data to show."""
    if not answers.settings().examples or "examples" not in page.filters:
        return
    key = "filter_examples"
    state.put_in_widget(key, answers.chosen_filters().examples)
    st.toggle(
        _("Exempeldata"),
        key=key,
        on_change=_changed,
        args=("examples", key),
        width="content",
    )


def _changed(field: str, key: str) -> None:
    state.choose(**{field: state.from_widget(key)})
