"""Insatser: what the money was used for."""

from dashboard import ui
from dashboard.ui import N_, _

ui.heading(_("Insatser"))
opened = ui.section(
    N_("Överblick"), N_("Målgrupper och metoder"), N_("Sök"), N_("År för år"), page="insatser"
)
if opened == "overblick":
    ui.card(ui.ask("activities_by_area"))
    ui.card(ui.ask("activity_kinds"))
elif opened == "malgrupper-och-metoder":
    ui.card(ui.ask("activity_target_groups"))
    ui.card(ui.ask("activity_methods"))
elif opened == "sok":
    text = ui.search_field(_("Sök bland insatser"), _("till exempel FREDA, barn, polisen"))
    ui.card(ui.ask("activity_search", text=text))
elif opened == "ar-for-ar":
    ui.card(ui.ask("activity_years"))
    ui.card(ui.ask("statements", page="insatser", section=opened))
ui.printed_cards("insatser", opened)
