"""The interface's texts: all of them reach the translators, and the translators' file is current."""

import ast
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.core.settings import ROOT

POT = "src/dashboard/locale/medelkartan.pot"
PAGES = sorted((ROOT / "pages").glob("*.py"))
DRAWN = sorted((ROOT / "src" / "dashboard" / "ui").glob("*.py"))
# Slugs, column names and keys are not read by anyone.
READ_BY_PEOPLE = re.compile(r"[A-ZÅÄÖ ]|[åäö]")


def extraction(target: Path) -> list[str]:
    """The command behind `make text`, as it stands in the Makefile, writing elsewhere."""
    line = next(
        line for line in (ROOT / "Makefile").read_text().splitlines() if "pybabel --quiet extract" in line
    )
    _program, *arguments = shlex.split(line.replace(POT, str(target)))
    return [sys.executable, "-m", "babel.messages.frontend", *arguments]


def test_the_translators_file_is_current(tmp_path: Path) -> None:
    target = tmp_path / "now.pot"
    subprocess.run(extraction(target), cwd=ROOT, check=True)
    assert (ROOT / POT).read_text() == target.read_text(), "run `make text`"


def untranslated(tree: ast.Module, called_on: str) -> Iterator[str]:
    """Texts for people that are handed to a function of a module, outside `_` and `ngettext`."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        function = call.func
        if not (isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)):
            continue
        if function.value.id != called_on:
            continue
        for argument in call.args:
            text = argument.value if isinstance(argument, ast.Constant) else None
            if isinstance(text, str) and READ_BY_PEOPLE.search(text):
                yield f"{argument.lineno}: {text}"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_pages_hand_over_texts_that_can_be_translated(page: Path) -> None:
    assert list(untranslated(ast.parse(page.read_text()), "ui")) == []


def unmarked_parts(tree: ast.Module) -> list[int]:
    """Lines where `ui.section` is handed a title that is not marked with `N_`, and would have another address in another language."""
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == "ui.section"]
    return [
        title.lineno
        for call in calls
        for title in call.args
        if not (isinstance(title, ast.Call) and ast.unparse(title.func) == "N_")
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_part_of_a_page_has_one_address_in_every_language(page: Path) -> None:
    assert unmarked_parts(ast.parse(page.read_text())) == []


def test_an_unmarked_part_is_noticed() -> None:
    assert unmarked_parts(ast.parse("ui.section(N_('Karta'),\n_('Lista'))")) == [2]


@pytest.mark.parametrize("module", DRAWN, ids=lambda path: path.stem)
def test_what_streamlit_writes_can_be_translated(module: Path) -> None:
    assert list(untranslated(ast.parse(module.read_text()), "st")) == []


def test_a_bare_text_is_noticed() -> None:
    bare = ast.parse("ui.heading('Karta')\nui.ask('area_values')\nui.heading(_('Karta'))")
    assert list(untranslated(bare, "ui")) == ["1: Karta"]


def test_texts_with_values_name_them() -> None:
    """A translator may need another order: every value in a text has a name."""
    texts = [
        ast.literal_eval(found)
        for found in re.findall(r'^msgid ("(?:[^"\\]|\\.)*")$', (ROOT / POT).read_text(), re.M)
    ]
    assert [text for text in texts if re.search(r"\{\d*\}|%[sd]", text)] == []
