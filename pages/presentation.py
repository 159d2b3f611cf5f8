"""Presentation: a story step by step for a room to see, and where stories are chosen."""

from dashboard import ui
from dashboard.ui import _, presentation, stage, tray_editor

opened = presentation.opened()
if opened is not None:
    stage.show(opened)
else:
    ui.heading(
        _("Presentation"), line=_("Visa en berättelse på en stor skärm, steg för steg."), presents=False
    )
    left, right = ui.columns(2, 3)
    with left:
        presentation.ready_stories()
    with right:
        tray_editor.own_story()
