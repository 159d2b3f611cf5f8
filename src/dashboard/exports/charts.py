"""Which native chart shows an answer on a slide, and the numbers in it: bars, columns and dots, from the answer's own rows.

An answer that is not here is a table or a picture on its slide.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.core.estimates import estimate, roughly
from dashboard.core.language import _
from dashboard.core.measures import MEASURES
from dashboard.core.numbers import MISSING
from dashboard.core.printed_figure import Printed, said
from dashboard.core.result import Result
from dashboard.core.status import Status, sign
from dashboard.figures import bars, theme

_MOST_BARS = 18
_PALE = "#b3cfda"


@dataclass(frozen=True)
class Series:
    """One series: its name, a value per category (None for a gap), its colour, and which of the values are example data.

    In dots `look` and `size` of the dot. `texts` stand at the bars in place of their numbers, where one is not empty.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str
    examples: tuple[bool, ...] = ()
    look: str = "circle"
    size: int = 9
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A chart by category. `form` is bars, stacked, columns or dots; `whole` the end of the scale where it has one of its own.

    `labelled` is whether every value is written; then there is no scale. `has_key` is whether the names of the series are.
    """

    form: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    whole: float | None = None
    labelled: bool = True
    has_key: bool = True


def chart(result: Result) -> Chart | None:
    """The native chart of an answer; None where it has none, or more in it than a slide has room for."""
    if result.is_empty:
        return None
    if result.result_id in _CHARTS:
        return _CHARTS[result.result_id](result)
    return _printed(result) if "printed_unit" in result.rows else None


def _ladder(result: Result) -> Chart | None:
    rows = result.rows
    if rows["amount_sek"].isna().any():
        # An amount without a point is an interval, which no native bar shows.
        return None
    labels = tuple(_marked(*row) for row in zip(rows["label"], rows["status"], strict=True))
    if "amount_low_sek" in rows:
        ends = zip(rows["amount_sek"], rows["amount_low_sek"], rows["amount_high_sek"], strict=True)
        # A native bar has no interval: the words have it.
        labels = tuple(
            label if pd.isna(low) else f"{label}: {estimate(value, low, high, 'sek')}"
            for label, (value, low, high) in zip(labels, ends, strict=True)
        )
    amounts = Series(
        _("Belopp"), _values(rows["amount_sek"]), theme.ACCENT, _examples(rows), texts=_estimates(rows)
    )
    return Chart("bars", labels, (amounts,), "sek", has_key=False)


def _estimates(rows: pd.DataFrame) -> tuple[str, ...]:
    """What stands at the bars that no bare number tells: those that are only about what they say."""
    if "digits" in rows:
        return tuple(
            "" if pd.isna(digits) else roughly(value, "sek", digits)
            for value, digits in zip(rows["amount_sek"], rows["digits"], strict=True)
        )
    if "bound" in rows:
        return tuple(
            "" if bound == "exact" else said(Printed(value, "sek", bound))
            for value, bound in zip(rows["amount_sek"], rows["bound"], strict=True)
        )
    return ()


def _development(result: Result) -> Chart:
    rows = result.rows.set_index("year")
    return _received_inside(rows["available"], rows["received"], {})


def _region_years(result: Result) -> Chart | None:
    wide = result.rows.pivot(index="year", columns="measure", values="amount_sek")
    if "received" not in wide or wide[["available", "received"]].isna().any(axis=None):
        return None
    received = result.rows[result.rows["measure"] == "received"].set_index("year")["status"].to_dict()
    return _received_inside(wide["available"], wide["received"], received)


def _received_inside(available: pd.Series, received: pd.Series, statuses: Mapping[int, str]) -> Chart:
    # Years that no document states stand there, too.
    every = range(int(available.index.min()), int(available.index.max()) + 1)
    years = tuple(f"{y}" if y in available.index else f"{y} {MISSING}" for y in every)
    examples = tuple(statuses.get(y) == Status.SYNTHETIC for y in every)
    word = f" ({sign(Status.SYNTHETIC)})" if any(examples) else ""
    return Chart(
        "columns",
        years,
        (
            Series(_("Tillgängligt, mnkr"), _values(available.reindex(every)), _PALE),
            Series(_("Mottaget, mnkr") + word, _values(received.reindex(every)), theme.ACCENT, examples),
        ),
        "bare_million",
    )


def _shares(result: Result) -> Chart:
    rows = result.rows.dropna(subset=["county_share", "country_share"], how="all")
    labels = [
        label if share == share else _("{label} (länet: inga svar)").format(label=label)
        for label, share in zip(rows["label"], rows["county_share"], strict=True)
    ]
    shares = rows.assign(label=labels)
    return _pair(shares, ("county_share", _("Länet")), ("country_share", _("Riket")), "percent", 100)


def _printed(result: Result) -> Chart | None:
    rows = result.rows.dropna(subset=["value"])
    if not 2 <= len(rows) <= _MOST_BARS or not bars.are_comparable(rows):
        return None
    unit = str(rows["unit"].iloc[0])
    bases = rows["respondents"].dropna()
    has_base = bases.nunique() == 1 and len(bases) == len(rows)
    labels = tuple(
        _printed_label(label, base, bound, text, has_base)
        for label, base, bound, text in zip(
            rows["label"], rows["respondents"], rows["bound"], rows["value_text"], strict=True
        )
    )
    noun = rows["noun"].iloc[0]
    name = (
        _("Antal {noun} av {whole}").format(noun=noun, whole=round(bases.iloc[0]))
        if has_base
        else _("Antal {noun}").format(noun=noun)
        if noun
        else _("Värde")
    )
    whole = float(bases.iloc[0]) if has_base and unit == "count" else 100.0 if unit == "percent" else None
    series = Series(name, _values(rows["value"]), theme.ACCENT, _examples(rows))
    return Chart("bars", labels, (series,), unit, whole, has_key=unit == "count")


def _printed_label(label: str, base: float, bound: str, text: str, has_base: bool) -> str:
    """The name of a bar, with what the bare number at its end leaves out: the word before it, a base of its own."""
    if bound != "exact":
        return f"{label} ({text})"
    return (
        label if has_base or base != base else _("{label} (av {base})").format(label=label, base=round(base))
    )


def _funds(result: Result) -> Chart:
    rows = result.rows
    labels = tuple(
        f"{agency} {year}"
        + (f" ({_('för genomförandet: {text}').format(text=text)})" if pd.isna(amount) else "")
        for agency, year, amount, text in zip(
            rows["agency"], rows["year"], rows["implementation"], rows["implementation_text"], strict=True
        )
    )
    return Chart(
        "stacked",
        labels,
        (
            Series(_("För genomförandet, mnkr"), _values(rows["implementation"]), theme.ACCENT),
            Series(_("Särskilda stimulansmedel, mnkr"), _values(rows["stimulus"]), _PALE),
        ),
        "bare_million",
    )


def _answers(result: Result) -> Chart:
    rows = result.rows
    parts = (
        ("yes", _("Ja"), theme.ACCENT),
        ("partly", _("Delvis"), "#84aebf"),
        ("other", _("Övriga"), "#dbe3e7"),
    )
    return Chart(
        "stacked",
        tuple(rows["label"]),
        tuple(Series(name, _values(rows[part]), colour) for part, name, colour in parts),
        "count",
        float(rows["base"].max()),
    )


def _county_and_country(result: Result) -> Chart:
    rows = result.rows.dropna(subset=["county_share"])
    return _pair(rows, ("county_share", _("Länet")), ("country_share", _("Riket")), "percent", 100)


def _reach(result: Result) -> Chart | None:
    pairs = result.context["pairs"].sort_values("received", ascending=False)
    if pairs.empty:
        return None
    return _pair(pairs, ("received", _("Tagit del")), ("offered", _("Erbjudits")), "count", None)


def _pair(
    rows: pd.DataFrame, first: tuple[str, str], second: tuple[str, str], unit: str, whole: float | None
) -> Chart:
    examples = _examples(rows) if "status" in rows else ()
    word = f" ({sign(Status.SYNTHETIC)})" if any(examples) else ""
    series = (
        Series(name + word, _values(rows[column]), colour, examples)
        for (column, name), colour in ((first, theme.ACCENT), (second, theme.PLAIN))
    )
    return Chart("bars", tuple(rows["label"]), tuple(series), unit, whole)


def _regions(result: Result) -> Chart:
    rows = result.rows
    names = list(rows["name"].drop_duplicates())
    looks = {
        "available": ("circle", theme.ACCENT, 8),
        "received": ("diamond", "#b5482a", 11),
        "used": ("square", theme.MUTED, 7),
    }
    series = [
        Series(
            _marked(MEASURES[measure].label, str(status)),
            _values(part.set_index("name")["per_inhabitant"].reindex(names)),
            colour,
            look=look,
            size=size,
        )
        for measure, (look, colour, size) in looks.items()
        for status, part in rows[rows["measure"] == measure].groupby("status", sort=False)
    ]
    return Chart("dots", tuple(names), tuple(series), "sek_per_inhabitant", labelled=False)


def _values(column: pd.Series) -> tuple[float | None, ...]:
    return tuple(None if pd.isna(value) else float(value) for value in column)


def _examples(rows: pd.DataFrame) -> tuple[bool, ...]:
    return tuple(status == Status.SYNTHETIC for status in rows["status"])


def _marked(label: str, status: str) -> str:
    return f"{label} ({sign(status)})" if isinstance(status, str) and sign(status) else label


_CHARTS: dict[str, Callable[[Result], Chart | None]] = {
    "agency_funds": _funds,
    "country_development": _development,
    "country_ladder": _ladder,
    "county_boards_indicators": _answers,
    "county_kinds_of_work": _county_and_country,
    "county_ladder": _ladder,
    "county_region_ladder": _ladder,
    "county_region_years": _region_years,
    "county_training": _shares,
    "county_violence_areas": _shares,
    "municipality_ladder": _ladder,
    "municipality_violence_areas": _shares,
    "reach_2016": _reach,
    "regions": _regions,
}
