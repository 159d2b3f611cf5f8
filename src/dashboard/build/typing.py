"""From text to typed columns, with a finding for every cell that breaks a rule of its column."""

import re

import pandas as pd

from dashboard.build.findings import Finding
from dashboard.dataset.schema import BY_NAME, Field
from dashboard.sources.files import SourceFile
from dashboard.sources.inputs import Input

_WHOLE = re.compile(r"-?\d+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_TRUTH = {"true": True, "false": False}


def typed(file: SourceFile, kind: Input) -> tuple[pd.DataFrame, list[Finding]]:
    """The file's rows with typed columns, and what is wrong with them.

    The rows keep a `file` column and the line number as index, so that later checks can name the place.
    """
    fields = [f for f in BY_NAME[kind.table].fields if f.name not in kind.leaves_out]
    wanted = [f.name for f in fields] + list(kind.own_columns)
    findings = [
        Finding(
            "kolumner", file.path, "1", name, f"Kolumnen ”{name}” saknas. Lägg till den i filens första rad."
        )
        for name in wanted
        if name not in file.rows
    ] + [
        Finding(
            "kolumner",
            file.path,
            "1",
            name,
            f"Kolumnen ”{name}” hör inte hit. Ta bort den eller rätta namnet.",
        )
        for name in file.rows
        if name not in wanted
    ]
    if findings:
        return pd.DataFrame(), findings
    frame = pd.DataFrame(index=file.rows.index)
    for field in fields:
        frame[field.name], wrong = _column(file.rows[field.name], field, file.path)
        findings += wrong
    for name in kind.own_columns:
        frame[name] = file.rows[name]
    return frame.assign(file=file.path), findings


def _column(text: pd.Series, field: Field, path: str) -> tuple[pd.Series, list[Finding]]:
    findings: list[Finding] = []
    values: list[object] = []
    for line, cell in text.items():
        problem, value = _cell(cell, field)
        values.append(value)
        if problem:
            findings.append(Finding(_rule(cell), path, str(line), field.name, problem))
    return pd.Series(values, index=text.index, dtype=object), findings


def _rule(cell: str) -> str:
    return "värde saknas" if cell == "" else "giltigt värde"


def _cell(cell: str, field: Field) -> tuple[str, object]:
    if cell == "":
        return (f"Värdet saknas. Varje rad måste ha {field.name}.", None) if field.required else ("", None)
    if field.allowed and cell not in field.allowed:
        return f"Värdet ”{cell}” är okänt. Välj något av: {', '.join(field.allowed)}.", None
    if field.sql_type in ("INTEGER", "BIGINT"):
        return ("", int(cell)) if _WHOLE.fullmatch(cell) else (f"”{cell}” är inte ett heltal.", None)
    if field.sql_type == "DOUBLE":
        return (
            ("", float(cell))
            if _NUMBER.fullmatch(cell)
            else (f"”{cell}” är inte ett tal. Skriv med punkt som decimaltecken.", None)
        )
    if field.sql_type == "BOOLEAN":
        return ("", _TRUTH[cell]) if cell in _TRUTH else (f"”{cell}” ska vara true eller false.", None)
    return "", cell
