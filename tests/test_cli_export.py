"""The verb `export`: which files it writes for whom, what is wrong usage, and the older form that writes what was reported."""

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from dashboard.dataset import versions

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def export(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `export` on the built dataset, for the app at an address of its own."""
    monkeypatch.setenv("MEDELKARTAN_ADDRESS", "https://medelkartan.example/")
    return partial(run, "export")


def first_sheet(path: Path) -> str:
    """The texts of a workbook's first sheet."""
    sheet = load_workbook(path).worksheets[0]
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


def test_a_county_in_every_format(export: Run, tmp_path: Path, manifest: versions.Manifest) -> None:
    code, out, err = export(
        "--county", "17", "--format", "pdf,pptx,xlsx,csv,parquet", "--folder", tmp_path / "new"
    )
    assert (code, err) == (0, "")
    stem = f"medelkartan-17-2022-{manifest.version}"
    names = [f"{stem}.{ending}" for ending in ("csv.zip", "parquet.zip", "pdf", "pptx", "xlsx")]
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == names
    assert "1 av 1: Värmlands län" in out and "5 filer" in out
    folder = tmp_path / "new"
    assert Presentation(str(folder / f"{stem}.pptx")).slides[0].shapes.title.text == "Läget i Värmlands län"
    assert f"https://medelkartan.example/lan?omrade=17&version={manifest.version}" in first_sheet(
        folder / f"{stem}.xlsx"
    )
    assert zipfile.ZipFile(io.BytesIO((folder / f"{stem}.csv.zip").read_bytes())).testzip() is None


def test_several_places_are_told_of_one_by_one(export: Run, tmp_path: Path) -> None:
    code, out, _err = export("--county", "09,10", "--format", "xlsx", "--folder", tmp_path)
    assert code == 0
    told = [line.partition(",")[0] for line in out.splitlines()[:-1]]
    assert told == ["1 av 2: Gotlands län", "2 av 2: Blekinge län"]
    assert [p.name.split("-")[1] for p in sorted(tmp_path.iterdir())] == ["09", "10"]


def test_the_country_is_told_without_example_data_and_a_municipality_in_the_year_asked_for(
    export: Run, tmp_path: Path
) -> None:
    assert export("--country", "--format", "csv", "--folder", tmp_path)[0] == 0
    (national,) = tmp_path.glob("medelkartan-riket-2022-*.csv.zip")
    with zipfile.ZipFile(national) as archive:
        assert all(b";exempeldata" not in archive.read(name) for name in archive.namelist())
    assert (
        export("--municipality", "1780", "--year", "2020", "--format", "xlsx", "--folder", tmp_path)[0] == 0
    )
    (municipal,) = tmp_path.glob("medelkartan-1780-2020-*.xlsx")
    assert "Karlstad · 2020" in first_sheet(municipal)


@pytest.mark.parametrize("examples", [True, False])
def test_example_data_is_there_only_when_asked_for(export: Run, tmp_path: Path, examples: bool) -> None:
    asked = ["--examples"] if examples else []
    assert export("--county", "17", "--format", "csv", *asked, "--folder", tmp_path)[0] == 0
    (path,) = tmp_path.iterdir()
    with zipfile.ZipFile(path) as archive:
        tables = [archive.read(name).decode() for name in archive.namelist() if not name.startswith("00-")]
        read_me = archive.read("00-las-mig.csv").decode()
    # Without example data the steps of which nothing is known are one.
    assert len(tables) == (13 if examples else 9)
    assert any(";exempeldata;" in table for table in tables) == examples
    assert ("exempel=1" in read_me) == examples


def test_example_data_is_refused_where_the_server_does_not_allow_it(
    export: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDELKARTAN_EXAMPLES", "0")
    code, _out, err = export("--county", "17", "--format", "csv", "--examples", "--folder", tmp_path)
    assert code == 1 and "MEDELKARTAN_EXAMPLES är 0" in err and len(err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "ange en av"),
        (("--county", "17"), "--format"),
        (("--country", "--county", "17", "--format", "xlsx"), "ange en av"),
        (("--county", "99", "--format", "xlsx"), "99 finns inte"),
        (("--county", "1780", "--format", "xlsx"), "1780 finns inte"),
        (("--municipality", "17", "--format", "xlsx"), "17 finns inte"),
        (("--county", "17", "--format", "docx"), "--format"),
        (("--county", "17", "--format", "xlsx", "--year", "2019"), "--year"),
        (("x.xlsx", "--format", "xlsx"), "--format hör till profilerna"),
        (("x.xlsx", "--county", "all"), "ett län"),
        (("x.xlsx", "--examples"), "--examples"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_writes_nothing(
    export: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], complaint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _out, err = export(*arguments)
    assert code == 2 and complaint in err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_a_sentence_and_exit_code_1(export: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, _out, err = export("--country", "--format", "csv", "--folder", tmp_path / "file" / "below")
    assert code == 1 and "går inte att skapa" in err and len(err.splitlines()) == 1


def test_the_older_form_still_writes_what_was_reported(export: Run, tmp_path: Path) -> None:
    code, out, _err = export(tmp_path / "rapport.xlsx", "--county", "24")
    assert code == 0 and "Återrapporterade uppgifter" in out
    assert "Medel" in load_workbook(tmp_path / "rapport.xlsx").sheetnames
