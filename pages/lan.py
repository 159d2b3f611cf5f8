"""Län: one county's money, municipalities, work and white spots, and the others that work there."""

from dashboard import ui
from dashboard.ui import N_

opened = ""
if ui.county_head():
    opened = ui.section(
        N_("Överblick"),
        N_("Kommuner"),
        N_("Insatser"),
        N_("Vita fläckar"),
        N_("Par för utbyte"),
        N_("Länsstyrelse, region och ideella"),
        N_("Vad har ändrats?"),
        page="lan",
    )
if opened == "overblick":
    left, right = ui.columns(1, 1)
    with left:
        ui.card(ui.ask("county_ladder"), sentence=False)
        ui.card(ui.ask("county_region_ladder"))
    with right:
        ui.card(ui.ask("county_comparison"))
    ui.unknown_card(ui.ask("county_unknown"))
    other = ui.ask("county_other_grants")
    if not other.is_empty:
        ui.card(other)
elif opened == "kommuner":
    ui.place_table(ui.ask("county_municipalities"))
elif opened == "insatser":
    ui.known_cards(ui.ask("county_violence_areas"), ui.ask("county_training"))
    ui.known_cards(ui.ask("county_kinds_of_work"))
elif opened == "vita-flackar":
    ui.known_cards(ui.ask("white_spots_money"), ui.ask("white_spots_work"))
elif opened == "par-for-utbyte":
    ui.known_cards(ui.ask("county_pairs"))
elif opened == "lansstyrelse-region-och-ideella":
    ui.card(ui.ask("county_board_examples"))
    projects = ui.ask("county_board_projects")
    if not projects.is_empty:
        ui.card(projects)
    left, right = ui.columns(1, 1)
    with left:
        ui.card(ui.ask("county_region_years"))
        ui.card(ui.ask("county_board_funds"))
    with right:
        ui.card(ui.ask("county_ngos"))
    ui.card(ui.ask("county_consulted"))
    ui.statements("lan", opened)
elif opened == "vad-har-andrats":
    ui.what_changed("county")
if opened in ("insatser", "vita-flackar", "par-for-utbyte", "kommuner"):
    ui.unknown_card(ui.ask("county_unknown", part=opened))
if opened:
    ui.printed_cards("lan", opened)
