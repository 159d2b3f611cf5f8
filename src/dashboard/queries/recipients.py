"""Regions and non-governmental organisations: who received what, and where they are."""

import pandas as pd

from dashboard.core import grammar
from dashboard.core.estimates import made_by_key, roughly, rounded
from dashboard.core.filters import Filters
from dashboard.core.language import _, pgettext
from dashboard.core.measures import MEASURES, label_of_recipient_kind, label_of_violence_area
from dashboard.core.numbers import kronor
from dashboard.core.result import Column, Result, statuses_of
from dashboard.core.status import Status
from dashboard.dataset.store import Reader
from dashboard.queries import estimates, evidence, ladders
from dashboard.queries.years import dated, of_recipients, of_regions

# One organisation got 6 million kronor; the others at most 1.7. The colours are for the others.
_SCALE_TO_SEK = 1_700_000

_REGIONS = """
SELECT r.recipient_id, r.area_code, r.name, a.year, a.measure, a.amount_sek, a.amount_sek / p.population AS per_inhabitant,
       a.status, a.source_id, a.locator
FROM allocation a JOIN recipient r USING (recipient_id)
JOIN population p ON p.area_code = r.area_code AND p.key_year = a.year
WHERE r.kind = 'region' AND a.stream = 'development' AND a.status IN (SELECT unnest($statuses))
"""


@dated(of_regions)
def regions(reader: Reader, filters: Filters) -> Result:
    """The regions' money in the chosen year, one row per region and step: `name`, `measure`, `label`, `amount_sek`, `per_inhabitant`, `status`.

    Regions stand in order of what the key gave per inhabitant.
    """
    rows = _regions(reader)
    rows = rows[rows["year"] == filters.year].copy()
    like = estimates.proportions_of(reader, filters.year)
    by_key = rows[rows["measure"] == "available"].set_index("recipient_id")["per_inhabitant"]
    rows["order"] = rows["recipient_id"].map(by_key)
    steps = list(MEASURES)
    rows["step"] = [steps.index(m) for m in rows["measure"]]
    rows["label"] = [MEASURES[m].label for m in rows["measure"]]
    rows = rows.sort_values(["order", "area_code", "step"], ascending=[False, True, True], ignore_index=True)
    rows = ladders.of_region(reader, rows)
    return Result(
        "regions",
        _("Regionernas medel {year}").format(year=filters.year),
        _regions_sentence(rows, filters, like),
        rows,
        (
            Column("name", _("Region")),
            Column("label", _("Steg")),
            Column("amount_sek", _("Belopp"), "sek", digits="digits"),
            Column("per_inhabitant", _("Per invånare"), "sek_per_inhabitant", digits="digits"),
            Column("status", _("Tecken")),
        ),
        "sek_per_inhabitant",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(_notes(filters, rows, like)),
        made=made_by_key("region"),
    )


def regions_over_years(reader: Reader, filters: Filters) -> Result:
    """What the key gave each region, year by year: `name`, one column per year, named `y` and the year, `status`."""
    every = _regions(reader)
    given = every[every["measure"] == "available"]
    rows = given.pivot(index=["area_code", "name"], columns="year", values="amount_sek").reset_index()
    rows.columns = [f"y{c}" if isinstance(c, int) else c for c in rows.columns]
    rows["status"] = evidence.least_certain(given["status"])
    years = sorted(int(year) for year in given["year"].unique())
    first, last = (rows[f"y{year}"].sum() for year in (years[0], years[-1]))
    for year in years:
        by_key = set(given.loc[given["year"] == year, "status"]) == {Status.MODELLED.value}
        rows[f"digits{year}"] = float(estimates.region_digits(reader, year)) if by_key else float("nan")
        rows[f"y{year}"] = [
            rounded(float(v), of) for v, of in zip(rows[f"y{year}"], rows[f"digits{year}"], strict=True)
        ]
    sentence = _("Alla {count} regioner tillsammans: {first} {first_year} och {last} {last_year}.").format(
        count=len(rows), first=kronor(first), first_year=years[0], last=kronor(last), last_year=years[-1]
    )
    gaps = grammar.between(years)
    return Result(
        "regions_over_years",
        _("Tilldelat enligt nyckeln, år för år"),
        sentence,
        rows,
        (
            Column("name", _("Region")),
            *(Column(f"y{year}", str(year), "sek", digits=f"digits{year}") for year in years),
            Column("status", _("Tecken")),
        ),
        "sek",
        evidence.provenance(reader, given),
        statuses_of(rows),
        (
            *(note for year in years for note in estimates.assumed_notes(reader, year)),
            *((_("För {years} saknas uppgifter per år.").format(years=grammar.years(gaps)),) if gaps else ()),
        ),
        made=made_by_key("region"),
    )


def organisations(reader: Reader, filters: Filters) -> Result:
    """The organisations of table 3, largest total first: `name`, one column per year, named `y` and the year, `total`, `years`, `area`, `place`, `status`.

    `area` is the violence area that the document names where it tells what the organisation did, if any. With a violence area chosen,
    only the organisations that it is named for.
    """
    figures = reader.rows(
        """SELECT subcategory_sv AS name, 'y' || split_part(figure_id, '.', 4) AS part, value FROM published_figure
           WHERE figure_id LIKE 'vardanalys-2023.t3.%' AND subcategory_sv IN (SELECT name FROM recipient WHERE kind = 'ngo')"""
    )
    rows = figures.pivot(index="name", columns="part", values="value").reset_index()
    rows = rows.rename(columns={"ytotal": "total", "yyears": "years"})
    named = reader.rows(
        """SELECT split_part(subcategory_sv, ',', 1) AS name, min(violence_area_id) AS violence_area_id FROM published_figure
           WHERE figure_id LIKE 'vardanalys-2023.ngos.%' AND violence_area_id IS NOT NULL GROUP BY ALL"""
    )
    places = reader.rows(
        """SELECT r.name, coalesce(m.name, c.name) AS place FROM recipient r
           LEFT JOIN municipality m ON m.municipality_code = r.area_code LEFT JOIN county c ON c.county_code = r.area_code
           WHERE r.kind = 'ngo' AND r.status = 'published'"""
    )
    rows = rows.merge(named, on="name", how="left").merge(places, on="name", how="left")
    rows["area"] = [label_of_violence_area(a) if isinstance(a, str) else "" for a in rows["violence_area_id"]]
    rows["place"] = rows["place"].fillna("")
    rows["status"], rows["source_id"] = "published", "vardanalys-2023"
    rows["locator"] = [_("Tabell 3, {name}").format(name=name) for name in rows["name"]]
    years = sorted(int(name[1:]) for name in rows.columns if name[1:].isdigit())
    everyone = rows
    if filters.violence_area_id:
        rows = rows[rows["violence_area_id"] == filters.violence_area_id]
    rows = rows.sort_values(["total", "name"], ascending=[False, True], ignore_index=True)
    return Result(
        "organisations",
        _("Ideella organisationer {years}, efter belopp").format(years=grammar.years(years)),
        _organisations_sentence(rows, years),
        rows,
        (
            Column("name", _("Organisation")),
            *(Column(f"y{year}", str(year), "sek") for year in years),
            Column("total", _("Totalt"), "sek"),
            Column("years", _("Antal år"), "count"),
            Column("area", _("Våldsområde enligt källan")),
            Column("place", _("Plats")),
        ),
        "sek",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(_organisation_notes(everyone, filters)),
        context={"scale_to": _SCALE_TO_SEK},
    )


@dated(of_recipients)
def points(reader: Reader, filters: Filters) -> Result:
    """Regions, and the organisations that received money in the chosen year, with their places.

    Rows: `name`, `kind`, `kind_label`, `place`, `amount_sek` (missing where it is example data that is hidden), `lon`, `lat` (missing where no
    document gives a place), `status`.
    """
    rows = reader.rows(
        """SELECT r.name, r.kind, r.area_code, coalesce(m.name, c.name) AS place, coalesce(m.lon, c.lon) AS lon, coalesce(m.lat, c.lat) AS lat,
                  a.amount_sek, coalesce(a.status, r.status) AS status, a.source_id, a.locator
           FROM recipient r
           LEFT JOIN allocation a ON a.recipient_id = r.recipient_id AND a.year = $year AND a.stream = 'development'
             AND a.measure = 'received' AND a.status IN (SELECT unnest($statuses))
           LEFT JOIN municipality m ON m.municipality_code = r.area_code LEFT JOIN county c ON c.county_code = r.area_code
           WHERE r.kind = 'region' OR (r.kind = 'ngo' AND a.amount_sek > 0)
           ORDER BY r.kind <> 'region', r.kind = 'region' AND r.area_code IS NULL, CASE WHEN r.kind = 'region' THEN r.area_code END,
                    r.name COLLATE sv""",
        {"year": filters.year, "statuses": evidence.shown_statuses(filters)},
    )
    rows["amount_sek"] = rows["amount_sek"].astype(float)
    rows["kind_label"] = [label_of_recipient_kind(kind, plural=False) for kind in rows["kind"]]
    rows["place"] = rows["place"].fillna("")
    counties = reader.rows("SELECT county_code FROM county ORDER BY county_code")["county_code"].tolist()
    # That every region received something is printed as a count of them, most without an amount of their own.
    counted = reader.rows(
        """SELECT source_id, locator FROM published_figure
           WHERE figure_id = 'sos-2017.regions.requisitioned-count' AND year_from = $year
              OR figure_id = 'vardanalys-2023.t2.regions.count.' || $year""",
        {"year": filters.year},
    )
    placeless = rows.loc[rows["lon"].isna(), "name"].tolist()
    ngos = int((rows["kind"] == "ngo").sum())
    counts = {"year": filters.year, "regions": int((rows["kind"] == "region").sum()), "ngos": ngos}
    sentence = (
        _("{year} fick {regions} regioner och {ngos} ideella organisationer medel.")
        if ngos
        else _("{year} fick {regions} regioner medel.")
    ).format(**counts)
    if placeless:
        sentence += " " + _("För {count} av organisationerna anger ingen källa någon plats.").format(
            count=len(placeless)
        )
    notes = [
        _("Utan plats på kartan: {names}.").format(names=", ".join(placeless)) if placeless else "",
        ""
        if ((rows["kind"] == "ngo") & (rows["status"] != Status.SYNTHETIC.value)).any()
        else _("Ingen källa namnger organisationerna som fick medel {year}.").format(year=filters.year),
        _("Platsen är organisationens kommun eller län, inte var insatserna görs."),
        _("Belopp visas bara där de är kända."),
        _not_by_area() if filters.violence_area_id else "",
        evidence.mixing_note(set(rows["status"])),
    ]
    return Result(
        "recipient_points",
        _("Mottagare på kartan {year}").format(year=filters.year),
        sentence,
        rows,
        (
            Column("name", pgettext("one", "Mottagare")),
            Column("amount_sek", _("Mottaget"), "sek"),
            Column("status", _("Tecken")),
            Column("place", _("Plats")),
            Column("kind_label", _("Slag"), on_screen=False),
        ),
        "sek",
        evidence.provenance(reader, pd.concat([counted, rows[["source_id", "locator"]].dropna()])),
        statuses_of(rows),
        tuple(n for n in notes if n),
        context={"counties": counties},
    )


def _regions(reader: Reader) -> pd.DataFrame:
    return reader.rows(_REGIONS, {"statuses": list(evidence.KNOWN)})


def _regions_sentence(rows: pd.DataFrame, filters: Filters, like: int | None) -> str:
    """Who was given most and least; `like` is the year whose proportions stand in for a division that is not known."""
    given = rows[rows["measure"] == "available"]
    texts = [
        roughly(value, "sek_per_inhabitant", digits)
        for value, digits in zip(given["per_inhabitant"], given["digits"], strict=True)
    ]
    found = grammar.extremes(given["name"], given["per_inhabitant"], texts, grammar.regions)
    if found is None:
        return ""
    if like is not None:
        pattern = _(
            "Hur {year} års pengar delades mellan regionerna är inte känt. Med samma proportioner som {like} får {top} mest per invånare ({top_value}) och {bottom} minst ({bottom_value})."
        )
    elif set(given["status"]) != {Status.MODELLED.value}:
        pattern = _(
            "{year} tilldelades {top} mest per invånare ({top_value}) och {bottom} minst ({bottom_value})."
        )
    else:
        pattern = _(
            "{year} gav nyckeln {top} mest per invånare ({top_value}) och {bottom} minst ({bottom_value})."
        )
    return pattern.format(
        year=filters.year,
        like=like,
        top=found.top,
        top_value=found.top_value,
        bottom=found.bottom,
        bottom_value=found.bottom_value,
    )


def _notes(filters: Filters, rows: pd.DataFrame, like: int | None) -> list[str]:
    notes = [
        ""
        if like is not None or Status.MODELLED.value not in set(rows["status"])
        else _(
            "Varje region får ett grundbelopp och resten efter folkmängd; små regioner får därför mer per invånare."
        ),
        _not_by_area() if filters.violence_area_id else "",
        _(
            "Vad en region rekvirerat, förbrukat och återbetalt visas bara där det står tryckt eller är återrapporterat."
        ),
        evidence.mixing_note(set(rows["status"])),
    ]
    return [n for n in notes if n]


def _organisations_sentence(rows: pd.DataFrame, years: list[int]) -> str:
    if rows.empty:
        return ""
    found = grammar.extremes(
        rows["name"], rows["total"], [kronor(total) for total in rows["total"]], grammar.organisations
    )
    if found is None:
        return ""
    if found.count == 1:
        return _("{name} fick {amount} {years}.").format(
            name=found.top, amount=found.top_value, years=grammar.years(years)
        )
    return _(
        "{count} organisationer fick tillsammans {all} {years}. Mest fick {name}, {amount}. {every} fick medel alla åren."
    ).format(
        count=len(rows),
        years=grammar.years(years),
        all=kronor(rows["total"].sum()),
        name=found.top,
        amount=found.top_value,
        every=grammar.raised(grammar.of_them(int((rows["years"] == len(years)).sum()), found.count)),
    )


def _organisation_notes(everyone: pd.DataFrame, filters: Filters) -> list[str]:
    named = everyone.loc[everyone["area"] != "", "name"].sort_values().tolist()
    notes = [
        _("Dokumentet knyter bara {names} till ett bestämt våldsområde.").format(names=grammar.listed(named))
    ]
    if filters.violence_area_id:
        notes.append(
            _("Bara organisationer som dokumentet knyter till {area} visas.").format(
                area=label_of_violence_area(filters.violence_area_id).lower()
            )
        )
    return notes


def _not_by_area() -> str:
    return _("Pengarna är inte uppdelade på våldsområden; filtret ändrar inget här.")
