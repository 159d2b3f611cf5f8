"""A version is published whole or not at all, the same inputs give the same version, and a damaged one is noticed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import asdict, replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.build import pipeline, write
from dashboard.core.errors import DatasetMissing, DatasetUnusable, UserError
from dashboard.core.settings import ROOT, Settings
from dashboard.dataset import store, versions
from dashboard.dataset.schema import SCHEMA_VERSION

from .data_copy import DataCopy


def count_rows(dataset_dir: Path) -> str:
    """Open the current version as the app does, count every table's rows, and return the version's name."""
    version = versions.current_version(dataset_dir)
    reader = store.open_reader(dataset_dir, version)
    for table, rows in versions.read_manifest(dataset_dir, version).rows.items():
        assert reader.rows(f"SELECT count(*) AS n FROM {table}")["n"].iloc[0] == rows, table
    return version


def command(*arguments: str, dataset_dir: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A verb of the command line, in a process of its own, on the repository's data."""
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments],
        env={**os.environ, "MEDELKARTAN_DATASET": str(dataset_dir), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def prepared(settings: Settings) -> dict[str, pd.DataFrame]:
    """The tables as the build has them before it writes."""
    return pipeline.prepare(settings)[0]


@pytest.fixture
def copied(settings: Settings, manifest: versions.Manifest, tmp_path: Path) -> Settings:
    """A dataset folder of the test's own, with the built version in it."""
    own = replace(settings, dataset_dir=tmp_path / "dataset")
    shutil.copytree(settings.dataset_dir, own.dataset_dir)
    return own


def test_the_same_inputs_give_the_same_version_file_by_file(
    settings: Settings, manifest: versions.Manifest, dataset_folder: Path, tmp_path: Path
) -> None:
    """Built again in another folder, by a process whose sets and dictionaries run in another order."""
    done = command("build", dataset_dir=tmp_path / "again", PYTHONHASHSEED="4711")
    assert done.returncode == 0, done.stderr
    again = versions.read_manifest(tmp_path / "again", versions.current_version(tmp_path / "again"))
    for other in ("built_at", "sizes"):
        assert getattr(again, other)
    unlike = {k for k, v in asdict(again).items() if v != asdict(manifest)[k]}
    assert unlike <= {"built_at", "sizes"}
    for level, name in manifest.geography.items():
        ours, theirs = (d / versions.GEOGRAPHY / name for d in (settings.dataset_dir, tmp_path / "again"))
        assert ours.read_bytes() == theirs.read_bytes(), level
    parquet = sorted(p.name for p in dataset_folder.glob("*.parquet"))
    assert parquet
    for name in parquet:
        assert (tmp_path / "again" / again.version / name).read_bytes() == (
            dataset_folder / name
        ).read_bytes(), name


def test_the_manifest_says_what_the_version_holds(
    settings: Settings, manifest: versions.Manifest, dataset_folder: Path
) -> None:
    assert manifest.schema_version == SCHEMA_VERSION
    assert manifest.version == dataset_folder.name == f"v{SCHEMA_VERSION}-{manifest.content_hash[:12]}"
    on_disk = {
        f"{manifest.version}/{p.name}" for p in dataset_folder.iterdir() if p.name != versions.MANIFEST
    }
    on_disk |= {f"{versions.GEOGRAPHY}/{name}" for name in manifest.geography.values()}
    assert {path: (settings.dataset_dir / path).stat().st_size for path in on_disk} == manifest.sizes
    assert count_rows(settings.dataset_dir) == manifest.version
    assert "published/sos-2017/figures.csv" in manifest.inputs


def test_the_content_decides_the_version_and_the_order_of_rows_does_not(
    prepared: dict[str, pd.DataFrame], manifest: versions.Manifest
) -> None:
    assert write.content_hash(prepared) == manifest.content_hash
    changed = {**prepared, "source": prepared["source"].assign(licence="ändrad")}
    assert write.content_hash(changed) != manifest.content_hash
    shuffled = {name: rows.sample(frac=1, random_state=1) for name, rows in prepared.items()}
    assert write.content_hash(shuffled) == manifest.content_hash


def test_killed_at_ten_moments_a_reader_always_finds_a_whole_version(copied: Settings) -> None:
    problems: list[str] = []
    seen: list[str] = []
    done = threading.Event()

    def read_on() -> None:
        while not done.wait(0.05):
            try:
                seen.append(count_rows(copied.dataset_dir))
            except (UserError, AssertionError, OSError) as problem:
                problems.append(repr(problem))

    reading = threading.Thread(target=read_on)
    reading.start()
    try:
        script = Path(__file__).with_name("cut_off.py")
        run = subprocess.run(
            [sys.executable, str(script), str(copied.dataset_dir)], capture_output=True, text=True, cwd=ROOT
        )
    finally:
        done.set()
        reading.join()
    assert run.returncode == 0, run.stderr
    whole, *killed = (json.loads(line) for line in run.stdout.splitlines())
    assert problems == []
    assert len(seen) > 10 and whole["version"] in seen
    assert whole["signal"] == 0
    assert [k["moment"] for k in killed] == list(range(1, 11))
    # The first were cut off for certain, and some of them in the middle of their files.
    assert all(k["signal"] == signal.SIGKILL for k in killed[:5])
    assert any(k["half"] for k in killed)
    assert count_rows(copied.dataset_dir) == killed[-1]["version"]
    # The next build is not disturbed by what they left, and clears it away.
    after = command("build", dataset_dir=copied.dataset_dir)
    assert after.returncode == 0, after.stderr
    assert list(copied.dataset_dir.glob(".building-*")) == []
    count_rows(copied.dataset_dir)


def test_a_failing_check_publishes_nothing_and_keeps_the_old_version(
    settings: Settings, manifest: versions.Manifest, tmp_path: Path
) -> None:
    copy = DataCopy(tmp_path)
    shutil.copytree(settings.dataset_dir, copy.settings.dataset_dir)
    file = "published/vardanalys-2023/figures.csv"
    figure = {"figure_id": "vardanalys-2023.t2.municipalities.received.2021"}
    line = copy.set(file, figure, "violence_area_id", "vandalism")
    before = sorted(p.name for p in copy.settings.dataset_dir.iterdir() if not p.name.startswith("."))
    done = copy.build()
    assert done.returncode == 1
    assert done.stdout == ""
    assert f"{file}, rad {line}, kolumn violence_area_id: Koden ”vandalism” finns inte" in done.stderr
    assert "(regel känd kod)" in done.stderr
    assert "Traceback" not in done.stderr
    after = sorted(p.name for p in copy.settings.dataset_dir.iterdir() if not p.name.startswith("."))
    assert after == before
    assert count_rows(copy.settings.dataset_dir) == manifest.version


def test_no_dataset_at_all_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(DatasetMissing, match="ingen byggd datamängd"):
        versions.current_version(tmp_path)


def spoil(path: Path) -> None:
    """Cut a file off in the middle."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize("name", ["allocation.parquet", "population.parquet", versions.DATABASE])
def test_a_truncated_file_is_refused_by_name_and_built_again(
    name: str, copied: Settings, manifest: versions.Manifest, prepared: dict[str, pd.DataFrame]
) -> None:
    file = copied.dataset_dir / manifest.version / name
    whole = file.stat().st_size
    spoil(file)
    with pytest.raises(
        DatasetUnusable, match=rf"Filen {manifest.version}/{name} .* är skadad: .* skrevs som {whole}"
    ):
        store.open_reader(copied.dataset_dir, manifest.version)
    again = write.store(prepared, manifest.geography, manifest.inputs, copied.dataset_dir)
    assert again.version == manifest.version
    assert count_rows(copied.dataset_dir) == manifest.version


@pytest.mark.parametrize("name", ["allocation.parquet", versions.DATABASE])
def test_a_missing_file_is_refused_by_name(name: str, copied: Settings, manifest: versions.Manifest) -> None:
    (copied.dataset_dir / manifest.version / name).unlink()
    with pytest.raises(DatasetUnusable, match=f"{manifest.version}/{name} .*saknas"):
        store.open_reader(copied.dataset_dir, manifest.version)


def test_a_database_that_is_none_is_refused(copied: Settings, manifest: versions.Manifest) -> None:
    file = copied.dataset_dir / manifest.version / versions.DATABASE
    file.write_bytes(b"\0" * file.stat().st_size)
    with pytest.raises(DatasetUnusable, match="skadad och går inte att öppna"):
        store.open_reader(copied.dataset_dir, manifest.version)


def test_a_missing_or_truncated_boundary_is_refused_by_name(
    copied: Settings, manifest: versions.Manifest
) -> None:
    boundary = copied.dataset_dir / versions.GEOGRAPHY / manifest.geography["county"]
    spoil(boundary)
    with pytest.raises(DatasetUnusable, match=boundary.name):
        store.open_reader(copied.dataset_dir, manifest.version)
    boundary.unlink()
    with pytest.raises(DatasetUnusable, match=f"{boundary.name} .*saknas"):
        store.open_reader(copied.dataset_dir, manifest.version)


@pytest.mark.parametrize("name", ["allocation.parquet", versions.DATABASE])
def test_a_file_of_the_right_size_with_the_wrong_content_is_built_again(
    name: str, copied: Settings, manifest: versions.Manifest, prepared: dict[str, pd.DataFrame]
) -> None:
    file = copied.dataset_dir / manifest.version / name
    whole = file.read_bytes()
    file.write_bytes(b"\0" * len(whole))
    write.store(prepared, manifest.geography, manifest.inputs, copied.dataset_dir)
    assert count_rows(copied.dataset_dir) == manifest.version


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": "v1"}'])
def test_a_broken_manifest_is_refused(content: str, copied: Settings, manifest: versions.Manifest) -> None:
    (copied.dataset_dir / manifest.version / versions.MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(DatasetUnusable, match=f"{versions.MANIFEST} i datamängden {manifest.version}"):
        store.open_reader(copied.dataset_dir, manifest.version)


def test_a_dataset_of_another_schema_version_is_refused(
    copied: Settings, manifest: versions.Manifest
) -> None:
    other = replace(manifest, schema_version=SCHEMA_VERSION + 1)
    versions.write_manifest(copied.dataset_dir / manifest.version, other)
    with pytest.raises(
        DatasetUnusable,
        match=f"schemaversion {SCHEMA_VERSION + 1}, men programmet läser version {SCHEMA_VERSION}",
    ):
        store.open_reader(copied.dataset_dir, manifest.version)


def test_a_pointer_to_a_version_that_is_gone_is_refused(copied: Settings) -> None:
    versions.point_to(copied.dataset_dir, "v1-000000000000")
    with pytest.raises(DatasetUnusable, match="v1-000000000000 saknas på disk"):
        count_rows(copied.dataset_dir)


def test_a_whole_version_is_not_written_again(
    copied: Settings, manifest: versions.Manifest, prepared: dict[str, pd.DataFrame]
) -> None:
    file = copied.dataset_dir / manifest.version / "allocation.parquet"
    before = file.stat()
    write.store(prepared, manifest.geography, manifest.inputs, copied.dataset_dir)
    after = file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
