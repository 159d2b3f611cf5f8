"""What leaves a card: pictures and files, links to it, and the text to cite it with."""

import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect
from visitor import Visit, Visitor

from dashboard.dataset.versions import Manifest

pytestmark = pytest.mark.browser

VIEW = "/lan?omrade=24&ar=2021&exempel=1"
CARD = ".st-key-card_county_comparison"
PATIENT_MS = 20_000
# The bar with the pages covers what is higher up.
NEAR_THE_TOP = "card => { const top = document.querySelector(card).getBoundingClientRect().top; return top >= 60 && top < 200; }"


def opened(visitor: Visitor, button: str, within: str = CARD) -> Locator:
    """What a button in the foot of the card opens."""
    visitor.page.locator(within).get_by_role("button", name=button, exact=True).click()
    return visitor.page.get_by_test_id("stPopoverBody")


def saved(visitor: Visitor, body: Locator, label: str, folder: Path) -> Path:
    """The file that a button gives."""
    with visitor.page.expect_download() as waiting:
        body.get_by_role("button", name=label, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def texts(body: Locator, count: int) -> list[str]:
    """The texts that can be copied, once they all stand there."""
    expect(body.get_by_test_id("stCode")).to_have_count(count)
    return [text.strip() for text in body.get_by_test_id("stCode").all_inner_texts()]


def test_a_card_is_downloaded_as_picture_and_as_data(
    visit: Visit, manifest: Manifest, tmp_path: Path
) -> None:
    visitor = visit(VIEW)
    title = visitor.page.locator(CARD).get_by_role("heading").inner_text().strip()
    body = opened(visitor, "Ladda ner")

    files = {
        label: saved(visitor, body, label, tmp_path) for label in ("Bild (PNG)", "Bild (SVG)", "Excel", "CSV")
    }

    names = [
        f"medelkartan-county_comparison-{manifest.version}.{ending}"
        for ending in ("png", "svg", "xlsx", "csv")
    ]
    assert [path.name for path in files.values()] == names
    assert Image.open(io.BytesIO(files["Bild (PNG)"].read_bytes())).size[0] == 1920
    picture = ElementTree.parse(files["Bild (SVG)"]).getroot()
    said = picture.findtext("{http://www.w3.org/2000/svg}desc", "")
    for text in (
        title,
        "exempeldata",
        "Källa: ",
        "Sidans urval: Västerbottens län · 2021 · exempeldata.",
        manifest.version,
    ):
        assert text in said, text
    assert f"{visitor.address}/lan?" in said and "kort=county_comparison" in said
    visitor.expect_well()


def test_both_links_of_a_card_open_the_view_with_the_card_marked(visit: Visit, manifest: Manifest) -> None:
    visitor = visit(VIEW)
    sentence = (
        visitor.page.locator(CARD).get_by_test_id("stMarkdownContainer").filter(has_text="per invånare").first
    )
    said = sentence.inner_text()
    latest, frozen, _citation = texts(opened(visitor, "Dela"), 3)
    assert f"version={manifest.version}" in frozen and "version=" not in latest
    assert all(link.startswith(f"{visitor.address}/lan?") for link in (latest, frozen))

    for link in (latest, frozen):
        other = visit(link.removeprefix(visitor.address))
        card = other.page.locator(CARD)
        expect(card.get_by_text("kortet som adressen pekar på")).to_have_count(1)
        expect(other.page.get_by_text("kortet som adressen pekar på")).to_have_count(1)
        expect(card).to_contain_text(said)
        expect(card).to_be_in_viewport()
        other.page.wait_for_function(
            NEAR_THE_TOP,
            arg=CARD,
            timeout=PATIENT_MS,
        )
        other.expect_well()


def test_a_card_far_down_on_a_small_screen_is_brought_into_sight(visit: Visit) -> None:
    """The page is short when the card first stands there, and grows above it and below it afterwards."""
    visitor = visit("/lan?omrade=24&kort=county_comparison", width=390, height=844)
    visitor.page.wait_for_function(NEAR_THE_TOP, arg=CARD, timeout=PATIENT_MS)
    visitor.page.mouse.move(195, 600)
    visitor.page.mouse.wheel(0, -300)
    visitor.page.wait_for_timeout(1500)
    # Whoever scrolls away is not brought back.
    assert not visitor.page.evaluate(NEAR_THE_TOP, CARD)
    visitor.expect_well()


def test_the_text_to_cite_with_names_the_view(visit: Visit, manifest: Manifest) -> None:
    visitor = visit(VIEW)
    title = visitor.page.locator(CARD).get_by_role("heading").inner_text().strip()
    _latest, frozen, cited = texts(opened(visitor, "Dela"), 3)
    assert re.match(r"Medelkartan \(20\d\d\)\. ", cited)
    for text in (
        title,
        "exempeldata",
        "Västerbottens län · 2021",
        f"Datamängd {manifest.version}",
        f"från {frozen}",
    ):
        assert text in cited, text
    visitor.expect_well()


def test_a_link_to_a_card_in_a_later_part_opens_that_part(visit: Visit) -> None:
    visitor = visit("/lan?omrade=24&del=vita-flackar&exempel=1")
    latest = texts(opened(visitor, "Dela", ".st-key-card_white_spots_work"), 3)[0]
    other = visit(latest.removeprefix(visitor.address))
    expect(other.page.get_by_role("radio", name="Vita fläckar", exact=True)).to_be_checked()
    expect(
        other.page.locator(".st-key-card_white_spots_work").get_by_text("kortet som adressen pekar på")
    ).to_be_visible()
    # Another part of the page is another view: the mark stays behind.
    other.page.get_by_text("Kommuner", exact=True).last.click()
    other.expect_parameters(omrade="24", exempel="1", **{"del": "kommuner"})
    expect(other.warnings()).to_have_count(0)
    other.expect_well()


@pytest.mark.parametrize("card", ["finns_inte", "white_spots_work", "%3Cscript%3E"])
def test_a_link_to_a_card_that_is_not_there_is_told_and_the_page_stands(visit: Visit, card: str) -> None:
    """Unknown, in another part of the page, and no name of a card at all."""
    visitor = visit(f"/lan?omrade=24&kort={card}")
    expect(visitor.warnings()).to_have_count(1)
    expect(visitor.warnings()).to_contain_text("finns")
    expect(visitor.page.locator(CARD)).to_be_visible()
    expect(visitor.page.get_by_text("kortet som adressen pekar på")).to_have_count(0)
    visitor.expect_parameters(omrade="24")
    visitor.expect_well()


def test_a_card_without_a_figure_says_why_there_is_no_picture(visit: Visit) -> None:
    visitor = visit("/lan?omrade=24&del=kommuner")
    body = opened(visitor, "Ladda ner", ".st-key-card_county_municipalities")
    expect(body).to_contain_text("ingen figur att spara som bild")
    expect(body.get_by_role("button", name="Excel", exact=True)).to_be_visible()
    expect(body.get_by_role("button", name="Bild (PNG)", exact=True)).to_have_count(0)
    visitor.expect_well()


def test_columns_on_the_map_are_saved_as_a_map_and_it_is_said(visit: Visit, tmp_path: Path) -> None:
    visitor = visit("/karta?del=kolumner&matt=repaid")
    body = opened(visitor, "Ladda ner", "main, [data-testid='stMain']")
    expect(body).to_contain_text("Kolumnerna kan inte sparas som bild")
    width, height = Image.open(saved(visitor, body, "Bild (PNG)", tmp_path)).size
    assert width == 1920 and height > 1440
    visitor.expect_well()


def test_what_the_lowest_button_of_a_page_opens_can_be_read(visit: Visit) -> None:
    """At the lower edge of the window there is no room below; it opens upwards and is not a slit."""
    visitor = visit("/karta")
    body = opened(visitor, "Dela", "main, [data-testid='stMain']")
    texts(body, 3)
    expect(body.get_by_text("Text att citera med")).to_be_in_viewport()
    visitor.expect_well()
