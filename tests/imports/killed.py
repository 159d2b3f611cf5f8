"""Publishes in a child process that kills itself at its n-th step on disk; run by test_kill.py, not a test of its own.

What takes long, working out the tables, is done once for all children; what they do with them is the real thing.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from dashboard.build import pipeline
from dashboard.build.imports import active, batches
from dashboard.build.imports.publish import publish
from dashboard.core.settings import ROOT, Settings
from dashboard.dataset import store, versions

# The audit events of Python that change something on disk.
_STEPS = ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree")


def _die_at(step: int, inside: Path) -> Callable[[str, tuple[object, ...]], None]:
    count = 0

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        writes = (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        )
        if not (event in _STEPS or writes) or not str(arguments[0]).startswith(str(inside)):
            return
        count += 1
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return listen


def _child(work: Callable[[], None]) -> int:
    """The signal that ended a child doing the work, 0 when it came to its end."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
            os._exit(0)
        except BaseException as error:  # noqa: BLE001
            print(repr(error), file=sys.stderr)
            os._exit(1)
    _pid, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("a child failed")
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def _state(settings: Settings) -> dict[str, object]:
    version = versions.current_version(settings.dataset_dir)
    manifest = versions.read_manifest(settings.dataset_dir, version)
    reader = store.open_reader(settings.dataset_dir, version)
    counts = {
        name: int(reader.rows(f"SELECT count(*) AS n FROM {name}")["n"].iloc[0]) for name in manifest.rows
    }
    return {
        "version": version,
        "whole": counts == manifest.rows,
        "batches": manifest.batches,
        "active": active.read(settings.imports_dir),
        "history": [p.version for p in active.history(settings.imports_dir)],
        "waiting": [b.batch_id for b in batches.waiting(settings.imports_dir)],
    }


def _publish(settings: Settings, batch_id: str) -> None:
    if batch_id not in active.read(settings.imports_dir):
        publish(settings, [batch_id], "Anna", lambda share, text: None)
    else:
        with active.only_one(settings):
            active.settle(settings)


def main(start: Path, work: Path, batch_id: str) -> None:
    at = Settings(start / "data", start / "dataset", ROOT / "geo")
    prepared = pipeline.prepare(at, batch_ids=[batch_id])
    pipeline.prepare = lambda *_arguments, **_named: prepared
    step = 0
    while True:
        step += 1
        folder = work / str(step)
        shutil.copytree(start, folder)
        settings = Settings(folder / "data", folder / "dataset", ROOT / "geo")

        def die(settings: Settings = settings, step: int = step, folder: Path = folder) -> None:
            sys.addaudithook(_die_at(step, folder))
            _publish(settings, batch_id)

        ended = _child(die)
        found: dict[str, object] = {"step": step, "signal": ended}

        def look(settings: Settings = settings, folder: Path = folder) -> None:
            (folder / "state.json").write_text(json.dumps(_state(settings)), encoding="utf-8")

        _child(look)
        found["after"] = json.loads((folder / "state.json").read_text(encoding="utf-8"))
        # Before anything is decided every state is much the same; a third of them is tried again.
        if step % 3 == 0 or found["after"]["active"]:
            _child(lambda settings=settings: _publish(settings, batch_id))
            _child(look)
            found["again"] = json.loads((folder / "state.json").read_text(encoding="utf-8"))
        print(json.dumps(found), flush=True)
        shutil.rmtree(folder)
        if not ended:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
