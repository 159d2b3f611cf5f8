"""A collection of broken, hostile and odd files, made by script. Each says which findings it must give.

`CLEAN` stands for a file that is read whole: facts, and no error.
"""

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from msoffcrypto.format.ooxml import OOXMLFile

from .making import (
    ACTIVITIES,
    ANSWERS,
    GOOD_ACTIVITY,
    GOOD_MONEY,
    MONEY,
    SHEET,
    Failed,
    csv,
    ods,
    part_of,
    patched,
    xls,
    xlsx,
)

CLEAN = "clean"


@dataclass(frozen=True)
class Case:
    """A file: how it is made, and the codes of findings that must be among those it gives."""

    name: str
    file_name: str
    make: Callable[[], bytes]
    codes: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


def money(*row: object) -> list[list[object]]:
    """A sheet of money with one row."""
    return [MONEY, list(row)]


def changed(row: list[object], **cells: object) -> list[object]:
    """An activity with some cells changed."""
    return [
        cells.get(title.casefold().replace(" ", "_"), value)
        for title, value in zip(ACTIVITIES, row, strict=True)
    ]


def activity(**cells: object) -> bytes:
    """A workbook with one activity, some of its cells changed."""
    return xlsx({"Insatser": [ACTIVITIES, changed(GOOD_ACTIVITY, **cells)]})


def answer(*row: object) -> bytes:
    """A workbook with one answer."""
    return xlsx({"Resultat": [ANSWERS, list(row)]})


def good() -> bytes:
    """A workbook that is read whole."""
    return xlsx({"Medel": GOOD_MONEY})


def good_sheet(replace: bytes, by: bytes) -> bytes:
    """The good workbook with something replaced in its sheet."""
    package = good()
    sheet = part_of(package, SHEET)
    assert replace in sheet
    return patched(package, {SHEET: sheet.replace(replace, by)})


def sheet_xml(rows: bytes) -> bytes:
    """The good workbook with other rows added at the end of its sheet."""
    return good_sheet(b"</sheetData>", rows + b"</sheetData>")


def zeros_bomb(part: str) -> bytes:
    """A small file with a part of 320 MB of zeros."""
    buffer = BytesIO(good())
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open(part, "w", force_zip64=True) as bomb,
    ):
        for _ in range(320):
            bomb.write(bytes(1_000_000))
    return buffer.getvalue()


def lying_size() -> bytes:
    """A package whose directory says that the sheet is ten bytes long."""
    content = bytearray(good())
    with zipfile.ZipFile(BytesIO(bytes(content))) as package:
        true_size = package.getinfo(SHEET).file_size.to_bytes(4, "little")
    start = 0
    while (start := content.find(true_size, start)) >= 0:
        content[start : start + 4] = (10).to_bytes(4, "little")
        start += 4
    return bytes(content)


def repeated_text() -> bytes:
    """One long text that two hundred thousand cells share."""
    package = xlsx({"Medel": [*GOOD_MONEY, ["x" * 30_000]]})
    text = next(
        i for i, s in enumerate(part_of(package, "xl/sharedStrings.xml").split(b"<si>")[1:]) if b"xxxx" in s
    )
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (r, r, text) for r in range(10, 200_010)
    )
    sheet = part_of(package, SHEET)
    return patched(package, {SHEET: sheet.replace(b"</sheetData>", rows + b"</sheetData>")})


def with_password() -> bytes:
    """A workbook encrypted as Excel encrypts it."""
    buffer = BytesIO()
    OOXMLFile(BytesIO(good())).encrypt("hemligt", buffer)
    return buffer.getvalue()


def flagged_as_encrypted() -> bytes:
    """A package whose parts are marked as encrypted one by one."""
    content = bytearray(good())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := content.find(mark, start)) >= 0:
            content[start + offset] |= 1
            start += 4
    return bytes(content)


def ods_content(change: Callable[[bytes], bytes]) -> bytes:
    """A good ods with its content changed."""
    package = ods({"Medel": GOOD_MONEY})
    return patched(package, {"content.xml": change(part_of(package, "content.xml"))})


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
BLANK_ROW = b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>'
DEEP = b"[" * 100_000


def blank_rows(count: int) -> bytes:
    """Formatted rows with nothing in them."""
    return sheet_xml(b"".join(BLANK_ROW % (r, r, r) for r in range(3, count + 3)))


def kolada(values: object, **more: object) -> bytes:
    """A file from Kolada."""
    return json.dumps({"count": 1, "values": values, **more}).encode()


A_FIGURE = {"kpi": "N01951", "municipality": "0114", "period": 2020, "values": [{"gender": "T", "value": 5}]}


def json_stat(size: list[int], values: object, **dimensions: list[str]) -> bytes:
    """A JSON-stat2 file."""
    found = {name: {"category": {"index": codes}} for name, codes in dimensions.items()}
    return json.dumps(
        {
            "class": "dataset",
            "label": "Folkmängd efter region och år",
            "version": "2.0",
            "id": list(dimensions),
            "size": size,
            "dimension": found,
            "value": values,
        }
    ).encode()


LIST = [["Fördelning av utvecklingsmedel 2022"], ["Kommun", "Tilldelat belopp"]]
UP = ["0114", "Upplands Väsby", 2022]

_CASES: list[tuple[str, str, Callable[[], bytes], str]] = [
    # Files that are no files
    ("empty", "tom.xlsx", lambda: b"", "empty_file"),
    ("only spaces", "tom.csv", lambda: b"  \r\n \r\n", "empty_file"),
    ("only a byte order mark", "tom.csv", lambda: b"\xef\xbb\xbf", "empty_file"),
    ("workbook without cells", "tom.xlsx", lambda: xlsx({"Medel": []}), "empty_file"),
    ("xlsx cut in half", "halv.xlsx", lambda: good()[: len(good()) // 2], "damaged_file"),
    ("xlsx cut after its first bytes", "start.xlsx", lambda: good()[:12], "damaged_file"),
    ("ods cut in half", "halv.ods", lambda: ods({"Medel": GOOD_MONEY})[:700], "damaged_file"),
    ("xls cut in half", "halv.xls", lambda: xls({"Medel": GOOD_MONEY})[:2000], "damaged_file"),
    (
        "xls with nothing after its mark",
        "start.xls",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "damaged_file",
    ),
    ("json cut in half", "halv.json", lambda: kolada([])[:9], "bad_json"),
    ("json nested a hundred thousand deep", "djup.json", lambda: DEEP, "bad_json"),
    ("json with NaN", "nan.json", lambda: b'{"values": NaN}', "bad_json"),
    ("json of something else", "annat.json", lambda: b"[1, 2, 3]", "unknown_form"),
    ("larger than the limit", "stor.csv", lambda: b"a;b\n" * 8_000_000, "file_too_large"),
    # Bombs
    ("zip bomb in a sheet", "bomb.xlsx", lambda: zeros_bomb("xl/worksheets/sheet9.xml"), "unpacks_too_large"),
    ("a long text shared by many cells", "bomb.xlsx", repeated_text, "unpacks_too_large"),
    ("package that lies about a size", "bomb.xlsx", lying_size, "damaged_file"),
    (
        "a cell in the last corner",
        "hörn.xlsx",
        lambda: sheet_xml(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "sheet_too_large",
    ),
    (
        "rows without numbers, a cell in the last corner",
        "hörn.xlsx",
        lambda: sheet_xml(b'<row><c r="XFD1048576"><v>1</v></c></row>'),
        "sheet_too_large",
    ),
    (
        "ods with a cell repeated over the sheet",
        "bomb.ods",
        lambda: ods_content(
            lambda x: x.replace(
                b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1000000">'
            ).replace(
                b'office:value-type="string"',
                b'office:value-type="string" table:number-columns-repeated="16000"',
            )
        ),
        "sheet_too_large",
    ),
    (
        "ods with a long text repeated",
        "bomb.ods",
        lambda: ods_content(
            lambda x: x.replace(b"<text:p>Kod</text:p>", b"<text:p>" + b"x" * 30_000 + b"</text:p>").replace(
                b"<table:table-row>", b'<table:table-row table:number-rows-repeated="100000">', 1
            )
        ),
        "unpacks_too_large",
    ),
    (
        "entities in a sheet",
        "enheter.xlsx",
        lambda: good_sheet(b"<worksheet", ENTITIES + b"<worksheet"),
        "document_type",
    ),
    (
        "entities in an ods",
        "enheter.ods",
        lambda: ods_content(
            lambda x: x.replace(b"<office:document-content", ENTITIES + b"<office:document-content", 1)
        ),
        "document_type",
    ),
    ("a million blank rows", "tomma.xlsx", lambda: blank_rows(1_000_000), CLEAN),
    (
        "a space in row one million",
        "blank.xlsx",
        lambda: sheet_xml(b'<row r="1000000"><c r="A1000000" t="inlineStr"><is><t> </t></is></c></row>'),
        CLEAN,
    ),
    (
        "ods with a million blank rows",
        "tomma.ods",
        lambda: ods_content(
            lambda x: x.replace(
                b"</table:table>",
                b'<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000"/></table:table-row></table:table>',
            )
        ),
        CLEAN,
    ),
    # Locked files and files with programs in them
    ("password", "låst.xlsx", with_password, "password_protected"),
    ("parts marked as encrypted", "låst.xlsx", flagged_as_encrypted, "password_protected"),
    (
        "ods with encryption",
        "låst.ods",
        lambda: patched(ods({"Medel": GOOD_MONEY}), {"META-INF/manifest.xml": b"<m><encryption-data/></m>"}),
        "password_protected",
    ),
    ("macros", "makro.xlsm", lambda: patched(good(), {"xl/vbaProject.bin": b"x"}), "macros"),
    (
        "macros under another name",
        "makro.xlsx",
        lambda: patched(good(), {"xl/vbaProject.bin": b"x"}),
        "macros",
    ),
    (
        "macros in xls",
        "makro.xls",
        lambda: xls({"Medel": GOOD_MONEY}) + "_VBA_PROJECT_CUR".encode("utf-16-le"),
        "macros",
    ),
    (
        "macros in ods",
        "makro.ods",
        lambda: patched(ods({"Medel": GOOD_MONEY}), {"Basic/Standard/Module1.xml": b"<x/>"}),
        "macros",
    ),
    # Other kinds of files
    (
        "web page named xls",
        "sida.xls",
        lambda: b"<html><table><tr><td>Kommun</td></tr></table></html>",
        "html_file",
    ),
    ("web page after spaces", "sida.xls", lambda: b"\r\n  <!DOCTYPE html><html></html>", "html_file"),
    ("xml spreadsheet named xls", "xml.xls", lambda: b'<?xml version="1.0"?><Workbook/>', "unsupported_kind"),
    ("pdf named xlsx", "rapport.xlsx", lambda: b"%PDF-1.7 ...", "unsupported_kind"),
    ("picture named ods", "bild.ods", lambda: b"\x89PNG\r\n\x1a\n....", "unsupported_kind"),
    ("program named csv", "fil.csv", lambda: b"MZ\x90\x00\x03", "unsupported_kind"),
    (
        "Word document",
        "rapport.docx",
        lambda: patched(good(), {"xl/workbook.xml": None, "word/document.xml": b"<w/>"}),
        "unsupported_kind",
    ),
    (
        "binary workbook",
        "rapport.xlsb",
        lambda: patched(good(), {"xl/workbook.xml": None, "xl/workbook.bin": b"x"}),
        "unsupported_kind",
    ),
    (
        "archive of csv files",
        "filer.zip",
        lambda: patched(good(), {"xl/workbook.xml": None, "a.csv": b"a"}),
        "unsupported_kind",
    ),
    ("xlsx named csv", "medel.csv", good, "wrong_extension"),
    ("csv named xlsx", "medel.xlsx", lambda: csv(GOOD_MONEY), "wrong_extension"),
    ("ods named xls", "medel.xls", lambda: ods({"Medel": GOOD_MONEY}), "wrong_extension"),
    # Damage inside a package
    (
        "workbook without links",
        "skadad.xlsx",
        lambda: patched(good(), {"xl/_rels/workbook.xml.rels": None}),
        "damaged_file",
    ),
    ("workbook without its sheet", "skadad.xlsx", lambda: patched(good(), {SHEET: None}), "damaged_file"),
    (
        "sheet that is not xml",
        "skadad.xlsx",
        lambda: patched(good(), {SHEET: b"<worksheet><sheetData><row></worksheet>"}),
        "damaged_file",
    ),
    (
        "nul in a workbook's text",
        "nul.xlsx",
        lambda: patched(good(), {"xl/sharedStrings.xml": b"<sst><si><t>a\0b</t></si></sst>"}),
        "damaged_file",
    ),
    (
        "ods without content",
        "skadad.ods",
        lambda: patched(ods({"Medel": GOOD_MONEY}), {"content.xml": b""}),
        "damaged_file",
    ),
    ("cells without names", "utan.xlsx", lambda: sheet_xml(b"<row><c><v>1</v></c></row>"), CLEAN),
    # Text files and their encodings
    ("csv with byte order mark", "bom.csv", lambda: csv(GOOD_MONEY, encoding="utf-8-sig"), CLEAN),
    ("csv as UTF-16", "utf16.csv", lambda: csv(GOOD_MONEY, "\t", encoding="utf-16"), CLEAN),
    ("csv as Windows-1252", "ansi.csv", lambda: csv(GOOD_MONEY, encoding="cp1252"), CLEAN),
    (
        "csv with mixed encodings",
        "blandad.csv",
        lambda: csv(GOOD_MONEY) + "\r\n1281;Malmö;2022;1;;1;".encode("cp1252"),
        "mixed_encoding",
    ),
    (
        "csv in an unknown encoding",
        "okänd.csv",
        lambda: csv(GOOD_MONEY, encoding="cp1252") + b"\x81\x8d",
        "undecodable_text",
    ),
    ("nul in a csv", "nul.csv", lambda: csv(GOOD_MONEY) + b"\0", "nul_in_text"),
    (
        "csv with an open quote",
        "citat.csv",
        lambda: csv(GOOD_MONEY) + b'\r\n"0115;Vallentuna',
        "damaged_file",
    ),
    (
        "csv with a cell of 200 000 characters",
        "lång.csv",
        lambda: csv([*GOOD_MONEY, ["x" * 200_000]]),
        "text_too_long",
    ),
    ("text that is no table", "brev.csv", lambda: "Hej!\nHär kommer vår rapport.\n".encode(), "unknown_form"),
    # Odd characters
    (
        "direction marks",
        "rtl.xlsx",
        lambda: xlsx(
            {
                "Medel": [
                    ["\u202e" + MONEY[0], *MONEY[1:]],
                    ["0114\u200f", "\u202aUpplands Väsby\u202c", 2022, 1, "", 1, 0],
                ]
            }
        ),
        CLEAN,
    ),
    (
        "combining characters",
        "nfd.xlsx",
        lambda: xlsx(
            {
                "Medel": [
                    ["Kod", "Mottagare", "A\u030ar", *MONEY[3:]],
                    ["", "Upplands Va\u0308sby", 2022, 1, "", 1, 0],
                ]
            }
        ),
        CLEAN,
    ),
    (
        "hard spaces in amounts",
        "mellanslag.xlsx",
        lambda: xlsx({"Medel": money(*UP, "500\u00a0000", "", "450\u202f000 kr", "50\u2009000")}),
        CLEAN,
    ),
    (
        "zero-width characters",
        "osynligt.csv",
        lambda: csv(money("\ufeff0114", "Upplands\u200b Väsby", "2022", "1", "", "1", "0")),
        CLEAN,
    ),
    (
        "a sheet and file name with markup",
        "<script>.xlsx",
        lambda: xlsx({"<b>Medel<b>": money("0114", "<img src=x>", 2022, 1, "", 1, 0)}),
        "name_not_recognised",
    ),
    ("a file name with folders and line breaks", "../../etc/\npasswd.xlsx", good, CLEAN),
    # Formulas
    ("command as text", "cmd.xlsx", lambda: activity(beskrivning="=cmd|' /C calc'!A0"), "formula_like_text"),
    (
        "at sign and plus",
        "plus.xlsx",
        lambda: activity(beskrivning="@SUM(A1)", samverkar_med="+HYPERLINK(1)"),
        "formula_like_text",
    ),
    (
        "command in csv",
        "cmd.csv",
        lambda: csv([ACTIVITIES, changed(GOOD_ACTIVITY, beskrivning="=cmd|' /C calc'!A0")]),
        "formula_like_text",
    ),
    ("failed formula", "fel.xlsx", lambda: xlsx({"Medel": money(*UP, Failed(), "", 1, 0)}), "formula_error"),
    (
        "failed formula in ods",
        "fel.ods",
        lambda: ods({"Medel": money(*UP, Failed(), "", 1, 0)}),
        "formula_error",
    ),
    ("failed formula in xls", "fel.xls", lambda: patched_xls_error(), "formula_error"),
    (
        "failed formula for a code",
        "fel.xlsx",
        lambda: xlsx({"Medel": money(Failed(), "Upplands Väsby", 2022, 1, "", 1, 0)}),
        "formula_error",
    ),
    (
        "failed formula for a year",
        "fel.xlsx",
        lambda: xlsx({"Medel": money("0114", "", Failed(), 1, "", 1, 0)}),
        "formula_error",
    ),
    (
        "failed formula for an activity",
        "fel.xlsx",
        lambda: xlsx({"Insatser": [ACTIVITIES, changed(GOOD_ACTIVITY, insats=Failed())]}),
        "formula_error",
    ),
    (
        "formula that was never computed",
        "formel.xlsx",
        lambda: good_sheet(b"<v>500000</v>", b"<f>1+1</f><v></v>"),
        "formula_without_value",
    ),
    (
        "formula that was never computed, without a place for its value",
        "formel.xlsx",
        lambda: good_sheet(b"<v>500000</v>", b"<f>1+1</f>"),
        "formula_without_value",
    ),
    (
        "formula that was never computed in ods",
        "formel.ods",
        lambda: ods_content(
            lambda x: x.replace(
                b'office:value-type="float" office:value="500000"', b'table:formula="of:=1+1"'
            ).replace(b"<text:p>500000</text:p>", b"")
        ),
        "formula_without_value",
    ),
    ("formula of itself", "cirkel.xlsx", lambda: good_sheet(b"<v>500000</v>", b"<f>D2</f><v>0</v>"), CLEAN),
    (
        "merges that overlap",
        "slå.xlsx",
        lambda: good_sheet(
            b"</sheetData>",
            b'</sheetData><mergeCells count="2"><mergeCell ref="A1:C3"/><mergeCell ref="B2:D4"/></mergeCells>',
        ),
        CLEAN,
    ),
    (
        "a merge over the whole sheet",
        "slå.xlsx",
        lambda: good_sheet(
            b"</sheetData>",
            b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
        CLEAN,
    ),
    (
        "a list merged over the whole sheet",
        "slå.xlsx",
        lambda: patched(
            xlsx({"Lista": [*LIST, ["Ale", 5]]}),
            {
                SHEET: part_of(xlsx({"Lista": [*LIST, ["Ale", 5]]}), SHEET).replace(
                    b"</sheetData>",
                    b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
                )
            },
        ),
        "no_rows",
    ),
    # Values that do not belong
    (
        "text for an amount",
        "text.xlsx",
        lambda: xlsx({"Medel": money(*UP, "många", "", 1, 0)}),
        "text_in_number_cell",
    ),
    (
        "yes for an amount",
        "sant.xlsx",
        lambda: xlsx({"Medel": money(*UP, True, "", 1, 0)}),
        "text_in_number_cell",
    ),
    (
        "date for an amount",
        "datum.xlsx",
        lambda: xlsx({"Medel": money(*UP, date(2022, 5, 1), "", 1, 0)}),
        "date_in_number_cell",
    ),
    (
        "date for a year",
        "datum.xlsx",
        lambda: xlsx({"Medel": money("0114", "", date(2022, 5, 1), 1, "", 1, 0)}),
        "date_in_number_cell",
    ),
    (
        "date kept as a number for a year",
        "datum.xlsx",
        lambda: xlsx({"Medel": money("0114", "", 44562, 1, "", 1, 0)}),
        "date_as_number",
    ),
    ("negative amount", "minus.xlsx", lambda: xlsx({"Medel": money(*UP, -5, "", 1, 0)}), "negative_amount"),
    (
        "amount beyond all money",
        "stort.xlsx",
        lambda: xlsx({"Medel": money(*UP, 1e300, "", 1, 0)}),
        "amount_too_large",
    ),
    (
        "amount that can mean two things",
        "punkt.xlsx",
        lambda: xlsx({"Medel": money(*UP, "1.234", "", 1, 0)}),
        "ambiguous_number",
    ),
    ("score above five", "poäng.xlsx", lambda: answer(*UP, "quality", "", 6, ""), "score_outside_scale"),
    ("score between two", "poäng.xlsx", lambda: answer(*UP, "quality", "", 4.5, ""), "score_outside_scale"),
    (
        "neither score nor answer",
        "svar.xlsx",
        lambda: answer(*UP, "quality", "", "", "kanske"),
        "score_or_answer",
    ),
    (
        "year before the programme",
        "år.xlsx",
        lambda: xlsx({"Medel": money("0114", "", 1999, 1, "", 1, 0)}),
        "year_outside_programme",
    ),
    (
        "year in words",
        "år.xlsx",
        lambda: xlsx({"Medel": money("0114", "", "tjugotvå", 1, "", 1, 0)}),
        "year_unreadable",
    ),
    ("no year", "år.xlsx", lambda: xlsx({"Medel": money("0114", "", "", 1, "", 1, 0)}), "year_missing"),
    (
        "unknown municipality",
        "namn.xlsx",
        lambda: xlsx({"Medel": money("", "Upplands Väzby stad", 2022, 1, "", 1, 0)}),
        "unknown_place",
    ),
    (
        "name of two recipients",
        "namn.xlsx",
        lambda: xlsx({"Medel": money("", "Region Gotland", 2022, 1, "", 1, 0)}),
        "ambiguous_place",
    ),
    (
        "neither code nor name",
        "namn.xlsx",
        lambda: xlsx({"Medel": money("", "", 2022, 1, "", 1, 0)}),
        "place_missing",
    ),
    (
        "unknown code",
        "kod.xlsx",
        lambda: xlsx({"Medel": money("9999", "Ale", 2022, 1, "", 1, 0)}),
        "unknown_code",
    ),
    (
        "code and name disagree",
        "kod.xlsx",
        lambda: xlsx({"Medel": money("0180", "Solna", 2022, 1, "", 1, 0)}),
        "code_and_name_disagree",
    ),
    (
        "code without its zero",
        "kod.xlsx",
        lambda: xlsx({"Medel": money(114, "Upplands Väsby", 2022, 1, "", 1, 0)}),
        "code_lost_zero",
    ),
    (
        "the same recipient and year twice",
        "två.xlsx",
        lambda: xlsx({"Medel": [*GOOD_MONEY, GOOD_MONEY[1]]}),
        "duplicate_in_file",
    ),
    (
        "the same activity twice",
        "två.xlsx",
        lambda: xlsx({"Insatser": [ACTIVITIES, GOOD_ACTIVITY, GOOD_ACTIVITY]}),
        "repeated_row",
    ),
    ("unknown activity", "ord.xlsx", lambda: activity(insats="Samvärkan med alla"), "unknown_activity"),
    ("unknown violence area", "ord.xlsx", lambda: activity(våldsområde="Heder"), "unknown_violence_area"),
    ("unknown target group", "ord.xlsx", lambda: activity(målgrupp="Alla"), "unknown_target_group"),
    ("unknown method", "ord.xlsx", lambda: activity(metod="Magi"), "unknown_method"),
    ("no activity", "ord.xlsx", lambda: activity(insats=""), "value_missing"),
    ("unknown question", "ord.xlsx", lambda: answer(*UP, "Hur mår ni?", "", 3, ""), "unknown_question"),
    # What must not be published
    (
        "personal identity number",
        "pnr.xlsx",
        lambda: activity(beskrivning="Samtal med 19800101-1234 under våren"),
        "personal_number",
    ),
    (
        "personal identity number on a hidden sheet",
        "pnr.xlsx",
        lambda: xlsx({"Medel": GOOD_MONEY, "dold": [["811218-9876"]]}, hidden_sheets=("dold",)),
        "personal_number",
    ),
    (
        "e-mail address",
        "epost.xlsx",
        lambda: activity(beskrivning="Kontakta anna.andersson@kommun.se"),
        "email_address",
    ),
    ("e-mail address in the file's name", "anna@kommun.se.xlsx", good, "personal_data_in_name"),
    (
        "personal identity number in a sheet's name",
        "pnr.xlsx",
        lambda: xlsx({"811218-9876": GOOD_MONEY}),
        "personal_data_in_name",
    ),
    ("telephone number", "tel.xlsx", lambda: activity(beskrivning="Ring 070-123 45 67"), "phone_number"),
    # Hidden things and other shapes
    (
        "hidden row",
        "dold.xlsx",
        lambda: xlsx({"Medel": GOOD_MONEY}, hidden_rows={"Medel": [1]}),
        "hidden_rows",
    ),
    ("hidden row in ods", "dold.ods", lambda: ods({"Medel": GOOD_MONEY}, hidden_rows=(1,)), "hidden_rows"),
    ("hidden row in xls", "dold.xls", lambda: xls({"Medel": GOOD_MONEY}, hidden_rows=(1,)), "hidden_rows"),
    (
        "hidden sheet",
        "dolt.xlsx",
        lambda: xlsx({"Medel": GOOD_MONEY, "Mer": GOOD_MONEY}, hidden_sheets=("Mer",)),
        "hidden_sheet",
    ),
    (
        "column missing",
        "kolumn.xlsx",
        lambda: xlsx({"Medel": [["Kod", "Mottagare", "År"], UP], "Insatser": [ACTIVITIES]}),
        "column_missing",
    ),
    (
        "column twice",
        "kolumn.xlsx",
        lambda: xlsx({"Medel": [[*MONEY, MONEY[3]], [*GOOD_MONEY[1], 7]]}),
        "column_repeated",
    ),
    (
        "two hundred columns",
        "bred.xlsx",
        lambda: xlsx(
            {"Medel": [[*MONEY, *(f"Extra {n}" for n in range(200))], [*GOOD_MONEY[1], *range(200)]]}
        ),
        "column_not_read",
    ),
    (
        "the app's own table",
        "karta 2022.csv",
        lambda: csv(
            [["Kommun", "Rekvirerat, kr", "Tecken", "Källa"], ["Ale", "5", "exempeldata", "synthetic"]]
        ),
        "own_table",
    ),
    (
        "some other table",
        "annat.xlsx",
        lambda: xlsx({"Blad1": [["Frukt", "Färg"], ["äpple", "röd"]]}),
        "unknown_form",
    ),
    # Lists
    (
        "sum that does not add up",
        "lista.xlsx",
        lambda: xlsx({"Lista": [*LIST, ["Ale", 5], ["Habo", 6], ["Summa", 12]]}),
        "sum_row_differs",
    ),
    (
        "county's sum that does not add up",
        "lista.xlsx",
        lambda: xlsx({"Lista": [*LIST, ["Skåne län", 10], ["Malmö", 5], ["Lund", 6], ["Summa", 11]]}),
        "sum_row_differs",
    ),
    (
        "municipality under another county",
        "lista.xlsx",
        lambda: xlsx({"Lista": [*LIST, ["Skåne län", ""], ["Malmö", 5], ["Habo", 6]]}),
        "outside_county",
    ),
    (
        "list without a year",
        "lista.xlsx",
        lambda: xlsx({"Lista": [["Fördelning av medel"], LIST[1], ["Ale", 5]]}),
        "year_missing",
    ),
    (
        "list with a fraction of a krona",
        "lista.xlsx",
        lambda: xlsx({"Lista": [*LIST, ["Ale", "1 234,56 kr"]]}),
        "amount_rounded",
    ),
    (
        "indicator with an unknown sign",
        "oj.csv",
        lambda: csv([["Kommun", "Andel 2022 (%)"], ["Ale", "12"], ["Habo", "?"], ["Lund", "13"]]),
        "unknown_sign",
    ),
    (
        "inhabitants by sex",
        "folk.csv",
        lambda: csv(
            [
                ["region", "kön", "Folkmängd 2022"],
                ["0114 Upplands Väsby", "män", "1"],
                ["0114 Upplands Väsby", "kvinnor", "2"],
            ]
        ),
        "divided_population",
    ),
    (
        "a half inhabitant",
        "folk.csv",
        lambda: csv([["region", "Folkmängd 2022"], ["0114 Upplands Väsby", "1,5"]]),
        "not_whole_number",
    ),
    (
        "fewer than no inhabitants",
        "folk.csv",
        lambda: csv([["region", "Folkmängd 2022"], ["0114 Upplands Väsby", "-5"]]),
        "negative_number",
    ),
    # JSON with another shape
    (
        "json-stat with too few values",
        "stat.json",
        lambda: json_stat([1, 2], [1], Region=["0114"], Tid=["2021", "2022"]),
        "json_shape",
    ),
    (
        "json-stat that says it is enormous",
        "stat.json",
        lambda: json_stat([10**6, 10**6], {}, Region=["0114"], Tid=["2022"]),
        "sheet_too_large",
    ),
    (
        "json-stat by sex",
        "stat.json",
        lambda: json_stat([1, 2, 1], [1, 2], Region=["0114"], Kon=["1", "2"], Tid=["2022"]),
        "divided_population",
    ),
    (
        "json-stat with text for a number",
        "stat.json",
        lambda: json_stat([1, 1], ["=1+1"], Region=["0114"], Tid=["2022"]),
        "text_in_number_cell",
    ),
    (
        "json-stat without dimensions",
        "stat.json",
        lambda: json.dumps({"class": "dataset", "id": "x", "size": 1, "dimension": []}).encode(),
        "json_shape",
    ),
    (
        "Kolada with an entry that is a number",
        "k.json",
        lambda: kolada([{"kpi": "N01951", "municipality": "0114", "period": 2020, "values": []}, 7]),
        "json_shape",
    ),
    (
        "Kolada with text for a value",
        "k.json",
        lambda: kolada(
            [
                {
                    "kpi": "N01951",
                    "municipality": "0114",
                    "period": 2020,
                    "values": [{"gender": "T", "value": "många"}],
                }
            ]
        ),
        "text_in_number_cell",
    ),
    (
        "Kolada of an unknown municipality",
        "k.json",
        lambda: kolada([{"kpi": "N01951", "municipality": "9999", "period": 2020, "values": []}]),
        "unknown_code",
    ),
    (
        "Kolada, one page of several",
        "k.json",
        lambda: kolada(
            [
                {
                    "kpi": "N01951",
                    "municipality": "0114",
                    "period": 2020,
                    "values": [{"gender": "T", "value": 5}],
                }
            ],
            next_url="x",
        ),
        "more_pages",
    ),
    (
        "Kolada, another key figure",
        "k.json",
        lambda: kolada([A_FIGURE, A_FIGURE | {"kpi": "U99999"}]),
        "kpi_without_name",
    ),
    (
        "Kolada, a group of municipalities",
        "k.json",
        lambda: kolada([A_FIGURE, A_FIGURE | {"municipality": "G123"}]),
        "area_not_used",
    ),
]


def patched_xls_error() -> bytes:
    """An old workbook with a cell that is an error, as Excel stores it: a record of its own kind (BOOLERR)."""
    content = xls({"Medel": money(*UP, True, "", 1, 0)})
    # A boolean cell: record 0x0205, eight bytes, row 1, column 3, a format, the value 1, and 0 for "not an error".
    at = content.index(bytes.fromhex("0502080001000300"))
    return content[: at + 10] + bytes([0x17, 1]) + content[at + 12 :]


CASES = [Case(name, file_name, make, (code,)) for name, file_name, make, code in _CASES]
