"""One county: the money of its municipalities together, and how the county stands against the others and the country."""

import numpy as np
import pandas as pd

from dashboard.core import grammar
from dashboard.core.codes import COUNTRY
from dashboard.core.estimates import doubt_of, estimate, made_by_key, not_a_deed, roughly, spanning, written
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.numbers import in_unit, kronor, number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.core.status import Status, ordered, sign
from dashboard.dataset.store import Reader
from dashboard.queries import estimates, evidence, ladders, white_spots
from dashboard.queries.counties import choices, chosen, code_of
from dashboard.queries.years import dated, of_county, of_region

_MONEY = """
SELECT r.area_code AS code, r.area_code[1:2] AS county, a.measure, a.amount_sek, a.amount_low_sek, a.amount_high_sek, a.has_point,
       a.status, a.source_id, a.locator
FROM allocation a JOIN recipient r USING (recipient_id)
WHERE r.kind = $kind AND a.stream = 'development' AND a.year = $year AND a.status IN (SELECT unnest($statuses))
"""
# What was asked back is what was received and not used; it is no amount that a municipality gets.
_STEPS = ["available", "received", "used", "repaid"]


def _money(reader: Reader, filters: Filters, kind: str) -> pd.DataFrame:
    statuses = evidence.shown_statuses(filters)
    return reader.rows(_MONEY, {"kind": kind, "year": filters.year, "statuses": statuses})


def _people(reader: Reader, year: int) -> pd.Series:
    """The inhabitants that the grants of `year` are related to, by area."""
    rows = reader.rows("SELECT area_code, population FROM population WHERE key_year = $year", {"year": year})
    return rows.set_index("area_code")["population"]


def _summed(reader: Reader, rows: pd.DataFrame, filters: Filters, places: pd.Series) -> pd.DataFrame:
    """The counties' sums by `county` and `measure`, an estimate with the ends of its readings.

    A sum has the status of its least certain part. One of which only some municipalities' parts are known is left out, also where the
    others' are invented; where example data fills the year, a municipality without a row has none. `places` is how many municipalities each county has.
    """
    rows = evidence.unmixed(rows, ["county"])
    by = ["county", "measure"]
    summed = (
        rows.groupby(by)
        .agg(
            amount_sek=("amount_sek", "sum"),
            recipients=("amount_sek", "size"),
            statuses=("status", set),
            status=("status", evidence.least_certain),
        )
        .join(evidence.together(rows, by))
        .reset_index()
    )
    if summed.empty:
        return summed.assign(**dict.fromkeys((*ladders.AMOUNT, "has_point", "statuses"), np.nan))
    filled = set(rows.loc[rows["status"] == Status.SYNTHETIC.value, "measure"])
    whole = summed["measure"].isin(filled) | (summed["recipients"] == summed["county"].map(places))
    ends = estimates.of_counties(reader).query("year == @filters.year").set_index("code")
    summed = summed[whole].copy()
    is_estimate = (summed["measure"] == "available") & summed["county"].isin(ends.index)
    for column in ("amount_low_sek", "amount_high_sek", "has_point"):
        summed[column] = summed["county"].map(ends[column]).where(is_estimate)
    return summed


def _sizes(reader: Reader, filters: Filters) -> pd.Series:
    return choices(reader, filters).rows.set_index("code")["municipalities"]


def _country(rows: pd.DataFrame, places: int) -> pd.DataFrame:
    """The country's sums by measure, of those that are known for all of its `places`: what some have told is no sum of the country, also
    where that of the others is invented.

    What the key divides is a printed sum, whatever each place was given of it.
    """
    rows = evidence.unmixed(rows.assign(country=COUNTRY), ["country"])
    found = rows.groupby("measure").agg(
        amount_sek=("amount_sek", "sum"),
        recipients=("amount_sek", "size"),
        statuses=("status", set),
        status=("status", lambda statuses: evidence.least_certain(statuses)),
    )
    filled = found["statuses"].map(lambda of: Status.SYNTHETIC.value in of).astype(bool)
    found = found[filled | (found["recipients"] == places)].copy()
    divided = found["statuses"].map(lambda of: of == {Status.MODELLED.value}).astype(bool)
    found.loc[(found.index == "available") & divided, "status"] = Status.PUBLISHED.value
    return found


def _unknown_note(shown: pd.DataFrame) -> list[str]:
    return ladders.silence(
        shown, _("Vad varje kommun rekvirerade, förbrukade och betalade tillbaka står inte i något dokument.")
    )


def _known_parts(rows: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """The printed and reported amounts of a sum that is not shown, since the rest of it is not known."""
    is_known = (rows["measure"] == "received") & (rows["status"] != Status.SYNTHETIC.value)
    return rows[is_known & ("received" not in set(shown["measure"]))]


def _known_note(parts: pd.DataFrame, names: pd.Series) -> list[str]:
    if parts.empty:
        return []
    amounts = [
        f"{names[code]} {kronor(a)}" for code, a in zip(parts["code"], parts["amount_sek"], strict=True)
    ]
    return [_("Känt om enstaka kommuner, rekvirerat: {amounts}.").format(amounts=grammar.some(amounts, 4))]


@dated(of_county)
def ladder(reader: Reader, filters: Filters) -> Result:
    """The money ladder of the county's municipalities together.

    Rows: `measure`, `label`, `amount_sek` with its ends, `recipients` (municipalities with an amount), `per_inhabitant_sek` with its ends,
    `country_per_inhabitant_sek` and its `country_sign`, `status`. A sum that is not known for the whole county is left out.
    """
    county = chosen(reader, filters)
    people = _people(reader, filters.year)
    money = _money(reader, filters, "municipality")
    own = money[money["county"] == county["code"]]
    places = _sizes(reader, filters)
    summed = _summed(reader, money, filters, places)
    rows = ladders.in_order(summed[summed["county"] == county["code"]])
    rows = ladders.per_inhabitant(rows, people[county["code"]])
    country = _country(money, int(places.sum()))
    rows["country_per_inhabitant_sek"] = (
        rows["measure"].map(country["amount_sek"]).astype(float) / people[COUNTRY]
    )
    rows["country_sign"] = rows["measure"].map(country["status"]).map(sign, na_action="ignore").fillna("")
    statuses = ordered({*rows["status"], *rows["measure"].map(country["status"]).dropna()})
    mixing = evidence.mixing_note(set(rows["status"]))
    names = reader.rows("SELECT municipality_code AS code, name FROM municipality").set_index("code")["name"]
    parts = _known_parts(own, rows)
    notes = [
        *ladders.notes(rows, filters, str(county["name"])),
        _("Per invånare räknas på folkmängden 31 december {year}, alla länets invånare inräknade.").format(
            year=filters.year - 1
        ),
        *_unknown_note(rows),
        *_known_note(parts, names),
        *([mixing] if mixing else []),
        *evidence.undivided_notes(filters),
    ]
    amount, per_inhabitant = ladders.amount_columns()
    return Result(
        "county_ladder",
        _("Kommunernas pengar tillsammans, {name} {year}").format(name=county["name"], year=filters.year),
        _ladder_sentence(rows, county, filters),
        rows,
        (
            Column("label", _("Steg")),
            amount,
            Column("recipients", _("Kommuner"), "count"),
            per_inhabitant,
            *(
                (Column("country_per_inhabitant_sek", _("Riket, per invånare"), "sek_per_inhabitant"),)
                if rows["country_per_inhabitant_sek"].notna().any()
                else ()
            ),
            *((Column("country_sign", _("Tecken för riket")),) if rows["country_sign"].any() else ()),
            Column("status", _("Tecken")),
        ),
        "sek",
        evidence.provenance(reader, pd.concat([rows, parts])),
        statuses,
        tuple(notes),
        made=made_by_key("municipality") if ladders.is_by_key(rows) else "",
        doubt=doubt_of(str(filters.year)) if ladders.doubt(rows) else "",
    )


def _ladder_sentence(rows: pd.DataFrame, county: pd.Series, filters: Filters) -> str:
    count = int(county["municipalities"])
    available = rows[rows["measure"] == "available"]
    about = {"name": county["name"], "year": filters.year, "count": count, "available": ladders.given(rows)}
    if available.empty:
        sentence = _("{name} {year}: vad länets kommuner tilldelades tillsammans är inte känt.")
    elif not ladders.is_by_key(available):
        about["sign"] = ladders.told_sign(rows)
        sentence = ngettext(
            "{name} {year}: länets enda kommun tilldelades {available} ({sign}).",
            "{name} {year}: länets {count} kommuner tilldelades tillsammans {available} ({sign}).",
            count,
        )
    elif set(available["statuses"].iloc[0]) != {Status.MODELLED.value}:
        sentence = _(
            "{name} {year}: länets {count} kommuner tilldelades tillsammans {available}, delvis uträknat med nyckeln."
        )
    else:
        sentence = ngettext(
            "{name} {year}: nyckeln ger länets enda kommun {available}.",
            "{name} {year}: nyckeln ger länets {count} kommuner tillsammans {available}.",
            count,
        )
    return grammar.paragraph(sentence.format(**about), ladders.known(rows))


@dated(of_county)
def comparison(reader: Reader, filters: Filters) -> Result:
    """What the key gives every county's municipalities per inhabitant, as an interval.

    Rows, in code order: `code`, `name`, `value` with its ends `low` and `high` (kronor per inhabitant; the value is missing where only the
    ends can be told), `is_own`, `status`. `context["country"]` is the printed sum of the country per inhabitant.
    """
    people = _people(reader, filters.year)
    money = _money(reader, filters, "municipality").query("measure == 'available'")
    rows = ladders.in_order(_summed(reader, money, filters, _sizes(reader, filters)))
    rows = ladders.per_inhabitant(rows, rows["county"].map(people).astype(float)).rename(
        columns={
            "county": "code",
            "per_inhabitant_sek": "value",
            "per_inhabitant_low": "low",
            "per_inhabitant_high": "high",
        }
    )
    rows["name"] = rows["code"].map(choices(reader, filters).rows.set_index("code")["name"])
    rows["is_own"] = rows["code"] == code_of(filters)
    sums = _country(money, int(_sizes(reader, filters).sum()))
    country = float(sums["amount_sek"].iloc[0] / people[COUNTRY]) if len(sums) else None
    doubt = doubt_of(str(filters.year)) if rows["value"].isna().any() else ""
    is_by_key = ladders.is_by_key(rows)
    title = (
        _("Tilldelat per invånare, länen {year}")
        if country is None
        else _("Tilldelat per invånare, länen och riket {year}")
    ).format(year=filters.year)
    if rows.empty:
        return Result(
            "county_comparison", title, "", rows, (), "sek_per_inhabitant", (), (),
            (evidence.no_examples_note(),), {"country": None},
        )  # fmt: skip
    return Result(
        "county_comparison",
        title,
        _own_sentence(rows, country, len(choices(reader, filters).rows)),
        rows,
        (
            Column("name", _("Län")),
            Column("value", _("Kronor per invånare"), "sek_per_inhabitant", low="low", high="high"),
            Column("status", _("Tecken")),
        ),
        "sek_per_inhabitant",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (
            *([doubt] if doubt else []),
            *(
                [
                    not_a_deed(),
                    _(
                        "Små kommuner får ett grundbelopp, så län med många små kommuner får mer per invånare."
                    ),
                ]
                if is_by_key
                else []
            ),
            *(
                [_("Riket finns inte med: beloppen är inte kända för alla kommuner.")]
                if country is None
                else []
            ),
        ),
        {"country": country},
        made=made_by_key("municipality") if is_by_key else "",
        doubt=doubt,
    )


def _own_sentence(rows: pd.DataFrame, country: float | None, counties: int) -> str:
    """The own county beside the country by the key; what is told otherwise, or without the country, stands alone."""
    if not rows["is_own"].any():
        return _("Beloppen är kända för {counties}.").format(
            counties=grammar.out_of(len(rows), counties, grammar.counties)
        )
    own = rows[rows["is_own"]].iloc[0]
    if country is not None and ladders.is_by_key(rows[rows["is_own"]]):
        return _comparison_sentence(own, country)
    return _("Kommunerna i {name} tilldelades {own} per invånare.").format(
        name=own["name"], own=written(own["value"], own["low"], own["high"], "sek_per_inhabitant")
    )


def _comparison_sentence(own: pd.Series, country: float) -> str:
    wording = (
        _("Nyckeln ger kommunerna i {name} {own} per invånare, mer än rikets {country} i varje läsning.")
        if own["low"] > country
        else _(
            "Nyckeln ger kommunerna i {name} {own} per invånare, mindre än rikets {country} i varje läsning."
        )
        if own["high"] < country
        else _("Nyckeln ger kommunerna i {name} {own} per invånare. Rikets {country} ligger inom spannet.")
    )
    ends = (own["value"], own["low"], own["high"])
    return wording.format(
        name=own["name"],
        own=estimate(*ends, "sek_per_inhabitant"),
        country=in_unit(country, "sek_per_inhabitant"),
    )


@dated(of_region)
def region_ladder(reader: Reader, filters: Filters) -> Result:
    """The region's money ladder for the chosen year: `measure`, `label`, `amount_sek`, `per_inhabitant_sek`, `status`."""
    county = chosen(reader, filters)
    money = _money(reader, filters, "region")
    rows = ladders.in_order(money[money["county"] == county["code"]])
    rows = ladders.per_inhabitant(rows, _people(reader, filters.year)[county["code"]])
    rows = ladders.of_region(reader, rows.assign(year=filters.year))
    name, year = county["region_name"], filters.year
    available = rows[rows["measure"] == "available"]
    if available.empty:
        sentence = _("{name} {year}: vad regionen tilldelades är inte känt.").format(name=name, year=year)
    elif ladders.is_by_key(available):
        given = available.iloc[0]
        sentence = _("{name} {year}: nyckeln ger {available}.").format(
            name=name, year=year, available=roughly(given["amount_sek"], "sek", given["digits"])
        )
    else:
        sentence = _("{name} {year}: tilldelat {available} ({sign}).").format(
            name=name, year=year, available=ladders.given(rows), sign=ladders.told_sign(rows)
        )
    mixing = evidence.mixing_note(set(rows["status"]))
    return Result(
        "county_region_ladder",
        _("Regionens pengar, {name} {year}").format(name=name, year=year),
        grammar.paragraph(sentence, ladders.known(rows)),
        rows,
        (
            Column("label", _("Steg")),
            Column("amount_sek", _("Belopp"), "sek", digits="digits"),
            Column("per_inhabitant_sek", _("Per invånare"), "sek_per_inhabitant", digits="digits"),
            Column("status", _("Tecken")),
        ),
        "sek",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (
            *estimates.assumed_notes(reader, year),
            *ladders.silence(rows, _("Vad regionen rekvirerade och förbrukade står inte i något dokument.")),
            *([mixing] if mixing else []),
        ),
        made=made_by_key("region") if ladders.is_by_key(available) else "",
    )


@dated(of_county)
def municipalities(reader: Reader, filters: Filters) -> Result:
    """The county's municipalities side by side, in Swedish order.

    Rows: `code`, `name`, `population` (31 December the year before, which the key divides by), `available` with its ends `low` and `high`, `received`, `used`, `repaid`,
    `per_inhabitant_sek` (available) with its ends, `activities` (2016; missing where none is known), `white_spots` (see
    `white_spots.counts`), `money_sign` (of what was requisitioned, used and repaid), `status` (of the whole row). What is known of no
    municipality has no column.
    """
    county = chosen(reader, filters)
    rows = reader.rows(
        """SELECT m.municipality_code AS code, m.name, p.population FROM municipality m
           JOIN population p ON p.area_code = m.municipality_code AND p.key_year = $year
           WHERE m.county_code = $county ORDER BY m.name COLLATE sv""",
        {"year": filters.year, "county": county["code"]},
    )
    money = _money(reader, filters, "municipality").query("county == @county.code")
    wide = money.pivot(index="code", columns="measure", values="amount_sek").reindex(columns=_STEPS)
    rows = rows.join(wide.astype(float), on="code")
    given = money[money["measure"] == "available"].set_index("code")
    rows["low"], rows["high"] = (rows["code"].map(given[c].astype(float)) for c in ladders.AMOUNT[1:])
    # Where only the ends can be told there is nothing to rank or to divide.
    has_point = rows["code"].map(given["has_point"]).map(lambda has: pd.isna(has) or bool(has))
    rows["available"] = rows["available"].where(has_point)
    people = rows["code"].map(_people(reader, filters.year))
    rows["per_inhabitant_sek"] = rows["available"] / people
    rows["per_inhabitant_low"], rows["per_inhabitant_high"] = rows["low"] / people, rows["high"] / people
    activities = _activities(reader, filters, county["code"])
    rows["activities"] = rows["code"].map(activities["activities"].astype(float))
    spots = white_spots.counts(reader, filters, county["code"]).set_index("code")
    rows["white_spots"] = rows["code"].map(spots["white"])
    parts = pd.concat([money[["code", "status"]], activities.reset_index()[["code", "status"]]])
    rows["status"] = rows["code"].map(parts.groupby("code")["status"].agg(evidence.least_certain))
    used = money[money["measure"] != "available"].groupby("code")["status"].agg(evidence.least_certain)
    rows["money_sign"] = [sign(s) if isinstance(s, str) else "" for s in rows["code"].map(used)]
    money_differs = (
        rows["code"].map(used).dropna() != rows["status"].loc[rows["code"].isin(used.index)]
    ).any() and any(rows["money_sign"])
    origin = pd.concat([money, activities.reset_index()])[["source_id", "locator"]]
    unspent = ladders.label_of("repaid", set(money.loc[money["measure"] == "repaid", "status"]))
    optional = (
        Column("received", _("Rekvirerat"), "sek"),
        Column("used", _("Förbrukat"), "sek"),
        Column("repaid", unspent, "sek"),
        Column("activities", _("Insatser 2016"), "count"),
        Column("white_spots", _("Vita fläckar"), "count"),
    )
    known = [column for column in optional if rows[column.name].notna().any()]
    return Result(
        "county_municipalities",
        _("Kommunerna i {name} {year}").format(name=county["name"], year=filters.year),
        _municipalities_sentence(rows, money, filters),
        rows,
        (
            Column("name", _("Kommun")),
            Column("population", _("Invånare 31 december {year}").format(year=filters.year - 1), "count"),
            *(
                (Column("available", _("Tilldelat"), "sek", low="low", high="high"),)
                if rows[["available", "low"]].notna().any(axis=None)
                else ()
            ),
            *(c for c in known if c.name in _STEPS),
            Column(
                "per_inhabitant_sek",
                _("Tilldelat per invånare"),
                "sek_per_inhabitant",
                low="per_inhabitant_low",
                high="per_inhabitant_high",
                on_screen=bool(rows["per_inhabitant_sek"].notna().any()),
            ),
            *(c for c in known if c.name not in _STEPS),
            *((Column("money_sign", _("Tecken för pengarna")),) if money_differs else ()),
            Column("status", _("Tecken")),
        ),
        "",
        evidence.provenance(reader, origin),
        ordered(set(parts["status"])),
        tuple(_municipalities_notes(rows, known, filters)),
        made=made_by_key("municipality") if ladders.is_by_key(money) else "",
        doubt=doubt_of(str(filters.year)) if _is_doubtful(rows) else "",
    )


def _municipalities_sentence(rows: pd.DataFrame, money: pd.DataFrame, filters: Filters) -> str:
    amount = spanning(rows[["available", "low", "high"]].itertuples(index=False), "sek")
    given = money[money["measure"] == "available"]
    if given.empty:
        wording = _("Vad kommunerna tilldelades {year} är inte känt.")
    elif set(given["status"]) != {Status.MODELLED.value} and len(given) < len(rows):
        wording = _("Vad kommunerna tilldelades {year} är känt för några av dem, {amount} var.")
    elif set(given["status"]) != {Status.MODELLED.value}:
        wording = _("Kommunerna tilldelades {amount} var {year}.")
    elif len(rows) == 1:
        wording = _("Nyckeln ger länets enda kommun {amount} {year}.")
    else:
        wording = _("Nyckeln ger kommunerna {amount} var {year}.")
    sentence = wording.format(amount=amount, year=filters.year)
    claims = money[(money["measure"] == "received") & (money["status"] != Status.SYNTHETIC.value)]
    if claims.empty:
        return sentence
    return grammar.paragraph(
        sentence,
        _("Vad som rekvirerades är känt om {count} av {all}.").format(
            count=number(len(claims)), all=grammar.municipalities(len(rows))
        ),
    )


def _municipalities_notes(rows: pd.DataFrame, known: list[Column], filters: Filters) -> list[str]:
    notes = [doubt_of(str(filters.year))] if _is_doubtful(rows) else []
    if not known:
        notes.append(
            _("Vad varje kommun rekvirerade, förbrukade och gjorde är inte känt och har ingen kolumn här.")
        )
    else:
        notes.append(_("Ett streck betyder att uppgiften inte är känd, aldrig att svaret är noll."))
    if rows["low"].notna().any():
        notes.append(_by_key_note(filters))
    return [*notes, *evidence.undivided_notes(filters)]


def _is_doubtful(rows: pd.DataFrame) -> bool:
    """Whether only the ends can be told of what the key gives each of them."""
    return bool(rows["available"].isna().all() and rows["low"].notna().any())


def _by_key_note(filters: Filters) -> str:
    return _(
        "Tilldelat är beräknat med nyckeln, på folkmängden 31 december {year}. Tecknet på raden gäller den osäkraste uppgiften i den."
    ).format(year=filters.year - 1)


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
