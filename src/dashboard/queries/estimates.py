"""Sums of amounts by the allocation key, with the interval of their readings."""

import pandas as pd

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


def of_counties(reader: Reader) -> pd.DataFrame:
    """What the key gave each county's municipalities together, for every year with estimates.

    Columns: `code`, `year`, `amount_sek` (missing where only the ends can be told), `amount_low_sek`, `amount_high_sek`, `has_point`.
    """
    return reader.rows(_COUNTIES)
