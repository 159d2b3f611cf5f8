"""Invented activities of 2016: who did what, so that every count the document prints about the use of the money holds.

data/examples/activity_margins.csv declares the margins: what a row that meets it looks like, and which margin's
recipients it is chosen from. The counts themselves come from the ledger.
"""

from dataclasses import dataclass

import pandas as pd

from dashboard.build.examples import organisations
from dashboard.build.examples.cast import cast_2016, inclination
from dashboard.build.examples.landscape import bell, chance, leaning, pick
from dashboard.build.recipients import region_id
from dashboard.build.world import World
from dashboard.core.codes import is_county
from dashboard.core.status import Status

MARGINS = "examples/activity_margins.csv"
_YEAR = 2016
_ATTRIBUTES = ("target_group_id", "method_id", "partner_sv", "violence_area_id")


def invent(world: World, invented: pd.DataFrame, margins: pd.DataFrame) -> pd.DataFrame:
    """The invented rows of the `activity` table: one for each margin and recipient that meets it.

    `invented` are the invented organisations, `margins` the file MARGINS as text. Every active recipient has at least
    one row. Raises KeyError for a figure that the ledger lacks and ValueError for margins that cannot all hold.
    """
    frames = []
    for kind, inclined in _active(world, invented).items():
        of_kind = margins[margins["recipient_kind"] == kind].set_index("figure_id", drop=False)
        taken = _Casting(world, of_kind, inclined, _counties(world, invented, inclined.index)).run()
        frames += [_rows(of_kind.loc[figure_id], recipients) for figure_id, recipients in taken.items()]
    return pd.concat(frames, ignore_index=True)


def wanted(margin: pd.Series, printed: float, parent_size: int) -> int:
    """How many recipients meet a margin: the printed count, or the printed percentage of the parent's recipients.

    A percentage gives the nearest whole number, and the upper one of two that are equally near.
    """
    if margin["rule"] == "percent_of_parent":
        return int(parent_size * printed / 100 + 0.5)
    return round(printed)


def _active(world: World, invented: pd.DataFrame) -> dict[str, pd.Series]:
    """How inclined each active recipient is to do things at all, per kind, by recipient id."""
    counties = world.inhabitants(2016)
    counties = counties[[is_county(code) for code in counties.index]]
    ngos = organisations.reporting(world, invented)
    return {
        "municipality": inclination(world, "2016 activities")[cast_2016(world).active],
        "region": leaning(counties, {}, "2016 activities").rename(index=region_id)[
            world.of_kind("region").index
        ],
        "ngo": pd.Series([bell("2016 activities", one) for one in ngos], index=ngos),
    }


def _counties(world: World, invented: pd.DataFrame, recipients: pd.Index) -> pd.Series:
    areas = pd.concat([world.recipients["area_code"], invented.set_index("recipient_id")["area_code"]])
    return areas[recipients].str[:2]


@dataclass(frozen=True)
class _Casting:
    """Chooses recipients of one kind for its margins, from the outermost margins inwards."""

    world: World
    margins: pd.DataFrame
    inclined: pd.Series
    counties: pd.Series

    def run(self) -> dict[str, list[str]]:
        """The recipients that meet each margin, by figure_id."""
        return self._inside("", sorted(self.inclined.index))

    def _inside(self, parent: str, pool: list[str]) -> dict[str, list[str]]:
        children = self.margins[self.margins["parent_figure_id"] == parent]
        sizes = {one: wanted(children.loc[one], self.world.value(one), len(pool)) for one in children.index}
        covering = [one for one in children.index if children.at[one, "covers_parent"] == "true"]
        # Margins that together cover their parent: the largest comes last and takes in those whom the others left out.
        closing = max(covering, key=sizes.__getitem__, default="")
        left, chosen = set(pool), {}
        for one in sorted(children.index, key=lambda name: name == closing):
            always = left if one == closing else set()
            chosen[one] = pick(sizes[one], self._inclined_to(children.loc[one])[pool], always)
            left -= set(chosen[one]) if one in covering else set()
            chosen |= self._inside(one, chosen[one])
        return chosen

    def _inclined_to(self, margin: pd.Series) -> pd.Series:
        """Active recipients do more of everything; beside that, counties and recipients have their own concerns, which
        they keep to in all that has the same method, group, partner or violence area."""
        concerns = [margin["figure_id"], *(margin[name] for name in _ATTRIBUTES if margin[name])]
        own = [
            sum(2 * chance(concern, county) + 5 * chance(concern, one) for concern in concerns)
            for one, county in self.counties.items()
        ]
        return self.inclined + pd.Series(own, index=self.counties.index) / len(concerns) ** 0.5


def _rows(margin: pd.Series, recipients: list[str]) -> pd.DataFrame:
    figure_id = margin["figure_id"]
    slug = figure_id.split(".", 2)[2]
    return pd.DataFrame(
        {
            "activity_id": [f"{_YEAR}.{one}.{slug}" for one in recipients],
            "recipient_id": recipients,
            "year": _YEAR,
            "activity_type_id": margin["activity_type_id"],
            **{name: margin[name] or None for name in _ATTRIBUTES},
            "description_sv": None,
            "status": Status.SYNTHETIC.value,
            "source_id": "exempel",
            "locator": figure_id,
        }
    )
