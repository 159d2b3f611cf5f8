"""The steps of a place's money: named by what they are, an estimate with its interval, and what must be said beside them."""

import math

import pandas as pd

from dashboard.core import grammar
from dashboard.core.estimates import doubt_of, estimate, rounded
from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.measures import MEASURES
from dashboard.core.numbers import kronor
from dashboard.core.result import Column
from dashboard.core.status import Status, doubtful, sign
from dashboard.dataset.store import Reader
from dashboard.queries import estimates

AMOUNT = ("amount_sek", "amount_low_sek", "amount_high_sek")


def label_of(measure: str, statuses: set[str]) -> str:
    """The step's name. Of examples, which are made from what the documents call unspent, nothing is said to be repaid."""
    if measure == "repaid" and statuses == {Status.SYNTHETIC.value}:
        return _("Ej förbrukat")
    if measure == "repaid" and Status.SYNTHETIC.value in statuses:
        return _("Ej förbrukat eller återbetalt")
    return MEASURES[measure].label if Status.MODELLED.value in statuses else MEASURES[measure].plain_label


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with `measure`, `status` and the `AMOUNT` columns in the order of the steps, each with its `label`.

    Where the rows tell the `statuses` of their parts these name the step. An amount of which only the ends can be told is missing.
    """
    order = {m: i for i, m in enumerate(MEASURES)}
    rows = rows.sort_values("measure", key=lambda m: m.map(order), kind="stable").reset_index(drop=True)
    for column in AMOUNT:
        rows[column] = rows[column].astype(float)
    points = rows["has_point"].map(lambda has: pd.isna(has) or bool(has))
    rows["amount_sek"] = rows["amount_sek"].where(points)
    parts = rows["statuses"] if "statuses" in rows else [{status} for status in rows["status"]]
    rows["label"] = [label_of(*row) for row in zip(rows["measure"], map(set, parts), strict=True)]
    return rows


def per_inhabitant(rows: pd.DataFrame, people: float | pd.Series) -> pd.DataFrame:
    """The rows with `per_inhabitant_sek` and its ends, `per_inhabitant_low` and `per_inhabitant_high`."""
    return rows.assign(
        per_inhabitant_sek=rows["amount_sek"] / people,
        per_inhabitant_low=rows["amount_low_sek"] / people,
        per_inhabitant_high=rows["amount_high_sek"] / people,
    )


def of_region(reader: Reader, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of a region's steps, by `measure` and `year`, with what the key gives rounded to the `digits` that it can bear."""
    by_key = (rows["measure"] == "available") & (rows["status"] == Status.MODELLED.value)
    digits = {year: estimates.region_digits(reader, int(year)) for year in rows["year"].unique()}
    rows = rows.assign(digits=rows["year"].map(digits).where(by_key).astype(float))
    for column in {"amount_sek", "per_inhabitant_sek", "per_inhabitant"} & set(rows):
        values = zip(rows[column].astype(float), rows["digits"], strict=True)
        rows[column] = [rounded(value, digits) for value, digits in values]
    return rows


def amount_columns() -> tuple[Column, Column]:
    """The columns of the amount and of the amount per inhabitant."""
    return (
        Column("amount_sek", _("Belopp"), "sek", low="amount_low_sek", high="amount_high_sek"),
        Column(
            "per_inhabitant_sek",
            _("Per invånare"),
            "sek_per_inhabitant",
            low="per_inhabitant_low",
            high="per_inhabitant_high",
        ),
    )


def is_by_key(rows: pd.DataFrame) -> bool:
    """Whether any of what the rows say is worked out, as what the key gives is; what somebody has told is not."""
    parts = rows["statuses"] if "statuses" in rows else [{status} for status in rows["status"]]
    return any(Status.MODELLED.value in of_row for of_row in map(set, parts))


def given(rows: pd.DataFrame) -> str:
    """What was available, in words, with how uncertain it is; empty where it is not known."""
    available = rows[rows["measure"] == "available"]
    if available.empty:
        return ""
    row = available.iloc[0]
    value, low, high = (float(row[column]) for column in AMOUNT)
    if math.isnan(low):
        return kronor(value)
    text = estimate(value, low, high, "sek")
    return f"{text}, {doubtful()}" if math.isnan(value) else text


def told_sign(rows: pd.DataFrame) -> str:
    """The sign of what was available where it is not worked out with the key: that it is reported, or printed."""
    status = str(rows.loc[rows["measure"] == "available", "status"].iloc[0])
    printed = _("tryckt")
    return sign(status) or printed


def known(rows: pd.DataFrame) -> str:
    """What is printed or reported of the other steps, as a sentence; empty where nothing is. Example data is never told."""
    told = rows[(rows["measure"] != "available") & (rows["status"] != Status.SYNTHETIC.value)]
    if told.empty:
        return ""
    # Apart from the text that it stands in, where texts for translators are not found.
    printed = _("tryckt")
    steps = [
        f"{grammar.lowered(label)} {kronor(amount)} ({sign(status) or printed})"
        for label, amount, status in zip(told["label"], told["amount_sek"], told["status"], strict=True)
    ]
    return _("Känt: {steps}.").format(steps=grammar.listed(steps))


def notes(rows: pd.DataFrame, filters: Filters, name: str) -> list[str]:
    """What must be said of the amounts: how uncertain they are, and that a known one lies outside what the key's readings give."""
    available = rows[rows["measure"] == "available"]
    found = []
    if doubt(available):
        found.append(doubt_of(str(filters.year)))
    elif available["amount_low_sek"].notna().any():
        found.append(_("Spannet går från den lägsta till den högsta läsningen av fördelningsnyckeln."))
    claims = rows[(rows["measure"] == "received") & (rows["status"] != Status.SYNTHETIC.value)]
    outside = [
        {
            "name": name,
            "amount_sek": claim,
            "by_key_sek": value,
            "amount_low_sek": low,
            "amount_high_sek": high,
            "has_point": not math.isnan(value),
        }
        for claim in claims["amount_sek"]
        for value, low, high in available[list(AMOUNT)].itertuples(index=False)
        if claim < low or claim > high
    ]
    if outside:
        found.append(estimates.outside_note(pd.DataFrame(outside)))
    return found


def silence(rows: pd.DataFrame, nothing: str) -> list[str]:
    """What is not known of the steps after the key: `nothing` where not even the claim is; no note where the use is known."""
    steps = set(rows["measure"])
    if "received" not in steps:
        return [nothing]
    return [] if "used" in steps else [_("Vad som förbrukades och betalades tillbaka är inte känt.")]


def doubt(rows: pd.DataFrame) -> bool:
    """Whether no more can be told of what the key gives than between which amounts it lies."""
    available = rows[rows["measure"] == "available"]
    return bool((available["amount_sek"].isna() & available["amount_low_sek"].notna()).any())
