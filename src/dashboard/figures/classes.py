"""Round classes for a map: few, fixed over the years, and sensible for few or equal values."""

import math
from collections.abc import Sequence

import numpy as np

_SHARES = (0.2, 0.4, 0.6, 0.8, 0.95)
_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 7.5, 10.0)


def round_to_step(value: float) -> float:
    """The nearest round number: one to two significant digits such as 1, 1.5, 2, 2.5, 3, 4, 5 or 7.5 times a power of ten."""
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    nearest = min(_STEPS, key=lambda step: abs(step - value / power))
    return float(f"{nearest * power:.10g}")


def breaks(values: Sequence[float]) -> list[float]:
    """Inner boundaries between classes, rising, each a round number.

    Few whole numbers get a class each. Otherwise five classes of roughly equally many positive values and a sixth for the largest twentieth; fewer for few values, and none at
    all when the values are equal or fewer than two. A boundary belongs to the class above it.
    """
    positive = np.array(sorted({float(v) for v in values if v > 0}))
    if len(positive) < 2:
        return []
    if len(positive) <= len(_SHARES) + 1 and all(v == int(v) for v in positive):
        return [float(v) for v in positive[1:]]
    everything = [float(v) for v in values if v > 0]
    shares = _SHARES if len(positive) > len(_SHARES) else [i / len(positive) for i in range(1, len(positive))]
    inner = {round_to_step(float(np.quantile(everything, share))) for share in shares}
    return sorted(b for b in inner if positive[0] < b <= positive[-1])


def class_of(value: float, boundaries: Sequence[float]) -> int:
    """The index of the class that a value falls in, from 0."""
    return int(np.searchsorted(np.asarray(boundaries), value, side="right"))
