"""An answer's table as a slide shows it: headings, texts, which columns are numbers, and the colour of cells that have one."""

from collections.abc import Callable
from dataclasses import dataclass, field

from dashboard.core.language import _
from dashboard.core.numbers import MISSING, number
from dashboard.core.result import Result
from dashboard.core.status import Status, sign
from dashboard.exports import tables
from dashboard.figures import theme

# In figures these states have forms of their own; here they have signs.
_SIGNS = {
    "done": "●",
    "active": "●",
    "asked": "○",
    "silent": "□",
    "never": "×",
    "nothing": "×",
    "dont_know": "?",
    "unanswered": MISSING,
    "unknown": MISSING,
}
_WHITE_SPOT = "#f6dfd8"
_STRONG = "#dbe8ed"
_SHADES = theme.SEQUENTIAL[:5]
_DARK_FROM = 3


@dataclass(frozen=True)
class Grid:
    """A table of texts. `numbers` says by column whether it aligns right; `fills` gives the colour of a cell by row and column; `key` explains signs."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[bool, ...]
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    key: str = ""


def grid(result: Result) -> Grid:
    """The table of an answer: as it is read on the screen, or in colour where the screen shows it so."""
    return _GRIDS.get(result.result_id, _plain)(result)


def is_in_colour(result: Result) -> bool:
    """Whether the screen shows the answer as a table in colour, so that its figure here is the table."""
    return result.result_id in _GRIDS


def _plain(result: Result) -> Grid:
    shown = tables.readable(result)
    # The place in the source stands at the foot of the slide.
    left_out = {c.label for c in result.columns if c.name == "locator"}
    shown = shown.loc[:, [c for c in shown if c not in left_out and (shown[c] != "").any()]]
    numeric = {c.label for c in result.columns if c.on_screen and c.is_number}
    rows = tuple(tuple(map(str, row)) for row in shown.itertuples(index=False))
    return Grid(tuple(shown.columns), rows, tuple(label in numeric for label in shown.columns))


def _white_spots(result: Result) -> Grid:
    rows, headings = result.rows, result.context["headings"]
    places = list(headings)
    marked = any(status == Status.SYNTHETIC for status in rows["status"])
    texts: list[tuple[str, ...]] = []
    fills: dict[tuple[int, int], str] = {}
    said: dict[str, str] = {}
    for number_of_row, (_index, row) in enumerate(rows.iterrows()):
        states = [row[f"state_{place}"] for place in places]
        for column, (place, state) in enumerate(zip(places, states, strict=True), start=1):
            said.setdefault(_SIGNS[state], row[place])
            if state in ("never", "nothing", "silent"):
                fills[number_of_row, column] = _WHITE_SPOT
            elif state in ("done", "active"):
                fills[number_of_row, column] = _STRONG
        # A place of which nothing is known has no sign.
        its_sign = sign(row["status"]) if isinstance(row["status"], str) else MISSING
        texts.append((row["name"], *(_SIGNS[s] for s in states), *([its_sign] if marked else [])))
    names = tuple(f"{group}: {label}" if group else label for group, label in headings.values())
    return Grid(
        (_("Kommun"), *names, *([_("Tecken")] if marked else [])),
        tuple(texts),
        tuple([False] * (len(places) + 1 + marked)),
        fills,
        " · ".join(f"{mark} {words}" for mark, words in said.items()),
    )


def _organisations(result: Result) -> Grid:
    plain = _plain(result)
    top = float(result.context["scale_to"])
    labels = {c.label: c.name for c in result.columns if c.name.startswith("y20")}
    fills = {
        (row, column): _shade(float(value), top)
        for column, heading in enumerate(plain.headings)
        if heading in labels
        for row, value in enumerate(result.rows[labels[heading]])
        if value > 0
    }
    return Grid(plain.headings, plain.rows, plain.numbers, fills)


def _districts(result: Result) -> Grid:
    areas, names = result.context["areas"], result.context["names"]
    rows, fills = [], {}
    for line, (_index, row) in enumerate(result.rows.iterrows()):
        rows.append((row["name"], row["used"], *(number(row[a]) if row[a] > 0 else MISSING for a in areas)))
        fills.update({(line, column): _STRONG for column, a in enumerate(areas, start=2) if row[a] > 0})
    return Grid(
        (_("Nämnd"), _("Använde medlen"), *(names[a] for a in areas)),
        tuple(rows),
        (False, False, *[True] * len(areas)),
        fills,
    )


def _shade(value: float, top: float) -> str:
    return _SHADES[min(int(len(_SHADES) * value / top), len(_SHADES) - 1)]


def ink_on(fill: str | None) -> str:
    """The colour of text on a cell of this colour."""
    return "#ffffff" if fill in _SHADES[_DARK_FROM:] else theme.TEXT


_GRIDS: dict[str, Callable[[Result], Grid]] = {
    "district_boards": _districts,
    "organisations": _organisations,
    "white_spots_money": _white_spots,
    "white_spots_work": _white_spots,
}
