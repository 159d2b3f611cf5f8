"""Checking the sums that a list prints against its rows."""

import re
from dataclasses import dataclass, field

from dashboard.core.numbers import kronor
from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.grid import Cell
from dashboard.sources.forms.values import unit_of
from dashboard.sources.forms.words import clean

_SUM_LABEL = re.compile(
    r"^(?:(?:del)?summ[ao]\w*|total\w*|samtliga|hela (riket|landet)|riket|sverige)\b", re.I
)
_DECIMALS = re.compile(r"[.,](\d+)")
Printed = list[tuple[str, int | float | None]]


def is_sum_label(label: str) -> bool:
    """Whether a row with this label holds the sum of others."""
    return bool(_SUM_LABEL.match(label))


def _rounding(value: Cell, unit: int) -> float:
    """How far an amount can be from the exact one: half of the last digit, when it is written in thousands or millions."""
    text = clean(value)
    factor = max(unit_of(text), unit)
    if factor == 1:
        return 0.0
    decimals = _DECIMALS.search(text)
    return factor / 2 / 10 ** len(decimals[1] if decimals else "")


@dataclass
class _Sum:
    amount: float = 0
    rounding: float = 0.0

    def add(self, amount: float, rounding: float) -> None:
        self.amount += amount
        self.rounding += rounding

    def is_near(self, printed: float) -> bool:
        # The printed sum is rounded like its rows; half a krona covers amounts with öre.
        return abs(self.amount - printed) <= self.rounding * 1.0001 + 0.5


@dataclass
class Sums:
    """The sums of a list's columns, in all and since the last heading or sum."""

    sheet: str
    notes: Notes
    has_rows: bool = False
    _group: dict[int, _Sum] = field(default_factory=dict)
    _all: dict[int, _Sum] = field(default_factory=dict)
    _waiting: tuple[str, Printed] = ("", [])

    def row(self, amounts: list[tuple[int | float | None, Cell, int]]) -> None:
        """Count a row: for each column the amount, the cell it was read from and the unit of its heading."""
        self.has_rows = True
        for column, (amount, cell, unit) in enumerate(amounts):
            for sums in (self._group, self._all):
                sums.setdefault(column, _Sum()).add(amount or 0, _rounding(cell, unit) if amount else 0.0)

    def printed(self, label: str, amounts: Printed) -> None:
        """Check a row of sums: each is right when it is that of the group or of all rows so far."""
        self._close_group()
        self._check(label, amounts, (self._group, self._all))
        self._new_group()

    def open_group(self, label: str, amounts: Printed) -> None:
        """Begin a group; sums that stand in its heading are checked when the group ends."""
        self._close_group()
        self._new_group()
        self._waiting = (label, amounts)

    def finish(self) -> None:
        """Check what is still open at the end of the list."""
        self._close_group()

    def _close_group(self) -> None:
        label, amounts = self._waiting
        if amounts and self.has_rows:
            self._check(label, amounts, (self._group,))
        self._waiting = ("", [])

    def _new_group(self) -> None:
        self._group, self.has_rows = {}, False

    def _check(self, label: str, amounts: Printed, candidates: tuple[dict[int, _Sum], ...]) -> None:
        for column, (cell, printed) in enumerate(amounts):
            sums = [found[column] for found in candidates if column in found]
            if printed is None or not sums or any(s.is_near(printed) for s in sums):
                continue
            nearest = min(sums, key=lambda s: abs(s.amount - printed))
            self.notes.add(
                "sum_row_differs",
                self.sheet,
                cell,
                kronor(printed),
                label=label,
                printed=kronor(printed),
                computed=kronor(nearest.amount),
                difference=kronor(abs(printed - nearest.amount)),
            )
