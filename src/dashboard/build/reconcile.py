"""Sums and counts of the dataset set beside those that the documents print."""

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.build.findings import Finding
from dashboard.build.world import World
from dashboard.core.numbers import number
from dashboard.core.status import Status


@dataclass(frozen=True)
class Comparison:
    """One sum to compare: how it is computed from the allocation rows, and the ledger's row that prints it."""

    name_sv: str
    year: int
    figure_id: str
    compute: Callable[[World], float]
    unit: str = "sek"
    tolerance: float = 0.0

    @property
    def kind(self) -> str:
        """The kind of recipients that are summed."""
        return next(kind for kind, (slug, _) in _KINDS.items() if slug in self.figure_id.split("."))


def _sum(kind: str, year: int, measure: str) -> Callable[[World], float]:
    return lambda world: float(world.amounts(kind, year, measure).sum())


def _share_used(kind: str, year: int) -> Callable[[World], float]:
    def share(world: World) -> float:
        # Of those whose use is there: what the others used is not known.
        used = world.amounts(kind, year, "used")
        received = world.amounts(kind, year, "received").reindex(used.index).dropna()
        whole = float(received.sum())
        return 100 * float(used[received.index].sum()) / whole if whole else math.nan

    return share


def _count(kind: str, year: int, measure: str) -> Callable[[World], float]:
    return lambda world: float((world.amounts(kind, year, measure) > 0).sum())


_KINDS = {
    "municipality": ("municipalities", "Kommuner"),
    "region": ("regions", "Regioner"),
    "ngo": ("ngos", "Ideella organisationer"),
}


def _table_2() -> list[Comparison]:
    found = []
    for kind, (slug, label) in _KINDS.items():
        for year in (2020, 2021, 2022):
            at = f"vardanalys-2023.t2.{slug}"
            if kind != "ngo":
                found.append(
                    Comparison(
                        f"{label}: tillgängliga medel",
                        year,
                        f"{at}.available.{year}",
                        _sum(kind, year, "available"),
                    )
                )
            found += [
                Comparison(
                    f"{label}: mottagna medel", year, f"{at}.received.{year}", _sum(kind, year, "received")
                ),
                Comparison(
                    f"{label}: andel förbrukat av mottaget",
                    year,
                    f"{at}.spent-share.{year}",
                    _share_used(kind, year),
                    "percent",
                    0.5,
                ),
                Comparison(
                    f"{label}: antal som tagit emot medel",
                    year,
                    f"{at}.count.{year}",
                    _count(kind, year, "received"),
                    "count",
                ),
            ]
    return found


def _year_2016() -> list[Comparison]:
    at = "sos-2017"
    return [
        Comparison(
            "Kommuner: tilldelat enligt nyckeln",
            2016,
            f"{at}.mandate.municipalities.sek",
            _sum("municipality", 2016, "available"),
        ),
        Comparison(
            "Kommuner: första rekvisitionen",
            2016,
            f"{at}.municipalities.requisitioned-sek",
            _sum("municipality", 2016, "received"),
        ),
        Comparison(
            "Kommuner: omfördelat",
            2016,
            f"{at}.municipalities.additional-sek",
            _sum("municipality", 2016, "redistributed"),
        ),
        Comparison(
            "Kommuner: ej förbrukat",
            2016,
            f"{at}.municipalities.unspent-sek",
            _sum("municipality", 2016, "repaid"),
        ),
        Comparison(
            "Kommuner: antal som rekvirerade",
            2016,
            f"{at}.municipalities.requisitioned-count",
            _count("municipality", 2016, "received"),
            "count",
        ),
        Comparison(
            "Kommuner: antal som fick omfördelade medel",
            2016,
            f"{at}.municipalities.additional-count",
            _count("municipality", 2016, "redistributed"),
            "count",
        ),
        Comparison(
            "Regioner: tilldelat enligt nyckeln",
            2016,
            f"{at}.mandate.regions.sek",
            _sum("region", 2016, "available"),
        ),
        Comparison(
            "Regioner: rekvirerat", 2016, f"{at}.regions.requisitioned-sek", _sum("region", 2016, "received")
        ),
        Comparison(
            "Regioner: ej förbrukat", 2016, f"{at}.regions.unspent-sek", _sum("region", 2016, "repaid")
        ),
        Comparison(
            "Regioner: antal som inte förbrukade allt",
            2016,
            f"{at}.regions.not-fully-spent-count",
            _count("region", 2016, "repaid"),
            "count",
        ),
    ]


COMPARISONS: tuple[Comparison, ...] = (*_year_2016(), *_table_2())
# What is compared, and where it is said.
NAMES = {one.name_sv: "reconciliation.name_sv" for one in COMPARISONS}


def reconcile(world: World, imported: Collection[tuple[str, int]] = ()) -> tuple[pd.DataFrame, list[Finding]]:
    """The `reconciliation` table, and a finding for every sum that departs from the printed one by more than its tolerance.

    `imported` names the kinds of recipients and years with imported rows: their sums need not equal the printed ones, since what is
    left of the example is not spread anew. Sums that hold example data are checked and not in the table: they are made to agree.
    """
    rows, findings = [], []
    not_invented = world.allocation["status"] != Status.SYNTHETIC
    known = replace(world, allocation=world.allocation[not_invented])
    for one in COMPARISONS:
        computed, printed = one.compute(world), world.value(one.figure_id)
        if math.isnan(computed):
            continue
        if abs(computed - printed) > one.tolerance and (one.kind, one.year) not in imported:
            findings.append(
                Finding(
                    "avstämning",
                    "allocation",
                    str(one.year),
                    "amount_sek",
                    f"{one.name_sv} {one.year}: raderna ger {number(computed, 1)}, dokumentet anger {number(printed, 1)} ({one.figure_id}).",
                )
            )
        if one.compute(known) != computed:
            continue
        ledger = world.figures.loc[one.figure_id]
        rows.append(
            (
                f"{one.figure_id}",
                one.name_sv,
                one.year,
                computed,
                printed,
                one.unit,
                one.tolerance,
                Status.PUBLISHED.value,
                ledger["source_id"],
                ledger["locator"],
            )
        )
    columns = [
        "reconciliation_id",
        "name_sv",
        "year",
        "computed",
        "published",
        "unit",
        "tolerance",
        "status",
        "source_id",
        "locator",
    ]
    return pd.DataFrame(rows, columns=columns), findings
