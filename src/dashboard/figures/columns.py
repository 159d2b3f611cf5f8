"""Columns on a tilted map, as high as the amount. Only for overview: the list beside it is the one to read values from."""

import math
from collections.abc import Mapping

import pandas as pd
import pydeck as pdk

from dashboard.core.estimates import written
from dashboard.core.result import Result
from dashboard.core.status import sign

HEIGHT = 460
# For the whole country; less where the view is nearer.
_COUNTRY_DEGREES = 13.5
_COUNTRY_ZOOM = 3.5
_HIGHEST_METRES = 520_000
_RADIUS_METRES = {"municipality": 9_000, "county": 18_000}
_COLUMN = [31, 92, 122, 235]
_CHOSEN = [194, 65, 12, 255]
_LAND = [243, 246, 247, 255]
_BORDER = [159, 176, 184, 255]


def draw(result: Result, geometry: Mapping[str, str]) -> pdk.Deck:
    """A column for every place with a value above zero, the chosen one in another colour, over the outline of the counties.

    The browser fetches nothing but that outline.
    """
    rows = result.rows[result.rows["presence"] == "value"]
    chosen = rows["code"] == result.context["area_code"]
    outline = pdk.Layer(
        "GeoJsonLayer",
        geometry["county"],
        id="outline",
        filled=True,
        stroked=True,
        get_fill_color=_LAND,
        get_line_color=_BORDER,
        line_width_min_pixels=0.6,
    )
    top = float(rows["value"].max()) if not rows.empty else 1.0
    # Both shrink as the view comes nearer, the width less than the height: columns of one county stand close.
    nearness = _extent(rows) / _COUNTRY_DEGREES
    size = {
        "radius": round(_RADIUS_METRES[result.context["level"]] * nearness**0.75),
        "elevation_scale": round(_HIGHEST_METRES * nearness / top, 6),
    }
    layers = [outline, _columns("columns", rows[~chosen], result.unit, _COLUMN, size)]
    if chosen.any():
        layers.append(_columns("chosen", rows[chosen], result.unit, _CHOSEN, size))
    return pdk.Deck(layers=layers, initial_view_state=_view(rows), map_provider=None, tooltip={"text": "{n}"})


def _columns(
    layer_id: str, rows: pd.DataFrame, unit: str, colour: list[int], size: dict[str, float]
) -> pdk.Layer:
    points = [
        {
            "n": f"{row.name}: {written(float(row.value), row.low, row.high, unit, row.digits)}"
            + (f" ({sign(row.status)})" if sign(row.status) else ""),
            "p": [round(row.lon, 2), round(row.lat, 2)],
            "v": round(float(row.value), 2),
        }
        for row in rows.reindex(
            columns=["name", "value", "low", "high", "digits", "lon", "lat", "status"]
        ).itertuples(index=False)
    ]
    return pdk.Layer(
        "ColumnLayer",
        points,
        id=layer_id,
        get_position="p",
        get_elevation="v",
        **size,
        disk_resolution=8,
        get_fill_color=colour,
        pickable=True,
        auto_highlight=True,
        extruded=True,
    )


def _extent(rows: pd.DataFrame) -> float:
    """How many degrees of latitude the places stretch over; a degree of longitude is half as long."""
    if len(rows) < 2:
        return _COUNTRY_DEGREES
    reach = max(rows["lat"].max() - rows["lat"].min(), (rows["lon"].max() - rows["lon"].min()) / 2)
    return min(max(float(reach), 1.0), _COUNTRY_DEGREES)


def _view(rows: pd.DataFrame) -> pdk.ViewState:
    extent = _extent(rows)
    if extent > _COUNTRY_DEGREES / 2:
        return pdk.ViewState(longitude=16.5, latitude=61.6, zoom=_COUNTRY_ZOOM, pitch=40, bearing=0)
    return pdk.ViewState(
        longitude=round(float(rows["lon"].max() + rows["lon"].min()) / 2, 2),
        # The columns rise northwards on the screen; the middle of the view lies north of the middle of the places.
        latitude=round(float(rows["lat"].max() + rows["lat"].min()) / 2 + 0.04 * extent, 2),
        zoom=round(_COUNTRY_ZOOM + 0.87 * math.log2(_COUNTRY_DEGREES / extent), 2),
        pitch=40,
        bearing=0,
    )
