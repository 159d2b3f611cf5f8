"""Boundaries for maps on paper: the files that the browser fetches, read and projected once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import orjson
from matplotlib.path import Path as Outline

_KEPT_FILES = 8


@dataclass(frozen=True)
class Boundaries:
    """The outlines of places by level (`municipality`, `county`) and code, in Mercator units: `x` to the east, `y` to the north."""

    levels: Mapping[str, Mapping[str, Outline]]

    def addresses(self) -> dict[str, str]:
        """What a figure is told to fetch boundaries from, by level: here the level's own name."""
        return {level: level for level in self.levels}


def read(folder: Path, file_names: Mapping[str, str]) -> Boundaries:
    """The boundaries in a folder of GeoJSON files; `file_names` gives the file by level, as the manifest does."""
    return Boundaries({level: _outlines(folder / name) for level, name in file_names.items()})


def mercator(lon_lat: np.ndarray) -> np.ndarray:
    """Longitudes and latitudes in degrees, a pair a row, as Mercator units."""
    radians = np.radians(lon_lat)
    return np.column_stack([radians[:, 0], np.log(np.tan(np.pi / 4 + radians[:, 1] / 2))])


# A file's name carries a hash of its content, so what was read stays true.
@lru_cache(maxsize=_KEPT_FILES)
def _outlines(path: Path) -> dict[str, Outline]:
    features = orjson.loads(path.read_bytes())["features"]
    return {feature["id"]: _outline(feature["geometry"]) for feature in features}


def _outline(geometry: Mapping[str, object]) -> Outline:
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    rings = [np.asarray(ring, dtype=float) for polygon in polygons for ring in polygon]  # type: ignore[attr-defined]
    codes = [
        np.concatenate([[Outline.MOVETO], np.full(len(ring) - 2, Outline.LINETO), [Outline.CLOSEPOLY]])
        for ring in rings
    ]
    return Outline(mercator(np.concatenate(rings)), np.concatenate(codes))
