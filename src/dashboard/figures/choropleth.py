"""A map of municipalities or counties in round classes. The geometry is fetched once by the browser, by address."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.core.codes import is_county, is_municipality
from dashboard.core.estimates import written
from dashboard.core.language import _
from dashboard.core.numbers import number, with_unit
from dashboard.core.result import Result
from dashboard.figures import theme
from dashboard.figures.classes import breaks, class_of

HEIGHT = 450
_NAME = "<b>%{properties.name}</b><br>"
_CLEAR = [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]]


def draw(result: Result, geometry: Mapping[str, str]) -> go.Figure:
    """The map of an `area_values` result, with the chosen area outlined. `geometry` gives the address of the boundaries by level.

    Zero, missing and what lies between two amounts have a fill and a sign of their own, so that colour alone never carries the
    difference; where the context says `marked`, those with a value have the sign.
    """
    level, area_code = result.context["level"], result.context["area_code"]
    geometry_url = geometry[level]
    # The order of the boundaries, whatever the values, lets the browser keep each shape and change its colour alone.
    rows = result.rows.sort_values("code")
    traces: list[go.Choropleth | go.Scattergeo] = []
    boundaries = breaks(result.context["every_value"])
    known = rows[rows["presence"] == "value"]
    marked = _("vit fläck") if result.context.get("marked") else ""
    if not known.empty:
        traces.append(_classes(known, boundaries, result, geometry_url))
    for presence, fill, symbol, words, size in (
        ("zero", theme.LAND, "circle-open", _("noll"), 6),
        ("between", theme.BETWEEN, "diamond-open", _between(), 4),
        ("missing", theme.MISSING, "x-thin-open", _("uppgift saknas"), 6),
    ):
        part = rows[rows["presence"] == presence]
        if not part.empty:
            traces.append(_plain(part, presence, fill, geometry_url, result.unit))
            if not marked:
                traces.append(_signs(part, symbol, words, size))
    if marked and not known.empty:
        traces.append(_signs(known, "x-thin-open", marked, 6, theme.TEXT))
    if is_municipality(area_code) or (is_county(area_code) and level == "county"):
        traces.append(_outline(area_code, geometry_url))
    return theme.layout(
        go.Figure(traces),
        HEIGHT,
        uirevision=area_code[:2],
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        # What Streamlit sets for a map that can be clicked; set beforehand, the map is drawn once and not twice.
        clickmode="event+select",
        hovermode="closest",
        dragmode="pan",
        geo={
            "visible": False,
            "fitbounds": "locations",
            "projection": {"type": "mercator"},
            "bgcolor": "rgba(0,0,0,0)",
        },
    )


def _shape(geometry_url: str) -> dict[str, object]:
    return {
        "geojson": geometry_url,
        "featureidkey": "id",
        "selected_marker_opacity": 1,
        "unselected_marker_opacity": 1,
    }


def _classes(
    known: pd.DataFrame, boundaries: list[float], result: Result, geometry_url: str
) -> go.Choropleth:
    count = len(boundaries) + 1
    palette = _palette(count)
    scale = [
        point
        for i, colour in enumerate(palette)
        for point in ([i / count, colour], [(i + 1) / count, colour])
    ]
    # Names and written-out values would treble what a change sends: the browser has the names with the boundaries, and
    # Plotly writes the number. Only an estimate is sent as it is written, since no number says its interval.
    by_key = "digits" in known or ("low" in known and bool(known["low"].notna().any()))
    return go.Choropleth(
        **_shape(geometry_url),
        locations=known["code"].tolist(),
        z=[class_of(v, boundaries) for v in known["value"]],
        zmin=-0.5,
        zmax=count - 0.5,
        colorscale=scale,
        marker_line_color=theme.BORDER,
        marker_line_width=0.4,
        customdata=_written(known, result.unit) if by_key else known["value"].round(2).tolist(),
        hovertemplate=_NAME + ("%{customdata}" if by_key else _hover_format(result.unit)) + "<extra></extra>",
        colorbar={
            "tickvals": list(range(count)),
            "ticktext": legend(boundaries, result.unit),
            "len": 0.36,
            "thickness": 18,
            "x": 0.02,
            "xanchor": "left",
            "y": 0.98,
            "yanchor": "top",
            "outlinewidth": 0,
            "ticks": "",
            "tickfont": {"size": 13},
        },
        name="classes",
    )


def _written(rows: pd.DataFrame, unit: str) -> list[str]:
    told = rows.reindex(columns=["value", "low", "high", "digits"])
    return [
        written(value, low, high, unit, digits)
        for value, low, high, digits in told.itertuples(index=False, name=None)
    ]


def _between() -> str:
    return _("mellan två tal, mycket osäkert")


def _hover_format(unit: str) -> str:
    number_format = {"sek": ",.0f", "sek_per_inhabitant": ",.2f", "percent": ",.1f", "score": ",.1f"}.get(
        unit, ",.0f"
    )
    return with_unit("%{customdata:" + number_format + "}", unit)


def _palette(count: int) -> list[str]:
    if count == 1:
        return [theme.SEQUENTIAL[3]]
    last = len(theme.SEQUENTIAL) - 1
    return [theme.SEQUENTIAL[round(i * last / (count - 1))] for i in range(count)]


def legend(boundaries: list[float], unit: str) -> list[str]:
    """The text of each class, from the lowest: under the first boundary, between, and from the last up."""
    if not boundaries:
        return [_("alla värden")]
    decimals = (
        0 if all(b == int(b) for b in boundaries) else 1 if all(round(b, 1) == b for b in boundaries) else 2
    )
    inner = [
        with_unit(f"{number(low, decimals)} – {number(high, decimals)}", unit)
        for low, high in zip(boundaries, boundaries[1:], strict=False)
    ]
    steps = [1.0, *boundaries]
    if unit == "count" and steps == [float(i) for i in range(1, len(steps) + 1)]:
        return [number(step) for step in steps]
    return [
        _("under {value}").format(value=with_unit(number(boundaries[0], decimals), unit)),
        *inner,
        _("från {value}").format(value=with_unit(number(boundaries[-1], decimals), unit)),
    ]


def _plain(part: pd.DataFrame, presence: str, fill: str, geometry_url: str, unit: str) -> go.Choropleth:
    words = {"zero": _("0"), "between": "%{customdata}", "missing": _("uppgift saknas")}[presence]
    return go.Choropleth(
        **_shape(geometry_url),
        locations=part["code"].tolist(),
        z=[0] * len(part),
        colorscale=[[0, fill], [1, fill]],
        showscale=False,
        marker_line_color=theme.PLAIN,
        marker_line_width=0.6,
        customdata=_written(part, unit) if presence == "between" else None,
        hovertemplate=_NAME + words + "<extra></extra>",
        name=presence,
    )


def _signs(
    part: pd.DataFrame, symbol: str, words: str, size: float, colour: str = theme.MUTED
) -> go.Scattergeo:
    # The name is for the key of a still picture; on the page the key stands under the map.
    return go.Scattergeo(
        name=words,
        lon=part["lon"].tolist(),
        lat=part["lat"].tolist(),
        mode="markers",
        hoverinfo="skip",
        marker={
            "symbol": symbol,
            "size": size,
            "color": colour,
            "line": {"width": size / 5, "color": colour},
        },
    )


def _outline(area_code: str, geometry_url: str) -> go.Choropleth:
    return go.Choropleth(
        geojson=geometry_url,
        featureidkey="id",
        locations=[area_code],
        z=[0],
        colorscale=_CLEAR,
        showscale=False,
        marker_line_color="#c2410c",
        marker_line_width=2.5,
        hoverinfo="skip",
        name="chosen",
    )


def key_to_signs(result: Result) -> str:
    """One line that explains the signs on the map; empty when none are used."""
    present = set(result.rows["presence"])
    if result.context.get("marked"):
        return _("× vit fläck · grått: inte känt") if "value" in present else _("grått: inte känt")
    parts = [
        text
        for presence, text in (
            ("zero", _("○ noll")),
            ("between", f"◇ {_between()}"),
            ("missing", _("× uppgift saknas")),
        )
        if presence in present
    ]
    return " · ".join(parts)
