"""The import verbs of `python -m dashboard`: exit codes, reports, and what they print."""

import json

import pytest
from forms.broken_files import CASES, CLEAN
from office import UMEA, VANNAS, Office, amounts, plain
from openpyxl import load_workbook

from dashboard.build.imports import active, batches
from dashboard.sources.forms import safe_name


def test_a_check_changes_nothing_and_says_what_would_change(office: Office) -> None:
    path, version = office.settings.data_dir.parent / "umea.xlsx", office.version
    path.write_bytes(office.workbook(*amounts(UMEA, 2022, received=900_000, used=900_001)))
    report = path.with_name("fynd.json")
    done = office.run("import", path, "--report", report)
    assert done.returncode == 1
    assert "Fel: umea.xlsx, bladet Medel, cell F6" in done.stdout
    assert "Umeå 2022, Rekvirerat" in done.stdout
    assert "Västerbottens län, kommuner 2022 Rekvirerat" in done.stdout
    assert "used_more_than_received" in [f["code"] for f in json.loads(report.read_bytes())]
    assert office.version == version and not office.settings.imports_dir.exists()
    refused = office.run("import", path, "--publish", "--yes", "--report", path.with_name("fynd.xlsx"))
    assert refused.returncode == 1 and not office.settings.imports_dir.exists()
    texts = [
        str(cell.value)
        for row in load_workbook(path.with_name("fynd.xlsx")).active.iter_rows()
        for cell in row
    ]
    assert any("använt 900 001 kr" in plain(text) for text in texts)


def test_warnings_need_a_confirmation_and_two_files_become_one_version(office: Office) -> None:
    folder, version = office.settings.data_dir.parent, office.version
    for name, recipient in (("umea", UMEA), ("vannas", VANNAS)):
        (folder / f"{name}.xlsx").write_bytes(
            office.workbook(*amounts(recipient, 2022, received=123_456, used=0))
        )
    files = (folder / "umea.xlsx", folder / "vannas.xlsx")
    unconfirmed = office.run("import", *files, "--publish", "--by", "Anna")
    assert unconfirmed.returncode == 1 and "--yes" in unconfirmed.stderr
    assert office.version == version and batches.waiting(office.settings.imports_dir) == []
    done = office.run("import", *files, "--publish", "--by", "Anna", "--yes", "--progress")
    assert done.returncode == 0, done.stderr
    assert "Läser fil 2 av 2" in done.stdout and "Publicerat: datamängd v" in done.stdout
    (entry,) = [p for p in active.history(office.settings.imports_dir) if p.action == "publish"]
    assert [f["name"] for f in entry.files] == ["umea.xlsx", "vannas.xlsx"]
    assert entry.version == office.version != version
    back = office.run("rollback", version, "--by", "Bo")
    assert back.returncode == 0 and office.version == version


@pytest.mark.parametrize(
    "arguments",
    [
        ("import",),
        ("import", "x.xlsx", "--waiting", "a"),
        ("import", "x.xlsx", "--dry-run", "--publish"),
        ("import", "x.xlsx", "--report", "fynd.csv"),
        ("rollback",),
    ],
)
def test_wrong_usage_is_exit_code_2(office: Office, arguments: tuple[str, ...]) -> None:
    done = office.run(*arguments)
    assert done.returncode == 2 and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "finns-inte.xlsx"),
        ("import", "--waiting", "../../x"),
        ("import", "--waiting", "../../x", "--publish"),
        ("rollback", "v1-x"),
    ],
)
def test_what_is_not_there_is_a_sentence_and_exit_code_1(office: Office, arguments: tuple[str, ...]) -> None:
    done = office.run(*arguments)
    assert (
        done.returncode == 1
        and "finns inte" in done.stderr + done.stdout
        or "går inte att öppna" in done.stderr
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("verb", [("template",), ("export",), ("import", "--report")])
def test_a_file_that_cannot_be_saved_is_a_sentence(office: Office, verb: tuple[str, ...]) -> None:
    path = office.settings.data_dir.parent / "umea.xlsx"
    path.write_bytes(office.workbook(*amounts(UMEA, 2022, received=900_000)))
    received = [path] if "import" in verb else []
    done = office.run(*verb, "/finns/inte/fil.xlsx", *received)
    assert done.returncode == 1 and "gick inte att spara" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("verb", ["template", "export"])
def test_an_unknown_county_is_a_sentence(office: Office, verb: str) -> None:
    done = office.run(verb, "--county", "99", office.settings.data_dir.parent / "x.xlsx")
    assert done.returncode == 1 and "Länskoden ”99” finns inte" in done.stderr


def test_no_broken_file_changes_the_dataset_or_ends_in_a_traceback(office: Office) -> None:
    """All of the collection in one run that is told to publish whatever it can."""
    version, inputs = office.version, office.settings.data_dir.parent / "broken"
    paths = []
    for number, case in enumerate(CASES):
        paths.append(inputs / str(number) / safe_name(case.file_name))
        paths[-1].parent.mkdir(parents=True)
        paths[-1].write_bytes(case.make())
    report = inputs / "fynd.json"
    done = office.run("import", *paths, "--publish", "--yes", "--report", report)
    assert done.returncode == 1 and done.stderr == ""
    found = {f["code"] for f in json.loads(report.read_bytes())}
    assert {code for case in CASES for code in case.codes} - {CLEAN} <= found
    assert office.version == version and not office.settings.imports_dir.exists()


def test_an_empty_history_says_so(office: Office) -> None:
    done = office.run("history")
    assert done.returncode == 0 and done.stdout.strip() == "Inget har importerats än."
