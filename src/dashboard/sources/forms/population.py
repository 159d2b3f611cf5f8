"""Form d: inhabitants by area and year, as Statistics Sweden's table service (PxWeb) writes them in Excel and CSV."""

import re
from dataclasses import dataclass

from dashboard.core.status import Status
from dashboard.sources.forms import values
from dashboard.sources.forms.areas import area_of, find_area
from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.grid import Book, Cell, Sheet, cell_name
from dashboard.sources.forms.lists import years_in
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.records import Records
from dashboard.sources.forms.tables import heading_key, rows_below
from dashboard.sources.forms.words import clean, is_blank, same

FORM_ID = "population"
NAME = "folkmängd"
STATUS = Status.PUBLISHED
_ABOUT = re.compile(r"folkmängd|\binvånare\b(?! ?/)|befolkning|population", re.I)
_NOT_ABOUT = re.compile(r"\b(kr|tkr|mnkr|belopp|kronor|medel|andel|procent|per invånare)\b|%", re.I)
_MISSING = ("..", ".", "-", "–", "")
# Dimensions that do not divide the inhabitants: the place itself and the name of the measure.
_HARMLESS = re.compile(r"^(region(kod)?|kommun(kod)?|kod|namn|län|tabellinnehåll|observations|)$")
_SEARCHED_ROWS = 15


@dataclass(frozen=True)
class _Layout:
    """The heading row, the columns left of the values, and the year of each column of values.

    In a long table there is one column of values and `year_column` holds the years.
    """

    heading: int
    labels: tuple[int, ...]
    years: dict[int, int]
    year_column: int | None = None


def fits(book: Book) -> bool:
    """Whether a sheet says that it is about inhabitants and has years for headings or in a column."""
    return any(_layout(sheet) for sheet in book.visible)


def read(book: Book, places: Places, notes: Notes) -> Records:
    """The inhabitants of every area and year on every sheet that has them."""
    records = Records(STATUS, notes)
    for sheet in book.visible:
        layout = _layout(sheet)
        if layout is None:
            notes.add("sheet_not_read", sheet.name, form=NAME)
        elif divided := _divided_by(sheet, layout):
            notes.add(
                "divided_population", sheet.name, cell_name(layout.heading, divided[0]), dimension=divided[1]
            )
        else:
            _read_sheet(sheet, layout, places, notes, records)
    return records


def contacts_from(book: Book) -> dict[str, int]:
    """The row of each sheet, counted from 0, from which the table is over: the publisher's own contacts stand there."""
    ends = {}
    for sheet in book.visible:
        layout = _layout(sheet)
        if layout:
            filled = [
                index
                for index, row in rows_below(sheet, layout.heading)
                if any(not is_blank(row[column]) for column in layout.years)
            ]
            ends[sheet.name] = max(filled, default=layout.heading) + 1
    return ends


def _layout(sheet: Sheet) -> _Layout | None:
    start = " ".join(clean(v) for row in sheet.rows[:_SEARCHED_ROWS] for v in row[:12] if isinstance(v, str))
    if not _ABOUT.search(f"{sheet.name} {start}") or _NOT_ABOUT.search(start):
        return None
    for index, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        years = {c: years_in(v)[0] for c, v in enumerate(row) if c and _is_year_heading(v)}
        if years:
            return _Layout(index, tuple(range(min(years))), years)
        year_column = next((c for c, v in enumerate(row) if heading_key(v) in ("år", "tid", "year")), None)
        value = next((c for c, v in enumerate(row) if isinstance(v, str) and _ABOUT.search(v)), None)
        if year_column is not None and value is not None and value != year_column:
            labels = tuple(c for c in range(len(row)) if c not in (year_column, value))
            return _Layout(index, labels, {value: 0}, year_column)
    return None


def _is_year_heading(value: Cell) -> bool:
    text = clean(value)
    return len(years_in(text)) == 1 and (len(text) == 4 or bool(_ABOUT.search(text)))


def _divided_by(sheet: Sheet, layout: _Layout) -> tuple[int, str] | None:
    """The column and name of a dimension that divides the inhabitants, such as sex or age."""
    for column in layout.labels[1:]:
        heading = clean(sheet.rows[layout.heading][column])
        found = {
            same(row[column]) for _, row in rows_below(sheet, layout.heading) if not is_blank(row[column])
        }
        known = {"män", "kvinnor", "men", "women"} & found or re.fullmatch(
            r"kön|ålder|civilstånd|sex|age", same(heading)
        )
        if len(found) > 1 and known and not _HARMLESS.match(heading_key(heading) or "-"):
            return column, heading
        if len(found) > 1 and known:
            return column, heading or "kön"
    return None


def _read_sheet(sheet: Sheet, layout: _Layout, places: Places, notes: Notes, records: Records) -> None:
    for index, row in rows_below(sheet, layout.heading):
        written = {column: row[column] for column in layout.years if clean(row[column]) not in _MISSING}
        code, name = _labels(row, layout)
        if not written or (is_blank(code) and is_blank(name)):
            continue
        if not find_area(code, name, places).entry and not any(
            isinstance(v, (int, float)) or clean(v).replace(" ", "").isdigit() for v in written.values()
        ):
            continue
        area = area_of(code, name, places, notes, sheet.name, cell_name(index, layout.labels[0]))
        for column, value in written.items():
            year = _year(row, index, column, layout, sheet, notes)
            reading = values.count(value, "folkmängd")
            notes.problem(reading.problem, sheet.name, cell_name(index, column))
            if area and year and reading.value is not None:
                records.add(
                    "population",
                    sheet.name,
                    cell_name(index, column),
                    clean(value),
                    area_code=area,
                    year=year,
                    population=reading.value,
                )


def _labels(row: list[Cell], layout: _Layout) -> tuple[Cell, Cell]:
    """Code and name: two columns when the first holds only a code, otherwise one column that may hold both."""
    first = row[layout.labels[0]]
    if len(layout.labels) > 1 and clean(first).isdigit():
        return first, row[layout.labels[1]] if _is_name(row[layout.labels[1]]) else ""
    return "", first


def _is_name(value: Cell) -> bool:
    return isinstance(value, str) and not _ABOUT.search(value)


def _year(
    row: list[Cell], index: int, column: int, layout: _Layout, sheet: Sheet, notes: Notes
) -> int | None:
    if layout.year_column is None:
        return layout.years[column]
    reading = values.year(row[layout.year_column])
    notes.problem(reading.problem, sheet.name, cell_name(index, layout.year_column))
    return int(reading.value) if reading.value is not None else None
