"""What files made from the view on the screen say about themselves."""

from collections.abc import Callable
from datetime import date

from dashboard.core.codes import COUNTRY
from dashboard.core.filters import Filters, describe_field, in_words, settle
from dashboard.core.stamp import Stamp
from dashboard.queries import counties, municipality
from dashboard.ui import addresses, answers, navigation

_CODE_OF: dict[str, Callable[[Filters], str]] = {
    "karta": lambda chosen: chosen.area_code,
    "lan": counties.code_of,
    "kommun": municipality.code_of,
}


def of_view(card: str = "") -> Stamp:
    """The stamp of what the page shows now; with a `card` the address leads to it."""
    return Stamp(answers.version(), date.today(), _in_words(), addresses.view_address(frozen=True, card=card))


def _in_words() -> str:
    """The filters of the page as it shows them, with its place if it is about one.

    All violence areas together go without saying, and so does that no example data is shown.
    """
    page = navigation.shown()
    chosen = answers.opened_filters(page.opening)
    if "measure_id" in page.filters:
        chosen = settle(chosen, answers.years())[0]
    unsaid = {"violence_area_id": not chosen.violence_area_id, "examples": not chosen.examples}
    used = frozenset(field for field in page.filters if not unsaid.get(field))
    return in_words(chosen, used, _place(page.name, chosen))


def _place(page: str, chosen: Filters) -> str:
    if page not in _CODE_OF:
        return ""
    code = _CODE_OF[page](chosen)
    return describe_field("area_code", chosen) if code == COUNTRY else answers.area_names()[code]
