"""The received Excel workbook itself, as its sender made it, with the faulty cells coloured and commented."""

from collections import defaultdict
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.core.findings import Finding
from dashboard.sources.forms.grid import NOT_COMPUTED, cell_position
from dashboard.sources.forms.marks import COLOURS, comment_on, free_name, worst
from dashboard.sources.forms.report_files import HEADINGS, WIDTHS, in_cells
from dashboard.sources.forms.unpacking import repack, unpack

# A larger workbook would take minutes, and a gigabyte, to be changed with its layout.
MOST_CELLS = 200_000
_MOST_BYTES = 20_000_000
_AUTHOR = "Medelkartan"
_COMMENT_SIZE = {"width": 420, "height": 150}


class LayoutLost(Exception):
    """The workbook cannot be changed as it is."""


def marked_xlsx(content: bytes, findings: list[Finding], first_sheet: str) -> bytes:
    """The workbook with its layout, lists and guidance, a sheet of findings put first. Formulas become the values they had.

    Marks of an earlier round are taken away. Raises LayoutLost when openpyxl cannot handle the workbook.
    """
    try:
        return _marked(content, findings, first_sheet)
    # openpyxl gives up in many ways, for example on a drawing whose picture is not there.
    except Exception as error:
        raise LayoutLost from error


def _marked(content: bytes, findings: list[Finding], first_sheet: str) -> bytes:
    parts = unpack(content, "xlsx")
    if sum(map(len, parts.values())) > _MOST_BYTES:
        raise ValueError("the workbook is large beside its content")
    book = load_workbook(BytesIO(repack(parts)), data_only=True, keep_links=False)
    if sum(sheet.max_row * sheet.max_column for sheet in book.worksheets) > MOST_CELLS:
        raise ValueError("cells without content reach too far")
    for sheet in list(book.worksheets):
        if [c.value for c in sheet[1]][: len(HEADINGS)] == list(HEADINGS):
            book.remove(sheet)
        else:
            _take_away_marks(sheet)
    about: dict[tuple[str, int, int], list[Finding]] = defaultdict(list)
    for f in findings:
        place = cell_position(f.cell)
        if place and f.sheet in book.sheetnames:
            about[f.sheet, *place].append(f)
    for (name, row, column), found in about.items():
        _mark(_cell(book[name], row + 1, column + 1), found)
    _write_findings(book, free_name(first_sheet, {n.casefold() for n in book.sheetnames}), findings)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _take_away_marks(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.author == _AUTHOR:
                cell.comment, cell.fill = None, PatternFill()


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell, or the first of the merged ones that it belongs to: only that one can carry a comment."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet.cell(row, column)


def _mark(cell: Cell, found: list[Finding]) -> None:
    if any(f.code == "formula_without_value" for f in found):
        # Left blank, the cell would pass for unknown when the workbook comes back.
        cell.value = str(NOT_COMPUTED)
    own = f"\n\n{cell.comment.text}" if cell.comment is not None else ""
    cell.comment = Comment(comment_on(found) + own, _AUTHOR, **_COMMENT_SIZE)
    cell.fill = PatternFill("solid", fgColor=COLOURS[worst(found)].removeprefix("#"))


def _write_findings(book: Workbook, name: str, findings: list[Finding]) -> None:
    sheet = book.create_sheet(name, 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    for r, texts in enumerate((HEADINGS, *map(in_cells, findings)), start=1):
        for c, text in enumerate(texts, start=1):
            cell = sheet.cell(r, c, text)
            # Set afterwards: a text that begins as a formula would be taken for one.
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=r == 1)
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADINGS))}{max(len(findings) + 1, 2)}"
