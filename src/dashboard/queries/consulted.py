"""Whom the evaluation talked to: everyone that it names, and those of one county."""

import pandas as pd

from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.numbers import number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence
from dashboard.queries.counties import chosen

_KINDS = {
    "agency": lambda: _("Myndigheter"),
    "county_board": lambda: _("Länsstyrelser"),
    "municipality": lambda: _("Kommuner"),
    "region": lambda: _("Regioner"),
    "ngo": lambda: _("Ideella organisationer med medel"),
    "consultation_partner": lambda: _("Samrådsparter"),
    "other": lambda: _("Andra organisationer"),
}
_HOW = {"interview": lambda: _("Intervju"), "writing": lambda: _("Skriftligt svar")}
_CONSULTED = """
SELECT c.* EXCLUDE (name), coalesce(r.name, c.name) AS name FROM consulted c LEFT JOIN recipient r USING (recipient_id)
WHERE $county = '' OR r.area_code[:2] = $county ORDER BY c.consulted_id
"""


def everyone(reader: Reader, filters: Filters) -> Result:
    """Everyone that the evaluation names. Rows: `group`, `asked` (how), `name` (all of the group, in the document's order), `locator`, `status`."""
    rows = _rows(reader, "")
    sentence = _(
        "Utvärderingen namnger {all} som den har intervjuat eller fått skriftliga svar från, bland dem {municipalities} kommuner och {regions} regioner."
    ).format(
        all=number(rows["name"].nunique()),
        municipalities=number(rows.loc[rows["kind"] == "municipality", "name"].nunique()),
        regions=number(rows.loc[rows["kind"] == "region", "name"].nunique()),
    )
    grouped = rows.groupby(["group", "asked", "locator", "source_id", "status"], sort=False)["name"]
    together = grouped.agg(", ".join).reset_index()
    return _answer(
        "consulted", _("Vilka utvärderingen talade med"), sentence, together, reader, (_unnamed(),)
    )


def of_county(reader: Reader, filters: Filters) -> Result:
    """Those of the chosen county that the evaluation names, one row for each way of asking; empty, with a note, where it names none.

    Rows: `group`, `asked`, `name`, `locator`, `status`.
    """
    county = chosen(reader, filters)
    rows = _rows(reader, str(county["code"]))
    sentence = ngettext(
        "En av dem som utvärderingen namnger hör till {name}.",
        "{count} av dem som utvärderingen namnger hör till {name}.",
        rows["name"].nunique(),
    ).format(count=number(rows["name"].nunique()), name=county["name"])
    none = _("Utvärderingen namnger ingen i {name} som den har intervjuat eller fått skriftliga svar från.")
    return _answer(
        "county_consulted",
        _("Länets egna i utvärderingen"),
        sentence if not rows.empty else "",
        rows,
        reader,
        (*((none.format(name=county["name"]),) if rows.empty else ()), _unnamed()),
    )


def _rows(reader: Reader, county: str) -> pd.DataFrame:
    """One row for each time that somebody is named; who was asked in two ways has two."""
    rows = reader.rows(_CONSULTED, {"county": county})
    return rows.assign(
        asked=[_HOW[how]() for how in rows["how"]], group=[_KINDS[kind]() for kind in rows["kind"]]
    )


def _unnamed() -> str:
    return _(
        "Alla länsstyrelser fick skriftliga frågor och alla kommuner en enkät. Vilka som svarade på dem sägs inte."
    )


def _answer(
    result_id: str, title: str, sentence: str, rows: pd.DataFrame, reader: Reader, notes: tuple[str, ...]
) -> Result:
    return Result(
        result_id,
        title,
        sentence,
        rows,
        (
            Column("group", _("Grupp")),
            Column("asked", _("Hur")),
            Column("name", _("Vem")),
            Column("locator", _("Plats i dokumentet")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        notes,
    )
