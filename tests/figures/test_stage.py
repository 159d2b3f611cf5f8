"""Figures on the stage: large letters, no thin lines, and scales that stay when the year changes."""

from collections.abc import Iterator
from typing import Any

import pytest
from dataset_years import YEARS

from dashboard import queries
from dashboard.core.codes import COUNTRY
from dashboard.core.filters import Filters
from dashboard.core.result import Result
from dashboard.core.story import Step
from dashboard.dataset.store import Reader
from dashboard.figures import stage
from dashboard.queries import stories

GEOMETRY = {"municipality": "/geo/municipality", "county": "/geo/county"}
SMALLEST_LETTER_PX = 18
THINNEST_LINE_PX = 1.5
WESTERN, SMALLEST = "14", "2403"


def staged(reader: Reader, step: Step) -> stage.Staged | None:
    others = [
        queries.answer(reader, Step(step.question, step.filters.but(year=y), step.arguments)) for y in YEARS
    ]
    return stage.draw(queries.answer(reader, step), GEOMETRY, [o for o in others if not o.is_empty])


def parts(node: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield key, value
            yield from parts(value, key)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from parts(value, name)


@pytest.mark.parametrize("code", [COUNTRY, WESTERN, SMALLEST])
def test_letters_are_large_and_lines_thick(reader: Reader, code: str) -> None:
    drawn = 0
    for step in stories.ready(reader, code, Filters(examples=True)).steps:
        shown = staged(reader, step)
        if shown is None:
            continue
        drawn += 1
        spec = shown.figure.to_plotly_json()
        assert spec["layout"]["font"]["size"] == SMALLEST_LETTER_PX
        for name, value in parts(spec):
            if name.endswith("font") and isinstance(value, dict) and "size" in value:
                assert value["size"] >= SMALLEST_LETTER_PX, (step.question, name)
            if name == "line" and isinstance(value, dict) and value.get("width"):
                assert value["width"] >= THINNEST_LINE_PX, (step.question, value)
    assert drawn >= 4


@pytest.mark.parametrize("code", [COUNTRY, WESTERN, SMALLEST])
def test_the_same_measure_has_the_same_scale_in_every_year(reader: Reader, code: str) -> None:
    compared = 0
    for number, step in enumerate(stories.ready(reader, code, Filters(examples=True)).steps):
        scales = []
        for year in YEARS:
            step = stories.ready(reader, code, Filters(examples=True, year=year)).steps[number]
            shown = None if queries.answer(reader, step).is_empty else staged(reader, step)
            found = None if shown is None else scale(shown.figure.to_plotly_json())
            if found is not None:
                scales.append(found)
        assert all(s == pytest.approx(scales[0]) for s in scales), step.question
        compared += len(scales) > 1
    assert compared >= 4


def scale(spec: dict[str, Any]) -> list[float] | None:
    """The ends of the axis that values are read from, or the classes of a map; nothing for a map of amounts without points, which has none."""
    if spec["data"][0]["type"] == "choropleth":
        bar = spec["data"][0].get("colorbar")
        return [hash(text) for text in bar["ticktext"]] if bar else None
    bounds = spec["layout"]["xaxis"].get("range")
    return list(bounds) if bounds and spec["layout"]["xaxis"].get("ticktext") is None else []


def test_rows_that_have_no_room_are_counted(reader: Reader) -> None:
    result: Result = queries.answer(reader, Step("organisations", Filters(examples=True)))
    shown = stage.draw(result, GEOMETRY)
    assert shown is not None and shown.left_out > 0
    assert len(shown.figure.layout.yaxis.ticktext) + shown.left_out == len(result.rows)


def test_a_matrix_goes_on_in_columns_beside_each_other(reader: Reader) -> None:
    result = queries.answer(reader, Step("white_spots_money", Filters(examples=True, area_code=WESTERN)))
    shown = stage.draw(result, GEOMETRY)
    assert shown is not None
    layout = shown.figure.layout
    names = [n.strip() for axis in (layout.yaxis, layout.yaxis2, layout.yaxis3) for n in axis.ticktext]
    assert names == result.rows["name"].tolist()[: len(names)]
    assert len(names) + shown.left_out == len(result.rows)


@pytest.mark.parametrize("code", [COUNTRY, "22", "0180"])
def test_no_line_but_its_own_goes_through_a_row(reader: Reader, code: str) -> None:
    """Rows in columns are numbered from 0, and Plotly draws a line at 0 where it is not told otherwise."""
    for step in stories.ready(reader, code, Filters()).steps:
        shown = staged(reader, step)
        layout = shown.figure.to_plotly_json()["layout"] if shown else {}
        folded = [axis for name, axis in layout.items() if name.startswith("yaxis") and "yaxis2" in layout]
        assert all(axis.get("zeroline") is False for axis in folded), step.question
    assert (
        code != "22"
        or "yaxis2"
        in staged(reader, Step("county_comparison", Filters(area_code=code))).figure.to_plotly_json()[
            "layout"
        ]
    )  # type: ignore[union-attr]
