"""Lists as agencies write them: titles above the headings, headings over several rows, names that stand once for many rows."""

import re

from dashboard.sources.forms.grid import Book, Cell, Sheet
from dashboard.sources.forms.tables import heading_key
from dashboard.sources.forms.words import clean, is_blank

NAME_HEADINGS = re.compile(
    r"^(kommun(er|namn|ens namn)?|kommun ?/ ?region|region(er|namn|ens namn)?|landsting|län(snamn|et)?|område|geografi|mottagare|mottagar(ens )?namn|mottagande \w+|bidragsmottagare|organisation(er|ens namn|snamn)?|"
    r"sökande|huvudman|namn|stadsdel(snämnd|sförvaltning)?)$"
)
CODE_HEADINGS = re.compile(r"^(kommun|läns|region|k|område[st]?)?[ ]?(kod|nr|nummer|id)$")
YEAR_HEADINGS = re.compile(r"^(år|årtal|period|mätår|kalenderår)$")
# The year of a whole date says when something was decided or saved, not what it is about.
_YEAR = re.compile(r"(?<!\d)(?<!\d\d[-./]\d\d[-./])(?:19[6-9]\d|20\d\d)(?!\d)(?![-./]\d\d[-./]\d\d)")
_NUMBER = re.compile(r"^[-−]?\d[\d .,]*%?$")
_SEARCHED_ROWS = 40


def years_in(text: object) -> list[int]:
    """The years that a text names, each once, in order."""
    return list(dict.fromkeys(int(year) for year in _YEAR.findall(clean(text))))


def only_year(*texts: object) -> int | None:
    """The one year that the first of the texts to name any names; None when it names several, or none does."""
    for text in texts:
        years = years_in(text)
        if years:
            return years[0] if len(years) == 1 else None
    return None


def find_column(row: list[Cell], pattern: re.Pattern[str]) -> int | None:
    """The column whose heading fits the pattern: that of the municipality before that of its county, otherwise the first."""
    fitting = [c for c, value in enumerate(row) if pattern.match(heading_key(value))]
    return min(fitting, key=lambda c: not heading_key(row[c]).startswith(("kommun", "k ")), default=None)


def heading_row(sheet: Sheet) -> int | None:
    """The first row that has a heading for a name or a code, and at least one more heading."""
    for index, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        named = find_column(row, NAME_HEADINGS) is not None or find_column(row, CODE_HEADINGS) is not None
        if named and sum(not is_blank(value) for value in row) > 1:
            return index
        # A heading that is merged over two rows: its columns are named in the second.
        if named and index + 1 < len(sheet.rows) and sum(not is_blank(v) for v in sheet.rows[index + 1]) > 0:
            return index
    return None


def contacts_below(book: Book) -> dict[str, int]:
    """The row of each sheet, counted from 0, below its last number: the publisher's own contacts stand there."""
    ends = {}
    for sheet in book.visible:
        top = heading_row(sheet)
        if top is not None:
            below = range(len(sheet.rows) - 1, top, -1)
            ends[sheet.name] = next((r + 1 for r in below if any(map(_is_number, sheet.rows[r]))), top + 1)
    return ends


def _is_number(value: Cell) -> bool:
    if isinstance(value, str):
        return bool(_NUMBER.match(clean(value)))
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def titles_above(sheet: Sheet, row: int) -> str:
    """All texts above a row, one after the other."""
    return " ".join(
        clean(value) for above in sheet.rows[:row] for value in above if isinstance(value, str) and value
    )


def filled(sheet: Sheet) -> list[list[Cell]]:
    """The rows with each merged cell's text in every cell it covers. Numbers are not repeated: an amount counts once."""
    if not sheet.merged:
        return sheet.rows
    rows = [list(row) for row in sheet.rows]
    for (top, left), (bottom, right) in sheet.merged:
        value = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
        if isinstance(value, str) and value:
            for row in rows[top : bottom + 1]:
                row[left : right + 1] = [value] * (len(row[left : right + 1]))
    return rows
