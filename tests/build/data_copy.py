"""A copy of the data folder to spoil: edit one cell, and see what the build says."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from dashboard.build import pipeline
from dashboard.build.findings import ChecksFailed, Finding
from dashboard.core.settings import ROOT, Settings

Row = dict[str, str]


class DataCopy:
    """The repository's data in a folder of its own, with a dataset folder beside it."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(
            data_dir=folder / "data", dataset_dir=folder / "dataset", geo_dir=folder / "geo", examples=True
        )
        shutil.copytree(ROOT / "geo", self.settings.geo_dir)
        shutil.copytree(
            ROOT / "data", self.settings.data_dir, ignore=shutil.ignore_patterns("dataset", "imports", ".*")
        )

    def path(self, file: str) -> Path:
        """A file of the copy."""
        return self.settings.data_dir / file

    def edit(self, file: str, change: Callable[[list[Row]], object], *, accept: bool = True) -> None:
        """Change the rows of a CSV file; what `change` does not touch stays byte for byte. Writes down the new hash unless told not to."""
        with self.path(file).open(encoding="utf-8", newline="") as source:
            reader = csv.DictReader(source)
            rows, header = list(reader), list(reader.fieldnames or [])
        change(rows)
        columns = [c for c in header if any(c in row for row in rows)]
        columns += [c for c in rows[0] if c not in columns]
        with self.path(file).open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        if accept:
            pipeline.accept_hashes(self.settings)

    def set(self, file: str, key: Row, column: str, value: str, *, accept: bool = True) -> int:
        """Put a value in one cell. Returns the line of the file that the cell stands on."""
        lines: list[int] = []

        def change(rows: list[Row]) -> None:
            for line, row in enumerate(rows, start=2):
                if all(row[name] == text for name, text in key.items()):
                    assert row[column] != value
                    row[column] = value
                    lines.append(line)

        self.edit(file, change, accept=accept)
        assert len(lines) == 1, f"{key} is on lines {lines} of {file}"
        return lines[0]

    def findings(self) -> list[Finding]:
        """What the build's checks say; an empty list when they have nothing to say."""
        try:
            pipeline.prepare(self.settings)
        except ChecksFailed as stopped:
            return stopped.findings
        return []

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a process that builds the copy."""
        return {
            **os.environ,
            "MEDELKARTAN_DATA": str(self.settings.data_dir),
            "MEDELKARTAN_DATASET": str(self.settings.dataset_dir),
            "MEDELKARTAN_GEO": str(self.settings.geo_dir),
        }

    def build(self) -> subprocess.CompletedProcess[str]:
        """Build by the real command, in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "dashboard", "build"],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
