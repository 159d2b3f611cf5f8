"""Form d: the same inhabitants from Excel, CSV and JSON-stat2; and form e, Kolada."""

import json

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.sources.forms import Received, read_file
from dashboard.sources.forms.places import Places

from .making import csv, ods, xls, xlsx

FEW = settings(
    max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
Facts = dict[tuple[str, int], int]


def facts_of(received: Received) -> Facts:
    """The inhabitants read, by area and year."""
    return {(r.area_code, r.year): r.population for r in received.records.itertuples()}


def _files(names: dict[str, str], years: list[int], facts: Facts) -> dict[str, bytes]:
    """The facts as the table service writes them."""
    wide = [[f"{code} {name}", *(facts[code, y] for y in years)] for code, name in names.items()]
    apart = [[code, name, *(facts[code, y] for y in years)] for code, name in names.items()]
    text_years = [str(y) for y in years]
    title = "Folkmängden efter region och år"
    quoted = [
        ['"region"', *(f'"Folkmängd {y}"' for y in years)],
        *([f'"{row[0]}"', *row[1:]] for row in wide),
    ]
    long = [
        ["region", "år", "Folkmängd"],
        *([f"{code} {name}", y, facts[code, y]] for code, name in names.items() for y in years),
    ]
    codes = list(names)
    stat = {
        "class": "dataset", "version": "2.0", "id": ["Region", "ContentsCode", "Tid"], "size": [len(codes), 1, len(years)],
        "dimension": {
            "Region": {"category": {"index": {c: i for i, c in enumerate(codes)}, "label": names}},
            "ContentsCode": {"category": {"index": ["BE0101N1"], "label": {"BE0101N1": "Folkmängd"}}},
            "Tid": {"category": {"index": text_years}},
        },
        "value": [facts[c, y] for c in codes for y in years],
    }  # fmt: skip
    sparse = stat | {"value": {str(i): v for i, v in enumerate(stat["value"])}}
    return {
        "a.xlsx": xlsx({"BE0101N1": [[title], [], ["", *text_years], *wide, [], ["Källa: SCB"]]}),
        "b.xlsx": xlsx({"BE0101N1": [[title], [], ["", "", *years], *apart, [], ["Senaste uppdatering: 20250221 08:00"]]}),
        "c.xls": xls({"BE0101N1": [[title], [], ["region", *text_years], *wide]}),
        "d.ods": ods({"BE0101N1": [[title], [], ["region", *text_years], *wide]}),
        "e.csv": csv(quoted), "f.csv": csv(quoted, ",", "cp1252"), "g.csv": csv(quoted, "\t", "utf-8-sig"), "h.csv": csv(long),
        "i.json": json.dumps(stat).encode(), "j.json": json.dumps(sparse).encode(),
    }  # fmt: skip


@FEW
@given(data=st.data())
def test_every_kind_of_file_gives_the_same_inhabitants(places: Places, data: st.DataObject) -> None:
    known = {
        "00": "Riket",
        **dict(zip(places.county["county_code"], places.county["name"], strict=True)),
        **dict(zip(places.municipality["municipality_code"], places.municipality["name"], strict=True)),
    }
    codes = sorted(data.draw(st.sets(st.sampled_from(sorted(known)), min_size=1, max_size=5)))
    years = sorted(data.draw(st.sets(st.integers(1968, 2030), min_size=1, max_size=4)))
    facts = {(code, year): data.draw(st.integers(0, 11_000_000)) for code in codes for year in years}
    for name, content in _files({code: known[code] for code in codes}, years, facts).items():
        received = read_file(name, content, places)
        assert received.findings == [], name
        assert received.form_id == "population", name
        assert facts_of(received) == facts, name


def test_the_place_of_a_fact_in_json_is_its_place_among_the_values(places: Places) -> None:
    content = _files({"0114": "Upplands Väsby"}, [2021, 2022], {("0114", 2021): 5, ("0114", 2022): 6})[
        "i.json"
    ]
    assert list(read_file("a.json", content, places).records["cell"]) == ["value[0]", "value[1]"]


def test_two_dots_are_no_fact(places: Places) -> None:
    received = read_file(
        "a.csv",
        csv([["region", "Folkmängd 2021", "Folkmängd 2022"], ["0114 Upplands Väsby", "..", 7]]),
        places,
    )
    assert facts_of(received) == {("0114", 2022): 7}
    assert received.findings == []


@FEW
@given(data=st.data())
def test_kolada(places: Places, data: st.DataObject) -> None:
    codes = data.draw(
        st.lists(
            st.sampled_from(sorted(places.municipality["municipality_code"])),
            min_size=1,
            max_size=5,
            unique=True,
        )
    )
    kpi = data.draw(st.sampled_from(sorted(places.key_figures)))
    entries, expected = [], {}
    for code in codes:
        value = data.draw(st.one_of(st.floats(0, 1e7), st.none()))
        status = data.draw(st.sampled_from(["", "Missing", "Private"])) if value is None else ""
        women = {"gender": "K", "value": 1.0, "status": "", "count": 1}
        entries.append(
            {
                "kpi": kpi,
                "municipality": code,
                "period": 2021,
                "values": [women, {"gender": "T", "value": value, "status": status, "count": 1}],
            }
        )
        expected[code] = (
            value,
            "value" if value is not None else "withheld" if status == "Private" else "missing",
        )
    received = read_file("k.json", json.dumps({"count": len(entries), "values": entries}).encode(), places)
    assert received.findings == []
    found = {
        r.area_code: (None if pd.isna(r.value) else r.value, r.sign) for r in received.records.itertuples()
    }
    assert found == expected
    assert set(received.records["indicator_id"]) == {f"kolada.{kpi}"}


@pytest.mark.parametrize(
    ("municipality", "area"), [("0000", "00"), ("0001", "01"), ("0025", "25"), ("0114", "0114")]
)
def test_kolada_codes_of_country_and_regions(places: Places, municipality: str, area: str) -> None:
    entry = {
        "kpi": "N01951",
        "municipality": municipality,
        "period": 2021,
        "values": [{"gender": "T", "value": 5}],
    }
    received = read_file("k.json", json.dumps({"values": [entry]}).encode(), places)
    assert list(received.records["area_code"]) == [area]


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(
        st.sampled_from(["class", "id", "size", "dimension", "value", "values", "kpi", "municipality", "period", "gender", "status", "Region", "Tid", "category", "index", "label"]), inner, max_size=5)),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_json_ends_in_findings_or_facts(places: Places, data: st.DataObject) -> None:
    start = data.draw(
        st.sampled_from(
            [
                {},
                {"class": "dataset", "dimension": {}, "id": ["Region", "Tid"], "size": [1, 1]},
                {"values": [{"kpi": "N01951"}]},
            ]
        )
    )
    more = data.draw(JSON)
    document = {**start, **more} if isinstance(more, dict) else more
    if start.get("values") and isinstance(document, dict):
        document["values"] = [
            {
                "kpi": "N01951",
                "municipality": data.draw(JSON),
                "period": data.draw(JSON),
                "values": data.draw(JSON),
            }
        ]
    received = read_file("a.json", json.dumps(document).encode(), places)
    assert received.findings or not received.records.empty


def test_the_publishers_contacts_below_the_table_do_not_stop_a_file_but_a_persons_number_does(
    places: Places,
) -> None:
    table = [["Folkmängden efter region och år"], [], ["region", "2017"], ["2480 Umeå", 123_382]]
    contact = [[], ["Kontaktperson: Anna Andersson, SCB"], ["+46 010-479 50 00"], ["anna.andersson@scb.se"]]

    received = read_file("a.xlsx", xlsx({"BE0101N1": [*table, *contact]}), places)
    assert facts_of(received) == {("2480", 2017): 123_382}
    assert not {"email_address", "phone_number"} & {f.code for f in received.findings}

    within = [*table[:3], ["anna.andersson@scb.se"], table[3]]
    codes = {f.code for f in read_file("a.xlsx", xlsx({"BE0101N1": within}), places).findings}
    assert "email_address" in codes

    number = [*table, *contact, ["19811218-9876"]]
    codes = {f.code for f in read_file("a.xlsx", xlsx({"BE0101N1": number}), places).findings}
    assert "personal_number" in codes and "email_address" not in codes
