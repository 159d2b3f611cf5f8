"""The reported rows of the dataset written as a report, which can be read back. Nothing printed, computed or invented goes into it."""

import pandas as pd

from dashboard.build.imports.places import places_of
from dashboard.core.status import Status
from dashboard.dataset.store import Reader
from dashboard.sources.forms.records import COLUMNS, WHOLE_NUMBERS
from dashboard.sources.forms.report_layout import MONEY
from dashboard.sources.forms.template import write_template

_TABLES = ("allocation", "activity", "self_assessment")


def reported_workbook(reader: Reader, county_code: str = "") -> bytes:
    """An Excel workbook of the report form with every reported row, or those of one county's recipients.

    Raises UserError for an unknown county.
    """
    return write_template(places_of(reader), county_code, reported_rows(reader, county_code))


def reported_rows(reader: Reader, county_code: str = "") -> pd.DataFrame:
    """The reported rows in the form's own shape: amounts, activities and answers of recipients' own reports."""
    frames = [
        reader.stored_rows(
            f"""SELECT t.* FROM {table} t JOIN recipient r USING (recipient_id) JOIN import_batch b ON t.source_id = 'import-' || b.batch_id
                WHERE t.status = $status AND b.form_id = 'report' AND starts_with(coalesce(r.area_code, ''), $county)
                ORDER BY t.recipient_id, t.year""",
            {"status": Status.REPORTED.value, "county": county_code},
        ).assign(table=table)
        for table in _TABLES
    ]
    rows = pd.concat([f.astype(object) for f in frames]).reindex(columns=list(COLUMNS))
    kept = rows[(rows["table"] != "allocation") | rows["measure"].isin(MONEY)]
    return kept.where(kept.notna(), None).astype(dict.fromkeys(WHOLE_NUMBERS, "Int64")).reset_index(drop=True)
