"""Form b: the amounts of a list are the same however an agency writes the list."""

from babel.numbers import format_decimal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.core.findings import Severity
from dashboard.sources.forms import Received, read_file
from dashboard.sources.forms.places import Places

from .making import csv, ods, xls, xlsx

FEW = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def amounts(received: Received, measure: str = "available") -> dict[tuple[str, int], int]:
    """The amounts read, by recipient and year."""
    rows = received.records[received.records["measure"] == measure]
    return {(r.recipient_id, r.year): r.amount_sek for r in rows.itertuples()}


def as_text(sek: int, form: str) -> object:
    """An amount as a list writes it; one in thousands or millions is given so that it is exact."""
    grouped = format_decimal(sek, locale="sv_SE")
    return {
        "number": sek, "text": str(sek), "spaces": grouped.replace("\u00a0", " "), "kr": f"{grouped} kr",
        "tkr": f"{format_decimal(sek / 1000, '#,##0.###', locale='sv_SE')} tkr", "mnkr": f"{format_decimal(sek / 1e6, '0.######', locale='sv_SE')} mnkr",
    }[form]  # fmt: skip


def as_name(name: str, form: str) -> str:
    """A municipality's name as a list writes it."""
    genitive = name if name.endswith(("s", "x", "z")) else f"{name}s"
    return {
        "name": name,
        "kommun": f"{genitive} kommun",
        "stad": f"{genitive} stad",
        "genitive": genitive,
        "upper": name.upper(),
        "plain": f"{name} kommun",
    }[form]


@FEW
@given(
    data=st.data(),
    kind=st.sampled_from(["xlsx", "xls", "ods", "csv"]),
    in_counties=st.booleans(),
    with_code=st.booleans(),
)
def test_a_list_in_any_dress_gives_the_same_amounts(
    places: Places, data: st.DataObject, kind: str, in_counties: bool, with_code: bool
) -> None:
    chosen = data.draw(
        st.lists(
            st.sampled_from(places.municipality.to_dict("records")),
            min_size=1,
            max_size=8,
            unique_by=lambda r: r["municipality_code"],
        )
    )
    chosen.sort(key=lambda row: row["municipality_code"])
    given_sek = {row["municipality_code"]: data.draw(st.integers(1, 10**9)) for row in chosen}
    counties = dict(zip(places.county["county_code"], places.county["name"], strict=True))
    width = 3 if with_code else 2

    def line(code: str, name: str, sek: object) -> list[object]:
        return [code, name, sek] if with_code else [name, sek]

    rows: list[list[object]] = [
        ["Fördelning av utvecklingsmedel 2022", *[""] * (width - 1)],
        [""] * width,
        line("Kommunkod", "Kommun", "Tilldelat belopp"),
    ]
    county = ""
    for row in chosen:
        code = row["municipality_code"]
        if in_counties and row["county_code"] != county:
            county = row["county_code"]
            rows.append(line("", counties[county], ""))
        name = as_name(
            row["name"], data.draw(st.sampled_from(["name", "kommun", "stad", "genitive", "upper", "plain"]))
        )
        form = data.draw(st.sampled_from(["number", "text", "spaces", "kr", "tkr", "mnkr"]))
        rows.append(line(code, name, as_text(given_sek[code], form)))
    rows += [
        line("", "Summa", sum(given_sek.values())),
        [""] * width,
        ["Källa: Socialstyrelsen.", *[""] * (width - 1)],
    ]
    content = {
        "xlsx": lambda: xlsx({"Lista": rows}),
        "xls": lambda: xls({"Lista": rows}),
        "ods": lambda: ods({"Lista": rows}),
        "csv": lambda: csv(rows),
    }[kind]()
    received = read_file(f"lista.{kind}", content, places)
    assert [str(f) for f in received.findings if f.severity is not Severity.INFO] == []
    assert received.form_id == "allocation_list"
    assert amounts(received) == {(f"municipality-{code}", 2022): sek for code, sek in given_sek.items()}


def test_years_and_measures_from_headings_over_two_rows(places: Places) -> None:
    rows = [
        ["Statsbidrag till kommuner, tkr"],
        ["Kommun", "Rekvirerat", "", "Återbetalt", ""],
        ["", 2021, 2022, 2021, 2022],
        ["Ale", 10, 20, 1, 2],
        ["Summa", 10, 20, 1, 2],
    ]
    received = read_file("lista.xlsx", xlsx({"Blad1": rows}, merged=("B2:C2", "D2:E2", "A2:A3")), places)
    assert amounts(received, "received") == {
        ("municipality-1440", 2021): 10_000,
        ("municipality-1440", 2022): 20_000,
    }
    assert amounts(received, "repaid") == {
        ("municipality-1440", 2021): 1_000,
        ("municipality-1440", 2022): 2_000,
    }
    assert received.findings == []


def test_a_list_of_regions(places: Places) -> None:
    rows = [
        ["Region", "Beviljat belopp 2022 (kr)"],
        ["Region Stockholm", 3194743],
        ["Region Gotland", 1055454],
        ["Totalt", 4250197],
    ]
    received = read_file("regioner.xlsx", xlsx({"Blad1": rows}), places)
    assert amounts(received, "received") == {("region-01", 2022): 3194743, ("region-09", 2022): 1055454}
    assert received.findings == []


def test_gotland_in_a_list_of_municipalities_is_the_municipality(places: Places) -> None:
    rows = [["Kommun", "Belopp 2022"], ["Ale", 5], ["Region Gotland", 7]]
    assert amounts(read_file("lista.xlsx", xlsx({"Blad1": rows}), places))["municipality-0980", 2022] == 7


def test_sums_of_counties_before_and_after_their_rows(places: Places) -> None:
    before = [
        ["Kommun", "Tilldelat 2022"],
        ["Skåne län", 11],
        ["Malmö", 5],
        ["Lund", 6],
        ["Hallands län", 3],
        ["Halmstad", 3],
        ["Riket", 14],
    ]
    after = [
        ["Kommun", "Tilldelat 2022"],
        ["Malmö", 5],
        ["Lund", 6],
        ["Summa Skåne län", 11],
        ["Halmstad", 3],
        ["Summa Hallands län", 3],
        ["Summa", 14],
    ]
    for rows in (before, after):
        received = read_file("lista.xlsx", xlsx({"Blad1": rows}), places)
        assert received.findings == []
        assert sum(amounts(received).values()) == 14


def test_a_wrong_sum_is_told_with_the_difference(places: Places) -> None:
    rows = [["Kommun", "Tilldelat 2022"], ["Malmö", 5], ["Lund", 6], ["Summa", 14]]
    (found,) = read_file("lista.xlsx", xlsx({"Blad1": rows}), places).findings
    assert (found.code, found.cell, found.severity) == ("sum_row_differs", "B4", Severity.WARNING)
    assert (
        "14 kr" in found.text_sv.replace("\u00a0", " ")
        and "11 kr" in found.text_sv.replace("\u00a0", " ")
        and "3 kr" in found.text_sv.replace("\u00a0", " ")
    )


def test_sums_of_rounded_thousands_may_differ_by_their_rounding(places: Places) -> None:
    rows = [["Kommun", "Tilldelat 2022 (tkr)"], ["Malmö", 5], ["Lund", 6], ["Summa", 12]]
    assert read_file("lista.xlsx", xlsx({"Blad1": rows}), places).findings == []
    off = [*rows[:3], ["Summa", 13]]
    assert [f.code for f in read_file("lista.xlsx", xlsx({"Blad1": off}), places).findings] == [
        "sum_row_differs"
    ]


def test_one_name_for_two_rows_by_a_merged_cell(places: Places) -> None:
    rows = [["Kommun", "År", "Rekvirerat belopp"], ["Malmö", 2021, 5], ["", 2022, 6]]
    received = read_file("lista.xlsx", xlsx({"Blad1": rows}, merged=("A2:A3",)), places)
    assert amounts(received, "received") == {("municipality-1280", 2021): 5, ("municipality-1280", 2022): 6}


def test_the_year_may_stand_in_the_file_name(places: Places) -> None:
    rows = [["Kommun", "Tilldelat belopp"], ["Malmö", 5]]
    assert amounts(read_file("Fördelning 2021.xlsx", xlsx({"Blad1": rows}), places)) == {
        ("municipality-1280", 2021): 5
    }
