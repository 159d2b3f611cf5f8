"""Amounts that are about a thousand times too large or too small: the unit may have been misread, so they are asked about."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

import pandas as pd

from dashboard.build.imports.checks import Names, what
from dashboard.core.estimates import roughly, written
from dashboard.core.numbers import in_unit, number
from dashboard.core.status import Status
from dashboard.sources.forms.findings import Notes

# Between two years, or a grant and its key, amounts differ by tens; a wrong unit makes them differ by a thousand.
TIMES = 300
_WHOLE = ("available", "received")
_KNOWN = (Status.PUBLISHED.value, Status.MODELLED.value, Status.REPORTED.value)
_FEWEST_NEIGHBOURS = 3
# To see whether a unit was misread no more of what the key gives is needed.
_DIGITS = 2


class _Amount(NamedTuple):
    batch_no: int
    sheet: str
    recipient_id: str
    year: int
    measure: str
    amount: float
    cell: str
    raw: str
    low: float = math.nan
    high: float = math.nan
    has_point: bool = True
    is_by_key: bool = False


@dataclass(frozen=True)
class _Reference:
    """What an amount is held against: how that was chosen, how much it is, and, but for neighbours, the very amount."""

    kind: str
    amount: float
    one: _Amount | None = None

    @property
    def text_sv(self) -> str:
        """The sentence that tells it."""
        if self.one is None:
            return f"De andra beloppen i kolumnen ligger kring {_kr(self.amount)}."
        if not math.isnan(self.one.low):
            point = self.amount if self.one.has_point else None
            return f"För {self.one.year} ger nyckeln {written(point, self.one.low, self.one.high, 'sek')}."
        if self.one.is_by_key:
            return f"För {self.one.year} ger nyckeln {roughly(self.amount, 'sek', _DIGITS)}."
        start = {"known": "Senast kända belopp är", "given": "I samma inläsning står"}[self.kind]
        return f"{start} {_kr(self.amount)} ({what({'table': 'allocation', 'measure': self.one.measure})}, {self.one.year})."


# The whole grants of a recipient: for each year the amount of each measure.
_Grants = dict[str, dict[int, dict[str, _Amount]]]


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
    given = list(_read(rows.assign(raw=rows["raw"].astype(str))))
    known, beside = (
        _grants(
            _read(
                told.assign(
                    batch_no=0, sheet="", cell="", raw="", is_by_key=told["status"] == Status.MODELLED.value
                )
            )
        ),
        _grants(given),
    )
    kinds = current["recipient"].set_index("recipient_id")["kind"].to_dict()
    columns: dict[tuple[object, ...], list[float]] = defaultdict(list)
    for one in given:
        columns[_column(one, kinds)].append(one.amount)
    off: dict[tuple[object, ...], list[tuple[_Amount, _Reference]]] = defaultdict(list)
    for one in given:
        reference = (
            _nearest("known", known, one)
            or _nearest("given", beside, one)
            or _neighbours(columns[_column(one, kinds)])
        )
        if reference and (side := _side(one, reference)):
            off[one.batch_no, one.sheet, one.measure, one.year, reference.kind, side].append((one, reference))
    for alike in off.values():
        _ask(alike, names, notes)


def _read(rows: pd.DataFrame) -> Iterator[_Amount]:
    named = rows.rename(columns={"amount_sek": "amount", "amount_low_sek": "low", "amount_high_sek": "high"})
    typed = named.reindex(columns=list(_Amount._fields)).astype(
        {"amount": float, "low": float, "high": float, "year": int}
    )
    typed["has_point"] = typed["has_point"].ne(False)
    typed["is_by_key"] = typed["is_by_key"].eq(True)
    return map(_Amount._make, typed.itertuples(index=False, name=None))


def _grants(rows: "Iterator[_Amount] | list[_Amount]") -> _Grants:
    result: _Grants = defaultdict(lambda: defaultdict(dict))
    for one in rows:
        if one.measure in _WHOLE and one.amount > 0:
            result[one.recipient_id][one.year][one.measure] = one
    return result


def _column(one: _Amount, kinds: dict[str, str]) -> tuple[object, ...]:
    return one.batch_no, one.sheet, one.measure, one.year, kinds.get(one.recipient_id)


def _nearest(kind: str, grants: _Grants, one: _Amount) -> _Reference | None:
    """The recipient's grant of the nearest year: the same measure before another. In the same file never the amount itself."""
    if one.recipient_id not in grants:
        return None
    found: list[tuple[int, int, str]] = []
    for year, of_year in grants[one.recipient_id].items():
        measures = [m for m in (one.measure, *_WHOLE) if m in of_year]
        measures = [m for m in measures if kind == "known" or (year, m) != (one.year, one.measure)]
        if measures:
            found.append((abs(year - one.year), year, measures[0]))
    if not found:
        return None
    _, year, measure = min(found)
    reference = grants[one.recipient_id][year][measure]
    return _Reference(kind, reference.amount, reference)


def _neighbours(column: list[float]) -> _Reference | None:
    return _Reference("neighbours", median(column)) if len(column) >= _FEWEST_NEIGHBOURS else None


def _side(one: _Amount, reference: _Reference) -> str:
    """Whether the amount is far above or far below; what is used or repaid may be as little as it likes."""
    if one.amount >= TIMES * reference.amount:
        return "above"
    return "below" if one.measure in _WHOLE and one.amount * TIMES <= reference.amount else ""


def _ask(alike: list[tuple[_Amount, _Reference]], names: Names, notes: Sequence[Notes]) -> None:
    one, reference = alike[0]
    times = max(one.amount, reference.amount) / min(one.amount, reference.amount)
    more = f" Detsamma gäller {number(len(alike) - 1)} belopp till i kolumnen." if len(alike) > 1 else ""
    notes[one.batch_no].add(
        "amount_unlike_others", one.sheet, one.cell, one.raw, recipient=names.of_id(one.recipient_id), year=one.year,
        measure=what({"table": "allocation", "measure": one.measure}), amount=_kr(one.amount), other=reference.text_sv + more,
        times=number(float(f"{times:.2g}")),
    )  # fmt: skip


def _kr(amount: float) -> str:
    return in_unit(float(amount), "sek")
