"""Every page and every part of it in English: what stands on the screen has no Swedish left but names."""

import re
from collections.abc import Iterator

import pytest
from google.protobuf.json_format import MessageToDict
from spoken import Swedish, texts_of_figure, texts_of_table
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element
from test_pages import dataset, opened  # noqa: F401

from dashboard.core.codes import slug
from dashboard.dataset.store import Reader
from dashboard.locale import speak_in
from dashboard.ui.navigation import BY_NAME

# What the test runner and Streamlit hold beside what is shown: names of widgets, addresses, code.
_NOT_SHOWN = frozenset(
    {"id", "key", "url", "href", "formId", "spec", "config", "data", "elementId", "pageScriptHash", "columns",
     "rawValue", "page", "json", "queryString", "urlPathname", "default", "value", "styler", "arrowData", "customCss"}
)  # fmt: skip
# The page for the county boards' own staff: what it says about received files is in Swedish.
PAGES = [name for name in BY_NAME if name != "importera"]


@pytest.fixture(autouse=True)
def in_swedish() -> Iterator[None]:
    """Each test begins and ends in Swedish."""
    yield
    speak_in("sv")


@pytest.fixture(scope="module")
def swedish(reader: Reader) -> Swedish:
    """What Swedish is."""
    return Swedish(reader)


def elements(block: Block | Element) -> Iterator[Element]:
    """Every element of the page, and of what is in it."""
    for child in getattr(block, "children", {}).values():
        yield from elements(child)
    yield block  # type: ignore[misc]


def shown(app: AppTest) -> Iterator[str]:
    """Every text of the page, the sidebar's and the figures' included."""
    for element in elements(app._tree):
        if element.type == "plotly_chart":
            yield from texts_of_figure(element.proto.spec)
        elif element.type in ("arrow_data_frame", "arrow_table"):
            yield from texts_of_table(element.value)
        if getattr(element, "proto", None) is not None:
            yield from _texts(MessageToDict(element.proto))


def _texts(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, str) and key not in _NOT_SHOWN:
        yield re.sub(r"<[^>]+>", " ", value)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _texts(one, name) if name not in _NOT_SHOWN else ()
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, key)


def parts_of(app: AppTest) -> list[str]:
    """The slugs of the page's parts."""
    groups = [group for group in app.get("button_group") if str(group.key).startswith("section_")]
    return [str(one) for one in groups[0].options] if groups else []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_english_has_no_swedish_left(name: str, swedish: Swedish) -> None:
    in_swedish = [slug(part) for part in parts_of(opened(name))] or [""]
    for part in in_swedish:
        app = opened(name, sprak="en", **({"del": part} if part else {}))
        assert [e.message for e in app.exception] == []
        said = list(shown(app))
        assert len(said) > 30
        assert swedish.left_in_any(said) == {}, part
