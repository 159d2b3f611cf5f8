"""The presentation page through Streamlit's own test runner: steps, keys' buttons, and addresses that are wrong."""

import json
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.core import story_text
from dashboard.core.filters import Filters
from dashboard.core.settings import ROOT, Settings
from dashboard.core.status import example_band
from dashboard.core.story import Step, Story
from dashboard.dataset.versions import Manifest
from dashboard.ui import answers

MAIN = ROOT / "src" / "dashboard" / "ui" / "main.py"
_SECONDS = 60
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module", autouse=True)
def dataset(settings: Settings, manifest: Manifest) -> Iterator[None]:
    """The app in this process reads the dataset that the test run built."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDELKARTAN_DATASET", str(settings.dataset_dir))
        answers.settings.clear()
        yield
    answers.settings.clear()


def opened(**parameters: str) -> AppTest:
    """The page, opened in a session of its own by an address with these parameters."""
    app = AppTest.from_file(str(MAIN), default_timeout=_SECONDS)
    app.run()
    app.switch_page(str(ROOT / "pages" / "presentation.py"))
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def texts(app: AppTest) -> str:
    assert [e.message for e in app.exception] == []
    assert [e.value for e in app.error] == []
    return " ".join(m.value for m in app.markdown).replace("\\", "")


def test_a_step_says_what_where_from_and_how_far() -> None:
    app = opened(berattelse="24", steg="1", exempel="1")
    shown = texts(app)
    assert app.title[0].value == "Kommunernas pengar tillsammans, Västerbottens län 2022"
    assert "steg 1 av 14 · Läget i Västerbottens län" in shown
    assert "Västerbottens län · 2022" in shown
    assert "Källa: Fördelningsnyckeln" in shown
    assert "exempeldata" in shown


def test_every_step_wears_the_band_while_example_data_is_shown() -> None:
    for step in map(str, range(1, 15)):
        assert example_band() in texts(opened(berattelse="24", steg=step, exempel="1"))
    assert example_band() not in texts(opened(berattelse="24", steg="1"))
    assert example_band() not in texts(opened(berattelse="riket", steg="1", exempel="1"))


def test_no_recommendation_is_left_out_for_want_of_room() -> None:
    for number in range(1, 5):
        app = opened(berattelse="riket", steg=str(11 + number))
        assert app.title[0].value == f"Rekommendationer efter mottagare, {number} av 4"
        assert "till finns i arbetsboken" not in texts(app)


def test_nothing_stands_around_the_stage() -> None:
    app = opened(berattelse="riket", steg="1")
    assert app.selectbox.len == 0
    assert {b.key for b in app.button} == {
        f"stage_{name}" for name in ("first", "previous", "next", "last", "leave")
    }


def test_the_buttons_move_and_stop_at_the_ends() -> None:
    app = opened(berattelse="riket", steg="1")
    assert app.button(key="stage_previous").disabled
    first = app.title[0].value
    app.button(key="stage_next").click().run()
    assert "steg 2 av 15" in texts(app)
    app.button(key="stage_last").click().run()
    assert "steg 15 av 15" in texts(app)
    assert app.button(key="stage_next").disabled
    app.button(key="stage_first").click().run()
    assert app.title[0].value == first


@pytest.mark.parametrize("step", ["0", "16", "-1", "x", "", "9" * 400, "²"])
def test_a_step_that_does_not_exist_is_told_and_the_first_is_shown(step: str) -> None:
    shown = texts(opened(berattelse="riket", steg=step))
    assert "steg 1 av 15" in shown
    assert "finns inte i berättelsen" in shown


@pytest.mark.parametrize("code", ["99", "9999", "x", "", "<script>alert(1)</script>"])
def test_a_story_that_does_not_exist_is_told_and_the_country_is_shown(code: str) -> None:
    app = opened(berattelse=code)
    assert "steg 1 av 15 · Läget i landet" in texts(app)
    assert "finns inte" in texts(app)


def test_a_story_is_told_with_the_year_of_its_address() -> None:
    assert "2016" in opened(berattelse="24", steg="1", ar="2016").title[0].value
    assert "1999" in texts(opened(berattelse="24", ar="1999"))


def test_every_ready_story_can_be_chosen() -> None:
    app = opened()
    links = {link.proto.query_string for link in app.get("page_link")}
    assert "berattelse=riket&steg=1" in links
    assert len([link for link in links if link.startswith("berattelse=")]) >= 22


def county_page(**parameters: str) -> AppTest:
    """The county page, opened in a session of its own."""
    app = AppTest.from_file(str(MAIN), default_timeout=_SECONDS)
    app.run()
    app.switch_page(str(ROOT / "pages" / "lan.py"))
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def to_presentation(app: AppTest) -> AppTest:
    app.query_params.clear()
    app.switch_page(str(ROOT / "pages" / "presentation.py"))
    return app.run()


def steps_in_tray(app: AppTest) -> list[str]:
    """What the rows of the story are about, in order, with their titles."""
    assert [e.message for e in app.exception] == []
    rows = [t for t in app.text_input if str(t.key).startswith("step_title_")]
    return [row.value or row.placeholder for row in rows]


@pytest.fixture
def collected() -> AppTest:
    """Three views of a county collected, and the page where they are put in order."""
    app = county_page(omrade="24")
    for card in ("county_ladder", "county_comparison", "county_region_ladder"):
        app.button(key=f"collect_{card}").click().run()
    return to_presentation(app)


def test_views_are_collected_from_cards_in_order(collected: AppTest) -> None:
    assert [name.split(",")[0] for name in steps_in_tray(collected)] == [
        "Kommunernas pengar tillsammans",
        "Tilldelat per invånare",
        "Regionens pengar",
    ]


def test_steps_are_moved_named_and_removed(collected: AppTest) -> None:
    app = collected
    before = steps_in_tray(app)
    app.button(key="move_2_1").click().run()
    assert steps_in_tray(app) == [before[0], before[2], before[1]]
    app.button(key="remove_0").click().run()
    assert steps_in_tray(app) == [before[2], before[1]]
    app.text_input(key="step_title_0").set_value("Vår region").run()
    assert steps_in_tray(app) == ["Vår region", before[1]]
    app.text_input(key="own_title").set_value("Nätverksträff i mars").run()
    assert app.text_input(key="own_title").value == "Nätverksträff i mars"


def link_of(app: AppTest) -> dict[str, str]:
    (code,) = [c.value for c in app.code]
    return dict(parse_qsl(urlsplit(code).query))


def test_the_link_holds_the_whole_story(collected: AppTest) -> None:
    collected.text_input(key="own_title").set_value("Nätverksträff").run()
    elsewhere = opened(**{**link_of(collected), "steg": "2"})
    assert "steg 2 av 3 · Nätverksträff" in texts(elsewhere)
    assert elsewhere.title[0].value.startswith("Tilldelat per invånare")


def test_a_link_that_is_cut_says_so_and_shows_what_came(collected: AppTest) -> None:
    link = link_of(collected)["bildspel"]
    shown = texts(opened(bildspel=link[: len(link) * 4 // 5]))
    assert "avklippt" in shown


@pytest.mark.parametrize("link", ["", "x", "eJwDAAAAAAE", "<script>alert(1)</script>"])
def test_a_damaged_link_is_a_sentence(link: str) -> None:
    shown = texts(opened(bildspel=link))
    assert "skadad eller avklippt" in shown


def from_file(content: bytes) -> AppTest:
    app = opened()
    app.file_uploader(key="open_own").upload("bildspel.json", content).run()
    assert [e.message for e in app.exception] == []
    return app


def a_file(*steps: dict[str, object], **head: object) -> bytes:
    return json.dumps(
        {"medelkartan": "bildspel", "version": 1, "title": "T", "steps": steps, **head}
    ).encode()


def test_a_saved_story_is_opened_from_its_file() -> None:
    app = from_file(a_file({"question": "county_ladder", "filters": {"omrade": "24"}, "title": "Först"}))
    assert steps_in_tray(app) == ["Först"]
    assert [w.value for w in app.warning] == []


def test_what_cannot_be_shown_of_a_file_is_named_and_the_rest_is_there() -> None:
    well = {"question": "country_ladder"}
    app = from_file(a_file(well, {"question": "no_such", "title": SCRIPT}, version=7))
    assert len(steps_in_tray(app)) == 1
    told = " ".join(w.value for w in app.warning).replace("\\", "")
    assert "annan version" in told and "frågan finns inte" in told
    assert "<script>" not in " ".join(w.value for w in app.warning)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[]", b"{}", b'{"steps": 5}'])
def test_a_broken_file_is_a_sentence_and_the_story_so_far_stays(content: bytes) -> None:
    app = from_file(a_file({"question": "country_ladder"}))
    app.file_uploader(key="open_own").upload("trasig.json", content).run()
    assert len(steps_in_tray(app)) == 1
    assert "sparats från sidan Presentation" in app.warning[0].value


def test_a_file_of_5000_steps_shows_the_first() -> None:
    app = from_file(a_file(*[{"question": "country_ladder"}] * 5000))
    assert len(steps_in_tray(app)) == story_text.MOST_STEPS
    assert "5000 steg" in app.warning[0].value


def test_a_step_of_a_card_that_is_gone_says_so() -> None:
    step = Step("printed_card", Filters(), (("card_id", "gone"),), "Min bild")
    link = story_text.to_link(Story("", "T", (step,)), "v1-other")
    app = opened(bildspel=link)
    assert app.title[0].value == "Min bild"
    assert "”gone” finns inte" in texts(app)


def test_script_in_titles_stays_text() -> None:
    step = Step("country_ladder", Filters(), (), SCRIPT)
    app = opened(bildspel=story_text.to_link(Story("", SCRIPT, (step,)), "v1-other"))
    assert app.title[0].value.replace("\\", "") == SCRIPT
    assert SCRIPT not in app.title[0].value
