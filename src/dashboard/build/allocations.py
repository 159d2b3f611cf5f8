"""Amounts: the printed ones from the ledger, and what the allocation key gives each municipality and region."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from dashboard.build import allocation_key as key
from dashboard.build.recipients import municipality_id, region_id
from dashboard.build.world import World
from dashboard.core.codes import is_county, is_municipality
from dashboard.core.status import Status

KEY_SOURCE = "fordelningsnyckel"
_SECTION = "Avsnitt 2.1"


@dataclass(frozen=True)
class Total:
    """A published sum that the key divides: kind of recipient, year, and the ledger's row.

    `rounds` are the ledger's rows of the sums that may have been divided by themselves that year, in their order; empty where
    nothing speaks for more than one division.
    """

    kind: str
    year: int
    figure_id: str
    rounds: tuple[str, ...] = ()


_TABLE_2 = "vardanalys-2023.t2"
# Before the addition of 2022 the municipalities had the same sum as the year before.
_ROUNDS_2022 = (f"{_TABLE_2}.municipalities.available.2021", "vardanalys-2023.t1.extra.2022")
TOTALS = (
    Total("municipality", 2016, "sos-2017.mandate.municipalities.sek"),
    Total("region", 2016, "sos-2017.mandate.regions.sek"),
    Total("municipality", 2020, f"{_TABLE_2}.municipalities.available.2020"),
    Total("municipality", 2021, f"{_TABLE_2}.municipalities.available.2021"),
    Total("municipality", 2022, f"{_TABLE_2}.municipalities.available.2022", _ROUNDS_2022),
    *(Total("region", y, f"{_TABLE_2}.regions.available.{y}") for y in (2020, 2021, 2022)),
)
_SHRUNKEN_MODEL = f"{_TABLE_2}.regions.available.2020"
# The limit as printed, and the one that the printed municipal amounts point to.
LIMITS = (key.SMALL_MUNICIPALITY, 25_000)
# Limits on both sides of it, which show how sharp the fit is.
_TRIED_LIMITS = (24_500, 25_000, 25_500, key.SMALL_MUNICIPALITY)
ONE_POT, FIRST_ROUND, TWO_ROUNDS = "one_pot", "first_round", "two_rounds"


PROPOSED = "published/proposed_amounts.csv"


@dataclass(frozen=True)
class Known:
    """A printed municipal amount to set the readings of the key against: a row of the ledger, less what another row says of it.

    `total` is the sum that the key divides that year; for 2017 no document prints it, and that of 2016 is taken.
    """

    recipient_id: str
    total: Total
    figure_id: str
    less: str = ""
    note_sv: str | None = None


_2022 = next(t for t in TOTALS if t.rounds)
_AT_2022 = "vardanalys-2023.municipalities.requisitioned"
KNOWN = (
    Known("municipality-2403", _2022, f"{_AT_2022}.min.2022"),
    Known("municipality-0180", _2022, f"{_AT_2022}.max.2022"),
    Known(
        "municipality-0180",
        Total("municipality", 2017, "sos-2017.mandate.municipalities.sek"),
        "stockholm-2018.money.requisitioned-total",
        "stockholm-2018.money.late-supplement",
        "Utan det som omfördelades. Årets summa är inte tryckt; 2016 års summa är använd.",
    ),
)


def published(links: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Printed amounts: each row of data/published/allocations.csv takes its amount and place from the ledger.

    A row that names several figures, of projects that are printed one by one, has their sum.
    """
    ledger = figures.drop_duplicates("figure_id").set_index("figure_id")[["value", "source_id", "locator"]]
    of_row = [ledger.loc[text.split()] for text in links["figure_id"]]
    return links.drop(columns="figure_id").assign(
        amount_sek=[of["value"].sum(skipna=False) for of in of_row],
        source_id=[of["source_id"].iloc[0] for of in of_row],
        locator=["; ".join(dict.fromkeys(of["locator"])) for of in of_row],
        status=Status.PUBLISHED.value,
    )


def by_key(world: World) -> pd.DataFrame:
    """What the key gives every municipality and region: rows of `allocation`, measure `available`, status `modelled`.

    `amount_sek` is what the printed rule gives; it adds up to each published total to the krona. Municipal rows have the lowest and
    highest of their readings beside it. What a document prints for a recipient changes nothing here.
    """
    return pd.concat([_of_total(world, total) for total in TOTALS], ignore_index=True)


def _of_total(world: World, total: Total) -> pd.DataFrame:
    total_sek = world.count(total.figure_id)
    people = _population(world, total)
    note, readings = None, pd.DataFrame()
    if total.kind == "municipality":
        given = key.distribute(people, key.municipal_bases(people), [total_sek])
        readings = pd.DataFrame({name: amounts for name, _l, _r, amounts in _readings(world, total, LIMITS)})
    elif key.regional_bases(people).sum() > total_sek:
        given = key.shrunken_regional(people, total_sek, world.count(_SHRUNKEN_MODEL))
        note = "Grundbeloppen ensamma är större än totalen. Proportionerna från 2020 är nedskalade till årets total."
    else:
        given = key.distribute(people, key.regional_bases(people), [total_sek])
    return pd.DataFrame(
        {
            "recipient_id": given.index,
            "year": total.year,
            "stream": "development",
            "measure": "available",
            "amount_sek": given.to_numpy().astype(int),
            "amount_low_sek": readings.min(axis=1).to_numpy() if not readings.empty else None,
            "amount_high_sek": readings.max(axis=1).to_numpy() if not readings.empty else None,
            "has_point": None if readings.empty else not total.rounds,
            "status": Status.MODELLED.value,
            "source_id": KEY_SOURCE,
            "locator": _locator(world, total),
            "note_sv": note,
        }
    )


def readings(world: World) -> pd.DataFrame:
    """The `key_reading` table: each municipality's amount by each stated reading of the key, year by year."""
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "reading_id": name,
                    "year": total.year,
                    "recipient_id": amounts.index,
                    "limit_persons": limit,
                    "rounds": rounds,
                    "amount_sek": amounts.to_numpy(),
                    "status": Status.MODELLED.value,
                    "source_id": KEY_SOURCE,
                    "locator": _locator(world, total),
                }
            )
            for total in TOTALS
            if total.kind == "municipality"
            for name, limit, rounds, amounts in _readings(world, total, LIMITS)
        ],
        ignore_index=True,
    )


def comparisons(world: World, proposed: pd.DataFrame) -> pd.DataFrame:
    """The `key_comparison` table: every amount that is known beside what each reading of the key gives that recipient.

    `proposed` has the amounts that are not decided: recipient_id, year, known_sek, source_id, locator, note_sv.
    """
    rows = [row for known in KNOWN for row in _compared_with_printed(world, known)]
    for one in proposed.itertuples():
        about = (int(one.known_sek), True, one.source_id, one.locator, one.note_sv)
        total = next(t for t in TOTALS if (t.kind, t.year) == ("municipality", one.year))
        rows += [(*reading, *about) for reading in _by_every_reading(world, str(one.recipient_id), total)]
    rows += [row for total in TOTALS if total.kind == "region" for row in _regions_compared(world, total)]
    columns = [
        "recipient_id", "year", "limit_persons", "rounds", "by_key_sek",
        "known_sek", "is_proposed", "source_id", "locator", "note_sv",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).assign(status=Status.MODELLED.value)


def _compared_with_printed(world: World, known: Known) -> Iterator[tuple[object, ...]]:
    sek = world.count(known.figure_id) - (world.count(known.less) if known.less else 0)
    ledger = world.figures.loc[known.figure_id]
    about = (sek, False, ledger["source_id"], ledger["locator"], known.note_sv)
    for reading in _by_every_reading(world, known.recipient_id, known.total):
        yield (*reading, *about)


def _by_every_reading(world: World, recipient_id: str, total: Total) -> Iterator[tuple[object, ...]]:
    for _name, limit, rounds, amounts in _readings(world, total, _TRIED_LIMITS):
        yield (recipient_id, total.year, limit, rounds, int(amounts[recipient_id]))


def _regions_compared(world: World, total: Total) -> Iterator[tuple[object, ...]]:
    rows = world.allocation
    printed = rows[
        rows["recipient_id"].isin(world.amounts("region", total.year, "received").index)
        & (rows["year"] == total.year)
        & (rows["measure"] == "received")
    ]
    people = _population(world, total)
    for row in printed.itertuples():
        by_key = key.predict(people, key.regional_bases(people), world.count(total.figure_id))
        given = round(by_key[row.recipient_id])
        yield (
            row.recipient_id, total.year, None, ONE_POT, given,
            int(row.amount_sek), False, row.source_id, row.locator, None,
        )  # fmt: skip


def _readings(
    world: World, total: Total, limits: tuple[int, ...]
) -> Iterator[tuple[str, int, str, pd.Series]]:
    """The readings of a municipal total: name, limit of inhabitants, rounds, and whole kronor per recipient."""
    people = _population(world, total)
    pots = {ONE_POT: [total.figure_id]}
    if total.rounds:
        pots |= {FIRST_ROUND: [total.rounds[0]], TWO_ROUNDS: list(total.rounds)}
    for rounds, figure_ids in pots.items():
        for limit in limits:
            amounts = key.distribute(
                people, key.municipal_bases(people, limit), [world.count(figure) for figure in figure_ids]
            )
            yield f"{rounds}-{limit}", limit, rounds, amounts


def _locator(world: World, total: Total) -> str:
    millions = f"{world.count(total.figure_id) / 1_000_000:.10g}".replace(".", ",")
    return f"{_SECTION}; folkmängd 31 december {world.counted_in(total.year)}; {millions} miljoner kronor"


def _population(world: World, total: Total) -> pd.Series:
    people = world.inhabitants(total.year)
    belongs, to_id = (
        (is_municipality, municipality_id) if total.kind == "municipality" else (is_county, region_id)
    )
    return people[[belongs(code) for code in people.index]].rename(index=to_id)
