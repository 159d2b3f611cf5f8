"""The catalogue of findings: every code is used, every sentence can be filled, and the document is current."""

import ast
from collections.abc import Iterator
from string import Formatter

import pytest

from dashboard.core.settings import ROOT
from dashboard.sources.forms.catalogue import CATALOGUE, Entry, finding
from dashboard.sources.forms.findings_document import markdown

SOURCES = [
    path
    for folder in ("sources/forms", "build/imports")
    for path in sorted((ROOT / "src" / "dashboard" / folder).glob("*.py"))
    if path.name != "catalogue.py"
]
ALWAYS = {"file", "sheet", "cell", "value"}


def placeholders(entry: Entry) -> set[str]:
    """The facts that the sentence needs."""
    return {name for _, name, _, _ in Formatter().parse(entry.text_sv) if name} - ALWAYS


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """Every call with a code of the catalogue and facts that can be seen: where it stands, the code, the names of the facts."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            code = node.args[0].value
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if code not in CATALOGUE or name not in ("add", "finding", "Unreadable", "Problem"):
                continue
            if any(keyword.arg is None for keyword in node.keywords):
                continue
            facts = {keyword.arg or "" for keyword in node.keywords}
            if name == "Problem" and len(node.args) > 2:
                if not isinstance(node.args[2], ast.Dict) or None in node.args[2].keys:
                    continue
                facts |= {key.value for key in node.args[2].keys if isinstance(key, ast.Constant)}
            yield f"{path.name}:{node.lineno}", code, facts


def test_every_call_gives_the_facts_that_its_sentence_needs() -> None:
    seen = list(calls())
    assert len(seen) > 40
    assert [(where, code) for where, code, facts in seen if not placeholders(CATALOGUE[code]) <= facts] == []


def test_every_code_is_used() -> None:
    used = {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(CATALOGUE) - used) == []


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda e: e.code)
def test_texts_are_sentences(entry: Entry) -> None:
    assert entry.title_sv[0].isupper() and not entry.title_sv.endswith(".")
    assert entry.advice_sv.endswith(".")
    assert entry.text_sv.rstrip().endswith((".", "{suggestions}", "{problem}"))


def test_a_forgotten_fact_is_a_bug_and_not_a_sentence_with_a_hole() -> None:
    with pytest.raises(KeyError):
        finding("unknown_place", file="a.xlsx", value="Xköping")


def test_what_stands_in_a_cell_cannot_change_the_sentence() -> None:
    said = finding("unknown_place", file="a.xlsx", value="{file}\n{0}\u202e", suggestions="")
    assert "”{file} {0}”" in said.text_sv
    assert "\n" not in said.text_sv and "\u202e" not in said.text_sv


def test_the_document_is_current() -> None:
    assert (ROOT / "docs" / "findings.md").read_text() == markdown(), "run `make dictionary`"
