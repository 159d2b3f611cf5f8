"""Reading a spreadsheet or a text file into sheets. All that can go wrong comes out as Unreadable."""

from collections.abc import Callable
from io import BytesIO

import xlrd
from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from dashboard.sources.forms import ods_marks, xlsx_marks
from dashboard.sources.forms.grid import Book, Cell, ErrorValue, Range, Sheet
from dashboard.sources.forms.number_formats import shown_times, styles_that_rescale
from dashboard.sources.forms.texts import read_text
from dashboard.sources.forms.unpacking import repack, unpack
from dashboard.sources.forms.unreadable import Unreadable, check_extent
from dashboard.sources.forms.xlsx_marks import Marks

_NOTHING = Marks(frozenset(), {})


def read_book(content: bytes, kind: str) -> Book:
    """The sheets of a file of this kind. Raises Unreadable when they cannot be read."""
    readers: dict[str, Callable[[bytes], Book]] = {"xlsx": _xlsx, "ods": _ods, "xls": _xls, "csv": read_text}
    try:
        return readers[kind](content)
    except (Unreadable, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except (PasswordError, xlrd.XLRDError) as error:
        if isinstance(error, PasswordError) or "encrypted" in str(error):
            raise Unreadable("password_protected") from error
        raise Unreadable("damaged_file", kind="arbetsbok") from error
    # A reading library may fail in any way on a file made to break it, also outside of Exception: a panic in Rust.
    except BaseException as error:
        raise Unreadable("damaged_file", kind="arbetsbok") from error


def _xlsx(content: bytes) -> Book:
    parts = unpack(content, "xlsx")
    for part in parts.values():
        xlsx_marks.refuse_document_type(part[:2000])
    lengths = xlsx_marks.shared_text_lengths(parts)
    names = xlsx_marks.sheet_parts(parts)
    rescaling = styles_that_rescale(parts.get("xl/styles.xml", b""))
    found = {
        name: xlsx_marks.marks(name, parts[part], lengths, rescaling)
        for name, part in names.items()
        if part in parts
    }
    package = repack(parts)
    parts.clear()
    return _calamine(package, "xlsx", found)


def _ods(content: bytes) -> Book:
    parts = unpack(content, "ods")
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Unreadable("password_protected")
    xlsx_marks.refuse_document_type(parts["content.xml"][:2000])
    return _calamine(repack(parts), "ods", ods_marks.marks(parts["content.xml"]))


def _calamine(package: bytes, kind: str, found: dict[str, Marks]) -> Book:
    sheets = []
    with CalamineWorkbook.from_filelike(BytesIO(package)) as book:
        for about in book.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            hidden = about.visible is not SheetVisibleEnum.Visible
            sheet = book.get_sheet_by_name(about.name)
            marks = found.get(about.name, _NOTHING)
            rows = _with_errors(sheet.to_python(skip_empty_area=False), marks.errors)
            merged = tuple(sheet.merged_cell_ranges or ())
            sheets.append(Sheet(about.name, rows, hidden, marks.hidden_rows, merged, marks.shown_times))
    return Book(kind, tuple(sheets))


def _with_errors(rows: list[list[Cell]], errors: dict[tuple[int, int], str]) -> list[list[Cell]]:
    width = max([len(rows[0]) if rows else 0, *(column + 1 for _, column in errors)])
    if errors and (not rows or width > len(rows[0])):
        rows = [row + [""] * (width - len(row)) for row in rows]
    while len(rows) <= max((row for row, _ in errors), default=-1):
        rows.append([""] * width)
    for (row, column), value in errors.items():
        rows[row][column] = ErrorValue(value)
    return rows


def _xls(content: bytes) -> Book:
    with xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=_Silence()) as book:
        return Book("xls", tuple(_xls_sheet(book, index) for index in range(book.nsheets)))


def _xls_sheet(book: xlrd.Book, index: int) -> Sheet:
    sheet = book.sheet_by_index(index)
    filled = [r for r in range(sheet.nrows) if any(c not in (0, 6) for c in sheet.row_types(r))]
    last = filled[-1] + 1 if filled else 0
    check_extent(sheet.name, last, sheet.ncols)
    rows = [
        [
            _xls_cell(book, kind, value)
            for kind, value in zip(sheet.row_types(r), sheet.row_values(r), strict=True)
        ]
        for r in range(last)
    ]
    hidden = frozenset(r for r, info in sheet.rowinfo_map.items() if info.hidden and r < last)
    merged: tuple[Range, ...] = tuple(((r1, c1), (r2 - 1, c2 - 1)) for r1, r2, c1, c2 in sheet.merged_cells)
    return Sheet(
        sheet.name, rows, bool(sheet.visibility), hidden, merged, _xls_shown_times(book, sheet, last)
    )


def _xls_shown_times(book: xlrd.Book, sheet: xlrd.sheet.Sheet, last: int) -> dict[tuple[int, int], float]:
    formats = {
        number: shown_times(book.format_map[xf.format_key].format_str)
        for number, xf in enumerate(book.xf_list)
    }
    rescaling = {number: times for number, times in formats.items() if times != 1}
    if not rescaling:
        return {}
    return {
        (r, c): rescaling[number]
        for r in range(last)
        for c, kind in enumerate(sheet.row_types(r))
        if kind == xlrd.XL_CELL_NUMBER and (number := sheet.cell_xf_index(r, c)) in rescaling
    }


def _xls_cell(book: xlrd.Book, kind: int, value: str | float) -> Cell:
    if kind == xlrd.XL_CELL_ERROR:
        return ErrorValue(xlrd.error_text_from_code.get(value, "#FEL!"))
    if kind == xlrd.XL_CELL_DATE:
        return _xls_date(book, float(value))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    return value


def _xls_date(book: xlrd.Book, value: float) -> Cell:
    try:
        return xlrd.xldate_as_datetime(value, book.datemode)
    except (ValueError, OverflowError):
        return value


class _Silence:
    """Where xlrd's remarks on odd files go: nowhere."""

    def write(self, text: str) -> None:
        """Take the text and forget it."""
