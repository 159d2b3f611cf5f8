"""Amounts: the printed ones from the ledger, and what the allocation key gives each municipality and region."""

from dataclasses import dataclass

import pandas as pd

from dashboard.build import allocation_key as key
from dashboard.build.recipients import municipality_id, region_id
from dashboard.build.world import World
from dashboard.core.codes import is_county, is_municipality
from dashboard.core.status import Status

KEY_SOURCE = "fordelningsnyckel"


@dataclass(frozen=True)
class Total:
    """A published sum that the key is scaled to: kind of recipient, year, and the ledger's row."""

    kind: str
    year: int
    figure_id: str


TOTALS = (
    Total("municipality", 2016, "sos-2017.mandate.municipalities.sek"),
    Total("region", 2016, "sos-2017.mandate.regions.sek"),
    *(
        Total("municipality", y, f"vardanalys-2023.t2.municipalities.available.{y}")
        for y in (2020, 2021, 2022)
    ),
    *(Total("region", y, f"vardanalys-2023.t2.regions.available.{y}") for y in (2020, 2021, 2022)),
)
# The key counts inhabitants at the end of the year before; the earliest published count is that of 2017.
FIRST_POPULATION_YEAR = 2017
_SHRUNKEN_MODEL = "vardanalys-2023.t2.regions.available.2020"


def published(links: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Printed amounts: each row of data/published/allocations.csv takes its amount and place from the ledger."""
    ledger = figures.set_index("figure_id")[["value", "source_id", "locator"]]
    rows = links.join(ledger, on="figure_id")
    return (
        rows.rename(columns={"value": "amount_sek"})
        .drop(columns="figure_id")
        .assign(status=Status.PUBLISHED.value)
    )


def population_year(year: int) -> int:
    """The year whose population the key uses for a grant year."""
    return max(year - 1, FIRST_POPULATION_YEAR)


def by_key(world: World) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What the key gives every municipality and region, and its own prediction beside each printed amount.

    Returns rows of `allocation` (measure `available`, status `modelled`, adding up to each published total to the krona) and rows of
    `key_prediction`.
    """
    amounts, predictions = [], []
    for total in TOTALS:
        total_sek = world.count(total.figure_id)
        people = _population(world, total)
        pinned = _printed_requisitions(world, total)
        note = None
        bases = key.municipal_bases(people) if total.kind == "municipality" else key.regional_bases(people)
        if bases.sum() > total_sek:
            given = key.shrunken_regional(people, total_sek, world.count(_SHRUNKEN_MODEL))
            note = "Grundbeloppen ensamma är större än totalen. Proportionerna från 2020 är nedskalade till årets total."
        else:
            given = key.distribute(people, bases, total_sek, pinned)
            predicted = key.predict(people, bases, total_sek)
            predictions += [
                (recipient, total.year, round(predicted[recipient]), printed)
                for recipient, printed in pinned.items()
            ]
        millions = f"{total_sek / 1_000_000:.10g}".replace(".", ",")
        locator = f"Avsnitt 2.1; folkmängd 31 december {population_year(total.year)}; skalat till {millions} miljoner kronor"
        amounts.append(
            pd.DataFrame(
                {
                    "recipient_id": given.index,
                    "year": total.year,
                    "stream": "development",
                    "measure": "available",
                    "amount_sek": given.to_numpy().astype(int),
                    "locator": locator,
                    "note_sv": note,
                }
            )
        )
    return (
        pd.concat(amounts, ignore_index=True).assign(status=Status.MODELLED.value, source_id=KEY_SOURCE),
        pd.DataFrame(predictions, columns=["recipient_id", "year", "predicted_sek", "published_sek"]).assign(
            status=Status.MODELLED.value, source_id=KEY_SOURCE, locator="Avsnitt 2.1, nyckeln före avstämning"
        ),
    )


def _population(world: World, total: Total) -> pd.Series:
    people = world.population[population_year(total.year)]
    belongs, to_id = (
        (is_municipality, municipality_id) if total.kind == "municipality" else (is_county, region_id)
    )
    chosen = people[[belongs(code) for code in people.index]]
    return chosen.rename(index=to_id)


def _printed_requisitions(world: World, total: Total) -> dict[str, int]:
    printed = world.amounts(total.kind, total.year, "received")
    return {str(recipient): int(amount) for recipient, amount in printed.items()}
