"""What the reading library does not tell about an xlsx sheet: hidden rows, failed formulas and how far the cells reach."""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

from dashboard.sources.forms.grid import NOT_COMPUTED, cell_name, cell_position
from dashboard.sources.forms.limits import MAX_TEXT_CHARACTERS
from dashboard.sources.forms.unreadable import Unreadable, check_extent

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_TRUE = ("1", "true")


@dataclass(frozen=True)
class Marks:
    """The hidden rows of a sheet, what its formulas without a value show, and the cells that show another number than they hold; by position from 0."""

    hidden_rows: frozenset[int]
    errors: dict[tuple[int, int], str]
    shown_times: dict[tuple[int, int], float] = field(default_factory=dict)


def refuse_document_type(part: bytes) -> None:
    """Raise Unreadable when an XML part declares a document type: a workbook has none, and one can hide a trap."""
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or "<!DOCTYPE".encode("utf-16-le") in part:
        raise Unreadable("document_type")


def sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """The name of the part that holds each sheet, by sheet name. Raises Unreadable when the workbook is damaged."""
    try:
        links = ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
        targets = {link.get("Id"): link.get("Target", "") for link in links}
        book = ElementTree.fromstring(parts["xl/workbook.xml"])
    except (KeyError, ElementTree.ParseError, LookupError) as error:
        raise Unreadable("damaged_file", kind="arbetsbok") from error
    found = {}
    for sheet in [*book.iter(f"{_MAIN}sheet"), *book.iter(f"{_STRICT}sheet")]:
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        target = targets.get(link, "")
        found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def shared_text_lengths(parts: dict[str, bytes]) -> list[int]:
    """How long each of the texts is that the cells of the workbook share."""
    lengths: list[int] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "si":
            lengths.append(0)

    def data(piece: str) -> None:
        if lengths:
            lengths[-1] += len(piece)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.CharacterDataHandler = data
    _parse(parser, parts.get("xl/sharedStrings.xml", b"<sst/>"))
    return lengths


def marks(sheet: str, part: bytes, text_lengths: list[int], rescaling: dict[str, float]) -> Marks:
    """Look through a sheet; `rescaling` are the cell styles that show another number than the cell holds. Raises Unreadable when it is damaged or too large to be read.

    A cell that shares a text is counted with the text's whole length: a few long texts in many cells would fill the memory.
    """
    look = _Look(part, text_lengths, rescaling)
    _parse(look.parser, part)
    look.take_text()
    check_extent(sheet, *look.extent())
    if look.characters > MAX_TEXT_CHARACTERS:
        limit = MAX_TEXT_CHARACTERS // 1_000_000
        raise Unreadable("unpacks_too_large", size=look.characters // 1_000_000, limit=limit)
    rescaled = {place: times for name, times in look.rescaled.items() if (place := cell_position(name))}
    return Marks(frozenset(look.hidden_rows), look.not_computed() | look.errors, rescaled)


class _Look:
    """One pass over a sheet's XML."""

    def __init__(self, part: bytes, text_lengths: list[int], rescaling: dict[str, float]) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.hidden_rows: set[int] = set()
        self.errors: dict[tuple[int, int], str] = {}
        self.rescaled: dict[str, float] = {}
        self.characters = 0
        self._rescaling = rescaling
        self._lengths = text_lengths
        # The texts are weighed only where they could be too heavy; the shortest cell takes some twenty bytes.
        heavy = max(text_lengths, default=0) * (len(part) // 20) > MAX_TEXT_CHARACTERS
        self._kinds_with_text = ("e", "s") if heavy else ("e",)
        self._text: list[str] = []
        self._not_computed: set[str] = set()
        self._columns: set[str] = set()
        self._rows: set[int] = set()
        self.parser.StartElementHandler = self._handler()

    def _handler(self) -> Callable[[str, dict[str, str]], None]:
        """What is called for every element: twice for each cell, so it does as little as it can."""
        cell: dict[str, str] = {}
        row, in_row = -1, 0
        formula = False
        kinds_with_text, columns, rows = self._kinds_with_text, self._columns, self._rows
        note_style = self._note_style if self._rescaling else _nothing

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal cell, row, in_row, formula
            if tag == "c":
                if self._text:
                    self.take_text()
                cell, formula = attributes, False
                in_row += 1
            elif tag == "v" or tag == "is":
                name = cell.get("r") or cell_name(row, in_row - 1)
                letters = name.rstrip("0123456789")
                columns.add(letters)
                rows.add(int(name[len(letters) :] or 0))
                note_style(name, cell)
                if formula or cell.get("t") in kinds_with_text:
                    self._text = [name, cell.get("t", "n")]
                    self.parser.CharacterDataHandler = self._text.append
            elif tag == "f":
                formula = self._awaits_a_value(cell, row, in_row - 1)
            elif tag == "row":
                number = attributes.get("r", "")
                row, in_row = (int(number) - 1 if number.isdecimal() else row + 1), 0
                if attributes.get("hidden") in _TRUE:
                    self.hidden_rows.add(row)
            elif ":" in tag:
                start(tag.rpartition(":")[2], attributes)

        return start

    def _note_style(self, name: str, cell: dict[str, str]) -> None:
        """Note a cell whose style shows another number than it holds."""
        times = self._rescaling.get(cell.get("s", ""))
        if times:
            self.rescaled[name] = times

    def _awaits_a_value(self, cell: dict[str, str], row: int, column: int) -> bool:
        """Whether a formula has to be followed by its value: a text may be empty, a number may not."""
        if cell.get("t") == "str":
            return False
        self._not_computed.add(cell.get("r") or cell_name(row, column))
        return True

    def take_text(self) -> None:
        """Take care of the text of the last cell that was looked into."""
        self.parser.CharacterDataHandler = None
        if not self._text:
            return
        (name, kind), value = self._text[:2], "".join(self._text[2:])
        self._text = []
        if value.strip():
            self._not_computed.discard(name)
        place = cell_position(name)
        if kind == "e" and place:
            self.errors[place] = value
        elif kind == "s" and value.strip().isdecimal() and int(value) < len(self._lengths):
            self.characters += self._lengths[int(value)]

    def not_computed(self) -> dict[tuple[int, int], str]:
        """The places of formulas that were saved without a value."""
        return {place: NOT_COMPUTED for name in self._not_computed if (place := cell_position(name))}

    def extent(self) -> tuple[int, int]:
        """How many rows and columns the sheet's cells with content reach over."""
        places = [cell_position(f"{letters}1") for letters in self._columns]
        return max(self._rows, default=0), 1 + max((place[1] for place in places if place), default=-1)


def _nothing(name: str, cell: dict[str, str]) -> None:
    """What is done about a cell's style in a workbook where no style matters."""


def _parse(parser: expat.XMLParserType, part: bytes) -> None:
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Unreadable("damaged_file", kind="arbetsbok") from error
