"""What the tests share: one real build of the repository's data, and a reader of it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings as hypothesis_settings

from dashboard.cli import main
from dashboard.core.settings import ROOT, Settings
from dashboard.dataset import store, versions

# A loaded machine is not a fault; and a run that fails must fail again.
hypothesis_settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis_settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --renew-golden` writes the files of tests/golden anew; look through the difference before it is committed."""
    parser.addoption("--renew-golden", action="store_true", help="write the files of tests/golden anew")


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The repository's data, with a dataset folder of the test run's own."""
    return Settings(
        data_dir=ROOT / "data", dataset_dir=tmp_path_factory.mktemp("dataset"), geo_dir=ROOT / "geo"
    )


@pytest.fixture(scope="session")
def manifest(settings: Settings) -> versions.Manifest:
    """A version built by the real command, in a process of its own."""
    environment = {**os.environ, "MEDELKARTAN_DATASET": str(settings.dataset_dir)}
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "build"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return versions.read_manifest(settings.dataset_dir, versions.current_version(settings.dataset_dir))


@pytest.fixture(scope="session")
def dataset_folder(settings: Settings, manifest: versions.Manifest) -> Path:
    """The folder of the built version."""
    return settings.dataset_dir / manifest.version


@pytest.fixture(scope="session")
def tables(dataset_folder: Path, manifest: versions.Manifest) -> dict[str, pd.DataFrame]:
    """Every table of the built version, as it reads back from its Parquet file."""
    return {name: pd.read_parquet(dataset_folder / f"{name}.parquet") for name in manifest.rows}


@pytest.fixture(scope="session")
def reader(settings: Settings, manifest: versions.Manifest) -> Iterator[store.Reader]:
    """The built version, opened as the app opens it."""
    yield store.open_reader(settings.dataset_dir, manifest.version)


@pytest.fixture(scope="session")
def everyone_reported(
    dataset_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[store.Reader]:
    """The built version as it would be if every example row were a recipient's own report: for what needs many known rows."""
    path = tmp_path_factory.mktemp("everyone-reported") / versions.DATABASE
    shutil.copy(dataset_folder / versions.DATABASE, path)
    connection = store.open_writer(path)
    for table in ("allocation", "activity", "self_assessment"):
        connection.execute(f"UPDATE {table} SET status = 'reported' WHERE status = 'synthetic'")
    yield store.Reader(connection, "everyone-reported")
    connection.close()


@pytest.fixture
def run(
    settings: Settings,
    manifest: versions.Manifest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., tuple[int, str, str]]:
    """Run a verb on the built dataset: exit code, what it printed, and what it complained of."""
    monkeypatch.setenv("MEDELKARTAN_DATASET", str(settings.dataset_dir))

    def run_verb(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_verb
