"""Files that people take with them: byte for byte as reviewed, the same in every format, harmless, and each row with its source.

The reviewed files are in tests/golden. When a change is meant, `pytest --renew-golden tests/test_golden_exports.py` writes them
anew; look through the difference with git before it is committed.
"""

import csv
import inspect
import io
from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook

from dashboard.core.filters import Filters
from dashboard.core.measures import MEASURES
from dashboard.core.result import Column, Provenance, Result
from dashboard.core.settings import ROOT
from dashboard.core.status import Status, sign
from dashboard.dataset.store import Reader
from dashboard.exports.tables import for_export, in_files, to_csv, to_xlsx
from dashboard.queries import QUERIES

GOLDEN = ROOT / "tests" / "golden"
EXPORTS = {
    "tilldelat-2021-kommuner": ("area_values", Filters(examples=True, year=2021)),
    "tilldelat-2022-kommuner": ("area_values", Filters(examples=True, year=2022)),
    "pengarnas-vag-skelleftea-2022": (
        "municipality_ladder",
        Filters(examples=True, year=2022, area_code="2482"),
    ),
    "nyckeln-mot-tryckta-belopp": ("key_predictions", Filters(examples=True)),
}
SIGNS = {
    "tryckt uppgift",
    "återrapporterat",
    "beräknat",
    "beräknat, mycket osäkert",
    "exempeldata",
    "uppgift saknas",
}
# Lists about the method, which have no figures of their own.
WITHOUT_STATUS = {"sources", "statuses", "arithmetic"}
FORMULAS = ["=1+1", "+46 8 123", "-2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x";"y")']

# Questions that the filters alone answer; the lists to choose from are never a file.
QUESTIONS = sorted(
    question
    for question, query in QUERIES.items()
    if not question.endswith("_choices")
    and all(p.default is not p.empty for p in list(inspect.signature(query).parameters.values())[2:])
)


@pytest.mark.parametrize("question", ["area_values", "county_ladder", "county_comparison", "regions"])
def test_no_file_has_finer_kronor_per_inhabitant_than_the_screen(reader: Reader, question: str) -> None:
    filters = Filters(year=2021, area_code="22", denominator="per_inhabitant", level="municipality")
    result = QUERIES[question](reader, filters)
    columns = {c.label for c in in_files(result) if c.unit == "sek_per_inhabitant"}
    rows = list(csv.DictReader(io.StringIO(to_csv(result).decode("utf-8-sig")), delimiter=";"))
    decimals = [len(row[label].partition(",")[2]) for row in rows for label in columns]
    assert max(decimals) == 2


@pytest.fixture(params=EXPORTS, ids=list(EXPORTS))
def export(request: pytest.FixtureRequest, reader: Reader) -> tuple[str, Result]:
    """A file name and the result that is written to it."""
    question, filters = EXPORTS[request.param]
    return request.param, QUERIES[question](reader, filters)


def rows_of_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_csv_is_byte_for_byte_the_reviewed_one(
    export: tuple[str, Result], pytestconfig: pytest.Config
) -> None:
    name, result = export
    path = GOLDEN / f"{name}.csv"
    content = to_csv(result)
    if pytestconfig.getoption("--renew-golden"):
        path.write_bytes(content)
    assert content == path.read_bytes(), f"{path.name} differs; see the head of this file for how to renew it"


def test_the_reviewed_files_have_what_the_documents_print() -> None:
    """The reviewed files are not taken on trust: some of their cells stand in Medel mot våld and in the decision of Stockholm."""
    head, known, *readings = rows_of_csv((GOLDEN / "nyckeln-mot-tryckta-belopp.csv").read_bytes())
    assert (
        dict(zip(head, known, strict=True)).items()
        >= {
            "Bjurholm 2022, kr": "112929",
            "Stockholm 2022, kr": "9133495",
            "Stockholm 2017, kr": "2922920",
        }.items()
    )
    # The printed rule's amounts, worked out by hand from the sum and the inhabitants of 31 December 2021.
    as_printed = next(r for r in readings if r[:2] == ["hela årets summa på en gång", "30000"])
    assert as_printed[head.index("Bjurholm 2022, kr")] == "128516"
    head, *values = rows_of_csv((GOLDEN / "tilldelat-2021-kommuner.csv").read_bytes())
    heading = "Tilldelat enligt nyckeln, kr"
    amounts = [int(r[head.index(heading)]) for r in values]
    assert len(amounts) == 290 and sum(amounts) == 75_000_000
    assert amounts == sorted(amounts, reverse=True)
    head, *values = rows_of_csv((GOLDEN / "tilldelat-2022-kommuner.csv").read_bytes())
    ends = {
        r[head.index("Kommun")]: tuple(
            int(r[head.index(f"{heading}, {end}")]) for end in ("spann från", "spann till")
        )
        for r in values
    }
    assert {r[head.index(heading)] for r in values} == {""}
    for name, printed in (("Stockholm", 9_133_495), ("Bjurholm", 112_929)):
        low, high = ends[name]
        assert low <= printed <= high
    low, high = ends["Luleå"]
    assert not low <= 364_825 <= high


def test_there_is_a_test_for_every_reviewed_file() -> None:
    assert {p.stem for p in GOLDEN.glob("*.csv")} == set(EXPORTS)


def test_a_swedish_spreadsheet_opens_the_csv_as_it_is(export: tuple[str, Result]) -> None:
    content = to_csv(export[1])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n")
    rows = rows_of_csv(content)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == len(export[1].rows) + 1


def test_the_workbook_has_the_values_of_the_csv(export: tuple[str, Result]) -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx(export[1]))).worksheets[0]
    # Above the headings stands that example data is shown, where it is.
    head, *rows = sheet.iter_rows(min_row=2 if export[1].has_examples else 1, values_only=True)
    csv_head, *csv_rows = rows_of_csv(to_csv(export[1]))
    assert list(head) == csv_head
    assert len(rows) == len(csv_rows) > 0
    for row, csv_row in zip(rows, csv_rows, strict=True):
        assert [same(cell, text) for cell, text in zip(row, csv_row, strict=True)] == [True] * len(row), (
            csv_row
        )


def same(cell: object, text: str) -> bool:
    """Whether a cell of the workbook holds what the CSV writes."""
    if cell is None:
        return text == ""
    if isinstance(cell, int | float):
        return float(text.replace(",", ".")) == pytest.approx(cell)
    return str(cell) == text


def test_the_workbook_says_where_the_figures_come_from(export: tuple[str, Result]) -> None:
    result = export[1]
    about = [
        row[0] for row in load_workbook(io.BytesIO(to_xlsx(result))).worksheets[1].iter_rows(values_only=True)
    ]
    (sentence,) = [line for line in about if line and line.startswith(result.sentence)]
    assert all(sign(status) in sentence for status in result.statuses)
    assert result.provenance
    for place in result.provenance:
        assert f"{place.title}: {place.locator}" in about


def result_with(texts: list[str]) -> Result:
    """A result whose names, sentence and source are texts of the worst kind."""
    rows = pd.DataFrame({"name": texts, "value": range(len(texts)), "status": Status.SYNTHETIC.value}).assign(
        source_id="exempel", locator=texts
    )
    columns = (Column("name", "Namn"), Column("value", "Värde", "count"), Column("status", "Tecken"))
    place = Provenance("exempel", "Exempel", "rad 1")
    return Result(
        "x", texts[0], texts[0], rows, columns, "count", (place,), (Status.SYNTHETIC,), tuple(texts)
    )


def test_a_text_that_a_spreadsheet_would_run_is_made_plain() -> None:
    result = result_with(FORMULAS)
    for row, text in zip(rows_of_csv(to_csv(result))[1:], FORMULAS, strict=True):
        assert row[0].startswith("'") and row[0][1:].strip() == text.strip()
        assert row[-1].startswith("'")
    book = load_workbook(io.BytesIO(to_xlsx(result)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [c.coordinate for c in cells if c.data_type == "f"] == []
    assert [
        c.value for c in cells if isinstance(c.value, str) and c.value.startswith(("=", "+", "-", "@"))
    ] == []


def test_negative_numbers_stay_numbers() -> None:
    result = result_with(["a"])
    rows = result.rows.assign(value=-5)
    negative = replace(result, rows=rows)
    assert rows_of_csv(to_csv(negative))[1][1] == "-5"
    assert load_workbook(io.BytesIO(to_xlsx(negative))).worksheets[0]["B3"].value == -5


def test_a_row_without_a_figure_says_so(reader: Reader) -> None:
    hidden = QUERIES["area_values"](reader, Filters(measure_id="received", year=2022, examples=False))
    missing = hidden.rows["value"].isna().to_numpy()
    assert missing.any()
    frame = for_export(hidden)
    assert set(frame["Tecken"][missing]) == {"uppgift saknas"}
    assert "uppgift saknas" not in set(frame["Tecken"][~missing])


@pytest.mark.parametrize("examples", [True, False], ids=["with examples", "without"])
@pytest.mark.parametrize("measure", MEASURES)
def test_every_row_of_the_map_carries_status_and_source(measure: str, examples: bool, reader: Reader) -> None:
    carries_status_and_source(QUERIES["area_values"](reader, Filters(measure_id=measure, examples=examples)))


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_row_of_every_answer_carries_status_and_source(question: str, reader: Reader) -> None:
    result = QUERIES[question](reader, Filters(examples=True, year=2022, area_code="2482"))
    if question in WITHOUT_STATUS:
        assert "status" not in result.rows
        return
    carries_status_and_source(result)
    names_no_identifier(result, reader)


@pytest.mark.parametrize("question", ["county_municipalities", "county_ngos", "county_training"])
def test_a_county_s_file_names_sources_as_a_reader_knows_them(question: str, reader: Reader) -> None:
    names_no_identifier(QUERIES[question](reader, Filters(examples=True, area_code="01")), reader)


def names_no_identifier(result: Result, reader: Reader) -> None:
    known = set(
        reader.rows("SELECT source_id AS i FROM source UNION ALL SELECT figure_id FROM published_figure")["i"]
    )
    frame = for_export(result)
    places = frame.reindex(columns=["Källa", "Plats i källan"])
    assert not known & {part for cell in places.to_numpy().ravel() for part in str(cell).split(" | ")}


def carries_status_and_source(result: Result) -> None:
    frame = for_export(result)
    # A row of an example may hold an estimate, too; then its sign says both.
    signs = frame["Tecken"].astype(str).str.replace("exempeldata, mycket osäkert", "exempeldata")
    assert set(signs) <= SIGNS
    known = frame["Tecken"] != "uppgift saknas"
    assert frame.loc[known, "Källa"].fillna("").astype(str).str.len().gt(0).all()
    statuses = result.rows["status"]
    assert (signs.to_numpy() == "exempeldata").tolist() == (statuses == "synthetic").tolist()
