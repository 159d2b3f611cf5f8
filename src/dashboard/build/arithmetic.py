"""Arithmetic that the documents imply: their own totals, differences and shares, worked out again."""

import pandas as pd

from dashboard.build.findings import Finding
from dashboard.core.numbers import number


def work_out(rules: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """The `arithmetic_check` table: every rule with what its parts give and what the document prints.

    `rules` has rule_id, rule, result, parts, tolerance, note_sv. `result` and `parts` are figure_ids of the ledger or plain numbers.
    All figures must be in the ledger (see `unknown_figures`).
    """
    values = figures.drop_duplicates("figure_id").set_index("figure_id")["value"]

    def value(name: str) -> float:
        return float(name) if name.isdigit() else float(values[name])

    done = rules.assign(
        figure_id=[
            parts.split()[0] if result.isdigit() else result
            for result, parts in zip(rules["result"], rules["parts"], strict=True)
        ],
        computed=[
            _worked_out(rule, [value(p) for p in parts.split()])
            for rule, parts in zip(rules["rule"], rules["parts"], strict=True)
        ],
        printed=[value(result) for result in rules["result"]],
    )
    return done.assign(
        agrees=(done["computed"] - done["printed"]).abs() <= done["tolerance"].astype(float) + 1e-9
    )


def _worked_out(rule: str, parts: list[float]) -> float:
    if rule == "difference":
        return parts[0] - sum(parts[1:])
    if rule == "share":
        return 100 * parts[0] / parts[1]
    if rule == "count_positive":
        return float(sum(part > 0 for part in parts))
    return sum(parts)


def unknown_figures(rules: pd.DataFrame, figures: pd.DataFrame) -> list[Finding]:
    """Figures that a rule names and the ledger does not have."""
    known = set(figures["figure_id"])
    return [
        Finding(
            "känd siffra",
            row.file,
            str(row.Index),
            column,
            f"Siffran ”{name}” finns inte i liggaren. Rätta namnet eller lägg tillbaka siffran.",
        )
        for row in rules.itertuples()
        for column in ("result", "parts")
        for name in getattr(row, column).split()
        if not name.isdigit() and name not in known
    ]


def unexplained(checks: pd.DataFrame, disagreements: pd.DataFrame) -> list[Finding]:
    """Checks that do not agree and that no recorded disagreement explains."""
    explained = {rule for rules in disagreements["rule_ids"].dropna() for rule in rules.split()}
    wrong = checks[~checks["agrees"] & ~checks["rule_id"].isin(explained)]
    return [
        Finding(
            "räknekontroll",
            row.file,
            str(row.Index),
            "result",
            f"{row.note_sv}: delarna ger {number(row.computed, 1)}, tryckt är {number(row.printed, 1)}. "
            "Rätta siffran eller skriv in avvikelsen i published/disagreements.csv.",
        )
        for row in wrong.itertuples()
    ]
