"""One municipality: its money, year by year, and the municipalities of like size."""

import numpy as np
import pandas as pd

from dashboard.core import grammar
from dashboard.core.codes import county_of, is_municipality
from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.measures import MEASURES
from dashboard.core.numbers import kronor, number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence, work_2016

DEFAULT_CODE = "0180"
ALIKE = 10
_POPULATION_YEAR = 2022

_ALIKE = """
SELECT p.area_code AS code FROM population p, (SELECT population FROM population WHERE area_code = $code AND year = $year) own
WHERE p.year = $year AND length(p.area_code) = 4 AND p.area_code <> $code
ORDER BY abs(ln(p.population) - ln(own.population)), p.area_code LIMIT $count
"""


def code_of(filters: Filters) -> str:
    """The municipality that the filters point at: the chosen one, or the default."""
    return filters.area_code if is_municipality(filters.area_code) else DEFAULT_CODE


def choices(reader: Reader, filters: Filters) -> Result:
    """All municipalities, in Swedish order: `code`, `name`, `county`, `population` of 2022."""
    rows = reader.rows(
        """SELECT m.municipality_code AS code, m.name, c.name AS county, p.population
           FROM municipality m JOIN county c USING (county_code) JOIN population p ON p.area_code = m.municipality_code AND p.year = $year
           ORDER BY m.name COLLATE sv""",
        {"year": _POPULATION_YEAR},
    )
    return Result(
        "municipality_choices",
        _("Kommuner"),
        "",
        rows,
        (Column("code", _("Kod")), Column("name", _("Kommun"))),
        "",
        (),
    )


def name_of(reader: Reader, code: str) -> str:
    """The name of a municipality."""
    return str(
        reader.rows("SELECT name FROM municipality WHERE municipality_code = $code", {"code": code})[
            "name"
        ].iloc[0]
    )


def ladder(reader: Reader, filters: Filters) -> Result:
    """The municipality's money ladder for the chosen year: `measure`, `label`, `amount_sek`, `per_inhabitant_sek`, `status`."""
    code = code_of(filters)
    rows = reader.rows(
        """SELECT a.measure, a.amount_sek, a.status, a.source_id, a.locator, a.note_sv, p.population
           FROM allocation a JOIN recipient r USING (recipient_id) JOIN population p ON p.area_code = r.area_code AND p.key_year = a.year
           WHERE r.kind = 'municipality' AND r.area_code = $code AND a.year = $year AND a.stream = 'development'
             AND a.status IN (SELECT unnest($statuses))""",
        {
            "code": code,
            "year": filters.year,
            "statuses": evidence.shown_statuses(filters),
        },
    )
    rows = rows.set_index("measure").reindex([m for m in MEASURES if m in set(rows["measure"])]).reset_index()
    rows["per_inhabitant_sek"] = rows["amount_sek"] / rows["population"]
    rows["label"] = [MEASURES[m].label for m in rows["measure"]]
    name = name_of(reader, code)
    notes = [str(n) for n in rows["note_sv"].dropna().unique()]
    amounts = rows.set_index("measure")["amount_sek"]
    if "received" in amounts.index:
        paid = amounts["received"] + (amounts.get("redistributed", 0))
        wording = (
            _("{name} {year}: nyckeln gav {available}, {paid} betalades ut och {used} förbrukades.")
            if "used" in amounts.index
            else _("{name} {year}: nyckeln gav {available} och {paid} betalades ut.")
        )
        sentence = wording.format(
            name=name,
            year=filters.year,
            available=kronor(amounts.get("available")),
            paid=kronor(paid),
            used=kronor(amounts.get("used")),
        )
    else:
        sentence = _("{name} {year}: nyckeln gav {available}.").format(
            name=name, year=filters.year, available=kronor(amounts.get("available"))
        )
        notes.append(
            _("Ingen rekvisition finns i exempeldata för det här året.")
            if filters.examples
            else _("Vad kommunen rekvirerade, förbrukade och återbetalade står inte i något dokument.")
        )
    mixing = evidence.mixing_note(set(rows["status"]))
    return Result(
        "municipality_ladder",
        _("Pengarnas väg, {name} {year}").format(name=name, year=filters.year),
        sentence,
        rows,
        (
            Column("label", _("Steg")),
            Column("amount_sek", _("Belopp"), "sek"),
            Column("per_inhabitant_sek", _("Per invånare"), "sek_per_inhabitant"),
            Column("status", _("Tecken")),
        ),
        "sek",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple([*notes, *([mixing] if mixing else [])]),
    )


def years(reader: Reader, filters: Filters) -> Result:
    """What the key gave per inhabitant, year by year, beside medians.

    Rows: `year`, `own`, `county`, `country`, `alike` in kronor per inhabitant, `status`. County, country and the municipalities of
    like size are medians over municipalities.
    """
    code = code_of(filters)
    rows = reader.rows(
        f"""WITH alike AS ({_ALIKE}),
        per AS (SELECT r.area_code AS code, a.year, a.amount_sek / p.population AS value, a.status, a.source_id, a.locator
                FROM allocation a JOIN recipient r USING (recipient_id)
                JOIN population p ON p.area_code = r.area_code AND p.key_year = a.year
                WHERE r.kind = 'municipality' AND a.measure = 'available' AND a.stream = 'development')
        SELECT year, any_value(value) FILTER (code = $code) AS own, median(value) FILTER (code[1:2] = $county) AS county,
               median(value) AS country, median(value) FILTER (code IN (SELECT code FROM alike)) AS alike,
               list(DISTINCT status) AS statuses, string_agg(DISTINCT source_id, ' | ' ORDER BY source_id) AS source_id, any_value(locator) AS locator
        FROM per GROUP BY year ORDER BY year""",
        {
            "code": code,
            "county": county_of(code),
            "year": _POPULATION_YEAR,
            "count": ALIKE,
        },
    )
    rows["status"] = [evidence.least_certain(one) for one in rows["statuses"]]
    name = name_of(reader, code)
    last = rows.iloc[-1]
    comparison = (
        _("mer än")
        if last["own"] > last["country"]
        else _("mindre än")
        if last["own"] < last["country"]
        else _("lika med")
    )
    sentence = _(
        "{year} gav nyckeln {name} {own} kr per invånare, {comparison} medianen för riket ({country} kr)."
    ).format(
        year=last["year"],
        name=name,
        own=number(last["own"], 2),
        comparison=comparison,
        country=number(last["country"], 2),
    )
    columns = (
        Column("year", _("År")),
        Column("own", name, "sek_per_inhabitant"),
        Column(
            "alike",
            _("Median, {count} kommuner av liknande storlek").format(count=ALIKE),
            "sek_per_inhabitant",
        ),
        Column("county", _("Median, länet"), "sek_per_inhabitant"),
        Column("country", _("Median, riket"), "sek_per_inhabitant"),
        Column("status", _("Tecken")),
    )
    return Result(
        "municipality_years",
        _("Tilldelat per invånare, år för år"),
        sentence,
        rows,
        columns,
        "sek_per_inhabitant",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (
            _(
                "Små kommuner får ett grundbelopp på 100 000 kr och därför mer per invånare. För 2016 används folkmängden 2017."
            ),
        ),
    )


def alike(reader: Reader, filters: Filters) -> Result:
    """The municipalities nearest in size and what they do that this one does not.

    Rows: `name`, `county`, `population`, `activities` (2016; missing where none are reported), `more` (up to three
    kinds of activity that they report and this one does
    not), `status`.
    """
    code = code_of(filters)
    rows = reader.rows(
        f"""WITH alike AS ({_ALIKE}),
        done AS (SELECT r.area_code AS code, t.name_sv AS activity, any_value(a.status) AS status, any_value(a.source_id) AS source_id
                 FROM activity a JOIN recipient r USING (recipient_id) JOIN activity_type t USING (activity_type_id)
                 WHERE a.year = 2016 AND r.kind = 'municipality' AND a.status IN (SELECT unnest($statuses)) GROUP BY code, activity)
        SELECT m.municipality_code AS code, m.name, c.name AS county, p.population, nullif(count(d.activity), 0) AS activities,
               list(d.activity ORDER BY d.activity COLLATE sv)
                 FILTER (d.activity IS NOT NULL AND d.activity NOT IN (SELECT activity FROM done WHERE code = $code)) AS more,
               coalesce(any_value(d.status), p.status) AS status, coalesce(any_value(d.source_id), p.source_id) AS source_id,
               CASE WHEN count(d.activity) = 0 THEN $population ELSE $activities END AS locator
        FROM alike JOIN municipality m ON m.municipality_code = alike.code JOIN county c USING (county_code)
        JOIN population p ON p.area_code = m.municipality_code AND p.year = $year LEFT JOIN done d ON d.code = m.municipality_code
        GROUP BY m.municipality_code, m.name, c.name, p.population, p.status, p.source_id ORDER BY p.population DESC""",
        {
            "code": code,
            "year": _POPULATION_YEAR,
            "count": ALIKE,
            "statuses": evidence.shown_statuses(filters),
            "population": _("folkmängd {year}").format(year=_POPULATION_YEAR),
            "activities": _("insatser 2016"),
        },
    )
    rows["more"] = [
        grammar.examples(list(items)) if isinstance(items, np.ndarray) else "" for items in rows["more"]
    ]
    # What the others do more is told by what this one reports, too.
    own = work_2016.sources(reader, filters).query("code == @code")
    rows["status"] = [evidence.least_certain({status, *own["status"]}) for status in rows["status"]]
    name = name_of(reader, code)
    sentence = _(
        "{count} kommuner har ungefär lika många invånare som {name}; de närmaste är {first} och {second}."
    ).format(count=len(rows), name=name, first=rows["name"].iloc[0], second=rows["name"].iloc[1])
    return Result(
        "municipality_alike",
        _("Kommuner av liknande storlek"),
        sentence,
        rows,
        (
            Column("name", _("Kommun")),
            Column("county", _("Län")),
            Column("population", _("Invånare 2022"), "count"),
            Column("activities", _("Slags insatser 2016"), "count"),
            Column("more", _("Gör också, som {name} inte rapporterar").format(name=name)),
            Column("status", _("Tecken")),
        ),
        "count",
        evidence.provenance(reader, pd.concat([rows, own])),
        statuses_of(rows),
        () if filters.examples else (evidence.no_examples_note(),),
    )
