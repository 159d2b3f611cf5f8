"""Which printed figures are shown together, and where: every number of the ledger has a place on a page."""

from fnmatch import fnmatchcase

import pandas as pd

from dashboard.build.findings import Finding


def tables(cards: pd.DataFrame, figures: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables `printed_card` and `printed_card_figure`.

    A card names its figures by patterns over figure_id, in the order they are shown; a figure stands once on a card.
    """
    ids = figures["figure_id"].tolist()
    members = [
        (card.card_id, figure_id, position)
        for card in cards.itertuples()
        for position, figure_id in enumerate(_members(card.figures.split(), ids))
    ]
    return {
        "printed_card": cards.drop(columns="figures").assign(position=range(len(cards))),
        "printed_card_figure": pd.DataFrame(members, columns=["card_id", "figure_id", "position"]),
    }


def _members(patterns: list[str], ids: list[str]) -> list[str]:
    found = [i for pattern in patterns for i in ids if fnmatchcase(i, pattern)]
    return list(dict.fromkeys(found))


def findings(cards: pd.DataFrame, built: dict[str, pd.DataFrame]) -> list[Finding]:
    """Patterns that match nothing, and figures that no page shows."""
    ids = built["published_figure"]["figure_id"].tolist()
    dead = [
        Finding(
            "visad siffra",
            card.file,
            str(card.Index),
            "figures",
            f"Mönstret ”{pattern}” träffar ingen siffra.",
        )
        for card in cards.itertuples()
        for pattern in card.figures.split()
        if not any(fnmatchcase(i, pattern) for i in ids)
    ]
    shown = set(built["printed_card_figure"]["figure_id"])
    unseen = [
        Finding(
            "visad siffra",
            row.file,
            str(row.Index),
            "figure_id",
            f"Siffran ”{row.figure_id}” visas inte på någon sida. Lägg den på ett kort i vocabulary/printed_cards.csv.",
        )
        for row in built["published_figure"].itertuples()
        if row.figure_id not in shown
    ]
    return dead + unseen
