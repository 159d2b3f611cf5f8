"""How a faulty cell is marked in the workbook that goes back, however that workbook is written."""

from dashboard.core.findings import Finding, Severity

COLOURS = {Severity.ERROR: "#f4b6b6", Severity.WARNING: "#fbe3a1", Severity.INFO: "#d9e8f6"}
LONGEST_TEXT = 32_767
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))


def worst(found: list[Finding]) -> Severity:
    """The severity that decides the colour of a cell with these findings."""
    return next(s for s in Severity if any(f.severity is s for f in found))


def comment_on(found: list[Finding]) -> str:
    """What the comment on the cell says: each finding with what to do."""
    return "\n\n".join(f"{f.title_sv}. {f.text_sv} {f.advice_sv}" for f in found)[:LONGEST_TEXT]


def free_name(name: str, taken: set[str]) -> str:
    """A sheet name that Excel accepts and that no other sheet has; it is taken from then on."""
    base = name.translate(_FORBIDDEN_IN_NAMES).strip("'")[:28] or "Blad"
    candidates = (base, *(f"{base}_{n}" for n in range(2, len(taken) + 3)))
    free = next(c for c in candidates if c.casefold() not in taken)
    taken.add(free.casefold())
    return free
