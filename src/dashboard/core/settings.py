"""Settings of the server, read from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.core.errors import UserError

ROOT = Path(__file__).resolve().parents[3]
_YES_NO = {"1": True, "true": True, "ja": True, "0": False, "false": False, "nej": False}


@dataclass(frozen=True)
class Settings:
    """Where things are and what may be shown.

    `data_dir` holds the source files, `dataset_dir` the built versions, `geo_dir` what the maps are made from.
    `examples` is whether visitors of this server may ask for example data, `imports` whether its visitors may import.
    `keep_versions` is how many built versions stay on disk, so that links held to them can be opened.
    `site` is the address that the app is served at, which files made by the command line point to.
    `publisher` is who answers for the open data, and `contact` the e-mail address for questions about it.
    """

    data_dir: Path
    dataset_dir: Path
    geo_dir: Path
    examples: bool = True
    imports: bool = False
    keep_versions: int = 20
    site: str = "http://127.0.0.1:8501"
    publisher: str = "Medelkartan"
    contact: str = ""

    @property
    def imports_dir(self) -> Path:
        """Where received files are kept, with what decides which of them are active."""
        return self.data_dir / "imports"


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings.

    Reads MEDELKARTAN_DATA, MEDELKARTAN_DATASET and MEDELKARTAN_GEO (folders), MEDELKARTAN_EXAMPLES and MEDELKARTAN_IMPORT (1 or 0),
    MEDELKARTAN_VERSIONS (a number), MEDELKARTAN_ADDRESS, MEDELKARTAN_PUBLISHER and MEDELKARTAN_CONTACT.
    Raises UserError for a value that cannot be read.
    """
    data_dir = Path(environment.get("MEDELKARTAN_DATA", ROOT / "data"))
    return Settings(
        data_dir=data_dir,
        dataset_dir=Path(environment.get("MEDELKARTAN_DATASET", data_dir / "dataset")),
        geo_dir=Path(environment.get("MEDELKARTAN_GEO", ROOT / "geo")),
        examples=_yes_no(
            environment, "MEDELKARTAN_EXAMPLES", "1", "låt besökare visa exempeldata", "visa den aldrig"
        ),
        imports=_yes_no(environment, "MEDELKARTAN_IMPORT", "0", "visa sidan Importera", "dölj den"),
        keep_versions=_count(environment, "MEDELKARTAN_VERSIONS", 20, least=2),
        site=environment.get("MEDELKARTAN_ADDRESS", Settings.site),
        publisher=environment.get("MEDELKARTAN_PUBLISHER", Settings.publisher),
        contact=environment.get("MEDELKARTAN_CONTACT", Settings.contact),
    )


def _yes_no(environment: Mapping[str, str], name: str, default: str, yes: str, no: str) -> bool:
    text = environment.get(name, default).strip().lower()
    if text not in _YES_NO:
        raise UserError(f"Inställningen {name} är ”{text}”. Skriv 1 ({yes}) eller 0 ({no}).")
    return _YES_NO[text]


def _count(environment: Mapping[str, str], name: str, default: int, least: int) -> int:
    text = environment.get(name, str(default)).strip()
    if not (text.isascii() and text.isdigit()) or int(text) < least:
        raise UserError(f"Inställningen {name} är ”{text}”. Skriv ett heltal, minst {least}.")
    return int(text)
