"""Form b in the shapes that lists really have: nothing is taken for what it is not, and what is not read is named."""

import pytest

from dashboard.core.findings import Severity
from dashboard.sources.forms import Received, read_file
from dashboard.sources.forms.number_formats import shown_times
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.units import unit_in

from .making import Rows, Shown, csv, xls, xlsx


def read(places: Places, rows: Rows, name: str = "lista.xlsx", merged: tuple[str, ...] = ()) -> Received:
    """The rows as a workbook, read."""
    return read_file(name, xlsx({"Blad1": rows}, merged=merged), places)


def facts(received: Received) -> dict[tuple[str, int, str], int]:
    """The amounts read, by recipient, year and measure."""
    return {(r.recipient_id, r.year, r.measure): r.amount_sek for r in received.records.itertuples()}


def who(received: Received) -> dict[str, int]:
    """The amounts read, by recipient."""
    return {r.recipient_id: r.amount_sek for r in received.records.itertuples()}


def told(received: Received, code: str) -> list[str]:
    """The values that findings of a code name."""
    return [f.value for f in received.findings if f.code == code]


# Which column is the recipient

UMEA, LUND, MARK = "municipality-2480", "municipality-1281", "municipality-1463"
WHO: list[tuple[str, Rows, dict[str, int]]] = [
    ("county and municipality", [["Län", "Kommun", "Tilldelat 2024"], ["Skåne län", "Lund", 3], ["Västerbottens län", "Umeå", 4]], {LUND: 3, UMEA: 4}),
    ("municipality and county", [["Kommun", "Län", "Tilldelat 2024"], ["Lund", "Skåne", 3], ["Umeå", "Västerbotten", 4]], {LUND: 3, UMEA: 4}),
    (
        "a county named as its town",
        [["Län", "Kommun", "Tilldelat 2024"], ["Gävleborg", "Bollnäs", 3], ["Halmstad", "Laholm", 5], ["Västerås", "Sala", 4]],
        {"municipality-2183": 3, "municipality-1381": 5, "municipality-1981": 4},
    ),
    (
        "codes and names of both",
        [["Länskod", "Län", "Kommunkod", "Kommun", "Tilldelat 2024"], ["12", "Skåne län", "1281", "Lund", 3], ["24", "Västerbottens län", "2480", "Umeå", 4]],
        {LUND: 3, UMEA: 4},
    ),
    (
        "codes of both, as numbers",
        [["Länskod", "Kommunkod", "Tilldelat 2024"], [12, 1281, 3], [1, 114, 4]],
        {LUND: 3, "municipality-0114": 4},
    ),
    ("only the county has a code", [["Länskod", "Kommun", "Tilldelat 2024"], ["12", "Lund", 3], ["24", "Umeå", 4]], {LUND: 3, UMEA: 4}),
    ("region and municipality", [["Region", "Kommun", "Tilldelat 2024"], ["Region Skåne", "Lund", 3], ["Kalmar", "Vimmerby", 4]], {LUND: 3, "municipality-0884": 4}),
    ("region and the municipality's code", [["Region", "Kommunkod", "Tilldelat 2024"], ["Skåne", "1281", 3], ["Kalmar", "0884", 4]], {LUND: 3, "municipality-0884": 4}),
    ("rows that are numbered", [["Nr", "Kommun", "Tilldelat 2024"], [1, "Umeå", 4], [2, "Lund", 3], [3, "Mark", 5]], {UMEA: 4, LUND: 3, MARK: 5}),
    ("regions that are numbered", [["Nr", "Region", "Tilldelat 2024"], [1, "Region Skåne", 4], [2, "Region Halland", 3]], {"region-12": 4, "region-13": 3}),
    ("a number that is the code", [["Nr", "Kommun", "Tilldelat 2024"], ["2480", "Umeå", 4], ["1281", "Lunds kommun", 3]], {UMEA: 4, LUND: 3}),
    ("regions by short names", [["Region", "Tilldelat 2024"], ["Skåne", 3], ["Kalmar", 4], ["Uppsala", 5]], {"region-12": 3, "region-08": 4, "region-03": 5}),
    ("a column for each kind", [["Kommun", "Region", "Tilldelat 2024"], ["Lund", "", 3], ["", "Region Skåne", 4]], {LUND: 3, "region-12": 4}),
    ("the kind in a column", [["Mottagare", "Typ", "Tilldelat 2024"], ["Uppsala", "Region", 3], ["Uppsala", "Kommun", 4]], {"region-03": 3, "municipality-0380": 4}),
    ("sums of the county beside it", [["Län", "Kommun", "Tilldelat 2024"], ["Skåne", "Lund", 3], ["Skåne", "Malmö", 4], ["Skåne", "", 7]], {LUND: 3, "municipality-1280": 4}),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), [c[1:] for c in WHO], ids=[c[0] for c in WHO])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_most_specific_column_names_the_recipient(
    places: Places, rows: Rows, expected: dict[str, int], kind: str
) -> None:
    content = xlsx({"Blad1": rows}) if kind == "xlsx" else csv(rows)
    received = read_file(f"lista.{kind}", content, places)
    assert who(received) == expected
    assert [str(f) for f in received.findings if f.severity is not Severity.INFO] == []


def test_amounts_of_counties_are_nobodys(places: Places) -> None:
    received = read(places, [["Län", "Tilldelat 2024"], ["Örebro", 3], ["Kalmar län", 4]])
    assert received.records.empty
    assert [f.code for f in received.findings if f.severity is Severity.ERROR] == ["amounts_by_county"]


def test_a_municipality_under_another_county_is_told(places: Places) -> None:
    received = read(places, [["Län", "Kommun", "Tilldelat 2024"], ["Skåne", "Lund", 3], ["Skåne", "Umeå", 4]])
    assert [(f.code, f.cell) for f in received.findings] == [("outside_county", "B3")]


def test_an_organisation_that_is_not_known_is_not_read_as_its_municipality(places: Places) -> None:
    received = read(places, [["Kommun", "Mottagare", "Beviljat 2024"], ["Lund", "Jouren Exempel", 3]])
    assert received.records.empty
    (found,) = [f for f in received.findings if f.code == "unknown_place"]
    assert (found.value, found.cell) == ("Jouren Exempel", "B2")
    assert "Är namnet rätt är mottagaren ny" in found.advice_sv and "data/recipients.csv" in found.advice_sv


# Which column is which amount

NOT_AMOUNTS = [
    "Oförbrukat 2024", "Oförbrukade medel 2024 (kr)", "Ej förbrukat 2024", "Outnyttjade medel 2024", "Ej rekvirerat belopp 2024", "Inte utbetalt 2024",
    "O-fördelat 2024", "Ofördelade medel 2024", "Sökt belopp 2024", "Ansökt belopp 2024", "Sökta medel 2024", "Högsta belopp 2024", "Maxbelopp 2024",
    "Lägsta tilldelat belopp 2024", "Kvarvarande medel 2024", "Återstående belopp 2024", "Förändring av tilldelat belopp 2024", "Ökning av bidrag 2024 (kr)",
    "Skillnad tilldelat 2024", "Tilldelat kr/inv 2024", "Tilldelat per invånare 2024", "Bidrag per capita 2024", "Andel förbrukat 2024", "Rekvirerat 2024 (%)",
    "Rekvirerat i procent av tilldelat 2024", "Beräknat belopp 2024", "Preliminärt tilldelat 2024", "Föreslaget belopp 2024", "Genomsnittligt bidrag 2024",
    "Tilldelat 2023–2024", "Tilldelat 2024/25", "Medel från 2023", "Tilldelat första halvåret 2024", "Egenfinansierat belopp 2024", "Belopp i avslag 2024",
    "Tilldelat och rekvirerat 2024",
]  # fmt: skip


@pytest.mark.parametrize("heading", NOT_AMOUNTS)
def test_what_is_not_surely_one_of_the_amounts_is_left_out_and_named(places: Places, heading: str) -> None:
    received = read(places, [["Kommun", heading, "Använda medel 2024"], ["Lund", 5000, 7], ["Umeå", 9000, 8]])
    assert facts(received) == {(LUND, 2024, "used"): 7, (UMEA, 2024, "used"): 8}
    named = told(received, "amount_not_understood") + told(received, "column_not_read")
    assert named == [heading]
    assert not any(f.severity is Severity.ERROR for f in received.findings)


@pytest.mark.parametrize(
    "heading", ["Oförbrukat 2024", "Sökt belopp 2024", "Tilldelat kr/inv 2024", "Kvarvarande medel 2024"]
)
def test_a_list_of_nothing_else_is_not_taken_at_all(places: Places, heading: str) -> None:
    received = read(places, [["Kommun", heading], ["Lund", 5000], ["Umeå", 9000]])
    assert received.records.empty
    assert [f.code for f in received.findings] == ["amount_not_understood", "no_rows"]


AMOUNTS = [
    ("Tilldelat", "available"), ("Tilldelade medel (kr)", "available"), ("Fördelat belopp", "available"), ("Fördelning, kr", "available"), ("Ekonomisk", ""),
    ("Tilldelat utvecklingsmedel för arbete mot våld i nära relationer", "available"), ("Rekvirerat", "received"), ("Rekvirerade medel", "received"),
    ("Beviljat bidrag", "received"), ("Utbetalt belopp till kommunen", "received"), ("Förbrukat", "used"), ("Använda medel", "used"), ("Utnyttjat", "used"),
    ("Återbetalt", "repaid"), ("Återbetalda medel", "repaid"), ("Omfördelat belopp", "redistributed"), ("Totalt tilldelat", "available"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "measure"), [a for a in AMOUNTS if a[1]])
def test_the_amounts_that_are_read(places: Places, heading: str, measure: str) -> None:
    received = read(places, [["Kommun", f"{heading} 2024"], ["Lund", 5000]])
    assert facts(received) == {(LUND, 2024, measure): 5000}
    assert received.findings == []


TITLES = [
    "Sökta medel 2024", "Oförbrukade medel 2024", "Medel som inte har rekvirerats 2024", "Förändring av bidragen 2024", "Bidrag per invånare 2024",
    "Andel av utvecklingsmedlen 2024", "Preliminär fördelning 2024", "Tilldelade och rekvirerade medel 2024", "Högsta belopp 2024",
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_a_title_can_make_plain_amounts_something_else(places: Places, title: str) -> None:
    received = read(places, [[title], ["Kommun", "Belopp"], ["Lund", 5000]])
    assert received.records.empty
    assert told(received, "amount_not_understood") == ["Belopp"]


def test_a_title_about_more_than_a_column_does_not_change_the_column(places: Places) -> None:
    title = ["Sökta, beviljade och oförbrukade medel 2024, totalt och per invånare"]
    rows = [title, ["Kommun", "Sökt", "Beviljat", "Oförbrukat", "Kr per invånare"], ["Lund", 4, 3, 2, 1]]
    assert facts(read(places, rows)) == {(LUND, 2024, "received"): 3}


def test_an_amount_that_no_word_names_is_read_as_available_and_told(places: Places) -> None:
    received = read(places, [["Kommun", "Belopp 2024"], ["Lund", 3]])
    assert facts(received) == {(LUND, 2024, "available"): 3}
    assert [(f.code, f.severity) for f in received.findings] == [("measure_assumed", Severity.INFO)]


@pytest.mark.parametrize(
    "title",
    [
        "Andel som använder bedömningsmetoder",
        "Antal beviljade insatser",
        "Mottagna anmälningar",
        "Ekonomiskt bistånd, kr",
    ],
)
def test_figures_about_something_else_are_no_amounts(places: Places, title: str) -> None:
    received = read(places, [[title], ["Kommun", 2023, 2024], ["Lund", 45, 50], ["Umeå", 40, 42]])
    assert received.form_id != "allocation_list"


def test_words_are_not_money(places: Places) -> None:
    rows = [
        ["Kommun", "Statsbidrag", "Belopp 2024 (kr)", "Beviljande myndighet", "Beviljat av", "Tilldelat"],
        ["Lund", "Utvecklingsmedel", 3, "Socialstyrelsen", "Socialstyrelsen", "Ja"],
        ["Umeå", "Utvecklingsmedel", 4, "Länsstyrelsen", "Länsstyrelsen", "Nej"],
    ]
    received = read(places, rows)
    assert who(received) == {LUND: 3, UMEA: 4}
    assert told(received, "column_not_read") == [
        "Statsbidrag",
        "Beviljande myndighet",
        "Beviljat av",
        "Tilldelat",
    ]


def test_a_word_among_numbers_is_still_an_error(places: Places) -> None:
    received = read(places, [["Kommun", "Tilldelat 2024"], ["Lund", 3], ["Umeå", "okänt"]])
    assert [(f.code, f.cell) for f in received.findings] == [("text_in_number_cell", "B3")]


def test_a_total_that_is_the_only_one_of_its_kind_is_read(places: Places) -> None:
    rows = [["Kommun", "Totalt tilldelat 2024", "Rekvirerat 2024", "Summa"], ["Lund", 5, 4, 9]]
    received = read(places, rows)
    assert facts(received) == {(LUND, 2024, "available"): 5, (LUND, 2024, "received"): 4}
    assert told(received, "column_not_read") + told(received, "amount_not_understood") == ["Summa"]


# Two tables on a sheet


@pytest.mark.parametrize(
    "second",
    [
        [["Kommun", "Tilldelat 2025"], ["Umeå", 6]],
        [["Utvecklingsmedel 2025", ""], ["Kommun", "Tilldelat 2024"], ["Umeå", 6]],
        [["Kommun", "Rekvirerat 2024"], ["Umeå", 6]],
    ],
)
def test_another_table_below_is_not_read_with_the_headings_of_the_first(places: Places, second: Rows) -> None:
    received = read(places, [["Kommun", "Tilldelat 2024"], ["Lund", 5], ["", ""], *second])
    assert facts(received) == {(LUND, 2024, "available"): 5}
    assert [f.code for f in received.findings] == ["other_table_below"]


def test_headings_that_stand_again_on_every_page_are_passed_over(places: Places) -> None:
    rows = [["Kommun", "Tilldelat 2024"], ["Lund", 5], ["Kommun", "Tilldelat 2024"], ["Umeå", 6]]
    assert who(read(places, rows)) == {LUND: 5, UMEA: 6}


def test_lists_side_by_side_are_not_mixed(places: Places) -> None:
    rows = [["Kommun", "Tilldelat 2024", "Kommun", "Tilldelat 2025"], ["Lund", 5, "Umeå", 6]]
    received = read(places, rows)
    assert received.records.empty
    assert ("column_repeated", "C1") in [(f.code, f.cell) for f in received.findings]


# Headings over several rows


@pytest.mark.parametrize(
    "rows",
    [
        [["Kommun", 2024, "", 2025, ""], ["", "Tilldelat", "Rekvirerat", "Tilldelat", "Rekvirerat"], ["Lund", 1, 2, 3, 4]],
        [["", 2024, "", 2025, ""], ["Kommun", "Tilldelat", "Rekvirerat", "Tilldelat", "Rekvirerat"], ["Lund", 1, 2, 3, 4]],
        [["Utvecklingsmedel", "2024", "", "2025", ""], ["Kommun", "Tilldelat", "Rekvirerat", "Tilldelat", "Rekvirerat"], ["Lund", 1, 2, 3, 4]],
        [["Kommun", "År 2024", "", "År 2025", ""], ["", "Tilldelat", "Rekvirerat", "Tilldelat", "Rekvirerat"], ["", "kr", "kr", "kr", "kr"], ["Lund", 1, 2, 3, 4]],
    ],
)  # fmt: skip
def test_a_blank_heading_continues_the_one_to_its_left(places: Places, rows: Rows) -> None:
    expected = {
        (LUND, 2024, "available"): 1,
        (LUND, 2024, "received"): 2,
        (LUND, 2025, "available"): 3,
        (LUND, 2025, "received"): 4,
    }
    for received in (read(places, rows), read_file("lista.csv", csv(rows), places)):
        assert facts(received) == expected
        assert received.findings == []


def test_a_heading_over_others_counts_with_them(places: Places) -> None:
    rows = [
        ["", "Ej rekvirerat", "", "Tilldelat", ""],
        ["Kommun", 2023, 2024, 2023, 2024],
        ["Lund", 1, 2, 3, 4],
    ]
    received = read(places, rows)
    assert facts(received) == {(LUND, 2023, "available"): 3, (LUND, 2024, "available"): 4}
    assert told(received, "amount_not_understood") == ["Ej rekvirerat 2023", "Ej rekvirerat 2024"]


# Units

UNITS = [
    ("Tilldelat 2024 (tkr)", 1_000), ("Tilldelat 2024, kSEK", 1_000), ("Tilldelat, tusental kronor", 1_000), ("Belopp i tusental", 1_000), ("1000-tal kr", 1_000),
    ("1 000-tal kronor", 1_000), ("i 1 000 kr", 1_000), ("Tilldelat (1000 kr)", 1_000), ("tusen kronor", 1_000), ("Tilldelat 2024 tkr", 1_000),
    ("Tilldelat, mnkr", 1_000_000), ("miljoner kronor", 1_000_000), ("Belopp i miljoner", 1_000_000), ("milj. kr", 1_000_000), ("MSEK", 1_000_000),
    ("Tilldelat (kr)", 1), ("i kronor", 1), ("Tilldelat", None), ("Fördelning av 100 miljoner kronor", None), ("minst 1 000 kr till var och en", None),
    ("högst 250 tkr", None), ("Totalt 46 mnkr", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit"), UNITS)
def test_the_unit_that_a_text_tells(text: str, unit: int | None) -> None:
    assert unit_in(text) == unit


@pytest.mark.parametrize(
    "note", ["Belopp i tusental kronor. Källa: Socialstyrelsen.", "Anm: beloppen anges i 1000-tal kr", "tkr"]
)
@pytest.mark.parametrize("where", ["title", "below"])
def test_the_unit_may_stand_above_or_below(places: Places, note: str, where: str) -> None:
    table: Rows = [["Kommun", "Tilldelat 2024", "Rekvirerat 2024"], ["Lund", 247, 200], ["Summa", 247, 200]]
    rows = [[note], *table] if where == "title" else [*table, [""], [note]]
    assert facts(read(places, rows)) == {
        (LUND, 2024, "available"): 247_000,
        (LUND, 2024, "received"): 200_000,
    }


def test_the_nearest_unit_holds_and_another_is_told(places: Places) -> None:
    received = read(
        places, [["Statsbidrag 2024, tkr"], ["Kommun", "Tilldelat (kr)", "Rekvirerat"], ["Lund", 5, 6]]
    )
    assert facts(received) == {(LUND, 2024, "available"): 5, (LUND, 2024, "received"): 6_000}
    assert [(f.code, f.cell, f.severity) for f in received.findings] == [
        ("unit_disagrees", "B2", Severity.WARNING)
    ]


FORMATS = [
    ("#,##0", 1), ("# ##0", 1), ("0.00", 1), ("#,##0.0", 1), ("General", 1), ('#,##0 "kr, cirka"', 1), ("#,##0,", 0.001), ("# ##0,", 0.001), ("#,##0.0,", 0.001),
    ('#,##0,"tkr"', 0.001), ("#,##0,,", 0.000001), ("0.0,,", 0.000001), ("0%", 100), ("0.0 %", 100), ('0"%"', 1), ("[Red]#,##0,;-#,##0,", 0.001),
]  # fmt: skip


@pytest.mark.parametrize(("code", "times"), FORMATS)
def test_what_a_number_format_shows(code: str, times: float) -> None:
    assert shown_times(code) == pytest.approx(times)


@pytest.mark.parametrize("make", [xlsx, xls])
@pytest.mark.parametrize("heading", ["Tilldelat 2024 (tkr)", "Tilldelat 2024 (kr)", "Tilldelat 2024"])
def test_a_cell_that_shows_thousands_is_asked_about(places: Places, make, heading: str) -> None:  # type: ignore[no-untyped-def]
    rows: Rows = [
        ["Kommun", heading],
        ["Lund", Shown(1_165_401, "#,##0,")],
        ["Umeå", Shown(2_000_999, "#,##0,")],
    ]
    received = read_file(f"lista.{make.__name__}", make({"Blad1": rows}), places)
    assert who(received) == {LUND: 1_165_401, UMEA: 2_000_999}
    (found,) = received.findings
    assert (found.code, found.cell, found.severity) == ("shown_in_thousands", "B2", Severity.WARNING)
    assert "visar 1 165 men innehåller 1 165 401" in found.text_sv.replace("\u00a0", " ")


def test_percent_is_no_amount(places: Places) -> None:
    rows: Rows = [["Kommun", "Rekvirerat 2024", "Tilldelat 2024"], ["Lund", Shown(0.92, "0%"), 5]]
    received = read(places, rows)
    assert facts(received) == {(LUND, 2024, "available"): 5}
    assert told(received, "amount_not_understood") == ["Rekvirerat 2024"]


# The publisher below the list

TABLE: Rows = [["Kommun", "Tilldelat 2024 (kr)"], ["Lund", 5], ["Umeå", 6]]
CONTACT = "Kontaktperson: Kim Exempel, 08-123 456 78, kim.exempel@example.se"


@pytest.mark.parametrize("below", [[CONTACT], ["Kontakt", "08-123 456 78"], ["", CONTACT]])
def test_a_publishers_contact_may_stand_below(places: Places, below: list[object]) -> None:
    received = read(places, [*TABLE, [""], below])
    assert who(received) == {LUND: 5, UMEA: 6}
    assert received.findings == []


def test_a_publishers_contact_may_stand_below_indicators(places: Places) -> None:
    rows: Rows = [["Kommun", "Andel med rutin 2022"], ["Lund", 5], ["Umeå", 6], [""], [CONTACT]]
    received = read(places, rows)
    assert received.form_id == "indicators" and len(received.records) == 2
    assert [f.code for f in received.findings if f.severity is Severity.ERROR] == []


def test_a_personal_number_below_and_a_contact_within_still_stop(places: Places) -> None:
    below = read(places, [*TABLE, ["Kontakt 19811218-9876"]])
    within = read(places, [["Kommun", "Tilldelat 2024 (kr)", "Kontakt"], ["Lund", 5, "kim@example.se"]])
    assert [f.code for f in below.findings] == ["personal_number"]
    assert "email_address" in [f.code for f in within.findings]


def test_the_form_that_a_person_chooses_is_the_one_read(places: Places) -> None:
    content = xlsx({"Blad1": [["Kommun", "Tilldelat kr/inv 2024"], ["Lund", 20], ["Umeå", 12]]})
    assert read_file("lista.xlsx", content, places).form_id == "allocation_list"
    chosen = read_file("lista.xlsx", content, places, "indicators")
    assert chosen.form_id == "indicators" and len(chosen.records) == 2
