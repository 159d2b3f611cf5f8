"""The allocation key: what each municipality and region could claim (Medel mot våld, section 2.1)."""

import pandas as pd

from dashboard.build.findings import DoesNotAddUp
from dashboard.build.population import to_whole

SMALL_MUNICIPALITY = 30_000
SMALL_MUNICIPALITY_BASE_SEK = 100_000
REGION_BASE_SEK = 1_000_000


def municipal_bases(population: pd.Series) -> pd.Series:
    """The fixed part per municipality, in kronor: 100 000 for those with at most 30 000 inhabitants, else 0."""
    return (population <= SMALL_MUNICIPALITY).astype(int) * SMALL_MUNICIPALITY_BASE_SEK


def regional_bases(population: pd.Series) -> pd.Series:
    """The fixed part per region, in kronor: one million each."""
    return pd.Series(REGION_BASE_SEK, index=population.index)


def predict(population: pd.Series, bases: pd.Series, total_sek: int) -> pd.Series:
    """What the key alone gives: the fixed parts, and the rest of the total by population. Kronor, not rounded.

    Raises DoesNotAddUp when the fixed parts alone exceed the total.
    """
    rest = total_sek - int(bases.sum())
    if rest < 0:
        raise DoesNotAddUp(f"Grundbeloppen, {int(bases.sum())} kr, är större än totalen, {total_sek} kr.")
    return bases + population / population.sum() * rest


def distribute(population: pd.Series, bases: pd.Series, total_sek: int, pinned: dict[str, int]) -> pd.Series:
    """Whole kronor per recipient that add up to the total, with the pinned recipients at their printed amounts.

    What the others get by population is scaled so that everything adds up; their fixed parts stay.
    """
    others = population.index.difference(list(pinned))
    left = total_sek - sum(pinned.values())
    amounts = to_whole(predict(population[others], bases[others], left), left)
    return pd.concat([amounts, pd.Series(pinned, dtype=int)]).reindex(population.index)


def shrunken_regional(population: pd.Series, total_sek: int, model_total_sek: int) -> pd.Series:
    """Whole kronor per region for a year whose total is below the sum of the fixed parts.

    Keeps the proportions that the key gives for `model_total_sek`, scaled down to the total.
    """
    model = predict(population, regional_bases(population), model_total_sek)
    return to_whole(model / model_total_sek * total_sek, total_sek)
