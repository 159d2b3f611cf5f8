"""A person at the app, in a real browser: opens addresses, chooses, reads. Keeps every request the browser made."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect, sync_playwright

_KNOWN_PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser")
# A machine without a graphics card draws in software; what needs WebGL gets it there.
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader"]
_PATIENCE_MS = 45_000
_LOCAL = "127.0.0.1"
_INSIDE_THE_BROWSER = ("data", "blob", "about")

_SHAPES = ".choroplethlayer path"
# A point that lies inside the shape with some room around it, in the window's coordinates.
_POINT_INSIDE = """(code) => {
  const path = [...document.querySelectorAll('.choroplethlayer path')].find(p => p.__data__ && p.__data__.loc === code);
  if (!path) return null;
  const box = path.getBBox(), matrix = path.getScreenCTM(), steps = 24;
  const inside = (x, y) => path.isPointInFill(new DOMPoint(x, y));
  const dx = box.width / steps, dy = box.height / steps;
  for (const room of [3, 2, 1, 0]) for (let i = 0; i <= steps; i++) for (let j = 0; j <= steps; j++) {
    const x = box.x + i * dx, y = box.y + j * dy;
    if ([[0, 0], [room, 0], [-room, 0], [0, room], [0, -room]].every(([a, b]) => inside(x + a * dx, y + b * dy))) {
      const point = new DOMPoint(x, y).matrixTransform(matrix);
      return [point.x, point.y];
    }
  }
  return null;
}"""

# What turns for ever, such as a sign of work going on, is not waited for.
_UNTIL_AT_REST = """part => Promise.allSettled(
  part.getAnimations({ subtree: true })
    .filter(one => one.effect.getTiming().iterations !== Infinity)
    .map(one => one.finished)
)"""


@contextmanager
def chromium() -> Iterator[BrowserContext]:
    """Chromium: the one in MEDELKARTAN_CHROMIUM, the system's, or Playwright's own. Gives a place to open windows in.

    Windows share what the browser has fetched, as a person's do; each has a session of its own with the app.
    """
    places = (os.environ.get("MEDELKARTAN_CHROMIUM", ""), *_KNOWN_PLACES)
    path = next((place for place in places if place and Path(place).exists()), None)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser.new_context(locale="sv-SE", accept_downloads=True)
        browser.close()


class Visitor:
    """One browser window with a session of its own."""

    def __init__(self, browser: BrowserContext, address: str, width: int = 1280, height: int = 720) -> None:
        self.address = address
        self.requested: list[str] = []
        self.broken_scripts: list[str] = []
        self.page: Page = browser.new_page()
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.set_default_timeout(_PATIENCE_MS)
        self.page.on("request", lambda request: self.requested.append(request.url))
        self.page.on("websocket", lambda socket: self.requested.append(socket.url))
        self.page.on("pageerror", lambda error: self.broken_scripts.append(str(error)))

    def open(self, path: str = "/") -> "Visitor":
        """Go to an address of the app and wait until its page stands there."""
        self.page.goto(f"{self.address}{path}")
        self.heading().wait_for()
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the server has nothing more to say and no figure is being drawn."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        self.page.wait_for_function("!document.querySelector('[data-testid=\"stSkeleton\"]')")

    def come_to_rest(self, part: Locator) -> None:
        """Wait until nothing in a part of the page moves: what slides away under the pointer is not pressed."""
        part.evaluate(_UNTIL_AT_REST)

    def heading(self) -> Locator:
        """The page's title."""
        return self.page.locator("h1").first

    def sentence(self) -> Locator:
        """The sentence under the title."""
        return self.page.locator('[data-testid="stMarkdownContainer"] strong').first

    def shapes(self) -> Locator:
        """The places drawn on the map."""
        return self.page.locator(_SHAPES)

    def colours(self) -> list[str]:
        """The fill of every place on the map, in the order they are drawn."""
        fills: list[str] = self.page.eval_on_selector_all(
            _SHAPES, "paths => paths.map(p => p.getAttribute('fill'))"
        )
        return fills

    def click_on_map(self, code: str) -> None:
        """Click inside a place on the map."""
        point = self.page.evaluate(_POINT_INSIDE, code)
        assert point is not None, f"{code} is not on the map"
        self.page.mouse.move(point[0] - 1, point[1])
        self.page.mouse.move(*point)
        self.page.mouse.click(*point)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list by the words in it. They are typed first: of a long list only what is in sight is drawn."""
        self.chosen(label).click()
        self.chosen(label).press_sequentially(option)
        self.page.get_by_role("option", name=option, exact=True).click()

    def chosen(self, label: str) -> Locator:
        """The list with this label; its value is what is chosen, in words."""
        return self.page.get_by_role("combobox", name=label, exact=True)

    def go_to(self, title: str) -> None:
        """Follow the navigation to a page."""
        self.page.get_by_test_id("stTopNavLink").filter(has_text=re.compile(f"^{title}$")).click()

    def parameters(self) -> dict[str, str]:
        """What the address says."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def expect_parameters(self, **wanted: str) -> None:
        """The address comes to say exactly this."""
        self.page.wait_for_function(
            "wanted => JSON.stringify([...new URLSearchParams(location.search)].sort()) === wanted",
            arg=_as_json(wanted),
        )

    def tab_until(self, selector: str, most: int = 12) -> None:
        """Press Tab until what has the focus is, or stands inside, what the selector names."""
        for _press in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => !!document.activeElement.closest(selector)", selector):
                return
        raise AssertionError(f"{selector} cannot be reached with the keyboard")

    def warnings(self) -> Locator:
        """The boxes with a warning, a complaint or a piece of information."""
        return self.page.get_by_test_id("stAlert")

    def grid(self) -> Locator:
        """The first table that is drawn as a grid, as the text beside its canvas gives it; it follows the canvas a moment later."""
        return self.page.locator('[data-testid="stDataFrame"] canvas table').first

    def table(self, within: Locator | None = None) -> list[list[str]]:
        """The cells of the first table that is drawn as a grid, its headings first."""
        grid = (within or self.page.locator("body")).locator('[data-testid="stDataFrame"] canvas table').first
        grid.wait_for(state="attached")
        rows: list[list[str]] = grid.evaluate(
            "table => [...table.querySelectorAll('tr')].map(r => [...r.children].map(c => c.textContent))"
        )
        return rows

    def ticked_rows(self) -> Locator:
        """The chosen rows of the table that is drawn as a grid."""
        return self.page.locator("canvas table tr[aria-selected=true]")

    def expect_well(self) -> None:
        """No error on the page, no script that broke."""
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        expect(self.page.get_by_text("Något gick fel på sidan")).to_have_count(0)
        assert not self.broken_scripts, self.broken_scripts

    def left_the_machine(self) -> list[str]:
        """Every request that went to another machine than this."""
        return [
            url
            for url in self.requested
            if urlsplit(url).scheme not in _INSIDE_THE_BROWSER and urlsplit(url).hostname != _LOCAL
        ]


# What the fixture `visit` gives: an address of the app, opened in a window of its own.
Visit = Callable[..., Visitor]


def _as_json(parameters: dict[str, str]) -> str:
    return "[" + ",".join(f'["{name}","{value}"]' for name, value in sorted(parameters.items())) + "]"


def kronor(amount: float) -> re.Pattern[str]:
    """An amount in whole kronor as the app writes it, whatever kind of space it puts between the thousands."""
    return re.compile(f"{round(amount):,}".replace(",", r"\s") + r"\skr")
