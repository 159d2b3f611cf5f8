"""What a form gives: one record for each fact, in long form."""

from string import ascii_uppercase

import pandas as pd

from dashboard.core.status import Status
from dashboard.sources.forms.findings import Notes

COLUMNS = (
    "table",
    "recipient_id",
    "area_code",
    "year",
    "stream",
    "measure",
    "amount_sek",
    "activity_type_id",
    "violence_area_id",
    "target_group_id",
    "method_id",
    "partner_sv",
    "description_sv",
    "question_id",
    "score",
    "answer",
    "population",
    "indicator_id",
    "name_sv",
    "value",
    "sign",
    "unit",
    "mark",
    "status",
    "sheet",
    "cell",
    "raw",
)
WHOLE_NUMBERS = ("year", "amount_sek", "score", "population")
KEYS = {
    "allocation": ("recipient_id", "year", "stream", "measure"),
    "self_assessment": ("recipient_id", "year", "question_id", "violence_area_id"),
    "population": ("area_code", "year"),
    "indicator": ("area_code", "year", "indicator_id"),
}
_ACTIVITY = (
    "recipient_id",
    "year",
    "activity_type_id",
    "violence_area_id",
    "target_group_id",
    "method_id",
    "partner_sv",
    "description_sv",
)


class Records:
    """Facts gathered while a file is read. A fact has the columns it is given, and no others.

    A fact whose key has been seen before is noted and left out; an activity has no key, and one that is alike is only noted.
    """

    def __init__(self, status: Status, notes: Notes) -> None:
        self._status, self._notes = status, notes
        self._rows: list[dict[str, object]] = []
        self._seen: dict[tuple[object, ...], dict[str, object]] = {}

    def add(self, table: str, sheet: str, cell: str, raw: object, **values: object) -> None:
        """Add a fact that stands in this cell."""
        row = {"table": table, "sheet": sheet, "cell": cell, "raw": raw, **values}
        first = self._seen.setdefault((table, *map(values.get, KEYS.get(table, _ACTIVITY))), row)
        if first is row:
            self._rows.append(row)
        elif table == "activity":
            line = str(first["cell"]).lstrip(ascii_uppercase)
            self._notes.add("repeated_row", sheet, cell, raw, first=line, first_sheet=first["sheet"])
            self._rows.append(row)
        else:
            self._notes.add(
                "duplicate_in_file", sheet, cell, raw, first=first["cell"], first_sheet=first["sheet"]
            )

    def __len__(self) -> int:
        return len(self._rows)

    def frame(self) -> pd.DataFrame:
        """All facts, with every column of every table; what a fact does not have is missing."""
        rows = pd.DataFrame(self._rows, columns=list(COLUMNS), dtype=object).assign(status=self._status.value)
        return rows.astype({**dict.fromkeys(WHOLE_NUMBERS, "Int64"), "value": "float64"})
