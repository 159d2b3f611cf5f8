"""Making files for the tests: workbooks of every kind from rows of cells, and pieces of workbooks put in or taken out."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Rows = list[list[object]]
MONEY = ["Kod", "Mottagare", "År", "Rekvirerat (kr)", "Omfördelat (kr)", "Förbrukat (kr)", "Återbetalt (kr)"]
ACTIVITIES = [
    "Kod",
    "Mottagare",
    "År",
    "Insats",
    "Våldsområde",
    "Målgrupp",
    "Metod",
    "Samverkar med",
    "Beskrivning",
]
ANSWERS = ["Kod", "Mottagare", "År", "Fråga", "Våldsområde", "Poäng (1–5)", "Svar"]
GOOD_MONEY: Rows = [MONEY, ["0114", "Upplands Väsby", 2022, 500000, 0, 450000, 50000]]
GOOD_ACTIVITY: list[object] = [
    "0114",
    "Upplands Väsby",
    2022,
    "Samverkan",
    "Våld i nära relationer",
    "Personal",
    "FREDA kortfrågor",
    "Polisen",
    "Gemensam rutin.",
]
SHEET = "xl/worksheets/sheet1.xml"


class Failed:
    """A cell whose formula has failed."""


@dataclass(frozen=True)
class Shown:
    """A number with the number format that it is shown in."""

    value: float
    number_format: str


def xlsx(
    sheets: Mapping[str, Rows],
    hidden_rows: Mapping[str, list[int]] | None = None,
    hidden_sheets: tuple[str, ...] = (),
    merged: tuple[str, ...] = (),
) -> bytes:
    """An Excel workbook; texts stay texts. `merged` are ranges on the first sheet."""
    buffer = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(buffer, options) as book:
        dates = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, (name, rows) in enumerate(sheets.items()):
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    if isinstance(value, Failed):
                        sheet.write_formula(r, c, "=1/0", None, "#DIV/0!")
                    elif isinstance(value, Shown):
                        sheet.write_number(
                            r, c, value.value, book.add_format({"num_format": value.number_format})
                        )
                    elif isinstance(value, date):
                        sheet.write_datetime(r, c, value, dates)
                    else:
                        sheet.write(r, c, value)
            for r in (hidden_rows or {}).get(name, []):
                sheet.set_row(r, None, None, {"hidden": True})
            for cells in merged if number == 0 else ():
                sheet.merge_range(cells, None)
            if name in hidden_sheets:
                sheet.hide()
    return buffer.getvalue()


def xls(sheets: Mapping[str, Rows], hidden_rows: tuple[int, ...] = ()) -> bytes:
    """An old Excel workbook."""
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, Shown):
                    sheet.write(r, c, value.value, xlwt.easyxf(num_format_str=value.number_format))
                else:
                    sheet.write(r, c, xlwt.Formula("1/0") if isinstance(value, Failed) else value)
        for r in hidden_rows:
            sheet.row(r).hidden = True
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(sheets: Mapping[str, Rows], hidden_rows: tuple[int, ...] = ()) -> bytes:
    """An OpenDocument workbook."""
    document = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for r, row in enumerate(rows):
            line = TableRow(visibility="collapse") if r in hidden_rows else TableRow()
            for value in row:
                line.addElement(_ods_cell(value))
            table.addElement(line)
        document.spreadsheet.addElement(table)
    buffer = BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def _ods_cell(value: object) -> TableCell:
    if value is None or value == "":
        return TableCell()
    if isinstance(value, Failed):
        cell = TableCell(formula="of:=1/0", valuetype="float", value=0)
        cell.addElement(P(text="#DIV/0!"))
        return cell
    if isinstance(value, Shown):
        cell = TableCell(valuetype="percentage", value=value.value)
        cell.addElement(P(text=f"{value.value * 100:g} %"))
        return cell
    cell = (
        TableCell(valuetype="float", value=value)
        if isinstance(value, (int, float))
        else TableCell(valuetype="string")
    )
    cell.addElement(P(text=str(value)))
    return cell


def csv(rows: Rows, separator: str = ";", encoding: str = "utf-8") -> bytes:
    """A text file."""
    return "\r\n".join(separator.join("" if v is None else str(v) for v in row) for row in rows).encode(
        encoding
    )


def patched(package: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """A packed workbook with some of its parts replaced, added, or (None) taken out."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(n for n in changes if n not in old.namelist())]:
            part = changes[name] if name in changes else old.read(name)
            if part is not None:
                new.writestr(name, part)
    return buffer.getvalue()


def part_of(package: bytes, name: str) -> bytes:
    """One part of a packed workbook."""
    with zipfile.ZipFile(BytesIO(package)) as packed:
        return packed.read(name)
