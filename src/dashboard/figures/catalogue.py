"""Which figure shows which answer. The page, the slide, the document and the picture all look here, so they draw the same thing."""

from collections.abc import Callable, Mapping

import plotly.graph_objects as go

from dashboard.core.language import _
from dashboard.core.result import Result
from dashboard.core.status import Status, sign
from dashboard.figures import (
    agencies,
    answers,
    bars,
    choropleth,
    dots,
    grants,
    heat,
    lines,
    lorenz,
    matrix,
    points,
    region_dots,
    spread,
    timeline,
)

Drawer = Callable[[Result], go.Figure | None]

_DRAWERS: dict[str, Drawer] = {
    "agency_funds": agencies.funds,
    "country_development": lines.development,
    "country_ladder": bars.ladder,
    "county_boards_indicators": answers.yes_partly_rest,
    "county_comparison": spread.own_among_others,
    "county_kinds_of_work": dots.county_and_country,
    "county_ladder": bars.ladder,
    "county_region_ladder": bars.ladder,
    "county_region_years": lines.received_of_available,
    "county_training": bars.shares,
    "county_violence_areas": bars.shares,
    "district_boards": heat.districts,
    "equity_by_size": spread.ranges,
    "equity_lorenz": lorenz.curve,
    "expected_results": answers.expected,
    "equity_within_counties": spread.strips,
    "grant_amounts": grants.over_time,
    "municipality_ladder": bars.ladder,
    "municipality_violence_areas": bars.shares,
    "municipality_years": lines.comparison,
    "organisations": heat.organisations,
    "plan_timeline": timeline.by_main_activity,
    "reach_2016": dots.offered_and_received,
    "regions": region_dots.per_inhabitant,
    "self_assessed_scores": answers.scores,
    "white_spots_money": matrix.white_spots,
    "white_spots_work": matrix.white_spots,
}
_MAPS: dict[str, Callable[[Result, Mapping[str, str]], go.Figure]] = {
    "area_values": choropleth.draw,
    "recipient_points": points.draw,
}


def draw(result: Result, geometry: Mapping[str, str]) -> go.Figure | None:
    """The figure of an answer; None where a table says it better, or where there is nothing to draw.

    `geometry` gives by level (`municipality`, `county`) the address that boundaries are fetched from.
    """
    if result.is_empty:
        return None
    figure = _drawn(result, geometry)
    if figure is not None and result.has_examples:
        mark_hover(figure, result)
    return figure


def _drawn(result: Result, geometry: Mapping[str, str]) -> go.Figure | None:
    if result.result_id in _MAPS:
        return _MAPS[result.result_id](result, geometry)
    if result.result_id in _DRAWERS:
        return _DRAWERS[result.result_id](result)
    # Cards of printed figures have names of their own; bars suit those whose figures can be compared.
    return bars.printed(result) if "printed_unit" in result.rows else None


def mark_hover(figure: go.Figure, result: Result) -> None:
    """Let what is shown under the pointer say that it is example data, or that it may be, where other figures stand beside it."""
    alone = result.statuses == (Status.SYNTHETIC,)
    word = f" ({sign(Status.SYNTHETIC)})" if alone else " " + _("(figuren har exempeldata)")
    for trace in figure.data:
        shown, _extra, rest = (getattr(trace, "hovertemplate", None) or "").partition("<extra>")
        if shown:
            trace.hovertemplate = f"{shown}{word}<extra>{rest}"


def is_map(result: Result) -> bool:
    """Whether the answer's figure is a map, on which no value can be read without a table beside it."""
    return result.result_id in _MAPS
