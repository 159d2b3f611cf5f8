"""The zip file: made of a version on disk when first asked for, and kept beside the versions."""

import hashlib
import io
import json
import tempfile
import threading
import zipfile
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from dashboard.build import write
from dashboard.build.examples.money import EXAMPLE_SOURCE
from dashboard.build.open_data import datapackage, dcat, readme, terms
from dashboard.core.settings import Settings
from dashboard.dataset import dictionary, versions
from dashboard.dataset.schema import TABLES

FOLDER = "open-data"
DICTIONARY = "data-dictionary.md"
# Two who ask at once must not both make it.
_MAKING = threading.Lock()


def publisher(settings: Settings) -> dcat.Publisher:
    """Who answers for the data on this server."""
    return dcat.Publisher(settings.publisher, settings.contact)


def catalogue(settings: Settings, version: str, site: str) -> str:
    """The metadata of a version, for a server at the address `site`. Raises DatasetUnusable."""
    manifest = versions.read_manifest(settings.dataset_dir, version)
    tables = {
        name: pd.read_parquet(settings.dataset_dir / version / f"{name}.parquet")
        for name in ("source", "published_figure")
    }
    tables["source"] = tables["source"].query("source_id != @EXAMPLE_SOURCE")
    return dcat.turtle(manifest, tables, site, publisher(settings))


def make(settings: Settings, version: str) -> Path:
    """The zip file of a version, without its example data: invented rows are no open data. Raises DatasetUnusable."""
    manifest = versions.read_manifest(settings.dataset_dir, version)
    versions.verify_files(settings.dataset_dir, manifest)
    folder = settings.dataset_dir / FOLDER
    path = folder / f"{version}.{_variant(settings)}.zip"
    with _MAKING:
        if not path.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            _clear_away(folder, settings.dataset_dir)
            versions.write_atomically(path, _zipped(_files(settings, manifest), manifest))
    return path


def sizes(settings: Settings, version: str) -> dict[str, int]:
    """The bytes of every file in the zip file, by path, and of the zip file itself under the empty path. Raises DatasetUnusable."""
    path = make(settings, version)
    with zipfile.ZipFile(path) as archive:
        return {"": path.stat().st_size} | {i.filename: i.file_size for i in archive.infolist()}


def _variant(settings: Settings) -> str:
    """What the file depends on beside the version, in short."""
    told = f"{settings.site}|{settings.publisher}|{settings.contact}"
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _clear_away(folder: Path, dataset_dir: Path) -> None:
    for path in folder.glob("v*.zip"):
        if not versions.is_on_disk(dataset_dir, path.name.partition(".")[0]):
            path.unlink(missing_ok=True)


def _files(settings: Settings, manifest: versions.Manifest) -> dict[str, bytes]:
    """Everything in the zip file, by path."""
    source = settings.dataset_dir / manifest.version
    read = {
        t.name: _without_examples(pyarrow.parquet.read_table(source / f"{t.name}.parquet"), t.name)
        for t in TABLES
    }
    parquet = {f"parquet/{name}.parquet": _as_parquet(table) for name, table in read.items()}
    frames = {name: table.to_pandas() for name, table in read.items()}
    data = {f"csv/{name}.csv": _as_csv(table) for name, table in read.items()} | parquet
    data[versions.DATABASE] = _as_database(read)
    described = datapackage.describe(manifest, frames, data, settings.publisher)
    texts = {
        readme.FILE: readme.markdown(manifest, {name: len(rows) for name, rows in frames.items()}),
        terms.FILE: terms.markdown(frames["source"]),
        DICTIONARY: dictionary.markdown(),
        datapackage.FILE: json.dumps(described, ensure_ascii=False, indent=2) + "\n",
        dcat.FILE: dcat.turtle(manifest, frames, settings.site, publisher(settings)),
    }
    return {path: text.encode() for path, text in texts.items()} | data


def _without_examples(table: pa.Table, name: str) -> pa.Table:
    if name == "source":
        return table.filter(pa.compute.not_equal(table["source_id"], EXAMPLE_SOURCE))
    if "status" not in table.column_names:
        return table
    return table.filter(pa.compute.not_equal(table["status"], "synthetic"))


def _as_csv(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    pyarrow.csv.write_csv(table, buffer, pyarrow.csv.WriteOptions(quoting_style="needed"))
    return buffer.getvalue()


def _as_parquet(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def _as_database(tables: dict[str, pa.Table]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        write.write_files({name: table.to_pandas() for name, table in tables.items()}, Path(folder))
        return (Path(folder) / versions.DATABASE).read_bytes()


def _zipped(files: dict[str, bytes], manifest: versions.Manifest) -> bytes:
    when = datetime.fromisoformat(manifest.built_at).timetuple()[:6]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, when)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()
