"""Every page, as it opens: what one change of a filter costs, beside the empty app."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser

from bench.browser import AT_REST, Sitting
from dashboard.ui.navigation import PAGES

# A filter that changes the page, and values to go to and fro between.
_CHOICES = {
    "year": ("År", ("2020", "2022")),
    "violence_area_id": ("Våldsområde", ("Våld i nära relationer", "Hedersrelaterat våld och förtryck")),
}
_EMPTY_CHOICE = ("År", ("2020", "2022"))
# A round is one change to each value; the first finds no answer kept on the server and does not count.
_ROUNDS = 4


@dataclass(frozen=True)
class PageCost:
    """One page: medians are taken later. Milliseconds from opening the list to rest, the empty app's beside it, and bytes received."""

    name: str
    filter_label: str
    app_ms: list[float]
    empty_ms: list[float]
    received_bytes: list[int]


def measure_pages(browser: Browser, app: str, empty: str, tell: Callable[[str], None]) -> list[PageCost]:
    """Every page that a filter changes."""
    on_empty = Sitting.begin(browser, empty, AT_REST)
    costs = []
    for spec in PAGES:
        choice = next((_CHOICES[f] for f in _CHOICES if f in spec.filters), None)
        if choice is None:
            continue
        tell(f"page {spec.name}")
        costs.append(_cost(browser, f"{app}/{spec.url_path}", spec.name, choice, on_empty))
    return costs


def _cost(
    browser: Browser, address: str, name: str, choice: tuple[str, tuple[str, str]], on_empty: Sitting
) -> PageCost:
    label, values = choice
    on_page = Sitting.begin(browser, address, AT_REST)
    app, empty = [], []
    for number in range(_ROUNDS):
        changes = [on_page.choose(label, value) for value in values]
        # By turns, so that whatever else the machine does strikes both alike; both end where they began.
        others = [on_empty.choose(_EMPTY_CHOICE[0], value) for value in _EMPTY_CHOICE[1]]
        if number:
            app += changes
            empty += others
    on_page.page.close()
    return PageCost(
        name,
        label,
        [change.gesture_ms for change in app],
        [change.gesture_ms for change in empty],
        [change.received_bytes for change in app],
    )
