"""A card as a picture that stands alone: all that the card says is in it, and nothing reaches its edge."""

import io
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from dashboard.core.filters import Filters
from dashboard.core.result import Result
from dashboard.core.settings import Settings
from dashboard.core.stamp import Stamp
from dashboard.core.status import explanation
from dashboard.dataset import store, versions
from dashboard.exports import framed
from dashboard.exports.still import boundaries
from dashboard.queries import QUERIES

SVG = "{http://www.w3.org/2000/svg}"
STAMP = Stamp(
    "v1-0123456789ab",
    date(2026, 3, 9),
    "Kronobergs län · 2022",
    "https://medelkartan.example/lan?omrade=07&kort=county_ladder&version=v1-0123456789ab",
)
DRAWN = (
    "county_ladder",
    "county_comparison",
    "area_values",
    "white_spots_work",
    "regions",
    "country_development",
)


@pytest.fixture(scope="module")
def geometry(settings: Settings, manifest: versions.Manifest) -> boundaries.Boundaries:
    """The boundaries of the version that the tests built."""
    return boundaries.read(settings.dataset_dir / versions.GEOGRAPHY, manifest.geography)


@pytest.fixture(scope="module")
def ladder(reader: store.Reader) -> Result:
    """A card with signs, notes and more than one source: a county of which no claim is printed, so that its sums are of examples alone."""
    return QUERIES["county_ladder"](reader, Filters(examples=True, area_code="07"))


def pixels(picture: bytes | None) -> np.ndarray:
    """The picture's pixels, a row of red, green and blue each."""
    assert picture is not None
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))


def read(picture: bytes | None) -> ElementTree.Element:
    """A vector picture, read as XML."""
    assert picture is not None
    return ElementTree.fromstring(picture)


def ink(shown: np.ndarray) -> int:
    """How many of the pixels are dark."""
    return int((shown.max(axis=2) < 160).sum())


def test_a_vector_picture_says_all_that_the_card_says(
    ladder: Result, geometry: boundaries.Boundaries
) -> None:
    picture = read(framed.svg(ladder, geometry, STAMP))
    said = picture.findtext(f"{SVG}desc", "")
    assert picture.findtext(f"{SVG}title") == ladder.title
    assert ladder.has_examples and len(ladder.provenance) == 2 and ladder.notes
    for text in (
        ladder.title,
        ladder.sentence,
        *ladder.notes,
        *(place.title for place in ladder.provenance),
        *(place.locator for place in ladder.provenance),
        "mycket osäkert",
        "(beräknat, exempeldata)",
        explanation("synthetic"),
        STAMP.version,
        "2026-03-09",
        STAMP.filters_text,
        STAMP.address,
    ):
        assert text in said, text


def test_what_is_said_is_also_drawn(ladder: Result, geometry: boundaries.Boundaries) -> None:
    """Without title, sentence, signs, notes, sources or filters the picture has less ink and is lower; a longer title is seen."""
    # A hatched bar has a little more or less ink from one height of the picture to another; the first bar is whole.
    ladder = replace(ladder, rows=ladder.rows.iloc[:1])
    whole = pixels(framed.png(ladder, geometry, STAMP))
    less = {
        "sentence": replace(ladder, sentence=""),
        "signs": replace(ladder, statuses=()),
        "notes": replace(ladder, notes=()),
        "sources": replace(ladder, provenance=()),
    }
    for name, result in less.items():
        shown = pixels(framed.png(result, geometry, STAMP))
        assert shown.shape[0] < whole.shape[0] and ink(shown) < ink(whole), name
    shown = pixels(framed.png(ladder, geometry, replace(STAMP, filters_text="")))
    assert shown.shape[0] < whole.shape[0] and ink(shown) < ink(whole)
    assert ink(pixels(framed.png(replace(ladder, title="I"), geometry, STAMP))) < ink(whole)


def test_the_sign_of_example_data_has_a_fill_of_its_own(
    ladder: Result, geometry: boundaries.Boundaries
) -> None:
    fill = np.array([0xFD, 0xEB, 0xD8])

    def filled(result: Result) -> int:
        return int((pixels(framed.png(result, geometry, STAMP)) == fill).all(axis=2).sum())

    assert filled(ladder) > 1000
    assert filled(replace(ladder, statuses=("modelled",))) == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("question", DRAWN)
def test_a_picture_is_as_wide_as_promised_and_white_at_its_edges(
    reader: store.Reader, geometry: boundaries.Boundaries, question: str
) -> None:
    shown = pixels(
        framed.png(QUERIES[question](reader, Filters(examples=True, area_code="07")), geometry, STAMP)
    )
    assert shown.shape[1] == framed.WIDTH_PX
    for edge in (shown[:20], shown[-20:], shown[:, :20], shown[:, -20:]):
        assert (edge == 255).all()
    assert ink(shown) > 5000


@pytest.mark.parametrize(
    "text",
    [
        "ord " * 150,
        "https://medelkartan.example/" + "x" * 900,
        "<b>&amp;</b> " * 60,
        "<script>alert(1)</script>",
    ],
)
def test_long_and_odd_texts_stay_inside(ladder: Result, geometry: boundaries.Boundaries, text: str) -> None:
    """Words are wrapped, a word longer than the sheet is broken, and markup in a text is text."""
    odd = replace(ladder, title=text, sentence=text, notes=(text,))
    stamp = replace(STAMP, address=text)
    shown = pixels(framed.png(odd, geometry, stamp))
    for edge in (shown[:20], shown[-20:], shown[:, :20], shown[:, -20:]):
        assert (edge == 255).all()
    picture = read(framed.svg(odd, geometry, stamp))
    assert picture.findtext(f"{SVG}title") == text
    assert not picture.findall(f".//{SVG}script")


def test_markup_in_a_title_is_drawn_as_it_stands(ladder: Result, geometry: boundaries.Boundaries) -> None:
    """Were it read as markup, the tags would not be seen."""
    plain, marked = (
        ink(pixels(framed.png(replace(ladder, title=title), geometry, STAMP)))
        for title in ("Pengar", "<i>Pengar</i>")
    )
    assert marked > plain + 200


def test_a_card_without_a_figure_has_no_picture(
    reader: store.Reader, geometry: boundaries.Boundaries, ladder: Result
) -> None:
    for result in (
        QUERIES["recommendations"](reader, Filters(examples=True)),
        replace(ladder, rows=pd.DataFrame()),
    ):
        assert framed.svg(result, geometry, STAMP) is None
        assert framed.png(result, geometry, STAMP) is None
