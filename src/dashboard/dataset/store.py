"""Opening the dataset: the one place where DuckDB is connected to, for reading and for writing."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd

from dashboard.core.errors import DatasetUnusable, UserError
from dashboard.core.language import SOURCE_LANGUAGE, _, language
from dashboard.dataset.versions import DATABASE, read_manifest, verify_files
from dashboard.dataset.words import Words

# A reader may do nothing but read: no files, no network, no settings changed from SQL.
_READ_ONLY: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
    "threads": "2",
}


class Reader:
    """A read-only view of one version of the dataset. Safe to share between threads."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, version: str) -> None:
        self._connection = connection
        self.version = version

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """The rows of a query, with named parameters bound as `$name` and texts in the language in use."""
        return self.in_language(self.stored_rows(sql, parameters))

    def in_language(self, stored: pd.DataFrame) -> pd.DataFrame:
        """Rows as they are stored, with texts in the language in use."""
        return stored if language() == SOURCE_LANGUAGE else self._words.in_rows(stored)

    @cached_property
    def _words(self) -> Words:
        with self._connection.cursor() as cursor:
            return Words(dict(cursor.table("translation").select("text_sv", "text_en").fetchall()))

    def stored_rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """The rows of a query as they are stored, texts in Swedish: for what compares texts or hands them on to the build."""
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, dict(parameters or {})).df()

    def user_rows(self, sql: str) -> pd.DataFrame:
        """The rows of a query that a person typed. Raises UserError with DuckDB's explanation when it is wrong."""
        try:
            if not self._connection.extract_statements(sql):
                raise UserError("Frågan är tom. Skriv till exempel ”SELECT * FROM source”.")
            return self.stored_rows(sql)
        except duckdb.Error as error:
            raise UserError(f"Frågan gick inte att köra: {error}") from error


def open_reader(dataset_dir: Path, version: str) -> Reader:
    """Open a version for reading.

    Raises DatasetUnusable when any of its files is missing or damaged, or when it is of another schema version.
    """
    verify_files(dataset_dir, read_manifest(dataset_dir, version))
    path = dataset_dir / version / DATABASE
    try:
        return Reader(duckdb.connect(str(path), read_only=True, config=_READ_ONLY), version)
    except duckdb.Error as error:
        raise DatasetUnusable(
            _(
                "Databasen i datamängden {version} är skadad och går inte att öppna. Kör ”make data” för att bygga om."
            ).format(version=version)
        ) from error


def open_writer(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a new database file for writing. The caller closes it."""
    return duckdb.connect(str(path))
