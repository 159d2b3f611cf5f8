"""Work that runs as a process of its own, with its steps shown as they come."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import streamlit as st

from dashboard.core.settings import ROOT


def run(
    arguments: list[str],
    waiting: str,
    alone: AbstractContextManager[Any] | None = None,
    is_done: Callable[[], bool] = lambda: False,
) -> str:
    """Run a verb of `python -m dashboard` with a progress bar. Returns what it complained about; empty when all went well.

    `alone` is held while it runs, if given; the bar is there from the start. Nothing is run when `is_done` once the turn has come.
    """
    bar = st.progress(0.0, text=waiting)
    with alone or nullcontext():
        if is_done():
            bar.empty()
            return ""
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard", *arguments, "--progress"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        for line in process.stdout:
            share, _space, text = line.strip().partition(" ")
            if share.replace(".", "", 1).isdigit():
                bar.progress(min(float(share), 1.0), text=text)
        complaint = process.communicate()[1].strip()
    bar.empty()
    return complaint or f"python -m dashboard: {process.returncode}" if process.returncode else ""
