"""What holds for every page: its language, its headings, room for all of it at every size, and no barrier that axe finds."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from visitor import Visit, Visitor

from dashboard.ui.navigation import PAGES

pytestmark = pytest.mark.browser

SIZES = ((1280, 720), (1920, 1080), (390, 844))
FOLD = 720
ACCEPTED = tomllib.loads((Path(__file__).parent / "axe_accepted.toml").read_text(encoding="utf-8"))[
    "accepted"
]
PATHS = ["/" + page.url_path for page in PAGES]
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# How far the page reaches beyond the window, in pixels.
_TOO_WIDE = """() => {
  const main = document.querySelector('[data-testid="stMain"]'), root = document.documentElement;
  return Math.max(root.scrollWidth - root.clientWidth, main.scrollWidth - main.clientWidth);
}"""
# Texts in figures of which more than two pixels lie outside their figure.
_CUT_OFF = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(figure => {
  const frame = figure.getBoundingClientRect();
  return [...figure.querySelectorAll('svg text')].filter(text => {
    const box = text.getBoundingClientRect();
    return box.width && (box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2);
  }).map(text => text.textContent);
})"""


@pytest.mark.parametrize("path", PATHS)
def test_the_page_is_in_swedish_and_fits_every_window(visit: Visit, path: str) -> None:
    visitor = visit(path)
    expect(visitor.page.locator("html")).to_have_attribute("lang", "sv")
    expect(visitor.page.locator("h1")).to_have_count(1)
    expect(visitor.page).to_have_title(re.compile(" – Medelkartan$"))
    for width, height in SIZES:
        visitor.page.set_viewport_size({"width": width, "height": height})
        # Figures follow the window a moment later.
        visitor.page.wait_for_function(f"({_TOO_WIDE})() <= 0")
        visitor.page.wait_for_function(f"({_CUT_OFF})().length === 0")
    assert visitor.page.evaluate("document.documentElement.lang") == "sv"
    visitor.expect_well()


def bottom(visitor: Visitor, selector: str) -> float:
    boxes = [found.bounding_box() for found in visitor.page.locator(selector).all()]
    assert boxes, selector
    return max(box["y"] + box["height"] for box in boxes if box)


def test_the_map_is_whole_before_any_scrolling(visit: Visit) -> None:
    karta = visit("/karta", height=FOLD)
    expect(karta.shapes()).to_have_count(290)
    assert bottom(karta, ".st-key-map") <= FOLD


def test_key_figures_and_money_ladder_are_whole_before_any_scrolling(visit: Visit) -> None:
    oversikt = visit("/", height=FOLD)
    assert bottom(oversikt, '[data-testid="stMetric"]') <= FOLD
    assert bottom(oversikt, ".st-key-figure_country_ladder") <= FOLD


def barriers(visitor: Visitor) -> Iterator[tuple[str, str, str]]:
    """Rule, selector and text of everything serious or critical on the page."""
    found: dict[str, Any] = Axe().run(visitor.page, options={"runOnly": _TAGS}).response
    for violation in found["violations"]:
        if violation["impact"] in ("serious", "critical"):
            for node in violation["nodes"]:
                yield violation["id"], " ".join(map(str, node["target"])), node["html"][:200]


def accepted_as(visitor: Visitor, rule: str, target: str) -> str | None:
    """The selector of the accepted violation that this is; None when it is ours."""
    for entry in ACCEPTED:
        is_it = "([target, selector]) => document.querySelector(target)?.matches(selector) ?? false"
        if entry["rule"] == rule and visitor.page.evaluate(is_it, [target, entry["selector"]]):
            return str(entry["selector"])
    return None


def test_axe_finds_no_barrier_that_is_ours_and_none_that_has_gone_is_listed(visit: Visit) -> None:
    visitor = visit("/")
    ours: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for path in PATHS:
        visitor.open(path)
        for rule, target, html in barriers(visitor):
            selector = accepted_as(visitor, rule, target)
            if selector is None:
                ours.append((path, rule, target, html))
            else:
                seen.add(selector)
    assert ours == []
    assert seen == {entry["selector"] for entry in ACCEPTED}


def test_every_accepted_violation_says_why_and_where_it_is_known() -> None:
    for entry in ACCEPTED:
        assert set(entry) == {"rule", "selector", "reason", "issue"}
        assert entry["reason"].endswith(".")
        assert entry["issue"].startswith("https://github.com/")
