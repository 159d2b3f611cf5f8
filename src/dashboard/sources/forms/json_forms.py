"""Forms that come as JSON: Statistics Sweden's JSON-stat2 and Kolada's v2 data."""

import orjson

from dashboard.sources.forms import json_stat, kolada
from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.records import Records
from dashboard.sources.forms.unreadable import Unreadable

NAMES = {form.FORM_ID: form.NAME for form in (json_stat, kolada)}


def read(content: bytes, places: Places, notes: Notes) -> tuple[str, str, Records]:
    """The form's id, its name and its facts. Raises Unreadable when it is not JSON or none of the forms."""
    try:
        document = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise Unreadable("bad_json", line=error.lineno, column=error.colno) from error
    for form in (json_stat, kolada):
        if form.fits(document):
            return form.FORM_ID, form.NAME, form.read(document, places, notes)
    raise Unreadable("unknown_form")
