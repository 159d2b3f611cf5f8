"""One value per municipality or county, for the map and the ranking."""

from collections.abc import Callable

import pandas as pd

from dashboard.core import grammar
from dashboard.core.codes import COUNTRY, county_of
from dashboard.core.estimates import (
    doubt_of,
    made_by_key,
    not_a_deed,
    roughly,
    rounded,
    written,
)
from dashboard.core.filters import Filters, settle
from dashboard.core.language import _, pgettext
from dashboard.core.measures import (
    label_of_recipient_kind,
    label_of_violence_area,
    unit_of,
)
from dashboard.core.numbers import number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.core.status import Status
from dashboard.core.years import Years
from dashboard.dataset.store import Reader
from dashboard.queries import counties, estimates, evidence, white_spots
from dashboard.queries.years import dated, of_measure, offered

_MONEY = """
SELECT r.area_code AS code, a.year, a.measure, CASE WHEN coalesce(a.has_point, true) THEN a.amount_sek END AS value,
       a.amount_low_sek AS low, a.amount_high_sek AS high, a.status, a.source_id, a.locator
FROM allocation a JOIN recipient r USING (recipient_id)
WHERE r.kind = $kind AND a.stream = 'development'
"""
# The grant of 2016 was for violence in close relations; activities not set apart as another area belong there.
_ACTIVITIES = """
SELECT r.area_code AS code, a.year, 'activities' AS measure,
       count(*) FILTER ($violence_area = '' OR coalesce(a.violence_area_id, 'intimate_partner') = $violence_area) AS value,
       max(a.status) AS status, any_value(a.source_id) AS source_id,
       CASE WHEN max(a.status) = 'synthetic' THEN $examples ELSE any_value(a.locator) END AS locator
FROM activity a JOIN recipient r USING (recipient_id)
WHERE a.year = $year AND r.kind = $kind AND r.status = 'published' GROUP BY r.area_code, a.recipient_id, a.year
"""
_ANSWERS = """
SELECT r.area_code AS code, s.year, s.question_id AS measure, s.status, s.source_id, s.locator,
       CASE WHEN s.question_id = 'quality' THEN s.score WHEN s.answer IN ('all', 'majority') THEN 100.0 ELSE 0.0 END AS value
FROM self_assessment s JOIN recipient r USING (recipient_id)
WHERE s.question_id = $measure AND s.year = $year AND coalesce(s.violence_area_id, '') = $violence_area
"""


@dated(of_measure)
def values(reader: Reader, filters: Filters) -> Result:
    """The chosen measure per place.

    Rows, largest value first: `code`, `name`, `county`, `value`, `status`, `presence` (value, zero, between or missing), for
    estimates `low` and `high`, and for means and shares `n`. Where any place lies `between` two amounts that is all that can be told of
    it: the places then stand in the order of their names, without ranks. The scope is the chosen county's municipalities, or the whole
    country. Classes are made from the values of all years (`every_value` in the result's `context`).
    """
    years = offered(reader)
    chosen, notes = settle(filters, years)
    places = _places(reader, chosen)
    every_year = _measured(reader, chosen)
    rows = places.merge(
        every_year[every_year["year"] == chosen.year].drop(columns="year"), on="code", how="left"
    )
    shown = rows[_in_scope(rows["code"], chosen)].copy()
    shown["presence"] = _presence(shown)
    between = bool((shown["presence"] == "between").any())
    order = ["by_name"] if between else ["value", "code"]
    shown = shown.sort_values(
        order, ascending=[between, True][: len(order)], na_position="last", kind="stable"
    ).reset_index(drop=True)
    # What is the same to a hundredth shares its place: amounts are whole kronor, and so differ by less per inhabitant without a reason.
    ranks = shown["value"].round(2).rank(method="min", ascending=False)
    shown.insert(0, "rank", None if between else ranks)
    by_region_key = (chosen.measure_id, chosen.recipient_kind) == ("available", "region")
    if by_region_key:
        digits = estimates.region_digits(reader, chosen.year)
        shown["digits"] = (shown["status"] == Status.MODELLED.value).map({True: digits})
        shown["value"] = [rounded(*row) for row in zip(shown["value"], shown["digits"], strict=True)]
    unit = unit_of(chosen.measure, chosen.denominator)
    statuses = statuses_of(shown)
    has_ends = "low" in shown and bool(shown["low"].notna().any())
    # What somebody has told of a place is not what the key gave it.
    is_by_key = Status.MODELLED in statuses
    is_unknown = bool((shown["presence"] == "missing").all()) and not filters.examples
    notes += [
        n
        for n in (
            _ranks_note() if has_ends and not between and len(shown) > 1 else "",
            _outside_note(reader, shown, chosen) if has_ends else "",
            *(estimates.assumed_notes(reader, chosen.year) if by_region_key else []),
            "" if is_unknown else _missing_note(shown),
            evidence.mixing_note(set(statuses)),
        )
        if n
    ]
    if is_unknown:
        notes.append(evidence.no_examples_note())
    within = _within(reader, chosen)
    return Result(
        result_id="area_values",
        title=_title(chosen, period(chosen, years), within, is_by_key),
        sentence=_sentence(shown, chosen, unit, period(chosen, years), within, is_by_key),
        rows=shown,
        columns=_columns(chosen, unit, set(shown), is_ranked=not between, is_by_key=is_by_key),
        unit=unit,
        provenance=evidence.provenance(reader, shown),
        statuses=statuses,
        notes=tuple(notes),
        made=made_by_key(chosen.recipient_kind) if chosen.measure_id == "available" and is_by_key else "",
        doubt=doubt_of(str(chosen.year)) if between else "",
        context={
            "every_value": every_year.loc[every_year["code"].isin(places["code"]), "value"].dropna().tolist(),
            "level": chosen.level,
            "area_code": chosen.area_code,
            # Of a measure over all years none is the year.
            "year": None if chosen.measure.over_years else chosen.year,
            "marked": chosen.measure_id == "white_spots" and white_spots.are_few(shown["presence"]),
        },
    )


def _presence(rows: pd.DataFrame) -> list[str]:
    lows = rows["low"] if "low" in rows else pd.Series(float("nan"), index=rows.index)
    return [
        ("missing" if pd.isna(low) else "between") if pd.isna(value) else "zero" if value == 0 else "value"
        for value, low in zip(rows["value"], lows, strict=True)
    ]


def names(reader: Reader) -> dict[str, str]:
    """The name of every county and municipality, by code."""
    rows = reader.rows(
        "SELECT municipality_code AS code, name FROM municipality UNION ALL SELECT county_code, name FROM county"
    )
    return dict(zip(rows["code"], rows["name"], strict=True))


def choices(reader: Reader, filters: Filters) -> Result:
    """The places that can be chosen beside the map: the country, every county, and the chosen county's municipalities."""
    county = county_of(filters.area_code) if filters.area_code != COUNTRY else ""
    rows = reader.rows(
        """SELECT code, name FROM (
             SELECT '00' AS code, $country AS name, 0 AS place
             UNION ALL SELECT county_code, name, 1 FROM county
             UNION ALL SELECT municipality_code, name, 2 FROM municipality WHERE county_code = $county)
           ORDER BY place, CASE WHEN place = 2 THEN name END COLLATE sv, code""",
        {"country": _("Hela riket"), "county": county},
    )
    return Result(
        "area_choices", _("Område"), "", rows, (Column("code", _("Kod")), Column("name", _("Namn"))), "", ()
    )


def _places(reader: Reader, filters: Filters) -> pd.DataFrame:
    if filters.level == "municipality":
        return reader.rows(
            """SELECT m.municipality_code AS code, m.name, c.name AS county, m.lon, m.lat, row_number() OVER (ORDER BY m.name COLLATE sv) AS by_name
               FROM municipality m JOIN county c USING (county_code) ORDER BY code"""
        )
    name = "region_name" if filters.recipient_kind == "region" else "name"
    places = reader.rows("SELECT county_code AS code, name, region_name, lon, lat FROM county ORDER BY code")
    # Counties have an order of their own, by code, which is the one their readers know.
    return places.assign(name=places[name], county=places["name"], by_name=range(len(places))).drop(
        columns="region_name"
    )


def _in_scope(codes: pd.Series, filters: Filters) -> pd.Series:
    if filters.level == "county" or filters.area_code == COUNTRY:
        return pd.Series(True, index=codes.index)
    return codes.str[:2] == county_of(filters.area_code)


def _within(reader: Reader, filters: Filters) -> str:
    """The county that the places shown lie in; empty when they are those of the whole country."""
    if filters.level == "county" or filters.area_code == COUNTRY:
        return ""
    return names(reader)[county_of(filters.area_code)]


def _measured(reader: Reader, filters: Filters) -> pd.DataFrame:
    """Per place and year: `code`, `year`, `value`, `status`, `source_id`, `locator`, and `n` for means and shares."""
    measure = filters.measure
    if measure.is_money:
        raw = reader.rows(
            _MONEY,
            {"kind": filters.recipient_kind},
        )
        if filters.level == "county":
            raw = evidence.unmixed(raw.assign(code=raw["code"].str[:2]), ["code", "year"])
        raw = raw[raw["measure"].isin([measure.measure_id, measure.share_of])].copy()
    elif measure.measure_id == "activities":
        raw = reader.rows(
            _ACTIVITIES,
            {
                "kind": filters.recipient_kind,
                "year": filters.year,
                "violence_area": filters.violence_area_id,
                "examples": _("Exempel på insatser, avstämda mot redovisningen för 2016"),
            },
        )
    elif measure.measure_id == "white_spots":
        raw = white_spots.counts(reader, filters).dropna(subset=["white"])
        raw = raw.rename(columns={"white": "value"}).assign(year=filters.year, measure="white_spots")
    else:
        area = filters.violence_area_id if measure.violence_areas else ""
        raw = reader.rows(
            _ANSWERS, {"measure": measure.measure_id, "year": filters.year, "violence_area": area}
        )
    to_county = filters.level == "county"
    raw["code"] = raw["code"].str[:2] if to_county else raw["code"]
    sums = measure.unit in ("sek", "count")

    if to_county and measure.is_money and filters.recipient_kind == "municipality":
        raw = _of_whole_counties(reader, raw)
    per_place = _per_place(raw, measure.measure_id, sums, filters)
    if measure.is_money and filters.denominator == "share":
        per_place = _as_share(per_place, _per_place(raw, measure.share_of, sums, filters))
    if measure.measure_id == "available" and filters.recipient_kind == "municipality":
        per_place = _with_ends(reader, per_place, raw, to_county)
    if measure.is_money and filters.denominator == "per_inhabitant":
        per_place = _per_inhabitant(reader, per_place)
    if sums or not to_county:
        per_place = per_place.drop(columns="n")
    return per_place


def _of_whole_counties(reader: Reader, raw: pd.DataFrame) -> pd.DataFrame:
    """The rows of those measures and years that a county has an amount of from all its municipalities: some of them are no sum.

    Where example data fills a year, a municipality without a row has none.
    """
    if raw.empty:
        return raw
    places = counties.choices(reader, Filters()).rows.set_index("code")["municipalities"]
    groups = raw.groupby(["code", "year", "measure"])["status"]
    filled = raw.groupby(["year", "measure"])["status"].transform(
        lambda s: (s == Status.SYNTHETIC.value).any()
    )
    return raw[filled.astype(bool) | (groups.transform("size") == raw["code"].map(places))]


def _per_place(raw: pd.DataFrame, measure_id: str, sums: bool, filters: Filters) -> pd.DataFrame:
    rows = raw[raw["measure"] == measure_id]
    columns = ["code", "year", "value", "status", "source_id", "locator", "n"]
    if rows.empty:
        return pd.DataFrame(columns=columns)
    by_place = rows.assign(value=rows["value"].astype(float), status=evidence.graded(rows["status"])).groupby(
        ["code", "year"]
    )
    # A sum of nothing known is not zero.
    values = by_place["value"].sum(min_count=1) if sums else by_place["value"].mean()
    grouped = (
        by_place.agg(status=("status", "max"), n=("value", "size"))
        .assign(value=values)
        .join(evidence.together(rows, ["code", "year"]))
        .reset_index()
    )
    # With example data hidden a sum that contains any of it is not known.
    grouped["status"] = grouped["status"].astype(str)
    return grouped[grouped["status"].isin(evidence.shown_statuses(filters))][columns]


def _as_share(part: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    both = part.merge(
        whole[["code", "year", "value", "status"]], on=["code", "year"], suffixes=("", "_whole")
    )
    both["value"] = (100 * both["value"] / both["value_whole"]).where(both["value_whole"] > 0)
    own, of_whole = evidence.graded(both["status"]), evidence.graded(both["status_whole"])
    both["status"] = own.where(own >= of_whole, of_whole).astype(str)
    return both.drop(columns=["value_whole", "status_whole"])


def _with_ends(reader: Reader, per_place: pd.DataFrame, raw: pd.DataFrame, to_county: bool) -> pd.DataFrame:
    """The amounts with the ends of their intervals, `low` and `high`; a county's are those of its sums, reading by reading."""
    if not to_county:
        return per_place.merge(raw[["code", "year", "low", "high"]], on=["code", "year"], how="left")
    sums = estimates.of_counties(reader).rename(
        columns={"amount_sek": "sum", "amount_low_sek": "low", "amount_high_sek": "high"}
    )
    both = per_place.merge(sums, on=["code", "year"], how="left")
    # A county without a single estimate has no interval; its sum is what is known of it.
    both["value"] = both["sum"].where(both["low"].notna(), both["value"])
    return both.drop(columns=["sum", "has_point"])


def _per_inhabitant(reader: Reader, rows: pd.DataFrame) -> pd.DataFrame:
    people = reader.rows("SELECT area_code AS code, key_year AS year, population FROM population")
    related = rows.merge(people, on=["code", "year"])
    for column in {"value", "low", "high"} & set(related):
        related[column] = related[column].astype(float) / related["population"]
    return related.drop(columns="population")


def _columns(
    filters: Filters, unit: str, there: set[str], is_ranked: bool, is_by_key: bool
) -> tuple[Column, ...]:
    place = (
        label_of_recipient_kind(filters.recipient_kind, plural=False)
        if filters.recipient_kind == "region"
        else (_("Kommun") if filters.level == "municipality" else _("Län"))
    )
    columns = [
        *([Column("rank", pgettext("rank", "Plats"), "count")] if is_ranked else []),
        Column("code", _("Kod")),
        Column("name", place),
    ]
    if filters.level == "municipality":
        columns.append(Column("county", _("Län")))
    ends = ("low", "high") if "low" in there else ("", "")
    digits = "digits" if "digits" in there else ""
    columns.append(
        Column("value", value_label(filters, is_by_key), unit, low=ends[0], high=ends[1], digits=digits)
    )
    if "n" in there:
        columns.append(Column("n", _("Antal svar"), "count"))
    return tuple([*columns, Column("status", _("Tecken"))])


def value_label(filters: Filters, is_by_key: bool = True) -> str:
    """The heading of the value: measure and how it is related. What was available is not by the key where somebody has told it."""
    measure = filters.measure
    label = measure.label if is_by_key else measure.plain_label
    if filters.denominator == "per_inhabitant":
        return _("{measure}, kr per invånare").format(measure=label)
    if filters.denominator == "share" and measure.share_of:
        return _("{measure}, andel av rekvirerat").format(measure=measure.label)
    if measure.is_money:
        return _("{measure}, kr").format(measure=label)
    if measure.measure_id == "white_spots":
        return _("Vita fläckar, antal")
    return measure.label


def period(filters: Filters, years: Years) -> str:
    """What time the measure is about: the chosen year, or all the years that the dataset has of it."""
    if filters.measure.over_years:
        return grammar.years(years.of(filters.measure_id, filters.recipient_kind))
    return str(filters.year)


def _title(filters: Filters, period_text: str, within: str, is_by_key: bool) -> str:
    whose = label_of_recipient_kind(filters.recipient_kind).lower()
    if within:
        whose = _("{whose} i {county}").format(whose=whose, county=within)
    parts = [value_label(filters, is_by_key), period_text, whose]
    if filters.measure.violence_areas:
        parts.append(label_of_violence_area(filters.violence_area_id).lower())
    return ", ".join(parts)


def _ranks_note() -> str:
    return _(
        "Ordningen följer den tryckta regeln. Spannen går ofta in i varandra, så en plats högre upp säger inget säkert."
    )


def _outside_note(reader: Reader, shown: pd.DataFrame, filters: Filters) -> str:
    rows = estimates.outside(reader)
    known = rows[(rows["year"] == filters.year) & (filters.level == "municipality")]
    return estimates.outside_note(known[known["code"].isin(shown["code"])])


def _sentence_by_key(rows: pd.DataFrame, filters: Filters, unit: str, within: str) -> str:
    """What the key gives, with its intervals: who has most and least by the printed rule, or that no order can be told."""
    texts = [
        written(None if pd.isna(r.value) else r.value, r.low, r.high, unit)
        for r in rows.itertuples(index=False)
    ]
    of_whom = _(" per invånare") if filters.denominator == "per_inhabitant" else ""
    if len(rows) == 1:
        said = _("Nyckeln ger {name} {value}{of_whom} {year}.").format(
            name=rows["name"].iloc[0], value=texts[0], of_whom=of_whom, year=filters.year
        )
    elif (rows["presence"] == "between").any():
        said = doubt_of(str(filters.year))
    else:
        found = grammar.extremes(rows["name"], rows["value"], texts, _counted(filters))
        if found is None:
            return ""
        wording = (
            _(
                "I {county} ger den tryckta regeln {year} mest{of_whom} till {top}, {top_value}, och minst till {bottom}, {bottom_value}."
            )
            if within
            else _(
                "Den tryckta regeln ger {year} mest{of_whom} till {top}, {top_value}, och minst till {bottom}, {bottom_value}."
            )
        )
        said = wording.format(
            county=within,
            year=filters.year,
            of_whom=of_whom,
            top=found.top,
            top_value=found.top_value,
            bottom=found.bottom,
            bottom_value=found.bottom_value,
        )
    return f"{said} {not_a_deed()}"


def _sentence(
    rows: pd.DataFrame, filters: Filters, unit: str, period_text: str, within: str, is_by_key: bool
) -> str:
    if "low" in rows and rows["low"].notna().any():
        return _sentence_by_key(rows, filters, unit, within)
    known = rows.dropna(subset=["value"])
    label = value_label(filters, is_by_key)
    what = f"{label}, {within}" if within else label
    digits = rows["digits"] if "digits" in rows else pd.Series(float("nan"), index=rows.index)
    texts = [roughly(value, unit, of) for value, of in zip(rows["value"], digits, strict=True)]
    if filters.measure.measure_id == "white_spots":
        return white_spots.map_sentence(rows, len(rows))
    found = grammar.extremes(rows["name"], rows["value"], texts, _counted(filters))
    if found is None:
        return _("{what} {year}: inga uppgifter att visa.").format(what=what, year=period_text)
    if found.count == 1:
        return _("{what} {year}: {name} {value}.").format(
            what=what, year=filters.year, name=found.top, value=found.top_value
        )
    if found.are_equal:
        return _("{what} {year}: {value} för {places}.").format(
            what=what,
            year=filters.year,
            value=found.top_value,
            places=grammar.out_of(found.count, len(rows), _counted(filters)),
        )
    if len(known) < len(rows):
        # Of a few places no middle can be told, and the highest of them is only the highest known.
        return _(
            "{what} {year} är känt för {known}: av dem högst i {top} ({top_value}), lägst i {bottom} ({bottom_value})."
        ).format(
            what=what,
            year=filters.year,
            known=grammar.out_of(len(known), len(rows), _counted(filters)),
            top=found.top,
            top_value=found.top_value,
            bottom=found.bottom,
            bottom_value=found.bottom_value,
        )
    said = _(
        "{what} {year}: högst i {top} ({top_value}), lägst i {bottom} ({bottom_value}). Medianen är {median}."
    ).format(
        what=what,
        year=filters.year,
        top=found.top,
        top_value=found.top_value,
        bottom=found.bottom,
        bottom_value=found.bottom_value,
        median=roughly(round(known["value"].median(), 2), unit, digits.min()),
    )
    return f"{said} {not_a_deed('region')}" if filters.measure_id == "available" and is_by_key else said


def _counted(filters: Filters) -> Callable[[int], str]:
    if filters.level == "municipality":
        return grammar.municipalities
    return grammar.regions if filters.recipient_kind == "region" else grammar.counties


def _missing_note(rows: pd.DataFrame) -> str:
    missing = int((rows["presence"] == "missing").sum())
    if not missing:
        return ""
    return _("{missing} av {all} saknar uppgift. Den är inte känd; det är inte noll.").format(
        missing=number(missing), all=number(len(rows))
    )
