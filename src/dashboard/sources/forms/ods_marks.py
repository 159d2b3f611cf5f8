"""What the reading library does not tell about an ods sheet: hidden rows, failed formulas and how far the cells reach."""

from xml.parsers import expat

from dashboard.sources.forms.grid import NOT_COMPUTED
from dashboard.sources.forms.limits import MAX_TEXT_CHARACTERS
from dashboard.sources.forms.unreadable import Unreadable, check_extent
from dashboard.sources.forms.xlsx_marks import Marks

_HIDDEN = ("collapse", "filter")


def marks(part: bytes) -> dict[str, Marks]:
    """Look through all sheets, by name. Raises Unreadable when the file is damaged or a sheet is too large.

    Cells and rows may be said to repeat; what they would become when written out is what counts.
    """
    look = _Look()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    parser.CharacterDataHandler = look.data
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Unreadable("damaged_file", kind="arbetsbok") from error
    return look.found


class _Look:
    def __init__(self) -> None:
        self.found: dict[str, Marks] = {}
        self._sheet = ""
        self._row, self._row_repeats, self._column, self._column_repeats = 0, 1, 0, 1
        self._rows = self._columns = self._row_width = self._row_characters = self._characters = 0
        self._hidden: set[int] = set()
        self._errors: dict[tuple[int, int], str] = {}
        self._percent: dict[tuple[int, int], float] = {}
        self._has_formula = self._has_value = False
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._sheet, self._hidden, self._errors = attributes.get("table:name", ""), set(), {}
            self._percent = {}
            self._row = self._rows = self._columns = 0
        elif tag == "table:table-row":
            self._row_repeats = _repeats(attributes, "table:number-rows-repeated")
            self._column = self._row_width = self._row_characters = 0
            # A trailing run of empty hidden rows is not worth more than its first ones.
            if attributes.get("table:visibility") in _HIDDEN:
                self._hidden.update(range(self._row, self._row + min(self._row_repeats, 1000)))
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._column_repeats = _repeats(attributes, "table:number-columns-repeated")
            self._has_formula = "table:formula" in attributes
            self._text = []
            self._has_value = "office:value-type" in attributes or "calcext:value-type" in attributes
            if self._has_value:
                self._row_width = self._column + self._column_repeats
            if attributes.get("office:value-type") == "percentage":
                # Rows that repeat are all of the same place; their first one is enough.
                self._percent |= {
                    (self._row, self._column + n): 100 for n in range(min(self._column_repeats, 200))
                }

    def data(self, text: str) -> None:
        self._text.append(text)

    def end(self, tag: str) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            text = "".join(self._text).strip()
            if text:
                self._row_width = max(self._row_width, self._column + self._column_repeats)
                self._row_characters += len(text) * self._column_repeats
            if self._has_formula and text.startswith(("#", "Err:")):
                self._errors[self._row, self._column] = text
            elif self._has_formula and not self._has_value and not text:
                self._errors[self._row, self._column] = NOT_COMPUTED
            self._column += self._column_repeats
        elif tag == "table:table-row":
            self._end_row()
        elif tag == "table:table":
            rows = frozenset(r for r in self._hidden if r < self._rows)
            self.found[self._sheet] = Marks(rows, self._errors, self._percent)

    def _end_row(self) -> None:
        self._row += self._row_repeats
        if self._row_width:
            self._rows, self._columns = self._row, max(self._columns, self._row_width)
            check_extent(self._sheet, self._rows, self._columns)
            self._characters += self._row_characters * self._row_repeats
        if self._characters > MAX_TEXT_CHARACTERS:
            limit = MAX_TEXT_CHARACTERS // 1_000_000
            raise Unreadable("unpacks_too_large", size=self._characters // 1_000_000, limit=limit)


def _repeats(attributes: dict[str, str], name: str) -> int:
    number = attributes.get(name, "1")
    return int(number) if number.isdecimal() and len(number) < 10 else 1
