"""Starting the real app on a free port of this machine, and stopping it again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.core.settings import ROOT

_START_SECONDS = 60
_STOP_SECONDS = 10


@contextmanager
def serving(dataset_dir: Path, log: Path, **settings: str) -> Iterator[str]:
    """Run the app on a dataset folder until the caller is done; gives its address, without a slash at the end.

    `settings` are environment variables of the server. What it prints goes to `log`.
    """
    port = _free_port()
    with log.open("w") as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=ROOT,
            env={**os.environ, "MEDELKARTAN_DATASET": str(dataset_dir), **settings},
            stdout=printed,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(process, address, log)
        yield address
    finally:
        _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"The app did not start. It printed:\n{log.read_text()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    # The server's own session, so that a build it has started ends with it.
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
