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
@pytest.mark.parametrize("query", ["", "&omrade=0980&exempel=0&valdsomrade=sexual_violence&ar=2016"])
def test_every_part_opens(visit: Visit, page: str, query: str) -> None:
    visitor = visit(f"{page}?del={_PARTS[page][0]}{query}")
    for part in _PARTS[page]:
        visitor.open(f"{page}?del={part}{query}")
        visitor.expect_well()
        expect(visitor.page.locator('[class*="st-key-card_"]').first).to_be_visible()
        expect(visitor.page.get_by_text("som inte finns")).to_have_count(0)


def test_choosing_another_county(visit: Visit) -> None:
    visitor = visit("/lan")
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
