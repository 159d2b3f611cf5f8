"""The choices above the catalogue of support products. What is chosen stands in the address."""

import pandas as pd
import streamlit as st

from dashboard.core.language import _
from dashboard.ui import answers, search_field, state


def product_choices() -> dict[str, str]:
    """A search field and a list each for provider, heading and audience; returns what is chosen, by the names the catalogue takes.

    A choice in the address that does not exist shows all, and says so.
    """
    labels = {"provider": _("Myndighet"), "product_kind": _("Rubrik i bilagan"), "audience": _("För vem")}
    options = answers.ask("product_choices").rows
    _say_unknown({field: options[options["field"] == field]["slug"].tolist() for field in labels})
    chosen = {"text": search_field.search_field(_("Sök bland stöden"), _("till exempel FREDA, webb, barn"))}
    for column, (field, label) in zip(st.columns(len(labels)), labels.items(), strict=True):
        with column:
            chosen[field] = _choice(field, label, options[options["field"] == field].set_index("slug"))
    return chosen


def _say_unknown(known: dict[str, list[str]]) -> None:
    for field, slugs in known.items():
        wanted = getattr(state.filters(), field)
        if wanted and wanted not in slugs:
            st.warning(
                _("Adressen väljer ”{value}”, som inte finns bland valen. Vi visar alla.").format(
                    value=wanted
                )
            )


def _choice(field: str, label: str, options: pd.DataFrame) -> str:
    wanted = getattr(state.filters(), field)
    shown = wanted if wanted in options.index else ""
    state.put_in_widget(field, shown)
    st.selectbox(
        label,
        ["", *options.index],
        format_func=lambda slug: (
            _("{label} ({count})").format(label=options.at[slug, "label"], count=options.at[slug, "products"])
            if slug
            else _("Alla")
        ),
        key=field,
        on_change=lambda: state.choose(**{field: state.from_widget(field)}),
    )
    return shown
