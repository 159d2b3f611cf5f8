"""Real servers and real browser windows. A window whose browser asked another machine for anything fails its test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from serving import serving
from visitor import Visit, Visitor, chromium

from dashboard.core.settings import Settings
from dashboard.dataset.versions import Manifest

_PATIENCE_MS = 45_000


@pytest.fixture(scope="session")
def browser() -> Iterator[BrowserContext]:
    """One browser for all tests; each window has a session of its own."""
    expect.set_options(timeout=_PATIENCE_MS)
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def app(settings: Settings, manifest: Manifest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app, on the dataset that the test run built."""
    with serving(settings.dataset_dir, tmp_path_factory.mktemp("app") / "log") as address:
        yield address


@pytest.fixture
def visit(browser: BrowserContext, app: str) -> Iterator[Visit]:
    """Open an address of the app in a window of its own: `visit("/karta?ar=2016")`; `at` names another server."""
    visitors: list[Visitor] = []

    def enter(path: str = "/", at: str = "", width: int = 1280, height: int = 720) -> Visitor:
        visitors.append(Visitor(browser, at or app, width, height))
        return visitors[-1].open(path)

    yield enter
    for visitor in visitors:
        visitor.page.close()
    assert not [url for visitor in visitors for url in visitor.left_the_machine()]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Where a server of the test's own writes what it prints."""
    return tmp_path / "log"
