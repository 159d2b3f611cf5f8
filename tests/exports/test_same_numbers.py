"""The same numbers everywhere: screen, table, Excel, CSV, Parquet, slides and PDF, one by one, for the same answers.

What an answer's rows hold is the truth; each place is read back on its own and compared with it.
"""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

import pandas as pd
import pyarrow.parquet as pq
import pypdfium2
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from dashboard.core.document import Document
from dashboard.core.result import Column, Result
from dashboard.core.settings import ROOT, Settings
from dashboard.dataset.versions import Manifest
from dashboard.exports import charts, tables, workbook
from dashboard.exports.pdf import pdf
from dashboard.exports.slides import pptx
from dashboard.exports.still.boundaries import Boundaries
from dashboard.figures import catalogue
from dashboard.ui import answers

COMPARED = ("00", "17", "14", "1780")
# The columns of the rows whose numbers a native chart has; printed cards are named by their unit.
CHARTED = {
    "agency_funds": ("implementation", "stimulus"),
    "country_development": ("available", "received"),
    "country_ladder": ("amount_sek",),
    "county_comparison": ("value", "low", "high"),
    "county_ladder": ("amount_sek",),
    "county_region_ladder": ("amount_sek",),
    "county_training": ("county_share", "country_share"),
    "county_violence_areas": ("county_share", "country_share"),
    "municipality_ladder": ("amount_sek",),
    "municipality_violence_areas": ("county_share", "country_share"),
    "municipality_years": tuple(
        f"{who}{end}" for who in ("own", "alike", "county", "country") for end in ("", "_low", "_high")
    ),
}
# Pages, with the part that is open, and the answers that a person sees there.
SCREENS = {
    ("oversikt", ""): ("country_ladder", "country_development"),
    ("lan", ""): ("county_ladder", "county_comparison", "county_region_ladder"),
    ("lan", "kommuner"): ("county_municipalities",),
    ("lan", "insatser"): ("county_violence_areas", "county_training"),
    ("lan", "par-for-utbyte"): ("county_pairs",),
    ("kommun", ""): ("municipality_ladder", "municipality_years", "municipality_violence_areas"),
}
_SECONDS = 120
_SHORT = 10


def cells(document: Document) -> Iterator[tuple[Result, Column, list[object], list[str]]]:
    """Every column of numbers of every answer, with its values and the unit of each."""
    for result in document.results:
        for column in result.columns:
            if column.is_number and column.unit != "text":
                units = (
                    result.rows["unit"].tolist()
                    if column.unit == "mixed"
                    else [column.unit] * len(result.rows)
                )
                yield result, column, result.rows[column.name].tolist(), units


def written(text: str) -> tuple[float, int] | None:
    """The number in a Swedish text and how many decimals it has; None where there is none."""
    found = re.search(r"-?\d[\d\s\xa0]*(?:,(\d+))?", text.replace("\u2212", "-"))
    if found is None:
        return None
    return float(re.sub(r"[\s\xa0]", "", found[0]).replace(",", ".")), len(found[1] or "")


def agrees(text: str, value: object) -> bool:
    """Whether a text writes the value, to the decimals that it has."""
    number = written(text)
    if number is None:
        return bool(pd.isna(value))
    return abs(number[0] - float(value)) <= 0.5 * 10 ** -number[1] + 1e-9  # type: ignore[arg-type]


def tells(text: str, value: object, low: float, high: float) -> bool:
    """Whether a text writes an estimate: the value, if there is one, to a few hundredths, and ends that the interval lies within."""
    numbers = [
        float(re.sub(r"[\s\xa0]", "", n).replace(",", "."))
        for n in re.findall(r"\d+(?:[\s\xa0]\d{3})*(?:,\d+)?", text)
    ]
    *point, first, last = numbers
    if len(point) != (0 if pd.isna(value) else 1):
        return False
    if point and abs(point[0] - float(value)) > 0.03 * float(value):  # type: ignore[arg-type]
        return False
    # An end that is the value itself is rounded like it.
    is_low = first <= low or (point != [] and first == point[0] and low == value)
    is_high = last >= high or (point != [] and last == point[0] and high == value)
    # Without a point it is told to whole kronor at the finest.
    near = first >= low - max(0.05 * low, 1) and last <= high + max(0.05 * high, 1)
    return is_low and is_high and near


def rounded(values: object) -> Counter[float]:
    """The numbers, to the two decimals that figures are drawn with."""
    return Counter(round(float(v), 2) for v in values if not pd.isna(v))  # type: ignore[attr-defined]


def charted(result: Result) -> Counter[float]:
    """What a chart of the answer has to show."""
    columns = ("value",) if "printed_unit" in result.rows else CHARTED[result.result_id]
    rows = result.rows
    if columns == ("county_share", "country_share"):
        rows = rows.dropna(subset=["country_share"])
    return sum((rounded(rows[name]) for name in columns), Counter())


@pytest.mark.parametrize("code", COMPARED)
def test_the_table_on_the_screen_writes_the_numbers_of_the_rows(
    code: str, profiles: dict[str, Document]
) -> None:
    looked_at = 0
    for result, column, values, _units in cells(profiles[code]):
        if not column.on_screen:
            continue
        texts = tables.readable(result)[column.label].tolist()
        ends = (
            zip(result.rows[column.low], result.rows[column.high], strict=True)
            if column.low
            else [(None, None)] * len(values)
        )
        assert [
            text
            for text, value, (low, high) in zip(texts, values, ends, strict=True)
            if not (agrees(text, value) if pd.isna(low) else tells(text, value, low, high))
        ] == [], column
        looked_at += len(values)
    assert looked_at > 20


@pytest.mark.parametrize("code", COMPARED)
def test_workbook_csv_and_parquet_hold_the_numbers_of_the_rows(
    code: str, profiles: dict[str, Document]
) -> None:
    document = profiles[code]
    book = load_workbook(io.BytesIO(workbook.to_xlsx(document)))
    texts = zipfile.ZipFile(io.BytesIO(workbook.to_csv(document)))
    typed = zipfile.ZipFile(io.BytesIO(workbook.to_parquet(document)))
    looked_at = 0
    for result, column, values, units in cells(document):
        if not column.in_files:
            continue
        number = document.results.index(result) + 1
        sheet = book.worksheets[number]
        # The first row of a workbook with example data says so.
        heads = [cell.value for cell in sheet[2 if document.has_examples else 1]]
        place, below = heads.index(column.label), 3 if document.has_examples else 2
        name = workbook.file_name(number, result)
        in_csv = list(csv.reader(io.StringIO(texts.read(f"{name}.csv").decode("utf-8-sig")), delimiter=";"))[
            1:
        ]
        in_parquet = pq.read_table(io.BytesIO(typed.read(f"{name}.parquet")))[column.label].to_pylist()
        for row, value in enumerate(values):
            places = (sheet.cell(row + below, place + 1).value, in_csv[row][place] or None, in_parquet[row])
            if pd.isna(value):
                assert places == (None, None, None)
                continue
            looked_at += 1
            # Per inhabitant is a division, written as on the screen.
            expected = round(float(value), 2) if units[row] == "sek_per_inhabitant" else float(value)
            for there in places:
                assert float(str(there).replace(",", ".")) == pytest.approx(expected, rel=1e-12), column
            assert units[row] not in ("sek", "count") or isinstance(places[0], int)
    assert looked_at > 20


@pytest.fixture(scope="module")
def decks(profiles: dict[str, Document], geometry: Boundaries) -> dict[str, object]:
    """The slides of the compared places, read back from their files."""
    return {code: Presentation(io.BytesIO(pptx(profiles[code], geometry))) for code in COMPARED}


@pytest.mark.parametrize("code", COMPARED)
def test_native_charts_hold_the_numbers_of_the_rows_and_so_do_their_sheets(
    code: str, profiles: dict[str, Document], decks: dict[str, object]
) -> None:
    looked_at = 0
    for result, slide in zip(profiles[code].results, list(decks[code].slides)[1:-1], strict=True):  # type: ignore[attr-defined]
        for native in (shape.chart for shape in slide.shapes if shape.has_chart):
            drawn = [(s.name, list(s.values)) for s in native.plots[0].series]
            numbers = rounded(v for _name, values in drawn for v in values if v is not None)
            assert numbers == charted(result), result.result_id
            looked_at += numbers.total()
            sheet = load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob)).active
            beneath = [v for row in sheet.iter_rows(min_row=2, min_col=2, values_only=True) for v in row]
            assert rounded(v for v in beneath if v is not None) >= numbers
    expected = sum(charted(r).total() for r in profiles[code].results if charts.chart(r) is not None)
    assert looked_at == expected > 0


@pytest.mark.parametrize("code", COMPARED)
def test_native_tables_write_what_the_table_on_the_screen_writes(
    code: str, profiles: dict[str, Document], decks: dict[str, object]
) -> None:
    looked_at = 0
    for result, slide in zip(profiles[code].results, list(decks[code].slides)[1:-1], strict=True):  # type: ignore[attr-defined]
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
            screen = tables.readable(result)
            labels = [label for label in head if label in screen]
            if result.result_id.startswith("white_spots"):
                labels = ["Kommun"]
            assert labels
            kept = [[row[head.index(label)] for label in labels] for row in rows]
            there = screen[labels].to_numpy().tolist()
            assert [row for row in kept if row not in there] == []
            assert [row for row in there if row in kept][: len(kept)] == kept, "in the order of the screen"
            looked_at += len(kept) * len(labels)
    assert looked_at > 20


@pytest.mark.parametrize("code", COMPARED)
def test_the_pdf_writes_the_numbers_of_the_rows(
    code: str, profiles: dict[str, Document], geometry: Boundaries
) -> None:
    document = profiles[code]
    pages = pypdfium2.PdfDocument(pdf(document, geometry))
    said = solid("".join(page.get_textpage().get_text_range() for page in pages))
    looked_at = 0
    for result, column, values, _units in cells(document):
        # Longer tables are cut to the page; then the rows that are kept are held to the answer by the tests of the PDF.
        if not column.on_screen or len(values) > _SHORT:
            continue
        texts = tables.readable(result)[column.label].tolist()
        assert [text for text in texts if solid(text) not in said] == [], (
            f"{result.result_id}, {column.label}"
        )
        looked_at += len(texts)
    assert looked_at > 20


def solid(text: str) -> str:
    """The text without spaces and line breaks."""
    return re.sub(r"[\s\xa0\x02\ufffe]+", "", text)


@pytest.fixture(scope="module")
def screen(
    settings: Settings, manifest: Manifest
) -> Iterator[dict[str, tuple[list[dict], list[pd.DataFrame]]]]:
    """The figures and open tables of the pages, by answer, as the app sends them to the browser."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDELKARTAN_DATASET", str(settings.dataset_dir))
        answers.settings.clear()
        seen: dict[str, tuple[list[dict], list[pd.DataFrame]]] = {}
        for (page, part), names in SCREENS.items():
            app = AppTest.from_file(
                str(ROOT / "src" / "dashboard" / "ui" / "main.py"), default_timeout=_SECONDS
            )
            app.run()
            app.query_params["omrade"] = "1780" if page == "kommun" else "17"
            app.query_params["exempel"] = "1"
            if part:
                app.query_params["del"] = part
            app.switch_page(str(ROOT / "pages" / f"{page}.py"))
            app.run()
            assert [e.message for e in app.exception] == []
            for name in names:
                figures = [
                    json.loads(e.proto.spec)
                    for e in app.get("plotly_chart")
                    if e.proto.id.endswith(f"figure_{name}")
                ]
                frames = [
                    e.value for e in (*app.dataframe, *app.table) if name in getattr(e.proto, "id", name)
                ]
                seen[name] = (figures, frames)
        yield seen
    answers.settings.clear()


def of_answer(name: str, profiles: dict[str, Document]) -> Result:
    code = "1780" if name.startswith("municipality") else "00" if name.startswith("country_") else "17"
    return next(r for r in profiles[code].results if r.result_id == name)


@pytest.mark.parametrize("name", [n for names in SCREENS.values() for n in names])
def test_the_screen_shows_the_numbers_of_the_rows(
    name: str,
    screen: dict[str, tuple[list[dict], list[pd.DataFrame]]],
    profiles: dict[str, Document],
    geometry: Boundaries,
) -> None:
    result, (figures, frames) = of_answer(name, profiles), screen[name]
    if catalogue.draw(result, geometry.addresses()) is not None:
        (figure,) = figures
        numbers = rounded(
            v
            for trace in figure["data"]
            for axis in ("x", "y")
            for v in trace.get(axis, [])
            if isinstance(v, int | float)
        )
        missing = charted(result) - numbers
        # A bar that has no value is drawn without length.
        assert missing == Counter(), name
        return
    # A table with long texts is written as Markdown, with its marks escaped.
    assert any(
        frame.astype(str).map(lambda text: text.replace("\\", "")).to_numpy().tolist()
        == tables.readable(result)[list(frame.columns)].to_numpy().tolist()
        for frame in frames
        if set(frame.columns) <= set(tables.readable(result).columns)
    ), name
