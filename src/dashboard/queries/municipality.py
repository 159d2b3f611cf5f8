"""One municipality: its money, year by year, and the municipalities of like size."""

import numpy as np
import pandas as pd

from dashboard.core import grammar
from dashboard.core.codes import county_of, is_municipality
from dashboard.core.estimates import doubt_of, estimate, made_by_key, not_a_deed
from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.numbers import number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.core.status import Status
from dashboard.dataset.store import Reader
from dashboard.queries import evidence, ladders, work_2016
from dashboard.queries.years import dated, of_municipality, population_year

DEFAULT_CODE = "0180"
ALIKE = 10

# Near is what differs little as a share: 500 inhabitants are much to a small municipality and little to a large one.
_SIZES = """
SELECT p.area_code AS code, m.name, c.name AS county, p.population, p.status, p.source_id
FROM population p JOIN municipality m ON m.municipality_code = p.area_code JOIN county c USING (county_code)
WHERE p.year = $year
"""


def code_of(filters: Filters) -> str:
    """The municipality that the filters point at: the chosen one, or the default."""
    return filters.area_code if is_municipality(filters.area_code) else DEFAULT_CODE


def choices(reader: Reader, filters: Filters) -> Result:
    """All municipalities, in Swedish order: `code`, `name`, `county`, `population` of the latest official `population_year`."""
    rows = reader.rows(
        """SELECT m.municipality_code AS code, m.name, c.name AS county, p.population, p.year AS population_year
           FROM municipality m JOIN county c USING (county_code) JOIN population p ON p.area_code = m.municipality_code
           WHERE p.year = (SELECT max(year) FROM population) ORDER BY m.name COLLATE sv"""
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


@dated(of_municipality)
def ladder(reader: Reader, filters: Filters) -> Result:
    """The municipality's money ladder for the chosen year.

    Rows: `measure`, `label`, `amount_sek` and `per_inhabitant_sek` with their ends, `status`.
    """
    code = code_of(filters)
    rows = reader.rows(
        """SELECT a.measure, a.amount_sek, a.amount_low_sek, a.amount_high_sek, a.has_point, a.status, a.source_id, a.locator, a.note_sv,
                  p.population
           FROM allocation a JOIN recipient r USING (recipient_id) JOIN population p ON p.area_code = r.area_code AND p.key_year = a.year
           WHERE r.kind = 'municipality' AND r.area_code = $code AND a.year = $year AND a.stream = 'development'
             AND a.status IN (SELECT unnest($statuses))""",
        {
            "code": code,
            "year": filters.year,
            "statuses": evidence.shown_statuses(filters),
        },
    )
    rows = ladders.in_order(rows)
    rows = ladders.per_inhabitant(rows, rows["population"])
    name = name_of(reader, code)
    steps = set(rows["measure"])
    people = _("Per invånare räknas på folkmängden 31 december {year}.").format(year=filters.year - 1)
    notes = [
        *ladders.notes(rows, filters, name),
        people,
        *(str(n) for n in rows["note_sv"].dropna().unique()),
    ]
    # Not of an answer with example data: its notes are those of the same answer without (queries/example_values.py).
    notes += ladders.silence(
        rows, _("Vad kommunen rekvirerade, förbrukade och betalade tillbaka står inte i något dokument.")
    )
    mixing = evidence.mixing_note(set(rows["status"]))
    available = rows[rows["measure"] == "available"]
    sentence = ""
    if "available" in steps:
        sentence = (
            _("{name} {year}: nyckeln ger {available}.").format(
                name=name, year=filters.year, available=ladders.given(rows)
            )
            if ladders.is_by_key(available)
            else _("{name} {year}: tilldelat {available} ({sign}).").format(
                name=name,
                year=filters.year,
                available=ladders.given(rows),
                sign=ladders.told_sign(rows),
            )
        )
    elif rows.empty:
        notes = [evidence.no_examples_note()]
        sentence = _("{name} {year}: inget är känt om pengarna.").format(name=name, year=filters.year)
    return Result(
        "municipality_ladder",
        _("Pengarnas väg, {name} {year}").format(name=name, year=filters.year),
        grammar.paragraph(sentence, ladders.known(rows)),
        rows,
        (Column("label", _("Steg")), *ladders.amount_columns(), Column("status", _("Tecken"))),
        "sek",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple([*notes, *([mixing] if mixing else [])]),
        made=made_by_key("municipality") if ladders.is_by_key(available) else "",
        doubt=doubt_of(str(filters.year)) if ladders.doubt(rows) else "",
    )


# Every municipality's amount per inhabitant by each reading; what is given is the same in every reading.
_BY_READING = """
WITH given AS (
  SELECT r.area_code AS code, a.recipient_id, a.year, a.amount_sek, a.amount_low_sek IS NULL AS is_given, p.population,
         coalesce(a.has_point, true) AS has_point, a.status, a.source_id, a.locator
  FROM allocation a JOIN recipient r USING (recipient_id) JOIN population p ON p.area_code = r.area_code AND p.key_year = a.year
  WHERE r.kind = 'municipality' AND a.measure = 'available' AND a.stream = 'development' AND a.status IN (SELECT unnest($statuses))),
reading AS (SELECT DISTINCT year, reading_id FROM key_reading)
SELECT g.code, g.year, g.has_point, g.status, g.source_id, g.locator, g.amount_sek / g.population AS point,
       coalesce(w.reading_id, '') AS reading_id,
       CASE WHEN g.is_given THEN g.amount_sek ELSE k.amount_sek END / g.population AS value
FROM given g LEFT JOIN reading w ON w.year = g.year
LEFT JOIN key_reading k ON k.recipient_id = g.recipient_id AND k.year = g.year AND k.reading_id = w.reading_id
"""


@dated(of_municipality)
def years(reader: Reader, filters: Filters) -> Result:
    """What the key gave per inhabitant, year by year, beside medians.

    Rows: `year`, and in kronor per inhabitant `own`, `alike`, `county`, `country`, each with its ends (`own_low`, `own_high` and so
    on); `status`. County, country and the municipalities of like size are medians over municipalities, and missing for a year in
    which not all of them have a value. Where only the ends can be told the value is missing.
    """
    code = code_of(filters)
    values = reader.rows(_BY_READING, {"statuses": evidence.shown_statuses(filters)})
    near = set(_nearest(reader, filters, code)["code"])
    county = reader.rows("SELECT municipality_code AS code FROM municipality")["code"]
    members = {
        "own": {code},
        "alike": near,
        "county": {c for c in county if county_of(c) == county_of(code)},
        "country": set(county),
    }
    # The median of one is that one again.
    members = {group: codes for group, codes in members.items() if codes != {code} or group == "own"}
    rows = pd.DataFrame(
        [_year(values[values["year"] == y], y, members) for y in sorted(values["year"].unique())]
    )
    rows = rows.dropna(subset=[f"{group}_low" for group in members], how="all").reset_index(drop=True)
    rows["status"] = [
        evidence.least_certain(values.loc[values["year"] == year, "status"]) for year in rows["year"]
    ]
    name = name_of(reader, code)
    labels = {
        "own": name,
        "alike": _("Median, {count} kommuner av liknande storlek {year}").format(
            count=len(near), year=population_year(reader, filters.year)
        ),
        "county": _("Median, länets {count} kommuner").format(count=len(members.get("county", ()))),
        "country": _("Median, landets {count} kommuner").format(count=len(members["country"])),
    }
    is_by_key = bool(rows["own_by_key"].any())
    told = rows.loc[rows["own_low"].notna() & ~rows["own_by_key"], "year"]
    between = rows.loc[rows["own"].isna() & rows["own_low"].notna(), "year"]
    doubt = doubt_of(grammar.listed([str(year) for year in between])) if len(between) else ""
    notes = [
        *([doubt] if doubt else []),
        *(
            [
                not_a_deed(),
                _("Varje spann går från den lägsta till den högsta läsningen."),
                _("Små kommuner får ett grundbelopp på 100 000 kr och därför mer per invånare."),
            ]
            if is_by_key
            else []
        ),
        *([_told_note(told)] if len(told) else []),
    ]
    return Result(
        "municipality_years",
        _("Tilldelat per invånare, {name} {years}").format(
            name=name, years=grammar.years(rows["year"].astype(int))
        ),
        _years_sentence(rows, name, len(members["country"])),
        rows,
        (
            Column("year", _("År")),
            *(
                Column(group, labels[group], "sek_per_inhabitant", low=f"{group}_low", high=f"{group}_high")
                for group in members
                if rows[f"{group}_low"].notna().any()
            ),
            Column("status", _("Tecken")),
        ),
        "sek_per_inhabitant",
        evidence.provenance(reader, values.drop_duplicates(["source_id", "year"]).sort_values("year")),
        statuses_of(rows),
        tuple(notes),
        made=made_by_key("municipality"),
        doubt=doubt,
    )


def _told_note(years: pd.Series) -> str:
    return _("Beloppen för {years} är inte uträknade med nyckeln utan inlästa.").format(
        years=grammar.years(years)
    )


def _year(values: pd.DataFrame, year: int, members: dict[str, set[str]]) -> dict[str, object]:
    """One year: each group's median, of the points and at its lowest and highest by reading, and how the own one lies to the country's."""
    row: dict[str, object] = {"year": int(year)}
    medians = {}
    for group, codes in members.items():
        part = values[values["code"].isin(codes)]
        if part["code"].nunique() < len(codes):
            row |= {group: np.nan, f"{group}_low": np.nan, f"{group}_high": np.nan}
            continue
        medians[group] = part.groupby("reading_id")["value"].median()
        point = part.drop_duplicates("code")["point"].median() if part["has_point"].all() else np.nan
        row |= {
            group: point,
            f"{group}_low": medians[group].min(),
            f"{group}_high": medians[group].max(),
        }
    row["own_by_key"] = bool(
        (values.loc[values["code"].isin(members["own"]), "status"] == Status.MODELLED.value).any()
    )
    if row["own_by_key"] and {"own", "country"} <= set(medians):
        apart = medians["own"] - medians["country"]
        row["apart"] = "more" if (apart > 0).all() else "less" if (apart < 0).all() else "open"
    return row


def _years_sentence(rows: pd.DataFrame, name: str, count: int) -> str:
    """The last year that has a value of one's own; beside the country where that is known for all of it."""
    known = rows.dropna(subset=["own"])
    if known.empty:
        known = rows.dropna(subset=["own_low"])
    if known.empty:
        return ""
    last = known.iloc[-1]
    own, country = (
        estimate(last[group], last[f"{group}_low"], last[f"{group}_high"], "sek_per_inhabitant")
        for group in ("own", "country")
    )
    between = rows[rows["own"].isna() & rows["own_low"].notna() & (rows["year"] != last["year"])]
    wording = {
        "more": _(
            "{year} ger nyckeln {name} {own} per invånare, i varje läsning mer än medianen för landets {count} kommuner, {country}."
        ),
        "less": _(
            "{year} ger nyckeln {name} {own} per invånare, i varje läsning mindre än medianen för landets {count} kommuner, {country}."
        ),
        "open": _(
            "{year} ger nyckeln {name} {own} per invånare. Medianen för landets {count} kommuner är {country}."
        ),
    }.get(str(last.get("apart")), _("{year} fick {name} {own} per invånare tilldelat."))
    if last["own_by_key"] and "apart" not in last.dropna():
        wording = _("{year} ger nyckeln {name} {own} per invånare.")
    said = wording.format(year=int(last["year"]), name=name, own=own, country=country, count=number(count))
    return grammar.paragraph(
        said,
        *(
            _("För {year} går det bara att säga {own}, mycket osäkert.").format(
                year=int(row.year),
                own=estimate(None, row.own_low, row.own_high, "sek_per_inhabitant"),
            )
            for row in between.itertuples(index=False)
        ),
    )


def _nearest(reader: Reader, filters: Filters, code: str) -> pd.DataFrame:
    """The municipalities nearest in size at the end of the chosen year, the nearest first, with `difference` in inhabitants."""
    sizes = reader.rows(_SIZES, {"year": population_year(reader, filters.year)})
    own = int(sizes.loc[sizes["code"] == code, "population"].iloc[0])
    others = sizes[sizes["code"] != code]
    others = others.assign(
        difference=others["population"] - own,
        locator=_("folkmängd {year}").format(year=population_year(reader, filters.year)),
        far=np.log(others["population"] / own).abs(),
    )
    return others.sort_values(["far", "code"], kind="stable").head(ALIKE).reset_index(drop=True)


@dated(of_municipality)
def alike(reader: Reader, filters: Filters) -> Result:
    """The municipalities nearest in size, the nearest first, and what they do that this one does not.

    Rows: `name`, `county`, `population` and `difference` in inhabitants at the end of the chosen year, `status`; and where the
    activities of 2016 are known `activities` (missing for a municipality that none are known of) and `more` (up to three kinds of
    activity that it reports and this one does not).
    """
    code = code_of(filters)
    rows = _nearest(reader, filters, code)
    year = population_year(reader, filters.year)
    done = reader.rows(
        work_2016.REPORTED
        + """SELECT e.code, t.name_sv AS activity FROM every e JOIN activity_type t USING (activity_type_id)
             GROUP BY ALL ORDER BY activity COLLATE sv""",
        {"statuses": evidence.shown_statuses(filters)},
    )
    kinds = done.groupby("code")["activity"].agg(list)
    own = kinds.get(code)
    rows["activities"] = rows["code"].map(kinds.map(len)).astype(float)
    # What the others do more can be told only beside what this one is known to do.
    rows["more"] = [
        grammar.examples([k for k in kinds.get(c, []) if k not in own]) if own else "" for c in rows["code"]
    ]
    sources = work_2016.sources(reader, filters).query("code == @code or code in @rows.code")
    graded = sources.set_index("code")["status"]
    told = [graded.loc[graded.index.isin({c, code})] for c in rows["code"]]
    rows["status"] = [
        evidence.least_certain({status, *of_both})
        for status, of_both in zip(rows["status"], told, strict=True)
    ]
    name = name_of(reader, code)
    # A heading names nobody for what is invented.
    is_invented = Status.SYNTHETIC.value in set(rows["status"])
    more = _("Gör också") if is_invented else _("Gör också, som {name} inte rapporterar").format(name=name)
    return Result(
        "municipality_alike",
        _("Kommuner av liknande storlek {year}").format(year=year),
        _alike_sentence(reader, filters, code, name),
        rows,
        (
            Column("name", _("Kommun")),
            Column("county", _("Län")),
            Column("population", _("Invånare {year}").format(year=year), "count"),
            Column("difference", _("Skillnad mot {name}").format(name=name), "count"),
            *(
                (Column("activities", _("Slags insatser 2016"), "count"),)
                if rows["activities"].notna().any()
                else ()
            ),
            *((Column("more", more),) if own else ()),
            Column("status", _("Tecken")),
        ),
        "count",
        evidence.provenance(reader, pd.concat([rows, sources])),
        statuses_of(rows),
        (
            _("Storleken är folkmängden 31 december {year}; närmast är de som skiljer minst i andel.").format(
                year=year
            ),
        ),
    )


def _alike_sentence(reader: Reader, filters: Filters, code: str, name: str) -> str:
    """The neighbours above and below in size, of all municipalities."""
    year = population_year(reader, filters.year)
    sizes = reader.rows(_SIZES + " ORDER BY population, code", {"year": year})
    place = sizes.index[sizes["code"] == code][0]
    own = _("{name} hade {count} invånare {year}.").format(
        name=name, count=number(sizes.at[place, "population"]), year=year
    )
    parts = []
    if place + 1 < len(sizes):
        above = sizes.loc[place + 1]
        parts.append(
            _("Närmast större är {name} ({count}).").format(
                name=above["name"], count=number(above["population"])
            )
        )
    if place > 0:
        below = sizes.loc[place - 1]
        parts.append(
            _("Närmast mindre är {name} ({count}).").format(
                name=below["name"], count=number(below["population"])
            )
        )
    return grammar.paragraph(own, *parts)
