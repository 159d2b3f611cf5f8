"""The pages, their addresses, and which filters each of them takes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from dashboard.core.filters import spoken
from dashboard.core.language import _
from dashboard.core.settings import ROOT
from dashboard.ui import answers, state

_ASSETS = Path(__file__).parent / "assets"
LOGO = _ASSETS / "medelkartan.svg"
ICON = _ASSETS / "icon.svg"


@dataclass(frozen=True)
class PageSpec:
    """A page: its file in `pages/`, its address, its title, and the filters that change it.

    `opening` is the question whose year the page shows as its own while nobody has chosen one.
    """

    name: str
    url_path: str
    title: Callable[[], str]
    filters: frozenset[str]
    opening: str = "country_key_figures"


PAGES: tuple[PageSpec, ...] = (
    PageSpec(
        "oversikt", "", lambda: _("Översikt"), frozenset({"year", "recipient_kind"}), "country_key_figures"
    ),
    PageSpec(
        "karta",
        "karta",
        lambda: _("Karta"),
        frozenset(
            {"year", "recipient_kind", "violence_area_id", "level", "measure_id", "denominator", "examples"}
        ),
        "area_values",
    ),
    PageSpec(
        "lan", "lan", lambda: _("Län"), frozenset({"year", "violence_area_id", "examples"}), "county_ladder"
    ),
    PageSpec(
        "kommun",
        "kommun",
        lambda: _("Kommun"),
        frozenset({"year", "violence_area_id", "examples"}),
        "municipality_ladder",
    ),
    PageSpec(
        "insatser",
        "insatser",
        lambda: _("Insatser"),
        frozenset({"violence_area_id"}),
    ),
    PageSpec("resultat", "resultat", lambda: _("Resultat"), frozenset({"violence_area_id"})),
    PageSpec(
        "mottagare",
        "mottagare",
        lambda: _("Regioner och ideella"),
        frozenset({"year", "violence_area_id"}),
        "regions",
    ),
    PageSpec("kompetensstod", "kompetensstod", lambda: _("Kompetensstöd"), frozenset({"violence_area_id"})),
    PageSpec("mal", "mal", lambda: _("Mål"), frozenset({"violence_area_id"})),
    PageSpec(
        "likvardighet",
        "likvardighet",
        lambda: _("Likvärdighet"),
        frozenset({"year", "violence_area_id", "measure_id"}),
        "equity_by_size",
    ),
    PageSpec(
        "presentation",
        "presentation",
        lambda: _("Presentation"),
        frozenset({"year", "examples"}),
        "country_key_figures",
    ),
    PageSpec("kallor", "kallor", lambda: _("Källor och metod"), frozenset()),
)
# The page that shows a story without anything around it.
STAGE = "presentation"
# Only for those who may import: the page is not there at all on a server that does not allow it.
IMPORT_PAGE = PageSpec("importera", "importera", lambda: _("Importera"), frozenset())
BY_NAME = {spec.name: spec for spec in (*PAGES, IMPORT_PAGE)}


def pages() -> dict[str, "st.Page"]:
    """Streamlit's pages by name, titled in the language in use."""
    return {
        spec.name: st.Page(
            ROOT / "pages" / f"{spec.name}.py",
            title=spec.title(),
            url_path=spec.url_path or None,
            default=not spec.url_path,
        )
        for spec in (*PAGES, *([IMPORT_PAGE] if answers.settings().imports else []))
    }


def spec_of(page: "st.Page") -> PageSpec:
    """The spec of a page that Streamlit is about to run."""
    return next(spec for spec in BY_NAME.values() if spec.url_path == page.url_path)


def shown() -> PageSpec:
    """The spec of the page that is shown."""
    return next(spec for spec in BY_NAME.values() if spec.url_path == state.page())


def link(name: str, label: str, **parameters: str) -> None:
    """A link to a page, with filters that it sets. It stays in the language in use, in a new window too."""
    st.page_link(
        ROOT / "pages" / f"{name}.py",
        label=label,
        query_params={**parameters, **spoken()} or None,
        icon=":material/arrow_forward:",
    )


def to_municipality(code: str, name: str, year: int | None) -> None:
    """A link to a municipality's page, in the year that is shown of it, where there is one."""
    shown_year = {} if year is None else {"ar": str(year)}
    link("kommun", _("Öppna {name}").format(name=name), omrade=code, **shown_year)


def go_back() -> None:
    """Leave the stage for the page that the person came from, as it was; for the page of stories if there was none."""
    name, address = state.kept("page_left", (STAGE, spoken()))
    st.switch_page(ROOT / "pages" / f"{name}.py", query_params=address)


def go_to_stage(address: dict[str, str]) -> None:
    """Open a story, by the parameters that name it."""
    st.switch_page(ROOT / "pages" / f"{STAGE}.py", query_params=address)


def whole_address(name: str, parameters: dict[str, str]) -> str:
    """The address of a page as it can be sent to others."""
    parts = urlsplit(str(st.context.url or ""))
    return urlunsplit((parts.scheme, parts.netloc, f"/{BY_NAME[name].url_path}", urlencode(parameters), ""))
