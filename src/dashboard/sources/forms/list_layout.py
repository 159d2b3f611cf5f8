"""Where things stand in a list of amounts: who, which amounts, for which year, in which unit, and where the list ends.

What is not understood is kept with the reason, so that it can be told.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.sources.forms import amount_words, values
from dashboard.sources.forms.grid import Cell, ErrorValue, Sheet
from dashboard.sources.forms.lists import YEAR_HEADINGS, filled, find_column, heading_row, only_year, years_in
from dashboard.sources.forms.tables import heading_key
from dashboard.sources.forms.units import unit_in
from dashboard.sources.forms.words import clean, in_words, is_blank, same

# The most specific column names the recipient: a municipality stands within its county, an organisation within its municipality.
_NAMES = (
    ("any", re.compile(r"^(mottagare|mottagar(ens )?namn|mottagande \w+|bidragsmottagare|organisation(er|ens namn|snamn)?|sökande|huvudman)$")),
    ("district", re.compile(r"^stadsdel(snämnd|sförvaltning)?$")),
    ("municipality", re.compile(r"^kommun(er|namn|ens namn)?$")),
    ("any", re.compile(r"^(kommun ?/ ?region|namn|område|geografi)$")),
    ("region", re.compile(r"^(region(er|namn|ens namn)?|landsting)$")),
    ("county", re.compile(r"^län(snamn|et)?$")),
)  # fmt: skip
_CODES = (
    ("municipality", re.compile(r"^(kommun|k)[ ]?(kod|nr|nummer|id)$")),
    ("any", re.compile(r"^(område[st]?|mottagar)?[ ]?(kod|nr|nummer|id)$")),
    ("county", re.compile(r"^(region|läns?)[ ]?(kod|nr|nummer|id)$")),
)
_KIND = re.compile(
    r"^((mottagar|organisations|aktörs)?(typ|kategori|slag)|typ av (mottagare|organisation|aktör))$"
)
_TOTAL = re.compile(r"summa|total", re.I)
_DIGIT = re.compile(r"\d")
_LOOKED_AT = 400


@dataclass(frozen=True)
class Amounts:
    """A column of amounts: what it measures, for which year (None: the year's own column), and how many kronor a one is.

    `assumed` tells that no word says what the amounts are; `other_unit` is a text that names another unit than the one that was used.
    """

    column: int
    title: str
    measure: str
    year: int | None
    unit: int
    assumed: bool = False
    other_unit: str = ""


@dataclass(frozen=True)
class NotRead:
    """A column that is not read, and why. `is_amount` is whether its heading is about grants."""

    column: int
    title: str
    why: str = ""
    is_amount: bool = False
    has_numbers: bool = False


@dataclass(frozen=True)
class Named:
    """A column of names or codes and what it is of: `municipality`, `region`, `county`, `district` or `any`."""

    column: int
    of: str


@dataclass(frozen=True)
class ListLayout:
    """Where things stand. `names` and `codes` come with the most specific first; `last_row` is the last with an amount."""

    heading: int
    first_row: int
    last_row: int
    names: tuple[Named, ...]
    codes: tuple[Named, ...]
    kind: int | None
    year: int | None
    amounts: tuple[Amounts, ...]
    not_read: tuple[NotRead, ...] = field(default=())


def layout_of(sheet: Sheet, rows: list[list[Cell]], file: str) -> ListLayout | None:
    """Where things stand on a sheet; None when it is no list of amounts."""
    top = heading_row(sheet)
    if top is None:
        return None
    names, codes = _columns(rows[top], _NAMES), _columns(rows[top], _CODES)
    who = (names or codes)[0].column if names or codes else None
    if who is None:
        return None
    kind = find_column(rows[top], _KIND)
    year = find_column(rows[top], YEAR_HEADINGS)
    taken = {n.column for n in (*names, *codes)} | {c for c in (kind, year) if c is not None}
    first_row = top + 1
    while _continues(rows, first_row, top, who):
        first_row += 1
    reader = _Headings(sheet, rows, file, top, first_row, taken)
    return reader.layout(names, codes, kind, year)


def end_of_list(sheet: Sheet) -> int | None:
    """The row, counted from 0, from which a list of amounts is over; None when the sheet is none."""
    layout = layout_of(sheet, filled(sheet), "")
    return layout.last_row + 1 if layout else None


def _columns(row: list[Cell], patterns: Iterable[tuple[str, re.Pattern[str]]]) -> tuple[Named, ...]:
    keys = [heading_key(value) for value in row]
    return tuple(Named(c, of) for of, p in patterns for c, key in enumerate(keys) if key and p.match(key))


def _continues(rows: list[list[Cell]], below: int, top: int, who: int) -> bool:
    """Whether a row under the headings belongs to them: years or words, under a name cell that is blank or merged."""
    if below >= len(rows):
        return False
    row = rows[below]
    again = is_blank(row[who]) or (below == top + 1 and same(row[who]) == same(rows[top][who]))
    return (
        again
        and any(_is_heading(value) for value in row)
        and not any(_is_number(v) and not years_in(v) for v in row)
    )


def _is_heading(value: Cell) -> bool:
    said = amount_words.heading(clean(value)) if isinstance(value, str) else None
    return bool(years_in(value)) or bool(said and (said.about_money or said.about_grants))


def _is_number(value: Cell) -> bool:
    """Whether a cell holds an amount, written as a number or a text."""
    if isinstance(value, (int, float)):
        return not isinstance(value, bool)
    if not isinstance(value, str) or isinstance(value, ErrorValue) or not _DIGIT.search(value):
        return False
    reading = values.amount(value)
    return reading.value is not None or bool(
        reading.problem and reading.problem.code != "text_in_number_cell"
    )


class _Headings:
    """Reads the headings of one list."""

    def __init__(
        self, sheet: Sheet, rows: list[list[Cell]], file: str, top: int, first_row: int, taken: set[int]
    ) -> None:
        self.sheet, self.rows, self.top, self.first_row = sheet, rows, top, first_row
        self.columns = [c for c in range(len(rows[top])) if c not in taken]
        self.below = [row for row in rows[first_row : first_row + _LOOKED_AT]]
        levels = [self._continued(rows[r], rows[r + 1 : first_row]) for r in range(top, first_row)]
        group = self._group_above()
        self.levels = [group, *levels] if group else levels
        above = rows[: top - 1] if group else rows[:top]
        self.titles = [
            clean(v) for row in reversed(above) for v in dict.fromkeys(row) if isinstance(v, str) and clean(v)
        ]
        # A heading that stands over every amount is a title.
        self.titles = [*self._over_all(), *self.titles]
        self.around = (*self.titles, sheet.name, file)
        self.last_row = self._last_row()
        self.notes = [
            clean(v) for row in rows[self.last_row + 1 :] for v in row if isinstance(v, str) and clean(v)
        ][:_LOOKED_AT]

    def layout(
        self, names: tuple[Named, ...], codes: tuple[Named, ...], kind: int | None, year: int | None
    ) -> ListLayout | None:
        """The layout, when a column is read or is about grants and would be read if it were understood."""
        found = [self._column(c, year is not None) for c in self.columns if any(self._parts(c))]
        amounts = [one for one in found if isinstance(one, Amounts)]
        not_read = [one for one in found if isinstance(one, NotRead)]
        amounts, sums = _without_row_sums(amounts)
        grants = [one for one in not_read if one.is_amount and one.has_numbers]
        if not amounts and (not grants or any(one.has_numbers for one in not_read if not one.is_amount)):
            return None
        return ListLayout(
            self.top, self.first_row, self.last_row, names, codes, kind, year, tuple(amounts),
            tuple(sorted([*not_read, *sums], key=lambda one: one.column)),
        )  # fmt: skip

    def _continued(self, row: list[Cell], below: list[list[Cell]]) -> list[Cell]:
        """The row with each blank heading continuing the one to its left, where there is a heading below it to continue over."""
        result, before = list(row), -2
        last: Cell = ""
        for column in self.columns:
            last = "" if column != before + 1 else last
            if not is_blank(row[column]):
                last = row[column]
            elif any(not is_blank(lower[column]) for lower in below):
                result[column] = last
            before = column
        return result

    def _group_above(self) -> list[Cell] | None:
        """The row above the headings when it groups the columns: years or words over the amounts, beside no title."""
        if self.top == 0:
            return None
        row = self.rows[self.top - 1]
        groups = [row[c] for c in self.columns if not is_blank(row[c])]
        beside = [clean(v) for c, v in enumerate(row) if c not in self.columns and not is_blank(v)]
        if (
            not groups
            or any(clean(g) in beside for g in groups)
            or (beside and not all(map(_is_heading, groups)))
        ):
            return None
        return self._continued(row, self.rows[self.top : self.first_row])

    def _over_all(self) -> list[str]:
        headed = [c for c in self.columns if any(not is_blank(level[c]) for level in self.levels)]
        found = []
        for level in self.levels[:-1]:
            texts = {clean(level[c]) for c in headed}
            text = next(iter(texts))
            if len(headed) > 1 and len(texts) == 1 and any(map(str.isalpha, text)):
                found.append(text)
        return found

    def _parts(self, column: int) -> list[str]:
        """The headings of a column, the lowest first."""
        texts = (clean(level[column]) for level in reversed(self.levels) if column < len(level))
        return [t for t in dict.fromkeys(texts) if t]

    def _last_row(self) -> int:
        for index in range(len(self.rows) - 1, self.first_row - 1, -1):
            if any(_is_number(self.rows[index][c]) for c in self.columns):
                return index
        return self.first_row

    def _has_numbers(self, column: int) -> bool:
        return any(_is_number(row[column]) for row in self.below)

    def _is_text(self, column: int) -> bool:
        """Whether a column holds words only."""
        written = [v for row in self.below if not is_blank(v := row[column])]
        return bool(written) and not any(
            not isinstance(v, str) or isinstance(v, ErrorValue) or _DIGIT.search(v) for v in written
        ) and any(clean(v) not in ("-", "–", "—", "−") for v in written)  # fmt: skip

    def _column(self, column: int, has_year_column: bool) -> Amounts | NotRead:
        parts = [p for p in self._parts(column) if p not in self.titles]
        title = clean(" ".join(reversed(parts)))
        said = [amount_words.heading(part) for part in parts]
        numbers = self._has_numbers(column)
        about_money = any(s.about_money for s in said)
        grants = any(s.about_grants for s in said)
        bare = not grants and not about_money and not any(s.doubts for s in said)
        if bare:
            # Only a year, or only "Totalt": the title has to say that it is about money.
            context = [amount_words.title(text) for text in self.around]
            about_money = any(s.about_money and s.about_grants and not s.counts for s in context)
        doubts = tuple(d for s in said for d in s.doubts)
        if not (about_money or grants) or self._is_text(column):
            return NotRead(column, title, "", grants, numbers)
        why = self._why_not(parts, doubts)
        if why:
            return NotRead(column, title, why, grants or bare, numbers)
        measure, assumed, why = self._measure(said)
        if why:
            return NotRead(column, title, why, True, numbers)
        unit, other = self._unit(parts)
        return Amounts(column, title, measure, self._year(parts, has_year_column), unit, assumed, other)

    def _why_not(self, parts: list[str], doubts: tuple[str, ...]) -> str:
        if doubts:
            words = in_words([f"”{d}”" for d in dict.fromkeys(doubts)][:3], "och")
            return f"{words} gör att det inte är säkert vilket belopp den anger"
        if any(len(years_in(part)) > 1 for part in parts):
            return "rubriken nämner flera år"
        headings = " ".join(clean(v) for level in self.levels for v in level if isinstance(v, str))
        turned = next((w for t in self.titles if (w := amount_words.turned(t, headings))), "")
        return (
            f"”{turned}” i rubriken ovanför gör att det inte är säkert vilket belopp den anger"
            if turned
            else ""
        )

    def _measure(self, said: list[amount_words.Said]) -> tuple[str, bool, str]:
        own = next((s.measures for s in said if s.measures), ())
        if own:
            return (own[0], False, "") if len(own) == 1 else ("", False, "rubriken nämner flera belopp")
        for text in self.around:
            around = amount_words.title(text)
            if around.doubts:
                return (
                    "",
                    False,
                    f"”{around.doubts[0]}” i ”{text[:60]}” gör att det inte är säkert vilket belopp den anger",
                )
            if len(around.measures) > 1:
                return "", False, f"”{text[:60]}” nämner flera belopp"
            if around.measures:
                return around.measures[0], False, ""
        return "available", True, ""

    def _unit(self, parts: list[str]) -> tuple[int, str]:
        """The unit by the nearest text that tells one, and a text further off that tells another."""
        heading = next((u for p in parts if (u := unit_in(p))), None)
        told = [(heading, "")] if heading else []
        told += [(u, text) for text in (*self.titles, *self.notes) if (u := unit_in(text))]
        if not told:
            return 1, ""
        unit = told[0][0] or 1
        return unit, next((text for other, text in told if other != unit and text), "")

    def _year(self, parts: list[str], has_year_column: bool) -> int | None:
        for part in parts:
            years = years_in(part)
            if years:
                return years[0] if len(years) == 1 else None
        return None if has_year_column else only_year(*self.around)


def _without_row_sums(amounts: list[Amounts]) -> tuple[list[Amounts], list[NotRead]]:
    """A column that only adds up the others is not an amount of its own."""
    years = {a.year for a in amounts if not _TOTAL.match(a.title)}
    sums = [
        a for a in amounts
        if _TOTAL.match(a.title) and (a.assumed or not amount_words.heading(a.title).measures or (len(years) > 1 and a.year not in years))
    ]  # fmt: skip
    others = [a for a in amounts if a not in sums]
    if not others:
        return amounts, []
    return others, [NotRead(a.column, a.title, "den räknar ihop andra kolumner", True, True) for a in sums]
