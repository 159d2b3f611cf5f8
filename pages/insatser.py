"""Insatser: what the money was used for, as printed; the methods that are named; what has been reported; and a search."""

from dashboard import ui
from dashboard.ui import N_, _

ui.heading(_("Insatser"))
opened = ui.section(
    N_("Kommuner 2016"),
    N_("Regioner 2016"),
    N_("Ideella 2016"),
    N_("Stockholm 2017"),
    N_("År för år"),
    N_("Metoder"),
    N_("Återrapporterat"),
    N_("Sök"),
    page="insatser",
)
if opened == "metoder":
    ui.card(ui.ask("activity_methods"))
elif opened == "aterrapporterat":
    ui.card(ui.ask("reported_activities"))
elif opened == "sok":
    text = ui.search_field(_("Sök bland insatser"), _("till exempel FREDA, barn, polis"))
    ui.card(ui.ask("activity_search", text=text))
elif opened == "ar-for-ar":
    ui.card(ui.ask("activity_years"))
ui.statements("insatser", opened)
ui.printed_cards("insatser", opened)
