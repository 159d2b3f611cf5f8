"""`python -m bench.run`: measure, write bench/results.json, print a table. Exit code 1 when a target is missed."""

import json
import sys
from pathlib import Path

from bench.measure import measure
from bench.report import results, table

RESULTS = Path(__file__).with_name("results.json")


def main() -> int:
    """Run the measurement."""
    found = results(measure(lambda step: print(f"… {step}", flush=True)))
    RESULTS.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(table(found))
    return 0 if all(target["met"] for target in found["targets"].values()) else 1


if __name__ == "__main__":
    sys.exit(main())
