"""Invented NGOs: the documents count the organisations of 2016 but do not name them."""

import numpy as np
import pandas as pd

from dashboard.build.examples.landscape import bell, chance, pick
from dashboard.build.world import World
from dashboard.core.codes import is_municipality
from dashboard.core.status import Status


def invent(world: World) -> pd.DataFrame:
    """The NGOs of 2016 as rows of the `recipient` table, as many as the ledger says were granted money.

    Each stands in a municipality; larger municipalities have more of them.
    """
    numbers = range(1, world.count("sos-2017.ngos.granted-count") + 1)
    return pd.DataFrame(
        {
            "recipient_id": [f"ngo-2016-{n:02d}" for n in numbers],
            "kind": "ngo",
            "name": [f"Exempelorganisation {n:02d}" for n in numbers],
            "area_code": _homes(world, len(numbers)),
            "parent_recipient_id": None,
            "status": Status.SYNTHETIC.value,
        }
    )


def reporting(world: World, invented: pd.DataFrame) -> list[str]:
    """The ids of the NGOs that reported on 2016, sorted, as many as the ledger says; the rest went bankrupt."""
    inclined = pd.Series(
        [bell("2016 ngo report", one) for one in invented["recipient_id"]], index=invented["recipient_id"]
    )
    return pick(world.count("sos-2017.ngos.reports-base-count"), inclined)


def _homes(world: World, count: int) -> list[str]:
    people = world.inhabitants(2016)
    people = people[[is_municipality(code) for code in people.index]]
    upper = people.astype(float).cumsum() / people.sum()
    drawn = [chance("2016 ngo home", n) for n in range(count)]
    return [str(code) for code in upper.index[np.searchsorted(upper.to_numpy(), drawn, side="right")]]
