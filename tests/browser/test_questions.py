"""The questions of docs/questions.md, each walked from the start page in at most three clicks."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from visitor import Visit, Visitor

from dashboard.core.settings import ROOT

pytestmark = pytest.mark.browser

START = "Översikt"
MOST_CLICKS = 3
_PART = re.compile(r"\[(?P<part>.+)\]$")
_FILTER = re.compile(r"(?P<label>[^:]+): (?P<option>.+)$")


def walks(path: Path = ROOT / "docs" / "questions.md") -> list[tuple[str, list[str], str]]:
    """Question, steps and the words that the answer is known by, from the table in the document."""
    rows = [
        [cell.strip() for cell in line.strip("| \n").split("|")]
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| Fråga")
    ]
    return [(question, [s for s in way.split(" → ") if s != START], answer) for question, way, answer in rows]


def take(visitor: Visitor, step: str) -> None:
    if part := _PART.match(step):
        visitor.page.get_by_test_id("stMain").get_by_role("radio", name=part["part"], exact=True).click()
    elif choice := _FILTER.match(step):
        visitor.choose(choice["label"], choice["option"])
    else:
        visitor.go_to(step)
        expect(visitor.page).to_have_title(re.compile(f"^{step} "))
    visitor.settle()


def test_there_are_at_least_twenty_questions() -> None:
    assert len(walks()) >= 20


@pytest.mark.parametrize(("question", "steps", "answer"), walks(), ids=[w[0] for w in walks()])
def test_the_way_leads_to_the_answer(visit: Visit, question: str, steps: list[str], answer: str) -> None:
    assert len(steps) <= MOST_CLICKS
    visitor = visit("/")
    for step in steps:
        take(visitor, step)
    words = re.compile(re.escape(answer).replace(r"\ ", r"\s"))
    found = visitor.page.get_by_test_id("stMain")
    expect(found).to_contain_text(words)
    visitor.expect_well()
