"""How even the money and the work are over the country's municipalities."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dashboard.core import grammar
from dashboard.core.estimates import doubt_of, made_by_key, not_a_deed, written
from dashboard.core.filters import Filters, settle
from dashboard.core.language import _
from dashboard.core.measures import MEASURES
from dashboard.core.numbers import number, percent
from dashboard.core.result import Column, Result, statuses_of
from dashboard.core.status import Status
from dashboard.dataset.store import Reader
from dashboard.queries import estimates, evidence
from dashboard.queries.years import dated, of_municipal_money, offered

# The key's own limit, 30 000 inhabitants, is one of the boundaries.
CLASS_TOPS = (10_000, 20_000, 30_000, 100_000)

_AMOUNTS = """
SELECT m.municipality_code AS code, m.name, c.county_code, c.name AS county, p.population, a.amount_sek,
       a.amount_low_sek IS NOT NULL AS is_estimate, r.recipient_id, a.status, a.source_id, a.locator
FROM municipality m JOIN county c USING (county_code)
JOIN population p ON p.area_code = m.municipality_code AND p.key_year = $year
LEFT JOIN recipient r ON r.area_code = m.municipality_code AND r.kind = 'municipality'
LEFT JOIN allocation a ON a.recipient_id = r.recipient_id AND a.year = $year AND a.measure = $measure AND a.stream = 'development'
     AND a.status IN (SELECT unnest($statuses))
ORDER BY m.municipality_code
"""
_READINGS = "SELECT reading_id, recipient_id, amount_sek FROM key_reading WHERE year = $year"


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


@dataclass(frozen=True)
class _Money:
    """The chosen amount of every municipality; of the key's amounts also by each of its readings.

    `rows`: `code`, `name`, `county_code`, `county`, `population`, `amount_sek`, `value` (per inhabitant), `status`; none where any
    municipality's amount is not known. `readings` are the same rows with other amounts. `is_by_key` is false of
    what was available where somebody has told it.
    """

    filters: Filters
    rows: pd.DataFrame
    readings: tuple[pd.DataFrame, ...]
    notes: tuple[str, ...]
    is_by_key: bool

    @property
    def what(self) -> str:
        return _what(self.filters, self.is_by_key)

    @property
    def made(self) -> str:
        return (
            made_by_key("municipality") if self.filters.measure_id == "available" and self.is_by_key else ""
        )

    def ends(self, figure: Callable[[pd.DataFrame], float]) -> tuple[float | None, float | None]:
        """The lowest and the highest that the readings give for a figure made of the rows; nothing where there are none."""
        found = [figure(rows) for rows in self.readings]
        return (min(found), max(found)) if found else (None, None)

    def sentence(self, text: str) -> str:
        """The sentence; of the key's amounts also what they do not say."""
        return f"{text} {not_a_deed()}" if text and self.readings else text


def _what(filters: Filters, is_by_key: bool) -> str:
    label = filters.measure.label if is_by_key else filters.measure.plain_label
    return _("{measure} {year}").format(measure=label, year=filters.year)


def _settled(reader: Reader, filters: Filters) -> tuple[Filters, list[str]]:
    asked = filters.but(recipient_kind="municipality", level="municipality", denominator="per_inhabitant")
    notes = []
    if not asked.measure.is_money:
        notes.append(
            _("{measure} är inget belopp. Vi visar {shown}.").format(
                measure=asked.measure.label, shown=MEASURES["available"].label.lower()
            )
        )
        asked = asked.but(measure_id="available")
    settled, more = settle(asked, offered(reader))
    pointed = estimates.years_with_point(reader)
    if settled.measure_id == "available" and pointed:
        shown = settled.year if settled.year in pointed else pointed[-1]
        # Also where nobody chose: a later year gave way before it was shown.
        passed = [
            y
            for y in offered(reader).of("available", settled.recipient_kind)
            if y not in pointed and (y == settled.year or (not filters.year_is_chosen and y > shown))
        ]
        if passed:
            more.append(
                _("{doubt} Kortet visar {shown}.").format(doubt=doubt_of(str(passed[-1])), shown=shown)
            )
        if settled.year != shown:
            settled = settled.but(year=shown)
    return settled, [*notes, *more, *evidence.undivided_notes(filters)]


def _money(reader: Reader, filters: Filters) -> _Money:
    chosen, notes = _settled(reader, filters)
    rows = reader.rows(
        _AMOUNTS,
        {
            "year": chosen.year,
            "measure": chosen.measure_id,
            "statuses": list(evidence.KNOWN),
        },
    )
    known = int(rows["amount_sek"].notna().sum())
    is_by_key = not known or Status.MODELLED.value in set(rows["status"])
    if known < len(rows):
        notes = [
            _(
                "{what} är känt för {known}. Hur jämnt pengarna faller går bara att säga när alla kommuners belopp är kända; ett belopp som inte är känt är inte noll."
            ).format(
                what=_what(chosen, is_by_key),
                known=grammar.out_of(known, len(rows), grammar.municipalities),
            ),
            *notes,
        ]
        return _Money(chosen, _per_inhabitant(rows.iloc[0:0]), (), tuple(notes), is_by_key)
    readings = []
    if rows["is_estimate"].any():
        for _reading, amounts in reader.rows(_READINGS, {"year": chosen.year}).groupby("reading_id"):
            by_reading = rows["recipient_id"].map(amounts.set_index("recipient_id")["amount_sek"])
            # A municipality whose amount is given is the same in every reading.
            readings.append(
                _per_inhabitant(
                    rows.assign(amount_sek=by_reading.where(rows["is_estimate"], rows["amount_sek"]))
                )
            )
    return _Money(chosen, _per_inhabitant(rows), tuple(readings), tuple(notes), is_by_key)


def _per_inhabitant(rows: pd.DataFrame) -> pd.DataFrame:
    amounts = rows["amount_sek"].astype(float)
    return rows.assign(amount_sek=amounts, value=amounts / rows["population"])


_SPREAD: dict[str, Callable[[pd.Series], float]] = {
    "low": lambda v: float(v.min()),
    "lower_quarter": lambda v: float(v.quantile(0.25)),
    "median": lambda v: float(v.median()),
    "upper_quarter": lambda v: float(v.quantile(0.75)),
    "high": lambda v: float(v.max()),
}


def _spread(money: _Money, by: str) -> pd.DataFrame:
    """Per group: `n`, `low`, `lower_quarter`, `median`, `upper_quarter`, `high` of `value`, and the least certain `status`.

    Of the key's amounts each has its interval in columns that end in `_from` and `_to`.
    """
    groups = money.rows.groupby(by)
    spread = groups.agg(n=("value", "size"), status=("status", evidence.least_certain))
    for name, figure in _SPREAD.items():
        spread[name] = groups["value"].agg(figure)
        if money.readings:
            by_reading = pd.concat([r.groupby(by)["value"].agg(figure) for r in money.readings], axis=1)
            spread[f"{name}_from"], spread[f"{name}_to"] = by_reading.min(axis=1), by_reading.max(axis=1)
    return spread.join(evidence.together(money.rows, [by]))


def _spread_columns(heading: str, money: _Money) -> tuple[Column, ...]:
    labels = (_("Lägst"), _("Undre fjärdedel"), _("Median"), _("Övre fjärdedel"), _("Högst"))
    return (
        Column("label", heading),
        Column("n", _("Kommuner"), "count"),
        *(
            _estimated(name, label, "sek_per_inhabitant", bool(money.readings))
            for name, label in zip(_SPREAD, labels, strict=True)
        ),
        Column("status", _("Tecken")),
    )


def _sized(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(size=[size_class(p) for p in rows["population"]])


@dated(of_municipal_money)
def by_size(reader: Reader, filters: Filters) -> Result:
    """Kronor per inhabitant by size class. Rows, smallest class first: `label` and the columns of a spread (see the columns)."""
    money = _money(reader, filters)
    sized = replace(money, rows=_sized(money.rows), readings=tuple(map(_sized, money.readings)))
    rows = _spread(sized, "size").reset_index()
    rows["label"] = [size_labels()[i] for i in rows["size"]]
    sentence = ""
    if not rows.empty:
        small, large = (_median_of(rows.iloc[place], money) for place in (0, -1))
        sentence = _(
            "{what}: medianen per invånare är {small} bland de minsta kommunerna och {large} bland de största."
        ).format(what=money.what, small=small, large=large)
    return Result(
        "equity_by_size",
        _("{what}, kronor per invånare efter kommunens storlek").format(what=money.what),
        money.sentence(sentence),
        rows,
        _spread_columns(_("Storlek"), money),
        "sek_per_inhabitant",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        money.notes
        if rows.empty
        else (
            *money.notes,
            _(
                "Strecket går från lägst till högst, den tjocka delen rymmer mittersta hälften. Folkmängden året före avgör klassen."
            ),
        ),
        made=money.made,
    )


def _gini_of(rows: pd.DataFrame) -> float:
    return gini(rows["amount_sek"], rows["population"])


def _half_of(rows: pd.DataFrame) -> float:
    """The percentage of the amount that goes to the half of the people who live where there is least per inhabitant."""
    x, y = lorenz(rows["amount_sek"], rows["population"])
    return 100 * float(np.interp(0.5, x, y))


def _told(money: _Money, figure: Callable[[pd.DataFrame], float], write: Callable[[float], str]) -> str:
    """A figure of the whole country: as it is, or of the key's amounts from the lowest to the highest reading."""
    low, high = money.ends(figure)
    ends = [write(figure(money.rows))] if low is None or high is None else [write(low), write(high)]
    return ends[0] if len(set(ends)) == 1 else _("{low} till {high}").format(low=ends[0], high=ends[1])


def _two_decimals(value: float) -> str:
    return number(value, 2)


@dated(of_municipal_money)
def lorenz_curve(reader: Reader, filters: Filters) -> Result:
    """The Lorenz curve of the chosen amount against population.

    Rows, least per inhabitant first: `name`, `county`, `value`, `people_share` and `amount_share` (cumulative percent), `status`.
    `context["gini"]` is the Gini coefficient and `context["half"]` what the half with least got, as they are written: of the key's
    amounts from the lowest to the highest reading.
    """
    money = _money(reader, filters)
    rows = money.rows.sort_values(["value", "code"], kind="stable").reset_index(drop=True)
    context: dict[str, str] = {}
    sentence = ""
    if not rows.empty:
        x, y = lorenz(rows["amount_sek"], rows["population"])
        rows["people_share"], rows["amount_share"] = 100 * x[1:], 100 * y[1:]
        context = {"gini": _told(money, _gini_of, _two_decimals), "half": _told(money, _half_of, percent)}
        sentence = _(
            "{what}: den hälft av befolkningen som bor där det ges minst per invånare får {half} av pengarna. Ginikoefficienten är {gini}; 0 vore helt lika."
        ).format(what=money.what, **context)
        rows = _with_ends(money, rows)
    else:
        rows["people_share"] = rows["amount_share"] = pd.Series(dtype=float)
    return Result(
        "equity_lorenz",
        _("Hur jämnt pengarna faller på befolkningen {year}").format(year=money.filters.year),
        money.sentence(sentence),
        rows,
        (
            Column("name", _("Kommun")),
            Column("county", _("Län")),
            _value_column(money),
            Column("people_share", _("Andel av befolkningen, uppräknat"), "percent"),
            Column("amount_share", _("Andel av pengarna, uppräknat"), "percent"),
            Column("status", _("Tecken")),
        ),
        "percent",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        money.notes
        if rows.empty
        else (
            *money.notes,
            _(
                "Nyckeln ger små kommuner ett grundbelopp. Att fördelningen inte är helt jämn per invånare är alltså avsett."
            ),
        ),
        context,
        made=money.made,
    )


def _with_ends(money: _Money, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the ends of each municipality's interval, `value_from` and `value_to`, where the amounts are the key's."""
    if not money.readings:
        return rows
    ends = pd.concat([r.set_index("code")["value"] for r in money.readings], axis=1)
    return rows.assign(
        value_from=rows["code"].map(ends.min(axis=1)), value_to=rows["code"].map(ends.max(axis=1))
    )


def _value_column(money: _Money) -> Column:
    return _estimated("value", _("Kronor per invånare"), "sek_per_inhabitant", bool(money.readings))


@dated(of_municipal_money)
def gini_years(reader: Reader, filters: Filters) -> Result:
    """The Gini coefficient of each year that it can be told of.

    Rows: `year`, `gini`, `lower_tenth`, `median`, `upper_tenth` (kronor per inhabitant; of the key's amounts each with its interval in
    columns ending in `_from` and `_to`), `status`.
    """
    chosen = _settled(reader, filters)[0]
    pointed = estimates.years_with_point(reader)
    years = [
        y
        for y in offered(reader).of(chosen.measure_id, chosen.recipient_kind)
        if y in pointed or chosen.measure_id != "available"
    ]
    every = [_money(reader, filters.but(measure_id=chosen.measure_id, year=year)) for year in years]
    known = [money for money in every if not money.rows.empty]
    figures: dict[str, Callable[[pd.DataFrame], float]] = {
        "gini": _gini_of,
        "lower_tenth": lambda r: float(r["value"].quantile(0.1)),
        "median": lambda r: float(r["value"].median()),
        "upper_tenth": lambda r: float(r["value"].quantile(0.9)),
    }
    rows = pd.DataFrame(
        [_year_row(money, figures) for money in known],
        columns=[
            "year", "gini_text", "status", "source_id", "locator",
            *(f"{name}{end}" for name in figures for end in ("", "_from", "_to")),
        ],
    )  # fmt: skip
    rows["gini"] = rows["gini"].astype(float).round(2)
    sentence = ""
    if len(known) > 1:
        sentence = _("{measure}, Ginikoefficienten: {years}. 0 vore helt lika.").format(
            measure=chosen.measure.label,
            years=grammar.listed([f"{row.year} {row.gini_text}" for row in rows.itertuples()]),
        )
    missing = [str(y) for y in offered(reader).of("available", chosen.recipient_kind) if y not in pointed]
    has_ends = any(money.readings for money in known)
    notes = [
        doubt_of(grammar.listed(missing)) if chosen.measure_id == "available" and missing else "",
        *([] if known else every[-1].notes if every else []),
        *evidence.undivided_notes(filters),
    ]
    return Result(
        "equity_gini_years",
        _("Jämnheten år för år"),
        known[-1].sentence(sentence) if known else "",
        rows,
        (
            Column("year", _("År")),
            Column("gini_text", _("Gini"), "text", in_files=False),
            _estimated("gini", _("Gini"), "number", has_ends, on_screen=False),
            *(
                _estimated(name, label, "sek_per_inhabitant", has_ends)
                for name, label in (
                    ("lower_tenth", _("En tiondel får mindre än")),
                    ("median", _("Median")),
                    ("upper_tenth", _("En tiondel får mer än")),
                )
            ),
            Column("status", _("Tecken")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(dict.fromkeys(n for n in notes if n)),
        made=known[-1].made if known else "",
    )


def _estimated(name: str, label: str, unit: str, has_ends: bool, on_screen: bool = True) -> Column:
    low, high = (f"{name}_from", f"{name}_to") if has_ends else ("", "")
    return Column(name, label, unit, on_screen=on_screen, low=low, high=high)


def _year_row(money: _Money, figures: dict[str, Callable[[pd.DataFrame], float]]) -> dict[str, object]:
    row: dict[str, object] = {
        "year": money.filters.year,
        "gini_text": _told(money, _gini_of, _two_decimals),
        "status": evidence.least_certain(money.rows["status"]),
        "source_id": money.rows["source_id"].iloc[0],
        "locator": money.rows["locator"].iloc[0],
    }
    for name, figure in figures.items():
        row[name] = figure(money.rows)
        row[f"{name}_from"], row[f"{name}_to"] = money.ends(figure)
    row["gini_from"], row["gini_to"] = (
        None if end is None else round(end, 2) for end in money.ends(_gini_of)
    )
    return row


def _between_counties_percent(rows: pd.DataFrame) -> float:
    return 100 * shares_between(rows["value"], rows["county_code"])


@dated(of_municipal_money)
def within_counties(reader: Reader, filters: Filters) -> Result:
    """Every municipality's amount per inhabitant, county by county. Rows: `label` (county), `name`, `value`, `status`."""
    money = _money(reader, filters)
    rows = money.rows.sort_values(["county_code", "value"], kind="stable").reset_index(drop=True)
    rows["label"] = rows["county"]
    sentence = ""
    if not rows.empty and rows["value"].nunique() == 1:
        sentence = _("{what}: lika mycket per invånare i alla kommuner.").format(what=money.what)
    elif not rows.empty:
        sentence = _(
            "{what}: {share} av skillnaderna mellan kommuner är skillnader mellan län; resten finns inom länen."
        ).format(what=money.what, share=_told(money, _between_counties_percent, percent))
    rows = _with_ends(money, rows)
    return Result(
        "equity_within_counties",
        _("Kommunerna län för län, kronor per invånare {year}").format(year=money.filters.year),
        money.sentence(sentence),
        rows,
        (
            Column("label", _("Län")),
            Column("name", _("Kommun")),
            _value_column(money),
            Column("status", _("Tecken")),
        ),
        "sek_per_inhabitant",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        money.notes
        if rows.empty
        else (*money.notes, _("Varje prick är en kommun, strecket är länets median. Län i kodordning.")),
        made=money.made,
    )


@dated(of_municipal_money)
def between_counties(reader: Reader, filters: Filters) -> Result:
    """The spread inside each county, in code order. Rows: `label` and the columns of a spread."""
    money = _money(reader, filters)
    rows = _spread(money, "county_code").reset_index()
    names = money.rows.drop_duplicates("county_code").set_index("county_code")["county"]
    rows["label"] = rows["county_code"].map(names)
    sentence = ""
    if not rows.empty:
        low, high = rows.loc[rows["median"].idxmin()], rows.loc[rows["median"].idxmax()]
        sentence = _("{what}: länens medianer går från {low} till {high} per invånare.").format(
            what=money.what, low=_median_of(low, money), high=_median_of(high, money)
        )
    return Result(
        "equity_between_counties",
        _("Spridning inom länen {year}").format(year=money.filters.year),
        money.sentence(sentence),
        rows,
        _spread_columns(_("Län"), money),
        "sek_per_inhabitant",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        money.notes,
        made=money.made,
    )


def _median_of(row: pd.Series, money: _Money) -> str:
    low, high = (row["median_from"], row["median_to"]) if money.readings else (None, None)
    return written(row["median"], low, high, "sek_per_inhabitant")
