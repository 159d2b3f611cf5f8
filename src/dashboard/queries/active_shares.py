"""How large a share of the municipalities work in each violence area, by size and by county."""

import pandas as pd

from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.measures import VIOLENCE_AREAS, label_of_violence_area
from dashboard.core.numbers import percent
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import equity, evidence, work_2016
from dashboard.queries.white_spots import AREAS_2016

# The work was reported of the grants of this year.
_KEY_YEAR = 2016
_ACTIVE = (
    work_2016.REPORTED
    + """
SELECT m.municipality_code AS code, c.county_code, c.name AS county, p.population, v.area, coalesce(bool_or(e.area = v.area), false) AS active
FROM reporting d JOIN municipality m ON m.municipality_code = d.code JOIN county c USING (county_code)
JOIN population p ON p.area_code = m.municipality_code AND p.key_year = $year CROSS JOIN (SELECT unnest($areas) AS area) v
JOIN every e ON e.code = m.municipality_code GROUP BY ALL
"""
)


def _active(reader: Reader, filters: Filters) -> pd.DataFrame:
    wanted = [a for a in AREAS_2016 if filters.violence_area_id in ("", a)]
    rows = reader.rows(
        _ACTIVE,
        {"statuses": evidence.shown_statuses(filters), "year": _KEY_YEAR, "areas": wanted},
    )
    rows["size"] = [equity.size_class(p) for p in rows["population"]]
    return rows


def _shares(rows: pd.DataFrame, sources: pd.DataFrame, by: str) -> pd.DataFrame:
    shares = rows.groupby([by, "area"]).agg(active=("active", "sum"), n=("active", "size")).reset_index()
    shares["share"] = 100 * shares["active"] / shares["n"]
    shares["area"] = pd.Categorical(shares["area"], VIOLENCE_AREAS, ordered=True)
    shares = shares.sort_values([by, "area"]).reset_index(drop=True)
    shares["area"] = shares["area"].astype(str)
    shares["area_label"] = [label_of_violence_area(a) for a in shares["area"]]
    # A share rests on all that reported, whether they have anything in the area or not.
    certain = sources.merge(rows[["code", by]].drop_duplicates(), on="code").groupby(by)["status"]
    return shares.assign(status=shares[by].map(certain.agg(evidence.least_certain)))


def _share_result(
    reader: Reader,
    filters: Filters,
    result_id: str,
    title: str,
    heading: str,
    rows: pd.DataFrame,
    sources: pd.DataFrame,
) -> Result:
    if filters.violence_area_id == "sexual_violence":
        notes = [_("Sexuellt våld var inget eget område i 2016 års medel. Välj ett annat våldsområde.")]
    elif rows.empty:
        notes = [evidence.no_examples_note()]
    else:
        notes = [
            _(
                "Andel av de kommuner som redovisade minst en insats 2016. Insatser som inte är utpekade för ett annat område räknas till våld i nära relationer. Med få kommuner i en grupp betyder en enda mycket."
            )
        ]
    return Result(
        result_id,
        title,
        _shares_sentence(rows),
        rows,
        (
            Column("label", heading),
            Column("area_label", _("Våldsområde")),
            Column("active", _("Kommuner med insats"), "count"),
            Column("n", _("Redovisande kommuner"), "count"),
            Column("share", _("Andel"), "percent"),
            Column("status", _("Tecken")),
        ),
        "percent",
        evidence.provenance(reader, sources if len(rows) else rows),
        statuses_of(rows),
        tuple(notes),
    )


def _shares_sentence(rows: pd.DataFrame) -> str:
    if rows.empty:
        return ""
    spans = rows.groupby("area", sort=False)["share"].agg(["min", "max"])
    widest = str((spans["max"] - spans["min"]).idxmax())
    low, high = spans.loc[widest, "min"], spans.loc[widest, "max"]
    if low == high:
        return _("Andelarna är lika i alla grupper.")
    return _("Störst är skillnaden för {area}: från {low} till {high} av kommunerna.").format(
        area=label_of_violence_area(widest).lower(), low=percent(low), high=percent(high)
    )


def by_size(reader: Reader, filters: Filters) -> Result:
    """Share of reporting municipalities with any activity of 2016 per violence area, by size class.

    Rows: `label`, `area`, `area_label`, `active`, `n`, `share` (percent), `status`.
    """
    sources = work_2016.sources(reader, filters)
    rows = _shares(_active(reader, filters), sources, "size")
    rows["label"] = [equity.size_labels()[i] for i in rows["size"]]
    title = _("Kommuner med insats 2016 efter storlek")
    return _share_result(reader, filters, "equity_active_by_size", title, _("Storlek"), rows, sources)


def by_county(reader: Reader, filters: Filters) -> Result:
    """Share of reporting municipalities with any activity of 2016 per violence area, by county. Rows as `by_size`."""
    active = _active(reader, filters)
    sources = work_2016.sources(reader, filters)
    rows = _shares(active, sources, "county_code")
    names = active.drop_duplicates("county_code").set_index("county_code")["county"]
    rows["label"] = rows["county_code"].map(names)
    title = _("Kommuner med insats 2016 efter län")
    return _share_result(reader, filters, "equity_active_by_county", title, _("Län"), rows, sources)
