"""Kompetensstöd: support from the agencies, who gives it, what there is, and who is reached."""

from dashboard import ui
from dashboard.ui import N_, _

ui.heading(_("Kompetensstöd"))
opened = ui.section(N_("Myndigheterna"), N_("Genomförandeplan"), N_("Stödprodukter"), page="kompetensstod")
if opened == "myndigheterna":
    ui.card(ui.ask("agency_funds"))
    ui.card(ui.ask("agency_roles"))
elif opened == "genomforandeplan":
    ui.card(ui.ask("plan_timeline"))
    ui.card(ui.ask("plan_by_goal"))
elif opened == "stodprodukter":
    ui.card(ui.ask("support_products", **ui.product_choices()), whole=True)
elif opened == "rackvidd-2016":
    ui.card(ui.ask("reach_2016"))
ui.printed_cards("kompetensstod", opened, without=("agencies-2020", "reach-2016"))
ui.statements("kompetensstod", opened)
