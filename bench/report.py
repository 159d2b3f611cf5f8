"""From measurements to results: medians, spread, and whether the targets are met."""

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from statistics import median, quantiles
from typing import Any

from bench.measure import Measured
from bench.pages import PageCost

# The most that is allowed. The ratio is that of the whole gesture: open the list, pick a year, see it painted.
TARGETS = {
    "change_ratio": 2.5,
    "bytes_per_change": 30_000,
    "build_s": 15.0,
    "worst_page_ratio": 4.0,
    "worst_page_bytes": 150_000,
}


def results(measured: Measured) -> dict[str, Any]:
    """Medians with quartiles, ratios to the empty app, targets, and what machine it was."""
    app, empty = measured.app_changes, measured.empty_changes
    found: dict[str, Any] = {
        "change_ms": {
            "app": _spread([one.gesture_ms for one in app]),
            "empty": _spread([one.gesture_ms for one in empty]),
        },
        "pick_ms": {
            "app": _spread([one.pick_ms for one in app]),
            "empty": _spread([one.pick_ms for one in empty]),
        },
        "first_change_to_a_year_ms": {"app": _spread([one.gesture_ms for one in measured.app_first_changes])},
        "first_visit_ms": {
            "app": _spread(measured.app_first_visits_ms),
            "empty": _spread(measured.empty_first_visits_ms),
        },
        "bytes_per_change": {
            "app": _spread([one.received_bytes for one in app]),
            "empty": _spread([one.received_bytes for one in empty]),
        },
        "build_s": _spread(measured.builds_s),
    }
    pages = {cost.name: _page(cost) for cost in measured.pages}
    values = {
        "change_ratio": _ratio(found["change_ms"]),
        "pick_ratio": _ratio(found["pick_ms"]),
        "first_visit_ratio": _ratio(found["first_visit_ms"]),
        "bytes_per_change": found["bytes_per_change"]["app"]["median"],
        "build_s": found["build_s"]["median"],
        "worst_page_ratio": max(page["ratio"] for page in pages.values()),
        "worst_page_bytes": max(page["bytes"] for page in pages.values()),
    }
    return {
        "machine": _machine(),
        "measured": found,
        "pages": pages,
        "values": values,
        "targets": {name: {"at_most": most, "met": values[name] <= most} for name, most in TARGETS.items()},
    }


def table(found: dict[str, Any]) -> str:
    """The values beside their targets, one line each."""
    lines = []
    for name, value in found["values"].items():
        target = found["targets"].get(name)
        verdict = f"at most {target['at_most']:g}: {'met' if target['met'] else 'MISSED'}" if target else ""
        lines.append(f"{name:<20}{value:>10g}  {verdict}".rstrip())
    return "\n".join(lines)


def _page(cost: PageCost) -> dict[str, Any]:
    return {
        "filter": cost.filter_label,
        "app_ms": round(median(cost.app_ms), 1),
        "empty_ms": round(median(cost.empty_ms), 1),
        "ratio": round(median(cost.app_ms) / median(cost.empty_ms), 2),
        "bytes": round(median(cost.received_bytes)),
    }


def _spread(values: Sequence[float]) -> dict[str, float]:
    low, _, high = quantiles(values, n=4, method="inclusive")
    return {
        "median": round(median(values), 1),
        "quarter": round(low, 1),
        "three_quarters": round(high, 1),
        "n": len(values),
    }


def _ratio(pair: dict[str, dict[str, float]]) -> float:
    return round(pair["app"]["median"] / pair["empty"]["median"], 2)


def _machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[2], 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "streamlit": version("streamlit"),
        "plotly": version("plotly"),
        "note": "Chromium without a screen, drawn in software; app, empty app and browser on the same machine.",
    }
