"""Workbooks and archives: the same tables in all three, typed, harmless, and with a sheet that says what it all is."""

import csv
import io
import zipfile
from dataclasses import replace

import pandas as pd
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook, load_workbook

from dashboard.core.document import Document
from dashboard.core.status import example_band
from dashboard.exports import tables, workbook
from dashboard.figures.describe import told


@pytest.fixture(scope="module")
def book(profiles: dict[str, Document]) -> Workbook:
    """The workbook of a county, read back from its file."""
    return load_workbook(io.BytesIO(workbook.to_xlsx(profiles["17"])))


def archive(content: bytes) -> dict[str, bytes]:
    """The files of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def rows_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_there_is_a_sheet_for_every_table_between_what_it_is_and_its_sources(
    book: Workbook, profiles: dict[str, Document]
) -> None:
    first, *between, last = book.sheetnames
    assert (first, last) == ("Läs mig", "Källor")
    assert len(between) == len(profiles["17"].results)
    for number, (name, result) in enumerate(zip(between, profiles["17"].results, strict=True), start=1):
        assert name.startswith(f"{number} {result.title[:15]}") and len(name) <= 31


def test_every_kind_of_place_gets_a_workbook(profiles: dict[str, Document]) -> None:
    for document in profiles.values():
        opened = load_workbook(io.BytesIO(workbook.to_xlsx(document)))
        assert len(opened.sheetnames) == len(document.results) + 2
        assert opened.properties.title == document.title


def test_headings_stay_in_sight(book: Workbook) -> None:
    # Under the line that says that example data is shown.
    assert {sheet.freeze_panes for sheet in book.worksheets[1:]} == {"A3"}


def test_every_sheet_says_first_that_example_data_is_shown_and_none_does_without(
    book: Workbook, profiles: dict[str, Document]
) -> None:
    assert {sheet["A1"].value for sheet in book.worksheets} == {example_band()}
    plain = load_workbook(io.BytesIO(workbook.to_xlsx(profiles["00"])))
    assert not profiles["00"].has_examples
    assert example_band() not in {sheet["A1"].value for sheet in plain.worksheets}
    result = next(r for r in profiles["17"].results if r.has_examples)
    alone = load_workbook(io.BytesIO(tables.to_xlsx(result)))
    assert {sheet["A1"].value for sheet in alone.worksheets} == {example_band()}


def test_codes_are_text_and_kronor_are_numbers_in_swedish(
    book: Workbook, profiles: dict[str, Document]
) -> None:
    number = [r.result_id for r in profiles["17"].results].index("area_values")
    sheet = book.worksheets[number + 1]
    heads = [cell.value for cell in sheet[2]]
    (codes,) = list(sheet.iter_cols(heads.index("Kod") + 1, heads.index("Kod") + 1, min_row=3))
    assert {(type(c.value), c.number_format, len(c.value)) for c in codes} == {(str, "@", 4)}
    number = [r.result_id for r in profiles["17"].results].index("county_ladder")
    # What the key gives in 2022 has its ends and no point.
    rows, sheet = profiles["17"].results[number].rows, book.worksheets[number + 1]
    place = [cell.value for cell in sheet[2]].index("Belopp, spann från") + 1
    amount = sheet.cell(3, place)
    assert isinstance(amount.value, int) and amount.value == rows["amount_low_sek"][0]
    assert sheet.cell(3, place - 1).value is None
    assert amount.number_format == '[$-41D]#,##0" kr"'


def test_rows_of_example_data_are_marked_in_a_column_of_their_own(
    book: Workbook, profiles: dict[str, Document]
) -> None:
    marked = 0
    for sheet, result in zip(book.worksheets[1:-1], profiles["17"].results, strict=True):
        heads = [cell.value for cell in sheet[2]]
        if "status" not in result.rows:
            continue
        cells = [row[heads.index("Tecken")] for row in sheet.iter_rows(min_row=3)]
        examples = [status == "synthetic" for status in result.rows["status"]]
        assert [str(cell.value).startswith("exempeldata") for cell in cells] == examples
        assert [cell.fill.fill_type == "solid" for cell in cells] == examples
        marked += sum(examples)
    assert marked > 50


def test_the_first_sheet_says_what_it_is_and_what_the_signs_mean(
    book: Workbook, profiles: dict[str, Document]
) -> None:
    document = profiles["17"]
    said = "\n".join(str(cell.value) for row in book["Läs mig"].iter_rows() for cell in row if cell.value)
    for text in (
        f"Länsprofil: {document.title}",
        "Värmlands län · exempeldata",
        document.stamp.version,
        "24 november 2026",
        f"https://medelkartan.example/lan?omrade=17&exempel=1&version={document.stamp.version}",
        "Siffran är påhittad:",
        "Uträknat med fördelningsnyckeln",
    ):
        assert text in said
    for result in document.results:
        assert result.sentence.rstrip(".") in said


def test_a_file_is_named_with_its_years_apart(profiles: dict[str, Document]) -> None:
    result = replace(profiles["17"].results[0], title="Ideella organisationer 2020–2022")
    assert workbook.file_name(3, result) == "03-ideella-organisationer-2020-2022"


def test_the_signs_are_explained_as_they_stand_in_the_rows(book: Workbook) -> None:
    rows = [[cell.value for cell in row] for row in book["Läs mig"].iter_rows()]
    start = next(n for n, row in enumerate(rows) if row[0] == "Tecken")
    explained = {row[0] for row in rows[start + 1 : start + 10] if row[1]}
    used = set()
    for sheet in book.worksheets[1:-1]:
        heads, *lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        if "Tecken" in heads:
            used |= {str(line[heads.index("Tecken")]).split(" (")[0] for line in lines}
    assert {sign for signs in used for sign in signs.split(", ")} - {"None"} <= explained
    assert "inget tecken" not in explained and "tom ruta" in explained


def test_every_source_stands_once_with_the_tables_that_rest_on_it(
    book: Workbook, profiles: dict[str, Document]
) -> None:
    _band, head, *rows = book["Källor"].iter_rows(values_only=True)
    assert head == ("Källa", "Plats i källan", "Tabeller")
    stated = {(title, place): {int(n) for n in parts.split(", ")} for title, place, parts in rows}
    assert len(stated) == len(rows)
    for number, result in enumerate(profiles["17"].results, start=1):
        for place in result.provenance:
            assert number in stated[place.title, place.locator]


def test_the_archives_hold_the_same_tables_and_say_what_they_are(profiles: dict[str, Document]) -> None:
    document = profiles["17"]
    texts, typed = archive(workbook.to_csv(document)), archive(workbook.to_parquet(document))
    assert len(texts) == len(typed) == len(document.results) + 2
    assert texts["00-las-mig.csv"] == typed["00-las-mig.csv"]
    assert texts["00-kallor.csv"] == typed["00-kallor.csv"]
    assert document.stamp.address in texts["00-las-mig.csv"].decode()
    for number, result in enumerate(document.results, start=1):
        name = workbook.file_name(number, result)
        assert texts[f"{name}.csv"] == tables.to_csv(result)
        frame = tables.for_export(result)
        table = pq.read_table(io.BytesIO(typed[f"{name}.parquet"]))
        assert table.schema.metadata[b"title"].decode() == result.title
        assert table.schema.metadata[b"sentence"].decode() == told(result)
        assert table.column_names == list(frame.columns)
        for label in frame:
            for there, here in zip(table[label].to_pylist(), frame[label].tolist(), strict=True):
                assert (there is None and pd.isna(here)) or there == here


def test_the_same_document_gives_the_same_archive(profiles: dict[str, Document]) -> None:
    assert workbook.to_csv(profiles["17"]) == workbook.to_csv(profiles["17"])


def test_a_text_that_a_spreadsheet_would_run_is_plain_in_the_sheets_about_the_tables(
    profiles: dict[str, Document],
) -> None:
    first, *rest = profiles["17"].results
    evil = replace(first, title='=HYPERLINK("http://x")', sentence="+1", notes=("@SUM(A1)",))
    document = replace(profiles["17"], title="=1+1", results=(evil, *rest))
    opened = load_workbook(io.BytesIO(workbook.to_xlsx(document)))
    assert [c.coordinate for s in opened for row in s.iter_rows() for c in row if c.data_type == "f"] == []
    for cells in rows_of(archive(workbook.to_csv(document))["00-las-mig.csv"]):
        assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def test_a_title_of_a_person_s_own_may_be_long_and_hold_anything(profiles: dict[str, Document]) -> None:
    document = profiles["1780"]
    title = "Ett\x0b ord till\x1b [x]:*?/ " * 500
    results = (replace(document.results[0], title=title), *document.results[1:2])
    own = replace(document, title=title, results=results)
    opened = load_workbook(io.BytesIO(workbook.to_xlsx(own)))
    assert len(opened.sheetnames) == 4 and opened.sheetnames[1].startswith("1 Ett")
    assert max(map(len, archive(workbook.to_csv(own)))) < 100
    assert len(archive(workbook.to_parquet(own))) == 4
