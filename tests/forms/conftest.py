"""What the tests of forms share: the real dataset's places."""

import pytest

from dashboard.build.imports.places import places_of
from dashboard.dataset.store import Reader
from dashboard.sources.forms.places import Places


@pytest.fixture(scope="session")
def places(reader: Reader) -> Places:
    """The places and words of the built dataset."""
    return places_of(reader)
