"""The ready stories: the state of the country, of a county and of a municipality."""

from dashboard.core.codes import COUNTRY, is_county, is_municipality
from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.story import Step, Story
from dashboard.dataset.store import Reader
from dashboard.queries import areas

COUNTRY_STORY = "riket"


def ready(reader: Reader, area_code: str = COUNTRY, base: Filters | None = None) -> Story:
    """The story of the country, a county or a municipality, by its code, told with the year and the example setting of `base`.

    The country's story shows no example data, whatever `base` says.
    """
    filters = (base or Filters()).but(area_code=area_code)
    if is_municipality(area_code):
        return _municipality(reader, filters)
    if is_county(area_code):
        return _county(reader, filters)
    return _country(filters)


def _country(filters: Filters) -> Story:
    national = Filters(year=filters.year, examples=False)
    regions = national.but(recipient_kind="region")
    per_inhabitant = national.but(denominator="per_inhabitant", level="county")
    steps = (
        Step("country_key_figures", national),
        Step("country_ladder", national),
        Step("country_development", national),
        Step("country_ladder", regions),
        Step("area_values", per_inhabitant),
        Step("equity_by_size", national),
        Step("organisations", national),
        Step("printed_card", national, (("card_id", "use-municipal-2016"),)),
        Step("printed_card", national, (("card_id", "quality-municipal"),)),
        Step("agency_funds", national),
        Step("evaluation_conclusions", national),
        # All of them are more than a screen has room for.
        *(Step("recommendations", national, (("number", number),)) for number in "1234"),
    )
    return Story(COUNTRY_STORY, _("Läget i landet"), steps)


def _county(reader: Reader, filters: Filters) -> Story:
    steps = (
        Step("county_ladder", filters),
        Step(
            "area_values",
            filters.but(denominator="per_inhabitant", measure_id="available", level="municipality"),
        ),
        Step("county_comparison", filters),
        Step("county_municipalities", filters),
        Step("county_violence_areas", filters),
        Step("county_training", filters),
        Step("white_spots_money", filters),
        Step("white_spots_work", filters),
        Step("county_pairs", filters),
        Step("county_region_ladder", filters),
        Step("county_board_funds", filters),
        Step("county_ngos", filters),
    )
    name = areas.names(reader)[filters.area_code]
    return Story(filters.area_code, _("Läget i {name}").format(name=name), steps)


def _municipality(reader: Reader, filters: Filters) -> Story:
    steps = (
        Step("municipality_ladder", filters),
        Step("municipality_years", filters),
        Step(
            "area_values",
            filters.but(denominator="per_inhabitant", measure_id="available", level="municipality"),
        ),
        Step("municipality_violence_areas", filters),
        Step("municipality_activities", filters),
        Step("municipality_assessments", filters),
        Step("municipality_alike", filters),
    )
    name = areas.names(reader)[filters.area_code]
    return Story(filters.area_code, _("Läget i {name}").format(name=name), steps)
