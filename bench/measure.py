"""What is measured: the app and the empty app by turns, so that whatever else the machine does strikes both alike."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.browser import SENTENCE_AND_MAP, TEXT, Change, Sitting, chromium, milliseconds_to_first
from bench.pages import PageCost, measure_pages
from bench.servers import serving
from dashboard.core.settings import ROOT

# The map opens on 2021, and a year that is shown already cannot be chosen.
_YEARS = (2022, 2020, 2016, 2021)
_ROUNDS = 6
_FIRST_VISITS = 5
_BUILDS = 3
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Measured:
    """Everything measured in one run. The first change to each year finds no answer kept on the server; the later ones do."""

    app_first_changes: list[Change]
    app_changes: list[Change]
    empty_changes: list[Change]
    app_first_visits_ms: list[float]
    empty_first_visits_ms: list[float]
    builds_s: list[float]
    pages: list[PageCost]


def measure(tell: Tell) -> Measured:
    """Build, visit and choose. Takes a few minutes."""
    tell("builds")
    builds = [_seconds_to_build() for _ in range(_BUILDS)]
    with serving("app.py") as app, serving("bench/empty_app.py") as empty, chromium() as browser:
        # The first visit of all also pays for the browser's own start.
        milliseconds_to_first(browser, empty, TEXT)
        tell("first visits")
        visits = [
            (
                milliseconds_to_first(browser, f"{app}/karta", SENTENCE_AND_MAP),
                milliseconds_to_first(browser, empty, TEXT),
            )
            for _ in range(_FIRST_VISITS)
        ]
        tell("changes of year")
        on_map = Sitting.begin(browser, f"{app}/karta", SENTENCE_AND_MAP)
        on_empty = Sitting.begin(browser, empty, TEXT)
        changes = [
            (on_map.choose("År", str(year)), on_empty.choose("År", str(year)))
            for _ in range(_ROUNDS)
            for year in _YEARS
        ]
        pages = measure_pages(browser, app, empty, tell)
    warm = changes[len(_YEARS) :]
    return Measured(
        app_first_changes=[one for one, _ in changes[: len(_YEARS)]],
        app_changes=[one for one, _ in warm],
        empty_changes=[other for _, other in warm],
        app_first_visits_ms=[one for one, _ in visits],
        empty_first_visits_ms=[other for _, other in visits],
        builds_s=builds,
        pages=pages,
    )


def _seconds_to_build() -> float:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "dashboard", "build"],
            env={**os.environ, "MEDELKARTAN_DATASET": folder},
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return time.perf_counter() - start
