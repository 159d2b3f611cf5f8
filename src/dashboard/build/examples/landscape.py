"""How example records are spread: repeatable chance, leaning towards larger places and towards alike neighbours."""

import hashlib
import math
from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from dashboard.build.findings import DoesNotAddUp


def chance(*parts: object) -> float:
    """A number in [0, 1) that depends on the parts alone: the same on every machine and in every run."""
    digest = hashlib.sha256("|".join(str(p) for p in parts).encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def bell(*parts: object) -> float:
    """A repeatable number spread roughly like a standard normal."""
    # fsum gives the exact sum rounded once: the built-in sum differs between versions of Python.
    return math.fsum(chance(*parts, i) for i in range(12)) - 6.0


def leaning(population: pd.Series, neighbours: Mapping[str, Collection[str]], salt: str) -> pd.Series:
    """How inclined each municipality is to do a thing: a number around 0, by municipality code.

    Grows with size, is alike among neighbours and within a county, and has a part of its own.
    """
    codes = population.index.astype(str)
    size = np.log(population.to_numpy(dtype=float))
    size = (size - size.mean()) / size.std()
    own = {code: bell(salt, "own", code) for code in codes}
    counties = {county: bell(salt, "county", county) for county in codes.str[:2].unique()}
    county = pd.Series([counties[code[:2]] for code in codes], index=codes)
    near = pd.Series([_mean_of_neighbours(code, own, neighbours) for code in codes], index=codes)
    return pd.Series(size, index=codes) * 0.9 + county * 0.4 + near * 0.7 + pd.Series(own) * 0.6


def _mean_of_neighbours(
    code: str, own: Mapping[str, float], neighbours: Mapping[str, Collection[str]]
) -> float:
    near = [own[other] for other in neighbours.get(code, ()) if other in own]
    return float(np.mean(near)) if near else own[code]


def pick(count: int, inclined: pd.Series, always: Collection[str] = ()) -> list[str]:
    """The `count` most inclined, with those in `always` first. Sorted by label.

    Raises DoesNotAddUp when there are fewer candidates than `count` or more in `always` than `count`.
    """
    first = [label for label in inclined.index if label in set(always)]
    rest = inclined.drop(first).sort_index().sort_values(ascending=False, kind="stable")
    if count > len(inclined) or len(first) > count:
        raise DoesNotAddUp(f"Det går inte att välja {count} av {len(inclined)} när {len(first)} är givna.")
    return sorted([*first, *rest.index[: count - len(first)]])
