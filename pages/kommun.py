"""Kommun: one municipality's money, activities and own answers, against others; Stockholm's with its city-district boards."""

from dashboard import ui
from dashboard.ui import N_

opened = ""
if ui.municipality_head():
    boards = ui.ask("district_boards")
    # Only Stockholm's page is long enough to stand in parts.
    opened = (
        "kommunen" if boards.is_empty else ui.section(N_("Kommunen"), N_("Stadsdelsnämnder"), page="kommun")
    )
if opened == "kommunen":
    left, right = ui.columns(1, 1)
    with left:
        ui.card(ui.ask("municipality_ladder"), sentence=False)
    with right:
        ui.card(ui.ask("municipality_years"))
    ui.unknown_card(ui.ask("municipality_unknown"))
    ui.known_cards(ui.ask("municipality_violence_areas"))
    ui.known_cards(ui.ask("municipality_activities"))
    ui.known_cards(ui.ask("municipality_assessments"))
    ui.card(ui.ask("municipality_alike"))
    for apart in ("municipality_other_grants", "municipality_indicators"):
        if not ui.ask(apart).is_empty:
            ui.card(ui.ask(apart))
elif opened == "stadsdelsnamnder":
    ui.card(boards)
    ui.card(ui.ask("district_work"), whole=True)
ui.statements("kommun", opened)
if opened:
    ui.what_changed_folded("municipality")
