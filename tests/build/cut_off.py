"""Builds in child processes that are killed after a while; run by test_publication.py, not a test of its own.

What takes long, working out the tables, is done once for all children; what they do with them is the real thing. Each child
has a source title of its own, so each would publish a version of its own.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

from dashboard.build import pipeline
from dashboard.core.settings import ROOT, Settings
from dashboard.dataset import versions

MOMENTS = 10


def _start(settings: Settings, prepared: tuple, title: str) -> int:
    """A child that builds and exits. Returns its process id."""
    pid = os.fork()
    if pid:
        return pid
    tables, boundaries = prepared
    own = {**tables, "source": tables["source"].assign(title=title)}
    pipeline.prepare = lambda *_arguments, **_named: (own, boundaries)
    try:
        pipeline.build(settings)
        os._exit(0)
    except BaseException as error:  # noqa: BLE001
        print(repr(error), file=sys.stderr)
        os._exit(1)


def _ended_by(pid: int) -> int:
    status = os.waitpid(pid, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("a child failed")
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def main(dataset_dir: Path) -> None:
    settings = Settings(ROOT / "data", dataset_dir, ROOT / "geo")
    prepared = pipeline.prepare(settings)
    started = time.perf_counter()
    ended = _ended_by(_start(settings, prepared, "whole"))
    whole_s = time.perf_counter() - started
    print(json.dumps({"moment": 0, "signal": ended, "version": versions.current_version(dataset_dir)}))
    for moment in range(1, MOMENTS + 1):
        pid = _start(settings, prepared, f"killed {moment}")
        time.sleep(whole_s * (moment - 0.5) / MOMENTS)
        os.kill(pid, signal.SIGKILL)
        ended = _ended_by(pid)
        half = [p.name for p in dataset_dir.glob(".building-*")]
        version = versions.current_version(dataset_dir)
        print(json.dumps({"moment": moment, "signal": ended, "half": half, "version": version}))


main(Path(sys.argv[1]))
