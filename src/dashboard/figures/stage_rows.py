"""The rows of a figure on the stage: high enough for their letters, in columns beside each other, or the first of them."""

import copy
import math
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.figures import headings
from dashboard.figures.fold import Columns, fold, points_where, stretches

WIDTH_PX = 1184
HEIGHT_PX = 424
LINE_PX = 22
# How much larger everything is than on a page.
GROWTH = 18 / 14
_LETTER_WIDTH_PX = 8.6
_LABEL_LETTERS = 76
_YEAR_PX = 56
_SIGN_PX = 48
_SLANTED_PX = 84
_MOST_BELOW_PX = 40
_BETWEEN_PX = 16
_MOST_COLUMNS = 3
_MOST_STRETCHED = 1.6


def arrange(spec: dict[str, Any]) -> int:
    """Let each row of a figure of rows be high enough for its letters; returns how many rows there is no room for."""
    return _columns_of_pixels(spec) if _is_in_pixels(spec) else _rows(spec)


def _is_in_pixels(spec: dict[str, Any]) -> bool:
    """Whether the y-axis counts pixels from the top, as that of a figure with names above its bars does."""
    names = [y for trace in spec["data"] for y in trace.get("y", ()) if isinstance(y, str)]
    span = spec["layout"].get("yaxis", {}).get("range") or (0, 0)
    return not names and span[1] == 0 and span[0] > 60


def _columns_of_pixels(spec: dict[str, Any]) -> int:
    margin, axis = spec["layout"]["margin"], spec["layout"]["yaxis"]
    room = (HEIGHT_PX - (margin["t"] + margin["b"]) * GROWTH) / GROWTH
    names_px = _YEAR_PX if axis.get("ticktext") is not None else 0
    for count in range(1, _MOST_COLUMNS + 1):
        letters = int((WIDTH_PX / count - names_px - _BETWEEN_PX) / _LETTER_WIDTH_PX)
        moved = _rewrapped(spec, letters)
        bottom = float(moved["layout"]["yaxis"]["range"][0])
        shown = stretches(_beginnings(moved), bottom, room, count)
        if shown[-1][1] >= bottom:
            break
    if len(shown) == 1:
        # A short figure may fill the stage, but need not look like another.
        room = max(bottom, room / _MOST_STRETCHED)
    spec.update(moved)
    places = {y for trace in spec["data"] for y in trace["y"]}
    fold(spec, Columns(shown, room, WIDTH_PX, names_px))
    return len([y for y in places if y >= shown[-1][1]])


def _beginnings(spec: dict[str, Any]) -> list[float]:
    """Where a column may begin: at a name in bold type, which begins a part, or at any name where there are no parts."""
    names = spec["layout"].get("annotations", ())
    parts = [name for name in names if name["text"].startswith("<b>")]
    return sorted(name["y"] - 8 for name in parts or names)


def _rewrapped(spec: dict[str, Any], letters: int) -> dict[str, Any]:
    """The figure with plain names in lines of so many letters, and everything below them moved up."""
    moved = copy.deepcopy(spec)
    gained: list[tuple[float, float]] = []
    for name in moved["layout"].get("annotations", ()):
        text = name["text"].replace("<br>", " ")
        if "<" not in text:
            lines = textwrap.wrap(text, letters)
            gained.append((name["y"], headings.LINE * (name["text"].count("<br>") + 1 - len(lines))))
            name["text"] = "<br>".join(lines)

    def up(y: float) -> float:
        return y - sum(px for place, px in gained if place < y)

    for name in moved["layout"].get("annotations", ()):
        name["y"] = up(name["y"])
    for trace in moved["data"]:
        trace["y"] = [up(y) for y in trace["y"]]
    axis = moved["layout"]["yaxis"]
    axis["range"] = [up(axis["range"][0]), 0]
    if axis.get("tickvals") is not None:
        axis["tickvals"] = [up(y) for y in axis["tickvals"]]
    return moved


def _rows(spec: dict[str, Any]) -> int:
    axis = spec["layout"].get("yaxis", {})
    labels = _labels(spec, axis)
    if not labels:
        return 0
    margin = spec["layout"]["margin"]
    margin["b"] = min(margin["b"], _MOST_BELOW_PX)
    room = HEIGHT_PX - (margin["t"] + margin["b"]) * GROWTH - _head(spec)
    if len(labels) * LINE_PX * _most_lines(labels) > room:
        rename(spec, axis, {label: _wider(label) for label in labels})
        labels = _labels(spec, axis)
    fitting = next((n for n in range(len(labels), 1, -1) if n * LINE_PX * _most_lines(labels[:n]) <= room), 1)
    if fitting >= len(labels):
        return 0
    if axis.get("categoryarray") is not None and _is_narrow(spec):
        _number_rows(spec, axis, labels)
        room = float(fitting)
        edges = [(i * room - 0.5, (i + 1) * room - 0.5) for i in range(math.ceil(len(labels) / fitting))]
        names = max(map(len, labels)) * _LETTER_WIDTH_PX
        beyond = _SLANTED_PX if spec["layout"]["xaxis"].get("tickangle") else 0
        columns = min(len(edges), max(1, int(WIDTH_PX / (names + beyond + _narrowest(spec)))))
        fold(spec, Columns(edges[:columns], room, WIDTH_PX, names, beyond))
        return max(0, len(labels) - columns * fitting)
    _keep_first(spec, axis, labels, fitting)
    return len(labels) - fitting


def _is_narrow(spec: dict[str, Any]) -> bool:
    """Whether the figure needs little width: a matrix of signs, whose columns have names of their own, or one that says so itself."""
    return spec["layout"]["xaxis"].get("ticktext") is not None or "narrow_px" in spec["layout"].get(
        "meta", {}
    )


def _narrowest(spec: dict[str, Any]) -> float:
    ticks = spec["layout"]["xaxis"].get("ticktext")
    return float(spec["layout"]["meta"]["narrow_px"] if ticks is None else _SIGN_PX * len(ticks))


def _number_rows(spec: dict[str, Any], axis: dict[str, Any], labels: Sequence[str]) -> None:
    """Let rows be known by their number from the top, and their names be written beside them."""
    places = {label: index for index, label in enumerate(labels)}
    for trace in spec["data"]:
        trace["y"] = [places[y] for y in trace["y"]]
    for name in ("categoryarray", "autorange", "dtick"):
        axis.pop(name, None)
    axis.update(type="linear", tickvals=list(places.values()), ticktext=list(labels))


def _keep_first(spec: dict[str, Any], axis: dict[str, Any], labels: Sequence[str], count: int) -> None:
    """Take the rows after the first `count` out of a figure; the first row stands at the top."""
    bounds = axis.get("range") or (0, 1)
    begins_at_top = axis.get("autorange") == "reversed" or bounds[0] > bounds[1]
    kept = list(labels[:count] if begins_at_top else labels[len(labels) - count :])
    places = {label: index for index, label in enumerate(labels) if label in kept}
    for trace in spec["data"]:
        if trace["type"] == "heatmap":
            trace["z"] = [trace["z"][index] for index in places.values()]
        else:
            trace.update(points_where(trace, lambda y: y in places or y in places.values()))
    if axis.get("categoryarray") is not None:
        axis["categoryarray"] = kept
    if axis.get("ticktext") is not None:
        axis["ticktext"], axis["tickvals"] = kept, list(places.values())
    axis.pop("autorange", None)
    axis["range"] = [count - 0.5, -0.5] if begins_at_top else [-0.5, count - 0.5]


def _labels(spec: dict[str, Any], axis: dict[str, Any]) -> list[str]:
    """The names of the rows, from the axis' beginning; none where rows have no names on the axis."""
    if axis.get("ticktext") is not None and axis.get("tickvals") is not None:
        return (
            [str(t) for t in axis["ticktext"]]
            if list(axis["tickvals"]) == list(range(len(axis["tickvals"])))
            else []
        )
    if axis.get("categoryarray") is not None:
        return [str(c) for c in axis["categoryarray"]]
    names = [y for trace in spec["data"] for y in trace.get("y", ()) if isinstance(y, str)]
    return list(dict.fromkeys(names))


def rename(spec: dict[str, Any], axis: dict[str, Any], names: Mapping[str, str]) -> None:
    """Give rows other names, in the figure and on its axis."""
    for trace in spec["data"]:
        if any(isinstance(y, str) for y in trace.get("y", ())):
            trace["y"] = [names.get(y, y) if isinstance(y, str) else y for y in trace["y"]]
    for key in ("ticktext", "categoryarray"):
        if axis.get(key) is not None:
            axis[key] = [names.get(str(t), t) for t in axis[key]]


def _most_lines(labels: Sequence[str]) -> int:
    return max(label.count("<br>") + 1 for label in labels)


def _wider(label: str) -> str:
    text = " ".join(label.replace("<br>", " ").split())
    return "<br>".join(textwrap.wrap(text, _LABEL_LETTERS)) + "  "


def _head(spec: dict[str, Any]) -> float:
    """What names above the columns take of the height."""
    axis = spec["layout"].get("xaxis", {})
    if axis.get("side") != "top" or axis.get("ticktext") is None:
        return 0
    return LINE_PX * _most_lines([str(t) for t in axis["ticktext"]]) + 16 if axis.get("automargin") else 0
