"""The county's page and the page about evenness, part by part, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]

_PARTS = {
    "/lan": [
        "overblick",
        "kommuner",
        "insatser",
        "vita-flackar",
        "par-for-utbyte",
        "lansstyrelse-region-och-ideella",
    ],
    "/likvardighet": ["pengarna", "mellan-och-inom-lan", "vad-siffrorna-inte-sager"],
}


@pytest.mark.parametrize("page", _PARTS)
@pytest.mark.parametrize(
    "query",
    ["&omrade=22", "&omrade=22&exempel=1", "&omrade=0980&exempel=0&valdsomrade=sexual_violence&ar=2016"],
)
def test_every_part_opens(visit: Visit, page: str, query: str) -> None:
    visitor = visit(f"{page}?del={_PARTS[page][0]}{query}")
    for part in _PARTS[page]:
        visitor.open(f"{page}?del={part}{query}")
        visitor.expect_well()
        expect(visitor.page.locator('[class*="st-key-card_"]').first).to_be_visible()
        expect(visitor.page.get_by_text("som inte finns")).to_have_count(0)


def test_choosing_another_county(visit: Visit) -> None:
    visitor = visit("/lan?omrade=01")
    expect(visitor.heading()).to_have_text("Stockholms län")
    visitor.choose("Län", "Västerbottens län")
    expect(visitor.heading()).to_have_text("Västerbottens län")
    visitor.expect_parameters(omrade="24")
    expect(visitor.sentence()).to_contain_text("länets 15 kommuner")


def test_a_row_leads_to_the_municipality(visit: Visit) -> None:
    visitor = visit("/lan?del=kommuner&omrade=24")
    grid = visitor.page.get_by_test_id("stDataFrame").first
    first = visitor.table()[1]
    name = next(cell for cell in first if cell.strip())
    box = grid.locator("canvas").first.bounding_box()
    assert box is not None
    visitor.page.mouse.click(box["x"] + 16, box["y"] + 52)
    visitor.page.get_by_role("link", name=f"Öppna {name}").click()
    expect(visitor.heading()).to_have_text(name)
    assert visitor.parameters()["omrade"].startswith("24")


@pytest.mark.parametrize(
    ("path", "label", "name", "code"),
    [
        ("/lan", "Län", "Västerbottens län", "24"),
        ("/lan?omrade=99", "Län", "Gotlands län", "09"),
        ("/kommun?omrade=9999", "Kommun", "Ale", "1440"),
        ("/kommun?omrade=22", "Kommun", "Sundsvall", "2281"),
    ],
)
def test_without_a_place_there_is_a_choice_and_no_other_place_s_figures(
    visit: Visit, path: str, label: str, name: str, code: str
) -> None:
    visitor = visit(path)
    expect(visitor.heading()).to_have_text(label)
    expect(visitor.page.locator('[class*="st-key-card_"]')).to_have_count(0)
    expect(visitor.page.get_by_text("som inte finns")).to_have_count(1 if "99" in path else 0)
    visitor.choose(label, name)
    expect(visitor.heading()).to_have_text(name)
    visitor.expect_parameters(omrade=code)
    visitor.expect_well()


def test_what_is_not_known_offers_example_data(visit: Visit) -> None:
    visitor = visit("/kommun?omrade=2281")
    expect(visitor.page.get_by_text("Inte känt: ")).to_be_visible()
    expect(visitor.page.get_by_text("178 kommuner av 216")).to_be_visible()
    expect(visitor.page.get_by_text("Inga insatser")).to_have_count(0)
    visitor.page.get_by_role("button", name="Visa exempeldata").click()
    visitor.expect_parameters(omrade="2281", exempel="1")
    expect(visitor.page.get_by_text("Inte känt: ")).to_have_count(0)
    visitor.expect_well()
