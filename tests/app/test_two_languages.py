"""The two languages of the app: in the address, over a page change, by the switch, and a language that does not exist."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import MAIN, dataset, opened  # noqa: F401

from dashboard.core.settings import ROOT
from dashboard.locale import speak_in

TITLES = {"oversikt": "Overview", "insatser": "Activities", "kallor": "Sources and method"}


@pytest.fixture(autouse=True)
def in_swedish() -> Iterator[None]:
    """Each test begins and ends in Swedish."""
    yield
    speak_in("sv")


def read(app: AppTest, language: str) -> AppTest:
    """The app, run on by someone who reads its page in this language: the test runner writes the widgets' options in it."""
    speak_in(language)
    return app.run()


def page(name: str) -> str:
    return str(Path(ROOT / "pages" / f"{name}.py"))


@pytest.mark.parametrize("name", TITLES)
def test_the_address_says_which_language(name: str) -> None:
    app = opened(name, sprak="en")
    assert [t.value for t in app.title] == [TITLES[name]]
    assert app.selectbox(key="filter_year").label == "Year"
    assert app.query_params["sprak"] == "en"
    assert [w.value for w in app.warning] == []


def test_the_language_stays_over_a_page_change_and_a_link_may_change_it() -> None:
    app = opened("oversikt", sprak="en")
    app.query_params.clear()
    read(app.switch_page(page("insatser")), "en")
    assert [t.value for t in app.title] == ["Activities"]
    assert app.query_params["sprak"] == "en"
    app.query_params.clear()
    app.query_params["sprak"] = "sv"
    read(app.switch_page(page("kallor")), "en")
    assert [t.value for t in app.title] == ["Källor och metod"]
    assert "sprak" not in app.query_params


def test_an_address_without_a_language_on_the_same_page_is_in_swedish() -> None:
    """This is what Back brings, to what was read before the language was changed."""
    app = opened("insatser", sprak="en")
    app.query_params.clear()
    read(app, "en")
    assert [t.value for t in app.title] == ["Insatser"]


def test_the_switch_changes_the_language_and_nothing_else() -> None:
    app = opened("insatser", ar="2020", **{"del": "sok"})
    assert app.button(key="language_switch").label == "English"
    read(app.button(key="language_switch").click(), "sv")
    assert [t.value for t in app.title] == ["Activities"]
    assert app.query_params["sprak"] == "en"
    assert app.query_params["ar"] == "2020" and app.query_params["del"] == "sok"
    assert app.get("button_group")[0].value == "sok"
    read(app.button(key="language_switch").click(), "en")
    assert [t.value for t in app.title] == ["Insatser"]
    assert "sprak" not in app.query_params


def test_a_language_that_does_not_exist_is_said_and_swedish_is_shown() -> None:
    app = opened("insatser", sprak="fr")
    assert [t.value for t in app.title] == ["Insatser"]
    assert ["språket ”fr”" in w.value for w in app.warning] == [True]


def test_a_new_session_reads_swedish() -> None:
    app = AppTest.from_file(str(MAIN), default_timeout=60).run()
    assert [t.value for t in app.title] == ["Översikt"]
