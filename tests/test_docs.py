"""The documents say what the program has: verbs, settings, pages, tables, packages; and every link leads somewhere."""

import argparse
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from bench.report import TARGETS

from dashboard import cli
from dashboard.core.settings import ROOT
from dashboard.dataset import dictionary
from dashboard.ui.navigation import IMPORT_PAGE, PAGES

DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text()
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH_IN_TEXT = re.compile(
    r"`((?:src|pages|data|geo|docs|tests|bench|build|core|ui|queries|figures|dataset|sources)/[\w./-]+\.\w+)`"
)
# What a build or an import writes is not in the repository.
MADE_IN_USE = ("data/dataset/", "data/imports/")
# Where installations come from and what machine this was written on are nobody's business but the machine's.
KEPT_OUT = (
    "pypi" + ".",
    "pythonhosted" + ".",
    "npmjs" + ".",
    "index" + "-url",
    "/work" + "/",
    "/tmp" + "/",
    "/root" + "/",
)


def verbs() -> list[str]:
    """Every verb of the command line."""
    actions = cli._parser()._actions
    return [
        verb
        for action in actions
        if isinstance(action, argparse._SubParsersAction)
        for verb in action.choices
    ]


def settings() -> list[str]:
    """Every environment variable that the program, its tests or its scripts read."""
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "bench").glob("*.py"), *(ROOT / "bin").iterdir()]
    return sorted({name for file in files for name in re.findall(r"MEDELKARTAN_[A-Z]+", file.read_text())})


def tracked() -> list[Path]:
    """The text files of the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    files = [ROOT / name for name in listed.split("\0") if name]
    return [file for file in files if file.is_file() and b"\0" not in file.read_bytes()[:1000]]


def test_readme_fits_on_a_screen() -> None:
    assert len(README.splitlines()) < 100


@pytest.mark.parametrize("verb", verbs())
def test_readme_has_every_verb(verb: str) -> None:
    commands = README.split("## Commands")[1].split("\n## ")[0]
    assert re.search(rf"`{verb}\b", commands)


@pytest.mark.parametrize("name", settings())
def test_readme_has_every_setting(name: str) -> None:
    assert f"`{name}`" in README.split("## Settings")[1].split("\n## ")[0]


def test_readme_names_no_setting_that_is_gone() -> None:
    assert set(re.findall(r"MEDELKARTAN_[A-Z]+", README)) == set(settings())


@pytest.mark.parametrize("page", (*PAGES, IMPORT_PAGE), ids=lambda page: page.name)
def test_every_page_is_described(page: object) -> None:
    row = f"| `/{page.url_path}` | {page.title()} | `pages/{page.name}.py` | "  # type: ignore[attr-defined]
    assert re.search(re.escape(row) + r"\w.+ \|\n", ARCHITECTURE)


def test_no_page_is_described_that_is_gone() -> None:
    described = set(re.findall(r"`pages/(\w+)\.py` \|", ARCHITECTURE))
    assert described == {path.stem for path in (ROOT / "pages").glob("*.py")}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    links = [link for link in LINK.findall(document.read_text()) if not link.startswith("http")]
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_is_named_is_there(document: Path) -> None:
    named = [name for name in PATH_IN_TEXT.findall(document.read_text()) if not name.startswith(MADE_IN_USE)]
    homes = (ROOT, ROOT / "src" / "dashboard")
    assert [name for name in named if not any((home / name).exists() for home in homes)] == []


def test_readme_leads_to_every_document() -> None:
    reachable, new = set(), {ROOT / "README.md"}
    while new:
        document = new.pop()
        reachable.add(document)
        links = {
            (document.parent / link).resolve()
            for link in LINK.findall(document.read_text())
            if link.endswith(".md")
        }
        new |= links - reachable
    assert reachable == set(DOCUMENTS)


def test_the_data_dictionary_is_current() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "dictionary"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == dictionary.markdown()
    assert (ROOT / "docs" / "data-dictionary.md").read_text() == done.stdout, "run `make dictionary`"


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "decisions" / "0005-dependencies.md").read_text()
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    assert [name for name in wanted if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", reasons)] == []


def test_every_dependency_is_pinned() -> None:
    pinned = {
        line.partition("==")[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
    }
    wanted = {name.lower() for name in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"])}
    assert wanted - pinned == set()


def test_constraints_hold_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_the_measured_results_say_what_was_measured() -> None:
    results = json.loads((ROOT / "bench" / "results.json").read_text())
    assert {name: target["at_most"] for name, target in results["targets"].items()} == TARGETS
    for name, target in results["targets"].items():
        assert target["met"] == (results["values"][name] <= target["at_most"])


def test_no_address_of_a_package_index_and_no_path_of_a_machine() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {word}"
        for file in tracked()
        for word in KEPT_OUT
        if word in file.read_text(errors="ignore").lower()
    ]
    assert found == []
