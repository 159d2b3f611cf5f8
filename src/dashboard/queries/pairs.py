"""Who could show whom something: pairs of municipalities of like size that do different things."""

import pandas as pd

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.numbers import number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.core.status import Status
from dashboard.dataset.store import Reader
from dashboard.queries import evidence, example_values, work_2016
from dashboard.queries.counties import chosen

PAIRS = 10
MOST_UNLIKE_SIZE = 1.3
_NEAREST = 10
_PAIRS = (
    work_2016.REPORTED
    + """, done AS (
  SELECT e.code, t.activity_type_id, any_value(t.name_sv) AS activity FROM every e JOIN activity_type t USING (activity_type_id)
  WHERE $area = '' OR e.area = $area GROUP BY ALL),
place AS (
  SELECT m.municipality_code AS code, m.name, c.name AS county, m.lon, m.lat, p.population, m.county_code = $county AS inside
  FROM municipality m JOIN county c USING (county_code) JOIN population p ON p.area_code = m.municipality_code AND p.year = $year
  WHERE m.municipality_code IN (SELECT code FROM reporting)),
alike AS (
  SELECT a.code AS a, b.code AS b, b.inside,
    row_number() OVER (PARTITION BY a.code, b.inside ORDER BY pow((a.lon - b.lon) * cos(radians(a.lat)), 2) + pow(a.lat - b.lat, 2), b.code) AS near
  FROM place a JOIN place b ON a.inside AND (NOT b.inside OR a.code < b.code)
   AND greatest(a.population, b.population) <= $most * least(a.population, b.population)),
pair AS (SELECT a, b, inside FROM alike WHERE inside OR near <= $nearest),
sides AS (
  SELECT p.a, p.b, p.inside,
    (SELECT list(d.activity ORDER BY d.activity COLLATE sv) FROM done d WHERE d.code = p.a
       AND d.activity_type_id NOT IN (SELECT activity_type_id FROM done WHERE code = p.b)) AS a_alone,
    (SELECT list(d.activity ORDER BY d.activity COLLATE sv) FROM done d WHERE d.code = p.b
       AND d.activity_type_id NOT IN (SELECT activity_type_id FROM done WHERE code = p.a)) AS b_alone
  FROM pair p)
SELECT s.inside, x.code AS code, x.name AS name, x.population, y.code AS other_code, y.name AS other_name, y.county AS other_county,
  y.population AS other_population, s.a_alone, s.b_alone, len(s.a_alone) + len(s.b_alone) AS complementary
FROM sides s JOIN place x ON x.code = s.a JOIN place y ON y.code = s.b
WHERE len(s.a_alone) > 0 AND len(s.b_alone) > 0
ORDER BY s.inside DESC, complementary DESC, abs(ln(x.population / y.population)), x.code, y.code
"""
)


def of_county(reader: Reader, filters: Filters) -> Result:
    """Pairs of municipalities worth an exchange: within 30 percent in population in 2016, and different in what they then did.

    Rows, at most ten, most different first: `name`, `other_name` (with its county when it is another), `population`,
    `other_population`, `complementary` (kinds of activity that exactly one of the two reports), `shows` and `other_shows` (up to
    three kinds each), `status`. Pairs inside the county come first; where they are fewer than ten, pairs with the nearest
    municipalities of like size in other counties follow. Both must have something to show.
    """
    county = chosen(reader, filters)
    rows = reader.rows(
        _PAIRS,
        {
            "county": county["code"],
            "statuses": evidence.shown_statuses(filters),
            "area": filters.violence_area_id,
            "year": 2016,
            "most": MOST_UNLIKE_SIZE,
            "nearest": _NEAREST,
        },
    ).head(PAIRS)
    rows["other_name"] = [
        r.other_name if r.inside else _("{name} ({county})").format(name=r.other_name, county=r.other_county)
        for r in rows.itertuples()
    ]
    rows["shows"] = [grammar.examples(items) for items in rows["a_alone"]]
    rows["other_shows"] = [grammar.examples(items) for items in rows["b_alone"]]
    rows = rows.drop(columns=["a_alone", "b_alone"])
    sources = work_2016.sources(reader, filters)
    sources = sources[sources["code"].isin({*rows["code"], *rows["other_code"]})]
    rows["status"] = [
        evidence.least_certain(sources.loc[sources["code"].isin((a, b)), "status"])
        for a, b in zip(rows["code"], rows["other_code"], strict=True)
    ]
    notes = (
        evidence.no_examples_note()
        if rows.empty and not filters.examples
        else _("Det finns inget par av liknande storlek där båda har något att visa den andra i urvalet.")
        if rows.empty
        else _(
            "Liknande storlek: högst 30 procent fler invånare 2016 i den större. Olika: slags insatser 2016 som bara den ena redovisar. Kommuner vars redovisning inte är känd är inte med."
        )
    )
    return Result(
        "county_pairs",
        _("Par för utbyte, efter insatser 2016"),
        _pairs_sentence(rows[rows["status"] != Status.SYNTHETIC.value], county["name"])
        or (example_values.said() if len(rows) else ""),
        rows,
        (
            Column("name", _("Kommun")),
            Column("other_name", _("Kan mötas med")),
            Column("population", _("Invånare 2016, den första"), "count"),
            Column("other_population", _("Invånare 2016, den andra"), "count"),
            Column("complementary", _("Skiljer"), "count"),
            Column("shows", _("Den första kan visa")),
            Column("other_shows", _("Den andra kan visa")),
            Column("status", _("Tecken")),
        ),
        "count",
        evidence.provenance(reader, sources),
        statuses_of(rows),
        (notes,),
    )


def _pairs_sentence(rows: pd.DataFrame, name: str) -> str:
    if rows.empty:
        return ""
    first, outside = rows.iloc[0], int((~rows["inside"].astype(bool)).sum())
    sentence = ngettext(
        "{a} och {b} är ungefär lika stora och skiljer sig mest: {count} slags insats görs av bara den ena.",
        "{a} och {b} är ungefär lika stora och skiljer sig mest: {count} slags insatser görs av bara den ena.",
        int(first["complementary"]),
    ).format(a=first["name"], b=first["other_name"], count=number(first["complementary"]))
    if outside == len(rows):
        return sentence + " " + _("Alla par går över länsgränsen.")
    if outside:
        return (
            sentence
            + " "
            + ngettext(
                "{count} par går över länsgränsen: {name} har få kommuner av liknande storlek.",
                "{count} par går över länsgränsen: {name} har få kommuner av liknande storlek.",
                outside,
            ).format(count=outside, name=name)
        )
    return sentence
