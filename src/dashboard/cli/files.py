"""Files that the command line writes, and what is said when one cannot be written."""

from pathlib import Path

from dashboard.core.errors import UserError


def save(path: Path, content: bytes) -> None:
    """Write the file. Raises UserError when that cannot be done."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UserError(f"Filen {path} gick inte att spara: {error.strerror}.") from error
