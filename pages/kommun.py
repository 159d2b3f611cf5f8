"""Kommun: one municipality's money, activities and own answers, against others; Stockholm's with its city-district boards."""

from dashboard import ui
from dashboard.ui import N_

money = ui.ask("municipality_ladder")
ui.municipality_head(money)
boards = ui.ask("district_boards")
# Only Stockholm's page is long enough to stand in parts.
opened = "kommunen" if boards.is_empty else ui.section(N_("Kommunen"), N_("Stadsdelsnämnder"), page="kommun")
if opened == "kommunen":
    left, right = ui.columns(1, 1)
    with left:
        ui.card(money, sentence=False)
    with right:
        ui.card(ui.ask("municipality_years"))
    ui.card(ui.ask("municipality_violence_areas"), shows_table=True)
    ui.card(ui.ask("municipality_activities"))
    ui.card(ui.ask("municipality_assessments"))
    ui.card(ui.ask("municipality_alike"))
    indicators = ui.ask("municipality_indicators")
    if not indicators.is_empty:
        ui.card(indicators)
elif opened == "stadsdelsnamnder":
    ui.card(boards)
    ui.card(ui.ask("district_work"), whole=True)
ui.statements("kommun", opened)
ui.what_changed_folded("municipality")
