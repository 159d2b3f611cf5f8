"""Finding the heading row of a table on a sheet, and walking the rows below it."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache

from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.grid import Cell, Sheet, cell_name
from dashboard.sources.forms.words import is_blank, same

# How far down a heading row is looked for.
_SEARCHED_ROWS = 30


@lru_cache(maxsize=10_000)
def heading_key(value: object) -> str:
    """A heading as it is compared: without what stands in brackets, case or spacing."""
    return same(re.sub(r"\(.*?\)", "", value)) if isinstance(value, str) else ""


def find_heading(
    sheet: Sheet, wanted: Collection[str], at_least: Collection[str]
) -> tuple[int, dict[str, int]] | None:
    """The row that holds the most of the wanted headings, with the column of each. It must hold all of `at_least`."""
    best: tuple[int, dict[str, int]] | None = None
    for index, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        columns: dict[str, int] = {}
        for column, value in enumerate(row):
            key = heading_key(value)
            if key in wanted:
                columns.setdefault(key, column)
        if set(at_least) <= set(columns) and (best is None or len(columns) > len(best[1])):
            best = index, columns
    return best


def note_odd_headings(sheet: Sheet, row: int, wanted: Collection[str], form: str, notes: Notes) -> None:
    """Note headings that stand twice, and columns that the form does not have."""
    keys = [heading_key(value) for value in sheet.rows[row]]
    counts = Counter(key for key in keys if key)
    for column, key in enumerate(keys):
        if counts[key] > 1 and key in wanted and keys.index(key) != column:
            notes.add("column_repeated", sheet.name, cell_name(row, column), sheet.rows[row][column])
        elif key and key not in wanted:
            notes.add(
                "column_not_read", sheet.name, cell_name(row, column), sheet.rows[row][column], form=form
            )


def note_hidden(sheets: Collection[Sheet], notes: Notes) -> None:
    """Note hidden sheets, and hidden rows with content on the sheets that are read."""
    for sheet in sheets:
        if sheet.hidden:
            notes.add("hidden_sheet", sheet.name)
            continue
        hidden = [r for r in sorted(sheet.hidden_rows) if r < len(sheet.rows) and not is_empty(sheet.rows[r])]
        if hidden:
            notes.add("hidden_rows", sheet.name, cell_name(hidden[0], 0), rows=ranges(hidden))


def ranges(rows: list[int]) -> str:
    """Row numbers, counted from 0, written from 1 with runs drawn together: `7–9, 12`."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(f"{first + 1}" if first == last else f"{first + 1}–{last + 1}" for first, last in runs)


def is_empty(row: Collection[Cell]) -> bool:
    """Whether nothing stands in the row."""
    return all(map(is_blank, row))


def rows_below(sheet: Sheet, heading: int) -> Iterator[tuple[int, list[Cell]]]:
    """The rows below the heading that hold something, with their index."""
    width = len(sheet.rows[heading])
    empty = [""] * width
    for index in range(heading + 1, len(sheet.rows)):
        row = sheet.rows[index]
        if row != empty and not is_empty(row):
            yield index, row
