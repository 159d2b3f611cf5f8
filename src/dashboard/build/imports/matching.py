"""What is new in a received file: each of its rows set beside what the dataset already holds."""

import pandas as pd

from dashboard.build.imports.apply import (
    ACTIVITY_CONTENT,
    KEYS,
    REPORT,
    VALUES,
    is_imported,
    is_printed,
    tuples,
)
from dashboard.core.status import Status

NEW, SAME, STANDS = "new", "same", "printed stands"
_PAIR = ["recipient_id", "year"]
_GIVEN = (Status.PUBLISHED.value, Status.REPORTED.value)


def news(current: dict[str, pd.DataFrame], incoming: pd.DataFrame) -> pd.Series:
    """For each incoming row whether it is new, the same as what is there, or stands against a printed row that stays.

    A report of a recipient and year that the dataset still has invented rows for is new as a whole: it takes their place.
    """
    verdict = pd.Series(NEW, index=incoming.index, dtype=object)
    for name, key in KEYS.items():
        rows = incoming[incoming["table"] == name]
        if not rows.empty:
            verdict[rows.index] = _keyed(current[name], rows, key, VALUES[name])
    activities = incoming[incoming["table"] == "activity"]
    if not activities.empty:
        verdict[activities.index] = _activities(current["activity"], activities)
    still_invented = _invented_pairs(current) & set(_pairs(incoming))
    whole = pd.Series([pair in still_invented for pair in _pairs(incoming)], index=incoming.index, dtype=bool)
    return verdict.mask(whole & (incoming["form_id"] == REPORT) & (verdict == SAME), NEW)


def _pairs(rows: pd.DataFrame) -> list[tuple[object, object]]:
    return list(zip(rows["recipient_id"], rows["year"], strict=True))


def _invented_pairs(current: dict[str, pd.DataFrame]) -> set[tuple[object, object]]:
    found: set[tuple[object, object]] = set()
    for name in ("allocation", "activity", "self_assessment"):
        rows = current[name]
        found |= set(_pairs(rows[rows["status"] == Status.SYNTHETIC.value]))
    return found


def _keyed(current: pd.DataFrame, rows: pd.DataFrame, key: list[str], values: list[str]) -> pd.Series:
    given = current[current["status"].isin(_GIVEN)]
    printed = given[is_printed(given).to_numpy()]
    same = tuples(rows, key + values).isin(tuples(given, key + values))
    stands = tuples(rows, key).isin(tuples(printed, key))
    verdict = pd.Series(NEW, index=rows.index, dtype=object)
    return verdict.mask(stands, STANDS).mask(same, SAME)


def _activities(current: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """A recipient's activities of a year are the same only when all of them are: a report tells them all."""
    verdict = pd.Series(NEW, index=rows.index, dtype=object)
    there = current[is_imported(current).to_numpy()]
    known = set(_pairs(there))
    again = rows[[pair in known for pair in _pairs(rows)]]
    before, now = _contents_by_pair(there), _contents_by_pair(again)
    same = {pair for pair, told in now.items() if before[pair] == told}
    verdict[again.index] = [SAME if pair in same else NEW for pair in _pairs(again)]
    printed = current[is_printed(current).to_numpy()]
    return verdict.mask(tuples(rows, ACTIVITY_CONTENT).isin(tuples(printed, ACTIVITY_CONTENT)), SAME)


def _contents_by_pair(rows: pd.DataFrame) -> dict[tuple[object, object], set[tuple[object, int]]]:
    found: dict[tuple[object, object], set[tuple[object, int]]] = {}
    contents = _counted(tuples(rows, ACTIVITY_CONTENT).to_flat_index())
    for pair, content in zip(_pairs(rows), contents, strict=True):
        found.setdefault(pair, set()).add(content)
    return found


def _counted(contents: pd.Index) -> list[tuple[object, int]]:
    """Each content with its number among those alike, so that two alike are not one."""
    order = pd.Series(range(len(contents)), index=contents, dtype=int).groupby(level=0).cumcount()
    return list(zip(contents, order.to_numpy(), strict=True))
