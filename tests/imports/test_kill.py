"""A publication that is killed at each of its steps on disk leaves the old version whole, and can be done again."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from office import UMEA, Office, amounts


def test_killed_at_any_step_the_old_version_stands_and_the_next_try_succeeds(office: Office) -> None:
    old = office.version
    batch = office.wait_with(*amounts(UMEA, 2022, received=900_000, used=700_000, repaid=200_000))
    start = office.settings.data_dir.parent
    work = start.with_name("killed")
    script = Path(__file__).with_name("killed.py")
    done = subprocess.run(
        [sys.executable, str(script), str(start), str(work), batch.batch_id], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    tries = [json.loads(line) for line in done.stdout.splitlines()]
    *killed, whole = tries
    new = whole["after"]["version"]
    assert whole["signal"] == 0 and new != old
    assert len(killed) > 15 and {t["signal"] for t in killed} == {signal.SIGKILL}
    for one in killed:
        after = one["after"]
        assert after["whole"], one
        assert after["version"] in (old, new), one
        # The file is never lost: it waits, or it is in.
        assert batch.batch_id in [*after["waiting"], *after["active"]], one
        if batch.batch_id not in after["active"]:
            assert after["version"] == old and after["batches"] == [], one
    retried = [t["again"] | {"step": t["step"]} for t in killed if "again" in t]
    assert len(retried) >= len(killed) // 3
    for again in retried:
        assert again["version"] == new and again["whole"], again
        assert again["active"] == again["batches"] == [batch.batch_id] and again["waiting"] == [], again
        assert again["history"] == [old, new], again
    # The decision is one step: before it everything is old, after it nothing is undone.
    decided = [batch.batch_id in t["after"]["active"] for t in killed]
    assert decided == sorted(decided) and True in decided and False in decided
