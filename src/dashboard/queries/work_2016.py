"""The municipalities' activities of 2016, which several questions begin with, and where they come from."""

import pandas as pd

from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.dataset.store import Reader
from dashboard.queries import evidence

# What was not pointed out for another area belongs to intimate-partner violence, which the grant of 2016 was for.
REPORTED = """
WITH every AS (
  SELECT r.area_code AS code, coalesce(a.violence_area_id, 'intimate_partner') AS area, a.activity_type_id, a.status, a.source_id
  FROM activity a JOIN recipient r USING (recipient_id)
  WHERE a.year = 2016 AND r.kind = 'municipality' AND a.status IN (SELECT unnest($statuses))),
reporting AS (SELECT DISTINCT code FROM every)
"""
_ALL_REPORTS = "sos-2017.municipalities.reports-base-count"


def sources(reader: Reader, filters: Filters) -> pd.DataFrame:
    """Where the activities that may be shown come from: `code`, `status`, `source_id`, `locator`, once per municipality and source.

    A share of all that reported is no more certain than the least certain of them.
    """
    rows = reader.rows(
        REPORTED + "SELECT DISTINCT code, status, source_id FROM every ORDER BY source_id, code",
        {"statuses": evidence.shown_statuses(filters)},
    )
    return rows.assign(locator=place())


def place() -> str:
    """Where the activities stand, in words."""
    return _("insatser 2016")


def is_whole(reader: Reader, filters: Filters) -> bool:
    """Whether the reports that may be shown are as many as the document counts: only then do they speak of the country."""
    reporting = reader.rows(
        REPORTED + "SELECT count(*) AS n FROM reporting", {"statuses": evidence.shown_statuses(filters)}
    )
    printed = reader.rows("SELECT value FROM published_figure WHERE figure_id = $id", {"id": _ALL_REPORTS})
    return bool(reporting["n"].iloc[0] >= printed["value"].iloc[0])
