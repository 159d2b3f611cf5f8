"""A result as a table to read, and as CSV and Excel files to keep."""

import io
import re
from collections.abc import Mapping

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.core.estimates import roughly, written
from dashboard.core.language import _
from dashboard.core.numbers import MISSING, decimal_mark, in_unit
from dashboard.core.result import Column, Provenance, Result
from dashboard.core.status import Status, doubtful, example_band, sign
from dashboard.exports import number_formats
from dashboard.figures.describe import told

# A cell that begins like this would be run as a formula by a spreadsheet.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LEDGER_ID = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_EXAMPLE = PatternFill("solid", fgColor="FBE9D0")


def readable(result: Result) -> pd.DataFrame:
    """The rows as a person reads them: headings as columns, numbers written in their unit, statuses as signs."""
    # As objects: on its way to the browser pandas' own text type takes four bytes more for every cell.
    shown = pd.DataFrame(index=range(len(result.rows)), dtype=object)
    for column in (c for c in result.columns if c.on_screen):
        values = result.rows[column.name].tolist()
        units = result.rows["unit"].tolist() if column.unit == "mixed" else [column.unit] * len(values)
        if column.name == "status":
            texts = _signs(result, "", MISSING)
        elif column.low:
            ends = zip(values, result.rows[column.low], result.rows[column.high], strict=True)
            texts = [
                written(None if pd.isna(value) else value, None if pd.isna(low) else low, high, column.unit)
                for value, low, high in ends
            ]
        elif column.digits:
            texts = [
                roughly(None if pd.isna(value) else value, column.unit, digits)
                for value, digits in zip(values, result.rows[column.digits], strict=True)
            ]
        else:
            texts = [_cell(value, unit) for value, unit in zip(values, units, strict=True)]
        shown[column.label] = pd.Series(texts, index=shown.index, dtype=object)
    return shown


def _signs(result: Result, printed: str, missing: str) -> list[str]:
    """The sign of each row; of an estimate without a point also how uncertain it is."""
    rows = result.rows
    words = [(sign(s) or printed) if isinstance(s, str) else missing for s in rows["status"]]
    pointless = [rows[c.name].isna() & rows[c.low].notna() for c in result.columns if c.low]
    if not pointless:
        return words
    doubted = pd.concat(pointless, axis=1).any(axis=1)
    return [f"{word}, {doubtful()}" if doubt else word for word, doubt in zip(words, doubted, strict=True)]


def _cell(value: object, unit: str) -> str:
    if pd.isna(value):
        return MISSING
    if unit and unit != "text":
        return in_unit(float(value), unit)  # type: ignore[arg-type]
    return str(value)


def for_export(result: Result) -> pd.DataFrame:
    """The rows as data: headings as columns, raw numbers, and for each row its status, source and place."""
    frame = pd.DataFrame(
        {
            column.label: _as_data(result.rows[column.name].tolist(), column.unit)
            for column in in_files(result)
        }
    )
    if "status" in result.rows:
        frame[_("Tecken")] = _signs(result, _("tryckt uppgift"), _("uppgift saknas"))
    places = "; ".join(f"{p.title}, {p.locator}" for p in result.provenance)
    if _has_places(result):
        told_of = {p.source_id: p for p in result.provenance}
        of_rows = [
            _place(told_of, *row) for row in result.rows[["source_id", "locator"]].itertuples(index=False)
        ]
        frame[_("Källa")], frame[_("Plats i källan")] = zip(*of_rows, strict=True) if of_rows else ([], [])
    else:
        frame[_("Källa")] = places
    for label in frame.select_dtypes(exclude="number"):
        # As objects: whole numbers beside gaps would become decimals again.
        frame[label] = pd.Series([harmless(v) for v in frame[label]], index=frame.index, dtype=object)
    return frame


def in_files(result: Result) -> list[Column]:
    """The columns of a file, without the sign: each estimate is followed by the two ends of its interval."""
    found = []
    for column in result.columns:
        # A file has a row's place beside its source, once.
        if (
            not column.in_files
            or column.name == "status"
            or (column.name == "locator" and _has_places(result))
        ):
            continue
        found.append(column)
        if column.low:
            label = column.label
            found += [
                Column(column.low, _("{label}, spann från").format(label=label), column.unit),
                Column(column.high, _("{label}, spann till").format(label=label), column.unit),
            ]
    return found


def _place(told_of: Mapping[str, Provenance], source_id: object, locator: object) -> tuple[object, object]:
    """A row's source and place as a reader looks them up. Example data names the ledger's rows that it agrees with; the answer says them in words."""
    if not isinstance(source_id, str):
        return source_id, locator
    ids = source_id.split(" | ")
    titles = " | ".join(told_of[i].title if i in told_of else i for i in ids)
    if isinstance(locator, str) and any(_LEDGER_ID.fullmatch(part) for part in locator.split(" | ")):
        return titles, " | ".join(told_of[i].locator for i in ids if i in told_of)
    return titles, locator


def _has_places(result: Result) -> bool:
    return {"source_id", "locator"} <= set(result.rows.columns)


def _as_data(values: list[object], unit: str) -> pd.Series:
    if unit == "sek_per_inhabitant":
        # No document prints it: it is a division, of which more decimals than on the screen say nothing.
        return pd.to_numeric(pd.Series(values)).round(2)
    # A column of counts with gaps is kept as decimals; a reader of the file should see 1, not 1,0.
    if unit not in ("sek", "count"):
        return pd.Series(values)
    whole = [int(v) if isinstance(v, float) and v.is_integer() else v for v in values]
    return pd.Series(whole, dtype=object)


def harmless(value: object) -> object:
    """The value, with a text that a spreadsheet would run as a formula made plain text by a leading apostrophe, and without the control
    characters that no workbook may hold."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and text != MISSING else text


def to_csv(result: Result) -> bytes:
    """CSV for spreadsheets: semicolons, UTF-8 with a byte order mark, the decimal mark of the language in use.

    Semicolons in English too: a file's columns do not change places with its language.
    """
    text: str = for_export(result).to_csv(index=False, sep=";", decimal=decimal_mark(), lineterminator="\r\n")
    return text.encode("utf-8-sig")


def to_xlsx(result: Result) -> bytes:
    """An Excel workbook: the rows, and a sheet with the sentence, the reservations and the sources."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("Tabell")
    fill_sheet(sheet, result)
    about = book.create_sheet(_("Källor"))
    for line in (
        result.title,
        told(result),
        *result.notes,
        *(f"{p.title}: {p.locator}" for p in result.provenance),
    ):
        about.append([harmless(line)])
    about.column_dimensions["A"].width = 120
    if result.has_examples:
        put_bands(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def fill_sheet(sheet: Worksheet, result: Result) -> None:
    """Write the rows to an empty sheet: headings that stay in sight, numbers in their unit, codes as text, example data coloured."""
    frame = for_export(result).astype(object)
    sheet.append(list(frame.columns))
    for row in frame.where(frame.notna(), None).itertuples(index=False):
        sheet.append([v.item() if hasattr(v, "item") else v for v in row])
    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    columns = in_files(result)
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = 18 if column.is_number else 28
        for cell, unit in zip(sheet[letter][1:], _units(result, column), strict=True):
            cell.number_format = number_formats.of_unit(unit) if unit else number_formats.TEXT
    for number in range(len(columns) + 1, len(frame.columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 28
    if "status" in result.rows:
        place = list(frame.columns).index(_("Tecken"))
        for row, status in zip(sheet.iter_rows(min_row=2), result.rows["status"], strict=True):
            if status == Status.SYNTHETIC:
                row[place].fill = _EXAMPLE


def put_bands(book: Workbook) -> None:
    """Say on the first row of every sheet that the book holds example data; the row stays in sight with the headings."""
    for sheet in book.worksheets:
        frozen = sheet.freeze_panes
        sheet.insert_rows(1)
        for cell in sheet[1]:
            cell.fill = _EXAMPLE
        sheet["A1"] = example_band()
        sheet["A1"].font = Font(bold=True)
        sheet.freeze_panes = f"A{int(frozen[1:]) + 1}" if frozen else "A2"


def _units(result: Result, column: Column) -> list[str]:
    if column.unit == "mixed":
        return [str(unit) for unit in result.rows["unit"]]
    return [column.unit] * len(result.rows)
