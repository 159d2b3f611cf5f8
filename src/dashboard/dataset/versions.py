"""Which version of the dataset is current, and where its files are.

A version is a folder named after the hash of its content. `CURRENT` names the version in use; it is replaced in one
step, so a reader sees the old version or the new one, never half of one.
"""

import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dashboard.core.errors import DatasetMissing, DatasetOfAnotherProgram, DatasetUnusable
from dashboard.core.language import _
from dashboard.dataset.schema import SCHEMA_VERSION, TABLES

POINTER = "CURRENT"
MANIFEST = "manifest.json"
DATABASE = "medelkartan.duckdb"
GEOGRAPHY = "geo"
_NAME = re.compile(r"v[0-9]{1,4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Manifest:
    """What a version holds.

    `content_hash` is over the rows of every table; `rows` counts them per table; `geography` maps `municipality` and
    `county` to file names that carry a hash of their own; `inputs` maps input files to their SHA-256; `sizes` gives the
    bytes of every file that the version needs, by path inside the dataset folder; `batches` names the imports in it, in order;
    `columns` are those of every table, which tell a version that a later program cannot read.
    """

    version: str
    schema_version: int
    content_hash: str
    built_at: str
    rows: dict[str, int]
    geography: dict[str, str]
    inputs: dict[str, str]
    sizes: dict[str, int]
    batches: list[str] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)


def is_name(text: str) -> bool:
    """Whether a text is written as the name of a version; anything else must never become a path."""
    return bool(_NAME.fullmatch(text))


def is_on_disk(dataset_dir: Path, version: str) -> bool:
    """Whether a version of that name has a folder with a manifest. False for a text that is no name of a version."""
    return is_name(version) and (dataset_dir / version / MANIFEST).is_file()


def on_disk(dataset_dir: Path) -> list[Manifest]:
    """The versions that can be read by this program, the latest built first. Damaged ones and those of another schema are left out."""
    found = []
    for folder in dataset_dir.glob("v*"):
        if is_name(folder.name):
            try:
                manifest = read_manifest(dataset_dir, folder.name)
                verify_files(dataset_dir, manifest)
            except DatasetUnusable:
                continue
            if manifest.version == folder.name:
                found.append(manifest)
    return sorted(found, key=lambda m: (m.built_at, m.version), reverse=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees either the old content or the new."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(0o644)
    Path(name).replace(path)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Store the manifest in the version's folder."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=2, sort_keys=True)
    write_atomically(folder / MANIFEST, f"{text}\n".encode())


def current_version(dataset_dir: Path) -> str:
    """The name of the version in use. Raises DatasetMissing when none has been published."""
    try:
        return (dataset_dir / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise DatasetMissing(
            _("Det finns ingen byggd datamängd än. Kör ”make data” för att bygga den.")
        ) from error


def point_to(dataset_dir: Path, version: str) -> None:
    """Make a version the one in use."""
    write_atomically(dataset_dir / POINTER, f"{version}\n".encode())


def read_manifest(dataset_dir: Path, version: str) -> Manifest:
    """The manifest of a version. Raises DatasetUnusable when it is damaged or made for another program."""
    path = dataset_dir / version / MANIFEST
    try:
        manifest = Manifest(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise DatasetUnusable(
            _("Datamängden {version} saknas på disk. Kör ”make data” för att bygga den igen.").format(
                version=version
            )
        ) from error
    except (ValueError, TypeError) as error:
        raise DatasetUnusable(
            _(
                "Filen {file} i datamängden {version} går inte att läsa. Kör ”make data” för att bygga om."
            ).format(file=path.name, version=version)
        ) from error
    if manifest.schema_version != SCHEMA_VERSION:
        raise DatasetOfAnotherProgram(
            _(
                "Datamängden {version} har schemaversion {found}, men programmet läser version {wanted}. Kör ”make data” för att bygga om."
            ).format(version=version, found=manifest.schema_version, wanted=SCHEMA_VERSION)
        )
    if missing := _missing(manifest):
        raise DatasetOfAnotherProgram(
            _(
                "Datamängden {version} saknar {missing}, som programmet läser. Kör ”make data” för att bygga om."
            ).format(version=version, missing=missing)
        )
    return manifest


def batches_in(dataset_dir: Path, version: str) -> list[str]:
    """The imports that a version says it holds, whatever program made it. None when it is not on disk or its manifest cannot be read."""
    if not is_on_disk(dataset_dir, version):
        return []
    try:
        stored = json.loads((dataset_dir / version / MANIFEST).read_text(encoding="utf-8"))
        return [str(batch_id) for batch_id in stored["batches"]]
    except (ValueError, TypeError, KeyError):
        return []


def _missing(manifest: Manifest) -> str:
    """The first table or column that the program reads and the version does not have; empty when there is none."""
    for table in TABLES:
        if table.name not in manifest.rows:
            return table.name
        # Versions that do not say their columns were made before any column was added.
        known = manifest.columns.get(table.name, table.field_names)
        if lacking := [name for name in table.field_names if name not in known]:
            return f"{table.name}.{lacking[0]}"
    return ""


def verify_files(dataset_dir: Path, manifest: Manifest) -> None:
    """Raises DatasetUnusable, naming the file, when a file of the version is missing or has another size than when written."""
    for path, expected in manifest.sizes.items():
        file = dataset_dir / path
        if not file.is_file():
            raise DatasetUnusable(
                _("Filen {path} i datamängden saknas. Kör ”make data” för att bygga om.").format(path=path)
            )
        found = file.stat().st_size
        if found != expected:
            raise DatasetUnusable(
                _(
                    "Filen {path} i datamängden är skadad: den är {found} byte, men skrevs som {expected}. Kör ”make data” för att bygga om."
                ).format(path=path, found=found, expected=expected)
            )
