"""What the tests of files share: documents of places that differ, and boundaries of the version that the tests built."""

from datetime import date

import pytest

from dashboard.core import address
from dashboard.core.document import Document
from dashboard.core.filters import Filters, in_words
from dashboard.core.settings import Settings
from dashboard.core.stamp import Stamp
from dashboard.dataset import store, versions
from dashboard.exports.still import boundaries
from dashboard.queries import areas, documents, stories

SITE = "https://medelkartan.example"
# The country, a middling county, the two with most and fewest municipalities, and three municipalities: ordinary, largest, smallest.
PLACES = ("00", "17", "14", "09", "1780", "0180", "2403")


@pytest.fixture(scope="session")
def geometry(settings: Settings, manifest: versions.Manifest) -> boundaries.Boundaries:
    """The boundaries of the version that the tests built."""
    return boundaries.read(settings.dataset_dir / versions.GEOGRAPHY, manifest.geography)


def document_of(reader: store.Reader, code: str, **chosen: object) -> Document:
    """The ready document of a place, with example data, made on a day that stands still."""
    filters = Filters(area_code=code, **{"examples": True, **chosen})  # type: ignore[arg-type]
    place = areas.names(reader).get(code, "riket")
    stamp = Stamp(
        reader.version,
        date(2026, 11, 24),
        in_words(filters, frozenset({"year", "examples"}), place),
        address.of_profile(SITE, filters, reader.version),
    )
    return documents.document(reader, stories.ready(reader, code, filters), stamp)


@pytest.fixture(scope="session")
def profiles(reader: store.Reader) -> dict[str, Document]:
    """The documents of all places above, by code."""
    return {code: document_of(reader, code) for code in PLACES}
