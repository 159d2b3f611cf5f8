"""The ready stories: the state of the country, of a county and of a municipality."""

from dashboard.core.codes import COUNTRY, is_county, is_municipality
from dashboard.core.filters import NO_YEAR, Filters
from dashboard.core.language import _
from dashboard.core.story import Step, Story
from dashboard.dataset.store import Reader
from dashboard.queries import QUERIES, areas

COUNTRY_STORY = "riket"
# What every place has something to show of, whatever is known, in the year that it opens in.
_OF_EVERY_PLACE = frozenset(
    {
        "area_values",
        "county_board_funds",
        "county_comparison",
        "county_ladder",
        "county_municipalities",
        "county_region_ladder",
        "municipality_alike",
        "municipality_ladder",
        "municipality_years",
    }
)


def ready(reader: Reader, area_code: str = COUNTRY, base: Filters | None = None) -> Story:
    """The story of the country, a county or a municipality, by its code, told with the year and the example setting of `base`.

    The country's story shows no example data, whatever `base` says.
    """
    told_with = base or Filters()
    # A year that nobody chose is left to each answer.
    filters = told_with.but(area_code=area_code, year=told_with.chosen_year)
    if is_municipality(area_code):
        return _municipality(reader, filters)
    if is_county(area_code):
        return _county(reader, filters)
    return _country(filters)


def _country(filters: Filters) -> Story:
    national = Filters(year=filters.chosen_year, examples=False)
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
        Step("county_unknown", filters),
        Step("county_violence_areas", filters),
        Step("county_training", filters),
        Step("white_spots_money", filters),
        Step("white_spots_work", filters),
        Step("county_pairs", filters),
        Step("county_region_ladder", filters),
        Step("county_board_examples", filters),
        Step("county_board_funds", filters),
        Step("county_ngos", filters),
    )
    name = areas.names(reader)[filters.area_code]
    return Story(filters.area_code, _("Läget i {name}").format(name=name), _with_rows(reader, steps))


def _municipality(reader: Reader, filters: Filters) -> Story:
    steps = (
        Step("municipality_ladder", filters),
        Step("municipality_years", filters),
        Step(
            "area_values",
            filters.but(denominator="per_inhabitant", measure_id="available", level="municipality"),
        ),
        Step("municipality_unknown", filters),
        Step("municipality_violence_areas", filters),
        Step("municipality_activities", filters),
        Step("municipality_assessments", filters),
        Step("municipality_alike", filters),
    )
    name = areas.names(reader)[filters.area_code]
    return Story(filters.area_code, _("Läget i {name}").format(name=name), _with_rows(reader, steps))


def _with_rows(reader: Reader, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps that have something to show of the place, and the first, which says so where nothing is known of a chosen year."""
    shown = _OF_EVERY_PLACE if steps[0].filters.year == NO_YEAR else {steps[0].question}
    return tuple(
        step
        for step in steps
        if step.question in shown or not QUERIES[step.question](reader, step.filters).is_empty
    )
