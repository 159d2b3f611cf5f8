"""What is downloaded from a card is what the card shows."""

import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import expect
from visitor import Visit, Visitor

pytestmark = pytest.mark.browser

CARD = ".st-key-card_municipality_violence_areas"
_MISSING = "–"
# Sexual violence was no area of its own in the funds of 2016.
_NOT_ASKED = "ingick inte"


def save(visitor: Visitor, kind: str, folder: Path) -> Path:
    visitor.page.locator(CARD).get_by_role("button", name="Ladda ner").click()
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("button", name=kind, exact=True).click()
    visitor.page.keyboard.press("Escape")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def says_the_same(cell: str, value: object) -> bool:
    """Whether a cell as it is read and a value in a file agree, but for the decimals that the cell leaves out."""
    if pd.isna(value):  # type: ignore[call-overload]
        return cell in (_MISSING, _NOT_ASKED)
    if not isinstance(value, (int, float)):
        return cell == value
    digits = re.sub(r"[^\d,]", "", cell)
    shown = float(digits.replace(",", "."))
    return abs(shown - value) <= 0.5 * 10 ** -len(digits.partition(",")[2])


def test_csv_and_excel_hold_the_table_on_the_screen(visit: Visit, tmp_path: Path) -> None:
    visitor = visit("/kommun?omrade=2482&exempel=1")
    visitor.page.locator(CARD).get_by_role("button", name="Tabell", exact=True).click()
    body = visitor.page.get_by_test_id("stPopoverBody")
    headings, *rows = visitor.table(body)
    visitor.page.keyboard.press("Escape")
    expect(body).to_have_count(0)
    assert len(rows) == 4
    assert _MISSING in rows[3]

    csv = save(visitor, "CSV", tmp_path)
    workbook = save(visitor, "Excel", tmp_path)

    assert csv.suffix == ".csv" and workbook.suffix == ".xlsx"
    for saved in (
        pd.read_csv(csv, sep=";", decimal=",", encoding="utf-8-sig"),
        # The first row of a workbook with example data says so.
        pd.read_excel(workbook, sheet_name=0, header=1),
    ):
        assert len(saved) == len(rows)
        assert saved["Källa"].notna().all()
        assert set(saved["Tecken"].dropna()) <= {"exempeldata", "uppgift saknas"}
        assert "exempeldata" in set(saved["Tecken"])
        for row, kept in zip(rows, saved[headings].itertuples(index=False), strict=True):
            assert [
                cell for cell, value in zip(row, kept, strict=True) if not says_the_same(cell, value)
            ] == []
    visitor.expect_well()
