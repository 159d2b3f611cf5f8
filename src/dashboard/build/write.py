"""Writing a version: Parquet files, one DuckDB file and a manifest, in a temporary folder that is renamed when whole."""

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd

from dashboard.dataset import versions
from dashboard.dataset.schema import SCHEMA_VERSION, TABLES, Table
from dashboard.dataset.store import open_reader, open_writer

_WORKSPACE = ".building-"


def content_hash(tables: dict[str, pd.DataFrame]) -> str:
    """A hash over the rows of every table, in key order; the same content gives the same hash."""
    digest = hashlib.sha256(f"schema {SCHEMA_VERSION}".encode())
    for table in TABLES:
        digest.update(table.name.encode())
        digest.update(
            in_key_order(table, tables[table.name]).to_csv(index=False, lineterminator="\n").encode()
        )
    return digest.hexdigest()


def in_key_order(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """The table's own columns, sorted by its key."""
    columns = rows.reindex(columns=table.field_names)
    return columns.sort_values(list(table.key), kind="stable", na_position="first").reset_index(drop=True)


def store(
    tables: dict[str, pd.DataFrame],
    geography: dict[str, str],
    inputs: dict[str, str],
    dataset_dir: Path,
    batches: Sequence[str] = (),
) -> versions.Manifest:
    """Write the version without making it the current one. One that is already whole on disk is left as it is, with the date it has.

    Clears away what a build that was cut off left behind; no other process may be writing.
    """
    digest = content_hash(tables)
    manifest = versions.Manifest(
        version=f"v{SCHEMA_VERSION}-{digest[:12]}",
        schema_version=SCHEMA_VERSION,
        content_hash=digest,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        rows={table.name: len(tables[table.name]) for table in TABLES},
        geography=geography,
        inputs=inputs,
        sizes={},
        batches=list(batches),
        columns={table.name: table.field_names for table in TABLES},
    )
    dataset_dir.mkdir(parents=True, exist_ok=True)
    for leftover in dataset_dir.glob(f"{_WORKSPACE}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    final = dataset_dir / manifest.version
    if not _is_whole(final):
        return _write_version(tables, manifest, final)
    built_at = versions.read_manifest(dataset_dir, manifest.version).built_at
    manifest = replace(manifest, sizes=_sizes(final, manifest), built_at=built_at)
    versions.write_manifest(final, manifest)
    return manifest


def clear_away(dataset_dir: Path, keep: int) -> None:
    """Remove all versions but the one in use and the `keep` latest built; those that cannot be read count as the oldest.

    To be called by whoever has just published: links held to a version open it for as long as it is kept.
    """
    readable = [m.version for m in versions.on_disk(dataset_dir)]
    others = {p.name for p in dataset_dir.glob("v*") if versions.is_name(p.name)} - set(readable)
    for name in [*readable, *sorted(others)][keep:]:
        if name != versions.current_version(dataset_dir):
            shutil.rmtree(dataset_dir / name, ignore_errors=True)


def _write_version(
    tables: dict[str, pd.DataFrame], manifest: versions.Manifest, final: Path
) -> versions.Manifest:
    shutil.rmtree(final, ignore_errors=True)
    workspace = Path(tempfile.mkdtemp(dir=final.parent, prefix=_WORKSPACE))
    try:
        write_files(tables, workspace)
        manifest = replace(manifest, sizes=_sizes(workspace, manifest))
        versions.write_manifest(workspace, manifest)
        workspace.chmod(0o755)
        workspace.rename(final)
    finally:
        shutil.rmtree(workspace, ignore_errors=True)
    return manifest


def _sizes(folder: Path, manifest: versions.Manifest) -> dict[str, int]:
    """The bytes of every file that the version needs, by path inside the dataset folder. `folder` holds its tables now."""
    own = {
        f"{manifest.version}/{name}": (folder / name).stat().st_size
        for name in (versions.DATABASE, *(f"{table.name}.parquet" for table in TABLES))
    }
    shared = {f"{versions.GEOGRAPHY}/{name}" for name in manifest.geography.values()}
    return own | {path: (folder.parent / path).stat().st_size for path in sorted(shared)}


def _is_whole(folder: Path) -> bool:
    """Whether every table of a version reads back, from both its files, with the number of rows that its manifest states."""
    try:
        stated = versions.read_manifest(folder.parent, folder.name).rows
        reader = open_reader(folder.parent, folder.name)
        return all(
            len(pd.read_parquet(folder / f"{name}.parquet")) == count
            and reader.stored_rows(f"SELECT count(*) AS n FROM {name}")["n"].iloc[0] == count
            for name, count in stated.items()
        )
    except (OSError, ValueError, duckdb.Error, versions.DatasetUnusable):
        return False


def write_files(tables: dict[str, pd.DataFrame], folder: Path) -> None:
    """Write every table into `folder`, as a Parquet file each and together as one DuckDB file."""
    connection = open_writer(folder / versions.DATABASE)
    try:
        for table in TABLES:
            columns = ", ".join(
                f"{f.name} {f.sql_type}{' NOT NULL' if f.required else ''}" for f in table.fields
            )
            connection.execute(f"CREATE TABLE {table.name} ({columns})")
            frame = in_key_order(table, tables[table.name]).astype(object)
            frame = frame.where(frame.notna(), None)
            casts = ", ".join(f"CAST({f.name} AS {f.sql_type})" for f in table.fields)
            connection.register("incoming", frame)
            connection.execute(f"INSERT INTO {table.name} SELECT {casts} FROM incoming")
            connection.unregister("incoming")
            target = str(folder / f"{table.name}.parquet").replace("'", "''")
            connection.execute(f"COPY {table.name} TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    finally:
        connection.close()
