"""The data dictionary: the schema as a document to read."""

from dashboard.core.status import Status, explanation, sign
from dashboard.dataset.schema import SCHEMA_VERSION, TABLES, Field, Table

_HEAD = """# Data dictionary

Written by `python -m dashboard dictionary` from `src/dashboard/dataset/schema.py`; a change is made there, followed by `make dictionary`.
Schema version {version}. Codes are text, amounts whole kronor. A question to the tables: `python -m dashboard sql "SELECT ..."`.

## Statuses

Every row of every table of facts says how the figure came to be. The sign is the word that stands beside the figure in the interface.

| status | sign | meaning (as the interface says it) |
|---|---|---|
{statuses}
"""


def markdown() -> str:
    """Every table and column of the dataset, and the statuses, as Markdown."""
    statuses = "\n".join(f"| `{s.value}` | {sign(s)} | {explanation(s)} |" for s in Status)
    return "\n".join(
        [_HEAD.format(version=SCHEMA_VERSION, statuses=statuses), *(_section(table) for table in TABLES)]
    )


def _section(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    rows = "\n".join(_row(field) for field in table.fields)
    return (
        f"## {table.name}\n\nA row is {table.row_is}. Key: {key}.\n\n"
        f"| column | type | may be empty | meaning |\n|---|---|---|---|\n{rows}\n"
    )


def _row(field: Field) -> str:
    meaning = field.meaning
    if field.allowed:
        meaning += ": " + ", ".join(f"`{value}`" for value in field.allowed)
    if field.refers_to:
        meaning += f" (in `{field.refers_to}`)"
    return f"| `{field.name}` | {field.sql_type} | {'' if field.required else 'yes'} | {meaning} |"
