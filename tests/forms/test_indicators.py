"""Form c: a value, a missing one, one that does not apply and one that is withheld stay four things."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.core.findings import Severity
from dashboard.sources.forms import read_file
from dashboard.sources.forms.places import Places

from .making import csv, ods, xls, xlsx

FEW = settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
WRITTEN = {
    "..": "missing",
    "": "missing",
    "Uppgift saknas": "missing",
    ".": "not_applicable",
    "-": "not_applicable",
    "–": "not_applicable",
    "Ej aktuellt": "not_applicable",
    "x": "withheld",
    "X": "withheld",
    "Sekretess": "withheld",
}
TITLES = ("Andel kommuner med rutin (%)", "Antal platser", "Har samordnare")


@FEW
@given(data=st.data(), kind=st.sampled_from(["xlsx", "xls", "ods", "csv"]))
def test_every_cell_is_read_as_what_it_is(places: Places, data: st.DataObject, kind: str) -> None:
    chosen = data.draw(
        st.lists(
            st.sampled_from(places.municipality.to_dict("records")),
            min_size=3,
            max_size=8,
            unique_by=lambda r: r["municipality_code"],
        )
    )
    numbers = st.floats(0, 1e6).map(lambda v: round(v, 1))
    cells = st.one_of(numbers, st.sampled_from(sorted(WRITTEN)))
    expected = {}
    rows: list[list[object]] = [["Öppna jämförelser 2022", "", "", "", ""], ["Kommunkod", "Kommun", *TITLES]]
    for row in chosen:
        line = [data.draw(cells), data.draw(cells), data.draw(st.sampled_from(["Ja", "Nej"]))]
        rows.append(
            [
                row["municipality_code"],
                row["name"],
                *(str(v).replace(".", ",") if kind == "csv" and isinstance(v, float) else v for v in line),
            ]
        )
        for title, value in zip(TITLES, line, strict=True):
            yes_no = {"Ja": 1.0, "Nej": 0.0}.get(str(value))
            known = yes_no if yes_no is not None else value if isinstance(value, float) else None
            expected[row["municipality_code"], title] = (
                known,
                "value" if known is not None else WRITTEN[str(value)],
            )
    content = {
        "xlsx": lambda: xlsx({"ÖJ": rows}),
        "xls": lambda: xls({"ÖJ": rows}),
        "ods": lambda: ods({"ÖJ": rows}),
        "csv": lambda: csv(rows),
    }[kind]()
    received = read_file(f"oj.{kind}", content, places)
    assert [str(f) for f in received.findings if f.severity is Severity.ERROR] == []
    found = {
        (r.area_code, r.name_sv): (None if pd.isna(r.value) else r.value, r.sign)
        for r in received.records.itertuples()
    }
    columns_with_something = {
        t for t in TITLES if any(v[1] != "missing" for k, v in expected.items() if k[1] == t)
    }
    assert {k: v for k, v in found.items() if k[1] in columns_with_something} == {
        k: v for k, v in expected.items() if k[1] in columns_with_something
    }
    assert set(received.records["year"]) == {2022}


@pytest.mark.parametrize(
    ("title", "unit"),
    [("Andel med rutin", "percent"), ("Täckning (%)", "percent"), ("Antal platser", "number")],
)
def test_units(places: Places, title: str, unit: str) -> None:
    received = read_file("oj 2022.csv", csv([["Kommun", title], ["Ale", "5"], ["Habo", "6"]]), places)
    assert set(received.records["unit"]) == {unit}


def test_units_and_explanations_around_the_table_are_no_areas(places: Places) -> None:
    rows = [
        ["Öppna jämförelser 2021"],
        ["K-kod", "Kommun", "Andel med rutin"],
        ["", "", "procent"],
        ["", "Riket", 50],
        ["1440", "Ale", ".."],
        [],
        ["", ".. = uppgift saknas", ""],
    ]
    received = read_file("oj.xlsx", xlsx({"Blad1": rows}), places)
    assert received.findings == []
    assert dict(zip(received.records["area_code"], received.records["sign"], strict=True)) == {
        "00": "value",
        "1440": "missing",
    }


def test_years_in_the_headings_are_years_of_one_indicator(places: Places) -> None:
    rows = [["Kommun", "Andel med rutin 2021", "Andel med rutin 2022"], ["Ale", 5, 6], ["Habo", 7, 8]]
    facts = read_file("oj.xlsx", xlsx({"Blad1": rows}), places).records
    assert facts["indicator_id"].nunique() == 1
    assert {(r.area_code, r.year): r.value for r in facts.itertuples()} == {
        ("1440", 2021): 5,
        ("1440", 2022): 6,
        ("0643", 2021): 7,
        ("0643", 2022): 8,
    }
