"""Telling which area a row of a statistical table is about."""

from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.grid import Cell, ErrorValue
from dashboard.sources.forms.matching import Match, failed
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.words import clean


def find_area(code: Cell, name: Cell, places: Places) -> Match:
    """The area of a code and a name, either of which may be blank or hold both: `0114 Upplands Väsby`."""
    for value in (code, name):
        if isinstance(value, ErrorValue):
            return Match(None, failed(value))
    head, _, rest = clean(code).partition(" ")
    if rest and head.isdigit():
        code, name = head, rest
    return places.areas.find(code, name)


def area_of(code: Cell, name: Cell, places: Places, notes: Notes, sheet: str, cell: str) -> str | None:
    """The area code of a row; what is to be said about it is noted at this cell."""
    match = find_area(code, name, places)
    notes.problem(match.problem, sheet, cell)
    return match.entry.id if match.entry else None
