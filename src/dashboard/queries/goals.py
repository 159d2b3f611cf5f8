"""Goals, what the evaluation says about them, and what it recommends."""

import pandas as pd

from dashboard.core import grammar
from dashboard.core.errors import UserError
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.numbers import MISSING
from dashboard.core.result import Column, Provenance, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence

DIRECTIONS = ("supports", "partly", "unclear")


def _labels_of_levels() -> dict[str, str]:
    return {
        "policy": _("Jämställdhetspolitiken"),
        "strategy": _("Nationella strategin"),
        "mission": _("Uppdraget 2020–2022"),
        "development_area": _("Områden att stärka"),
        "county_boards": _("Länsstyrelserna 2011–2014"),
    }


def label_of_level(level: str) -> str:
    """Whose goal it is, in words."""
    return _labels_of_levels()[level]


def label_of_direction(direction: str) -> str:
    """Which way a piece of evidence speaks, in words."""
    return {
        "supports": _("talar för bidrag"),
        "partly": _("delvis"),
        "unclear": _("oklart eller inget bidrag"),
    }[direction]


def tree(reader: Reader, filters: Filters) -> Result:
    """Every goal with its parent above it, the evaluation's judgement of it, and how much is said about it.

    Rows: `level_label` (once for each level), `goal` or `part` (a goal under its parent), `goal_sv`, `parent_sv`, `judgement`, `supports`,
    `partly`, `unclear` (pieces of evidence), `said` (the same in words), `status`.
    """
    rows = reader.rows(
        """SELECT g.*, p.goal_sv AS parent_sv,
                  count(*) FILTER (e.direction = 'supports') AS supports, count(*) FILTER (e.direction = 'partly') AS partly,
                  count(*) FILTER (e.direction = 'unclear') AS unclear,
                  min(e.evidence_sv) FILTER (e.is_conclusion) AS judgement,
                  min(e.direction) FILTER (e.is_conclusion) AS verdict
           FROM goal g LEFT JOIN goal p ON p.goal_id = g.parent_goal_id LEFT JOIN goal_evidence e ON e.goal_id = g.goal_id
           GROUP BY ALL ORDER BY g.position"""
    )
    labels = pd.Series([label_of_level(level) for level in rows["level"]])
    rows["level_label"] = labels.where(~labels.duplicated(), "")
    is_part = rows["parent_goal_id"].notna()
    rows["goal"] = rows["goal_sv"].where(~is_part, "")
    rows["part"] = rows["goal_sv"].where(is_part, "")
    rows["said"] = [_said(row) for _index, row in rows.iterrows()]
    rows["judgement"] = [_judgement(row) for _index, row in rows.iterrows()]
    rows["parent_sv"] = rows["parent_sv"].fillna("")
    judged = rows[rows["level"] == "strategy"]
    return Result(
        "goal_tree",
        _("Målen och vad utvärderingen säger om dem"),
        _tree_sentence(judged),
        rows,
        (
            Column("level_label", _("Vems mål"), in_files=False),
            Column("goal", _("Målet"), in_files=False),
            Column("part", _("Delmål"), in_files=False),
            Column("level", _("Nivå"), on_screen=False),
            Column("goal_sv", _("Målet"), on_screen=False),
            Column("parent_sv", _("Överordnat mål"), on_screen=False),
            Column("judgement", _("Utvärderingens bedömning")),
            Column("said", _("Underlag"), in_files=False),
            Column("supports", _("Talar för"), "count", on_screen=False),
            Column("partly", _("Delvis"), "count", on_screen=False),
            Column("unclear", _("Oklart eller inget bidrag"), "count", on_screen=False),
            Column("locator", _("Plats i dokumentet")),
        ),
        "",
        (*evidence.provenance(reader, rows), *_evaluation(reader)),
        statuses_of(rows),
        (
            _(
                "Underlaget är utvärderingens iakttagelser, räknade en och en; de väger inte lika tungt. Länsstyrelsernas mål "
                "2011–2014 prövas inte där."
            ),
            *evidence.undivided_item_notes(filters),
        ),
    )


def _evaluation(reader: Reader) -> tuple[Provenance, ...]:
    return evidence.provenance(reader, reader.rows("SELECT * FROM goal_evidence WHERE is_conclusion"))


def _judgement(row: pd.Series) -> str:
    if isinstance(row["judgement"], str):
        return row["judgement"]
    if row["level"] == "county_boards":
        return _("prövas inte")
    if isinstance(row["note_sv"], str):
        return _("Ingen samlad bedömning. {note}").format(note=row["note_sv"])
    return _("Ingen samlad bedömning.")


def _said(row: pd.Series) -> str:
    parts = [f"{row[d]} {label_of_direction(d)}" for d in DIRECTIONS if row[d]]
    return ", ".join(parts) or MISSING


def _tree_sentence(strategy: pd.DataFrame) -> str:
    verdicts = strategy["verdict"].value_counts().reindex(DIRECTIONS, fill_value=0)
    return _(
        "Utvärderingen bedömer att uppdraget bidrar till {supports} av strategins {goals} mål och delvis till {partly}; "
        "för {unclear} ser den inget tydligt bidrag."
    ).format(goals=len(strategy), **verdicts.to_dict())


def said_about(reader: Reader, filters: Filters, levels: str) -> Result:
    """What the evaluation says about each goal of the levels (names separated by spaces), in document order within a goal.

    Rows: `goal` (once for each goal), `goal_sv`, `evidence_sv`, `direction`, `direction_label`, `locator`, `status`.
    """
    if not levels.split() or not set(levels.split()) <= _labels_of_levels().keys():
        raise UserError(_("Målnivån ”{name}” finns inte.").format(name=levels))
    rows = reader.rows(
        """SELECT e.*, g.goal_sv FROM goal_evidence e JOIN goal g USING (goal_id)
           WHERE list_contains(string_split($levels, ' '), g.level) ORDER BY g.position, NOT e.is_conclusion, e.goal_evidence_id""",
        {"levels": levels},
    )
    rows["goal"] = rows["goal_sv"].where(~rows["goal_sv"].duplicated(), "")
    rows["direction_label"] = [label_of_direction(d) for d in rows["direction"]]
    counts = rows["direction"].value_counts().reindex(DIRECTIONS, fill_value=0)
    first, *rest = levels.split()
    return Result(
        f"goal_evidence_{first}",
        _("Underlag: {levels}").format(
            levels=grammar.listed([label_of_level(first), *(label_of_level(x).lower() for x in rest)])
        ),
        _(
            "{count} iakttagelser: {supports} talar för att uppdraget har bidragit, {partly} delvis, {unclear} är oklara eller ser inget bidrag."
        ).format(count=len(rows), **counts.to_dict()),
        rows,
        (
            Column("goal", _("Målet"), in_files=False),
            Column("goal_sv", _("Målet"), on_screen=False),
            Column("evidence_sv", _("Vad utvärderingen säger")),
            Column("direction_label", _("Åt vilket håll")),
            Column("locator", _("Plats i dokumentet")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (
            _("Med våra ord, efter dokumentet. Bedömningen av hela målet står först."),
            *evidence.undivided_item_notes(filters),
        ),
    )


def recommendations(reader: Reader, filters: Filters, number: str = "") -> Result:
    """The evaluation's recommendations with their parts, in document order; with a `number` the one that has it.

    Rows: `to` (the addressee, once for each recommendation), `addressee`, `recommendation` or `part`, `recommendation_sv`,
    `parent_recommendation_id`, `locator`, `status`.
    """
    rows = reader.rows("SELECT * FROM recommendation ORDER BY recommendation_id")
    is_part = rows["parent_recommendation_id"].notna()
    whole, parts = rows[~is_part], int(is_part.sum())
    numbers = (~is_part).cumsum().astype(str)
    if number:
        if number not in set(numbers):
            raise UserError(_("Det finns ingen rekommendation med numret ”{name}”.").format(name=number))
        rows = rows[numbers == number].reset_index(drop=True)
        is_part = rows["parent_recommendation_id"].notna()
    title = _("Rekommendationer efter mottagare")
    rows["to"] = rows["addressee"].where(~is_part, "")
    rows["recommendation"] = rows["recommendation_sv"].where(~is_part, "")
    rows["part"] = rows["recommendation_sv"].where(is_part, "")
    return Result(
        "recommendations",
        _("{title}, {number} av {count}").format(title=title, number=number, count=len(whole))
        if number
        else title,
        _recommendation_sentence(whole, parts),
        rows,
        (
            Column("to", _("Riktas till"), in_files=False),
            Column("addressee", _("Riktas till"), on_screen=False),
            Column("recommendation", _("Rekommendation"), in_files=False),
            Column("part", _("Punkt"), in_files=False),
            Column("recommendation_sv", _("Rekommendation"), on_screen=False),
            Column("locator", _("Plats i dokumentet")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (_("Med våra ord, efter dokumentet."), *evidence.undivided_item_notes(filters)),
    )


def _recommendation_sentence(whole: pd.DataFrame, parts: int) -> str:
    main = ngettext("{count} rekommendation", "{count} rekommendationer", len(whole)).format(count=len(whole))
    if not parts:
        return _("Utvärderingen lämnar {main}.").format(main=main)
    return _("Utvärderingen lämnar {main}, här delade i {parts} punkter.").format(main=main, parts=parts)


def conclusions(reader: Reader, filters: Filters) -> Result:
    """The evaluation's conclusions in document order. Rows: `subject_sv`, `statement_sv`, `locator`, `status`."""
    rows = reader.rows("SELECT * FROM statement WHERE page = 'mal' ORDER BY statement_id")
    return Result(
        "evaluation_conclusions",
        _("Utvärderingens slutsatser"),
        ngettext(
            "En slutsats ur utvärderingen av 2020–2022.",
            "{count} slutsatser ur utvärderingen av 2020–2022.",
            len(rows),
        ).format(count=len(rows)),
        rows,
        (
            Column("subject_sv", _("Vad det gäller")),
            Column("statement_sv", _("Vad utvärderingen säger")),
            Column("locator", _("Plats i dokumentet")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (
            _("Med våra ord, efter dokumentet. Utvärderingen bedömer uppdraget; den mäter inte effekt."),
            *evidence.undivided_item_notes(filters),
        ),
    )
