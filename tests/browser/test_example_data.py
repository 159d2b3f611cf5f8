"""Example data is not there until it is asked for; a band says so while it is, and without it none of it is left anywhere on the page."""

import pytest
from playwright.sync_api import expect
from serving import serving
from visitor import Visit, Visitor, kronor

from dashboard.core.settings import Settings
from dashboard.dataset.store import Reader
from dashboard.dataset.versions import Manifest

pytestmark = pytest.mark.browser

BAND = "Exempeldata visas: påhittade värden"
_SPENDER = """SELECT r.area_code AS code FROM allocation used JOIN recipient r USING (recipient_id)
JOIN allocation got ON got.recipient_id = used.recipient_id AND got.year = used.year AND got.measure = 'available'
WHERE r.kind = 'municipality' AND used.year = 2022 AND used.measure = 'used' AND used.status = 'synthetic'
  AND used.amount_sek BETWEEN 1 AND got.amount_sek - 1 ORDER BY code LIMIT 1"""
_INVENTED = """SELECT DISTINCT amount_sek FROM allocation JOIN recipient r USING (recipient_id)
WHERE r.area_code = $code AND r.kind = 'municipality' AND allocation.status = 'synthetic' AND amount_sek > 0
  AND amount_sek NOT IN (SELECT amount_sek FROM allocation JOIN recipient r USING (recipient_id)
                         WHERE r.area_code = $code AND allocation.status <> 'synthetic')"""


@pytest.fixture(scope="module")
def server_without_examples(
    settings: Settings, manifest: Manifest, tmp_path_factory: pytest.TempPathFactory
) -> object:
    log = tmp_path_factory.mktemp("without") / "log"
    with serving(settings.dataset_dir, log, MEDELKARTAN_EXAMPLES="0") as address:
        yield address


@pytest.fixture
def spender(reader: Reader) -> str:
    """A municipality that, in the example data, did not use all that the key gave it."""
    return str(reader.rows(_SPENDER)["code"].iloc[0])


def text_of(visitor: Visitor) -> str:
    """Everything on the page, with what stands in labels and in grids."""
    visitor.settle()
    found: str = visitor.page.evaluate(
        """() => {
          const main = document.querySelector('[data-testid="stMain"]');
          const labels = [...main.querySelectorAll('[aria-label]')].map(e => e.getAttribute('aria-label'));
          return [main.textContent, ...labels].join(' ');
        }"""
    )
    return found


def in_the_table_of_the_ladder(visitor: Visitor) -> str:
    """What stands in the table of the municipality's money, which is opened and closed again."""
    ladder = visitor.page.locator(".st-key-card_municipality_ladder")
    ladder.get_by_role("button", name="Tabell", exact=True).click()
    body = visitor.page.get_by_test_id("stPopoverBody")
    rows = visitor.table(body)
    visitor.page.keyboard.press("Escape")
    expect(body).to_have_count(0)
    return " ".join(" ".join(row) for row in rows)


def parts(visitor: Visitor) -> list[str]:
    group = visitor.page.get_by_test_id("stMain").get_by_role("radio")
    return group.all_inner_texts()


def expect_nothing_invented(visitor: Visitor, reader: Reader, code: str) -> None:
    """No amount that only example data states, and no sign of example data, on any part of the page."""
    invented = reader.rows(_INVENTED, {"code": code})["amount_sek"].tolist()
    assert invented
    for part in parts(visitor) or [""]:
        if part:
            visitor.page.get_by_test_id("stMain").get_by_role("radio", name=part, exact=True).click()
        text = text_of(visitor)
        assert not [amount for amount in invented if kronor(amount).search(text)], part
        badges = visitor.page.get_by_test_id("stMain").locator(".stMarkdownBadge").all_inner_texts()
        assert "exempeldata" not in badges, part
        assert "exempeldata" not in visitor.page.locator("canvas table td").all_inner_texts(), part
        assert BAND not in text, part
    visitor.expect_well()


def expect_an_empty_map(visitor: Visitor) -> None:
    expect(visitor.shapes()).to_have_count(0)
    value = visitor.page.locator("canvas table tbody tr td:nth-child(3)")
    expect(value.first).to_have_text("–")
    assert set(value.all_inner_texts()) == {"–"}
    visitor.expect_well()


def test_the_band_turns_every_invented_amount_of_a_municipality_off(
    visit: Visit, reader: Reader, spender: str
) -> None:
    kommun = visit(f"/kommun?omrade={spender}&exempel=1")
    shown = in_the_table_of_the_ladder(kommun)
    invented = reader.rows(_INVENTED, {"code": spender})["amount_sek"].tolist()
    assert [amount for amount in invented if kronor(amount).search(shown)]
    assert "exempeldata" in kommun.page.get_by_test_id("stMain").locator(".stMarkdownBadge").all_inner_texts()

    kommun.page.get_by_role("button", name="Dölj exempeldata").click()

    expect(kommun.page.get_by_text(BAND)).to_have_count(0)
    kommun.expect_parameters(omrade=spender)
    assert "exempel" not in kommun.parameters()
    left = in_the_table_of_the_ladder(kommun)
    assert left and not [amount for amount in invented if kronor(amount).search(left)]
    expect_nothing_invented(kommun, reader, spender)


def test_the_band_stays_in_sight_on_a_long_page(visit: Visit, spender: str) -> None:
    for width in (390, 1280):
        kommun = visit(f"/kommun?omrade={spender}&exempel=1", width=width)
        band = kommun.page.get_by_text(BAND)
        expect(band).to_be_in_viewport()
        kommun.page.locator(".st-key-card_municipality_alike").scroll_into_view_if_needed()
        expect(band).to_be_in_viewport()
        kommun.expect_well()


def test_a_map_of_invented_amounts_is_empty_until_the_switch_is_on(visit: Visit, reader: Reader) -> None:
    printed = reader.rows(
        "SELECT count(*) AS n FROM allocation WHERE year = 2022 AND measure = 'used' AND status <> 'synthetic'"
        " AND stream = 'development' AND recipient_id IN (SELECT recipient_id FROM recipient WHERE kind = 'municipality')"
    )
    assert printed["n"].iloc[0] == 0
    karta = visit("/karta?matt=used")
    expect_an_empty_map(karta)
    karta.page.get_by_text("Exempeldata", exact=True).click()
    karta.expect_parameters(matt="used", exempel="1")
    # Nothing is invented of the two whose claim is printed.
    expect(karta.shapes().nth(287)).to_be_attached()
    expect(karta.page.get_by_text(BAND)).to_be_visible()


def test_a_server_without_examples_shows_none_whatever_the_address_says(
    visit: Visit, server_without_examples: str, reader: Reader, spender: str
) -> None:
    kommun = visit(f"/kommun?omrade={spender}&exempel=1", at=server_without_examples)
    expect(kommun.warnings().first).to_contain_text("ber om exempeldata, som inte visas här")
    expect(kommun.page.get_by_role("switch", name="Exempeldata")).to_have_count(0)
    expect_nothing_invented(kommun, reader, spender)
    expect_an_empty_map(visit("/karta?matt=used&exempel=1", at=server_without_examples))
