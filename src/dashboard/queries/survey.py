"""The survey to the municipalities in 2023, question by question, as far as the report's text goes."""

from dataclasses import replace

import pandas as pd

from dashboard.core import printed_figure
from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.numbers import number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence, printed

_ASKED = "vardanalys-2023.data.survey.responses.2023"


def questions(reader: Reader, filters: Filters) -> Result:
    """Every question of the survey, with what is printed of the answers.

    Rows, one per question: `question_no`, `theme_sv`, `question_sv`, `answers` (the printed numbers in words; what the text says without
    numbers; or that the report has nothing), `answered` (the base, where printed), `printed_as`, `locator`, `status`. With a violence area
    chosen only the questions that tell areas apart, with that area's answers.
    """
    rows = reader.rows("SELECT * FROM survey_question ORDER BY question_no")
    found = reader.rows(
        """SELECT q.question_no, f.*,
                  -- Words of the ledger that tell its own rows apart and say nothing beside the question.
                  coalesce(regexp_matches(f.subcategory_sv, '^(Orsak|Bemanning|Bemanning, orsak): '), FALSE) AS has_kind,
                  coalesce(f.subcategory_sv IN (SELECT agency FROM agency_role), FALSE) AS is_name
           FROM survey_question q, unnest(string_split(q.figures, ' ')) AS p(pattern)
           JOIN published_figure f ON f.figure_id GLOB p.pattern
           JOIN (SELECT figure_id, min(1000 * c.position + m.position) AS position
                 FROM printed_card_figure m JOIN printed_card c USING (card_id) GROUP BY figure_id) USING (figure_id)
           WHERE $area = '' OR f.violence_area_id = $area
           ORDER BY q.question_no, list_position(string_split(q.figures, ' '), p.pattern), position""",
        {"area": filters.violence_area_id},
    )
    if filters.violence_area_id:
        rows = rows[rows["question_no"].isin(found["question_no"])].reset_index(drop=True)
    by_question = dict(list(found.groupby("question_no", sort=False)))
    answers = [by_question.get(no) for no in rows["question_no"]]
    rows["answers"] = [_answers(a, s) for a, s in zip(answers, rows["said_sv"], strict=True)]
    rows["answered"] = [_bases(a) for a in answers]
    rows["printed_as"] = rows["printed_as"].fillna("")
    with_numbers = sum(a is not None for a in answers)
    asked = reader.rows("SELECT value FROM published_figure WHERE figure_id = $id", {"id": _ASKED})[
        "value"
    ].iloc[0]
    return Result(
        "survey_questions",
        _("Kommunenkäten 2023, fråga för fråga"),
        _(
            "{asked} av 290 kommuner svarade. {numbers} av {count} frågor har siffror i rapportens text."
        ).format(asked=number(asked), numbers=number(with_numbers), count=number(len(rows))),
        rows,
        (
            Column("question_no", _("Nr")),
            Column("question_sv", _("Fråga")),
            Column("answers", _("Självskattade svar, så långt texten ger dem")),
            Column("answered", _("Antal svar")),
            Column("printed_as", _("Figur")),
            Column("theme_sv", _("Del av enkäten"), on_screen=False),
            Column("locator", _("Plats i dokumentet"), on_screen=False),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (
            _("Självskattat: svaren är kommunernas egna och mäter inte effekt."),
            _(
                "Diagrammen har gått förlorade i texten; där den bara nämner en del av svaren visas den delen."
            ),
        ),
    )


def _answers(figures: pd.DataFrame | None, said: object) -> str:
    parts = [] if figures is None else _groups(figures)
    if isinstance(said, str):
        parts.append(said.removesuffix("."))
    return ". ".join(parts) + "." if parts else _("Redovisas inte i rapporten.")


def _groups(figures: pd.DataFrame) -> list[str]:
    """The printed answers, each heading with its own: `Våld i nära relationer (163 svar): samtliga 25 %, en majoritet 42 %`."""
    values = [_value(row) for _index, row in figures.iterrows()]
    if len(figures) == 1:
        return [f"{figures['measure_sv'].iloc[0]}: {values[0]}"]
    headings = figures["category_sv"].fillna(figures["measure_sv"])
    answers = figures["subcategory_sv"].fillna(figures["measure_sv"])
    answers = answers.where(~figures["has_kind"], answers.str.split(": ", n=1).str[-1])
    if pd.DataFrame({"heading": headings, "answer": answers}).duplicated().any():
        answers = figures["measure_sv"]
    # What all the numbers say beside the question, such as how much of the staff, or that staffing does not change.
    measures = set(figures["measure_sv"])
    shared = measures.pop() if len(measures) == 1 and answers.nunique() == len(answers) else ""
    if answers.nunique() == 1 and headings.nunique() > 1:
        shared, answers = figures["measure_sv"].iloc[0], headings
    if shared and (headings.nunique() > 1 or figures["is_name"].any()):
        headings = pd.Series(shared, index=figures.index)
    else:
        shared = ""
    names = set(figures.loc[figures["is_name"], "subcategory_sv"])
    lines = [
        f"{answer if answer in names else _lower(answer)} {value}"
        for answer, value in zip(answers, values, strict=True)
    ]
    told = pd.DataFrame({"heading": headings, "said": lines})
    told["base"] = figures["respondents"].tolist()
    several = told["base"].nunique() > 1
    groups = []
    for heading, group in told.groupby("heading", sort=False):
        base = group["base"].dropna()
        name = (
            _("{heading} ({base} svar)").format(heading=heading, base=number(base.iloc[0]))
            if several and len(base)
            else heading
        )
        said = ", ".join(group["said"])
        is_told = shared or told["heading"].nunique() > 1
        groups.append(f"{name}: {said}" if is_told else said[:1].upper() + said[1:])
    return groups


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _value(row: pd.Series) -> str:
    """The value without its base, which has a column of its own."""
    unit = row["unit"] if row["unit"] in ("sek", "percent") else "other"
    return printed_figure.written(replace(printed.figure_of(row), unit=unit, base=None))


def _bases(figures: pd.DataFrame | None) -> str:
    if figures is None:
        return ""
    bases = sorted(set(figures["respondents"].dropna().astype(int)))
    if not bases:
        spans = figures["note_sv"].str.extract(r"\bn = (\d+)-(\d+)").dropna()
        return _("anges inte") if spans.empty else f"{spans.iloc[0, 0]}–{spans.iloc[0, 1]}"
    return number(bases[0]) if len(bases) == 1 else f"{number(bases[0])}–{number(bases[-1])}"
