"""White spots: what a municipality is known not to have done. The one place that says so, for the map, the county and the files.

Only what is known is judged. A year in which one municipality reported says nothing of the others, and a place that did not
answer a voluntary question, or answered that it does not know, is no white spot: it is not known what it does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.measures import VIOLENCE_AREAS, label_of_violence_area
from dashboard.core.result import Column, Result, statuses_of
from dashboard.core.status import Status
from dashboard.dataset.store import Reader
from dashboard.queries import evidence, example_values, work_2016
from dashboard.queries.counties import chosen

# Sexual violence was no area of its own in the grant of 2016.
AREAS_2016 = VIOLENCE_AREAS[:3]


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
            State("dont_know", _("svarade vet ej")),
            State("unanswered", _("inget svar eller ingen redovisning")),
            State("unknown", _("inte känt")),
        )
    }


# Municipalities that a sentence names before it counts the rest.
_NAMED = 4
# What tells nothing of whether a thing was done.
_SILENT = ("unknown", "unanswered", "dont_know")
_TRAINED = ("all", "majority", "minority", "unknown_share")
# A municipality is judged in the years in which it was given something to requisition.
# That a row is absent tells something only where the year's rows are there for everybody. They are so as an example; a year of
# which only some reports have come in is silent of the rest.
_MONEY = """
WITH told AS (
  SELECT recipient_id, year, status FROM activity
  UNION ALL SELECT recipient_id, year, status FROM self_assessment WHERE question_id <> 'staff_training'
  UNION ALL SELECT recipient_id, year, status FROM allocation
            WHERE stream = 'development' AND measure IN ('used', 'repaid') AND status <> 'synthetic'),
reports AS (
  SELECT r.area_code AS code, x.year, bool_and(x.status = 'synthetic') AS is_example
  FROM told x JOIN recipient r USING (recipient_id)
  WHERE r.kind = 'municipality' AND x.status IN (SELECT unnest($statuses)) GROUP BY ALL),
judged AS (
  SELECT DISTINCT r.area_code AS code, a.year FROM allocation a JOIN recipient r USING (recipient_id)
  WHERE r.kind = 'municipality' AND a.stream = 'development' AND a.measure = 'available'),
claims AS (
  SELECT r.area_code AS code, a.year, a.amount_sek, a.status, a.source_id, a.locator
  FROM allocation a JOIN recipient r USING (recipient_id)
  WHERE r.kind = 'municipality' AND a.stream = 'development' AND a.measure = 'received' AND a.status IN (SELECT unnest($statuses)))
SELECT m.municipality_code AS code, m.name, y.year, c.amount_sek, c.status, c.source_id, c.locator,
       y.year IN (SELECT year FROM claims WHERE status = 'synthetic') AS claims_are_whole,
       p.code IS NOT NULL AS reported, y.year IN (SELECT year FROM reports WHERE is_example) AS reports_are_whole
FROM municipality m JOIN judged y ON y.code = m.municipality_code
LEFT JOIN claims c ON c.code = m.municipality_code AND c.year = y.year
LEFT JOIN reports p ON p.code = m.municipality_code AND p.year = y.year
WHERE $county IN ('', m.municipality_code[1:2]) ORDER BY m.name COLLATE sv, y.year
"""
_ACTIVITIES = (
    work_2016.REPORTED
    + """, done AS (
  SELECT code, area, any_value(status) AS status, any_value(source_id) AS source_id FROM every GROUP BY ALL),
told AS (SELECT code, any_value(status) AS status, any_value(source_id) AS source_id FROM every GROUP BY ALL)
SELECT m.municipality_code AS code, m.name, v.area, coalesce(d.status, t.status) AS status,
       coalesce(d.source_id, t.source_id) AS source_id, $activities AS locator, d.code IS NOT NULL AS active,
       t.code IS NOT NULL AS reported
FROM municipality m CROSS JOIN (SELECT unnest($areas) AS area) v
LEFT JOIN done d ON d.code = m.municipality_code AND d.area = v.area LEFT JOIN told t ON t.code = m.municipality_code
WHERE $county IN ('', m.municipality_code[1:2]) ORDER BY m.name COLLATE sv
"""
)
_TRAINING = """
SELECT m.municipality_code AS code, m.name, v.area, s.answer, s.status, s.source_id, s.locator
FROM municipality m CROSS JOIN (SELECT unnest($areas) AS area) v
LEFT JOIN recipient r ON r.area_code = m.municipality_code AND r.kind = 'municipality'
LEFT JOIN self_assessment s ON s.recipient_id = r.recipient_id AND s.question_id = 'staff_training' AND s.violence_area_id = v.area
     AND s.status IN (SELECT unnest($statuses))
WHERE $county IN ('', m.municipality_code[1:2]) ORDER BY m.name COLLATE sv
"""
_EXAMPLES = "exempel"
_CELL = ["code", "name", "column", "state", "status", "source_id", "locator"]


def _money_state(
    amount: object, claimed_as: object, claims_are_whole: bool, reported: bool, reports_are_whole: bool
) -> str:
    if pd.isna(amount):
        return "never" if claims_are_whole else "unknown"
    if not amount:
        return "never"
    if reported:
        return "done"
    # Examples are not made beside a known claim, so that none is there says nothing of who made it.
    return "silent" if reports_are_whole and claimed_as == Status.SYNTHETIC.value else "asked"


def _money_cells(reader: Reader, filters: Filters, county: str) -> pd.DataFrame:
    parameters = {"county": county, "statuses": evidence.shown_statuses(filters)}
    cells = reader.rows(_MONEY, parameters)
    facts = ("amount_sek", "status", "claims_are_whole", "reported", "reports_are_whole")
    cells["state"] = [_money_state(*row) for row in zip(*(cells[fact] for fact in facts), strict=True)]
    # That somebody else's example leaves a place without a claim or a report is an example, too.
    invented = cells["state"].eq("silent") | (cells["state"].eq("never") & cells["status"].isna())
    cells.loc[invented, "status"] = Status.SYNTHETIC.value
    unsaid = invented & cells["source_id"].isna()
    cells.loc[unsaid, ["source_id", "locator"]] = [
        _EXAMPLES,
        _("Exempel på rekvisitioner, avstämda mot publicerade antal"),
    ]
    return cells.assign(column=[str(y) for y in cells["year"]])[_CELL]


def _work_cells(reader: Reader, filters: Filters, county: str) -> pd.DataFrame:
    wanted = [a for a in VIOLENCE_AREAS if filters.violence_area_id in ("", a)]
    shared = {"county": county, "statuses": evidence.shown_statuses(filters)}
    areas_2016 = [a for a in AREAS_2016 if a in wanted]
    done = reader.rows(_ACTIVITIES, {**shared, "areas": areas_2016, "activities": work_2016.place()})
    done["state"] = [
        "active" if row.active else "nothing" if row.reported else "unanswered" for row in done.itertuples()
    ]
    trained = reader.rows(_TRAINING, {**shared, "areas": wanted})
    trained["state"] = [_training_state(answer) for answer in trained["answer"]]
    return pd.concat(
        [
            done.assign(column="activities_" + done["area"]),
            trained.assign(column="training_" + trained["area"]),
        ]
    )[_CELL]


def _training_state(answer: object) -> str:
    if answer in _TRAINED:
        return "active"
    return {"none": "nothing", "dont_know": "dont_know"}.get(str(answer), "unanswered")


def counts(reader: Reader, filters: Filters, county: str = "") -> pd.DataFrame:
    """The white spots of each municipality of a county, or of the country, over all years and violence areas.

    Columns: `code`, `white`, `known` and `all` (respects in which something is known, and all there are), `status`, `source_id`,
    `locator`. `white` is missing where silence may hide what is not done: where none is known, and not everything is.
    """
    every = filters.but(violence_area_id="")
    cells = pd.concat([_money_cells(reader, every, county), _work_cells(reader, every, county)])
    found = cells.assign(
        white=cells["state"].map({i: s.is_white for i, s in states().items()}),
        known=~cells["state"].isin(_SILENT),
        all=1,
    )
    rows = found.groupby("code")[["white", "known", "all"]].sum().astype(float)
    rows["white"] = rows["white"].where((rows["white"] > 0) | (rows["known"] == rows["all"]))
    told = found[found["known"]].assign(status=lambda t: evidence.graded(t["status"]))
    rows["status"] = told.groupby("code")["status"].max().astype(object)
    return rows.join(evidence.together(told, ["code"])).reset_index()


def _wide(cells: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """One row per municipality: the state of each column in words, and its id in `state_<column>`."""
    words = {i: s.label for i, s in states().items()}
    ids = cells.pivot(index=["code", "name"], columns="column", values="state")
    order = cells.drop_duplicates("code")["code"].tolist()
    ids = ids.reset_index().set_index("code").loc[order].reset_index()
    for column in columns:
        # A year in which a place was given nothing says nothing of it.
        ids[f"state_{column}"] = ids[column].fillna("unknown")
        ids[column] = ids[f"state_{column}"].map(words)
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
    known = cells[~cells["state"].isin(_SILENT)]
    if known.empty:
        rows = pd.DataFrame(columns=["code", "name", "status", "source_id", "locator"])
        return Result(result_id, title, "", rows, (), "", (), (), (evidence.no_examples_note(),))
    # A place of which nothing is known has its row only where the others make the picture whole.
    shown = cells if filters.examples else cells[cells["code"].isin(known["code"])]
    rows = _wide(shown, list(headings))
    rows["status"] = rows["code"].map(
        known["status"].dropna().groupby(known["code"]).agg(evidence.least_certain)
    )
    # Who stands there without anything known does so in the example.
    rows["status"] = rows["status"].fillna(Status.SYNTHETIC.value)
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
    """Year by year what is known of whether each municipality of the county requisitioned and reported.

    Rows, in Swedish order: `name`, a column per year in words, the state's id in `state_<year>`, `status`.
    """
    county = chosen(reader, filters)
    cells = _money_cells(reader, filters, county["code"])
    years = sorted(cells["column"].unique())
    return _result(
        reader,
        "white_spots_money",
        _("Rekvisition och redovisning, {name} {years}").format(
            name=county["name"], years=grammar.years(int(year) for year in years)
        ),
        cells,
        {year: year for year in years},
        {year: ("", year) for year in years},
        _money_sentence(cells) or example_values.said(),
        [
            _("Vit fläck är bara det som en kommun veterligen inte har gjort. Tystnad har ett eget tecken."),
            _(
                "Dokumenten säger inte vilka kommuner som rekvirerade eller återrapporterade, utom några enstaka."
            ),
            *evidence.undivided_notes(filters),
        ],
        filters,
    )


def _money_sentence(cells: pd.DataFrame) -> str:
    """What is known, without example data: empty where nothing is."""
    years = cells.groupby("name", sort=False).size()
    cells = cells[cells["status"] != Status.SYNTHETIC.value]
    never = cells[cells["state"] == "never"].groupby("name", sort=False).size()
    silent = cells[cells["state"] == "silent"]["name"].drop_duplicates().tolist()
    claimed = cells[cells["state"].isin(["done", "asked"])]["name"].drop_duplicates().tolist()
    always = never[never == years.reindex(never.index)].index.tolist()
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
    if claimed and not parts:
        parts.append(
            _("Känt är att {names} rekvirerade minst ett av åren.").format(
                names=grammar.some(claimed, _NAMED)
            )
        )
    return " ".join(parts)


def work(reader: Reader, filters: Filters) -> Result:
    """Whether each municipality of the county reports any activity (2016) or staff training (2020-2022) per violence area.

    Rows, in Swedish order: `name`, a column per year and area in words, the state's id in `state_<column>`, `status`.
    """
    county = chosen(reader, filters)
    cells = _work_cells(reader, filters, county["code"])
    wanted = [a for a in VIOLENCE_AREAS if filters.violence_area_id in ("", a)]
    headings, short = {}, {}
    for prefix, group, areas in (
        ("activities", _("Insats 2016"), AREAS_2016),
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
        _work_sentence(cells) or example_values.said(),
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
    """What is known, without example data: empty where nothing is."""
    cells = cells[cells["status"] != Status.SYNTHETIC.value]
    known = cells[cells["state"].isin(["active", "nothing"])]
    if known.empty:
        return ""
    told = known["code"].nunique()
    nothing = known[known["state"] == "nothing"]
    if nothing.empty:
        return ngettext(
            "Uppgifter finns om {count} kommun i länet, och ingen vit fläck är känd.",
            "Uppgifter finns om {count} kommuner i länet, och ingen vit fläck är känd.",
            told,
        ).format(count=told)
    ids = {str(column).split("_", 1)[1] for column in nothing["column"]}
    areas = grammar.listed([grammar.lowered(label_of_violence_area(a)) for a in VIOLENCE_AREAS if a in ids])
    return ngettext(
        "Uppgifter finns om {count} kommun i länet. Kända vita fläckar gäller {areas}.",
        "Uppgifter finns om {count} kommuner i länet. Kända vita fläckar gäller {areas}.",
        told,
    ).format(count=told, areas=areas)


def are_few(presence: "pd.Series[str]") -> bool:
    """Whether the places with white spots are fewer than the others: then they are what a map marks, and not everybody else."""
    return bool(2 * (presence == "value").sum() <= len(presence))


def map_sentence(rows: pd.DataFrame, all_places: int) -> str:
    """What the map of white spots says: of `rows` with `name`, `value` and `status`, those that are known without example data."""
    known = rows[rows["status"].notna() & (rows["status"] != Status.SYNTHETIC.value)]
    spots = known[known["value"] > 0]
    if known.empty:
        return _("Vad varje kommun inte har gjort är inte känt.")
    if spots.empty:
        return _("Ingen vit fläck är känd. Något är känt om {places}.").format(
            places=grammar.out_of(len(known), all_places, grammar.municipalities)
        )
    return _("Minst en vit fläck är känd hos {spots}. Något är känt om {places}.").format(
        spots=grammar.who(spots["name"].tolist(), grammar.municipalities),
        places=grammar.out_of(len(known), all_places, grammar.municipalities),
    )
