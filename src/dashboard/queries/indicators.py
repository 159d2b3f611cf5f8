"""Indicators that were imported from lists and registers, one municipality beside the others."""

import pandas as pd

from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.numbers import in_unit, number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import areas, evidence, municipality

_INDICATORS = """
SELECT * FROM (
SELECT own.indicator_id, own.name_sv, own.year, own.value, own.sign, own.unit, own.mark, own.status, own.source_id, own.locator,
       median(every.value) AS median, count(every.value) AS n
FROM indicator own JOIN indicator every ON every.indicator_id = own.indicator_id AND every.year = own.year AND length(every.area_code) = 4
WHERE own.area_code = $code
GROUP BY ALL) ORDER BY name_sv COLLATE sv, year
"""


def of_municipality(reader: Reader, filters: Filters) -> Result:
    """The municipality's imported indicators.

    Rows: `name_sv`, `year`, `value` and `shown` (the value, or in words why there is none: missing, not applicable and withheld are
    told apart, and the publisher's mark stands in brackets), `median` of the `n` municipalities with a value, `status`. Empty where nothing was imported for the municipality.
    """
    code = municipality.code_of(filters)
    rows = reader.rows(_INDICATORS, {"code": code})
    without = {
        "missing": _("uppgift saknas"),
        "not_applicable": _("inte tillämpligt"),
        "withheld": _("skyddad uppgift"),
    }
    rows["shown"] = [
        f"{without.get(s) or _in_unit(v, u)}{_mark(m)}"
        for v, u, s, m in zip(rows["value"], rows["unit"], rows["sign"], rows["mark"], strict=True)
    ]
    rows["others"] = [_in_unit(v, u) for v, u in zip(rows["median"], rows["unit"], strict=True)]
    rows["year"] = rows["year"].astype(str)
    name = areas.names(reader)[code]
    with_value = int(rows["value"].notna().sum())
    return Result(
        "municipality_indicators",
        _("Importerade nyckeltal"),
        _("{name} har värden för {count} av {all} importerade nyckeltal och år.").format(
            name=name, count=number(with_value), all=number(len(rows))
        )
        if len(rows)
        else "",
        rows,
        (
            Column("name_sv", _("Nyckeltal")),
            Column("year", _("År")),
            Column("shown", name, "text", in_files=False),
            Column("value", _("Värde"), "score", on_screen=False),
            Column("others", _("Median bland kommuner"), "text", in_files=False),
            Column("median", _("Medianvärde"), "score", on_screen=False),
            Column("n", _("Kommuner med värde"), "count"),
            Column("status", _("Tecken")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (_("Nyckeltalen kommer ur importerade listor och register och är inte delade på våldsområden."),)
        if len(rows)
        else (_("Inga nyckeltal har importerats för kommunen."),),
    )


def _mark(mark: object) -> str:
    """The publisher's mark as it stands after a value; a mark of its own in the publisher's words."""
    if not isinstance(mark, str) or not mark:
        return ""
    known = {"preliminary": _("preliminärt"), "revised": _("reviderat"), "corrected": _("korrigerat")}
    return f" ({known.get(mark, mark)})"


def _in_unit(value: float, unit: object) -> str:
    return in_unit(value, unit if isinstance(unit, str) and not pd.isna(unit) else "")
