"""Översikt: the country, from printed figures alone."""

from dashboard import ui
from dashboard.ui import N_

figures = ui.ask("country_key_figures")
ui.country_head(figures)
opened = ui.section(N_("Läget"), N_("År för år"), N_("Bidragen över tid"), page="oversikt")
if opened == "laget":
    ui.key_figures(figures)
    left, right = ui.columns(1, 1)
    with left:
        ui.card(ui.ask("country_ladder"), sentence=False)
    with right:
        ui.card(ui.ask("country_development"), sentence=False)
    ui.ready_questions()
elif opened == "ar-for-ar":
    ui.card(ui.ask("country_money"))
    ui.card(ui.ask("country_recipients"))
    ui.statements("oversikt", opened)
elif opened == "bidragen-over-tid":
    ui.card(ui.ask("grant_amounts"))
    ui.card(ui.ask("grants"))
    ui.printed_cards("oversikt", opened)
    ui.statements("oversikt", opened)
else:
    ui.printed_cards("oversikt", opened)
    ui.statements("oversikt", opened)
