"""An address of a page that does not exist: a sentence, the first page, and what else the address said."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from visitor import Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["gammal-sida", "läge", "<b>hej", "importera"])
def test_a_page_that_does_not_exist_is_told_and_the_first_page_is_shown(visit: Visit, name: str) -> None:
    visitor = visit(f"/{quote(name)}?ar=2016")
    expect(visitor.heading()).to_have_text("Översikt")
    expect(visitor.sentence()).to_contain_text("2016")
    expect(visitor.warnings()).to_contain_text(f"Adressen pekar på sidan ”{name}”, som inte finns.")
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    visitor.expect_parameters(ar="2016")
    visitor.expect_well()


@pytest.mark.parametrize("path", ["/karta", "/kommun?omrade=2403"])
def test_a_page_that_exists_is_left_alone(visit: Visit, path: str) -> None:
    visitor = visit(path)
    expect(visitor.warnings()).to_have_count(0)
    assert visitor.page.url.endswith(path)
    visitor.expect_well()
