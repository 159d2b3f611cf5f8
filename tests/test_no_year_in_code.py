"""Years are data: no number in the program, and no whole text, is a year. Where the data has another year the program needs no change."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.core.settings import ROOT

FIRST, LAST = 1990, 2040
CODE = ROOT / "src" / "dashboard"
# What the documents say of each year is transcribed and agreed with here, and examples are made to agree with it.
OF_THE_DOCUMENTS = ("build/reconcile.py", "build/allocations.py", "build/examples/")
# Numbers that look like years and are none: how much of a file is looked at, and the days that a spreadsheet can hold.
NO_YEARS = {
    ("sources/forms/books.py", 2000),
    ("sources/forms/kinds.py", 2000),
    ("sources/forms/values.py", 2000),
}
# Not done yet, with the reason. The list may only become shorter.
NOT_YET = {
    "build/checks.py": "Stockholm's extra payment of one year, which the documents count otherwise",
    "queries/activity_years.py": "sets figures of different documents beside each other, year by year",
    "queries/county_actors.py": "splits a sentence where one document ends and the next begins",
    "queries/pairs.py": "compares the activities of the one year that has them from everybody",
    "queries/reported.py": "knows which questions the report of one year asked",
    "queries/results.py": "shows the answers of one evaluation's three years",
    "sources/forms/places.py": "the years that a received file may be about",
    "sources/forms/report_layout.py": "the year that the report's template begins with",
}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(CODE.rglob("*.py")):
        name = path.relative_to(CODE).as_posix()
        if not name.startswith(OF_THE_DOCUMENTS):
            yield name, path
    for path in [*sorted((ROOT / "pages").glob("*.py")), ROOT / "app.py"]:
        yield path.relative_to(ROOT).as_posix(), path


def years_in(source: str) -> list[int]:
    """The numbers and whole texts of a program that are years."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
            continue
        if isinstance(node.value, str) and re.fullmatch(r"\d{4}", node.value):
            found.append(int(node.value))
        elif isinstance(node.value, int):
            found.append(node.value)
    return [year for year in found if FIRST <= year <= LAST]


@pytest.mark.parametrize(
    ("source", "years"),
    [
        ("a = 2016", [2016]), ("a = (2020, 2021)", [2020, 2021]), ("a = {'2016': 1}", [2016]), ("f(year=2024)", [2024]),
        ("a = 'sos-2017.municipalities'", []), ("a = 1989 + 2041", []), ("a = True", []), ("a = '2020–2022'", []),
        ("if year >= 2020: pass", [2020]), ("f'{2022}'", [2022]),
    ],
)  # fmt: skip
def test_a_year_is_recognised(source: str, years: list[int]) -> None:
    assert sorted(years_in(source)) == years


def test_no_year_stands_in_the_program() -> None:
    found = {
        name: years
        for name, path in modules()
        if (years := [y for y in years_in(path.read_text(encoding="utf-8")) if (name, y) not in NO_YEARS])
    }
    assert found.keys() - NOT_YET.keys() == set(), found
    # Who is done leaves the list.
    assert NOT_YET.keys() - found.keys() == set()
