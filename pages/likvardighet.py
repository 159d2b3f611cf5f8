"""Likvärdighet: how even the money is over the country, and what the figures cannot say."""

from dashboard import ui
from dashboard.ui import N_, _

ui.heading(_("Likvärdighet"))
opened = ui.section(
    N_("Pengarna"),
    N_("Mellan och inom län"),
    N_("Vad siffrorna inte säger"),
    N_("Nätverk och stöd"),
    page="likvardighet",
)
if opened == "pengarna":
    left, right = ui.columns(1, 1)
    with left:
        ui.card(ui.ask("equity_by_size"))
    with right:
        ui.card(ui.ask("equity_lorenz"))
    ui.card(ui.ask("equity_gini_years"))
elif opened == "mellan-och-inom-lan":
    ui.card(ui.ask("equity_within_counties"))
    ui.card(ui.ask("equity_between_counties"))
ui.statements("likvardighet", opened)
ui.printed_cards("likvardighet", opened)
