"""The table of the stage: where not all rows fit, those that alone hold what is known are among the ones shown."""

import pandas as pd

from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.dataset.store import Reader
from dashboard.exports import tables
from dashboard.queries import county
from dashboard.ui import stage_table


def test_the_only_known_claims_of_a_county_are_shown(reader: Reader) -> None:
    """Of Stockholm county's 26 municipalities one has a known claim, and it stands far down."""
    shown = tables.readable(county.municipalities(reader, Filters(area_code="01", year=2022)))
    fitting = 10
    known = shown[_("Rekvirerat")] != "–"
    assert known.sum() == 1 and not known.head(fitting).any()
    first = stage_table.with_what_is_known(shown, fitting).head(fitting)
    assert (first[_("Rekvirerat")] != "–").sum() == 1
    assert len(first) == fitting and len(stage_table.with_what_is_known(shown, fitting)) == len(shown)


def test_rows_keep_their_order_where_every_column_is_known() -> None:
    shown = pd.DataFrame({"a": ["x"] * 20, "b": [str(i) for i in range(20)]})
    assert stage_table.with_what_is_known(shown, 5).equals(shown)
