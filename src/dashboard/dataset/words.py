"""The dataset's Swedish texts in another language: rows are translated where they are read, and nowhere else."""

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd

from dashboard.core.locators import in_english
from dashboard.dataset.schema import TABLES

# The same name is a place wherever a table has it; a query keeps the name, or puts something before it.
_PLACES = tuple({f.name for table in TABLES for f in table.fields if f.is_place})


class Words:
    """The texts of one version of the dataset and their translations. Safe to share between threads."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._place = cache(lambda place: in_english(place, known))

    def in_rows(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows with every text that has a translation in that translation, and places in documents part by part.

        A text that has none stays as it is: a name, a code, and what somebody wrote in a file of their own. The texts of a list are
        translated one by one: a query that wants several texts in one asks for a list, and puts it together afterwards.
        """
        texts = [
            name for name in rows if rows[name].dtype == object or pd.api.types.is_string_dtype(rows[name])
        ]
        return rows.assign(**{name: self._in_column(rows[name]) for name in texts})

    def _in_column(self, values: pd.Series) -> pd.Series:
        if str(values.name).endswith(_PLACES):
            return values.map(self._place, na_action="ignore")
        return values.map(self._in_cell, na_action="ignore")

    def _in_cell(self, value: object) -> object:
        if isinstance(value, np.ndarray):
            return [self._in_cell(one) for one in value]
        return self._known.get(value, value) if isinstance(value, str) else value
