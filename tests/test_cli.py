"""The command line: its verbs, its exit codes, and what its queries cannot do."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from dashboard.core.settings import ROOT
from dashboard.dataset import versions

Run = Callable[..., tuple[int, str, str]]


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it."""
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def test_info_says_version_rows_and_sources(run: Run, manifest: versions.Manifest, tables: dict) -> None:
    code, out, err = run("info")
    assert (code, err) == (0, "")
    lines = [line.split() for line in out.splitlines()]
    assert manifest.version in out and manifest.content_hash in out
    for name, rows in manifest.rows.items():
        assert rows == len(tables[name])
        assert [name, str(rows)] in lines
    for source in tables["source"].itertuples():
        assert f"{source.source_id}: {source.title}" in out


def test_a_query_prints_a_table(run: Run) -> None:
    code, out, err = run("sql", "SELECT county_code, name FROM county ORDER BY county_code LIMIT 2")
    assert (code, err) == (0, "")
    assert [line.split(maxsplit=1) for line in out.splitlines()] == [
        ["county_code", "name"],
        ["01", "Stockholms län"],
        ["03", "Uppsala län"],
    ]


def test_a_query_gives_json_with_swedish_letters_and_missing_values(run: Run, tables: dict) -> None:
    code, out, err = run(
        "sql", "--json", "SELECT municipality_code, name, NULL AS nothing FROM municipality ORDER BY 1"
    )
    assert (code, err) == (0, "")
    rows = json.loads(out)
    expected = tables["municipality"].sort_values("municipality_code")
    assert [r["municipality_code"] for r in rows] == expected["municipality_code"].tolist()
    assert [r["name"] for r in rows] == expected["name"].tolist()
    assert {r["nothing"] for r in rows} == {None}
    assert "Åmål" in out


@pytest.mark.parametrize(
    "query",
    [
        "UPDATE source SET title = 'x'",
        "DELETE FROM allocation",
        "DROP TABLE source",
        "CREATE TABLE mine AS SELECT 1",
        "INSERT INTO source SELECT * FROM source",
        "COPY source TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}/out'",
        "ATTACH '{folder}/out.db'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_parquet('{folder}/x.parquet')",
        "SELECT * FROM glob('/etc/*')",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SELECT 1; DELETE FROM source",
    ],
)
def test_a_query_can_only_read(query: str, run: Run, tmp_path: Path, dataset_folder: Path) -> None:
    before = (dataset_folder / versions.DATABASE).read_bytes()
    code, out, err = run("sql", query.format(folder=tmp_path))
    assert (code, out) == (1, "")
    assert err.startswith("Frågan gick inte att köra: ")
    assert "Traceback" not in err
    assert list(tmp_path.rglob("*.*")) == []
    assert (dataset_folder / versions.DATABASE).read_bytes() == before


@pytest.mark.parametrize("query", ["", "  ", ";", "-- bara en kommentar"])
def test_an_empty_query_is_said_to_be_empty(query: str, run: Run) -> None:
    code, out, err = run("sql", query)
    assert (code, out) == (1, "")
    assert err.startswith("Frågan är tom. Skriv till exempel ”SELECT")


@pytest.mark.parametrize("query", ["SELEKT 1", "SELECT * FROM finns_inte", "SELECT $okand"])
def test_a_wrong_query_is_explained(query: str, run: Run) -> None:
    code, out, err = run("sql", query)
    assert (code, out) == (1, "")
    assert err.startswith("Frågan gick inte att köra: ")


@pytest.mark.parametrize("arguments", [(), ("bygg",), ("sql",), ("info", "--json5"), ("build", "extra")])
def test_wrong_usage_exits_with_two(arguments: tuple[str, ...], run: Run) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("usage: python -m dashboard")


@pytest.mark.parametrize("verb", [("info",), ("sql", "SELECT 1")])
def test_without_a_dataset_a_verb_says_what_to_do(verb: tuple[str, ...], tmp_path: Path) -> None:
    done = process(*verb, MEDELKARTAN_DATASET=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == "Det finns ingen byggd datamängd än. Kör ”make data” för att bygga den."


def test_a_setting_that_cannot_be_read_is_named() -> None:
    done = process("info", MEDELKARTAN_EXAMPLES="kanske")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Inställningen MEDELKARTAN_EXAMPLES är ”kanske”. Skriv 1")


def test_coverage_counts_every_number_of_every_document(run: Run) -> None:
    code, out, err = run("check", "--coverage")
    assert (code, err) == (0, "")
    for path in sorted((ROOT / "data/published").glob("*/numbers.csv")):
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        in_ledger = (rows["figure_ids"] != "").sum()
        stated = pd.read_csv(path.with_name("statements.csv"), dtype=str, keep_default_na=False)
        places = set(" ".join(stated["numbers"]).split())
        in_statements = (rows["figure_ids"] == "") & (rows["line"] + "." + rows["ordinal"]).isin(places)
        left_out = ((rows["figure_ids"] == "") & ~in_statements & (rows["left_out_sv"] != "")).sum()
        assert (
            f"{path.parent.name}: {len(rows)} tal, {in_ledger} i liggaren, {in_statements.sum()} i utsagor, {left_out} utelämnade, 0 oförklarade"
            in out
        )


def test_the_command_itself_answers() -> None:
    done = process("--help")
    assert done.returncode == 0
    assert {
        verb
        for verb in ("build", "check", "info", "sql", "import", "export")
        if f"    {verb} " in done.stdout
    } == {
        "build",
        "check",
        "info",
        "sql",
        "import",
        "export",
    }
