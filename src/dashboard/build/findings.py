"""What a check has to say: a rule, a place and a plain sentence. Findings are data, not exceptions."""

from dataclasses import dataclass

from dashboard.core.errors import UserError


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: which rule, in which file, row and column, and what to do, in Swedish."""

    rule: str
    file: str
    row: str
    column: str
    text_sv: str

    def __str__(self) -> str:
        place = ", ".join(
            part
            for part in (self.file, self.row and f"rad {self.row}", self.column and f"kolumn {self.column}")
            if part
        )
        return f"{place}: {self.text_sv} (regel {self.rule})"


def missing_figure(figure_id: str) -> Finding:
    """The ledger lacks a figure that the build reckons with."""
    return Finding(
        "känd siffra",
        f"published/{figure_id.partition('.')[0]}/figures.csv",
        "",
        "figure_id",
        f"Siffran ”{figure_id}” saknas, men bygget räknar med den. Lägg tillbaka raden.",
    )


class ChecksFailed(UserError):
    """At least one check failed; nothing was published."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        shown = "\n".join(f"  {finding}" for finding in findings[:50])
        rest = f"\n  … och {len(findings) - 50} till" if len(findings) > 50 else ""
        super().__init__(
            f"Kontrollen hittade {len(findings)} fel. Inget publicerades; den tidigare datamängden ligger kvar.\n{shown}{rest}"
        )


class DoesNotAddUp(ValueError):
    """Printed numbers that no rows can meet together. The message is a Swedish sentence without the place."""
