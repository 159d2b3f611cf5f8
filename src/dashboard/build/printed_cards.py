"""Which printed figures are shown together, and where: every number of the ledger has a place on a page."""

from fnmatch import fnmatchcase

import pandas as pd

from dashboard.build.findings import Finding
from dashboard.core.printed_figure import named_in


def tables(cards: pd.DataFrame, figures: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables `printed_card` and `printed_card_figure`.

    A card names its figures by patterns over figure_id, in the order they are shown; a figure stands once on a card, and one that only
    repeats another on none.
    """
    ids = figures.loc[figures["same_as"].isna(), "figure_id"].tolist()
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
    """Patterns that match nothing, figures that no page shows, and sentences that name a figure their card does not have."""
    figures = built["published_figure"]
    own = figures[figures["same_as"].isna()]
    ids = own["figure_id"].tolist()
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
        for row in own.itertuples()
        if row.figure_id not in shown
    ]
    return dead + unseen + _strangers(cards, ids) + _repeated(figures, set(ids))


def _strangers(cards: pd.DataFrame, ids: list[str]) -> list[Finding]:
    return [
        Finding(
            "visad siffra",
            card.file,
            str(card.Index),
            "sentence_sv",
            f"Meningen nämner siffran ”{name}”, som inte står på kortet.",
        )
        for card in cards.dropna(subset=["sentence_sv"]).itertuples()
        for name in sorted(named_in(card.sentence_sv) - set(_members(card.figures.split(), ids)))
    ]


def _repeated(figures: pd.DataFrame, own: set[str]) -> list[Finding]:
    return [
        Finding(
            "visad siffra",
            row.file,
            str(row.Index),
            "same_as",
            f"Siffran upprepar ”{row.same_as}”, som själv är en upprepning. Skriv den siffra som visas.",
        )
        for row in figures.dropna(subset=["same_as"]).itertuples()
        if row.same_as not in own
    ]
