"""The workbook that goes back to the sender: same cells, with the faults marked."""

from datetime import date
from io import BytesIO

import orjson
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from dashboard.core.findings import Severity
from dashboard.sources.forms import read_file
from dashboard.sources.forms.catalogue import finding
from dashboard.sources.forms.marked import FINDINGS_SHEET, marked_workbook
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.report_files import findings_json, findings_xlsx
from dashboard.sources.forms.template import write_template

from .making import ACTIVITIES, GOOD_ACTIVITY, MONEY, csv, ods, patched, xls, xlsx

ROWS = [MONEY, ["0114", "Upplands Väsby", 2022, "många", "", -5, 0], ["0115", "Vallentuna", 2022, 5, 0, 5, 0]]


def test_faulty_cells_are_coloured_and_commented_and_others_are_not(places: Places) -> None:
    for name, content in (
        ("a.xlsx", xlsx({"Medel": ROWS})),
        ("a.xls", xls({"Medel": ROWS})),
        ("a.ods", ods({"Medel": ROWS})),
        ("a.csv", csv(ROWS)),
    ):
        findings = read_file(name, content, places).findings
        book = load_workbook(BytesIO(marked_workbook(name, content, findings)))
        sheet = book[book.sheetnames[1]]
        marked = {c.coordinate for row in sheet.iter_rows() for c in row if c.comment}
        coloured = {
            c.coordinate
            for row in sheet.iter_rows()
            for c in row
            if c.fill.fgColor.rgb not in ("00000000", None)
        }
        assert marked == coloured == {"D2", "F2"}
        assert "många" in sheet["D2"].comment.text
        assert sheet["D2"].value == "många" and sheet["B3"].value == "Vallentuna"


def test_the_marked_workbook_gives_the_same_facts_and_findings(places: Places) -> None:
    content = xlsx({"Medel": ROWS, "Insatser": [ACTIVITIES, GOOD_ACTIVITY]}, hidden_rows={"Medel": [2]})
    first = read_file("a.xlsx", content, places)
    again = read_file("a.xlsx", marked_workbook("a.xlsx", content, first.findings), places)
    assert again.records.equals(first.records)
    own = [f for f in again.findings if f.sheet != "Fynd"]
    assert own == first.findings


def test_nothing_that_a_sender_wrote_becomes_a_formula(places: Places) -> None:
    dangerous = "=cmd|' /C calc'!A0"
    rows = [ACTIVITIES, [*GOOD_ACTIVITY[:-1], dangerous]]
    content = xlsx({"=1+1": rows})
    findings = read_file("=1+1.xlsx", content, places).findings
    assert any(f.value == dangerous for f in findings)
    for made in (marked_workbook("=1+1.xlsx", content, findings), findings_xlsx(findings)):
        book = load_workbook(BytesIO(made))
        assert [
            c.coordinate for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"
        ] == []


def test_dates_and_odd_sheet_names_survive(places: Places) -> None:
    content = xlsx({"Fynd": [[date(2022, 5, 1), True, 1.5]], "fynd_2": [["x"]]})
    with CalamineWorkbook.from_filelike(BytesIO(marked_workbook("a.xlsx", content, []))) as book:
        assert len(set(map(str.casefold, book.sheet_names))) == 3
        assert book.get_sheet_by_index(1).to_python() == [[date(2022, 5, 1), True, 1.5]]


def test_findings_as_files(places: Places) -> None:
    findings = read_file("a.xlsx", xlsx({"Medel": ROWS}), places).findings
    as_json = orjson.loads(findings_json(findings))
    assert [(f["code"], f["sheet"], f["cell"], f["severity"]) for f in as_json] == [
        ("text_in_number_cell", "Medel", "D2", "error"), ("negative_amount", "Medel", "F2", "error"),
    ]  # fmt: skip
    with CalamineWorkbook.from_filelike(BytesIO(findings_xlsx(findings))) as book:
        rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Allvar"
    assert [row[:4] for row in rows[1:]] == [
        ["fel", "a.xlsx", "Medel", "D2"],
        ["fel", "a.xlsx", "Medel", "F2"],
    ]


def test_a_template_comes_back_with_its_lists_guidance_and_layout(places: Places) -> None:
    sent = load_workbook(BytesIO(write_template(places, "24")))
    for column, value in zip("CDEF", (2022, "många", 0, 5), strict=True):
        sent["Medel"][f"{column}7"] = value
    sent["Medel"]["F8"] = "=F7*1000"
    content = _saved(sent)
    findings = read_file("a.xlsx", content, places).findings
    assert [(f.code, f.cell) for f in findings if f.cell != "C8"] == [
        ("text_in_number_cell", "D7"),
        ("formula_without_value", "F8"),
    ]
    back = load_workbook(BytesIO(marked_workbook("a.xlsx", content, findings)))
    assert back.sheetnames == [FINDINGS_SHEET, *sent.sheetnames]
    for name in sent.sheetnames:
        was, now = sent[name], back[name]
        assert {str(v.sqref): v.formula1 for v in now.data_validations.dataValidation} == {
            str(v.sqref): v.formula1 for v in was.data_validations.dataValidation
        }
        assert [str(r) for r in now.merged_cells.ranges] == [str(r) for r in was.merged_cells.ranges]
        assert now.freeze_panes == was.freeze_panes
        assert {k: d.width for k, d in now.column_dimensions.items()} == {
            k: d.width for k, d in was.column_dimensions.items()
        }
        assert now["D4"].fill.fgColor.rgb == was["D4"].fill.fgColor.rgb
    assert sent["Medel"]["D4"].comment.text == back["Medel"]["D4"].comment.text
    assert "”många” går inte att läsa" in back["Medel"]["D7"].comment.text
    # A formula is the value it had when the file was saved; this one had none, and must not come back as a blank.
    assert back["Medel"]["F8"].value == "(formel)"
    again = read_file("a.xlsx", _saved(back), places).findings
    assert [f.cell for f in again if f.severity is Severity.ERROR and f.cell != "C8"] == ["D7", "F8"]


def test_marks_are_gone_when_the_cell_is_mended(places: Places) -> None:
    content = xlsx({"Medel": ROWS})
    first = marked_workbook("a.xlsx", content, read_file("a.xlsx", content, places).findings)
    mended = load_workbook(BytesIO(first))
    mended["Medel"]["D2"] = 7
    again = _saved(mended)
    findings = read_file("a.xlsx", again, places).findings
    assert [f.cell for f in findings if f.sheet == "Medel"] == ["F2"]
    book = load_workbook(BytesIO(marked_workbook("a.xlsx", again, findings)))
    assert book.sheetnames == [FINDINGS_SHEET, "Medel"]
    cells = [c for row in book["Medel"].iter_rows() for c in row]
    assert [c.coordinate for c in cells if c.comment] == ["F2"]
    assert [c.coordinate for c in cells if c.fill.fill_type] == ["F2"]


def test_a_fault_in_merged_cells_is_marked_in_the_first_of_them(places: Places) -> None:
    content = xlsx(
        {"Lista": [["Utvecklingsmedel 2022", ""], ["Kommun", "Belopp"], ["Ale", 1]]}, merged=("A1:B1",)
    )
    fault = finding("place_missing", file="a.xlsx", sheet="Lista", cell="B1")
    book = load_workbook(BytesIO(marked_workbook("a.xlsx", content, [fault])))
    assert book["Lista"]["A1"].comment.text.startswith("Kommun eller mottagare saknas")


def test_a_workbook_with_a_lost_picture_is_still_marked(places: Places) -> None:
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="../drawings/drawing1.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"/></Relationships>'
    )
    content = patched(xlsx({"Medel": ROWS}), {"xl/worksheets/_rels/sheet1.xml.rels": relation})
    findings = read_file("a.xlsx", content, places).findings
    book = load_workbook(BytesIO(marked_workbook("a.xlsx", content, findings)))
    assert [c.coordinate for row in book["Medel"].iter_rows() for c in row if c.comment] == ["D2", "F2"]


def _saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
