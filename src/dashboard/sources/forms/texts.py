"""Text files: their encoding, their separator, and their cells."""

import csv
import re
from io import StringIO

from dashboard.sources.forms.grid import Book, Cell, Sheet
from dashboard.sources.forms.limits import LONGEST_CELL, MAX_TEXT_IN_A_CELL
from dashboard.sources.forms.unreadable import Unreadable, check_extent

SHEET = "csv"
_SEPARATORS = (";", "\t", ",", "|")
# å, ä, ö, é and a hard space saved as UTF-8 and read as Windows-1252.
_TWICE_ENCODED = re.compile("Ã[¥¤¶…„–©]|Â\u00a0")


def decode(content: bytes) -> str:
    """The text: UTF-8 or UTF-16 with a byte order mark, UTF-8, or Windows-1252. Raises Unreadable otherwise."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _decoded(content, encoding)
    if b"\0" in content:
        raise Unreadable("nul_in_text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        mixed = encoding == "utf-8-sig" or _TWICE_ENCODED.search(content.decode("cp1252", errors="replace"))
        if mixed and encoding != "utf-16":
            raise Unreadable(
                "mixed_encoding", value=_around(content.decode("cp1252", errors="replace"))
            ) from error
        raise Unreadable("undecodable_text") from error
    if "\0" in text:
        raise Unreadable("nul_in_text")
    if encoding == "cp1252" and _TWICE_ENCODED.search(text):
        raise Unreadable("mixed_encoding", value=_around(text))
    return text


def _around(text: str) -> str:
    hit = _TWICE_ENCODED.search(text)
    return text[max(hit.start() - 15, 0) : hit.end() + 15] if hit else text[:30]


def read_text(content: bytes) -> Book:
    """A text file as one sheet. Raises Unreadable when it is not a table of text."""
    text = decode(content)
    rows = _rows(text, _separator(text))
    width = max(map(len, rows), default=0)
    check_extent(SHEET, max(len(rows), 1), max(width, 1))
    cells: list[list[Cell]] = [[*row, *[""] * (width - len(row))] for row in rows]
    return Book("csv", (Sheet(SHEET, cells),))


def _separator(text: str) -> str:
    """The separator that divides most of the first lines, and those into the most cells."""
    start = "".join(text.splitlines(keepends=True)[:60])

    def cells(separator: str) -> tuple[int, int]:
        widths = [len(row) for row in _rows(start, separator, strict=False)]
        return sum(width > 1 for width in widths), sum(widths)

    return max(_SEPARATORS, key=cells)


def _rows(text: str, separator: str, strict: bool = True) -> list[list[str]]:
    too_long = Unreadable("text_too_long", length=f"mer än {LONGEST_CELL}", limit=MAX_TEXT_IN_A_CELL)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=strict))
    except csv.Error as error:
        if not strict:
            return []
        if "field larger" in str(error):
            raise too_long from error
        raise Unreadable("damaged_file", kind="csv") from error
    # The reader's own limit belongs to the whole process, and another library may have raised it.
    if strict and any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise too_long
    return rows
