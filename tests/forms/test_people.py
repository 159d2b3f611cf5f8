"""Form d: only a count of all inhabitants on 31 December is one. Parts, changes, rates, months and other contents are refused, or are indicators."""

import json

import pytest

from dashboard.core.findings import Severity
from dashboard.sources.forms import Received, read_file
from dashboard.sources.forms.places import Places

from .making import Rows, Shown, csv, xlsx

HABO, ALE = "0643 Habo", "1440 Ale"


def facts_of(received: Received) -> dict[tuple[str, int], int]:
    """The inhabitants read, by area and year."""
    rows = received.records[received.records["table"] == "population"]
    return {(r.area_code, r.year): r.population for r in rows.itertuples()}


def errors_of(received: Received) -> set[str]:
    """The codes of what stops the file."""
    return {f.code for f in received.findings if f.severity is Severity.ERROR}


def sheet(title: str, *rows: list[object], name: str = "Blad1") -> bytes:
    """A workbook with a title, a blank row and a table, as people save them from the table service."""
    return xlsx({name: [[title], [], *rows]})


WIDE: Rows = [["region", "2023", "2024"], [HABO, 12_900, 13_000], [ALE, 33_100, 33_300]]
COUNTED = {("0643", 2023): 12_900, ("0643", 2024): 13_000, ("1440", 2023): 33_100, ("1440", 2024): 33_300}


@pytest.mark.parametrize(
    "title",
    [
        "Folkmängd efter region och år",
        "Folkmängden i Sveriges kommuner 31 december",
        "Antal invånare per kommun",
        "Befolkning 31 december efter kommun",
        "Folkmängd per 31 december",
        "Invånare totalt",
        "Population by region and year",
        "BE0101N1",
    ],
)
def test_counts_of_inhabitants_are_read_whatever_they_are_called(places: Places, title: str) -> None:
    received = read_file("a.xlsx", sheet(title, *WIDE), places)
    assert errors_of(received) == set()
    assert facts_of(received) == COUNTED


@pytest.mark.parametrize(
    "title",
    [
        "Befolkningsförändring efter kommun och år",
        "Folkökning 2023–2024",
        "Befolkningstillväxt i kommunerna",
        "Förändring av antal invånare",
        "Befolkningsprognos för länet",
        "Framskriven folkmängd efter region och år",
        "BE0101N2",
        "Population change by region",
    ],
)
def test_changes_and_forecasts_are_no_count_of_inhabitants(places: Places, title: str) -> None:
    received = read_file("a.xlsx", sheet(title, *WIDE), places)
    assert received.records.empty
    assert errors_of(received) == {"not_inhabitants"}
    assert title in received.findings[0].text_sv


@pytest.mark.parametrize(
    "title",
    [
        "Folkmängd efter region och år, kvinnor",
        "Folkmängd, män",
        "Folkmängd 0–17 år efter kommun",
        "Folkmängd 65+ år",
        "Invånare 20-64 år, antal",
        "Folkmängd efter region, kön och år",
        "Antal invånare 80 år och äldre",
        "Folkmängd, utrikes födda",
        "Population, women",
    ],
)
def test_a_title_that_names_some_of_the_inhabitants_restricts(places: Places, title: str) -> None:
    received = read_file("a.xlsx", sheet(title, *WIDE), places)
    assert received.records.empty
    assert errors_of(received) == {"divided_population"}


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Anmälda brott mot kvinnor, antal per 100 000 invånare", "per_100000"),
        ("Vårddagar per 1 000 invånare", "per_1000"),
        ("Andel av befolkningen som är 65 år eller äldre, procent", "percent"),
        ("Invånare 65+, andel (%)", "percent"),
        ("Vuxna som fått insats, antal/10 000 invånare", "per_10000"),
    ],
)
def test_rates_are_indicators_and_never_inhabitants(places: Places, title: str, unit: str) -> None:
    table: Rows = [
        ["Kommunkod", "Kommun", "2023", "2024"],
        ["0643", "Habo", 620, 615],
        ["1440", "Ale", 80, 90],
    ]
    received = read_file("a.xlsx", sheet(title, *table), places)
    assert errors_of(received) == set()
    assert set(received.records["table"]) == {"indicator"}
    assert set(received.records["name_sv"]) == {title} and set(received.records["unit"]) == {unit}
    assert len(received.records) == 4


@pytest.mark.parametrize(
    ("heading", "category", "is_all"),
    [
        ("kön", "män", False),
        ("kön", "2", False),
        ("Kon", "1+2", True),
        ("kön", "totalt", True),
        ("ålder", "20–64 år", False),
        ("ålder", "totalt ålder", True),
        ("Alder", "tot20+", False),
        ("Alder", "tot", True),
        ("civilstånd", "gifta", False),
        ("", "kvinnor", False),
        ("grupp", "barn 0–17 år", False),
        ("sex", "men and women", True),
    ],
)
def test_a_column_with_only_one_value_restricts_unless_it_is_all(
    places: Places, heading: str, category: str, is_all: bool
) -> None:
    rows: Rows = [["region", heading, "Folkmängd 2023"], [HABO, category, 12_900], [ALE, category, 33_100]]
    received = read_file("a.csv", csv(rows, encoding="cp1252"), places)
    assert errors_of(received) == (set() if is_all else {"divided_population"})
    assert len(received.records) == (2 if is_all else 0)


def test_sexes_over_the_years_divide_and_the_column_of_all_is_read(places: Places) -> None:
    over: Rows = [
        ["region", "män", "", "kvinnor", ""],
        ["", "2023", "2024", "2023", "2024"],
        [HABO, 6_500, 6_550, 6_400, 6_450],
    ]
    received = read_file("a.xlsx", sheet("Folkmängd efter region och år", *over), places)
    assert errors_of(received) == {"divided_population"}

    beside: Rows = [
        ["Kod", "Kommun", "Folkmängd 2024", "", ""],
        ["", "", "Totalt", "Män", "Kvinnor"],
        ["0643", "Habo", 13_000, 6_550, 6_450],
    ]
    received = read_file("a.xlsx", sheet("Folkmängd efter kön", *beside), places)
    assert errors_of(received) == set()
    assert facts_of(received) == {("0643", 2024): 13_000}
    assert "Män" in next(f.text_sv for f in received.findings if f.code == "columns_not_read")


def test_each_column_is_what_its_own_heading_says(places: Places) -> None:
    rows: Rows = [
        ["region", "Folkmängd 2024", "Folkökning 2024", "Andel av länet (%) 2024"],
        [HABO, 13_000, 100, 3.4],
    ]
    received = read_file("a.xlsx", xlsx({"Blad1": rows}), places)
    assert errors_of(received) == set()
    assert facts_of(received) == {("0643", 2024): 13_000}


@pytest.mark.parametrize(
    "period",
    ["2024M01", "2024M12", "2024K2", "2024 kv 3", "2024-06", "juni 2024", "30 juni 2024", "2024-11-01"],
)
def test_months_quarters_and_days_are_not_years(places: Places, period: str) -> None:
    wide = csv([["region", f"Folkmängd {period}"], [HABO, 12_900]])
    long = csv([["region", "tid", "Folkmängd"], [HABO, period, 12_900]])
    for content in (wide, long):
        received = read_file("a.csv", content, places)
        assert errors_of(received) == {"months_not_years"}, content
        assert received.records.empty


@pytest.mark.parametrize("period", ["2024", "2024-12-31", "31 december 2024", "31 dec 2024"])
def test_the_last_day_of_a_year_is_its_year(places: Places, period: str) -> None:
    received = read_file("a.csv", csv([["region", f"Folkmängd {period}"], [HABO, 12_900]]), places)
    assert facts_of(received) == {("0643", 2024): 12_900}


def test_csv_by_codes_is_read_and_a_code_that_says_nothing_asks_for_texts(places: Places) -> None:
    rows: Rows = [
        ['"Region"', '"BE0101N1 2023"', '"BE0101N1 2024"'],
        ['"0643"', 12_900, 13_000],
        ['"1440"', 33_100, 33_300],
    ]
    assert facts_of(read_file("a.csv", csv(rows, ",", "iso-8859-1"), places)) == COUNTED
    long: Rows = [["Region", "Kon", "Tid", "BE0101N1"], ["0643", "1+2", 2024, 13_000]]
    assert facts_of(read_file("a.csv", csv(long, ","), places)) == {("0643", 2024): 13_000}

    change: Rows = [["Region", "BE0101N1 2024", "BE0101N2 2024"], ["0643", 13_000, 100]]
    assert facts_of(read_file("a.csv", csv(change, ","), places)) == {("0643", 2024): 13_000}
    assert errors_of(read_file("a.csv", csv([["Region", "BE0101N2 2024"], ["0643", 100]], ","), places)) == {
        "not_inhabitants"
    }
    for code in ("000003O5", "HE0110K2"):
        received = read_file("a.csv", csv([["Region", f"{code} 2024"], ["0643", 100]], ","), places)
        assert errors_of(received) == {"contents_code"}
        assert code in received.findings[0].text_sv


def test_the_workbook_of_the_table_service_is_read_with_its_notes(places: Places) -> None:
    notes: Rows = [
        [],
        ["Senaste uppdatering:"],
        ["20260220 08:00"],
        ["Källa:"],
        ["SCB"],
        ["Enhet:"],
        ["antal"],
        ["Folkmängd: Uppgifterna avser 31 december."],
    ]
    received = read_file(
        "a.xlsx",
        xlsx({"Sheet1": [["Folkmängd efter region och år"], [], ["", "2023", "2024"], *WIDE[1:], *notes]}),
        places,
    )
    assert received.findings == []
    assert facts_of(received) == COUNTED


def test_the_yearly_workbook_is_read_from_its_sheet_of_all(places: Places) -> None:
    def made(who: str, codes: tuple[object, object, object], counts: tuple[int, int, int]) -> Rows:
        return [
            [f"Folkmängd i riket, län och kommuner 31 december 2024 och befolkningsförändringar 1 januari–31 december 2024. {who}"],
            [f"Population in the country, counties and municipalities on 31 December 2024 and population changes. {who}"],
            [],
            [],
            [],
            ["Län", "", "Folk-", "Folk-", "Födda", "Inflyttade", ""],
            ["Kommun", "", "mängd", "ökning", "", "Totalt", "Från egna"],
            ["", "", "", "", "", "", "länet"],
            [codes[0], "Riket  ", counts[0], 100, 5, 7, 2],
            [codes[1], "  Jönköpings län", counts[1], 50, 3, 4, 1],
            [codes[2], "    Habo    ", counts[2], 10, 1, 2, 1],
            [],
            ["Källa: SCB"],
        ]  # fmt: skip

    book = {
        "Totalt": made("Totalt", ("00", "06", "0643"), (10_600_000, 370_000, 13_000)),
        "Män": made("Män", (0, 6, 643), (5_300_000, 186_000, 6_550)),
        "Kvinnor": made("Kvinnor", (0, 6, 643), (5_300_000, 184_000, 6_450)),
    }
    received = read_file("be0101_tabhel2024.xlsx", xlsx(book), places)
    assert errors_of(received) == set()
    assert facts_of(received) == {("00", 2024): 10_600_000, ("06", 2024): 370_000, ("0643", 2024): 13_000}
    assert [f.sheet for f in received.findings if f.code == "part_not_read"] == ["Män", "Kvinnor"]

    alone = read_file("be0101_tabhel2024.xlsx", xlsx({"Män": book["Män"]}), places)
    assert alone.records.empty and errors_of(alone) == {"divided_population"}

    lost_zero = read_file(
        "a.xlsx", xlsx({"Totalt": made("Totalt", (0, 6, 643), (10_600_000, 370_000, 13_000))}), places
    )
    assert facts_of(lost_zero) == facts_of(received)

    quarter = [
        [title.replace("31 december", "31 mars") for title in row] if len(row) == 1 else row
        for row in book["Totalt"]
    ]
    assert errors_of(read_file("a.xlsx", xlsx({"Totalt": quarter}), places)) == {"months_not_years"}


@pytest.mark.parametrize(
    ("written", "mark"), [("13 000 p", "preliminary"), ("13000r", "revised"), ("13 000 k", "corrected")]
)
def test_a_mark_beside_a_number_is_kept_and_told(places: Places, written: str, mark: str) -> None:
    received = read_file(
        "a.csv", csv([["region", "Folkmängd 2024", "Folkmängd 2023"], [HABO, written, ".."]]), places
    )
    assert facts_of(received) == {("0643", 2024): 13_000}
    assert list(received.records["mark"]) == [mark]
    assert [f.code for f in received.findings] == ["marked_value"]


def stat(
    dimensions: dict[str, dict[str, str]],
    label: str = "Folkmängd efter region och år",
    contents: dict[str, str] | None = None,
    **more: object,
) -> bytes:
    """A data set as JSON-stat2 of region, other dimensions, contents and year."""
    every = {
        "Region": {"0643": "Habo"}, **dimensions, "ContentsCode": contents or {"BE0101N1": "Folkmängd"}, "Tid": {"2024": "2024"},
    }  # fmt: skip
    size = [len(codes) for codes in every.values()]
    count = 1
    for one in size:
        count *= one
    return json.dumps(
        {
            "version": "2.0", "class": "dataset", "label": label, "source": "SCB", "id": list(every), "size": size,
            "role": {"geo": ["Region"], "time": ["Tid"], "metric": ["ContentsCode"]},
            "dimension": {n: {"label": n.lower(), "category": {"index": {c: i for i, c in enumerate(codes)}, "label": codes}} for n, codes in every.items()},
            "value": list(range(13_000, 13_000 + count)), **more,
        }
    ).encode()  # fmt: skip


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (stat({}), set()),
        (stat({"Kon": {"1+2": "totalt"}, "Alder": {"tot": "totalt ålder"}}), set()),
        (stat({}, contents={"000005MN": "Folkmängd"}), set()),
        (stat({}, contents={"BE0101N1": "Folkmängd", "BE0101N2": "Folkökning"}), set()),
        (stat({"Kon": {"2": "kvinnor"}}), {"divided_population"}),
        (stat({"Kon": {"1": "män", "2": "kvinnor"}}), {"divided_population"}),
        (stat({"Alder": {"tot20+": "20+ år"}}), {"divided_population"}),
        (stat({"Fodelseregion": {"11": "utrikes födda"}}), {"divided_population"}),
        (stat({}, label="Folkmängd efter region och år, kvinnor"), {"divided_population"}),
        (stat({}, contents={"BE0101N2": "Folkökning"}), {"not_inhabitants"}),
        (stat({}, contents={"HE0110J8": "Medianinkomst, tkr"}), {"not_inhabitants"}),
        (stat({}, contents={"BE0101U1": "Invånare per kvadratkilometer"}), {"not_inhabitants"}),
    ],
)
def test_json_stat_is_read_by_its_contents_and_a_dimension_of_one_restricts(
    places: Places, content: bytes, codes: set[str]
) -> None:
    received = read_file("a.json", content, places)
    assert errors_of(received) == codes
    assert facts_of(received) == ({} if codes else {("0643", 2024): 13_000})


def test_json_stat_by_month_is_refused_and_marks_are_kept(places: Places) -> None:
    by_month = stat({}).replace(b'"2024"', b'"2024M03"')
    assert errors_of(read_file("a.json", by_month, places)) == {"months_not_years"}
    received = read_file("a.json", stat({}, status={"0": "p"}), places)
    assert list(received.records["mark"]) == ["preliminary"]
    missing = read_file("a.json", stat({}, value=[None], status={"0": ".."}), places)
    assert missing.records.empty


PX = b'CHARSET="ANSI";\r\nAXIS-VERSION="2013";\r\nLANGUAGE="sv";\r\nTITLE="Folkm\xe4ngd efter region och \xe5r";\r\nDATA=\r\n13000;\r\n'
FIRST = {
    "dataset": {
        "label": "Folkmängd",
        "dimension": {"Region": {}, "id": ["Region"], "size": [1]},
        "value": [1],
    }
}
JSON_PX = {
    "columns": [{"code": "Region", "text": "region", "type": "d"}],
    "comments": [],
    "data": [{"key": ["0643"], "values": ["13000"]}],
}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.px", PX, "px-fil"),
        ("a.txt", b"\xef\xbb\xbf" + PX, "px-fil"),
        ("a.json", json.dumps(FIRST).encode(), "JSON-stat i version 1"),
        ("a.json", json.dumps({"folkmangd": FIRST["dataset"]}).encode(), "JSON-stat i version 1"),
        ("a.json", json.dumps(JSON_PX).encode(), "json-px"),
    ],
)
def test_the_table_services_other_formats_say_which_to_choose(
    places: Places, name: str, content: bytes, said: str
) -> None:
    received = read_file(name, content, places)
    assert [f.code for f in received.findings if f.severity is Severity.ERROR] == ["choose_format"]
    told = received.findings[-1]
    assert said in told.text_sv and "xlsx" in told.advice_sv and "JSON-stat2" in told.advice_sv


@pytest.mark.parametrize(
    ("head", "lead"),
    [
        (["Län", "Kommun"], ["Jönköpings län", "Habo"]),
        (["Länskod", "Län", "Kommunkod", "Kommun"], ["06", "Jönköpings län", "0643", "Habo"]),
        (["Länskod", "Kommunkod", "Kommun"], ["06", "0643", "Habo"]),
        (["Kommun", "Län"], ["Habo", "Jönköpings län"]),
        (["Länskod", "Län", "Kommun"], ["06", "Jönköpings län", "Habo"]),
    ],
)
def test_the_municipality_is_counted_and_not_its_county(
    places: Places, head: list[object], lead: list[object]
) -> None:
    received = read_file("a.xlsx", sheet("Folkmängd 31 december", [*head, "2024"], [*lead, 13_000]), places)
    assert errors_of(received) == set()
    assert facts_of(received) == {("0643", 2024): 13_000}


@pytest.mark.parametrize("heading", ["Folkmängd", "Antal", "Antal personer"])
def test_one_year_may_stand_in_the_title(places: Places, heading: str) -> None:
    table: Rows = [["Kommun", heading], ["Habo", 13_000], ["Totalt", 13_000]]
    received = read_file("a.xlsx", sheet("Folkmängd 31 december 2024", *table), places)
    assert received.findings == []
    assert facts_of(received) == {("0643", 2024): 13_000}
    without = read_file("a.xlsx", xlsx({"Blad1": [["Kommun", "Folkmängd"], ["Habo", 13_000]]}), places)
    assert errors_of(without) == {"year_missing"}


def test_people_in_thousands_and_cells_of_per_cent_are_no_count(places: Places) -> None:
    thousands = read_file(
        "a.xlsx", sheet("Folkmängd, tusental", ["Kommun", "2024"], ["Habo", 13], ["Ale", 33]), places
    )
    assert errors_of(thousands) == {"people_in_thousands"}
    shares = read_file(
        "a.xlsx",
        xlsx({"B": [["Kommun", "Folkmängd 2024"], ["Habo", Shown(1, "0%")], ["Ale", Shown(0.5, "0%")]]}),
        places,
    )
    assert not (shares.records["table"] == "population").any()


def test_a_column_of_inhabitants_in_another_list_does_not_take_the_list(places: Places) -> None:
    indicators = [
        ["Öppna jämförelser 2024"],
        ["Kommun", "Rutin", "Befolkning", "Antal platser"],
        ["Habo", "Ja", 13_000, 4],
        ["Ale", "Nej", 33_000, 5],
    ]
    assert read_file("a.xlsx", xlsx({"B": indicators}), places).form_id == "indicators"
    money = [
        ["Utvecklingsmedel 2024"],
        ["Kommun", "Folkmängd 2023", "Tilldelat (kr)"],
        ["Habo", 13_000, 100_000],
        ["Ale", 33_000, 200_000],
    ]
    assert read_file("a.xlsx", xlsx({"B": money}), places).form_id == "allocation_list"


@pytest.mark.parametrize("values", [("K", "M"), ("Kvinnor", "Kvinnor"), ("M", "M")])
def test_sexes_under_any_heading_divide(places: Places, values: tuple[str, str]) -> None:
    rows: Rows = [["region", "Typ", "Folkmängd 2024"], *([HABO, v, 6_500] for v in values)]
    assert errors_of(read_file("a.csv", csv(rows), places)) == {"divided_population"}
