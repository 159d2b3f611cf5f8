"""Which years a version of the dataset has figures of, and the year that an answer opens in where nobody chose one.

An answer about a year is marked `@dated` with what its year depends on. It is then the latest year that the view has figures of: of a
place that is chosen the last with a value there; of a county or the country the last that most places have figures of, since what one
has told is no picture of the others.
"""

from collections.abc import Callable
from functools import wraps

import pandas as pd

from dashboard.core.codes import COUNTRY
from dashboard.core.filters import NO_YEAR, Filters
from dashboard.core.measures import MEASURES
from dashboard.core.result import Result
from dashboard.core.years import Years
from dashboard.dataset.store import Reader
from dashboard.queries import counties, evidence, national_money

# The measures that are answers to questions of a survey have its questions' ids.
_TOLD = """
SELECT DISTINCT a.measure, r.kind, a.year FROM allocation a JOIN recipient r USING (recipient_id) WHERE a.stream = 'development'
UNION SELECT DISTINCT 'activities', r.kind, a.year FROM activity a JOIN recipient r USING (recipient_id)
UNION SELECT DISTINCT s.question_id, r.kind, s.year FROM self_assessment s JOIN recipient r USING (recipient_id)
ORDER BY ALL
"""
# White spots are judged in the years of which it is known what a place could requisition.
_SPOTS, _JUDGED = "white_spots", "available"
_PLACES = """
SELECT a.year, r.area_code AS code FROM allocation a JOIN recipient r USING (recipient_id)
WHERE a.stream = 'development' AND r.kind = $kind AND a.measure IN (SELECT unnest($measures))
  AND ($area = '' OR a.status IN (SELECT unnest($statuses))) AND ($area = '' OR r.area_code[1:length($area)] = $area)
  AND (NOT $pointed OR coalesce(a.has_point, true))
UNION SELECT s.year, r.area_code FROM self_assessment s JOIN recipient r USING (recipient_id)
WHERE r.kind = $kind AND s.question_id IN (SELECT unnest($measures)) AND $area = ''
UNION SELECT a.year, r.area_code FROM activity a JOIN recipient r USING (recipient_id)
WHERE r.kind = $kind AND 'activities' IN (SELECT unnest($measures)) AND $area = ''
"""
_COUNTY_DIGITS = 2
_MONEY = tuple(m.measure_id for m in MEASURES.values() if m.is_money)

Query = Callable[..., Result]
Opening = Callable[[Reader, Filters], int]
_OPENINGS: dict[Query, Opening] = {}


def offered(reader: Reader) -> Years:
    """The years that the dataset has figures of."""
    rows = reader.rows(_TOLD)
    rows = rows[rows["measure"].isin(list(MEASURES))]
    is_judged = (rows["measure"] == _JUDGED) & rows["kind"].isin(MEASURES[_SPOTS].recipient_kinds)
    judged = rows[is_judged].assign(measure=_SPOTS)
    every = pd.concat([rows, judged])
    return Years(
        {
            (str(measure), str(kind)): tuple(int(y) for y in sorted(group["year"]))
            for (measure, kind), group in every.groupby(["measure", "kind"])
        },
        national_money.years(reader),
    )


def population_year(reader: Reader, year: int) -> int:
    """The year whose end the inhabitants are counted at for a view of `year`: the year itself, or the last before it that is counted."""
    rows = reader.rows(
        "SELECT coalesce(max(year) FILTER (year <= $year), min(year)) AS year FROM population", {"year": year}
    )
    return int(rows["year"].iloc[0])


def dated(opening: Opening) -> Callable[[Query], Query]:
    """Marks a question about one year: asked without a year it answers for the one that `opening` finds."""

    def mark(query: Query) -> Query:
        @wraps(query)
        def answered(reader: Reader, filters: Filters, **own: str) -> Result:
            return query(reader, opened(reader, answered, filters), **own)

        _OPENINGS[answered] = opening
        return answered

    return mark


def opened(reader: Reader, query: Query, filters: Filters) -> Filters:
    """The filters with the year that the question opens in; unchanged where it has none, or one is chosen."""
    if filters.year != NO_YEAR or query not in _OPENINGS:
        return filters
    return filters.opening_in(_OPENINGS[query](reader, filters))


def of_country(reader: Reader, filters: Filters) -> int:
    """The latest of which the country's sums are printed for the kind of recipient."""
    return max(national_money.years(reader)[filters.recipient_kind], default=NO_YEAR)


def of_municipality(reader: Reader, filters: Filters) -> int:
    """The last with any money known of the chosen municipality."""
    return _latest(reader, filters.but(recipient_kind="municipality"), _MONEY)


def of_county(reader: Reader, filters: Filters) -> int:
    """The latest with any money known of most of the chosen county's municipalities."""
    own = filters.but(recipient_kind="municipality", area_code=counties.code_of(filters))
    return _latest(reader, own, _MONEY)


def of_region(reader: Reader, filters: Filters) -> int:
    """The latest with any money known of the chosen county's region."""
    return _latest(reader, filters.but(recipient_kind="region", area_code=counties.code_of(filters)), _MONEY)


def of_regions(reader: Reader, filters: Filters) -> int:
    """The latest with any money known of most regions."""
    return _latest(reader, filters.but(recipient_kind="region", area_code=COUNTRY), _MONEY)


def of_recipients(reader: Reader, filters: Filters) -> int:
    """The latest with any money of regions or non-governmental organisations."""
    return max(offered(reader).of_kinds(_MONEY, "region", "ngo"), default=NO_YEAR)


def of_measure(reader: Reader, filters: Filters) -> int:
    """The latest with values of the chosen measure; of the municipal key's amounts the latest that has a point."""
    kinds = filters.measure.recipient_kinds
    kind = filters.recipient_kind if filters.recipient_kind in kinds else kinds[0]
    measure = _JUDGED if filters.measure.over_years else filters.measure_id
    return _latest(
        reader, filters.but(recipient_kind=kind), (measure,), pointed=not filters.measure.over_years
    )


def of_municipal_money(reader: Reader, filters: Filters) -> int:
    """The latest with values of the chosen measure, or of what was available, over the country's municipalities."""
    measure = filters.measure_id if filters.measure.is_money else _JUDGED
    country = filters.but(recipient_kind="municipality", area_code=COUNTRY, measure_id=measure)
    return _latest(reader, country, (measure,), pointed=True)


def _latest(reader: Reader, filters: Filters, measures: tuple[str, ...], pointed: bool = False) -> int:
    """The last year with values for most of the places in the chosen area; of the country where nothing is known there.

    Most is more than half of what the year with the most has: of a single place that is the last year with a value there.
    """
    area = filters.area_code if filters.area_code != COUNTRY else ""
    if filters.recipient_kind == "region":
        area = area[:_COUNTY_DIGITS]
    for within in (area, ""):
        rows = reader.rows(
            _PLACES,
            {
                "kind": filters.recipient_kind,
                "measures": list(measures),
                "statuses": evidence.shown_statuses(filters),
                "pointed": pointed,
                "area": within,
            },
        )
        places = rows.groupby("year")["code"].nunique()
        if places.any():
            return int(places.index[2 * places > places.max()].max())
    return NO_YEAR
