"""The unit of amounts as headings, titles and notes tell it."""

import re

# "100 miljoner kronor" is an amount, not a unit: a unit has no number before it, but "1 000-tal" and "i 1 000 kr" are units.
_NO_NUMBER = r"(?<![\d,.])(?<!\d[ \u00a0])"
_THOUSAND = r"1[ .\u00a0]?000"
_UNITS = (
    (
        1_000_000,
        rf"{_NO_NUMBER}\b(mnkr|mkr|msek|mn ?kr|miljon(er)?( kr(onor)?\b| sek\b)?|milj\b\.?( kr(onor)?\b| sek\b)?)",
    ),
    (
        1_000,
        rf"{_NO_NUMBER}\b(tkr|kkr|tsek|ksek|k ?sek|tusentals?( kr(onor)?\b| sek\b)?|tusen( kr(onor)?\b| sek\b)?)\b",
    ),
    (1_000, rf"(?<!\d){_THOUSAND}[ –-]?tals?\b|(\bi |[(,:] ?|^){_THOUSAND} ?(kr\b|kronor\b|sek\b)"),
    (1, rf"{_NO_NUMBER}\b(kr|kronor|sek)\b"),
)
# The year of "Tilldelat 2024 tkr" is no number of thousands.
_YEAR = re.compile(r"(?<!\d)(?<!\d[ .,])(19|20)\d\d(?![\d.,])")
_PATTERNS = tuple((unit, re.compile(pattern)) for unit, pattern in _UNITS)


def unit_in(text: str) -> int | None:
    """How many kronor one is, by a heading, title or note: 1 000 for tkr, 1 for kr; None when it does not say."""
    plain = _YEAR.sub(" år ", text.casefold())
    return next((unit for unit, pattern in _PATTERNS if pattern.search(plain)), None)
