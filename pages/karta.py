"""Karta: one value per place, on a map and in a list; the same as columns; and where the recipients are."""

from dashboard import ui
from dashboard.ui import N_, _

(top,) = ui.columns(1)
left, right = ui.columns(5, 4)
with right:
    opened = ui.section(N_("Karta"), N_("Kolumner"), N_("Mottagare"))
shown = ui.ask("recipient_points" if opened == "mottagare" else "area_values")
with top:
    ui.heading(_("Karta"), shown.sentence, result=shown)
with left:
    if opened == "karta":
        ui.show_map(shown)
    elif opened == "kolumner":
        ui.show_columns(shown)
    else:
        ui.show_points(shown)
with right:
    if opened == "mottagare":
        ui.table(shown, most_rows=ui.FEW_ROWS)
    else:
        ui.place_picker()
        ui.chosen_place(shown)
        ui.ranking(shown, height=322)
as_map = _("Kolumnerna kan inte sparas som bild. Bilden visar samma värden som färger på en karta.")
ui.card_foot(shown, about_picture=as_map if opened == "kolumner" else "")
