"""Amounts that are about a thousand times too large or too small: the unit may have been misread, so they are asked about."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import pandas as pd

from dashboard.build.imports.checks import Names, what
from dashboard.core.numbers import in_unit, number
from dashboard.core.status import Status
from dashboard.sources.forms.findings import Notes

# Between two years, or a grant and its key, amounts differ by tens; a wrong unit makes them differ by a thousand.
TIMES = 300
_WHOLE = ("available", "received")
_KNOWN = (Status.PUBLISHED.value, Status.MODELLED.value, Status.REPORTED.value)
_FEWEST_NEIGHBOURS = 3


@dataclass(frozen=True)
class _Reference:
    """What an amount is held against, and the sentence that says so."""

    kind: str
    amount: float
    text_sv: str


def amounts(
    current: dict[str, pd.DataFrame], incoming: pd.DataFrame, names: Names, notes: Sequence[Notes]
) -> None:
    """Ask about imported amounts far from the recipient's last known, from its others in the file, or from its neighbours in the column.

    One question stands for all amounts of a column that are off in the same way.
    """
    rows = incoming[(incoming["table"] == "allocation") & (incoming["amount_sek"].fillna(0) > 0)]
    if rows.empty:
        return
    told = current["allocation"]
    told = told[told["status"].isin(_KNOWN) & told["recipient_id"].isin(set(rows["recipient_id"]))]
    known, given = _by_recipient(told), _by_recipient(rows)
    kinds = current["recipient"].set_index("recipient_id")["kind"].to_dict()
    columns = _columns(rows, kinds)
    found: dict[tuple[object, ...], list[tuple[dict[str, object], _Reference]]] = defaultdict(list)
    for row in rows.to_dict("records"):
        reference = (
            _nearest(known, row, "known", "Senast kända belopp är")
            or _nearest(given, row, "given", "I samma inläsning står")
            or _neighbours(columns, row, kinds)
        )
        if reference and (side := _side(row, reference)):
            key = (row["batch_no"], row["sheet"], row["measure"], row["year"], reference.kind, side)
            found[key].append((row, reference))
    for alike in found.values():
        _ask(alike, names, notes)


def _by_recipient(rows: pd.DataFrame) -> dict[object, list[tuple[int, str, float]]]:
    """The whole grants of each recipient: year, measure and amount."""
    whole = rows[rows["measure"].isin(_WHOLE) & (rows["amount_sek"].astype(float) > 0)]
    result: dict[object, list[tuple[int, str, float]]] = defaultdict(list)
    for row in whole.itertuples():
        result[row.recipient_id].append((int(row.year), str(row.measure), float(row.amount_sek)))
    return result


def _nearest(
    known: dict[object, list[tuple[int, str, float]]], row: dict[str, object], kind: str, words: str
) -> _Reference | None:
    """The recipient's grant of the nearest year, the same measure before another."""
    year, measure = int(str(row["year"])), row["measure"]
    others = [
        one for one in known.get(row["recipient_id"], ()) if kind == "known" or one[:2] != (year, measure)
    ]
    if not others:
        return None
    best = min(others, key=lambda one: (abs(one[0] - year), one[1] != measure, one[1] != "available"))
    label = what({"table": "allocation", "measure": best[1]})
    return _Reference(kind, best[2], f"{words} {_kr(best[2])} ({label}, {best[0]}).")


def _columns(rows: pd.DataFrame, kinds: dict[object, str]) -> dict[tuple[object, ...], list[float]]:
    result: dict[tuple[object, ...], list[float]] = defaultdict(list)
    for row in rows.to_dict("records"):
        result[_column(row, kinds)].append(float(row["amount_sek"]))
    return result


def _column(row: dict[str, object], kinds: dict[object, str]) -> tuple[object, ...]:
    return row["batch_no"], row["sheet"], row["measure"], row["year"], kinds.get(row["recipient_id"])


def _neighbours(
    columns: dict[tuple[object, ...], list[float]], row: dict[str, object], kinds: dict[object, str]
) -> _Reference | None:
    beside = columns[_column(row, kinds)]
    if len(beside) < _FEWEST_NEIGHBOURS:
        return None
    middle = median(beside)
    return _Reference("neighbours", middle, f"De andra beloppen i kolumnen ligger kring {_kr(middle)}.")


def _side(row: dict[str, object], reference: _Reference) -> str:
    """Whether the amount is far above or far below; what is used or repaid may be as little as it likes."""
    amount = float(str(row["amount_sek"]))
    if amount >= TIMES * reference.amount:
        return "above"
    return "below" if row["measure"] in _WHOLE and amount * TIMES <= reference.amount else ""


def _ask(alike: list[tuple[dict[str, object], _Reference]], names: Names, notes: Sequence[Notes]) -> None:
    row, reference = alike[0]
    amount = float(str(row["amount_sek"]))
    times = max(amount, reference.amount) / min(amount, reference.amount)
    more = f" Detsamma gäller {number(len(alike) - 1)} belopp till i kolumnen." if len(alike) > 1 else ""
    notes[int(str(row["batch_no"]))].add(
        "amount_unlike_others", str(row["sheet"]), str(row["cell"]), row["raw"], recipient=names.of_id(row["recipient_id"]),
        year=row["year"], measure=what(row), amount=_kr(amount), other=reference.text_sv + more, times=number(float(f"{times:.2g}")),
    )  # fmt: skip


def _kr(amount: float) -> str:
    return in_unit(float(amount), "sek")
