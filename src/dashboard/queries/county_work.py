"""What a county's municipalities do: by violence area, in training, and by kind of work."""

import numpy as np
import pandas as pd

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.measures import VIOLENCE_AREAS, label_of_violence_area
from dashboard.core.numbers import percent
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence, example_values, work_2016
from dashboard.queries.counties import chosen
from dashboard.queries.white_spots import AREAS_2016

_ALL_ANSWERS = "vardanalys-2023.data.survey.responses.2023"


def violence_areas(reader: Reader, filters: Filters) -> Result:
    """The share of the municipalities whose reports are known with any activity of 2016 in each violence area.

    Rows: `area`, `label`, `county_count` and `county_share`, `country_count` and `country_share` (percent; missing unless all reports of
    the country are known), `nobody` in words, `status`. Empty where no report of the county is known.
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
    rows = _with_shares(rows[_is_known(rows, filters)], work_2016.is_whole(reader, filters))
    rows["label"] = [label_of_violence_area(a) for a in rows["area"]]
    rows["nobody"] = [_("ingen kommun i länet") if n == 0 else "" for n in rows["county_count"]]
    sources = work_2016.sources(reader, filters)
    rows["status"] = evidence.least_certain(sources["status"]) if len(sources) else ""
    return Result(
        "county_violence_areas",
        _("Kommuner med insats 2016, per våldsområde"),
        _areas_sentence(rows, county["name"]) if len(rows) else "",
        rows,
        (
            Column("label", _("Våldsområde")),
            Column("county_count", _("Kommuner i länet"), "count"),
            Column("county_share", _("Andel i länet"), "percent"),
            *_country_columns(rows),
            Column("nobody", _("Vit fläck")),
            Column("status", _("Tecken")),
        ),
        "percent",
        evidence.provenance(reader, sources),
        statuses_of(rows),
        tuple(_areas_notes(rows, filters)),
    )


def _is_known(rows: pd.DataFrame, filters: Filters) -> pd.Series:
    """The rows to show: those of a county of which something is known, or of any where example data fills the picture."""
    return rows["county_base"] > 0 if not filters.examples else rows["country_base"] > 0


def _with_shares(rows: pd.DataFrame, country_is_whole: bool) -> pd.DataFrame:
    """The counts as percent; missing where nobody in the county is counted, and for a country that is only partly known."""
    in_county = (100 * rows["county_count"] / rows["county_base"]).where(rows["county_base"] > 0)
    of_country = rows["country_count"].where(rows["country_base"] > 0) if country_is_whole else np.nan
    return rows.assign(
        county_share=in_county,
        country_share=100 * of_country / rows["country_base"],
        country_count=of_country,
    )


def _country_columns(rows: pd.DataFrame) -> tuple[Column, ...]:
    if rows["country_share"].isna().all():
        return ()
    return (
        Column("country_count", _("Kommuner i riket"), "count"),
        Column("country_share", _("Andel i riket"), "percent"),
    )


def _beside(country_share: float) -> str:
    """The country's share beside the county's; nothing where the country is only partly known."""
    return (
        "" if pd.isna(country_share) else _(", mot {country} i riket").format(country=percent(country_share))
    )


def _areas_sentence(rows: pd.DataFrame, name: str) -> str:
    base = int(rows["county_base"].iloc[0])
    if evidence.is_example(rows) or not base:
        return example_values.said()
    nobody = [label.lower() for label in rows.loc[rows["county_count"] == 0, "label"]]
    known = ngettext(
        "Redovisningen för 2016 är känd för {count} kommun i {name}.",
        "Redovisningen för 2016 är känd för {count} kommuner i {name}.",
        base,
    ).format(count=base, name=name)
    if nobody:
        nothing = ngettext(
            "Den har ingen insats inom {areas}.", "Ingen av dem har någon insats inom {areas}.", base
        ).format(areas=grammar.either(nobody))
        return grammar.paragraph(known, nothing)
    least = rows.loc[rows["county_share"].idxmin()]
    return grammar.paragraph(
        known,
        _("Insatser inom {area} har {share}{country}.").format(
            area=least["label"].lower(),
            share=percent(least["county_share"]),
            country=_beside(least["country_share"]),
        ),
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
    notes = [
        ngettext(
            "Andelarna i länet räknas av {county} kommun vars redovisning är känd.",
            "Andelarna i länet räknas av {county} kommuner vars redovisning är känd.",
            int(rows["county_base"].iloc[0]),
        ).format(county=int(rows["county_base"].iloc[0])),
        _("Insatser som inte är utpekade för ett annat område räknas till våld i nära relationer."),
    ]
    return notes if rows["country_share"].notna().any() else [*notes, country_unknown_note()]


def country_unknown_note() -> str:
    """What a view says that compares with a country of which only some municipalities are known."""
    return _("Riket visas inte: bara några kommuners uppgifter är kända.")


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
    printed = reader.rows("SELECT value FROM published_figure WHERE figure_id = $id", {"id": _ALL_ANSWERS})
    # A question of its own for each area: as many as answered the survey need not have answered it.
    whole = filters.examples or bool((rows["country_base"] >= printed["value"].iloc[0]).all())
    rows = _with_shares(rows[_is_known(rows, filters)], whole)
    rows["label"] = [label_of_violence_area(a) for a in rows["area"]]
    known = rows.dropna(subset=["county_share"])
    sentence = example_values.said() if len(rows) else ""
    if not known.empty and not evidence.is_example(rows):
        least = known.loc[known["county_share"].idxmin()]
        wording = (
            _(
                "Självskattat: minst vanligt bland de svar som är kända är utbildning om {area}, hos {part}{country}."
            )
            if len(known) > 1
            else _("Självskattat: {part} vars svar är känt har utbildat personal om {area}{country}.")
        )
        sentence = wording.format(
            area=least["label"].lower(),
            part=grammar.out_of(
                int(least["county_count"]), int(least["county_base"]), grammar.municipalities
            ),
            country=_beside(least["country_share"]),
        )
    notes = (
        [evidence.no_examples_note()]
        if rows.empty
        else [
            _(
                "Självskattat i enkäten 2023: personal i socialtjänsten som någon gång 2020–2022 fått utbildning. Svaret vet ej räknas inte."
            ),
            *([] if whole else [country_unknown_note()]),
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
            *_country_columns(rows),
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
    rows = _with_shares(rows[_is_known(rows, filters)], work_2016.is_whole(reader, filters))
    rows["difference"] = rows["county_share"] - rows["country_share"]
    rows = rows.sort_values(["difference", "label"], kind="stable").reset_index(drop=True)
    sources = work_2016.sources(reader, filters)
    rows["status"] = evidence.least_certain(sources["status"]) if len(sources) else ""
    notes = [] if rows.empty or rows["country_share"].notna().any() else [country_unknown_note()]
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
            *_country_columns(rows),
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
    if evidence.is_example(rows) or rows["county_share"].isna().all():
        return example_values.said()
    nobody = [label.lower() for label in rows.loc[rows["county_count"] == 0, "label"]]
    if nobody:
        return _("Ingen av länets kommuner vars redovisning är känd redovisar {kinds}.").format(
            kinds=grammar.either(nobody)
        )
    least = rows.iloc[0]
    return _("{kind}: {county} av länets kommuner vars redovisning är känd{country}.").format(
        kind=least["label"],
        county=percent(least["county_share"]),
        country=_beside(least["country_share"]),
    )
