"""Corrections are data: which row, which value, what was expected there, why, by whom and when.

`data/imports/corrections.csv` has correction_id, table, key (the row's key columns as JSON), column, value, expect, reason_sv, who and date. A
correction whose expectation does not hold is a finding, and the value stays.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard.build.imports.apply import tuples
from dashboard.core.errors import UserError
from dashboard.core.findings import Finding
from dashboard.dataset.schema import BY_NAME, Table
from dashboard.sources import files
from dashboard.sources.forms.catalogue import finding

FILE = "corrections.csv"
_COLUMNS = ("correction_id", "table", "key", "column", "value", "expect", "reason_sv", "who", "date")
_NEVER = ("status", "source_id", "locator")


@dataclass(frozen=True)
class Correction:
    """One correction, and the line of the file it stands on."""

    correction_id: str
    table: str
    key: dict[str, str]
    column: str
    value: str
    expect: str
    reason_sv: str
    who: str
    date: str
    line: int


def read(imports_dir: Path) -> tuple[list[Correction], list[Finding]]:
    """The corrections, and a finding for each that cannot be used. No file means none."""
    if not (imports_dir / FILE).is_file():
        return [], []
    try:
        rows = files.read(imports_dir, FILE).rows
    except UserError as error:
        return [], [_unusable("", 1, str(error))]
    missing = [c for c in _COLUMNS if c not in rows]
    if missing:
        return [], [_unusable("", 1, f"kolumnen {', '.join(missing)} saknas.")]
    found, findings = [], []
    for line, row in zip(rows.index, rows.to_dict("records"), strict=True):
        problem, key = _problem(row)
        if problem:
            findings.append(_unusable(row["correction_id"], line, problem))
        else:
            found.append(Correction(**{c: row[c] for c in _COLUMNS if c != "key"}, key=key, line=line))
    return found, findings


def _problem(row: dict[str, str]) -> tuple[str, dict[str, str]]:
    table = BY_NAME.get(row["table"])
    if table is None:
        return f"tabellen ”{row['table']}” finns inte.", {}
    absent = [c for c in ("correction_id", "reason_sv", "who", "date") if not row[c]]
    if absent:
        return f"{', '.join(absent)} saknas.", {}
    if row["column"] not in table.field_names or row["column"] in (*table.key, *_NEVER):
        return f"kolumnen ”{row['column']}” går inte att rätta.", {}
    try:
        key = json.loads(row["key"])
    except ValueError:
        return "nyckeln är inte giltig JSON.", {}
    if not isinstance(key, dict) or set(key) != set(table.key):
        return f"nyckeln ska ha {', '.join(table.key)}.", {}
    if _as_typed(table, row["column"], row["value"]) is _WRONG:
        return f"värdet ”{row['value']}” passar inte i {row['column']}.", {}
    return "", {name: "" if value is None else str(value) for name, value in key.items()}


_WRONG = object()


def _as_typed(table: Table, column: str, text: str) -> object:
    field = next(f for f in table.fields if f.name == column)
    if text == "":
        return _WRONG if field.required else None
    try:
        if field.sql_type in ("INTEGER", "BIGINT"):
            return int(text)
        return float(text) if field.sql_type == "DOUBLE" else text
    except ValueError:
        return _WRONG


def affected(
    listed: list[Correction], before: dict[str, pd.DataFrame], after: dict[str, pd.DataFrame]
) -> list[Correction]:
    """The corrections of rows that differ between two states of the tables; the others are as they were."""
    return [one for one in listed if one.table in after and _row(one, before) != _row(one, after)]


def _row(one: Correction, tables: dict[str, pd.DataFrame]) -> list[str]:
    rows = tables[one.table]
    matches = pd.Series(True, index=range(len(rows)))
    for name, wanted in one.key.items():
        matches &= pd.Series([_text(v) == wanted for v in rows[name]], index=matches.index)
    found = rows[matches.to_numpy()].reindex(columns=BY_NAME[one.table].field_names)
    return [_text(v) for v in found.to_numpy(dtype=object).ravel()]


def apply(
    tables: dict[str, pd.DataFrame], corrections: list[Correction]
) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
    """The tables with the corrections made, each noted in the row's locator, and a finding for each that no longer fits."""
    result, findings = dict(tables), []
    for one in corrections:
        table, rows = BY_NAME[one.table], result[one.table]
        keys = tuples(rows.assign(**{c: rows[c].map(_text) for c in table.key}), list(table.key))
        hits = [i for i, key in enumerate(keys) if key == tuple(one.key[c] for c in table.key)]
        found = _text(rows[one.column].iloc[hits[0]]) if hits else "raden finns inte"
        if not hits or found != one.expect:
            findings.append(
                finding(
                    "correction_expectation_failed",
                    file=f"imports/{FILE}",
                    cell=f"rad {one.line}",
                    value=one.value,
                    correction=one.correction_id,
                    expected=one.expect or "tomt",
                    found=found or "tomt",
                )
            )
            continue
        rows = _set(rows, hits[0], one.column, _as_typed(table, one.column, one.value))
        if "locator" in rows:
            note = f"{rows['locator'].iloc[hits[0]]}; rättelse {one.correction_id}"
            rows = _set(rows, hits[0], "locator", note)
        result[one.table] = rows
    return result, findings


def _set(rows: pd.DataFrame, position: int, column: str, value: object) -> pd.DataFrame:
    # The index holds line numbers of several files and is not unique.
    values = rows[column].to_numpy(dtype=object).copy()
    values[position] = value
    return rows.assign(**{column: pd.Series(values, index=rows.index, dtype=object)})


def _text(value: object) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _unusable(correction_id: str, line: int, problem: str) -> Finding:
    return finding(
        "corrections_unreadable",
        file=f"imports/{FILE}",
        cell=f"rad {line}",
        correction=correction_id or f"på rad {line}",
        problem=problem,
    )
