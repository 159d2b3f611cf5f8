"""The interface. The only package that knows Streamlit; pages are recipes that call what stands here."""

from dashboard.core.language import N_, _
from dashboard.ui.answers import ask, chosen_filters
from dashboard.ui.cards import (
    FEW_ROWS,
    card,
    card_foot,
    columns,
    heading,
    key_figures,
    known_cards,
    ranking,
    table,
    unknown_card,
)
from dashboard.ui.map_layers import show_columns, show_points
from dashboard.ui.map_view import chosen_place, place_picker
from dashboard.ui.map_view import draw as show_map
from dashboard.ui.navigation import link
from dashboard.ui.open_data import open_data
from dashboard.ui.place_head import country_head, county_head, municipality_head
from dashboard.ui.place_table import place_table
from dashboard.ui.product_choices import product_choices
from dashboard.ui.questions import ready_questions
from dashboard.ui.search_field import search_field
from dashboard.ui.sections import printed_cards, section, statements
from dashboard.ui.what_changed import what_changed, what_changed_folded

__all__ = [
    "FEW_ROWS",
    "N_",
    "_",
    "ask",
    "card",
    "card_foot",
    "chosen_filters",
    "chosen_place",
    "columns",
    "country_head",
    "county_head",
    "heading",
    "key_figures",
    "known_cards",
    "link",
    "municipality_head",
    "open_data",
    "place_picker",
    "place_table",
    "printed_cards",
    "product_choices",
    "search_field",
    "section",
    "ranking",
    "ready_questions",
    "show_columns",
    "show_map",
    "show_points",
    "statements",
    "table",
    "unknown_card",
    "what_changed",
    "what_changed_folded",
]
