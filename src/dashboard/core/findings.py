"""What a check of a received file has to say: a code, a place and a plain sentence. Findings are data, not exceptions."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error stops publication, a warning needs a confirmation, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Finding:
    """One thing to know about a file: what, where, and what to do about it.

    `sheet` and `cell` are empty when the finding is about the whole file or sheet. `value` is what stands in the cell,
    made safe to show on one line.
    """

    code: str
    severity: Severity
    file: str
    sheet: str
    cell: str
    value: str
    title_sv: str
    advice_sv: str
    text_sv: str

    @property
    def place_sv(self) -> str:
        """Where, in words: file, sheet and cell as far as they are known."""
        parts = (self.file, self.sheet and f"bladet {self.sheet}", self.cell and f"cell {self.cell}")
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        return f"{self.place_sv}: {self.text_sv} {self.advice_sv}"


def stops(findings: list[Finding]) -> bool:
    """Whether any of the findings stops publication."""
    return any(f.severity is Severity.ERROR for f in findings)
