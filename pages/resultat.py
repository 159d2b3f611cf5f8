"""Resultat: what recipients themselves say came of it."""

from dashboard import ui
from dashboard.ui import N_, _

ui.heading(
    _("Resultat"),
    line=_("Resultaten är självskattade: mottagarnas egna bedömningar, inte uppmätta effekter."),
)
opened = ui.section(
    N_("Betyg och betydelse"),
    N_("Utan medlen och efter dem"),
    N_("Ideella"),
    N_("Enkäten fråga för fråga"),
    N_("Självförsörjning"),
    page="resultat",
)
if opened == "betyg-och-betydelse":
    ui.card(ui.ask("self_assessed_scores"))
    reported = ui.ask("reported_scores")
    if not reported.is_empty:
        ui.card(reported)
elif opened == "ideella":
    ui.card(ui.ask("expected_results"))
elif opened == "enkaten-fraga-for-fraga":
    ui.card(ui.ask("survey_questions"), whole=True)
ui.printed_cards("resultat", opened, without=("results-ngos-2016",))
ui.statements("resultat", opened)
