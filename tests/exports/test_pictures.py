"""The figures as still pictures: every one can be drawn, nothing is cut off, and the picture says what it is."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from inspect import signature
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from dashboard.core.filters import Filters
from dashboard.core.result import Result
from dashboard.core.settings import Settings
from dashboard.dataset import store, versions
from dashboard.exports import pictures
from dashboard.exports.still import boundaries
from dashboard.figures import catalogue
from dashboard.queries import QUERIES

SVG = "{http://www.w3.org/2000/svg}"
PLACES = ("00", "01", "24", "2403")


@pytest.fixture(scope="module")
def geometry(settings: Settings, manifest: versions.Manifest) -> boundaries.Boundaries:
    """The boundaries of the version that the tests built."""
    return boundaries.read(settings.dataset_dir / versions.GEOGRAPHY, manifest.geography)


def drawn_results(reader: store.Reader, geometry: boundaries.Boundaries, **filters: object) -> list[Result]:
    """The answers to all questions that the catalogue has a figure for."""
    chosen = Filters(examples=True, **filters)  # type: ignore[arg-type]
    alone = [
        query
        for query in QUERIES.values()
        if all(p.default is not p.empty for p in list(signature(query).parameters.values())[2:])
    ]
    results = [query(reader, chosen) for query in alone]
    return [r for r in results if catalogue.draw(r, geometry.addresses()) is not None]


def pixels(picture: bytes | None) -> np.ndarray:
    """The picture's pixels, a row of red, green and blue each."""
    assert picture is not None
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))


def texts(picture: bytes | None) -> dict[str, str]:
    """What a vector picture says about itself: its title and its description."""
    assert picture is not None
    root = ElementTree.fromstring(picture)
    return {name: root.findtext(f"{SVG}{name}", "") for name in ("title", "desc")}


@pytest.mark.parametrize("area_code", PLACES)
def test_every_figure_is_drawn_whole(
    reader: store.Reader, geometry: boundaries.Boundaries, area_code: str
) -> None:
    """The outermost pixels stay white on all four sides, so nothing reaches outside the sheet."""
    results = drawn_results(reader, geometry, area_code=area_code)
    assert len(results) > 20
    for result in results:
        shown = pixels(pictures.png(result, geometry, 700))
        assert shown.shape[1] == 700, result.result_id
        for edge in (shown[0], shown[-1], shown[:, 0], shown[:, -1]):
            assert (edge == 255).all(), result.result_id
        assert (shown < 128).any(), result.result_id


def test_a_vector_picture_says_what_it_shows(reader: store.Reader, geometry: boundaries.Boundaries) -> None:
    """Title, sentence and signs are in the file for those who do not see it."""
    result = QUERIES["county_ladder"](reader, Filters(examples=True, area_code="07"))
    said = texts(pictures.svg(result, geometry, 160))
    assert said["title"] == result.title
    assert result.sentence in said["desc"]
    assert "exempeldata" in said["desc"]


def test_a_vector_picture_is_as_wide_as_asked_for(
    reader: store.Reader, geometry: boundaries.Boundaries
) -> None:
    """Width in millimetres stands in the file; without a height it follows from the figure."""
    picture = pictures.svg(QUERIES["country_ladder"](reader, Filters(examples=True)), geometry, 160)
    assert picture is not None
    root = ElementTree.fromstring(picture)
    assert root.get("width") == "160.00mm"
    left, top, width, height = (float(part) for part in root.attrib["viewBox"].split())
    assert float(root.attrib["height"].removesuffix("mm")) == pytest.approx(160 * height / width, abs=0.01)


@pytest.mark.parametrize("size", [(640, 200), (640, 640), (300, 900)])
def test_a_picture_has_the_height_asked_for(
    reader: store.Reader, geometry: boundaries.Boundaries, size: tuple[int, int]
) -> None:
    """A figure that asks to be higher is made smaller as a whole; one that asks for less is given air."""
    for question in ("plan_timeline", "country_ladder", "area_values"):
        shown = pixels(pictures.png(QUERIES[question](reader, Filters(examples=True)), geometry, *size))
        assert (shown.shape[1], shown.shape[0]) == size, question


def test_example_data_is_hatched(reader: store.Reader, geometry: boundaries.Boundaries) -> None:
    """A bar of example data has white strokes in it; the same bar printed has none."""
    result = QUERIES["county_ladder"](reader, Filters(examples=True, area_code="07"))
    printed = replace(result, rows=result.rows.assign(status="published"), statuses=())
    colour = np.array([0x1F, 0x5C, 0x7A])

    def changes(picture: bytes | None) -> int:
        """How often the colour of the bars begins or ends along the middle of the second bar."""
        rows = (np.abs(pixels(picture).astype(int) - colour).sum(axis=2) < 12).astype(int)
        middle = int(rows.shape[0] * 0.375)
        return int(np.abs(np.diff(rows[middle])).sum())

    assert changes(pictures.png(printed, geometry, 800)) == 2
    assert changes(pictures.png(result, geometry, 800)) > 20


def test_a_map_explains_zero_and_missing(reader: store.Reader, geometry: boundaries.Boundaries) -> None:
    """The signs' names are part of the figure, since a picture has no line under it."""
    result = QUERIES["area_values"](reader, Filters(examples=True, measure_id="repaid"))
    assert {"zero", "missing"} <= set(result.rows["presence"])
    figure = catalogue.draw(result, geometry.addresses())
    assert figure is not None
    assert {"noll", "uppgift saknas"} <= {trace.name for trace in figure.data}


@pytest.mark.parametrize("values", ["equal", "one row", "all missing"])
def test_a_map_of_few_or_equal_values_is_drawn(
    reader: store.Reader, geometry: boundaries.Boundaries, values: str
) -> None:
    """A map with one class, one place or no values at all is still a picture."""
    result = QUERIES["area_values"](reader, Filters(examples=True))
    rows = result.rows
    if values == "equal":
        rows = rows.assign(value=100.0)
    elif values == "one row":
        rows = rows.head(1)
    else:
        rows = rows.assign(value=float("nan"), presence="missing")
    context = {**result.context, "every_value": rows["value"].dropna().tolist()}
    assert pixels(pictures.png(replace(result, rows=rows, context=context), geometry, 500)).shape[1] == 500


@pytest.mark.parametrize("count", [1, 2])
def test_a_figure_of_few_rows_is_drawn(
    reader: store.Reader, geometry: boundaries.Boundaries, count: int
) -> None:
    """Steps, dots, lines and ranges with a row or two."""
    for question in (
        "country_ladder",
        "country_development",
        "equity_by_size",
        "county_violence_areas",
        "regions",
    ):
        result = QUERIES[question](reader, Filters(examples=True, area_code="24"))
        few = replace(result, rows=result.rows.head(count))
        assert pixels(pictures.png(few, geometry, 600)).shape[1] == 600, question


def test_an_answer_without_a_figure_has_no_picture(
    reader: store.Reader, geometry: boundaries.Boundaries
) -> None:
    """A table is not drawn, and neither is an empty answer."""
    table = QUERIES["recommendations"](reader, Filters(examples=True))
    empty = replace(QUERIES["country_ladder"](reader, Filters(examples=True)), rows=pd.DataFrame())
    for result in (table, empty):
        assert pictures.svg(result, geometry, 160) is None
        assert pictures.png(result, geometry, 600) is None


def test_pictures_made_at_once_are_those_made_alone(
    reader: store.Reader, geometry: boundaries.Boundaries
) -> None:
    """Several visitors may ask at the same time."""
    results = [
        QUERIES[q](reader, Filters(examples=True, area_code="24"))
        for q in ("county_ladder", "regions", "area_values")
    ]
    alone = [pictures.png(result, geometry, 600) for result in results]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda result: pictures.png(result, geometry, 600), results * 4))
    assert together == alone * 4
