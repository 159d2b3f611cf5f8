"""An answer's table as paper has room for it: which rows, which columns, how wide, and what is said of the rest."""

import math
from itertools import accumulate
from typing import Any

import pandas as pd

from dashboard.core.language import _, ngettext
from dashboard.core.numbers import number
from dashboard.core.result import Result
from dashboard.exports.tables import readable

# Characters of the table's type that a page is wide, and what a column's padding takes of them.
_PAGE_WIDTH = 124
_PADDING = 2
# A column is measured in figures; of letters it holds more.
_LETTERS = 1.15
# Fewer rows than this share of them say less than the figure does.
_LEAST_SHARE = 0.3
_LONGEST_PIECE = 12
_WIDEST = 60
_TYPE_SIZE_PT, _LEAST_TYPE_SIZE_PT = 8.0, 7.0
# A table of so few lines is kept on one page.
_LINES_KEPT_TOGETHER = 12


def paper_table(result: Result, own_code: str, lines: int, share: float, has_figure: bool) -> dict[str, Any]:
    """The table of an answer, cut to so many lines, for this share of the page's width.

    Gives `columns` (label, number, width in percent), `type_size` in points, `rows` of texts, whether it is kept
    `together` on a page, and `left_out`: what is said of rows left out. The rows of the document's own place, `own_code`, are
    always kept. A part too small to say anything beside a figure is left out altogether.
    """
    table = readable(result)
    table = table.loc[:, (table != "").any()]
    numbers = {column.label for column in result.columns if column.on_screen and column.is_number}
    # A sign on two lines makes every row twice as high.
    unbroken = numbers | {column.label for column in result.columns if column.name == "status"}
    widths, type_size = _widths(table, unbroken, int(_PAGE_WIDTH * share))
    heights = [
        max(math.ceil(len(text) / (_LETTERS * width)) for text, width in zip(texts, widths, strict=True))
        for texts in table.itertuples(index=False)
    ]
    kept, left_out = _rows(result, own_code, sum(used <= lines for used in accumulate(heights)))
    if has_figure and _are_all_alike(result.rows) and len(kept) < _LEAST_SHARE * len(table):
        shown = _("Figuren visar alla {count} rader.").format(count=number(len(table)))
        return {"rows": [], "left_out": f"{shown} {_elsewhere()}"}
    whole = max(sum(widths) + _PADDING * len(widths), share * _PAGE_WIDTH * _TYPE_SIZE_PT / type_size)
    columns = [
        {"label": label, "number": label in numbers, "width": 100 * (width + _PADDING) / whole}
        for label, width in zip(table.columns, widths, strict=True)
    ]
    return {
        "columns": columns,
        "type_size": type_size,
        "rows": table.iloc[kept].to_numpy().tolist(),
        "together": sum(heights[place] for place in kept) <= _LINES_KEPT_TOGETHER,
        "left_out": left_out,
    }


def _are_all_alike(rows: pd.DataFrame) -> bool:
    """Whether no few of the rows say more than the others: neither the own ones nor the highest and lowest."""
    return not {"is_own", "rank"} & set(rows.columns)


def _widths(table: pd.DataFrame, unbroken: set[str], page_width: int) -> tuple[list[int], float]:
    """The width of each column in characters, and the size of the type in points.

    A column is as wide as its longest text where all have room; else the type is made smaller, and the room shared so that nothing
    in the columns `unbroken` is.
    """
    wanted, least = [], []
    for label in table.columns:
        texts = table[label].tolist()
        pieces = [piece for text in [label, *texts] for piece in text.split(" ")]
        longest = max(map(len, texts))
        least.append(max(longest if label in unbroken else 0, min(max(map(len, pieces)) + 1, _LONGEST_PIECE)))
        # A heading of two lines is read more easily than one of five.
        wanted.append(max(least[-1], min(max(longest, len(label) // 2 + 4), _WIDEST)))
    room = page_width - _PADDING * len(least)
    if sum(wanted) <= room:
        return wanted, _TYPE_SIZE_PT
    type_size = max(_TYPE_SIZE_PT * room / sum(wanted), _LEAST_TYPE_SIZE_PT)
    room = int(page_width * _TYPE_SIZE_PT / type_size) - _PADDING * len(least)
    share = max(room - sum(least), 0) / max(sum(wanted) - sum(least), 1)
    widths = [floor + int(min(share, 1) * (wish - floor)) for floor, wish in zip(least, wanted, strict=True)]
    return widths, type_size


def _rows(result: Result, own_code: str, room: int) -> tuple[list[int], str]:
    """The places of the rows that are shown, and what is said of the rest; empty when all are shown."""
    rows = result.rows
    count = len(rows)
    if count <= room:
        return list(range(count)), ""
    if "is_own" in rows:
        own = [place for place, is_own in enumerate(rows["is_own"]) if is_own]
        words = ngettext(
            "Tabellen visar den egna raden av {count}.",
            "Tabellen visar de {shown} egna av {count} rader.",
            len(own),
        )
        return own, _left_out(words, len(own), count)
    kept = list(range(room))
    words = _("Tabellen visar de {shown} första av {count} rader.")
    if "rank" in rows and rows["rank"].notna().any():
        kept = [*range(room - room // 2), *range(count - room // 2, count)]
        words = _("Tabellen visar {shown} av {count} rader: de första och de sista.")
    if "code" in rows:
        codes = rows["code"].tolist()
        kept = sorted({*kept, *(place for place, code in enumerate(codes) if code == own_code)})
    return kept, _left_out(words, len(kept), count)


def _left_out(words: str, shown: int, count: int) -> str:
    return f"{words.format(shown=number(shown), count=number(count))} {_elsewhere()}"


def _elsewhere() -> str:
    return _("Hela tabellen finns i arbetsboken (Excel) och på webbsidan.")
