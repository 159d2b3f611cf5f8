"""Form c: lists of indicators for each municipality, like those of Öppna jämförelser. Missing, not applicable and withheld
are three different things and stay so."""

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from dashboard.core.codes import slug
from dashboard.core.status import Status
from dashboard.sources.forms import values
from dashboard.sources.forms.areas import area_of, find_area
from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.grid import Book, Cell, ErrorValue, Sheet, cell_name
from dashboard.sources.forms.indicator_words import meaning, signs_of, unit_of
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
from dashboard.sources.forms.subjects import Subject, are_sexes, divides, is_bare, is_whole, subject_of
from dashboard.sources.forms.sums import is_sum_label
from dashboard.sources.forms.tables import heading_key, rows_below
from dashboard.sources.forms.words import clean, in_words, is_blank, same, shown

FORM_ID = "indicators"
NAME = "indikatorer"
STATUS = Status.PUBLISHED
_YES_NO = {"ja": 1.0, "nej": 0.0}
_NAMES_OF_INDICATORS = re.compile(
    r"^(nyckeltal(ets namn)?|indikator(namn)?|mått|variabel|fråga|tabellinnehåll)$"
)
_SOURCE = re.compile(
    r"^(källa|senast|uppdaterad|hämtad|utskriven|datum|avser|kontakt|copyright|https?:|www\.)", re.I
)
_ID_LENGTH = 80
_NOTES_BELOW = 15


@dataclass(frozen=True)
class _Indicator:
    """A column of values. `name` is empty when the rows name their indicator, or nothing does."""

    column: int
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
    signs: dict[str, str]
    named_by: int | None = None
    dividing: tuple[int, ...] = ()


@dataclass
class _Left:
    """Rows about a part of the inhabitants that were left out, with what part."""

    parts: Counter[str] = field(default_factory=Counter)
    first: str = ""


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
    name, code, year, named_by = (
        find_column(row, pattern)
        for pattern in (NAME_HEADINGS, CODE_HEADINGS, YEAR_HEADINGS, _NAMES_OF_INDICATORS)
    )
    around = (titles_above(sheet, heading), sheet.name, file)
    below = [cells for _, cells in zip(range(60), (r for _, r in rows_below(sheet, heading)), strict=False)]
    dividing = tuple(
        c
        for c, title in enumerate(row)
        if divides(title) or are_sexes({clean(cells[c]) for cells in below} - {""})
    )
    if named_by is not None and not _are_names([cells[named_by] for cells in below]):
        named_by = None
    # The source stands above the table, or in the first cells of what comes last on the sheet.
    last = [clean(v) for cells in sheet.rows[-_NOTES_BELOW:] for v in cells[:2] if isinstance(v, str)]
    words = "Kolada" if named_by is not None and heading_key(row[named_by]).startswith("nyckeltal") else ""
    signs = signs_of(" ".join([words, *around, *last]))
    indicators = tuple(
        _indicator(column, clean(title), below, sheet, heading, around, named_by is not None)
        for column, title in enumerate(row)
        if column not in (name, code, year, named_by, *dividing)
        and not is_blank(title)
        and _is_indicator(clean(title), column, below, signs)
    )
    return _Layout(heading, name, code, year, indicators, signs, named_by, dividing) if indicators else None


def _are_names(found: list[Cell]) -> bool:
    written = [v for v in found if not is_blank(v)]
    return bool(written) and all(isinstance(v, str) and re.search(r"[a-zåäö]{3}", v, re.I) for v in written)


def _is_indicator(title: str, column: int, below: list[list[Cell]], signs: dict[str, str]) -> bool:
    """Whether most of what stands under the title are numbers or signs."""
    if NAME_HEADINGS.match(same(title)) or CODE_HEADINGS.match(same(title)):
        return False
    written = [row[column] for row in below if not is_blank(row[column])]
    return bool(written) and sum(_value_of(v, signs)[1] != "" for v in written) * 2 > len(written)


def _indicator(
    column: int,
    title: str,
    below: list[list[Cell]],
    sheet: Sheet,
    heading: int,
    around: tuple[str, ...],
    rows_name_it: bool,
) -> _Indicator:
    years = years_in(title)
    name = clean(re.sub(r"[ ,(]*(?<!\d)20\d\d(?!\d)\)?", "", title)) if len(years) == 1 else title
    if not name and not rows_name_it:
        name = _title_of(sheet, heading)
    elif is_bare(name) and (above := _title_of(sheet, heading)):
        name = f"{above}, {name.lower()}"
    answers = any(same(row[column]) in _YES_NO for row in below)
    shown_as_percent = any(_is_percent(sheet, r, column) for r in range(heading + 1, len(sheet.rows)))
    unit = "yes_no" if answers else "percent" if shown_as_percent else unit_of(name)
    return _Indicator(column, shown(name, 200), unit, years[0] if len(years) == 1 else only_year(*around))


def _title_of(sheet: Sheet, heading: int) -> str:
    """The first text above the table that can be the name of what it shows, without its years."""
    for row in sheet.rows[:heading]:
        for value in row:
            text = clean(value) if isinstance(value, str) and not isinstance(value, ErrorValue) else ""
            if re.search(r"[a-zåäö]{3}", text, re.I) and not _SOURCE.match(text):
                named = re.sub(r"[ ,(]*(?<!\d)(19|20)\d\d( ?[-–] ?(19|20)?\d\d)?(?!\d)\)?", "", text)
                return clean(
                    re.sub(r" efter (kommun|region|län|område)?( och )?(år)?$", "", named, flags=re.I)
                ).rstrip(" ,:;")
    return ""


def _value_of(value: Cell, signs: dict[str, str]) -> tuple[float | None, str]:
    """The value and its sign (`value`, `missing`, `not_applicable`, `withheld`); an empty sign when it is neither."""
    if isinstance(value, str) and not isinstance(value, ErrorValue):
        text = clean(value)
        found = meaning(text, signs)
        if found:
            return (0.0, "value") if found == "zero" else (None, found)
        if same(text) in _YES_NO:
            return _YES_NO[same(text)], "value"
    reading = values.plain_number(values.marked(value)[0])
    return (reading.value, "value") if reading.value is not None else (None, "")


def _read_sheet(sheet: Sheet, layout: _Layout, places: Places, notes: Notes, records: Records) -> None:
    first = layout.indicators[0]
    if layout.year is None and any(i.year is None for i in layout.indicators):
        notes.add("year_missing", sheet.name, cell_name(layout.heading, first.column))
        return
    nameless = [i for i in layout.indicators if not i.name and layout.named_by is None]
    if nameless:
        heading = sheet.rows[layout.heading][nameless[0].column]
        notes.add(
            "indicator_without_name", sheet.name, cell_name(layout.heading, nameless[0].column), heading
        )
        return
    _note_what_it_is(sheet, layout, notes)
    _note_shares(sheet, layout, notes)
    rows = filled(sheet)
    whole = any(_is_about_all(row, layout) for _, row in rows_below(sheet, layout.heading))
    left = _Left()
    started = False
    for index in range(layout.heading + 1, len(rows)):
        row = rows[index]
        code = "" if layout.code is None else row[layout.code]
        name = "" if layout.name is None else row[layout.name]
        values_written = any(not is_blank(row[i.column]) for i in layout.indicators)
        known = find_area(code, name, places).entry is not None
        started = started or known
        # Units and explanations stand between the headings and the first area, and notes after the last.
        if not (known or (started and values_written and not is_sum_label(clean(name)))):
            continue
        if not _is_about_all(row, layout):
            part = next(clean(row[c]) for c in layout.dividing if not is_whole(row[c]))
            left.parts[part] += 1
            left.first = left.first or cell_name(index, layout.dividing[0])
            if not whole:
                notes.add(
                    "divided_indicator", sheet.name, cell_name(index, layout.dividing[0]), part, part=part
                )
            continue
        _read_row(sheet, index, row, (code, name), layout, places, notes, records)
    if left.parts and whole:
        parts = in_words([shown(p, 30) for p in list(left.parts)[:5]], "och")
        notes.add("parts_not_read", sheet.name, left.first, count=left.parts.total(), parts=parts)


def _note_what_it_is(sheet: Sheet, layout: _Layout, notes: Notes) -> None:
    """Say that numbers about inhabitants are not how many they are, and that a dash is a zero where the publisher says so."""
    body = list(rows_below(sheet, layout.heading))
    named = (
        []
        if layout.named_by is None
        else [(clean(row[layout.named_by]), cell_name(r, layout.named_by)) for r, row in body[:1]]
    )
    for name, cell in [*((i.name, cell_name(layout.heading, i.column)) for i in layout.indicators), *named]:
        if "invånar" in name.lower() and subject_of(name) in (Subject.RATE, Subject.OTHER):
            notes.add("read_as_indicator", sheet.name, cell, what=name)
            break
    if layout.signs["-"] == "zero":
        dashes = [
            cell_name(r, i.column)
            for r, row in body
            for i in layout.indicators
            if meaning(clean(row[i.column]), layout.signs) == "zero"
        ]
        if dashes:
            notes.add("dash_is_zero", sheet.name, dashes[0], count=len(dashes))


def _is_about_all(row: list[Cell], layout: _Layout) -> bool:
    """Whether the row is about all inhabitants, as far as columns of sex, age and the like tell."""
    return all(is_blank(row[c]) or is_whole(row[c]) for c in layout.dividing)


def _note_shares(sheet: Sheet, layout: _Layout, notes: Notes) -> None:
    """Ask about a column of per cent whose numbers all lie between 0 and 1: they may be shares."""
    for indicator in layout.indicators:
        if indicator.unit != "percent" or any(
            _is_percent(sheet, r, indicator.column) for r in range(len(sheet.rows))
        ):
            continue
        found = [
            _value_of(row[indicator.column], layout.signs)[0] for _, row in rows_below(sheet, layout.heading)
        ]
        written = [v for v in found if v is not None]
        fractions = [v for v in written if 0 < v < 1]
        if len(fractions) > 1 and all(0 <= v <= 1 for v in written):
            notes.add(
                "shares_or_percent", sheet.name, cell_name(layout.heading, indicator.column), sheet.rows[layout.heading][indicator.column],
                example=_decimal(fractions[0]), percent=_decimal(_times_hundred(fractions[0])),
            )  # fmt: skip


def _is_percent(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a cell shows its number as per cent: one that holds 0.92 shows 92 %."""
    return sheet.shown_times.get((row, column)) == 100


def _decimal(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _times_hundred(value: float) -> float:
    # By way of the written digits, so that 0.07 becomes 7 and not 7.000000000000001.
    return float(Decimal(str(value)) * 100)


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
    named = shown(row[layout.named_by], 200) if layout.named_by is not None else ""
    if layout.named_by is not None and not named:
        notes.add(
            "value_missing",
            sheet.name,
            cell_name(index, layout.named_by),
            column=clean(sheet.rows[layout.heading][layout.named_by]),
        )
        return
    for indicator in layout.indicators:
        cell = cell_name(index, indicator.column)
        written = row[indicator.column]
        value, sign = _value_of(written, layout.signs) if not is_blank(written) else (None, "missing")
        if not sign:
            notes.problem(
                values.plain_number(written).problem
                if not isinstance(written, str) or isinstance(written, ErrorValue)
                else Problem("unknown_sign", shown(written)),
                sheet.name,
                cell,
            )
            continue
        if value is not None and _is_percent(sheet, index, indicator.column):
            value = _times_hundred(value)
        mark = values.marked(written)[1]
        if mark:
            notes.add("marked_value", sheet.name, cell, written, mark=values.MARKS[mark])
        name = ", ".join(dict.fromkeys(part for part in (named, indicator.name) if part))
        if area and (year or (layout.year is None and indicator.year)):
            records.add(
                "indicator",
                sheet.name,
                cell,
                clean(written),
                area_code=area,
                year=year or indicator.year,
                indicator_id=f"oj.{slug(name)[:_ID_LENGTH]}",
                name_sv=name,
                value=value,
                sign=sign,
                unit=indicator.unit
                if not named or indicator.unit not in ("number", "count")
                else unit_of(name),
                mark=mark or None,
            )
