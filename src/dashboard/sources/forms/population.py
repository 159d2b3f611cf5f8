"""Form d: inhabitants by area and year, as Statistics Sweden gives them: from the table service (PxWeb) or as its yearly workbooks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dashboard.core.status import Status
from dashboard.sources.forms import values
from dashboard.sources.forms.areas import area_of, find_area
from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.grid import Book, Cell, Sheet, cell_name
from dashboard.sources.forms.lists import CODE_HEADINGS, NAME_HEADINGS, find_column, only_year, years_in
from dashboard.sources.forms.periods import with_year_ends_as_years, within_a_year
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.records import Records
from dashboard.sources.forms.subjects import (
    Subject,
    are_sexes,
    dimension_named,
    divides,
    in_thousands,
    is_bare,
    is_contents_code,
    is_part,
    is_whole,
    says_whole,
    subject_of,
)
from dashboard.sources.forms.sums import is_sum_label
from dashboard.sources.forms.tables import heading_key, rows_below
from dashboard.sources.forms.words import clean, in_words, is_blank, shown

FORM_ID = "population"
NAME = "folkmängd"
STATUS = Status.PUBLISHED
_MONEY = re.compile(
    r"\b(kr|tkr|mnkr|belopp|kronor|medel|statsbidrag|bidrag)\b|utvecklingsmedel|stimulansmedel|tilldel|rekvirer|förbruk|utbetal",
    re.I,
)
_MISSING = ("..", ".", "-", "–", "")
_TIME = ("år", "årtal", "tid", "year")
_PARTS_OF_YEARS = ("månad", "kvartal", "month", "quarter", "manad")
_CONTENTS = re.compile(
    r"^(tabellinnehåll|contents(code)?|observations|nyckeltal\w*|indikator\w*|mått|variabel)$"
)
_PEOPLE = (Subject.INHABITANTS, Subject.PART, Subject.CHANGE)
_SEARCHED_ROWS = 15
# Headings stand on at most this many rows, the first of which names the inhabitants.
_HEADING_ROWS = 4


@dataclass(frozen=True)
class _Layout:
    """The last heading row, the columns left of the values, and the year of each column of values.

    In a long table there is one column of values and `year_column` holds the years. `unread` are headings of columns that are about
    something else than all inhabitants.
    """

    heading: int
    labels: tuple[int, ...]
    years: dict[int, int]
    year_column: int | None = None
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Refusal:
    """Why a table about people is not one of inhabitants: the finding, where, and the facts of its sentence."""

    code: str
    row: int
    column: int
    facts: dict[str, str] = field(default_factory=dict)


def fits(book: Book) -> bool:
    """Whether a sheet counts inhabitants by area and year, or counts people in a way that must not be taken for that."""
    return any(_layout(sheet) for sheet in book.visible)


def read(book: Book, places: Places, notes: Notes) -> Records:
    """The inhabitants of every area and year on every sheet that has them."""
    records = Records(STATUS, notes)
    found = [(sheet, _layout(sheet)) for sheet in book.visible]
    whole = any(isinstance(layout, _Layout) for _, layout in found)
    for sheet, layout in found:
        if layout is None:
            notes.add("sheet_not_read", sheet.name, form=NAME)
        elif isinstance(layout, _Layout):
            _read_sheet(sheet, layout, places, notes, records)
        elif whole and layout.code == "divided_population":
            notes.add("part_not_read", sheet.name, cell_name(layout.row, layout.column), **layout.facts)
        else:
            notes.add(layout.code, sheet.name, cell_name(layout.row, layout.column), **layout.facts)
    return records


def contacts_from(book: Book) -> dict[str, int]:
    """The row of each sheet, counted from 0, from which the table is over: the publisher's own contacts stand there."""
    ends = {}
    for sheet in book.visible:
        layout = _layout(sheet)
        if isinstance(layout, _Layout):
            filled = [
                index
                for index, row in rows_below(sheet, layout.heading)
                if any(not is_blank(row[column]) for column in layout.years)
            ]
            ends[sheet.name] = max(filled, default=layout.heading) + 1
    return ends


def _layout(sheet: Sheet) -> _Layout | _Refusal | None:
    for table in _tables(sheet):
        look = _Look(sheet, *table)
        if look.is_about_people():
            return look.verdict()
    return None


def _tables(sheet: Sheet) -> Iterator[tuple[int, int, dict[int, int], int | None]]:
    """Where a table can begin: its first and last heading row, its columns of values with their years (0: not in the heading), its column of years."""
    for index, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        periods = {c: _year_of(v) for c, v in enumerate(row) if c and _is_period(v)}
        if periods:
            last = _last_heading(sheet, index)
            yield (
                _first_heading(sheet, index, min(periods)),
                last,
                _under(sheet, periods, last) if last > index else periods,
                None,
            )
        keys = [heading_key(value) for value in row]
        year_column = next((c for c, key in enumerate(keys) if key in (*_TIME, *_PARTS_OF_YEARS)), None)
        if year_column is not None:
            counted = {
                c: 0 for c in range(len(row)) if c != year_column and _tells(_heading(sheet, index, index, c))
            }
            if counted:
                yield index, index, counted, year_column
        elif any(NAME_HEADINGS.match(key) or CODE_HEADINGS.match(key) for key in keys):
            last = _last_heading(sheet, index)
            headings = {c: _heading(sheet, index, last, c) for c in range(1, len(row))}
            counted = {c: 0 for c, heading in headings.items() if _tells(heading)}
            counted = counted or {c: 0 for c, heading in headings.items() if is_bare(heading)}
            if counted:
                yield index, last, counted, None


def _under(sheet: Sheet, periods: dict[int, int], last: int) -> dict[int, int]:
    """The columns that have a heading of their own below the years, each with the year that it stands under."""
    columns = (
        c
        for c in range(min(periods), len(sheet.rows[last]))
        if not is_blank(sheet.rows[last][c]) or c in periods
    )
    return {c: periods[max(p for p in periods if p <= c)] for c in columns}


def _tells(heading: str) -> bool:
    return subject_of(heading) in (Subject.INHABITANTS, Subject.PART, Subject.CHANGE) or is_contents_code(
        heading
    )


def _is_period(value: Cell) -> bool:
    text = with_year_ends_as_years(value)
    if within_a_year(text):
        return len(text) < 12 or _tells(text)
    return len(years_in(text)) == 1 and (len(text) == 4 or _tells(text) or subject_of(text) is Subject.RATE)


def _year_of(value: Cell) -> int:
    text = with_year_ends_as_years(value)
    return 0 if within_a_year(text) else years_in(text)[0]


def _first_heading(sheet: Sheet, last: int, first_column: int) -> int:
    """The first of the rows that stand over the years and divide them, such as one of sexes; titles do not reach over the values."""
    first = last
    while first > 0 and last - first < _HEADING_ROWS - 1:
        above = sheet.rows[first - 1]
        if all(is_blank(value) for value in above[first_column:]):
            break
        first -= 1
    return first


def _last_heading(sheet: Sheet, first: int) -> int:
    """The last of the rows of headings that begin here: the rows without a number."""
    last = first
    while last + 1 < len(sheet.rows) and last - first < _HEADING_ROWS - 1:
        below = sheet.rows[last + 1]
        if any(not isinstance(v, str) or clean(v)[:2].isdigit() for v in below) or all(map(is_blank, below)):
            break
        last += 1
    return last


def _heading(sheet: Sheet, first: int, last: int, column: int) -> str:
    """What stands over a column, row by row; a blank cell in an upper row continues the one to its left, and a word broken over rows is whole."""
    parts = []
    for index in range(first, last + 1):
        row = sheet.rows[index]
        at = column
        while index < last and at > 0 and is_blank(row[at]) and any(not is_blank(v) for v in row[1:at]):
            at -= 1
        parts.append(with_year_ends_as_years(row[at]) if at else "")
    return re.sub(r"(?<=\w)- (?=[a-zåäö])", "", " ".join(p for p in parts if p))


class _Look:
    """One table on a sheet, looked at for what its numbers are about."""

    def __init__(
        self, sheet: Sheet, first: int, last: int, periods: dict[int, int], year_column: int | None
    ) -> None:
        self.sheet, self.first, self.last = sheet, first, last
        self.periods, self.year_column = periods, year_column
        self.titles = [
            (r, c, clean(value))
            for r, row in enumerate(sheet.rows[: first + 1])
            for c, value in enumerate(row[:12])
            if isinstance(value, str) and not is_blank(value) and (r < first or c == 0)
        ]
        rows = [row for _, row in rows_below(sheet, last)]
        left = (
            range(min(periods))
            if year_column is None
            else (c for c in range(len(sheet.rows[last])) if c not in (*periods, year_column))
        )
        self.labels = tuple(left)
        self.found = {
            c: {clean(row[c]) for row in rows if any(not is_blank(row[p]) for p in periods)} - {""}
            for c in self.labels
        }
        self.own = {
            c: re.sub(r"(?<!\d)(19|20)\d\d(?!\d)", "", _heading(sheet, first, last, c)).strip()
            for c in periods
        }

    def is_about_people(self) -> bool:
        """Whether the table, by its headings, its contents or its titles, counts people and no money."""
        headings = [
            clean(v) for row in self.sheet.rows[self.first : self.last + 1] for v in row if isinstance(v, str)
        ]
        texts = [*headings, *(text for _, _, text in self.titles), self.sheet.name]
        if any(_MONEY.search(text) for text in texts):
            return False
        if self._around() in _PEOPLE and any(self._subject(c) in _PEOPLE for c in self.periods):
            return True
        # Without a title that says so, a column of inhabitants among others only tells how large the places are.
        people = [c for c in self.periods if self._subject(c) in _PEOPLE or self._is_code(c)]
        others = [
            c for c in range(len(self.sheet.rows[self.last])) if c not in people and self._is_of_values(c)
        ]
        return bool(people) and len(people) >= len(others)

    def _is_of_values(self, column: int) -> bool:
        heading = heading_key(self.sheet.rows[self.last][column])
        harmless = (
            NAME_HEADINGS.match(heading)
            or CODE_HEADINGS.match(heading)
            or divides(heading)
            or heading in (*_TIME, *_PARTS_OF_YEARS)
        )
        return bool(heading) and column > 0 and not harmless and column not in self._contents()

    def verdict(self) -> _Layout | _Refusal:
        """Which columns are read and what stands where, or why nothing is."""
        subjects = {c: self._subject(c) for c in self.periods}
        counted = [c for c, subject in subjects.items() if subject is Subject.INHABITANTS]
        first = min(self.periods)
        if not counted:
            return self._refusal(subjects)
        if divided := self._divided():
            row, column, what = divided
            return _Refusal("divided_population", row, column, {"dimension": what})
        thousands = next(
            (
                t
                for t in (*(self.own[c] for c in counted), *(t for _, _, t in self.titles))
                if in_thousands(t)
            ),
            "",
        )
        if thousands:
            return _Refusal("people_in_thousands", self.last, first, {"what": thousands})
        years = {c: self.periods[c] for c in counted}
        parts = [
            c for c in counted if not years[c] and self.year_column is None and within_a_year(self._top(c))
        ]
        if self.year_column is not None and (period := self._period_below(self.year_column)):
            return _Refusal("months_not_years", self.last, self.year_column, {"period": period})
        if parts:
            return _Refusal(
                "months_not_years", self.last, parts[0], {"period": within_a_year(self._top(parts[0]))}
            )
        days = (
            (r, c, within_a_year(t))
            for r, c, t in self.titles
            if subject_of(t) is not Subject.SILENT and "31 dec" not in t.lower()
        )
        day = next((found for found in days if found[2]), None)
        if day:
            return _Refusal("months_not_years", day[0], day[1], {"period": day[2]})
        if self.year_column is None and not all(years.values()):
            year = only_year(
                *(
                    with_year_ends_as_years(text)
                    for _, _, text in self.titles
                    if subject_of(text) is not Subject.SILENT
                ),
                self._joined(),
                self.sheet.name,
            )
            if year is None:
                return _Refusal("year_missing", self.last, first)
            years = {c: known or year for c, known in years.items()}
        unread = (
            tuple(dict.fromkeys(clean(self.own[c]) for c in self.periods if c not in counted))
            + self._others()
        )
        return _Layout(self.last, self._places(), years, self.year_column, unread)

    def _period_below(self, column: int) -> str:
        """The first month or quarter in the column of years."""
        below = (within_a_year(row[column]) for _, row in rows_below(self.sheet, self.last))
        in_heading = self._top(column) if heading_key(self._top(column)) in _PARTS_OF_YEARS else ""
        return next((period for period in below if period), in_heading)

    def _top(self, column: int) -> str:
        return clean(self.sheet.rows[self.last][column])

    def _joined(self) -> str:
        return " ".join(text for _, _, text in self.titles)

    def _subject(self, column: int) -> Subject:
        """What a column counts: by its own heading, then by a column that names the contents, then by the titles."""
        own = self.own[column]
        subject = Subject.RATE if self._shows_percent(column) else subject_of(own)
        if subject is Subject.SILENT:
            subject = (
                Subject.PART if is_part(own) else Subject.OTHER if is_contents_code(own) else self._around()
            )
        if subject is Subject.PART and says_whole(own) and not is_part(own):
            return Subject.INHABITANTS
        if subject is Subject.INHABITANTS and not says_whole(own) and self._title_part():
            return Subject.PART
        return subject

    def _shows_percent(self, column: int) -> bool:
        return any(
            self.sheet.shown_times.get((r, column)) == 100 for r in range(self.last + 1, len(self.sheet.rows))
        )

    def _around(self) -> Subject:
        for column in self._contents():
            subjects = {subject_of(value) for value in self.found[column]}
            return subjects.pop() if len(subjects) == 1 else Subject.OTHER
        found = [subject_of(text) for text in (*(t for _, _, t in self.titles), self.sheet.name)]
        return next(
            (
                s
                for s in (Subject.RATE, Subject.CHANGE, Subject.PART, Subject.INHABITANTS, Subject.OTHER)
                if s in found
            ),
            Subject.SILENT,
        )

    def _title_part(self) -> tuple[int, int, str] | None:
        """A title, or the sheet's name, that names some of the inhabitants, or a dimension that no column shows the whole of."""
        for row, column, text in self.titles:
            if is_part(text):
                return row, column, f"”{shown(text)}”"
            named = dimension_named(text)
            if (
                named
                and subject_of(text) is not Subject.SILENT
                and not any(divides(self.sheet.rows[self.last][c]) for c in self.labels)
            ):
                return row, column, f"”{shown(text)}”"
        return (0, 0, f"bladet ”{shown(self.sheet.name)}”") if is_part(self.sheet.name) else None

    def _contents(self) -> list[int]:
        return [c for c in self.labels if _CONTENTS.match(heading_key(self.sheet.rows[self.last][c]))]

    def _is_code(self, column: int) -> bool:
        own = self.own[column]
        return is_contents_code(own) and subject_of(own) is Subject.SILENT

    def _divided(self) -> tuple[int, int, str] | None:
        """Where a column left of the values divides or restricts the inhabitants, and how: `kön: kvinnor och män`."""
        for column in self.labels:
            heading = clean(self.sheet.rows[self.last][column])
            dividing = divides(heading) or are_sexes(self.found[column])
            parts = [v for v in sorted(self.found[column]) if (not is_whole(v) if dividing else is_part(v))]
            if parts and column not in self._contents() and (dividing or column != self.labels[0]):
                listed = in_words([shown(v, 30) for v in parts[:3]], "och") + (" …" if len(parts) > 3 else "")
                return self.last, column, f"{heading}: {listed}" if heading else listed
        return None

    def _refusal(self, subjects: dict[int, Subject]) -> _Refusal:
        column = next(
            (
                c
                for s in (Subject.PART, Subject.CHANGE, Subject.OTHER, Subject.RATE)
                for c in subjects
                if subjects[c] is s
            ),
            min(subjects),
        )
        text = self.own[column] or next(
            (t for _, _, t in self.titles if subject_of(t) is subjects[column]), ""
        )
        if subjects[column] is Subject.PART:
            row, at, what = self._title_part() or (self.last, column, f"”{shown(text)}”")
            if is_part(self.own[column]):
                row, at, what = self.last, column, f"”{shown(self.own[column])}”"
            return _Refusal("divided_population", row, at, {"dimension": what})
        if self._is_code(column):
            return _Refusal("contents_code", self.last, column, {"heading": self._top(column)})
        row, at = next(((r, c) for r, c, t in self.titles if t == text), (self.last, column))
        return _Refusal("not_inhabitants", row, at, {"what": text})

    def _others(self) -> tuple[str, ...]:
        """The headings right of the first value that are not read."""
        if self.year_column is not None:
            return ()
        rest = (c for c in range(min(self.periods), len(self.sheet.rows[self.last])) if c not in self.periods)
        return tuple(
            dict.fromkeys(h for c in rest if (h := clean(_heading(self.sheet, self.first, self.last, c))))
        )

    def _places(self) -> tuple[int, ...]:
        """The columns that say which area a row is about: code and name of the municipality before those of its county."""
        headings = self.sheet.rows[self.last]
        left = [
            c
            for c in self.labels
            if not divides(headings[c]) and not are_sexes(self.found[c]) and c not in self._contents()
        ]
        named = [
            c
            for pattern in (CODE_HEADINGS, NAME_HEADINGS)
            if (c := find_column([headings[c] if c in left else "" for c in range(len(headings))], pattern))
            is not None
        ]
        both_of_one = (
            len(named) == 2 and heading_key(headings[named[0]])[:3] != heading_key(headings[named[1]])[:3]
        )
        if (
            both_of_one
            and heading_key(headings[named[1]]).startswith("kommun")
            and heading_key(headings[named[0]]).startswith("län")
        ):
            named = named[1:]
        return tuple(named) or tuple(left) or self.labels


def _read_sheet(sheet: Sheet, layout: _Layout, places: Places, notes: Notes, records: Records) -> None:
    if layout.unread:
        notes.add(
            "columns_not_read",
            sheet.name,
            columns=in_words([shown(h, 40) for h in layout.unread], "och"),
            form=NAME,
        )
    for index, row in rows_below(sheet, layout.heading):
        written = {column: row[column] for column in layout.years if clean(row[column]) not in _MISSING}
        code, name = _labels(row, layout)
        if not written or (is_blank(code) and is_blank(name)):
            continue
        known = find_area(code, name, places).entry
        if not known and is_sum_label(clean(name)):
            continue
        if not known and not any(
            isinstance(v, (int, float)) or clean(v).replace(" ", "").isdigit() for v in written.values()
        ):
            continue
        area = area_of(code, name, places, notes, sheet.name, cell_name(index, layout.labels[0]))
        for column, value in written.items():
            cell = cell_name(index, column)
            year = _year(row, index, column, layout, sheet, notes)
            number, mark = values.marked(value)
            reading = values.count(number, "folkmängd")
            notes.problem(reading.problem, sheet.name, cell)
            if mark:
                notes.add("marked_value", sheet.name, cell, value, mark=values.MARKS[mark])
            if area and year and reading.value is not None:
                records.add(
                    "population",
                    sheet.name,
                    cell,
                    clean(value),
                    area_code=area,
                    year=year,
                    population=reading.value,
                    mark=mark or None,
                )


def _labels(row: list[Cell], layout: _Layout) -> tuple[Cell, Cell]:
    """Code and name: two columns when the first holds only a code, otherwise one column that may hold both."""
    first = row[layout.labels[0]]
    if clean(first).isdigit():
        second = row[layout.labels[1]] if len(layout.labels) > 1 else ""
        return first, second if _is_name(second) else ""
    return "", first


def _is_name(value: Cell) -> bool:
    return isinstance(value, str) and subject_of(value) is Subject.SILENT


def _year(
    row: list[Cell], index: int, column: int, layout: _Layout, sheet: Sheet, notes: Notes
) -> int | None:
    if layout.year_column is None:
        return layout.years[column]
    cell = cell_name(index, layout.year_column)
    written = row[layout.year_column]
    reading = values.year(written)
    notes.problem(reading.problem, sheet.name, cell)
    return int(reading.value) if reading.value is not None else None
