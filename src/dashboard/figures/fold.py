"""A figure that is higher than the stage, folded: its rows go on in columns beside each other."""

import copy
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

_BETWEEN_PX = 16


@dataclass(frozen=True)
class Columns:
    """How a figure is folded: `edges` are the stretches of the y-axis that stand beside each other, from and to in its own numbers.

    Each column is `room` of those numbers high and the figure `width` pixels wide. `names_px` is what names to the left of a column
    need, `beyond_px` what slanted names above it need to the right.
    """

    edges: Sequence[tuple[float, float]]
    room: float
    width: int
    names_px: float
    beyond_px: float = 0


def fold(spec: dict[str, Any], columns: Columns) -> None:
    """Fold a figure. What is written at a place on the y-axis goes with its stretch."""
    layout = spec["layout"]
    axes = {name: copy.deepcopy(layout.get(name, {})) for name in ("xaxis", "yaxis")}
    annotations, shapes, traces = layout.get("annotations", ()), layout.get("shapes", ()), spec["data"]
    layout["annotations"], layout["shapes"], spec["data"] = [], [], []
    for index, edge in enumerate(columns.edges):
        suffix = str(index + 1) if index else ""
        layout[f"xaxis{suffix}"] = _x_axis(axes["xaxis"], columns, index)
        layout[f"yaxis{suffix}"] = _y_axis(axes["yaxis"], edge, columns.room, suffix)
        spec["data"] += [_moved(trace, edge, suffix) for trace in traces]
        layout["annotations"] += [
            _placed(note, suffix) for note in annotations if _is_on_paper(note) or _lies_in(edge, note["y"])
        ]
        layout["shapes"] += [{**shape, "xref": f"x{suffix}"} for shape in shapes]
    layout["margin"] = {**layout["margin"], "l": 0, "r": 0}


def _x_axis(axis: dict[str, Any], columns: Columns, index: int) -> dict[str, Any]:
    share = 1 / len(columns.edges)
    left = (columns.names_px + _BETWEEN_PX) / columns.width
    right = max(_BETWEEN_PX / 2, columns.beyond_px) / columns.width
    anchor = f"y{index + 1}" if index else "y"
    return {
        **copy.deepcopy(axis),
        "anchor": anchor,
        "domain": [index * share + left, (index + 1) * share - right],
    }


def _y_axis(axis: dict[str, Any], edge: tuple[float, float], room: float, suffix: str) -> dict[str, Any]:
    # Names stand in the room that the columns leave, and must not push them together.
    moved = {
        **copy.deepcopy(axis),
        "anchor": f"x{suffix}",
        "range": [edge[0] + room, edge[0]],
        "automargin": False,
        # A line through the first row would look like the range of its value.
        "zeroline": False,
    }
    moved.pop("autorange", None)
    if moved.get("tickvals") is not None:
        ticks = [t for t in zip(moved["tickvals"], moved["ticktext"], strict=True) if _lies_in(edge, t[0])]
        moved["tickvals"], moved["ticktext"] = (
            [value for value, _name in ticks],
            [name for _value, name in ticks],
        )
    return moved


def _moved(trace: dict[str, Any], edge: tuple[float, float], suffix: str) -> dict[str, Any]:
    moved = points_where(trace, lambda y: _lies_in(edge, y))
    moved |= {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    if suffix:
        moved["showlegend"] = False
    return moved


def _placed(note: dict[str, Any], suffix: str) -> dict[str, Any]:
    across = {"xref": f"x{suffix} domain" if note.get("xref") == "paper" else f"x{suffix}"}
    return {**note, **across, **({} if _is_on_paper(note) else {"yref": f"y{suffix}"})}


def _is_on_paper(note: dict[str, Any]) -> bool:
    return note.get("yref") == "paper"


def _lies_in(edge: tuple[float, float], y: Any) -> bool:
    return bool(edge[0] <= y < edge[1])


def points_where(trace: dict[str, Any], is_kept: Callable[[Any], bool]) -> dict[str, Any]:
    """A trace with those of its points whose place on the y-axis is kept."""
    kept = [index for index, y in enumerate(trace["y"]) if is_kept(y)]
    return _picked(trace, len(trace["y"]), kept)


def _picked(part: dict[str, Any], count: int, kept: list[int]) -> dict[str, Any]:
    picked: dict[str, Any] = {}
    for key, value in part.items():
        if isinstance(value, dict):
            picked[key] = _picked(value, count, kept)
        elif isinstance(value, list | tuple) and len(value) == count:
            picked[key] = [value[index] for index in kept]
        else:
            picked[key] = copy.deepcopy(value)
    return picked


def _distance(place: float, other: float) -> float:
    return abs(place - other)


def stretches(breaks: Sequence[float], bottom: float, most: float, columns: int) -> list[tuple[float, float]]:
    """Cut 0 to `bottom` at the given breaks in stretches of at most `most`, as few and as even as can be.

    Where it needs more than `columns` of them, each of these is filled and the rest is left out.
    """
    for count in range(math.ceil(bottom / most), columns + 1):
        wanted = (bottom * n / count for n in range(1, count))
        ends = [min(breaks, key=partial(_distance, place), default=bottom) for place in wanted]
        cuts = sorted({0.0, *(end for end in ends if 0 < end < bottom), bottom})
        edges = list(zip(cuts, cuts[1:], strict=False))
        if all(last - first <= most for first, last in edges):
            return edges
    filled: list[tuple[float, float]] = []
    start = 0.0
    while start < bottom and len(filled) < columns:
        ends = [place for place in (*breaks, bottom) if start < place <= start + most]
        filled.append((start, max(ends, default=start + most)))
        start = filled[-1][1]
    return filled
