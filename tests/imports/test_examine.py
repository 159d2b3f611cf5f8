"""What shows when received files are set beside each other and beside the dataset."""

import pandas as pd
import pytest
from office import UMEA, VANNAS, Office, activity, amounts, plain, score

from dashboard.build.imports import batches
from dashboard.build.imports.examine import examine, keep
from dashboard.core.errors import UserError
from dashboard.core.findings import Severity

STOCKHOLM = "municipality-0180"


def _codes(office: Office, *files: bytes) -> list[tuple[str, str]]:
    return [(f.file, f.code) for f in office.examine(*files).findings]


def test_the_same_recipient_and_year_in_two_files_stops(office: Office) -> None:
    one = office.workbook(*amounts(UMEA, 2022, received=900_000))
    two = office.workbook(*amounts(UMEA, 2022, received=800_000))
    other_year = office.workbook(*amounts(UMEA, 2021, received=800_000))
    examination = office.examine(one, two, other_year)
    repeated = [f for f in examination.findings if f.code == "duplicate_across_files"]
    assert [f.file for f in repeated] == ["2.xlsx"]
    assert "Umeå har redan uppgifter för 2022 i 1.xlsx" in repeated[0].text_sv
    assert examination.is_stopped
    with pytest.raises(UserError, match="måste rättas"):
        keep(office.settings, examination, "Anna")


def test_the_same_file_twice_is_said_so(office: Office) -> None:
    content = office.workbook(*amounts(UMEA, 2022, received=900_000))
    assert ("2.xlsx", "same_file_twice") in _codes(office, content, content)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"received": 500_000, "used": 500_001}, "used_more_than_received"),
        ({"received": 500_000, "used": 500_000}, None),
        ({"received": 500_000, "redistributed": 1, "used": 500_001}, None),
        ({"received": 500_000, "used": 400_000, "repaid": 99_999}, "repaid_unlike_difference"),
        ({"received": 500_000, "used": 400_000, "repaid": 100_000}, None),
        ({"received": 500_000, "redistributed": 50_000, "used": 400_000, "repaid": 150_000}, None),
        ({"used": 500_000}, None),
        ({"received": 0, "used": 0, "repaid": 0}, None),
    ],
)
def test_amounts_are_set_beside_each_other_at_their_edges(
    office: Office, given: dict[str, int], expected: str | None
) -> None:
    examination = office.examine(office.workbook(*amounts(UMEA, 2022, **given)))
    money = ("used_more_than_received", "repaid_unlike_difference")
    found = [f for f in examination.findings if f.code in money]
    assert [f.code for f in found] == ([expected] if expected else [])
    if found:
        assert found[0].sheet == "Medel" and found[0].cell[:-1] in ("F", "G")
        assert examination.is_stopped == (expected == "used_more_than_received")


def test_a_printed_amount_stands_and_the_difference_is_a_warning(office: Office) -> None:
    printed = office.rows(
        f"SELECT amount_sek FROM allocation WHERE recipient_id = '{STOCKHOLM}' AND year = 2022 AND measure = 'received' AND status = 'published'"
    )["amount_sek"].iloc[0]
    examination = office.examine(
        office.workbook(*amounts(STOCKHOLM, 2022, received=int(printed) - 7, used=100))
    )
    (found,) = [f for f in examination.findings if f.code == "differs_from_published"]
    assert found.severity is Severity.WARNING and "Den tryckta uppgiften gäller" in found.text_sv
    changes = examination.preview.changes
    mine = changes[(changes["name"] == "Stockholm") & (changes["table"] == "allocation")]
    assert "Rekvirerat" not in set(mine["what"])
    assert [plain(v) for v in mine.loc[mine["what"] == "Förbrukat", "after"]] == ["100 kr"]
    assert not [
        f
        for f in office.examine(office.workbook(*amounts(STOCKHOLM, 2022, received=int(printed)))).findings
        if f.code == "differs_from_published"
    ]


def test_sums_that_depart_from_the_printed_totals_are_told_with_the_difference(office: Office) -> None:
    before = office.rows(
        f"SELECT amount_sek FROM allocation WHERE recipient_id = '{VANNAS}' AND year = 2021 AND measure = 'received'"
    )["amount_sek"]
    given = int(before.sum()) + 1234
    examination = office.examine(office.workbook(*amounts(VANNAS, 2021, received=given)))
    (found,) = [
        f
        for f in examination.findings
        if f.code == "total_differs_from_published" and "mottagna medel" in f.text_sv
    ]
    assert found.severity is Severity.WARNING
    assert "Kommuner: mottagna medel 2021" in found.text_sv and "Skillnaden är 1 234 kr" in plain(
        found.text_sv
    )


def test_the_preview_shows_row_by_row_and_per_county_before_and_after(office: Office) -> None:
    example = office.rows(
        f"SELECT measure, amount_sek FROM allocation WHERE recipient_id = '{UMEA}' AND year = 2022 AND status = 'synthetic'"
    ).set_index("measure")["amount_sek"]
    county = office.rows(
        """SELECT sum(amount_sek) AS sek FROM allocation a JOIN recipient r USING (recipient_id)
           WHERE r.kind = 'municipality' AND starts_with(r.area_code, '24') AND a.year = 2022 AND measure = 'received'"""
    )["sek"].iloc[0]
    examination = office.examine(
        office.workbook(*amounts(UMEA, 2022, received=900_000), score(UMEA, 2022, 3))
    )
    sums = examination.preview.sums.set_index(["county_code", "kind", "year", "measure"])
    row = sums.loc[("24", "municipality", 2022, "received")]
    assert row["before"] == county
    assert row["difference"] == 900_000 - example["received"] == row["after"] - row["before"]
    assert row["before_examples"] - row["after_examples"] == example["received"]
    changes = examination.preview.changes
    assert set(changes["name"]) == {"Umeå"} and set(changes["year"]) == {2022}
    gone = changes[(changes["table"] == "allocation") & changes["after"].isna()]
    assert set(gone["what"]) == {"Förbrukat", "Återbetalt"} and set(gone["change"]) == {
        "exempeldata tas bort"
    }
    scored = changes[(changes["what"] == "Medlen har bidragit till kvalitetsförbättringar")].iloc[0]
    assert scored["after"] == "3" and scored["after_status"] == "reported"


def test_a_file_that_cannot_be_read_is_findings_and_changes_nothing(office: Office) -> None:
    examination = examine(office.settings, [("rapport.xlsx", b"PK\x03\x04 trasig"), ("tom.csv", b"")])
    assert {f.file for f in examination.findings} == {"rapport.xlsx", "tom.csv"}
    assert examination.is_stopped and not examination.has_news
    assert not office.settings.imports_dir.exists()


def test_examining_writes_nothing(office: Office) -> None:
    def everything() -> dict[str, float]:
        folder = office.settings.data_dir.parent
        return {str(p): p.stat().st_mtime for p in folder.rglob("*") if p.is_file()}

    before = everything()
    office.examine(office.workbook(*amounts(UMEA, 2022, received=900_000)))
    assert everything() == before


def test_kept_rows_read_back_as_they_were(office: Office) -> None:
    kind = office.rows("SELECT activity_type_id FROM activity_type WHERE recipient_kind = 'municipality'")[
        "activity_type_id"
    ].iloc[0]
    awkward = 'Rad ett\nrad två; "citat", NA\u00a0och åäö'
    content = office.workbook(
        activity(UMEA, 2022, kind, description_sv=awkward), *amounts(UMEA, 2022, received=0, used=0)
    )
    examination = office.examine(content)
    (batch,) = keep(office.settings, examination, "Anna")
    read = batches.read_rows(office.settings.imports_dir, [batch]).reset_index(drop=True)
    columns = [
        "table",
        "recipient_id",
        "year",
        "measure",
        "amount_sek",
        "activity_type_id",
        "description_sv",
        "score",
        "sheet",
        "cell",
    ]
    wanted = batches.typed(examination.files[0].received.records)[columns].reset_index(drop=True)
    pd.testing.assert_frame_equal(read[columns], wanted)
    assert read["amount_sek"].dropna().tolist() == [0, 0]


@pytest.mark.parametrize("name", ["../../active", "", "20261122-000000-zzzzzzzz", "waiting"])
def test_a_name_that_is_no_batch_never_becomes_a_path(office: Office, name: str) -> None:
    with pytest.raises(UserError, match="finns inte bland de sparade"):
        batches.folder_of(office.settings.imports_dir, name)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../x.xlsx", "received.xlsx"),
        ("Rapport åäö.CSV", "received.csv"),
        ("a.exe", "received.bin"),
        ("", "received.bin"),
    ],
)
def test_a_received_name_never_becomes_a_file_name(given: str, kept: str) -> None:
    assert batches.safe_name(given) == kept
