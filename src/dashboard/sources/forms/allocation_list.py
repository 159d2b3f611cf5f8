"""Form b: lists of amounts for each municipality, region or organisation, as agencies publish them."""

from dataclasses import replace

from dashboard.core.numbers import number
from dashboard.core.status import Status
from dashboard.sources.forms import values
from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.grid import Book, Cell, ErrorValue, Sheet, cell_name
from dashboard.sources.forms.list_layout import Amounts, ListLayout, end_of_list, layout_of
from dashboard.sources.forms.list_rows import Who, names_of_list
from dashboard.sources.forms.lists import filled, years_in
from dashboard.sources.forms.matching import Match, failed
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.records import Records
from dashboard.sources.forms.sums import Sums, is_sum_label
from dashboard.sources.forms.tables import heading_key, is_empty
from dashboard.sources.forms.words import clean, is_blank, same, shown

FORM_ID = "allocation_list"
NAME = "fördelningslista"
STATUS = Status.REPORTED
_UNITS = {1: "kronor", 1_000: "tusental kronor", 1_000_000: "miljoner kronor"}


def fits(book: Book) -> bool:
    """Whether a sheet has a column of names or codes and a column of amounts."""
    return any(layout_of(sheet, filled(sheet), "") for sheet in book.visible)


def read(book: Book, places: Places, notes: Notes) -> Records:
    """The amounts of every sheet that is such a list."""
    records = Records(STATUS, notes)
    for sheet in book.visible:
        rows = filled(sheet)
        layout = layout_of(sheet, rows, notes.file)
        if layout:
            _Reader(sheet, rows, layout, places, notes, records).read()
        else:
            notes.add("sheet_not_read", sheet.name, form=NAME)
    return records


def contacts_from(book: Book) -> dict[str, int]:
    """The row of each sheet, counted from 0, from which the list is over: the publisher's own contacts stand there."""
    return {sheet.name: end for sheet in book.visible if (end := end_of_list(sheet)) is not None}


class _Reader:
    """Reads one list."""

    def __init__(
        self,
        sheet: Sheet,
        rows: list[list[Cell]],
        layout: ListLayout,
        places: Places,
        notes: Notes,
        records: Records,
    ) -> None:
        self.sheet, self.rows, self.layout = sheet, rows, layout
        self.places, self.notes, self.records = places, notes, records
        self.names = names_of_list(rows, layout, places)
        self.heading = ""
        self.sums = Sums(sheet.name, notes)
        self.by_county: list[int] = []

    def read(self) -> None:
        """Read every row below the headings."""
        amounts = [a for a in self.layout.amounts if not self._shown_as_percent(a)]
        self._tell_columns(amounts)
        if not amounts or self._has_names_twice():
            return
        self.layout = replace(self.layout, amounts=tuple(amounts))
        if self.layout.year is None and any(a.year is None for a in amounts):
            column = next(a.column for a in amounts if a.year is None)
            self._note("year_missing", max(self.layout.first_row - 1, 0), column)
            return
        before = len(self.records)
        for index in range(self.layout.first_row, len(self.rows)):
            row = self.rows[index]
            if self._is_heading_again(row):
                if self._is_other_table(index):
                    self._note("other_table_below", index, self.names.column, row[self.names.column])
                    break
            elif not is_empty(row):
                self._row(index, row)
        self.sums.finish()
        if self.by_county and len(self.records) == before and not self.notes.stopped:
            self._note("amounts_by_county", self.by_county[0], self.names.column)

    def _note(self, code: str, row: int, at: int, value: object = "", **facts: object) -> None:
        self.notes.add(code, self.sheet.name, cell_name(row, at), value, **facts)

    def _has_names_twice(self) -> bool:
        """Whether two lists stand side by side: an amount could be taken for another recipient's."""
        first = self.layout.names[0] if self.layout.names else None
        again = next((n.column for n in self.layout.names[1:] if first and n.of == first.of != "any"), None)
        if again is not None:
            self._note("column_repeated", self.layout.heading, again, self.rows[self.layout.heading][again])
        return again is not None

    def _shown_as_percent(self, column: Amounts) -> bool:
        """Whether the cells of a column are shown as percent, which no amount is."""
        factors = [t for (_, c), t in self.sheet.shown_times.items() if c == column.column]
        if not any(t > 1 for t in factors):
            return False
        why = "cellerna visas som procent"
        self._note("amount_not_understood", self.layout.heading, column.column, column.title, why=why)
        return True

    def _tell_columns(self, amounts: list[Amounts]) -> None:
        """Name every column that is not read, and what was taken for granted of those that are."""
        for one in self.layout.not_read:
            if one.why:
                self._note("amount_not_understood", self.layout.heading, one.column, one.title, why=one.why)
            else:
                self._note("column_not_read", self.layout.heading, one.column, one.title, form=NAME)
        for column in self.names.unused:
            title = clean(self.rows[self.layout.heading][column])
            self._note("column_not_read", self.layout.heading, column, title, form=NAME)
        for a in amounts:
            if a.assumed:
                self._note("measure_assumed", self.layout.heading, a.column, a.title)
            if a.other_unit:
                self._note(
                    "unit_disagrees",
                    self.layout.heading,
                    a.column,
                    a.title,
                    read=_UNITS[a.unit],
                    other=a.other_unit,
                )
            self._tell_rescaled(a)

    def _tell_rescaled(self, column: Amounts) -> None:
        found = sorted(r for (r, c), t in self.sheet.shown_times.items() if c == column.column and t < 1)
        found = [r for r in found if r >= self.layout.first_row and not is_blank(self.rows[r][column.column])]
        if not found:
            return
        row, times = found[0], self.sheet.shown_times[found[0], column.column]
        held = self.rows[row][column.column]
        reading = values.amount(held, self._unit(row, column))
        if isinstance(held, (int, float)) and reading.value is not None:
            self._note(
                "shown_in_thousands", row, column.column, held, seen=number(held * times),
                held=number(held), read=number(reading.value), column=column.title, count=len(found),
            )  # fmt: skip

    def _unit(self, index: int, column: Amounts) -> int:
        """How many kronor a one in this cell is. The unit of the heading holds for the number that the cell shows."""
        times = self.sheet.shown_times.get((index, column.column), 1.0)
        return max(1, round(column.unit * times))

    def _at(self, row: list[Cell], column: int | None) -> Cell:
        return "" if column is None else row[column]

    def _row(self, index: int, row: list[Cell]) -> None:
        who = self.names.who(row)
        amounts = [
            (a, values.amount(row[a.column], self._unit(index, a), a.title)) for a in self.layout.amounts
        ]
        has_amounts = any(reading.value is not None or reading.problem for _, reading in amounts)
        if index > self.layout.last_row and not (who.label and self._is_known(who)):
            return
        if is_sum_label(who.label):
            self._tell(index, amounts)
            self.sums.printed(who.label, [(cell_name(index, a.column), r.value) for a, r in amounts])
        elif who.is_group:
            self._county_row(who, index, amounts, has_amounts)
        elif has_amounts:
            self._recipient_row(index, row, who, amounts)

    def _is_known(self, who: Who) -> bool:
        return is_sum_label(who.label) or who.is_group or self.names.find(who).entry is not None

    def _is_heading_again(self, row: list[Cell]) -> bool:
        """Whether the headings stand again, as over every page of a long list or over another table."""
        key = heading_key(row[self.names.column])
        return bool(key) and key == heading_key(self.rows[self.layout.heading][self.names.column])

    def _is_other_table(self, index: int) -> bool:
        """Whether headings that stand again are of another table: they say something else, or a title over them names another year."""
        row, first = self.rows[index], self.rows[self.layout.heading]
        if any(same(row[a.column]) != same(first[a.column]) for a in self.layout.amounts):
            return True
        above = self.rows[index - 1]
        years = {year for value in above if isinstance(value, str) for year in years_in(value)}
        has_amounts = any(isinstance(above[a.column], (int, float)) for a in self.layout.amounts)
        return not has_amounts and not years <= {a.year for a in self.layout.amounts}

    def _county_row(self, who: Who, index: int, amounts: list, has_amounts: bool) -> None:
        self._tell(index, amounts)
        printed = [(cell_name(index, a.column), r.value) for a, r in amounts] if has_amounts else []
        if has_amounts:
            self.by_county.append(index)
        if printed and who.group == self.heading and self.sums.has_rows:
            self.sums.printed(who.label, printed)
        else:
            self.sums.open_group(who.label, printed)
            self.heading = who.group

    def _recipient_row(self, index: int, row: list[Cell], who: Who, amounts: list) -> None:
        self._tell(index, amounts)
        if who.county is not None and who.county != self.heading:
            self.sums.open_group("", [])
            self.heading = who.county
        found = self._find(who, index)
        own_year = self._own_year(index, row)
        self.sums.row([(r.value, row[a.column], a.unit) for a, r in amounts])
        for column, reading in amounts:
            year = own_year or column.year
            if found and year and reading.value is not None and self._in_programme(index, column, year):
                self.records.add(
                    "allocation",
                    self.sheet.name,
                    cell_name(index, column.column),
                    clean(row[column.column]),
                    recipient_id=found,
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

    def _in_programme(self, index: int, column: Amounts, year: int) -> bool:
        reading = values.year(year, self.places.first_year, self.places.last_year, programme=True)
        self.notes.problem(reading.problem, self.sheet.name, cell_name(index, column.column))
        return reading.value is not None

    def _tell(self, index: int, amounts: list) -> None:
        for column, reading in amounts:
            self.notes.problem(reading.problem, self.sheet.name, cell_name(index, column.column))

    def _find(self, who: Who, index: int) -> str | None:
        place = cell_name(index, self.names.column)
        for value in (who.code, who.name):
            if isinstance(value, ErrorValue):
                self.notes.problem(failed(value), self.sheet.name, place)
                return None
        match = self.names.find(who)
        self.notes.problem(match.problem, self.sheet.name, place)
        self._tell_of_other_county(match, who, place)
        return match.entry.id if match.entry else None

    def _tell_of_other_county(self, match: Match, who: Who, place: str) -> None:
        if not match.entry or not self.heading:
            return
        county = self.places.county_of.get(match.entry.id, self.heading)
        if county != self.heading:
            counties = {c.id: c.name for c in self.places.areas.entries if c.kind == "county"}
            facts = {"found": match.entry.name, "heading": counties[self.heading], "county": counties[county]}
            self.notes.add("outside_county", self.sheet.name, place, shown(who.name), **facts)
