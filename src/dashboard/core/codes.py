"""Codes for places, and the order places are listed in."""

import re
import unicodedata

COUNTRY = "00"
_ORDER = {"å": "z{", "ä": "z|", "æ": "z|", "ö": "z}", "ø": "z}", "é": "e", "è": "e", "ü": "y"}
_TABLE = str.maketrans(_ORDER)


def is_municipality(code: str) -> bool:
    """Whether the code is written as a municipality's: four digits."""
    return len(code) == 4 and code.isdigit()


def is_county(code: str) -> bool:
    """Whether the code is written as a county's: two digits, not the country's `00`."""
    return len(code) == 2 and code.isdigit() and code != COUNTRY


def county_of(municipality_code: str) -> str:
    """The county code of a municipality: its first two digits."""
    return municipality_code[:2]


def swedish_order(text: str) -> str:
    """A sorting key that puts å, ä and ö last."""
    return text.casefold().translate(_TABLE)


def slug(text: str) -> str:
    """A heading as it stands in an address: lower case, without accents, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
