"""How many recipients did what in a year: the counting behind the views of activities."""

import pandas as pd

from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.dataset.store import Reader
from dashboard.queries import evidence

PRINTED_YEAR = 2016
# How many recipients reported what they did, and out of how many that had received money.
_REPORTING = {
    "municipality": "sos-2017.municipalities.reports-base-count",
    "region": "sos-2017.regions.requisitioned-count",
    "ngo": "sos-2017.ngos.reports-base-count",
}
_RECEIVING = {
    "municipality": "sos-2017.municipalities.requisitioned-count",
    "region": "sos-2017.regions.requisitioned-count",
    "ngo": "sos-2017.ngos.granted-count",
}
_RECEIVING_LATER = {
    "municipality": "vardanalys-2023.t2.municipalities.count.{year}",
    "region": "vardanalys-2023.t2.regions.count.{year}",
    "ngo": "vardanalys-2023.t2.ngos.count.{year}",
}
_COUNTED = ("municipalities", "regions", "ngos")

# A printed figure stands for an item when the example rows that keep its margin are all that the item has.
_COUNTS = """
WITH done AS (
  SELECT {item} AS item, {column} AS violence_area_id, a.recipient_id, a.status, a.source_id, a.locator
  FROM activity a JOIN recipient r USING (recipient_id) JOIN activity_type t USING (activity_type_id)
  WHERE r.kind = $kind AND a.year = $year AND {item} IS NOT NULL
    AND ($area = '' OR coalesce(a.violence_area_id, 'intimate_partner') = $area)),
whole AS (
  SELECT item, violence_area_id, count(DISTINCT recipient_id) AS value,
         count(DISTINCT recipient_id) FILTER (status = 'synthetic') AS invented, list(DISTINCT status) AS statuses,
         string_agg(DISTINCT source_id, ' | ' ORDER BY source_id) AS sources
  FROM done GROUP BY ALL),
margin AS (
  SELECT item, violence_area_id, locator AS figure_id, count(DISTINCT recipient_id) AS invented
  FROM done WHERE status = 'synthetic' GROUP BY ALL),
printed AS (
  SELECT m.item, m.violence_area_id, min_by(f, m.figure_id) AS figure
  FROM margin m JOIN whole w ON w.item = m.item AND w.violence_area_id = m.violence_area_id AND w.invented = m.invented
  JOIN published_figure f ON f.figure_id = m.figure_id AND f.unit IN (SELECT unnest($units))
  GROUP BY ALL)
SELECT w.item, w.violence_area_id, coalesce(p.figure.value, w.value) AS value, w.statuses, p.figure IS NOT NULL AS printed,
       coalesce(p.figure.source_id, w.sources) AS source_id,
       coalesce(p.figure.locator, CASE WHEN w.sources = 'exempel' THEN $examples ELSE $told END) AS locator
FROM whole w LEFT JOIN printed p USING (item, violence_area_id)
"""


def counts(reader: Reader, filters: Filters, item: str, column: str) -> pd.DataFrame:
    """Recipients per item: `item`, `violence_area_id`, `value`, `printed`, `status`, `source_id`, `locator`. `item` and `column` are SQL of our own."""
    rows = reader.rows(
        _COUNTS.format(item=item, column=column),
        {
            "kind": filters.recipient_kind,
            "year": year_of(reader, filters),
            "area": filters.violence_area_id,
            "units": list(_COUNTED),
            "examples": _("Exempel på insatser, avstämda mot redovisningen för 2016"),
            "told": _("insatser {year}").format(year=year_of(reader, filters)),
        },
    )
    rows["status"] = [
        "published" if printed else evidence.least_certain(pd.Series(list(statuses)))
        for printed, statuses in zip(rows["printed"], rows["statuses"], strict=True)
    ]
    return rows[rows["status"].isin(evidence.shown_statuses(filters))].drop(columns="statuses")


def year_of(reader: Reader, filters: Filters) -> int:
    """The chosen year, where recipients of the chosen kind have told what they did and it may be shown; else the printed one."""
    told = reader.rows(
        """SELECT 1 FROM activity a JOIN recipient r USING (recipient_id)
           WHERE r.kind = $kind AND a.year = $year AND a.status IN (SELECT unnest($statuses)) LIMIT 1""",
        {
            "kind": filters.recipient_kind,
            "year": filters.year,
            "statuses": evidence.shown_statuses(filters),
        },
    )
    return PRINTED_YEAR if told.empty else filters.year


def year_notes(filters: Filters, year: int) -> list[str]:
    """What a view says when it shows another year than the chosen one; nothing otherwise."""
    if year == filters.year:
        return []
    return [
        _("För {year} säger dokumenten inte hur många {noun} som gjorde vad. Vi visar {shown}.").format(
            year=filters.year, noun=noun(filters), shown=year
        )
    ]


def base_of(reader: Reader, filters: Filters, year: int) -> float:
    """How many told what they did: as printed for 2016, else those who have reported any activity."""
    if year == PRINTED_YEAR:
        return figure(reader, _REPORTING[filters.recipient_kind])
    counted = reader.rows(
        """SELECT count(DISTINCT recipient_id) AS n FROM activity a JOIN recipient r USING (recipient_id)
           WHERE r.kind = $kind AND a.year = $year AND a.status IN (SELECT unnest($statuses))""",
        {"kind": filters.recipient_kind, "year": year, "statuses": evidence.shown_statuses(filters)},
    )
    return float(counted["n"].iloc[0])


def receiving(kind: str, year: int) -> str:
    """The printed figure of how many of the kind received money in the year."""
    return _RECEIVING[kind] if year == PRINTED_YEAR else _RECEIVING_LATER[kind].format(year=year)


def figure(reader: Reader, figure_id: str) -> float:
    """The value of a printed figure."""
    return float(
        reader.rows("SELECT value FROM published_figure WHERE figure_id = $id", {"id": figure_id})[
            "value"
        ].iloc[0]
    )


def noun(filters: Filters) -> str:
    """What is counted: the chosen kind of recipient, in the plural."""
    return {
        "municipality": _("kommuner"),
        "region": _("regioner"),
        "ngo": _("organisationer"),
    }[filters.recipient_kind]


def hidden_notes(rows: pd.DataFrame, filters: Filters) -> list[str]:
    """What a view says where nothing is told, or where example data is hidden."""
    if filters.examples and rows.empty:
        return [_("Redovisningen för 2016 har inget om området för de här mottagarna.")]
    if filters.examples:
        return []
    if rows.empty:
        return [evidence.no_examples_note()]
    return [_("Exempeldata är dold: bara det som står tryckt visas.")]


def hatching_notes(rows: pd.DataFrame) -> list[str]:
    """What the hatching of bars means, where there is any."""
    if set(rows["status"]) <= {"published"}:
        return []
    return [_("Hela staplar är tryckta i källan; randiga staplar är exempeldata.")]
