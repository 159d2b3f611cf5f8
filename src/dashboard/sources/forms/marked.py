"""The received workbook with its faulty cells coloured and commented, so that it can be mended and sent again."""

import logging
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.core.findings import Finding, Severity
from dashboard.sources.forms.books import read_book
from dashboard.sources.forms.grid import Book, Cell, Sheet, cell_position
from dashboard.sources.forms.kinds import kind_of
from dashboard.sources.forms.limits import MAX_FILE_BYTES
from dashboard.sources.forms.marked_xlsx import MOST_CELLS, LayoutLost, marked_xlsx
from dashboard.sources.forms.marks import COLOURS, LONGEST_TEXT, comment_on, free_name, worst
from dashboard.sources.forms.report_files import TEXTS_ONLY, write_findings
from dashboard.sources.forms.unreadable import Unreadable

_LOG = logging.getLogger("medelkartan")
FINDINGS_SHEET = "Fynd"
_DAY_ONE = date(1900, 3, 1)


def marked_workbook(name: str, content: bytes, findings: list[Finding]) -> bytes:
    """The file as an Excel workbook: the same cells, with faults coloured and commented, and a first sheet of findings.

    An Excel workbook keeps its layout, lists and guidance; a larger one, or of another kind, is written anew. A file that cannot be read as
    sheets gives a workbook of the findings alone. Formulas are written as the values they had.
    """
    book = _sheets(content)
    if book.kind == "xlsx" and _cells(book) <= MOST_CELLS:
        try:
            return marked_xlsx(content, findings, FINDINGS_SHEET)
        # The cells can still go back.
        except LayoutLost as lost:
            _LOG.info("a workbook is marked without its layout: %r", lost.__cause__)
    return _written_anew(book, findings)


def _cells(book: Book) -> int:
    """How many cells the sheets hold; all those that are merged count, for a few bytes can merge a whole sheet."""
    merged = (
        (bottom - top + 1) * (right - left + 1)
        for s in book.sheets
        for (top, left), (bottom, right) in s.merged
    )
    return sum(len(s.rows) * len(s.rows[0]) for s in book.sheets if s.rows) + sum(merged)


def _written_anew(book: Book, findings: list[Finding]) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, TEXTS_ONLY) as written:
        formats = {severity: written.add_format({"bg_color": colour}) for severity, colour in COLOURS.items()}
        shapes = _Shapes(written, formats)
        write_findings(written, FINDINGS_SHEET, findings)
        taken = {FINDINGS_SHEET.casefold()}
        for sheet in book.sheets:
            about = defaultdict(list)
            for f in findings:
                if f.sheet == sheet.name and (place := cell_position(f.cell)):
                    about[place].append(f)
            _write(written.add_worksheet(free_name(sheet.name, taken)), sheet, about, shapes)
    return buffer.getvalue()


def _sheets(content: bytes) -> Book:
    if len(content) > MAX_FILE_BYTES:
        return Book("", ())
    try:
        kind = kind_of(content)
        return read_book(content, kind) if kind != "json" else Book("json", ())
    except Unreadable:
        return Book("", ())


class _Shapes:
    """The formats of marked and unmarked cells; dates look like dates."""

    def __init__(self, book: xlsxwriter.Workbook, by_severity: dict[Severity, Format]) -> None:
        self.plain: dict[Severity | None, Format | None] = {None: None}
        for severity, shape in by_severity.items():
            self.plain[severity] = shape
        self.dates: dict[Severity | None, Format] = {
            severity: book.add_format(
                {"num_format": "yyyy-mm-dd", **({"bg_color": COLOURS[severity]} if severity else {})}
            )
            for severity in (None, *COLOURS)
        }


def _write(
    target: Worksheet, sheet: Sheet, about: dict[tuple[int, int], list[Finding]], shapes: _Shapes
) -> None:
    marked = {place: worst(found) for place, found in about.items()}
    for r, row in enumerate(sheet.rows):
        for c, value in enumerate(row):
            _write_cell(target, r, c, value, marked.get((r, c)), shapes)
        if r in sheet.hidden_rows:
            target.set_row(r, None, None, {"hidden": True})
    for (r, c), found in about.items():
        if r >= len(sheet.rows) or c >= len(sheet.rows[r]):
            target.write_blank(r, c, None, shapes.plain[marked[r, c]])
        target.write_comment(r, c, comment_on(found), {"x_scale": 2.5, "y_scale": 1.5})
    target.set_column(0, max((len(row) for row in sheet.rows[:1]), default=1), 18)
    if sheet.hidden:
        target.hide()


def _write_cell(
    target: Worksheet, row: int, column: int, value: Cell, mark: Severity | None, shapes: _Shapes
) -> None:
    shape = shapes.plain[mark]
    if isinstance(value, str):
        if value or shape:
            target.write_string(row, column, value[:LONGEST_TEXT], shape)
    elif isinstance(value, bool):
        target.write_boolean(row, column, value, shape)
    elif isinstance(value, (date, datetime)):
        day = value.date() if isinstance(value, datetime) else value
        if day >= _DAY_ONE:
            target.write_datetime(row, column, value, shapes.dates[mark])
        else:
            target.write_string(row, column, value.isoformat(), shape)
    elif isinstance(value, (time, timedelta)):
        target.write_string(row, column, str(value), shape)
    elif value == value and abs(value) != float("inf"):
        target.write_number(row, column, value, shape)
    else:
        target.write_string(row, column, str(value), shape)
