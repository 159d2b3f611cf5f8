"""What can be shown on a map or in a ranking: the measures, and which filters each takes."""

from dataclasses import dataclass

from dashboard.core.language import _

VIOLENCE_AREAS = ("intimate_partner", "honour", "prostitution_trafficking", "sexual_violence")
RECIPIENT_KINDS = ("municipality", "region", "ngo")
LEVELS = ("municipality", "county")
DENOMINATORS = ("total", "per_inhabitant", "share")


@dataclass(frozen=True)
class Measure:
    """One thing that can be measured per place.

    `denominators` are the ways to relate it; `share_of` the measure that a share is
    taken of; `violence_areas` those it can be filtered by, where the empty id stands for all together; `levels` the
    levels it can be shown at; `unit` the unit of the total; `over_years` whether it is about all years together. Which years it has
    figures of the dataset says (core/years.py).
    """

    measure_id: str
    unit: str
    recipient_kinds: tuple[str, ...]
    denominators: tuple[str, ...]
    share_of: str = ""
    violence_areas: tuple[str, ...] = ()
    levels: tuple[str, ...] = ("municipality", "county")
    over_years: bool = False

    @property
    def label(self) -> str:
        """The measure's name in the interface."""
        return _labels()[self.measure_id]

    @property
    def plain_label(self) -> str:
        """The measure's name for amounts that somebody told: only what the key gives is by the key."""
        return _("Tilldelat") if self.measure_id == "available" else self.label

    @property
    def is_money(self) -> bool:
        """Whether the measure is an amount in kronor."""
        return self.unit == "sek"


def _labels() -> dict[str, str]:
    return {
        "available": _("Tilldelat enligt nyckeln"),
        "received": _("Rekvirerat"),
        "redistributed": _("Omfördelat"),
        "used": _("Förbrukat"),
        "repaid": _("Återbetalt"),
        "white_spots": _("Vita fläckar"),
        "activities": _("Insatser"),
        "staff_training": _("Kompetensutveckling av personal"),
        "quality": _("Självskattad kvalitetsförbättring"),
    }


_BOTH = ("municipality", "region")
# What the key gave is an estimate, and no whole to take shares of.
_AMOUNT = ("total", "per_inhabitant")
_MONEY = (*_AMOUNT, "share")
MEASURES: dict[str, Measure] = {
    m.measure_id: m
    for m in (
        Measure("available", "sek", _BOTH, _AMOUNT),
        Measure("received", "sek", _BOTH, _AMOUNT),
        Measure("redistributed", "sek", ("municipality",), _AMOUNT),
        Measure("used", "sek", _BOTH, _MONEY, share_of="received"),
        Measure("repaid", "sek", _BOTH, _MONEY, share_of="received"),
        Measure(
            "white_spots",
            "count",
            ("municipality",),
            ("total",),
            levels=("municipality",),
            over_years=True,
        ),
        Measure(
            "activities",
            "count",
            _BOTH,
            ("total",),
            violence_areas=("", "intimate_partner", "honour", "prostitution_trafficking"),
        ),
        Measure(
            "staff_training",
            "percent",
            ("municipality",),
            ("share",),
            violence_areas=VIOLENCE_AREAS,
            levels=("county",),
        ),
        Measure("quality", "score", ("municipality",), ("total",)),
    )
}


def label_of_year(year: int) -> str:
    """The year as it stands in the filter bar."""
    return str(year)


def label_of_recipient_kind(kind: str, plural: bool = True) -> str:
    """The kind of recipient, as in the glossary."""
    many = {
        "municipality": _("Kommuner"),
        "region": _("Regioner"),
        "ngo": _("Ideella organisationer"),
        "county_board": _("Länsstyrelser"),
        "agency": _("Myndigheter"),
        "district": _("Stadsdelsnämnder"),
    }
    one = {
        "municipality": _("Kommun"),
        "region": _("Region"),
        "ngo": _("Ideell organisation"),
        "county_board": _("Länsstyrelse"),
        "agency": _("Myndighet"),
        "district": _("Stadsdelsnämnd"),
    }
    return (many if plural else one)[kind]


def label_of_level(level: str) -> str:
    """The geographic level."""
    return {"municipality": _("Kommun"), "county": _("Län")}[level]


def label_of_denominator(denominator: str) -> str:
    """How the measure is related."""
    return {"total": _("Totalt"), "per_inhabitant": _("Per invånare"), "share": _("Andel")}[denominator]


def label_of_violence_area(violence_area_id: str) -> str:
    """The violence area, as in the glossary; the empty id stands for all of them."""
    return {
        "": _("Alla våldsområden"),
        "intimate_partner": _("Våld i nära relationer"),
        "honour": _("Hedersrelaterat våld och förtryck"),
        "prostitution_trafficking": _("Prostitution och människohandel"),
        "sexual_violence": _("Sexuellt våld"),
    }[violence_area_id]


def unit_of(measure: Measure, denominator: str) -> str:
    """The unit in which the measure is shown with this denominator."""
    if denominator == "share":
        return "percent"
    if denominator == "per_inhabitant" and measure.is_money:
        return "sek_per_inhabitant"
    return measure.unit
