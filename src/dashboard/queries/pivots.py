"""Printed figures laid out as the table that the document prints: a row for each thing, a column for each year."""

from dataclasses import replace

import pandas as pd

from dashboard.core import grammar
from dashboard.core.language import _
from dashboard.core.result import Column, Result

_KEPT = ("unit", "source_id", "locator", "status")


def by_year(card: Result) -> Result:
    """The rows of a printed card as a table with the years across.

    Rows: `label`, one column `y0`, `y1` and so on per year or period, `unit`, `source_id`, `locator`, `status`. Where a thing has figures of
    different units for a period, its measures have a column each. For exact figures only: an approximate one needs its words.
    """
    rows = card.rows.reset_index(drop=True)
    heading = rows["category_sv"].fillna(rows["measure_sv"])
    fine = rows["subcategory_sv"].fillna(heading)
    mixed = rows.groupby(fine)["unit"].transform("nunique") > 1
    split = mixed & rows["subcategory_sv"].notna() & rows.duplicated(["subcategory_sv", "period"], keep=False)
    across = rows["measure_sv"].where(split, rows["period"])
    measured = heading + ": " + rows["measure_sv"].map(grammar.lowered)
    down = next(
        (names for names in (fine, heading) if not pd.concat([names, across], axis=1).duplicated().any()),
        measured,
    )
    columns = list(dict.fromkeys(across))
    wide = rows.assign(label=down).drop_duplicates("label")[["label", *_KEPT]].reset_index(drop=True)
    for position, column in enumerate(columns):
        values = dict(zip(down[across == column], rows["value"][across == column], strict=True))
        wide[f"y{position}"] = wide["label"].map(values)
    units = [set(rows["unit"][across == column]) for column in columns]
    return replace(
        card,
        rows=wide,
        columns=(
            Column("label", _("Vad")),
            *(
                Column(f"y{position}", column, "mixed" if len(unit) > 1 else next(iter(unit)))
                for position, (column, unit) in enumerate(zip(columns, units, strict=True))
            ),
        ),
    )
