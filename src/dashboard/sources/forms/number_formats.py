"""Number formats that show another number than the cell holds: percent, thousands and millions."""

import re
from xml.etree import ElementTree

_BUILT_IN_PERCENT = (9, 10)
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_SCALING = re.compile(r"[0#?](,+)(?=\.|[^0#?,.]|$)")


def shown_times(code: str) -> float:
    """How many times the number held a format shows: 100 for `0%`, 0.001 for `#,##0,`, otherwise 1."""
    plain = _QUOTED.sub("", code.partition(";")[0])
    scaling = _SCALING.search(plain)
    return (100.0 if "%" in plain else 1.0) * (0.001 ** len(scaling[1]) if scaling else 1.0)


def styles_that_rescale(styles: bytes) -> dict[str, float]:
    """The cell styles of an xlsx workbook that show another number than the cell holds, by their number."""
    if not styles:
        return {}
    try:
        root = ElementTree.fromstring(styles)
    except (ElementTree.ParseError, LookupError, ValueError):
        return {}
    codes = {e.get("numFmtId", ""): e.get("formatCode", "") for e in root.iter() if _name(e) == "numFmt"}
    formats = [xf.get("numFmtId", "0") for cells in root if _name(cells) == "cellXfs" for xf in cells]
    found = {str(number): _times(one, codes) for number, one in enumerate(formats)}
    return {style: times for style, times in found.items() if times != 1}


def _times(number: str, codes: dict[str, str]) -> float:
    if number in codes:
        return shown_times(codes[number])
    return 100.0 if number.isdecimal() and int(number) in _BUILT_IN_PERCENT else 1.0


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
