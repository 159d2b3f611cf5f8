"""Which filters change the answer to a question, and which place it is about: what is worth saying in words beside it."""

from dashboard.core.codes import COUNTRY
from dashboard.core.filters import Filters, settle
from dashboard.core.story import Step
from dashboard.core.years import Years
from dashboard.queries import counties, municipality

_AREA, _EXAMPLES, _KIND = "area_code", "examples", "recipient_kind"
_MEASURE, _VIOLENCE, _YEAR = "measure_id", "violence_area_id", "year"
_NAMES = {
    "area_values": (_AREA, "denominator", _EXAMPLES, "level", _MEASURE, _KIND, _VIOLENCE, _YEAR),
    "country_key_figures": (_KIND, _YEAR),
    "country_ladder": (_KIND, _YEAR),
    "country_development": (_KIND,),
    "country_recipients": (),
    "country_money": (),
    "grants": (),
    "grant_amounts": (),
    "county_other_grants": (_AREA,),
    "municipality_other_grants": (_AREA,),
    "county_ladder": (_AREA, _EXAMPLES, _VIOLENCE, _YEAR),
    "county_comparison": (_AREA, _YEAR),
    "county_region_ladder": (_AREA, _EXAMPLES, _YEAR),
    "county_municipalities": (_AREA, _EXAMPLES, _VIOLENCE, _YEAR),
    "county_violence_areas": (_AREA, _EXAMPLES, _VIOLENCE),
    "county_training": (_AREA, _EXAMPLES, _VIOLENCE),
    "county_kinds_of_work": (_AREA, _EXAMPLES, _VIOLENCE),
    "county_unknown": (_AREA, _EXAMPLES, _YEAR),
    "county_pairs": (_AREA, _EXAMPLES, _VIOLENCE),
    "county_region_years": (_AREA, _EXAMPLES, _VIOLENCE),
    "county_ngos": (_AREA, _EXAMPLES, _VIOLENCE),
    "county_board_projects": (_AREA, _VIOLENCE),
    "county_board_funds": (_AREA, _VIOLENCE),
    "county_board_examples": (_AREA, _VIOLENCE),
    "county_consulted": (_AREA,),
    "county_statements": (_AREA,),
    "municipality_statements": (_AREA,),
    "statements": (),
    "white_spots_money": (_AREA, _EXAMPLES, _VIOLENCE),
    "white_spots_work": (_AREA, _EXAMPLES, _VIOLENCE),
    "equity_by_size": (_MEASURE, _VIOLENCE, _YEAR),
    "equity_lorenz": (_MEASURE, _VIOLENCE, _YEAR),
    "equity_gini_years": (_MEASURE, _VIOLENCE),
    "equity_within_counties": (_MEASURE, _VIOLENCE, _YEAR),
    "equity_between_counties": (_MEASURE, _VIOLENCE, _YEAR),
    "municipality_ladder": (_AREA, _EXAMPLES, _YEAR),
    "municipality_years": (_AREA, _YEAR),
    "municipality_indicators": (_AREA,),
    "municipality_violence_areas": (_AREA, _EXAMPLES),
    "municipality_activities": (_AREA, _EXAMPLES, _VIOLENCE),
    "municipality_assessments": (_AREA, _EXAMPLES),
    "municipality_alike": (_AREA, _EXAMPLES, _YEAR),
    "municipality_unknown": (_AREA, _EXAMPLES, _YEAR),
    "regions": (_VIOLENCE, _YEAR),
    "recipient_points": (_EXAMPLES, _VIOLENCE, _YEAR),
    "district_boards": (_AREA, _VIOLENCE),
    "district_work": (_AREA, _VIOLENCE),
}


def used_by(question: str) -> frozenset[str]:
    """The filters that may change the answer, as fields. A question that is not listed has figures that differ by violence area at most."""
    return frozenset(_NAMES.get(question, (_VIOLENCE,)))


def worth_saying(step: Step, years: Years) -> tuple[Filters, frozenset[str]]:
    """The filters of a step as its answer takes them, and those of its fields that are worth saying; `years` are those of the dataset.

    All violence areas together go without saying, and so does that no example data is shown.
    """
    filters, fields = step.filters, used_by(step.question)
    if step.question == "area_values":
        filters = settle(filters, years)[0]
    unsaid = {_AREA}
    if not filters.violence_area_id:
        unsaid.add(_VIOLENCE)
    if not filters.examples:
        unsaid.add(_EXAMPLES)
    # Which year they show depends on what is known of it, and stands in their titles.
    if step.question.startswith("equity_"):
        unsaid.add(_YEAR)
    return filters, fields - unsaid


def place_of(step: Step) -> str:
    """The code of the place that the answer is about."""
    if _AREA not in used_by(step.question):
        return COUNTRY
    if step.question.startswith(("county_", "white_spots_")):
        return counties.code_of(step.filters)
    if step.question.startswith("municipality_"):
        return municipality.code_of(step.filters)
    return step.filters.area_code
