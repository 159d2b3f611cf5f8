"""Importera: drop files, see what is wrong and what would change, publish, and go back."""

from dashboard import ui
from dashboard.ui import _, importing, publishing

importing.only_where_allowed()
ui.heading(
    _("Importera"),
    line=_(
        "Granska inlämnade filer, rätta det som är fel och publicera dem som en ny version av datamängden."
    ),
)
publishing.outcome()
importing.downloads()
examination = importing.examined_files()
if examination is not None:
    importing.read_as(examination)
    importing.findings(examination)
    importing.changes(examination)
    publishing.publish(examination)
publishing.waiting()
publishing.history()
