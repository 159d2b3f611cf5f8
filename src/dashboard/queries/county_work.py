"""What a county's municipalities do: by violence area, in training, and by kind of work."""

import pandas as pd

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.measures import VIOLENCE_AREAS, label_of_violence_area
from dashboard.core.numbers import percent
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence, work_2016
from dashboard.queries.counties import chosen
from dashboard.queries.white_spots import AREAS_2016


def violence_areas(reader: Reader, filters: Filters) -> Result:
    """The share of reporting municipalities with any activity of 2016 in each violence area.

    Rows: `area`, `label`, `county_count` and `county_share`, `country_count` and `country_share` (percent), `nobody` in words, `status`.
    """
    county = chosen(reader, filters)
    wanted = [a for a in AREAS_2016 if filters.violence_area_id in ("", a)]
    rows = reader.rows(
        work_2016.REPORTED
        + """SELECT v.violence_area_id AS area, count(DISTINCT e.code) FILTER (e.code[1:2] = $county) AS county_count,
               count(DISTINCT e.code) AS country_count, (SELECT count(*) FROM reporting WHERE code[1:2] = $county) AS county_base,
               (SELECT count(*) FROM reporting) AS country_base
             FROM violence_area v LEFT JOIN every e ON e.area = v.violence_area_id
             WHERE v.violence_area_id IN (SELECT unnest($areas)) GROUP BY ALL""",
        {"county": county["code"], "statuses": evidence.shown_statuses(filters), "areas": wanted},
    )
    rows = rows.set_index("area").reindex(wanted).reset_index()
    rows = rows[rows["country_base"] > 0].copy()
    rows = _with_shares(rows)
    rows["label"] = [label_of_violence_area(a) for a in rows["area"]]
    rows["nobody"] = [_("ingen kommun i länet") if n == 0 else "" for n in rows["county_count"]]
    sources = work_2016.sources(reader, filters)
    rows["status"] = evidence.least_certain(sources["status"]) if len(sources) else ""
    return Result(
        "county_violence_areas",
        _("Kommuner med insats 2016, per våldsområde"),
        _areas_sentence(rows, county["name"]),
        rows,
        (
            Column("label", _("Våldsområde")),
            Column("county_count", _("Kommuner i länet"), "count"),
            Column("county_share", _("Andel i länet"), "percent"),
            Column("country_count", _("Kommuner i riket"), "count"),
            Column("country_share", _("Andel i riket"), "percent"),
            Column("nobody", _("Vit fläck")),
            Column("status", _("Tecken")),
        ),
        "percent",
        evidence.provenance(reader, sources),
        statuses_of(rows),
        tuple(_areas_notes(rows, filters)),
    )


def _with_shares(rows: pd.DataFrame) -> pd.DataFrame:
    """The counts as percent; missing where nobody in the county is counted."""
    in_county = (100 * rows["county_count"] / rows["county_base"]).where(rows["county_base"] > 0)
    return rows.assign(
        county_share=in_county, country_share=100 * rows["country_count"] / rows["country_base"]
    )


def _areas_sentence(rows: pd.DataFrame, name: str) -> str:
    if rows.empty:
        return ""
    base = int(rows["county_base"].iloc[0])
    if not base:
        return _("Ingen kommun i {name} redovisade insatser för 2016.").format(name=name)
    nobody = [label.lower() for label in rows.loc[rows["county_count"] == 0, "label"]]
    if nobody:
        return ngettext(
            "Den enda redovisande kommunen i {name} har ingen insats inom {areas}.",
            "Ingen av de {count} redovisande kommunerna i {name} har någon insats inom {areas}.",
            base,
        ).format(count=base, name=name, areas=grammar.either(nobody))
    least = rows.loc[rows["county_share"].idxmin()]
    if len(rows) == 1:
        return _(
            "Av länets {count} redovisande kommuner har {share} insatser inom {area}, mot {country} i riket."
        ).format(
            count=base,
            area=least["label"].lower(),
            share=percent(least["county_share"]),
            country=percent(least["country_share"]),
        )
    return _(
        "Minst vanligt bland länets {count} redovisande kommuner är {area}: {share}, mot {country} i riket."
    ).format(
        count=base,
        area=least["label"].lower(),
        share=percent(least["county_share"]),
        country=percent(least["country_share"]),
    )


def _areas_notes(rows: pd.DataFrame, filters: Filters) -> list[str]:
    if filters.violence_area_id == "sexual_violence":
        return [
            _(
                "Sexuellt våld var inget eget område i 2016 års medel. Se kortet om utbildning av personal 2020–2022."
            )
        ]
    if rows.empty:
        return [evidence.no_examples_note()]
    return [
        _(
            "Andelarna räknas av de kommuner som redovisade minst en insats: {county} i länet, {country} i riket. Insatser som inte är utpekade för ett annat område räknas till våld i nära relationer."
        ).format(county=int(rows["county_base"].iloc[0]), country=int(rows["country_base"].iloc[0]))
    ]


def training(reader: Reader, filters: Filters) -> Result:
    """The share of answering municipalities whose staff had any training 2020-2022, per violence area; self-assessed.

    Rows: `area`, `label`, `county_count`, `county_base`, `county_share`, `country_base`, `country_share` (percent), `status`.
    """
    county = chosen(reader, filters)
    wanted = [a for a in VIOLENCE_AREAS if filters.violence_area_id in ("", a)]
    rows = reader.rows(
        """WITH answers AS (
             SELECT r.area_code AS code, s.violence_area_id AS area, s.answer <> 'none' AS trained, s.status, s.source_id, s.locator
             FROM self_assessment s JOIN recipient r USING (recipient_id)
             WHERE s.question_id = 'staff_training' AND r.kind = 'municipality' AND s.answer <> 'dont_know' AND s.status IN (SELECT unnest($statuses)))
           SELECT area, count(*) FILTER (trained AND code[1:2] = $county) AS county_count, count(*) FILTER (code[1:2] = $county) AS county_base,
                  count(*) FILTER (trained) AS country_count, count(*) AS country_base, max(status) AS status,
                  string_agg(DISTINCT source_id, ' | ' ORDER BY source_id) AS source_id, any_value(locator) AS locator
           FROM answers WHERE area IN (SELECT unnest($areas)) GROUP BY area""",
        {"county": county["code"], "statuses": evidence.shown_statuses(filters), "areas": wanted},
    )
    rows = rows.set_index("area").reindex([a for a in wanted if a in set(rows["area"])]).reset_index()
    rows = _with_shares(rows)
    rows["label"] = [label_of_violence_area(a) for a in rows["area"]]
    known = rows.dropna(subset=["county_share"])
    sentence = ""
    if not rows.empty:
        sentence = _("Ingen kommun i {name} svarade på frågan.").format(name=county["name"])
    if not known.empty:
        least = known.loc[known["county_share"].idxmin()]
        wording = (
            _(
                "Självskattat: minst vanligt i länet är utbildning om {area}, hos {part} som svarat; i riket {country}."
            )
            if len(known) > 1
            else _(
                "Självskattat: i länet har {part} som svarat utbildat personal om {area}; i riket {country}."
            )
        )
        sentence = wording.format(
            area=least["label"].lower(),
            part=grammar.out_of(
                int(least["county_count"]), int(least["county_base"]), grammar.municipalities
            ),
            country=percent(least["country_share"]),
        )
    notes = (
        [evidence.no_examples_note()]
        if rows.empty
        else [
            _(
                "Självskattat i enkäten 2023: personal i socialtjänsten som någon gång 2020–2022 fått utbildning. Svaret vet ej räknas inte."
            )
        ]
    )
    return Result(
        "county_training",
        _("Kommuner som utbildat personal 2020–2022, per våldsområde"),
        sentence,
        rows,
        (
            Column("label", _("Våldsområde")),
            Column("county_count", _("Ja, i länet"), "count"),
            Column("county_base", _("Svarande i länet"), "count"),
            Column("county_share", _("Andel i länet"), "percent"),
            Column("country_base", _("Svarande i riket"), "count"),
            Column("country_share", _("Andel i riket"), "percent"),
            Column("status", _("Tecken")),
        ),
        "percent",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(notes),
    )


def kinds_of_work(reader: Reader, filters: Filters) -> Result:
    """The share of reporting municipalities that do anything under each heading of the report form of 2016.

    Rows, rarest in the county against the country first: `label`, `county_count`, `county_share`, `country_share`, `difference`, `status`.
    """
    county = chosen(reader, filters)
    rows = reader.rows(
        work_2016.REPORTED
        + """, headed AS (SELECT e.*, t.development_area_id FROM every e JOIN activity_type t USING (activity_type_id)
                      WHERE $area = '' OR e.area = $area)
             SELECT d.name_sv AS label, count(DISTINCT h.code) FILTER (h.code[1:2] = $county) AS county_count,
               count(DISTINCT h.code) AS country_count, (SELECT count(*) FROM reporting WHERE code[1:2] = $county) AS county_base,
               (SELECT count(*) FROM reporting) AS country_base
             FROM headed h JOIN development_area d USING (development_area_id) GROUP BY d.name_sv""",
        {
            "county": county["code"],
            "statuses": evidence.shown_statuses(filters),
            "area": filters.violence_area_id,
        },
    )
    rows = _with_shares(rows)
    rows["difference"] = rows["county_share"] - rows["country_share"]
    rows = rows.sort_values(["difference", "label"], kind="stable").reset_index(drop=True)
    sources = work_2016.sources(reader, filters)
    rows["status"] = evidence.least_certain(sources["status"]) if len(sources) else ""
    notes = []
    if rows.empty:
        notes.append(
            evidence.no_examples_note()
            if not filters.examples
            else _("Sexuellt våld var inget eget område i 2016 års medel.")
            if filters.violence_area_id == "sexual_violence"
            else _("Ingen insats 2016 är redovisad inom {area}.").format(
                area=label_of_violence_area(filters.violence_area_id).lower()
            )
        )
    return Result(
        "county_kinds_of_work",
        _("Slags arbete 2016, länet mot riket"),
        _work_sentence(rows, county["name"]),
        rows,
        (
            Column("label", _("Slags arbete")),
            Column("county_count", _("Kommuner i länet"), "count"),
            Column("county_share", _("Andel i länet"), "percent"),
            Column("country_share", _("Andel i riket"), "percent"),
            Column("status", _("Tecken")),
        ),
        "percent",
        evidence.provenance(reader, sources),
        statuses_of(rows),
        tuple(notes),
    )


def _work_sentence(rows: pd.DataFrame, name: str) -> str:
    if rows.empty:
        return ""
    if rows["county_share"].isna().all():
        return _("Ingen kommun i {name} redovisade insatser för 2016.").format(name=name)
    nobody = [label.lower() for label in rows.loc[rows["county_count"] == 0, "label"]]
    if nobody:
        return _("Ingen kommun i länet redovisar {kinds}.").format(kinds=grammar.either(nobody))
    least = rows.iloc[0]
    if round(least["county_share"]) >= round(least["country_share"]):
        return _("Länet ligger i nivå med riket eller över i alla slags arbete som redovisas.")
    return _("Längst under riket ligger länet i {kind}: {county} mot {country} av kommunerna.").format(
        kind=least["label"].lower(),
        county=percent(least["county_share"]),
        country=percent(least["country_share"]),
    )
