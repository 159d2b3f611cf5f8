"""What the numbers of a table are about, told from the texts around them: inhabitants, a part of them, a change, a rate, or something else."""

import re
from collections.abc import Collection
from enum import Enum

from dashboard.sources.forms.words import clean, same


class Subject(Enum):
    """What a text says that numbers are. SILENT says nothing of it."""

    INHABITANTS = "inhabitants"
    PART = "part"
    CHANGE = "change"
    RATE = "rate"
    OTHER = "other"
    SILENT = "silent"


# The contents codes of Statistics Sweden's table of inhabitants: N1 counts them, the others are what has changed.
_COUNT_CODE, _CHANGE_CODE = re.compile(r"\bBE0101N1\b"), re.compile(r"\bBE0101N[2-9]\w*\b")
_CONTENTS_CODE = re.compile(r"^(?:[A-Z]{2}\d{4}[A-Z0-9]{2}|0000[0-9A-Z]{4})\b")
_PEOPLE = re.compile(
    r"folkmängd|folkökning|folkminskning|befolkning|invånar|\binv\b|population|inhabitant", re.I
)
_INHABITANTS = re.compile(
    r"\bfolkmängd(en)?\b|\binvånarantal(et)?\b|\bantal(et)? (invånare|inv\b|folkbokförda)|^(tabell \S+ |total\w* |hela |sveriges )?(befolkning(en)?|"
    r"invånare|inv|folkbokförda|population|inhabitants)\b|\bnumber of inhabitants\b",
    re.I,
)
_RATE = re.compile(
    r"%|‰|\bandel\w*|\bprocent|promille|\bkvot|\bindex\b|täthet|\bgenomsnitt|\bsnitt|\bmedian|\bmedel(?!\b)\w*|"
    r"(\bper\b|/) ?(\d{1,3} ?000\b|100\b|inv|capita|person|kvinn|barn|hushåll|tusen|hundra|km|kvadrat)|\bav (folkmängden|befolkningen|invånarna)|"
    r"i (förhållande|relation) till|\bshare\b|\bper cent\b|\bdensity\b|\brate\b",
    re.I,
)
_CHANGE = re.compile(
    r"förändr|(?<!s)ökning|minskning|tillväxt|utveckling(?!smedel)|överskott|underskott|netto|prognos|framskriv|\bchange|growth|increase|forecast|projection",
    re.I,
)
_AGE = r"\d{1,3} ?([-–] ?\d{1,3}|\+)( ?år\b)?|\d{1,3} år( och (äldre|uppåt))?"
_PART = re.compile(
    rf"\b(män|männen|kvinnor|kvinnorna|pojkar|flickor|barn|unga|ungdomar|äldre|vuxna|ogifta|gifta|skilda|änkor|utrikes födda|inrikes födda|"
    rf"utländsk(a)? (bakgrund|medborgare)|svensk bakgrund|men|women|males|females|boys|girls|children|dagbefolkning|nattbefolkning)\b|"
    rf"(?<![\d/.,-])(?<!\d )({_AGE})(?!\d)(?![-/])",
    re.I,
)
_WHOLE = re.compile(
    r"^(1\+2|t|tot|total|totalt|totala|totalt antal|samtliga|samtliga invånare|alla|båda|båda könen|alla åldrar|samtliga åldrar|hela befolkningen|män och kvinnor|"
    r"kvinnor och män|män \+ kvinnor|kvinnor \+ män|totalt ålder|totalt, alla åldrar|totalt kön|summa|both sexes|all ages|men and women|women and men|totsa|totala befolkningen)$"
)
_DIVIDING = re.compile(
    r"^(kön|ålder|åldersgrupp|åldersklass|civilstånd|födelseregion|födelseland|utländsk/svensk bakgrund|medborgarskap|sex|gender|age|marital status|kon|alder|civilstand|"
    r"fodelseregion|medborgarskap)\b"
)
_SEX = re.compile(
    r"^(k|m|t|kvinnor|män|kvinna|man|totalt?|alla|båda könen|women|men|both sexes|flickor|pojkar)$"
)
_BARE = re.compile(r"^(antal(et)?( personer)?|totalt?|summa|värde|count|number|value)$")
_NAMED = re.compile(
    r"\b(kön|ålder|åldersgrupp|civilstånd|födelseregion|födelseland|medborgarskap|bakgrund|sex|age)\b", re.I
)
_SEXES = re.compile(r"\b(kvinnor och män|män och kvinnor|women and men|men and women)\b", re.I)


def subject_of(text: object) -> Subject:
    """What a heading, a title or a name of contents says that the numbers are."""
    words = clean(text)
    if _COUNT_CODE.search(words):
        return Subject.PART if _is_part(words) else Subject.INHABITANTS
    if _CHANGE_CODE.search(words):
        return Subject.CHANGE
    about = bool(_INHABITANTS.search(words))
    if _RATE.search(words):
        return Subject.RATE
    if _CHANGE.search(words) and (about or _PEOPLE.search(words)):
        return Subject.CHANGE
    if about:
        return Subject.PART if _is_part(words) else Subject.INHABITANTS
    return Subject.OTHER if _PEOPLE.search(words) else Subject.SILENT


def is_part(text: object) -> bool:
    """Whether a text names some of the inhabitants: a sex, an age, where they were born."""
    return _is_part(clean(text))


def _is_part(words: str) -> bool:
    return bool(_PART.search(_SEXES.sub("", words))) and not is_whole(words)


def is_whole(text: object) -> bool:
    """Whether a category is all there are: `1+2`, `totalt`. `tot20+` is not."""
    return bool(_WHOLE.match(same(text)))


def says_whole(text: object) -> bool:
    """Whether a heading says that it counts all: `Folkmängd totalt`, `Samtliga`."""
    return bool(re.search(r"\b(totalt?|samtliga|båda könen|both sexes)\b", clean(text), re.I))


def are_sexes(values: Collection[str]) -> bool:
    """Whether a column has sexes for its values, whatever it is called: K, M and T, or in words."""
    return bool(values) and all(_SEX.match(same(value)) for value in values)


def in_thousands(text: object) -> bool:
    """Whether a heading or title says that people are counted in thousands."""
    return bool(
        re.search(
            r"\btusental|1 ?000-tal|\bi tusen\b|\btusen (invånare|personer)|\bin thousands\b",
            clean(text),
            re.I,
        )
    )


def is_bare(heading: object) -> bool:
    """Whether a heading only says that something is counted, and not what: `Antal`."""
    return bool(_BARE.match(same(heading)))


def divides(heading: object) -> bool:
    """Whether a column or dimension of this name divides the inhabitants: sex, age, civil status."""
    return bool(_DIVIDING.match(same(heading)))


def dimension_named(title: object) -> str:
    """The first dividing dimension that a title names (`efter kön och ålder`), empty when it names none."""
    found = _NAMED.search(clean(title))
    return found[0].lower() if found else ""


def is_contents_code(heading: object) -> bool:
    """Whether a heading is a code of the table service, which does not tell what the numbers are."""
    return bool(_CONTENTS_CODE.match(clean(heading)))
