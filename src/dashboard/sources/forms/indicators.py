"""Form c: lists of indicators for each municipality, like those of Öppna jämförelser. Missing, not applicable and withheld
are three different things and stay so."""

import re
from dataclasses import dataclass

from dashboard.core.codes import slug
from dashboard.core.status import Status
from dashboard.sources.forms import values
from dashboard.sources.forms.areas import area_of, find_area
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
from dashboard.sources.forms.matching import Problem
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.records import Records
from dashboard.sources.forms.tables import rows_below
from dashboard.sources.forms.words import clean, is_blank, same, shown

FORM_ID = "indicators"
NAME = "indikatorer"
STATUS = Status.PUBLISHED
SIGNS = {
    "": "missing",
    "..": "missing",
    "…": "missing",
    "saknas": "missing",
    "uppgift saknas": "missing",
    "i.u.": "missing",
    "ej svarat": "missing",
    "bortfall": "missing",
    ".": "not_applicable",
    "-": "not_applicable",
    "ej aktuellt": "not_applicable",
    "ej relevant": "not_applicable",
    "ej tillämplig": "not_applicable",
    "ej tillämpligt": "not_applicable",
    "inte aktuellt": "not_applicable",
    "x": "withheld",
    "*": "withheld",
    "sekretess": "withheld",
    "för få": "withheld",
    "prickad": "withheld",
    "prickat": "withheld",
}
_BY_KEY = {same(sign): meaning for sign, meaning in SIGNS.items()} | {"": "missing"}
_DASHES = ("-", "–", "—", "−")
_YES_NO = {"ja": 1.0, "nej": 0.0}
_PERCENT = re.compile(r"%|andel|procent", re.I)
_ID_LENGTH = 80


@dataclass(frozen=True)
class _Indicator:
    column: int
    indicator_id: str
    name: str
    unit: str
    year: int | None


@dataclass(frozen=True)
class _Layout:
    heading: int
    name: int | None
    code: int | None
    year: int | None
    indicators: tuple[_Indicator, ...]


def fits(book: Book) -> bool:
    """Whether a sheet has a column of names or codes and a column with numbers or signs."""
    return any(_layout(sheet, "") for sheet in book.visible)


def read(book: Book, places: Places, notes: Notes) -> Records:
    """The indicators of every sheet that has them."""
    records = Records(STATUS, notes)
    for sheet in book.visible:
        layout = _layout(sheet, notes.file)
        if layout:
            _read_sheet(sheet, layout, places, notes, records)
        else:
            notes.add("sheet_not_read", sheet.name, form=NAME)
    return records


def _layout(sheet: Sheet, file: str) -> _Layout | None:
    heading = heading_row(sheet)
    if heading is None:
        return None
    row = filled(sheet)[heading]
    name, code, year = (
        find_column(row, pattern) for pattern in (NAME_HEADINGS, CODE_HEADINGS, YEAR_HEADINGS)
    )
    around = (titles_above(sheet, heading), sheet.name, file)
    below = [cells for _, cells in zip(range(60), (r for _, r in rows_below(sheet, heading)), strict=False)]
    indicators = tuple(
        _indicator(column, clean(title), below, around)
        for column, title in enumerate(row)
        if column not in (name, code, year)
        and not is_blank(title)
        and _is_indicator(clean(title), column, below)
    )
    return _Layout(heading, name, code, year, indicators) if indicators else None


def _is_indicator(title: str, column: int, below: list[list[Cell]]) -> bool:
    """Whether most of what stands under the title are numbers or signs."""
    if NAME_HEADINGS.match(same(title)) or CODE_HEADINGS.match(same(title)):
        return False
    written = [row[column] for row in below if not is_blank(row[column])]
    return bool(written) and sum(_value_of(value)[1] != "" for value in written) * 2 > len(written)


def _indicator(column: int, title: str, below: list[list[Cell]], around: tuple[str, ...]) -> _Indicator:
    answers = [row[column] for row in below if same(row[column]) in _YES_NO]
    unit = "yes_no" if answers else "percent" if _PERCENT.search(title) else "number"
    years = years_in(title)
    name = clean(re.sub(r"[ ,(]*(?<!\d)20\d\d(?!\d)\)?", "", title)) if len(years) == 1 else title
    return _Indicator(
        column,
        f"oj.{slug(name)[:_ID_LENGTH]}",
        shown(name, 200),
        unit,
        years[0] if len(years) == 1 else only_year(*around),
    )


def _value_of(value: Cell) -> tuple[float | None, str]:
    """The value and its sign (`value`, `missing`, `not_applicable`, `withheld`); an empty sign when it is neither."""
    if isinstance(value, str) and not isinstance(value, ErrorValue):
        text = clean(value)
        if text in _DASHES:
            return None, "not_applicable"
        if text in SIGNS:
            return None, SIGNS[text]
        key = same(text)
        if key in _YES_NO:
            return _YES_NO[key], "value"
        if text and key in _BY_KEY and key:
            return None, _BY_KEY[key]
    reading = values.plain_number(value)
    return (reading.value, "value") if reading.value is not None else (None, "")


def _read_sheet(sheet: Sheet, layout: _Layout, places: Places, notes: Notes, records: Records) -> None:
    if layout.year is None and any(i.year is None for i in layout.indicators):
        notes.add("year_missing", sheet.name, cell_name(layout.heading, layout.indicators[0].column))
        return
    rows = filled(sheet)
    started = False
    for index in range(layout.heading + 1, len(rows)):
        row = rows[index]
        code = "" if layout.code is None else row[layout.code]
        name = "" if layout.name is None else row[layout.name]
        values_written = any(not is_blank(row[i.column]) for i in layout.indicators)
        known = find_area(code, name, places).entry is not None
        started = started or known
        # Units and explanations stand between the headings and the first area, and notes after the last.
        if known or (started and values_written):
            _read_row(sheet, index, row, (code, name), layout, places, notes, records)


def _read_row(
    sheet: Sheet,
    index: int,
    row: list[Cell],
    who: tuple[Cell, Cell],
    layout: _Layout,
    places: Places,
    notes: Notes,
    records: Records,
) -> None:
    place = layout.name if layout.name is not None else layout.code
    area = area_of(*who, places, notes, sheet.name, cell_name(index, place or 0))
    year = None
    if layout.year is not None:
        reading = values.year(row[layout.year])
        notes.problem(reading.problem, sheet.name, cell_name(index, layout.year))
        year = int(reading.value) if reading.value is not None else None
    for indicator in layout.indicators:
        cell = cell_name(index, indicator.column)
        written = row[indicator.column]
        value, sign = _value_of(written) if not is_blank(written) else (None, "missing")
        if not sign:
            notes.problem(
                values.plain_number(written).problem
                if not isinstance(written, str) or isinstance(written, ErrorValue)
                else Problem("unknown_sign", shown(written)),
                sheet.name,
                cell,
            )
            continue
        if area and (year or (layout.year is None and indicator.year)):
            records.add(
                "indicator",
                sheet.name,
                cell,
                clean(written),
                area_code=area,
                year=year or indicator.year,
                indicator_id=indicator.indicator_id,
                name_sv=indicator.name,
                value=value,
                sign=sign,
                unit=indicator.unit,
            )
