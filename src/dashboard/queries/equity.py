"""How even the money and the work are over the country's municipalities."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dashboard.core.filters import Filters, settle
from dashboard.core.language import _, ngettext
from dashboard.core.measures import MEASURES, YEARS
from dashboard.core.numbers import number, percent
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence

POPULATION_YEAR = 2022
# The key's own limit, 30 000 inhabitants, is one of the boundaries.
CLASS_TOPS = (10_000, 20_000, 30_000, 100_000)
# Who did not requisition received, used and was redistributed nothing; that is a zero, not a gap.
_ZERO_WITHOUT_REQUISITION = ("received", "redistributed", "used")

_AMOUNTS = """
SELECT m.municipality_code AS code, m.name, c.county_code, c.name AS county, p.population, a.amount_sek, a.status, a.source_id, a.locator
FROM municipality m JOIN county c USING (county_code)
JOIN population p ON p.area_code = m.municipality_code AND p.key_year = $year
LEFT JOIN recipient r ON r.area_code = m.municipality_code AND r.kind = 'municipality'
LEFT JOIN allocation a ON a.recipient_id = r.recipient_id AND a.year = $year AND a.measure = $measure AND a.stream = 'development'
ORDER BY m.municipality_code
"""


def size_class(population: int) -> int:
    """The index of the size class of a municipality, from 0 for the smallest; a boundary belongs to the class below it."""
    return int(np.searchsorted(CLASS_TOPS, population, side="left"))


def size_labels() -> tuple[str, ...]:
    """The five size classes in words, smallest first."""
    tops = [number(t) for t in CLASS_TOPS]
    lows = [number(t + 1) for t in CLASS_TOPS]
    return (
        _("Högst {top} invånare").format(top=tops[0]),
        *(f"{low}–{top}" for low, top in zip(lows[:-1], tops[1:], strict=True)),
        _("Fler än {top}").format(top=tops[-1]),
    )


def lorenz(amounts: Sequence[float], people: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """The Lorenz curve: cumulative shares (0 to 1) of people and of the amount, those with least per person first.

    Both arrays begin with 0 and have one more element than there are places. Amounts may not be negative or all zero.
    """
    given, counted = np.asarray(amounts, dtype=float), np.asarray(people, dtype=float)
    order = np.argsort(given / counted, kind="stable")
    x = np.concatenate([[0.0], np.cumsum(counted[order])]) / counted.sum()
    y = np.concatenate([[0.0], np.cumsum(given[order])]) / given.sum()
    return x, y


def gini(amounts: Sequence[float], people: Sequence[float]) -> float:
    """The Gini coefficient of amounts per person: 0 when all have the same, (n - 1) / n when one of n equal places has it all."""
    x, y = lorenz(amounts, people)
    return float(1 - np.sum(np.diff(x) * (y[1:] + y[:-1])))


def shares_between(values: pd.Series, groups: pd.Series) -> float:
    """The share (0 to 1) of the variance of the values that lies between the groups' means; 0 when all values are equal."""
    total = float(((values - values.mean()) ** 2).sum())
    means = values.groupby(groups).transform("mean")
    return float(((means - values.mean()) ** 2).sum()) / total if total else 0.0


def _settled(filters: Filters) -> tuple[Filters, list[str]]:
    asked = filters.but(recipient_kind="municipality", level="municipality", denominator="per_inhabitant")
    notes = []
    if not asked.measure.is_money:
        notes.append(
            _("{measure} är inget belopp. Vi visar {shown}.").format(
                measure=asked.measure.label, shown=MEASURES["available"].label.lower()
            )
        )
        asked = asked.but(measure_id="available")
    settled, more = settle(asked)
    return settled, [*notes, *more, *evidence.undivided_notes(filters)]


def _per_inhabitant(reader: Reader, filters: Filters) -> pd.DataFrame:
    """The chosen amount of each municipality: `code`, `name`, `county_code`, `county`, `population`, `amount_sek`, `value`, `status`.

    Empty when some of the amounts may not be shown: a part would give a false picture of the whole.
    """
    rows = reader.rows(
        _AMOUNTS,
        {"year": filters.year, "measure": filters.measure_id},
    )
    known = rows["status"].dropna()
    if not set(known) <= set(evidence.KNOWN):
        return rows.iloc[0:0].assign(value=pd.Series(dtype=float))
    if filters.measure_id in _ZERO_WITHOUT_REQUISITION:
        rows["amount_sek"] = rows["amount_sek"].fillna(0)
        rows["status"] = rows["status"].fillna(evidence.least_certain(known))
    rows = rows.dropna(subset=["amount_sek"]).reset_index(drop=True)
    return rows.assign(
        amount_sek=rows["amount_sek"].astype(float),
        value=rows["amount_sek"].astype(float) / rows["population"],
    )


def _what(filters: Filters) -> str:
    return _("{measure} {year}").format(measure=filters.measure.label, year=filters.year)


def _base_notes(rows: pd.DataFrame, filters: Filters, notes: list[str]) -> tuple[str, ...]:
    if rows.empty:
        return (evidence.no_examples_note(), *notes)
    zero = int((rows["amount_sek"] == 0).sum())
    if filters.measure_id in _ZERO_WITHOUT_REQUISITION and zero:
        notes = [
            *notes,
            ngettext(
                "{count} kommun som inte fick något räknas med som noll.",
                "{count} kommuner som inte fick något räknas med som noll.",
                zero,
            ).format(count=zero),
        ]
    return tuple(notes)


def _spread(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Per group: `n`, `low`, `lower_quarter`, `median`, `upper_quarter`, `high` of `value`, and the least certain `status`."""
    spread = rows.groupby(by).agg(
        n=("value", "size"),
        low=("value", "min"),
        lower_quarter=("value", lambda v: v.quantile(0.25)),
        median=("value", "median"),
        upper_quarter=("value", lambda v: v.quantile(0.75)),
        high=("value", "max"),
        status=("status", evidence.least_certain),
    )
    return spread.join(evidence.together(rows, [by]))


def _spread_columns(heading: str) -> tuple[Column, ...]:
    unit = "sek_per_inhabitant"
    return (
        Column("label", heading),
        Column("n", _("Kommuner"), "count"),
        Column("low", _("Lägst"), unit),
        Column("lower_quarter", _("Undre fjärdedel"), unit),
        Column("median", _("Median"), unit),
        Column("upper_quarter", _("Övre fjärdedel"), unit),
        Column("high", _("Högst"), unit),
        Column("status", _("Tecken")),
    )


def by_size(reader: Reader, filters: Filters) -> Result:
    """Kronor per inhabitant by size class. Rows, smallest class first: `label` and the columns of a spread (see the columns)."""
    chosen, notes = _settled(filters)
    amounts = _per_inhabitant(reader, chosen)
    amounts["size"] = [size_class(p) for p in amounts["population"]]
    rows = _spread(amounts, "size").reset_index()
    rows["label"] = [size_labels()[i] for i in rows["size"]]
    sentence = ""
    if not rows.empty:
        first, last = rows.iloc[0], rows.iloc[-1]
        sentence = _(
            "{what}: medianen är {small} kr per invånare bland de minsta kommunerna och {large} kr bland de största."
        ).format(what=_what(chosen), small=number(first["median"], 2), large=number(last["median"], 2))
    return Result(
        "equity_by_size",
        _("Kronor per invånare efter kommunens storlek"),
        sentence,
        rows,
        _spread_columns(_("Storlek")),
        "sek_per_inhabitant",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        _base_notes(
            amounts,
            chosen,
            [
                *notes,
                _(
                    "Strecket går från lägst till högst, den tjocka delen rymmer mittersta hälften. Folkmängden året före avgör klassen."
                ),
            ],
        ),
    )


def lorenz_curve(reader: Reader, filters: Filters) -> Result:
    """The Lorenz curve of the chosen amount against population.

    Rows, least per inhabitant first: `name`, `county`, `value`, `people_share` and `amount_share` (cumulative percent), `status`.
    `context["gini"]` is the Gini coefficient.
    """
    chosen, notes = _settled(filters)
    rows = (
        _per_inhabitant(reader, chosen).sort_values(["value", "code"], kind="stable").reset_index(drop=True)
    )
    context: dict[str, float] = {}
    sentence = ""
    if not rows.empty:
        x, y = lorenz(rows["amount_sek"], rows["population"])
        rows["people_share"], rows["amount_share"] = 100 * x[1:], 100 * y[1:]
        half = float(np.interp(0.5, x, y))
        context = {"gini": gini(rows["amount_sek"], rows["population"]), "half": 100 * half}
        sentence = _(
            "{what}: den hälft av befolkningen som bor där det gavs minst per invånare fick {half} av pengarna. Ginikoefficienten är {gini}; 0 vore helt lika."
        ).format(what=_what(chosen), half=percent(100 * half), gini=number(context["gini"], 3))
    else:
        rows["people_share"] = rows["amount_share"] = pd.Series(dtype=float)
    return Result(
        "equity_lorenz",
        _("Hur jämnt pengarna faller på befolkningen"),
        sentence,
        rows,
        (
            Column("name", _("Kommun")),
            Column("county", _("Län")),
            Column("value", _("Kronor per invånare"), "sek_per_inhabitant"),
            Column("people_share", _("Andel av befolkningen, uppräknat"), "percent"),
            Column("amount_share", _("Andel av pengarna, uppräknat"), "percent"),
            Column("status", _("Tecken")),
        ),
        "percent",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        _base_notes(
            rows,
            chosen,
            [
                *notes,
                _(
                    "Nyckeln ger små kommuner ett grundbelopp. Att fördelningen inte är helt jämn per invånare är alltså avsett."
                ),
            ],
        ),
        context,
    )


def gini_years(reader: Reader, filters: Filters) -> Result:
    """The Gini coefficient of each year. Rows: `year`, `gini`, `median`, `lower_tenth`, `upper_tenth` (kronor per inhabitant), `status`."""
    chosen, notes = _settled(filters)
    found = []
    for year in (y for y in YEARS if y in chosen.measure.years):
        amounts = _per_inhabitant(reader, chosen.but(year=year))
        if amounts.empty:
            continue
        found.append(
            {
                "year": year,
                "gini": round(gini(amounts["amount_sek"], amounts["population"]), 4),
                "lower_tenth": amounts["value"].quantile(0.1),
                "median": amounts["value"].median(),
                "upper_tenth": amounts["value"].quantile(0.9),
                "status": evidence.least_certain(amounts["status"]),
                "source_id": amounts["source_id"].dropna().iloc[0],
                "locator": amounts["locator"].dropna().iloc[0],
            }
        )
    columns = ["year", "gini", "lower_tenth", "median", "upper_tenth", "status", "source_id", "locator"]
    rows = pd.DataFrame(found, columns=columns)
    rows["gini_text"] = [number(g, 3) for g in rows["gini"]]
    sentence = ""
    if len(rows) > 1:
        low, high = rows.loc[rows["gini"].idxmin()], rows.loc[rows["gini"].idxmax()]
        sentence = _("{measure}: jämnast {low} (Gini {low_gini}), ojämnast {high} ({high_gini}).").format(
            measure=chosen.measure.label,
            low=low["year"],
            low_gini=low["gini_text"],
            high=high["year"],
            high_gini=high["gini_text"],
        )
    return Result(
        "equity_gini_years",
        _("Jämnheten år för år"),
        sentence,
        rows,
        (
            Column("year", _("År")),
            Column("gini_text", _("Gini"), "text", in_files=False),
            Column("gini", _("Gini"), "score", on_screen=False),
            Column("lower_tenth", _("En tiondel får mindre än"), "sek_per_inhabitant"),
            Column("median", _("Median"), "sek_per_inhabitant"),
            Column("upper_tenth", _("En tiondel får mer än"), "sek_per_inhabitant"),
            Column("status", _("Tecken")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(notes) if not rows.empty else (evidence.no_examples_note(), *notes),
    )


def within_counties(reader: Reader, filters: Filters) -> Result:
    """Every municipality's amount per inhabitant, county by county. Rows: `label` (county), `name`, `value`, `status`."""
    chosen, notes = _settled(filters)
    rows = _per_inhabitant(reader, chosen)
    rows = rows.sort_values(["county_code", "value"], kind="stable").reset_index(drop=True)
    rows["label"] = rows["county"]
    sentence = ""
    if not rows.empty and rows["value"].nunique() == 1:
        sentence = _("{what}: lika mycket per invånare i alla kommuner.").format(what=_what(chosen))
    elif not rows.empty:
        sentence = _(
            "{what}: {share} av skillnaderna mellan kommuner är skillnader mellan län; resten finns inom länen."
        ).format(what=_what(chosen), share=percent(100 * shares_between(rows["value"], rows["county_code"])))
    return Result(
        "equity_within_counties",
        _("Kommunerna län för län, kronor per invånare"),
        sentence,
        rows,
        (
            Column("label", _("Län")),
            Column("name", _("Kommun")),
            Column("value", _("Kronor per invånare"), "sek_per_inhabitant"),
            Column("status", _("Tecken")),
        ),
        "sek_per_inhabitant",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        _base_notes(
            rows,
            chosen,
            [*notes, _("Varje prick är en kommun, strecket är länets median. Län i kodordning.")],
        ),
    )


def between_counties(reader: Reader, filters: Filters) -> Result:
    """The spread inside each county, widest first. Rows: `label` and the columns of a spread."""
    chosen, notes = _settled(filters)
    amounts = _per_inhabitant(reader, chosen)
    rows = _spread(amounts, "county_code").reset_index()
    names = amounts.drop_duplicates("county_code").set_index("county_code")["county"]
    rows["label"] = rows["county_code"].map(names)
    rows["width"] = rows["high"] - rows["low"]
    rows = rows.sort_values(["width", "county_code"], ascending=[False, True], kind="stable").reset_index(
        drop=True
    )
    sentence = ""
    if not rows.empty:
        widest = rows.iloc[0]
        medians = rows["median"]
        sentence = _(
            "Länens medianer går från {low} till {high} kr per invånare. Störst är avståndet inom {name}: {inner_low} till {inner_high} kr."
        ).format(
            low=number(medians.min(), 2),
            high=number(medians.max(), 2),
            name=widest["label"],
            inner_low=number(widest["low"], 2),
            inner_high=number(widest["high"], 2),
        )
    return Result(
        "equity_between_counties",
        _("Spridning inom länen, störst först"),
        sentence,
        rows,
        _spread_columns(_("Län")),
        "sek_per_inhabitant",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        _base_notes(amounts, chosen, notes),
    )
