"""What sentences are made of: names in a row, counted things, a part of a whole, and who is highest and lowest.

The patterns stand in Swedish here and in each other language in its catalogue, so a sentence has the same edges (none, one, all,
ties, missing) wherever it is made. Nothing here says why something is as it is.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dashboard.core.language import _, ngettext
from dashboard.core.numbers import number

# Names that are written out before a count of them says more.
FEW = 3


def listed(names: Sequence[str]) -> str:
    """All the names: `A`, `A och B`, `A, B och C`. No names give no text."""
    return _("{names} och {last}").format(**_last_apart(names)) if len(names) > 1 else "".join(names)


def years(found: Iterable[int]) -> str:
    """The years, those in a row as a span: `2016`, `2020–2022`, `2016 och 2020–2022`. No years give no text."""
    spans: list[list[int]] = []
    for year in sorted(set(found)):
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return listed([str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans])


def between(of: Iterable[int]) -> list[int]:
    """The years that lie between the first and the last of these and are none of them."""
    found = set(of)
    return [year for year in range(min(found), max(found)) if year not in found] if found else []


def either(names: Sequence[str]) -> str:
    """All the names, any of which is meant: `A`, `A eller B`, `A, B eller C`. No names give no text."""
    return _("{names} eller {last}").format(**_last_apart(names)) if len(names) > 1 else "".join(names)


def _last_apart(names: Sequence[str]) -> dict[str, str]:
    # Names that have commas of their own need another mark between them.
    mark = "; " if any("," in name for name in names) else ", "
    return {"names": mark.join(names[:-1]), "last": names[-1]}


def some(names: Sequence[str], most: int = FEW) -> str:
    """The first names and how many there are beside them: `A, B, C och 4 till`."""
    if len(names) <= most:
        return listed(names)
    return listed([*names[:most], _("{count} till").format(count=number(len(names) - most))])


def examples(names: Sequence[str], most: int = FEW) -> str:
    """The first names, and that there are others: `A, B, C med flera`."""
    text = ", ".join(names[:most])
    return _("{names} med flera").format(names=text) if len(names) > most else text


def who(names: Sequence[str], counted: Callable[[int], str], most: int = FEW) -> str:
    """The names while they are few, else the count of them: `A och B`, `12 kommuner`."""
    return counted(len(names)) if len(names) > most else listed(names)


def municipalities(count: int) -> str:
    """`1 kommun`, `12 kommuner`."""
    return ngettext("{count} kommun", "{count} kommuner", count).format(count=number(count))


def regions(count: int) -> str:
    """`1 region`, `21 regioner`."""
    return ngettext("{count} region", "{count} regioner", count).format(count=number(count))


def organisations(count: int) -> str:
    """`1 organisation`, `12 organisationer`."""
    return ngettext("{count} organisation", "{count} organisationer", count).format(count=number(count))


def counties(count: int) -> str:
    """`1 län`, `21 län`."""
    return ngettext("{count} län", "{count} län", count).format(count=number(count))


def out_of(part: int, whole: int, counted: Callable[[int], str]) -> str:
    """A part of a counted whole: `alla 12 kommuner`, `ingen av 12 kommuner`, `3 av 12 kommuner`; of one, `1 av 1 kommun`."""
    if whole > 1 and part == whole:
        return _("alla {things}").format(things=counted(whole))
    if whole > 1 and not part:
        # Swedish has two words for none.
        none = _("inget av {things}") if counted is counties else _("ingen av {things}")
        return none.format(things=counted(whole))
    return _("{part} av {things}").format(part=number(part), things=counted(whole))


def of_them(part: int, whole: int) -> str:
    """A part of what has just been counted: `alla`, `ingen`, `3 av dem`."""
    if part == whole:
        return _("alla")
    return _("{part} av dem").format(part=number(part)) if part else _("ingen av dem")


@dataclass(frozen=True)
class Extremes:
    """Who has the highest and the lowest of the known values, and these values as they are written. `count` is how many are known."""

    top: str
    top_value: str
    bottom: str
    bottom_value: str
    count: int

    @property
    def are_equal(self) -> bool:
        """Whether all values are written alike."""
        return self.top_value == self.bottom_value


def extremes(
    names: Iterable[str],
    values: Iterable[float],
    texts: Iterable[str],
    counted: Callable[[int], str],
) -> Extremes | None:
    """The highest and the lowest, from each one's name, value and the value's text; None where no value is known.

    Those whose values are written alike share the place, since a reader cannot tell them apart: a few are named, more are counted.
    """
    known = [
        (value, name, text)
        for name, value, text in zip(names, values, texts, strict=True)
        if not math.isnan(value)
    ]
    if not known:
        return None
    (_high, _name, top_value), (_low, _other, bottom_value) = max(known), min(known)
    top, bottom = ([n for _v, n, text in known if text == end] for end in (top_value, bottom_value))
    return Extremes(who(top, counted), top_value, who(bottom, counted), bottom_value, len(known))


def lowered(text: str) -> str:
    """A label as it stands inside a sentence; what is written in capitals keeps them."""
    return text[:1].lower() + text[1:] if not text[1:2].isupper() else text


def raised(text: str) -> str:
    """A phrase as it stands first in a sentence."""
    return text[:1].upper() + text[1:]


def paragraph(*sentences: str) -> str:
    """The sentences after each other, those that are empty left out."""
    return " ".join(sentence for sentence in sentences if sentence)
