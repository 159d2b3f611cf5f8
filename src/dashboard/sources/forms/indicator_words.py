"""What an indicator's name and signs mean: its unit, and whose signs stand in the cells."""

import re

from dashboard.sources.forms.words import same

# Ways to write a ratio, each with the unit's id. The first that fits is taken: the most specific come first.
_RATIOS = (
    ("yes_no", re.compile(r"\(ja ?= ?1, ?nej ?= ?0\)", re.I)),
    ("per_100000", re.compile(r"(\bper|/) ?100 ?000\b|per hundratusen", re.I)),
    ("per_10000", re.compile(r"(\bper|/) ?10 ?000\b", re.I)),
    ("per_1000", re.compile(r"(\bper|/) ?1 ?000\b|‰|promille|per tusen", re.I)),
    ("sek_per_inhabitant", re.compile(r"\b(kr|kronor)( per |/)inv", re.I)),
    ("percent", re.compile(r"%|\bandel|procent", re.I)),
)
_COUNT = re.compile(r"^antal\b|,? antal$|\bantal personer\b", re.I)
# The same sign means different things to those who publish.
SIGNS = {
    "": "missing",
    "..": "missing",
    "…": "missing",
    "saknas": "missing",
    "uppgift saknas": "missing",
    "i.u.": "missing",
    "ej svarat": "missing",
    "bortfall": "missing",
    ".": "not_applicable",
    "-": "not_applicable",
    "ej aktuellt": "not_applicable",
    "ej relevant": "not_applicable",
    "ej tillämplig": "not_applicable",
    "ej tillämpligt": "not_applicable",
    "inte aktuellt": "not_applicable",
    "x": "withheld",
    "*": "withheld",
    "sekretess": "withheld",
    "för få": "withheld",
    "prickad": "withheld",
    "prickat": "withheld",
}
_KOLADA, _SCB = {"-": "missing", "..": "withheld"}, {"-": "zero"}
_BY_WORD = {same(sign): meaning for sign, meaning in SIGNS.items()} | {"": "missing"}
_DASHES = ("-", "–", "—", "−")
_FROM_KOLADA = re.compile(r"\bkolada\b|\b[NU]\d{5}\b", re.I)
_FROM_SCB = re.compile(r"\bscb\b|statistiska centralbyrån|statistics sweden", re.I)
# A list of theirs may name Statistics Sweden as one source of many.
_FROM_OTHERS = re.compile(r"socialstyrelsen|öppna jämförelser|\bbrå\b|\bskr\b", re.I)


def unit_of(name: str) -> str:
    """The unit that an indicator's name tells: `percent`, `per_100000` ..., `count`, or `number` when it tells none."""
    found = next((unit for unit, pattern in _RATIOS if pattern.search(name)), "")
    return found or ("count" if _COUNT.search(name) else "number")


def signs_of(texts: str) -> dict[str, str]:
    """The signs of whoever the texts around a table say that it comes from, and what each means; those of Öppna jämförelser otherwise.

    `zero` is a value: Statistics Sweden writes a dash for it.
    """
    if _FROM_KOLADA.search(texts):
        return SIGNS | _KOLADA
    return SIGNS | _SCB if _FROM_SCB.search(texts) and not _FROM_OTHERS.search(texts) else SIGNS


def meaning(text: str, signs: dict[str, str]) -> str:
    """What a cell without a number means: missing, not_applicable, withheld or zero; empty when the text is no sign."""
    if text in _DASHES:
        return signs["-"]
    if text in signs:
        return signs[text]
    return _BY_WORD.get(same(text), "") if text and same(text) else ""
