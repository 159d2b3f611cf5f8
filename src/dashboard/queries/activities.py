"""What the money was used for: by development area and violence area, kind of activity, target group and method.

The year is the chosen one where recipients of the chosen kind have told what they did; else 2016, the only year that a document tells it of
throughout. Counts are recipients, not activities. Where a printed figure is about exactly the same thing, the printed figure is shown.
"""

import pandas as pd

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.measures import VIOLENCE_AREAS, label_of_violence_area
from dashboard.core.numbers import number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import activity_counts, evidence


def by_area(reader: Reader, filters: Filters) -> Result:
    """Recipients per development area and violence area in 2016.

    Rows, one per cell that has any: `development_area`, `violence_area_id`, `area`, `value`, `status`. Cells without rows are
    not told apart in the source, which is something else than zero.
    """
    year = activity_counts.year_of(reader, filters)
    rows = activity_counts.counts(
        reader, filters, "t.development_area_id", "coalesce(a.violence_area_id, 'intimate_partner')"
    )
    names = reader.rows(
        """SELECT DISTINCT development_area_id AS item, d.name_sv AS development_area
           FROM activity_type t JOIN development_area d USING (development_area_id)
           WHERE t.recipient_kind = $kind ORDER BY development_area COLLATE sv""",
        {"kind": filters.recipient_kind},
    )
    rows = rows.merge(names, on="item")
    rows["most"] = rows.groupby("item")["value"].transform("max")
    rows["area"] = [label_of_violence_area(a) for a in rows["violence_area_id"]]
    rows["column"] = [VIOLENCE_AREAS.index(a) for a in rows["violence_area_id"]]
    rows = rows.sort_values(["most", "item", "column"], ascending=[False, True, True], ignore_index=True)
    base = activity_counts.base_of(reader, filters, year)
    notes = [
        *activity_counts.year_notes(filters, year),
        _("{base} av de {all} {noun} som fick medel {year} ingår i redovisningen av vad de gjorde.").format(
            base=number(base),
            all=number(
                activity_counts.figure(reader, activity_counts.receiving(filters.recipient_kind, year))
            ),
            noun=activity_counts.noun(filters),
            year=year,
        ),
        _("Insatser som redovisningen inte knyter till ett annat område räknas till våld i nära relationer."),
        _("– betyder att redovisningen inte skiljer ut området där."),
    ]
    if year == activity_counts.PRINTED_YEAR:
        notes.append(_("Sexuellt våld var inget eget område 2016."))
    if rows["printed"].any() and not rows["printed"].all():
        notes.append(_("Fet siffra i rutan är tryckt i källan; övriga är exempeldata."))
    return Result(
        "activities_by_area",
        _("Utvecklingsområden och våldsområden {year}").format(year=year),
        _area_sentence(rows, filters, base),
        rows,
        (
            Column("development_area", _("Utvecklingsområde")),
            Column("area", _("Våldsområde")),
            Column("value", activity_counts.noun(filters).capitalize(), "count"),
            Column("status", _("Tecken")),
        ),
        "count",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(notes + activity_counts.hidden_notes(rows, filters)),
        context={
            "down": list(dict.fromkeys([*rows["development_area"], *names["development_area"]])),
            "across": [filters.violence_area_id]
            if filters.violence_area_id
            else list(VIOLENCE_AREAS[: 3 if year == activity_counts.PRINTED_YEAR else 4]),
            "base": base,
        },
    )


def kinds(reader: Reader, filters: Filters) -> Result:
    """Kinds of activity by how many recipients reported them in 2016: `label`, `development_area`, `value`, `base`, `status`."""
    rows = activity_counts.counts(reader, filters, "a.activity_type_id", "''").merge(
        reader.rows(
            """SELECT activity_type_id AS item, t.name_sv AS label, d.name_sv AS development_area
               FROM activity_type t JOIN development_area d USING (development_area_id)"""
        ),
        on="item",
    )
    rows = _ranked(rows, activity_counts.base_of(reader, filters, activity_counts.year_of(reader, filters)))
    return Result(
        "activity_kinds",
        _("Slags insatser {year}, efter hur många {noun} som hade dem").format(
            year=activity_counts.year_of(reader, filters), noun=activity_counts.noun(filters)
        ),
        _extremes_sentence(rows, filters),
        rows,
        (
            Column("label", _("Insats")),
            Column("development_area", _("Utvecklingsområde")),
            *_count_columns(filters),
        ),
        "count",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(
            activity_counts.year_notes(filters, activity_counts.year_of(reader, filters))
            + activity_counts.hatching_notes(rows)
            + activity_counts.hidden_notes(rows, filters)
        ),
    )


def target_groups(reader: Reader, filters: Filters) -> Result:
    """Recipients per target group in 2016: `label`, `value`, `base`, `status`."""
    rows = activity_counts.counts(reader, filters, "a.target_group_id", "''").merge(
        reader.rows("SELECT target_group_id AS item, name_sv AS label FROM target_group"), on="item"
    )
    rows = _ranked(rows, activity_counts.base_of(reader, filters, activity_counts.year_of(reader, filters)))
    sentence = ""
    if not rows.empty:
        most = rows[rows["value"] == rows["value"].max()]
        sentence = _("Flest {noun} hade insatser för {groups}: {value} av {base}. {named} nämns.").format(
            noun=activity_counts.noun(filters),
            groups=grammar.who([grammar.lowered(label) for label in most["label"]], _target_groups),
            value=number(most["value"].iloc[0]),
            base=number(most["base"].iloc[0]),
            named=_target_groups(len(rows)),
        )
    return Result(
        "activity_target_groups",
        _("Målgrupper {year}").format(year=activity_counts.year_of(reader, filters)),
        sentence,
        rows,
        (Column("label", _("Målgrupp")), *_count_columns(filters)),
        "count",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(
            activity_counts.year_notes(filters, activity_counts.year_of(reader, filters))
            + activity_counts.hatching_notes(rows)
            + activity_counts.hidden_notes(rows, filters)
        ),
    )


def methods(reader: Reader, filters: Filters) -> Result:
    """Every named method with one line on what it is, and who used it.

    Rows: `label`, `explanation_sv`, `value` (recipients of the chosen kind 2016; missing if none), `base`, `districts` (Stockholm's
    city-district boards 2017), `status`. The lines themselves are of the dataset's vocabulary.
    """
    year = activity_counts.year_of(reader, filters)
    used = activity_counts.counts(reader, filters, "a.method_id", "''")
    rows = reader.rows(
        """SELECT m.method_id AS item, m.name_sv AS label, m.explanation_sv, nullif(count(DISTINCT a.recipient_id), 0) AS districts,
                  any_value(a.source_id) AS district_source, any_value(a.locator) AS district_locator
           FROM method m LEFT JOIN (SELECT a.* FROM activity a JOIN recipient r USING (recipient_id) WHERE r.kind = 'district'
             AND ($area = '' OR coalesce(a.violence_area_id, 'intimate_partner') = $area)) a USING (method_id)
           GROUP BY ALL""",
        {"area": filters.violence_area_id},
    ).merge(used, on="item", how="left")
    for column, other in (("source_id", "district_source"), ("locator", "district_locator")):
        rows[column] = rows[column].astype(object).fillna(rows[other])
    rows["districts"] = rows["districts"].astype(float)
    only_districts = rows["value"].isna() & rows["districts"].notna()
    rows["status"] = rows["status"].astype(object).mask(only_districts, "published")
    if filters.violence_area_id:
        rows = rows.dropna(subset=["value", "districts"], how="all")
    rows = _ranked(rows, activity_counts.base_of(reader, filters, activity_counts.year_of(reader, filters)))
    known = rows.dropna(subset=["value"])
    sentence = (
        _("Vanligast bland {noun} {year} är {label}: {value} av {base}.").format(
            noun=activity_counts.noun(filters),
            year=year,
            label=grammar.some(known.loc[known["value"] == known["value"].max(), "label"].tolist()),
            value=number(known["value"].iloc[0]),
            base=number(known["base"].iloc[0]),
        )
        if not known.empty
        else _("Ingen metod med namn nämns för {noun} {year}.").format(
            noun=activity_counts.noun(filters), year=year
        )
    )
    return Result(
        "activity_methods",
        _("Metoder, och vad de är"),
        sentence,
        rows,
        (
            Column("label", _("Metod")),
            Column("explanation_sv", _("Vad det är")),
            Column(
                "value",
                _("{kinds} {year}").format(kinds=activity_counts.noun(filters).capitalize(), year=year),
                "count",
            ),
            Column("districts", _("Stockholms nämnder 2017"), "count"),
            Column("status", _("Tecken")),
        ),
        "count",
        evidence.provenance(reader, rows.dropna(subset=["source_id"])),
        statuses_of(rows),
        tuple(
            [
                _(
                    "– betyder att metoden inte nämns för mottagarna. FREDA består av tre instrument, som räknas var för sig."
                ),
                *([] if filters.examples else [evidence.no_examples_note()]),
            ]
        ),
    )


def _ranked(rows: pd.DataFrame, base: float) -> pd.DataFrame:
    return rows.assign(base=base).sort_values(
        ["value", "label"], ascending=[False, True], na_position="last", ignore_index=True
    )


def _count_columns(filters: Filters) -> tuple[Column, ...]:
    return (
        Column("value", activity_counts.noun(filters).capitalize(), "count"),
        Column("base", _("Av redovisande"), "count"),
        Column("status", _("Tecken")),
    )


def _target_groups(count: int) -> str:
    return ngettext("{count} målgrupp", "{count} målgrupper", count).format(count=number(count))


def _area_sentence(rows: pd.DataFrame, filters: Filters, base: float) -> str:
    if rows.empty:
        return ""
    most = rows[rows["value"] == rows["value"].max()]
    areas = [
        _("”{development}” ({area})").format(
            development=grammar.lowered(row["development_area"]), area=grammar.lowered(row["area"])
        )
        for _index, row in most.iterrows()
    ]
    return _("Flest {noun}, {value} av {base} redovisande, hade insatser inom {areas}.").format(
        noun=activity_counts.noun(filters),
        value=number(most["value"].iloc[0]),
        base=number(base),
        areas=grammar.some(areas),
    )


def _extremes_sentence(rows: pd.DataFrame, filters: Filters) -> str:
    """The two most used kinds and the least used; kinds that tie are named together."""
    if rows.empty:
        return ""
    base = number(rows["base"].iloc[0])
    if len(rows) < 3:
        named = grammar.listed([_with_value(row) for _index, row in rows.iterrows()])
        return _("Av {base} redovisande {noun}: {named}.").format(
            base=base, noun=activity_counts.noun(filters), named=named
        )
    most = rows[rows["value"] >= rows["value"].iloc[1]]
    least = rows[rows["value"] == rows["value"].iloc[-1]]
    if len(most) == len(rows):
        return _(
            "Av {base} redovisande {noun} hade lika många, {value}, vart och ett av de {count} slagen."
        ).format(
            base=base,
            noun=activity_counts.noun(filters),
            value=number(rows["value"].iloc[0]),
            count=len(rows),
        )
    return _("Vanligast bland {base} redovisande {noun}: {most}. Minst vanligt: {least}.").format(
        base=base,
        noun=activity_counts.noun(filters),
        most=grammar.listed([_with_value(row) for _index, row in most.iterrows()]),
        least=_few_with_value(least),
    )


def _few_with_value(rows: pd.DataFrame) -> str:
    def many(count: int) -> str:
        return _("{count} slag med {value} var").format(count=count, value=number(rows["value"].iloc[0]))

    return grammar.who([_with_value(row) for _index, row in rows.iterrows()], many)


def _with_value(row: pd.Series) -> str:
    return f"{grammar.lowered(row['label'])} ({number(row['value'])})"
