"""`python -m bench.imports`: how long received files take to check, how much memory, and how the time grows with the rows.

Writes bench/results-imports.json and prints a table. Exit code 1 when a target is missed. Each size runs in a process of its own, so that
its memory is its own; the files are written by the template that recipients get. The time on the processor and the load before the run tell
a busy machine from slow code.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from dashboard.build.imports.examine import examine, keep
from dashboard.build.imports.places import places_of
from dashboard.core.settings import Settings, from_environment
from dashboard.dataset import store, versions
from dashboard.sources.forms.records import COLUMNS, WHOLE_NUMBERS
from dashboard.sources.forms.template import write_template

RESULTS = Path(__file__).with_name("results-imports.json")
YEARS = tuple(range(2015, 2025))
ACTIVITIES_PER_YEAR = 40
MUNICIPALITIES = (18, 36, 72, 145, 290)
SINGLE_REPORTS = 2000
TARGETS = {"seconds_120000_rows": 20.0, "megabytes_120000_rows": 1000.0, "seconds_2000_reports": 60.0}


def main(arguments: list[str]) -> int:
    """Measure every size, or the one that the arguments name, in this process."""
    if arguments:
        print(json.dumps(_measure(Path(arguments[0]), arguments[1] == "keep")))
        return 0
    settings = from_environment()
    load_before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        growth = [_in_own_process(_large(settings, Path(folder) / f"large-{n}", n)) for n in MUNICIPALITIES]
        single = _in_own_process(_many(settings, Path(folder) / "many"), keep=True)
    found = {
        "seconds_120000_rows": growth[-1]["seconds"],
        "megabytes_120000_rows": growth[-1]["megabytes"],
        "seconds_2000_reports": single["seconds"],
    }
    targets = {n: {"target": t, "measured": found[n], "met": found[n] <= t} for n, t in TARGETS.items()}
    RESULTS.write_text(
        json.dumps(
            {"load_before": round(load_before, 2), "targets": targets, "growth": growth, "many": single},
            indent=2,
        )
        + "\n",
        encoding="utf-8",
    )
    for one in (*growth, single):
        print(
            f"{one['files']:>6} files {one['rows']:>8} rows {one['seconds']:>7.1f} s {one['cpu_seconds']:>7.1f} s cpu {one['megabytes']:>7.0f} MB {one['ms_per_1000_rows']:>7.0f} ms per 1 000 rows"
        )
    for name, target in targets.items():
        print(
            f"{'met   ' if target['met'] else 'MISSED'} {name}: {target['measured']} (target {target['target']})"
        )
    return 0 if all(t["met"] for t in targets.values()) else 1


def _in_own_process(folder: Path, keep: bool = False) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.imports", str(folder), "keep" if keep else "check"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)  # type: ignore[no-any-return]


def _measure(folder: Path, keeps: bool) -> dict[str, float]:
    files = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.xlsx"))]
    settings = from_environment()
    start, start_cpu = time.perf_counter(), time.process_time()
    examination = examine(settings, files)
    if keeps:
        with tempfile.TemporaryDirectory() as data:
            keep(Settings(Path(data), settings.dataset_dir, settings.geo_dir), examination, "bench")
    seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - start_cpu
    rows = sum(len(one.received.records) for one in examination.files)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "files": len(files),
        "rows": rows,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu_seconds, 2),
        "megabytes": round(peak),
        "ms_per_1000_rows": round(seconds * 1e6 / rows, 1),
        "findings": len(examination.findings),
    }


def _large(settings: Settings, folder: Path, municipalities: int) -> Path:
    """One workbook: so many municipalities, ten years, forty activities each."""
    reader = _reader(settings)
    codes = _column(reader, "SELECT municipality_code AS v FROM municipality ORDER BY 1")[:municipalities]
    kinds = _column(
        reader,
        "SELECT activity_type_id AS v FROM activity_type WHERE recipient_kind = 'municipality' ORDER BY 1",
    )
    areas = _column(reader, "SELECT violence_area_id AS v FROM violence_area ORDER BY 1")
    facts = [
        {
            "table": "activity", "recipient_id": f"municipality-{code}", "year": year, "activity_type_id": kinds[n % len(kinds)],
            "violence_area_id": areas[n % len(areas)], "description_sv": f"Insats {n}",
        }
        for code in codes for year in YEARS for n in range(ACTIVITIES_PER_YEAR)
    ]  # fmt: skip
    folder.mkdir()
    (folder / "1.xlsx").write_bytes(_workbook(reader, facts))
    return folder


def _many(settings: Settings, folder: Path) -> Path:
    """Two thousand reports of one recipient and year each."""
    reader = _reader(settings)
    codes = _column(reader, "SELECT municipality_code AS v FROM municipality ORDER BY 1")
    kind = _column(
        reader,
        "SELECT activity_type_id AS v FROM activity_type WHERE recipient_kind = 'municipality' ORDER BY 1",
    )[0]
    folder.mkdir()
    pairs = [(code, year) for year in YEARS for code in codes][:SINGLE_REPORTS]
    for number, (code, year) in enumerate(pairs):
        who = {"recipient_id": f"municipality-{code}", "year": year}
        money = [
            {"table": "allocation", **who, "stream": "development", "measure": measure, "amount_sek": amount}
            for measure, amount in (("received", 500_000), ("used", 400_000), ("repaid", 100_000))
        ]
        facts = [*money, {"table": "activity", **who, "activity_type_id": kind}]
        (folder / f"{number:04d}.xlsx").write_bytes(_workbook(reader, facts))
    return folder


def _reader(settings: Settings) -> store.Reader:
    return store.open_reader(settings.dataset_dir, versions.current_version(settings.dataset_dir))


def _column(reader: store.Reader, sql: str) -> list[str]:
    return [str(v) for v in reader.rows(sql)["v"]]


def _workbook(reader: store.Reader, facts: list[dict[str, object]]) -> bytes:
    rows = pd.DataFrame(facts, columns=list(COLUMNS), dtype=object).astype(
        dict.fromkeys(WHOLE_NUMBERS, "Int64")
    )
    return write_template(places_of(reader), records=rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
