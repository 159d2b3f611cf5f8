"""Regioner och ideella: regions and non-governmental organisations."""

from dashboard import ui
from dashboard.ui import N_, _

ui.heading(_("Regioner och ideella"))
opened = ui.section(
    N_("Regioner"), N_("Ideella organisationer"), N_("Vad sex av dem gjorde"), page="mottagare"
)
if opened == "regioner":
    ui.card(ui.ask("regions"))
    ui.card(ui.ask("regions_over_years"))
elif opened == "ideella-organisationer":
    ui.card(ui.ask("organisations"))
    ui.link("mottagare", _("Vad sex av organisationerna gjorde"), **{"del": "vad-sex-av-dem-gjorde"})
ui.printed_cards("mottagare", opened)
ui.statements("mottagare", opened)
