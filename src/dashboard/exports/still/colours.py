"""Colours as the figures write them."""

import re

_RGB = re.compile(r"rgba?\(([^)]*)\)")
Colour = tuple[float, float, float, float]


def parse(written: str, opacity: float = 1.0) -> Colour:
    """`#1f5c7a`, `rgb(...)`, `rgba(...)` or `none` as red, green, blue and opacity from 0 to 1, made fainter by `opacity`."""
    if written == "none":
        return (0.0, 0.0, 0.0, 0.0)
    if written.startswith("#"):
        return (*(int(written[i : i + 2], 16) / 255 for i in (1, 3, 5)), opacity)  # type: ignore[return-value]
    match = _RGB.fullmatch(written)
    if match is None:
        raise ValueError(written)
    red, green, blue, *own = (float(part) for part in match.group(1).split(","))
    return (red / 255, green / 255, blue / 255, opacity * (own[0] if own else 1.0))


def on_scale(value: float, low: float, high: float, scale: list[list[object]]) -> str:
    """The colour of a value on a Plotly scale between its ends; a stepped scale gives the step's own colour."""
    place = 0.5 if high == low else min(max((value - low) / (high - low), 0.0), 1.0)
    stops = [(float(at), str(colour)) for at, colour in scale]  # type: ignore[arg-type]
    for (start, first), (end, second) in zip(stops, stops[1:], strict=False):
        if start <= place <= end and start < end:
            return first if first == second else _between(first, second, (place - start) / (end - start))
    return stops[-1][1]


def _between(first: str, second: str, share: float) -> str:
    mixed = [a + (b - a) * share for a, b in zip(parse(first), parse(second), strict=True)]
    return "rgba({}, {}, {}, {})".format(*(round(part * 255) for part in mixed[:3]), mixed[3])
