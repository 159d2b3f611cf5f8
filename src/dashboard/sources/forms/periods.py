"""Years, and what only looks like them: months, quarters and days within a year. Inhabitants are counted on 31 December."""

import re

from dashboard.sources.forms.words import clean

_MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
_LAST_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-12-31(?!\d)|\b31 dec(?:ember|\.)? ((?:19|20)\d\d)\b", re.I)
_WITHIN = re.compile(
    rf"(?<!\d)(?:19|20)\d\d ?(?:M(?:0[1-9]|1[0-2])|[KQ][1-4]\b|kv(?:artal|\.)? ?[1-4]|-(?:0[1-9]|1[0-2])(?![\d])(?:-(?:0[1-9]|[12]\d|3[01]))?)|"
    rf"\b(?:{_MONTHS})[a-zåäö]*\.? (?:19|20)\d\d\b|\bkv(?:artal|\.)? ?[1-4]\b|\b[KQ][1-4] (?:19|20)\d\d\b",
    re.I,
)


def with_year_ends_as_years(text: object) -> str:
    """The text with each 31 December, however it is written, as its year alone: `Folkmängd 2023-12-31` is `Folkmängd 2023`."""
    return _LAST_DAY.sub(lambda found: found[1] or found[2], clean(text))


def within_a_year(text: object) -> str:
    """The month, quarter or day other than the last that a text names; empty when it names none."""
    found = _WITHIN.search(with_year_ends_as_years(text))
    return found[0] if found else ""
