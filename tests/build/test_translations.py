"""The dataset's texts in English: none is missing, none is left over, and a translation says the same numbers."""

import re
from pathlib import Path

import pandas as pd
import pytest

from dashboard.build import translations
from dashboard.build.findings import Finding

from .data_copy import DataCopy, Row


@pytest.fixture
def copy(tmp_path: Path) -> DataCopy:
    """A copy of the data to spoil."""
    return DataCopy(tmp_path)


def only(findings: list[Finding]) -> Finding:
    assert len(findings) == 1, [str(f) for f in findings]
    return findings[0]


def test_a_text_without_a_translation_is_not_published(copy: DataCopy) -> None:
    def drop(rows: list[Row]) -> None:
        rows[:] = [row for row in rows if row["text_sv"] != "Effektivare brottsbekämpning"]

    copy.edit(translations.FILE, drop)
    finding = only(copy.findings())
    assert (finding.rule, finding.file) == ("översättning", translations.FILE)
    assert (
        finding.text_sv
        == "Texten ”Effektivare brottsbekämpning” i goal.goal_sv saknar engelsk översättning. Lägg till en rad."
    )


def test_a_heading_that_a_place_names_needs_a_translation_too(copy: DataCopy) -> None:
    def drop(rows: list[Row]) -> None:
        rows[:] = [row for row in rows if row["text_sv"] != "viktigaste resultat"]

    copy.edit(translations.FILE, drop)
    assert "”viktigaste resultat” i " in only(copy.findings()).text_sv


def test_a_translation_of_no_text_is_not_published(copy: DataCopy) -> None:
    def add(rows: list[Row]) -> None:
        rows.append({"text_sv": "Finns ingenstans", "text_en": "Is nowhere"})

    copy.edit(translations.FILE, add)
    finding = only(copy.findings())
    assert finding.text_sv.startswith("Ingen text i datamängden är ”Finns ingenstans”.")
    assert finding.row.isdigit()


def test_a_text_with_an_english_column_has_no_second_translation(copy: DataCopy) -> None:
    def add(rows: list[Row]) -> None:
        rows.append({"text_sv": "Våldsutövare", "text_en": "Offenders"})

    copy.edit(translations.FILE, add)
    assert "”Våldsutövare” utan en egen engelsk kolumn" in only(copy.findings()).text_sv


def test_the_same_text_cannot_be_two_things_in_english(copy: DataCopy) -> None:
    figure = {"figure_id": "vardanalys-2023.grants.merged"}
    copy.set("published/vardanalys-2023/figures.csv", figure, "measure_en", "Merged grants")
    finding = only(copy.findings())
    assert "Tidigare statsbidrag som slagits samman till ett nytt" in finding.text_sv
    assert "Merged grants" in finding.text_sv


def numbers(text: str) -> list[str]:
    """The digits of a text, number by number, however thousands and decimals are written."""
    plain = re.sub(r"(?<=\d)[ \u00a0,.](?=\d{3}(?!\d))", "", text)
    return sorted(re.findall(r"\d+", plain))


def test_a_translation_has_the_numbers_of_its_text(tables: dict[str, pd.DataFrame]) -> None:
    rows = tables["translation"]
    wrong = [
        (here, there)
        for here, there in zip(rows["text_sv"], rows["text_en"], strict=True)
        if numbers(here) != numbers(there)
    ]
    assert wrong == []


def test_every_text_of_the_build_has_its_row(tables: dict[str, pd.DataFrame]) -> None:
    known = set(tables["translation"]["text_sv"])
    assert len(known) > 1900
    assert set(tables["statement"]["statement_sv"]) <= known
    assert set(tables["published_figure"]["measure_sv"]) <= known
