"""Links held to a data version, in a real browser: a new version is published under a person, and the old link holds."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from office import UMEA, Office, amounts, office, starting_point
from playwright.sync_api import expect
from serving import serving
from visitor import Visit, Visitor, kronor

__all__ = ["office", "starting_point"]
pytestmark = pytest.mark.browser

USED = 700_000


@pytest.fixture
def address(office: Office, log: Path) -> Iterator[str]:
    """The app on the office's dataset."""
    with serving(office.settings.dataset_dir, log, MEDELKARTAN_DATA=str(office.settings.data_dir)) as started:
        yield started


def follow_latest(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Visa den senaste").click()


def test_a_held_link_opens_its_version_after_a_new_one_is_published(
    office: Office, address: str, visit: Visit, log: Path
) -> None:
    first = office.version
    held = visit(f"/kommun?omrade=2480&version={first}", at=address)
    following = visit("/kommun?omrade=2480", at=address)
    expect(held.page.get_by_test_id("stApp")).to_contain_text("Inte känt: rekvirerat och förbrukat 2022")
    expect(held.page.get_by_test_id("stApp")).not_to_contain_text("Du ser dataversion")
    report = office.settings.data_dir.parent / "rapport.xlsx"
    report.write_bytes(office.workbook(*amounts(UMEA, 2022, received=900_000, used=USED, repaid=200_000)))
    done = office.run("import", report, "--publish", "--yes", "--by", "Anna")
    assert done.returncode == 0, done.stderr
    second = office.version
    assert second != first

    # The one goes on with the old version and is told; the other gets the new one.
    for visitor in (held, following):
        visitor.choose("År", "2021")
        visitor.choose("År", "2022")
    expect(following.sentence()).to_contain_text(kronor(USED))
    expect(held.sentence()).not_to_contain_text(kronor(USED))
    expect(held.page.get_by_test_id("stApp")).to_contain_text(f"Det finns en nyare, {second}")
    held.expect_parameters(omrade="2480", ar="2022", version=first)
    # To another page and on: still held.
    held.go_to("Län")
    expect(held.heading()).to_have_text("Västerbottens län")
    expect(held.page.get_by_test_id("stApp")).to_contain_text(f"Datamängd {first}")
    held.expect_parameters(omrade="2480", ar="2022", version=first)
    follow_latest(held)
    expect(held.page.get_by_test_id("stApp")).to_contain_text(f"Datamängd {second}")
    held.expect_parameters(omrade="2480", ar="2022")
    held.page.go_back()
    expect(held.page.get_by_test_id("stApp")).to_contain_text(f"Datamängd {first}")

    # What changed is exactly what the report said.
    changed = visit(f"/kommun?omrade=2480&jamfor={first}", at=address)
    rows = changed.page.get_by_test_id("stVerticalBlock").filter(has_text="Ändrade uppgifter, Umeå").last
    expect(rows).to_contain_text(kronor(USED))
    expect(rows).to_contain_text(kronor(900_000))
    changed.expect_parameters(omrade="2480", jamfor=first)

    # The version is cleared away: a sentence, and the latest.
    shutil.rmtree(office.settings.dataset_dir / first)
    gone = visit(f"/kommun?omrade=2480&version={first}", at=address)
    expect(gone.warnings()).to_contain_text(f"dataversionen {first}, som inte finns kvar på servern")
    expect(gone.sentence()).to_contain_text(kronor(USED))
    gone.expect_parameters(omrade="2480")
    for visitor in (held, following, changed, gone):
        visitor.expect_well()
    assert "Traceback" not in log.read_text()
