"""Figures whose labels hold intervals: name, bar and amount stand beside each other where a telephone shows them."""

from collections.abc import Iterator

import pytest
from dataset_years import YEARS

from dashboard import queries
from dashboard.core.codes import COUNTRY
from dashboard.core.filters import Filters
from dashboard.core.language import LANGUAGES, SOURCE_LANGUAGE
from dashboard.core.result import Result
from dashboard.core.story import Step
from dashboard.dataset.store import Reader
from dashboard.exports.still import lettering
from dashboard.figures import bars, spread
from dashboard.locale import speak_in

# What a card leaves for its figure in a window of 390 pixels.
WIDTH_PX = 326
SMALLEST_PLOT_PX = 120
LADDERS = {"municipality_ladder": 4, "county_ladder": 2, "county_region_ladder": 2, "country_ladder": 2}


@pytest.fixture(autouse=True)
def in_swedish_afterwards() -> Iterator[None]:
    yield
    speak_in(SOURCE_LANGUAGE)


def ladders(reader: Reader) -> Iterator[Result]:
    codes = reader.rows(
        """SELECT municipality_code AS code FROM municipality UNION ALL SELECT county_code FROM county ORDER BY ALL"""
    )["code"].tolist()
    for question, length in LADDERS.items():
        for code in [COUNTRY] if question == "country_ladder" else [c for c in codes if len(c) == length]:
            for year in YEARS:
                step = Step(question, Filters(year=year, area_code=code, examples=True))
                result = queries.answer(reader, step)
                if not result.is_empty:
                    yield result


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_amount_beside_a_bar_is_whole(reader: Reader, spoken: str) -> None:
    speak_in(spoken)
    cut_off, looked_at = [], 0
    for result in ladders(reader):
        spec = bars.ladder(result).to_plotly_json()
        layout, written = spec["layout"], spec["data"][0]
        names = [
            lettering.measured(name, layout["yaxis"]["tickfont"]["size"])[0]
            for name in layout["yaxis"]["categoryarray"]
        ]
        margin = layout["margin"]
        left = margin["l"] + max(names) + layout["yaxis"]["ticklabelstandoff"]
        plot = WIDTH_PX - margin["r"] - left
        for value, text in zip(written["x"], written["text"], strict=True):
            end = left + plot * value / layout["xaxis"]["range"][1]
            looked_at += 1
            if end + lettering.measured(text, layout["font"]["size"])[0] > WIDTH_PX:
                cut_off.append((result.title, text))
    assert looked_at > 2000
    assert cut_off == []


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("year", YEARS)
def test_names_with_medians_leave_room_for_the_ranges(reader: Reader, spoken: str, year: int) -> None:
    speak_in(spoken)
    result = queries.answer(reader, Step("equity_by_size", Filters(year=year, examples=False)))
    layout = spread.ranges(result).to_plotly_json()["layout"]
    names = spread.ranges(result).to_plotly_json()["data"][0]["y"]
    widest = max(lettering.measured(name, layout["font"]["size"])[0] for name in names)
    assert WIDTH_PX - layout["margin"]["l"] - layout["margin"]["r"] - widest >= SMALLEST_PLOT_PX
