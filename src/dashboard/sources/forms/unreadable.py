"""A file that cannot be read, as an exception on its way to becoming a finding."""

from dashboard.sources.forms.grid import cell_name
from dashboard.sources.forms.limits import MAX_CELLS


class Unreadable(Exception):
    """The file cannot be read. `code` names the finding; `facts` fill its sentence."""

    def __init__(self, code: str, sheet: str = "", value: str = "", **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.sheet = sheet
        self.value = value
        self.facts = facts


def check_extent(sheet: str, rows: int, columns: int) -> None:
    """Raise Unreadable for a sheet whose used area is larger than what can be held."""
    if rows * columns > MAX_CELLS:
        raise Unreadable(
            "sheet_too_large",
            sheet,
            end=cell_name(rows - 1, columns - 1),
            cells=rows * columns,
            limit=MAX_CELLS,
        )
