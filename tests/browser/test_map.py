"""The map page, used as a person uses it."""

import re

import pytest
from playwright.sync_api import expect
from visitor import Visit

from dashboard.core.estimates import about
from dashboard.dataset.store import Reader

pytestmark = pytest.mark.browser

SKELLEFTEA = "2482"
VASTERBOTTEN = "24"
_AMOUNT = """SELECT amount_sek FROM allocation JOIN recipient r USING (recipient_id)
WHERE r.area_code = $code AND r.kind = 'municipality' AND year = $year AND measure = $measure AND stream = 'development'"""


def amount(reader: Reader, code: str, year: int, measure: str = "available") -> float:
    rows = reader.rows(_AMOUNT, {"code": code, "year": year, "measure": measure})
    return float(rows["amount_sek"].sum())


def estimated(reader: Reader, code: str, year: int) -> re.Pattern[str]:
    """What the key gave a municipality, as it is written: the printed rule's amount, and the lowest and highest of its readings."""
    low, high = ends(reader, code, year)
    return in_any_spaces(about(amount(reader, code, year), low, high, "sek"))


def ends(reader: Reader, code: str, year: int) -> tuple[float, float]:
    """The lowest and the highest that the readings of the key give a municipality."""
    readings = reader.rows(
        "SELECT amount_sek FROM key_reading WHERE recipient_id = $id AND year = $year",
        {"id": f"municipality-{code}", "year": year},
    )["amount_sek"]
    return float(readings.min()), float(readings.max())


def in_any_spaces(text: str) -> re.Pattern[str]:
    return re.compile(r"\s".join(re.escape(part) for part in re.split(r"\s", text)))


def test_the_map_opens_with_every_municipality(visit: Visit) -> None:
    karta = visit("/karta")
    expect(karta.shapes()).to_have_count(290)
    expect(karta.heading()).to_have_text("Karta")
    assert len(set(karta.colours())) > 3
    karta.expect_well()


def test_another_year_changes_sentence_map_table_and_address(visit: Visit, reader: Reader) -> None:
    karta = visit("/karta")
    expect(karta.shapes()).to_have_count(290)
    expect(karta.sentence()).to_contain_text(estimated(reader, "0180", 2021))
    colours, ranked = karta.colours(), karta.table()

    karta.choose("År", "2016")

    expect(karta.sentence()).to_contain_text("2016")
    expect(karta.sentence()).to_contain_text(estimated(reader, "0180", 2016))
    karta.expect_parameters(ar="2016")
    karta.page.wait_for_function(
        "before => [...document.querySelectorAll('.choroplethlayer path')].map(p => p.getAttribute('fill')).join() !== before",
        arg=",".join(colours),
    )
    assert karta.shapes().count() == 290
    expect(karta.grid()).to_contain_text(estimated(reader, "0180", 2016))
    assert karta.table() != ranked
    assert estimated(reader, "0180", 2016).search(" ".join(karta.table()[1]))
    karta.expect_well()


def test_a_year_without_points_has_no_scale_and_stands_in_the_address(visit: Visit) -> None:
    karta = visit("/karta")
    expect(karta.chosen("År")).to_have_value("2021")
    karta.expect_parameters()
    expect(karta.shapes()).to_have_count(290)

    karta.choose("År", "2022")

    karta.expect_parameters(ar="2022")
    expect(karta.page.get_by_text("mycket osäkert", exact=True).first).to_be_visible()
    expect(karta.sentence()).to_contain_text("nyckelns räkning")
    karta.page.wait_for_function(
        "() => new Set([...document.querySelectorAll('.choroplethlayer path')].map(p => p.getAttribute('fill'))).size === 1"
    )
    expect(karta.grid()).to_contain_text("mellan")
    rows = karta.table()
    assert "Plats" not in " ".join(rows[0])
    assert all(re.search(r"mellan .+ och .+kr", " ".join(row)) for row in rows[1:])
    again = visit("/karta?ar=2022")
    expect(again.chosen("År")).to_have_value("2022")
    expect(again.page.get_by_text("mycket osäkert", exact=True).first).to_be_visible()
    karta.expect_well()


def test_a_click_on_a_municipality_leads_to_its_page_with_its_numbers(visit: Visit, reader: Reader) -> None:
    karta = visit("/karta")
    expect(karta.shapes()).to_have_count(290)

    karta.click_on_map(SKELLEFTEA)

    karta.expect_parameters(omrade=SKELLEFTEA)
    panel = karta.page.get_by_text("Skellefteå:")
    expect(panel).to_contain_text(estimated(reader, SKELLEFTEA, 2021))
    karta.page.get_by_role("link", name="Öppna Skellefteå").click()

    expect(karta.heading()).to_have_text("Skellefteå")
    assert karta.page.url.split("?")[0].endswith("/kommun")
    # Its page begins with the year of the map, and not with its own, of which only the ends can be told.
    karta.expect_parameters(omrade=SKELLEFTEA, ar="2021")
    expect(karta.sentence()).to_contain_text(estimated(reader, SKELLEFTEA, 2021))
    karta.expect_well()


def test_a_click_on_a_county_opens_its_municipalities(visit: Visit, reader: Reader) -> None:
    inside = reader.rows(
        "SELECT count(*) AS n FROM municipality WHERE county_code = $code", {"code": VASTERBOTTEN}
    )
    karta = visit("/karta")
    karta.choose("Nivå", "Län")
    expect(karta.shapes()).to_have_count(21)
    karta.expect_parameters(niva="county")

    karta.click_on_map(VASTERBOTTEN)

    karta.expect_parameters(omrade=VASTERBOTTEN)
    expect(karta.shapes()).to_have_count(int(inside["n"].iloc[0]))
    expect(karta.chosen("Nivå")).to_have_value("Kommun")
    expect(karta.chosen("Område")).to_have_value("Västerbottens län")
    karta.expect_well()


def test_a_row_of_the_ranking_is_chosen_with_the_keyboard_alone(visit: Visit) -> None:
    karta = visit("/karta")
    ranked = karta.table()
    assert ranked[3][1] == "Malmö"

    karta.chosen("Område").focus()
    karta.tab_until("canvas")
    karta.page.keyboard.press("ArrowDown")
    karta.page.keyboard.press("ArrowDown")
    karta.page.keyboard.press("Shift+Space")

    karta.expect_parameters(omrade="1280")
    expect(karta.page.get_by_role("link", name="Öppna Malmö")).to_be_visible()
    expect(karta.ticked_rows()).to_have_text([re.compile("Malmö")])
    karta.expect_well()


def test_the_place_picker_chooses_a_county_then_a_municipality_then_the_country(visit: Visit) -> None:
    karta = visit("/karta")
    karta.choose("Område", "Gotlands län")
    expect(karta.shapes()).to_have_count(1)
    karta.expect_parameters(omrade="09")
    karta.choose("Område", "Gotland")
    karta.expect_parameters(omrade="0980")
    expect(karta.page.get_by_role("link", name="Öppna Gotland")).to_be_visible()
    karta.choose("Område", "Hela riket")
    karta.expect_parameters()
    expect(karta.shapes()).to_have_count(290)
    karta.expect_well()
