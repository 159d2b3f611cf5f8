"""Gathering findings while a file is read."""

from collections import Counter

from dashboard.core.findings import Finding, Severity
from dashboard.sources.forms.catalogue import CATALOGUE, finding
from dashboard.sources.forms.matching import Problem

# Beyond this many of one kind on one sheet the rest are counted, not listed.
SHOWN_OF_A_KIND = 300


class Notes:
    """The findings of one file, in the order they were made."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._findings: list[Finding] = []
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, code: str, sheet: str = "", cell: str = "", value: object = "", **facts: object) -> None:
        """Note something of this code at this place."""
        self._counts[sheet, code] += 1
        if self._counts[sheet, code] <= SHOWN_OF_A_KIND:
            self._findings.append(finding(code, file=self.file, sheet=sheet, cell=cell, value=value, **facts))

    def problem(self, problem: Problem | None, sheet: str, cell: str) -> None:
        """Note a problem that a value turned out to have, if any."""
        if problem:
            self.add(problem.code, sheet, cell, problem.value, **problem.facts)

    def all(self) -> list[Finding]:
        """Everything noted; kinds that were cut short end with how many more there are."""
        more = [
            finding(
                "more_of_the_same",
                file=self.file,
                sheet=sheet,
                count=count - SHOWN_OF_A_KIND,
                shown=SHOWN_OF_A_KIND,
                title=CATALOGUE[code].title_sv,
            )
            for (sheet, code), count in self._counts.items()
            if count > SHOWN_OF_A_KIND
        ]
        return self._findings + more

    @property
    def stopped(self) -> bool:
        """Whether something that stops publication has been noted."""
        return any(f.severity is Severity.ERROR for f in self._findings)
