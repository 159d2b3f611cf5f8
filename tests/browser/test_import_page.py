"""The page Importera, used as a person uses it: drop files, read what is wrong, publish, go back."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from office import UMEA, VANNAS, Office, activity, amounts, office, starting_point
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Page, expect
from serving import serving
from visitor import Visitor, kronor

from dashboard.build.imports import active

__all__ = ["office", "starting_point"]
pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="document.title=1">'


@pytest.fixture
def address(office: Office, tmp_path: Path) -> Iterator[str]:
    """The app on a server that lets its visitors import."""
    data = {"MEDELKARTAN_DATA": str(office.settings.data_dir), "MEDELKARTAN_IMPORT": "1"}
    with serving(office.settings.dataset_dir, tmp_path / "log", **data) as started:
        yield started


def _drop(page: Page, name: str, content: bytes) -> None:
    page.locator('input[type="file"]').set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def _type_and_press(visitor: Visitor, name: str, button: str) -> None:
    """Type a name and press the button at once, as a person does who is sure of what to do and sees a page at rest."""
    page = visitor.page
    visitor.settle()
    visitor.come_to_rest(page.locator("body"))
    field = page.get_by_role("textbox", name="Ditt namn").last
    field.fill("")
    field.press_sequentially(name)
    page.get_by_role("button", name=button, exact=True).click()


def test_faulty_files_are_shown_and_marked_and_a_mended_one_is_published_and_taken_back(
    office: Office, address: str, browser: BrowserContext, tmp_path: Path
) -> None:
    first = office.version
    visitor, other = Visitor(browser, address), Visitor(browser, address)
    page = visitor.open("/importera").page
    expect(visitor.heading()).to_have_text("Importera")
    other.open("/kommun?omrade=2480")

    _drop(page, f"{HOSTILE}.xlsx", office.workbook(*amounts(UMEA, 2022, received=900_000, used=900_001)))
    expect(page.get_by_text("Felen måste rättas innan något kan publiceras.")).to_be_visible()
    expect(page.get_by_text("Umeå 2022: använt 900")).to_be_visible()
    expect(page.get_by_role("button", name="Publicera", exact=True)).to_have_count(0)
    assert page.locator('img[src="x"]').count() == 0
    with page.expect_download() as saved:
        page.get_by_role("button", name=re.compile("med felen markerade")).click()
    saved.value.save_as(tmp_path / "marked.xlsx")
    marked = load_workbook(tmp_path / "marked.xlsx")["Medel"]
    commented = [c.coordinate for row in marked.iter_rows() for c in row if c.comment]
    assert [place for place in commented if not place.endswith("4")] == ["F6"]
    assert marked["F4"].comment.text == "Det ni använde."

    page.reload()
    visitor.heading().wait_for()
    _drop(
        page,
        "umea.xlsx",
        office.workbook(*amounts(UMEA, 2022, received=900_000, used=700_000, repaid=200_000)),
    )
    expect(page.get_by_text("Varningarna måste bekräftas")).to_be_visible()
    page.get_by_text("Jag har läst varningarna").click()
    _type_and_press(visitor, "Anna <b>Andersson</b>", "Publicera")
    expect(page.get_by_text(re.compile("Publicerat som version v"))).to_be_visible(timeout=90_000)
    second = office.version
    assert second != first
    (entry,) = [p for p in active.history(office.settings.imports_dir) if p.action == "publish"]
    assert (entry.version, entry.who, entry.files[0]["name"]) == (
        second,
        "Anna <b>Andersson</b>",
        "umea.xlsx",
    )
    expect(page.get_by_text("Anna <b>Andersson</b>")).to_be_visible()

    other.choose("År", "2022") if other.chosen("År").input_value() != "2022" else other.choose("År", "2021")
    other.choose("År", "2022")
    expect(other.page.get_by_text(kronor(900_000)).first).to_be_visible()
    other.expect_well()

    page.get_by_text("Gå tillbaka till en tidigare version").click()
    _type_and_press(visitor, "Bo", "Gå tillbaka")
    expect(page.get_by_text(f"Version {first} gäller nu.")).to_be_visible(timeout=90_000)
    assert office.version == first
    visitor.expect_well()
    assert not visitor.left_the_machine() and not other.left_the_machine()
    assert (
        json.loads((office.settings.imports_dir / active.ACTIVE).read_text(encoding="utf-8"))["batches"] == []
    )
    visitor.page.close()
    other.page.close()


def test_a_file_is_read_as_what_its_content_is_and_as_something_else_when_a_person_says_so(
    address: str, browser: BrowserContext
) -> None:
    visitor = Visitor(browser, address)
    page = visitor.open("/importera").page
    expect(visitor.heading()).to_have_text("Importera")
    _drop(page, "lista.csv", "Kommun;Tilldelat 2024 (kr);Sökt 2024\nUmeå;1700000;9".encode())
    read_as = page.get_by_role("combobox", name="lista.csv är läst som")
    expect(read_as).to_have_value("fördelningslista")
    expect(page.get_by_text("Kolumnen ”Sökt 2024” har inte lästs")).to_be_visible()
    read_as.click()
    page.get_by_role("option", name="indikatorer").click()
    expect(read_as).to_have_value("indikatorer")
    expect(page.get_by_text("Kolumnen ”Sökt 2024” har inte lästs")).to_have_count(0)
    expect(page.get_by_text(re.compile("1 fil, 2 nya rader"))).to_be_visible()
    visitor.expect_well()
    page.close()


def test_what_is_missing_before_publication_is_said_and_nothing_is_published(
    office: Office, address: str, browser: BrowserContext
) -> None:
    first = office.version
    visitor = Visitor(browser, address).open("/importera")
    page = visitor.page
    _drop(page, "umea.xlsx", office.workbook(*amounts(UMEA, 2022, received=900_000, used=700_000)))
    expect(page.get_by_text("Varningarna måste bekräftas")).to_be_visible()
    page.get_by_role("button", name="Publicera", exact=True).click()
    expect(page.get_by_text("Skriv ditt namn innan du publicerar.")).to_be_visible()
    _type_and_press(visitor, "Anna", "Publicera")
    expect(page.get_by_text("Bekräfta att du har läst varningarna innan du publicerar.")).to_be_visible()
    assert office.version == first and not office.settings.imports_dir.exists()
    page.get_by_text("Jag har läst varningarna").click()
    page.get_by_role("button", name="Publicera", exact=True).click()
    expect(page.get_by_text(re.compile("Publicerat som version v"))).to_be_visible(timeout=90_000)
    assert office.version != first
    visitor.page.close()


def test_who_is_overtaken_is_told_and_publishes_what_was_seen_afterwards(
    office: Office, address: str, browser: BrowserContext
) -> None:
    visitor = Visitor(browser, address).open("/importera")
    page = visitor.page
    _drop(page, "umea.xlsx", office.workbook(*amounts(UMEA, 2022, received=900_000, used=700_000)))
    expect(page.get_by_text("Varningarna måste bekräftas")).to_be_visible()
    other = office.wait_with(*amounts(VANNAS, 2022, received=123_000))
    assert office.run("import", "--waiting", other.batch_id, "--publish", "--by", "Bo").returncode == 0
    theirs = office.version

    page.get_by_text("Jag har läst varningarna").click()
    _type_and_press(visitor, "Anna", "Publicera")
    expect(page.get_by_text("Någon annan publicerade medan du granskade.")).to_be_visible()
    assert office.version == theirs and active.read(office.settings.imports_dir) == [other.batch_id]

    # The warnings are of a new examination and have to be confirmed anew.
    page.get_by_text("Jag har läst varningarna").click()
    _type_and_press(visitor, "Anna", "Publicera")
    expect(page.get_by_text(re.compile("Publicerat som version v"))).to_be_visible(timeout=90_000)
    reported = office.rows(
        "SELECT DISTINCT recipient_id FROM allocation WHERE status = 'reported' ORDER BY 1"
    )
    assert reported["recipient_id"].tolist() == [VANNAS, UMEA]
    visitor.expect_well()
    visitor.page.close()


def test_every_page_follows_a_report_and_shows_its_texts_as_they_were_written(
    office: Office, address: str, browser: BrowserContext
) -> None:
    report = office.workbook(
        *amounts(UMEA, 2022, received=900_000, used=700_000, repaid=200_000),
        activity(
            UMEA,
            2022,
            office.kinds[0],
            description_sv=HOSTILE,
            partner_sv="<b>Polisen</b> [x](http://example.com)",
        ),
    )
    path = office.settings.data_dir.parent / f"{HOSTILE}.xlsx"
    path.write_bytes(report)
    assert office.run("import", path, "--publish", "--yes", "--by", HOSTILE).returncode == 0
    visitor = Visitor(browser, address)
    for place, shown in (
        (
            "/kommun?omrade=2480&ar=2022",
            ["återrapporterat", HOSTILE, "<b>Polisen</b> [x](http"],
        ),
        ("/karta?omrade=24&ar=2022&matt=received", ["återrapporterat"]),
        ("/lan?omrade=24&ar=2022&del=kommuner", ["återrapporterat"]),
        ("/kallor", [f"Återrapportering: {HOSTILE}.xlsx"]),
        ("/importera", [HOSTILE]),
    ):
        visitor.open(place)
        for text in shown:
            # A short table is drawn on a canvas, with its cells beside it for those who do not see it.
            expect(visitor.page.get_by_test_id("stMain")).to_contain_text(text)
        assert visitor.page.locator('img[src="x"]').count() == 0
        assert visitor.page.locator("a[href*='example.com']").count() == 0
        visitor.expect_well()
    assert not visitor.left_the_machine()
    visitor.page.close()


def test_without_the_setting_there_is_no_such_page(
    office: Office, browser: BrowserContext, tmp_path: Path
) -> None:
    with serving(
        office.settings.dataset_dir, tmp_path / "log", MEDELKARTAN_DATA=str(office.settings.data_dir)
    ) as address:
        visitor = Visitor(browser, address).open("/importera")
        expect(visitor.heading()).not_to_have_text("Importera")
        expect(visitor.page.get_by_test_id("stTopNavLink").filter(has_text="Importera")).to_have_count(0)
        assert visitor.page.locator('input[type="file"]').count() == 0
        visitor.page.close()
