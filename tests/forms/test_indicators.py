"""Form c: a value, a missing one, one that does not apply and one that is withheld stay four things."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.core.findings import Severity
from dashboard.sources.forms import Received, read_file
from dashboard.sources.forms.places import Places

from .making import Shown, csv, ods, xls, xlsx

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
    [
        ("Andel med rutin", "percent"),
        ("Täckning (%)", "percent"),
        ("Antal platser", "count"),
        ("Betyg", "number"),
    ],
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


def values_of(received: Received) -> dict[tuple[str, int], float]:
    """The values read, by area and year."""
    return {(r.area_code, r.year): r.value for r in received.records.itertuples() if r.sign == "value"}


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize("title", ["Andel med rutin 2023", "Täckning 2023 (%)", "Samordnare 2023"])
def test_a_cell_that_shows_per_cent_is_per_cent(places: Places, kind: str, title: str) -> None:
    rows = [
        ["Kommun", title],
        ["Ale", Shown(0.07, "0.0%")],
        ["Habo", Shown(1.0, "0%")],
        ["Mora", Shown(0.925, "0.00%")],
    ]
    content = {"xlsx": xlsx, "xls": xls, "ods": ods}[kind]({"Blad1": rows})
    received = read_file(f"a.{kind}", content, places)
    assert received.findings == []
    assert values_of(received) == {("1440", 2023): 7.0, ("0643", 2023): 100.0, ("2062", 2023): 92.5}
    assert set(received.records["unit"]) == {"percent"}


def test_a_per_cent_sign_that_is_only_text_changes_no_value(places: Places) -> None:
    rows = [
        ["Kommun", "Täckning 2023 (%)"],
        ["Ale", Shown(45.5, '0.0" %"')],
        ["Habo", Shown(92, '0" %"')],
    ]
    assert values_of(read_file("a.xlsx", xlsx({"Blad1": rows}), places)) == {
        ("1440", 2023): 45.5,
        ("0643", 2023): 92,
    }


def test_shares_under_a_heading_of_per_cent_are_asked_about(places: Places) -> None:
    def codes(*cells: object) -> list[str]:
        rows = [
            ["Kommun", "Täckning 2023 (%)"],
            *([name, v] for name, v in zip(("Ale", "Habo", "Mora"), cells, strict=True)),
        ]
        return [f.code for f in read_file("a.xlsx", xlsx({"Blad1": rows}), places).findings]

    assert codes(0.45, 0.92, 1) == ["shares_or_percent"]
    assert codes(0.45, 92, 1) == [] == codes(0, 1, 1)
    assert codes(Shown(0.45, "0.0%"), Shown(0.92, "0.0%"), Shown(1, "0.0%")) == []


@pytest.mark.parametrize("years", [[2022, 2023], ["2022", "2023"]])
def test_years_for_headings_take_the_title_above_for_a_name(places: Places, years: list[object]) -> None:
    table = [["Kommunkod", "Kommun", *years], ["1440", "Ale", 5, 6], ["0643", "Habo", 7, 8]]
    titles = [
        ["Källa: kommunernas egna uppgifter"],
        ["Antal platser i skyddat boende efter kommun 2022–2023"],
        [],
    ]
    received = read_file("a.xlsx", xlsx({"Blad1": [*titles, *table]}), places)
    assert received.findings == []
    assert set(received.records["name_sv"]) == {"Antal platser i skyddat boende"}
    assert values_of(received)["0643", 2023] == 8

    nameless = read_file("a.xlsx", xlsx({"Blad1": table}), places)
    assert [f.code for f in nameless.findings] == ["indicator_without_name"]
    assert nameless.records.empty


def test_a_column_that_names_the_indicator_gives_each_row_its_own(places: Places) -> None:
    rows = [
        ["Kommun", "Nyckeltal", "2022", "2023"],
        ["Ale", "Anmälda våldsbrott, antal/100 000 inv", "900,5", ""],
        ["Ale", "Låg oro för våld, andel (%)", "61", ".."],
        ["Habo", "Anmälda våldsbrott, antal/100 000 inv", "-", "."],
    ]
    facts = read_file("a.csv", csv(rows), places).records
    found = {(r.area_code, r.name_sv, r.year): (r.sign, r.unit) for r in facts.itertuples()}
    crime, worry = rows[1][1], rows[2][1]
    assert (
        found["1440", crime, 2022] == ("value", "per_100000") and found["1440", crime, 2023][0] == "missing"
    )
    # In Kolada's lists two dots are withheld, and a dash is missing.
    assert found["1440", worry, 2023] == ("withheld", "percent")
    assert found["0643", crime, 2022][0] == "missing" and found["0643", crime, 2023][0] == "not_applicable"
    assert facts["indicator_id"].nunique() == 2


def test_a_dash_from_statistics_sweden_is_a_zero_and_says_so(places: Places) -> None:
    table = [["Kommun", "Antal hushåll 2023"], ["Ale", "–"], ["Habo", 7], ["Mora", ".."]]
    received = read_file("a.xlsx", xlsx({"Blad1": [*table, [], ["Källa: SCB"]]}), places)
    assert values_of(received) == {("1440", 2023): 0, ("0643", 2023): 7}
    assert [f.code for f in received.findings] == ["dash_is_zero"]
    other = read_file("a.xlsx", xlsx({"Blad1": table}), places)
    assert values_of(other) == {("0643", 2023): 7} and other.findings == []


def test_rows_of_one_sex_are_left_out_beside_those_of_all_and_refused_alone(places: Places) -> None:
    head = ["Kommun", "Kön", "Andel trygga 2023 (%)"]
    both = [head, ["Ale", "Totalt", 60], ["Ale", "Kvinnor", 50], ["Ale", "Män", 70]]
    received = read_file("a.xlsx", xlsx({"Blad1": both}), places)
    assert values_of(received) == {("1440", 2023): 60}
    assert [f.code for f in received.findings] == ["parts_not_read"]
    alone = read_file(
        "a.xlsx", xlsx({"Blad1": [head, ["Ale", "Kvinnor", 50], ["Habo", "Kvinnor", 55]]}), places
    )
    assert alone.records.empty and {f.code for f in alone.findings} >= {"divided_indicator"}


def test_marks_beside_values_are_kept(places: Places) -> None:
    received = read_file(
        "a.csv",
        csv([["Kommun", "Antal brott 2023"], ["Ale", "12,5 p"], ["Habo", "7r"], ["Mora", "3"]]),
        places,
    )
    assert list(received.records["mark"].fillna("")) == ["preliminary", "revised", ""]
    assert [f.code for f in received.findings] == ["marked_value", "marked_value"]


def test_a_heading_that_only_says_number_takes_the_title_and_the_municipality_is_the_place(
    places: Places,
) -> None:
    table = [
        ["Län", "Kommun", "Antal"],
        ["Jönköpings län", "Habo", 7],
        ["Västra Götalands län", "Ale", 8],
        ["", "Totalt", 15],
    ]
    received = read_file("a.xlsx", xlsx({"Blad1": [["Skyddade boenden 2023"], [], *table]}), places)
    assert received.findings == []
    assert values_of(received) == {("0643", 2023): 7, ("1440", 2023): 8}
    assert set(received.records["name_sv"]) == {"Skyddade boenden, antal"}
