"""The two languages in a real browser: the switch, the address, Back, the page's own language, and the numbers in a figure."""

import pytest
from playwright.sync_api import expect
from visitor import Visit

pytestmark = pytest.mark.browser


def test_the_switch_is_in_the_address_and_back_leads_to_swedish(visit: Visit) -> None:
    visitor = visit("/insatser?ar=2020")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "sv")
    visitor.page.get_by_role("button", name="English", exact=True).click()
    expect(visitor.heading()).to_have_text("Activities")
    visitor.expect_parameters(ar="2020", sprak="en")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
    visitor.page.go_back()
    expect(visitor.heading()).to_have_text("Insatser")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "sv")
    visitor.expect_parameters(ar="2020")


def test_the_language_stays_over_the_navigation_and_in_a_copied_link(visit: Visit) -> None:
    visitor = visit("/?sprak=en")
    visitor.go_to("Sources and method")
    expect(visitor.heading()).to_have_text("Sources and method")
    visitor.expect_parameters(sprak="en")
    expect(visitor.page).to_have_title("Sources and method – Medelkartan")
    other = visit(visitor.page.url.removeprefix(visitor.address))
    expect(other.heading()).to_have_text("Sources and method")


def test_the_shell_is_in_the_language_of_the_address_before_any_script(visit: Visit) -> None:
    visitor = visit("/")
    for query, language in (("?sprak=en", "en"), ("?sprak=fr", "sv"), ("", "sv")):
        answer = visitor.page.request.get(f"{visitor.address}/karta{query}", headers={"Accept": "text/html"})
        assert f'<html lang="{language}">' in answer.text()


def test_a_figure_writes_numbers_as_the_language_does(visit: Visit) -> None:
    visitor = visit("/karta?sprak=en")
    legend = visitor.page.locator(".js-plotly-plot .infolayer").first
    expect(legend).to_contain_text("SEK 250,000 – 500,000")
