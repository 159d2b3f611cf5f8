"""Which tables differ between two versions of the dataset, and in how many rows."""

import pandas as pd

from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.result import Column, Provenance, Result
from dashboard.dataset.schema import TABLES, Table
from dashboard.dataset.store import Reader


def tables(before: Reader, after: Reader, filters: Filters, scope: str = "") -> Result:
    """Every table in which rows differ: `table`, `before` and `after` (rows in all), `added`, `changed`, `removed`."""
    shown = pd.DataFrame(
        [_of_table(table, before, after) for table in TABLES],
        columns=["table", "before", "after", "added", "changed", "removed"],
    )
    shown = shown[shown[["added", "changed", "removed"]].sum(axis=1) > 0].reset_index(drop=True)
    sentence = (
        _("{count} av {all} tabeller skiljer sig mellan {before} och {after}.").format(
            count=len(shown), all=len(TABLES), before=before.version, after=after.version
        )
        if len(shown)
        else _("Inget skiljer version {after} från {before}.").format(
            after=after.version, before=before.version
        )
    )
    return Result(
        "changed_tables",
        _("Tabell för tabell"),
        sentence,
        shown,
        (
            Column("table", _("Tabell")),
            Column("before", _("Rader före"), "count"),
            Column("after", _("Rader efter"), "count"),
            Column("added", _("Nya"), "count"),
            Column("changed", _("Ändrade"), "count"),
            Column("removed", _("Borttagna"), "count"),
        ),
        "count",
        (
            Provenance(
                "",
                _("Medelkartans datamängd"),
                _("version {before} och {after}").format(before=before.version, after=after.version),
            ),
        ),
        notes=() if len(shown) else (_("Alla uppgifter är desamma i båda versionerna."),),
    )


def _of_table(table: Table, before: Reader, after: Reader) -> tuple[str, int, int, int, int, int]:
    # Names of tables and columns are the schema's own; nothing that a person wrote is in the question.
    columns = ", ".join(f"CAST({name} AS VARCHAR) AS {name}" for name in table.field_names)
    keys = list(table.key)
    old, new = (
        reader.stored_rows(f"SELECT {columns} FROM {table.name}").fillna("") for reader in (before, after)
    )
    same = len(old.merge(new, on=table.field_names))
    shared = len(old[keys].merge(new[keys], on=keys))
    return table.name, len(old), len(new), len(new) - shared, shared - same, len(old) - shared
