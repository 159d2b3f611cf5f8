"""Long pages in parts: one part is open at a time, and the address says which."""

import streamlit as st

from dashboard.core.codes import slug
from dashboard.core.language import _
from dashboard.core.result import Result
from dashboard.ui import answers, cards, state

# The pages of one place, and the question that asks for its statements.
_OF_PLACE = {"lan": "county_statements", "kommun": "municipality_statements"}


def section(*own: str, page: str = "") -> str:
    """A row of the page's parts; returns the slug of the open one.

    The parts are the page's own, as Swedish texts marked with `N_`, then those of its printed cards. A slug is made of the Swedish
    title, so an address opens the same part in every language. An unknown part in the address opens the first and says so.
    """
    by_slug = {slug(title): _(title) for title in own}
    of_cards: dict[str, str] = {}
    if page:
        rows = answers.ask("printed_cards", page=page).rows
        of_cards = dict(zip(rows["card_id"], rows["section"], strict=True))
        by_slug = {**dict(zip(rows["section"], rows["section_sv"], strict=True)), **by_slug}
        by_slug = {name: by_slug[name] for name in dict.fromkeys([*map(slug, own), *by_slug])}
    # An address that names a printed card opens the part that the card stands in.
    chosen = state.filters().section or of_cards.get(state.filters().card, "")
    if chosen and chosen not in by_slug:
        st.warning(
            _("Adressen öppnar delen ”{name}”, som inte finns på sidan. Vi visar {shown} i stället.").format(
                name=chosen, shown=next(iter(by_slug.values()))
            )
        )
    opened = chosen if chosen in by_slug else next(iter(by_slug))
    key = f"section_{page}"
    state.put_in_widget(key, opened)
    st.segmented_control(
        _("Del av sidan"),
        list(by_slug),
        format_func=lambda s: by_slug.get(s, s),
        key=key,
        label_visibility="collapsed",
        required=True,
        on_change=lambda: state.choose(section=state.from_widget(key), card=""),
    )
    return opened


def printed_cards(page: str, opened: str, without: tuple[str, ...] = ()) -> None:
    """The printed cards of the open part: figures two side by side, tables across the page.

    Cards in `without` are left out: the page shows all their figures in a card of its own.
    """
    rows = answers.ask("printed_cards", page=page).rows
    chosen = [
        c
        for c, section in zip(rows["card_id"], rows["section"], strict=True)
        if section == opened and c not in without
    ]
    results = [answers.ask("printed_card", card_id=card_id) for card_id in chosen]
    for row in _side_by_side(results):
        for column, result in zip(
            st.columns(2, gap="medium") if len(row) == 2 else (st.container(),), row, strict=True
        ):
            with column:
                cards.card(result)


def statements(page: str, opened: str) -> None:
    """What the documents say in words, in the open part: a card for each subject. A place's page has what is said of that place, too."""
    for card in answers.ask("statement_cards", page=page, section=opened).rows["card"]:
        if page in _OF_PLACE:
            result = answers.ask(_OF_PLACE[page], section=opened, card=card)
        else:
            result = answers.ask("statements", page=page, section=opened, card=card)
        cards.card(result, sentence=False)


def _side_by_side(results: list[Result]) -> list[list[Result]]:
    drawn = [r for r in results if _is_drawn(r)]
    pairs = [drawn[i : i + 2] for i in range(0, len(drawn), 2)]
    return [*pairs, *([r] for r in results if not _is_drawn(r))]


def _is_drawn(result: Result) -> bool:
    return answers.figure(result) is not None
