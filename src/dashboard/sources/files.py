"""CSV files of the repository, read as text and typed by the caller; every row remembers where it stands."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard.core.errors import UserError


@dataclass(frozen=True)
class SourceFile:
    """A file as read: its path inside the data folder, and its rows.

    All values are text; an empty cell is an empty text. The index is the line number in the file.
    """

    path: str
    rows: pd.DataFrame


def read(data_dir: Path, path: str) -> SourceFile:
    """Read one CSV file. Raises FileNotFoundError when it is missing and UserError when it is not a table."""
    try:
        rows = pd.read_csv(data_dir / path, dtype=str, keep_default_na=False, encoding="utf-8")
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        raise UserError(f"{path} går inte att läsa som en tabell: {error}. Rätta filen.") from error
    rows.index = pd.RangeIndex(2, len(rows) + 2, name="line")
    return SourceFile(path, rows)


def input_files(data_dir: Path, *without: Path) -> list[str]:
    """The data files that a build reads, as paths inside the data folder, sorted, but for those in the folders `without`."""
    paths = (p for p in data_dir.rglob("*.csv") if not set(without) & set(p.parents))
    return sorted(p.relative_to(data_dir).as_posix() for p in paths)


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
