"""Where received files are handled, for tests of the import: data and dataset of its own, and reports filled in by the real template."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from dashboard.build.imports import batches
from dashboard.build.imports.examine import Examination, examine, keep
from dashboard.build.imports.places import places_of
from dashboard.build.imports.publish import publish
from dashboard.core.settings import ROOT, Settings
from dashboard.dataset import store, versions
from dashboard.sources.forms.records import COLUMNS, WHOLE_NUMBERS
from dashboard.sources.forms.template import write_template

DESCRIPTION = "=1+1 är ingen formel"
UMEA, VANNAS = "municipality-2480", "municipality-2460"


@dataclass
class Office:
    """Data and dataset in a folder of its own."""

    settings: Settings

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "MEDELKARTAN_DATA": str(self.settings.data_dir),
            "MEDELKARTAN_DATASET": str(self.settings.dataset_dir),
        }

    @property
    def version(self) -> str:
        return versions.current_version(self.settings.dataset_dir)

    @property
    def kinds(self) -> list[str]:
        """The activities of municipalities, by id."""
        sql = (
            "SELECT activity_type_id AS v FROM activity_type WHERE recipient_kind = 'municipality' ORDER BY 1"
        )
        return [str(v) for v in self.rows(sql)["v"]]

    def rows(self, sql: str) -> pd.DataFrame:
        """Rows of the version in use."""
        return store.open_reader(self.settings.dataset_dir, self.version).rows(sql)

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """The real command, in a process of its own."""
        command = [sys.executable, "-m", "dashboard", *map(str, arguments)]
        return subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True)

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """The real command, left running."""
        command = [sys.executable, "-m", "dashboard", *arguments]
        return subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def workbook(self, *facts: dict[str, object]) -> bytes:
        """A report with these facts, written by the template that recipients get."""
        rows = pd.DataFrame(list(facts), columns=list(COLUMNS), dtype=object)
        rows = rows.astype(dict.fromkeys(WHOLE_NUMBERS, "Int64"))
        return write_template(
            places_of(store.open_reader(self.settings.dataset_dir, self.version)), records=rows
        )

    def examine(self, *files: bytes) -> Examination:
        """Files examined under the names 1.xlsx, 2.xlsx, …"""
        return examine(self.settings, [(f"{n}.xlsx", content) for n, content in enumerate(files, start=1)])

    def wait_with(self, *facts: dict[str, object]) -> batches.Batch:
        """A report that is checked and waits to be published."""
        (batch,) = keep(self.settings, self.examine(self.workbook(*facts)), "Anna")
        return batch


def amounts(recipient: str, year: int, **measures: int) -> list[dict[str, object]]:
    """A recipient's amounts of a year, in kronor."""
    start = {"table": "allocation", "recipient_id": recipient, "year": year, "stream": "development"}
    return [{**start, "measure": name, "amount_sek": value} for name, value in measures.items()]


def activity(recipient: str, year: int, kind: str, **more: str) -> dict[str, object]:
    """An activity of a recipient."""
    return {"table": "activity", "recipient_id": recipient, "year": year, "activity_type_id": kind, **more}


def score(recipient: str, year: int, value: int) -> dict[str, object]:
    """A recipient's own score of quality."""
    start = {"table": "self_assessment", "recipient_id": recipient, "year": year}
    return {**start, "question_id": "quality", "score": value}


def report_facts(office: Office, recipient: str = UMEA) -> list[dict[str, object]]:
    """A whole small report: amounts, an activity and a score."""
    return [
        *amounts(recipient, 2022, received=900_000, used=700_000, repaid=200_000),
        activity(recipient, 2022, office.kinds[0], violence_area_id="honour", description_sv=DESCRIPTION),
        score(recipient, 2022, 4),
    ]


def plain(text: str) -> str:
    """A text with ordinary spaces, whatever kind stands between the thousands."""
    return " ".join(text.split())


def silent(share: float, text: str) -> None:
    """Progress that nobody listens to."""


@pytest.fixture(scope="session")
def starting_point(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings, manifest: versions.Manifest
) -> Settings:
    """The data and the dataset built from it, without imports, as they are when the tests begin."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(settings.data_dir, folder / "data", ignore=shutil.ignore_patterns("dataset", "imports"))
    return Settings(folder / "data", settings.dataset_dir, settings.geo_dir)


@pytest.fixture
def office(tmp_path: Path, starting_point: Settings) -> Office:
    """A copy of the data and the dataset, to change at will."""
    return copied(starting_point, tmp_path)


@pytest.fixture(scope="session")
def after_a_report(tmp_path_factory: pytest.TempPathFactory, starting_point: Settings) -> Settings:
    """The same with Umeå's report of 2022 published."""
    first = copied(starting_point, tmp_path_factory.mktemp("reported"))
    publish(first.settings, [first.wait_with(*report_facts(first)).batch_id], "Anna", silent)
    return first.settings


@pytest.fixture
def reported(tmp_path: Path, after_a_report: Settings) -> Office:
    """A copy of the office where Umeå's report of 2022 is published, to change at will."""
    return copied(after_a_report, tmp_path)


def copied(settings: Settings, folder: Path) -> Office:
    """An office in the folder with a copy of the data and the dataset."""
    shutil.copytree(settings.data_dir, folder / "data")
    shutil.copytree(settings.dataset_dir, folder / "dataset")
    return Office(Settings(folder / "data", folder / "dataset", settings.geo_dir))
