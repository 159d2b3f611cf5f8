"""The language in use: chosen for a run and what it calls, and kept by what is called later."""

from collections.abc import Callable
from contextvars import copy_context
from threading import Thread
from typing import TypeVar

from dataset_years import YEARS

from dashboard.core.filters import Filters, from_address, to_address
from dashboard.core.language import N_, _, in_this_language, language, ngettext, pgettext
from dashboard.core.numbers import decimal_mark, kronor, million_kronor, percent, short_kronor
from dashboard.locale import speak_in

Made = TypeVar("Made")


def spoken_in(wanted: str, made: Callable[[], Made]) -> Made:
    """What is made while the language is spoken."""

    def run() -> Made:
        speak_in(wanted)
        return made()

    return copy_context().run(run)


def test_swedish_is_spoken_where_nothing_is_chosen() -> None:
    assert language() == "sv"
    assert (_("Översikt"), pgettext("rank", "Plats")) == ("Översikt", "Plats")
    assert ngettext("{count} kommun", "{count} kommuner", 1) == "{count} kommun"


def test_a_language_is_spoken_until_the_context_ends() -> None:
    texts = spoken_in(
        "en",
        lambda: (
            language(),
            _("Översikt"),
            pgettext("rank", "Plats"),
            ngettext("{count} kommun", "{count} kommuner", 0),
        ),
    )
    assert texts == ("en", "Overview", "Rank", "{count} municipalities")
    assert language() == "sv" and _("Översikt") == "Översikt"


def test_a_marked_text_is_translated_where_it_is_shown_and_not_before() -> None:
    assert spoken_in("en", lambda: N_("Översikt")) == "Översikt"


def test_what_is_made_later_and_elsewhere_keeps_the_language_it_was_asked_for_in() -> None:
    made: list[str] = []
    later = spoken_in("en", lambda: in_this_language(lambda: _("Översikt")))
    threads = [Thread(target=lambda: made.append(later())) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == ["Overview"] * 3
    assert language() == "sv"


def test_numbers_follow_the_language() -> None:
    def written() -> tuple[str, ...]:
        return kronor(1_234_567), million_kronor(31_500_000), short_kronor(250_400), percent(12.4, 1)

    assert spoken_in("en", written) == ("SEK 1,234,567", "SEK 31.5m", "SEK 250,000", "12.4%")
    assert [text.replace("\xa0", " ") for text in written()] == [
        "1 234 567 kr",
        "31,5 mnkr",
        "250 tkr",
        "12,4 %",
    ]
    assert (spoken_in("en", decimal_mark), decimal_mark()) == (".", ",")


def test_an_address_is_in_the_language_that_is_spoken() -> None:
    chosen = Filters(year=2020)
    assert spoken_in("en", lambda: to_address(chosen)) == {"ar": "2020", "sprak": "en"}
    assert to_address(chosen) == {"ar": "2020"}
    assert from_address({"ar": "2020", "sprak": "en"}, Filters(), YEARS) == (chosen, [])
