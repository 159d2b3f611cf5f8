"""Form e: key figures from Kolada, in the shape of the data of its API, version 2 and 3."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeGuard

from dashboard.core.status import Status
from dashboard.sources.forms import values
from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.indicator_words import unit_of
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.records import Records
from dashboard.sources.forms.unreadable import Unreadable
from dashboard.sources.forms.words import clean, shown

FORM_ID = "kolada"
NAME = "Kolada"
SHEET = "json"
_COUNTRY = "0000"
_ALL = "T"
_SEXES = {"K": "kvinnor", "M": "män"}
_SIGNS = {"missing": "missing", "private": "withheld"}
# Kolada's signs where a value is a text: a dash is missing, two dots are withheld.
_TEXT_SIGNS = {"-": "missing", "–": "missing", ".": "not_applicable", "..": "withheld"}


def fits(document: object) -> bool:
    """Whether the document has Kolada's list of values."""
    entries = document.get("values") if isinstance(document, dict) else None
    return isinstance(entries, list) and any(isinstance(e, dict) and "kpi" in e for e in entries[:5])


def read(document: dict[str, object], places: Places, notes: Notes) -> Records:
    """The values of every key figure in the document. Raises Unreadable when an entry is not built as it should.

    Women and men together; where there is no such value they are two key figures, never added. A value that Kolada has deleted is left out.
    """
    entries = document["values"]
    assert isinstance(entries, list)
    reader = _Reader(places, notes)
    if document.get("next_url") or document.get("previous_url") or document.get("next_page"):
        notes.add("more_pages", SHEET)
    for index, entry in enumerate(entries):
        cell = f"values[{index}]"
        if not _is_entry(entry):
            raise Unreadable("json_shape", SHEET, what=cell)
        reader.read(entry, cell)
    return reader.finish()


def _is_entry(entry: object) -> TypeGuard[dict[str, object]]:
    return (
        isinstance(entry, dict)
        and all(isinstance(entry.get(name), (str, int)) for name in ("kpi", "municipality", "period"))
        and isinstance(entry.get("values"), list)
    )


def indicator_id(kpi: str, sex: str = "") -> str:
    """The id of a key figure among the indicators, for all or for one sex (`K`, `M`)."""
    return f"kolada.{kpi}{f'.{sex}' if sex else ''}"


def names(key_figures: Mapping[str, str]) -> dict[str, str]:
    """The names that indicators have by these names of key figures, by the indicators' ids."""
    return {
        indicator_id(kpi, sex): _name_of(name, sex)
        for kpi, name in key_figures.items()
        for sex in ("", *_SEXES)
    }


def _name_of(name: str, sex: str) -> str:
    return f"{name}, {_SEXES[sex]}" if sex else name


class _Reader:
    """The entries of one document."""

    def __init__(self, places: Places, notes: Notes) -> None:
        self._places, self._notes = places, notes
        self._records = Records(Status.PUBLISHED, notes)
        self._told: set[str] = set()
        self._deleted = 0
        self._apart: Counter[str] = Counter()

    def read(self, entry: dict[str, object], cell: str) -> None:
        """Read the values of one key figure, area and year."""
        kpi = clean(entry["kpi"])
        name = self._name(kpi, cell)
        area = self._area(clean(entry["municipality"]), cell)
        year = values.year(entry["period"])
        self._notes.problem(year.problem, SHEET, f"{cell}.period")
        for value, sex in self._kept(kpi, entry["values"]):
            number, sign = self._value(value, cell)
            if area and year.value is not None and sign:
                status = clean(value.get("status"))
                self._records.add(
                    "indicator",
                    SHEET,
                    cell,
                    shown(value.get("value")),
                    area_code=area,
                    year=year.value,
                    indicator_id=indicator_id(kpi, sex),
                    name_sv=_name_of(name, sex),
                    value=number,
                    sign=sign,
                    unit=unit_of(name),
                    mark=shown(status) if status and status.casefold() not in _SIGNS else None,
                )

    def finish(self) -> Records:
        """Tell of what was left out or kept apart, and give the facts."""
        if self._deleted:
            self._notes.add("deleted_values", SHEET, count=self._deleted)
        for kpi, count in self._apart.items():
            self._notes.add("sexes_apart", SHEET, value=kpi, count=count)
        return self._records

    def _kept(self, kpi: str, found: object) -> list[tuple[dict[str, object], str]]:
        """The values that count, each with the sex that it is for: empty for all."""
        listed = [v for v in found if isinstance(v, dict)] if isinstance(found, list) else []
        there = [v for v in listed if v.get("isdeleted") is not True]
        self._deleted += len(listed) - len(there)
        by_sex = [(v, clean(v.get("gender", _ALL)).upper() or _ALL) for v in there]
        together = [(v, "") for v, sex in by_sex if sex == _ALL]
        apart = [(v, sex) for v, sex in by_sex if sex in _SEXES]
        if not together and apart:
            self._apart[kpi] += 1
        return together or apart

    def _name(self, kpi: str, cell: str) -> str:
        known = self._places.key_figures.get(kpi)
        name = known or f"Kolada {kpi}"
        if known is None and kpi not in self._told:
            self._told.add(kpi)
            self._notes.add("kpi_without_name", SHEET, cell, kpi, shown_as=name)
        return name

    def _value(self, value: dict[str, object], cell: str) -> tuple[float | None, str]:
        number = value.get("value")
        if number is None:
            return None, _SIGNS.get(clean(value.get("status")).casefold(), "missing")
        if isinstance(number, str) and clean(number) in _TEXT_SIGNS:
            return None, _TEXT_SIGNS[clean(number)]
        reading = values.plain_number(number if isinstance(number, (int, float)) else str(number), "value")
        self._notes.problem(reading.problem, SHEET, f"{cell}.value")
        return reading.value, "value" if reading.value is not None else ""

    def _area(self, code: str, cell: str) -> str | None:
        """The area code: Kolada gives the country 0000, a region 00 before its county's code, and groups of areas a letter."""
        if code == _COUNTRY:
            return "00"
        match = self._places.areas.find(code[2:] if len(code) == 4 and code.startswith("00") else code, "")
        if match.entry:
            return match.entry.id
        if not code[:1].isalpha():
            self._notes.problem(match.problem, SHEET, f"{cell}.municipality")
        elif code not in self._told:
            self._told.add(code)
            self._notes.add("area_not_used", SHEET, cell, code)
        return None
