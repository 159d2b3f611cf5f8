"""The places and words that received files are read against, taken from a version of the dataset."""

from collections.abc import Mapping

import pandas as pd

from dashboard.dataset.store import Reader
from dashboard.sources.forms.places import Places

_COLUMNS = {
    "municipality": "municipality_code, name, county_code",
    "county": "county_code, name, region_name",
    "recipient": "recipient_id, kind, name, area_code",
    "activity_type": "activity_type_id, name_sv, recipient_kind",
    "violence_area": "violence_area_id, name_sv",
    "target_group": "target_group_id, name_sv",
    "method": "method_id, name_sv",
    "question": "question_id, name_sv",
    "key_figure": "key_figure_id, name_sv",
}


def places_from(tables: Mapping[str, pd.DataFrame]) -> Places:
    """Places from the tables of a dataset."""
    return Places(**{name: tables[name][columns.split(", ")] for name, columns in _COLUMNS.items()})


def places_of(reader: Reader) -> Places:
    """Places from an opened version of the dataset."""
    return places_from(
        {name: reader.stored_rows(f"SELECT {columns} FROM {name}") for name, columns in _COLUMNS.items()}
    )
