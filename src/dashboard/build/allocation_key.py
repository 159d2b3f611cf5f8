"""The allocation key: what each municipality and region could claim (Medel mot våld, section 2.1)."""

from collections.abc import Sequence

import pandas as pd

from dashboard.build.findings import DoesNotAddUp
from dashboard.build.population import to_whole

SMALL_MUNICIPALITY = 30_000
SMALL_MUNICIPALITY_BASE_SEK = 100_000
REGION_BASE_SEK = 1_000_000


def municipal_bases(population: pd.Series, limit_persons: int = SMALL_MUNICIPALITY) -> pd.Series:
    """The fixed part per municipality, in kronor: 100 000 for those with at most `limit_persons` inhabitants, else 0."""
    return (population <= limit_persons).astype(int) * SMALL_MUNICIPALITY_BASE_SEK


def regional_bases(population: pd.Series) -> pd.Series:
    """The fixed part per region, in kronor: one million each."""
    return pd.Series(REGION_BASE_SEK, index=population.index)


def predict(population: pd.Series, bases: pd.Series, total_sek: int) -> pd.Series:
    """What the key gives: the fixed parts, and the rest of the total by population. Kronor, not rounded.

    Raises DoesNotAddUp when the fixed parts alone exceed the total.
    """
    rest = total_sek - int(bases.sum())
    if rest < 0:
        raise DoesNotAddUp(f"Grundbeloppen, {int(bases.sum())} kr, är större än totalen, {total_sek} kr.")
    return bases + population / population.sum() * rest


def distribute(population: pd.Series, bases: pd.Series, pots_sek: Sequence[int]) -> pd.Series:
    """Whole kronor per recipient that add up to the pots, each of which is divided by itself, fixed parts included."""
    return sum(to_whole(predict(population, bases, pot), pot) for pot in pots_sek)


def shrunken_regional(population: pd.Series, total_sek: int, model_total_sek: int) -> pd.Series:
    """Whole kronor per region for a year whose total is below the sum of the fixed parts.

    Keeps the proportions that the key gives for `model_total_sek`, scaled down to the total.
    """
    model = predict(population, regional_bases(population), model_total_sek)
    return to_whole(model / model_total_sek * total_sek, total_sek)
