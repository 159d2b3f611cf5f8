"""One county: the money of its municipalities together, and how the county stands against the others and the country."""

import pandas as pd

from dashboard.core.codes import COUNTRY
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.measures import MEASURES
from dashboard.core.numbers import kronor, number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.core.status import ordered, sign
from dashboard.dataset.store import Reader
from dashboard.queries import evidence, white_spots
from dashboard.queries.counties import POPULATION_YEAR, choices, chosen, code_of

# What was asked back is what was received and not used; it is no amount that a county gets.
_COMPARED = ("available", "received", "used", "repaid")
_MONEY = """
SELECT r.area_code AS code, r.area_code[1:2] AS county, a.measure, a.amount_sek, a.status, a.source_id, a.locator
FROM allocation a JOIN recipient r USING (recipient_id)
WHERE r.kind = $kind AND a.stream = 'development' AND a.year = $year
"""


def _money(reader: Reader, kind: str, year: int) -> pd.DataFrame:
    return reader.rows(_MONEY, {"kind": kind, "year": year})


def _people(reader: Reader, year: int) -> pd.Series:
    """The inhabitants that the grants of `year` are related to, by area."""
    rows = reader.rows("SELECT area_code, population FROM population WHERE key_year = $year", {"year": year})
    return rows.set_index("area_code")["population"]


def _summed(rows: pd.DataFrame, by: list[str], filters: Filters) -> pd.DataFrame:
    """Sums with the status of their least certain part; sums that may not be shown are left out."""
    summed = (
        rows.groupby(by)
        .agg(
            amount_sek=("amount_sek", "sum"),
            recipients=("amount_sek", "size"),
            status=("status", evidence.least_certain),
        )
        .join(evidence.together(rows, by))
        .reset_index()
    )
    return summed[summed["status"].isin(evidence.shown_statuses(filters))]


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows in the order of the money's steps, each with its `label`."""
    order = {m: i for i, m in enumerate(MEASURES)}
    rows = rows.sort_values("measure", key=lambda m: m.map(order), kind="stable").reset_index(drop=True)
    return rows.assign(label=[MEASURES[m].label for m in rows["measure"]])


def _hidden_note(shown: pd.DataFrame, filters: Filters) -> list[str]:
    if filters.examples or "received" in set(shown["measure"]):
        return []
    return [_("Vad varje kommun rekvirerade, förbrukade och återbetalade står inte i något dokument.")]


def ladder(reader: Reader, filters: Filters) -> Result:
    """The money ladder of the county's municipalities together.

    Rows: `measure`, `label`, `amount_sek`, `recipients` (municipalities with an amount), `per_inhabitant_sek` and
    `country_per_inhabitant_sek` and its `country_sign`, `status`. With example data hidden, a sum that contains any is left out.
    """
    county = chosen(reader, filters)
    people = _people(reader, filters.year)
    money = _money(reader, "municipality", filters.year)
    country = _summed(money, ["measure"], filters).set_index("measure")
    rows = _in_order(_summed(money[money["county"] == county["code"]], ["measure"], filters))
    rows["per_inhabitant_sek"] = rows["amount_sek"] / people[county["code"]]
    rows["country_per_inhabitant_sek"] = rows["measure"].map(country["amount_sek"]) / people[COUNTRY]
    country_status = rows["measure"].map(country["status"])
    country_differs = (country_status.notna() & (country_status != rows["status"])).any()
    rows["country_sign"] = [sign(s) if isinstance(s, str) else "" for s in country_status]
    shown_beside = country[country.index.isin(rows["measure"])]
    statuses = ordered({*rows["status"], *country_status.dropna()})
    mixing = evidence.mixing_note(set(statuses))
    notes = [
        _(
            "Per invånare räknas på folkmängden året före (för 2016 folkmängden 2017), alla länets invånare inräknade."
        ),
        *_hidden_note(rows, filters),
        *([mixing] if mixing else []),
        *evidence.undivided_notes(filters),
    ]
    return Result(
        "county_ladder",
        _("Kommunernas pengar tillsammans, {name} {year}").format(name=county["name"], year=filters.year),
        _ladder_sentence(rows, county, filters),
        rows,
        (
            Column("label", _("Steg")),
            Column("amount_sek", _("Belopp"), "sek"),
            Column("recipients", _("Kommuner"), "count"),
            Column("per_inhabitant_sek", _("Per invånare"), "sek_per_inhabitant"),
            Column("country_per_inhabitant_sek", _("Riket, per invånare"), "sek_per_inhabitant"),
            *((Column("country_sign", _("Tecken för riket")),) if country_differs else ()),
            Column("status", _("Tecken")),
        ),
        "sek",
        evidence.provenance(reader, pd.concat([rows, shown_beside]) if country_differs else rows),
        statuses,
        tuple(notes),
    )


def _ladder_sentence(rows: pd.DataFrame, county: pd.Series, filters: Filters) -> str:
    amounts = rows.set_index("measure")["amount_sek"]
    count = int(county["municipalities"])
    sentence = ngettext(
        "{name} {year}: nyckeln gav länets enda kommun {available}.",
        "{name} {year}: nyckeln gav länets {count} kommuner {available}.",
        count,
    ).format(name=county["name"], year=filters.year, count=count, available=kronor(amounts.get("available")))
    if "received" not in amounts.index:
        return sentence
    return (
        sentence
        + " "
        + _("{paid} betalades ut och {used} förbrukades.").format(
            paid=kronor(amounts["received"] + amounts.get("redistributed", 0)),
            used=kronor(amounts.get("used")),
        )
    )


def comparison(reader: Reader, filters: Filters) -> Result:
    """Every county's amounts per inhabitant, its municipalities together.

    Rows: `measure`, `label`, `code`, `name`, `value` (kronor per inhabitant), `is_own`, `status`.
    `context["country"]` gives the country's value by measure.
    """
    people = _people(reader, filters.year)
    money = _money(reader, "municipality", filters.year)
    money = money[money["measure"].isin(_COMPARED)]
    rows = _in_order(_summed(money, ["county", "measure"], filters)).rename(columns={"county": "code"})
    # A measure that is shown for some counties only would be no comparison.
    complete = rows.groupby("measure")["code"].transform("size") == money["county"].nunique()
    rows = rows[complete].reset_index(drop=True)
    names = choices(reader, filters).rows.set_index("code")["name"]
    rows["name"] = rows["code"].map(names)
    rows["value"] = rows["amount_sek"] / rows["code"].map(people)
    rows["is_own"] = rows["code"] == code_of(filters)
    country = (money.groupby("measure")["amount_sek"].sum() / people[COUNTRY]).to_dict()
    return Result(
        "county_comparison",
        _("Mot riket och andra län, kronor per invånare {year}").format(year=filters.year),
        _comparison_sentence(rows[rows["measure"] == "available"], country["available"], filters),
        rows,
        (
            Column("label", _("Steg")),
            Column("name", _("Län")),
            Column("value", _("Kronor per invånare"), "sek_per_inhabitant"),
            Column("status", _("Tecken")),
        ),
        "sek_per_inhabitant",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (
            _(
                "Varje prick är ett läns kommuner tillsammans. Små kommuner får ett grundbelopp, så län med många små kommuner får mer per invånare."
            ),
            *_hidden_note(rows, filters),
        ),
        {"country": country},
    )


def _comparison_sentence(rows: pd.DataFrame, country: float, filters: Filters) -> str:
    own = rows[rows["is_own"]].iloc[0]
    place = int((rows["value"] > own["value"]).sum()) + 1
    return _(
        "Tilldelat {year}: {name} {own} kr per invånare, plats {place} av {count} räknat från det högsta. Medianen bland länen är {median} kr och riket {country} kr."
    ).format(
        year=filters.year,
        name=own["name"],
        own=number(own["value"], 2),
        place=place,
        count=len(rows),
        median=number(rows["value"].median(), 2),
        country=number(country, 2),
    )


def region_ladder(reader: Reader, filters: Filters) -> Result:
    """The region's money ladder for the chosen year: `measure`, `label`, `amount_sek`, `per_inhabitant_sek`, `status`."""
    county = chosen(reader, filters)
    money = _money(reader, "region", filters.year)
    rows = _in_order(_summed(money[money["county"] == county["code"]], ["measure"], filters))
    rows["per_inhabitant_sek"] = rows["amount_sek"] / _people(reader, filters.year)[county["code"]]
    amounts = rows.set_index("measure")["amount_sek"]
    name, year = county["region_name"], filters.year
    if "received" in amounts.index:
        sentence = _("{name} {year}: rekvirerade {received} av de {available} som nyckeln gav.").format(
            name=name, year=year, received=kronor(amounts["received"]), available=kronor(amounts["available"])
        )
    else:
        sentence = _("{name} {year}: nyckeln gav {available}.").format(
            name=name, year=year, available=kronor(amounts.get("available"))
        )
    return Result(
        "county_region_ladder",
        _("Regionens pengar, {name} {year}").format(name=name, year=year),
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
        tuple(n for n in (evidence.mixing_note(set(rows["status"])),) if n),
    )


def municipalities(reader: Reader, filters: Filters) -> Result:
    """The county's municipalities side by side, in Swedish order.

    Rows: `code`, `name`, `population` (2022), `available`, `received`, `used`, `repaid`, `per_inhabitant_sek` (available),
    `activities` (2016; missing where none was reported), `white_spots` (see `white_spots.counts`), `money_sign` (of what was requisitioned,
    used and repaid), `status` (of the whole row). An amount is missing where the municipality did not requisition.
    """
    county = chosen(reader, filters)
    rows = reader.rows(
        """SELECT m.municipality_code AS code, m.name, p.population FROM municipality m
           JOIN population p ON p.area_code = m.municipality_code AND p.year = $year
           WHERE m.county_code = $county ORDER BY m.name COLLATE sv""",
        {"year": POPULATION_YEAR, "county": county["code"]},
    )
    money = _money(reader, "municipality", filters.year)
    money = money[
        (money["county"] == county["code"]) & money["status"].isin(evidence.shown_statuses(filters))
    ]
    wide = money.pivot(index="code", columns="measure", values="amount_sek").reindex(columns=_COMPARED)
    rows = rows.join(wide, on="code")
    rows["per_inhabitant_sek"] = rows["available"] / rows["code"].map(_people(reader, filters.year))
    activities = _activities(reader, filters, county["code"])
    rows["activities"] = rows["code"].map(activities["activities"].astype(float))
    rows["white_spots"] = rows["code"].map(white_spots.counts(reader, filters, county["code"]))
    parts = pd.concat([money[["code", "status"]], activities.reset_index()[["code", "status"]]])
    rows["status"] = rows["code"].map(parts.groupby("code")["status"].agg(evidence.least_certain))
    used = money[money["measure"] != "available"].groupby("code")["status"].agg(evidence.least_certain)
    rows["money_sign"] = [sign(s) if isinstance(s, str) else "" for s in rows["code"].map(used)]
    money_differs = (
        rows["code"].map(used).dropna() != rows["status"].loc[rows["code"].isin(used.index)]
    ).any()
    origin = pd.concat([money, activities.reset_index()])[["source_id", "locator"]]
    silent = int(rows["received"].isna().sum())
    notes = [
        _(
            "Ett streck i pengakolumnerna betyder att kommunen inte rekvirerade, i kolumnen Insatser att den inte redovisade någon verksamhet."
        )
        if filters.examples
        else evidence.no_examples_note(),
        _("Tilldelat är beräknat med nyckeln. Tecknet på raden gäller den osäkraste uppgiften i den."),
        *evidence.undivided_notes(filters),
    ]
    if filters.examples:
        sentence = (
            _("Alla länets {count} kommuner rekvirerade {year}.").format(count=len(rows), year=filters.year)
            if not silent
            else _("{count} av länets {all} kommuner rekvirerade {year}.").format(
                count=len(rows) - silent, all=len(rows), year=filters.year
            )
        )
        if len(rows) == 1:
            sentence = _("Länet har en enda kommun.")
    elif len(rows) == 1:
        sentence = _("Nyckeln gav länets enda kommun {amount} {year}.").format(
            amount=kronor(rows["available"].iloc[0]), year=filters.year
        )
    else:
        sentence = _("Nyckeln gav kommunerna mellan {low} och {high} {year}.").format(
            low=kronor(rows["available"].min()), high=kronor(rows["available"].max()), year=filters.year
        )
    return Result(
        "county_municipalities",
        _("Kommunerna i {name} {year}").format(name=county["name"], year=filters.year),
        sentence,
        rows,
        (
            Column("name", _("Kommun")),
            Column("population", _("Invånare 2022"), "count"),
            Column("available", _("Tilldelat"), "sek"),
            Column("received", _("Rekvirerat"), "sek"),
            Column("used", _("Förbrukat"), "sek"),
            Column("repaid", _("Återbetalt"), "sek"),
            Column("per_inhabitant_sek", _("Tilldelat per invånare"), "sek_per_inhabitant"),
            Column("activities", _("Insatser 2016"), "count"),
            Column("white_spots", _("Vita fläckar"), "count"),
            *((Column("money_sign", _("Tecken för pengarna")),) if money_differs else ()),
            Column("status", _("Tecken")),
        ),
        "",
        evidence.provenance(reader, origin),
        ordered(set(parts["status"])),
        tuple(notes),
    )


def _activities(reader: Reader, filters: Filters, county: str) -> pd.DataFrame:
    """By municipality of the county: the number of `activities` of 2016, `status`, `source_id`, `locator`."""
    return reader.rows(
        """SELECT r.area_code AS code, count(*) AS activities, max(a.status) AS status, any_value(a.source_id) AS source_id,
                  any_value(a.locator) AS locator
           FROM activity a JOIN recipient r USING (recipient_id)
           WHERE a.year = 2016 AND r.kind = 'municipality' AND r.area_code[1:2] = $county AND a.status IN (SELECT unnest($statuses))
           GROUP BY r.area_code""",
        {"county": county, "statuses": evidence.shown_statuses(filters)},
    ).set_index("code")
