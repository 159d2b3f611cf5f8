"""Finding what could point out a person: personal identity numbers, e-mail addresses and telephone numbers."""

import re
from collections.abc import Mapping

from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.grid import Book, Cell, cell_name
from dashboard.sources.forms.words import clean, text_of

# The month and the day tell a person's number from an organisation's; a coordination number has 60 added to the day.
_PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?:19|20)?(\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01]))\s?([-+–]?)\s?(\d{4})(?!\d)"
)
_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.I)
_PHONE = re.compile(
    r"(?<![\d.,/])(?:(?:\+|00)46[\s-]?(?:\(0\))?[\s-]?|0)[1-9]\d{0,2}(?:[\s/-]{1,3})?\d{2,3}(?:[\s-]?\d{2,3}){1,3}(?![\d,.]?\d)"
)
# Most texts hold none of these; looking for what all of them must have saves the rest.
_WORTH_A_LOOK = re.compile(r"@|\(at\)|\[at\]|\d[\d\s/–+-]{5,}\d", re.I)

_CONTACTS = ("email_address", "phone_number")


def kinds_of_personal_data(text: str) -> tuple[str, ...]:
    """The codes of the findings for this text: `personal_number`, `email_address` and `phone_number`, none or several."""
    if not _WORTH_A_LOOK.search(text):
        return ()
    text = clean(text)
    numbers = [m for m in _PERSONAL_NUMBER.finditer(text) if m[2] or _has_check_digit(m[1] + m[3])]
    # The same digits are not told of twice.
    rest = text
    for match in reversed(numbers):
        rest = f"{rest[: match.start()]};{rest[match.end() :]}"
    found = {
        "personal_number": bool(numbers),
        "email_address": bool(_EMAIL.search(text)),
        "phone_number": any(_is_phone(match[0]) for match in _PHONE.finditer(rest)),
    }
    return tuple(code for code, is_there in found.items() if is_there)


def look_for_personal_data(book: Book, notes: Notes, contacts_from: Mapping[str, int]) -> None:
    """Note every cell, on hidden sheets too, that seems to hold personal data. What it says is not repeated.

    `contacts_from` names the sheets where the publisher's telephone and e-mail address may stand, from a row on (from 0).
    """
    for sheet in book.sheets:
        look_at_name(sheet.name, notes)
        found = _personal_data_among({value for row in sheet.rows for value in row})
        if not found:
            continue
        end = contacts_from.get(sheet.name, len(sheet.rows))
        for r, row in enumerate(sheet.rows):
            for c, value in enumerate(row):
                for code in found.get(value, ()):
                    if r < end or code not in _CONTACTS:
                        notes.add(code, sheet.name, cell_name(r, c))


def look_at_name(name: str, notes: Notes) -> None:
    """Note a file's or a sheet's name that seems to hold personal data: it is shown as the source of the figures.

    Names often hold dates and numbers of other kinds, so a personal identity number has to have its check digit.
    """
    text = clean(name)
    numbers = any(_has_check_digit(match[1] + match[3]) for match in _PERSONAL_NUMBER.finditer(text))
    if numbers or _EMAIL.search(text):
        notes.add("personal_data_in_name", value=text)


def _personal_data_among(values: set[Cell]) -> dict[Cell, tuple[str, ...]]:
    """Those of the values that hold personal data, with the codes of the findings."""
    # A personal identity number may also have been typed as a number.
    worth = (
        v for v in values if (isinstance(v, str) and len(v) > 5) or (isinstance(v, (int, float)) and v >= 1e9)
    )
    return {value: codes for value in worth if (codes := kinds_of_personal_data(text_of(value)))}


def _has_check_digit(ten: str) -> bool:
    """Whether ten digits end with the check digit of a personal identity number (Luhn)."""
    doubled = [int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(ten)]
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def _is_phone(text: str) -> bool:
    """Whether a run of digits is written as a telephone number: with a country code, or a dash or space after its area code."""
    digits = re.sub(r"\D", "", text)
    if text.startswith(("+46", "0046")):
        return 9 <= len(digits) <= 13
    return 8 <= len(digits) <= 11 and (len(digits) == 10 or bool(re.match(r"0[1-9]\d{0,2}[\s/-]", text)))
