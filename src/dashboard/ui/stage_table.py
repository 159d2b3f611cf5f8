"""A table on the stage: as many rows as can be read from a distance."""

import textwrap
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.core.language import _
from dashboard.core.numbers import MISSING
from dashboard.core.result import Column, Result
from dashboard.exports import tables
from dashboard.figures.stage import HEIGHT_PX, WIDTH_PX

_LETTER_PX = 8.3
# Many letters after each other are narrower than the widest of them.
_TEXT_LETTER_PX = 8.0
_LINE_PX = 24
_PADDING_PX = 11
_MARGIN_PX = 22
_AT_EACH_END = 5
_MOST_ROWS = 14
_STEP_PX = 8
_FEW_KNOWN = 3


def draw(result: Result, height: int = HEIGHT_PX, width: int = WIDTH_PX) -> int:
    """Draw the answer's first rows, and those that alone hold what is known; returns how many there was no room for."""
    shown = tables.readable(result)
    # The source line says where; a sign that all rows share stands beside the title, but for that of what is invented.
    kept = [c for c in result.columns if c.on_screen and c.name != "locator"]
    kept = [c for c in kept if (shown[c.label].head(_MOST_ROWS) != "").any()]
    kept = [c for c in kept if c.name != "status" or shown[c.label].nunique() > 1 or result.has_examples]
    shown = shown[[c.label for c in kept]]
    numbers = [c.label for c in kept if c.is_number]
    widths = column_widths(shown, numbers, width)
    fitting = rows_that_fit(shown, widths, height)
    if fitting < len(shown):
        shown = with_what_is_known(shown, fitting)
        fitting = rows_that_fit(shown, widths, height)
    _draw(shown.head(fitting).sort_index(), numbers, widths)
    return len(shown) - fitting


def with_what_is_known(shown: pd.DataFrame, fitting: int) -> pd.DataFrame:
    """The rows with those before the others that hold the only values of a column, where so few rows of it have any."""
    known = shown.apply(lambda column: ~column.isin([MISSING, ""]))
    few = [label for label in shown if 0 < known[label].sum() <= _FEW_KNOWN and known[label].sum() < fitting]
    alone = known[few].any(axis=1)
    return pd.concat([shown[alone], shown[~alone]]) if alone.sum() < fitting else shown


def highest_and_lowest(result: Result, width: int) -> int:
    """Beside a map: the places with the highest and the lowest values, written out, and the chosen one; the first ones where there is no order.

    Returns how many with a value there was no room for.
    """
    known = result.rows[result.rows["presence"].isin(["value", "between"])].reset_index(drop=True)
    count = len(known)
    if count > 2 * _AT_EACH_END + 1:
        at_an_end = (
            known.index < 2 * _AT_EACH_END
            if known["rank"].isna().any()
            else (known["rank"] <= _AT_EACH_END) | (known["rank"] > count - _AT_EACH_END)
        )
        known = known[at_an_end | (known["code"] == result.context["area_code"])]
    columns = _rank_name_and_value(result)
    shown = tables.readable(replace(result, rows=known, columns=columns))
    numbers = [c.label for c in columns if c.is_number]
    _draw(shown, numbers, column_widths(shown, numbers, width))
    return count - len(known)


def _rank_name_and_value(result: Result) -> tuple[Column, ...]:
    found = {c.name: c for c in result.columns}
    ranks = (found["rank"],) if "rank" in found else ()
    signed = (found["status"],) if result.has_examples else ()
    return *ranks, found["name"], replace(found["value"], label=_("Värde")), *signed


def _draw(shown: pd.DataFrame, numbers: list[str], widths: dict[str, int]) -> None:
    # Not st.table: it aligns every column of texts left, and numbers written in Swedish are texts.
    looks = [
        {
            "selector": f".col{index}",
            "props": f"width: {widths[label]}px; text-align: {'right' if label in numbers else 'left'}",
        }
        for index, label in enumerate(shown)
    ]
    written = shown.style.format(escape="html").format_index(escape="html", axis="columns").hide(axis="index")
    st.html(written.set_table_styles(looks).to_html())


def column_widths(shown: pd.DataFrame, numbers: list[str], width: int) -> dict[str, int]:
    """Pixels for each column: numbers what they need, texts what is left, the longest giving way first."""

    def pixels(texts: Iterable[str]) -> float:
        return max(map(len, texts), default=0) * _LETTER_PX + _MARGIN_PX

    least = {
        label: pixels(
            [*label.split(), *(shown[label] if label in numbers else " ".join(shown[label]).split())]
        )
        for label in shown
    }
    wanted = {label: max(least[label], pixels(shown[label])) for label in shown}
    texts = [label for label in shown if label not in numbers]
    while texts and sum(wanted.values()) > width:
        longest = max(texts, key=lambda label: wanted[label] - least[label])
        if wanted[longest] <= least[longest]:
            break
        wanted[longest] = max(least[longest], wanted[longest] - _STEP_PX)
    share = width / sum(wanted.values())
    return {label: int(px * share) for label, px in wanted.items()}


def rows_that_fit(shown: pd.DataFrame, widths: dict[str, int], height: int) -> int:
    """How many rows have room, with long texts broken as a browser breaks them; at least one."""

    def high(texts: Iterable[str]) -> int:
        letters = (max(1, int((widths[label] - _MARGIN_PX) / _TEXT_LETTER_PX)) for label in shown)
        return (
            max(len(textwrap.wrap(t, n)) or 1 for t, n in zip(texts, letters, strict=True)) * _LINE_PX
            + _PADDING_PX
        )

    left = height - high(shown.columns)
    for count, row in enumerate(shown.itertuples(index=False)):
        left -= high(row)
        if left < 0:
            return max(count, 1)
    return len(shown)
