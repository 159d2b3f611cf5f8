"""White spots: municipalities that never asked for money, asked but did not report, or report nothing in a violence area.

A place that did not answer a voluntary question is not a white spot: it is not known what it does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.measures import VIOLENCE_AREAS, YEARS, label_of_violence_area
from dashboard.core.result import Column, Result, statuses_of
from dashboard.core.status import Status
from dashboard.dataset.store import Reader
from dashboard.queries import evidence
from dashboard.queries.counties import chosen

# Sexual violence was no area of its own in the grant of 2016.
AREAS_2016 = VIOLENCE_AREAS[:3]
TRAINING_YEAR = 2022


@dataclass(frozen=True)
class State:
    """What is known of a municipality in one respect. `is_white` says whether it is a white spot."""

    state_id: str
    label: str
    is_white: bool = False


def states() -> dict[str, State]:
    """All states by id, in the order a key lists them."""
    return {
        s.state_id: s
        for s in (
            State("done", _("rekvirerade och redovisade")),
            State("asked", _("rekvirerade; redovisningen är inte känd")),
            State("silent", _("rekvirerade men redovisade inget"), True),
            State("never", _("rekvirerade inte"), True),
            State("active", _("minst en insats eller utbildning")),
            State("nothing", _("ingen insats eller utbildning"), True),
            State("unanswered", _("inget svar, vet ej eller ingen redovisning")),
            State("unknown", _("inte känt")),
        )
    }


# Municipalities that a sentence names before it counts the rest.
_NAMED = 4
_MONEY = """
WITH reports AS (
  SELECT DISTINCT r.area_code AS code, x.year FROM (
    SELECT recipient_id, year FROM activity WHERE status IN (SELECT unnest($statuses))
    UNION ALL SELECT recipient_id, year FROM self_assessment WHERE status IN (SELECT unnest($statuses))
      AND question_id = 'quality') x
  JOIN recipient r USING (recipient_id) WHERE r.kind = 'municipality')
SELECT m.municipality_code AS code, m.name, y.year, a.status, a.source_id, a.locator,
       p.code IS NOT NULL AS reported, y.year IN (SELECT year FROM reports) AS reports_known
FROM municipality m CROSS JOIN (SELECT unnest($years) AS year) y
LEFT JOIN recipient r ON r.area_code = m.municipality_code AND r.kind = 'municipality'
LEFT JOIN allocation a ON a.recipient_id = r.recipient_id AND a.year = y.year AND a.measure = 'received' AND a.stream = 'development'
     AND a.status IN (SELECT unnest($statuses))
LEFT JOIN reports p ON p.code = m.municipality_code AND p.year = y.year
WHERE m.municipality_code[1:2] = $county ORDER BY m.name COLLATE sv, y.year
"""
_ACTIVITIES = """
WITH done AS (
  SELECT r.area_code AS code, coalesce(a.violence_area_id, 'intimate_partner') AS area, any_value(a.status) AS status,
         any_value(a.source_id) AS source_id, any_value(a.locator) AS locator
  FROM activity a JOIN recipient r USING (recipient_id)
  WHERE a.year = 2016 AND r.kind = 'municipality' AND a.status IN (SELECT unnest($statuses)) GROUP BY ALL)
SELECT m.municipality_code AS code, m.name, v.area, d.status, d.source_id, d.locator, d.code IS NOT NULL AS active,
       m.municipality_code IN (SELECT code FROM done) AS reported
FROM municipality m CROSS JOIN (SELECT unnest($areas) AS area) v
LEFT JOIN done d ON d.code = m.municipality_code AND d.area = v.area
WHERE m.municipality_code[1:2] = $county ORDER BY m.name COLLATE sv
"""
_TRAINING = """
SELECT m.municipality_code AS code, m.name, v.area, s.answer, s.status, s.source_id, s.locator
FROM municipality m CROSS JOIN (SELECT unnest($areas) AS area) v
LEFT JOIN recipient r ON r.area_code = m.municipality_code AND r.kind = 'municipality'
LEFT JOIN self_assessment s ON s.recipient_id = r.recipient_id AND s.question_id = 'staff_training' AND s.violence_area_id = v.area
     AND s.status IN (SELECT unnest($statuses))
WHERE m.municipality_code[1:2] = $county ORDER BY m.name COLLATE sv
"""
_CELL = ["code", "name", "column", "state", "status", "source_id", "locator"]


def _money_state(status: object, reports_known: bool, reported: bool, examples: bool) -> str:
    if not isinstance(status, str):
        return "never" if examples else "unknown"
    if not reports_known:
        return "asked"
    return "done" if reported else "silent"


def _money_cells(reader: Reader, filters: Filters, county: str) -> pd.DataFrame:
    parameters = {"county": county, "years": list(YEARS), "statuses": evidence.shown_statuses(filters)}
    cells = reader.rows(_MONEY, parameters)
    cells["state"] = [
        _money_state(*row, examples=filters.examples)
        for row in zip(cells["status"], cells["reports_known"], cells["reported"], strict=True)
    ]
    return cells.assign(column=[str(y) for y in cells["year"]])[_CELL]


def _work_cells(reader: Reader, filters: Filters, county: str) -> pd.DataFrame:
    wanted = [a for a in VIOLENCE_AREAS if filters.violence_area_id in ("", a)]
    shared = {"county": county, "statuses": evidence.shown_statuses(filters)}
    done = reader.rows(_ACTIVITIES, {**shared, "areas": [a for a in AREAS_2016 if a in wanted]})
    done["state"] = [
        "active" if row.active else "nothing" if row.reported else "unanswered" for row in done.itertuples()
    ]
    trained = reader.rows(_TRAINING, {**shared, "areas": wanted})
    trained["state"] = [_training_state(answer) for answer in trained["answer"]]
    return pd.concat(
        [done.assign(column="2016_" + done["area"]), trained.assign(column="training_" + trained["area"])]
    )[_CELL]


def _training_state(answer: object) -> str:
    if pd.isna(answer) or answer == "dont_know":
        return "unanswered"
    return "nothing" if answer == "none" else "active"


def counts(reader: Reader, filters: Filters, county: str) -> "pd.Series[int]":
    """The number of white spots of each municipality of a county, over all years and violence areas, by code.

    Empty when example data is hidden: what is absent is then not known.
    """
    if not filters.examples:
        return pd.Series(dtype=float)
    every = filters.but(violence_area_id="")
    cells = pd.concat([_money_cells(reader, every, county), _work_cells(reader, every, county)])
    white = cells["state"].map({i: s.is_white for i, s in states().items()})
    return white.groupby(cells["code"]).sum()


def _wide(cells: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """One row per municipality: the state of each column in words, and its id in `state_<column>`."""
    words = {i: s.label for i, s in states().items()}
    ids = cells.pivot(index=["code", "name"], columns="column", values="state")
    order = cells.drop_duplicates("code")["code"].tolist()
    ids = ids.reset_index().set_index("code").loc[order].reset_index()
    for column in columns:
        ids[f"state_{column}"] = ids[column]
        ids[column] = ids[column].map(words)
    return ids


def _result(
    reader: Reader,
    result_id: str,
    title: str,
    cells: pd.DataFrame,
    headings: dict[str, str],
    short: dict[str, tuple[str, str]],
    sentence: str,
    notes: list[str],
    filters: Filters,
) -> Result:
    # With example data hidden only what is known of a municipality may stand there.
    known = cells[~cells["state"].isin(["unknown", "unanswered"])]
    shown = cells if filters.examples else cells[cells["code"].isin(known["code"])]
    if shown.empty:
        rows = pd.DataFrame(columns=["code", "name", "status", "source_id", "locator"])
        return Result(result_id, title, "", rows, (), "", (), (), (evidence.no_examples_note(),))
    rows = _wide(shown, list(headings))
    # That a row is absent is itself invented as long as example data fills the gaps.
    certain = shown["status"].fillna(Status.SYNTHETIC.value) if filters.examples else shown["status"]
    rows["status"] = rows["code"].map(certain.dropna().groupby(shown["code"]).agg(evidence.least_certain))
    return Result(
        result_id,
        title,
        sentence,
        rows,
        (
            Column("name", _("Kommun")),
            *(Column(c, label) for c, label in headings.items()),
            Column("status", _("Tecken")),
        ),
        "",
        evidence.provenance(reader, cells.dropna(subset=["source_id"])),
        statuses_of(rows),
        tuple(notes),
        {"headings": short},
    )


def money(reader: Reader, filters: Filters) -> Result:
    """Year by year whether each municipality of the county requisitioned and reported.

    Rows, in Swedish order: `name`, a column per year in words, the state's id in `state_<year>`, `status`.
    """
    county = chosen(reader, filters)
    cells = _money_cells(reader, filters, county["code"])
    return _result(
        reader,
        "white_spots_money",
        _("Rekvisition och redovisning, {name}").format(name=county["name"]),
        cells,
        {str(year): str(year) for year in YEARS},
        {str(year): ("", str(year)) for year in YEARS},
        _money_sentence(cells, len(YEARS)),
        [
            _(
                "Redovisat: minst en insats i återrapporten för 2016, eller ett eget svar i återrapporten för 2022. För 2020 och 2021 säger dokumenten inte vilka som återrapporterade."
            ),
            *evidence.undivided_notes(filters),
        ],
        filters,
    )


def _money_sentence(cells: pd.DataFrame, years: int) -> str:
    never = cells[cells["state"] == "never"].groupby("name", sort=False).size()
    silent = cells[cells["state"] == "silent"]["name"].drop_duplicates().tolist()
    always = never[never == years].index.tolist()
    parts = []
    if always:
        parts.append(_("{names} rekvirerade inget av åren.").format(names=grammar.some(always, _NAMED)))
    some = [n for n in never.index if n not in always]
    if some:
        parts.append(
            _("{names} lät bli att rekvirera minst ett år.").format(names=grammar.some(some, _NAMED))
        )
    if silent:
        parts.append(
            _("{names} rekvirerade men redovisade inget minst ett år.").format(
                names=grammar.some(silent, _NAMED)
            )
        )
    return " ".join(parts) or _("Alla kommuner i länet rekvirerade och redovisade de år som är kända.")


def work(reader: Reader, filters: Filters) -> Result:
    """Whether each municipality of the county reports any activity (2016) or staff training (2020-2022) per violence area.

    Rows, in Swedish order: `name`, a column per year and area in words, the state's id in `state_<column>`, `status`.
    """
    county = chosen(reader, filters)
    cells = _work_cells(reader, filters, county["code"])
    wanted = [a for a in VIOLENCE_AREAS if filters.violence_area_id in ("", a)]
    headings, short = {}, {}
    for prefix, group, areas in (
        ("2016", _("Insats 2016"), AREAS_2016),
        ("training", _("Utbildning 2020–2022"), VIOLENCE_AREAS),
    ):
        for area in (a for a in areas if a in wanted):
            headings[f"{prefix}_{area}"] = f"{group}, {label_of_violence_area(area).lower()}"
            short[f"{prefix}_{area}"] = (group, _short_area(area))
    notes = [
        _(
            "Sexuellt våld var inget eget område i 2016 års medel. Utbildning av personal 2020–2022 är kommunens eget svar i en enkät; utan svar vet vi inte."
        )
    ]
    return _result(
        reader,
        "white_spots_work",
        _("Våldsområden, {name}").format(name=county["name"]),
        cells,
        headings,
        short,
        _work_sentence(cells),
        notes,
        filters,
    )


def _short_area(violence_area_id: str) -> str:
    return {
        "intimate_partner": _("nära relationer"),
        "honour": _("heder"),
        "prostitution_trafficking": _("prostitution"),
        "sexual_violence": _("sexuellt våld"),
    }[violence_area_id]


def _work_sentence(cells: pd.DataFrame) -> str:
    done = cells[cells["column"].str.startswith("2016_") & cells["state"].isin(["active", "nothing"])]
    if done.empty:
        return _("Ingen kommun i länet redovisade insatser för 2016 i urvalet.")
    reporting = done["code"].nunique()
    nothing = done[done["state"] == "nothing"].groupby("column").size()
    if nothing.empty:
        return _("Alla kommuner som redovisade 2016 hade insatser i varje område som visas.")
    ties = [str(column).removeprefix("2016_") for column in nothing.index[nothing == nothing.max()]]
    areas = grammar.listed([grammar.lowered(label_of_violence_area(a)) for a in VIOLENCE_AREAS if a in ties])
    if int(nothing.max()) == reporting:
        return ngettext(
            "Flest vita fläckar 2016: {areas}, där länets enda redovisande kommun inte hade någon insats.",
            "Flest vita fläckar 2016: {areas}, där ingen av länets {count} redovisande kommuner hade någon insats.",
            reporting,
        ).format(areas=areas, count=reporting)
    return _(
        "Flest vita fläckar 2016: {areas}, där {nothing} av {count} redovisande kommuner inte hade någon insats."
    ).format(areas=areas, nothing=int(nothing.max()), count=reporting)
