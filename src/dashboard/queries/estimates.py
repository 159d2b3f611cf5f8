"""Amounts by the allocation key with the interval of their readings: sums, years that have a point, and what lies outside."""

import pandas as pd

from dashboard.core import grammar
from dashboard.core.estimates import written
from dashboard.core.language import _
from dashboard.core.numbers import kronor
from dashboard.dataset.store import Reader

# One reading holds for all municipalities alike, so the ends of a sum are those of the sums by reading, not the sums of the ends.
# A municipality whose amount is given is the same in every reading.
_COUNTIES = """
WITH given AS (
  SELECT r.area_code[1:2] AS code, a.recipient_id, a.year, a.amount_sek, a.amount_low_sek IS NOT NULL AS is_estimate, a.has_point
  FROM allocation a JOIN recipient r USING (recipient_id)
  WHERE r.kind = 'municipality' AND a.stream = 'development' AND a.measure = 'available'),
by_reading AS (
  SELECT g.code, g.year, k.reading_id, sum(k.amount_sek) AS amount_sek
  FROM given g JOIN key_reading k USING (recipient_id, year) WHERE g.is_estimate GROUP BY ALL),
ends AS (SELECT code, year, min(amount_sek) AS low, max(amount_sek) AS high FROM by_reading GROUP BY ALL),
whole AS (
  SELECT code, year, sum(amount_sek) AS amount_sek, coalesce(sum(amount_sek) FILTER (NOT is_estimate), 0) AS fixed,
         bool_and(coalesce(has_point, true)) AS has_point
  FROM given GROUP BY ALL)
SELECT code, year, CASE WHEN has_point THEN amount_sek END AS amount_sek, low + fixed AS amount_low_sek,
       high + fixed AS amount_high_sek, has_point
FROM whole JOIN ends USING (code, year) ORDER BY code, year
"""
_YEARS = """
SELECT a.year, bool_and(coalesce(a.has_point, true)) AS has_point
FROM allocation a JOIN recipient r USING (recipient_id)
WHERE r.kind = 'municipality' AND a.stream = 'development' AND a.measure = 'available' GROUP BY a.year ORDER BY a.year
"""
# The build notes the years whose sum the key's own base amounts do not fit in.
_REGIONAL = """
SELECT a.year, bool_or(a.note_sv IS NOT NULL) AS is_scaled FROM allocation a JOIN recipient r USING (recipient_id)
WHERE r.kind = 'region' AND a.stream = 'development' AND a.measure = 'available' AND a.status = 'modelled' GROUP BY a.year
"""
_OUTSIDE = """
SELECT r.area_code AS code, r.name, a.year, g.amount_sek, a.amount_sek AS by_key_sek, a.amount_low_sek, a.amount_high_sek, a.has_point
FROM allocation a JOIN recipient r USING (recipient_id)
JOIN allocation g ON g.recipient_id = a.recipient_id AND g.year = a.year AND g.stream = a.stream AND g.measure = 'received'
  AND g.status IN ('published', 'reported')
WHERE a.stream = 'development' AND a.measure = 'available' AND g.amount_sek NOT BETWEEN a.amount_low_sek AND a.amount_high_sek
ORDER BY r.name COLLATE sv, a.year
"""


def of_counties(reader: Reader) -> pd.DataFrame:
    """What the key gave each county's municipalities together, for every year with estimates.

    Columns: `code`, `year`, `amount_sek` (missing where only the ends can be told), `amount_low_sek`, `amount_high_sek`, `has_point`.
    """
    return reader.rows(_COUNTIES)


def years_with_point(reader: Reader) -> list[int]:
    """The years of which more can be told than between which amounts each municipality lies, rising."""
    years = reader.rows(_YEARS)
    return [int(year) for year in years.loc[years["has_point"].astype(bool), "year"]]


def proportions_of(reader: Reader, year: int) -> int | None:
    """The year whose proportions the regions' amounts of `year` keep, where the key itself cannot tell how they were divided."""
    rows = reader.rows(_REGIONAL)
    if not rows.loc[rows["year"] == year, "is_scaled"].any():
        return None
    own = rows.loc[~rows["is_scaled"].astype(bool) & (rows["year"] > year), "year"]
    return int(own.min()) if len(own) else None


def region_digits(reader: Reader, year: int) -> int:
    """How many digits the regions' amounts by the key of a year can bear.

    Printed amounts agree with the key to one part in nine thousand; where the division is only assumed it says the size and no more.
    """
    return 4 if proportions_of(reader, year) is None else 2


def assumed_notes(reader: Reader, year: int) -> list[str]:
    """What must be said of the regions' amounts of a year whose division is only assumed."""
    like = proportions_of(reader, year)
    if like is None:
        return []
    return [
        _(
            "Hur {year} års pengar delades mellan regionerna är inte känt; beloppen antar samma proportioner som {like}."
        ).format(year=year, like=like)
    ]


def outside(reader: Reader) -> pd.DataFrame:
    """What recipients are known to have requisitioned outside the interval of the key.

    Columns: `code`, `name`, `year`, `amount_sek`, `by_key_sek`, `amount_low_sek`, `amount_high_sek`, `has_point`.
    """
    return reader.rows(_OUTSIDE)


def outside_note(rows: pd.DataFrame) -> str:
    """Names the known amounts that lie outside their interval, from rows of `outside` of one year; empty for none."""
    texts = [
        _("{name} rekvirerade {amount} där nyckeln ger {estimate}").format(
            name=row.name,
            amount=kronor(row.amount_sek),
            estimate=written(
                row.by_key_sek if row.has_point else None, row.amount_low_sek, row.amount_high_sek, "sek"
            ),
        )
        for row in rows.itertuples(index=False)
    ]
    if not texts:
        return ""
    return _("Kända belopp utanför sitt spann: {amounts}.").format(amounts=grammar.some(texts))
