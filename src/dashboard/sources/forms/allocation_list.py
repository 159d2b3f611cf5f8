"""Form b: lists of amounts for each municipality or region, as agencies publish them."""

import re
from collections import Counter
from dataclasses import dataclass

from dashboard.core.status import Status
from dashboard.sources.forms import values
from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.grid import Book, Cell, ErrorValue, Sheet, cell_name
from dashboard.sources.forms.lists import (
    CODE_HEADINGS,
    NAME_HEADINGS,
    YEAR_HEADINGS,
    filled,
    find_column,
    heading_row,
    only_year,
    titles_above,
    years_in,
)
from dashboard.sources.forms.matching import failed
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.records import Records
from dashboard.sources.forms.sums import Sums, is_sum_label
from dashboard.sources.forms.tables import heading_key, is_empty
from dashboard.sources.forms.words import clean, is_blank, same

FORM_ID = "allocation_list"
NAME = "fördelningslista"
STATUS = Status.REPORTED
_MONEY = re.compile(
    r"\b(belopp\w*|kronor|kr|tkr|kkr|mnkr|mkr|sek|medel|utvecklingsmedel|stimulansmedel|statsbidrag|bidrag|tilldel\w*|bevilja\w*|rekvirer\w*|"
    r"utbetal\w*|förbruk\w*|använ[dt]\w*|återbetal\w*|omfördel\w*|fördel\w*)\b"
)
_NOT_MONEY = re.compile(
    r"andel|procent|%|\bantal\b|invånare|folkmängd|befolkning|\bkod\b|kommentar|anmärkning|datum|diarie"
)
_MEASURES = (
    ("redistributed", re.compile(r"omfördel")),
    ("repaid", re.compile(r"återbetal|återkrav|återbetald")),
    ("used", re.compile(r"förbruk|använ[dt]")),
    ("received", re.compile(r"rekvir|utbetal|bevilja|mottag|erhåll")),
    ("available", re.compile(r"tilldel|fördel|tillgäng|ram\b|nyckel")),
)


@dataclass(frozen=True)
class _Amounts:
    """A column of amounts: what it measures, for which year (None: the year's own column), and how many kronor a one is."""

    column: int
    title: str
    measure: str
    year: int | None
    unit: int


@dataclass(frozen=True)
class _List:
    """Where things stand in a list."""

    first_row: int
    name: int | None
    code: int | None
    year: int | None
    amounts: tuple[_Amounts, ...]


def fits(book: Book) -> bool:
    """Whether a sheet has a column of names or codes and a column of amounts."""
    return any(_layout(sheet, filled(sheet), "") for sheet in book.visible)


def read(book: Book, places: Places, notes: Notes) -> Records:
    """The amounts of every sheet that is such a list."""
    records = Records(STATUS, notes)
    for sheet in book.visible:
        rows = filled(sheet)
        layout = _layout(sheet, rows, notes.file)
        if layout:
            _Reader(sheet, rows, layout, places, notes, records).read()
        else:
            notes.add("sheet_not_read", sheet.name, form=NAME)
    return records


def _layout(sheet: Sheet, rows: list[list[Cell]], file: str) -> _List | None:
    top = heading_row(sheet)
    if top is None:
        return None
    name, code = find_column(rows[top], NAME_HEADINGS), find_column(rows[top], CODE_HEADINGS)
    year = find_column(rows[top], YEAR_HEADINGS)
    second = _continues(rows, top, name if name is not None else code)
    first_row = top + 2 if second else top + 1
    titles = titles_above(sheet, top)
    amounts = []
    for column in range(len(rows[top])):
        if column in (name, code, year):
            continue
        parts = [rows[r][column] for r in (top - 1, top, top + 1 if second else -1) if r >= 0]
        title = clean(" ".join(dict.fromkeys(clean(part) for part in parts if not is_blank(part))))
        if not is_blank(rows[top][column]) or second:
            found = _amounts_column(column, title, clean(rows[top][column]), (titles, sheet.name, file))
            amounts += [found] if found else []
    return _List(first_row, name, code, year, _without_row_sums(amounts)) if amounts else None


def _continues(rows: list[list[Cell]], top: int, name: int | None) -> bool:
    """Whether the row under the headings belongs to them: years or words, under a name cell that is blank or merged."""
    if name is None or top + 1 >= len(rows):
        return False
    below = rows[top + 1]
    again = is_blank(below[name]) or same(below[name]) == same(rows[top][name])
    return again and any(years_in(value) or _MONEY.search(clean(value).casefold()) for value in below)


def _amounts_column(column: int, title: str, own: str, around: tuple[str, ...]) -> _Amounts | None:
    words = title.casefold()
    years = years_in(own) or years_in(title)
    about_money = _MONEY.search(words) or (years and any(_MONEY.search(text.casefold()) for text in around))
    if _NOT_MONEY.search(words) or not (about_money or same(title) in ("summa", "totalt")):
        return None
    measure = next(
        (m for text in (words, *(t.casefold() for t in around)) for m, p in _MEASURES if p.search(text)),
        "available",
    )
    unit = next((u for u in map(values.unit_in, (title, *around[:1])) if u > 1), 1)
    year = years[0] if len(years) == 1 else only_year(*around)
    return _Amounts(column, title, measure, year, unit)


def _without_row_sums(amounts: list[_Amounts]) -> tuple[_Amounts, ...]:
    """A column that only adds up the others is not an amount of its own."""
    others = [a for a in amounts if not re.match(r"summa|totalt", a.title.casefold())]
    return tuple(others or amounts)


class _Reader:
    """Reads one list."""

    def __init__(
        self,
        sheet: Sheet,
        rows: list[list[Cell]],
        layout: _List,
        places: Places,
        notes: Notes,
        records: Records,
    ) -> None:
        self.sheet, self.rows, self.layout = sheet, rows, layout
        self.places, self.notes, self.records = places, notes, records
        self.kind = self._kind_of_list()
        self.heading = ""
        self.sums = Sums(sheet.name, notes)

    def read(self) -> None:
        """Read every row below the headings."""
        if self.layout.year is None and any(a.year is None for a in self.layout.amounts):
            self.notes.add(
                "year_missing",
                self.sheet.name,
                cell_name(max(self.layout.first_row - 1, 0), self.layout.amounts[0].column),
            )
            return
        for index in range(self.layout.first_row, len(self.rows)):
            if not is_empty(self.rows[index]):
                self._row(index, self.rows[index])
        self.sums.finish()

    def _at(self, row: list[Cell], column: int | None) -> Cell:
        return "" if column is None else row[column]

    def _row(self, index: int, row: list[Cell]) -> None:
        code, name = self._at(row, self.layout.code), self._at(row, self.layout.name)
        label = clean(name) or next((clean(v) for v in row if isinstance(v, str) and clean(v)), "")
        amounts = [(a, values.amount(row[a.column], a.unit, a.title)) for a in self.layout.amounts]
        has_amounts = any(reading.value is not None or reading.problem for _, reading in amounts)
        county = self._county(label) if is_blank(code) or len(clean(code)) <= 2 else ""
        if label and heading_key(label) == heading_key(
            self.rows[self.layout.first_row - 1][self.layout.name or 0]
        ):
            return
        if is_sum_label(label):
            self._tell(index, amounts)
            self.sums.printed(label, [(cell_name(index, a.column), r.value) for a, r in amounts])
        elif county and self.kind != "region":
            self._county_row(county, label, index, amounts, has_amounts)
        elif has_amounts:
            self._recipient_row(index, row, code, name, label, amounts)

    def _county_row(self, county: str, label: str, index: int, amounts: list, has_amounts: bool) -> None:
        self._tell(index, amounts)
        printed = [(cell_name(index, a.column), r.value) for a, r in amounts] if has_amounts else []
        if printed and county == self.heading and self.sums.has_rows:
            self.sums.printed(label, printed)
        else:
            self.sums.open_group(label, printed)
            self.heading = county

    def _recipient_row(
        self, index: int, row: list[Cell], code: Cell, name: Cell, label: str, amounts: list
    ) -> None:
        self._tell(index, amounts)
        who = self._find(code, name if not is_blank(name) else "" if not is_blank(code) else label, index)
        own_year = self._own_year(index, row)
        self.sums.row([(r.value, row[a.column], a.unit) for a, r in amounts])
        for column, reading in amounts:
            year = own_year or column.year
            if who and year and reading.value is not None and self._in_programme(index, column, year):
                self.records.add(
                    "allocation",
                    self.sheet.name,
                    cell_name(index, column.column),
                    clean(row[column.column]),
                    recipient_id=who,
                    year=year,
                    stream="development",
                    measure=column.measure,
                    amount_sek=reading.value,
                )

    def _own_year(self, index: int, row: list[Cell]) -> int | None:
        if self.layout.year is None:
            return None
        reading = values.year(
            row[self.layout.year], self.places.first_year, self.places.last_year, programme=True
        )
        self.notes.problem(reading.problem, self.sheet.name, cell_name(index, self.layout.year))
        return int(reading.value) if reading.value is not None else None

    def _in_programme(self, index: int, column: _Amounts, year: int) -> bool:
        reading = values.year(year, self.places.first_year, self.places.last_year, programme=True)
        self.notes.problem(reading.problem, self.sheet.name, cell_name(index, column.column))
        return reading.value is not None

    def _tell(self, index: int, amounts: list) -> None:
        for column, reading in amounts:
            self.notes.problem(reading.problem, self.sheet.name, cell_name(index, column.column))

    def _find(self, code: Cell, name: Cell, index: int) -> str | None:
        column = self.layout.name if self.layout.name is not None else self.layout.code
        place = cell_name(index, column or 0)
        for value in (code, name):
            if isinstance(value, ErrorValue):
                self.notes.problem(failed(value), self.sheet.name, place)
                return None
        recipients = self.places.recipients
        match = recipients.find(code, name, (self.kind,))
        if match.problem and match.problem.code in ("unknown_place", "unknown_code"):
            other = recipients.find(code, name)
            match = other if other.entry else match
        self.notes.problem(match.problem, self.sheet.name, place)
        if (
            match.entry
            and self.heading
            and self.places.county_of.get(match.entry.id, self.heading) != self.heading
        ):
            counties = {c.id: c.name for c in self.places.areas.entries if c.kind == "county"}
            facts = {
                "found": match.entry.name,
                "heading": counties[self.heading],
                "county": counties[self.places.county_of[match.entry.id]],
            }
            self.notes.add("outside_county", self.sheet.name, place, name, **facts)
        return match.entry.id if match.entry else None

    def _county(self, label: str) -> str:
        """The code of the county that a heading names, with or without its code; empty when it is none."""
        match = self.places.areas.find("", label, ("county",)) if "län" in label.casefold() else None
        return match.entry.id if match and match.entry else ""

    def _kind_of_list(self) -> str:
        """Whether the list is of municipalities or of regions: by what most of its names are."""
        names = [self._at(row, self.layout.name) for row in self.rows[self.layout.first_row :]]
        kinds = Counter(
            e.kind
            for name in names[:400]
            if isinstance(name, str)
            for e in self.places.recipients.named(name)
        )
        return "region" if kinds["region"] > kinds["municipality"] else "municipality"
