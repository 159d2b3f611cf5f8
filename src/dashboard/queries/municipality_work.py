"""What one municipality did and how it answered: by violence area, activity by activity, and its own assessments."""

import numpy as np
import pandas as pd

from dashboard.core import grammar
from dashboard.core.codes import county_of
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.measures import VIOLENCE_AREAS, label_of_violence_area
from dashboard.core.numbers import number, percent
from dashboard.core.result import Column, Result, statuses_of
from dashboard.core.status import Status, ordered, sign
from dashboard.dataset.store import Reader
from dashboard.queries import evidence, example_values, work_2016
from dashboard.queries.municipality import code_of, name_of

_ALL_ANSWERS = "vardanalys-2023.f3-f5.municipalities.n.2022"


def violence_areas(reader: Reader, filters: Filters) -> Result:
    """Activities of 2016 by violence area, beside how many municipalities do anything in the area.

    Rows, one per area: `label`, `own` (activities; missing if no report of the municipality is known), `own_text` in words, `county_share`
    and `country_share` (percent of reporting municipalities with any activity; missing unless all reports of the country are known),
    `training` (own answer), `status`. Empty where neither a report nor an answer is known.
    """
    code = code_of(filters)
    counted = reader.rows(
        work_2016.REPORTED
        + """SELECT v.violence_area_id AS area, count(*) FILTER (e.code = $code) AS own,
             100.0 * count(DISTINCT e.code) FILTER (e.code[1:2] = $county) / nullif((SELECT count(*) FROM reporting WHERE code[1:2] = $county), 0) AS county_share,
             100.0 * count(DISTINCT e.code) / nullif((SELECT count(*) FROM reporting), 0) AS country_share,
             (SELECT count(*) FROM reporting WHERE code = $code) AS reported
           FROM violence_area v LEFT JOIN every e ON e.area = v.violence_area_id GROUP BY v.violence_area_id""",
        {"code": code, "county": county_of(code), "statuses": evidence.shown_statuses(filters)},
    ).set_index("area")
    answers = reader.rows(
        """SELECT s.violence_area_id AS area, s.answer, s.status, s.source_id FROM self_assessment s JOIN recipient r USING (recipient_id)
           WHERE r.area_code = $code AND r.kind = 'municipality' AND s.question_id = 'staff_training' AND s.status IN (SELECT unnest($statuses))""",
        {"code": code, "statuses": evidence.shown_statuses(filters)},
    ).set_index("area")
    rows = counted.reindex(list(VIOLENCE_AREAS)).reset_index()
    reported = bool(rows["reported"].max())
    # Sexual violence was not an area of its own in the grant of 2016: not applicable, which is something else than none.
    rows["own"] = [
        None if not reported or a == "sexual_violence" else int(n)
        for a, n in zip(rows["area"], rows["own"], strict=True)
    ]
    rows.loc[rows["area"] == "sexual_violence", ["county_share", "country_share"]] = None
    whole = work_2016.is_whole(reader, filters)
    if not whole:
        rows[["county_share", "country_share"]] = np.nan
    rows["label"] = [label_of_violence_area(a) for a in rows["area"]]
    rows["training"] = [answer_text(answers["answer"].get(a)) for a in rows["area"]]
    rows["own_text"] = [
        _("ingick inte")
        if a == "sexual_violence"
        else _("inte känt")
        if n is None or pd.isna(n)
        else number(n)
        for a, n in zip(rows["area"], rows["own"], strict=True)
    ]
    sources = pd.concat(
        [work_2016.sources(reader, filters), answers.assign(locator=_("kompetensutveckling 2020–2022"))]
    )
    rows["status"] = evidence.least_certain(sources["status"]) if len(sources) else ""
    name = name_of(reader, code)
    if not (filters.examples or reported or len(answers)):
        rows = rows.iloc[0:0]
    notes = [
        _(
            "Sexuellt våld var inget eget område i 2016 års medel; för det området visas bara kompetensutveckling 2020–2022."
        )
    ]
    if rows.empty:
        notes.append(evidence.no_examples_note())
    elif not whole:
        notes.append(_("Länet och riket visas inte: bara några kommuners uppgifter är kända."))
    known = rows.dropna(subset=["own"])
    white = [str(r.label).lower() for r in known.itertuples() if r.own == 0]
    sentence = (
        ""
        if rows.empty
        else example_values.said()
        if evidence.is_example(rows)
        else _("Vad {name} gjorde 2016 är inte känt; kommunens egna svar om utbildning är det.").format(
            name=name
        )
        if known.empty
        else _("{name} rapporterade inga insatser inom {areas} 2016.").format(
            name=name, areas=grammar.either(white)
        )
        if white
        else _("{name} rapporterade insatser inom alla områden som 2016 års medel omfattade.").format(
            name=name
        )
    )
    return Result(
        "municipality_violence_areas",
        _("Våldsområden, insatser 2016 och utbildning 2020–2022"),
        sentence,
        rows,
        (
            Column("label", _("Våldsområde")),
            Column("own_text", _("Insatser 2016"), "text", in_files=False),
            Column("own", _("Insatser 2016"), "count", on_screen=False),
            Column("county_share", _("Länets kommuner med insats"), "percent"),
            Column("country_share", _("Rikets kommuner med insats"), "percent"),
            Column("training", _("Personal som fått utbildning 2020–2022")),
            Column("status", _("Tecken")),
        ),
        "count",
        evidence.provenance(reader, sources if len(rows) else rows),
        statuses_of(rows),
        tuple(notes),
    )


def answer_text(answer: object) -> str:
    """An answer about staff training, as the person reads it."""
    return {
        "all": _("alla"),
        "majority": _("en majoritet"),
        "minority": _("en minoritet"),
        "unknown_share": _("ja, okänt hur många"),
        "none": _("ingen"),
        "dont_know": _("vet ej"),
    }.get(str(answer), _("inget svar"))


def activities(reader: Reader, filters: Filters) -> Result:
    """The municipality's activities, its city-district boards' included, filtered by violence area.

    Rows: `year`, `recipient`, `area`, `activity`, `target_group`, `method`, `partner`, `description_sv`, `status`.
    """
    code = code_of(filters)
    rows = reader.rows(
        """SELECT a.year, r.name AS recipient, v.name_sv AS area, t.name_sv AS activity, g.name_sv AS target_group, m.name_sv AS method,
                  a.partner_sv AS partner, a.description_sv, a.status, a.source_id, a.locator
           FROM activity a JOIN recipient r USING (recipient_id) JOIN activity_type t USING (activity_type_id)
           LEFT JOIN violence_area v USING (violence_area_id) LEFT JOIN target_group g USING (target_group_id) LEFT JOIN method m USING (method_id)
           WHERE (r.area_code = $code AND r.kind IN ('municipality', 'district')) AND a.status IN (SELECT unnest($statuses))
             AND ($area = '' OR coalesce(a.violence_area_id, CASE WHEN a.year <= 2017 THEN 'intimate_partner' END) = $area)
           ORDER BY a.year DESC, r.name COLLATE sv, a.activity_id""",
        {"code": code, "area": filters.violence_area_id, "statuses": evidence.shown_statuses(filters)},
    )
    for column in ("area", "target_group", "method", "partner", "description_sv"):
        rows[column] = rows[column].fillna("")
    name = name_of(reader, code)
    scope = (
        ""
        if not filters.violence_area_id
        else " " + _("inom {area}").format(area=label_of_violence_area(filters.violence_area_id).lower())
    )
    real = rows[rows["status"] != Status.SYNTHETIC.value]
    if not real.empty:
        # What is known is told alone: title and sentence speak of its years.
        rows = real.reset_index(drop=True)
    methods = [m for m in real["method"].unique() if m]
    sentence = (
        ""
        if rows.empty
        else example_values.said()
        if real.empty
        else ngettext(
            "{count} känd insats{scope} i {name}.", "{count} kända insatser{scope} i {name}.", len(real)
        ).format(count=number(len(real)), scope=scope, name=name)
    )
    if methods:
        sentence += " " + _("Metoder: {methods}.").format(methods=grammar.examples(methods, 5))
    notes = [evidence.no_examples_note()] if rows.empty else []
    mixing = evidence.mixing_note(set(rows["status"]))
    return Result(
        "municipality_activities",
        _("Insatser, {place}").format(place=f"{name} {grammar.years(real['year'].astype(int))}".strip()),
        sentence,
        rows,
        (
            Column("year", _("År")),
            Column("recipient", _("Vem")),
            Column("activity", _("Insats")),
            Column("description_sv", _("Beskrivning")),
            Column("target_group", _("Målgrupp")),
            Column("method", _("Metod")),
            Column("partner", _("Samverkar med")),
            Column("area", _("Våldsområde")),
            Column("status", _("Tecken")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple([*notes, *([mixing] if mixing else [])]),
    )


def assessments(reader: Reader, filters: Filters) -> Result:
    """The municipality's own answers beside everyone's. Self-assessed; not effects.

    Rows: `question`, `own` and its `own_sign`, and where as many as the document counts have answered `others` and `n`; `status`, that of
    all answers shown. Empty where no answer of the municipality is known.
    """
    code = code_of(filters)
    rows = reader.rows(
        """SELECT q.question_id, q.name_sv AS question, any_value(coalesce(CAST(s.score AS VARCHAR), s.answer)) FILTER (r.area_code = $code) AS own,
                  count(*) AS n, avg(s.score) AS mean_score, median(s.score) AS median_score,
                  100.0 * count(*) FILTER (s.score >= 4 OR s.answer = 'ja') / count(*) AS positive_share,
                  list(DISTINCT s.status) AS statuses, any_value(s.status) FILTER (r.area_code = $code) AS own_status,
                  any_value(s.source_id) FILTER (r.area_code = $code) AS own_source, any_value(s.locator) FILTER (r.area_code = $code) AS own_place,
                  string_agg(DISTINCT s.source_id, ' | ' ORDER BY s.source_id) AS source_id, any_value(s.locator) AS locator
           FROM self_assessment s JOIN recipient r USING (recipient_id) JOIN question q USING (question_id)
           WHERE r.kind = 'municipality' AND s.year = 2022 AND q.question_id IN ('quality', 'not_possible_without') AND s.status IN (SELECT unnest($statuses))
           GROUP BY q.question_id, q.name_sv ORDER BY q.question_id DESC""",
        {"code": code, "statuses": evidence.shown_statuses(filters)},
    )
    printed = reader.rows("SELECT value FROM published_figure WHERE figure_id = $id", {"id": _ALL_ANSWERS})
    whole = filters.examples or bool((rows["n"] >= printed["value"].iloc[0]).all())
    if not filters.examples and rows["own"].isna().all():
        rows = rows.iloc[0:0].copy()
    rows["status"] = [
        evidence.least_certain(one) if whole else own
        for one, own in zip(rows["statuses"], rows["own_status"], strict=True)
    ]
    rows["own_sign"] = [sign(s) if isinstance(s, str) else "" for s in rows["own_status"]]
    own_places = rows[["own_source", "own_place"]].set_axis(["source_id", "locator"], axis="columns").dropna()
    own_differs = (rows["own_status"].notna() & (rows["own_status"] != rows["status"])).any()
    rows["own"] = rows["own"].fillna(_("inte känt"))
    rows["others"] = [
        _("{share} svarade 4 eller 5").format(share=percent(r.positive_share))
        if r.question_id == "quality"
        else _("{share} svarade ja").format(share=percent(r.positive_share))
        for r in rows.itertuples()
    ]
    name = name_of(reader, code)
    own = rows[rows["own_status"].notna() & (rows["own_status"] != Status.SYNTHETIC.value)]
    if rows.empty:
        sentence = ""
    elif own.empty:
        sentence = example_values.said()
    else:
        sentence = _("Självskattat 2022 i {name}: {answers}.").format(
            name=name,
            answers=grammar.listed(
                [
                    _("{answer} på frågan om kvalitetsförbättring").format(answer=r.own)
                    if r.question_id == "quality"
                    else _("{answer} på frågan om den varit möjlig utan medlen").format(answer=r.own)
                    for r in own.itertuples()
                ]
            ),
        )
    notes = [_("Självskattningar säger vad kommunen själv bedömer. De mäter inte effekt.")]
    if own_differs:
        notes.append(evidence.mixing_note({*rows["status"].dropna(), *rows["own_status"].dropna()}))
    if rows.empty and not filters.examples:
        notes.append(evidence.no_examples_note())
    return Result(
        "municipality_assessments",
        _("Självskattat resultat 2022"),
        sentence,
        rows,
        (
            Column("question", _("Fråga")),
            Column("own", name),
            *((Column("own_sign", _("Tecken för {name}").format(name=name)),) if own_differs else ()),
            *(
                (Column("others", _("Alla svarande")), Column("n", _("Antal svar"), "count"))
                if whole and len(rows)
                else ()
            ),
            Column("status", _("Tecken")),
        ),
        "",
        evidence.provenance(reader, pd.concat([own_places, rows]) if whole else own_places),
        ordered({*rows["status"].dropna(), *rows["own_status"].dropna()}),
        tuple(notes),
    )
