"""Every page under ordinary, empty and extreme filters, through Streamlit's own test runner: it draws, and nothing breaks."""

from collections.abc import Iterator

import pytest
from dataset_years import YEARS
from streamlit.testing.v1 import AppTest

from dashboard.core import measures
from dashboard.core.codes import slug
from dashboard.core.settings import ROOT, Settings
from dashboard.dataset.store import Reader
from dashboard.dataset.versions import Manifest
from dashboard.ui import answers
from dashboard.ui.navigation import BY_NAME

MAIN = ROOT / "src" / "dashboard" / "ui" / "main.py"
BAND = "Exempeldata visas: påhittade värden"
BJURHOLM, STOCKHOLM = "2403", "0180"
# Titles that are not the page's name in the navigation.
_NAMED_AFTER_THE_PLACE = {"lan", "kommun"}
_SECONDS = 60


@pytest.fixture(scope="module", autouse=True)
def dataset(settings: Settings, manifest: Manifest) -> Iterator[None]:
    """The app in this process reads the dataset that the test run built."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDELKARTAN_DATASET", str(settings.dataset_dir))
        patch.setenv("MEDELKARTAN_IMPORT", "1")
        answers.settings.clear()
        yield
    answers.settings.clear()


@pytest.fixture(scope="module")
def without_activities(reader: Reader) -> str:
    """A municipality that reported no activities."""
    rows = reader.rows(
        """SELECT municipality_code AS code FROM municipality WHERE municipality_code NOT IN (
             SELECT r.area_code FROM activity JOIN recipient r USING (recipient_id) WHERE r.area_code IS NOT NULL)
           ORDER BY code LIMIT 1"""
    )
    return str(rows["code"].iloc[0])


def opened(page: str, **parameters: str) -> AppTest:
    """The page, opened in a session of its own by an address with these parameters."""
    app = AppTest.from_file(str(MAIN), default_timeout=_SECONDS)
    app.run()
    for name, value in parameters.items():
        app.query_params[name] = value
    app.switch_page(str(ROOT / "pages" / f"{page}.py"))
    return app.run()


def expect_a_page(app: AppTest, page: str) -> None:
    """Nothing broke, and the page has its title."""
    assert [e.message for e in app.exception] == []
    assert [e.value for e in app.error] == []
    (title,) = [t.value for t in app.title]
    assert title
    if page not in _NAMED_AFTER_THE_PLACE:
        assert title == BY_NAME[page].title()


@pytest.mark.parametrize("page", BY_NAME)
def test_with_the_filters_as_they_are_at_first(page: str) -> None:
    app = opened(page)
    expect_a_page(app, page)
    assert [w.value for w in app.warning] == []
    # Without a place the pages about one have a choice alone.
    assert [h.value for h in app.header] or page in ("karta", "importera", *_NAMED_AFTER_THE_PLACE)


@pytest.mark.parametrize("page", BY_NAME)
def test_without_example_data_and_a_municipality_without_activities(
    page: str, without_activities: str
) -> None:
    for chosen in ({}, {"exempel": "0"}):
        app = opened(page, omrade=without_activities, **chosen)
        expect_a_page(app, page)
        switches = [t.value for t in app.toggle if t.key == "filter_examples"]
        # A page of national figures holds none, and has no switch for them.
        assert switches == ([False] if "examples" in BY_NAME[page].filters else [])
        assert any("Ingen exempeldata visas" in caption.value for caption in app.caption)
        assert BAND not in " ".join(m.value for m in app.markdown)


@pytest.mark.parametrize("page", BY_NAME)
def test_the_band_stands_on_every_page_while_example_data_is_shown_and_turns_it_off(page: str) -> None:
    app = opened(page, exempel="1")
    expect_a_page(app, page)
    (band,) = [m.value for m in app.markdown if BAND in m.value]
    assert ("har inga sådana värden" in band) == ("examples" not in BY_NAME[page].filters)
    app.button(key="hide_examples").click().run()
    assert not [m.value for m in app.markdown if BAND in m.value]
    assert "exempel" not in app.query_params


def test_a_server_that_does_not_allow_example_data_has_no_switch_and_says_why_a_link_is_not_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MEDELKARTAN_EXAMPLES", "0")
    answers.settings.clear()
    try:
        app = opened("kommun", exempel="1", omrade=STOCKHOLM)
        expect_a_page(app, "kommun")
        assert [t.key for t in app.toggle] == []
        assert BAND not in " ".join(m.value for m in app.markdown)
        assert any("Adressen ber om exempeldata, som inte visas här" in w.value for w in app.warning)
        assert "exempel" not in app.query_params
        assert [w.value for w in opened("kommun", omrade=STOCKHOLM).warning] == []
    finally:
        answers.settings.clear()


@pytest.mark.parametrize("area", [BJURHOLM, STOCKHOLM])
@pytest.mark.parametrize("page", BY_NAME)
def test_with_the_earliest_year_and_the_smallest_and_the_largest_municipality(page: str, area: str) -> None:
    app = opened(page, ar="2016", omrade=area, valdsomrade="prostitution_trafficking")
    expect_a_page(app, page)


@pytest.mark.parametrize("measure", measures.MEASURES)
def test_the_map_with_every_measure(measure: str) -> None:
    app = opened("karta", matt=measure)
    expect_a_page(app, "karta")
    by_place = [{"ar": str(y), "niva": level} for y in YEARS for level in measures.LEVELS]
    by_kind = [
        {"mottagare": k, "namnare": d} for k in measures.RECIPIENT_KINDS for d in measures.DENOMINATORS
    ]
    for parameters in (*by_place, *by_kind):
        app.query_params.clear()
        for name, value in {"matt": measure, **parameters}.items():
            app.query_params[name] = value
        app.run()
        expect_a_page(app, "karta")
        assert [w.value for w in app.warning] == []


@pytest.mark.parametrize("page", BY_NAME)
def test_every_part_of_the_page(page: str) -> None:
    app = opened(page, omrade=STOCKHOLM)
    groups = [group for group in app.get("button_group") if str(group.key).startswith("section_")]
    for part in groups[0].options if groups else []:
        app.query_params.clear()
        app.query_params["omrade"] = STOCKHOLM
        app.query_params["del"] = slug(part)
        app.run()
        expect_a_page(app, page)
        assert [w.value for w in app.warning] == []
        assert app.get("button_group")[0].value == slug(part)


def test_every_page_file_is_in_the_navigation() -> None:
    assert {path.stem for path in (ROOT / "pages").glob("*.py")} == set(BY_NAME)
