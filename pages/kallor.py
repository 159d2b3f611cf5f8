"""Källor och metod: where every figure comes from and how the sums were checked."""

from dashboard import ui
from dashboard.ui import N_, _

sources = ui.ask("sources")
ui.heading(_("Källor och metod"), sources.sentence)
opened = ui.section(
    N_("Källor"),
    N_("Tecken och nyckel"),
    N_("Avstämning"),
    N_("Avvikelser"),
    N_("Täckning"),
    N_("Liggaren"),
    N_("Vad har ändrats?"),
    N_("Öppna data"),
    N_("Underlag och regler"),
)
if opened == "kallor":
    ui.card(sources, sentence=False, whole=True)
elif opened == "tecken-och-nyckel":
    ui.card(ui.ask("statuses"))
    ui.card(ui.ask("key_predictions"), whole=True)
    ui.card(ui.ask("key_arguments"), whole=True)
    ui.card(ui.ask("key_regions"))
elif opened == "avstamning":
    ui.card(ui.ask("reconciliations"))
    ui.card(ui.ask("arithmetic"))
elif opened == "avvikelser":
    ui.card(ui.ask("disagreements"))
elif opened == "tackning":
    ui.card(ui.ask("coverage"))
elif opened == "vad-har-andrats":
    ui.what_changed("country")
elif opened == "underlag-och-regler":
    ui.card(ui.ask("consulted"))
    ui.statements("kallor", opened)
elif opened == "oppna-data":
    ui.open_data()
else:
    ui.card(ui.ask("ledger"))
