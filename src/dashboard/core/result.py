"""An answer to a question: rows with their unit, their sentence and where they come from.

Figure, table, file and slide are all made from the same `Result`, so they cannot disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from dashboard.core.status import Status, doubtful, explanation, ordered, sign
from dashboard.core.story import Step


@dataclass(frozen=True)
class Column:
    """One column of a result: its name in the rows, its heading, and the unit its values are in (empty for text).

    `on_screen` and `in_files` say where it is shown: a column of words for the reader need not be in the files, nor raw numbers
    on the screen. `low` and `high` name the columns of the rows that hold the ends of an estimate; where a row has them its value is
    written with its interval (core/estimates.py), and files have a column for each end. A row with ends and no value has no point.
    `digits` names the column of the rows that holds how many digits an estimate without ends can bear; none of what is known.
    """

    name: str
    label: str
    unit: str = ""
    on_screen: bool = True
    in_files: bool = True
    low: str = ""
    high: str = ""
    digits: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers, which align right."""
        return bool(self.unit)


@dataclass(frozen=True)
class Provenance:
    """A source and the place in it that figures were taken from."""

    source_id: str
    title: str
    locator: str


@dataclass(frozen=True)
class Sign:
    """A word that marks figures, what it means where it stands, and the status that it is about."""

    word: str
    meaning: str
    status: Status


@dataclass(frozen=True)
class Result:
    """An answer.

    `rows` holds one row per thing shown, in the order it is shown, with the columns that `columns` describe and, where rows
    differ in it, a `status` column. `sentence` says what the figures say, without claiming cause. `notes` say what
    is not included or not known. `context` holds what a figure needs beside the rows, such as the values of all
    years for fixed classes. An empty `rows` with a note is an answer too. `made` says how those of its figures were worked out that are
    worked out; `doubt`, if any of them is very uncertain, why. `asked` is the question it answers, where it was asked as one of the
    program's questions.
    """

    result_id: str
    title: str
    sentence: str
    rows: pd.DataFrame
    columns: tuple[Column, ...]
    unit: str
    provenance: tuple[Provenance, ...]
    statuses: tuple[Status, ...] = ()
    notes: tuple[str, ...] = ()
    context: Mapping[str, Any] = field(default_factory=dict)
    made: str = ""
    doubt: str = ""
    asked: Step | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return self.rows.empty

    @property
    def has_examples(self) -> bool:
        """Whether any of the rows is example data."""
        return Status.SYNTHETIC in self.statuses

    @property
    def signs(self) -> tuple[Sign, ...]:
        """The signs of its figures, from printed to invented; a printed figure has none."""
        found = []
        for status in self.statuses:
            if sign(status):
                found.append(Sign(sign(status), self.meaning_of(status), status))
            if status is Status.MODELLED and self.doubt:
                found.append(Sign(doubtful(), self.doubt, status))
        return tuple(found)

    def meaning_of(self, status: Status) -> str:
        """What the status means here: of a figure that is worked out, how that was done."""
        return self.made if status is Status.MODELLED and self.made else explanation(status)


def statuses_of(rows: pd.DataFrame) -> tuple[Status, ...]:
    """The statuses present in the rows' `status` column, from printed to invented."""
    return ordered(set(rows["status"].dropna())) if "status" in rows else ()
