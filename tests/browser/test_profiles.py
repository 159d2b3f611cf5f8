"""The profile of a place is downloaded from its page, in every format, and is what the page is about."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect
from pptx import Presentation
from visitor import Visit, Visitor

from dashboard.exports.formats import FORMATS

pytestmark = pytest.mark.browser


def save(visitor: Visitor, label: str) -> tuple[str, bytes]:
    """Press the button of a format in the open list; the file's name and what is in it."""
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(".st-key-profile").get_by_role("button", name=label, exact=True).or_(
            visitor.page.get_by_test_id("stPopoverBody").get_by_role("button", name=label, exact=True)
        ).first.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_a_county_is_downloaded_in_every_format(visit: Visit) -> None:
    visitor = visit("/lan?omrade=17&ar=2021&exempel=1")
    version = visitor.page.get_by_text("Datamängd v").first.inner_text().split(",")[0].split()[-1]
    visitor.page.get_by_role("button", name="Ladda ner profil").click()
    expect(visitor.page.get_by_text("Det viktigaste om Värmlands län")).to_be_visible()
    files = dict(save(visitor, made.label) for made in FORMATS.values())
    assert list(files) == [f"medelkartan-17-2021-{version}.{made.ending}" for made in FORMATS.values()]
    paper, slides, book, texts, _typed = files.values()
    assert paper.startswith(b"%PDF-")
    assert Presentation(io.BytesIO(slides)).slides[0].shapes.title.text == "Läget i Värmlands län"
    sheet = load_workbook(io.BytesIO(book)).worksheets[0]
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "Värmlands län · 2021 · exempeldata" in said
    (address,) = (text for text in said if text.startswith(visitor.address))
    assert zipfile.ZipFile(io.BytesIO(texts)).testzip() is None
    visitor.expect_well()

    again = visit(address.removeprefix(visitor.address))
    expect(again.heading()).to_have_text("Värmlands län")
    expect(again.chosen("År")).to_have_value("2021")


def test_the_national_summary_speaks_the_language_of_the_page(visit: Visit) -> None:
    visitor = visit("/?sprak=en")
    visitor.page.get_by_role("button", name="Download summary").click()
    name, content = save(visitor, "PowerPoint")
    assert name.startswith("medelkartan-riket-2022-")
    deck = Presentation(io.BytesIO(content))
    assert deck.slides[len(deck.slides) - 1].shapes.title.text == "Signs and sources"
    visitor.expect_well()
