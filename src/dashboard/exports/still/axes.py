"""An axis of a figure: what stands on it, from where to where, and what is written at its ticks."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_PADDING = 0.05
_STEPS = (1, 2, 5)
_MANY_TICKS = 6
_GRID = "#eeeeee"
_ZERO = "#444444"

Trace = Mapping[str, Any]


@dataclass(frozen=True)
class Axis:
    """An axis and its scale. `low` stands at the start of the axis (left, or below) and may be the higher number."""

    options: Mapping[str, Any]
    categories: tuple[str, ...]
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    is_oriented: bool = False
    title: str = field(default="")

    @property
    def is_visible(self) -> bool:
        """Whether anything of the axis itself is drawn."""
        return bool(self.options.get("visible", True))

    @property
    def is_category(self) -> bool:
        """Whether names stand on it and not numbers."""
        return bool(self.categories)

    @property
    def label_size(self) -> float:
        """The size of what is written at the ticks, in pixels; 0 when the axis does not say."""
        return float(self.options.get("tickfont", {}).get("size", 0))

    @property
    def grid_colour(self) -> str:
        """The colour of its lines across the figure; empty for none."""
        # Plotly draws none across the bars of a figure unless asked to.
        shown = self.options.get("showgrid", not self.is_oriented)
        return self.options.get("gridcolor", _GRID) if shown and self.is_visible else ""

    @property
    def zero_colour(self) -> str:
        """The colour of the line at zero; empty for none."""
        inside = min(self.low, self.high) <= 0 <= max(self.low, self.high)
        shown = self.options.get("zeroline", True) and self.is_visible and inside and not self.is_category
        return self.options.get("zerolinecolor", _ZERO) if shown else ""

    def share(self, value: object) -> float:
        """How far along the axis a value stands, from 0 to 1; NaN for a missing one."""
        return (self.number(value) - self.low) / (self.high - self.low)

    def number(self, value: object) -> float:
        """A value as the number that the axis places it by."""
        if value is None:
            return math.nan
        return float(self.categories.index(value)) if isinstance(value, str) else float(value)  # type: ignore[arg-type]


def make(letter: str, traces: Sequence[Trace], layout: Mapping[str, Any]) -> Axis:
    """The axis `x` or `y` of a figure, from what its traces hold and what its layout says."""
    options = layout.get(f"{letter}axis", {})
    categories = _categories(letter, traces, options)
    oriented = any(t["type"] == "bar" and _position(t) == letter for t in traces)
    low, high = _range(letter, traces, layout, options, categories)
    ticks = tuple(_ticks(options, categories, low, high, layout.get("separators", ".,")))
    title = options.get("title", {}).get("text", "")
    return Axis(options, categories, low, high, ticks, oriented, title)


def _position(trace: Trace) -> str:
    return "y" if trace.get("orientation") == "h" else "x"


def _categories(letter: str, traces: Sequence[Trace], options: Mapping[str, Any]) -> tuple[str, ...]:
    present = [v for t in traces for v in _listed(t.get(letter)) if isinstance(v, str)]
    ordered = [v for v in _listed(options.get("categoryarray")) if v in set(present)]
    return tuple(dict.fromkeys([*ordered, *present]))


def _listed(values: Any) -> list[Any]:
    return [] if values is None else list(values)


def _range(
    letter: str,
    traces: Sequence[Trace],
    layout: Mapping[str, Any],
    options: Mapping[str, Any],
    categories: tuple[str, ...],
) -> tuple[float, float]:
    if "range" in options:
        low, high = options["range"]
        return float(low), float(high)
    low, high = (-0.5, len(categories) - 0.5) if categories else _extent(letter, traces, layout, options)
    return (high, low) if options.get("autorange") == "reversed" else (low, high)


def _extent(
    letter: str, traces: Sequence[Trace], layout: Mapping[str, Any], options: Mapping[str, Any]
) -> tuple[float, float]:
    """From the lowest to the highest value with air about it; bars stand on zero and reach half their width to each side."""
    lows: list[float] = []
    highs: list[float] = []
    padded = True
    for trace in traces:
        values = [float(v) for v in _listed(trace.get(letter)) if v is not None]
        half = 0.0
        if trace["type"] == "bar":
            along = _position(trace) == letter
            padded = padded and not along
            half = 0.5 if along else 0.0
            values = values if along else [0.0, *values]
        lows += [v - half for v in values]
        highs += [v + half for v in values]
    for note in layout.get("annotations", ()):
        if note.get(f"{letter}ref", letter) == letter:
            lows.append(float(note[letter]) - (0 if padded else 0.5))
            highs.append(float(note[letter]) + (0 if padded else 0.5))
    if not lows:
        return 0.0, 1.0
    low, high = min(lows), max(highs)
    if options.get("rangemode") == "tozero":
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = low - 0.5, high + 0.5
    air = (high - low) * _PADDING if padded else 0.0
    to_zero = options.get("rangemode") == "tozero"
    return (
        low if to_zero and low == 0 else low - air,
        high if to_zero and high == 0 else high + air,
    )


def _ticks(
    options: Mapping[str, Any], categories: tuple[str, ...], low: float, high: float, separators: str
) -> Iterable[tuple[float, str]]:
    if "tickvals" in options:
        values = [float(v) for v in options["tickvals"]]
        texts = options.get("ticktext")
        if texts is None:
            texts = [f"{v:g}" for v in values]
        return list(zip(values, [str(t) for t in texts], strict=True))
    if categories:
        return list(enumerate(categories))
    first, last = sorted((low, high))
    step = float(options.get("dtick") or _round_step(last - first, int(options.get("nticks") or _MANY_TICKS)))
    decimals = max(0, -math.floor(math.log10(step) + 1e-9)) if step < 1 else int(step != int(step))
    write = _writer(separators, decimals, options.get("tickprefix", ""), options.get("ticksuffix", ""))
    numbers = range(math.ceil(first / step - 1e-9), math.floor(last / step + 1e-9) + 1)
    return [(n * step, write(n * step)) for n in numbers]


def _round_step(length: float, most: int) -> float:
    """The smallest round distance that gives at most this many ticks over the length."""
    rough = length / max(most, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in (*_STEPS, 10) if step * power >= rough * (1 - 1e-9))


def _writer(separators: str, decimals: int, prefix: str, suffix: str) -> Callable[[float], str]:
    decimal, thousands = separators[0], separators[1]

    def write(value: float) -> str:
        plain = f"{value:,.{decimals}f}"
        return prefix + plain.translate({ord(","): thousands, ord("."): decimal, ord("-"): "−"}) + suffix

    return write
