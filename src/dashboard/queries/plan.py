"""The implementation plan of the competence support 2020-2022: what is done when, by whom, and for which area."""

import pandas as pd

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence


def timeline(reader: Reader, filters: Filters) -> Result:
    """The rows of the time and activity plan by main activity.

    Rows: `main_activity_no`, `main_activity` (number and text), `activity_sv`, `responsible`, `year_from`, `year_to`, `period`, `status`.
    """
    rows = reader.rows(
        """SELECT p.*, m.activity_sv AS main_activity_sv FROM plan_activity p
           JOIN main_activity m ON m.main_activity_no = p.main_activity_no AND m.letter IS NULL
           ORDER BY p.main_activity_no, p.plan_activity_id"""
    )
    rows["main_activity"] = [
        f"{no} {text}" for no, text in zip(rows["main_activity_no"], rows["main_activity_sv"], strict=True)
    ]
    rows["period"] = [_period(a, b) for a, b in zip(rows["year_from"], rows["year_to"], strict=True)]
    return Result(
        "plan_timeline",
        _("Tid- och aktivitetsplan"),
        _timeline_sentence(rows),
        rows,
        (
            Column("main_activity", _("Huvudaktivitet")),
            Column("activity_sv", _("Delaktivitet")),
            Column("responsible", _("Ansvarig")),
            Column("period", _("Tid")),
            Column("locator", _("Plats i dokumentet")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (
            _("Planen som den trycktes 2020. Den säger när något ska göras, inte om det blev gjort."),
            *evidence.undivided_item_notes(filters),
        ),
    )


def _period(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _timeline_sentence(rows: pd.DataFrame) -> str:
    counts = rows["main_activity_no"].value_counts()
    top = counts[counts == counts.max()].index.sort_values()
    whole = (
        (rows["year_from"] == rows["year_from"].min()) & (rows["year_to"] == rows["year_to"].max())
    ).sum()
    most = ngettext(
        "Flest, {most}, hör till huvudaktivitet {which}.",
        "Flest, {most} var, hör till huvudaktivitet {which}.",
        len(top),
    ).format(most=counts.max(), which=grammar.listed([str(n) for n in top]))
    return (
        _("{count} delaktiviteter under {mains} huvudaktiviteter; {whole} pågår hela perioden.").format(
            count=len(rows), mains=len(counts), whole=whole
        )
        + " "
        + most
    )


def by_goal(reader: Reader, filters: Filters) -> Result:
    """The five areas to strengthen and the main activities under each, in document order.

    Rows: `area` (once for each area), `goal_sv` (on every row), `main_activity`, `activities` (how many, missing where the plan
    has no main activity for the area), `responsible`, `remark`, `status`.
    """
    rows = reader.rows(
        """SELECT g.goal_sv, m.main_activity_no, m.activity_sv, g.note_sv, p.activities, p.responsible,
                  g.status, coalesce(m.source_id, g.source_id) AS source_id, coalesce(m.locator, g.locator) AS locator
           FROM goal g LEFT JOIN main_activity m ON m.goal_id = g.goal_id AND m.letter IS NULL
           LEFT JOIN (SELECT main_activity_no, count(*) AS activities, list(DISTINCT responsible ORDER BY responsible) AS responsible
                      FROM plan_activity GROUP BY main_activity_no) p USING (main_activity_no)
           WHERE g.level = 'development_area' ORDER BY g.position, m.main_activity_no"""
    )
    parts = reader.rows(
        "SELECT main_activity_no, letter, activity_sv FROM main_activity WHERE letter IS NOT NULL ORDER BY letter"
    )
    lettered = (
        (parts["letter"] + ") " + parts["activity_sv"]).groupby(parts["main_activity_no"]).agg("; ".join)
    )
    without = rows.loc[rows["main_activity_no"].isna(), "goal_sv"].tolist()
    rows["area"] = rows["goal_sv"].where(~rows["goal_sv"].duplicated(), "")
    rows["main_activity"] = [
        "" if pd.isna(no) else f"{int(no)} {text}"
        for no, text in zip(rows["main_activity_no"], rows["activity_sv"], strict=True)
    ]
    rows["remark"] = rows["note_sv"].fillna(rows["main_activity_no"].map(lettered)).fillna("")
    rows["responsible"] = rows["responsible"].map(", ".join, na_action="ignore").fillna("")
    return Result(
        "plan_by_goal",
        _("Planen efter område att stärka"),
        _by_goal_sentence(rows["goal_sv"].nunique(), without),
        rows,
        (
            Column("area", _("Område att stärka"), in_files=False),
            Column("goal_sv", _("Område att stärka"), on_screen=False),
            Column("main_activity", _("Huvudaktivitet")),
            Column("activities", _("Delaktiviteter"), "count"),
            Column("responsible", _("Ansvariga")),
            Column("remark", _("Anmärkning")),
            Column("locator", _("Plats i dokumentet")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(evidence.undivided_item_notes(filters)),
    )


def _by_goal_sentence(areas: int, without: list[str]) -> str:
    if not without:
        return _("Planen har huvudaktiviteter för alla {areas} områden.").format(areas=areas)
    return _("Planen har huvudaktiviteter för {some} av {areas} områden. Utan är: {without}.").format(
        some=areas - len(without),
        areas=areas,
        without=grammar.listed([grammar.lowered(name) for name in without]),
    )
