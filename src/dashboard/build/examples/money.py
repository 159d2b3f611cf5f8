"""Example amounts: what each recipient claimed, used and paid back, adding up to the printed sums to the krona."""

from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

import numpy as np
import pandas as pd

from dashboard.build import allocation_key as key
from dashboard.build.examples.cast import Cast, cast_2016, inclination, printed_recipients
from dashboard.build.examples.landscape import bell, chance, pick
from dashboard.build.findings import DoesNotAddUp
from dashboard.build.population import to_whole
from dashboard.build.world import World
from dashboard.core.status import Status

EXAMPLE_SOURCE = "exempel"
YEARS = (2020, 2021, 2022)
SMALLEST_NGO_GRANT_TKR = 50
LARGEST_NGO_GRANT_TKR = 900
# No document says how uneven the amounts are; these limits keep each example within what a reader would believe.
LARGEST_UNCLAIMED_PART = 0.4
LARGEST_REPAID_PART = 0.9

_KINDS = {"municipality": "municipalities", "region": "regions"}


def invent(world: World, invented_ngos: pd.DataFrame) -> pd.DataFrame:
    """Rows of `allocation` that the documents print only as sums: received, redistributed, used and repaid, in kronor.

    `world.allocation` must hold the printed amounts and what the key gives. What is printed as received counts in the sums. Beside a
    printed amount nothing is invented: that recipient has no row of the year, and the organisations of 2020-2022, which are all named,
    have none at all. `invented_ngos` are the organisations of 2016. Someone who claimed nothing has no row.
    """
    cast = cast_2016(world)
    rows = [
        *_municipalities_2016(world, cast),
        *_regions_2016(world),
        *_ngos_2016(world, list(invented_ngos["recipient_id"])),
    ]
    for kind, received in _received(world, cast).items():
        rows += [
            _rows(amounts, year, "received", _at(kind, "received", year))
            for year, amounts in received.items()
        ]
        rows += _use_of_three_years(world, kind, received)
    return pd.concat(rows, ignore_index=True)


def _received(world: World, cast: Cast) -> dict[str, dict[int, pd.Series]]:
    """What each received per kind and year, those whose amount is printed left out."""
    return {
        "municipality": {
            year: _claims(world, year, claimants, _at("municipality", "received", year))
            for year, claimants in _requisitioners(world, cast).items()
        },
        "region": {year: _offered_to_others(world, "region", year) for year in YEARS},
    }


def _requisitioners(world: World, cast: Cast) -> dict[int, list[str]]:
    """The municipalities that claim money in 2020, 2021 and 2022, in numbers that the ledger prints for each year.

    Those outside in the year with the most claimants are outside in all three, since the ledger's number for the three
    years together is no larger. They are small, and never one that a document prints an amount for.
    """
    counts = {year: world.count(_at("municipality", "count", year)) for year in YEARS}
    reluctance = _reluctance(world, cast)
    lasting: list[str] = []
    claimants = {}
    for year in sorted(YEARS, key=lambda y: -counts[y]):
        everyone = world.amounts("municipality", year, "available")
        ranking = (reluctance - inclination(world, f"{year} requisition") * 0.5).sort_values(
            ascending=False, kind="stable"
        )
        outside = _abstainers(world, year, list(ranking.index), len(everyone) - counts[year], lasting)
        lasting = lasting or outside
        claimants[year] = sorted(set(everyone.index) - set(outside))
    return {year: claimants[year] for year in YEARS}


def _abstainers(
    world: World, year: int, ranking: list[str], count: int, always: Collection[str]
) -> list[str]:
    """Municipalities that claim nothing, whose money fits in what the ledger leaves unclaimed."""
    available = _offered_to_others(world, "municipality", year)
    printed = world.amounts("municipality", year, "received")
    left = int(available.sum()) - (world.count(_at("municipality", "received", year)) - int(printed.sum()))
    may_be_outside = (_people(world, year) <= key.SMALL_MUNICIPALITY).drop(printed_recipients(world))
    small = available[may_be_outside[may_be_outside].index]
    chosen = list(always)
    for recipient in [r for r in ranking if r in small.index and r not in chosen]:
        still = count - len(chosen) - 1
        rest = small.drop([*chosen, recipient]).nsmallest(max(still, 0)).sum()
        if still >= 0 and small[[*chosen, recipient]].sum() + rest <= left:
            chosen.append(recipient)
    return chosen


def _reluctance(world: World, cast: Cast) -> pd.Series:
    """How little inclined each municipality is to claim in any year; those who did not in 2016 a little less."""
    lasting = inclination(world, "white spot")
    return (~lasting.index.isin(cast.requisitioned)).astype(float) - lasting


def _people(world: World, year: int) -> pd.Series:
    area = world.of_kind("municipality")["area_code"]
    return area.map(world.inhabitants(year))


def _claims(world: World, year: int, claimants: list[str], at: str) -> pd.Series:
    """What each claims: all that the key gives, but for a few who leave what is needed to meet the ledger's sum.

    Those whose claim is printed are left out; the sum is met together with them.
    """
    printed = world.amounts("municipality", year, "received")
    others = [one for one in claimants if one not in printed.index]
    available = _offered_to_others(world, "municipality", year)[others]
    unclaimed = int(available.sum()) - (world.count(at) - int(printed.sum()))
    reluctant = (-restless(world, f"{year} claim")[others]).sort_values(ascending=False, kind="stable")
    most = available[reluctant.index] * LARGEST_UNCLAIMED_PART
    if len(printed):
        # A document prints the smallest requisition of the year; nobody may come below it.
        most = np.minimum(most, available[most.index] - printed.min())
    # As many as it takes when each leaves about half of the most that is plausible.
    most = most.iloc[: int((most.cumsum() / 2 < unclaimed).sum()) + 1]
    return available.sub(_split(unclaimed, _wishes(most, f"{year} claim"), most), fill_value=0).astype(int)


def _offered_to_others(world: World, kind: str, year: int) -> pd.Series:
    """What each whose claim is not printed could claim, for the example: by the key, scaled so that it adds up with the printed claims.

    No municipality is offered more than any reading of the key gives it.
    """
    by_key = world.amounts(kind, year, "available")
    printed = world.amounts(kind, year, "received")
    others = by_key.drop(printed.index)
    left = int(by_key.sum() - printed.sum())
    wishes = others * (left / others.sum())
    if kind != "municipality":
        return to_whole(wishes, left)
    return _split(left, wishes, world.amounts(kind, year, "available", "amount_high_sek")[others.index])


def restless(world: World, salt: str) -> pd.Series:
    """The inclination with more chance in it, so that size decides less. By recipient id."""
    inclined = inclination(world, salt)
    return inclined + pd.Series([bell(salt, r) for r in inclined.index], index=inclined.index)


def _municipalities_2016(world: World, cast: Cast) -> list[pd.DataFrame]:
    at = "sos-2017.municipalities"
    received = _claims(world, 2016, cast.requisitioned, f"{at}.requisitioned-sek")
    wishes = _wishes(received[cast.topped_up], "2016 top-up")
    extra = _split(world.count(f"{at}.additional-sek"), wishes, received[cast.topped_up])
    given = received.add(extra, fill_value=0).astype(int)
    nothing = given[cast.spent_nothing]
    most = given[cast.spent_part] * LARGEST_REPAID_PART
    part = _split(
        world.count(f"{at}.unspent-sek") - int(nothing.sum()), _wishes(most, "2016 underspend"), most
    )
    return [
        _rows(received, 2016, "received", f"{at}.requisitioned-sek"),
        _rows(extra, 2016, "redistributed", f"{at}.additional-sek"),
        *_use(given, pd.concat([nothing, part]), 2016, f"{at}.unspent-sek"),
    ]


def _regions_2016(world: World) -> list[pd.DataFrame]:
    at = "sos-2017.regions"
    received = world.amounts("region", 2016, "available")
    count = world.count(f"{at}.not-fully-spent-count")
    repaid = _repaid(received, world.count(f"{at}.unspent-sek"), count, _by_chance(received, "2016"))
    return [
        _rows(received, 2016, "received", f"{at}.requisitioned-sek"),
        *_use(received, repaid, 2016, f"{at}.unspent-sek"),
    ]


def _ngos_2016(world: World, organisations: list[str]) -> list[pd.DataFrame]:
    at = "sos-2017.ngos"
    received = _grants(organisations, world.count(f"{at}.granted-sek"))
    count = world.count(f"{at}.not-fully-spent-count")
    repaid = _repaid(received, world.count(f"{at}.unspent-sek"), count, _by_chance(received, "2016"))
    return [
        _rows(received, 2016, "received", f"{at}.granted-sek"),
        *_use(received, repaid, 2016, f"{at}.unspent-sek"),
    ]


def _grants(organisations: list[str], total_sek: int) -> pd.Series:
    """Grants in whole thousands, many small and few large; what is left over from thousands goes to the first."""
    total_tkr, remainder = divmod(total_sek, 1000)
    sizes = pd.Series({o: float(np.exp(0.7 * bell("2016 grant", o))) for o in sorted(organisations)})
    most = pd.Series(LARGEST_NGO_GRANT_TKR - SMALLEST_NGO_GRANT_TKR, index=sizes.index)
    amounts = (
        _split(total_tkr - SMALLEST_NGO_GRANT_TKR * len(sizes), sizes, most) + SMALLEST_NGO_GRANT_TKR
    ) * 1000
    amounts.iloc[0] += remainder
    return amounts


def _use_of_three_years(world: World, kind: str, received: dict[int, pd.Series]) -> list[pd.DataFrame]:
    used_sek = _used_sums(world, kind, {year: int(amounts.sum()) for year, amounts in received.items()})
    part = _part_that_repaid(world, kind)
    rows = []
    for year, amounts in received.items():
        salt = f"{year} underspend"
        # Chance weighs more than size, or a county of large municipalities would have nobody with money left.
        leftover = _by_chance(amounts, salt)
        if kind == "municipality":
            leftover = leftover - inclination(world, salt)[amounts.index] / 2
        repaid = _repaid(amounts, int(amounts.sum()) - used_sek[year], round(part * len(amounts)), leftover)
        rows += _use(amounts, repaid, year, _at(kind, "spent-share", year))
    return rows


def _used_sums(world: World, kind: str, received_sek: dict[int, int]) -> dict[int, int]:
    """The kronor used per year: the printed percentage of what these recipients received, rounded to whole kronor.

    What the recipients with a printed amount used is not known; the percentage of all is taken to be that of the others.

    The percentage printed for the years together must hold too. Where the years at their exact percentages would miss it,
    the largest year gives way by the fewest kronor that are needed.
    """
    percent = {year: Decimal(str(world.value(_at(kind, "spent-share", year)))) for year in received_sek}
    used = {year: half_up(percent[year] * sek / 100) for year, sek in received_sek.items()}
    together = Decimal(
        str(world.value(f"vardanalys-2023.t2.{_KINDS[kind]}.spent-share.{YEARS[0]}-{YEARS[-1]}"))
    )
    total = sum(received_sek.values())
    least, too_much = (ceil((together + half) * total / 100) for half in (Decimal("-0.5"), Decimal("0.5")))
    largest = max(received_sek, key=lambda year: received_sek[year])
    used[largest] += min(max(sum(used.values()), least), too_much - 1) - sum(used.values())
    return used


def half_up(value: Decimal) -> int:
    """The nearest whole number, halves upwards, as the documents round."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _part_that_repaid(world: World, kind: str) -> float:
    """The part of the recipients that did not use everything: no document says for 2020-2022, so as in 2016."""
    at = f"sos-2017.{_KINDS[kind]}"
    return world.value(f"{at}.not-fully-spent-count") / world.value(f"{at}.requisitioned-count")


def _repaid(received: pd.Series, total_sek: int, count: int, inclined: pd.Series) -> pd.Series:
    """What the `count` most inclined pay back, `total_sek` together."""
    most = received[pick(count, inclined)] * LARGEST_REPAID_PART
    return _split(total_sek, _wishes(most, f"repaid {total_sek}"), most)


def _by_chance(amounts: pd.Series, salt: str) -> pd.Series:
    return pd.Series([bell(salt, "underspend", r) for r in amounts.index], index=amounts.index)


def _wishes(sizes: pd.Series, salt: str) -> pd.Series:
    """Shares that follow the sizes, each by chance between a fifth and the whole."""
    return sizes * [0.2 + 0.8 * chance(salt, recipient) for recipient in sizes.index]


def _split(total: int, wishes: pd.Series, most: pd.Series) -> pd.Series:
    """Whole numbers that add up to `total`, in proportion to the wishes but none above `most`.

    Raises DoesNotAddUp when `most` does not leave room for the total.
    """
    limit = np.floor(most.astype(float))
    if not 0 <= total <= limit.sum():
        raise DoesNotAddUp(f"{total} ryms inte inom {limit.sum():.0f}.")
    full = pd.Series(False, index=wishes.index)
    while True:
        left = total - limit[full].sum()
        shares = limit.where(full, wishes / wishes[~full].sum() * left)
        over = ~full & (shares > limit)
        if not over.any():
            return to_whole(shares, total)
        full |= over


def _use(given: pd.Series, repaid: pd.Series, year: int, locator: str) -> list[pd.DataFrame]:
    """Rows for what was paid back, zero for those who used everything, and for what was used: the rest."""
    back = repaid.reindex(given.index, fill_value=0).astype(int)
    return [_rows(given - back, year, "used", locator), _rows(back, year, "repaid", locator)]


def _rows(amounts: pd.Series, year: int, measure: str, locator: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "recipient_id": amounts.index,
            "year": year,
            "stream": "development",
            "measure": measure,
            "amount_sek": amounts.to_numpy().astype(int),
            "status": Status.SYNTHETIC.value,
            "source_id": EXAMPLE_SOURCE,
            "locator": locator,
            "note_sv": None,
        }
    )


def _at(kind: str, measure: str, year: int) -> str:
    return f"vardanalys-2023.t2.{_KINDS[kind]}.{measure}.{year}"
