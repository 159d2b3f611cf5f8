"""The catalogue of findings as a document to read."""

from dashboard.core.findings import Severity
from dashboard.sources.forms.catalogue import CATALOGUE

_INTRODUCTION = """# Findings

Everything that the import can say about a received file. An **error** stops publication, a **warning** needs one confirmation, an **info** only informs.
Words in {brackets} are filled in; each finding also has file, sheet, cell and the cell's value. Made from `sources/forms/catalogue.py` with `make dictionary`.
"""
_MEANING = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Infos"}


def markdown() -> str:
    """The document: a table for each severity, in the catalogue's order."""
    parts = [_INTRODUCTION]
    for severity, heading in _MEANING.items():
        rows = [
            f"| `{e.code}` | {e.title_sv} | {e.text_sv} | {e.advice_sv} |"
            for e in CATALOGUE.values()
            if e.severity is severity
        ]
        parts += [
            f"## {heading}",
            "\n".join(["| code | title | sentence | advice |", "|---|---|---|---|", *rows]) + "\n",
        ]
    return "\n".join(parts)
