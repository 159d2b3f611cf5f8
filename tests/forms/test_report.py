"""Form a: the template comes back as it was written, and whatever is typed into it is either a fact or a finding."""

import re
from io import BytesIO

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from dashboard.core.errors import UserError
from dashboard.core.findings import Severity
from dashboard.sources.forms import read_file
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.records import COLUMNS
from dashboard.sources.forms.report_layout import EXAMPLE_MARK, LAYOUTS, MONEY
from dashboard.sources.forms.template import write_template
from dashboard.sources.forms.words import clean

from .making import ACTIVITIES, ANSWERS, GOOD_ACTIVITY, csv, ods, xls, xlsx
from .making import MONEY as MONEY_HEADINGS

FEW = settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
# What a person may write: no control characters, which a workbook cannot hold.
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=40)


def test_the_empty_template_has_everything_that_is_promised(places: Places) -> None:
    book = load_workbook(BytesIO(write_template(places)))
    assert book.sheetnames == ["Mottagare", "Medel", "Insatser", "Resultat", "Listor"]
    for layout in LAYOUTS:
        sheet = book[layout.sheet]
        assert [c.value for c in sheet[4]] == [c.title for c in layout.columns]
        assert all(c.comment for c in sheet[4]), "Varje rubrik har en vägledning."
        assert sheet["A5"].value == EXAMPLE_MARK
        validated = {str(r) for v in sheet.data_validations.dataValidation for r in v.sqref.ranges}
        for number, column in enumerate(layout.columns):
            if column.list_name:
                assert any(cells.startswith(f"{chr(ord('A') + number)}5") for cells in validated)


def test_the_lists_hold_every_word_of_the_dataset(places: Places) -> None:
    sheet = load_workbook(BytesIO(write_template(places)))["Listor"]
    columns = {column[0].value: {c.value for c in column[1:] if c.value} for column in sheet.columns}
    assert columns["Insatser"] == set(places.activity_type["name_sv"])
    assert columns["Våldsområden"] == set(places.violence_area["name_sv"])
    assert columns["Målgrupper"] == set(places.target_group["name_sv"])
    assert columns["Metoder"] == set(places.method["name_sv"])
    assert columns["Frågor"] == set(places.question["name_sv"])


def test_the_example_row_is_not_read(places: Places) -> None:
    received = read_file("mall.xlsx", write_template(places), places)
    assert received.form_id == "report"
    assert received.records.empty
    assert [f.code for f in received.findings] == ["no_rows"]


def test_a_county_is_filled_in_beforehand(places: Places) -> None:
    sheet = load_workbook(BytesIO(write_template(places, "24")))["Medel"]
    codes = [row[0].value for row in sheet.iter_rows(min_row=6) if row[0].value]
    assert codes == ["24", *sorted(c for c in places.municipality["municipality_code"] if c.startswith("24"))]


def test_an_unknown_county_is_told(places: Places) -> None:
    with pytest.raises(UserError, match="99"):
        write_template(places, "99")


def _facts(places: Places) -> st.SearchStrategy[pd.DataFrame]:
    recipients = st.sampled_from([e.id for e in places.recipients.entries])
    years = st.integers(places.first_year, places.last_year)

    def ids(words: object) -> st.SearchStrategy[str]:
        return st.sampled_from([e.id for e in words.entries])  # type: ignore[attr-defined]

    def written(text: str) -> str | None:
        return re.sub(r"^'+", "", clean(text)) or None

    money = st.fixed_dictionaries(
        {
            "table": st.just("allocation"),
            "recipient_id": recipients,
            "year": years,
            "stream": st.just("development"),
            "measure": st.sampled_from(MONEY),
            "amount_sek": st.integers(0, 10**10),
        }
    )
    activities = (
        st.fixed_dictionaries(
            {
                "table": st.just("activity"),
                "recipient_id": recipients,
                "year": years,
                "activity_type_id": st.just(""),
                "violence_area_id": st.none() | ids(places.violence_areas),
                "target_group_id": st.none() | ids(places.target_groups),
                "method_id": st.none() | ids(places.methods),
                "partner_sv": TEXTS.map(written),
                "description_sv": TEXTS.map(written),
            }
        )
        .flatmap(
            lambda row: ids(
                places.activities.get(places.kind_of[row["recipient_id"]])
                or places.activities["municipality"]
            ).map(lambda activity: row | {"activity_type_id": activity})
        )
        .filter(lambda row: places.kind_of[row["recipient_id"]] in places.activities)
    )
    answers = st.fixed_dictionaries(
        {
            "table": st.just("self_assessment"),
            "recipient_id": recipients,
            "year": years,
            "question_id": ids(places.questions),
            "violence_area_id": st.none() | ids(places.violence_areas),
            "score": st.integers(1, 5),
            "answer": st.none() | st.sampled_from(["ja", "nej", "all", "none", "full"]),
        }
    )

    def frame(rows: tuple[list[dict[str, object]], ...]) -> pd.DataFrame:
        unique = {}
        for row in (r for kind in rows for r in kind):
            key = tuple(
                row.get(k)
                for k in ("table", "recipient_id", "year", "measure", "question_id", "violence_area_id")
            )
            unique[key] = row
        return pd.DataFrame(list(unique.values()), columns=list(COLUMNS), dtype=object)

    return st.tuples(
        st.lists(money, max_size=6), st.lists(activities, max_size=6), st.lists(answers, max_size=6)
    ).map(frame)


def _comparable(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    columns = [c for c in COLUMNS if c not in ("status", "sheet", "cell", "raw")]
    return sorted(
        tuple("" if pd.isna(v) else str(v) for v in row) for row in rows[columns].itertuples(index=False)
    )


@FEW
@given(data=st.data())
def test_what_is_written_in_the_template_is_read_from_it(places: Places, data: st.DataObject) -> None:
    facts = data.draw(_facts(places))
    received = read_file("rapport.xlsx", write_template(places, records=facts), places)
    personal = {"personal_number", "email_address", "phone_number"}
    unexpected = [
        str(f)
        for f in received.findings
        if f.severity is Severity.ERROR and f.code not in personal | {"no_rows"}
    ]
    assert unexpected == []
    assert _comparable(received.records) == _comparable(facts)
    assert set(received.records["status"]) <= {"reported"}


CELLS = st.one_of(
    TEXTS,
    st.integers(-(10**13), 10**13),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.sampled_from(
        [
            "0114",
            "Upplands Väsby",
            "2022",
            "1 000 kr",
            "-",
            "..",
            "=1+1",
            "Samverkan",
            "quality",
            "5",
            "ja",
            "Exempel",
            "Summa",
            "\u202e",
            "'",
            "Region Gotland",
        ]
    ),
)


@FEW
@given(data=st.data(), kind=st.sampled_from(["xlsx", "xls", "ods", "csv"]))
def test_anything_typed_in_is_a_fact_or_a_finding(places: Places, data: st.DataObject, kind: str) -> None:
    headings = data.draw(st.sampled_from([MONEY_HEADINGS, ACTIVITIES, ANSWERS]))
    rows = [
        headings,
        *data.draw(
            st.lists(st.lists(CELLS, min_size=len(headings), max_size=len(headings)), min_size=1, max_size=4)
        ),
    ]
    make = {
        "xlsx": lambda: xlsx({"Blad": rows}),
        "xls": lambda: xls({"Blad": rows}),
        "ods": lambda: ods({"Blad": rows}),
        "csv": lambda: csv(rows, "\t"),
    }
    received = read_file(f"fil.{kind}", make[kind](), places)
    facts = received.records
    assert received.findings or not facts.empty
    assert set(facts["recipient_id"]) <= set(places.kind_of)
    assert facts["year"].between(places.first_year, places.last_year).all()
    assert (facts["amount_sek"].dropna() >= 0).all()
    assert facts["score"].dropna().isin([1, 2, 3, 4, 5]).all()
    for column, words in (
        ("activity_type_id", places.activities[""]),
        ("violence_area_id", places.violence_areas),
        ("question_id", places.questions),
    ):
        assert set(facts[column].dropna()) <= {e.id for e in words.entries}


def test_the_same_report_in_every_kind_of_file(places: Places) -> None:
    rows = [ACTIVITIES, GOOD_ACTIVITY]
    files = {
        "a.xlsx": xlsx({"Insatser": rows}),
        "a.xls": xls({"Insatser": rows}),
        "a.ods": ods({"Insatser": rows}),
        "a.csv": csv(rows),
    }
    read = {name: read_file(name, content, places) for name, content in files.items()}
    assert all(r.findings == [] for r in read.values())
    assert len({tuple(map(tuple, _comparable(r.records))) for r in read.values()}) == 1
    fact = read["a.xlsx"].records.iloc[0]
    assert fact["recipient_id"] == "municipality-0114"
    assert fact["activity_type_id"] == "2016.municipality.cooperation"
    assert fact["violence_area_id"] == "intimate_partner"
    assert (fact["sheet"], fact["cell"], fact["raw"]) == ("Insatser", "D2", "Samverkan")


def test_zero_and_blank_are_two_things(places: Places) -> None:
    rows = [MONEY_HEADINGS, ["0114", "", 2022, 0, "", "–", 5]]
    facts = read_file("a.xlsx", xlsx({"Medel": rows}), places).records
    assert dict(zip(facts["measure"], facts["amount_sek"], strict=True)) == {"received": 0, "repaid": 5}


def test_a_personal_number_is_not_repeated_in_what_is_said_of_it(places: Places) -> None:
    rows = [ACTIVITIES, [*GOOD_ACTIVITY[:-1], "Samtal med 19811218-9876"]]
    received = read_file("a.xlsx", xlsx({"Insatser": rows}), places)
    found = [f for f in received.findings if f.code == "personal_number"]
    assert [(f.sheet, f.cell) for f in found] == [("Insatser", "I2")]
    assert "9876" not in str(found)
