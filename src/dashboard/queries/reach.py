"""Whom the competence support of 2016 reached."""

from dataclasses import replace

import pandas as pd

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.numbers import number, percent
from dashboard.core.result import Result
from dashboard.dataset.store import Reader
from dashboard.queries import printed


def in_2016(reader: Reader, filters: Filters) -> Result:
    """The printed card of municipalities offered and reached, with a sentence that sets the two beside each other.

    `context["pairs"]` is `pairs` of the rows.
    """
    card = printed.card(reader, filters, "reach-2016")
    found = pairs(card.rows)
    return replace(
        card, result_id="reach_2016", sentence=_sentence(found) or card.sentence, context={"pairs": found}
    )


def pairs(rows: pd.DataFrame) -> pd.DataFrame:
    """Per kind of support, in the ledger's order: `label`, `offered` and `received`. Figures without a counterpart are left out."""
    known = rows.dropna(subset=["value"])
    if known.empty:
        return pd.DataFrame(columns=["label", "offered", "received"])
    ends = known["figure_id"].str.rsplit(".", n=1, expand=True)
    wide = known.assign(pair=ends[0], end=ends[1]).pivot_table(
        index=["pair", "subcategory_sv"], columns="end", values="value", sort=False
    )
    return (
        wide.reindex(columns=["offered", "received"])
        .dropna()
        .reset_index()
        .rename(columns={"subcategory_sv": "label"})[["label", "offered", "received"]]
    )


def _sentence(found: pd.DataFrame) -> str:
    if found.empty:
        return ""
    top = found.loc[found["received"].idxmax()]
    shares = 100 * found["received"] / found["offered"]
    most = _(
        "Flest tog del av information om {label}: {received} av de {offered} kommuner som erbjöds den."
    ).format(
        label=grammar.lowered(top["label"]), received=number(top["received"]), offered=number(top["offered"])
    )
    if len(found) == 1:
        return most
    return (
        most
        + " "
        + _(
            "Av dem som erbjöds information tog mellan {low} och {high} del av den, beroende på vad den gällde."
        ).format(low=percent(shares.min()), high=percent(shares.max()))
    )
