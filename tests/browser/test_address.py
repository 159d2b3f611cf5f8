"""The address says what is shown: it can be copied, gone back from, and mistyped."""

import pytest
from playwright.sync_api import expect
from visitor import Visit

pytestmark = pytest.mark.browser

ELSEWHERE = "http://medelkartan.invalid/bild.png"


def test_a_copied_link_opens_the_same_view_in_a_fresh_session(visit: Visit) -> None:
    first = visit("/karta")
    first.choose("År", "2020")
    first.choose("Nämnare", "Per invånare")
    first.choose("Område", "Dalarnas län")
    first.expect_parameters(ar="2020", namnare="per_inhabitant", omrade="20")
    expect(first.shapes()).to_have_count(15)
    sentence = first.sentence().inner_text()
    link = first.page.url.removeprefix(first.address)

    second = visit(link)

    expect(second.sentence()).to_have_text(sentence)
    expect(second.shapes()).to_have_count(15)
    expect(second.chosen("År")).to_have_value("2020")
    expect(second.chosen("Nämnare")).to_have_value("Per invånare")
    expect(second.chosen("Område")).to_have_value("Dalarnas län")
    second.settle()
    assert second.colours() == first.colours()
    assert second.table() == first.table()
    second.expect_well()


def test_back_returns_to_the_view_before(visit: Visit) -> None:
    visitor = visit("/karta")
    before = visitor.sentence().inner_text()
    visitor.choose("År", "2016")
    visitor.expect_parameters(ar="2016")
    visitor.settle()
    then = visitor.sentence().inner_text()
    assert then != before
    visitor.go_to("Kommun")
    expect(visitor.heading()).to_have_text("Kommun")
    visitor.settle()

    visitor.page.go_back()
    expect(visitor.heading()).to_have_text("Karta")
    expect(visitor.sentence()).to_have_text(then)
    visitor.settle()
    visitor.page.go_back()
    expect(visitor.chosen("År")).to_have_value("2021")
    expect(visitor.sentence()).to_have_text(before)
    visitor.expect_well()


def test_filters_survive_a_page_change(visit: Visit) -> None:
    visitor = visit("/karta")
    visitor.choose("År", "2020")
    visitor.choose("Område", "Gotlands län")
    visitor.choose("Område", "Gotland")
    visitor.expect_parameters(ar="2020", omrade="0980")

    visitor.go_to("Kommun")

    expect(visitor.heading()).to_have_text("Gotland")
    expect(visitor.chosen("År")).to_have_value("2020")
    expect(visitor.sentence()).to_contain_text("Gotland 2020")
    visitor.expect_parameters(ar="2020", omrade="0980")
    visitor.go_to("Översikt")
    expect(visitor.sentence()).to_contain_text("2020")
    visitor.expect_well()


@pytest.mark.parametrize(
    ("query", "quoted"),
    [
        ("ar=1999", "1999"),
        ("omrade=9999", "9999"),
        ("omrade=99", "99"),
        ("matt=x", "”x”"),
        ("niva=", "niva"),
        ("omrade=%3Cscript%3Ealert(1)%3C/script%3E", "<script>alert(1)</script>"),
        # An unseen character keeps the address from being made into a link.
        (f"omrade=![]({ELSEWHERE})", f"![]({ELSEWHERE}"[:40].replace("http:", "http:\u2060")),
    ],
)
def test_an_unknown_value_in_the_address_is_told_and_the_page_stands(
    visit: Visit, query: str, quoted: str
) -> None:
    visitor = visit(f"/karta?{query}")
    expect(visitor.warnings()).to_have_count(1)
    expect(visitor.warnings()).to_contain_text(quoted)
    expect(visitor.warnings()).to_contain_text("inte finns")
    expect(visitor.shapes()).to_have_count(290)
    visitor.expect_parameters()
    visitor.choose("År", "2016")
    expect(visitor.sentence()).to_contain_text("2016")
    visitor.expect_well()


def test_an_unknown_part_of_a_page_is_told_and_the_first_part_stands(visit: Visit) -> None:
    visitor = visit("/kallor?del=hemligt")
    expect(visitor.warnings().first).to_contain_text("hemligt")
    expect(visitor.page.get_by_role("radio", name="Källor", exact=True)).to_be_checked()
    visitor.expect_well()


def test_a_search_in_the_address_is_text_and_nothing_else(visit: Visit) -> None:
    visitor = visit(f"/insatser?sok=![x]({ELSEWHERE})%3Cimg%20src=x%3E")
    visitor.expect_well()
    assert visitor.page.locator("main img[src*=invalid], main img[src=x]").count() == 0


def test_an_address_that_names_a_card_opens_the_part_it_stands_in(visit: Visit) -> None:
    visitor = visit("/resultat?kort=survey-trained")
    expect(visitor.page.get_by_role("radio", name="Kompetensutveckling", exact=True)).to_be_checked()
    expect(visitor.page.locator(".st-key-card_survey-trained")).to_contain_text(
        "kortet som adressen pekar på"
    )
    expect(visitor.warnings()).to_have_count(0)
    visitor.expect_well()


@pytest.mark.parametrize("page", ["resultat", "kommun"])
def test_a_card_that_does_not_exist_is_told_and_the_page_stands(visit: Visit, page: str) -> None:
    visitor = visit(f"/{page}?kort=finns-inte")
    expect(visitor.warnings().first).to_contain_text("finns-inte")
    expect(visitor.warnings().first).to_contain_text("inte finns här")
    visitor.expect_parameters()
    visitor.expect_well()
