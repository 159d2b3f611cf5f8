"""Places in a document, in English: `Avsnitt 6.2, figur 23; även avsnitt 8.6` is `Section 6.2, figure 23; also section 8.6`.

A place is put together of numbered parts (a section, a table, a row), which follow a rule, and of names (a heading, a column),
which are looked up. What follows no rule and has no translation stands as it is, such as an organisation's name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# What is numbered: one of it, several of it.
_NUMBERED = {
    "aktivitet": ("activity", "activities"),
    "avsnitt": ("section", "sections"),
    "bild": ("picture", "pictures"),
    "bilaga": ("appendix", "appendices"),
    "delmål": ("sub-goal", "sub-goals"),
    "figur": ("figure", "figures"),
    "fotnot": ("footnote", "footnotes"),
    "fråga": ("question", "questions"),
    "huvudaktivitet": ("main activity", "main activities"),
    "kapitel": ("chapter", "chapters"),
    "mottaget belopp": ("amount received", "amounts received"),
    "mål": ("goal", "goals"),
    "not": ("note", "notes"),
    "område": ("area", "areas"),
    "punkt": ("point", "points"),
    "rad": ("row", "rows"),
    "rekommendation": ("recommendation", "recommendations"),
    "resultat av enkäten": ("results of the survey", "results of the survey"),
    "s.": ("p.", "pp."),
    "stycke": ("paragraph", "paragraphs"),
    "tabell": ("table", "tables"),
    "totalt": ("total", "total"),
    "utredningens förslag": ("proposal of the inquiry", "proposals of the inquiry"),
    "utvecklingsområde": ("development area", "development areas"),
}
# What is followed by a name of its own.
_NAMED = {"blad": "sheet", "cell": "cell", "faktaruta": "box", "rättelse": "correction"}
_COUNTED = re.compile(
    rf"(?P<also>även )?(?P<kind>{'|'.join(map(re.escape, _NUMBERED))}) "
    r"(?P<numbers>\d[\d.]*(?: [a-z]\b)?(?:(?:, | och |[-–])\d[\d.]*)*)(?: från (?P<since>\d{4}))?"
    r"(?=$|[,;] | och )",
    re.IGNORECASE,
)
_CALLED = re.compile(rf"(?P<kind>{'|'.join(_NAMED)}) (?P<name>[^,;]+)", re.IGNORECASE)
_FIXED = (
    (re.compile(r"folkmängd 31 december (\d{4})"), r"population on 31 December \1"),
    (re.compile(r"(\d+) miljoner kronor"), r"SEK \1 million"),
    (re.compile(r"(\d+),(\d+) miljoner kronor"), r"SEK \1.\2 million"),
    (re.compile(r"även (?=[A-ZÅÄÖ])"), "also "),
    (re.compile(r"hela filen"), "the whole file"),
)
_BETWEEN = re.compile(r"[,;] | och ")
# A name of the ledger or a number is the same in every language.
_SAME = re.compile(r"[\d., –-]+|[a-z0-9-]+(\.[a-z0-9-]+)+|[a-z]")


@dataclass(frozen=True)
class Part:
    """A piece of a place: as it is written, in English, and whether it was looked up (or should have been) rather than made by rule."""

    text: str
    english: str
    is_name: bool = False


def in_english(place: str, names: Mapping[str, str]) -> str:
    """The place in English; `names` are the translations of headings and columns."""
    return "".join(part.english for part in parts(place, names))


def parts(place: str, names: Mapping[str, str]) -> list[Part]:
    """The pieces of a place in their order, what stands between them included."""
    found: list[Part] = []
    at = 0
    while at < len(place):
        part = _next(place, at, names)
        found.append(part)
        at += len(part.text)
    return found


def _next(place: str, at: int, names: Mapping[str, str]) -> Part:
    between = _BETWEEN.match(place, at)
    if between:
        return Part(between[0], between[0].replace(" och ", " and "))
    counted = _COUNTED.match(place, at)
    if counted:
        return Part(counted[0], _like(counted[0], _numbered(counted)))
    for pattern, english in _FIXED:
        fixed = pattern.match(place, at)
        if fixed:
            return Part(fixed[0], fixed.expand(english))
    return _name(place, at, names)


def _numbered(found: re.Match[str]) -> str:
    one, several = _NUMBERED[found["kind"].lower()]
    numbers = found["numbers"]
    kind = several if re.search(r", | och |[-–]", numbers) else one
    since = f" from {found['since']}" if found["since"] else ""
    numbers = numbers.replace(" och ", " and ").replace("-", "–")
    return f"{'also ' if found['also'] else ''}{kind} {numbers}{since}"


def _name(place: str, at: int, names: Mapping[str, str]) -> Part:
    """The longest known name that stands here; a heading may hold a comma or an ”och” of its own."""
    ends = [m.start() for m in _BETWEEN.finditer(place, at)] + [len(place)]
    known = next((place[at:end] for end in reversed(ends) if place[at:end] in names), "")
    if known:
        return Part(known, names[known], is_name=True)
    called = _CALLED.match(place, at)
    if called:
        name = names.get(called["name"], called["name"])
        return Part(called[0], _like(called[0], f"{_NAMED[called['kind'].lower()]} {name}"))
    # A name with ”och” in it is one name, until somebody says that it is two.
    text = place[at : next(end for end in ends if place[end : end + 5] != " och ")]
    return Part(text, text, is_name=not _SAME.fullmatch(text))


def _like(text: str, english: str) -> str:
    """English with a capital where the Swedish text has one."""
    return english[:1].upper() + english[1:] if text[:1].isupper() else english
