"""What a workbook says of its formulas: the value they had, the fault they show, or that they have none."""

from dashboard.sources.forms.books import read_book
from dashboard.sources.forms.grid import NOT_COMPUTED

from .broken_files import sheet_xml


def test_a_fault_is_told_as_the_cell_shows_it_whatever_formula_comes_after() -> None:
    cells = (
        b'<c r="A9" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        b'<c r="B9" t="e"><f>A9+1</f><v>#VALUE!</v></c>'
        b'<c r="C9"><f>1+1</f><v>2</v></c>'
    )
    (sheet,) = read_book(sheet_xml(b'<row r="9">' + cells + b"</row>"), "xlsx").sheets
    assert sheet.rows[8][:3] == ["#DIV/0!", "#VALUE!", 2.0]


def test_a_formula_may_give_an_empty_text_but_not_an_empty_number() -> None:
    cells = b'<c r="A9" t="str"><f>T(1)</f><v></v></c><c r="B9"><f>1+1</f><v/></c><c><f>1+1</f></c>'
    (sheet,) = read_book(sheet_xml(b'<row r="9">' + cells + b"</row>"), "xlsx").sheets
    assert sheet.rows[8][:3] == ["", NOT_COMPUTED, NOT_COMPUTED]
