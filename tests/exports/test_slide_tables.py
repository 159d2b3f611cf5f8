"""Tables on slides: columns that are wide enough for their words, also where there is little room."""

import pytest
from pptx import Presentation
from pptx.util import Pt

from dashboard.exports import slide_tables, text_room
from dashboard.exports.grids import Grid
from dashboard.exports.slide_design import Box

RANGES = ("omkring 16,0 kr (16,0–16,5)", "omkring 5,25 kr (5,25–5,50)")


def _grid(rows: int, columns: int) -> Grid:
    """Places with their ranges, and so many columns of long words more."""
    headings = ("År", "Plats", "Kommun", "Tilldelat enligt nyckeln, kr per invånare", "Tecken")
    row = ("2017", "1", "Örnsköldsvik", RANGES[0], "beräknat")
    more = tuple("Kompetensutvecklingsinsatser" for _ in range(columns))
    lines = tuple((*row, *more) for _ in range(rows))
    return Grid((*headings, *more), lines, (False, True, False, True, False, *(False for _ in more)))


@pytest.mark.parametrize("rows", [1, 7, 40])
@pytest.mark.parametrize(("wide", "more"), [(400, 0), (880, 0), (880, 4), (880, 8)])
def test_no_number_and_no_short_word_is_broken(wide: int, rows: int, more: int) -> None:
    grid = _grid(rows, more)
    deck = Presentation()
    frame, _said = slide_tables.add(
        deck.slides.add_slide(deck.slide_layouts[6]), grid, Box(20, 60, wide, 300)
    )
    table = frame.table
    assert sum(column.width for column in table.columns) <= Pt(wide) + len(table.columns)
    short = ["2017", "År"] if more else ["2017", "Plats", "beräknat", "Tecken", *RANGES]
    for line, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            size = cell.text_frame.paragraphs[0].font.size.pt
            room = table.columns[column].width.pt - 8
            for text in [cell.text] if cell.text in RANGES else cell.text.split(" "):
                if text in short:
                    assert text_room.width(text, size, is_bold=line == 0) <= room + 0.1
