"""Finding what a code or a name in a file stands for."""

from collections import defaultdict
from collections.abc import Collection
from copy import copy
from dataclasses import dataclass, field

from dashboard.sources.forms.grid import NOT_COMPUTED, ErrorValue
from dashboard.sources.forms.words import alike, clean, in_words, nearest, same, shown

# Looking for near names is slow; a file with more unknown names than this has another problem than spelling.
_MOST_SUGGESTIONS = 100


@dataclass(frozen=True)
class Entry:
    """Something that can be named: its id in the dataset, the code people write, its name and other ways to write it."""

    id: str
    code: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """What is to be said about a value: a code of the catalogue and the facts of its sentence."""

    code: str
    value: str
    facts: dict[str, str] = field(default_factory=dict)


def failed(value: ErrorValue) -> Problem:
    """What is to be said about a formula that gives no value."""
    return Problem("formula_without_value" if value == NOT_COMPUTED else "formula_error", value)


@dataclass(frozen=True)
class Match:
    """The entry found, if any, and what is to be said about how it was found."""

    entry: Entry | None
    problem: Problem | None = None


class Directory:
    """Entries by code, by name and by likeness. The same question is answered once and remembered."""

    def __init__(self, entries: Collection[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_code: dict[str, list[Entry]] = defaultdict(list)
        self._by_name: dict[str, list[Entry]] = defaultdict(list)
        self._by_likeness: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for code in {entry.code.casefold(), entry.id.casefold()}:
                self._by_code[code].append(entry)
            for key in {same(name) for name in (entry.name, *entry.aliases)}:
                self._by_name[key].append(entry)
            for key in {alike(name) for name in (entry.name, *entry.aliases)}:
                self._by_likeness[key].append(entry)
        self._answers: dict[tuple[object, ...], Match] = {}
        self._suggested = 0

    def fresh(self) -> "Directory":
        """The same entries with nothing remembered, for reading one file."""
        twin = copy(self)
        twin._answers, twin._suggested = {}, 0
        return twin

    @property
    def names(self) -> list[str]:
        """All names, in the order of the entries."""
        return [entry.name for entry in self.entries]

    def named(self, name: object, kinds: Collection[str] = ()) -> list[Entry]:
        """The entries that go by exactly this name, of these kinds (all kinds when none are given)."""
        return _of_kinds(self._by_name.get(same(name), []), kinds)

    def find(self, code: object, name: object, kinds: tuple[str, ...] = ()) -> Match:
        """The entry that a code and a name point to. Either may be blank.

        A code decides when the name is not recognised; when both are recognised and disagree nothing is found.
        """
        question = (code, name, kinds)
        if question not in self._answers:
            self._answers[question] = self._find(clean(code), clean(name), kinds)
        return self._answers[question]

    def word(self, value: object, unknown: str, **facts: str) -> Match:
        """The entry with this id or name; a problem of the code `unknown` when there is none."""
        question = ("word", value, unknown)
        if question not in self._answers:
            text = clean(value)
            found = (
                self._by_code.get(text.casefold())
                or self.named(text)
                or self._by_likeness.get(alike(text), [])
            )
            if len({e.id for e in found}) == 1:
                self._answers[question] = Match(found[0])
            else:
                problem = Problem(unknown, text, {"suggestions": self._suggestions(text, ()), **facts})
                self._answers[question] = Match(None, problem)
        return self._answers[question]

    def _find(self, code: str, name: str, kinds: tuple[str, ...]) -> Match:
        if not code and not name:
            return Match(None, Problem("place_missing", ""))
        if not code:
            return self._by_name_alone(name, kinds)
        by_code, lost_zero = self._with_code(code, kinds)
        if by_code is None:
            hint = self.named(name, kinds) if name else []
            suggestion = f" {hint[0].name} har koden {hint[0].code}." if hint else ""
            return Match(None, Problem("unknown_code", code, {"suggestions": suggestion}))
        if name:
            named = self.named(name, kinds) or _of_kinds(self._by_likeness.get(alike(name), []), kinds)
            facts = {"found_code": by_code.code, "code_name": by_code.name}
            if not named:
                return Match(by_code, Problem("name_not_recognised", name, facts))
            if by_code not in named:
                return Match(
                    None, Problem("code_and_name_disagree", name, {**facts, "name_code": named[0].code})
                )
        return Match(by_code, Problem("code_lost_zero", code, {"found": by_code.code}) if lost_zero else None)

    def _with_code(self, code: str, kinds: tuple[str, ...]) -> tuple[Entry | None, bool]:
        for attempt in (code.casefold(), "0" + code):
            found = _of_kinds(self._by_code.get(attempt, []), kinds)
            if found:
                return found[0], attempt != code.casefold()
        return None, False

    def _by_name_alone(self, name: str, kinds: tuple[str, ...]) -> Match:
        head, _, rest = name.partition(" ")
        if head.isdigit() and len(head) in (2, 4) and rest:
            return self._find(head, rest, kinds)
        exact = self.named(name, kinds)
        found = exact or _of_kinds(self._by_likeness.get(alike(name), []), kinds)
        if len({entry.id for entry in found}) > 1:
            choices = in_words([f"{e.name} ({e.code})" for e in found])
            return Match(None, Problem("ambiguous_place", name, {"choices": choices}))
        if not found:
            return Match(
                None, Problem("unknown_place", name, {"suggestions": self._suggestions(name, kinds)})
            )
        if exact:
            return Match(found[0])
        return Match(found[0], Problem("name_spelled_differently", name, {"found": found[0].name}))

    def _suggestions(self, text: str, kinds: tuple[str, ...]) -> str:
        if self._suggested >= _MOST_SUGGESTIONS:
            return ""
        self._suggested += 1
        near = nearest(text, (e.name for e in _of_kinds(self.entries, kinds)))
        return f" Menade du {in_words([shown(n) for n in near])}?" if near else ""


def _of_kinds(entries: Collection[Entry], kinds: Collection[str]) -> list[Entry]:
    return [e for e in entries if e.kind in kinds] if kinds else list(entries)
