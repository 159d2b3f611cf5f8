"""The one home of session state and of the address. The filters live here; widgets and links change them here."""

from collections.abc import Collection, Iterable
from typing import Any

import streamlit as st

from dashboard.core.codes import COUNTRY, is_county, is_municipality
from dashboard.core.filters import ADDRESS_NAMES, LANGUAGE_PARAMETER, Filters, from_address, to_address
from dashboard.core.language import LANGUAGES, SOURCE_LANGUAGE, _, language
from dashboard.locale import speak_in

# The data version that the view is held to, and the one that it is compared with; empty for the latest and the one before.
VERSION, COMPARED = "version", "jamfor"
_BESIDE_FILTERS = (VERSION, COMPARED)
_NAMES = (*ADDRESS_NAMES, *_BESIDE_FILTERS)
# The name of a page that someone asked for and that is not there.
LOST = "saknas"
# Pages about one place, which have nothing to show of the whole country.
_PAGES_OF_A_PLACE = ("lan", "kommun")
_FILTERS = "filters"
_WRITTEN = "address_written"
_PAGE = "page_shown"
_LANGUAGE = "language_read"
_CARDS = "cards_shown"
# A story in the address: a ready one by its code, a person's own as text, and the step.
_READY, _OWN, _STEP = "berattelse", "bildspel", "steg"


def filters() -> Filters:
    """What the person has chosen to look at."""
    chosen: Filters = st.session_state.get(_FILTERS, Filters())
    return chosen


def choose(**changes: object) -> None:
    """Change some of the filters. To be called from a callback, before the page is drawn."""
    st.session_state[_FILTERS] = filters().but(**changes)


def _query() -> dict[str, str]:
    return {k: v for k, v in st.query_params.to_dict().items() if k in _NAMES}


def speak() -> None:
    """Write texts in the language that the person reads, as far as it is known before the page is: a new address names it, or it stays."""
    query = _query()
    named = query.get(LANGUAGE_PARAMETER, "") if query != st.session_state.get(_WRITTEN) else ""
    speak_in(named if named in LANGUAGES else st.session_state.get(_LANGUAGE, SOURCE_LANGUAGE))


def choose_language(wanted: str) -> None:
    """Change the language. To be called from a callback, before the page is drawn."""
    st.session_state[_LANGUAGE] = wanted


def adopt_language(page: str) -> None:
    """Take over the language that the address says, when it says something new.

    As with the filters: on a page change the language stays unless the link names one; on the same page an address without a
    language (Back, to what was read in Swedish) is one in Swedish. Where the page's name was already written in another language,
    the run begins anew.
    """
    query = _query()
    turned = _FILTERS in st.session_state and st.session_state.get(_PAGE) != page
    if query != st.session_state.get(_WRITTEN) and not (turned and LANGUAGE_PARAMETER not in query):
        named = query.get(LANGUAGE_PARAMETER, SOURCE_LANGUAGE)
        st.session_state[_LANGUAGE] = named if named in LANGUAGES else SOURCE_LANGUAGE
    if st.session_state.setdefault(_LANGUAGE, SOURCE_LANGUAGE) != language():
        st.rerun()


def page() -> str:
    """The address of the page that is shown, without its query; empty for the first."""
    return str(st.session_state.get(_PAGE, ""))


def asked_version(name: str = VERSION) -> str:
    """The data version that the person asks for under the name, as the address or a choice gave it; empty for none."""
    return str(st.session_state.get(f"asked_{name}", ""))


def ask_for_version(version: str, name: str = VERSION) -> None:
    """Hold the session to a data version, or compare with it; with an empty one let go of it."""
    st.session_state[f"asked_{name}"] = version


def adopt_versions(page: str) -> bool:
    """Take over the data versions that the address names, when it says something new. To be called before `adopt_address`.

    On a page change they stay, as the filters do. Returns whether there was anything new.
    """
    query, first, turned = _arrival(page)
    if not first and not turned and query == st.session_state.get(_WRITTEN):
        return False
    for name in _BESIDE_FILTERS:
        if name in query or not turned or first:
            ask_for_version(query.get(name, ""), name)
    return True


def _arrival(page: str) -> tuple[dict[str, str], bool, bool]:
    """What the address says, whether the session is new, and whether it was on another page before."""
    return _query(), _FILTERS not in st.session_state, st.session_state.get(_PAGE) != page


def adopt_address(page: str, known_areas: Iterable[str], known_years: Collection[int]) -> list[str]:
    """Take over what the address says, when it says something new.

    A new session, a link, Back and Forward bring an address of their own. On a page change the filters stay, and what the link
    names is laid over them. Returns one sentence for each value that does not exist.
    """
    query, first, turned = _arrival(page)
    st.session_state[_PAGE] = page
    if not first and not turned and query == st.session_state.get(_WRITTEN):
        return []
    # The open part, the search and the page's own choices belong to the page that was left.
    base = filters().without_page() if turned and not first else Filters()
    adopted, complaints = from_address(query, base, known_years)
    if query.get(LANGUAGE_PARAMETER, SOURCE_LANGUAGE) not in LANGUAGES:
        complaints.append(
            _("Adressen har språket ”{value}”, som inte finns. Vi visar svenska i stället.").format(
                value=query[LANGUAGE_PARAMETER][:40]
            )
        )
    if adopted.area_code != COUNTRY and adopted.area_code not in set(known_areas):
        kind = _("länet") if is_county(adopted.area_code) else _("kommunen")
        wording = (
            _("Adressen pekar på {kind} {code}, som inte finns.")
            if page in _PAGES_OF_A_PLACE
            else _("Adressen pekar på {kind} {code}, som inte finns. Vi visar hela riket i stället.")
        )
        complaints.append(wording.format(kind=kind, code=adopted.area_code))
        adopted = adopted.but(area_code=COUNTRY)
    st.session_state[_FILTERS] = adopted
    return complaints


def versions() -> dict[str, str]:
    """The data versions that the person asks for, as query parameters; nothing for the latest."""
    asked = {name: asked_version(name) for name in _BESIDE_FILTERS}
    return {name: version for name, version in asked.items() if version}


def lost_page() -> str:
    """The name of a page that someone asked for and that is not there, told once; empty for none."""
    name = st.query_params.get(LOST, "")
    if name:
        del st.query_params[LOST]
    return str(name)


def address() -> dict[str, str]:
    """What is shown, as query parameters."""
    return to_address(filters()) | versions()


def write_address() -> None:
    """Let the address say what is shown, so that it can be copied."""
    wanted = address()
    for name in _NAMES:
        if name in wanted and st.query_params.get(name) != wanted[name]:
            st.query_params[name] = wanted[name]
        elif name not in wanted and name in st.query_params:
            del st.query_params[name]
    st.session_state[_WRITTEN] = wanted


def begin_page() -> None:
    """Forget which cards were drawn: a page is about to be."""
    st.session_state[_CARDS] = set()


def note_shown(card: str) -> None:
    """Remember that the card is drawn."""
    st.session_state.setdefault(_CARDS, set()).add(card)


def drop_missing_card() -> str:
    """The card that the address names, if the page that is now drawn does not have it; the address lets go of it."""
    wanted = filters().card
    if not wanted or wanted in st.session_state[_CARDS]:
        return ""
    choose(card="")
    return wanted


def story_address() -> dict[str, str]:
    """What the address says about a story: which one, the step, and the filters it is told with. Empty when none is open."""
    query = st.query_params.to_dict()
    return query if story_is_open() else {}


def story_is_open() -> bool:
    """Whether the address names a story."""
    return _READY in st.query_params or _OWN in st.query_params


def write_story_address() -> None:
    """Let the browser's address name the open story, too: a link from the presentation page to itself leaves it as it was."""
    st.query_params.from_dict(st.query_params.to_dict())


def told_with(chosen: Filters) -> dict[str, str]:
    """The part of the filters that a ready story is told with, as parameters of its address."""
    return to_address(Filters(year=chosen.chosen_year, examples=chosen.examples)) | versions()


def go_to_step(number: int) -> None:
    """Let the address point to a step of the open story, counted from 1. To be called from a callback."""
    st.query_params[_STEP] = str(number)


def close_story() -> None:
    """Let the address name no story."""
    st.query_params.clear()


def keep(name: str, value: object) -> None:
    """Remember something for the rest of the session."""
    st.session_state[f"kept_{name}"] = value


def kept(name: str, default: Any = None) -> Any:
    """What the session remembers under the name."""
    return st.session_state.get(f"kept_{name}", default)


def put_in_widget(key: str, value: object) -> None:
    """Set a widget's value before it is drawn."""
    st.session_state[key] = value


def from_widget(key: str) -> object:
    """A widget's value, in its callback."""
    return st.session_state[key]


def picked_on_map(key: str) -> None:
    """A place was clicked on the map: a county opens its municipalities, a municipality is chosen."""
    points = st.session_state[key].selection.points
    if points and "location" in points[0]:
        choose_area(str(points[0]["location"]))


def picked_in_table(key: str, codes: list[str]) -> None:
    """A row of a table of places was chosen."""
    chosen = st.session_state[key].selection.rows
    if chosen:
        choose_area(codes[chosen[0]])


def choose_area(code: str) -> None:
    """Look at a place. A county is opened to its municipalities where the measure has them."""
    now = filters()
    if is_county(code) and now.recipient_kind == "municipality" and "municipality" in now.measure.levels:
        choose(area_code=code, level="municipality")
    elif is_municipality(code) or is_county(code) or code == COUNTRY:
        choose(area_code=code)
