"""Form e: key figures from Kolada, in the shape of its v2 data."""

from typing import TypeGuard

from dashboard.core.status import Status
from dashboard.sources.forms import values
from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.records import Records
from dashboard.sources.forms.unreadable import Unreadable
from dashboard.sources.forms.words import clean, shown

FORM_ID = "kolada"
NAME = "Kolada"
SHEET = "json"
# The chosen key figures: name and unit. Others in a file are told of and left out.
CHOSEN = {
    "N01951": ("Invånare totalt, antal", "count"),
    "N07403": ("Anmälda våldsbrott, antal per 100 000 invånare", "per_100000"),
}
_COUNTRY = "0000"
_SIGNS = {"missing": "missing", "private": "withheld"}


def fits(document: object) -> bool:
    """Whether the document has Kolada's list of values."""
    entries = document.get("values") if isinstance(document, dict) else None
    return isinstance(entries, list) and any(isinstance(e, dict) and "kpi" in e for e in entries[:5])


def read(document: dict[str, list[object]], places: Places, notes: Notes) -> Records:
    """The values of the chosen key figures, women and men together. Raises Unreadable when an entry is not built as it should."""
    records = Records(Status.PUBLISHED, notes)
    told: set[str] = set()
    if document.get("next_url") or document.get("next_page"):
        notes.add("more_pages", SHEET)
    for index, entry in enumerate(document["values"]):
        cell = f"values[{index}]"
        if not _is_entry(entry):
            raise Unreadable("json_shape", SHEET, what=cell)
        kpi = clean(entry["kpi"])
        if kpi in CHOSEN:
            _read_entry(kpi, entry, cell, places, notes, records)
        elif kpi not in told:
            told.add(kpi)
            notes.add("kpi_not_chosen", SHEET, cell, kpi)
    return records


def _is_entry(entry: object) -> TypeGuard[dict[str, object]]:
    return (
        isinstance(entry, dict)
        and all(isinstance(entry.get(name), (str, int)) for name in ("kpi", "municipality", "period"))
        and isinstance(entry.get("values"), list)
    )


def _read_entry(
    kpi: str, entry: dict[str, object], cell: str, places: Places, notes: Notes, records: Records
) -> None:
    area = _area(clean(entry["municipality"]), cell, places, notes)
    year = values.year(entry["period"])
    notes.problem(year.problem, SHEET, f"{cell}.period")
    together = [v for v in entry["values"] if isinstance(v, dict) and v.get("gender", "T") == "T"]  # type: ignore[attr-defined]
    for value in together:
        number, sign = _value(value, cell, notes)
        if area and year.value is not None and sign:
            name, unit = CHOSEN[kpi]
            records.add(
                "indicator",
                SHEET,
                cell,
                shown(value.get("value")),
                area_code=area,
                year=year.value,
                indicator_id=f"kolada.{kpi}",
                name_sv=name,
                value=number,
                sign=sign,
                unit=unit,
            )


def _value(value: dict[str, object], cell: str, notes: Notes) -> tuple[float | None, str]:
    number = value.get("value")
    if number is None:
        return None, _SIGNS.get(clean(value.get("status")).casefold(), "missing")
    reading = values.plain_number(number if isinstance(number, (int, float)) else str(number), "value")
    notes.problem(reading.problem, SHEET, f"{cell}.value")
    return reading.value, "value" if reading.value is not None else ""


def _area(code: str, cell: str, places: Places, notes: Notes) -> str | None:
    """The area code: Kolada gives the country 0000, a region 00 before its county's code, and groups of areas a letter."""
    if code == _COUNTRY:
        return "00"
    match = places.areas.find(code[2:] if len(code) == 4 and code.startswith("00") else code, "")
    if match.entry:
        return match.entry.id
    if code[:1].isalpha():
        notes.add("area_not_used", SHEET, cell, code)
    else:
        notes.problem(match.problem, SHEET, f"{cell}.municipality")
    return None
