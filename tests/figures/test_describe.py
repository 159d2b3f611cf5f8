"""The text alternative of a figure: its title ends as it ends."""

from dataclasses import replace

import pytest

from dashboard.core.filters import Filters
from dashboard.core.story import Step
from dashboard.dataset.store import Reader
from dashboard.figures.describe import text_alternative
from dashboard.queries import answer


@pytest.mark.parametrize(
    ("title", "begins"), [("Har medlen bidragit?", "Har medlen bidragit? "), ("Antal", "Antal. ")]
)
def test_a_title_has_one_mark_at_its_end(reader: Reader, title: str, begins: str) -> None:
    result = replace(answer(reader, Step("country_recipients", Filters())), title=title)
    assert text_alternative(result).startswith(begins + result.sentence[:10])
