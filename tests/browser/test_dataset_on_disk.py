"""What happens when the dataset is missing, damaged or replaced while people look at it."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from serving import serving
from visitor import Visit, Visitor

from dashboard.core.settings import Settings
from dashboard.dataset import store, versions
from dashboard.dataset.versions import Manifest

pytestmark = pytest.mark.browser

_BUILD_MS = 120_000
_STEP = re.compile("Läser|Räknar ut|Kontrollerar|Skriver")
# Keeps every text that a progress bar has had, however short a time it stood.
_KEEP_PROGRESS = """
  window.progressTexts = [];
  new MutationObserver(() => {
    const bar = document.querySelector('[data-testid="stProgress"]');
    if (bar) window.progressTexts.push(bar.innerText);
  }).observe(document, { childList: true, subtree: true, characterData: true });
"""
BJURHOLM = "2403"


@pytest.fixture
def own_folder(settings: Settings, manifest: Manifest, tmp_path: Path) -> Path:
    """A copy of the built dataset that a test may damage."""
    return Path(shutil.copytree(settings.dataset_dir, tmp_path / "dataset"))


def publish_with_another_name(folder: Path, manifest: Manifest, code: str, name: str) -> str:
    """Publish a version in which one municipality has another name."""
    version = f"{manifest.version}-ny"
    shutil.copytree(folder / manifest.version, folder / version)
    connection = store.open_writer(folder / version / versions.DATABASE)
    connection.execute("UPDATE municipality SET name = ? WHERE municipality_code = ?", [name, code])
    connection.close()
    paths = [path.replace(manifest.version, version) for path in manifest.sizes]
    sizes = {path: (folder / path).stat().st_size for path in paths}
    versions.write_manifest(folder / version, replace(manifest, version=version, sizes=sizes))
    versions.point_to(folder, version)
    return version


def test_the_first_visit_builds_the_dataset_once_and_shows_how_far_it_is(
    browser: BrowserContext, tmp_path: Path, log: Path
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    with serving(folder, log) as address:
        first, second = Visitor(browser, address), Visitor(browser, address)
        for visitor in (first, second):
            visitor.page.add_init_script(_KEEP_PROGRESS)
            visitor.page.goto(f"{address}/karta")
        expect(first.heading()).to_have_text("Karta", timeout=_BUILD_MS)
        manifest = folder / versions.current_version(folder) / versions.MANIFEST
        built = manifest.read_text()
        expect(second.heading()).to_have_text("Karta", timeout=_BUILD_MS)
        shown = [visitor.page.evaluate("window.progressTexts") for visitor in (first, second)]
        # Whoever comes first builds and sees the steps; the other one waits.
        assert shown[0] and any(_STEP.search(text) for texts in shown for text in texts)
        for visitor in (first, second):
            expect(visitor.shapes()).to_have_count(290)
            expect(visitor.page.get_by_test_id("stProgress")).to_have_count(0)
            visitor.expect_well()
            assert not visitor.left_the_machine()
            visitor.page.close()
        assert manifest.read_text() == built
    assert "Traceback" not in log.read_text()


@pytest.mark.parametrize("damaged", [versions.DATABASE, "allocation.parquet", versions.MANIFEST])
def test_a_damaged_dataset_is_told_and_can_be_built_again(
    browser: BrowserContext, own_folder: Path, manifest: Manifest, log: Path, damaged: str
) -> None:
    path = own_folder / manifest.version / damaged
    path.write_bytes(path.read_bytes()[:200])
    with serving(own_folder, log) as address:
        visitor = Visitor(browser, address)
        visitor.page.goto(f"{address}/karta")
        expect(visitor.warnings()).to_contain_text(damaged)
        visitor.page.get_by_role("button", name="Bygg om datamängden").click()
        expect(visitor.heading()).to_have_text("Karta", timeout=_BUILD_MS)
        expect(visitor.shapes()).to_have_count(290)
        expect(visitor.warnings()).to_have_count(0)
        visitor.expect_well()
        assert not visitor.left_the_machine()

        versions.point_to(own_folder, "v0-finns-inte")
        visitor.choose("År", "2016")
        expect(visitor.warnings()).to_contain_text("v0-finns-inte")
        visitor.expect_well()
        visitor.page.close()
    assert "Traceback" not in log.read_text()


def test_a_version_that_is_published_meanwhile_is_picked_up_at_the_next_choice(
    visit: Visit, own_folder: Path, manifest: Manifest, log: Path
) -> None:
    with serving(own_folder, log) as address:
        visitor = visit(f"/kommun?omrade={BJURHOLM}", at=address)
        expect(visitor.heading()).to_have_text("Bjurholm")
        version = publish_with_another_name(own_folder, manifest, BJURHOLM, "Bjurholms nya kommun")
        visitor.choose("År", "2021")
        expect(visitor.heading()).to_have_text("Bjurholms nya kommun")
        expect(visitor.page.get_by_text(version)).to_be_visible()
        expect(visitor.sentence()).to_contain_text("2021")
        visitor.expect_well()
    assert "Traceback" not in log.read_text()
