"""Who does what among the municipalities of 2016: one casting that money, activities and answers all follow.

Municipalities that a document prints an amount for always took part, so no example contradicts a printed row.
"""

from dataclasses import dataclass

import pandas as pd

from dashboard.build.examples.landscape import leaning, pick
from dashboard.build.recipients import municipality_id
from dashboard.build.world import World
from dashboard.core.codes import is_municipality

_AT = "sos-2017.municipalities"


@dataclass(frozen=True)
class Cast:
    """Sets of municipal recipient ids, each sorted and with the size that the document prints.

    `requisitioned` claimed money; `topped_up` of them got redistributed money; `reported` of them reported in time; `active` of
    those had activities; `spent_nothing` and `spent_part` did not use everything.
    """

    requisitioned: list[str]
    topped_up: list[str]
    reported: list[str]
    active: list[str]
    spent_nothing: list[str]
    spent_part: list[str]


def inclination(world: World, salt: str) -> pd.Series:
    """How inclined each municipality is to a thing, by recipient id (see landscape.leaning)."""
    people = world.inhabitants(2016)
    people = people[[is_municipality(code) for code in people.index]]
    return leaning(people, world.neighbours, salt).rename(index=municipality_id)


def printed_recipients(world: World) -> list[str]:
    """The municipalities that a document prints an amount for, in any year."""
    rows = _printed(world)
    return sorted(set(rows["recipient_id"]) & set(world.of_kind("municipality").index))


def printed_in(world: World, year: int) -> list[str]:
    """The recipients that a document prints an amount of the year for."""
    rows = _printed(world)
    return sorted(set(rows.loc[rows["year"] == year, "recipient_id"]))


def _printed(world: World) -> pd.DataFrame:
    """The printed amounts of the development grants: those of other money say nothing of what is invented here."""
    rows = world.allocation
    return rows[(rows["status"] == "published") & (rows["stream"] == "development")]


def cast_2016(world: World) -> Cast:
    """The casting of 2016. The counts come from the ledger."""
    always = printed_recipients(world)
    taking_part = inclination(world, "2016 requisition")
    requisitioned = pick(world.count(f"{_AT}.requisitioned-count"), taking_part, always)
    topped_up = pick(world.count(f"{_AT}.additional-count"), inclination(world, "2016 top-up")[requisitioned])
    reported = pick(
        world.count(f"{_AT}.reports-in-time-count"), inclination(world, "2016 report")[requisitioned], always
    )
    active = pick(
        world.count(f"{_AT}.reports-base-count"), inclination(world, "2016 active")[reported], always
    )
    # Those who reported without activities used nothing; the rest of the printed number is among those who reported late.
    idle = sorted(set(reported) - set(active))
    late = sorted(set(requisitioned) - set(reported))
    nothing = world.count(f"{_AT}.nothing-spent-count")
    spent_nothing = sorted([*idle, *pick(nothing - len(idle), -inclination(world, "2016 idle")[late])])
    others = [r for r in requisitioned if r not in set(spent_nothing)]
    part = world.count(f"{_AT}.not-fully-spent-count") - nothing
    spent_part = pick(part, -inclination(world, "2016 underspend")[others])
    return Cast(requisitioned, topped_up, reported, active, spent_nothing, spent_part)
