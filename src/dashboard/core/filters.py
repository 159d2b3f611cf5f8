"""What the person has chosen to look at: one value, carried by the address of every page."""

import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from dashboard.core import measures
from dashboard.core.codes import COUNTRY, is_county, is_municipality, slug
from dashboard.core.language import SOURCE_LANGUAGE, _, language
from dashboard.core.years import Years

SEARCH_LENGTH = 60
NO_YEAR = 0
_YEAR_DIGITS = 4


@dataclass(frozen=True)
class Filters:
    """The state of the filter bar. Hashable: it is part of the key under which answers are kept.

    `area_code` is `00` for the country, two digits for a county, four for a municipality. `violence_area_id` is
    empty for all areas. `examples` says whether example data may be shown; only who asks for it sees any. `section` is the part of a page that is open,
    as a slug; empty for the first. `search` is what a page with a search field looks for; empty for nothing. `provider`,
    `product_kind` and `audience` choose among support products, as slugs; empty for all. `card` is the card that a link points at.
    Where no year is chosen `year` is NO_YEAR until the filters meet a dataset: each answer then opens in a year of its own
    (`opening_in`), and `year_is_chosen` still says that nobody chose it.
    """

    year: int = NO_YEAR
    recipient_kind: str = "municipality"
    violence_area_id: str = ""
    level: str = "municipality"
    measure_id: str = "available"
    denominator: str = "total"
    area_code: str = COUNTRY
    examples: bool = False
    section: str = ""
    search: str = ""
    provider: str = ""
    product_kind: str = ""
    audience: str = ""
    card: str = ""
    year_is_chosen: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "year_is_chosen", self.year != NO_YEAR)

    @property
    def measure(self) -> measures.Measure:
        """The chosen measure."""
        return measures.MEASURES[self.measure_id]

    def without_page(self) -> "Filters":
        """The same filters without what belongs to one page only: its open part, its search, its choices and its card."""
        return self.but(section="", search="", provider="", product_kind="", audience="", card="")

    def but(self, **changes: object) -> "Filters":
        """The same filters with some of them changed."""
        changed = replace(self, **changes)  # type: ignore[arg-type]
        if "year" not in changes:
            object.__setattr__(changed, "year_is_chosen", self.year_is_chosen)
        return changed

    def opening_in(self, year: int) -> "Filters":
        """The same filters with the year that an answer opens in, unless one is chosen or it has been opened already."""
        return self if self.year != NO_YEAR else self.moved_to(year)

    def moved_to(self, year: int) -> "Filters":
        """The same filters with another year, which nobody chose where nobody chose the one they had."""
        moved = replace(self, year=year)
        object.__setattr__(moved, "year_is_chosen", self.year_is_chosen)
        return moved

    @property
    def chosen_year(self) -> int:
        """The year that is chosen, or NO_YEAR."""
        return self.year if self.year_is_chosen else NO_YEAR


@dataclass(frozen=True)
class _Parameter:
    """One filter as it stands in the address."""

    name: str
    field: str
    read: Callable[[str], object]
    write: Callable[[object], str] = str


def _one_of(*allowed: str) -> Callable[[str], object]:
    def read(text: str) -> object:
        if text not in allowed:
            raise ValueError(text)
        return text

    return read


def _year(text: str) -> object:
    if not text.isascii() or not text.isdigit() or len(text) != _YEAR_DIGITS:
        raise ValueError(text)
    return int(text)


def _area(text: str) -> object:
    if not text.isascii() or not (text == COUNTRY or is_county(text) or is_municipality(text)):
        raise ValueError(text)
    return text


def _slug(text: str) -> object:
    if text != slug(text):
        raise ValueError(text)
    return text


def _card(text: str) -> object:
    if text.replace("_", "-") != slug(text.replace("_", "-")):
        raise ValueError(text)
    return text


def tidy_search(text: str) -> str:
    """A search text as it stands in the address: composed letters, single spaces, no control characters, at most SEARCH_LENGTH."""
    printable = "".join(c if not unicodedata.category(c).startswith("C") else " " for c in text)
    return " ".join(unicodedata.normalize("NFC", printable).split())[:SEARCH_LENGTH].rstrip()


def _examples(text: str) -> object:
    if text not in ("1", "0"):
        raise ValueError(text)
    return text == "1"


_PARAMETERS = (
    _Parameter("ar", "year", _year),
    _Parameter("mottagare", "recipient_kind", _one_of(*measures.RECIPIENT_KINDS)),
    _Parameter("valdsomrade", "violence_area_id", _one_of("", *measures.VIOLENCE_AREAS)),
    _Parameter("niva", "level", _one_of(*measures.LEVELS)),
    _Parameter("matt", "measure_id", _one_of(*measures.MEASURES)),
    _Parameter("namnare", "denominator", _one_of(*measures.DENOMINATORS)),
    _Parameter("omrade", "area_code", _area),
    _Parameter("del", "section", _slug),
    _Parameter("sok", "search", tidy_search),
    _Parameter("myndighet", "provider", _slug),
    _Parameter("rubrik", "product_kind", _slug),
    _Parameter("for", "audience", _slug),
    _Parameter("kort", "card", _card),
    _Parameter("exempel", "examples", _examples, lambda value: "1" if value else "0"),
)
PARAMETER_NAMES = tuple(p.name for p in _PARAMETERS)
# The language is no filter: it changes how everything is written, and nothing that is asked.
LANGUAGE_PARAMETER = "sprak"
ADDRESS_NAMES = (*PARAMETER_NAMES, LANGUAGE_PARAMETER)


def to_address(filters: Filters) -> dict[str, str]:
    """The filters as query parameters, with the language in use; those at their default, and a year that nobody chose, are left out, so that a plain address stays plain."""
    default = Filters()
    changed = {
        p.name: p.write(getattr(filters, p.field))
        for p in _PARAMETERS
        if getattr(filters, p.field) != getattr(default, p.field)
        and (p.field != "year" or filters.year_is_chosen)
    }
    return {**changed, **spoken()}


def spoken() -> dict[str, str]:
    """The language in use as a query parameter; nothing for Swedish, so that a plain address stays plain."""
    return {LANGUAGE_PARAMETER: language()} if language() != SOURCE_LANGUAGE else {}


def from_address(
    query: Mapping[str, str], base: Filters, years: Collection[int]
) -> tuple[Filters, list[str]]:
    """Read query parameters over `base`; `years` are those that can be chosen.

    Returns the filters and one plain sentence for each value that could not be read; such a value leaves the filter
    as it is in `base`. Parameters that are not filters are left alone.
    """
    chosen: dict[str, object] = {}
    complaints: list[str] = []
    for parameter in _PARAMETERS:
        if parameter.name not in query:
            continue
        text = query[parameter.name]
        try:
            value = parameter.read(text)
            if parameter.field == "year" and value not in years:
                raise ValueError(text)
            chosen[parameter.field] = value
        except ValueError:
            complaints.append(
                _(
                    "Adressen har värdet ”{value}” för {name}, som inte finns. Vi visar {shown} i stället."
                ).format(value=text[:40], name=parameter.name, shown=_shown(parameter.field, base))
            )
    return base.but(**chosen), complaints


def _shown(field: str, base: Filters) -> str:
    """What is shown in place of a value that does not exist; a year that nobody chose differs between pages."""
    if field == "year" and not base.year_is_chosen:
        return _("sidans eget år")
    return describe_field(field, base)


def describe_field(field: str, filters: Filters) -> str:
    """One filter's value in words."""
    value = getattr(filters, field)
    if field == "area_code":
        return _("hela riket") if value == COUNTRY else str(value)
    if field == "examples":
        return _("exempeldata") if value else _("utan exempeldata")
    if field == "section":
        return value or _("den första delen")
    if field == "card":
        return value or _("sidan")
    if field in ("provider", "product_kind", "audience"):
        return value or _("alla")
    labels: dict[str, Callable[[str], str]] = {
        "recipient_kind": measures.label_of_recipient_kind,
        "violence_area_id": measures.label_of_violence_area,
        "level": measures.label_of_level,
        "denominator": measures.label_of_denominator,
        "measure_id": lambda m: measures.MEASURES[m].label,
    }
    return labels[field](value) if field in labels else str(value)


def in_words(filters: Filters, used: frozenset[str], place: str) -> str:
    """The filters that a view uses, as one line of words; `used` names them as fields, `place` is the name of the chosen area."""
    fields = ("year", "recipient_kind", "violence_area_id", "level", "measure_id", "denominator", "examples")
    unsaid = "year" if filters.year == NO_YEAR else ""
    words = [describe_field(field, filters) for field in fields if field in used and field != unsaid]
    return " · ".join([place, *words] if place else words)


def choices(filters: Filters, years: Years) -> dict[str, tuple[object, ...]]:
    """For each filter, the values that the chosen measure has figures for; `years` are those of the dataset."""
    measure = filters.measure
    kind = settle(filters, years)[0].recipient_kind
    return {
        "year": years.of(measure.measure_id, kind),
        "recipient_kind": measure.recipient_kinds,
        "violence_area_id": measure.violence_areas or ("",),
        "level": ("county",) if kind == "region" else measure.levels,
        "denominator": measure.denominators,
    }


def settle(filters: Filters, years: Years) -> tuple[Filters, list[str]]:
    """The nearest combination that has figures in a dataset with these `years`, and a sentence for each choice that had to give way.

    The measure decides: a year, recipient kind, violence area, level or denominator that it has no figures for is moved to one
    that it has. A year that nobody chose gives way without a word. Non-governmental organisations have no place on a map.
    """
    measure = filters.measure
    changes: dict[str, object] = {}
    notes: list[str] = []
    if filters.recipient_kind not in measure.recipient_kinds:
        changes["recipient_kind"] = measure.recipient_kinds[0]
        notes.append(
            _("{measure} finns inte för {kind}. Vi visar {shown}.").format(
                measure=measure.label,
                kind=measures.label_of_recipient_kind(filters.recipient_kind).lower(),
                shown=measures.label_of_recipient_kind(measure.recipient_kinds[0]).lower(),
            )
        )
    there = years.of(measure.measure_id, str(changes.get("recipient_kind", filters.recipient_kind)))
    nearest = filters.year
    if there and filters.year not in there and filters.year != NO_YEAR and not measure.over_years:
        nearest = min(there, key=lambda y: (abs(y - filters.year), -y))
        if filters.year_is_chosen:
            notes.append(
                _("{measure} finns inte för {year}. Vi visar {nearest}.").format(
                    measure=measure.label, year=filters.year, nearest=nearest
                )
            )
    if not measure.violence_areas and filters.violence_area_id:
        changes["violence_area_id"] = ""
        notes.append(_("{measure} är inte uppdelat på våldsområden.").format(measure=measure.label))
    elif measure.violence_areas and filters.violence_area_id not in measure.violence_areas:
        changes["violence_area_id"] = measure.violence_areas[0]
        notes.append(
            _("{measure} finns inte för {area}. Vi visar {shown}.").format(
                measure=measure.label,
                area=measures.label_of_violence_area(filters.violence_area_id).lower(),
                shown=measures.label_of_violence_area(measure.violence_areas[0]).lower(),
            )
        )
    if filters.denominator not in measure.denominators:
        changes["denominator"] = measure.denominators[0]
        if measure.is_money:
            notes.append(
                _("{measure} visas inte som andel. Vi visar {shown}.").format(
                    measure=measure.label,
                    shown=measures.label_of_denominator(measure.denominators[0]).lower(),
                )
            )
    kind = changes.get("recipient_kind", filters.recipient_kind)
    levels = ("county",) if kind == "region" else measure.levels
    if filters.level not in levels:
        changes["level"] = levels[0]
    return filters.but(**changes).moved_to(nearest), notes
