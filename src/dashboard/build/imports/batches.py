"""A batch: one received file as it is kept on disk, with its rows as read and the file itself.

`data/imports/<batch_id>/` holds a published batch and `data/imports/waiting/<batch_id>/` one that is checked and not
published: `batch.json`, `records.csv` and the received file under `original/`. A batch is never changed once written.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath

import pandas as pd

from dashboard.build.findings import ChecksFailed, Finding
from dashboard.core.errors import UserError
from dashboard.sources.forms.records import COLUMNS, WHOLE_NUMBERS

BATCH = "batch.json"
RECORDS = "records.csv"
ORIGINAL = "original"
WAITING = "waiting"
_ID = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")
_SAFE_SUFFIXES = (".xlsx", ".xls", ".ods", ".csv", ".json")


@dataclass(frozen=True)
class Batch:
    """What is known about a received file.

    `file_name` is the name it came with; `original` the name it is kept under. `sha256` is of the file and `records_sha256` of the rows
    as kept. `rows` counts the rows kept, `replaced` the rows of the dataset that they take the place of, `findings` the findings by
    severity. `base_version` is the version that it was checked against.
    """

    batch_id: str
    file_name: str
    original: str
    sha256: str
    records_sha256: str
    received_at: str
    imported_by: str
    form_id: str
    rows: int
    replaced: int
    findings: dict[str, int]
    base_version: str

    @property
    def source_id(self) -> str:
        """The id under which the batch stands among the sources."""
        return f"import-{self.batch_id}"


def new_id(received_at: str, sha256: str) -> str:
    """A batch id: when it was received (UTC, ISO 8601) and the start of a hash that tells it from others of the same second."""
    digits = re.sub(r"\D", "", received_at)[:14]
    return f"{digits[:8]}-{digits[8:]}-{sha256[:8]}"


def is_id(text: str) -> bool:
    """Whether a text is written as a batch id; anything else must never become a path."""
    return bool(_ID.fullmatch(text))


def safe_name(file_name: str) -> str:
    """The name that a received file is kept under: nothing of what its sender called it but a known ending."""
    suffix = PurePath(file_name).suffix.lower()
    return f"received{suffix if suffix in _SAFE_SUFFIXES else '.bin'}"


def records_csv(records: pd.DataFrame) -> bytes:
    """The rows as they are kept: one column for every column of COLUMNS, empty where there is no value."""
    text: str = records.reindex(columns=list(COLUMNS)).to_csv(index=False, lineterminator="\n")
    return text.encode()


def write_waiting(imports_dir: Path, batch: Batch, records: bytes, content: bytes) -> None:
    """Keep a checked batch until it is published. Written beside and renamed, so that it is whole or not there."""
    folder = imports_dir / WAITING / batch.batch_id
    beside = folder.with_name(f".{batch.batch_id}")
    shutil.rmtree(beside, ignore_errors=True)
    (beside / ORIGINAL).mkdir(parents=True)
    (beside / ORIGINAL / batch.original).write_bytes(content)
    (beside / RECORDS).write_bytes(records)
    text = json.dumps(asdict(batch), ensure_ascii=False, indent=2, sort_keys=True)
    (beside / BATCH).write_text(text + "\n", encoding="utf-8")
    beside.rename(folder)


def folder_of(imports_dir: Path, batch_id: str) -> Path:
    """Where a batch is kept, published or waiting. Raises UserError when it is in neither place."""
    if is_id(batch_id):
        for folder in (imports_dir / batch_id, imports_dir / WAITING / batch_id):
            if (folder / BATCH).is_file():
                return folder
    raise UserError(f"Importen ”{batch_id[:40]}” finns inte bland de sparade importerna.")


def read(imports_dir: Path, batch_id: str) -> Batch:
    """What is known about a batch. Raises UserError when it is missing or cannot be read."""
    path = folder_of(imports_dir, batch_id) / BATCH
    try:
        batch = Batch(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise UserError(
            f"Filen {BATCH} i importen {batch_id} går inte att läsa. Hämta tillbaka den ur säkerhetskopian."
        ) from error
    if batch.batch_id != batch_id or PurePath(batch.original).name != batch.original:
        raise UserError(
            f"Filen {BATCH} i importen {batch_id} hör inte till den. Hämta tillbaka den ur säkerhetskopian."
        )
    return batch


def original(imports_dir: Path, batch: Batch) -> bytes:
    """The received file."""
    return (folder_of(imports_dir, batch.batch_id) / ORIGINAL / batch.original).read_bytes()


def published(imports_dir: Path) -> list[str]:
    """The ids of the batches that have been published, oldest first, whether or not they are active."""
    return sorted(p.name for p in imports_dir.glob("*") if is_id(p.name) and (p / BATCH).is_file())


def waiting(imports_dir: Path) -> list[Batch]:
    """The batches that are checked and not published, oldest first."""
    folder = imports_dir / WAITING
    return [
        read(imports_dir, p.name) for p in sorted(folder.glob("*")) if is_id(p.name) and (p / BATCH).is_file()
    ]


def hashes(imports_dir: Path, batch_ids: Sequence[str]) -> dict[str, str]:
    """The SHA-256 of the kept rows of batches, by path inside the data folder."""
    return {f"imports/{i}/{RECORDS}": read(imports_dir, i).records_sha256 for i in batch_ids}


def discard(imports_dir: Path, batch_id: str) -> None:
    """Let go of a waiting batch, at the wish of the one who gave it."""
    folder = imports_dir / WAITING / batch_id
    if is_id(batch_id) and folder.is_dir():
        shutil.rmtree(folder)


def read_rows(imports_dir: Path, batches: Sequence[Batch]) -> pd.DataFrame:
    """The rows of batches, in their order, with typed values and missing ones as None.

    Beside COLUMNS: `batch_no` (place in the order), `form_id`, `source_id`, `locator`, `activity_id`, `file` and, as index, the line in
    it. Raises ChecksFailed when a file is missing or another than the one that was checked.
    """
    findings: list[Finding] = []
    frames = []
    for number, batch in enumerate(batches):
        path = folder_of(imports_dir, batch.batch_id)
        findings += _damage(path, batch)
        if not findings:
            rows = pd.read_csv(path / RECORDS, dtype=object, keep_default_na=False, encoding="utf-8")
            # A batch that was kept before a column came has nothing in it.
            frames.append(placed(rows.reindex(columns=list(COLUMNS), fill_value=""), batch, number))
    if findings:
        raise ChecksFailed(findings)
    rows = pd.concat(frames) if frames else placed(pd.DataFrame(columns=list(COLUMNS)), None, 0)
    return _typed(rows)


def placed(rows: pd.DataFrame, batch: Batch | None, number: int) -> pd.DataFrame:
    """The rows with what the dataset wants to know of where they come from."""
    frame = rows.copy()
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="line")
    batch_id = batch.batch_id if batch else ""
    frame["batch_no"] = number
    frame["form_id"] = batch.form_id if batch else ""
    frame["source_id"] = batch.source_id if batch else ""
    frame["file"] = f"imports/{batch_id}/{RECORDS}"
    frame["locator"] = [_locator(s, c) for s, c in zip(frame["sheet"], frame["cell"], strict=True)]
    frame["activity_id"] = [f"{batch_id}.{line}" for line in frame.index]
    return frame


def _locator(sheet: object, cell: object) -> str:
    parts = [
        f"blad {sheet}" if isinstance(sheet, str) and sheet else "",
        f"cell {cell}" if isinstance(cell, str) and cell else "",
    ]
    return ", ".join(p for p in parts if p) or "hela filen"


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    frame = rows.astype(object)
    for name in COLUMNS:
        values = frame[name].to_numpy(dtype=object).copy()
        values[frame[name].isna().to_numpy()] = ""
        known = values != ""
        values[~known] = None
        convert = int if name in WHOLE_NUMBERS else float if name == "value" else str
        if known.any() and not (convert is str and pd.api.types.infer_dtype(values[known]) == "string"):
            values[known] = [convert(v) for v in values[known]]
        frame[name] = pd.Series(values, index=frame.index, dtype=object)
    return frame


def typed(records: pd.DataFrame) -> pd.DataFrame:
    """Rows as a form gives them, with the columns of COLUMNS, whole numbers as whole numbers and missing values as None."""
    return _typed(records.reindex(columns=list(COLUMNS)))


def _damage(folder: Path, batch: Batch) -> list[Finding]:
    wanted = {RECORDS: batch.records_sha256, f"{ORIGINAL}/{batch.original}": batch.sha256}
    return [
        Finding(
            "källhash",
            f"imports/{batch.batch_id}/{name}",
            "",
            "",
            "Filen saknas eller är en annan än den som granskades. Hämta tillbaka den ur säkerhetskopian.",
        )
        for name, digest in wanted.items()
        if not (folder / name).is_file() or hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest
    ]
