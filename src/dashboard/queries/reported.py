"""What recipients have reported by imported files, seen over the country: a thing of its own, beside what is printed and never instead of it."""

import pandas as pd

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.measures import label_of_recipient_kind
from dashboard.core.numbers import number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence

SCORES = (1, 2, 3, 4, 5)
# How many of each kind received money, by year, as printed.
_RECEIVING = {
    "municipality": {2016: "sos-2017.municipalities.requisitioned-count"},
    "region": {2016: "sos-2017.regions.requisitioned-count"},
    "ngo": {2016: "sos-2017.ngos.granted-count"},
}
_RECEIVING_LATER = {
    "municipality": "vardanalys-2023.t2.municipalities.count.{year}",
    "region": "vardanalys-2023.t2.regions.count.{year}",
    "ngo": "vardanalys-2023.t2.ngos.count.{year}",
}
_COUNTED = {
    "municipality": grammar.municipalities,
    "region": grammar.regions,
    "ngo": grammar.organisations,
    "district": lambda count: ngettext("{count} nämnd", "{count} nämnder", count).format(count=number(count)),
}
_ACTIVITIES = """
WITH told AS (
  SELECT r.kind, a.year, t.activity_type_id, t.name_sv AS label, a.recipient_id, a.source_id, a.status
  FROM activity a JOIN recipient r USING (recipient_id) JOIN activity_type t USING (activity_type_id)
  WHERE a.status = 'reported'
    AND ($area = '' OR coalesce(a.violence_area_id, CASE WHEN a.year <= 2017 THEN 'intimate_partner' END) = $area))
SELECT kind, year, label, count(DISTINCT recipient_id) AS value,
       (SELECT count(DISTINCT o.recipient_id) FROM told o WHERE o.kind = told.kind AND o.year = told.year) AS base,
       string_agg(DISTINCT source_id, ' | ' ORDER BY source_id) AS source_id, any_value(status) AS status
FROM told GROUP BY kind, year, activity_type_id, label
ORDER BY year DESC, kind, value DESC, label COLLATE sv
"""
_SCORES = """
SELECT r.kind, s.year, count(*) AS base, {columns},
       string_agg(DISTINCT s.source_id, ' | ' ORDER BY s.source_id) AS source_id, any_value(s.status) AS status
FROM self_assessment s JOIN recipient r USING (recipient_id)
WHERE s.question_id = 'quality' AND s.score IS NOT NULL AND s.status = 'reported'
GROUP BY ALL ORDER BY s.year DESC, r.kind
"""


def activities(reader: Reader, filters: Filters) -> Result:
    """Kinds of activity that were reported: `kind_label`, `year`, `label`, `value`, `base` (who reported any), `receiving`, `status`.

    `receiving` is how many received money in the year as printed; missing where no document says. Empty, with a note, when nothing is reported.
    """
    rows = reader.rows(_ACTIVITIES, {"area": filters.violence_area_id})
    rows = _completed(reader, rows, _("insatser"))
    return Result(
        "reported_activities",
        _("Återrapporterade insatser"),
        _sentence(rows),
        rows,
        (
            Column("kind_label", _("Mottagare")),
            Column("year", _("År")),
            Column("label", _("Insats")),
            Column("value", _("Återrapporterar insatsen"), "count"),
            Column("base", _("Återrapporterar någon insats"), "count"),
            Column("receiving", _("Fick medel, enligt källan"), "count"),
            Column("status", _("Tecken")),
        ),
        "count",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(_notes(rows)),
    )


def scores(reader: Reader, filters: Filters) -> Result:
    """Scores that were reported: `kind_label`, `year`, `base` (who gave one), `receiving`, `s1` to `s5`, `status`; see `activities`."""
    columns = ", ".join(f"count(*) FILTER (s.score = {score}) AS s{score}" for score in SCORES)
    rows = _completed(reader, reader.rows(_SCORES.format(columns=columns)), _("självskattade betyg"))
    return Result(
        "reported_scores",
        _("Återrapporterade självskattade betyg"),
        _sentence(rows),
        rows,
        (
            Column("kind_label", _("Mottagare")),
            Column("year", _("År")),
            Column("base", _("Återrapporterar ett betyg"), "count"),
            Column("receiving", _("Fick medel, enligt källan"), "count"),
            *(Column(f"s{score}", _("Gav {score}").format(score=score), "count") for score in SCORES),
            Column("status", _("Tecken")),
        ),
        "count",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (*_notes(rows), _("Betygen är självskattade och mäter inte effekt.")),
    )


def _completed(reader: Reader, rows: pd.DataFrame, place: str) -> pd.DataFrame:
    printed = reader.rows("SELECT figure_id, value FROM published_figure").set_index("figure_id")["value"]
    receiving = [
        printed.get(_figure_of_receiving(kind, year))
        for kind, year in zip(rows["kind"], rows["year"], strict=True)
    ]
    return rows.assign(
        kind_label=[label_of_recipient_kind(kind) for kind in rows["kind"]],
        receiving=pd.Series(receiving, index=rows.index, dtype=float),
        locator=place,
    )


def _figure_of_receiving(kind: str, year: int) -> str:
    """The printed figure of how many of the kind received money in the year; no figure's name for a kind that none is printed of."""
    return _RECEIVING.get(kind, {}).get(year) or _RECEIVING_LATER.get(kind, "").format(year=year)


def _sentence(rows: pd.DataFrame) -> str:
    """How many of how many have reported, kind by kind and year by year."""
    if rows.empty:
        return ""
    firsts = rows.drop_duplicates(["kind", "year"])
    told = [
        _said(*row)
        for row in zip(firsts["kind"], firsts["year"], firsts["base"], firsts["receiving"], strict=True)
    ]
    return _("Återrapporterat: {told}.").format(told=grammar.listed(told))


def _said(kind: str, year: int, base: float, receiving: float) -> str:
    who = _COUNTED[kind](int(base))
    if pd.isna(receiving):
        return _("{who} för {year}").format(who=who, year=year)
    return _("{who} för {year}, av {receiving} som fick medel").format(
        who=who, year=year, receiving=number(receiving)
    )


def _notes(rows: pd.DataFrame) -> list[str]:
    if rows.empty:
        return [_("Ingen har återrapporterat det ännu. Återrapporter läses in som filer.")]
    return [
        _("Det är bara de som återrapporterat. Antalen säger inget om landet och ersätter inga tryckta tal."),
    ]
