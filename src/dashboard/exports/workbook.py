"""A document's tables to count on: one Excel workbook, or an archive of CSV or Parquet files; the same tables in all three."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.core.codes import slug
from dashboard.core.document import Document
from dashboard.core.language import _
from dashboard.core.result import Result
from dashboard.exports import about, tables
from dashboard.exports.text_room import one_line
from dashboard.figures.describe import told

_SHEET_NAME_LENGTH = 31
_FILE_NAME_LENGTH = 80
_LONGEST_PROPERTY = 255
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_TOP = Alignment(wrap_text=True, vertical="top")
# An archive has a date of its own on each file; one that stands still gives the same bytes for the same content.
_MADE = (1980, 1, 1, 0, 0, 0)


def to_xlsx(document: Document) -> bytes:
    """An Excel workbook: what it is and what its signs mean, a sheet per table, and the sources."""
    book = Workbook()
    _fill(book.active, _("Läs mig"), read_me(document), (26, 110))
    for number, result in enumerate(document.results, start=1):
        tables.fill_sheet(book.create_sheet(sheet_name(number, result)), result)
    _fill(book.create_sheet(), _("Källor"), sources(document), (60, 90, 30))
    if document.has_examples:
        tables.put_bands(book)
    book.properties.title = one_line(document.title)[:_LONGEST_PROPERTY]
    book.properties.creator = "Medelkartan"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def to_csv(document: Document) -> bytes:
    """An archive with a CSV file per table, and two about them: what they are, and their sources."""
    return _archive(document, "csv", tables.to_csv)


def to_parquet(document: Document) -> bytes:
    """An archive with a Parquet file per table, its title, sentence and notes in the metadata, and two CSV files about them."""
    return _archive(document, "parquet", _parquet)


def sheet_name(number: int, result: Result) -> str:
    """The number and title of a table, as Excel accepts it for a sheet; the number keeps alike titles apart."""
    return _FORBIDDEN.sub(" ", f"{number} {result.title}")[:_SHEET_NAME_LENGTH].strip().strip("'")


def file_name(number: int, result: Result) -> str:
    """The number and title of a table as a file name, without ending."""
    title = result.title.replace("–", "-")
    return f"{number:02}-{slug(title)[:_FILE_NAME_LENGTH]}"


def read_me(document: Document) -> list[list[str]]:
    """What the document is, how its signs are read, and what each table says; a row per thing, heading first."""
    rows = [[heading, text] for heading, text in about.stamped(document)]
    rows += [[], [_("Tecken"), _("Betydelse")], *map(list, about.signs(document, as_data=True))]
    rows += [[], [_("Tabell"), _("Vad den säger")]]
    for number, result in enumerate(document.results, start=1):
        texts = [result.title, told(result), *result.notes]
        if result.is_empty:
            texts.append(_("Tabellen har inga rader."))
        rows.append([str(number), " ".join(f"{text.rstrip('.')}." for text in texts if text)])
    return rows


def sources(document: Document) -> list[list[str]]:
    """Every source and place with the numbers of the tables that rest on it, headings first."""
    rows = [
        [place.title, place.locator, ", ".join(str(part) for part in place.parts)]
        for place in about.places(document)
    ]
    return [[_("Källa"), _("Plats i källan"), _("Tabeller")], *rows]


def _fill(sheet: Worksheet, name: str, rows: list[list[str]], widths: Sequence[int]) -> None:
    sheet.title = name
    for row in rows:
        sheet.append([tables.harmless(text) for text in row])
    for letter, width in zip("ABC", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = _TOP
            cell.number_format = "@"
        row[0].font = Font(bold=True)
    sheet.freeze_panes = "A2" if len(widths) > 2 else None


def _archive(document: Document, ending: str, write: Callable[[Result], bytes]) -> bytes:
    files = {
        f"{file_name(number, result)}.{ending}": write(result)
        for number, result in enumerate(document.results, start=1)
    }
    for name, rows in ((_("Läs mig"), read_me(document)), (_("Källor"), sources(document))):
        files[f"00-{slug(name)}.csv"] = _csv(rows)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _MADE), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _csv(rows: list[list[str]]) -> bytes:
    frame = pd.DataFrame(rows).fillna("").map(tables.harmless)
    text: str = frame.to_csv(index=False, header=False, sep=";", lineterminator="\r\n")
    return text.encode("utf-8-sig")


def _parquet(result: Result) -> bytes:
    frame = tables.for_export(result)
    # Whole numbers beside gaps, and nothing but gaps, have no type of their own until they are given one.
    typed = frame.apply(lambda column: column.convert_dtypes())
    table = pa.Table.from_pandas(typed, preserve_index=False)
    said = {"title": result.title, "sentence": told(result), "notes": "\n".join(result.notes)}
    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({**(table.schema.metadata or {}), **said}), buffer)
    return buffer.getvalue()
