"""Which county is looked at, and which there are to choose from."""

import pandas as pd

from dashboard.core.codes import COUNTRY, county_of
from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.result import Column, Result
from dashboard.dataset.store import Reader

DEFAULT_CODE = "01"


def code_of(filters: Filters) -> str:
    """The county that the filters point at: the chosen one, that of the chosen municipality, or the default."""
    return DEFAULT_CODE if filters.area_code == COUNTRY else county_of(filters.area_code)


def choices(reader: Reader, filters: Filters) -> Result:
    """All counties in code order: `code`, `name`, `region_name`, `population` of the latest official `population_year`, `municipalities`."""
    rows = reader.rows(
        """SELECT c.county_code AS code, c.name, c.region_name, p.population, p.year AS population_year,
                  (SELECT count(*) FROM municipality m WHERE m.county_code = c.county_code) AS municipalities
           FROM county c JOIN population p ON p.area_code = c.county_code AND p.year = (SELECT max(year) FROM population)
           ORDER BY c.county_code"""
    )
    columns = (Column("code", _("Kod")), Column("name", _("Län")))
    return Result("county_choices", _("Län"), "", rows, columns, "", ())


def chosen(reader: Reader, filters: Filters) -> pd.Series:
    """The chosen county's row of `choices`, with its `code`."""
    rows = choices(reader, filters).rows
    return rows[rows["code"] == code_of(filters)].iloc[0]
