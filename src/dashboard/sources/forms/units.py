"""The unit of amounts as headings, titles and notes tell it."""

import re

# The year of "Tilldelat 2024 tkr" is no number of thousands.
_YEAR = re.compile(r"(?<!\d)(?<!\d[ .,])(19|20)\d\d(?!\d|[.,]\d)")
_THOUSANDS = re.compile(
    r"(?<!\d)1[ .\u00a0]?000[ –-]?tals?\b|(\bi |[(,:] ?|^)1[ .\u00a0]?000 ?(kr\b|kronor\b|sek\b)"
)
# "100 miljoner kronor" is an amount, and no unit.
_AMOUNT = re.compile(
    r"\d[\d .,\u00a0]*((mnkr|mkr|msek|mn|miljon(er)?|miljard(er)?|mdkr|milj\b\.?|tkr|kkr|tsek|ksek|tusen)\b ?)?((kr|kronor|sek)\b)?"
)
_UNITS = (
    (1_000_000, re.compile(r"\b(mnkr|mkr|msek|mn kr|miljon|miljoner|milj)\b")),
    (1_000, re.compile(r"\b(tkr|kkr|tsek|ksek|k sek|tusental|tusentals|tusen)\b")),
    (1, re.compile(r"\b(kr|kronor|sek)\b")),
)


def unit_in(text: str) -> int | None:
    """How many kronor one is, by a heading, title or note: 1 000 for tkr, 1 for kr; None when it does not say."""
    plain = _YEAR.sub(" år ", text.casefold())
    if _THOUSANDS.search(plain):
        return 1_000
    plain = _AMOUNT.sub(" ", plain)
    return next((unit for unit, pattern in _UNITS if pattern.search(plain)), None)
