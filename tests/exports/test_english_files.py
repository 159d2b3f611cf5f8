"""The documents in English: no Swedish is left in PDF, slides with their notes, or workbook, but for names."""

import io
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from spoken import Swedish
from tagged_pdf import TaggedPdf

from dashboard.core.document import Document
from dashboard.core.language import _
from dashboard.core.stamp import Stamp
from dashboard.dataset import store
from dashboard.exports.pdf import pdf
from dashboard.exports.slides import pptx
from dashboard.exports.still.boundaries import Boundaries
from dashboard.exports.workbook import to_xlsx
from dashboard.locale import speak_in
from dashboard.queries import documents, stories

STAMP = Stamp("v1-0123456789ab", date(2026, 11, 24), "2022", "http://127.0.0.1:8501/lan?omrade=24&sprak=en")


@pytest.fixture(scope="module", autouse=True)
def in_english() -> Iterator[None]:
    """These tests speak English; the next Swedish again."""
    speak_in("en")
    yield
    speak_in("sv")


@pytest.fixture(scope="module")
def swedish(reader: store.Reader) -> Swedish:
    """What Swedish is."""
    return Swedish(reader)


def of_pdf(document: Document, geometry: Boundaries) -> Iterator[str]:
    """Headings, paragraphs, captions and cells, and what is read aloud instead of the figures."""
    book = TaggedPdf(pdf(document, geometry))
    for part in book.root.all("H1", "H2", "H3", "P", "Caption", "TH", "TD", "Figure"):
        yield part.text
        yield part.alternative


def of_slides(document: Document, geometry: Boundaries) -> Iterator[str]:
    """Texts of shapes, tables, charts and notes."""
    for slide in Presentation(io.BytesIO(pptx(document, geometry))).slides:
        yield slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
            if shape.has_chart:
                yield from (str(name) for name in shape.chart.plots[0].categories)
                yield from (series.name for series in shape.chart.plots[0].series)


def of_workbook(document: Document, geometry: Boundaries) -> Iterator[str]:
    """Cells but for what a source is called in the dataset."""
    book = load_workbook(io.BytesIO(to_xlsx(document)))
    for sheet in book.worksheets:
        for column in sheet.iter_cols(values_only=True):
            if _("Källa") not in column:
                yield from (value for value in column if isinstance(value, str))


@pytest.mark.parametrize("texts", [of_pdf, of_slides, of_workbook])
@pytest.mark.parametrize("code", ["00", "24", "0180"])
def test_a_document_has_no_swedish_left(
    texts: Callable[[Document, Boundaries], Iterator[str]],
    code: str,
    reader: store.Reader,
    geometry: Boundaries,
    swedish: Swedish,
) -> None:
    document = documents.document(reader, stories.ready(reader, code), STAMP)
    said = [text for text in texts(document, geometry) if text]
    assert len(said) > 5
    assert swedish.left_in_any(said) == {}
