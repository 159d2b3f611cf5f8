"""Forms that come as JSON: Statistics Sweden's JSON-stat2 and Kolada's data."""

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
    raise (
        Unreadable("choose_format", kind=other)
        if (other := _other_format(document))
        else Unreadable("unknown_form")
    )


def _other_format(document: object) -> str:
    """The table service's other JSON formats, in words; empty for anything else."""
    if not isinstance(document, dict):
        return ""
    if isinstance(document.get("columns"), list) and isinstance(document.get("data"), list):
        return "json-px"
    first = document.get("dataset", next(iter(document.values()), None))
    return (
        "JSON-stat i version 1"
        if isinstance(first, dict) and "dimension" in first and "value" in first
        else ""
    )
