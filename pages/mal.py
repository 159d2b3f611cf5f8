"""Mål: goals and what is said about them, recommendations, and the county boards' work 2011-2014."""

from dashboard import ui
from dashboard.ui import N_, _

ui.heading(_("Mål"))
opened = ui.section(
    N_("Målträd"),
    N_("Slutsatser"),
    N_("Rekommendationer"),
    N_("Länsstyrelserna 2011–2014"),
    N_("Exempel, behov och förslag"),
    page="mal",
)
if opened == "maltrad":
    ui.card(ui.ask("goal_tree"))
    ui.card(ui.ask("goal_evidence", levels="policy strategy"))
    ui.card(ui.ask("goal_evidence", levels="mission development_area"))
elif opened == "slutsatser":
    ui.card(ui.ask("evaluation_conclusions"))
elif opened == "rekommendationer":
    ui.card(ui.ask("recommendations"))
elif opened == "lansstyrelserna-20112014":
    ui.card(ui.ask("county_boards_indicators"))
    ui.card(ui.ask("county_boards_goals"))
elif opened == "exempel-behov-och-forslag":
    ui.card(ui.ask("county_boards_examples"))
    ui.card(ui.ask("county_boards_needs"))
    ui.card(ui.ask("county_boards_proposals"))
ui.printed_cards("mal", opened)
if opened != "slutsatser":
    ui.statements("mal", opened)
