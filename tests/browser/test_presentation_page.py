"""A presentation on a real screen: moved by keys, large enough to read, whole without scrolling, left with Esc."""

import re

import pytest
from playwright.sync_api import expect
from visitor import Visit, Visitor

from dashboard.figures.stage_rows import HEIGHT_PX, WIDTH_PX
from dashboard.ui.stage import MAP_PX

pytestmark = pytest.mark.browser

SMALLEST_LETTER_PX = 18
# Every text that is drawn, with its size in pixels before the stage is magnified, and whether all of it lies in the window.
_TEXTS = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), holder = walker.currentNode.parentElement;
    if (!text || !holder || ["STYLE", "SCRIPT", "NOSCRIPT"].includes(holder.tagName)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect(), style = getComputedStyle(holder);
    if (box.width < 2 || box.height < 2 || style.visibility === "hidden") continue;
    const inside = box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;
    found.push([text, parseFloat(style.fontSize), inside]);
  }
  return found;
}"""
_SCROLLS = """() => ['html', '[data-testid="stMain"]', '.st-key-stage', '.st-key-stage_picture', '.st-key-stage_sentence', '.st-key-stage_notes',
  '.st-key-stage_line'].filter(name => {
    const part = document.querySelector(name);
    return part && (part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1);
  })"""


def at_step(visitor: Visitor, number: int) -> None:
    expect(visitor.page.get_by_text(re.compile(rf"^steg {number} av \d+ · "))).to_be_visible()
    visitor.settle()


def expect_readable_and_whole(visitor: Visitor) -> None:
    visitor.settle()
    visitor.page.wait_for_function(f"({_SCROLLS})().length === 0")
    texts = visitor.page.evaluate(_TEXTS)
    assert len(texts) > 5
    assert [(text, size) for text, size, _inside in texts if size < SMALLEST_LETTER_PX] == []
    assert [text for text, _size, inside in texts if not inside] == []
    visitor.expect_well()


def test_a_story_is_walked_with_the_keys(visit: Visit) -> None:
    visitor = visit("/presentation?berattelse=riket&steg=1")
    keys = visitor.page.keyboard
    for key, step in (
        ("ArrowRight", 2), ("PageDown", 3), ("Space", 4), ("ArrowLeft", 3), ("PageUp", 2), ("End", 15), ("Home", 1),
    ):  # fmt: skip
        keys.press(key)
        at_step(visitor, step)
        visitor.expect_parameters(berattelse="riket", steg=str(step))
    visitor.expect_well()


def test_every_press_counts_also_when_they_come_fast(visit: Visit) -> None:
    visitor = visit("/presentation?berattelse=riket&steg=1")
    for _press in range(4):
        visitor.page.keyboard.press("PageDown")
    at_step(visitor, 5)


def test_the_address_opens_the_same_step_again(visit: Visit) -> None:
    first = visit("/presentation?berattelse=24&steg=1")
    first.page.keyboard.press("ArrowRight")
    at_step(first, 2)
    first.expect_parameters(berattelse="24", steg="2")
    second = visit(first.page.url.removeprefix(first.address))
    expect(second.heading()).to_have_text(first.heading().inner_text())
    at_step(second, 2)


def test_escape_leads_back_to_where_one_came_from(visit: Visit) -> None:
    visitor = visit("/lan?omrade=24&ar=2021&del=vita-flackar")
    heading = visitor.heading().inner_text()
    visitor.go_to("Presentation")
    visitor.page.get_by_role("link", name="Läget i landet").click()
    at_step(visitor, 1)
    visitor.expect_parameters(ar="2021", berattelse="riket", steg="1")
    visitor.page.keyboard.press("ArrowRight")
    at_step(visitor, 2)
    visitor.page.keyboard.press("Escape")
    expect(visitor.heading()).to_have_text("Presentation")
    visitor.settle()
    visitor.go_to("Län")
    expect(visitor.heading()).to_have_text(heading)
    expect(visitor.chosen("År")).to_have_value("2021")
    visitor.expect_well()


def test_nothing_but_the_step_is_on_the_screen(visit: Visit) -> None:
    visitor = visit("/presentation?berattelse=24&steg=2")
    page = visitor.page
    expect(page.get_by_test_id("stTopNavLink")).to_have_count(0)
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)
    expect(page.get_by_test_id("stHeader")).not_to_be_visible()
    expect(page.locator(".st-key-filter_bar")).to_have_count(0)
    expect(page.locator(".modebar-btn")).to_have_count(0)


@pytest.mark.parametrize(
    ("code", "steps"), [("riket", range(1, 13)), ("24", range(1, 13)), ("14", (4, 7, 8, 9)), ("0180", (2, 5))]
)
def test_every_letter_can_be_read_and_nothing_needs_scrolling(visit: Visit, code: str, steps: range) -> None:
    visitor = visit(f"/presentation?berattelse={code}&steg={steps[0]}&exempel=1")
    for step in steps:
        visitor.open(f"/presentation?berattelse={code}&steg={step}&exempel=1")
        expect_readable_and_whole(visitor)


@pytest.mark.parametrize("step", [2, 5, 8])
def test_a_larger_screen_shows_the_same_larger(visit: Visit, step: int) -> None:
    visitor = visit(f"/presentation?berattelse=riket&steg={step}", width=1920, height=1080)
    expect_readable_and_whole(visitor)
    stage = visitor.page.locator(".st-key-stage").bounding_box()
    assert stage == {"x": 0, "y": 0, "width": 1920, "height": 1080}
    # The figure grows with the rest, and once.
    height = visitor.page.locator(".main-svg").first.bounding_box()["height"]  # type: ignore[index]
    assert height == pytest.approx(HEIGHT_PX * 1.5, abs=1)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1024, 768)])
@pytest.mark.parametrize(("code", "step", "columns"), [("riket", 2, 1), ("0180", 3, 2)])
def test_a_smaller_window_shows_the_same_smaller(
    visit: Visit, code: str, step: int, columns: int, width: int, height: int
) -> None:
    page = visit(f"/presentation?berattelse={code}&steg={step}", width=width, height=height).page
    scale = min(width / 1280, height / 720)
    drawn = page.locator(".main-svg").first.bounding_box()
    assert drawn is not None
    assert drawn["height"] == pytest.approx(HEIGHT_PX * scale, abs=1)
    assert drawn["width"] == pytest.approx((WIDTH_PX if columns == 1 else MAP_PX) * scale, abs=1)
    # What stands beside a figure stays beside it.
    for table in page.locator(".st-key-stage_picture table").all():
        box = table.bounding_box()
        assert box is not None
        assert box["y"] < drawn["y"] + drawn["height"] and box["x"] >= drawn["x"] + drawn["width"] - 1
    assert page.locator(".st-key-stage_picture table").count() == columns - 1


def test_the_buttons_can_be_reached_without_a_mouse(visit: Visit) -> None:
    visitor = visit("/presentation?berattelse=riket&steg=1")
    visitor.tab_until(".st-key-stage_next")
    visitor.page.keyboard.press("Enter")
    at_step(visitor, 2)
