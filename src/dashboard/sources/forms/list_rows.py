"""Who a row of a list is about: the most specific of its columns names the recipient, the wider ones the county it stands in."""

import re
from collections import Counter
from dataclasses import dataclass

from dashboard.sources.forms.grid import Cell
from dashboard.sources.forms.list_layout import ListLayout, Named
from dashboard.sources.forms.matching import Match, Problem
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.sums import is_sum_label
from dashboard.sources.forms.tables import heading_key
from dashboard.sources.forms.words import clean, is_blank, same

_LOOKED_AT = 400
_WIDE = ("region", "county")
_KINDS = (
    ("municipality", re.compile(r"^(kommun|stad)(er)?$")),
    ("region", re.compile(r"^(region|landsting)(er)?$")),
    ("county_board", re.compile(r"^länsstyrelser?$")),
    ("district", re.compile(r"^stadsdel(ar|snämnd|snämnder|sförvaltning)?$")),
    ("ngo", re.compile(r"^((ideell|idéburen) (organisation|förening)|ideella (organisationer|föreningar)|förening(ar)?|stiftelse|kvinnojour(er)?|civilsamhället?)$")),
    ("agency", re.compile(r"^(statlig )?myndighet(er)?$")),
    ("joint_authority", re.compile(r"^kommunalförbund$")),
)  # fmt: skip


@dataclass(frozen=True)
class Who:
    """Whom a row says that it is about. `group` is the county that a row without a recipient sums up; `county` the one the recipient stands in, when a column tells it."""

    code: Cell
    name: Cell
    label: str
    kinds: tuple[str, ...]
    county: str | None = None
    group: str = ""

    @property
    def is_group(self) -> bool:
        """Whether the row is about a county and not about a recipient."""
        return bool(self.group)


def names_of_list(rows: list[list[Cell]], layout: ListLayout, places: Places) -> "ListNames":
    """How the recipients of this list are told."""
    return ListNames(rows, layout, places)


class ListNames:
    """Tells whom the rows of one list are about."""

    def __init__(self, rows: list[list[Cell]], layout: ListLayout, places: Places) -> None:
        self.places = places
        self._rows = rows[layout.first_row : layout.last_row + 1][:_LOOKED_AT]
        self._headings = rows[layout.heading]
        self._kind_column = layout.kind
        self._name = layout.names[0] if layout.names else None
        self._code = self._code_of(layout)
        code_is_narrower = bool(
            self._code and self._name and self._name.of in _WIDE and self._code.of == "municipality"
        )
        if code_is_narrower:
            self._name = None
        self._wide = [n for n in layout.names if n != self._name and (n.of in _WIDE or self._name is None)]
        self._wide_codes = [c for c in layout.codes if c != self._code and c.of == "county"]
        self._fallback = self._exclusive(layout)
        self.column = (self._name or self._code or layout.codes[0]).column
        used = {
            n.column for n in (self._name, self._code, *self._wide, *self._wide_codes, *self._fallback) if n
        }
        self.unused = sorted({n.column for n in (*layout.names, *layout.codes)} - used)
        self._kind = self._kind_of_list()

    def who(self, row: list[Cell]) -> Who:
        """Whom the row is about."""
        code = row[self._code.column] if self._code else ""
        name: Cell = row[self._name.column] if self._name else ""
        wide = [row[n.column] for n in self._wide if not is_blank(row[n.column])]
        kinds = self._kinds_of(row)
        if self._name and is_blank(name):
            other = next((n for n in self._fallback if not is_blank(row[n.column])), None)
            if other:
                name, kinds = row[other.column], (other.of,)
        first_text = next((clean(v) for v in row if isinstance(v, str) and clean(v)), "")
        label = clean(name) or (clean(wide[0]) if wide and is_blank(code) else "") or first_text
        code_is_short = is_blank(code) or len(clean(code)) <= 2
        if code_is_short and (group := self._group(label, clean(name), wide)):
            return Who(code, name, label, kinds, group=group)
        if is_blank(name) and is_blank(code):
            name = label
        return Who(code, name, label, kinds, self._county_of(row, wide))

    def find(self, who: Who) -> Match:
        """The recipient, if it is known, and what is to be said about how it was found."""
        recipients = self.places.recipients
        match = recipients.find(who.code, who.name, who.kinds)
        if match.problem and match.problem.code in ("unknown_place", "unknown_code"):
            if who.kinds == ("region",) and (county := self._county(who.name)):
                region = recipients.find(county, "", who.kinds).entry
                if region:
                    facts = {"found": region.name}
                    return Match(region, Problem("name_spelled_differently", clean(who.name), facts))
            other = recipients.find(who.code, who.name)
            # In a list of counties or regions a town of the same name is not meant.
            is_town = other.entry is not None and other.entry.kind == "municipality" and self._is_wide()
            match = other if other.entry and not is_town else match
        return match

    def _is_wide(self) -> bool:
        return bool(self._name and self._name.of in _WIDE and self._kind == "region")

    def _group(self, label: str, name: str, wide: list[Cell]) -> str:
        """The county that a row without a recipient is about."""
        if self._name and self._name.of == "county":
            return self._county(label)
        if "län" in label.casefold() and self._kind != "region":
            return self._named_county(label)
        # The municipality's cell is blank beside a county or region: the row sums it up.
        return self._county(clean(wide[0])) if wide and not name and self._name else ""

    def _named_county(self, label: str) -> str:
        """The code of the county that a heading names, with or without its code; empty when it is none."""
        match = self.places.areas.find("", label, ("county",))
        return match.entry.id if match.entry else ""

    def _county(self, name: Cell) -> str:
        """The code of the county that a cell under `Län` or `Region` names: `Örebro län`, `Örebro`, `Region Örebro`."""
        text = clean(name)
        if not text or text.casefold().startswith("länsstyrelse"):
            return ""
        stem = re.sub(r"^region(en)? ", "", text, flags=re.I)
        for attempt in (text, f"{stem} län", f"{stem}s län", stem):
            entries = self.places.areas.named(attempt, ("county",))
            if entries:
                return entries[0].id
        return ""

    def _county_of(self, row: list[Cell], wide: list[Cell]) -> str | None:
        codes = [c for code in self._wide_codes if not is_blank(c := row[code.column])]
        if not codes and not wide:
            return None
        by_code = (self.places.areas.find(c, "", ("county",)).entry for c in codes)
        found = next((e.id for e in by_code if e), "")
        return found or next((c for v in wide if (c := self._county(v))), "")

    def _kinds_of(self, row: list[Cell]) -> tuple[str, ...]:
        """The kind of the recipient that the row or the list tells."""
        written = same(row[self._kind_column]) if self._kind_column is not None else ""
        told = next((kind for kind, pattern in _KINDS if written and pattern.match(written)), "")
        return (told or self._kind,)

    def _code_of(self, layout: ListLayout) -> Named | None:
        """The column of the recipients' codes: one of the same kind as the names, whose numbers are codes and not only a numbering."""
        if not layout.names:
            return layout.codes[0] if layout.codes else None
        fitting = {
            "county": ("municipality", "county"), "region": ("municipality", "county", "any"),
        }.get(layout.names[0].of, ("municipality", "any"))  # fmt: skip
        candidates = [c for c in layout.codes if c.of in fitting]
        return next((c for c in candidates if c.of != "any" or self._are_codes(c, layout.names[0])), None)

    def _are_codes(self, code: Named, name: Named) -> bool:
        """Whether numbers under a heading such as `Nr` are codes: those of the names beside them."""
        rows = [
            r for r in self._rows if not is_blank(r[code.column]) and not is_sum_label(clean(r[name.column]))
        ]
        known = [r for r in rows if self.places.recipients.named(clean(r[name.column]))]
        agree = sum(
            self.places.recipients.find(r[code.column], r[name.column]).entry is not None for r in known
        )
        is_numbering = _is_numbering([clean(r[code.column]) for r in rows])
        if known:
            return agree == len(known) if is_numbering else agree * 2 >= len(known)
        return heading_key(self._headings[code.column]) == "kod" or not is_numbering

    def _exclusive(self, layout: ListLayout) -> list[Named]:
        """Wider columns that name the recipient where the most specific one is blank, as in a list with one column for each kind."""
        if self._name is None or self._name.of == "any":
            return []
        found = []
        for other in layout.names:
            if other == self._name or other.of == "county" or other.of == "any":
                continue
            both = any(
                not is_blank(r[self._name.column]) and not is_blank(r[other.column]) for r in self._rows
            )
            if self._name.of == "district" and other.of == "municipality":
                found.append(other)
            elif not both:
                found.append(other)
                self._wide = [w for w in self._wide if w != other]
        return found

    def _kind_of_list(self) -> str:
        """Whether the list is of municipalities or of regions: by its heading and what most of its names are."""
        if self._name is None:
            return "municipality"
        names = [r[self._name.column] for r in self._rows]
        texts = [n for n in names if isinstance(n, str) and clean(n) and not is_sum_label(clean(n))]
        if self._name.of == "region" and texts and all(self._county(n) for n in texts):
            return "region"
        kinds = Counter(e.kind for name in texts for e in self.places.recipients.named(name))
        return "region" if kinds["region"] > kinds["municipality"] else "municipality"


def _is_numbering(numbers: list[str]) -> bool:
    """Whether the numbers only count the rows: one more in each."""
    if not all(n.isdecimal() for n in numbers):
        return False
    counted = [int(n) for n in numbers]
    return all(b == a + 1 for a, b in zip(counted, counted[1:], strict=False))
