"""Form e: Kolada's pages as its API gives them, whole: every area, every key figure, what is deleted and what is only by sex."""

import json

import pandas as pd
import pytest

from dashboard.sources.forms import Received, read_file
from dashboard.sources.forms.places import Places

Value = dict[str, object]


def value(number: float | None, gender: str = "T", **more: object) -> Value:
    """One value as version 3 has it."""
    return {"gender": gender, "count": 1, "status": "", "value": number, "isdeleted": False, **more}


def entry(
    *values: Value, kpi: str = "N07402", municipality: str = "0643", period: int = 2024
) -> dict[str, object]:
    """A row: a key figure of a place and a year."""
    return {"kpi": kpi, "municipality": municipality, "period": period, "values": list(values)}


def read(places: Places, *entries: dict[str, object], **more: object) -> Received:
    """A page as read."""
    page = {"values": list(entries), "count": len(entries), "next_url": None, "previous_url": None, **more}
    return read_file("k.json", json.dumps(page).encode(), places)


def found(received: Received) -> list[tuple[str, str, float | None, str]]:
    """Area, indicator, value and sign of each fact."""
    return [
        (r.area_code, r.indicator_id, None if pd.isna(r.value) else r.value, r.sign)
        for r in received.records.itertuples()
    ]


def test_country_regions_and_municipalities_are_read_and_groups_are_told_of_once(places: Places) -> None:
    areas = ("0000", "0001", "0025", "0643", "G12345", "G12345", "G2")
    received = read(
        places, *(entry(value(1.5), municipality=area, period=2020 + n) for n, area in enumerate(areas))
    )
    assert [area for area, *_ in found(received)] == ["00", "01", "25", "0643"]
    assert [(f.code, f.value) for f in received.findings] == [
        ("area_not_used", "G12345"),
        ("area_not_used", "G2"),
    ]


def test_what_is_deleted_is_left_out_and_counted(places: Places) -> None:
    received = read(
        places,
        entry(value(900, isdeleted=True)),
        entry(value(None, isdeleted=True), value(5, "K", isdeleted=True), municipality="1440"),
        entry(value(70, isdeleted=True), value(80), municipality="2062"),
    )
    assert found(received) == [("2062", "kolada.N07402", 80, "value")]
    assert [(f.code, "4" in f.text_sv) for f in received.findings] == [("deleted_values", True)]


def test_women_and_men_without_a_total_stay_two_and_are_never_added(places: Places) -> None:
    received = read(
        places,
        entry(value(10, "K"), value(30, "M")),
        entry(value(1, "K"), value(2, "M"), value(3), municipality="1440"),
    )
    assert found(received) == [
        ("0643", "kolada.N07402.K", 10, "value"),
        ("0643", "kolada.N07402.M", 30, "value"),
        ("1440", "kolada.N07402", 3, "value"),
    ]
    assert [name.rsplit(", ", 1)[1] for name in received.records["name_sv"][:2]] == ["kvinnor", "män"]
    assert [f.code for f in received.findings] == ["sexes_apart"]


def test_a_deleted_total_does_not_come_back_as_a_sum(places: Places) -> None:
    received = read(places, entry(value(40, isdeleted=True), value(10, "K"), value(30, "M")))
    assert {v for _, _, v, _ in found(received)} == {10, 30}


@pytest.mark.parametrize(
    ("one", "expected", "mark"),
    [
        (value(0), (0, "value"), ""),
        (value(None), (None, "missing"), ""),
        (value(None, status="Missing"), (None, "missing"), ""),
        (value(None, status="Private"), (None, "withheld"), ""),
        (value(12.5, status="Preliminary"), (12.5, "value"), "Preliminary"),
        (value(None) | {"value": "-"}, (None, "missing"), ""),
        (value(None) | {"value": "."}, (None, "not_applicable"), ""),
        (value(None) | {"value": ".."}, (None, "withheld"), ""),
    ],
)
def test_nothing_zero_and_withheld_are_three_things_and_the_status_is_kept(
    places: Places, one: Value, expected: tuple[float | None, str], mark: str
) -> None:
    received = read(places, entry(one))
    assert [(v, sign) for _, _, v, sign in found(received)] == [expected]
    assert list(received.records["mark"].fillna("")) == [mark]


@pytest.mark.parametrize("link", ["next_url", "previous_url"])
def test_one_page_of_several_says_so(places: Places, link: str) -> None:
    received = read(places, entry(value(1)), **{link: "https://api.kolada.se/v3/data?page=2"})
    assert [f.code for f in received.findings] == ["more_pages"]


def test_any_key_figure_is_read_and_an_unknown_one_keeps_its_number_for_a_name(places: Places) -> None:
    received = read(
        places,
        entry(value(1), kpi="U28490"),
        entry(value(2), kpi="N99999"),
        entry(value(3), kpi="N99999", municipality="1440"),
    )
    assert [i for _, i, *_ in found(received)] == ["kolada.U28490", "kolada.N99999", "kolada.N99999"]
    assert list(received.records["unit"]) == ["yes_no", "number", "number"]
    assert received.records["name_sv"][1] == "Kolada N99999"
    assert [(f.code, f.value) for f in received.findings] == [("kpi_without_name", "N99999")]


@pytest.mark.parametrize(
    ("kpi", "unit"),
    [("N07549", "per_100000"), ("U30750", "per_10000"), ("N00614", "percent"), ("N01951", "count")],
)
def test_counts_and_ratios_have_their_unit(places: Places, kpi: str, unit: str) -> None:
    assert list(read(places, entry(value(1), kpi=kpi)).records["unit"]) == [unit]
