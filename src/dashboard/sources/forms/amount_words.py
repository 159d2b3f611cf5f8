"""What headings and titles say of amounts. A heading is understood only when every word of it is; what is not understood is not read."""

import re
from dataclasses import dataclass

from dashboard.sources.forms.words import clean

_MEASURES = {
    "redistributed": r"omfördel(as|ad|at|ade|ats|ning|ningar|ningsbelopp)",
    "repaid": r"återbetal(as|d|t|da|ad|at|ade|ats|ts|ning|ningar|ningsbelopp)",
    "used": r"förbruk(as|ad|at|ade|ats|ning)|använ(d|t|da|ds|ts|dning)|(ut)?nyttja(d|t|de|s|ts)",
    "received": r"rekvirer(as|ad|at|ade|ats|ing|ingar)|rekvisition(en|er|sbelopp)?|bevilja(d|t|de|s|ts)|mottag(en|et|na|its)|erhåll(en|et|na|its)|"
    r"utbetal(as|d|t|da|ad|at|ade|ats|ts|ning|ningar|ningsbelopp)",
    "available": r"tilldel(as|ad|at|ade|ats|ning|ningar|ningen|ningsbelopp)|fördel(as|ad|at|ade|ats|ningsbelopp)|tillgänglig[at]?|ram(en|ar|belopp)?|"
    r"(fördelnings)?nyckeln?",
}
_MEASURE = {word: re.compile(pattern) for word, pattern in _MEASURES.items()}
# A distribution of what has been requested is what has been requested: the noun names a measure only when nothing else does.
_DISTRIBUTION = re.compile(r"fördelning(en|ar|s)?")
_MONEY = re.compile(
    r"(total|bidrags|års)?belopp(et|en)?|(\w*utvecklings|stimulans|projekt|bidrags)?(medel|medlen)|(stats|stimulans|projekt)?bidrag(et|en)?|anslag(et)?|"
    r"kr|kronor|sek|tkr|kkr|tsek|ksek|mnkr|mkr|msek|tusentals?|tusen|miljon(er)?|milj|mn"
)
_NEUTRAL = frozenset(
    [
        "summa",
        "summor",
        "totalt",
        "total",
        "totala",
        "totalsumma",
        "tal",
        "i",
        "av",
        "för",
        "till",
        "under",
        "som",
        "har",
        "på",
        "om",
        "den",
        "det",
        "de",
        "och",
        "samt",
        "eller",
        "från",
        "mot",
        "enligt",
        "vid",
        "år",
        "året",
        "årets",
        "kalenderår",
        "avser",
        "avseende",
        "gäller",
        "beslut",
        "beslutet",
        "beslutad",
        "beslutat",
        "beslutade",
        "slutlig",
        "slutligt",
        "slutliga",
        "förordning",
        "förordningen",
        "kommun",
        "kommuner",
        "kommunen",
        "kommunens",
        "kommunerna",
        "kommunernas",
        "region",
        "regioner",
        "regionen",
        "regionens",
        "regionerna",
        "regionernas",
        "mottagare",
        "mottagaren",
        "mottagarens",
        "organisation",
        "organisationen",
        "organisationens",
        "län",
        "länet",
        "länets",
        "länsstyrelse",
        "länsstyrelsen",
        "länsstyrelsens",
        "länsstyrelserna",
        "länsstyrelsernas",
        "socialstyrelsen",
        "socialstyrelsens",
        "jämställdhetsmyndigheten",
        "jämställdhetsmyndighetens",
        "staten",
        "statens",
        "regeringen",
        "regeringens",
        "statlig",
        "statligt",
        "statliga",
        "särskild",
        "särskilt",
        "särskilda",
        "riktad",
        "riktat",
        "riktade",
        "arbete",
        "arbetet",
        "insatser",
        "verksamhet",
        "utveckling",
        "kvalitetsutveckling",
        "våld",
        "våldet",
        "mäns",
        "kvinnor",
        "nära",
        "relationer",
        "kvinnofrid",
        "hedersrelaterat",
        "hedersrelaterad",
        "förtryck",
        "prostitution",
        "människohandel",
        "barn",
    ]
)
_ABOUT_GRANTS = re.compile(
    r"belopp|(medel|medlen)$|bidrag|anslag|tilldel|fördel|rekvir|utbetal|bevilj|förbruk|nyttja|använ[dt]|betal|återkrav|återkräv|mottag|erhåll|sökt"
)
_COUNTS = re.compile(r"andel\w*|antal\w*|procent\w*|index|kvot|folkmängd|befolkning|invånarantal")
_WORD = re.compile(r"[^\W\d_]+")
_FOOTNOTE = re.compile(r"\b[a-z]\)")
_PERIOD = re.compile(r"(?<!\d)20\d\d ?[/–-] ?\d\d(?!\d|[/–-])")
_SINCE = re.compile(r"\b(från|sedan) (19|20)\d\d")
_SIGNS = "%‰±∆Δ"
# What a title can say that makes the figures under it something else than amounts given: of any column, or only of one that names no measure.
_CHANGES_ALL = {
    "per": r"\bper (1 ?000|10 ?000|100 ?000|(?!kommun|region|mottagar|län|organisation|år\b|den\b|\d)\w+)|/ ?(inv|person|capita)",
    "share": r"\bandel|\bprocent|%|\bindex|\bkvot",
    "count": r"\bantal",
    "change": r"\bförändring|\bökning|\bminskning|\bskillnad|\bdifferens|\bdiff\b|\bavvikelse|\bjämfört",
    "average": r"\bgenomsnitt|\bmedelvärde|\bmedian|\bi snitt",
    "draft": r"\bprelimin|\bförslag|\bprognos|\bbudget|\bplanera|\bberäknad|\buppskatta",
}
_CHANGES_SOME = {
    "not": r"\b(ej|inte|icke)\b|\bo(förbruk|utnyttja|nyttja|använ|fördel|rekvir)|\bkvar(va|st|\b)|\båterst[åo]|\bresterande",
    "applied": r"\b(an)?sökt|\bansök|\bbegär|\bäska",
    "limit": r"\bhögsta|\blägsta|\bmax|\bmini",
    "refused": r"\bavsl[aoå]|\bneka",
}
_ALL = {name: re.compile(pattern) for name, pattern in _CHANGES_ALL.items()}
_SOME = {name: re.compile(pattern) for name, pattern in _CHANGES_SOME.items()}


@dataclass(frozen=True)
class Said:
    """What a text says: the measures it names, the words that stand in the way of understanding it, whether it is about money and grants, and whether it counts something else."""

    measures: tuple[str, ...]
    doubts: tuple[str, ...]
    about_money: bool
    about_grants: bool
    counts: bool


def heading(text: str) -> Said:
    """What a heading says. Every word that is not known is a doubt: `oförbrukade`, `sökt`, `invånare`, `förändring`."""
    plain = _FOOTNOTE.sub(" ", clean(text).casefold())
    words = [word for word in _WORD.findall(plain) if word.isalpha()]
    measures = _measures(words)
    doubts = [
        word for word in words
        if not (word in _NEUTRAL or _MONEY.fullmatch(word) or _measure(word) or _DISTRIBUTION.fullmatch(word))
    ]  # fmt: skip
    doubts += [sign for sign in _SIGNS if sign in text]
    doubts += [match[0] for match in (_PERIOD.search(plain), _SINCE.search(plain)) if match]
    money = bool(measures) or any(_MONEY.fullmatch(word) for word in words)
    counts = any(_COUNTS.fullmatch(word) for word in words) or any(sign in text for sign in _SIGNS)
    grants = not counts and any(_ABOUT_GRANTS.search(word) for word in words)
    return Said(measures, tuple(dict.fromkeys(doubts)), money, grants, counts)


def title(text: str) -> Said:
    """What a title, a sheet's or a file's name says. Only words that turn amounts into something else are doubts: a title has many others."""
    plain = clean(text).casefold().replace("_", " ")
    words = _WORD.findall(plain)
    without_denied = re.sub(r"\b(ej|inte|icke)\b \w+", " ", plain)
    doubts = [
        match[0].strip() for pattern in (*_ALL.values(), *_SOME.values()) if (match := pattern.search(plain))
    ]
    money = any(_MONEY.fullmatch(word) and word != "mn" for word in words)
    counts = any(_ALL[name].search(plain) for name in ("per", "share", "count"))
    about_grants = any(map(_ABOUT_GRANTS.search, words))
    return Said(_measures(_WORD.findall(without_denied)), tuple(doubts), money, about_grants, counts)


def turned(text: str, headings: str) -> str:
    """The word in a title that makes even a column with a known measure something else, such as shares; empty when a heading takes it upon itself."""
    plain = clean(text).casefold()
    found = (m for p in _ALL.values() if not p.search(headings.casefold()) and (m := p.search(plain)))
    first = next(found, None)
    return first[0].strip() if first else ""


def _measure(word: str) -> str:
    return next((name for name, pattern in _MEASURE.items() if pattern.fullmatch(word)), "")


def _measures(words: list[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(filter(None, map(_measure, words))))
    return found or (("available",) if any(_DISTRIBUTION.fullmatch(word) for word in words) else ())
