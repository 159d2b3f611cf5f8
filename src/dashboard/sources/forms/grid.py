"""A sheet as rows of cells, whatever kind of file it came from."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Cell = str | float | int | bool | date | datetime | time | timedelta
Range = tuple[tuple[int, int], tuple[int, int]]


class ErrorValue(str):
    """What a cell shows when its formula has failed, such as `#REF!`."""

    __slots__ = ()


# A formula that was saved without what it comes to, as programs that write workbooks but do not compute them do.
NOT_COMPUTED = ErrorValue("(formel)")


@dataclass(frozen=True)
class Sheet:
    """A sheet's cells from A1 on; an empty cell is an empty text, and all rows are equally long.

    `hidden_rows` are row indices from 0. `merged` are the corners of merged cells, first and last. `shown_times` tells, by row and column, of
    the cells whose number format shows another number than they hold how many times it: 100 for percent, a thousandth for thousands.
    """

    name: str
    rows: list[list[Cell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[Range, ...] = field(default=())
    shown_times: dict[tuple[int, int], float] = field(default_factory=dict)


@dataclass(frozen=True)
class Book:
    """A file read as sheets, and the kind of file it was: `xlsx`, `xls`, `ods` or `csv`."""

    kind: str
    sheets: tuple[Sheet, ...]

    @property
    def visible(self) -> tuple[Sheet, ...]:
        """The sheets that are read: those that are not hidden."""
        return tuple(s for s in self.sheets if not s.hidden)


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The name of a cell, both counted from 0: `cell_name(4, 1)` is `B5`."""
    return f"{column_letters(column)}{row + 1}"


def cell_position(name: str) -> tuple[int, int] | None:
    """Row and column, from 0, of a cell name; None when it is not one."""
    letters = name.rstrip("0123456789")
    digits = name[len(letters) :]
    if not digits or not letters or not (letters.isascii() and letters.isalpha()):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1
