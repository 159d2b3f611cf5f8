"""Which batches are active, and the history of what was published. `active.json` is the one place that decides.

Publishing and rolling back write `active.json` in one step; everything else (the pointer to the version, the place of the batches,
the history) follows it by `settle`, which may be run again at any time. So a process that is killed leaves the old
state or one that the next process completes.

Everything else on the site can be made again; what is imported cannot. So where the file that decides is gone, or older than what
the history or the dataset in use know of, nothing is built without the imports: `in_force` refuses, and a rollback, which names its version, mends.
"""

import fcntl
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dashboard.build.imports import batches
from dashboard.core.errors import DatasetMissing, DatasetUnusable, UserError
from dashboard.core.settings import Settings
from dashboard.dataset import versions

ACTIVE = "active.json"
HISTORY = "history.jsonl"
_LOCK = ".importing"


@dataclass(frozen=True)
class Publication:
    """One line of the history.

    `action` is `build` (what stood before the first import), `publish` or `rollback`. `files` has name, sha256, rows, replaced and batch_id of each
    file that came with it. `rows` counts the dataset's rows, and `batches` names all batches that were active then.
    """

    version: str
    when: str
    who: str
    action: str
    batches: list[str]
    base_version: str = ""
    files: list[dict[str, Any]] = field(default_factory=list)
    rows: int = 0


def now() -> str:
    """The time, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@contextmanager
def only_one(settings: Settings, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the right to change what is published. Waits for another process that holds it, after telling so by `waiting`.

    The lock goes away with the process, however it ends.
    """
    settings.dataset_dir.mkdir(parents=True, exist_ok=True)
    with (settings.dataset_dir / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read(imports_dir: Path) -> list[str]:
    """The active batches, in the order they were published, as the file that decides has them; none where there is no file."""
    return _state(imports_dir)[0]


def in_force(settings: Settings) -> list[str]:
    """The active batches, in the order they were published. Raises UserError, saying how to mend it, where what decides them is lost."""
    if text := what_is_lost(settings):
        raise UserError(text)
    return read(settings.imports_dir)


def what_is_lost(settings: Settings) -> str:
    """What a build would take away from the site without anybody's decision, and how to mend it; empty when nothing is lost."""
    folder = settings.imports_dir
    publication = _state(folder)[1]
    past = [p for p in history(folder) if p.action != "build"]
    base = base_version(settings)
    held = versions.batches_in(settings.dataset_dir, base)
    known = {batch_id for p in past for batch_id in p.batches}.union(read(folder))
    if not (folder / ACTIVE).is_file():
        kept = batches.published(folder)
        if not (past or held or kept):
            return ""
        what = f"Filen {folder / ACTIVE} saknas, fast det finns importer: den avgör vilka som gäller."
    elif publication in past and publication != past[-1]:
        what = f"Filen {folder / ACTIVE} är äldre än historiken i {HISTORY}, som slutar med version {past[-1].version}."
    elif unknown := [batch_id for batch_id in held if batch_id not in known]:
        what = (
            f"Mappen {folder} är äldre än datamängden som gäller: den känner inte till importen {unknown[0]}."
        )
    else:
        return ""
    latest = past[-1].version if past else base if held else ""
    return " ".join(
        [
            what,
            "Inget byggs eller publiceras, för då skulle importerade uppgifter försvinna från webbplatsen.",
            f"Hämta tillbaka mappen {folder} ur säkerhetskopian.",
            f"Finns ingen och ni vill att det ska gälla som gällde i version {latest}: kör ”python -m dashboard rollback {latest}”."
            if latest
            else "Finns ingen: flytta undan mappen och importera de mottagna filerna igen; de ligger under original/ i varje import.",
        ]
    )


def history(imports_dir: Path) -> list[Publication]:
    """What was published and rolled back, oldest first. Raises UserError when the file cannot be read."""
    try:
        lines = (imports_dir / HISTORY).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    try:
        return [Publication(**json.loads(line)) for line in lines if line.strip()]
    except (ValueError, TypeError) as error:
        raise UserError(
            f"Filen {HISTORY} bland importerna går inte att läsa. Hämta tillbaka den ur säkerhetskopian."
        ) from error


def decide(settings: Settings, publication: Publication) -> None:
    """Make the publication's batches the active ones, in one step, and let everything else follow. To be called under `only_one`."""
    settings.imports_dir.mkdir(parents=True, exist_ok=True)
    text = json.dumps(
        {"batches": publication.batches, "publication": asdict(publication)}, ensure_ascii=False, indent=2
    )
    versions.write_atomically(settings.imports_dir / ACTIVE, (text + "\n").encode())
    settle(settings)


def settle(settings: Settings) -> None:
    """Complete the last publication where a process was cut off in the middle of it. To be called under `only_one`."""
    active, publication = _state(settings.imports_dir)
    if publication is None or publication in history(settings.imports_dir):
        return
    if _is_readable(settings.dataset_dir, publication.version):
        versions.point_to(settings.dataset_dir, publication.version)
    for batch_id in active:
        waiting = settings.imports_dir / batches.WAITING / batch_id
        if waiting.is_dir() and not (settings.imports_dir / batch_id).exists():
            waiting.rename(settings.imports_dir / batch_id)
    _write_history(settings.imports_dir, [*history(settings.imports_dir), publication])


def remember_base(settings: Settings, version: str) -> None:
    """Let the history know the version that stands now, so that one can come back to it. To be called under `only_one`."""
    past = history(settings.imports_dir)
    if version in {p.version for p in past}:
        return
    manifest = versions.read_manifest(settings.dataset_dir, version)
    entry = Publication(
        version, manifest.built_at, "", "build", manifest.batches, rows=sum(manifest.rows.values())
    )
    settings.imports_dir.mkdir(parents=True, exist_ok=True)
    _write_history(settings.imports_dir, [*past, entry])


def base_version(settings: Settings) -> str:
    """The version that stands now; empty when there is none."""
    try:
        return versions.current_version(settings.dataset_dir)
    except DatasetMissing:
        return ""


def _write_history(imports_dir: Path, entries: Sequence[Publication]) -> None:
    lines = "".join(json.dumps(asdict(e), ensure_ascii=False, sort_keys=True) + "\n" for e in entries)
    versions.write_atomically(imports_dir / HISTORY, lines.encode())


def _state(imports_dir: Path) -> tuple[list[str], Publication | None]:
    try:
        text = (imports_dir / ACTIVE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return [], None
    try:
        stored = json.loads(text)
        names = [str(name) for name in stored["batches"]]
        publication = Publication(**stored["publication"]) if stored.get("publication") else None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UserError(
            f"Filen {ACTIVE} bland importerna går inte att läsa. Hämta tillbaka den ur säkerhetskopian."
        ) from error
    return names, publication


def _is_readable(dataset_dir: Path, version: str) -> bool:
    try:
        return versions.read_manifest(dataset_dir, version).version == version
    except DatasetUnusable:
        return False
