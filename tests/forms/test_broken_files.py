"""Whatever is in a file, it ends in findings or in facts; never in a traceback."""

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from dashboard.core.findings import Severity
from dashboard.sources.forms import Received, read_file
from dashboard.sources.forms.catalogue import CATALOGUE
from dashboard.sources.forms.marked import FINDINGS_SHEET, marked_workbook
from dashboard.sources.forms.places import Places

from .broken_files import CASES, CLEAN, Case
from .making import ACTIVITIES, GOOD_ACTIVITY, GOOD_MONEY, SHEET, csv, ods, part_of, patched, xls, xlsx


@pytest.fixture(scope="module", params=CASES, ids=str)
def case(request: pytest.FixtureRequest) -> Case:
    """One of the files."""
    return request.param


@pytest.fixture(scope="module")
def content(case: Case) -> bytes:
    """The file's bytes."""
    return case.make()


@pytest.fixture(scope="module")
def received(case: Case, content: bytes, places: Places) -> Received:
    """The file as read."""
    return read_file(case.file_name, content, places)


def test_the_collection_is_large() -> None:
    assert len(CASES) >= 60
    assert len({str(case) for case in CASES}) == len(CASES)


def test_says_what_is_wrong(case: Case, received: Received) -> None:
    codes = {f.code for f in received.findings}
    if case.codes == (CLEAN,):
        errors = [str(f) for f in received.findings if f.severity is Severity.ERROR]
        assert errors == []
        assert len(received.records) > 0
    else:
        assert set(case.codes) <= codes


def test_an_error_never_passes_as_a_clean_import(case: Case, received: Received) -> None:
    stopped = any(f.severity is Severity.ERROR for f in received.findings)
    meant_to_stop = any(code != CLEAN and CATALOGUE[code].severity is Severity.ERROR for code in case.codes)
    assert stopped == meant_to_stop


def test_sentences_are_whole(received: Received) -> None:
    for f in received.findings:
        assert "{" not in f.text_sv and "}" not in f.text_sv
        assert f.text_sv.endswith((".", "?"))
        assert f.file == received.file_name
        assert "\n" not in f.file and "/" not in f.file


def test_the_marked_workbook_can_be_opened(case: Case, content: bytes, received: Received) -> None:
    written = marked_workbook(case.file_name, content, received.findings)
    with CalamineWorkbook.from_filelike(BytesIO(written)) as book:
        assert book.sheet_names[0] == FINDINGS_SHEET
        rows = book.get_sheet_by_name(FINDINGS_SHEET).to_python()
    assert len(rows) == 1 + len(received.findings)


SHEETS = {"Insatser": [ACTIVITIES, GOOD_ACTIVITY], "Medel": GOOD_MONEY}
WHOLE = {
    "a.xlsx": xlsx(SHEETS),
    "a.xls": xls(SHEETS),
    "a.ods": ods(SHEETS),
    "a.csv": csv(SHEETS["Insatser"]),
}
INSIDE = {"a.xlsx": SHEET, "a.ods": "content.xml"}


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), name=st.sampled_from(sorted(WHOLE)), inside=st.booleans())
def test_bytes_that_are_changed_anywhere_end_in_findings_or_facts(
    places: Places, data: st.DataObject, name: str, inside: bool
) -> None:
    part = INSIDE.get(name, "") if inside else ""
    content = bytearray(part_of(WHOLE[name], part) if part else WHOLE[name])
    for _ in range(data.draw(st.integers(1, 10))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
        content = content or bytearray(b"x")
    changed = patched(WHOLE[name], {part: bytes(content)}) if part else bytes(content)
    received = read_file(name, changed, places)
    assert received.findings or not received.records.empty
    assert marked_workbook(name, changed, received.findings)
