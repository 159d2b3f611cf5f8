"""Forms of received files. `read_file` tells which form a file is and reads it; what is wrong comes back as findings."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

import pandas as pd

from dashboard.core.findings import Finding
from dashboard.core.status import Status
from dashboard.sources.forms import allocation_list, indicators, json_forms, population, report
from dashboard.sources.forms.books import read_book
from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.grid import Book
from dashboard.sources.forms.kinds import IN_WORDS, extension_fits, kind_of
from dashboard.sources.forms.limits import MAX_FILE_BYTES
from dashboard.sources.forms.lists import contacts_below
from dashboard.sources.forms.own_tables import refuse_own_tables
from dashboard.sources.forms.personal_data import look_at_name, look_for_personal_data
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.records import Records
from dashboard.sources.forms.tables import note_hidden
from dashboard.sources.forms.unreadable import Unreadable
from dashboard.sources.forms.words import clean

_MEGABYTE = 1_000_000


@dataclass(frozen=True, eq=False)
class Received:
    """A file as read. `form_id` is empty when the form was not recognised; then there are no records.

    `records` are in long form, one row for each fact, with the columns of `records.COLUMNS`.
    """

    form_id: str
    file_name: str
    sha256: str
    records: pd.DataFrame
    findings: list[Finding]


@dataclass(frozen=True)
class Form:
    """A form of sheets: how it is told from others, how it is read, and where its publisher's own contacts may stand."""

    form_id: str
    name: str
    fits: Callable[[Book], bool]
    read: Callable[[Book, Places, Notes], Records]
    contacts_from: Callable[[Book], dict[str, int]] = lambda _book: {}


# The first that fits is taken: the narrowest come first.
FORMS = (
    Form(report.FORM_ID, report.NAME, report.fits, report.read),
    Form(population.FORM_ID, population.NAME, population.fits, population.read, population.contacts_from),
    Form(
        allocation_list.FORM_ID,
        allocation_list.NAME,
        allocation_list.fits,
        allocation_list.read,
        allocation_list.contacts_from,
    ),
    Form(indicators.FORM_ID, indicators.NAME, indicators.fits, indicators.read, contacts_below),
)


# Those that a person may choose between when a file was read as something else than it is.
NAMES = {form.form_id: form.name for form in FORMS}


def name_of(form_id: str) -> str:
    """What a form is called; empty for none."""
    return NAMES.get(form_id) or json_forms.NAMES.get(form_id, "")


def read_file(name: str, content: bytes, places: Places, form_id: str = "") -> Received:
    """Read a received file: as the form that its content fits, or as the one named. JSON always tells its form itself.

    Whatever is in it, it ends in records and findings, never in an exception.
    """
    notes = Notes(safe_name(name))
    read_as, records = "", Records(Status.REPORTED, notes)
    try:
        read_as, records = _read(name, content, places.for_one_file(), notes, form_id)
    except Unreadable as error:
        notes.add(error.code, error.sheet, "", error.value, **error.facts)
    return Received(read_as, notes.file, hashlib.sha256(content).hexdigest(), records.frame(), notes.all())


def safe_name(name: str) -> str:
    """A file name without folders or characters that cannot be seen."""
    return clean(PurePath(name.replace("\\", "/")).name)[:150] or "fil"


def _read(name: str, content: bytes, places: Places, notes: Notes, wanted: str) -> tuple[str, Records]:
    if not content:
        raise Unreadable("empty_file")
    if len(content) > MAX_FILE_BYTES:
        raise Unreadable("file_too_large", size=len(content) // _MEGABYTE, limit=MAX_FILE_BYTES // _MEGABYTE)
    look_at_name(notes.file, notes)
    kind = kind_of(content)
    if not extension_fits(name, kind):
        notes.add("wrong_extension", kind=IN_WORDS[kind])
    if kind == "json":
        form_id, form_name, records = json_forms.read(content, places, notes)
    else:
        form_id, form_name, records = _read_book(read_book(content, kind), places, notes, wanted)
    if form_id and not len(records) and not notes.stopped:
        notes.add("no_rows", form=form_name)
    return form_id, records


def _read_book(book: Book, places: Places, notes: Notes, wanted: str) -> tuple[str, str, Records]:
    note_hidden(book.sheets, notes)
    form = next((form for form in FORMS if form.form_id == wanted or (not wanted and form.fits(book))), None)
    look_for_personal_data(book, notes, form.contacts_from(book) if form else {})
    if not any(sheet.rows for sheet in book.visible):
        raise Unreadable("empty_file")
    refuse_own_tables(book)
    if form is None:
        raise Unreadable("unknown_form")
    return form.form_id, form.name, form.read(book, places, notes)
