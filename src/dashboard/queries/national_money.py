"""The money of the whole country as the documents print it: the steps of each kind of recipient and year, and the years there are.

A document of another year is read by adding its figures to `_PRINTED`; which years they are of the ledger says.
"""

import math

import pandas as pd

from dashboard.core.printed_figure import Printed, written
from dashboard.core.status import Status
from dashboard.dataset.store import Reader

_T2 = "vardanalys-2023.t2"
# The ledger's figures by kind and step; `%` stands for the year.
_PRINTED = {
    "municipality": {
        "available": ("sos-2017.mandate.municipalities.sek", f"{_T2}.municipalities.available.%"),
        "received": ("sos-2017.municipalities.requisitioned-sek", f"{_T2}.municipalities.received.%"),
        "redistributed": ("sos-2017.municipalities.additional-sek",),
        "unspent": ("sos-2017.municipalities.unspent-sek",),
        "share_used": (f"{_T2}.municipalities.spent-share.%",),
        "recipients": ("sos-2017.municipalities.requisitioned-count", f"{_T2}.municipalities.count.%"),
    },
    "region": {
        "available": ("sos-2017.mandate.regions.sek", f"{_T2}.regions.available.%"),
        "received": ("sos-2017.regions.requisitioned-sek", f"{_T2}.regions.received.%"),
        "unspent": ("sos-2017.regions.unspent-sek",),
        "share_used": (f"{_T2}.regions.spent-share.%",),
        "recipients": ("sos-2017.regions.requisitioned-count", f"{_T2}.regions.count.%"),
    },
    "ngo": {
        "available": ("sos-2017.mandate.ngos.sek", f"{_T2}.ngos.available.%"),
        "received": ("sos-2017.ngos.granted-sek", f"{_T2}.ngos.received.%"),
        "unspent": ("sos-2017.ngos.unspent-sek",),
        "share_used": (f"{_T2}.ngos.spent-share.%",),
        "recipients": ("sos-2017.ngos.granted-count", f"{_T2}.ngos.count.%"),
    },
}
KINDS = tuple(_PRINTED)
PAID = ["received", "redistributed"]
# What makes a year whole: what was there, what was paid out, and what came of it, one way or the other.
_NEEDED = {"available", "received", "recipients"}
_SPENT = {"share_used", "unspent"}
# Figures of several years together are of none of them.
_LEDGER = """
SELECT s.step, f.year_from AS year, f.figure_id, f.value, f.bound, f.source_id, f.locator
FROM published_figure f JOIN (SELECT unnest($steps) AS step, unnest($ids) AS pattern) s ON f.figure_id LIKE s.pattern
WHERE f.year_from = f.year_to
"""


def _figures(reader: Reader, kind: str) -> pd.DataFrame:
    pairs = [(step, i) for step, ids in _PRINTED[kind].items() for i in ids]
    rows = reader.rows(_LEDGER, {"steps": [step for step, _i in pairs], "ids": [i for _step, i in pairs]})
    order = list(_PRINTED[kind])
    rows = rows.sort_values("step", key=lambda steps: steps.map(order.index), kind="stable")
    whole = rows.groupby("year")["step"].agg(set).map(lambda s: s >= _NEEDED and bool(s & _SPENT))
    return rows[rows["year"].isin(whole.index[whole])]


def years(reader: Reader) -> dict[str, tuple[int, ...]]:
    """The years of each kind of recipient of which the documents print the country's sums, rising."""
    return {kind: tuple(sorted({int(y) for y in _figures(reader, kind)["year"]})) for kind in KINDS}


def steps(reader: Reader, kind: str, year: int) -> pd.DataFrame:
    """The steps of the money for one kind and year: `step`, `value`, `unit`, `bound`, `text` (the value as it is written), `status`,
    `source_id`, `locator`. Empty where no document prints the year.

    What a document states only as a share in whole per cent, or as what was not used, is computed here, marked `modelled`, and rounded to
    what it can bear.
    """
    columns = ["step", "value", "bound", "source_id", "locator"]
    figures = _figures(reader, kind)
    ledger = figures.loc[figures["year"] == year, columns].assign(status=Status.PUBLISHED.value)
    if ledger.empty:
        return ledger
    rows = [{**row, "value": float(row["value"])} for row in ledger.to_dict("records")]
    by_step = {row["step"]: row for row in rows}
    received = sum(by_step[s]["value"] for s in PAID if s in by_step)
    if "share_used" in by_step:
        basis = by_step["share_used"]
        used = received * basis["value"] / 100
        # A whole per cent is right to half of one.
        rows += [
            _computed("used", _rounded(used, received / 200), basis),
            _computed("unspent", _rounded(received - used, received / 200), basis),
        ]
    else:
        basis = by_step["unspent"]
        rows += [
            _computed("used", received - basis["value"], basis),
            _computed("share_used", round(100 * (received - basis["value"]) / received), basis),
        ]
    found = pd.DataFrame(rows).assign(year=year, kind=kind)
    found["unit"] = found["step"].map({"share_used": "percent", "recipients": "count"}).fillna("sek")
    found["text"] = [written(Printed(row.value, row.unit, str(row.bound))) for row in found.itertuples()]
    return found


def _rounded(value: float, error: float) -> float:
    """A value with no finer digits than its error leaves it."""
    step = 10.0 ** math.ceil(math.log10(error))
    return round(value / step) * step


def _computed(step: str, value: float, basis: dict[str, object]) -> dict[str, object]:
    return {
        "step": step,
        "value": float(value),
        "bound": "about",
        "status": Status.MODELLED.value,
        "source_id": basis["source_id"],
        "locator": basis["locator"],
    }


def paid_out(found: pd.DataFrame) -> float:
    """What was paid out: the amounts of both rounds, where there were two."""
    return float(found["value"].reindex(PAID).sum())
